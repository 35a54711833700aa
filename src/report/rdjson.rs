//! The diagnostics of reviewdog, which comments on pull requests in many code hosts.
//!
//! Columns are counted in bytes of UTF-8, from 1, and the end is one past the last.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::report::{FindingReview, Report};
use crate::rules::Severity;

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    diagnostics(&report.open_findings(), out)
}

/// Writes findings, each with its file.
pub(super) fn diagnostics(
    findings: &[(&str, &FindingReview)],
    out: &mut dyn Write,
) -> io::Result<()> {
    let worst = findings.iter().map(|(_, finding)| finding.severity).max();
    let diagnostics = findings
        .iter()
        .map(|(path, finding)| diagnostic(path, finding));
    let result = json!({
        "source": {"name": "linjassa"},
        "severity": severity(worst.unwrap_or(Severity::Note)),
        "diagnostics": diagnostics.collect::<Vec<Value>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &result)?;
    writeln!(out)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    }
}

fn diagnostic(path: &str, finding: &FindingReview) -> Value {
    let message = match &finding.suggestion {
        Some(suggestion) if !finding.message.contains(suggestion.as_str()) => {
            format!("{}. {} {suggestion}", finding.title, finding.message)
        }
        Some(_) | None => format!("{}. {}", finding.title, finding.message),
    };
    let mut value = json!({
        "message": message,
        "location": {"path": path},
        "severity": severity(finding.severity),
        "code": {"value": finding.rule},
    });
    let location = &finding.location;
    if let Some(line) = location.place.line {
        let mut range = json!({"start": {"line": line}});
        if let Some(column) = location.byte_column {
            range["start"]["column"] = json!(column);
            if let (Some(line), Some(column)) = (location.end_line, location.end_byte_column) {
                range["end"] = json!({"line": line, "column": column});
            }
        }
        value["location"]["range"] = range;
    }
    value
}
