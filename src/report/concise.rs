//! One line a finding, for terminals and scripts that read lines.

use std::io::{self, Write};

use crate::report::escape::plain;
use crate::report::{Report, Style};

/// Writes `path:place: severity: message [rule]` for each finding; the message ends with what to
/// write instead, where the rule knows.
pub(super) fn write(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    for document in &report.documents {
        for finding in document.open_findings() {
            let place = finding.location.short(style.messages);
            let severity: &str = finding.severity.into();
            let (path, message) = (
                plain(&document.path),
                plain(&finding.advice(style.messages)),
            );
            let rule = &finding.rule;
            writeln!(out, "{path}:{place}: {severity}: {message} [{rule}]")?;
        }
    }
    Ok(())
}
