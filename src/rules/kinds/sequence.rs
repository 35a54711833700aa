//! `sequence`: several things in this order in one sentence, at any distance.

use serde::Deserialize;

use crate::rules::kinds::{Kind, Match};
use crate::rules::matching::{Hit, Index};
use crate::rules::query::{Entry, Query, hits_range, without_nested};
use crate::rules::view::View;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sequence {
    /// What comes, in order; the whole stretch is reported.
    steps: Vec<Entry>,
}

impl Kind for Sequence {
    fn find(&self, view: &View<'_>, query: &Query) -> Vec<Match> {
        let Some((first, rest)) = self.steps.split_first() else {
            return Vec::new();
        };
        let complete = |start: &Hit| {
            let end = rest.iter().try_fold(start.cover, |cover, step| {
                hits_range(
                    view.all_hits(step.0.id()),
                    start.sentence..start.sentence + 1,
                )
                .find(|hit| hit.cover.start >= cover.end)
                .map(|hit| hit.cover)
            })?;
            let span = start.cover.join(end);
            query
                .allows(view, span, start.sentence)
                .then(|| Match::at(span))
        };
        without_nested(view.hits(first.0.id()).filter_map(complete).collect())
    }

    fn file(&mut self, index: &mut Index) {
        self.steps.iter_mut().for_each(|step| step.0.file(index));
    }
}
