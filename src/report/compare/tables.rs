//! A comparison in text, in lines and in Markdown.

use std::io::{self, Write};

use colored::Colorize;

use crate::report::compare::{
    Comparison, FindingCounts, ScoreChange, Unit, counts_line, shown, shown_change, shown_rise,
};
use crate::report::escape::{markdown as escaped, plain};
use crate::report::{MissedGate, Style};
use crate::text::Messages;

/// For people, in a terminal.
pub(super) fn text(
    comparison: &Comparison,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let messages = style.messages;
    for unit in comparison.units(messages) {
        let (path, remark) = (plain(&unit.path), plain(&unit.remark));
        writeln!(out, "{}  {}", path.bold(), remark.dimmed())?;
        scores(unit.scores, messages, out)?;
        writeln!(out, "  {}\n", unit.counts(messages))?;
    }
    if !comparison.unread.is_empty() {
        writeln!(out, "{}", messages.get("report-unread-files").bold())?;
        for unread in &comparison.unread {
            writeln!(out, "  {}: {}", plain(&unread.path), plain(&unread.message))?;
        }
        writeln!(out)?;
    }
    let lists = [
        ("compare-list-new", &comparison.new_findings),
        ("compare-list-mended", &comparison.mended_findings),
    ];
    for (title, findings) in lists.iter().filter(|(_, findings)| !findings.is_empty()) {
        writeln!(out, "{}", messages.get(title).bold())?;
        for finding in *findings {
            let place = format!("{}:{}", plain(&finding.path), finding.place);
            let line = format!("{place}  {}  {}", finding.rule, plain(&finding.message));
            let options = textwrap::Options::new(style.width)
                .initial_indent("  ")
                .subsequent_indent("    ");
            writeln!(out, "{}", textwrap::fill(&line, options))?;
        }
        writeln!(out)?;
    }
    let all = counts_line(comparison.findings, messages);
    writeln!(out, "{}: {all}", messages.get("compare-findings"))?;
    for gate in &comparison.missed_gates {
        writeln!(out, "{}", plain(&gate_line(gate, messages)).red())?;
    }
    Ok(())
}

fn gate_line(gate: &MissedGate, messages: &Messages) -> String {
    let arguments = [
        ("path", gate.path.as_str().into()),
        ("gate", gate.gate.as_str().into()),
        ("value", gate.value.into()),
        ("limit", gate.limit.into()),
    ];
    messages.with("report-gate", &arguments)
}

/// A line for each document and folder.
pub(super) fn concise(
    comparison: &Comparison,
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    for unit in comparison.units(messages) {
        writeln!(out, "{}", plain(&unit.told(messages)))?;
    }
    Ok(())
}

fn scores(scores: &[ScoreChange], messages: &Messages, out: &mut dyn Write) -> io::Result<()> {
    let titles = scores.iter().map(|score| score.title.chars().count());
    let width = titles.max().unwrap_or(0);
    for score in scores {
        let rise = shown_rise(score, messages);
        let rise = match score.rise() {
            Some(rise_of) if rise_of > 0.0 => rise.green(),
            Some(rise_of) if rise_of < 0.0 => rise.red(),
            _ => rise.dimmed(),
        };
        let (old, new) = (shown(score.old, messages), shown(score.new, messages));
        writeln!(out, "  {:<width$} {old:>5} → {new:>5}  {rise}", score.title)?;
    }
    Ok(())
}

/// Tables for a merge request or a wiki.
pub(super) fn markdown(
    comparison: &Comparison,
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "# {}\n", messages.get("compare-title"))?;
    let all = counts_line(comparison.findings, messages);
    writeln!(out, "{}: {all}.\n", messages.get("compare-findings"))?;
    if !comparison.missed_gates.is_empty() {
        writeln!(out, "## {}\n", messages.get("report-gates"))?;
        for gate in &comparison.missed_gates {
            writeln!(out, "- {}", escaped(&gate_line(gate, messages)))?;
        }
        writeln!(out)?;
    }
    if !comparison.unread.is_empty() {
        writeln!(out, "## {}\n", messages.get("report-unread-files"))?;
        for unread in &comparison.unread {
            let (path, message) = (escaped(&unread.path), escaped(&unread.message));
            writeln!(out, "- **{path}**: {message}")?;
        }
        writeln!(out)?;
    }
    let units = comparison.units(messages);
    let (documents, folders): (Vec<Unit<'_>>, Vec<Unit<'_>>) =
        units.into_iter().partition(|unit| unit.document.is_some());
    let titles = ("compare-documents", "compare-document");
    markdown_table(titles, &documents, messages, out)?;
    let titles = ("compare-folders", "compare-folder");
    markdown_table(titles, &folders, messages, out)?;
    let lists = [
        ("compare-list-new", &comparison.new_findings),
        ("compare-list-mended", &comparison.mended_findings),
    ];
    for (title, findings) in lists.iter().filter(|(_, findings)| !findings.is_empty()) {
        writeln!(out, "## {}\n", messages.get(title))?;
        for finding in *findings {
            let place = escaped(&format!("{}:{}", finding.path, finding.place));
            let message = escaped(&finding.message);
            writeln!(out, "- {place} **{}** {message}", finding.rule)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn markdown_table(
    (title, column): (&str, &str),
    units: &[Unit<'_>],
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(first) = units.first().map(|unit| unit.scores) else {
        return Ok(());
    };
    writeln!(out, "## {}\n", messages.get(title))?;
    write!(out, "| {} |", messages.get(column))?;
    for score in first {
        write!(out, " {} |", escaped(&score.title))?;
    }
    let counts = ["new", "mended", "remaining"];
    for count in counts {
        write!(
            out,
            " {} |",
            messages.get(&format!("compare-count-{count}"))
        )?;
    }
    writeln!(out, "\n|---|{}", "--:|".repeat(first.len() + counts.len()))?;
    for unit in units {
        write!(out, "| {} |", escaped(&unit.name()))?;
        for score in unit.scores {
            write!(out, " {} |", shown_change(score, messages))?;
        }
        let FindingCounts {
            new,
            mended,
            remaining,
        } = unit.findings;
        writeln!(out, " {new} | {mended} | {remaining} |")?;
    }
    writeln!(out)
}
