//! What findings leave alone: other people's words, law, names, fixed texts, code, other languages.

use std::fs;

mod checked;

use checked::checked;

/// The texts of the findings of these rules in a Markdown text.
fn found(text: &str, rules: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.md"), text).unwrap();
    let report = checked(folder.path(), &[]);
    let findings = report["documents"][0]["findings"]
        .as_array()
        .unwrap()
        .iter();
    findings
        .filter(|finding| rules.contains(&finding["rule"].as_str().unwrap()))
        .map(|finding| finding["text"].as_str().unwrap().to_owned())
        .collect()
}

/// The word is found in running text and left alone in the zone.
fn assert_left_alone(rule: &str, running: &str, zone: &str) {
    assert_eq!(found(running, &[rule]).len(), 1, "{rule} in {running}");
    assert_eq!(found(zone, &[rule]), [""; 0], "{zone}");
}

#[test]
fn quotations_are_other_peoples_words() {
    let running = "Jaamme resurssit kouluille.";
    assert_left_alone(
        "jargon-noun",
        running,
        "Asukas kirjoitti: ”Missä ovat resurssit?”",
    );
    assert_left_alone(
        "jargon-noun",
        running,
        "Asukas kirjoitti:\n\n> Missä ovat resurssit?",
    );
}

#[test]
fn a_reference_to_law_is_left_alone_and_the_rest_of_its_sentence_is_not() {
    let reference = "Päätös tehtiin lain 29 §:n johdosta.";
    assert_left_alone("on-account-of", "Juhla siirtyi sateen johdosta.", reference);
    let sentence = "Kuntalain 29 §:n mukaan jaamme resurssit kouluille.";
    assert_eq!(found(sentence, &["jargon-noun"]), ["resurssit"]);
}

#[test]
fn names_are_left_alone() {
    let running = "Kutsumme mukaan kaikki toimijat.";
    assert_left_alone(
        "name-the-people",
        running,
        "Kutsumme mukaan yhdistyksen Kulttuurin Toimijat ry.",
    );
    assert_left_alone(
        "jargon-noun",
        "Jaamme resurssit kouluille.",
        "Tilaamme kahvit yritykseltä Resurssi Oy.",
    );
}

#[test]
fn fixed_texts_are_left_alone() {
    let running = "# Kokous\n\nJuhla siirtyi sateen johdosta.";
    for heading in [
        "Muutoksenhakuohje",
        "Oikaisuvaatimusohje",
        "Allekirjoitus",
        "Jakelu",
    ] {
        let zone = format!("# Kokous\n\n## {heading}\n\nJuhla siirtyi sateen johdosta.");
        assert_left_alone("on-account-of", running, &zone);
    }
    let signed = "Pöytäkirja on nähtävänä verkossa tarkastuksen johdosta.";
    assert_left_alone("on-account-of", running, signed);
}

#[test]
fn code_and_addresses_are_left_alone() {
    let running = "Jaamme resurssit kouluille.";
    assert_left_alone("jargon-noun", running, "Kirjoita `resurssit = 3` kenttään.");
    assert_left_alone(
        "jargon-noun",
        running,
        "Aja tämä:\n\n```\nresurssit ja resurssit\n```\n",
    );
    assert_left_alone(
        "jargon-noun",
        running,
        "Katso https://esimerkki.fi/resurssit/resurssit.html heti.",
    );
}

#[test]
fn a_table_is_no_running_text() {
    let running = "Jaamme resurssit kouluille.";
    let table = "| Asia | Määrä |\n|---|---|\n| resurssit | 3 |\n";
    assert_left_alone("jargon-noun", running, table);
}

#[test]
fn other_languages_are_left_alone() {
    let running = "Pidämme workshopin torstaina.";
    let english = "We will hold a workshop on Thursday, and everybody who lives in the town is welcome to join us.";
    assert_left_alone("english-word", running, english);
}
