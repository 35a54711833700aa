//! The report for people at a terminal: verdicts first, then what to do, then every finding.

use std::io::{self, Write};

use colored::Colorize;
use fluent_bundle::FluentValue;

use crate::report::escape::plain;
use crate::report::{DocumentReview, FindingReview, Report, StepReview, Style};
use crate::rules::Severity;
use crate::scoring::Verdict;

/// How many findings of a document are shown unless all are asked for.
const SHOWN_FINDINGS: usize = 20;

/// The same when there are several documents.
const SHOWN_IN_BATCH: usize = 3;

/// Cells in the bar of a score.
const BAR: usize = 10;

/// Writes the report.
pub(super) fn write(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let shown = match (style.is_full, report.documents.len()) {
        (true, _) => usize::MAX,
        (false, 0 | 1) => SHOWN_FINDINGS,
        (false, _) => SHOWN_IN_BATCH,
    };
    if report.documents.is_empty() {
        // What could not be read is told on standard error; there is nothing to report.
        return Ok(());
    }
    for document in &report.documents {
        let mut page = Page { style, out };
        page.document(document, shown)?;
    }
    Page { style, out }.summary(report)
}

struct Page<'a, 's> {
    style: &'a Style<'s>,
    out: &'a mut dyn Write,
}

impl Page<'_, '_> {
    fn text(&self, key: &str) -> String {
        self.style.messages.get(key)
    }

    fn with(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.style.messages.with(key, arguments)
    }

