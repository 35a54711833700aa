//! The text as the editor has it, with positions as editors count them: lines and UTF-16 units.

use lsp_types::{Position, Range, TextDocumentContentChangeEvent};

use crate::document::Location;

/// A text and where its lines begin.
#[derive(Debug)]
pub(super) struct SourceText {
    /// The text.
    pub(super) text: String,
    /// Byte offset of the start of each line, as editors count lines.
    starts: Vec<usize>,
    /// The same as readers count lines, where only line feeds end them.
    feeds: Vec<usize>,
}

impl SourceText {
    pub(super) fn new(text: String) -> Self {
        let bytes = text.as_bytes();
        let is_break = |index: &usize| match bytes[*index] {
            b'\n' => true,
            b'\r' => bytes.get(index + 1) != Some(&b'\n'),
            _ => false,
        };
        let breaks = (0..bytes.len()).filter(is_break).map(|index| index + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let feeds = memchr::memchr_iter(b'\n', bytes).map(|index| index + 1);
        let feeds = std::iter::once(0).chain(feeds).collect();
        Self {
            text,
            starts,
            feeds,
        }
    }

    /// Makes a change of the editor's; without a range the whole text is new.
    pub(super) fn change(&mut self, change: TextDocumentContentChangeEvent) {
        let text = match change.range {
            None => change.text,
            Some(range) => {
                let (start, end) = (self.offset(range.start), self.offset(range.end));
                let mut text = std::mem::take(&mut self.text);
                text.replace_range(start.min(end)..end.max(start), &change.text);
                text
            }
        };
        *self = Self::new(text);
    }

    /// The byte of a position. What lies past the end of a line or of the text is its end.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else {
            return self.text.len();
        };
        let mut units = 0;
        for (index, character) in self.line(line).char_indices() {
            if units >= position.character as usize {
                return start + index;
            }
            units += character.len_utf16();
        }
        start + self.line(line).len()
    }

    /// The position of a byte.
    pub(super) fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = &self.text[self.starts[line]..offset];
        let units: usize = before.chars().map(char::len_utf16).sum();
        Position::new(count(line), count(units))
    }

    /// The range of bytes.
    pub(super) fn range(&self, start: usize, end: usize) -> Range {
        Range::new(self.position(start), self.position(end))
    }

    /// The byte of a place that a reader gave: lines end with line feeds, columns are characters.
    pub(super) fn offset_of(&self, location: &Location) -> Option<usize> {
        let line = location.line?.checked_sub(1)? as usize;
        let column = location.column?.checked_sub(1)? as usize;
        let start = *self.feeds.get(line)?;
        let rest = &self.text[start..];
        let passed = rest.char_indices().nth(column);
        Some(start + passed.map_or(rest.len(), |(index, _)| index))
    }

    /// Where the line of a byte begins.
    pub(super) fn line_start(&self, offset: usize) -> usize {
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        self.starts[line]
    }

    /// A line without its break.
    fn line(&self, line: usize) -> &str {
        let end = self.starts.get(line + 1).copied();
        let text = &self.text[self.starts[line]..end.unwrap_or(self.text.len())];
        text.trim_end_matches(['\n', '\r'])
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emoji_is_two_units_wide_and_an_umlaut_one() {
        let source = SourceText::new("Hyvä 😀 työ\r\nÄäni".to_owned());
        let after_emoji = "Hyvä 😀".len();
        assert_eq!(source.position(after_emoji), Position::new(0, 7));
        assert_eq!(source.offset(Position::new(0, 7)), after_emoji);
        assert_eq!(source.offset(Position::new(0, 99)), "Hyvä 😀 työ".len());
        assert_eq!(source.offset(Position::new(1, 2)), source.text.len() - 2);
        assert_eq!(source.offset(Position::new(9, 0)), source.text.len());
    }

    #[test]
    fn a_change_takes_the_place_of_its_range() {
        let mut source = SourceText::new("Yksi 😀 kaksi\nkolme\n".to_owned());
        source.change(TextDocumentContentChangeEvent {
            range: Some(Range::new(Position::new(0, 8), Position::new(1, 0))),
            range_length: None,
            text: "ö ".to_owned(),
        });
        assert_eq!(source.text, "Yksi 😀 ö kolme\n");
    }

    #[test]
    fn a_place_of_a_reader_is_counted_in_characters() {
        let source = SourceText::new("😀😀\nä😀b\n".to_owned());
        let place = Location {
            line: Some(2),
            column: Some(3),
            ..Location::default()
        };
        let offset = source.offset_of(&place).unwrap();
        assert_eq!(&source.text[offset..], "b\n");
        assert_eq!(source.position(offset), Position::new(1, 3));
    }
}
