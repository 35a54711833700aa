//! Document types: how each is recognised, how it is set, and what it asks for.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;

/// A text in which nothing but its name or front matter tells a type.
const NEUTRAL: &str = "Ovi on leveä. Käytävällä on kaksi penkkiä. Kello on seinällä. Lumi sulaa katolta. Kahvi on kuumaa.\n";

/// A text of a document type; see `tests/doctypes/texts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    r#type: String,
    file: String,
    stated: String,
    headings: String,
    asks: Vec<String>,
    leaves: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    text: Vec<Text>,
}

fn texts() -> Vec<Text> {
    let file = fs::read_to_string("tests/doctypes/texts.toml").unwrap();
    let file: File = toml::from_str(&file).unwrap();
    file.text
}

/// Checks files, by name and text, and gives each document of the report in the order of the names.
fn check(files: &[(&str, &str)], arguments: &[&str]) -> Vec<Value> {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(["check", ".", "--fail-on", "never", "--output", "json"])
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let documents = report["documents"].as_array().unwrap().clone();
    let named = |name: &str| documents.iter().find(|one| one["path"] == name).cloned();
    files.iter().filter_map(|(name, _)| named(name)).collect()
}

fn rules(document: &Value) -> BTreeSet<String> {
    let findings = document["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| finding["rule"].as_str().unwrap().to_owned())
        .collect()
}

/// The types of documents, as a list to compare.
fn types(documents: &[Value]) -> Vec<&str> {
    documents
        .iter()
        .map(|document| document["doctype"].as_str().unwrap_or("unknown"))
        .collect()
}

#[test]
fn there_is_a_text_of_every_type() {
    let folder = fs::read_dir("rules/doctypes").unwrap();
    let known: BTreeSet<String> = folder
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let told: BTreeSet<String> = texts().into_iter().map(|text| text.r#type).collect();
    assert_eq!(known, told);
}

#[test]
fn a_type_is_recognised_from_the_name_of_the_file() {
    let texts = texts();
    let files: Vec<(&str, &str)> = texts.iter().map(|text| (&*text.file, NEUTRAL)).collect();
    let expected: Vec<&str> = texts.iter().map(|text| &*text.r#type).collect();
    assert_eq!(types(&check(&files, &[])), expected);
}

#[test]
fn a_type_is_recognised_from_the_headings() {
    let texts = texts();
    let names: Vec<String> = (0..texts.len())
        .map(|number| format!("{number}.md"))
        .collect();
    let bodies = texts.iter().map(|text| &*text.headings);
    let files: Vec<(&str, &str)> = names.iter().map(|name| &**name).zip(bodies).collect();
    let expected: Vec<&str> = texts.iter().map(|text| &*text.r#type).collect();
    assert_eq!(types(&check(&files, &[])), expected);
}

#[test]
fn a_type_is_recognised_from_front_matter_before_anything_else() {
    let texts = texts();
    // Each file bears the name of another type.
    let others = texts.iter().cycle().skip(1);
    let files: Vec<(String, String)> = texts
        .iter()
        .zip(others)
        .map(|(text, other)| {
            let matter = format!("---\ntyyppi: {}\n---\n\n{NEUTRAL}", text.stated);
            (other.file.clone(), matter)
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let expected: Vec<&str> = texts.iter().map(|text| &*text.r#type).collect();
    assert_eq!(types(&check(&files, &[])), expected);
}

#[test]
fn a_type_set_by_glob_wins_over_what_the_text_looks_like() {
    let texts = texts();
    let plan = &texts[0];
    for text in &texts {
        let settings = format!(
            "[[overrides]]\npaths = [\"kansio/**\"]\ndoctype = \"{}\"\n",
            text.r#type
        );
        let files = [
            ("kansio/suunnitelma.md", &*plan.headings),
            ("suunnitelma.md", &*plan.headings),
            ("linjassa.toml", &*settings),
        ];
        assert_eq!(types(&check(&files, &[])), [&*text.r#type, "plan"]);
    }
}

#[test]
fn a_text_that_tells_nothing_has_no_type() {
    assert_eq!(types(&check(&[("a.md", NEUTRAL)], &[])), ["unknown"]);
    let set = check(&[("a.md", NEUTRAL)], &["--doctype", "blog"]);
    assert_eq!(types(&set), ["blog"]);
}

#[test]
fn each_type_asks_for_what_belongs_to_it_and_for_nothing_else() {
    for text in texts() {
        let documents = check(
            &[("teksti.md", &text.headings)],
            &["--doctype", &text.r#type],
        );
        let found = rules(&documents[0]);
        for rule in &text.asks {
            assert!(
                found.contains(rule),
                "{}: {rule} not in {found:?}",
                text.r#type
            );
        }
        for rule in &text.leaves {
            assert!(!found.contains(rule), "{}: {rule}", text.r#type);
        }
    }
}

#[test]
fn minutes_are_scored_and_not_linted() {
    let text = texts()
        .into_iter()
        .find(|text| text.r#type == "minutes")
        .unwrap();
    let deed = "\n## Muut asiat\n\nKirjasto kokeilee sunnuntaiaukioloa maaliskuun ajan. Mittarina on kävijämäärä.\n";
    let body = text.headings + deed;
    let minutes = &check(&[("a.md", &body)], &["--doctype", "minutes"])[0];
    assert_eq!(rules(minutes), BTreeSet::new());
    assert_eq!(minutes["steps"][0]["verdict"], "shown");
    assert!(minutes["steps"][0]["score"].as_u64().unwrap() > 40);
    // The same words in a plan are linted.
    let plan = &check(&[("a.md", &body)], &["--doctype", "plan"])[0];
    let in_plan = rules(plan);
    assert!(in_plan.contains("doer-behind-toimesta"), "{in_plan:?}");
}

#[test]
fn a_release_is_asked_for_a_bright_tone_and_a_plan_for_deeds() {
    let text = "# Kahvila\n\nKahvila on suljettu, eikä uudesta ajasta ole tietoa. Leipomo ei ole \
                toimittanut pullia. Pöydät ovat varastossa, ja tuolit vietiin maanantaina pois. \
                Ikkunat ovat likaiset. Lattia on kylmä.\n";
    let asked = |doctype: &str| rules(&check(&[("a.md", text)], &["--doctype", doctype])[0]);
    let release = asked("press-release");
    assert!(
        release.contains("glum-tone") && release.contains("local-pride-missing"),
        "{release:?}"
    );
    assert!(!release.contains("missing-step"));
    let plan = asked("plan");
    assert!(plan.contains("missing-step"), "{plan:?}");
    assert!(!plan.contains("glum-tone") && !plan.contains("local-pride-missing"));
    assert_eq!(asked("minutes"), BTreeSet::new());
}
