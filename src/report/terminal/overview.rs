//! Many documents at a terminal: a table by folder, and the most common faults.

use std::io;

use colored::Colorize;
use textwrap::core::display_width;

use crate::report::escape::plain;
use crate::report::terminal::{Page, painted, sign};
use crate::report::{DocumentReview, FolderSummary, Report, Sort, padded, short_title};

/// How many of the most common faults are named.
const SHOWN_FAULTS: usize = 5;

/// Least width of a column, for `● 100`.
const LEAST: usize = 5;

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
    let folders = &report.summary.folders;
    let columns = columns(report, page);
    if with_documents || folders.len() > 1 {
        writeln!(
            page.out,
            "{}",
            page.text("report-overview").bold().underline()
        )?;
        let note = page.text("report-table-note").dimmed().to_string();
        page.painted("", 0, &note)?;
        writeln!(page.out)?;
        writeln!(page.out, "  {}", header(&columns).dimmed())?;
        // An order other than by path goes over the folders' bounds.
        let is_by_folder = page.style.sort == Sort::Path;
        for (number, summary) in folders.iter().enumerate() {
            if with_documents && is_by_folder && number > 0 {
                writeln!(page.out)?;
            }
            folder(summary, &columns, page)?;
            if with_documents && is_by_folder {
                let inside = report.documents.iter();
                for document in inside.filter(|document| document.folder() == summary.path) {
                    row(document, document.file_name(), &columns, page)?;
                }
            }
        }
        if with_documents && !is_by_folder {
            writeln!(page.out)?;
            for document in &report.documents {
                row(document, &document.path, &columns, page)?;
            }
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
            steps.push((&step.id, short_title(&step.title)));
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

/// A folder with the means of its documents.
fn folder(
    folder: &FolderSummary,
    columns: &Columns<'_>,
    page: &mut Page<'_, '_>,
) -> io::Result<()> {
    let mut cells = Vec::new();
    for ((id, _), width) in columns.steps.iter().zip(&columns.widths) {
        let step = folder.steps.iter().find(|step| step.id == *id);
        let mean = number(step.and_then(|step| step.score));
        cells.push(padded(&format!("  {mean:>3}"), *width));
    }
    let clarity = number(folder.clarity);
    let numbers = numbers(&clarity, folder.all_findings(), columns);
    let name = plain(&folder.path).bold();
    let count = [("count", folder.documents.into())];
    let note = page.with("report-folder-note", &count).dimmed();
    let cells = format!("  {}  {numbers}", cells.join("  "));
    named(&cells, 2, &format!("{name}  {note}"), page)
}

/// Cells and the name they are of, which goes to a line of its own if it does not fit beside them.
fn named(cells: &str, gap: usize, name: &str, page: &mut Page<'_, '_>) -> io::Result<()> {
    let width = display_width(cells) + gap + display_width(name);
    if width <= page.style.width {
        return writeln!(page.out, "{cells}{}{name}", " ".repeat(gap));
    }
    writeln!(page.out, "{cells}\n{}{name}", " ".repeat(gap + 4))
}

fn row(
    document: &DocumentReview,
    name: &str,
    columns: &Columns<'_>,
    page: &mut Page<'_, '_>,
) -> io::Result<()> {
    let mut cells = "  ".to_owned();
    for ((id, _), width) in columns.steps.iter().zip(&columns.widths) {
        let Some(step) = document.step(id) else {
            cells.push_str(&" ".repeat(*width + 2));
            continue;
        };
        let score = number(step.score);
        let cell = padded(&format!("{} {score:>3}", sign(step.verdict)), *width);
        cells.push_str(&painted(&cell, step.verdict).to_string());
        cells.push_str("  ");
    }
    let clarity = number(document.clarity.score);
    let numbers = numbers(&clarity, document.open_findings().count(), columns);
    cells.push_str(&numbers);
    named(&cells, 4, &plain(name), page)
}

/// A score, or a dash where there is none.
fn number(score: Option<u8>) -> String {
    score.map_or_else(|| "–".to_owned(), |score| score.to_string())
}

/// Clarity and the number of findings under their titles.
fn numbers(clarity: &str, findings: usize, columns: &Columns<'_>) -> String {
    let (first, second) = (
        display_width(&columns.clarity),
        display_width(&columns.findings),
    );
    format!("{clarity:>first$}  {findings:>second$}")
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
        page.painted("    ", 6, &format!("{}  {}", plain(&line), id.dimmed()))?;
    }
    Ok(())
}
