//! The run in figures, and whether it passes its gates.

use std::collections::BTreeMap;
use std::path::Path;

use crate::check::Checker;
use crate::config::{FailOn, Gates, Percentage};
use crate::report::{DocumentReview, FolderSummary, MissedGate, Report, Summary};
use crate::rules::Severity;

/// How many of the most common rules a summary names.
const MOST_COMMON: usize = 10;

/// Puts the run into figures.
pub(super) fn summary(checker: &Checker, documents: &[DocumentReview], unread: usize) -> Summary {
    let mut summary = Summary {
        documents: documents.len(),
        unread,
        folders: FolderSummary::of(documents),
        ..Summary::default()
    };
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for document in documents {
        summary.words += document.words;
        summary.sentences += document.sentences;
        for finding in &document.findings {
            if finding.suppressed.is_some() {
                summary.suppressed += 1;
                continue;
            }
            *summary.findings.entry(finding.severity).or_default() += 1;
            *by_rule.entry(&finding.rule).or_default() += 1;
        }
        for step in &document.steps {
            let verdicts = summary.verdicts.entry(step.id.clone()).or_default();
            *verdicts.entry(step.verdict).or_default() += 1;
        }
        let gates = gates_for(checker, Path::new(&document.path));
        summary.missed_gates.extend(missed(document, &gates));
    }
    let mut common: Vec<(String, usize)> = by_rule
        .into_iter()
        .map(|(rule, count)| (rule.to_owned(), count))
        .collect();
    common.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    common.truncate(MOST_COMMON);
    summary.most_common = common;
    let warnings = summary
        .findings
        .get(&Severity::Warning)
        .copied()
        .unwrap_or(0);
    if let Some(most) = checker.config.settings.gates.max_warnings
        && warnings > most
    {
        summary.missed_gates.push(MissedGate {
            path: String::new(),
            gate: "max-warnings".to_owned(),
            limit: most as f64,
            value: warnings as f64,
        });
    }
    summary
}

/// The gates of a document: those of the run, with its overrides over them.
fn gates_for(checker: &Checker, path: &Path) -> Gates {
    let mut gates = checker.config.settings.gates.clone();
    for over in checker.config.overrides(path) {
        gates.min_score.extend(over.gates.min_score.clone());
        gates.min_clarity = over.gates.min_clarity.or(gates.min_clarity);
    }
    gates
}

/// A document too short to score misses no gate.
fn missed(document: &DocumentReview, gates: &Gates) -> Vec<MissedGate> {
    let miss = |gate: &str, limit: Percentage, value: Option<u8>| {
        let limit = limit.get();
        let value = value.filter(|value| *value < limit)?;
        Some(MissedGate {
            path: document.path.clone(),
            gate: gate.to_owned(),
            limit: f64::from(limit),
            value: f64::from(value),
        })
    };
    let steps = document.steps.iter().filter_map(|step| {
        let limit = gates.min_score.get(&step.id)?;
        miss(&step.id, *limit, step.score)
    });
    let clarity = gates
        .min_clarity
        .and_then(|limit| miss("clarity", limit, document.clarity.score));
    steps.chain(clarity).collect()
}

/// Whether the run fails: a finding at or above the limit, or a missed gate.
pub fn fails(report: &Report, fail_on: FailOn) -> bool {
    let mut severities = report.summary.findings.keys();
    severities.any(|severity| fail_on.includes(*severity))
        || !report.summary.missed_gates.is_empty()
}
