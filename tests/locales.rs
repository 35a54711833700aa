//! The interface's texts are complete in both languages, and right whatever they count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use linjassa::text::{Lang, Messages};

/// Message to the variables it takes, over all files of a language.
fn messages(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let files = fs::read_dir("locales")
        .unwrap()
        .map(|entry| entry.unwrap().path());
    for path in files.filter(|path| path.to_str().unwrap().ends_with(&format!("{lang}.ftl"))) {
        let mut current = String::new();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let is_message = line.starts_with(|c: char| c.is_ascii_lowercase());
            let attribute = line.trim_start().strip_prefix('.');
            if let Some((name, _)) = attribute.and_then(|rest| rest.split_once('=')) {
                let id = current.split('.').next().unwrap_or_default();
                current = format!("{id}.{}", name.trim());
            }
            if let Some((id, _)) = line.split_once('=').filter(|_| is_message) {
                id.trim().clone_into(&mut current);
                let earlier = found.insert(current.clone(), BTreeSet::new());
                assert!(
                    earlier.is_none(),
                    "{}: {current} stands twice",
                    path.display()
                );
            }
            let variables = line
                .split('$')
                .skip(1)
                .filter_map(|rest| rest.split([' ', '}', ')', ',']).next());
            found
                .entry(current.clone())
                .or_default()
                .extend(variables.map(str::to_owned));
        }
    }
    found.remove("");
    found
}

#[test]
fn every_text_is_there_in_both_languages_with_the_same_variables() {
    let (finnish, english) = (messages("fi"), messages("en"));
    assert!(finnish.len() > 100, "{}", finnish.len());
    let ids = |messages: &BTreeMap<String, BTreeSet<String>>| {
        messages.keys().cloned().collect::<BTreeSet<_>>()
    };
    assert_eq!(ids(&finnish), ids(&english));
    let differing: Vec<&String> = finnish
        .keys()
        .filter(|id| finnish[*id] != english[*id])
        .collect();
    assert!(differing.is_empty(), "other variables: {differing:?}");
}

/// A text that counts: its name, its numbers, and what it says in Finnish and in English.
type Counted = (
    &'static str,
    &'static [(&'static str, usize)],
    &'static str,
    &'static str,
);

