//! Better wordings take the form of the words they replace, against forms written by hand.

use std::fs;

use regex::Regex;
use serde_json::Value;

mod checked;

use checked::checked;

/// A text, what is found in it, and the first wording that must be suggested.
struct Case {
    text: String,
    found: String,
    wording: String,
}

fn cases() -> Vec<Case> {
    let mark = Regex::new(r"\[(.*?) → (.*?)\]").unwrap();
    let table = fs::read_to_string("fixtures/selkeys/ehdotukset.txt").unwrap();
    let rows = table.lines().filter(|row| !row.starts_with('#'));
    let case = |row: &str| {
        let found = mark
            .captures(row)
            .unwrap_or_else(|| panic!("no mark in {row}"));
        Case {
            text: mark.replace(row, "$1").into_owned(),
            found: found[1].to_owned(),
            wording: found[2].to_owned(),
        }
    };
    rows.map(case).collect()
}

/// The first wording of each suggestion for the words found.
fn suggested(document: &Value, found: &str) -> Vec<String> {
    let findings = document["findings"].as_array().unwrap().iter();
    let suggestions = findings
        .filter(|finding| finding["text"] == found)
        .filter_map(|finding| finding["suggestion"].as_str());
    suggestions
        .filter_map(|suggestion| suggestion.split(", ").next().map(str::to_owned))
        .collect()
}

#[test]
fn nineteen_suggestions_of_twenty_have_the_right_form() {
    let cases = cases();
    assert!(cases.len() >= 200, "{}", cases.len());
    let folder = tempfile::tempdir().unwrap();
    for (number, case) in cases.iter().enumerate() {
        fs::write(folder.path().join(format!("{number:04}.txt")), &case.text).unwrap();
    }
    let report = checked(folder.path(), &["--lang", "fi"]);
    let documents = report["documents"].as_array().unwrap();
    let mut wrong = Vec::new();
    for (case, document) in cases.iter().zip(documents) {
        let suggested = suggested(document, &case.found);
        if !suggested.contains(&case.wording) {
            wrong.push(format!(
                "{}: {} expected, {suggested:?}",
                case.text, case.wording
            ));
        }
    }
    assert!(
        wrong.len() * 20 <= cases.len(),
        "{}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
