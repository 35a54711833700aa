//! `program`: what the program itself says of a document; it searches for nothing.

use serde::Deserialize;

use crate::rules::kinds::{Kind, Match};
use crate::rules::query::Query;
use crate::rules::view::View;

/// It has no keys of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Program {}

impl Kind for Program {
    fn find(&self, _view: &View<'_>, _query: &Query) -> Vec<Match> {
        Vec::new()
    }
}
