//! A module uses only the modules listed above it in `src/lib.rs`, so there are no circles.

use std::fs;
use std::path::Path;

use regex::Regex;
use walkdir::WalkDir;

/// The modules of `src/lib.rs` in their order.
fn order() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let listed = Regex::new(r"(?m)^pub mod (\w+);").unwrap();
    let names = listed.captures_iter(&lib);
    names
        .map(|line| line.extract::<1>().1[0].to_owned())
        .collect()
}

/// Every source file with the name of the module it belongs to.
fn sources() -> Vec<(String, String, String)> {
    let files = WalkDir::new("src").into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.path().extension().is_some_and(|end| end == "rs"));
    files
        .map(|entry| {
            let path = entry.path();
            let first = path.strip_prefix("src").unwrap().iter().next().unwrap();
            let module = Path::new(first)
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            let source = fs::read_to_string(path).unwrap();
            (path.display().to_string(), module, source)
        })
        .collect()
}

#[test]
fn modules_use_only_the_modules_above_them() {
    let order = order();
    let rank = |module: &str| order.iter().position(|known| known == module);
    let used = Regex::new(r"\bcrate::(\w+|\{)").unwrap();
    let mut wrong = Vec::new();
    for (path, module, source) in sources() {
        let Some(own) = rank(&module) else {
            continue; // lib.rs and main.rs
        };
        // A doc link may point anywhere; only what is compiled counts.
        let source: String = source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for (_, [name]) in used.captures_iter(&source).map(|found| found.extract()) {
            if rank(name).is_none_or(|at| own < at) {
                wrong.push(format!("{path}: crate::{name}"));
            }
        }
    }
    assert!(order.len() > 8, "src/lib.rs lists the modules");
    assert!(
        wrong.is_empty(),
        "not above in src/lib.rs:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn siblings_of_a_family_never_import_each_other() {
    let mut wrong = Vec::new();
    for family in ["readers", "rules/kinds", "report"] {
        let module = family.replace('/', "::");
        let names: Vec<String> = WalkDir::new(format!("src/{family}"))
            .max_depth(1)
            .into_iter()
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
        for (path, _, source) in sources() {
            let stem = Path::new(&path).file_stem().unwrap().to_str().unwrap();
            let is_sibling = Path::new(&path).parent() == Some(Path::new(&format!("src/{family}")));
            if !is_sibling || stem == "mod" {
                continue;
            }
            let is_format = |name: &&String| FORMATS.contains(&name.as_str()) && *name != stem;
            for name in names.iter().filter(is_format) {
                if source.contains(&format!("crate::{module}::{name}::")) {
                    wrong.push(format!("{path}: {name}"));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "siblings that know each other:\n{}",
        wrong.join("\n")
    );
}

/// Members of the families; what else stands in their folders is shared by them.
const FORMATS: &[&str] = &[
    "plain",
    "markdown",
    "docx",
    "odt",
    "pptx",
    "sheet",
    "pdf",
    "html",
    "rtf",
    "eml",
    "existence",
    "substitution",
    "occurrence",
    "repetition",
    "consistency",
    "sequence",
    "metric",
    "conditional",
    "capitalization",
    "structure",
    "section",
    "program",
    "terminal",
    "json",
    "concise",
    "sarif",
    "junit",
    "github",
    "gitlab",
    "rdjson",
    "csv",
];

#[test]
fn every_file_says_what_it_is() {
    for (path, _, source) in sources() {
        assert!(
            source.starts_with("//! "),
            "{path} does not open with a sentence"
        );
    }
}

#[test]
fn nothing_climbs_to_its_parent() {
    for (path, _, source) in sources() {
        let body = source
            .replace("use super::*;", "")
            .replace("pub(super)", "");
        assert!(!body.contains("super::"), "{path} uses super::");
    }
}

#[test]
fn the_source_knows_no_strategy() {
    for (path, _, source) in sources() {
        let body: String = source
            .lines()
            .filter(|line| !line.contains("include_str!") && !line.trim_start().starts_with("//"))
            .collect();
        let is_list = path.ends_with("builtin.rs");
        let names = body.matches("imatra").count() + body.matches("Imatra").count();
        let allowed = usize::from(path.ends_with("config.rs") || path.ends_with("cli.rs"));
        assert!(is_list || names <= allowed, "{path} names a strategy");
    }
}
