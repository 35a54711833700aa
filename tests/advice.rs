//! What a report advises where a step is missing, and what `explain` promises for a change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use linjassa::rules::{Library, Reason, builtin};
use linjassa::text::Lang;
use serde_json::Value;
use strum::IntoEnumIterator;
use tempfile::TempDir;

/// A plan with a deed in it, or none; what surrounds it speaks of no step.
fn plan(deed: &str) -> String {
    format!(
        "# Kirjaston toimintasuunnitelma\n\n## Tilanne\n\nHyllyissä on 80 000 kirjaa. Lainat vähenevät hieman.\n\n\
         ## Toimenpiteet\n\nLainaustiski on avoinna kello 10–18.\n\n{deed}\n\n\
         ## Talous\n\nAineistoon on varattu 40 000 euroa. Vuokra nousee hieman.\n"
    )
}

/// A plan of another trade.
const STREETS: &str = "# Katujen toimintasuunnitelma\n\n## Tausta\n\nLumi sulaa usein jo maaliskuussa. Hiekkaa kuluu 300 tonnia.\n\n\
    ## Toimenpiteet\n\nAurat huolletaan elokuussa. Kadun korjaus maksaa 120 000 euroa.\n\n\
    ## Kalusto\n\nTraktoreita on viisi. Puiston leikkuri on uusi.\n";

fn linjassa(text: &str, arguments: &[&str]) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("plan.md"), text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(arguments)
        .args(["plan.md", "--isolated", "--doctype", "plan"])
        .env("LC_ALL", "C")
        .current_dir(folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told, "");
    (folder, String::from_utf8(output.stdout).unwrap())
}

/// The document of a report in a language.
fn check(text: &str, lang: &str) -> Value {
    let arguments = [
        "check",
        "--fail-on",
        "never",
        "--lang",
        lang,
        "--output",
        "json",
    ];
    let (_folder, report) = linjassa(text, &arguments);
    let report: Value = serde_json::from_str(&report).unwrap();
    report["documents"][0].clone()
}

/// Step to what is found missing of it.
fn missing(document: &Value) -> BTreeMap<String, Value> {
    let findings = document["findings"].as_array().unwrap().iter();
    findings
        .filter(|finding| finding["step"].is_string())
        .map(|finding| {
            (
                finding["step"].as_str().unwrap().to_owned(),
                finding.clone(),
            )
        })
        .collect()
}

fn score(document: &Value, step: &str) -> u64 {
    let steps = document["steps"].as_array().unwrap();
    let found = steps.iter().find(|one| one["id"] == step).unwrap();
    found["score"].as_u64().unwrap()
}

#[test]
fn every_step_has_advice_for_every_reason_and_none_stands_twice() {
    let library = Library::read(&builtin()).unwrap();
    for strategy in &library.strategies {
        let texts: Vec<&str> = [Lang::Fi, Lang::En]
            .into_iter()
            .flat_map(|lang| {
                strategy
                    .advice
                    .iter()
                    .map(move |advice| advice.text.get(lang))
            })
            .collect();
        assert_eq!(texts.len(), texts.iter().collect::<BTreeSet<_>>().len());
        for step in &strategy.steps {
            for reason in Reason::iter() {
                let fits_all = strategy.advice.iter().any(|advice| {
                    advice.step == step.id && advice.reason == reason && advice.is_for_all()
                });
                assert!(fits_all, "{}: {reason:?}", step.id);
            }
            assert!(step.example.is_some(), "{}: no example", step.id);
        }
        let known = |id: &str| strategy.steps.iter().any(|step| step.id == id);
        assert!(strategy.advice.iter().all(|advice| known(&advice.step)));
    }
}

#[test]
fn each_reason_is_told_with_its_place() {
    let cases = [
        (
            "",
            "Kohdassa ”Toimenpiteet” ei vielä näy, miten Kokeillen toteutuu.",
        ),
        (
            "Haluamme edistää kokeilukulttuuria.",
            "Kokeillen mainitaan kohdassa ”Toimenpiteet” (”kokeilukulttuuria”), mutta konkreettinen teko puuttuu vielä.",
        ),
        (
            "Iltavuoroa on kokeiltu maaliskuussa.",
            "Kokeillen näkyy tekona kohdassa ”Toimenpiteet”: kerro vielä, kuka sen tekee.",
        ),
        (
            "Kokeilemme iltavuoroa.",
            "Kokeillen näkyy tekona kohdassa ”Toimenpiteet”: kerro vielä, milloin.",
        ),
    ];
    for (deed, message) in cases {
        let document = check(&plan(deed), "fi");
        let finding = &missing(&document)["kokeillen"];
        assert_eq!(finding["message"], message);
        let headings = finding["location"]["headings"].as_array().unwrap();
        let is_heading = finding["text"] == "Toimenpiteet";
        assert!(is_heading || headings.iter().any(|one| one == "Toimenpiteet"));
        assert!(finding["suggestion"].as_str().unwrap().len() > 20);
    }
}

#[test]
fn the_advice_follows_what_the_document_is_about() {
    let advice = |text: &str| missing(&check(text, "fi"))["kokeillen"]["suggestion"].clone();
    let library = advice(&plan(""));
    assert!(library.as_str().unwrap().contains("Aukiolo"), "{library}");
    let streets = advice(STREETS);
    assert!(
        streets.as_str().unwrap().contains("yhteen katuun"),
        "{streets}"
    );
    // Neither length nor chance decides.
    let longer = plan("Ovi on leveä. Kello on seinällä. Käytävällä on kaksi penkkiä.");
    assert_eq!(advice(&longer), library);
}

