//! The report for people at a terminal: verdicts first, then what to do, then every finding.

use std::io::{self, Write};

use colored::{ColoredString, Colorize};
use fluent_bundle::FluentValue;
use textwrap::core::display_width;

use crate::report::escape::plain;
use crate::report::{DocumentReview, FindingReview, Report, StepReview, Style, padded};
use crate::rules::Severity;
use crate::scoring::Verdict;

mod overview;

/// How many findings of a document are shown unless all are asked for.
const SHOWN_FINDINGS: usize = 20;

/// The same when there are several documents.
const SHOWN_IN_BATCH: usize = 3;

/// Cells in the bar of a score.
const BAR: usize = 10;

/// Words up to this width in columns are quoted beside the name of their fault.
const LONGEST_WORDS: usize = 30;

/// From so many documents the report is a table, unless everything is asked for.
const TABLE_FROM: usize = 11;

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
    let is_table = report.documents.len() >= TABLE_FROM && !style.is_full;
    let mut page = Page { style, out };
    for document in report.documents.iter().filter(|_| !is_table) {
        page.document(document, shown)?;
    }
    if report.documents.len() > 1 {
        overview::write(report, is_table, &mut page)?;
    }
    page.summary(report)
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
        self.painted(first, indent, &plain(text))
    }

    /// The same for a text of our own, which may have colours in it.
    ///
    /// Paths are not wrapped: a terminal folds a long line so that it can still be copied whole.
    fn painted(&mut self, first: &str, indent: usize, text: &str) -> io::Result<()> {
        let rest = " ".repeat(indent);
        let width = self.style.width.max(indent + 20);
        let options = textwrap::Options::new(width)
            // A rule's id or a word with a hyphen stays whole, so that it can be copied.
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .initial_indent(first)
            .subsequent_indent(&rest);
        for line in textwrap::wrap(text, options) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// A text in the quotation marks of the language.
    fn quoted(&self, text: &str) -> String {
        self.with("report-quoted", &[("text", text.into())])
    }

    fn heading(&mut self, key: &str) -> io::Result<()> {
        let text = self.text(key);
        writeln!(self.out, "\n  {}", text.bold())
    }

    fn document(&mut self, document: &DocumentReview, shown: usize) -> io::Result<()> {
        writeln!(self.out, "{}", plain(&document.path).bold().underline())?;
        let words = self.with("report-words", &[("words", document.words.into())]);
        let doctype = document.doctype_title.iter().map(String::as_str);
        let facts: Vec<&str> = doctype.chain([&*document.strategy_title, &words]).collect();
        let facts = plain(&facts.join(" · ")).dimmed().to_string();
        self.painted("", 0, &facts)?;
        self.heading("report-steps")?;
        let clarity = self.text("report-clarity");
        let titles = document.steps.iter().map(|step| step.title.as_str());
        let widths = titles.chain([&*clarity]).map(display_width);
        let widest = widths.max().unwrap_or(0);
        for step in &document.steps {
            self.step(step, widest)?;
        }
        self.clarity(document, widest)?;
        if !document.advice.is_empty() {
            self.heading("report-first")?;
            for (number, thing) in (1..).zip(&document.advice) {
                self.paragraph(&format!("    {number}. "), 7, thing)?;
            }
        }
        self.notes(document)?;
        if self.style.is_full {
            self.readability(document)?;
        }
        self.findings(document, shown)?;
        writeln!(self.out)
    }

    fn step(&mut self, step: &StepReview, widest: usize) -> io::Result<()> {
        let verdict: &str = step.verdict.into();
        let mut words = self.text(&format!("verdict-{verdict}"));
        if step.score.is_none() {
            words = format!("{words} ({})", self.text("score-too-short"));
        }
        let words = format!("{} {words}", sign(step.verdict));
        let (bar, score) = scored(step.score);
        let title = padded(&plain(&step.title), widest);
        let bar = painted(&bar, step.verdict);
        let words = painted(&words, step.verdict).to_string();
        self.painted(
            &format!("    {title}  {bar} {score}  "),
            widest + 12 + BAR,
            &words,
        )?;
        if self.style.is_full {
            for evidence in step.evidence.iter().filter(|one| one.level > 0.0) {
                let place = evidence.location.short(self.style.messages);
                let level = self.style.messages.number(evidence.level);
                let first = format!("      {level:<3} {place}  ");
                self.paragraph(&first, 10, &evidence.text)?;
            }
        }
        Ok(())
    }

    fn clarity(&mut self, document: &DocumentReview, widest: usize) -> io::Result<()> {
        let clarity = &document.clarity;
        let arguments = [
            ("units", clarity.units.into()),
            ("unclear", clarity.unclear.into()),
        ];
        let words = match clarity.score {
            Some(_) => self.with("report-clarity-line", &arguments),
            None => self.text("score-too-short"),
        };
        let (bar, score) = scored(clarity.score);
        let title = padded(&self.text("report-clarity"), widest);
        let first = format!("    {title}  {} {score}  ", bar.cyan());
        self.painted(&first, widest + 12 + BAR, &words)
    }

    fn readability(&mut self, document: &DocumentReview) -> io::Result<()> {
        let Some(readability) = &document.readability else {
            return Ok(());
        };
        self.heading("readability-title")?;
        self.paragraph("    ", 4, &readability.heading(self.style.messages))?;
        for line in readability.lines(self.style.messages) {
            writeln!(self.out, "      {line}")?;
        }
        Ok(())
    }

    fn notes(&mut self, document: &DocumentReview) -> io::Result<()> {
        let mut notes: Vec<String> = document
            .warnings
            .iter()
            .map(|warning| self.text(&format!("warning-{}", <&str>::from(warning))))
            .collect();
        let unchecked = document.unchecked.iter();
        notes.extend(unchecked.map(|part| {
            let place = part.location.short(self.style.messages);
            format!("{place}: {}", part.message(self.style.messages))
        }));
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
        if document.open_faults().next().is_none() {
            let text = document.closing_line(self.style.messages);
            writeln!(self.out)?;
            return self.painted("  ", 2, &text.green().to_string());
        }
        // What was said under "do these first" is not said twice.
        let is_said = |finding: &FindingReview| {
            let mut advice = document.advice.iter();
            finding.step.is_some() && advice.any(|thing| thing.starts_with(&finding.message))
        };
        // The notes above tell what was not checked.
        let open = document.open_faults();
        let mut findings: Vec<&FindingReview> = open.filter(|one| !is_said(one)).collect();
        let count = findings.len();
        if count == 0 {
            return Ok(());
        }
        let heading = self.with("report-findings-count", &[("count", count.into())]);
        writeln!(self.out, "\n  {}", heading.bold())?;
        if count > shown {
            // What matters most is kept; the order of the text is restored after.
            findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
            findings.truncate(shown);
            findings.sort_by_key(|finding| finding.span);
        }
        let same_path = |one: &&FindingReview, other: &&FindingReview| {
            one.location.headings == other.location.headings
        };
        for (number, section) in findings.chunk_by(same_path).enumerate() {
            if number > 0 {
                writeln!(self.out)?;
            }
            self.section(section)?;
        }
        let rest = count - findings.len();
        if rest > 0 {
            let more = self.with("report-more", &[("count", rest.into())]);
            writeln!(self.out)?;
            self.painted("    ", 4, &more.dimmed().to_string())?;
        }
        Ok(())
    }

    /// Findings under the same heading: the path once, each sentence once.
    fn section(&mut self, section: &[&FindingReview]) -> io::Result<()> {
        let path = plain(&section[0].location.heading_path());
        if !path.is_empty() {
            self.painted("    ", 4, &path.dimmed().to_string())?;
        }
        let messages = self.style.messages;
        let places = section
            .iter()
            .map(|finding| finding.location.short(messages));
        let widest = places.map(|place| display_width(&place)).max().unwrap_or(0);
        for sentence in section.chunk_by(|one, other| one.sentence == other.sentence) {
            let quoted = shortened(sentence[0], self.style.width);
            if !quoted.is_empty() {
                let quoted = self.quoted(&quoted);
                self.paragraph("    ", 4, &quoted)?;
            }
            for finding in sentence {
                self.finding(finding, widest)?;
            }
        }
        Ok(())
    }

    fn finding(&mut self, finding: &FindingReview, widest: usize) -> io::Result<()> {
        let severity: &str = finding.severity.into();
        let name = self.text(&format!("severity-{severity}"));
        let name = match finding.severity {
            Severity::Error => name.red().bold(),
            Severity::Warning => name.yellow(),
            Severity::Note => name.blue(),
        };
        let place = padded(&finding.location.short(self.style.messages), widest);
        let title = plain(&finding.title);
        let is_part = !finding.text.is_empty() && finding.text != finding.sentence;
        let words = if is_part && display_width(&finding.text) <= LONGEST_WORDS {
            format!(" {}", self.quoted(&plain(&finding.text)))
        } else {
            String::new()
        };
        let indent = widest + 8;
        let head = format!("{name}  {}{words}  {}", title.bold(), finding.rule.dimmed());
        self.painted(&format!("      {place}  "), indent, &head)?;
        let first = " ".repeat(indent);
        self.paragraph(&first, indent, &finding.advice(self.style.messages))
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
        let has_unchecked = |document: &&DocumentReview| !document.unchecked.is_empty();
        let unchecked = report.documents.iter().filter(has_unchecked).count();
        if report.documents.len() > 1 && unchecked > 0 {
            let line = self.with("report-unchecked-documents", &[("count", unchecked.into())]);
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
            self.painted("", 0, &plain(&line).red().to_string())?;
        }
        Ok(())
    }
}

/// The sentence, shortened around the words it is about.
fn shortened(finding: &FindingReview, width: usize) -> String {
    let sentence = if finding.sentence.contains(&finding.text) {
        &finding.sentence
    } else {
        &finding.text
    };
    let most = width.max(60) * 2;
    if sentence.chars().count() <= most {
        return sentence.clone();
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
    format!("{opens}{start}{rest}{closes}")
}

/// A score as a bar and as a number of three columns.
fn scored(score: Option<u8>) -> (String, String) {
    match score {
        Some(score) => (bar(score), format!("{score:>3}")),
        None => (" ".repeat(BAR), "  –".to_owned()),
    }
}

/// A circle that fills as the step shows, for those who see no colours.
fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Absent => "○",
        Verdict::Named => "◐",
        Verdict::Shown => "●",
    }
}

fn painted(text: &str, verdict: Verdict) -> ColoredString {
    match verdict {
        Verdict::Absent => text.red(),
        Verdict::Named => text.yellow(),
        Verdict::Shown => text.green(),
    }
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
