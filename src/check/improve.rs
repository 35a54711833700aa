//! The cheapest improvements, with their exact gain: the document is changed, and scored again.

use crate::check::{Checked, Checker};
use crate::document::{Anchor, Document};
use crate::rules::{AnchorKind, Evidence, EvidenceLevel, Triggers};
use crate::span::Span;

/// How many units of a step are tried.
const UNITS_TRIED: usize = 3;

/// A change that would raise a score.
#[derive(Clone, Debug)]
pub struct Improvement {
    /// Id of the step.
    pub step: String,
    /// The unit to change.
    pub span: Span,
    /// What to add.
    pub adds: Vec<AnchorKind>,
    /// The score now.
    pub before: u8,
    /// The score of the changed document.
    pub after: u8,
}

/// The improvements that raise a score, per step the fewest additions and the highest gain first.
///
/// `sample` gives the words that stand for an addition; the document with them in is scored.
pub fn improvements(
    checker: &Checker,
    checked: &Checked<'_>,
    sample: impl Fn(AnchorKind) -> String,
) -> Vec<Improvement> {
    let mut found = Vec::new();
    for (number, step) in checked.in_force.strategy.steps.iter().enumerate() {
        let Some(before) = checked.scores[number].score else {
            continue;
        };
        let mut deeds: Vec<&Evidence> = checked
            .evidence
            .iter()
            .filter(|one| {
                one.step == step.id && one.kind == EvidenceLevel::Deed && one.blocked_by.is_none()
            })
            .collect();
        deeds.sort_by(|one, other| other.level.total_cmp(&one.level));
        for deed in deeds.into_iter().take(UNITS_TRIED) {
            let wanted = [
                &deed.missing[..deed.missing.len().min(1)],
                &deed.missing[..],
            ];
            for adds in wanted.into_iter().filter(|adds| !adds.is_empty()) {
                let words: Vec<String> = adds.iter().map(|kind| sample(*kind)).collect();
                let changed = with_words(&checked.analysis.document, deed.span, &words.join(" "));
                let again = checker.check(changed, &mut Triggers::default());
                let after = again.scores[number].score.unwrap_or(before);
                if after > before {
                    found.push(Improvement {
                        step: step.id.clone(),
                        span: deed.span,
                        adds: adds.to_vec(),
                        before,
                        after,
                    });
                }
            }
        }
    }
    found.sort_by_key(|one| {
        (
            one.step.clone(),
            one.adds.len(),
            u8::MAX - one.after,
            one.span,
        )
    });
    found.dedup_by(|later, earlier| {
        later.step == earlier.step && later.adds.len() == earlier.adds.len()
    });
    found
}

/// The document with words added to the end of a unit, before its full stop.
fn with_words(document: &Document, unit: Span, words: &str) -> Document {
    let mut changed = document.clone();
    let text = document.slice(unit);
    let at = unit.start + text.trim_end().trim_end_matches('.').len();
    let added = format!(" {words}");
    changed.text.insert_str(at, &added);
    let shift = |offset: &mut usize| {
        if *offset >= at {
            *offset += added.len();
        }
    };
    for block in &mut changed.blocks {
        if block.span.end >= at && block.span.start <= at {
            block.span.end += added.len();
        } else if block.span.start > at {
            shift(&mut block.span.start);
            shift(&mut block.span.end);
        }
    }
    changed.inlines.retain(|inline| inline.span.end <= at);
    changed.directives.clear();
    changed
        .anchors
        .iter_mut()
        .for_each(|Anchor { offset, .. }| shift(offset));
    changed
}
