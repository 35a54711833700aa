//! What ten times the rules cost: the built-in ones, and copies of them that look for other words.
//!
//! `cargo bench --bench rule_count` checks a text of ten pages with both and prints the times. The
//! copies have the letters of their words turned round, so most of them find nothing, as most
//! rules find nothing in most texts. Rules that measure, or look for grammar without words, are not
//! copied: they would only find the same again. The others are copied until there are ten times
//! as many rules.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use linjassa::language::{Analysis, Morphology, analyze};
use linjassa::readers;
use linjassa::rules::{Library, RuleSet, ScoringTerms, Source, Triggers, builtin};
use regex::{Captures, Regex};
use toml::{Table, Value};

use timing::best;

mod support;
#[path = "support/timing.rs"]
mod timing;

const TIMES: usize = 10;

const WORDS: usize = 3000;

const RUNS: u32 = 20;

const STRATEGY: &str = "imatra-2018";

/// Keys that hold words to look for.
const SEARCH_KEYS: &[&str] = &["lemmas", "phrases", "pattern", "patterns", "swap"];

/// Keys that hold words in the same notation.
const WORD_KEYS: &[&str] = &[
    "lemmas", "phrases", "pattern", "patterns", "unless", "with", "without",
];

fn main() {
    let morphology = Morphology::new();
    let text = support::text_of(WORDS);
    let one = rule_set(builtin());
    let mut sources = builtin();
    let (mut copy, mut rules) = (0, one.rules.len());
    while rules < one.rules.len() * TIMES {
        copy += 1;
        for (source, count) in builtin().iter().filter_map(|source| copied(source, copy)) {
            rules += count;
            sources.push(source);
        }
    }
    let ten = rule_set(sources);
    let read = || {
        let document = readers::read(Path::new("plan.md"), text.as_bytes());
        analyze(document.expect("Markdown reads"), &morphology)
    };
    let analysis = read();
    let analysing = best(RUNS, || drop(std::hint::black_box(read())));
    let times = [&one, &ten].map(|set| {
        let cold = best(RUNS, || {
            apply(set, &analysis, &morphology, &mut Triggers::default());
        });
        let mut triggers = Triggers::default();
        apply(set, &analysis, &morphology, &mut triggers);
        let warm = best(RUNS, || apply(set, &analysis, &morphology, &mut triggers));
        let searching = best(RUNS, || {
            std::hint::black_box(set.index.search(&analysis, &mut triggers));
        });
        let found = found(set, &analysis, &morphology);
        println!(
            "{:>5} rules: {warm:.2?} in a run ({searching:.2?} of it the search), {cold:.2?} for the \
             first text, {found} finds",
            set.rules.len()
        );
        (warm, cold)
    });
    let [(warm, cold), (warm_ten, cold_ten)] = times;
    let ratio = |one: Duration, ten: Duration| ten.as_secs_f64() / one.as_secs_f64();
    println!("reading and analysing the text: {analysing:.2?}");
    println!(
        "the rules alone: x{:.2} in a run, x{:.2} for the first text",
        ratio(warm, warm_ten),
        ratio(cold, cold_ten)
    );
    println!(
        "the whole check: x{:.2} in a run, x{:.2} for the first text",
        ratio(analysing + warm, analysing + warm_ten),
        ratio(analysing + cold, analysing + cold_ten)
    );
}

fn rule_set(sources: Vec<Source>) -> RuleSet {
    let library = Library::read(&sources).unwrap_or_else(|mistakes| panic!("{}", mistakes[0]));
    let (set, _, _) = library.into_rule_set(STRATEGY, &BTreeMap::new());
    set
}

fn apply(set: &RuleSet, analysis: &Analysis, morphology: &Morphology, triggers: &mut Triggers) {
    let hits = set.index.search(analysis, triggers);
    let found = set.apply(analysis, morphology, None, hits);
    std::hint::black_box(set.grade(analysis, &found, &ScoringTerms::default()));
}

fn found(set: &RuleSet, analysis: &Analysis, morphology: &Morphology) -> usize {
    let hits = set.index.search(analysis, &mut Triggers::default());
    let found = set.apply(analysis, morphology, None, hits);
    found.findings.len() + found.cues.len()
}