const COUNTED: &[Counted] = &[
    (
        "stats-head",
        &[("documents", 1), ("sentences", 1)],
        "Yksi asiakirja, 1 virke. Löydöt, löydöt 1 000 virkettä kohti, sääntö ja näyte:",
        "One document, 1 sentence. Finds, finds per 1,000 sentences, rule and sample:",
    ),
    (
        "stats-head",
        &[("documents", 2), ("sentences", 20)],
        "2 asiakirjaa, 20 virkettä. Löydöt, löydöt 1 000 virkettä kohti, sääntö ja näyte:",
        "2 documents, 20 sentences. Finds, finds per 1,000 sentences, rule and sample:",
    ),
    (
        "stats-never",
        &[("count", 1)],
        "Yksi sääntö ei löytänyt mitään: jargon-noun",
        "One rule found nothing: jargon-noun",
    ),
    (
        "stats-never",
        &[("count", 2)],
        "2 sääntöä ei löytänyt mitään: jargon-noun",
        "2 rules found nothing: jargon-noun",
    ),
    ("report-words", &[("words", 0)], "0 sanaa", "0 words"),
    ("report-words", &[("words", 1)], "1 sana", "1 word"),
    (
        "report-words",
        &[("words", 12_345)],
        "12\u{a0}345 sanaa",
        "12,345 words",
    ),
    (
        "report-documents",
        &[("count", 1)],
        "Yksi asiakirja",
        "One document",
    ),
    (
        "report-documents",
        &[("count", 2)],
        "2 asiakirjaa",
        "2 documents",
    ),
    (
        "report-folder-note",
        &[("count", 1)],
        "1 asiakirja",
        "1 document",
    ),
    (
        "report-folder-note",
        &[("count", 3)],
        "3 asiakirjaa, keskiarvo",
        "3 documents, mean",
    ),
    (
        "report-more",
        &[("count", 1)],
        "… ja yksi muu. Kaikki havainnot: --full",
        "… and one more. All findings: --full",
    ),
    (
        "report-more",
        &[("count", 21)],
        "… ja 21 muuta. Kaikki havainnot: --full",
        "… and 21 more. All findings: --full",
    ),
    (
        "report-dropped",
        &[("count", 1)],
        "… ja yksi muu. Koko lista: --output text --full",
        "… and one more. The whole list: --output text --full",
    ),
    (
        "report-dropped",
        &[("count", 5)],
        "… ja 5 muuta. Koko lista: --output text --full",
        "… and 5 more. The whole list: --output text --full",
    ),
    (
        "report-clarity-line",
        &[("unclear", 0), ("units", 8)],
        "Kaikki 8 virkettä ovat selkeitä.",
        "All 8 sentences are clear.",
    ),
    (
        "report-clarity-line",
        &[("unclear", 1), ("units", 8)],
        "8 virkkeestä yhdessä on havainto.",
        "1 of 8 sentences has a finding.",
    ),
    (
        "report-clarity-line",
        &[("unclear", 3), ("units", 8)],
        "8 virkkeestä 3 sisältää havainnon.",
        "3 of 8 sentences have a finding.",
    ),
    (
        "report-summary",
        &[
            ("documents", 1),
            ("words", 1),
            ("errors", 1),
            ("warnings", 1),
            ("notes", 1),
        ],
        "Yksi asiakirja, 1 sana: 1 virhe, 1 huomio, 1 vihje.",
        "One document, 1 word: 1 error, 1 warning, 1 note.",
    ),
    (
        "report-summary",
        &[
            ("documents", 2),
            ("words", 20),
            ("errors", 2),
            ("warnings", 11),
            ("notes", 21),
        ],
        "2 asiakirjaa, 20 sanaa: 2 virhettä, 11 huomiota, 21 vihjettä.",
        "2 documents, 20 words: 2 errors, 11 warnings, 21 notes.",
    ),
    (
        "report-suppressed",
        &[("count", 1)],
        "Yksi havainto on vaimennettu.",
        "One finding is silenced.",
    ),
    (
        "report-suppressed",
        &[("count", 2)],
        "2 havaintoa on vaimennettu.",
        "2 findings are silenced.",
    ),
    (
        "report-unread",
        &[("count", 1)],
        "Yhtä tiedostoa ei voitu lukea.",
        "One file could not be read.",
    ),
    (
        "report-unread",
        &[("count", 2)],
        "2 tiedostoa ei voitu lukea.",
        "2 files could not be read.",
    ),
    (
        "report-unchecked",
        &[("blocks", 1), ("words", 1)],
        "Tarkistamatta jäi yksi kohta ruotsiksi (1 sana).",
        "Not checked: one part in Swedish (1 word).",
    ),
    (
        "report-unchecked",
        &[("blocks", 4), ("words", 90)],
        "Tarkistamatta jäi 4 kohtaa ruotsiksi (90 sanaa).",
        "Not checked: 4 parts in Swedish (90 words).",
    ),
    (
        "readability-counted",
        &[("words", 1), ("sentences", 1)],
        "1 sana, 1 virke.",
        "1 word, 1 sentence.",
    ),
    (
        "readability-counted",
        &[("words", 300), ("sentences", 20)],
        "300 sanaa, 20 virkettä.",
        "300 words, 20 sentences.",
    ),
    (
        "report-unchecked-documents",
        &[("count", 1)],
        "Yhdessä asiakirjassa on kohtia, jotka eivät ole suomea. Niitä ei tarkistettu.",
        "One document has parts that are not in Finnish. They were not checked.",
    ),
    (
        "report-unchecked-documents",
        &[("count", 3)],
        "3 asiakirjassa on kohtia, jotka eivät ole suomea. Niitä ei tarkistettu.",
        "3 documents have parts that are not in Finnish. They were not checked.",
    ),
    (
        "report-common-line",
        &[("count", 3), ("documents", 1)],
        "Muotisana: 3 (yhdessä asiakirjassa)",
        "Muotisana: 3 (in one document)",
    ),
    (
        "report-common-line",
        &[("count", 3), ("documents", 2)],
        "Muotisana: 3 (2 asiakirjassa)",
        "Muotisana: 3 (in 2 documents)",
    ),
    (
        "html-strip",
        &[("count", 1)],
        "Kimpassa: yksi kohta tekstissä",
        "Kimpassa: one place in the text",
    ),
    (
        "html-strip",
        &[("count", 2)],
        "Kimpassa: 2 kohtaa tekstissä",
        "Kimpassa: 2 places in the text",
    ),
    ("html-hints", &[("count", 1)], "1 vihje", "1 note"),
    ("html-hints", &[("count", 2)], "2 vihjettä", "2 notes"),
    (
        "baseline-written",
        &[("documents", 1), ("findings", 1)],
        "Lähtötaso on kirjoitettu: asiakirjoja 1, havaintoja 1.",
        "The baseline is written: 1 document, 1 finding.",
    ),
    (
        "baseline-written",
        &[("documents", 2), ("findings", 9)],
        "Lähtötaso on kirjoitettu: asiakirjoja 2, havaintoja 9.",
        "The baseline is written: 2 documents, 9 findings.",
    ),
    (
        "baseline-total",
        &[("documents", 1), ("findings", 1)],
        "Yhteensä: asiakirjoja 1, havaintoja 1",
        "In all: 1 document, 1 finding",
    ),
    (
        "baseline-total",
        &[("documents", 3), ("findings", 2)],
        "Yhteensä: asiakirjoja 3, havaintoja 2",
        "In all: 3 documents, 2 findings",
    ),
    (
        "rules-hold",
        &[("rules", 1), ("examples", 1)],
        "1 sääntö, 1 esimerkki: kaikki pitävät.",
        "1 rule, 1 example: all hold.",
    ),
    (
        "rules-hold",
        &[("rules", 230), ("examples", 1500)],
        "230 sääntöä, 1500 esimerkkiä: kaikki pitävät.",
        "230 rules, 1500 examples: all hold.",
    ),
    (
        "rules-fail",
        &[("rules", 1), ("examples", 1), ("failures", 1)],
        "1 sääntö, 1 esimerkki: 1 ei pidä.",
        "1 rule, 1 example: 1 does not hold.",
    ),
    (
        "rules-fail",
        &[("rules", 2), ("examples", 9), ("failures", 3)],
        "2 sääntöä, 9 esimerkkiä: 3 ei pidä.",
        "2 rules, 9 examples: 3 do not hold.",
    ),
];

