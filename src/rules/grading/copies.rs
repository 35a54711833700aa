//! Near copies of a unit: the same thing said again counts once, where it says most.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::language::{Analysis, TokenKind};
use crate::rules::evidence::{Blocked, EvidenceLevel};
use crate::rules::grading::units::Unit;
use crate::rules::grading::{Grade, Graded};

/// How alike two units may be, at most, to be two: shared words of all their words.
const MOST_ALIKE: f64 = 0.6;

/// How much of the shorter unit may stand in the longer one, at most: shared words of its words.
const MOST_CONTAINED: f64 = 0.9;

/// The fewest different words that make a unit more than a phrase which may well return.
const LEAST_WORDS: usize = 3;

/// Blocks every unit that nearly repeats a better one of its step; of equals, the first counts.
pub(super) fn block_copies(analysis: &Analysis, graded: &mut [Graded<'_>]) {
    let mut order: Vec<usize> = (0..graded.len()).collect();
    order.retain(|index| graded[*index].grade.kind > EvidenceLevel::None);
    order.sort_by(|one, other| {
        let level = |index: &usize| graded[*index].grade.level;
        level(other).total_cmp(&level(one)).then(one.cmp(other))
    });
    let mut counted: BTreeMap<&str, Vec<FxHashSet<u64>>> = BTreeMap::new();
    for index in order {
        let words = words(analysis, &graded[index].unit);
        let better = counted.entry(graded[index].step).or_default();
        if better.iter().any(|other| are_near_copies(other, &words)) {
            graded[index].grade = Grade::blocked(Blocked::Copy);
        } else {
            better.push(words);
        }
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

fn are_near_copies(one: &FxHashSet<u64>, other: &FxHashSet<u64>) -> bool {
    let shared = one.intersection(other).count();
    let shorter = one.len().min(other.len());
    let all = one.len() + other.len() - shared;
    let share = |of: usize| shared as f64 / of.max(1) as f64;
    share(all) > MOST_ALIKE || shorter >= LEAST_WORDS && share(shorter) >= MOST_CONTAINED
}
