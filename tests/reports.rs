//! Every machine format against its schema, its parser or its specification.

#![allow(clippy::cast_possible_truncation, reason = "the figures are small")]

use std::collections::HashSet;
use std::fs;
use std::process::Command;

use serde::Deserialize;
use support::{findings, folder, json, report};

mod support;

fn index(number: &serde_json::Value) -> usize {
    usize::try_from(number.as_u64().unwrap()).unwrap()
}

#[test]
fn sarif_keeps_the_schema_of_oasis() {
    let folder = folder();
    let log = json(folder.path(), &[".", "--output", "sarif"]);
    let validator = jsonschema::validator_for(&support::sarif_schema()).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| format!("{} {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    // The validator sees a fault when there is one.
    let mut broken = log.clone();
    broken["runs"][0]["results"][0]["level"] = "bad".into();
    assert!(!validator.is_valid(&broken));
}

#[test]
fn sarif_says_where_and_why() {
    let folder = folder();
    let log = json(folder.path(), &[".", "--output", "sarif"]);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let suppressed: Vec<_> = results
        .iter()
        .filter(|result| !result["suppressions"].is_null())
        .collect();
    assert_eq!(
        results.len() - suppressed.len(),
        findings(folder.path()).len()
    );
    assert!(!suppressed.is_empty(), "a comment silences something");
    assert_eq!(suppressed[0]["suppressions"][0]["kind"], "inSource");
    assert_eq!(
        suppressed[0]["suppressions"][0]["justification"],
        "sovittu lautakunnassa"
    );
    for result in results {
        let rule = &run["tool"]["driver"]["rules"][index(&result["ruleIndex"])];
        assert_eq!(rule["id"], result["ruleId"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(region["startLine"].as_u64().unwrap() > 0, "{result}");
    }
    let artifacts = run["artifacts"].as_array().unwrap().iter();
    let uris: Vec<_> = artifacts
        .map(|one| one["location"]["uri"].as_str().unwrap())
        .collect();
    assert!(
        uris.contains(&"yksikk%C3%B6%20a,%20b/ty%C3%B6%20%231.md"),
        "{uris:?}"
    );
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn sarif_counts_columns_in_characters_and_rdjson_in_bytes() {
    let folder = folder();
    let line: Vec<char> = support::PLAN.lines().nth(4).unwrap().chars().collect();
    let sarif = json(folder.path(), &["plan.md", "--output", "sarif"]);
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let region = results
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"]["region"])
        .find(|region| {
            region["startLine"] == 5
                && region["snippet"]["text"]
                    .as_str()
                    .unwrap()
                    .contains("toimesta")
        })
        .expect("the fifth line has a finding");
    let at = |key: &str| index(&region[key]) - 1;
    let words: String = line[at("startColumn")..at("endColumn")].iter().collect();
    assert_eq!(words, region["snippet"]["text"].as_str().unwrap());

    let bytes = support::PLAN.lines().nth(4).unwrap();
    let rdjson = json(folder.path(), &["plan.md", "--output", "rdjson"]);
    let found = rdjson["diagnostics"].as_array().unwrap().iter().any(|one| {
        let range = &one["location"]["range"];
        let column = |end: &str| index(&range[end]["column"]) - 1;
        range["start"]["line"] == 5 && bytes.get(column("start")..column("end")) == Some(&words)
    });
    assert!(found, "{words}: {rdjson:#}");
}

#[test]
fn junit_is_read_by_the_parser_of_nextest() {
    let folder = folder();
    let text = report(
        folder.path(),
        &[".", "--output", "junit", "--min-clarity", "100"],
    );
    let read = quick_junit::Report::deserialize_from_str(&text).unwrap();
    assert_eq!(read.test_suites.len(), 3);
    let plan = &read.test_suites[0];
    assert_eq!(plan.name.as_str(), "plan.md");
    let names: Vec<&str> = plan
        .test_cases
        .iter()
        .map(|case| case.name.as_str())
        .collect();
    assert_eq!(names, ["Kokeillen", "Kimpassa", "Ketterästi", "Selkeys"]);
    assert_eq!(read.errors, 1, "the file that cannot be read");
    assert!(
        read.failures >= 2,
        "a missing step and a missed gate: {text}"
    );
}

#[test]
fn github_shows_at_most_ten_of_a_level_worst_first() {
    let folder = folder();
    let many = "Palvelut järjestetään kaupungin toimesta.\n\n".repeat(30);
    fs::write(folder.path().join("many.md"), many).unwrap();
    let text = report(folder.path(), &[".", "--output", "github"]);
    let commands: Vec<&str> = text.lines().filter(|line| line.starts_with("::")).collect();
    let of = |level: &str| {
        commands
            .iter()
            .filter(|line| line.starts_with(level))
            .count()
    };
    let (errors, warnings, notices) = (of("::error "), of("::warning "), of("::notice "));
    assert_eq!(errors + warnings + notices, commands.len(), "{text}");
    assert!(errors <= 10 && warnings <= 10 && notices <= 10);
    assert!(
        warnings.max(notices) == 10,
        "there is more than fits: {text}"
    );
    let order: Vec<u8> = commands.iter().map(|line| line.as_bytes()[2]).collect();
    let rank = |level: &u8| b"ewn".iter().position(|known| known == level);
    assert!(order.is_sorted_by_key(rank), "{text}");
    assert!(text.contains("… ja "), "the rest is counted: {text}");
    assert!(text.contains("file=yksikkö a%2C b/työ #1.md,line="));
}

#[test]
fn github_adds_to_the_summary_of_the_step() {
    let folder = folder();
    let summary = folder.path().join("summary");
    fs::write(&summary, "before\n").unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args([
            "check",
            "plan.md",
            "--isolated",
            "--lang",
            "fi",
            "--output",
            "github",
        ])
        .env("GITHUB_STEP_SUMMARY", &summary)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = fs::read_to_string(&summary).unwrap();
    assert!(
        text.starts_with("before\n# Linjassa\n"),
        "{text} {status:?}"
    );
}

#[test]
fn markdown_holds_no_markup_of_the_document() {
    let folder = folder();
    let text = report(
        folder.path(),
        &["plan.md", "--output", "markdown", "--full"],
    );
    assert!(!text.contains("<script"));
    let rows = text.lines().filter(|line| line.starts_with('|'));
    for row in rows {
        let bars = row.replace("\\|", "").matches('|').count();
        assert!(bars == 7 || bars == 5, "{bars} bars: {row}");
    }
}

/// An issue as GitLab's documentation lists its keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: String,
    location: IssueLocation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueLocation {
    path: String,
    lines: IssueLines,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueLines {
    begin: u32,
    end: u32,
}

#[test]
fn gitlab_gets_the_keys_it_documents_and_unique_fingerprints() {
    let folder = folder();
    fs::write(folder.path().join("copy.md"), support::PLAN).unwrap();
    let text = report(folder.path(), &[".", "--output", "gitlab"]);
    let issues: Vec<Issue> = serde_json::from_str(&text).unwrap();
    assert_eq!(issues.len(), findings(folder.path()).len());
    let prints: HashSet<&str> = issues.iter().map(|one| one.fingerprint.as_str()).collect();
    assert_eq!(prints.len(), issues.len());
    for issue in &issues {
        assert!(["info", "minor", "major"].contains(&issue.severity.as_str()));
        assert!(!issue.description.is_empty() && !issue.check_name.is_empty());
        assert!(!issue.location.path.starts_with("./"));
        assert!(0 < issue.location.lines.begin);
        assert!(issue.location.lines.begin <= issue.location.lines.end);
    }
}

/// A table as a spreadsheet reads it: header, then rows.
fn table(text: &str, separator: u8) -> Vec<csv::StringRecord> {
    let text = text.strip_prefix('\u{feff}').expect("Excel needs the mark");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows = reader.records().map(Result::unwrap);
    std::iter::once(header).chain(rows).collect()
}

#[test]
fn csv_has_a_row_a_document_as_a_finnish_excel_wants_it() {
    let folder = folder();
    let text = report(folder.path(), &[".", "--output", "csv"]);
    let rows = table(&text, b';');
    assert_eq!(rows.len(), 3, "a header and two documents");
    assert_eq!(&rows[0][0], "Tiedosto");
    assert_eq!(&rows[2][0], "yksikkö a, b/työ #1.md");
    let level = rows[0]
        .iter()
        .position(|name| name.ends_with("paras taso"))
        .unwrap();
    assert!(rows[1..].iter().all(|row| !row[level].contains('.')));
    let point = [
        "plan.md",
        "--output",
        "csv",
        "--csv-separator",
        ",",
        "--csv-decimal-point",
    ];
    let rows = table(&report(folder.path(), &point), b',');
    assert!(rows[1..].iter().all(|row| !row[level].contains(',')));
}

#[test]
fn csv_of_findings_holds_no_formula() {
    let folder = folder();
    let path = folder.path().join("kaavat.md");
    fs::write(
        path,
        "=HYPERLINK(\"x\") palvelut järjestetään kaupungin toimesta.\n",
    )
    .unwrap();
    let text = report(
        folder.path(),
        &[".", "--output", "csv", "--csv", "findings"],
    );
    let rows = table(&text, b';');
    assert!(
        rows.iter()
            .any(|row| row.iter().any(|cell| cell.starts_with("'=HYPERLINK")))
    );
    for cell in rows.iter().flat_map(csv::StringRecord::iter) {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
}

#[test]
fn every_report_is_the_same_whatever_the_number_of_threads() {
    let folder = folder();
    for number in 0..24 {
        let path = folder.path().join(format!("osa-{number}.md"));
        let text = support::PLAN.replace("Uimahalli", &format!("Uimahalli {number}"));
        fs::write(path, text).unwrap();
    }
    let formats = [
        "text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "rdjson",
        "markdown", "csv", "html",
    ];
    for format in formats {
        let with = |jobs| {
            report(
                folder.path(),
                &[".", "--full", "--output", format, "--jobs", jobs],
            )
        };
        assert!(with("1") == with("8"), "{format} differs");
    }
}

#[test]
fn html_escapes_the_document_and_allows_no_other_script() {
    let folder = folder();
    let page = report(folder.path(), &["plan.md", "--output", "html"]);
    assert_eq!(page.matches("<script").count(), 1);
    assert!(page.contains("default-src 'none'; script-src 'sha256-"));
    for forbidden in [
        "http://",
        "https://",
        " style=\"",
        " onclick",
        "javascript:",
        "unsafe-inline",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("<table>") && page.contains("<li class=\"level-1\">"));
}

#[test]
fn html_of_many_documents_has_a_page_for_each() {
    let folder = folder();
    let page = report(folder.path(), &[".", "--output", "html"]);
    assert_eq!(page.matches("<section class=\"document\"").count(), 2);
    assert!(
        page.contains("rikki.docx"),
        "what could not be read is said"
    );
    assert!(page.contains("yksikkö a, b"));
}
