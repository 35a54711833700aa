//! Text offsets -> bytes of the main part where something can be put in.

use crate::readers::PartSource;
use crate::span::Span;

/// The bytes before the first and after the last character of a span.
pub(super) fn bytes(span: Span, source: &PartSource) -> Option<(usize, usize)> {
    let text = source.document.slice(span);
    let trimmed = text.trim_end().len().max(text.chars().next()?.len_utf8());
    let last = text[..trimmed].char_indices().next_back()?.0 + span.start;
    let start = byte(span.start, source)?;
    let end = after(byte(last, source)?, &source.part);
    (start <= end).then_some((start, end))
}

/// The byte a character of the text came from.
fn byte(offset: usize, source: &PartSource) -> Option<usize> {
    let index = source.pieces.partition_point(|piece| piece.0 <= offset);
    let (from, byte) = *source.pieces.get(index.checked_sub(1)?)?;
    let block = source.document.block_at(offset)?;
    if from < source.document.blocks[block].span.start {
        return None;
    }
    let byte = byte + (offset - from);
    source.part.is_char_boundary(byte).then_some(byte)
}

/// The byte after a character: a tab or a space may be an element, and `&` a reference.
fn after(byte: usize, part: &str) -> usize {
    let rest = &part[byte..];
    let length = if rest.starts_with('<') {
        rest.find('>').map(|end| end + 1)
    } else if rest.starts_with('&') {
        rest.find(';').map(|end| end + 1)
    } else {
        rest.chars().next().map(char::len_utf8)
    };
    byte + length.unwrap_or_default()
}
