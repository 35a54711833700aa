//! The interface's texts are complete in both languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

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
