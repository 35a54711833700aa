//! Results, and every way to show them: one file a format.
//!
//! To add a format, write a file beside this one and list it in [`ReportFormat`] and [`write()`].

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::{Format, Location, Warning};
use crate::language::Language;
use crate::rules::{AnchorKind, Blocked, EvidenceLevel, Rule, Severity};
use crate::scoring::Verdict;
use crate::span::Span;
use crate::text::{Lang, Messages};

pub mod compare;
mod concise;
mod csv;
mod escape;
mod folders;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod markdown;
mod order;
mod rdjson;
mod readability;
mod sarif;
mod terminal;

pub use self::csv::{CsvOptions, CsvRows};
pub use folders::{FolderStep, FolderSummary};
pub use json::schema;
pub use order::Sort;
pub use readability::{BandPlace, COMPARED_WORDS, MeasureReview, ReadabilityReview, Usual};

/// The version of the shape of JSON reports; it rises when a reader of the old one would break.
pub const SCHEMA_VERSION: u32 = 1;

/// The program's rule that speaks of parts in another language.
pub const OTHER_LANGUAGE: &str = "other-language";

/// The results of a run.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The version of this shape.
    pub schema_version: u32,
    /// Version of the program.
    pub version: String,
    /// Language of the texts.
    pub lang: Lang,
    /// The documents that could be read, in the order of their paths.
    pub documents: Vec<DocumentReview>,
    /// The files that could not be read.
    pub unread: Vec<Unread>,
    /// The rules that found something, by id.
    pub rules: Vec<RuleReview>,
    /// The whole run in figures.
    pub summary: Summary,
}

/// A rule that found something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RuleReview {
    /// Its id.
    pub id: String,
    /// The pack it belongs to.
    pub pack: String,
    /// How much its findings matter unless the settings say otherwise.
    pub severity: Severity,
    /// The faults its findings are counted under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// Its name.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// Where the rule or its threshold comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A file that could not be read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unread {
    /// The file.
    pub path: String,
    /// Why, and what helps.
    pub message: String,
}

/// The whole run in figures.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Documents that were checked.
    pub documents: usize,
    /// Files that could not be read.
    pub unread: usize,
    /// Words in them.
    pub words: usize,
    /// Sentences in them.
    pub sentences: usize,
    /// Findings by severity.
    pub findings: BTreeMap<Severity, usize>,
    /// Findings that are silenced by a comment, the settings or the baseline.
    pub suppressed: usize,
    /// For each step, how many documents have each verdict.
    pub verdicts: BTreeMap<String, BTreeMap<Verdict, usize>>,
    /// The same by folder.
    #[serde(default)]
    pub folders: Vec<FolderSummary>,
    /// The rules with the most findings, and how many, most first.
    pub most_common: Vec<(String, usize)>,
    /// The gates that were missed.
    pub missed_gates: Vec<MissedGate>,
    /// What became of the findings of the baseline, if the run was held against one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineSummary>,
}

/// A run held against a baseline, in findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BaselineSummary {
    /// Not in the baseline.
    pub new: usize,
    /// In the baseline and still there.
    pub known: usize,
    /// In the baseline and no longer there.
    pub mended: usize,
}

/// A limit that was set and not reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MissedGate {
    /// The document; empty for the whole run.
    pub path: String,
    /// `kokeillen`, `clarity`, `max-warnings`.
    pub gate: String,
    /// The limit.
    pub limit: f64,
    /// What was measured.
    pub value: f64,
}

