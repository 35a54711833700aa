//! A list of patterns that mean the same in grading.

use std::ops::Range;

use serde::Deserialize;

use crate::rules::matching::{Hit, Hits, Index};
use crate::rules::query::{Entry, hits_range};

/// Patterns of which any one tells the same.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Marks {
    patterns: Vec<Entry>,
}

impl Marks {
    /// Files its patterns in the index.
    pub(super) fn file(&mut self, index: &mut Index) {
        self.patterns
            .iter_mut()
            .for_each(|entry| entry.0.file(index));
    }

    /// The hits in a range of sentences.
    pub(super) fn in_sentences<'h>(
        &'h self,
        hits: &'h Hits,
        sentences: Range<usize>,
    ) -> impl Iterator<Item = &'h Hit> {
        self.patterns
            .iter()
            .flat_map(move |entry| hits_range(hits.of(entry.0.id()), sentences.clone()))
    }

    /// The hits that lie wholly inside a range of tokens of the sentences.
    pub(super) fn inside<'h>(
        &'h self,
        hits: &'h Hits,
        sentences: Range<usize>,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = &'h Hit> {
        self.in_sentences(hits, sentences)
            .filter(move |hit| tokens.start <= hit.token && hit.token_end <= tokens.end)
    }
}
