//! What the clarity rules must cover: the checks of a language editor, and the list of jargon.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use linjassa::rules::{Library, builtin};
use regex::Regex;
use serde_json::Value;

mod checked;

use checked::checked;

/// The rows of a table without its remarks.
fn table(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(Path::new("fixtures/selkeys").join(name)).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split('\t').map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_check_of_a_language_editor_has_a_rule() {
    let checks = table("tarkistukset.tsv");
    assert_eq!(checks.len(), 110);
    let library = Library::read(&builtin()).unwrap();
    let packs: BTreeMap<&str, &str> = library
        .rules
        .iter()
        .map(|rule| (rule.header.id.as_str(), rule.pack.as_str()))
        .collect();
    let mut without_rule = Vec::new();
    for check in &checks {
        let rules: Vec<&str> = check[2].split(' ').collect();
        let is_there = |rule: &&str| matches!(packs.get(*rule), Some(&("clarity" | "imatra-2018")));
        if !rules.iter().all(is_there) {
            without_rule.push(&check[1]);
        }
    }
    assert!(without_rule.is_empty(), "{without_rule:?}");
}

#[test]
fn the_voice_of_the_strategy_stands_in_its_own_pack() {
    let library = Library::read(&builtin()).unwrap();
    for id in [
        "strategy-word",
        "link-says-here",
        "glum-tone",
        "we-form-missing",
        "local-pride-missing",
        "hype-word",
    ] {
        let rule = library.rules.iter().find(|rule| rule.header.id == id);
        assert_eq!(
            rule.map(|rule| rule.file.as_str()),
            Some("imatra-2018/voice.toml"),
            "{id}"
        );
    }
}

/// A text of the table: the document type it is read as, and what must be found in it.
struct Case {
    word: String,
    doctype: String,
    marked: String,
    is_good: bool,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for row in table("jargon.tsv") {
        assert_eq!(row.len(), 4, "{row:?}");
        for (column, text) in row
            .iter()
            .enumerate()
            .skip(1)
            .filter(|(_, text)| *text != "-")
        {
            let typed = text.strip_prefix('@').and_then(|text| text.split_once(' '));
            let (doctype, marked) = typed.unwrap_or(("", text));
            cases.push(Case {
                word: row[0].clone(),
                doctype: doctype.to_owned(),
                marked: marked.to_owned(),
                is_good: column == 3,
            });
        }
    }
    cases
}

/// What is found in each of the texts.
fn findings(cases: &[&Case]) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    for (number, case) in cases.iter().enumerate() {
        let text = case.marked.replace(['[', ']'], "");
        fs::write(folder.path().join(format!("{number:04}.txt")), text).unwrap();
    }
    let arguments = ["--doctype", &cases[0].doctype];
    let arguments = if cases[0].doctype.is_empty() {
        &[][..]
    } else {
        &arguments
    };
    let report = checked(folder.path(), arguments);
    let documents = report["documents"].as_array().unwrap();
    assert_eq!(documents.len(), cases.len());
    let texts = |document: &Value| {
        let findings = document["findings"].as_array().unwrap().iter();
        // A part that is missing is told of the text as a whole.
        let findings =
            findings.filter(|finding| !finding["rule"].as_str().unwrap().ends_with("-missing"));
        findings
            .map(|finding| finding["text"].as_str().unwrap().to_owned())
            .collect()
    };
    documents.iter().map(texts).collect()
}

#[test]
fn every_word_of_the_jargon_list_is_found_in_its_forms_and_compounds() {
    let cases = cases();
    let words: BTreeSet<&str> = cases.iter().map(|case| case.word.as_str()).collect();
    assert_eq!(words.len(), 184);
    let mark = Regex::new(r"\[(.*?)\]").unwrap();
    let mut by_doctype: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in &cases {
        by_doctype.entry(&case.doctype).or_default().push(case);
    }
    let mut wrong = Vec::new();
    for group in by_doctype.values() {
        for (case, found) in group.iter().zip(findings(group)) {
            if case.is_good {
                let start: String = case
                    .word
                    .split(' ')
                    .next()
                    .unwrap()
                    .chars()
                    .take(5)
                    .collect();
                if found
                    .iter()
                    .any(|text| text.to_lowercase().contains(&start))
                {
                    wrong.push(format!(
                        "{}: {} is left alone, found {found:?}",
                        case.word, case.marked
                    ));
                }
                continue;
            }
            for (_, [asked]) in mark
                .captures_iter(&case.marked)
                .map(|found| found.extract())
            {
                let is_it = |text: &String| {
                    (asked.contains(text.as_str()) || text.contains(asked))
                        && text.len() < asked.len() + 25
                };
                if !found.iter().any(is_it) {
                    wrong.push(format!(
                        "{}: [{asked}] in {} found {found:?}",
                        case.word, case.marked
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_category_is_one_that_the_documentation_names() {
    let named = fs::read_to_string("docs/precision.md").unwrap();
    let library = Library::read(&builtin()).unwrap();
    let categories: BTreeSet<&str> = library
        .rules
        .iter()
        .flat_map(|rule| rule.header.categories.iter().map(String::as_str))
        .collect();
    assert_eq!(categories.len(), 6, "{categories:?}");
    for category in categories {
        assert!(named.contains(&format!("`{category}`")), "{category}");
    }
}

#[test]
fn a_finding_names_the_faults_it_is_counted_under() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Tilojen osalta kerromme perheille ja koulujen väelle keväällä tarkemmin, mitä \
                muutetaan, milloin se tapahtuu ja kuka vastaa kysymyksiin silloin, kun \
                ohjaaja on lomalla.";
    fs::write(folder.path().join("a.txt"), text).unwrap();
    let report = checked(folder.path(), &[]);
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    let categories = |rule: &str| {
        let finding = findings.iter().find(|finding| finding["rule"] == rule);
        finding.map(|finding| finding["categories"].clone())
    };
    let counted = |category: &str| Some(serde_json::json!([category]));
    assert_eq!(categories("as-regards"), counted("officialese"));
    assert_eq!(categories("long-sentence"), counted("long-sentence"));
}
