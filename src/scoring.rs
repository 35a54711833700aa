//! Evidence -> [`StepScore`], with the arithmetic kept so that every score can be explained.
//!
//! The best unit of each section counts, and of these the best few sections:
//! `S = 100 · (1 − Π(1 − w·level/4))`, capped by the best level. Only units on the rung of the best
//! one add up: beside a deed, names and wishes add nothing. Nothing is divided by the number of
//! words. So neither padding nor copies, keywords or headings can raise a score.

use crate::rules::{Evidence, EvidenceLevel, ScoringTerms};

/// The highest level a unit can have.
const TOP_LEVEL: f64 = 4.0;

/// How a document stands to a step.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    strum::IntoStaticStr,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Verdict {
    /// Nothing speaks of the step.
    Absent,
    /// The step is named or wished for; no deed shows it.
    Named,
    /// At least one deed shows the step.
    Shown,
}

/// The score of one step, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct StepScore {
    /// 0 to 100, whole; none if the document is too short to score.
    pub score: Option<u8>,
    /// In words.
    pub verdict: Verdict,
    /// The best level of any unit, 0 to 4.
    pub level: f64,
    /// The units that count, best first: index of the evidence and its level.
    pub counted: Vec<(usize, f64)>,
    /// The score before the cap.
    pub uncapped: f64,
    /// The cap that held the score down.
    pub cap: Option<f64>,
    /// Units that only name or wish, among all that speak of the step; 0 to 1.
    pub cheap_talk: f64,
}

/// Scores one step of a document.
///
/// `evidence` is all there is for the step; `units` is how many content units the document has.
pub fn score(evidence: &[&Evidence], units: usize, terms: &ScoringTerms) -> StepScore {
    let counted = best_of_sections(evidence, terms.sections);
    let missing: f64 = counted
        .iter()
        .map(|(_, level)| 1.0 - terms.weight * level / TOP_LEVEL)
        .product();
    let uncapped = 100.0 * (1.0 - missing);
    let level = counted.first().map_or(0.0, |(_, level)| *level);
    let cap = terms
        .caps
        .iter()
        .find(|(most, _)| level <= *most)
        .map(|(_, cap)| *cap);
    let cap = cap.filter(|cap| *cap < uncapped);
    let speaking = evidence.iter().filter(|one| one.level > 0.0).count();
    let cheap = evidence
        .iter()
        .filter(|one| one.level > 0.0 && one.kind != EvidenceLevel::Deed)
        .count();
    StepScore {
        score: (units >= terms.min_units).then(|| whole(cap.unwrap_or(uncapped))),
        verdict: verdict(evidence),
        level,
        counted,
        uncapped,
        cap,
        cheap_talk: if speaking == 0 {
            0.0
        } else {
            cheap as f64 / speaking as f64
        },
    }
}

/// The best unit of each section, and of these the best few; ties go to the earlier one. What
/// stands on a lower rung than the best of all does not count.
fn best_of_sections(evidence: &[&Evidence], sections: usize) -> Vec<(usize, f64)> {
    let speaking = || {
        evidence
            .iter()
            .enumerate()
            .filter(|(_, one)| one.level > 0.0)
    };
    let rung = speaking().map(|(_, one)| one.kind).max();
    let mut best: Vec<(Option<usize>, usize, f64)> = Vec::new();
    for (index, one) in speaking().filter(|(_, one)| Some(one.kind) == rung) {
        match best
            .iter_mut()
            .find(|(section, _, _)| *section == one.section)
        {
            Some(known) if known.2 < one.level => *known = (one.section, index, one.level),
            Some(_) => {}
            None => best.push((one.section, index, one.level)),
        }
    }
    best.sort_by(|one, other| other.2.total_cmp(&one.2).then(one.1.cmp(&other.1)));
    best.truncate(sections);
    best.into_iter()
        .map(|(_, index, level)| (index, level))
        .collect()
}

fn verdict(evidence: &[&Evidence]) -> Verdict {
    let best = evidence
        .iter()
        .filter(|one| one.level > 0.0)
        .map(|one| one.kind)
        .max();
    match best {
        None | Some(EvidenceLevel::None) => Verdict::Absent,
        Some(EvidenceLevel::Deed) => Verdict::Shown,
        Some(EvidenceLevel::Heading | EvidenceLevel::Named | EvidenceLevel::Idea) => Verdict::Named,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a score lies between 0 and 100"
)]
fn whole(score: f64) -> u8 {
    score.clamp(0.0, 100.0).round() as u8
}
