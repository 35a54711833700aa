//! SARIF 2.1.0, which GitHub, Azure DevOps and many editors read.
//!
//! Specification: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::io::{self, Write};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::report::{DocumentReview, FindingReview, Report, RuleReview, SuppressedBy, Unread};
use crate::text::Lang;

/// What a path in an address must not hold as it is.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a log is made of.
pub(super) struct Log<'a> {
    /// Version of the program.
    pub(super) version: &'a str,
    /// Language of the texts.
    pub(super) lang: Lang,
    /// The rules that found something.
    pub(super) rules: &'a [RuleReview],
    /// The files that could not be read.
    pub(super) unread: &'a [Unread],
    /// The files, as [`artifact`] makes them.
    pub(super) artifacts: Vec<Value>,
    /// The findings, as [`result`] makes them.
    pub(super) results: Vec<Value>,
}

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let documents = report.documents.iter();
    let results = documents
        .clone()
        .enumerate()
        .flat_map(|(index, document)| {
            let findings = document.findings.iter();
            findings.map(move |finding| result(&report.rules, &document.path, index, finding))
        })
        .collect();
    let log = Log {
        version: &report.version,
        lang: report.lang,
        rules: &report.rules,
        unread: &report.unread,
        artifacts: documents.map(document_artifact).collect(),
        results,
    };
    log.write(out)
}

impl Log<'_> {
    /// Writes the log.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let lang: &str = self.lang.into();
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "Linjassa",
                    "version": self.version,
                    "semanticVersion": self.version,
                    "language": lang,
                    "rules": self.rules.iter().map(rule).collect::<Vec<_>>(),
                }},
                "language": lang,
                "columnKind": "unicodeCodePoints",
                "invocations": [invocation(self.unread)],
                "artifacts": self.artifacts,
                "results": self.results,
            }],
        });
        serde_json::to_writer_pretty(&mut *out, &log)?;
        writeln!(out)
    }
}

fn rule(rule: &RuleReview) -> Value {
    let mut value = json!({
        "id": rule.id,
        "shortDescription": {"text": message(&rule.title)},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.pack]},
    });
    // An empty text is not allowed, and a rule may have no reason of its own.
    if !rule.why.is_empty() {
        let help = match &rule.source {
            Some(source) => format!("{} ({source})", rule.why),
            None => rule.why.clone(),
        };
        value["fullDescription"] = json!({"text": message(&rule.why)});
        value["help"] = json!({"text": message(&help)});
    }
    value
}

/// The files that could not be read make the run a failed one.
fn invocation(unread: &[Unread]) -> Value {
    let notifications = unread.iter().map(|unread| {
        json!({
            "level": "error",
            "message": {"text": message(&unread.message)},
            "locations": [{"physicalLocation": {"artifactLocation": artifact_location(&unread.path)}}],
        })
    });
    json!({
        "executionSuccessful": unread.is_empty(),
        "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
    })
}

fn document_artifact(document: &DocumentReview) -> Value {
    let scores: Map<String, Value> = document
        .steps
        .iter()
        .map(|step| {
            let value = json!({"score": step.score, "verdict": step.verdict, "level": step.level});
            (step.id.clone(), value)
        })
        .collect();
    let properties = json!({
        "strategy": document.strategy,
        "doctype": document.doctype,
        "steps": scores,
        "clarity": document.clarity.score,
    });
    artifact(&document.path, properties)
}

/// A file with what else is known of it.
pub(super) fn artifact(path: &str, properties: Value) -> Value {
    json!({"location": artifact_location(path), "properties": properties})
}

fn artifact_location(path: &str) -> Value {
    let encoded = utf8_percent_encode(path, PATH).to_string();
    if path.starts_with('/') {
        return json!({"uri": format!("file://{encoded}")});
    }
    // A colon before the first slash would be read as the end of a scheme's name.
    let first = encoded.split('/').next().unwrap_or_default();
    let uri = if first.contains(':') {
        format!("./{encoded}")
    } else {
        encoded
    };
    json!({"uri": uri, "uriBaseId": "%SRCROOT%"})
}

