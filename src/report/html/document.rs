//! The page of one document: how it stands, what to do first, and the text itself with its marks.

use maud::{Markup, html};

use crate::report::escape::visible;
use crate::report::html::Context;
use crate::report::html::marks::Marks;
use crate::report::html::passages::passages;
use crate::report::html::pictures::{meter, step_class, strip};
use crate::report::{DocumentReview, MissedGate, Report, StepReview};
use crate::scoring::Verdict;

/// The title of a document, or the name of its file.
pub(super) fn title(document: &DocumentReview) -> String {
    let title = document
        .title
        .as_deref()
        .filter(|title| !title.trim().is_empty());
    visible(title.unwrap_or_else(|| document.file_name()))
}

/// The page of a single document.
pub(super) fn page(document: &DocumentReview, report: &Report, context: &Context<'_>) -> Markup {
    html! {
        h1 { (title(document)) }
        (content(document, report, "", context))
    }
}

/// Everything under the title; every address begins with `prefix`.
pub(super) fn content(
    document: &DocumentReview,
    report: &Report,
    prefix: &str,
    context: &Context<'_>,
) -> Markup {
    let marks = Marks::new(document, prefix);
    html! {
        (facts(document, context))
        (steps(document, context))
        (gates(document, report, context))
        (first(document, prefix, context))
        (readability(document, context))
        section.part aria-labelledby=(format!("{prefix}text")) {
            h2 id=(format!("{prefix}text")) { (context.text("html-text")) }
            @if prefix.is_empty() { (legend(context)) }
            div.sheet { (passages(document, &marks, context)) }
        }
    }
}

fn facts(document: &DocumentReview, context: &Context<'_>) -> Markup {
    let words = context
        .messages
        .with("report-words", &[("words", document.words.into())]);
    html! {
        p.facts {
            (visible(&document.path)) " · "
            @if let Some(doctype) = &document.doctype_title { (doctype) " · " }
            (document.strategy_title) " · " (words)
        }
    }
}

fn steps(document: &DocumentReview, context: &Context<'_>) -> Markup {
    let length = document.body.last().map_or(0, |block| block.span.end);
    let clarity = &document.clarity;
    let arguments = [
        ("units", clarity.units.into()),
        ("unclear", clarity.unclear.into()),
    ];
    let words = match clarity.score {
        Some(_) => context.messages.with("report-clarity-line", &arguments),
        None => context.text("score-too-short"),
    };
    html! {
        ul.steps {
            @for (number, step) in document.steps.iter().enumerate() { (step_row(step, number, length, context)) }
            li.step {
                div { div.step-name { (context.text("report-clarity")) } div.verdict { (words) } }
                (scored(clarity.score, "clarity"))
            }
        }
        @if document.steps.iter().any(|step| step.level > 0.0) {
            p.caption { (context.text("html-strips")) }
        }
    }
}

fn step_row(step: &StepReview, number: usize, length: usize, context: &Context<'_>) -> Markup {
    let class = step_class(number);
    let counted = step.evidence.iter().filter(|one| one.level > 0.0).count();
    let label = context.messages.with(
        "html-strip",
        &[
            ("step", step.title.as_str().into()),
            ("count", counted.into()),
        ],
    );
    html! {
        li.step {
            div {
                div.step-name { (step.title) }
                div.verdict { (verdict(step.verdict, context)) }
            }
            div {
                (scored(step.score, &class))
                @if counted > 0 { div.strip { (strip(&step.evidence, length, &class, &label)) } }
            }
        }
    }
}

/// A score as a number beside its bar.
fn scored(score: Option<u8>, class: &str) -> Markup {
    html! {
        div.meter {
            (meter(score.map_or(0.0, f64::from), class))
            span.score { @match score { Some(score) => (score), None => "–" } }
        }
    }
}

/// A verdict in words, with a sign that does not rest on colour.
pub(super) fn verdict(verdict: Verdict, context: &Context<'_>) -> Markup {
    let name: &str = verdict.into();
    html! {
        span.sign aria-hidden="true" { (sign(verdict)) } (context.text(&format!("verdict-{name}")))
    }
}

/// A circle that fills as the step shows.
pub(super) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Absent => "○",
        Verdict::Named => "◐",
        Verdict::Shown => "●",
    }
}

fn gates(document: &DocumentReview, report: &Report, context: &Context<'_>) -> Markup {
    let missed = report.summary.missed_gates.iter();
    let missed: Vec<&MissedGate> = missed.filter(|gate| gate.path == document.path).collect();
    html! {
        @if !missed.is_empty() {
            section.part {
                h2 { (context.text("report-gates")) }
                (missed_gates(&missed, context))
            }
        }
    }
}

/// A list of missed limits.
pub(super) fn missed_gates(missed: &[&MissedGate], context: &Context<'_>) -> Markup {
    html! {
        ul.plain-list {
            @for gate in missed {
                @let arguments = [("value", gate.value.into()), ("limit", gate.limit.into())];
                li { (visible(&gate.path)) " " (gate.gate) ": " (context.messages.with("case-missed", &arguments)) }
            }
        }
    }
}

fn first(document: &DocumentReview, prefix: &str, context: &Context<'_>) -> Markup {
    let mut remarks: Vec<String> = document
        .warnings
        .iter()
        .map(|warning| context.text(&format!("warning-{}", <&str>::from(warning))))
        .collect();
    let unchecked = document.unchecked.iter();
    remarks.extend(unchecked.map(|part| part.message(context.messages)));
    if document.doctype.is_none() {
        remarks.push(context.text("report-doctype-unknown"));
    }
    let id = format!("{prefix}first");
    html! {
        section.part aria-labelledby=(id) {
            h2 id=(id) { (context.text("report-first")) }
            @if document.advice.is_empty() {
                p.lead { (document.closing_line(context.messages)) }
            } @else {
                ol.first { @for thing in &document.advice { li { (visible(thing)) } } }
            }
            @if !remarks.is_empty() {
                ul.remarks { @for remark in &remarks { li { (remark) } } }
            }
        }
    }
}

/// The measures in a table that opens on demand: they are there to compare drafts with.
fn readability(document: &DocumentReview, context: &Context<'_>) -> Markup {
    let messages = context.messages;
    html! {
        @if let Some(readability) = &document.readability {
            details.readability {
                summary { (context.text("readability-title")) }
                p { (readability.heading(messages)) }
                table {
                    @for one in &readability.measures {
                        tr {
                            th scope="row" { (one.title) }
                            td { (messages.number(one.value)) }
                            td { @if let Some(usual) = one.usual { (usual.words(messages)) } }
                        }
                    }
                }
                p.caption { (context.text("readability-caution")) }
            }
        }
    }
}

/// The switches for what is marked; they work without a script.
pub(super) fn legend(context: &Context<'_>) -> Markup {
    html! {
        fieldset.legend {
            legend.hidden-text { (context.text("html-marks")) }
            label { input #show-evidence type="checkbox" checked; (context.text("html-show-evidence")) }
            label { input #show-findings type="checkbox" checked; (context.text("html-show-findings")) }
        }
    }
}
