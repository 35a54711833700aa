//! The language of a block.

use crate::language::Language;
use crate::language::morphology::Upos;
use crate::language::tokens::{Token, TokenKind};

/// From this share of words the dictionary knows on, a block is Finnish.
const FINNISH: f64 = 0.6;
/// Below this share a block is not Finnish, if the detector says so.
const FOREIGN: f64 = 0.5;
/// Blocks with fewer words are too short to be called foreign.
const ENOUGH: usize = 4;

/// The language of a block, by the words the dictionary knows and by its letters.
pub(super) fn language(text: &str, tokens: &[Token]) -> Language {
    let words: Vec<&Token> = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word && token.word.letters > 1)
        .collect();
    if words.is_empty() {
        return Language::Unknown;
    }
    let known = words.iter().filter(|token| is_finnish(token)).count();
    let share = known as f64 / words.len() as f64;
    if share >= FINNISH {
        return Language::Finnish;
    }
    let cyrillic = text
        .chars()
        .filter(|letter| matches!(letter, '\u{400}'..='\u{4ff}'))
        .count();
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    if cyrillic * 2 > letters {
        return Language::Russian;
    }
    if words.len() < ENOUGH {
        return Language::Unknown;
    }
    let allowed = vec![
        whatlang::Lang::Fin,
        whatlang::Lang::Swe,
        whatlang::Lang::Eng,
        whatlang::Lang::Rus,
    ];
    let detected = whatlang::Detector::with_allowlist(allowed).detect_lang(text);
    match detected {
        Some(whatlang::Lang::Swe) if share < FOREIGN => Language::Swedish,
        Some(whatlang::Lang::Eng) if share < FOREIGN => Language::English,
        Some(whatlang::Lang::Rus) => Language::Russian,
        Some(whatlang::Lang::Fin) if share > FOREIGN / 2.0 => Language::Finnish,
        _ => Language::Unknown,
    }
}

/// Whether a word is known as an ordinary Finnish word; names are at home everywhere.
fn is_finnish(token: &Token) -> bool {
    token
        .word
        .readings
        .iter()
        .any(|reading| !reading.guessed && reading.upos != Upos::Propn)
}
