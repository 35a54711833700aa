//! A comparison for spreadsheets: a row a document, a folder, or a finding that came or went.

use std::io::{self, Write};

use crate::report::compare::{Comparison, FindingCounts, ScoreChange};
use crate::report::csv::{decimal, place_cells, write_rows};
use crate::report::{CsvRows, Style};

/// Writes the rows that are asked for.
pub(super) fn write(
    comparison: &Comparison,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows = match style.csv.rows {
        CsvRows::Documents => documents(comparison, style),
        CsvRows::Findings => findings(comparison, style),
        CsvRows::Folders => folders(comparison, style),
    };
    write_rows(&rows, style, out)
}

fn documents(comparison: &Comparison, style: &Style<'_>) -> Vec<Vec<String>> {
    let text = |key: &str| style.messages.get(key);
    let scores = titles(comparison.documents.iter().map(|one| &one.scores[..]));
    let header = ["column-path", "column-old-path", "column-presence"].map(text);
    let mut rows = vec![
        header
            .into_iter()
            .chain(header_of(&scores, style))
            .collect(),
    ];
    for document in &comparison.documents {
        let presence: &str = document.presence.into();
        let mut row = vec![
            document.path.clone(),
            document.old_path.clone().unwrap_or_default(),
            text(&format!("presence-{presence}")),
        ];
        row.extend(figures(&scores, &document.scores, document.findings, style));
        rows.push(row);
    }
    rows
}

fn folders(comparison: &Comparison, style: &Style<'_>) -> Vec<Vec<String>> {
    let text = |key: &str| style.messages.get(key);
    let scores = titles(comparison.folders.iter().map(|one| &one.scores[..]));
    let header = ["column-folder", "html-files"].map(text);
    let mut rows = vec![
        header
            .into_iter()
            .chain(header_of(&scores, style))
            .collect(),
    ];
    for folder in &comparison.folders {
        let mut row = vec![folder.path.clone(), folder.documents.to_string()];
        row.extend(figures(&scores, &folder.scores, folder.findings, style));
        rows.push(row);
    }
    rows
}

/// Id and title of the scores of all units, in the order they are met.
fn titles<'a>(units: impl Iterator<Item = &'a [ScoreChange]>) -> Vec<(&'a str, &'a str)> {
    let mut titles: Vec<(&str, &str)> = Vec::new();
    for score in units.flatten() {
        if !titles.iter().any(|(id, _)| *id == score.id) {
            titles.push((&score.id, &score.title));
        }
    }
    titles
}

fn header_of(scores: &[(&str, &str)], style: &Style<'_>) -> Vec<String> {
    let text = |key: &str| style.messages.get(key);
    let columns = ["compare-old", "compare-new", "column-change"];
    let scores = scores
        .iter()
        .flat_map(|(_, title)| columns.map(|key| format!("{title}: {}", text(key).to_lowercase())));
    let counts = ["new", "mended", "remaining"];
    let counts = counts.map(|count| {
        let count = text(&format!("compare-count-{count}")).to_lowercase();
        format!("{}: {count}", text("compare-findings"))
    });
    scores.chain(counts).collect()
}

fn figures(
    titles: &[(&str, &str)],
    scores: &[ScoreChange],
    findings: FindingCounts,
    style: &Style<'_>,
) -> Vec<String> {
    let number = |number: Option<f64>| {
        number.map_or_else(String::new, |number| {
            decimal((number * 10.0).round() / 10.0, style)
        })
    };
    let mut row = Vec::new();
    for (id, _) in titles {
        let score = scores.iter().find(|score| score.id == *id);
        row.push(number(score.and_then(|score| score.old)));
        row.push(number(score.and_then(|score| score.new)));
        row.push(number(score.and_then(ScoreChange::rise)));
    }
    let FindingCounts {
        new,
        mended,
        remaining,
    } = findings;
    row.extend([new, mended, remaining].map(|count| count.to_string()));
    row
}

fn findings(comparison: &Comparison, style: &Style<'_>) -> Vec<Vec<String>> {
    let text = |key: &str| style.messages.get(key);
    let header = [
        "column-presence",
        "column-path",
        "column-line",
        "column-column",
        "column-place",
        "column-rule",
        "column-message",
        "column-text",
    ];
    let mut rows = vec![header.map(text).to_vec()];
    let behind = &comparison.behind;
    let lists = [
        ("presence-added", &behind.new),
        ("presence-removed", &behind.mended),
    ];
    for (presence, findings) in lists {
        for (path, finding) in findings {
            let [line, column, place] = place_cells(finding, style.messages);
            rows.push(vec![
                text(presence),
                path.clone(),
                line,
                column,
                place,
                finding.rule.clone(),
                finding.advice(style.messages),
                finding.text.clone(),
            ]);
        }
    }
    rows
}
