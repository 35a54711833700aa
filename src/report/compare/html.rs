//! A comparison as a page that stands alone: a slope chart for each score, then the figures.

use std::io::{self, Write};

use maud::{Markup, html};

use crate::report::compare::{
    Comparison, ScoreChange, Unit, counts_line, shown, shown_change, shown_rise,
};
use crate::report::escape::visible;
use crate::report::html::page;
use crate::report::{FindingReview, short_title};
use crate::text::Messages;

/// More documents than this are drawn as folders.
const MOST_LINES: usize = 24;

/// Width and height of a chart, and its edges on the sides and above and below.
const SIZE: (f64, f64) = (420.0, 300.0);
const EDGE: (f64, f64) = (130.0, 30.0);

/// Least distance between two labels on one side.
const LABEL_HEIGHT: f64 = 12.0;

/// The longest label, in characters.
const LABEL_LENGTH: usize = 20;

/// Writes the page.
pub(super) fn write(
    comparison: &Comparison,
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = messages.get("compare-title");
    let text = |key: &str| messages.get(key);
    let units = comparison.units(messages);
    let (documents, folders): (Vec<Unit<'_>>, Vec<Unit<'_>>) =
        units.into_iter().partition(|unit| unit.document.is_some());
    let drawn = if documents.len() > MOST_LINES {
        &folders
    } else {
        &documents
    };
    let scores = drawn.first().map_or(&[][..], |unit| unit.scores);
    let behind = &comparison.behind;
    let main = html! {
        h1 { (title) }
        p.lead { (text("compare-findings")) ": " (counts_line(comparison.findings, messages)) "." }
        (trouble(comparison, messages))
        div.cards.slopes {
            @for (index, score) in scores.iter().enumerate() {
                (chart(drawn, index, short_title(&score.title), messages))
            }
        }
        (table("compare-folders", "compare-folder", &folders, messages))
        (table("compare-documents", "compare-document", &documents, messages))
        (list("compare-list-new", &behind.new, messages))
        (list("compare-list-mended", &behind.mended, messages))
    };
    let lang: &str = messages.lang.into();
    let page = page::shell(lang, &title, &main, &behind.version, messages);
    out.write_all(page.into_string().as_bytes())
}

/// The regressions that fail the run, and the files that could not be read.
fn trouble(comparison: &Comparison, messages: &Messages) -> Markup {
    html! {
        @if !comparison.missed_gates.is_empty() {
            section.part {
                h2 { (messages.get("report-gates")) }
                ul.plain-list {
                    @for gate in &comparison.missed_gates {
                        @let arguments = [("value", gate.value.into()), ("limit", gate.limit.into())];
                        li { (visible(&gate.path)) " " (gate.gate) ": " (messages.with("case-missed", &arguments)) }
                    }
                }
            }
        }
        @if !comparison.unread.is_empty() {
            section.part {
                h2 { (messages.get("report-unread-files")) }
                ul.plain-list {
                    @for unread in &comparison.unread {
                        li { (visible(&unread.path)) ": " (visible(&unread.message)) }
                    }
                }
            }
        }
    }
}

