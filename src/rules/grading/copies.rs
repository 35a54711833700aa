//! Near copies of a unit: the same thing said again counts once.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::language::{Analysis, TokenKind};
use crate::rules::grading::units::Unit;

/// How alike two units may be, at most, to be two: shared words of all their words.
const MOST_ALIKE: f64 = 0.6;

/// The units that have counted so far, by step.
#[derive(Debug, Default)]
pub(super) struct Copies {
    counted: BTreeMap<String, Vec<FxHashSet<u64>>>,
}

impl Copies {
    /// Whether a unit nearly repeats an earlier one of the step; if not, it is remembered.
    pub(super) fn has_near_copy(&mut self, analysis: &Analysis, step: &str, unit: &Unit) -> bool {
        let words = words(analysis, unit);
        let counted = self.counted.entry(step.to_owned()).or_default();
        if counted
            .iter()
            .any(|other| alike(other, &words) > MOST_ALIKE)
        {
            return true;
        }
        counted.push(words);
        false
    }
}

/// The words of a unit, by their first lemma.
fn words(analysis: &Analysis, unit: &Unit) -> FxHashSet<u64> {
    use std::hash::BuildHasher;
    let hasher = rustc_hash::FxBuildHasher;
    analysis.tokens[unit.tokens.clone()]
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .map(|token| match token.word.readings.first() {
            Some(reading) => hasher.hash_one(&*reading.lemma),
            None => hasher.hash_one(&*token.word.lower),
        })
        .collect()
}

fn alike(one: &FxHashSet<u64>, other: &FxHashSet<u64>) -> f64 {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len() - shared;
    shared as f64 / all.max(1) as f64
}
