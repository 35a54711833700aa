//! Silencing findings: comments in the text, and exceptions in the settings.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A sentence that `doer-behind-toimesta` finds, and nothing else at or above a warning.
const FAULT: &str = "Avajaiset järjestetään kaupungin toimesta.";

/// Findings of the program on files in a folder: rule, and the reason if it is silenced.
fn findings(folder: &Path, paths: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(["check", "--lang", "en", "--output", "json"])
        .args(paths)
        .current_dir(folder)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let documents = report["documents"].as_array().unwrap().clone();
    let findings = documents.iter().flat_map(|document| {
        let findings = document["findings"].as_array().unwrap().iter();
        findings.map(|finding| {
            let mut finding = finding.clone();
            finding["path"] = document["path"].clone();
            finding
        })
    });
    findings.collect()
}

/// The findings of one Markdown text.
fn of_text(text: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("linjassa.toml"), "").unwrap();
    fs::write(folder.path().join("plan.md"), text).unwrap();
    findings(folder.path(), &["plan.md"])
}

/// The findings of two plans under these settings.
fn of_settings(settings: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("linjassa.toml"), settings).unwrap();
    fs::write(folder.path().join("one.md"), FAULT).unwrap();
    fs::write(folder.path().join("two.md"), "Kirjasto avataan lauantaina.").unwrap();
    findings(folder.path(), &["one.md", "two.md"])
}

fn count(findings: &[Value], rule: &str, is_silenced: bool) -> usize {
    let is_counted = |finding: &&Value| {
        finding["rule"] == rule && finding["suppressed"].is_string() == is_silenced
    };
    findings.iter().filter(is_counted).count()
}

fn silenced(findings: &[Value]) -> usize {
    count(findings, "doer-behind-toimesta", true)
}

fn open(findings: &[Value]) -> usize {
    count(findings, "doer-behind-toimesta", false)
}

fn told<'a>(findings: &'a [Value], rule: &str) -> &'a Value {
    let found = findings.iter().find(|finding| finding["rule"] == rule);
    found.unwrap_or_else(|| panic!("{rule} in {findings:#?}"))
}

#[test]
fn a_comment_silences_the_next_block_only() {
    let found = of_text(&format!(
        "{FAULT}\n\n<!-- linjassa: ignore doer-behind-toimesta -- sovittu -->\n{FAULT}\n\n{FAULT}\n"
    ));
    assert_eq!((silenced(&found), open(&found)), (1, 2));
    let finding = found
        .iter()
        .find(|finding| finding["suppressed"].is_string());
    assert_eq!(finding.unwrap()["suppressed"], "sovittu");
    assert_eq!(count(&found, "unused-comment", false), 0);
}

#[test]
fn before_a_list_or_a_table_it_silences_the_whole_of_it() {
    let list = format!("<!-- linjassa: ignore -->\n- {FAULT}\n- {FAULT}\n\n{FAULT}\n");
    let table = format!(
        "<!-- linjassa: ignore doer-behind-toimesta -->\n\n| Asia | Teko |\n|---|---|\n| Juhla | {FAULT} |\n| Avajaiset | {FAULT} |\n\n{FAULT}\n"
    );
    let found = of_text(&list);
    assert_eq!((silenced(&found), open(&found)), (2, 1));
    assert_eq!(open(&of_text(&table)), 1);
}

#[test]
fn a_stretch_reaches_from_start_to_its_end_or_to_the_end_of_the_text() {
    let comment = |what: &str| format!("\n\n<!-- linjassa: {what} -->\n\n");
    let (start, end) = (comment("ignore-start"), comment("ignore-end"));
    let found = of_text(&format!("{FAULT}{start}{FAULT}\n\n{FAULT}{end}{FAULT}\n"));
    assert_eq!((silenced(&found), open(&found)), (2, 2));
    let found = of_text(&format!("{FAULT}{start}{FAULT}\n\n{FAULT}\n"));
    assert_eq!((silenced(&found), open(&found)), (2, 1));
    // The inner stretch was lost when an outer one was open.
    let inner = comment("ignore-start doer-behind-toimesta");
    let outer = comment("ignore-start long-sentence");
    let found = of_text(&format!("{outer}{inner}{FAULT}{end}{FAULT}{end}{FAULT}\n"));
    assert_eq!((silenced(&found), open(&found)), (1, 2));
}

