//! Splitting a block into sentences.
//!
//! A sentence ends at `.`, `!`, `?` or `…`, with the quotation marks and brackets that close after
//! it, if white space and something that can begin a sentence follow. Abbreviations, initials,
//! ordinals, dates and list numbers end no sentence.

use crate::language::abbreviations::{Abbreviation, abbreviation};
use crate::span::Span;

/// The sentences of one block, without the space around them.
pub(super) fn split(text: &str, block: Span) -> Vec<Span> {
    let body = &text[block.start..block.end];
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some(end) = next_end(body, start, from) {
        push(body, start, end, block.start, &mut sentences);
        start = end;
        from = end;
    }
    push(body, start, body.len(), block.start, &mut sentences);
    sentences
}

fn push(body: &str, start: usize, end: usize, offset: usize, sentences: &mut Vec<Span>) {
    let part = &body[start..end];
    let trimmed = part.trim_start();
    if !trimmed.trim_end().is_empty() {
        let start = offset + end - trimmed.len();
        sentences.push(Span::new(start, start + trimmed.trim_end().len()));
    }
}

/// The end of the sentence that begins at `start`, looked for from `from` on; none if it is the last.
fn next_end(body: &str, start: usize, mut from: usize) -> Option<usize> {
    loop {
        let at = from + body[from..].find(['.', '!', '?', '…', ')', 'D'])?;
        let mark = body[at..].chars().next().expect("the search found a mark");
        let after = at + mark.len_utf8();
        if matches!(mark, ')' | 'D') {
            if is_smiley(&body[..after]) && begins_sentence(&body[after..]) {
                return Some(after);
            }
            from = after;
            continue;
        }
        let end = closed_end(body, after);
        if ends_here(&body[start..at], mark, &body[after..end], &body[end..]) {
            return Some(end);
        }
        from = end;
    }
}

/// Where a run of end marks, and of the quotation marks and brackets that close after it, ends.
fn closed_end(body: &str, after: usize) -> usize {
    let rest = &body[after..];
    let marks = rest.trim_start_matches(['.', '!', '?', '…']);
    let end = body.len() - marks.len();
    let closed = marks.trim_start_matches([
        '”', '"', '»', '’', ')', ']', '“', '\'', '\u{ad}', '\u{200b}',
    ]);
    let end = end + marks.len() - closed.len();
    let next = closed.trim_start();
    match SMILEYS.iter().find(|smiley| next.starts_with(**smiley)) {
        Some(smiley) => body.len() - next.len() + smiley.len(),
        None => end,
    }
}

const SMILEYS: &[&str] = &[":)", ":-)", ";)", ";-)", ":D", ":-D"];

fn is_smiley(before: &str) -> bool {
    SMILEYS.iter().any(|smiley| before.ends_with(smiley))
}

/// Whether the text after an end mark is white space and then the beginning of a sentence.
fn begins_sentence(rest: &str) -> bool {
    let trimmed = rest.trim_start();
    if trimmed.len() == rest.len() {
        return false;
    }
    let first = trimmed
        .chars()
        .find(|c| !is_opener(*c) && !c.is_whitespace());
    first.is_some_and(|first| !first.is_lowercase())
}

fn is_opener(character: char) -> bool {
    matches!(
        character,
        '"' | '”'
            | '“'
            | '„'
            | '»'
            | '«'
            | '\''
            | '’'
            | '‘'
            | '('
            | '['
            | '–'
            | '—'
            | '-'
            | '*'
            | '•'
            | '\u{ad}'
    )
}

/// Whether the sentence so far ends at a mark.
fn ends_here(before: &str, mark: char, marks: &str, rest: &str) -> bool {
    if !begins_sentence(rest) {
        return mark == '.' && marks.is_empty() && ends_sloppily(before, rest);
    }
    let is_lone_stop = mark == '.' && !marks.starts_with(['.', '!', '?', '…']);
    if !is_lone_stop {
        return true;
    }
    let word = last_word(before);
    if marks.is_empty() && is_list_number(before) {
        return false;
    }
    if word
        .chars()
        .all(|c| c.is_ascii_digit() || ".–-".contains(c))
        && !word.is_empty()
    {
        return ends_after_number(before, word, rest);
    }
    match abbreviation(word) {
        Some(Abbreviation::Leading) => false,
        Some(Abbreviation::Closing) => begins_upper(rest),
        None => true,
    }
}

/// Whether a plain word ends a sentence although a small letter follows, as in hasty notes.
fn ends_sloppily(before: &str, rest: &str) -> bool {
    let word = last_word(before);
    let is_word = word.chars().count() >= 4 && word.chars().all(char::is_alphabetic);
    // Finnish abbreviations end in a consonant, most words in one of these.
    let is_whole = word.ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö', 'n', 't']);
    is_word && is_whole && rest.starts_with(char::is_whitespace) && abbreviation(word).is_none()
}

/// The last word of a text, brackets and quotation marks left out.
fn last_word(before: &str) -> &str {
    let start = before.rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '/'));
    let word = start.map_or(before, |at| {
        let first = before[at..].chars().next().map_or(1, char::len_utf8);
        &before[at + first..]
    });
    word.trim_start_matches(is_opener)
}

/// Whether the text before a full stop is nothing but a list number: `1`, `2.3`, `a`, `IV`.
fn is_list_number(before: &str) -> bool {
    let text = before.trim();
    let is_number = text.len() <= 6 && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_letter = text.chars().count() == 1;
    let is_roman = text.len() <= 4 && text.chars().all(|c| "IVX".contains(c));
    !text.is_empty() && (is_number || is_letter || is_roman)
}

/// Whether a number with a full stop ends its sentence before a capital or another number.
fn ends_after_number(before: &str, number: &str, rest: &str) -> bool {
    if !begins_upper(rest) {
        return false;
    }
    // *1.5. Imatralla*, *klo 9–15. Tervetuloa*: a date without a year ends a sentence like any word.
    let is_ordinal = number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit());
    if !is_ordinal {
        return true;
    }
    let previous = last_word(before[..before.len() - number.len()].trim_end());
    // *Suomen 3. Divisioona* is rare, *sijalle 13.* common.
    !matches!(previous.to_lowercase().as_str(), "" | "osa" | "luku")
}

fn begins_upper(rest: &str) -> bool {
    let first = rest.chars().find(|c| !is_opener(*c) && !c.is_whitespace());
    first.is_some_and(char::is_uppercase)
}
