//! Splitting a block into sentences.

use crate::span::Span;

/// The sentences of one block, without the space around them.
pub(super) fn split(text: &str, block: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = block.start;
    let body = &text[block.start..block.end];
    for (at, end) in body.match_indices(['.', '!', '?']) {
        let after = block.start + at + end.len();
        if text[after..block.end].starts_with(char::is_whitespace) || after == block.end {
            push(text, start, after, &mut sentences);
            start = after;
        }
    }
    push(text, start, block.end, &mut sentences);
    sentences
}

fn push(text: &str, start: usize, end: usize, sentences: &mut Vec<Span>) {
    let part = &text[start..end];
    let trimmed = part.trim_start();
    if !trimmed.trim().is_empty() {
        let start = end - trimmed.len();
        sentences.push(Span::new(start, start + trimmed.trim_end().len()));
    }
}
