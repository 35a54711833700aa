//! A comparison for CI systems and code hosts: what is new, and whose scores changed.
//!
//! The elements are those of the reports of a single run. How the scores of a unit changed is told
//! as a finding of its own: an error where the run was to fail for a fall, a warning where a step
//! fell by more than is allowed, else a note.

use std::io::{self, Write};

use serde_json::{Map, Value, json};
use xxhash_rust::xxh3::xxh3_64;

use crate::report::compare::{Comparison, Unit, shown_change};
use crate::report::junit::{Case, Outcome, Suite, unread_suite, write_suites};
use crate::report::{
    FindingReview, PlaceReview, RuleReview, Style, github as annotations, gitlab as quality,
    rdjson as reviewdog, sarif as logs,
};
use crate::rules::Severity;
use crate::span::Span;
use crate::text::Messages;

/// The rule a change of scores is told under.
const SCORE_CHANGE: &str = "score-change";

/// Writes a SARIF log in which each finding has its state against the old report.
///
/// What only tells that scores rose is informational and has no level.
pub(super) fn sarif(
    comparison: &Comparison,
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    let behind = &comparison.behind;
    let mut rules = behind.rules.clone();
    rules.push(score_change_rule(messages));
    let units = comparison.units(messages);
    let mut paths: Vec<&str> = units.iter().map(|unit| unit.path.as_str()).collect();
    let mut artifacts: Vec<Value> = units
        .iter()
        .map(|unit| logs::artifact(&unit.path, properties(unit)))
        .collect();
    let changes = score_changes(comparison, &units, messages);
    let states = [
        ("new", &behind.new),
        ("unchanged", &behind.known),
        ("absent", &behind.mended),
        ("new", &changes),
    ];
    let mut results = Vec::new();
    for (state, findings) in states {
        for (path, finding) in findings {
            let known = paths.iter().position(|known| known == path);
            let index = known.unwrap_or_else(|| {
                // The old name of a document that has another one now.
                paths.push(path);
                artifacts.push(logs::artifact(path, json!({})));
                paths.len() - 1
            });
            let mut result = logs::result(&rules, path, index, finding);
            result["baselineState"] = json!(state);
            if finding.rule == SCORE_CHANGE && finding.severity == Severity::Note {
                result["kind"] = json!("informational");
                result["level"] = json!("none");
            }
            results.push(result);
        }
    }
    let log = logs::Log {
        version: &behind.version,
        lang: behind.lang,
        rules: &rules,
        unread: &comparison.unread,
        artifacts,
        results,
    };
    log.write(out)
}

fn score_change_rule(messages: &Messages) -> RuleReview {
    RuleReview {
        id: SCORE_CHANGE.to_owned(),
        pack: "linjassa".to_owned(),
        severity: Severity::Warning,
        title: messages.get("compare-score-change"),
        why: String::new(),
        source: None,
        categories: Vec::new(),
    }
}

fn properties(unit: &Unit<'_>) -> Value {
    let scores = unit.scores.iter().map(|score| {
        let change = json!({"old": score.old, "new": score.new});
        (score.id.clone(), change)
    });
    json!({
        "presence": unit.document.map(|document| document.presence),
        "oldPath": unit.document.and_then(|document| document.old_path.as_ref()),
        "scores": scores.collect::<Map<String, Value>>(),
        "findings": unit.findings,
    })
}

