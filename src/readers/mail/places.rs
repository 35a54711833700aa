//! Where the lines of a decoded mail body stand in the file.
//!
//! The decoded text is followed through the bytes it came from. As soon as the two part, nothing
//! is known: a place is exact or it is not given.

use std::ops::Range;

/// Characters of one line of decoded text that stand side by side in the file.
///
/// It holds until the next run of the same line. Lines and columns are counted from 1, columns in
/// characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Column of its first character in the decoded line.
    pub(super) column: u32,
    /// Line of that character in the file.
    pub(super) file_line: u32,
    /// Column of that character in the file.
    pub(super) file_column: u32,
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

/// The runs of each line of a text that was decoded from a part of the file.
pub(super) fn runs(
    file: &[u8],
    body: Range<usize>,
    coding: Coding,
    text: &str,
) -> Option<Vec<Vec<Run>>> {
    [Charset::Utf8, Charset::OneByte]
        .into_iter()
        .find_map(|charset| {
            Cursor::new(file, body.clone(), coding, charset).and_then(|cursor| follow(cursor, text))
        })
}

/// Follows a text through the file.
fn follow(mut cursor: Cursor, text: &str) -> Option<Vec<Vec<Run>>> {
    let mut lines = vec![Vec::new()];
    let mut column = 1;
    for character in text.chars() {
        let (file_line, file_column) = cursor.pass(character)?;
        if character == '\n' {
            lines.push(Vec::new());
            column = 1;
            continue;
        }
        let runs = lines.last_mut()?;
        let is_in_step = runs.last().is_some_and(|run: &Run| {
            run.file_line == file_line && run.file_column + (column - run.column) == file_column
        });
        if !is_in_step {
            runs.push(Run {
                column,
                file_line,
                file_column,
            });
        }
        column += 1;
    }
    Some(lines)
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
            && matches!(self.rest.first(), Some(b'\r' | b'\n'));
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
            let blanks = |from: usize| {
                let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r');
                from + self.rest[from..].iter().take_while(is_blank).count()
            };
            match *self.rest.first()? {
                b'=' if self.rest.get(blanks(1)) == Some(&b'\n') => {
                    self.take(blanks(1) + 1);
                }
                b'=' => {
                    let digit = |at: usize| char::from(*self.rest.get(at)?).to_digit(16);
                    let byte = u8::try_from(digit(1)? * 16 + digit(2)?).ok()?;
                    let (_, line, column) = self.take(3)?;
                    return Some((byte, line, column));
                }
                // White space before the end of a line was added on the way.
                b' ' | b'\t' | b'\r' if self.rest.get(blanks(0)) == Some(&b'\n') => {
                    self.take(blanks(0));
                }
                byte if byte.is_ascii() => return self.take(1),
                _ => return None,
            }
        }
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

    fn found(file: &[u8], coding: Coding, text: &str) -> Option<Vec<Vec<(u32, u32, u32)>>> {
        let numbers = |run: &Run| (run.column, run.file_line, run.file_column);
        let lines = runs(file, 0..file.len(), coding, text)?;
        let line = |runs: Vec<Run>| runs.iter().map(numbers).collect();
        Some(lines.into_iter().map(line).collect())
    }

    #[test]
    fn plain_lines_are_the_lines_of_the_file() {
        let expected = Some(vec![vec![(1, 1, 1)], vec![(1, 2, 1)], vec![]]);
        let text = "Työ jää\r\nkesken.\r\n";
        assert_eq!(found(text.as_bytes(), Coding::Plain, text), expected);
        let latin = b"Ty\xf6 j\xe4\xe4\r\nkesken.\r\n";
        assert_eq!(found(latin, Coding::Plain, text), expected);
    }

    #[test]
    fn a_quoted_letter_moves_what_follows_it() {
        let file = b"Ty=C3=B6 on=\r\n nyt";
        let expected = Some(vec![vec![(1, 1, 1), (4, 1, 9), (7, 2, 1)]]);
        assert_eq!(found(file, Coding::QuotedPrintable, "Työ on nyt"), expected);
        let file = b"Ty=F6 on=\n nyt";
        let expected = Some(vec![vec![(1, 1, 1), (4, 1, 6), (7, 2, 1)]]);
        assert_eq!(found(file, Coding::QuotedPrintable, "Työ on nyt"), expected);
    }

    #[test]
    fn white_space_added_on_the_way_is_passed() {
        let expected = Some(vec![vec![(1, 1, 1)], vec![(1, 2, 1)]]);
        let file = b"Hei, \t\r\nkaikki";
        assert_eq!(
            found(file, Coding::QuotedPrintable, "Hei,\r\nkaikki"),
            expected
        );
    }

    #[test]
    fn what_does_not_follow_the_file_has_no_place() {
        assert_eq!(found(b"VHnDtg==", Coding::Plain, "Työ"), None);
        assert_eq!(found(b"Ty\xc3", Coding::Plain, "Ty\u{fffd}"), None);
        assert_eq!(found(b"Ty=ZZ", Coding::QuotedPrintable, "Ty=ZZ"), None);
    }
}
