//! The text of one block while it is gathered, with the way back to where each piece stood.

use std::borrow::Cow;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::document::{Inline, InlineKind};
use crate::span::Span;

/// Text between two known places is kept shorter than this, so that counting columns is cheap.
const LONGEST_PIECE: usize = 1024;

/// The text of one block.
///
/// Invariants: `text` is in normal form C, has no soft hyphens and no white space at its start;
/// `pieces` is sorted by offset, and no piece crosses a line feed.
#[derive(Clone, Debug, Default)]
pub(super) struct Passage {
    /// The text so far.
    pub(super) text: String,
    /// Where the text came from.
    pub(super) pieces: Vec<Piece>,
    /// Offsets where a new page begins, with its number.
    pub(super) pages: Vec<(usize, u32)>,
    /// Links, pictures and code so far.
    pub(super) inlines: Vec<Inline>,
    /// Comments that speak to the program, with their offsets.
    pub(super) directives: Vec<(usize, String)>,
    /// How many bytes of the text are bold.
    bold: usize,
    /// Whether the next text may continue the last piece.
    is_cut: bool,
}

/// A text offset whose place in the source is known; what follows it runs in step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Byte offset in the text.
    pub(super) offset: usize,
    /// Byte offset in the source.
    pub(super) source: usize,
}

impl Passage {
    /// Adds text that stands at a byte of the source.
    pub(super) fn push(&mut self, text: &str, source: usize) {
        if is_plain(text) {
            self.append(text, source);
            return;
        }
        let mut offset = 0;
        for cluster in clusters(text) {
            self.append(&normal(cluster), source + offset);
            offset += cluster.len();
        }
    }

    /// Adds text in which every run of white space counts as one space.
    pub(super) fn push_collapsed(&mut self, text: &str, source: usize) {
        let mut offset = 0;
        for part in text.split_inclusive(is_collapsible) {
            let word = part.trim_end_matches(is_collapsible);
            self.push(word, source + offset);
            if word.len() < part.len() && !self.ends_in_space() {
                self.append(" ", source + offset + word.len());
            }
            self.is_cut |= part.ends_with('\n');
            offset += part.len();
        }
    }

    /// Adds a space for the end of a line in the source.
    pub(super) fn soft_break(&mut self, source: usize) {
        if !self.ends_in_space() {
            self.append(" ", source);
        }
        self.is_cut = true;
    }

    /// Adds a line feed for a line that ends within the block.
    pub(super) fn line_break(&mut self, source: usize) {
        self.append("\n", source);
    }

    /// Removes bytes at the start: the mark of a list item.
    pub(super) fn drop_start(&mut self, length: usize) {
        self.text.drain(..length);
        let first = self.pieces.partition_point(|piece| piece.offset <= length);
        if let Some(piece) = first
            .checked_sub(1)
            .and_then(|index| self.pieces.get_mut(index))
        {
            piece.source += length - piece.offset;
            piece.offset = length;
            self.pieces.drain(..first - 1);
        }
        for piece in &mut self.pieces {
            piece.offset -= length;
        }
        for (offset, _) in &mut self.pages {
            *offset = offset.saturating_sub(length);
        }
        for inline in &mut self.inlines {
            let moved = |offset: usize| offset.saturating_sub(length);
            inline.span = Span::new(moved(inline.span.start), moved(inline.span.end));
        }
        self.bold = self.bold.saturating_sub(length);
    }

    /// Removes the last character: a hyphen that only divided a word.
    pub(super) fn drop_last(&mut self) {
        self.text.pop();
        self.is_cut = true;
    }

    /// Notes that the source does not run in step from here on.
    pub(super) fn cut(&mut self) {
        self.is_cut = true;
    }

    /// Notes that text from an offset on is a link, a picture or code.
    pub(super) fn inline(&mut self, start: usize, kind: InlineKind) {
        let start = start.min(self.text.len());
        let span = Span::new(start, self.text.len());
        self.inlines.push(Inline { span, kind });
    }

    /// Notes that text from an offset on is bold.
    pub(super) fn embolden(&mut self, start: usize) {
        self.bold += self.text.len().saturating_sub(start);
    }

    /// Notes that a page begins here.
    pub(super) fn turn_page(&mut self, page: u32) {
        self.pages.push((self.text.len(), page));
    }