#[test]
fn every_rule_a_comment_names_has_to_be_of_use() {
    let found = of_text(&format!(
        "<!-- linjassa: ignore doer-behind-toimesta, long-sentence -- sovittu -->\n{FAULT}\n"
    ));
    assert_eq!(silenced(&found), 1);
    let idle = told(&found, "unused-comment")["message"].clone();
    assert!(idle.as_str().unwrap().contains("long-sentence"), "{idle}");
    assert_eq!(count(&found, "unused-comment", false), 1);
}

#[test]
fn an_expectation_that_comes_true_silences_and_one_that_does_not_is_told() {
    let expecting = "<!-- linjassa: expect doer-behind-toimesta -- esimerkki oppaassa -->\n";
    let found = of_text(&format!("{expecting}{FAULT}\n"));
    assert_eq!((silenced(&found), open(&found)), (1, 0));
    assert_eq!(count(&found, "unmet-expectation", false), 0);

    let found = of_text(&format!("{expecting}Kaupunki järjestää avajaiset.\n"));
    let unmet = told(&found, "unmet-expectation");
    assert_eq!(unmet["severity"], "warning");
    assert_eq!(
        unmet["line"]
            .as_u64()
            .or(unmet["location"]["line"].as_u64()),
        Some(2)
    );
    assert_eq!(count(&found, "unused-comment", false), 0);
}

#[test]
fn a_comment_that_is_not_understood_is_told() {
    let found = of_text(&format!(
        "<!-- linjassa: ingore long-sentence -->\n{FAULT}\n"
    ));
    assert_eq!((silenced(&found), open(&found)), (0, 1));
    told(&found, "unknown-comment");

    let found = of_text(&format!(
        "<!-- linjassa: ignore doer-behind-toimsta -->\n{FAULT}\n"
    ));
    assert_eq!((silenced(&found), open(&found)), (0, 1));
    let unknown = told(&found, "unknown-rule-comment");
    assert_eq!(unknown["suggestion"], "doer-behind-toimesta");

    let found = of_text(&format!("{FAULT}\n\n<!-- linjassa: ignore-end -->\n"));
    told(&found, "unknown-comment");
}

