//! The text of a document: its blocks in rows, each with the notes on it in the margin.

use maud::{Markup, html};

use crate::document::BlockKind;
use crate::language::Language;
use crate::report::escape::visible;
use crate::report::html::Context;
use crate::report::html::marks::Marks;
use crate::report::html::pictures::step_class;
use crate::report::{BodyBlock, DocumentReview, EvidenceReview, FindingReview, StepReview};
use crate::rules::Severity;
use crate::span::Span;

/// The widest table whose missing cells are filled in.
const WIDEST: u32 = 60;

/// The whole text with its notes.
pub(super) fn passages(
    document: &DocumentReview,
    marks: &Marks<'_>,
    context: &Context<'_>,
) -> Markup {
    let groups = groups(&document.body);
    let is_known = document.language != Language::Unknown;
    let language = is_known.then(|| <&str>::from(document.language));
    html! {
        @for (index, group) in groups.iter().enumerate() {
            @let start = if index == 0 { 0 } else { group[0].span.start };
            @let end = groups.get(index + 1).map_or(usize::MAX, |next| next[0].span.start);
            div.row {
                div.text lang=[language] { (blocks(group, marks, context)) }
                div.notes { (notes(document, marks, Span::new(start, end), context)) }
            }
        }
    }
}

/// The blocks in runs that belong together: a table, a list, or a single block.
fn groups(body: &[BodyBlock]) -> Vec<&[BodyBlock]> {
    let is_one = |one: &BodyBlock, other: &BodyBlock| match (one.kind, other.kind) {
        (BlockKind::ListItem { list, .. }, BlockKind::ListItem { list: next, .. }) => list == next,
        (BlockKind::TableCell { table, .. }, BlockKind::TableCell { table: next, .. }) => {
            table == next
        }
        _ => false,
    };
    body.chunk_by(is_one).collect()
}

fn blocks(group: &[BodyBlock], marks: &Marks<'_>, context: &Context<'_>) -> Markup {
    let block = &group[0];
    let text = |block: &BodyBlock| marks.text(block.span.start, &block.text);
    match block.kind {
        // The page has its own headings of the two highest levels.
        BlockKind::Heading { level: 1 } => html! { h3 { (text(block)) } },
        BlockKind::Heading { level: 2 } => html! { h4 { (text(block)) } },
        BlockKind::Heading { level: 3 } => html! { h5 { (text(block)) } },
        BlockKind::Heading { .. } => html! { h6 { (text(block)) } },
        BlockKind::Paragraph | BlockKind::TextBox => html! { p { (text(block)) } },
        BlockKind::Quote => html! { blockquote { (text(block)) } },
        BlockKind::Footnote | BlockKind::Caption => html! { p.small { (text(block)) } },
        BlockKind::Code => html! { pre { (visible(&block.text)) } },
        BlockKind::ListItem { ordered, .. } => {
            let items = html! {
                @for item in group {
                    @let level = match item.kind { BlockKind::ListItem { level, .. } => level.min(3), _ => 1 };
                    li class=(format!("level-{level}")) { (text(item)) }
                }
            };
            if ordered {
                html! { ol { (items) } }
            } else {
                html! { ul { (items) } }
            }
        }
        BlockKind::TableCell { .. } => table(group, marks, context),
    }
}

/// A cell's place: row, column, and whether it is a header.
fn cell_of(block: &BodyBlock) -> (u32, u32, bool) {
    match block.kind {
        BlockKind::TableCell {
            row,
            column,
            header,
            ..
        } => (row, column, header),
        _ => (0, 0, false),
    }
}

