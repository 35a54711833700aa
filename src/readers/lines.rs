//! Byte offset -> line and column.

use crate::document::Location;

/// Finds lines and columns in a text, quickly when asked in order.
pub(super) struct Lines<'a> {
    text: &'a str,
    /// Byte offset of the start of each line.
    starts: Vec<usize>,
    /// The last place that was asked for: byte offset, line from 0, column from 0.
    last: (usize, usize, u32),
}

impl<'a> Lines<'a> {
    /// Prepares a text. A line ends with a line feed, with or without a carriage return.
    pub(super) fn new(text: &'a str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        let starts = std::iter::once(0).chain(after_breaks).collect();
        let last = (0, 0, 0);
        Self { text, starts, last }
    }

    /// The line and column of a byte, both from 1.
    pub(super) fn location(&mut self, byte: usize) -> Location {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte) - 1;
        let (last_byte, last_line, last_column) = self.last;
        let (from, column) = if line == last_line && last_byte <= byte {
            (last_byte, last_column)
        } else {
            (self.starts[line], 0)
        };
        let passed = self.text[from..byte].chars().count();
        let column = column + u32::try_from(passed).unwrap_or(u32::MAX - column);
        self.last = (byte, line, column);
        Location {
            line: u32::try_from(line + 1).ok(),
            column: Some(column.saturating_add(1)),
            ..Location::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let mut lines = Lines::new("äö\nÄiti tuli");
        let place = |location: Location| (location.line, location.column);
        assert_eq!(place(lines.location(2)), (Some(1), Some(2)));
        assert_eq!(place(lines.location(11)), (Some(2), Some(6)));
        assert_eq!(place(lines.location(5)), (Some(2), Some(1)));
    }
}