#[test]
fn an_exception_silences_by_file_rule_and_fingerprint() {
    let print = {
        let found = of_settings("");
        told(&found, "doer-behind-toimesta")["fingerprint"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let keys = [
        "file = \"one.md\"".to_owned(),
        "rule = \"doer-behind-toimesta\"".to_owned(),
        format!("fingerprint = \"{print}\""),
        format!("file = \"*.md\"\nrule = \"doer-behind-toimesta\"\nfingerprint = \"{print}\""),
    ];
    for keys in keys {
        let found = of_settings(&format!("[[ignore]]\n{keys}\nreason = \"lainaus\"\n"));
        assert_eq!((silenced(&found), open(&found)), (1, 0), "{keys}");
        assert_eq!(count(&found, "unused-ignore", false), 0, "{keys}");
    }
    let found =
        of_settings("[[ignore]]\nfingerprint = \"0123456789abcdef\"\nreason = \"lainaus\"\n");
    assert_eq!((silenced(&found), open(&found)), (0, 1));
}

#[test]
fn an_exception_that_silences_nothing_is_told_once() {
    let found =
        of_settings("[[ignore]]\nrule = \"double-passive\"\nreason = \"päätöksen sanat\"\n");
    let idle = told(&found, "unused-ignore");
    assert_eq!(idle["severity"], "note");
    assert!(
        idle["message"]
            .as_str()
            .unwrap()
            .contains("päätöksen sanat")
    );
    assert_eq!(count(&found, "unused-ignore", false), 1);

    let found = of_settings(
        "[[ignore]]\nfile = \"two.md\"\nrule = \"doer-behind-toimesta\"\nreason = \"lainaus\"\n",
    );
    assert_eq!(told(&found, "unused-ignore")["path"], "two.md");
    assert_eq!(open(&found), 1);
}

#[test]
fn an_exception_for_a_file_that_is_not_checked_is_not_judged() {
    let found = of_settings(
        "[[ignore]]\nfile = \"other.docx\"\nrule = \"doer-behind-toimesta\"\nreason = \"lainaus\"\n",
    );
    assert_eq!(count(&found, "unused-ignore", false), 0);
}

#[test]
fn an_exception_whose_day_has_passed_is_told_where_it_was_of_use() {
    let settings = |until: &str| {
        format!(
            "[[ignore]]\nrule = \"doer-behind-toimesta\"\nreason = \"odottaa päätöstä\"\nuntil = \"{until}\"\n"
        )
    };
    let found = of_settings(&settings("2019-12-31"));
    assert_eq!((silenced(&found), open(&found)), (0, 1));
    let expired = told(&found, "expired-ignore");
    assert_eq!(
        (&expired["severity"], &expired["path"]),
        (&"warning".into(), &"one.md".into())
    );
    assert!(expired["message"].as_str().unwrap().contains("2019-12-31"));
    assert_eq!(count(&found, "unused-ignore", false), 0);

    let found = of_settings(&settings("2999-12-31"));
    assert_eq!((silenced(&found), open(&found)), (1, 0));
    assert_eq!(count(&found, "expired-ignore", false), 0);
}

#[test]
fn the_settings_can_switch_off_what_is_said_of_exceptions() {
    let found = of_settings(
        "[severity]\nunused-ignore = \"off\"\n\n[[ignore]]\nrule = \"double-passive\"\nreason = \"lainaus\"\n",
    );
    assert_eq!(count(&found, "unused-ignore", false), 0);
}

#[test]
fn a_broken_glob_in_an_exception_is_a_mistake_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let settings = "[[ignore]]\nfile = \"[a\"\nreason = \"lainaus\"\n";
    fs::write(folder.path().join("linjassa.toml"), settings).unwrap();
    fs::write(folder.path().join("plan.md"), FAULT).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(["check", "plan.md"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("linjassa.toml:2"), "{told}");
}

/// The severities that the program's own rules have under settings for the path of a text.
fn severities(rule: &str, text: &str, settings: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("linjassa.toml"), settings).unwrap();
    fs::write(folder.path().join("plan.md"), text).unwrap();
    let findings = findings(folder.path(), &["plan.md"]);
    let severities = findings.iter().filter(|finding| finding["rule"] == rule);
    severities
        .map(|finding| finding["severity"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn severities_for_a_path_hold_for_what_is_said_of_comments_and_exceptions() {
    // They held only for findings in the text.
    let comment = "<!-- linjassa: ignore -- ei mitään -->\n\nKirjasto avataan lauantaina.\n";
    let exception = "[[ignore]]\nrule = \"long-sentence\"\nreason = \"vanha\"\n";
    let cases = [
        ("unused-comment", comment, ""),
        ("unused-ignore", "Kirjasto avataan lauantaina.\n", exception),
    ];
    for (rule, text, settings) in cases {
        let with = |severity: &str| {
            let over = format!(
                "[[overrides]]\npaths = [\"*.md\"]\nseverity = {{ {rule} = \"{severity}\" }}\n"
            );
            severities(rule, text, &format!("{over}{settings}"))
        };
        assert_eq!(severities(rule, text, settings).len(), 1, "{rule}");
        assert_eq!(with("error"), ["error"], "{rule}");
        assert_eq!(with("note"), ["note"], "{rule}");
        assert!(with("off").is_empty(), "{rule}");
    }
}

#[test]
fn a_missing_step_can_be_switched_off_and_weighed_by_path() {
    // It could not be switched off.
    let text = "# Kirjaston toimintasuunnitelma\n\nHyllyissä on 80 000 kirjaa. Lainat vähenevät hieman. Lainaustiski on avoinna kello 10–18. Aineistoon on varattu 40 000 euroa. Vuokra nousee hieman.\n";
    let plan = "doctype = \"plan\"\n";
    let of = |settings: &str| severities("missing-step", text, settings);
    assert_eq!(of(plan), ["warning"; 3]);
    let off = format!("{plan}[severity]\nmissing-step = \"off\"\n");
    assert!(of(&off).is_empty());
    let by_path = format!(
        "{plan}[[overrides]]\npaths = [\"*.md\"]\nseverity = {{ missing-step = \"error\" }}\n"
    );
    assert_eq!(of(&by_path), ["error"; 3]);
}