    /// Writes a paragraph, wrapped, each line indented; `first` stands before the first line.
    fn paragraph(&mut self, first: &str, indent: usize, text: &str) -> io::Result<()> {
        let rest = " ".repeat(indent);
        let width = self.style.width.max(indent + 20);
        let options = textwrap::Options::new(width)
            .initial_indent(first)
            .subsequent_indent(&rest);
        let text = plain(text);
        for line in textwrap::wrap(&text, options) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    fn heading(&mut self, key: &str) -> io::Result<()> {
        let text = self.text(key);
        writeln!(self.out, "\n  {}", text.bold())
    }

    fn document(&mut self, document: &DocumentReview, shown: usize) -> io::Result<()> {
        let doctype = document.doctype.as_deref().unwrap_or_default();
        writeln!(
            self.out,
            "{}  {}",
            plain(&document.path).bold().underline(),
            doctype.dimmed()
        )?;
        self.heading("report-steps")?;
        for step in &document.steps {
            self.step(step)?;
        }
        self.clarity(document)?;
        if !document.advice.is_empty() {
            self.heading("report-first")?;
            for (number, thing) in (1..).zip(&document.advice) {
                self.paragraph(&format!("    {number}. "), 7, thing)?;
            }
        }
        self.notes(document)?;
        self.findings(document, shown)?;
        writeln!(self.out)
    }

    fn step(&mut self, step: &StepReview) -> io::Result<()> {
        let verdict: &str = step.verdict.into();
        let words = self.text(&format!("verdict-{verdict}"));
        let (bar, score) = match step.score {
            Some(score) => (bar(score), format!("{score:>3}")),
            None => (" ".repeat(BAR), "  –".to_owned()),
        };
        let words = if step.score.is_none() {
            format!("{words} ({})", self.text("score-too-short"))
        } else {
            words
        };
        let (bar, words) = match step.verdict {
            Verdict::Absent => (bar.red(), words.red()),
            Verdict::Named => (bar.yellow(), words.yellow()),
            Verdict::Shown => (bar.green(), words.green()),
        };
        writeln!(
            self.out,
            "    {:<24} {bar} {score}  {words}",
            plain(&step.title)
        )?;
        if self.style.is_full {
            for evidence in step.evidence.iter().filter(|one| one.level > 0.0) {
                let place = evidence.location.short(self.style.messages);
                let first = format!("      {:<3} {place}  ", evidence.level);
                self.paragraph(&first, 8, &evidence.text)?;
            }
        }
        Ok(())
    }

    fn clarity(&mut self, document: &DocumentReview) -> io::Result<()> {
        let clarity = &document.clarity;
        let arguments = [
            ("units", clarity.units.into()),
            ("unclear", clarity.unclear.into()),
        ];
        let words = match clarity.score {
            Some(_) => self.with("report-clarity-line", &arguments),
            None => self.text("score-too-short"),
        };
        let (bar, score) = match clarity.score {
            Some(score) => (bar(score), format!("{score:>3}")),
            None => (" ".repeat(BAR), "  –".to_owned()),
        };
        let title = self.text("report-clarity");
        writeln!(self.out, "    {title:<24} {} {score}  {words}", bar.cyan())
    }

    fn notes(&mut self, document: &DocumentReview) -> io::Result<()> {
        let mut notes: Vec<String> = document
            .warnings
            .iter()
            .map(|warning| self.text(&format!("warning-{}", <&str>::from(warning))))
            .collect();
        for part in &document.unchecked {
            let language = self.text(&format!("language-{}", <&str>::from(part.language)));
            let arguments = [
                ("blocks", part.blocks.into()),
                ("language", language.into()),
            ];
            notes.push(self.with("report-unchecked", &arguments));
        }
        if document.doctype.is_none() {
            notes.push(self.text("report-doctype-unknown"));
        }
        if !notes.is_empty() {
            writeln!(self.out)?;
        }
        notes
            .iter()
            .try_for_each(|note| self.paragraph("  · ", 4, note))
    }

    fn findings(&mut self, document: &DocumentReview, shown: usize) -> io::Result<()> {
        let mut findings: Vec<&FindingReview> = document.open_findings().collect();
        if findings.is_empty() {
            let text = self.text("report-no-findings");
            return writeln!(self.out, "\n  {}", text.green());
        }
        self.heading("report-findings")?;
        if findings.len() > shown {
            // What matters most is kept; the order of the text is restored after.
            findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
            findings.truncate(shown);
            findings.sort_by_key(|finding| finding.span);
        }
        for finding in &findings {
            self.finding(finding)?;
        }
        let rest = document.open_findings().count() - findings.len();
        if rest > 0 {
            let more = self.with("report-more", &[("count", rest.into())]);
            writeln!(self.out, "    {}", more.dimmed())?;
        }
        Ok(())
    }

    fn finding(&mut self, finding: &FindingReview) -> io::Result<()> {
        let severity: &str = finding.severity.into();
        let name = self.text(&format!("severity-{severity}"));
        let name = match finding.severity {
            Severity::Error => name.red().bold(),
            Severity::Warning => name.yellow(),
            Severity::Note => name.blue(),
        };
        let place = finding.location.short(self.style.messages);
        writeln!(
            self.out,
            "    {place}  {name}  {}  {}",
            plain(&finding.title).bold(),
            finding.rule.dimmed()
        )?;
        if !finding.location.headings.is_empty() {
            let path = plain(&finding.location.headings.join(" › "));
            writeln!(self.out, "      {}", path.dimmed())?;
        }
        if !finding.text.is_empty() {
            let quoted = quoted(finding, self.style.width);
            self.paragraph("      ", 6, &quoted)?;
        }
        self.paragraph("      ", 6, &finding.message)?;
        if let Some(suggestion) = &finding.suggestion
            && !finding.message.contains(suggestion.as_str())
        {
            let text = self.with(
                "report-suggestion",
                &[("suggestion", suggestion.as_str().into())],
            );
            self.paragraph("      ", 6, &text)?;
        }
        Ok(())
    }

    fn summary(&mut self, report: &Report) -> io::Result<()> {
        let summary = &report.summary;
        let count =
            |severity| FluentValue::from(summary.findings.get(&severity).copied().unwrap_or(0));
        let line = self.with(
            "report-summary",
            &[
                ("documents", summary.documents.into()),
                ("words", summary.words.into()),
                ("errors", count(Severity::Error)),
                ("warnings", count(Severity::Warning)),
                ("notes", count(Severity::Note)),
            ],
        );
        self.paragraph("", 0, &line)?;
        if summary.suppressed > 0 {
            let line = self.with("report-suppressed", &[("count", summary.suppressed.into())]);
            self.paragraph("", 0, &line)?;
        }
        if summary.unread > 0 {
            let line = self.with("report-unread", &[("count", summary.unread.into())]);
            self.paragraph("", 0, &line)?;
        }
        for gate in &summary.missed_gates {
            let key = if gate.path.is_empty() {
                "report-gate-run"
            } else {
                "report-gate"
            };
            let line = self.with(
                key,
                &[
                    ("path", gate.path.as_str().into()),
                    ("gate", gate.gate.as_str().into()),
                    ("value", gate.value.into()),
                    ("limit", gate.limit.into()),
                ],
            );
            writeln!(self.out, "{}", plain(&line).red())?;
        }
        Ok(())
    }
}

/// The sentence in Finnish quotation marks, shortened around the words it is about.
fn quoted(finding: &FindingReview, width: usize) -> String {
    let sentence = if finding.sentence.contains(&finding.text) {
        &finding.sentence
    } else {
        &finding.text
    };
    let most = width.max(60) * 2;
    if sentence.chars().count() <= most {
        return format!("”{sentence}”");
    }
    let at = sentence.find(&finding.text).unwrap_or(0);
    let before: Vec<char> = sentence[..at].chars().collect();
    let kept = most / 3;
    let start: String = before[before.len().saturating_sub(kept)..].iter().collect();
    let rest: String = sentence[at..].chars().take(most - kept).collect();
    let opens = if before.len() > kept { "…" } else { "" };
    let closes = if sentence[at..].chars().count() > most - kept {
        "…"
    } else {
        ""
    };
    format!("”{opens}{start}{rest}{closes}”")
}

fn bar(score: u8) -> String {
    let filled = (usize::from(score) * BAR).div_ceil(100).min(BAR);
    "█".repeat(filled) + &"░".repeat(BAR - filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_only_at_a_hundred() {
        assert_eq!(bar(0), "░░░░░░░░░░");
        assert_eq!(bar(41), "█████░░░░░");
        assert_eq!(bar(100), "██████████");
    }
}
