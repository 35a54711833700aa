"""Prints every analysis libvoikko gives for the words on standard input, one word a line.

For each word: the word, a tab, then its analyses parted by tabs; an analysis is
`KEY=value` pairs in the order of the keys, parted by the unit separator U+001F.
With --fresh each word has a handle of its own, with --hyphens the hyphenation is printed.
Exit status 3: libvoikko or its dictionary is not installed.
"""

import ctypes
import ctypes.util
import sys


def library():
    for name in ("libvoikko.so.1", "libvoikko.1.dylib", ctypes.util.find_library("voikko")):
        try:
            return ctypes.CDLL(name) if name else None
        except OSError:
            continue
    return None


def declare(voikko):
    text, pointer = ctypes.c_char_p, ctypes.c_void_p
    voikko.voikkoInit.restype = pointer
    voikko.voikkoInit.argtypes = [ctypes.POINTER(text), text, text]
    voikko.voikkoTerminate.argtypes = [pointer]
    voikko.voikkoAnalyzeWordCstr.restype = ctypes.POINTER(pointer)
    voikko.voikkoAnalyzeWordCstr.argtypes = [pointer, text]
    voikko.voikko_free_mor_analysis.argtypes = [ctypes.POINTER(pointer)]
    voikko.voikko_mor_analysis_keys.restype = ctypes.POINTER(text)
    voikko.voikko_mor_analysis_keys.argtypes = [pointer]
    voikko.voikko_mor_analysis_value_cstr.restype = pointer
    voikko.voikko_mor_analysis_value_cstr.argtypes = [pointer, text]
    voikko.voikko_free_mor_analysis_value_cstr.argtypes = [pointer]
    voikko.voikkoHyphenateCstr.restype = pointer
    voikko.voikkoHyphenateCstr.argtypes = [pointer, text]
    voikko.voikkoFreeCstr.argtypes = [pointer]


class Handle:
    """A libvoikko handle that is made anew when a long search has left it unusable."""

    def __init__(self, voikko):
        self.voikko = voikko
        self.open()

    def open(self):
        error = ctypes.c_char_p()
        self.handle = self.voikko.voikkoInit(ctypes.byref(error), b"fi", None)
        if not self.handle:
            sys.exit(3)

    def analyses(self, word):
        found = self.raw(word)
        # Stale flags make every later word unknown; a known word tells.
        if not self.raw("kissa"):
            self.renew()
        return found

    def renew(self):
        self.voikko.voikkoTerminate(self.handle)
        self.open()

    def raw(self, word):
        listed = self.voikko.voikkoAnalyzeWordCstr(self.handle, word.encode())
        result = []
        index = 0
        while listed and listed[index]:
            result.append(self.attributes(listed[index]))
            index += 1
        if listed:
            self.voikko.voikko_free_mor_analysis(listed)
        return result

    def attributes(self, analysis):
        keys = self.voikko.voikko_mor_analysis_keys(analysis)
        pairs = []
        index = 0
        while keys[index]:
            value = self.voikko.voikko_mor_analysis_value_cstr(analysis, keys[index])
            pairs.append((keys[index].decode(), ctypes.string_at(value).decode()))
            self.voikko.voikko_free_mor_analysis_value_cstr(value)
            index += 1
        return sorted(pairs)

    def hyphens(self, word):
        pattern = self.voikko.voikkoHyphenateCstr(self.handle, word.encode())
        if not pattern:
            return ""
        text = ctypes.string_at(pattern).decode()
        self.voikko.voikkoFreeCstr(pattern)
        return text


def main():
    voikko = library()
    if voikko is None:
        sys.exit(3)
    declare(voikko)
    handle = Handle(voikko)
    hyphenate = "--hyphens" in sys.argv
    fresh = "--fresh" in sys.argv
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        word = line.rstrip("\n")
        if hyphenate:
            print(word, handle.hyphens(word), sep="\t")
            continue
        if fresh:
            handle.renew()
        analyses = ("\x1f".join("=".join(pair) for pair in one) for one in handle.analyses(word))
        print(word, *analyses, sep="\t")


main()
