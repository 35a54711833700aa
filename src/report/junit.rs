//! `JUnit` XML: a suite a document, a test case a step, and one for clarity. A part in another
//! language is a skipped case.
//!
//! There is no standard; this is what Jenkins, GitLab, Azure DevOps and GitHub's actions all read.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::report::escape::xml;
use crate::report::{DocumentReview, FindingReview, MissedGate, Report, StepReview, Style};

/// How a test case ended.
enum Outcome {
    /// As it should.
    Passed,
    /// Not measured.
    Skipped(String),
    /// Not as it should: in a line, and in full.
    Failed(String, String),
    /// The file could not be read.
    Broken(String),
}

struct Case {
    name: String,
    outcome: Outcome,
}

struct Suite {
    name: String,
    cases: Vec<Case>,
}

/// Writes the report.
pub(super) fn write(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let suites = suites(report, style);
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = counted("testsuites", "Linjassa", suites.iter());
    writer.write_event(Event::Start(root))?;
    for suite in &suites {
        write_suite(suite, &mut writer)?;
    }
    writer.write_event(Event::End(BytesEnd::new("testsuites")))?;
    out.write_all(&writer.into_inner())?;
    writeln!(out)
}

fn suites(report: &Report, style: &Style<'_>) -> Vec<Suite> {
    let gates = &report.summary.missed_gates;
    let mut suites: Vec<Suite> = report
        .documents
        .iter()
        .map(|document| suite(document, gates, style))
        .collect();
    suites.extend(report.unread.iter().map(|unread| {
        let outcome = Outcome::Broken(unread.message.clone());
        let name = style.messages.get("case-read");
        Suite {
            name: unread.path.clone(),
            cases: vec![Case { name, outcome }],
        }
    }));
    let of_run: Vec<Case> = gates
        .iter()
        .filter(|gate| gate.path.is_empty())
        .map(|gate| Case {
            name: gate.gate.clone(),
            outcome: missed(gate, style),
        })
        .collect();
    if !of_run.is_empty() {
        let name = style.messages.get("case-run");
        let cases = of_run;
        suites.push(Suite { name, cases });
    }
    suites
}

fn suite(document: &DocumentReview, gates: &[MissedGate], style: &Style<'_>) -> Suite {
    let gate = |name: &str| {
        gates
            .iter()
            .find(|gate| gate.path == document.path && gate.gate == name)
    };
    let mut cases: Vec<Case> = document
        .steps
        .iter()
        .map(|step| Case {
            name: step.title.clone(),
            outcome: step_outcome(document, step, gate(&step.id), style),
        })
        .collect();
    let outcome = match (gate("clarity"), document.clarity.score) {
        (Some(gate), _) => missed(gate, style),
        (None, None) => Outcome::Skipped(style.messages.get("score-too-short")),
        (None, Some(_)) => Outcome::Passed,
    };
    let name = style.messages.get("report-clarity");
    cases.push(Case { name, outcome });
    cases.extend(document.unchecked.iter().map(|part| {
        Case {
            name: style
                .messages
                .get(&format!("language-{}", <&str>::from(part.language))),
            outcome: Outcome::Skipped(part.message(style.messages)),
        }
    }));
    let name = document.path.clone();
    Suite { name, cases }
}

fn step_outcome(
    document: &DocumentReview,
    step: &StepReview,
    gate: Option<&MissedGate>,
    style: &Style<'_>,
) -> Outcome {
    let is_missing = |finding: &&FindingReview| {
        finding.rule == "missing-step" && finding.step.as_ref() == Some(&step.id)
    };
    if let Some(finding) = document.open_findings().find(is_missing) {
        let place = finding.location.short(style.messages);
        let path = finding.location.heading_path();
        let body = format!(
            "{}\n{}:{place}\n{path}",
            finding.advice(style.messages),
            document.path
        );
        return Outcome::Failed(finding.message.clone(), body);
    }
    match (gate, step.score) {
        (Some(gate), _) => missed(gate, style),
        (None, None) => Outcome::Skipped(style.messages.get("score-too-short")),
        (None, Some(_)) => Outcome::Passed,
    }
}

fn missed(gate: &MissedGate, style: &Style<'_>) -> Outcome {
    let arguments = [("value", gate.value.into()), ("limit", gate.limit.into())];
    let line = style.messages.with("case-missed", &arguments);
    Outcome::Failed(line.clone(), line)
}

/// The start of a suite with its cases counted.
fn counted<'a>(
    element: &'static str,
    name: &str,
    suites: impl Iterator<Item = &'a Suite> + Clone,
) -> BytesStart<'static> {
    let count = |wanted: fn(&Outcome) -> bool| {
        let cases = suites.clone().flat_map(|suite| &suite.cases);
        cases
            .filter(|case| wanted(&case.outcome))
            .count()
            .to_string()
    };
    let mut start = BytesStart::new(element);
    start.push_attribute(("name", &*xml(name)));
    start.push_attribute(("tests", &*count(|_| true)));
    start.push_attribute((
        "failures",
        &*count(|one| matches!(one, Outcome::Failed(..))),
    ));
    start.push_attribute(("errors", &*count(|one| matches!(one, Outcome::Broken(_)))));
    start
}

fn write_suite(suite: &Suite, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let mut start = counted("testsuite", &suite.name, std::iter::once(suite));
    let skipped = suite.cases.iter();
    let skipped = skipped.filter(|case| matches!(case.outcome, Outcome::Skipped(_)));
    start.push_attribute(("skipped", &*skipped.count().to_string()));
    writer.write_event(Event::Start(start))?;
    for case in &suite.cases {
        write_case(&suite.name, case, writer)?;
    }
    writer.write_event(Event::End(BytesEnd::new("testsuite")))
}

fn write_case(suite: &str, case: &Case, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let mut start = BytesStart::new("testcase");
    start.push_attribute(("name", &*xml(&case.name)));
    start.push_attribute(("classname", &*xml(suite)));
    let (name, line, body) = match &case.outcome {
        Outcome::Passed => return writer.write_event(Event::Empty(start)),
        Outcome::Skipped(line) => ("skipped", line, ""),
        Outcome::Failed(line, body) => ("failure", line, body.as_str()),
        Outcome::Broken(line) => ("error", line, ""),
    };
    writer.write_event(Event::Start(start))?;
    let mut end = BytesStart::new(name);
    end.push_attribute(("message", &*xml(line).replace('\n', " ")));
    if name != "skipped" {
        end.push_attribute(("type", name));
    }
    if body.is_empty() {
        writer.write_event(Event::Empty(end))?;
    } else {
        writer.write_event(Event::Start(end))?;
        writer.write_event(Event::Text(BytesText::new(&xml(body))))?;
        writer.write_event(Event::End(BytesEnd::new(name)))?;
    }
    writer.write_event(Event::End(BytesEnd::new("testcase")))
}
