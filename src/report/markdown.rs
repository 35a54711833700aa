//! Markdown: a summary in tables, for comments on pull requests and summaries of CI runs.

use std::io::{self, Write};

use crate::report::escape::markdown;
use crate::report::{
    DocumentReview, FindingReview, Report, StepReview, Style, Unchecked, dropped_line,
};
use crate::rules::Severity;
use crate::scoring::Verdict;

/// How many documents and findings are shown unless all are asked for: a summary on GitHub holds
/// a megabyte, a comment 65 536 characters.
const SHOWN_DOCUMENTS: usize = 100;
const SHOWN_FINDINGS: usize = 100;

/// Writes the report.
pub(super) fn write(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", style.messages.get("report-name"))?;
    summary(report, style, out)?;
    if !report.documents.is_empty() {
        documents(report, style, out)?;
    }
    unchecked(report, style, out)?;
    common(report, style, out)?;
    if let [document] = report.documents.as_slice() {
        advice(document, style, out)?;
    }
    findings(report, style, out)
}

fn summary(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let text = |key: &str| style.messages.get(key);
    let summary = &report.summary;
    let count = |severity| summary.findings.get(&severity).copied().unwrap_or(0).into();
    let line = style.messages.with(
        "report-summary",
        &[
            ("documents", summary.documents.into()),
            ("words", summary.words.into()),
            ("errors", count(Severity::Error)),
            ("warnings", count(Severity::Warning)),
            ("notes", count(Severity::Note)),
        ],
    );
    writeln!(out, "{line}\n")?;
    if !report.unread.is_empty() {
        writeln!(out, "## {}\n", text("report-unread-files"))?;
        for unread in report.unread.iter().take(SHOWN_DOCUMENTS) {
            let (path, message) = (markdown(&unread.path), markdown(&unread.message));
            writeln!(out, "- **{path}**: {message}")?;
        }
        writeln!(out)?;
    }
    if !summary.missed_gates.is_empty() {
        writeln!(out, "## {}\n", text("report-gates"))?;
        for gate in summary.missed_gates.iter().take(SHOWN_DOCUMENTS) {
            let arguments = [("value", gate.value.into()), ("limit", gate.limit.into())];
            let missed = style.messages.with("case-missed", &arguments);
            let path = if gate.path.is_empty() {
                text("case-run")
            } else {
                markdown(&gate.path)
            };
            writeln!(out, "- **{path}** {}: {missed}", markdown(&gate.gate))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn documents(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let text = |key: &str| style.messages.get(key);
    // Documents of different strategies have different steps, and a table for each.
    let mut strategies: Vec<&str> = Vec::new();
    for document in &report.documents {
        if !strategies.contains(&document.strategy.as_str()) {
            strategies.push(&document.strategy);
        }
    }
    for strategy in strategies {
        let of_strategy = || {
            let documents = report.documents.iter();
            documents.filter(|document| document.strategy == strategy)
        };
        let steps = of_strategy()
            .next()
            .map_or(&[][..], |document| &document.steps);
        write!(out, "| {} |", text("column-document"))?;
        for step in steps {
            write!(out, " {} |", markdown(&step.title))?;
        }
        writeln!(
            out,
            " {} | {} |",
            text("report-clarity"),
            text("report-findings")
        )?;
        writeln!(out, "|:--|{}--:|--:|", ":--|".repeat(steps.len()))?;
        let shown = shown(style, SHOWN_DOCUMENTS);
        for document in of_strategy().take(shown) {
            write!(out, "| {} |", markdown(&document.path))?;
            for step in &document.steps {
                write!(out, " {} |", step_cell(step, style))?;
            }
            let clarity = document.clarity.score;
            let clarity = clarity.map_or_else(|| "–".to_owned(), |score| score.to_string());
            writeln!(out, " {clarity} | {} |", document.open_findings().count())?;
        }
        more(of_strategy().count(), shown, style, out)?;
        writeln!(out)?;
    }
    Ok(())
}

fn step_cell(step: &StepReview, style: &Style<'_>) -> String {
    let sign = match step.verdict {
        Verdict::Absent => "○",
        Verdict::Named => "◐",
        Verdict::Shown => "●",
    };
    let verdict: &str = step.verdict.into();
    let words = style.messages.get(&format!("verdict-{verdict}"));
    match step.score {
        Some(score) => format!("{sign} {score} {words}"),
        None => format!("{sign} {words}"),
    }
}

/// The parts in other languages, which no score and no table of findings tells of.
fn unchecked(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let documents = report.documents.iter();
    let parts: Vec<(&DocumentReview, &Unchecked)> = documents
        .flat_map(|document| document.unchecked.iter().map(move |part| (document, part)))
        .collect();
    if parts.is_empty() {
        return Ok(());
    }
    writeln!(out, "## {}\n", style.messages.get("column-unchecked"))?;
    let shown = shown(style, SHOWN_DOCUMENTS);
    for (document, part) in parts.iter().take(shown) {
        let place = part.location.short(style.messages);
        let place = markdown(&format!("{}:{place}", document.path));
        writeln!(out, "- {place}: {}", part.message(style.messages))?;
    }
    more(parts.len(), shown, style, out)?;
    writeln!(out)
}

fn common(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.documents.len() < 2 || report.summary.most_common.is_empty() {
        return Ok(());
    }
    writeln!(out, "## {}\n", style.messages.get("report-common"))?;
    for (id, count) in &report.summary.most_common {
        let rule = report.rules.iter().find(|rule| rule.id == *id);
        let title = rule.map_or(id.as_str(), |rule| rule.title.as_str());
        writeln!(out, "- {}: {count} (`{id}`)", markdown(title))?;
    }
    writeln!(out)
}

fn advice(document: &DocumentReview, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    if document.advice.is_empty() {
        return Ok(());
    }
    writeln!(out, "## {}\n", style.messages.get("report-first"))?;
    for (number, thing) in (1..).zip(&document.advice) {
        writeln!(out, "{number}. {}", markdown(thing))?;
    }
    writeln!(out)
}

fn findings(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let text = |key: &str| style.messages.get(key);
    let documents = report.documents.iter();
    let mut findings: Vec<(&DocumentReview, &FindingReview)> = documents
        .flat_map(|document| {
            document
                .open_findings()
                .map(move |finding| (document, finding))
        })
        .collect();
    if findings.is_empty() {
        return Ok(());
    }
    findings.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    writeln!(out, "## {}\n", text("report-findings"))?;
    writeln!(
        out,
        "| {} | {} | {} | {} |",
        text("column-place"),
        text("column-severity"),
        text("column-finding"),
        text("column-text")
    )?;
    writeln!(out, "|:--|:--|:--|:--|")?;
    let shown = shown(style, SHOWN_FINDINGS);
    for (document, finding) in findings.iter().take(shown) {
        let severity: &str = finding.severity.into();
        let place = finding.location.short(style.messages);
        writeln!(
            out,
            "| {}:{} | {} | **{}** {} | {} |",
            markdown(&document.path),
            markdown(&place),
            text(&format!("severity-{severity}")),
            markdown(&finding.title),
            markdown(&finding.advice(style.messages)),
            markdown(&finding.text)
        )?;
    }
    more(findings.len(), shown, style, out)
}

fn shown(style: &Style<'_>, usual: usize) -> usize {
    if style.is_full { usize::MAX } else { usual }
}

fn more(count: usize, shown: usize, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    if count <= shown {
        return Ok(());
    }
    writeln!(out, "\n{}", dropped_line(count - shown, style))
}