/// The units whose scores changed, the documents first, each with its path. A document that could
/// not be read is told of as such.
fn score_changes(
    comparison: &Comparison,
    units: &[Unit<'_>],
    messages: &Messages,
) -> Vec<(String, FindingReview)> {
    let changed = units.iter().filter(|unit| {
        let has_changed = unit.scores.iter().any(|score| score.old != score.new);
        has_changed && !unit.is_unread()
    });
    changed
        .map(|unit| (unit.path.clone(), score_change(comparison, unit, messages)))
        .collect()
}

/// The changes of scores and the new findings, each with its path.
fn news(comparison: &Comparison, messages: &Messages) -> Vec<(String, FindingReview)> {
    let mut news = score_changes(comparison, &comparison.units(messages), messages);
    news.extend(comparison.behind.new.iter().cloned());
    news
}

fn score_change(comparison: &Comparison, unit: &Unit<'_>, messages: &Messages) -> FindingReview {
    let mut scores = unit.scores.iter();
    let has_fallen = scores.any(|score| score.has_fallen(comparison.allowed_fall));
    let mut gates = comparison.missed_gates.iter();
    let severity = if gates.any(|gate| gate.path == unit.path) {
        Severity::Error
    } else if has_fallen {
        Severity::Warning
    } else {
        Severity::Note
    };
    let print = xxh3_64(format!("{SCORE_CHANGE}\u{1f}{}", unit.path).as_bytes());
    FindingReview {
        rule: SCORE_CHANGE.to_owned(),
        step: None,
        severity,
        title: messages.get("compare-score-change"),
        message: unit.told(messages),
        suggestion: None,
        other_suggestions: Vec::new(),
        location: PlaceReview::default(),
        span: Span::default(),
        text: String::new(),
        sentence: String::new(),
        fingerprint: format!("{print:016x}"),
        suppressed: None,
        suppressed_by: None,
        categories: Vec::new(),
    }
}

/// Writes a suite for each unit: a case for each score, which fails if it fell by more than is
/// allowed, and one that tells what became of the findings.
pub(super) fn junit(
    comparison: &Comparison,
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    let units = comparison.units(messages);
    let suites = units.iter().filter(|unit| !unit.is_unread());
    let mut suites: Vec<Suite> = suites
        .map(|unit| suite(unit, comparison.allowed_fall, messages))
        .collect();
    let unread = comparison.unread.iter();
    suites.extend(unread.map(|unread| unread_suite(unread, messages)));
    write_suites(&suites, out)
}

fn suite(unit: &Unit<'_>, most: u8, messages: &Messages) -> Suite {
    let scores = unit.scores.iter().map(|score| {
        let change = shown_change(score, messages);
        let outcome = if score.has_fallen(most) {
            let arguments = [
                ("change", change.as_str().into()),
                ("most", usize::from(most).into()),
            ];
            let line = messages.with("compare-fall", &arguments);
            Outcome::Failed(line, unit.told(messages))
        } else if score.new.is_some() {
            Outcome::Passed
        } else if unit.remark.is_empty() {
            Outcome::Skipped(messages.get("score-too-short"))
        } else {
            Outcome::Skipped(unit.remark.clone())
        };
        Case {
            name: score.title.clone(),
            outcome,
            said: change,
        }
    });
    let mut cases: Vec<Case> = scores.collect();
    cases.push(Case {
        name: messages.get("compare-findings"),
        outcome: Outcome::Passed,
        said: unit.counts(messages),
    });
    Suite {
        name: unit.path.clone(),
        cases,
    }
}

/// Writes the changes of scores and the new findings as annotations of GitHub Actions.
pub(super) fn github(
    comparison: &Comparison,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let news = news(comparison, style.messages);
    // A folder is no file that GitHub could show.
    let findings = news.iter().map(|(path, finding)| {
        let is_folder = path.ends_with('/');
        (if is_folder { "" } else { path.as_str() }, finding)
    });
    annotations::annotations(&comparison.unread, findings.collect(), style, out)
}

/// Writes the changes of scores and the new findings as Code Quality of GitLab.
pub(super) fn gitlab(
    comparison: &Comparison,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let news = news(comparison, style.messages);
    let findings = news
        .iter()
        .map(|(path, finding)| (path.trim_end_matches('/'), finding));
    quality::issues(&findings.collect::<Vec<_>>(), style, out)
}

/// Writes the changes of scores and the new findings as diagnostics of reviewdog.
pub(super) fn rdjson(
    comparison: &Comparison,
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    let news = news(comparison, messages);
    let findings = news
        .iter()
        .map(|(path, finding)| (path.trim_end_matches('/'), finding));
    reviewdog::diagnostics(&findings.collect::<Vec<_>>(), out)
}