/// A slope chart: the old score on the left, the new one on the right.
fn chart(units: &[Unit<'_>], index: usize, title: &str, messages: &Messages) -> Markup {
    let height = |score: f64| EDGE.1 + (100.0 - score) / 100.0 * (SIZE.1 - 2.0 * EDGE.1);
    let (left, right) = (EDGE.0, SIZE.0 - EDGE.0);
    let mut lines: Vec<(f64, f64, &str, String)> = Vec::new();
    let mut labels: [Vec<(f64, String)>; 2] = [Vec::new(), Vec::new()];
    for unit in units {
        let Some(score) = unit.scores.get(index) else {
            continue;
        };
        let (Some(old), Some(new)) = (score.old, score.new) else {
            continue;
        };
        let class = match score.rise() {
            Some(rise) if rise > 0.0 => "rise",
            Some(rise) if rise < 0.0 => "fall",
            _ => "same",
        };
        let (from, to) = (height(old), height(new));
        let told = format!("{}: {}", visible(&unit.path), shown_change(score, messages));
        lines.push((from, to, class, told));
        labels[0].push((from, shown(score.old, messages)));
        let name = short(&unit.path);
        labels[1].push((to, format!("{} {name}", shown(score.new, messages))));
    }
    let [old_labels, new_labels] = labels;
    html! {
        figure.card {
            figcaption { (title) }
            svg.slope viewBox=(format!("0 0 {} {}", SIZE.0, SIZE.1)) role="img" aria-label=(title) {
                text.axis x=(left) y="14" text-anchor="end" { (messages.get("compare-old")) }
                text.axis x=(right) y="14" { (messages.get("compare-new")) }
                @for (from, to, class, told) in lines {
                    line class=(class) stroke-width="2" x1=(left) y1=(round(from)) x2=(right) y2=(round(to)) { title { (told) } }
                }
                @for (y, label) in apart(old_labels) {
                    text.axis x=(left - 6.0) y=(round(y + 3.0)) text-anchor="end" { (label) }
                }
                @for (y, label) in apart(new_labels) {
                    text.axis x=(right + 6.0) y=(round(y + 3.0)) { (label) }
                }
            }
        }
    }
}

/// The labels of one side, moved apart so that each can be read.
fn apart(mut labels: Vec<(f64, String)>) -> Vec<(f64, String)> {
    labels.sort_by(|one, other| one.0.total_cmp(&other.0));
    labels.dedup();
    let mut lowest = f64::NEG_INFINITY;
    for (y, _) in &mut labels {
        *y = y.max(lowest + LABEL_HEIGHT);
        lowest = *y;
    }
    labels
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// The end of a path, which tells more than its start.
fn short(path: &str) -> String {
    let end = path.trim_end_matches('/');
    let name = visible(end.rsplit('/').next().unwrap_or(end));
    if name.chars().count() <= LABEL_LENGTH {
        return name;
    }
    let kept: String = name.chars().take(LABEL_LENGTH - 1).collect();
    format!("{kept}…")
}

fn table(title: &str, column: &str, units: &[Unit<'_>], messages: &Messages) -> Markup {
    let Some(first) = units.first() else {
        return html! {};
    };
    let title = messages.get(title);
    html! {
        section.part {
            h2 { (title) }
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table.matrix data-sortable {
                    thead { tr {
                        th scope="col" { (messages.get(column)) }
                        @for score in first.scores { th scope="col" { (short_title(&score.title)) } }
                        th scope="col" { (messages.get("compare-findings")) }
                    } }
                    tbody {
                        @for unit in units {
                            tr {
                                th scope="row" { (visible(&unit.path)) small { (visible(&unit.remark)) } }
                                @for score in unit.scores { (cell(score, messages)) }
                                td data-value=(unit.findings.new) { (unit.counts(messages)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A score before and now; a column is sorted by how much it changed.
fn cell(score: &ScoreChange, messages: &Messages) -> Markup {
    let (old, new) = (shown(score.old, messages), shown(score.new, messages));
    html! {
        td data-value=(score.rise().map_or_else(String::new, |rise| rise.to_string())) {
            (old) " → " (new)
            @if score.rise().is_some() { " " b { "(" (shown_rise(score, messages)) ")" } }
        }
    }
}

fn list(title: &str, findings: &[(String, FindingReview)], messages: &Messages) -> Markup {
    html! {
        @if !findings.is_empty() {
            section.part {
                h2 { (messages.get(title)) }
                ul.plain-list {
                    @for (path, finding) in findings {
                        @let quoted = messages.with("report-quoted", &[("text", visible(&finding.text).into())]);
                        li {
                            (visible(path)) ":" (visible(&finding.location.short(messages))) " "
                            @if !finding.text.is_empty() { (quoted) " " }
                            (visible(&finding.advice(messages))) " " span.rule-id { (finding.rule) }
                        }
                    }
                }
            }
        }
    }
}
