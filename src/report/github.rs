//! Workflow commands of GitHub Actions, which show findings beside the changed lines.
//!
//! GitHub shows ten annotations of a level for a step and drops the rest in silence, so the worst
//! are written as annotations and the others are counted.

use std::io::{self, Write};

use crate::report::{FindingReview, OTHER_LANGUAGE, Report, Style, Unread, dropped_line};
use crate::rules::Severity;

/// How many annotations of a level GitHub shows for a step.
const SHOWN: usize = 10;

/// Writes the report.
pub(super) fn write(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    annotations(&report.unread, report.open_findings(), style, out)?;
    for gate in &report.summary.missed_gates {
        let line = style.messages.with(
            if gate.path.is_empty() {
                "report-gate-run"
            } else {
                "report-gate"
            },
            &[
                ("path", gate.path.as_str().into()),
                ("gate", gate.gate.as_str().into()),
                ("value", gate.value.into()),
                ("limit", gate.limit.into()),
            ],
        );
        writeln!(out, "{}", data(&line))?;
    }
    Ok(())
}

/// Writes the files that could not be read and the worst findings, each with its file, as
/// annotations, and counts the others.
pub(super) fn annotations(
    unread: &[Unread],
    mut findings: Vec<(&str, &FindingReview)>,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for unread in unread.iter().take(SHOWN) {
        let (path, message) = (property(&unread.path), data(&unread.message));
        writeln!(out, "::error file={path}::{message}")?;
    }
    // The sort is stable: within a level what concerns a step comes first, then what was not
    // checked, then the order of the text.
    findings.sort_by_key(|(_, finding)| {
        let is_lesser = (finding.step.is_none(), finding.rule != OTHER_LANGUAGE);
        (std::cmp::Reverse(finding.severity), is_lesser)
    });
    let mut dropped = unread.len().saturating_sub(SHOWN);
    for level in [Severity::Error, Severity::Warning, Severity::Note] {
        let shown = if level == Severity::Error {
            SHOWN.saturating_sub(unread.len())
        } else {
            SHOWN
        };
        let of_level: Vec<_> = findings
            .iter()
            .filter(|(_, finding)| finding.severity == level)
            .collect();
        for (path, finding) in of_level.iter().take(shown) {
            annotation(path, finding, style, out)?;
        }
        dropped += of_level.len().saturating_sub(shown);
    }
    if dropped > 0 {
        writeln!(out, "{}", data(&dropped_line(dropped, style)))?;
    }
    Ok(())
}

fn annotation(
    path: &str,
    finding: &FindingReview,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    write!(out, "::{command} ")?;
    // A finding about a folder has no file.
    if !path.is_empty() {
        write!(out, "file={},", property(path))?;
    }
    let location = &finding.location;
    if let Some(line) = location.place.line {
        write!(out, "line={line},")?;
        if let Some(end) = location.end_line {
            write!(out, "endLine={end},")?;
        }
        // GitHub refuses columns of a range over several lines.
        if let (Some(column), Some(end)) = (location.place.column, location.end_column)
            && location.end_line == Some(line)
        {
            write!(out, "col={column},endColumn={end},")?;
        }
    }
    let title = format!("{} ({})", finding.title, finding.rule);
    let advice = finding.advice(style.messages);
    let (place, headings) = (location.short(style.messages), location.heading_path());
    let message = match (location.place.line, place.is_empty(), headings.is_empty()) {
        (Some(_), _, _) | (None, true, true) => advice,
        (None, false, true) => format!("{place}: {advice}"),
        (None, true, false) => format!("{headings}: {advice}"),
        (None, false, false) => format!("{place} ({headings}): {advice}"),
    };
    writeln!(out, "title={}::{}", property(&title), data(&message))
}

/// A message, escaped as the toolkit of GitHub Actions does.
fn data(text: &str) -> String {
    let escaped = text
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    // A line of its own that begins with two colons would be a command.
    if escaped.trim_start().starts_with("::") {
        return format!("\u{2060}{escaped}");
    }
    escaped
}

/// The value of a property.
fn property(text: &str) -> String {
    let text = text
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    text.replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_add_a_command_or_a_property() {
        assert_eq!(data("50 %\n::error::x"), "50 %25%0A::error::x");
        assert!(!data("::error::x").starts_with("::"));
        assert_eq!(property("a,line=1::b"), "a%2Cline=1%3A%3Ab");
    }
}
