//! The difference between two reports, and every way to show it.
//!
//! A unit is a document, or a folder with several. Formats for CI systems show what is new and
//! whose scores changed, in the elements of the reports of a single run.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::{
    FindingReview, MissedGate, ReportFormat, RuleReview, Style, Unread, short_title,
};
use crate::text::{Lang, Messages};

mod csv;
mod html;
mod services;
mod tables;

/// How many points a step may fall, unless told otherwise, before reports call it a regression:
/// a reworded sentence moves a score by less.
pub const ALLOWED_FALL: u8 = 5;

/// Id of the clarity score among the steps.
pub const CLARITY: &str = "clarity";

/// The difference between two reports.
#[derive(Clone, Debug, Serialize, JsonSchema)]
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
    /// The files that could not be read for the new report.
    pub unread: Vec<Unread>,
    /// How many points a step may fall before it is called a regression.
    pub allowed_fall: u8,
    /// The scores that have fallen further, if the run was to fail for them.
    pub missed_gates: Vec<MissedGate>,
    /// What is behind the figures.
    #[serde(skip)]
    pub behind: Behind,
}

/// What is behind the figures of a comparison, for formats that show findings whole.
#[derive(Clone, Debug)]
pub struct Behind {
    /// Version of the program that wrote the new report.
    pub version: String,
    /// Language of the new report.
    pub lang: Lang,
    /// The rules that found something in either report, by id.
    pub rules: Vec<RuleReview>,
    /// The findings that are only in the new report, each with its file.
    pub new: Vec<(String, FindingReview)>,
    /// The findings of the new report that are in the old one too.
    pub known: Vec<(String, FindingReview)>,
    /// The findings that are only in the old report; the file is the one of the old report.
    pub mended: Vec<(String, FindingReview)>,
}

/// What has changed in a document.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, strum::IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Presence {
    /// In both.
    Both,
    /// Only in the new one.
    Added,
    /// Only in the old one.
    Removed,
    /// In the old one; the new run could not read it.
    Unread,
}

/// What has changed in a folder, the folders in it included.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingCounts {
    /// Only in the new report.
    pub new: usize,
    /// Only in the old report.
    pub mended: usize,
    /// In both.
    pub remaining: usize,
}

/// A finding in short.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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

/// A document, or a folder with several documents.
struct Unit<'a> {
    /// Its path; of a folder with `/` at the end.
    path: String,
    /// The document; none for a folder.
    document: Option<&'a DocumentChange>,
    /// That it is new, gone or renamed; of a folder, how many documents are in it.
    remark: String,
    scores: &'a [ScoreChange],
    findings: FindingCounts,
}

impl ScoreChange {
    /// How much the score rose, if it is known before and now.
    pub fn rise(&self) -> Option<f64> {
        Some(self.new? - self.old?)
    }

    /// Whether it is a step that has fallen by more than `most` points.
    pub fn has_fallen(&self, most: u8) -> bool {
        self.id != CLARITY && self.rise().is_some_and(|rise| rise < -f64::from(most))
    }
}

impl Comparison {
    /// The documents, then the folders that hold more than one.
    fn units(&self, messages: &Messages) -> Vec<Unit<'_>> {
        let documents = self.documents.iter().map(|document| Unit {
            path: document.path.clone(),
            document: Some(document),
            remark: remark(document, messages),
            scores: &document.scores,
            findings: document.findings,
        });
        let folders = self.folders.iter().filter(|folder| folder.documents > 1);
        let folders = folders.map(|folder| Unit {
            path: format!("{}/", folder.path.trim_end_matches('/')),
            document: None,
            remark: messages.with("report-documents", &[("count", folder.documents.into())]),
            scores: &folder.scores,
            findings: folder.findings,
        });
        documents.chain(folders).collect()
    }
}

impl Unit<'_> {
    fn is_unread(&self) -> bool {
        let presence = self.document.map(|document| document.presence);
        presence == Some(Presence::Unread)
    }

    /// Its scores in a line: `Kokeillen 66 → 47 (−19), …`.
    fn line(&self, messages: &Messages) -> String {
        let scores = self.scores.iter().map(|score| {
            let title = short_title(&score.title);
            format!("{title} {}", shown_change(score, messages))
        });
        scores.collect::<Vec<_>>().join(", ")
    }

    /// All that changed, in a line.
    fn told(&self, messages: &Messages) -> String {
        let (scores, counts) = (self.line(messages), self.counts(messages));
        let findings = messages.get("compare-findings");
        format!("{}: {scores}. {findings}: {counts}.", self.name())
    }

    /// What became of its findings.
    fn counts(&self, messages: &Messages) -> String {
        counts_line(self.findings, messages)
    }

    /// Its name, with what is to be known of it in brackets.
    fn name(&self) -> String {
        if self.remark.is_empty() {
            return self.path.clone();
        }
        format!("{} ({})", self.path, self.remark)
    }
}

/// Writes a comparison in a format.
pub fn write(
    format: ReportFormat,
    comparison: &Comparison,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ReportFormat::Text => tables::text(comparison, style, out),
        ReportFormat::Concise => tables::concise(comparison, style.messages, out),
        ReportFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, comparison)?;
            out.write_all(b"\n")
        }
        ReportFormat::Jsonl => lines(comparison, out),
        ReportFormat::Sarif => services::sarif(comparison, style.messages, out),
        ReportFormat::Junit => services::junit(comparison, style.messages, out),
        ReportFormat::Github => services::github(comparison, style, out),
        ReportFormat::Gitlab => services::gitlab(comparison, style, out),
        ReportFormat::Rdjson => services::rdjson(comparison, style.messages, out),
        ReportFormat::Markdown => tables::markdown(comparison, style.messages, out),
        ReportFormat::Csv => csv::write(comparison, style, out),
        ReportFormat::Html => html::write(comparison, style.messages, out),
    }
}

/// Writes one JSON line for each document, and a last one for the rest.
fn lines(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    for document in &comparison.documents {
        serde_json::to_writer(&mut *out, document)?;
        writeln!(out)?;
    }
    let mut rest = serde_json::to_value(comparison)?;
    if let Some(rest) = rest.as_object_mut() {
        rest.remove("documents");
    }
    serde_json::to_writer(&mut *out, &rest)?;
    writeln!(out)
}

/// A score without decimals it does not have.
fn shown(score: Option<f64>, messages: &Messages) -> String {
    let number = |score| number(score, messages);
    score.map_or_else(|| messages.get("compare-too-short"), number)
}

/// A score before and now, and how much it changed: `66 → 47 (−19)`.
fn shown_change(score: &ScoreChange, messages: &Messages) -> String {
    let (old, new) = (shown(score.old, messages), shown(score.new, messages));
    match score.rise() {
        None => format!("{old} → {new}"),
        Some(_) => format!("{old} → {new} ({})", shown_rise(score, messages)),
    }
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
        (Presence::Both, Some(old)) => {
            messages.with("compare-was", &[("path", old.as_str().into())])
        }
        (Presence::Both, None) => String::new(),
        (presence @ (Presence::Added | Presence::Removed | Presence::Unread), _) => {
            let presence: &str = presence.into();
            messages.get(&format!("presence-{presence}"))
        }
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
