//! A passage of text cut where evidence and findings begin and end.

use maud::{Markup, html};

use crate::report::escape::visible;
use crate::report::html::pictures::step_class;
use crate::report::{DocumentReview, FindingReview};
use crate::rules::Severity;
use crate::span::Span;

/// What is marked in the text of a document.
pub(super) struct Marks<'a> {
    /// The open findings with their numbers, by place.
    pub findings: Vec<(usize, &'a FindingReview)>,
    /// The spans that count as evidence, with the number of their step.
    evidence: Vec<(usize, Span)>,
    /// What the addresses on this document's page begin with.
    pub prefix: &'a str,
}

impl<'a> Marks<'a> {
    /// The marks of a document.
    pub(super) fn new(document: &'a DocumentReview, prefix: &'a str) -> Self {
        let findings = (1..).zip(document.open_findings()).collect();
        let steps = document.steps.iter().enumerate();
        let evidence = steps.flat_map(|(number, step)| {
            let counted = step.evidence.iter().filter(|one| one.level > 0.0);
            counted.map(move |one| (number, one.span))
        });
        Self {
            findings,
            evidence: evidence.collect(),
            prefix,
        }
    }

    /// A text that begins at an offset of the document, with everything in it marked.
    pub(super) fn text(&self, start: usize, text: &str) -> Markup {
        let whole = Span::new(start, start + text.len());
        let findings: Vec<&(usize, &FindingReview)> = self
            .findings
            .iter()
            .filter(|(_, finding)| finding.span.overlaps(whole))
            .collect();
        let evidence: Vec<&(usize, Span)> = self
            .evidence
            .iter()
            .filter(|(_, span)| span.overlaps(whole))
            .collect();
        let spans = findings.iter().map(|(_, finding)| finding.span);
        let spans = spans.chain(evidence.iter().map(|(_, span)| *span));
        let mut cuts: Vec<usize> = spans
            .flat_map(|span| [span.start, span.end])
            .chain([whole.start, whole.end])
            .filter(|at| {
                (whole.start..=whole.end).contains(at) && text.is_char_boundary(at - start)
            })
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        html! {
            @for pair in cuts.windows(2) {
                @let piece = Span::new(pair[0], pair[1]);
                (segment(piece, &text[piece.start - start..piece.end - start], &findings, &evidence))
                @for (number, finding) in findings.iter().filter(|(_, finding)| finding.span.end.min(whole.end) == piece.end) {
                    @let severity: &str = finding.severity.into();
                    @let step = evidence.iter().find(|(_, span)| span.contains(piece));
                    @let class = step.map_or_else(String::new, |(number, _)| format!(" ev {}", step_class(*number)));
                    a class=(format!("ref {severity}{class}")) href=(format!("#{}n{number}", self.prefix)) { (number) }
                }
            }
        }
    }
}

fn segment(
    piece: Span,
    text: &str,
    findings: &[&(usize, &FindingReview)],
    evidence: &[&(usize, Span)],
) -> Markup {
    let step = evidence.iter().find(|(_, span)| span.contains(piece));
    let worst: Option<Severity> = findings
        .iter()
        .filter(|(_, finding)| finding.span.contains(piece))
        .map(|(_, finding)| finding.severity)
        .max();
    let mut classes = Vec::new();
    if let Some((number, _)) = step {
        classes.push(format!("ev {}", step_class(*number)));
    }
    if let Some(severity) = worst {
        let severity: &str = severity.into();
        classes.push(format!("fi {severity}"));
    }
    let text = visible(text);
    html! {
        @if classes.is_empty() { (text) } @else { span class=(classes.join(" ")) { (text) } }
    }
}
