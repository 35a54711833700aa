//! Rule files of every sort, read, put in force, and their mistakes shown.

#![no_main]

use std::collections::BTreeMap;

use linjassa::rules::{Library, Source};

/// The names that decide how a rule file is read.
const NAMES: &[&str] = &[
    "omat/saannot.toml",
    "omat/strategy.toml",
    "doctypes/oma.toml",
    "zones.toml",
    "grading.toml",
];

libfuzzer_sys::fuzz_target!(|text: &str| {
    // The first character names the sort of file.
    let number = text.chars().next().and_then(|first| first.to_digit(10));
    let Some((name, text)) = number.and_then(|number| Some((NAMES.get(number as usize)?, &text[1..])))
    else {
        return;
    };
    let source = Source {
        name: (*name).to_owned(),
        path: (*name).to_owned(),
        text: text.to_owned().into(),
        is_builtin: false,
    };
    match Library::read(&[source]) {
        Ok(library) => {
            let _ = library.into_rule_set("omat", &BTreeMap::new());
        }
        Err(mistakes) => {
            assert!(!mistakes.is_empty());
            for mistake in mistakes {
                let _ = mistake.to_string();
            }
        }
    }
});
