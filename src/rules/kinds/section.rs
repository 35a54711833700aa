//! `section`: something that must be there is not.

use serde::Deserialize;

use crate::language::TokenKind;
use crate::rules::kinds::{Kind, Match, Reach};
use crate::rules::matching::Index;
use crate::rules::query::{Entry, Query, hits_range};
use crate::rules::view::View;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    /// One of these must be found.
    requires: Vec<Entry>,
    /// Only in sections whose heading has one of these; without it, in the whole document.
    #[serde(default, rename = "in")]
    inside: Vec<Entry>,
    /// Only in the first words of the document.
    within_words: Option<usize>,
    /// The fewest words of a document that must have it.
    #[serde(default)]
    min_words: usize,
}

impl Kind for Section {
    fn find(&self, view: &View<'_>, _query: &Query) -> Vec<Match> {
        let sentences = &view.analysis.sentences;
        let words = view
            .analysis
            .tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .count();
        let (Some(first), true) = (sentences.first(), words >= self.min_words) else {
            return Vec::new();
        };
        if !self.inside.is_empty() {
            return self.missing_sections(view);
        }
        let end = self
            .within_words
            .map_or(sentences.len(), |limit| first_sentences(view, limit));
        let is_there = self.requires.iter().any(|entry| {
            hits_range(view.all_hits(entry.0.id()), 0..end)
                .next()
                .is_some()
        });
        if is_there {
            Vec::new()
        } else {
            vec![Match::at(first.span)]
        }
    }

    fn reach(&self) -> Reach {
        Reach::Text
    }

    fn file(&mut self, index: &mut Index) {
        let entries = self.requires.iter_mut().chain(&mut self.inside);
        entries.for_each(|entry| entry.0.file(index));
    }
}

impl Section {
    fn missing_sections(&self, view: &View<'_>) -> Vec<Match> {
        let analysis = view.analysis;
        let has = |entries: &[Entry], range: std::ops::Range<usize>| {
            entries.iter().any(|entry| {
                hits_range(view.all_hits(entry.0.id()), range.clone())
                    .next()
                    .is_some()
            })
        };
        let headings = analysis
            .document
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| block.kind.is_heading());
        let named = headings
            .filter(|(index, _)| has(&self.inside, analysis.block_sentences[*index].clone()));
        let missing = named.filter(|(index, _)| {
            let belongs = |block: &usize| {
                std::iter::successors(Some(*block), |at| analysis.document.blocks[*at].heading)
                    .any(|at| at == *index)
            };
            let last = (*index..analysis.document.blocks.len())
                .take_while(belongs)
                .last()
                .unwrap_or(*index);
            let range = analysis.block_sentences[*index].start..analysis.block_sentences[last].end;
            !has(&self.requires, range)
        });
        missing.map(|(_, block)| Match::at(block.span)).collect()
    }
}

/// How many sentences it takes to read so many words.
fn first_sentences(view: &View<'_>, limit: usize) -> usize {
    let mut words = 0;
    let sentences = view.analysis.sentences.iter();
    sentences
        .take_while(|sentence| {
            let is_early = words < limit;
            let tokens = view.analysis.tokens_of(sentence).iter();
            words += tokens.filter(|token| token.kind == TokenKind::Word).count();
            is_early
        })
        .count()
}