#[test]
fn what_is_counted_is_said_right_in_both_languages() {
    let (finnish, english) = (Messages::new(Lang::Fi), Messages::new(Lang::En));
    for (key, numbers, in_finnish, in_english) in COUNTED {
        for (messages, wanted) in [(&finnish, in_finnish), (&english, in_english)] {
            let mut arguments: Vec<(&str, fluent_bundle::FluentValue<'_>)> = vec![
                ("title", "Muotisana".into()),
                ("step", "Kimpassa".into()),
                ("rules", "jargon-noun".into()),
                ("language", messages.get("language-sv.in").into()),
            ];
            arguments.extend(
                numbers
                    .iter()
                    .map(|(name, number)| (*name, (*number).into())),
            );
            assert_eq!(messages.with(key, &arguments), *wanted, "{key} {numbers:?}");
        }
    }
}

/// Every file of a language in one text.
fn all(lang: &str) -> String {
    let files = fs::read_dir("locales").unwrap();
    let mut paths: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.to_str().unwrap().ends_with(&format!("{lang}.ftl")));
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).unwrap());
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_text_that_counts_is_tested_with_one_and_with_more() {
    for lang in ["fi", "en"] {
        let text = all(lang);
        let mut current = "";
        for line in text.lines() {
            if let Some((id, _)) = line.split_once(" =") {
                current = if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    id
                } else {
                    current
                };
            }
            let Some((_, rest)) = line.rsplit_once("{ $").filter(|_| line.ends_with(" ->")) else {
                continue;
            };
            let variable = rest.split(' ').next().unwrap();
            let cases = COUNTED.iter().filter(|counted| counted.0 == current);
            let numbers: Vec<usize> = cases
                .flat_map(|counted| counted.1)
                .filter(|(name, _)| *name == variable)
                .map(|(_, number)| *number)
                .collect();
            assert!(
                numbers.contains(&1) && numbers.iter().any(|number| *number > 1),
                "{lang}: {current} with ${variable}: {numbers:?}"
            );
        }
    }
}

/// The program's own sources in one text.
fn sources() -> String {
    let files = walkdir::WalkDir::new("src").into_iter().map(Result::unwrap);
    let paths = files.map(walkdir::DirEntry::into_path);
    let paths = paths.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    paths
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

#[test]
fn every_text_is_used_and_every_text_asked_for_is_there() {
    let (sources, known) = (sources(), messages("fi"));
    let made = regex::Regex::new("format!\\(\"([a-z]+(?:-[a-z]+)*-)\\{").unwrap();
    let prefixes: BTreeSet<&str> = made
        .captures_iter(&sources)
        .map(|found| found.get(1).unwrap().as_str())
        .collect();
    let is_used = |id: &str| {
        let name = id.split('.').next().unwrap_or_default();
        let stem = name.strip_suffix("-in").unwrap_or(name);
        sources.contains(&format!("\"{name}\""))
            || sources.contains(&format!("\"{stem}\""))
            || prefixes.iter().any(|prefix| name.starts_with(prefix))
    };
    let idle: Vec<&String> = known.keys().filter(|id| !is_used(id)).collect();
    assert!(idle.is_empty(), "no code asks for these: {idle:?}");

    let asked =
        regex::Regex::new(r#"(?:\.get|\.with|text|heading)\(\s*"([a-z]+(?:-[a-z]+)+)""#).unwrap();
    let asked: BTreeSet<&str> = asked
        .captures_iter(&sources)
        .map(|found| found.get(1).unwrap().as_str())
        .collect();
    assert!(asked.len() > 50, "{}", asked.len());
    let missing: Vec<&&str> = asked
        .iter()
        .filter(|id| !known.contains_key(**id))
        .collect();
    assert!(missing.is_empty(), "no file has these: {missing:?}");
}
