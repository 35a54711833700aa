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

/// Every text that counts, as it is said with 0, 1, 2, 21 and other numbers.
const COUNTED: &str = include_str!("counted.txt");

/// A line of the table: `text number=1 … | in Finnish | in English`.
struct Counted<'a> {
    key: &'a str,
    numbers: Vec<(&'a str, usize)>,
    in_finnish: &'a str,
    in_english: &'a str,
}

fn counted() -> Vec<Counted<'static>> {
    let lines = COUNTED.lines();
    lines
        .map(|line| {
            let parts: Vec<&str> = line.split(" | ").collect();
            let [call, in_finnish, in_english] = parts[..] else {
                panic!("not a text, Finnish and English: {line}");
            };
            let mut words = call.split(' ');
            let key = words.next().unwrap();
            let numbers = words.map(|word| {
                let (name, number) = word.split_once('=').unwrap();
                (name, number.parse().unwrap())
            });
            Counted {
                key,
                numbers: numbers.collect(),
                in_finnish,
                in_english,
            }
        })
        .collect()
}

#[test]
fn what_is_counted_is_said_right_in_both_languages() {
    let (finnish, english) = (Messages::new(Lang::Fi), Messages::new(Lang::En));
    let mut wrong = Vec::new();
    for line in counted() {
        let said = [&finnish, &english].map(|messages| {
            let mut arguments: Vec<(&str, fluent_bundle::FluentValue<'_>)> = vec![
                ("title", "Muotisana".into()),
                ("step", "Kimpassa".into()),
                ("rules", "jargon-noun".into()),
                ("place", "3:1".into()),
                ("message", "Sano toisin.".into()),
                ("option", "--output text --full".into()),
                ("language", messages.get("language-sv.in").into()),
            ];
            let numbers = line.numbers.iter();
            arguments.extend(numbers.map(|(name, number)| (*name, (*number).into())));
            messages.with(line.key, &arguments).replace('\u{a0}', "_")
        });
        if said != [line.in_finnish, line.in_english] {
            let numbers = line.numbers.iter();
            let numbers: Vec<String> = numbers
                .map(|(name, number)| format!("{name}={number}"))
                .collect();
            wrong.push(format!(
                "{} {} | {} | {}",
                line.key,
                numbers.join(" "),
                said[0],
                said[1]
            ));
        }
    }
    assert!(wrong.is_empty(), "said otherwise:\n{}", wrong.join("\n"));
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

/// The variables that hold how many there are of something.
const NUMBERS: &[&str] = &[
    "count",
    "units",
    "unclear",
    "blocks",
    "documents",
    "words",
    "errors",
    "warnings",
    "notes",
    "rules",
    "examples",
    "failures",
    "sentences",
    "new",
    "known",
    "mended",
    "remaining",
    "findings",
    "shown",
    "named",
    "absent",
];

#[test]
fn every_text_that_counts_is_in_the_table_with_none_one_two_and_twenty_one() {
    let counted = counted();
    let mut missing = Vec::new();
    for (key, variables) in messages("fi") {
        for variable in NUMBERS.iter().filter(|name| variables.contains(**name)) {
            let lines = counted.iter().filter(|line| line.key == key);
            let numbers: BTreeSet<usize> = lines
                .flat_map(|line| &line.numbers)
                .filter(|(name, _)| name == variable)
                .map(|(_, number)| *number)
                .collect();
            // Of a text that quotes, `words`, `rules` and `known` are what is quoted.
            let quotes = key.starts_with("step-only-named")
                || key.starts_with("error-")
                || (&*key, *variable) == ("stats-never", "rules");
            // How many sentences there are is another matter than how many are unclear.
            let is_whole = *variable == "units";
            if !quotes && !is_whole && !numbers.is_superset(&[0, 1, 2, 21].into()) {
                missing.push(format!("{key} {variable}: {numbers:?}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    // A text that chooses by a number that is not in the list would go unseen.
    for lang in ["fi", "en"] {
        for line in all(lang).lines().filter(|line| line.ends_with(" ->")) {
            let (_, variable) = line.rsplit_once("{ $").unwrap();
            let variable = variable.split(' ').next().unwrap();
            assert!(NUMBERS.contains(&variable), "{lang}: {line}");
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
