//! A comparison as a page that stands alone: a slope chart for each score, then the figures.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::report::compare::{
    Comparison, FindingLine, ScoreChange, counts_line, remark, shown, shown_rise,
};
use crate::text::{Lang, Messages};

/// More documents than this are drawn as folders.
const MOST_LINES: usize = 24;

/// Width and height of a chart, and its edges on the sides and above and below.
const SIZE: (f64, f64) = (420.0, 300.0);
const EDGE: (f64, f64) = (130.0, 30.0);

/// Least distance between two labels on one side.
const LABEL_HEIGHT: f64 = 12.0;

/// The longest label, in characters.
const LABEL_LENGTH: usize = 20;

const STYLE: &str = "\
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}\
table{border-collapse:collapse;margin:1rem 0}th,td{padding:.3rem .7rem;border-bottom:1px solid #ccc;text-align:right}\
th:first-child,td:first-child{text-align:left;overflow-wrap:anywhere}\
.charts{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}figcaption{font-weight:600}\
svg{max-width:100%;height:auto}svg text{font-size:10px;fill:currentColor}\
.rise{stroke:#00695c}.fall{stroke:#b3261e;stroke-dasharray:5 3}.same{stroke:#767676}\
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}th,td{border-color:#555}\
.rise{stroke:#5ad1c0}.fall{stroke:#ff9a8f}.same{stroke:#aaa}}";

/// A line of a chart, and a row of a table.
struct Row<'a> {
    name: String,
    remark: String,
    scores: &'a [ScoreChange],
    counts: String,
}

/// Writes the page.
pub(super) fn write(
    comparison: &Comparison,
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang: &str = messages.lang.into();
    let title = messages.get("compare-title");
    write!(
        out,
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>\n\
         <p>{}: {}.</p>\n",
        messages.get("compare-findings"),
        escaped(&counts_line(comparison.findings, messages))
    )?;
    let (documents, folders) = (
        documents(comparison, messages),
        folders(comparison, messages),
    );
    let drawn = if documents.len() > MOST_LINES {
        &folders
    } else {
        &documents
    };
    write!(out, "<div class=\"charts\">")?;
    let scores = drawn.first().map_or(&[][..], |row| row.scores);
    for (index, score) in scores.iter().enumerate() {
        writeln!(out, "{}", chart(drawn, index, &score.title, messages))?;
    }
    writeln!(out, "</div>")?;
    table(
        ("compare-documents", "compare-document"),
        &documents,
        messages,
        out,
    )?;
    table(
        ("compare-folders", "compare-folder"),
        &folders,
        messages,
        out,
    )?;
    list("compare-list-new", &comparison.new_findings, messages, out)?;
    list(
        "compare-list-mended",
        &comparison.mended_findings,
        messages,
        out,
    )?;
    writeln!(out, "</main></body></html>")
}

fn documents<'a>(comparison: &'a Comparison, messages: &Messages) -> Vec<Row<'a>> {
    let rows = comparison.documents.iter().map(|document| Row {
        name: document.path.clone(),
        remark: remark(document, messages),
        scores: &document.scores,
        counts: counts_line(document.findings, messages),
    });
    rows.collect()
}

fn folders<'a>(comparison: &'a Comparison, messages: &Messages) -> Vec<Row<'a>> {
    let rows = comparison.folders.iter().map(|folder| Row {
        name: folder.path.clone(),
        remark: folder.documents.to_string(),
        scores: &folder.scores,
        counts: counts_line(folder.findings, messages),
    });
    rows.collect()
}