/// All that is said of one document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DocumentReview {
    /// The file, with `/` between folders.
    pub path: String,
    /// Its title or first heading.
    pub title: Option<String>,
    /// Its format.
    pub format: Format,
    /// Its type, if it was recognised or set.
    pub doctype: Option<String>,
    /// The name of the type for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doctype_title: Option<String>,
    /// Its main language.
    pub language: Language,
    /// The strategy it was held against.
    pub strategy: String,
    /// The name of the strategy for people.
    pub strategy_title: String,
    /// Words.
    pub words: usize,
    /// Sentences, list items and table cells.
    pub sentences: usize,
    /// What is worth doing first.
    pub advice: Vec<String>,
    /// The steps of the strategy.
    pub steps: Vec<StepReview>,
    /// The spearheads that are spoken of.
    pub themes: Vec<ThemeReview>,
    /// How clear the language is.
    pub clarity: ClarityReview,
    /// Readability measures beside what is usual in the genre; none without running text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readability: Option<ReadabilityReview>,
    /// What to mend.
    pub findings: Vec<FindingReview>,
    /// Parts that were not checked because of their language.
    pub unchecked: Vec<Unchecked>,
    /// What the reader of the file wants to be known.
    pub warnings: Vec<Warning>,
    /// The document itself, for reports that show it.
    #[serde(skip)]
    pub body: Vec<BodyBlock>,
    /// Where the document begins.
    #[serde(skip)]
    pub start: PlaceReview,
}

/// A block of the document, for reports that show the text.
#[derive(Clone, Debug)]
pub struct BodyBlock {
    /// Its place.
    pub span: Span,
    /// What it is.
    pub kind: crate::document::BlockKind,
    /// Its text.
    pub text: String,
}

/// What is said of one step.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StepReview {
    /// Id of the step.
    pub id: String,
    /// Its name.
    pub title: String,
    /// 0 to 100; none if there is too little text.
    pub score: Option<u8>,
    /// In words.
    pub verdict: Verdict,
    /// The best level, 0 to 4.
    pub level: f64,
    /// Share of the units that only name or wish, 0 to 1.
    pub cheap_talk: f64,
    /// Everything that speaks of the step.
    pub evidence: Vec<EvidenceReview>,
}

/// One unit that speaks of a step.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceReview {
    /// 0 to 4; 0 if it is blocked.
    pub level: f64,
    /// What the level means.
    pub kind: EvidenceLevel,
    /// The rule that found it; of several, the first.
    pub rule: String,
    /// Every rule that found it.
    pub rules: Vec<String>,
    /// Where it stands.
    pub location: PlaceReview,
    /// Byte range in the document's text.
    pub span: Span,
    /// The unit.
    pub text: String,
    /// What ties it to the world.
    pub anchors: Vec<AnchorReview>,
    /// What it could still have.
    pub missing: Vec<AnchorKind>,
    /// Why it does not count.
    pub blocked_by: Option<Blocked>,
    /// Whether a hedge lowered it.
    pub hedged: bool,
}

/// What ties a deed to the world.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AnchorReview {
    /// What it tells.
    pub kind: AnchorKind,
    /// The words.
    pub text: String,
}

/// A theme of the strategy that is spoken of.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ThemeReview {
    /// Id of the theme.
    pub id: String,
    /// Its name.
    pub title: String,
    /// How many units speak of it.
    pub units: usize,
}

/// How clear the language is.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct ClarityReview {
    /// Share of content sentences without a clarity finding, 0 to 100; none if there are too few.
    pub score: Option<u8>,
    /// Content sentences.
    pub units: usize,
    /// Of these, the ones with a finding.
    pub unclear: usize,
}

/// Something to mend.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FindingReview {
    /// Id of the rule.
    pub rule: String,
    /// The step it is about, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// How much it matters.
    pub severity: Severity,
    /// The faults it is counted under: `officialese`, `long-sentence`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// The rule's name.
    pub title: String,
    /// What to do.
    pub message: String,
    /// What to write instead.
    pub suggestion: Option<String>,
    /// What else could be suggested, the next best first: a report on many documents need not
    /// repeat itself.
    #[serde(skip)]
    pub other_suggestions: Vec<String>,
    /// Where it stands.
    pub location: PlaceReview,
    /// Byte range in the document's text.
    pub span: Span,
    /// The words it is about.
    pub text: String,
    /// The sentence they stand in.
    pub sentence: String,
    /// Stays the same when the text is moved or the file renamed.
    pub fingerprint: String,
    /// Why it is silenced, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<String>,
    /// Where it is silenced, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suppressed_by: Option<SuppressedBy>,
}

