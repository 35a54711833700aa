//! `JUnit` XML: a suite a document, a test case a step, and one for clarity. A part in another
//! language is a skipped case.
//!
//! There is no standard; this is what Jenkins, GitLab, Azure DevOps and GitHub's actions all read.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::report::escape::xml;
use crate::report::{DocumentReview, FindingReview, MissedGate, Report, StepReview, Style, Unread};
use crate::text::Messages;

/// How a test case ended.
pub(super) enum Outcome {
    /// As it should.
    Passed,
    /// Not measured.
    Skipped(String),
    /// Not as it should: in a line, and in full.
    Failed(String, String),
    /// The file could not be read.
    Broken(String),
}

/// A test case.
pub(super) struct Case {
    /// Its name.
    pub(super) name: String,
    /// How it ended.
    pub(super) outcome: Outcome,
    /// What it says however it ended; empty if nothing.
    pub(super) said: String,
}

/// Test cases of one file or folder.
pub(super) struct Suite {
    /// The file or folder.
    pub(super) name: String,
    /// Its cases.
    pub(super) cases: Vec<Case>,
}

impl Case {
    /// A case that says nothing beside its outcome.
    pub(super) fn new(name: String, outcome: Outcome) -> Self {
        let said = String::new();
        Self {
            name,
            outcome,
            said,
        }
    }
}

/// Writes the report.
pub(super) fn write(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_suites(&suites(report, style), out)
}

/// Writes suites as one report.
pub(super) fn write_suites(suites: &[Suite], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = counted("testsuites", "Linjassa", suites.iter());
    writer.write_event(Event::Start(root))?;
    for suite in suites {
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
    let unread = report.unread.iter();
    suites.extend(unread.map(|unread| unread_suite(unread, style.messages)));
    let of_run: Vec<Case> = gates
        .iter()
        .filter(|gate| gate.path.is_empty())
        .map(|gate| Case::new(gate.gate.clone(), missed(gate, style)))
        .collect();
    if !of_run.is_empty() {
        let name = style.messages.get("case-run");
        let cases = of_run;
        suites.push(Suite { name, cases });
    }
    suites
}

/// A file that could not be read.
pub(super) fn unread_suite(unread: &Unread, messages: &Messages) -> Suite {
    let outcome = Outcome::Broken(unread.message.clone());
    Suite {
        name: unread.path.clone(),
        cases: vec![Case::new(messages.get("case-read"), outcome)],
    }
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
        .map(|step| {
            let outcome = step_outcome(document, step, gate(&step.id), style);
            Case::new(step.title.clone(), outcome)
        })
        .collect();
    let outcome = match (gate("clarity"), document.clarity.score) {
        (Some(gate), _) => missed(gate, style),
        (None, None) => Outcome::Skipped(style.messages.get("score-too-short")),
        (None, Some(_)) => Outcome::Passed,
    };
    let name = style.messages.get("report-clarity");
    cases.push(Case::new(name, outcome));
    cases.extend(document.unchecked.iter().map(|part| {
        let language: &str = part.language.into();
        let name = style.messages.get(&format!("language-{language}"));
        Case::new(name, Outcome::Skipped(part.message(style.messages)))
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
    let element = match &case.outcome {
        Outcome::Passed => None,
        Outcome::Skipped(line) => Some(("skipped", line, "")),
        Outcome::Failed(line, body) => Some(("failure", line, body.as_str())),
        Outcome::Broken(line) => Some(("error", line, "")),
    };
    if element.is_none() && case.said.is_empty() {
        return writer.write_event(Event::Empty(start));
    }
    writer.write_event(Event::Start(start))?;
    if let Some((name, line, body)) = element {
        let mut end = BytesStart::new(name);
        end.push_attribute(("message", &*xml(line).replace('\n', " ")));
        if name != "skipped" {
            end.push_attribute(("type", name));
        }
        write_element(end, body, writer)?;
    }
    if !case.said.is_empty() {
        write_element(BytesStart::new("system-out"), &case.said, writer)?;
    }
    writer.write_event(Event::End(BytesEnd::new("testcase")))
}

fn write_element(
    start: BytesStart<'_>,
    text: &str,
    writer: &mut Writer<Vec<u8>>,
) -> io::Result<()> {
    if text.is_empty() {
        return writer.write_event(Event::Empty(start));
    }
    let end = start.to_end().into_owned();
    writer.write_event(Event::Start(start))?;
    writer.write_event(Event::Text(BytesText::new(&xml(text))))?;
    writer.write_event(Event::End(end))
}
