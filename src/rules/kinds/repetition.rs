//! `repetition`: the same word again and again.

use serde::Deserialize;

use crate::language::{Sentence, Token, TokenKind, Upos};
use crate::rules::kinds::{Kind, Match, Reach};
use crate::rules::query::Query;
use crate::rules::view::View;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Repetition {
    /// What is repeated.
    what: What,
    /// So many times in a row is too many.
    times: usize,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    /// Sentences in a row that begin with the same word.
    Start,
    /// The same content word inside one sentence.
    Word,
}

impl Kind for Repetition {
    fn find(&self, view: &View<'_>, _query: &Query) -> Vec<Match> {
        match self.what {
            What::Start => self.same_starts(view),
            What::Word => view
                .sentences()
                .filter_map(|(_, sentence)| self.same_word(view, sentence))
                .collect(),
        }
    }

    fn reach(&self) -> Reach {
        match self.what {
            What::Start => Reach::Text,
            What::Word => Reach::Place,
        }
    }
}

impl Repetition {
    fn same_starts(&self, view: &View<'_>) -> Vec<Match> {
        let sentences: Vec<(&Sentence, &Token)> = view
            .sentences()
            .filter_map(|(_, sentence)| Some((sentence, words(view, sentence).next()?)))
            .collect();
        sentences
            .chunk_by(|(one, word), (next, other)| {
                one.block == next.block && word.word.lower == other.word.lower
            })
            .filter(|run| run.len() >= self.times)
            .map(|run| {
                Match::at(run[self.times - 1].1.span).counted(run.len() as f64, self.times as f64)
            })
            .collect()
    }

    fn same_word(&self, view: &View<'_>, sentence: &Sentence) -> Option<Match> {
        let content: Vec<&Token> = words(view, sentence)
            .filter(|token| is_content(token))
            .collect();
        content.iter().enumerate().find_map(|(place, token)| {
            let lemma = &token.word.readings.first()?.lemma;
            let same = |other: &&&Token| {
                other
                    .word
                    .readings
                    .iter()
                    .any(|reading| reading.lemma == *lemma)
            };
            let count = content[..=place].iter().filter(same).count();
            (count >= self.times)
                .then(|| Match::at(token.span).counted(count as f64, self.times as f64))
        })
    }
}

fn words<'a>(view: &View<'a>, sentence: &Sentence) -> impl Iterator<Item = &'a Token> {
    let tokens = view.analysis.tokens_of(sentence).iter();
    tokens.filter(|token| token.kind == TokenKind::Word)
}

fn is_content(token: &Token) -> bool {
    token.word.letters > 3
        && token
            .word
            .readings
            .iter()
            .all(|reading| matches!(reading.upos, Upos::Noun | Upos::Verb | Upos::Adj))
}
