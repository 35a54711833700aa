//! Every reason a reader or a writer of comments gives has its message in both languages.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;
use walkdir::WalkDir;

/// The keys named in the sources. `read-pdf` is the argument of a child process.
fn named() -> BTreeSet<String> {
    let key = Regex::new(r#""((?:read|annotate)-[a-z-]+)""#).expect("the pattern is right");
    let files = ["src/readers", "src/annotate"]
        .into_iter()
        .flat_map(WalkDir::new);
    let mut keys = BTreeSet::new();
    for file in files.flatten().filter(|file| file.file_type().is_file()) {
        let source = fs::read_to_string(file.path()).expect("the source is there");
        keys.extend(key.captures_iter(&source).map(|found| found[1].to_owned()));
    }
    keys.remove("read-pdf");
    keys
}

#[test]
fn every_reason_has_its_message_in_both_languages() {
    let keys = named();
    assert!(keys.len() > 20);
    for language in ["fi", "en"] {
        let path = format!("locales/read.{language}.ftl");
        let texts = fs::read_to_string(path).expect("the messages are there");
        let keyed = |line: &str| Some(line.split_once(" = ")?.0.to_owned());
        let messages: BTreeSet<String> = texts.lines().filter_map(keyed).collect();
        let missing: Vec<_> = keys.difference(&messages).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
        let is_ours = |key: &&String| key.starts_with("read-") || key.starts_with("annotate-");
        let unused: Vec<_> = messages.difference(&keys).filter(is_ours).collect();
        assert!(unused.is_empty(), "{language}: {unused:?}");
    }
}
