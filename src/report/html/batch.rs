//! The overview of many documents: who shows what, what is most common, and a page for each.

use maud::{Markup, html};

use crate::report::escape::visible;
use crate::report::html::Context;
use crate::report::html::document::{self, content, legend, missed_gates, sign};
use crate::report::html::pictures::{heat, histogram, meter, stack, step_class};
use crate::report::{DocumentReview, MissedGate, Report, StepReview, short_title};
use crate::rules::Severity;
use crate::scoring::Verdict;

/// The title of the overview.
pub(super) fn title(documents: usize, context: &Context<'_>) -> String {
    context
        .messages
        .with("report-documents", &[("count", documents.into())])
}

/// The overview, and after it every document.
pub(super) fn page(report: &Report, context: &Context<'_>) -> Markup {
    html! {
        div #overview {
            h1 { (title(report.documents.len(), context)) }
            p.lead { (summary(report, context)) }
            (trouble(report, context))
            (cards(report, context))
            (common(report, context))
            (folders(report, context))
            (matrix(report, context))
        }
        @if !report.documents.is_empty() {
            (legend(context))
        }
        @for (number, document) in report.documents.iter().enumerate() {
            @let prefix = format!("d{number}-");
            section.document id=(format!("d{number}")) data-lazy {
                noscript {
                    p { a.back href="#main" { (context.text("html-back")) } }
                    h1 tabindex="-1" { (document::title(document)) }
                    (content(document, report, &prefix, context))
                    p { a.back href="#main" { (context.text("html-back")) } }
                }
            }
        }
    }
}

fn summary(report: &Report, context: &Context<'_>) -> String {
    let summary = &report.summary;
    let count = |severity| summary.findings.get(&severity).copied().unwrap_or(0).into();
    context.messages.with(
        "report-summary",
        &[
            ("documents", summary.documents.into()),
            ("words", summary.words.into()),
            ("errors", count(Severity::Error)),
            ("warnings", count(Severity::Warning)),
            ("notes", count(Severity::Note)),
        ],
    )
}

fn trouble(report: &Report, context: &Context<'_>) -> Markup {
    let missed: Vec<&MissedGate> = report.summary.missed_gates.iter().collect();
    html! {
        @if !report.unread.is_empty() {
            section.part {
                h2 { (context.text("report-unread-files")) }
                ul.plain-list {
                    @for unread in &report.unread {
                        li { (visible(&unread.path)) ": " (visible(&unread.message)) }
                    }
                }
            }
        }
        @if !missed.is_empty() {
            section.part {
                h2 { (context.text("report-gates")) }
                (missed_gates(&missed, context))
            }
        }
    }
}

/// A column of the overview: a step of one of the strategies.
struct Column<'a> {
    id: &'a str,
    title: &'a str,
    class: String,
}

/// The steps of all strategies, in the order they are met.
fn columns(report: &Report) -> Vec<Column<'_>> {
    let mut columns: Vec<Column<'_>> = Vec::new();
    for step in report.documents.iter().flat_map(|document| &document.steps) {
        if !columns.iter().any(|column| column.id == step.id) {
            let class = step_class(columns.len());
            columns.push(Column {
                id: &step.id,
                title: &step.title,
                class,
            });
        }
    }
    columns
}

fn step_of<'a>(document: &'a DocumentReview, column: &Column<'_>) -> Option<&'a StepReview> {
    document.step(column.id)
}

fn cards(report: &Report, context: &Context<'_>) -> Markup {
    let clarity: Vec<u8> = report
        .documents
        .iter()
        .filter_map(|one| one.clarity.score)
        .collect();
    let spread = |title: &str| {
        context
            .messages
            .with("html-spread", &[("name", title.to_owned().into())])
    };
    html! {
        section.cards aria-label=(context.text("html-distribution")) {
            @for column in columns(report) {
                @let steps: Vec<&StepReview> = report.documents.iter().filter_map(|one| step_of(one, &column)).collect();
                @let scores: Vec<u8> = steps.iter().filter_map(|step| step.score).collect();
                @let count = |verdict: Verdict| steps.iter().filter(|step| step.verdict == verdict).count();
                @let parts = [count(Verdict::Shown), count(Verdict::Named), count(Verdict::Absent)];
                @let words = context.messages.with("html-verdicts", &[("shown", parts[0].into()), ("named", parts[1].into()), ("absent", parts[2].into())]);
                div.card {
                    h2 { (column.title) }
                    (stack(parts, &column.class, &words))
                    p { (words) }
                    (histogram(&scores, &column.class, &spread(column.title)))
                }
            }
            div.card {
                h2 { (context.text("report-clarity")) }
                @let mean = mean(clarity.iter().copied());
                div.flat { (meter(mean.unwrap_or(0.0), "clarity")) }
                p { (context.messages.with("html-mean", &[("mean", mean.unwrap_or(0.0).round().into())])) }
                (histogram(&clarity, "clarity", &spread(&context.text("report-clarity"))))
            }
        }
    }
}

fn mean(scores: impl Iterator<Item = u8>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for score in scores {
        sum += f64::from(score);
        count += 1.0;
    }
    (count > 0.0).then(|| sum / count)
}

