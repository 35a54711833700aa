//! Parts of compounds that are left out: *suunnittelu- ja kehittämistyö*, *maahantuonti ja -vienti*.

use std::sync::Arc;

use crate::language::morphology::{Morphology, Upos, Word};
use crate::language::tokens::{Token, TokenKind};

/// How many tokens away the other half may stand.
const REACH: usize = 8;

/// Gives every cut-off part of a compound the readings of the whole compound as well.
pub(super) fn resolve(tokens: &mut [Token], morphology: &Morphology) {
    for index in 0..tokens.len() {
        if tokens[index].kind != TokenKind::Word {
            continue;
        }
        let lower = &tokens[index].word.lower;
        let whole = if let Some(first) = lower.strip_suffix('-') {
            last_parts(tokens, index)
                .into_iter()
                .map(|last| format!("{first}{last}"))
                .collect()
        } else if let Some(last) = lower.strip_prefix('-') {
            first_parts(tokens, index)
                .into_iter()
                .map(|first| format!("{first}{last}"))
                .collect()
        } else {
            Vec::new()
        };
        let known = whole.into_iter().map(|form: String| morphology.word(&form));
        let known = known
            .into_iter()
            .find(|word| word.readings.iter().any(|reading| !reading.guessed));
        if let Some(known) = known {
            tokens[index].word = morphology.joined(&tokens[index].word, &known);
        }
    }
}

/// The ends of the compound that follows a first part, the longest first.
fn last_parts(tokens: &[Token], index: usize) -> Vec<String> {
    let after = tokens[index + 1..].iter().take(REACH);
    for token in after {
        if token.kind == TokenKind::Word && !token.word.form.ends_with('-') && !is_link(&token.word)
        {
            return splits(&token.word)
                .into_iter()
                .map(|(_, last)| last)
                .collect();
        }
        if token.kind != TokenKind::Word
            && !matches!(token.word.form.as_ref(), "," | "/" | "(" | ")")
        {
            return Vec::new();
        }
    }
    Vec::new()
}

/// The beginnings of the compound that stands before a last part, the longest first.
fn first_parts(tokens: &[Token], index: usize) -> Vec<String> {
    let before = tokens[..index].iter().rev().take(REACH);
    for token in before {
        if token.kind == TokenKind::Word
            && !token.word.form.starts_with('-')
            && !is_link(&token.word)
        {
            let mut firsts: Vec<String> = splits(&token.word)
                .into_iter()
                .map(|(first, _)| first)
                .collect();
            firsts.reverse();
            return firsts;
        }
    }
    Vec::new()
}

/// Whether a word only joins the halves: *ja*, *sekä*.
fn is_link(word: &Word) -> bool {
    word.readings
        .iter()
        .any(|reading| reading.upos == Upos::Cconj)
}

/// A compound cut in two at each of its boundaries.
fn splits(word: &Arc<Word>) -> Vec<(String, String)> {
    let Some(reading) = word.readings.iter().find(|reading| reading.parts.len() > 1) else {
        return Vec::new();
    };
    let lower = &word.lower;
    let mut at = 0;
    let mut splits = Vec::new();
    for part in &reading.parts[..reading.parts.len() - 1] {
        let Some(found) = lower.get(at..).and_then(|rest| rest.find(&*part.form)) else {
            break;
        };
        at += found + part.form.len();
        splits.push((
            lower[..at].to_owned(),
            lower[at..].trim_start_matches('-').to_owned(),
        ));
    }
    splits
}
