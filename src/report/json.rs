//! JSON: one document, or one line for each document; and the schema of both.

use std::io::{self, Write};

use crate::report::Report;

/// Writes the report as one JSON document.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    writeln!(out)
}

/// Writes one JSON line for each document, and a last one for the summary.
pub(super) fn write_lines(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for document in &report.documents {
        serde_json::to_writer(&mut *out, document)?;
        writeln!(out)?;
    }
    let rest = serde_json::json!({
        "schema_version": report.schema_version,
        "unread": report.unread,
        "summary": report.summary,
    });
    serde_json::to_writer(&mut *out, &rest)?;
    writeln!(out)
}

/// The JSON Schema of a report.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Report).into()
}
