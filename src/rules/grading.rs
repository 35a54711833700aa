//! Cues -> [`Evidence`].

use crate::language::Analysis;
use crate::rules::{Evidence, Found, ScoringTerms};

/// How cues are graded.
#[derive(Debug, Default)]
pub(super) struct Grading {}

/// Grades the cues of a document.
pub(super) fn evidence(
    _: &Analysis,
    _: &Found<'_>,
    _: &Grading,
    _: &ScoringTerms,
) -> Vec<Evidence> {
    Vec::new()
}