/// Where a finding is silenced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SuppressedBy {
    /// In a comment in the file.
    Comment,
    /// In the settings.
    Settings,
}

/// A place in a file and the headings above it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceReview {
    /// Where in the file.
    #[serde(flatten)]
    pub place: Location,
    /// Where in the file it ends, in text formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_line: Option<u32>,
    /// Column after the last character, in text formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_column: Option<u32>,
    /// The column in bytes of the file, from 1, where the file is UTF-8 text.
    #[serde(skip)]
    pub byte_column: Option<u32>,
    /// The same for the end.
    #[serde(skip)]
    pub end_byte_column: Option<u32>,
    /// The headings above, highest first.
    pub headings: Vec<String>,
}

/// A part that was not checked.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unchecked {
    /// Its language.
    pub language: Language,
    /// How many blocks.
    pub blocks: usize,
    /// How many words.
    #[serde(default)]
    pub words: usize,
    /// Where the first one stands.
    pub location: PlaceReview,
    /// The first sentence in it, as a byte range in the document's text.
    #[serde(skip)]
    pub span: Span,
}

/// A way to show the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum ReportFormat {
    /// A full report for people.
    Text,
    /// One line a finding.
    Concise,
    /// One JSON document.
    Json,
    /// One JSON line a document.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// `JUnit` XML, for the test views of CI systems.
    Junit,
    /// Workflow commands of GitHub Actions.
    Github,
    /// Code Quality of GitLab.
    Gitlab,
    /// The diagnostics of reviewdog.
    Rdjson,
    /// Markdown, for summaries and comments.
    Markdown,
    /// A table for spreadsheets.
    Csv,
    /// One page for people, with the text and everything found in it.
    Html,
}

/// How a report is to be shown.
#[derive(Debug)]
pub struct Style<'a> {
    /// The interface's texts.
    pub messages: &'a Messages,
    /// Width of lines in columns, for reports for people.
    pub width: usize,
    /// Whether to show every finding or only the most useful ones.
    pub is_full: bool,
    /// What the documents are ordered by.
    pub sort: Sort,
    /// What a CSV report holds and how.
    pub csv: CsvOptions,
}

/// Writes a report in a format.
pub fn write(
    format: ReportFormat,
    report: &Report,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ReportFormat::Text => terminal::write(report, style, out),
        ReportFormat::Concise => concise::write(report, style, out),
        ReportFormat::Json => json::write(report, out),
        ReportFormat::Jsonl => json::write_lines(report, out),
        ReportFormat::Sarif => sarif::write(report, out),
        ReportFormat::Junit => junit::write(report, style, out),
        ReportFormat::Github => github::write(report, style, out),
        ReportFormat::Gitlab => gitlab::write(report, style, out),
        ReportFormat::Rdjson => rdjson::write(report, out),
        ReportFormat::Markdown => markdown::write(report, style, out),
        ReportFormat::Csv => csv::write(report, style, out),
        ReportFormat::Html => html::write(report, style, out),
    }
}

/// Writes the catalogue of rules as one HTML page.
pub fn write_catalogue(rules: &[Rule], messages: &Messages, out: &mut dyn Write) -> io::Result<()> {
    html::catalogue::write(rules, messages, out)
}

impl Report {
    /// The findings that are not silenced, each with its file.
    pub fn open_findings(&self) -> Vec<(&str, &FindingReview)> {
        let documents = self.documents.iter();
        let findings = documents.flat_map(|document| {
            let findings = document.open_findings();
            findings.map(|finding| (document.path.as_str(), finding))
        });
        findings.collect()
    }
}