#[test]
fn a_report_never_says_the_same_sentence_twice() {
    for text in [
        &plan(""),
        &plan("Toimimme kokeillen, kimpassa ja ketterästi."),
        STREETS,
    ] {
        for lang in ["fi", "en"] {
            let document = check(text, lang);
            let missing = missing(&document);
            assert_eq!(missing.len(), 3, "{missing:?}");
            let said = missing.values().flat_map(|finding| {
                let texts = [&finding["message"], &finding["suggestion"]];
                texts.map(|text| text.as_str().unwrap().to_owned())
            });
            let said: Vec<String> = said.flat_map(|text| sentences(&text)).collect();
            assert_eq!(
                said.len(),
                said.iter().collect::<BTreeSet<_>>().len(),
                "{said:#?}"
            );
        }
    }
}

#[test]
fn no_fixture_is_told_the_same_sentence_twice_in_either_language() {
    for lang in ["fi", "en"] {
        let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
            .args(["check", "--isolated", "--doctype", "plan", "--lang", lang])
            .args(["--fail-on", "never", "--output", "json", "fixtures"])
            .output()
            .unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut advised = 0;
        for document in report["documents"].as_array().unwrap() {
            let said = missing(document).into_values().flat_map(|finding| {
                let texts = [&finding["message"], &finding["suggestion"]];
                texts.map(|text| sentences(text.as_str().unwrap()))
            });
            let said: Vec<String> = said.flatten().collect();
            let different: BTreeSet<&String> = said.iter().collect();
            let path = &document["path"];
            assert_eq!(said.len(), different.len(), "{path}: {said:#?}");
            advised += usize::from(!said.is_empty());
        }
        assert!(advised > 5, "{advised}");
    }
}

#[test]
fn a_report_on_many_documents_does_not_repeat_itself_while_there_is_more_to_say() {
    let folder = TempDir::new().unwrap();
    for name in ["a.md", "b.md"] {
        fs::write(folder.path().join(name), plan("")).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args([
            "check",
            ".",
            "--isolated",
            "--doctype",
            "plan",
            "--output",
            "json",
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let suggestions = report["documents"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|document| {
            let missing = missing(document).into_values();
            missing.map(|finding| finding["suggestion"].as_str().unwrap().to_owned())
        });
    let suggestions: Vec<String> = suggestions.collect();
    assert_eq!(suggestions.len(), 6);
    assert_eq!(
        suggestions.iter().collect::<BTreeSet<_>>().len(),
        6,
        "{suggestions:#?}"
    );
    // What stands above the findings says the same as they do.
    let second = &report["documents"][1];
    let first_things = second["advice"].to_string();
    let missing = missing(second);
    assert!(first_things.contains(missing["kimpassa"]["suggestion"].as_str().unwrap()));
}

fn sentences(text: &str) -> Vec<String> {
    text.split_inclusive(". ")
        .map(|part| part.trim().to_owned())
        .collect()
}

#[test]
fn explain_promises_what_the_changed_document_gets() {
    let before = plan("Kokeilemme iltavuoroa.");
    let (_folder, page) = linjassa(&before, &["explain", "--lang", "en"]);
    let promised = |text: &str| -> u64 {
        let at = page
            .find(text)
            .unwrap_or_else(|| panic!("{text} not in {page}"));
        let rest = page[at..].split_once("→ ").unwrap().1;
        rest.split_whitespace().next().unwrap().parse().unwrap()
    };
    let kokeillen = |deed: &str| score(&check(&plan(deed), "fi"), "kokeillen");
    let now = kokeillen("Kokeilemme iltavuoroa.");
    assert!(
        page.contains(&format!("What would raise the score (now {now};")),
        "{page}"
    );
    let with_time = kokeillen("Kokeilemme iltavuoroa 31.5. mennessä.");
    assert_eq!(promised("add when"), with_time);
    assert!(with_time > now);
    // A new deed under the heading where the step is not spoken of yet.
    let example = "Suunnittelemme kesän ohjelman yhdessä vanhempainyhdistyksen kanssa toukokuussa.";
    let new_deed = score(&check(&plan(example), "fi"), "kimpassa");
    let words: Vec<&str> = example.split(' ').take(2).collect();
    assert_eq!(promised(&words.join(" ")), new_deed);
}

#[test]
fn explain_tells_blocks_anchors_and_cheap_talk() {
    let text = plan(
        "Toimimme kokeillen. Haluamme edistää kokeilukulttuuria. Kokeilemme iltavuoroa maaliskuussa. \
         Lauantain kokeilua ei tehdä.",
    );
    let (_folder, page) = linjassa(&text, &["explain", "--lang", "en"]);
    for told in [
        "it is denied",
        "found: who “Kokeilemme”, when “maaliskuussa”",
        "missing: a measure, a lesson or stop rule",
        "67% of the units that speak of the step only name it or wish for it.",
        "100 · (1 − (1 − 0.75 · 3.0 / 4)) = 56.2",
    ] {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains(told), "{told} not in {page}");
    }
}
