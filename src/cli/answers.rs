//! The smaller commands: rules, settings, completions, the manual page.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use colored::Colorize;

use crate::check::Checker;
use crate::cli::Arguments;
use crate::cli::run::{Status, complain};
use crate::cli::setup::{Setup, SetupFailure};
use crate::config;
use crate::files;
use crate::report;
use crate::rules::{Triggers, test_examples};

type Answer = Result<io::Result<Status>, SetupFailure>;

/// The commented settings that `config init` writes.
const STARTER: &str = include_str!("../../rules/starter.toml.txt");

/// Prints a completion script.
pub(super) fn completions(shell: clap_complete::Shell) -> io::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "linjassa", &mut script);
    print(&script)
}

/// Prints the manual page.
pub(super) fn man() -> io::Result<Status> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    print(&page)
}

/// Prints a JSON Schema.
pub(super) fn schema(of_report: bool) -> io::Result<Status> {
    let schema = if of_report {
        report::schema()
    } else {
        config::schema()
    };
    let mut text = serde_json::to_vec_pretty(&schema)?;
    text.push(b'\n');
    print(&text)
}

/// Writes a starter settings file; never over one that is there.
pub(super) fn init() -> io::Result<Status> {
    let path = Path::new(config::FILE_NAME);
    if path.exists() {
        complain(&format!(
            "{}: the file is there already and is left as it is",
            path.display()
        ));
        return Ok(Status::Broken);
    }
    fs::write(path, STARTER)?;
    print(format!("{}\n", path.display()).as_bytes())
}

fn print(bytes: &[u8]) -> io::Result<Status> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Status::Clean)
}

/// Prints every setting and where it came from.
pub(super) fn show(setup: &Setup) -> Answer {
    let config = &setup.config;
    let mut text = toml::to_string(&config.settings).unwrap_or_default();
    let origins = config.origins.iter();
    let origins: Vec<String> = origins
        .map(|(key, path)| format!("# {key}: {}\n", path.display()))
        .collect();
    text.push_str(&origins.concat());
    Ok(print(text.as_bytes()))
}

/// Lists every rule.
pub(super) fn list(setup: Setup) -> Answer {
    let checker = setup.checker(None)?;
    Ok(list_rules(&checker))
}

fn list_rules(checker: &Checker) -> io::Result<Status> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for rule in &checker.in_force().rules.rules {
        let header = &rule.header;
        let means = match (header.severity, &header.step) {
            (Some(severity), _) => checker
                .messages
                .get(&format!("severity-{}", <&str>::from(severity))),
            (None, step) => step.clone().unwrap_or_default(),
        };
        let title = header.title.get(checker.messages.lang);
        writeln!(
            out,
            "{:<32} {means:<12} {:<16} {title}",
            header.id, rule.pack
        )?;
    }
    out.flush()?;
    Ok(Status::Clean)
}

/// Prints the page of every rule as one HTML file.
pub(super) fn catalogue(setup: Setup) -> Answer {
    let checker = setup.checker(None)?;
    let mut page = Vec::new();
    let rules = &checker.in_force().rules.rules;
    let written = report::write_catalogue(rules, &checker.messages, &mut page);
    Ok(written.and_then(|()| print(&page)))
}

/// Runs the examples of every rule.
pub(super) fn test(setup: Setup) -> Answer {
    let builtin: Vec<String> = setup
        .sources
        .iter()
        .filter(|source| source.is_builtin)
        .map(|source| source.name.clone())
        .collect();
    let checker = setup.checker(None)?;
    Ok(test_rules(&checker, &builtin))
}

