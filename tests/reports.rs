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

/// A folder with documents of every format, two in other languages, and files that cannot be read.
fn folder_of_every_format() -> tempfile::TempDir {
    let folder = folder();
    for number in 0..12 {
        let path = folder.path().join(format!("osa-{number}.md"));
        let text = support::PLAN.replace("Uimahalli", &format!("Uimahalli {number}"));
        fs::write(path, text).unwrap();
    }
    let mut endings = HashSet::new();
    for from in ["fixtures/formats", "tests/hostile"] {
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().unwrap().to_str().unwrap().to_owned();
            if ending == "json" {
                continue;
            }
            endings.insert(ending);
            fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    assert!(endings.len() >= 11, "{endings:?}");
    let others = [
        (
            "ruotsi.md",
            "# Plan\n\nKommunen ordnar en kurs för alla föräldrar på våren. Barnen får komma med.\n",
        ),
        ("tyhja.txt", ""),
        ("outo.md", "\u{0}\u{1}\u{2}PK"),
    ];
    for (name, text) in others {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn every_report_is_the_same_whatever_the_number_of_threads() {
    let formats = [
        "text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "rdjson",
        "markdown", "csv", "html",
    ];
    let folder = folder_of_every_format();
    let into = tempfile::tempdir().unwrap();
    let written = |jobs: &str| -> Vec<Vec<u8>> {
        let path = |format: &&str| into.path().join(format!("{format}-{jobs}"));
        let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
            .args(["check", ".", "--isolated", "--full", "--jobs", jobs])
            .args(
                formats
                    .iter()
                    .map(|format| format!("--output={format}:{}", path(format).display())),
            )
            .env_remove("GITHUB_STEP_SUMMARY")
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(
            output.status.code(),
            Some(2),
            "there are files that cannot be read"
        );
        let reports = formats.iter().map(|format| fs::read(path(format)).unwrap());
        reports.chain([output.stderr]).collect()
    };
    let one = written("1");
    assert!(
        one.iter().all(|report| report.len() > 200),
        "every report says something"
    );
    for jobs in ["2", "8"] {
        for (format, (alone, together)) in formats
            .iter()
            .chain(&["stderr"])
            .zip(one.iter().zip(written(jobs)))
        {
            assert!(*alone == together, "{format} differs with {jobs} threads");
        }
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

/// What reviewdog reads, by its `reviewdog.proto`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Diagnostics {
    source: DiagnosticSource,
    severity: String,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiagnosticSource {
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Diagnostic {
    message: String,
    location: DiagnosticLocation,
    severity: String,
    code: DiagnosticCode,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiagnosticCode {
    value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiagnosticLocation {
    path: String,
    range: Option<DiagnosticRange>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiagnosticRange {
    start: DiagnosticPosition,
    end: Option<DiagnosticPosition>,
}

#[derive(Deserialize, PartialEq, PartialOrd)]
#[serde(deny_unknown_fields)]
struct DiagnosticPosition {
    line: u32,
    column: Option<u32>,
}

#[test]
fn rdjson_has_the_keys_of_reviewdog() {
    let folder = folder();
    let text = report(folder.path(), &[".", "--output", "rdjson"]);
    let result: Diagnostics = serde_json::from_str(&text).unwrap();
    assert_eq!(result.source.name, "linjassa");
    let levels = ["ERROR", "WARNING", "INFO"];
    assert!(levels.contains(&result.severity.as_str()));
    assert_eq!(result.diagnostics.len(), findings(folder.path()).len());
    for diagnostic in &result.diagnostics {
        assert!(levels.contains(&diagnostic.severity.as_str()));
        assert!(!diagnostic.message.is_empty() && !diagnostic.code.value.is_empty());
        assert!(folder.path().join(&diagnostic.location.path).is_file());
        let range = diagnostic.location.range.as_ref().expect("text has lines");
        assert!(range.start.line > 0 && range.start.column != Some(0));
        assert!(range.end.as_ref().is_none_or(|end| *end >= range.start));
    }
}

/// A line of the concise report: file, line, column, severity, rule, message.
#[test]
fn a_concise_line_is_read_by_the_error_format_of_editors() {
    let folder = folder();
    let text = report(folder.path(), &[".", "--output", "concise"]);
    // Vim's `errorformat=%f:%l:%c: %m`.
    let line = regex::Regex::new(r"^(.+?):(\d+):(\d+): (\S.*)$").unwrap();
    assert_eq!(text.lines().count(), findings(folder.path()).len());
    for one in text.lines() {
        let parts = line.captures(one).unwrap_or_else(|| panic!("{one}"));
        assert!(folder.path().join(&parts[1]).is_file(), "{one}");
    }
}

/// The paths of a JSON report in their order.
fn order(folder: &std::path::Path, sort: &str) -> Vec<String> {
    let report = json(folder, &[".", "--output", "json", "--sort", sort]);
    let documents = report["documents"].as_array().unwrap().iter();
    documents
        .map(|document| document["path"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn documents_are_ordered_as_asked() {
    let folder = folder();
    fs::remove_file(folder.path().join("rikki.docx")).unwrap();
    fs::write(folder.path().join("lyhyt.md"), "Tori on auki.\n").unwrap();
    let (plan, notice, short) = ("plan.md", "yksikkö a, b/työ #1.md", "lyhyt.md");
    assert_eq!(order(folder.path(), "path"), [short, plan, notice]);
    assert_eq!(order(folder.path(), "words"), [short, notice, plan]);
    let report = json(folder.path(), &[".", "--output", "json"]);
    let clarity = |path: &str| {
        let mut documents = report["documents"].as_array().unwrap().iter();
        let document = documents.find(|one| one["path"] == path).unwrap();
        document["clarity"]["score"].as_u64()
    };
    assert!(
        clarity(plan) < clarity(notice),
        "the plan is the less clear one"
    );
    assert_eq!(clarity(short), None);
    assert_eq!(order(folder.path(), "clarity"), [plan, notice, short]);
    assert_eq!(order(folder.path(), "score").last().unwrap(), short);
    let weight = |path: &String| {
        let found = findings(folder.path());
        let of_path = found.iter().filter(|(of, _)| of == path);
        let severities: Vec<_> = of_path.map(|(_, one)| one["severity"].clone()).collect();
        let count = |name: &str| severities.iter().filter(|one| *one == name).count();
        [count("error"), count("warning"), severities.len()]
    };
    let weights: Vec<_> = order(folder.path(), "findings")
        .iter()
        .map(weight)
        .collect();
    assert!(
        weights.is_sorted_by(|one, other| one > other),
        "{weights:?}"
    );
}

#[test]
fn folders_are_summed_up_in_json_and_csv() {
    let folder = folder();
    let inner = folder.path().join("yksikkö a, b");
    fs::write(inner.join("toinen.md"), support::PLAN).unwrap();
    let report_of = json(folder.path(), &[".", "--output", "json"]);
    let folders = report_of["summary"]["folders"].as_array().unwrap();
    assert_eq!(folders.len(), 2);
    assert_eq!(
        (&folders[0]["path"], &folders[0]["documents"]),
        (&".".into(), &1.into())
    );
    assert_eq!(folders[1]["path"], "yksikkö a, b");
    assert_eq!(folders[1]["documents"], 2);
    let documents = report_of["documents"].as_array().unwrap();
    let inside: Vec<u64> = documents
        .iter()
        .filter(|document| document["path"].as_str().unwrap().starts_with("yksikkö"))
        .map(|document| document["clarity"]["score"].as_u64().unwrap())
        .collect();
    // Half a point is rounded up.
    assert_eq!(
        folders[1]["clarity"],
        inside.iter().sum::<u64>().div_ceil(2)
    );
    let verdicts = folders[1]["steps"][0]["verdicts"].as_object().unwrap();
    let counted: u64 = verdicts.values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(counted, 2);

    let text = report(folder.path(), &[".", "--output", "csv", "--csv", "folders"]);
    let rows = table(&text, b';');
    assert_eq!(rows.len(), 3);
    assert_eq!((&rows[2][0], &rows[2][1]), ("yksikkö a, b", "2"));
}

/// A notice in three languages.
const MIXED: &str = "\
# Kirjaston tiedote

Kirjasto on auki arkisin. Tule tutustumaan uusiin tiloihin. Lainaa kirja mukaasi.
Varaa ryhmälle oma huone. Kysy lisää tiskiltä.

Biblioteket är öppet varje dag från nio till arton.

The library is open every day. You are welcome to visit us.

Välkommen till våra nya lokaler, där ni kan låna böcker.
";

#[test]
fn every_report_says_what_was_not_checked_for_its_language() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tiedote.md"), MIXED).unwrap();
    let formats = [
        "text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "rdjson",
        "markdown", "csv", "html",
    ];
    let swedish = "Tarkistamatta jäi 2 kohtaa ruotsiksi (19 sanaa).";
    let english = "Tarkistamatta jäi yksi kohta englanniksi (12 sanaa).";
    for format in formats {
        let text = report(folder.path(), &["tiedote.md", "--output", format]);
        assert!(text.contains(swedish), "{format}: {text}");
        assert!(text.contains(english), "{format}: {text}");
    }
    let plain = report(folder.path(), &["tiedote.md", "--output", "concise"]);
    let first = plain.lines().find(|line| line.contains(swedish)).unwrap();
    assert!(first.starts_with("tiedote.md:6:1: note: "), "{first}");
}

#[test]
fn what_was_not_checked_costs_neither_clarity_nor_the_exit_status() {
    let folder = tempfile::tempdir().unwrap();
    let finnish: String = MIXED.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n");
    fs::write(folder.path().join("sekava.md"), MIXED).unwrap();
    fs::write(folder.path().join("suomi.md"), finnish).unwrap();
    let report = json(folder.path(), &[".", "--output", "json"]);
    let documents = report["documents"].as_array().unwrap();
    assert_eq!(documents[0]["clarity"], documents[1]["clarity"]);
    assert_eq!(documents[0]["unchecked"].as_array().unwrap().len(), 2);
    assert_eq!(documents[1]["unchecked"].as_array().unwrap().len(), 0);
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(["check", "sekava.md", "--isolated", "--output", "concise"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_text_in_another_language_is_not_called_clean() {
    let folder = tempfile::tempdir().unwrap();
    let swedish = "Vi prövar ett nytt sätt att arbeta tillsammans med invånarna.\n".repeat(6);
    fs::write(folder.path().join("svenska.md"), swedish).unwrap();
    for format in ["text", "html"] {
        let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
            .args(["check", "svenska.md", "--isolated", "--lang", "fi"])
            .args(["--doctype", "blog", "--output", format])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("ruotsiksi"), "{text}");
        assert!(!text.contains("Hyvää työtä"), "{format}: {text}");
    }
}

#[test]
fn a_narrow_terminal_folds_nothing_but_paths() {
    use linjassa::report::{CsvOptions, Report, ReportFormat, Sort, Style, write};
    use linjassa::text::{Lang, Messages};
    let folder = folder();
    let deep = folder
        .path()
        .join("pitkaniminen-yksikko-jossa-on-monta-sanaa/ja-viela-toinen-kansio");
    fs::create_dir_all(&deep).unwrap();
    for number in 0..12 {
        let path = deep.join(format!("toimintasuunnitelma-vuodelle-{number}.md"));
        fs::write(path, support::PLAN).unwrap();
    }
    let all = json(folder.path(), &[".", "--output", "json"]);
    let all: Report = serde_json::from_value(all).unwrap();
    let one = json(folder.path(), &["plan.md", "--output", "json"]);
    let one: Report = serde_json::from_value(one).unwrap();
    let messages = Messages::new(Lang::Fi);
    let mut named = 0;
    for (report, is_full) in [(&all, false), (&all, true), (&one, false), (&one, true)] {
        let style = Style {
            messages: &messages,
            width: 60,
            is_full,
            sort: Sort::Path,
            csv: CsvOptions::default(),
        };
        let mut text = Vec::new();
        write(ReportFormat::Text, report, &style, &mut text).unwrap();
        for line in String::from_utf8(text).unwrap().lines() {
            let is_path = line.contains("ja-viela-toinen-kansio");
            assert!(
                is_path || textwrap::core::display_width(line) <= 60,
                "{line}"
            );
            named += usize::from(
                line.trim_start()
                    .starts_with("toimintasuunnitelma-vuodelle-"),
            );
        }
    }
    assert_eq!(
        named, 12,
        "each name has a line of its own beneath its cells"
    );
}

// Comparisons

/// A folder with the reports of two runs: a plan was renamed and lost its experiment, a notice got
/// a fault and lost another, and a file could be read no longer.
fn two_runs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let plan = "# Uimahallin toimintasuunnitelma

Uimahalli kokeilee iltavuoroa maaliskuun ajan. Vastaava uinninvalvoja laskee kävijät joka torstai.

Järjestämme uimakoulun yhdessä vanhempainyhdistyksen kanssa 3.6. alkaen. Tavoite on 40 lasta.

Vastaamme viesteihin saman päivän aikana. Poistamme vuoron varauksesta yhden vaiheen huhtikuussa.

Kerromme tuloksista hallin aulassa. Luvut ovat esillä joka kuun alussa.
";
    write("hallit/vanha, a.md", plan);
    write("hallit/toinen.md", support::NOTICE);
    write("koulu.md", "# Koulu\n\nRyhmä implementoi mallin.\n");
    report(
        folder.path(),
        &[".", "--output", "json:old.json", "--output", "concise"],
    );
    fs::remove_file(folder.path().join("hallit/vanha, a.md")).unwrap();
    let worse = plan
        .replace(
            "kokeilee iltavuoroa maaliskuun ajan",
            "on auki myös iltaisin koko vuoden",
        )
        .replace(
            "laskee kävijät joka torstai",
            "istuu altaan reunalla ja katsoo",
        );
    write("hallit/uusi, a.md", &worse);
    let notice = support::NOTICE.replace(
        "Ratkaisu tehdään kaupungin toimesta.",
        "Ratkaisu on kaupungin.",
    );
    write(
        "hallit/toinen.md",
        &format!("{notice}\n=Neuvosto implementoi mallin.\n"),
    );
    write("koulu.md", "\u{0}\u{1}PK");
    report(
        folder.path(),
        &[".", "--output", "json:new.json", "--output", "concise"],
    );
    folder
}

fn compared(folder: &std::path::Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args([
            "compare",
            "old.json",
            "new.json",
            "--isolated",
            "--lang",
            "fi",
        ])
        .args(arguments)
        .env_remove("GITHUB_STEP_SUMMARY")
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    // A file of the newer run could not be read.
    assert_eq!(output.status.code(), Some(2), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_format_of_a_comparison_tells_the_change_of_documents_and_folders() {
    let folder = two_runs();
    let folder_named = regex::Regex::new("hallit[^/a-z]|hallit/[^a-z]").unwrap();
    for format in [
        "text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "rdjson",
        "markdown", "csv", "html",
    ] {
        let text = compared(folder.path(), &["--output", format]);
        // As addresses and properties of workflow commands have it.
        let text = text.replace("%20", " ").replace("%2C", ",");
        assert!(text.contains("hallit/uusi, a.md"), "{format}: {text}");
        let folders = match format {
            "csv" => compared(folder.path(), &["--output", format, "--csv", "folders"]),
            _ => text.clone(),
        };
        assert!(folder_named.is_match(&folders), "{format}: {folders}");
        let findings = match format {
            "csv" => compared(folder.path(), &["--output", format, "--csv", "findings"]),
            _ => text.clone(),
        };
        let is_named =
            findings.contains("foreign-verb") || format == "junit" || format == "concise";
        assert!(is_named, "{format}: {findings}");
        // These two hold findings alone; the program tells it beside them.
        let is_silent = matches!(format, "gitlab" | "rdjson");
        let tells = ["unread", "ei voitu lukea", "ei tunnistettu"];
        assert!(
            is_silent || tells.iter().any(|tell| text.contains(tell)),
            "{format}: {text}"
        );
    }
}

#[test]
fn sarif_of_a_comparison_gives_each_finding_its_state() {
    let folder = two_runs();
    let log: serde_json::Value =
        serde_json::from_str(&compared(folder.path(), &["--output", "sarif"])).unwrap();
    let validator = jsonschema::validator_for(&support::sarif_schema()).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let of = |state: &str, rule: &str| -> Vec<&serde_json::Value> {
        let results = results.iter();
        results
            .filter(|one| one["baselineState"] == state && one["ruleId"] == rule)
            .collect()
    };
    assert_eq!(of("new", "foreign-verb").len(), 1);
    assert_eq!(of("absent", "doer-behind-toimesta").len(), 1);
    assert_eq!(
        of("absent", "foreign-verb").len(),
        0,
        "what cannot be read is not mended"
    );
    let falls = of("new", "score-change");
    assert!(
        falls.iter().any(|one| one["level"] == "warning"),
        "{falls:#?}"
    );
    let artifacts = run["artifacts"].as_array().unwrap();
    for result in results {
        assert!(result["baselineState"].is_string());
        assert_eq!(
            run["tool"]["driver"]["rules"][index(&result["ruleIndex"])]["id"],
            result["ruleId"]
        );
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(
            artifacts[index(&place["index"])]["location"]["uri"],
            place["uri"]
        );
    }
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn junit_of_a_comparison_fails_where_a_step_falls_by_more_than_is_allowed() {
    let folder = two_runs();
    let read = |arguments: &[&str]| {
        let text = compared(folder.path(), &[&["--output", "junit"], arguments].concat());
        quick_junit::Report::deserialize_from_str(&text).unwrap()
    };
    let report = read(&[]);
    let suites: Vec<&str> = report
        .test_suites
        .iter()
        .map(|suite| suite.name.as_str())
        .collect();
    assert_eq!(
        suites,
        [
            "hallit/toinen.md",
            "hallit/uusi, a.md",
            "./",
            "hallit/",
            "koulu.md"
        ]
    );
    let cases = &report.test_suites[1].test_cases;
    let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Kokeillen",
            "Kimpassa",
            "Ketterästi",
            "Selkeys",
            "Havainnot"
        ]
    );
    let said = cases[0]
        .system_out
        .as_ref()
        .expect("the change is told")
        .as_str();
    assert!(said.contains('→'), "{said}");
    assert!(report.failures >= 1 && report.errors == 1, "{report:?}");
    assert_eq!(read(&["--no-regression=100"]).failures, 0);
}

#[test]
fn services_get_new_findings_and_changes_of_scores_alone() {
    let folder = two_runs();
    let text = compared(folder.path(), &["--output", "gitlab", "--no-regression"]);
    let issues: Vec<Issue> = serde_json::from_str(&text).unwrap();
    let prints: HashSet<&str> = issues.iter().map(|one| one.fingerprint.as_str()).collect();
    assert_eq!(prints.len(), issues.len());
    let found: Vec<(&str, &str)> = issues
        .iter()
        .map(|one| (one.check_name.as_str(), one.location.path.as_str()))
        .collect();
    assert!(
        found.contains(&("foreign-verb", "hallit/toinen.md")),
        "{found:?}"
    );
    assert!(found.contains(&("score-change", "hallit")), "{found:?}");
    let fallen = issues
        .iter()
        .find(|one| one.location.path == "hallit/uusi, a.md")
        .unwrap();
    assert_eq!(fallen.severity, "major", "a fall that fails the run");
    assert!(
        fallen.description.contains("hallit/vanha, a.md"),
        "{}",
        fallen.description
    );

    let text = compared(folder.path(), &["--output", "rdjson"]);
    let result: Diagnostics = serde_json::from_str(&text).unwrap();
    assert_eq!(result.diagnostics.len(), issues.len());
    assert_eq!(result.severity, "WARNING", "a fall that does not");

    let summary = folder.path().join("summary");
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args([
            "compare",
            "old.json",
            "new.json",
            "--isolated",
            "--output",
            "github",
        ])
        .env("GITHUB_STEP_SUMMARY", &summary)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().all(|line| line.starts_with("::")), "{text}");
    assert!(text.starts_with("::error file=koulu.md::"), "{text}");
    assert!(
        text.contains(
            "::warning file=hallit/uusi%2C a.md,title=The scores changed (score-change)::"
        ),
        "{text}"
    );
    assert!(
        fs::read_to_string(summary)
            .unwrap()
            .starts_with("# Change between two reports")
    );
}

#[test]
fn csv_of_a_comparison_has_numbers_below_zero_and_no_formula() {
    let folder = two_runs();
    let rows = table(&compared(folder.path(), &["--output", "csv"]), b';');
    let change = rows[0]
        .iter()
        .position(|name| name == "Kokeillen: muutos")
        .unwrap();
    let fallen = rows
        .iter()
        .find(|row| &row[0] == "hallit/uusi, a.md")
        .unwrap();
    assert!(
        fallen[change].starts_with('-') && fallen[change].parse::<f64>().is_ok(),
        "{fallen:?}"
    );
    let rows = table(
        &compared(
            folder.path(),
            &["--output", "csv", "--csv", "folders", "--csv-decimal-point"],
        ),
        b';',
    );
    assert!(rows.iter().any(|row| &row[0] == "hallit"));
    let rows = table(
        &compared(folder.path(), &["--output", "csv", "--csv", "findings"]),
        b';',
    );
    assert!(
        rows.iter()
            .any(|row| &row[0] == "uusi" && &row[5] == "foreign-verb"),
        "{rows:?}"
    );
    for cell in rows.iter().flat_map(csv::StringRecord::iter) {
        assert!(!cell.starts_with(['=', '+', '@']), "{cell}");
    }
}

#[test]
fn what_a_comparison_drops_is_shown_by_options_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.md");
    fs::write(&path, "# Koulu\n\nRyhmä kokoontuu.\n").unwrap();
    report(
        folder.path(),
        &[
            "plan.md",
            "--output",
            "json:old.json",
            "--output",
            "concise",
        ],
    );
    let names = ["Aalto", "Berg", "Dahl", "Eskola", "Falck", "Grann", "Halla"];
    let names = names
        .iter()
        .flat_map(|one| ["Ilo", "Joki"].map(|two| format!("{one} {two}")));
    let faults = names.map(|name| format!("Ryhmä {name} implementoi mallin.\n\n"));
    fs::write(&path, faults.collect::<String>()).unwrap();
    report(
        folder.path(),
        &[
            "plan.md",
            "--output",
            "json:new.json",
            "--output",
            "concise",
        ],
    );
    let github = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
            .args(arguments)
            .args(["--isolated", "--lang", "en", "--output", "github"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    // The comparison has no `--full`, which was named.
    let compared = github(&["compare", "old.json", "new.json"]);
    assert!(
        compared.contains("The whole list: --output text\n"),
        "{compared}"
    );
    let checked = github(&["check", "plan.md"]);
    assert!(
        checked.contains("The whole list: --output text --full\n"),
        "{checked}"
    );
}

#[test]
fn a_short_text_is_measured_and_not_compared() {
    let folder = tempfile::tempdir().unwrap();
    let short = "Kirjasto avaa ovensa maanantaina. Kahvia on tarjolla.\n";
    fs::write(folder.path().join("a.md"), short).unwrap();
    let report = json(folder.path(), &["a.md", "--output", "json"]);
    let readability = &report["documents"][0]["readability"];
    assert_eq!(readability["words"], 7);
    assert_eq!(readability["sentences"], 2);
    assert_eq!(readability["measures"][0]["id"], "sentence-words");
    assert_eq!(readability["measures"][0]["value"], 3.5);
    assert!(readability["measures"][0]["usual"].is_null());
}

#[test]
fn a_longer_text_is_held_against_its_genre_in_every_report_for_people() {
    let folder = tempfile::tempdir().unwrap();
    let sentence = "Kirjasto avaa ovensa asukkaille maanantaina ja palvelee koko viikon. ";
    fs::write(folder.path().join("a.md"), sentence.repeat(20)).unwrap();
    let found = json(folder.path(), &["a.md", "--output", "json"]);
    let readability = &found["documents"][0]["readability"];
    assert_eq!(readability["genre"], "programmes");
    let words = &readability["measures"][0];
    assert_eq!(words["value"], 9.0);
    assert_eq!(words["usual"]["place"], "lower");
    assert!(words["usual"]["low"].as_f64().unwrap() > 9.0);
    for format in ["text", "html"] {
        let text = report(folder.path(), &["a.md", "--full", "--output", format]);
        assert!(text.contains("vähemmän kuin tavallisesti"), "{text}");
        assert!(text.contains("Vertailussa suunnitelmat ja ohjelmat."));
    }
    let table = report(folder.path(), &["a.md", "--output", "csv"]);
    let mut lines = table.lines().map(|line| line.split(';'));
    let column = lines
        .next()
        .unwrap()
        .position(|name| name == "Sanoja virkkeessä");
    assert_eq!(lines.next().unwrap().nth(column.unwrap()), Some("9"));
}
