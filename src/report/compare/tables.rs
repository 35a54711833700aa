//! A comparison in text, Markdown and CSV.

use std::io::{self, Write};

use colored::Colorize;

use crate::report::compare::{
    Comparison, FindingCounts, FindingLine, ScoreChange, counts_line, remark, shown, shown_rise,
};
use crate::text::Messages;

/// For people, in a terminal.
pub(super) fn text(
    comparison: &Comparison,
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    for document in &comparison.documents {
        let remark = remark(document, messages);
        writeln!(out, "{}  {}", document.path.bold(), remark.dimmed())?;
        scores(&document.scores, messages, out)?;
        writeln!(out, "  {}\n", counts_line(document.findings, messages))?;
    }
    for folder in comparison
        .folders
        .iter()
        .filter(|folder| folder.documents > 1)
    {
        let title = format!("{} {}", messages.get("compare-folder"), folder.path);
        writeln!(out, "{} ({})", title.bold(), folder.documents)?;
        scores(&folder.scores, messages, out)?;
        writeln!(out, "  {}\n", counts_line(folder.findings, messages))?;
    }
    let lists = [
        ("compare-list-new", &comparison.new_findings),
        ("compare-list-mended", &comparison.mended_findings),
    ];
    for (title, findings) in lists.iter().filter(|(_, findings)| !findings.is_empty()) {
        writeln!(out, "{}", messages.get(title).bold())?;
        for finding in *findings {
            let FindingLine {
                path,
                place,
                rule,
                message,
                ..
            } = finding;
            writeln!(out, "  {path}:{place}  {rule}  {message}")?;
        }
        writeln!(out)?;
    }
    let all = counts_line(comparison.findings, messages);
    writeln!(out, "{}: {all}", messages.get("compare-findings"))?;
    for gate in &comparison.missed_gates {
        let arguments = [
            ("path", gate.path.as_str().into()),
            ("gate", gate.gate.as_str().into()),
            ("value", gate.value.into()),
            ("limit", gate.limit.into()),
        ];
        writeln!(out, "{}", messages.with("report-gate", &arguments).red())?;
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
    let documents = comparison.documents.iter().map(|document| {
        let remark = remark(document, messages);
        let name = if remark.is_empty() {
            document.path.clone()
        } else {
            format!("{} ({remark})", document.path)
        };
        (name, &document.scores[..], document.findings)
    });
    markdown_table(
        ("compare-documents", "compare-document"),
        documents.collect(),
        messages,
        out,
    )?;
    let folders = comparison
        .folders
        .iter()
        .filter(|folder| folder.documents > 1)
        .map(|folder| {
            let name = format!("{} ({})", folder.path, folder.documents);
            (name, &folder.scores[..], folder.findings)
        });
    markdown_table(
        ("compare-folders", "compare-folder"),
        folders.collect(),
        messages,
        out,
    )?;
    let lists = [
        ("compare-list-new", &comparison.new_findings),
        ("compare-list-mended", &comparison.mended_findings),
    ];
    for (title, findings) in lists.iter().filter(|(_, findings)| !findings.is_empty()) {
        writeln!(out, "## {}\n", messages.get(title))?;
        for finding in *findings {
            let place = format!("{}:{}", finding.path, finding.place);
            let message = escaped(&finding.message);
            writeln!(out, "- `{place}` **{}** {message}", finding.rule)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

type Row<'a> = (String, &'a [ScoreChange], FindingCounts);

fn markdown_table(
    (title, column): (&str, &str),
    rows: Vec<Row<'_>>,
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some((_, first, _)) = rows.first() else {
        return Ok(());
    };
    writeln!(out, "## {}\n", messages.get(title))?;
    write!(out, "| {} |", messages.get(column))?;
    for score in *first {
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
    for (name, scores, counts) in rows {
        write!(out, "| {} |", escaped(&name))?;
        for score in scores {
            let (old, new) = (shown(score.old, messages), shown(score.new, messages));
            write!(out, " {old} → {new} ({}) |", shown_rise(score, messages))?;
        }
        let FindingCounts {
            new,
            mended,
            remaining,
        } = counts;
        writeln!(out, " {new} | {mended} | {remaining} |")?;
    }
    writeln!(out)
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '|' | '*' | '_' | '`' | '<' | '\\' | '[') {
            escaped.push('\\');
        }
        escaped.push(if character == '\n' { ' ' } else { character });
    }
    escaped
}

/// One line a score, for a spreadsheet.
pub(super) fn csv(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "path,old_path,presence,score,old,new,change,findings_new,findings_mended,findings_remaining"
    )?;
    for document in &comparison.documents {
        for score in &document.scores {
            let plain = |score: Option<f64>| score.map_or_else(String::new, |n| n.to_string());
            let presence: &str = document.presence.into();
            let counts = document.findings;
            let fields = [
                field(&document.path),
                field(document.old_path.as_deref().unwrap_or_default()),
                presence.to_owned(),
                field(&score.id),
                plain(score.old),
                plain(score.new),
                plain(score.rise()),
                counts.new.to_string(),
                counts.mended.to_string(),
                counts.remaining.to_string(),
            ];
            writeln!(out, "{}", fields.join(","))?;
        }
    }
    Ok(())
}

/// A field by RFC 4180. What a spreadsheet would take for a formula is made text.
fn field(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