fn test_rules(checker: &Checker, builtin: &[String]) -> io::Result<Status> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let in_force = checker.in_force();
    let messages = &checker.messages;
    let failures = test_examples(
        &in_force.rules,
        &checker.doctypes,
        &checker.morphology,
        &in_force.strategy,
    );
    for failure in &failures {
        writeln!(
            out,
            "{} ({})",
            failure.rule.header.id.bold(),
            failure.rule.file
        )?;
        writeln!(
            out,
            "  {:<9} {}",
            messages.get("rules-written"),
            failure.written.trim()
        )?;
        writeln!(
            out,
            "  {:<9} {}",
            messages.get("rules-found"),
            failure.found.trim()
        )?;
    }
    let mut examples = 0;
    let mut is_right = failures.is_empty();
    for rule in &in_force.rules.rules {
        let header = &rule.header;
        let own = header.bad.len() + header.good.len() + header.shows.len() + header.not.len();
        examples += own;
        if own == 0 && header.kind.name() != "program" {
            writeln!(
                out,
                "{} ({}): {}",
                header.id,
                rule.file,
                messages.get("rules-no-examples")
            )?;
            is_right &= !builtin.contains(&rule.file);
        }
    }
    let key = if failures.is_empty() {
        "rules-hold"
    } else {
        "rules-fail"
    };
    let arguments = [
        ("rules", in_force.rules.rules.len().into()),
        ("examples", examples.into()),
        ("failures", failures.len().into()),
    ];
    writeln!(out, "{}", messages.with(key, &arguments))?;
    out.flush()?;
    Ok(if is_right {
        Status::Clean
    } else {
        Status::Found
    })
}

/// Shows how often each rule finds something.
pub(super) fn stats(setup: Setup, paths: &[PathBuf], samples: usize) -> Answer {
    let checker = setup.checker(None)?;
    Ok(measure(&checker, paths, samples))
}

/// How often a rule found something, and where.
#[derive(Default)]
struct Hits {
    count: usize,
    places: Vec<String>,
}

fn measure(checker: &Checker, paths: &[PathBuf], samples: usize) -> io::Result<Status> {
    let selection = files::select(paths, &checker.config);
    let mut triggers = Triggers::default();
    let mut by_rule: BTreeMap<&str, Hits> = BTreeMap::new();
    let rules = &checker.in_force().rules.rules;
    by_rule.extend(
        rules
            .iter()
            .map(|rule| (rule.header.id.as_str(), Hits::default())),
    );
    let (mut sentences, mut words) = (0, 0);
    for path in &selection.files {
        let read = files::read(path, checker.size_limit(path))
            .and_then(|bytes| checker.read(path, &bytes));
        let Ok(document) = read else { continue };
        let checked = checker.check(document, &mut triggers);
        sentences += checked.analysis.sentences.len();
        words += checked.analysis.tokens.len();
        let text = &checked.analysis.document.text;
        let findings = checked
            .found
            .findings
            .iter()
            .map(|finding| (finding.rule, finding.found.span));
        let cues = checked.found.cues.iter().map(|cue| (cue.rule, cue.span));
        for (rule, span) in findings.chain(cues) {
            let hits = by_rule.entry(rule.header.id.as_str()).or_default();
            hits.count += 1;
            hits.places
                .push(format!("{}: {}", path.display(), around(text, span)));
        }
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut rows: Vec<_> = by_rule.into_iter().collect();
    rows.sort_by_key(|(_, hits)| std::cmp::Reverse(hits.count));
    writeln!(out, "{sentences} sentences, {words} tokens")?;
    for (rule, hits) in rows {
        let rate = 1000.0 * hits.count as f64 / sentences.max(1) as f64;
        writeln!(out, "{:>7} {rate:>8.2}‰  {rule}", hits.count)?;
        let step = (hits.places.len() / samples.max(1)).max(1);
        for place in hits.places.iter().step_by(step).take(samples) {
            writeln!(out, "                    {place}")?;
        }
    }
    out.flush()?;
    Ok(Status::Clean)
}

/// The words around a span, with brackets.
fn around(text: &str, span: crate::span::Span) -> String {
    let before: String = text[..span.start]
        .chars()
        .rev()
        .take(50)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let after: String = text[span.end..].chars().take(50).collect();
    format!("…{before}[{}]{after}…", &text[span.start..span.end]).replace('\n', " ")
}