impl DocumentReview {
    /// The folder it is in; `.` for the one the program was started in.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or(".", |(folder, _)| folder)
    }

    /// The name of its file.
    pub fn file_name(&self) -> &str {
        self.path
            .rsplit_once('/')
            .map_or(&*self.path, |(_, name)| name)
    }

    /// A step by its id.
    pub fn step(&self, id: &str) -> Option<&StepReview> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// What is said of a document with nothing to do first: praise only if a step is shown, too.
    fn closing_line(&self, messages: &Messages) -> String {
        let is_any = |verdict| self.steps.iter().any(|step| step.verdict == verdict);
        let key = if self.open_faults().next().is_some() {
            "closing-small-things"
        } else if !self.unchecked.is_empty() {
            "closing-partly-checked"
        } else if self.steps.iter().all(|step| step.score.is_none()) {
            "closing-too-short"
        } else if is_any(Verdict::Shown) {
            "closing-well-done"
        } else if is_any(Verdict::Named) {
            "closing-only-named"
        } else {
            "closing-no-step"
        };
        messages.get(key)
    }

    /// The findings with something to mend: all but what was not checked.
    fn open_faults(&self) -> impl Iterator<Item = &FindingReview> {
        self.open_findings()
            .filter(|finding| finding.rule != OTHER_LANGUAGE)
    }

    /// The findings that are not silenced.
    pub fn open_findings(&self) -> impl Iterator<Item = &FindingReview> {
        self.findings
            .iter()
            .filter(|finding| finding.suppressed.is_none())
    }
}

impl Unchecked {
    /// What was not checked, in a sentence.
    pub fn message(&self, messages: &Messages) -> String {
        let language: &str = self.language.into();
        let language = messages.get(&format!("language-{language}.in"));
        let arguments = [
            ("blocks", self.blocks.into()),
            ("words", self.words.into()),
            ("language", language.into()),
        ];
        messages.with("report-unchecked", &arguments)
    }
}

/// A text with spaces after it up to a width in columns.
fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(textwrap::core::display_width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// How many things a list that has an end leaves out, and what shows them. Text that is already full
/// needs no option for it.
fn dropped_line(count: usize, style: &Style<'_>) -> String {
    let option = if style.is_full {
        "--output text"
    } else {
        "--output text --full"
    };
    let arguments = [("count", count.into()), ("option", option.into())];
    style.messages.with("report-dropped", &arguments)
}

/// The name of a step without the explanation in brackets after it, for the heads of tables.
fn short_title(title: &str) -> &str {
    title.split_once(" (").map_or(title, |(name, _)| name)
}

impl FindingReview {
    /// What to do and what to write instead, in one text.
    pub fn advice(&self, messages: &Messages) -> String {
        let Some(suggestion) = self
            .suggestion
            .as_ref()
            .filter(|suggestion| !self.message.contains(suggestion.as_str()))
        else {
            return self.message.clone();
        };
        // What is said of a step is whole sentences already.
        if self.step.is_some() {
            return format!("{} {suggestion}", self.message);
        }
        let arguments = [("suggestion", suggestion.as_str().into())];
        let suggestion = messages.with("report-suggestion", &arguments);
        format!("{} {suggestion}", self.message)
    }
}

impl PlaceReview {
    /// The headings above, highest first, as one text; empty if there are none.
    pub fn heading_path(&self) -> String {
        self.headings.join(" › ")
    }

    /// The place in the file as people write it: `12:5`, `s. 3, kappale 7`, `Toimet!C7`.
    pub fn short(&self, messages: &Messages) -> String {
        let place = &self.place;
        if let Some(line) = place.line {
            return format!("{line}:{}", place.column.unwrap_or(1));
        }
        if let Some(cell) = &place.cell {
            let sheet = place
                .sheet
                .as_ref()
                .map_or_else(String::new, |sheet| format!("{sheet}!"));
            return format!("{sheet}{cell}");
        }
        let named = |key: &str, number: Option<u32>| {
            number.map(|number| messages.with(key, &[("number", number.into())]))
        };
        let parts = [
            named("place-slide", place.slide),
            named("place-page", place.page),
            named("place-paragraph", place.paragraph),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}
