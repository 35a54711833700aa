//! `consistency`: one thing goes by one name.

use serde::Deserialize;

use crate::rules::kinds::{Kind, Match, Reach};
use crate::rules::matching::{Hit, Index};
use crate::rules::query::{Entry, Query, without_nested};
use crate::rules::view::View;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Consistency {
    /// Names that mean the same; each group's rarer names are reported.
    groups: Vec<Vec<Entry>>,
    /// How often each name must stand before it counts as used.
    #[serde(default = "one")]
    min: usize,
}

fn one() -> usize {
    1
}

impl Kind for Consistency {
    fn find(&self, view: &View<'_>, _query: &Query) -> Vec<Match> {
        let rarer = |group: &Vec<Entry>| -> Vec<Match> {
            let mut used: Vec<Vec<&Hit>> = group
                .iter()
                .map(|entry| view.hits(entry.0.id()).collect())
                .filter(|hits: &Vec<&Hit>| hits.len() >= self.min)
                .collect();
            used.sort_by_key(|hits| (hits.len(), usize::MAX - hits[0].span.start));
            used.pop();
            used.iter().map(|hits| Match::from(hits[0])).collect()
        };
        without_nested(self.groups.iter().flat_map(rarer).collect())
    }

    fn reach(&self) -> Reach {
        Reach::Text
    }

    fn file(&mut self, index: &mut Index) {
        self.groups
            .iter_mut()
            .flatten()
            .for_each(|entry| entry.0.file(index));
    }
}
