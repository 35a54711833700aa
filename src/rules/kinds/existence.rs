//! `existence`: something stands in the text.

use serde::Deserialize;

use crate::rules::kinds::{Kind, Match};
use crate::rules::query::Query;
use crate::rules::view::View;

/// It has no keys of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Existence {}

impl Kind for Existence {
    fn find(&self, view: &View<'_>, query: &Query) -> Vec<Match> {
        query.find(view)
    }
}
