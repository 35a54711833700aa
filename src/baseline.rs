//! The baseline: what was known of the documents on the day it was written.
//!
//! A finding is known by its rule, its words and its sentence, not by its place or file, so moving
//! text or renaming a file makes nothing new.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::check::fingerprint_key;
use crate::files::Trouble;
use crate::report::{BaselineSummary, DocumentReview, FindingReview, MissedGate, Report};

/// The file that is meant when none is named.
pub const FILE_NAME: &str = "linjassa-baseline.json";

/// Why a finding that the baseline knows is silenced.
pub const REASON: &str = "baseline";

/// The version of the shape of the file.
const SCHEMA_VERSION: u32 = 1;

/// How many fingerprints of its blocks tell a document from others; the smallest are kept, so that
/// two versions of a document keep the same ones.
const CONTENT_PRINTS: usize = 64;

/// The share of fingerprints two documents must have in common to be one document renamed.
const SAME_DOCUMENT: f64 = 0.5;

/// What was known of all documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The version of this shape.
    pub schema_version: u32,
    /// The version of the program that wrote it.
    pub version: String,
    /// The documents, in the order of their paths.
    pub documents: Vec<KnownDocument>,
}

/// What was known of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownDocument {
    /// The file.
    pub path: String,
    /// Step to score.
    pub scores: BTreeMap<String, u8>,
    /// Rule to the fingerprints of its findings, one for each place.
    pub findings: BTreeMap<String, Vec<String>>,
    /// Fingerprints of its blocks, by which it is known under another name.
    pub content: BTreeSet<String>,
}

impl Baseline {
    /// Takes down the open findings and the scores of a run.
    pub fn of(report: &Report) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            version: report.version.clone(),
            documents: report.documents.iter().map(KnownDocument::of).collect(),
        }
    }

    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, Trouble> {
        let trouble = |key, detail| Trouble {
            path: path.to_owned(),
            key,
            detail,
        };
        let text = fs::read_to_string(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => trouble("baseline-missing", String::new()),
            _ => trouble("baseline-unreadable", error.to_string()),
        })?;
        let baseline: Self = serde_json::from_str(&text)
            .map_err(|error| trouble("baseline-broken", error.to_string()))?;
        if baseline.schema_version != SCHEMA_VERSION {
            let version = baseline.schema_version.to_string();
            return Err(trouble("baseline-version", version));
        }
        Ok(baseline)
    }

    /// Writes the file's text.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        out.write_all(b"\n")
    }

    /// Silences the findings that are known; the figures of the report are left to be renewed.
    pub fn hold_against(&self, report: &mut Report) -> BaselineSummary {
        let pairs = self.pairs(report);
        let mut stock = Stock::of(self);
        let open: Vec<(usize, usize)> = open_findings(report);
        // A document's own findings are matched first, so that text moved from one document to
        // another never takes the place of what stayed.
        for is_own in [true, false] {
            for (document, index) in &open {
                let finding = &mut report.documents[*document].findings[*index];
                let home = pairs[*document];
                let taken = finding.suppressed.is_none()
                    && if is_own {
                        home.is_some_and(|home| stock.take_from(home, finding))
                    } else {
                        stock.take(finding)
                    };
                if taken {
                    finding.suppressed = Some(REASON.to_owned());
                }
            }
        }
        let known = open
            .iter()
            .filter(|(document, index)| {
                report.documents[*document].findings[*index]
                    .suppressed
                    .is_some()
            })
            .count();
        let checked: BTreeSet<usize> = pairs.into_iter().flatten().collect();
        BaselineSummary {
            new: open.len() - known,
            known,
            mended: stock.left(&checked),
        }
    }

    /// The steps whose score has fallen by more than `most` points.
    pub fn regressions(&self, report: &Report, most: u8) -> Vec<MissedGate> {
        let mut missed = Vec::new();
        for (document, known) in report.documents.iter().zip(self.pairs(report)) {
            let Some(known) = known.map(|known| &self.documents[known]) else {
                continue;
            };
            for step in &document.steps {
                let limit = known
                    .scores
                    .get(&step.id)
                    .map(|old| old.saturating_sub(most));
                if let (Some(limit), Some(score)) = (limit, step.score)
                    && score < limit
                {
                    missed.push(MissedGate {
                        path: document.path.clone(),
                        gate: format!("no-regression.{}", step.id),
                        limit: f64::from(limit),
                        value: f64::from(score),
                    });
                }
            }
        }
        missed
    }

    /// For each document of the report its known self: the same path, else the most alike content.
    fn pairs(&self, report: &Report) -> Vec<Option<usize>> {
        let by_path: BTreeMap<&str, usize> = self
            .documents
            .iter()
            .enumerate()
            .map(|(index, known)| (plain(&known.path), index))
            .collect();
        let mut pairs: Vec<Option<usize>> = report
            .documents
            .iter()
            .map(|document| by_path.get(plain(&document.path)).copied())
            .collect();
        let mut taken: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
        for (pair, document) in pairs.iter_mut().zip(&report.documents) {
            if pair.is_some() {
                continue;
            }
            let content = content_prints(document);
            let alike =
                |index: &usize| (overlap(&content, &self.documents[*index].content), *index);
            *pair = (0..self.documents.len())
                .filter(|index| !taken.contains(index))
                .map(|index| alike(&index))
                .filter(|(share, _)| *share >= SAME_DOCUMENT)
                .max_by(|one, other| one.0.total_cmp(&other.0))
                .map(|(_, index)| index);
            taken.extend(*pair);
        }
        pairs
    }
}

