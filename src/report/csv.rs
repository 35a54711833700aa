//! CSV for spreadsheets: a row a document, a finding or a folder.
//!
//! As it is, it opens in a Finnish Excel by a double click: UTF-8 with a mark, semicolons, decimal
//! commas. No text of a document becomes a formula.

use std::io::{self, Write};

use crate::language::readability::Measure;
use crate::report::escape::cell;
use crate::report::{DocumentReview, FindingReview, Report, Style};
use crate::rules::Severity;
use crate::scoring::Verdict;
use crate::text::Messages;

/// The columns of verdicts, best first.
const VERDICTS: [Verdict; 3] = [Verdict::Shown, Verdict::Named, Verdict::Absent];

/// The columns of findings, gravest first.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// What a CSV report holds and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvOptions {
    /// What a row is.
    pub rows: CsvRows,
    /// What parts the cells.
    pub separator: u8,
    /// Whether a decimal comma is written, not a point.
    pub decimal_comma: bool,
}

/// What a row of a CSV report is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum CsvRows {
    /// A document.
    #[default]
    Documents,
    /// A finding.
    Findings,
    /// A folder.
    Folders,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self {
            rows: CsvRows::Documents,
            separator: b';',
            decimal_comma: true,
        }
    }
}

/// Writes the report.
pub(super) fn write(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rows = match style.csv.rows {
        CsvRows::Documents => documents(report, style),
        CsvRows::Findings => findings(report, style),
        CsvRows::Folders => folders(report, style),
    };
    write_rows(&rows, style, out)
}

/// Writes rows as a spreadsheet reads them.
pub(super) fn write_rows(
    rows: &[Vec<String>],
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Without the mark Excel takes UTF-8 for the code page of the country.
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(style.csv.separator)
        .terminator(::csv::Terminator::CRLF)
        .from_writer(&mut *out);
    for row in rows {
        writer.write_record(row.iter().map(|text| cell(text)))?;
    }
    writer.flush()
}

fn documents(report: &Report, style: &Style<'_>) -> Vec<Vec<String>> {
    let steps = steps(report);
    let text = |key: &str| style.messages.get(key);
    let mut header: Vec<String> = [
        "column-path",
        "column-folder",
        "column-title",
        "column-format",
        "column-doctype",
        "column-language",
        "column-strategy",
        "column-words",
        "column-sentences",
    ]
    .map(text)
    .to_vec();
    for (_, title) in &steps {
        let columns = [
            "column-score",
            "column-verdict",
            "column-level",
            "column-cheap-talk",
        ];
        header.extend(columns.map(|key| format!("{title}: {}", text(key))));
    }
    header.extend(
        [
            "report-clarity",
            "column-errors",
            "column-warnings",
            "column-notes",
            "column-suppressed",
            "column-advice",
            "column-unchecked",
        ]
        .map(text),
    );
    header.extend(Measure::all().map(|measure| {
        let name: &str = measure.into();
        text(&format!("measure-{name}"))
    }));
    let rows = report.documents.iter();
    let rows = rows.map(|document| document_row(document, &steps, style));
    std::iter::once(header).chain(rows).collect()
}

/// The steps of all strategies, in the order they are met.
fn steps(report: &Report) -> Vec<(&str, &str)> {
    let mut steps: Vec<(&str, &str)> = Vec::new();
    for step in report.documents.iter().flat_map(|document| &document.steps) {
        if !steps.iter().any(|(id, _)| *id == step.id) {
            steps.push((&step.id, &step.title));
        }
    }
    steps
}

