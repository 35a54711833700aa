//! Many documents at a terminal: a table by folder, and the most common faults.

use std::collections::BTreeMap;
use std::io;

use colored::Colorize;
use textwrap::core::display_width;

use crate::report::escape::plain;
use crate::report::terminal::{Page, padded, painted, sign};
use crate::report::{DocumentReview, Report, StepReview};

/// How many of the most common faults are named.
const SHOWN_FAULTS: usize = 5;

/// Least width of a column, for `● 100`.
const LEAST: usize = 5;

/// A folder's documents.
type Folders<'a> = BTreeMap<&'a str, Vec<&'a DocumentReview>>;

/// The columns: the steps of all strategies, and clarity and findings after them.
struct Columns<'a> {
    steps: Vec<(&'a str, &'a str)>,
    widths: Vec<usize>,
    clarity: String,
    findings: String,
}

/// Writes the folders, with a row a document if `with_documents`, and the most common faults.
pub(super) fn write(
    report: &Report,
    with_documents: bool,
    page: &mut Page<'_, '_>,
) -> io::Result<()> {
    let mut folders = Folders::new();
    for document in &report.documents {
        let folder = document
            .path
            .rsplit_once('/')
            .map_or(".", |(folder, _)| folder);
        folders.entry(folder).or_default().push(document);
    }
    let columns = columns(report, page);
    if with_documents || folders.len() > 1 {
        writeln!(
            page.out,
            "{}",
            page.text("report-overview").bold().underline()
        )?;
        writeln!(page.out, "{}\n", page.text("report-table-note").dimmed())?;
        writeln!(page.out, "  {}", header(&columns).dimmed())?;
        for (folder, documents) in &folders {
            rows(folder, documents, with_documents, &columns, page)?;
        }
    }
    common(report, page)?;
    writeln!(page.out)?;
    if with_documents && let Some(first) = report.documents.first() {
        let path = [("path", plain(&first.path).into())];
        writeln!(page.out, "{}", page.with("report-single", &path).dimmed())?;
    }
    Ok(())
}

fn columns<'a>(report: &'a Report, page: &Page<'_, '_>) -> Columns<'a> {
    let mut steps: Vec<(&str, &str)> = Vec::new();
    for step in report.documents.iter().flat_map(|document| &document.steps) {
        if !steps.iter().any(|(id, _)| *id == step.id) {
            steps.push((&step.id, &step.title));
        }
    }
    let widths = steps
        .iter()
        .map(|(_, title)| display_width(title).max(LEAST));
    Columns {
        widths: widths.collect(),
        steps,
        clarity: page.text("report-clarity"),
        findings: page.text("report-findings"),
    }
}

fn header(columns: &Columns<'_>) -> String {
    let titles = columns.steps.iter().zip(&columns.widths);
    let titles: Vec<String> = titles
        .map(|((_, title), width)| padded(title, *width))
        .collect();
    format!(
        "{}  {}  {}",
        titles.join("  "),
        columns.clarity,
        columns.findings
    )
}

/// A folder with the means of its documents, and the documents.
fn rows(
    folder: &str,
    documents: &[&DocumentReview],
    with_documents: bool,
    columns: &Columns<'_>,
    page: &mut Page<'_, '_>,
) -> io::Result<()> {
    let step_of = |document: &'_ DocumentReview, id: &str| -> Option<u8> {
        document.steps.iter().find(|step| step.id == id)?.score
    };
    let mut cells = Vec::new();
    for ((id, _), width) in columns.steps.iter().zip(&columns.widths) {
        let mean = mean(
            documents
                .iter()
                .filter_map(|document| step_of(document, id)),
        );
        cells.push(padded(&format!("  {mean:>3}"), *width));
    }
    let clarity = mean(
        documents
            .iter()
            .filter_map(|document| document.clarity.score),
    );
    let findings: usize = documents
        .iter()
        .map(|document| document.open_findings().count())
        .sum();
    let count = [("count", documents.len().into())];
    let count = page.with("report-documents", &count);
    let numbers = numbers(&clarity, findings, columns);
    let name = plain(folder).bold();
    let mean = page.text("report-folder-mean");
    let note = format!("{count}, {mean}").dimmed();
    writeln!(
        page.out,
        "  {}  {numbers}  {name}  {note}",
        cells.join("  ")
    )?;
    for document in documents.iter().filter(|_| with_documents) {
        row(document, columns, page)?;
    }
    if with_documents {
        writeln!(page.out)?;
    }
    Ok(())
}

fn row(
    document: &DocumentReview,
    columns: &Columns<'_>,
    page: &mut Page<'_, '_>,
) -> io::Result<()> {
    write!(page.out, "  ")?;
    for ((id, _), width) in columns.steps.iter().zip(&columns.widths) {
        let step: Option<&StepReview> = document.steps.iter().find(|step| step.id == *id);
        let Some(step) = step else {
            write!(page.out, "{}  ", " ".repeat(*width))?;
            continue;
        };
        let score = step
            .score
            .map_or_else(|| "–".to_owned(), |score| score.to_string());
        let cell = padded(&format!("{} {score:>3}", sign(step.verdict)), *width);
        write!(page.out, "{}  ", painted(&cell, step.verdict))?;
    }
    let clarity = document.clarity.score;
    let clarity = clarity.map_or_else(|| "–".to_owned(), |score| score.to_string());
    let numbers = numbers(&clarity, document.open_findings().count(), columns);
    let name = document
        .path
        .rsplit_once('/')
        .map_or(&*document.path, |(_, name)| name);
    writeln!(page.out, "{numbers}    {}", plain(name))
}

/// Clarity and the number of findings under their titles.
fn numbers(clarity: &str, findings: usize, columns: &Columns<'_>) -> String {
    let (first, second) = (
        display_width(&columns.clarity),
        display_width(&columns.findings),
    );
    format!("{clarity:>first$}  {findings:>second$}")
}

fn mean(scores: impl Iterator<Item = u8>) -> String {
    let scores: Vec<f64> = scores.map(f64::from).collect();
    if scores.is_empty() {
        return "–".to_owned();
    }
    format!("{:.0}", scores.iter().sum::<f64>() / scores.len() as f64)
}

fn common(report: &Report, page: &mut Page<'_, '_>) -> io::Result<()> {
    if report.summary.most_common.is_empty() {
        return Ok(());
    }
    page.heading("report-common")?;
    for (id, count) in report.summary.most_common.iter().take(SHOWN_FAULTS) {
        let rule = report.rules.iter().find(|rule| rule.id == *id);
        let title = rule.map_or(id.as_str(), |rule| rule.title.as_str());
        let has = |document: &&DocumentReview| {
            let mut open = document.open_findings();
            open.any(|finding| finding.rule == *id)
        };
        let documents = report.documents.iter().filter(has).count();
        let arguments = [
            ("title", title.into()),
            ("count", (*count).into()),
            ("documents", documents.into()),
        ];
        let line = page.with("report-common-line", &arguments);
        writeln!(page.out, "    {line}  {}", id.dimmed())?;
    }
    Ok(())
}