/// A finding in the file `path`, the artifact of the number `artifact`.
pub(super) fn result(
    rules: &[RuleReview],
    path: &str,
    artifact: usize,
    finding: &FindingReview,
) -> Value {
    let text = match &finding.suggestion {
        Some(suggestion) if !finding.message.contains(suggestion.as_str()) => {
            format!("{} {suggestion}", finding.message)
        }
        Some(_) | None => finding.message.clone(),
    };
    let mut value = json!({
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": message(&text)},
        "locations": [location(path, artifact, finding)],
        "partialFingerprints": {
            "linjassa/v1": finding.fingerprint,
            // The one name GitHub reads.
            "primaryLocationLineHash": format!("{}:1", finding.fingerprint),
        },
    });
    let index = rules.iter().position(|rule| rule.id == finding.rule);
    if let Some(index) = index {
        value["ruleIndex"] = json!(index);
    }
    if let Some(reason) = &finding.suppressed {
        let kind = match finding.suppressed_by {
            Some(SuppressedBy::Comment) => "inSource",
            Some(SuppressedBy::Settings) | None => "external",
        };
        let mut suppression = json!({"kind": kind});
        if !reason.is_empty() {
            suppression["justification"] = json!(reason);
        }
        value["suppressions"] = json!([suppression]);
    }
    value
}

fn location(path: &str, artifact: usize, finding: &FindingReview) -> Value {
    let mut artifact_location = artifact_location(path);
    artifact_location["index"] = json!(artifact);
    let mut physical = json!({"artifactLocation": artifact_location});
    let location = &finding.location;
    if let Some(line) = location.place.line {
        let mut region = json!({"startLine": line});
        region["startColumn"] = json!(location.place.column.unwrap_or(1));
        if let (Some(line), Some(column)) = (location.end_line, location.end_column) {
            region["endLine"] = json!(line);
            region["endColumn"] = json!(column);
        }
        if !finding.text.is_empty() {
            region["snippet"] = json!({"text": finding.text});
        }
        physical["region"] = region;
    }
    let mut value = json!({"physicalLocation": physical});
    let logical = logical_location(finding);
    if let Some(logical) = logical {
        value["logicalLocations"] = json!([logical]);
    }
    value
}

/// The headings above, or the page, slide or cell where there are none.
fn logical_location(finding: &FindingReview) -> Option<Value> {
    let place = &finding.location.place;
    let number = |name: &str, value: Option<u32>| value.map(|value| format!("{name} {value}"));
    let sheet = place.sheet.as_ref().map(|sheet| format!("sheet {sheet}"));
    let cell = place.cell.as_ref().map(|cell| format!("cell {cell}"));
    let places = [
        number("page", place.page),
        number("slide", place.slide),
        sheet,
        cell,
        number("paragraph", place.paragraph),
    ];
    let mut parts = finding.location.headings.clone();
    parts.extend(places.into_iter().flatten());
    let name = parts.last()?.clone();
    Some(json!({"name": name, "fullyQualifiedName": parts.join("/"), "kind": "member"}))
}

/// Text in which SARIF sees neither a placeholder nor a link (3.11.5 and 3.11.6).
fn message(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' => escaped.extend([c, c]),
            '[' | ']' | '\\' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_an_address() {
        let uri = |path| artifact_location(path)["uri"].as_str().unwrap().to_owned();
        assert_eq!(uri("osasto 1/työ#2.docx"), "osasto%201/ty%C3%B6%232.docx");
        assert_eq!(uri("a:b.md"), "./a:b.md");
        assert_eq!(uri("/koti/a.md"), "file:///koti/a.md");
    }

    #[test]
    fn brackets_and_braces_are_plain_text() {
        assert_eq!(message("[a](b) {0}"), "\\[a\\](b) {{0}}");
    }
}