impl KnownDocument {
    fn of(document: &DocumentReview) -> Self {
        let mut findings: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for finding in document.open_findings() {
            let prints = findings.entry(finding.rule.clone()).or_default();
            prints.push(print(finding));
        }
        for prints in findings.values_mut() {
            prints.sort();
        }
        let scores = document.steps.iter();
        Self {
            path: plain(&document.path).to_owned(),
            scores: scores
                .filter_map(|step| Some((step.id.clone(), step.score?)))
                .collect(),
            findings,
            content: content_prints(document),
        }
    }
}

/// The known findings that are not matched yet: fingerprint to the documents that have it.
struct Stock(BTreeMap<String, Vec<usize>>);

impl Stock {
    fn of(baseline: &Baseline) -> Self {
        let mut stock: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, document) in baseline.documents.iter().enumerate() {
            for print in document.findings.values().flatten() {
                stock.entry(print.clone()).or_default().push(index);
            }
        }
        Self(stock)
    }

    fn take_from(&mut self, home: usize, finding: &FindingReview) -> bool {
        let Some(homes) = self.0.get_mut(&print(finding)) else {
            return false;
        };
        let place = homes.iter().position(|known| *known == home);
        place.map(|place| homes.remove(place)).is_some()
    }

    fn take(&mut self, finding: &FindingReview) -> bool {
        let homes = self.0.get_mut(&print(finding));
        homes.and_then(Vec::pop).is_some()
    }

    /// How many are left of the documents that were checked.
    fn left(&self, checked: &BTreeSet<usize>) -> usize {
        let homes = self.0.values().flatten();
        homes.filter(|home| checked.contains(home)).count()
    }
}

fn open_findings(report: &Report) -> Vec<(usize, usize)> {
    let documents = report.documents.iter().enumerate();
    documents
        .flat_map(|(document, review)| {
            let findings = review.findings.iter().enumerate();
            findings
                .filter(|(_, finding)| finding.suppressed.is_none())
                .map(move |(index, _)| (document, index))
        })
        .collect()
}

/// The path without the `./` of a run on this folder.
fn plain(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}

/// The fingerprint of a finding, the same for every copy of its sentence.
fn print(finding: &FindingReview) -> String {
    format!("{:016x}", fingerprint_key(finding))
}

/// The smallest fingerprints of a document's blocks.
fn content_prints(document: &DocumentReview) -> BTreeSet<String> {
    let prints: BTreeSet<String> = document
        .body
        .iter()
        .map(|block| {
            let words: Vec<&str> = block.text.split_whitespace().collect();
            format!("{:016x}", xxh3_64(words.join(" ").as_bytes()))
        })
        .collect();
    prints.into_iter().take(CONTENT_PRINTS).collect()
}

/// The share of the smaller set that is in both.
fn overlap(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let least = one.len().min(other.len()).max(1);
    one.intersection(other).count() as f64 / least as f64
}