/// A slope chart: the old score on the left, the new one on the right.
fn chart(rows: &[Row<'_>], index: usize, title: &str, messages: &Messages) -> String {
    let height = |score: f64| EDGE.1 + (100.0 - score) / 100.0 * (SIZE.1 - 2.0 * EDGE.1);
    let (left, right) = (EDGE.0, SIZE.0 - EDGE.0);
    let mut lines = String::new();
    let mut labels: [Vec<(f64, String)>; 2] = [Vec::new(), Vec::new()];
    for row in rows {
        let score = &row.scores[index];
        let (Some(old), Some(new)) = (score.old, score.new) else {
            continue;
        };
        let class = match score.rise() {
            Some(rise) if rise > 0.0 => "rise",
            Some(rise) if rise < 0.0 => "fall",
            _ => "same",
        };
        let (from, to) = (height(old), height(new));
        let told = format!(
            "{}: {} → {} ({})",
            escaped(&row.name),
            shown(score.old, messages),
            shown(score.new, messages),
            shown_rise(score, messages)
        );
        let _ = write!(
            lines,
            "<line class=\"{class}\" stroke-width=\"2\" x1=\"{left}\" y1=\"{from:.1}\" \
             x2=\"{right}\" y2=\"{to:.1}\"><title>{told}</title></line>"
        );
        labels[0].push((from, shown(score.old, messages)));
        let name = short(&row.name);
        labels[1].push((to, format!("{} {name}", shown(score.new, messages))));
    }
    let [old_labels, new_labels] = labels;
    let axes = format!(
        "<text x=\"{left}\" y=\"14\" text-anchor=\"end\">{}</text>\
         <text x=\"{right}\" y=\"14\">{}</text>",
        messages.get("compare-old"),
        messages.get("compare-new")
    );
    format!(
        "<figure><figcaption>{title}</figcaption><svg viewBox=\"0 0 {} {}\" width=\"{}\" \
         role=\"img\" aria-label=\"{title}\">{axes}{lines}{}{}</svg></figure>",
        SIZE.0,
        SIZE.1,
        SIZE.0,
        side(old_labels, left - 6.0, "end"),
        side(new_labels, right + 6.0, "start"),
        title = escaped(title)
    )
}

/// The labels of one side, moved apart so that each can be read.
fn side(mut labels: Vec<(f64, String)>, x: f64, anchor: &str) -> String {
    labels.sort_by(|one, other| one.0.total_cmp(&other.0));
    labels.dedup_by(|later, earlier| later == earlier);
    let mut text = String::new();
    let mut lowest = f64::NEG_INFINITY;
    for (y, label) in labels {
        let y = y.max(lowest + LABEL_HEIGHT);
        lowest = y;
        let _ = write!(
            text,
            "<text x=\"{x}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
            y + 3.0,
            escaped(&label)
        );
    }
    text
}

/// The end of a path, which tells more than its start.
fn short(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let length = name.chars().count();
    if length <= LABEL_LENGTH {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LABEL_LENGTH - 1).collect();
    format!("{kept}…")
}

fn table(
    (title, column): (&str, &str),
    rows: &[Row<'_>],
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(first) = rows.first() else {
        return Ok(());
    };
    write!(
        out,
        "<h2>{}</h2><table><thead><tr><th scope=\"col\">{}</th>",
        messages.get(title),
        messages.get(column)
    )?;
    for score in first.scores {
        write!(out, "<th scope=\"col\">{}</th>", escaped(&score.title))?;
    }
    let findings = messages.get("compare-findings");
    writeln!(out, "<th scope=\"col\">{findings}</th></tr></thead><tbody>")?;
    for row in rows {
        let remark = if row.remark.is_empty() {
            String::new()
        } else {
            format!(" ({})", escaped(&row.remark))
        };
        write!(out, "<tr><td>{}{remark}</td>", escaped(&row.name))?;
        for score in row.scores {
            let (old, new) = (shown(score.old, messages), shown(score.new, messages));
            write!(
                out,
                "<td>{old} → {new} ({})</td>",
                shown_rise(score, messages)
            )?;
        }
        writeln!(out, "<td>{}</td></tr>", escaped(&row.counts))?;
    }
    writeln!(out, "</tbody></table>")
}

fn list(
    title: &str,
    findings: &[FindingLine],
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    let (open, close) = match messages.lang {
        Lang::Fi => ('”', '”'),
        Lang::En => ('“', '”'),
    };
    writeln!(out, "<h2>{}</h2><ul>", messages.get(title))?;
    for finding in findings {
        writeln!(
            out,
            "<li>{}:{} {open}{}{close} {} <small>{}</small></li>",
            escaped(&finding.path),
            escaped(&finding.place),
            escaped(&finding.text),
            escaped(&finding.message),
            escaped(&finding.rule)
        )?;
    }
    writeln!(out, "</ul>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
