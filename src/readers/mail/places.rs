//! Where the lines of a decoded mail body stand in the file.
//!
//! The decoded text is followed through the bytes it came from. As soon as the two part, nothing
//! is known: a place is exact or it is not given.

use std::ops::Range;

/// Characters of a decoded text that stand side by side in the file, and lines that stand under
/// each other.
///
/// It holds until the next run. Lines and columns are counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Line and column of its first character in the decoded text.
    pub(super) text: (u32, u32),
    /// Line and column of that character in the file, if they are known.
    pub(super) file: Option<(u32, u32)>,
}

impl Run {
    /// Line and column in the file of a character of this run, given by those in the text.
    pub(super) fn place(&self, (line, column): (u32, u32)) -> Option<(u32, u32)> {
        let (file_line, file_column) = self.file?;
        let passed = line - self.text.0;
        if passed == 0 {
            return Some((file_line, file_column + (column - self.text.1)));
        }
        Some((file_line + passed, column))
    }
}

/// How bytes of a body stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// As they are: 7bit, 8bit or binary.
    Plain,
    /// Quoted-printable (RFC 2045, section 6.7): `=E4` for a byte, `=` at the end of a broken line.
    QuotedPrintable,
}

/// How many bytes a character has before they are coded.
#[derive(Clone, Copy)]
enum Charset {
    Utf8,
    OneByte,
}

/// The runs of a text that was decoded from a part of the file and begins at a line.
pub(super) fn runs(
    file: &[u8],
    body: Range<usize>,
    coding: Coding,
    text: &str,
    line: u32,
) -> Option<Vec<Run>> {
    // What is right in UTF-8 is shown as that, whatever the message says it is.
    let is_shown_as_utf8 =
        coding == Coding::Plain && std::str::from_utf8(file.get(body.clone())?).is_ok();
    let charsets = if is_shown_as_utf8 {
        &[Charset::Utf8][..]
    } else {
        &[Charset::Utf8, Charset::OneByte][..]
    };
    charsets.iter().find_map(|charset| {
        let cursor = Cursor::new(file, body.clone(), coding, *charset)?;
        follow(cursor, text, line)
    })
}

/// Follows a text through the file.
fn follow(mut cursor: Cursor, text: &str, line: u32) -> Option<Vec<Run>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut place = (line, 1);
    for character in text.chars() {
        let file = cursor.pass(character)?;
        if runs.last().and_then(|run| run.place(place)) != Some(file) {
            runs.push(Run {
                text: place,
                file: Some(file),
            });
        }
        place = match character {
            '\n' => (place.0 + 1, 1),
            _ => (place.0, place.1 + 1),
        };
    }
    Some(runs)
}

/// A way through the bytes of a body.
struct Cursor<'a> {
    /// The bytes that are left.
    rest: &'a [u8],
    coding: Coding,
    charset: Charset,
    line: u32,
    column: u32,
}

impl<'a> Cursor<'a> {
    /// Stands at the first byte of a body, which begins a line.
    fn new(file: &'a [u8], body: Range<usize>, coding: Coding, charset: Charset) -> Option<Self> {
        let above = file.get(..body.start)?;
        let feeds = memchr::memchr_iter(b'\n', above).count();
        above
            .last()
            .is_none_or(|byte| *byte == b'\n')
            .then_some(())?;
        Some(Self {
            rest: file.get(body)?,
            coding,
            charset,
            line: u32::try_from(feeds + 1).ok()?,
            column: 1,
        })
    }

    /// Passes a character and tells its line and column, if it is the one that stands here.
    fn pass(&mut self, character: char) -> Option<(u32, u32)> {
        // Decoders end every line in the same way, whatever its end in the file.
        let is_line_end = self.coding == Coding::QuotedPrintable
            && character == '\r'
            && self.rest.get(self.blanks(0)) == Some(&b'\n');
        if is_line_end {
            return Some((self.line, self.column));
        }
        let (byte, line, column) = self.next()?;
        let is_same = match self.charset {
            Charset::Utf8 => {
                let mut expected = [0; 4];
                let expected = character.encode_utf8(&mut expected).as_bytes();
                byte == expected[0]
                    && expected[1..]
                        .iter()
                        .all(|expected| self.next().is_some_and(|(byte, ..)| byte == *expected))
            }
            // U+FFFD stands for any number of bytes that make no sense.
            Charset::OneByte if character.is_ascii() => u32::from(byte) == u32::from(character),
            Charset::OneByte => !byte.is_ascii() && character != '\u{fffd}',
        };
        is_same.then_some((line, column))
    }