fn table(group: &[BodyBlock], marks: &Marks<'_>, context: &Context<'_>) -> Markup {
    let rows: Vec<&[BodyBlock]> = group
        .chunk_by(|one, other| cell_of(one).0 == cell_of(other).0)
        .collect();
    let width = group.iter().map(|cell| cell_of(cell).1).max().unwrap_or(0);
    let row = |cells: &[BodyBlock]| -> Vec<(bool, Markup)> {
        let mut shown: Vec<(bool, Markup)> = Vec::new();
        let mut columns = cells
            .chunk_by(|one, other| cell_of(one).1 == cell_of(other).1)
            .peekable();
        let mut column = 0;
        while let Some(parts) = columns.peek() {
            let (_, at, is_header) = cell_of(&parts[0]);
            if at > column && width < WIDEST {
                shown.push((is_header, html! {}));
            } else {
                let text = html! {
                    @for part in *parts { (marks.text(part.span.start, &part.text)) " " }
                };
                shown.push((is_header, text));
                columns.next();
                column = at;
            }
            column += 1;
        }
        shown
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(context.text("html-table")) {
            table {
                @for cells in rows {
                    tr {
                        @for (is_header, text) in row(cells) {
                            @if is_header { th scope="col" { (text) } } @else { td { (text) } }
                        }
                    }
                }
            }
        }
    }
}

/// What is said of the part of the text that begins in `place`.
fn notes(
    document: &DocumentReview,
    marks: &Marks<'_>,
    place: Span,
    context: &Context<'_>,
) -> Markup {
    let is_here = |span: Span| (place.start..place.end).contains(&span.start);
    let steps = document.steps.iter().enumerate();
    let evidence = steps.flat_map(|(number, step)| {
        let here = step.evidence.iter();
        here.filter(|one| one.level > 0.0 && is_here(one.span))
            .map(move |one| (number, step, one))
    });
    let findings = marks.findings.iter();
    let (hints, serious): (Vec<_>, Vec<_>) = findings
        .copied()
        .filter(|(_, finding)| is_here(finding.span))
        .partition(|(_, finding)| finding.severity == Severity::Note);
    html! {
        @for (number, step, one) in evidence { (chip(number, step, one, context)) }
        @for (number, finding) in &serious { (note(*number, finding, marks.prefix, context)) }
        @if let [(number, finding)] = hints.as_slice() {
            (note(*number, finding, marks.prefix, context))
        } @else if !hints.is_empty() {
            details.hints {
                summary { (context.messages.with("html-hints", &[("count", hints.len().into())])) }
                @for (number, finding) in &hints { (note(*number, finding, marks.prefix, context)) }
            }
        }
    }
}

fn chip(
    number: usize,
    step: &StepReview,
    evidence: &EvidenceReview,
    context: &Context<'_>,
) -> Markup {
    let kind: &str = evidence.kind.into();
    let anchors = evidence.anchors.iter().map(|anchor| {
        let kind: &str = anchor.kind.into();
        context.text(&format!("anchor-{kind}"))
    });
    let mut anchors: Vec<String> = anchors.collect();
    anchors.dedup();
    html! {
        p class=(format!("chip {}", step_class(number))) {
            b { (step.title) } ": " (context.text(&format!("level-{kind}")))
            @if !anchors.is_empty() { " (" (anchors.join(", ")) ")" }
        }
    }
}

fn note(number: usize, finding: &FindingReview, prefix: &str, context: &Context<'_>) -> Markup {
    let severity: &str = finding.severity.into();
    let why = context
        .rules
        .get(finding.rule.as_str())
        .map(|rule| rule.why.as_str());
    let is_open = finding.severity != Severity::Note;
    html! {
        details class=(format!("finding {severity}")) id=(format!("{prefix}n{number}")) open[is_open] {
            summary {
                span.number { (number) } " "
                span.name { (visible(&finding.title)) } " "
                span.kind { (context.text(&format!("severity-{severity}"))) }
            }
            div {
                p { (visible(&finding.advice(context.messages))) }
                @if let Some(why) = why.filter(|why| !why.is_empty()) {
                    details.why {
                        summary { (context.text("rule-why")) }
                        p { (why) " " span.rule-id { (finding.rule) } }
                    }
                }
            }
        }
    }
}
