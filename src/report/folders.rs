//! A run by folder: in a city every folder is a unit, and its documents are seen together.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::DocumentReview;
use crate::rules::Severity;
use crate::scoring::Verdict;

/// The documents of a folder in figures; those of folders inside it stand under their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FolderSummary {
    /// The folder; `.` for the one the program was started in.
    pub path: String,
    /// How many documents are in it.
    pub documents: usize,
    /// The steps of the documents' strategies, in the order they are met.
    pub steps: Vec<FolderStep>,
    /// The mean of the documents' clarity scores, 0 to 100; none if none has one.
    pub clarity: Option<u8>,
    /// Findings by severity.
    pub findings: BTreeMap<Severity, usize>,
}

/// A step over the documents of a folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FolderStep {
    /// Id of the step.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The mean of the documents' scores, 0 to 100; none if none has one.
    pub score: Option<u8>,
    /// How many documents have each verdict.
    pub verdicts: BTreeMap<Verdict, usize>,
}

impl FolderSummary {
    /// Puts documents into figures by folder, in the order of the folders' paths.
    pub fn of(documents: &[DocumentReview]) -> Vec<Self> {
        let mut folders: BTreeMap<&str, Vec<&DocumentReview>> = BTreeMap::new();
        for document in documents {
            folders.entry(document.folder()).or_default().push(document);
        }
        let folders = folders.into_iter();
        folders
            .map(|(path, inside)| summary(path, &inside))
            .collect()
    }

    /// How many findings there are in all.
    pub fn all_findings(&self) -> usize {
        self.findings.values().sum()
    }
}

fn summary(path: &str, documents: &[&DocumentReview]) -> FolderSummary {
    let mut findings: BTreeMap<Severity, usize> = BTreeMap::new();
    let mut steps: Vec<FolderStep> = Vec::new();
    for document in documents {
        for finding in document.open_findings() {
            *findings.entry(finding.severity).or_default() += 1;
        }
        for step in &document.steps {
            let known = steps.iter().position(|known| known.id == step.id);
            let known = known.unwrap_or_else(|| {
                steps.push(FolderStep {
                    id: step.id.clone(),
                    title: step.title.clone(),
                    score: None,
                    verdicts: BTreeMap::new(),
                });
                steps.len() - 1
            });
            *steps[known].verdicts.entry(step.verdict).or_default() += 1;
        }
    }
    for step in &mut steps {
        let of_step = documents
            .iter()
            .filter_map(|document| document.step(&step.id));
        step.score = mean(of_step.filter_map(|step| step.score));
    }
    FolderSummary {
        path: path.to_owned(),
        documents: documents.len(),
        steps,
        clarity: mean(documents.iter().filter_map(|one| one.clarity.score)),
        findings,
    }
}

/// The mean of scores, rounded; none if there are none.
pub(super) fn mean(scores: impl Iterator<Item = u8>) -> Option<u8> {
    let (mut sum, mut count) = (0_usize, 0_usize);
    for score in scores {
        sum += usize::from(score);
        count += 1;
    }
    if count == 0 {
        return None;
    }
    u8::try_from((2 * sum + count) / (2 * count)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_rounded_and_none_is_not_zero() {
        assert_eq!(mean([].into_iter()), None);
        assert_eq!(mean([0, 1].into_iter()), Some(1));
        assert_eq!(mean([100, 100, 99].into_iter()), Some(100));
        assert_eq!(mean([40, 0, 0].into_iter()), Some(13));
    }
}
