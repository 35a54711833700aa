//! `capitalization`: capitals where Finnish has none.

use serde::Deserialize;

use crate::language::{Sentence, Token, TokenKind, Upos};
use crate::rules::kinds::{Kind, Match};
use crate::rules::query::Query;
use crate::rules::view::View;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Capitalization {
    /// What to find.
    #[serde(rename = "match")]
    wanted: Wanted,
    /// The fewest words that count.
    #[serde(default = "two")]
    min_words: usize,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Wanted {
    /// Every Word Begins With A Capital.
    Sentence,
    /// WORDS IN CAPITALS in a row.
    Upper,
}

fn two() -> usize {
    2
}

impl Kind for Capitalization {
    fn find(&self, view: &View<'_>, query: &Query) -> Vec<Match> {
        let allowed = |number: usize, found: &Match| query.allows(view, found.span, number);
        view.sentences()
            .flat_map(|(number, sentence)| {
                let found = match self.wanted {
                    Wanted::Sentence => self.title_case(view, sentence),
                    Wanted::Upper => self.upper_rows(view, sentence),
                };
                found
                    .into_iter()
                    .filter(move |found| allowed(number, found))
            })
            .collect()
    }
}

impl Capitalization {
    fn title_case(&self, view: &View<'_>, sentence: &Sentence) -> Vec<Match> {
        let words: Vec<&Token> = words(view, sentence);
        let later = words.iter().skip(1);
        let capital = later
            .clone()
            .filter(|word| word.word.form.starts_with(char::is_uppercase));
        let ordinary = capital
            .filter(|word| word.kind == TokenKind::Word && !is_name(word))
            .count();
        let lower = later
            .filter(|word| word.word.form.starts_with(char::is_lowercase))
            .count();
        if words.len() >= self.min_words && ordinary >= 2 && ordinary > lower {
            return vec![Match::at(sentence.span)];
        }
        Vec::new()
    }

    fn upper_rows(&self, view: &View<'_>, sentence: &Sentence) -> Vec<Match> {
        let words = words(view, sentence);
        let rows = words.chunk_by(|one, next| is_upper(one) == is_upper(next));
        rows.filter(|row| is_upper(row[0]) && row.len() >= self.min_words)
            .map(|row| Match::at(row[0].span.join(row[row.len() - 1].span)))
            .collect()
    }
}

fn words<'a>(view: &View<'a>, sentence: &Sentence) -> Vec<&'a Token> {
    let tokens = view.analysis.tokens_of(sentence).iter();
    tokens
        .filter(|token| token.kind == TokenKind::Word)
        .collect()
}

/// All capitals and long enough not to be an abbreviation.
fn is_upper(token: &Token) -> bool {
    token.word.letters >= 4 && !token.word.form.chars().any(char::is_lowercase)
}

/// Whether some reading is a name, or nothing is known of the word.
fn is_name(token: &Token) -> bool {
    let mut readings = token.word.readings.iter();
    readings.any(|reading| reading.upos == Upos::Propn || reading.guessed)
}