/// The rules of a file that look for words, looking for other words, and how many there are.
fn copied(source: &Source, copy: usize) -> Option<(Source, usize)> {
    let file: Table = toml::from_str(&source.text).expect("the built-in rules are TOML");
    let is_other_strategy = source.name.ends_with("/pillars.toml");
    let rules = file
        .get("rule")
        .filter(|_| !is_other_strategy)?
        .as_array()?;
    let rules: Vec<Value> = rules
        .iter()
        .filter_map(Value::as_table)
        .filter(|rule| SEARCH_KEYS.iter().any(|key| rule.contains_key(*key)))
        .filter_map(|rule| with_other_words(rule, copy).map(Value::Table))
        .collect();
    let count = rules.len();
    let file = Table::from_iter([("rule".to_owned(), Value::Array(rules))]);
    let name = source.name.replace('/', "-");
    let source = Source {
        name: format!("copy-{copy}/{name}"),
        path: format!("copy-{copy}/{name}"),
        text: toml::to_string(&file)
            .expect("what was TOML stays TOML")
            .into(),
        is_builtin: false,
    };
    (count > 0).then_some((source, count))
}

/// A rule with other words; none if it looks for something without words.
fn with_other_words(old: &Table, copy: usize) -> Option<Table> {
    let mut rule = old.clone();
    let is_the_same = |key: &str, new: &Table| {
        let entries = |rule: &Table| match rule.get(key) {
            Some(Value::String(entry)) => vec![entry.clone()],
            Some(Value::Array(entries)) => {
                let texts = entries.iter().filter_map(Value::as_str);
                texts.map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        let olds = entries(old);
        olds.iter().zip(entries(new)).any(|(old, new)| *old == new)
    };
    for key in ["pair", "bad", "good", "shows", "not"] {
        rule.remove(key);
    }
    if let Some(Value::String(id)) = rule.get_mut("id") {
        *id = format!("{id}-copy-{copy}");
    }
    for key in WORD_KEYS {
        match rule.get_mut(*key) {
            Some(Value::String(entry)) => *entry = other_entry(entry, copy),
            Some(Value::Array(entries)) => {
                for entry in entries {
                    if let Value::String(entry) = entry {
                        *entry = other_entry(entry, copy);
                    }
                }
            }
            _ => {}
        }
    }
    if let Some(Value::Table(swap)) = rule.get_mut("swap") {
        let pairs = std::mem::take(swap).into_iter();
        swap.extend(pairs.map(|(from, to)| (other_entry(&from, copy), to)));
    }
    let mut searched = SEARCH_KEYS.iter();
    (!searched.any(|key| is_the_same(key, &rule))).then_some(rule)
}

/// An entry with other words: all of it, or of a pattern only the words it asks for.
fn other_entry(entry: &str, copy: usize) -> String {
    if !entry.contains(['[', '"']) {
        return other_words(entry, copy);
    }
    let value = Regex::new(r#"(?:(\w+)(\s*!?=\s*))?"([^"]*)""#).expect("it is an expression");
    let replaced = value.replace_all(entry, |found: &Captures<'_>| {
        let text = &found[3];
        let sign = found.get(2).map_or("", |sign| sign.as_str());
        // A shape of letters and what must not stand there are no words to look for.
        if text.contains('[') || sign.contains('!') {
            return found[0].to_owned();
        }
        match found.get(1).map(|name| name.as_str()) {
            None => format!("\"{}\"", other_words(text, copy)),
            Some(name @ ("word" | "form" | "lemma" | "part" | "first" | "last")) => {
                format!("{name}{sign}\"{}\"", other_words(text, copy))
            }
            Some(_) => found[0].to_owned(),
        }
    });
    replaced.into_owned()
}

/// A text with the letters of each word turned round and moved on, and an `x` behind them.
fn other_words(text: &str, copy: usize) -> String {
    let word = Regex::new(r"\\.|\p{L}{2,}").expect("it is an expression");
    let replaced = word.replace_all(text, |found: &Captures<'_>| {
        if found[0].starts_with('\\') {
            return found[0].to_owned();
        }
        let mut letters: Vec<char> = found[0].chars().rev().collect();
        let length = letters.len();
        letters.rotate_left(copy % length);
        letters.iter().collect::<String>() + &"x".repeat(1 + copy / length)
    });
    replaced.into_owned()
}