fn document_row(
    document: &DocumentReview,
    steps: &[(&str, &str)],
    style: &Style<'_>,
) -> Vec<String> {
    let text = |key: &str| style.messages.get(key);
    let count = |severity: Severity| {
        let findings = document.open_findings();
        let findings = findings.filter(|finding| finding.severity == severity);
        findings.count().to_string()
    };
    let format: &str = document.format.into();
    let language: &str = document.language.into();
    let mut row = vec![
        document.path.clone(),
        document.folder().to_owned(),
        document.title.clone().unwrap_or_default(),
        format.to_owned(),
        document.doctype.clone().unwrap_or_default(),
        text(&format!("language-{language}")),
        document.strategy.clone(),
        document.words.to_string(),
        document.sentences.to_string(),
    ];
    for (id, _) in steps {
        match document.step(id) {
            None => row.extend(std::iter::repeat_n(String::new(), 4)),
            Some(step) => {
                let verdict: &str = step.verdict.into();
                row.push(whole(step.score));
                row.push(text(&format!("verdict-{verdict}")));
                row.push(decimal(step.level, style));
                row.push(decimal((step.cheap_talk * 100.0).round() / 100.0, style));
            }
        }
    }
    row.push(whole(document.clarity.score));
    row.extend(SEVERITIES.map(count));
    let suppressed = document.findings.len() - document.open_findings().count();
    row.push(suppressed.to_string());
    row.push(document.advice.first().cloned().unwrap_or_default());
    let unchecked = document.unchecked.iter();
    let unchecked: Vec<String> = unchecked.map(|part| part.message(style.messages)).collect();
    row.push(unchecked.join(" "));
    row.extend(Measure::all().map(|measure| {
        let mut measures = document.readability.iter().flat_map(|one| &one.measures);
        let measured = measures.find(|one| one.id == measure);
        measured.map_or_else(String::new, |one| decimal(one.value, style))
    }));
    row
}

fn folders(report: &Report, style: &Style<'_>) -> Vec<Vec<String>> {
    let steps = steps(report);
    let text = |key: &str| style.messages.get(key);
    let mut header = ["column-folder", "html-files"].map(text).to_vec();
    for (_, title) in &steps {
        header.push(format!("{title}: {}", text("column-mean")));
        for verdict in VERDICTS {
            let verdict: &str = verdict.into();
            header.push(format!("{title}: {}", text(&format!("verdict-{verdict}"))));
        }
    }
    header.push(text("report-clarity"));
    header.extend(["column-errors", "column-warnings", "column-notes"].map(text));
    let mut rows = vec![header];
    for folder in &report.summary.folders {
        let mut row = vec![folder.path.clone(), folder.documents.to_string()];
        for (id, _) in &steps {
            let step = folder.steps.iter().find(|step| step.id == *id);
            row.push(whole(step.and_then(|step| step.score)));
            let count = |verdict| Some(*step?.verdicts.get(&verdict).unwrap_or(&0));
            row.extend(VERDICTS.map(|verdict| whole(count(verdict))));
        }
        row.push(whole(folder.clarity));
        let count = |severity| folder.findings.get(&severity).unwrap_or(&0).to_string();
        row.extend(SEVERITIES.map(count));
        rows.push(row);
    }
    rows
}

fn findings(report: &Report, style: &Style<'_>) -> Vec<Vec<String>> {
    let text = |key: &str| style.messages.get(key);
    let header = [
        "column-path",
        "column-line",
        "column-column",
        "column-place",
        "column-headings",
        "column-severity",
        "column-rule",
        "column-finding",
        "column-message",
        "column-suggestion",
        "column-text",
        "column-sentence",
        "column-suppressed-why",
        "column-fingerprint",
    ]
    .map(text)
    .to_vec();
    let mut rows = vec![header];
    for document in &report.documents {
        for finding in &document.findings {
            let severity: &str = finding.severity.into();
            let [line, column, place] = place_cells(finding, style.messages);
            rows.push(vec![
                document.path.clone(),
                line,
                column,
                place,
                finding.location.heading_path(),
                text(&format!("severity-{severity}")),
                finding.rule.clone(),
                finding.title.clone(),
                finding.message.clone(),
                finding.suggestion.clone().unwrap_or_default(),
                finding.text.clone(),
                finding.sentence.clone(),
                finding.suppressed.clone().unwrap_or_default(),
                finding.fingerprint.clone(),
            ]);
        }
    }
    rows
}

/// Line, column, and the place where there is no line: a spreadsheet takes `12:5` for the time of
/// day, so line and column stand apart.
pub(super) fn place_cells(finding: &FindingReview, messages: &Messages) -> [String; 3] {
    let location = &finding.location;
    let other = match location.place.line {
        Some(_) => String::new(),
        None => location.short(messages),
    };
    [
        whole(location.place.line),
        whole(location.place.column),
        other,
    ]
}

fn whole(number: Option<impl ToString>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

/// A number with its decimals as the spreadsheet wants them.
pub(super) fn decimal(value: f64, style: &Style<'_>) -> String {
    let text = value.to_string();
    if style.csv.decimal_comma {
        text.replace('.', ",")
    } else {
        text
    }
}