fn common(report: &Report, context: &Context<'_>) -> Markup {
    let common = &report.summary.most_common;
    let most = common.first().map_or(1, |(_, count)| *count).max(1) as f64;
    html! {
        @if !common.is_empty() {
            section.part {
                h2 { (context.text("report-common")) }
                ul.common {
                    @for (id, count) in common {
                        @let title = context.rules.get(id.as_str()).map_or(id.as_str(), |rule| &rule.title);
                        li {
                            span { (title) }
                            (meter(*count as f64 / most * 100.0, "clarity"))
                            span.score { (count) }
                        }
                    }
                }
            }
        }
    }
}

fn folders(report: &Report, context: &Context<'_>) -> Markup {
    let folders = &report.summary.folders;
    let columns = columns(report);
    html! {
        @if folders.len() > 1 {
            section.part {
                h2 { (context.text("html-folders")) }
                p.facts { (context.text("html-folders-note")) }
                div.scroll tabindex="0" role="region" aria-label=(context.text("html-folders")) {
                    table.matrix data-sortable {
                        thead { tr {
                            th scope="col" { (context.text("column-folder")) }
                            th.number scope="col" { (context.text("html-files")) }
                            @for column in &columns { th scope="col" { (short_title(column.title)) } }
                            th scope="col" { (context.text("report-clarity")) }
                            th.number scope="col" { (context.text("report-findings")) }
                        } }
                        tbody {
                            @for folder in folders {
                                tr {
                                    th scope="row" { a href="#matrix" data-folder=(folder.path) { (visible(&folder.path)) } }
                                    td.number data-value=(folder.documents) { (folder.documents) }
                                    @for column in &columns {
                                        @let step = folder.steps.iter().find(|step| step.id == column.id);
                                        (heat_cell(step.and_then(|step| step.score)))
                                    }
                                    (heat_cell(folder.clarity))
                                    td.number data-value=(folder.all_findings()) { (folder.all_findings()) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn heat_cell(score: Option<u8>) -> Markup {
    html! {
        td class=(format!("heat {}", heat(score.map(f64::from)))) data-value=(score.map_or_else(String::new, |score| score.to_string())) {
            @match score { Some(score) => (score), None => "–" }
        }
    }
}

fn matrix(report: &Report, context: &Context<'_>) -> Markup {
    let columns = columns(report);
    html! {
        @if !report.documents.is_empty() {
            section.part {
                h2 { (context.text("html-documents")) }
                p.facts { (context.text("html-signs")) }
                (controls(report, &columns, context))
                div.scroll tabindex="0" role="region" aria-label=(context.text("html-documents")) {
                    table.matrix #matrix data-sortable {
                        thead { tr {
                            th scope="col" { (context.text("column-document")) }
                            @for column in &columns { th scope="col" { (short_title(column.title)) } }
                            th scope="col" { (context.text("report-clarity")) }
                            th.number scope="col" { (context.text("report-findings")) }
                        } }
                        tbody {
                            @for (number, document) in report.documents.iter().enumerate() {
                                (matrix_row(number, document, &columns, context))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn matrix_row(
    number: usize,
    document: &DocumentReview,
    columns: &[Column<'_>],
    context: &Context<'_>,
) -> Markup {
    let title = document::title(document);
    let text = format!("{title} {}", document.path).to_lowercase();
    let verdicts: Vec<String> = document
        .steps
        .iter()
        .map(|step| format!("{}:{}", step.id, <&str>::from(step.verdict)))
        .collect();
    let findings = document.open_findings().count();
    html! {
        tr data-text=(visible(&text)) data-folder=(document.folder()) data-verdicts=(verdicts.join(" ")) {
            th scope="row" { a href=(format!("#d{number}")) { (title) } small { (visible(&document.path)) } }
            @for column in columns {
                @match step_of(document, column) {
                    Some(step) => {
                        td class=(format!("heat {}", heat(step.score.map(f64::from)))) data-value=(step.score.map_or_else(String::new, |score| score.to_string())) {
                            span aria-hidden="true" { (sign(step.verdict)) } " "
                            @match step.score { Some(score) => (score), None => "–" }
                            span.hidden-text { " " (context.text(&format!("verdict-{}", <&str>::from(step.verdict)))) }
                        }
                    }
                    None => { td.hx data-value="" {} }
                }
            }
            (heat_cell(document.clarity.score))
            td.number data-value=(findings) { (findings) }
        }
    }
}

/// What can be searched for; a script shows it, since nothing works without one.
fn controls(report: &Report, columns: &[Column<'_>], context: &Context<'_>) -> Markup {
    html! {
        form.controls #controls hidden {
            label { (context.text("html-search")) input #search type="search" autocomplete="off"; }
            label {
                (context.text("column-folder"))
                select #folder {
                    option value="" { (context.text("html-all")) }
                    @for folder in &report.summary.folders { option value=(folder.path) { (visible(&folder.path)) } }
                }
            }
            label {
                (context.text("html-verdict"))
                select #verdict {
                    option value="" { (context.text("html-all")) }
                    @for column in columns {
                        @for name in ["absent", "named", "shown"] {
                            option value=(format!("{}:{name}", column.id)) {
                                (column.title) ": " (context.text(&format!("verdict-{name}")))
                            }
                        }
                    }
                }
            }
            p.facts role="status" { (context.text("html-shown")) " " span #shown {} }
        }
    }
}
