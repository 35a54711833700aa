//! The difference between two reports, and every way to show it.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::MissedGate;
use crate::text::Messages;

mod html;
mod tables;

/// The difference between two reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// The version of this shape.
    pub schema_version: u32,
    /// The documents, in the order of their paths.
    pub documents: Vec<DocumentChange>,
    /// The folders, each with the mean of its documents' scores.
    pub folders: Vec<FolderChange>,
    /// Findings of all documents.
    pub findings: FindingCounts,
    /// The findings that are not in the old report.
    pub new_findings: Vec<FindingLine>,
    /// The findings that are not in the new report.
    pub mended_findings: Vec<FindingLine>,
    /// The scores that have fallen too far.
    pub missed_gates: Vec<MissedGate>,
}

/// What has changed in a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentChange {
    /// The file; its old path if it is gone.
    pub path: String,
    /// Its path in the old report, if it has another one now.
    pub old_path: Option<String>,
    /// In which of the reports it is.
    pub presence: Presence,
    /// Its scores: the steps of the strategy, then clarity.
    pub scores: Vec<ScoreChange>,
    /// Its findings.
    pub findings: FindingCounts,
}

/// In which report a document is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, strum::IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Presence {
    /// In both.
    Both,
    /// Only in the new one.
    Added,
    /// Only in the old one.
    Removed,
}

/// What has changed in a folder, the folders in it included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FolderChange {
    /// The folder; `.` for the top.
    pub path: String,
    /// How many documents are in it.
    pub documents: usize,
    /// The means of its documents' scores.
    pub scores: Vec<ScoreChange>,
    /// Its findings.
    pub findings: FindingCounts,
}

/// A score before and now; none where there is nothing to score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScoreChange {
    /// Id of the step, or `clarity`.
    pub id: String,
    /// The name of the step.
    pub title: String,
    /// 0 to 100 in the old report.
    pub old: Option<f64>,
    /// 0 to 100 in the new report.
    pub new: Option<f64>,
}

/// Findings by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingCounts {
    /// Only in the new report.
    pub new: usize,
    /// Only in the old report.
    pub mended: usize,
    /// In both.
    pub remaining: usize,
}

/// A finding in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FindingLine {
    /// The file.
    pub path: String,
    /// Where in it, as people write it.
    pub place: String,
    /// Id of the rule.
    pub rule: String,
    /// What to do.
    pub message: String,
    /// The words it is about.
    pub text: String,
}

/// A way to show a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum ComparisonFormat {
    /// For people, in a terminal.
    Text,
    /// One JSON document.
    Json,
    /// Tables for a merge request or a wiki.
    Markdown,
    /// One line a score, for a spreadsheet.
    Csv,
    /// A page with a picture.
    Html,
}

impl ScoreChange {
    /// How much the score rose, if it is known before and now.
    pub fn rise(&self) -> Option<f64> {
        Some(self.new? - self.old?)
    }
}

/// Writes a comparison in a format.
pub fn write(
    format: ComparisonFormat,
    comparison: &Comparison,
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ComparisonFormat::Text => tables::text(comparison, messages, out),
        ComparisonFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, comparison)?;
            out.write_all(b"\n")
        }
        ComparisonFormat::Markdown => tables::markdown(comparison, messages, out),
        ComparisonFormat::Csv => tables::csv(comparison, out),
        ComparisonFormat::Html => html::write(comparison, messages, out),
    }
}

/// A score without decimals it does not have.
fn shown(score: Option<f64>, messages: &Messages) -> String {
    let number = |score| number(score, messages);
    score.map_or_else(|| messages.get("compare-too-short"), number)
}

/// A change with its sign.
fn shown_rise(score: &ScoreChange, messages: &Messages) -> String {
    match score.rise() {
        None => messages.get("compare-too-short"),
        Some(rise) if rise > 0.0 => format!("+{}", number(rise, messages)),
        // The minus sign is as wide as a plus.
        Some(rise) if rise < 0.0 => format!("−{}", number(-rise, messages)),
        Some(_) => "0".to_owned(),
    }
}

fn number(number: f64, messages: &Messages) -> String {
    messages.number((number * 10.0).round() / 10.0)
}

/// What is to be known of a document beside its path: that it is new, gone or renamed.
fn remark(document: &DocumentChange, messages: &Messages) -> String {
    match (document.presence, &document.old_path) {
        (Presence::Added, _) => messages.get("compare-added"),
        (Presence::Removed, _) => messages.get("compare-removed"),
        (Presence::Both, Some(old)) => {
            messages.with("compare-was", &[("path", old.as_str().into())])
        }
        (Presence::Both, None) => String::new(),
    }
}

fn counts_line(counts: FindingCounts, messages: &Messages) -> String {
    messages.with(
        "compare-findings-line",
        &[
            ("new", counts.new.into()),
            ("mended", counts.mended.into()),
            ("remaining", counts.remaining.into()),
        ],
    )
}
