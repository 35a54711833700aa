//! Code Quality of GitLab: a list of issues in the terms of Code Climate.

use std::collections::HashSet;
use std::io::{self, Write};

use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_128;

use crate::report::{FindingReview, Report, Style};
use crate::rules::Severity;

/// Writes the report.
pub(super) fn write(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    issues(&report.open_findings(), style, out)
}

/// Writes findings, each with its file.
pub(super) fn issues(
    findings: &[(&str, &FindingReview)],
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut seen = HashSet::new();
    let issues: Vec<Value> = findings
        .iter()
        .map(|(path, finding)| {
            json!({
                "description": description(finding, style),
                "check_name": finding.rule,
                "fingerprint": fingerprint(path, finding, &mut seen),
                "severity": match finding.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Note => "info",
                },
                "location": {
                    "path": path,
                    // The format asks for a line; a Word file has none, and its first stands for it.
                    "lines": {
                        "begin": finding.location.place.line.unwrap_or(1),
                        "end": finding.location.end_line.unwrap_or(1),
                    },
                },
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn description(finding: &FindingReview, style: &Style<'_>) -> String {
    let advice = finding.advice(style.messages);
    let title = &finding.title;
    if finding.location.place.line.is_some() {
        return format!("{title}. {advice}");
    }
    let place = finding.location.short(style.messages);
    let path = finding.location.heading_path();
    let parts = [place, path];
    let place: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    if place.is_empty() {
        return format!("{title}. {advice}");
    }
    format!("{title} ({}). {advice}", place.join(", "))
}

/// GitLab merges issues of the same fingerprint, so the file is part of it here.
fn fingerprint(path: &str, finding: &FindingReview, seen: &mut HashSet<u128>) -> String {
    let key = format!("{path}\u{1f}{}", finding.fingerprint);
    let mut print = xxh3_128(key.as_bytes());
    while !seen.insert(print) {
        print = print.wrapping_add(1);
    }
    format!("{print:032x}")
}