    /// The next decoded byte and its place.
    fn next(&mut self) -> Option<(u8, u32, u32)> {
        match self.coding {
            Coding::Plain => self.take(1),
            Coding::QuotedPrintable => self.next_quoted(),
        }
    }

    fn next_quoted(&mut self) -> Option<(u8, u32, u32)> {
        loop {
            match *self.rest.first()? {
                b'=' if self.rest.get(self.blanks(1)) == Some(&b'\n') => {
                    self.take(self.blanks(1) + 1);
                }
                b'=' => {
                    let digit = |at: usize| char::from(*self.rest.get(at)?).to_digit(16);
                    let byte = u8::try_from(digit(1)? * 16 + digit(2)?).ok()?;
                    let (_, line, column) = self.take(3)?;
                    return Some((byte, line, column));
                }
                // White space before the end of a line was added on the way.
                b' ' | b'\t' | b'\r' if self.rest.get(self.blanks(0)) == Some(&b'\n') => {
                    self.take(self.blanks(0));
                }
                byte if byte.is_ascii() => return self.take(1),
                _ => return None,
            }
        }
    }

    /// Offset of the first byte from an offset on that is no white space of a line's end.
    fn blanks(&self, from: usize) -> usize {
        let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r');
        let blanks = self.rest.iter().skip(from).take_while(is_blank);
        from + blanks.count()
    }

    /// Moves over bytes of the file, and tells the first of them with its place.
    fn take(&mut self, length: usize) -> Option<(u8, u32, u32)> {
        let (passed, rest) = self.rest.split_at_checked(length)?;
        let first = (*passed.first()?, self.line, self.column);
        for byte in passed {
            match byte {
                b'\n' => {
                    self.line += 1;
                    self.column = 1;
                }
                // The bytes after the first of a character in UTF-8.
                0x80..=0xbf if matches!(self.charset, Charset::Utf8) => {}
                _ => self.column += 1,
            }
        }
        self.rest = rest;
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Place = (u32, u32);

    fn found(file: &[u8], coding: Coding, text: &str) -> Option<Vec<(Place, Option<Place>)>> {
        let runs = runs(file, 0..file.len(), coding, text, 1)?;
        Some(runs.iter().map(|run| (run.text, run.file)).collect())
    }

    #[test]
    fn plain_lines_are_the_lines_of_the_file() {
        let expected = Some(vec![((1, 1), Some((1, 1)))]);
        let text = "Työ jää\r\nkesken.\r\n";
        assert_eq!(found(text.as_bytes(), Coding::Plain, text), expected);
        let latin = b"Ty\xf6 j\xe4\xe4\r\nkesken.\r\n";
        assert_eq!(found(latin, Coding::Plain, text), expected);
    }

    #[test]
    fn a_quoted_letter_moves_what_follows_it() {
        let text = "Työ on nyt";
        let moved = |column| {
            let runs = [(1, (1, 1)), (4, (1, column)), (7, (2, 1))];
            Some(
                runs.map(|(column, file)| ((1, column), Some(file)))
                    .to_vec(),
            )
        };
        let file = b"Ty=C3=B6 on=\r\n nyt";
        assert_eq!(found(file, Coding::QuotedPrintable, text), moved(9));
        let file = b"Ty=F6 on=\n nyt";
        assert_eq!(found(file, Coding::QuotedPrintable, text), moved(6));
    }

    #[test]
    fn white_space_added_on_the_way_is_passed() {
        let text = "Hei,\r\nkaikki";
        let expected = Some(vec![((1, 1), Some((1, 1)))]);
        let file = b"Hei,\r\nkaikki";
        assert_eq!(found(file, Coding::QuotedPrintable, text), expected);
        let expected = [((1, 1), (1, 1)), ((1, 6), (1, 8))];
        let expected = expected.map(|(text, file)| (text, Some(file)));
        let file = b"Hei, \t\r\nkaikki";
        assert_eq!(
            found(file, Coding::QuotedPrintable, text),
            Some(expected.to_vec())
        );
    }

    #[test]
    fn what_does_not_follow_the_file_has_no_place() {
        assert_eq!(found(b"VHnDtg==", Coding::Plain, "Työ"), None);
        assert_eq!(found(b"Ty\xc3", Coding::Plain, "Ty\u{fffd}"), None);
        assert_eq!(found("Työ".as_bytes(), Coding::Plain, "TyÃ¶"), None);
        assert_eq!(found(b"Ty=ZZ", Coding::QuotedPrintable, "Ty=ZZ"), None);
    }
}
