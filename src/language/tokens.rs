//! Splitting a sentence into tokens.

use std::sync::Arc;

use crate::language::morphology::{Morphology, Word};
use crate::span::Span;

/// A word, number or mark in its place.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its place in the document's text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// The word form and its readings; shared by all tokens of the form.
    pub word: Arc<Word>,
    /// Whether it counts as a passive here, by its readings and its neighbours.
    pub passive: Option<Passive>,
}

/// What a token is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, strum::IntoStaticStr, strum::VariantNames,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum TokenKind {
    /// Letters, perhaps with hyphens, a colon or an apostrophe inside.
    Word,
    /// Digits, dates, times and decimals, with their case ending if they have one.
    Number,
    /// A punctuation mark.
    Punctuation,
    /// Any other mark: `%`, `€`, `§`, an emoji.
    Symbol,
    /// A web or e-mail address.
    Address,
}

/// A kind of passive.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, strum::IntoStaticStr, strum::VariantNames,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Passive {
    /// A finite form (*tehdään*) or the connegative after *ei*.
    Finite,
    /// A participle in a finite chain (*on tehty*).
    Compound,
    /// Any other passive participle or infinitive (*tehty päätös*, *tehtäessä*).
    Nonfinite,
}

/// The tokens of one sentence.
pub(super) fn tokenize(text: &str, sentence: Span, morphology: &Morphology) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    let body = &text[sentence.start..sentence.end];
    for (at, character) in body.char_indices().chain([(body.len(), ' ')]) {
        let at = sentence.start + at;
        if character.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            push(text, Span::new(from, at), morphology, &mut tokens);
        }
        if !character.is_whitespace() && at < sentence.end {
            push(
                text,
                Span::new(at, at + character.len_utf8()),
                morphology,
                &mut tokens,
            );
        }
    }
    tokens
}

fn push(text: &str, span: Span, morphology: &Morphology, tokens: &mut Vec<Token>) {
    let form = &text[span.start..span.end];
    let kind = match form.chars().next() {
        Some(first) if first.is_alphabetic() => TokenKind::Word,
        Some(first) if first.is_numeric() => TokenKind::Number,
        Some(_) | None => TokenKind::Punctuation,
    };
    tokens.push(Token {
        span,
        kind,
        word: morphology.word(form),
        passive: None,
    });
}