    /// Length of the text so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no text yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether all of the text is bold.
    pub(super) fn is_bold(&self) -> bool {
        !self.text.is_empty() && self.bold >= self.text.trim_end().len()
    }

    /// Whether the text ends in white space or has not begun.
    fn ends_in_space(&self) -> bool {
        self.text.is_empty() || self.text.ends_with([' ', '\n'])
    }

    /// Removes white space at the end, with what points into it.
    pub(super) fn trim_end(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        let end = self.text.len();
        self.pieces.retain(|piece| piece.offset < end);
        self.pages.retain(|(offset, _)| *offset < end);
        for inline in &mut self.inlines {
            inline.span = Span::new(inline.span.start.min(end), inline.span.end.min(end));
        }
    }

    /// Adds text in normal form, line by line.
    fn append(&mut self, text: &str, source: usize) {
        let mut source = source;
        for line in text.split_inclusive('\n') {
            self.append_line(line, source);
            source += line.len();
            self.is_cut |= line.ends_with('\n');
        }
    }

    fn append_line(&mut self, line: &str, source: usize) {
        let skipped = if self.text.is_empty() {
            line.len() - line.trim_start().len()
        } else {
            0
        };
        let (mut line, mut source) = (&line[skipped..], source + skipped);
        while !line.is_empty() {
            let part = &line[..line.floor_char_boundary(LONGEST_PIECE)];
            if !self.continues(source) {
                let offset = self.text.len();
                self.pieces.push(Piece { offset, source });
            }
            self.text.push_str(part);
            self.is_cut = part.len() < line.len();
            source += part.len();
            line = &line[part.len()..];
        }
    }

    /// Whether text from this source byte runs in step with the last piece.
    fn continues(&self, source: usize) -> bool {
        let Some(piece) = self.pieces.last() else {
            return false;
        };
        let passed = self.text.len() - piece.offset;
        !self.is_cut && piece.source + passed == source && passed < LONGEST_PIECE
    }
}

/// White space of XML and HTML; a no-break space is not.
fn is_collapsible(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Whether the text can be taken as it is.
fn is_plain(text: &str) -> bool {
    let is_kept = |character| kept(character) == Some(character);
    text.chars().all(is_kept) && is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// What stands for a character in a document's text: the hyphens and marks of layout are dropped.
fn kept(character: char) -> Option<char> {
    match character {
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{200e}' | '\u{200f}' => None,
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\t' | '\n' => Some(character),
        '\r' => Some('\n'),
        _ if character.is_control() => None,
        _ => Some(character),
    }
}

/// A cluster in normal form C without marks of layout.
fn normal(cluster: &str) -> Cow<'_, str> {
    if is_plain(cluster) {
        return Cow::Borrowed(cluster);
    }
    Cow::Owned(cluster.chars().filter_map(kept).nfc().collect())
}

/// Parts a text into characters with the marks that combine with them.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut ends = rest.char_indices().skip(1);
        let end = ends
            .find(|(_, character)| canonical_combining_class(*character) == 0)
            .map_or(rest.len(), |(end, _)| end);
        let (cluster, left) = rest.split_at(end);
        rest = left;
        (!cluster.is_empty()).then_some(cluster)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_soft_hyphen_is_dropped_and_the_way_back_kept() {
        let mut passage = Passage::default();
        passage.push("kestävyys\u{ad}suunnitelma", 100);
        assert_eq!(passage.text, "kestävyyssuunnitelma");
        let last = passage.pieces.last().copied();
        let expected = Piece {
            offset: 10,
            source: 112,
        };
        assert_eq!(last, Some(expected));
    }

    #[test]
    fn a_letter_written_in_two_marks_becomes_one() {
        let mut passage = Passage::default();
        passage.push("Ma\u{308}ntyjoki", 0);
        assert_eq!(passage.text, "Mäntyjoki");
    }

    #[test]
    fn space_at_the_start_is_dropped_and_runs_of_it_collapse() {
        let mut passage = Passage::default();
        passage.push_collapsed("  Kaksi \n  sanaa", 0);
        passage.push_collapsed("  ja loput ", 16);
        passage.trim_end();
        assert_eq!(passage.text, "Kaksi sanaa ja loput");
        assert_eq!(passage.pieces[0].source, 2);
    }
}
