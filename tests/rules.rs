//! The rules that come with the program: all are listed, all are complete, all examples hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use linjassa::language::Morphology;
use linjassa::rules::{Library, Rule, builtin, test_examples};
use walkdir::WalkDir;

#[test]
fn every_rule_file_is_embedded() {
    let embedded: BTreeSet<String> = builtin().into_iter().map(|source| source.name).collect();
    let files = WalkDir::new("rules").into_iter().map(Result::unwrap);
    let on_disk: BTreeSet<String> = files
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "toml"))
        .map(|entry| {
            entry
                .path()
                .strip_prefix("rules")
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .filter(|name| name != "lexicon.toml")
        .collect();
    assert_eq!(embedded, on_disk);
}

#[test]
fn every_example_of_every_rule_holds() {
    let morphology = Morphology::default();
    let library = Library::read(&builtin()).expect("the built-in rules are right");
    let strategies: Vec<String> = library
        .strategies
        .iter()
        .map(|strategy| strategy.id.clone())
        .collect();
    assert!(strategies.len() >= 2);
    for strategy in strategies {
        let library = Library::read(&builtin()).unwrap();
        let (set, _, doctypes) = library.into_rule_set(&strategy, &BTreeMap::new());
        let rules: Vec<&Rule> = set.rules.iter().collect();
        let failures = test_examples(&set, &rules, &doctypes, &morphology);
        let shown: Vec<String> = failures
            .iter()
            .map(|one| {
                format!(
                    "{}\n  written {}\n  found   {}",
                    one.rule.header.id, one.written, one.found
                )
            })
            .collect();
        assert!(
            shown.is_empty(),
            "{} examples do not hold:\n{}",
            shown.len(),
            shown.join("\n")
        );
    }
}

#[test]
fn every_built_in_rule_is_complete() {
    let library = Library::read(&builtin()).unwrap();
    let mut wrong = Vec::new();
    for rule in library
        .rules
        .iter()
        .filter(|rule| rule.header.kind.name() != "program")
    {
        let header = &rule.header;
        let (found, left) = match header.step {
            None => (header.bad.len(), header.good.len()),
            Some(_) => (header.shows.len(), header.not.len()),
        };
        if found < 3 || left < 3 {
            wrong.push(format!(
                "{}: {found} examples to find, {left} to leave",
                header.id
            ));
        }
        let is_finding = header.step.is_none();
        if is_finding
            && (header.message.fi.is_empty() || header.why.fi.is_empty() || header.source.is_none())
        {
            wrong.push(format!("{}: message, why or source is missing", header.id));
        }
        if header.title.fi == header.title.en
            || (is_finding && header.message.fi == header.message.en)
        {
            wrong.push(format!("{}: one language only", header.id));
        }
        if header.why.fi.contains('{') || header.why.en.contains('{') {
            wrong.push(format!("{}: a reason that is filled in", header.id));
        }
        if header.message.fi.contains('!') || header.message.en.contains('!') {
            wrong.push(format!("{}: a message that shouts", header.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_step_has_forty_hard_negatives() {
    let library = Library::read(&builtin()).unwrap();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for rule in library
        .rules
        .iter()
        .filter(|rule| rule.pack == "imatra-2018")
    {
        if let Some(step) = &rule.header.step {
            *counts.entry(step.clone()).or_default() += rule.header.not.len();
        }
    }
    for step in ["kokeillen", "kimpassa", "ketterasti"] {
        assert!(counts[step] >= 40, "{step}: {}", counts[step]);
    }
}

#[test]
fn the_toml_examples_of_the_guide_can_be_read() {
    let guide = fs::read_to_string(Path::new("docs/rules.md")).unwrap();
    let blocks = guide.split("```toml\n").skip(1);
    let examples: Vec<&str> = blocks.filter_map(|rest| rest.split("```").next()).collect();
    assert!(!examples.is_empty());
    for example in examples
        .iter()
        .filter(|example| example.contains("[[rule]]") && !example.contains('…'))
    {
        let source = linjassa::rules::Source {
            name: "guide/example.toml".to_owned(),
            path: "docs/rules.md".to_owned(),
            text: (*example).to_owned().into(),
            is_builtin: false,
        };
        Library::read(&[source]).unwrap_or_else(|mistakes| panic!("{}", mistakes[0]));
    }
}
