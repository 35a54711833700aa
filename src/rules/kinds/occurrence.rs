//! `occurrence`: the same, too often.

use serde::Deserialize;

use crate::language::TokenKind;
use crate::rules::kinds::{Kind, Match, Reach};
use crate::rules::query::{Near, Query};
use crate::rules::view::View;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Occurrence {
    /// How many are still fine.
    max: usize,
    /// In what they are counted.
    #[serde(default)]
    per: Near,
    /// Makes `max` a rate: so many in this many words.
    per_words: Option<usize>,
    /// The least length in words of what is counted in.
    #[serde(default)]
    min_words: usize,
}

impl Kind for Occurrence {
    fn find(&self, view: &View<'_>, query: &Query) -> Vec<Match> {
        let matches = query.find(view);
        let mut found = Vec::new();
        let mut rest = &matches[..];
        while let Some(first) = rest.first() {
            let (from, to) = self.unit(view, first);
            let length = rest
                .iter()
                .take_while(|next| view.offset_in(next.span, from, to))
                .count()
                .max(1);
            let (here, after) = rest.split_at(length);
            rest = after;
            let words = words_in(view, from, to);
            let limit = self
                .per_words
                .map_or(self.max, |rate| self.max * words.div_ceil(rate));
            if here.len() > limit && words >= self.min_words {
                let counted =
                    |found: &Match| found.clone().counted(here.len() as f64, limit as f64);
                // The first one past the limit is where the reader begins to tire.
                found.push(counted(&here[limit]));
            }
        }
        found
    }

    fn reach(&self) -> Reach {
        match self.per {
            Near::Sentence => Reach::Place,
            Near::Block | Near::Section | Near::Document => Reach::Text,
        }
    }
}

impl Occurrence {
    fn unit(&self, view: &View<'_>, found: &Match) -> (usize, usize) {
        let sentences = &view.analysis.sentences;
        let after = sentences.partition_point(|sentence| sentence.span.start <= found.span.start);
        view.around(after.saturating_sub(1), self.per)
    }
}

fn words_in(view: &View<'_>, first: usize, last: usize) -> usize {
    view.analysis.sentences[first..=last]
        .iter()
        .flat_map(|sentence| view.analysis.tokens_of(sentence))
        .filter(|token| token.kind == TokenKind::Word)
        .count()
}
