//! `rules`: list them, run their examples, measure how often they find something.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use colored::Colorize;

use crate::check::{Checker, shown_path, trouble_message};
use crate::cli::answers::{Answer, print};
use crate::cli::run::{Status, complain};
use crate::cli::setup::Setup;
use crate::document::Document;
use crate::files;
use crate::report::{self, PlaceReview};
use crate::rules::{EvidenceLevel, ExampleFailure, Failing, Rule, Source, Triggers, test_examples};
use crate::span::Span;
use crate::text::Messages;

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
    let sources = setup.sources.clone();
    let checker = setup.checker_of_rules()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    Ok(test_rules(&checker, &sources, &mut out))
}

fn test_rules(checker: &Checker, sources: &[Source], out: &mut dyn Write) -> io::Result<Status> {
    let messages = &checker.messages;
    let mut is_right = true;
    let (mut count, mut examples, mut failed) = (0, 0, 0);
    let mut tested: BTreeSet<&str> = BTreeSet::new();
    for in_force in checker.every_in_force() {
        let set = &in_force.rules;
        let rules = set.rules.iter();
        let rules: Vec<&Rule> = rules
            .filter(|rule| tested.insert(&rule.header.id))
            .collect();
        let failures = test_examples(set, &rules, &checker.doctypes, &checker.morphology);
        for failure in &failures {
            show_failure(messages, sources, failure, out)?;
        }
        for rule in rules.iter().filter(|rule| lacks_examples(rule)) {
            let source = source_of(sources, rule);
            is_right &= !source.is_some_and(|source| source.is_builtin);
            show_lack(messages, source, rule, out)?;
        }
        count += rules.len();
        examples += rules
            .iter()
            .map(|rule| rule.header.examples().count())
            .sum::<usize>();
        failed += failures.len();
    }
    let key = if failed == 0 {
        "rules-hold"
    } else {
        "rules-fail"
    };
    let arguments = [
        ("rules", count.into()),
        ("examples", examples.into()),
        ("failures", failed.into()),
    ];
    writeln!(out, "{}", messages.with(key, &arguments))?;
    out.flush()?;
    Ok(if is_right && failed == 0 {
        Status::Clean
    } else {
        Status::Found
    })
}

/// Writes that a rule has no examples: an error in a pack of the program, else a warning.
fn show_lack(
    messages: &Messages,
    source: Option<&Source>,
    rule: &Rule,
    out: &mut dyn Write,
) -> io::Result<()> {
    let is_builtin = source.is_some_and(|source| source.is_builtin);
    let severity = messages.get(if is_builtin {
        "severity-error"
    } else {
        "severity-warning"
    });
    let id = &rule.header.id;
    let place = place(source, &format!("\"{id}\""));
    let lack = messages.get("rules-no-examples");
    writeln!(out, "{place}: {severity}: {id}: {lack}")
}

fn lacks_examples(rule: &Rule) -> bool {
    rule.header.kind.name() != "program" && rule.header.examples().next().is_none()
}

/// Writes an example that does not hold: where it stands, what is wrong, what the file says and
/// what the rule found, one under the other.
fn show_failure(
    messages: &Messages,
    sources: &[Source],
    failure: &ExampleFailure<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let first_line = failure.written.trim().lines().next().unwrap_or_default();
    let place = place(source_of(sources, failure.rule), first_line);
    let wrong = match &failure.failing {
        Failing::Missed => messages.get("rules-missed"),
        Failing::TooMuch => messages.get("rules-too-much"),
        Failing::Elsewhere => messages.get("rules-elsewhere"),
        Failing::Level { asked, found } => {
            let level =
                |level: EvidenceLevel| messages.get(&format!("level-{}", <&str>::from(level)));
            let found = level(*found).into();
            match asked {
                Some(asked) => messages.with(
                    "rules-level",
                    &[("found", found), ("asked", level(*asked).into())],
                ),
                None => messages.with("rules-level-none", &[("found", found)]),
            }
        }
    };
    writeln!(out, "{place}: {}: {wrong}", failure.rule.header.id.bold())?;
    let labels = [messages.get("rules-written"), messages.get("rules-found")];
    let width = labels.iter().map(|label| label.chars().count()).max();
    let width = width.unwrap_or_default();
    let texts = [failure.written.trim().green(), failure.found.trim().red()];
    for (label, text) in labels.iter().zip(texts) {
        let indent = " ".repeat(width + 4);
        let shown = text.to_string().replace('\n', &format!("\n{indent}"));
        writeln!(out, "  {label:<width$}  {shown}")?;
    }
    Ok(())
}

/// The file a rule stands in; of two by the same name, the one that took the other's place.
fn source_of<'a>(sources: &'a [Source], rule: &Rule) -> Option<&'a Source> {
    sources.iter().rev().find(|source| source.name == rule.file)
}

/// `path:line` of the first line of a file that holds a text.
fn place(source: Option<&Source>, text: &str) -> String {
    let Some(source) = source else {
        return String::new();
    };
    let written = text.replace('\\', "\\\\").replace('"', "\\\"");
    let lines = || source.text.lines().enumerate();
    let line = lines()
        .find(|(_, line)| line.contains(text))
        .or_else(|| lines().find(|(_, line)| line.contains(&written)));
    // Settings give whole paths; what lies below the folder at hand is shown from there.
    let below = env::current_dir().ok();
    let path = below.and_then(|folder| Path::new(&source.path).strip_prefix(folder).ok());
    let path = path.map_or_else(|| source.path.clone(), shown_path);
    match line {
        Some((number, _)) => format!("{path}:{}", number + 1),
        None => path,
    }
}

/// Shows how often each rule finds something.
pub(super) fn stats(setup: Setup, paths: &[PathBuf], samples: usize) -> Answer {
    let checker = setup.checker(None)?;
    Ok(measure(&checker, paths, samples))
}

/// How often a rule found something, and where.
#[derive(Default)]
struct Hits {
    /// Each place with the words around it.
    places: Vec<String>,
    /// How much the units it found say, for rules that make evidence.
    levels: BTreeMap<EvidenceLevel, usize>,
}

/// What was measured.
#[derive(Default)]
struct Measured<'a> {
    documents: usize,
    sentences: usize,
    by_rule: BTreeMap<&'a str, Hits>,
}

fn measure(checker: &Checker, paths: &[PathBuf], samples: usize) -> io::Result<Status> {
    let selection = files::select(paths, &checker.config);
    let mut triggers = Triggers::default();
    let mut measured = Measured::default();
    let mut troubles = selection.troubles;
    for path in &selection.files {
        let read = files::read(path, checker.size_limit(path))
            .and_then(|bytes| checker.read(path, &bytes));
        match read {
            Ok(document) => measured.add(checker, document, &mut triggers),
            Err(trouble) => troubles.push(trouble),
        }
    }
    for trouble in &troubles {
        let message = trouble_message(&checker.messages, trouble);
        complain(&format!("{}: {message}", shown_path(&trouble.path)));
    }
    if measured.documents == 0 {
        complain(&checker.messages.get("error-nothing"));
        return Ok(Status::Broken);
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    measured.show(checker, samples, &mut out)?;
    out.flush()?;
    Ok(if troubles.is_empty() {
        Status::Clean
    } else {
        Status::Broken
    })
}

impl<'a> Measured<'a> {
    /// Counts what the rules find in a document.
    fn add(&mut self, checker: &'a Checker, document: Document, triggers: &mut Triggers) {
        let checked = checker.check(document, triggers);
        self.documents += 1;
        self.sentences += checked.analysis.sentences.len();
        let document = &checked.analysis.document;
        let findings = checked.found.findings.iter();
        let findings = findings.map(|finding| (finding.rule, finding.found.span));
        let cues = checked.found.cues.iter().map(|cue| (cue.rule, cue.span));
        for (rule, span) in findings.chain(cues) {
            let hits = self.by_rule.entry(&rule.header.id).or_default();
            hits.places.push(around(&checker.messages, document, span));
        }
        for one in &checked.evidence {
            for rule in &one.rules {
                let rule = checker.in_force().rules.rule(rule);
                let hits = rule.and_then(|rule| self.by_rule.get_mut(&*rule.header.id));
                if let Some(hits) = hits {
                    *hits.levels.entry(one.kind).or_default() += 1;
                }
            }
        }
    }

    /// Writes the rules of each pack, the pack of the strategy first: those that found something,
    /// the most frequent first, and those that never did.
    fn show(&self, checker: &Checker, samples: usize, out: &mut dyn Write) -> io::Result<()> {
        let messages = &checker.messages;
        let arguments = [
            ("documents", self.documents.into()),
            ("sentences", self.sentences.into()),
        ];
        writeln!(out, "{}", messages.with("stats-head", &arguments))?;
        let own = &checker.in_force().strategy.id;
        let mut packs: BTreeMap<(bool, &str), Vec<&Rule>> = BTreeMap::new();
        let rules = checker.in_force().rules.rules.iter();
        for rule in rules.filter(|rule| rule.header.kind.name() != "program") {
            let key = (rule.pack != *own, rule.pack.as_str());
            packs.entry(key).or_default().push(rule);
        }
        for ((_, pack), mut rules) in packs {
            writeln!(out, "\n{}", pack.bold())?;
            let count = |rule: &Rule| {
                self.by_rule
                    .get(&*rule.header.id)
                    .map_or(0, |hits| hits.places.len())
            };
            rules.sort_by_key(|rule| (std::cmp::Reverse(count(rule)), &rule.header.id));
            let (fired, never): (Vec<&Rule>, Vec<&Rule>) =
                rules.into_iter().partition(|rule| count(rule) > 0);
            for rule in fired {
                self.show_rule(messages, rule, samples, out)?;
            }
            if !never.is_empty() {
                let ids: Vec<&str> = never.iter().map(|rule| rule.header.id.as_str()).collect();
                let arguments = [
                    ("count", ids.len().into()),
                    ("rules", ids.join(", ").into()),
                ];
                let line = messages.with("stats-never", &arguments);
                let indent = textwrap::Options::new(96)
                    .initial_indent("  ")
                    .subsequent_indent("    ");
                writeln!(out, "{}", textwrap::fill(&line, indent).dimmed())?;
            }
        }
        Ok(())
    }

    fn show_rule(
        &self,
        messages: &Messages,
        rule: &Rule,
        samples: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let id = rule.header.id.as_str();
        let Some(hits) = self.by_rule.get(id) else {
            return Ok(());
        };
        let rate = 1000.0 * hits.places.len() as f64 / self.sentences.max(1) as f64;
        let levels: Vec<String> = hits
            .levels
            .iter()
            .rev()
            .map(|(level, count)| {
                format!(
                    "{} {count}",
                    messages.get(&format!("level-{}", <&str>::from(*level)))
                )
            })
            .collect();
        writeln!(
            out,
            "{}",
            format!(
                "{:>8} {rate:>7.1} ‰  {}  {}",
                hits.places.len(),
                id.bold(),
                levels.join(", ").dimmed()
            )
            .trim_end()
        )?;
        // Spread over the whole run, so that one document does not fill the sample.
        let step = hits.places.len().div_ceil(samples.max(1)).max(1);
        for place in hits.places.iter().step_by(step).take(samples) {
            writeln!(out, "                      {place}")?;
        }
        Ok(())
    }
}

/// How many characters of a sample stand before and after what was found.
const AROUND: usize = 40;

/// How many characters of what was found are shown, at most.
const SHOWN: usize = 80;

/// The place of a span and the words around it in its block, with brackets.
fn around(messages: &Messages, document: &Document, span: Span) -> String {
    let place = PlaceReview {
        place: document.location(span.start),
        ..PlaceReview::default()
    };
    let block = document.block_at(span.start);
    let block = block.map_or(span, |block| document.blocks[block].span.join(span));
    let before = &document.text[block.start..span.start];
    let cut = before.char_indices().rev().nth(AROUND - 1);
    let before = &before[cut.map_or(0, |(at, _)| at)..];
    let after = first_characters(&document.text[span.end..block.end], AROUND);
    let whole = document.slice(span);
    let found = first_characters(whole, SHOWN);
    let more = if found.len() < whole.len() { "…" } else { "" };
    let text = format!("{before}[{found}{more}]{after}").replace('\n', " ");
    let path = shown_path(&document.path);
    format!("{path}:{}  {text}", place.short(messages))
}

fn first_characters(text: &str, count: usize) -> &str {
    let cut = text.char_indices().nth(count);
    &text[..cut.map_or(text.len(), |(at, _)| at)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, DEFAULT_STRATEGY};
    use crate::language::Morphology;
    use crate::rules::builtin;
    use crate::text::Lang;

    /// What testing the rules says and answers, with one more file that came with the program or not.
    fn tested(is_builtin: bool) -> (Status, String) {
        let text = "[[rule]]\nid = \"village-shop\"\nkind = \"existence\"\nstep = \"kimpassa\"\n\
                    cue = \"practice\"\ntitle = \"Kyläkauppa\"\nlemmas = [\"kyläkauppa\"]\n";
        let mut sources = builtin();
        let name = format!("{DEFAULT_STRATEGY}/village.toml");
        sources.push(Source {
            path: format!("rules/{name}"),
            name,
            text: text.into(),
            is_builtin,
        });
        let messages = Messages::new(Lang::En);
        let morphology = Morphology::default();
        let checker = Checker::of_every_strategy(Config::default(), messages, &sources, morphology)
            .expect("the rules are right");
        let mut out = Vec::new();
        let status = test_rules(&checker, &sources, &mut out).unwrap();
        (status, String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_rule_of_the_program_without_examples_is_an_error() {
        let (status, told) = tested(true);
        assert_eq!(status, Status::Found);
        let place = format!("rules/{DEFAULT_STRATEGY}/village.toml:2");
        assert!(told.contains(&format!(
            "{place}: error: village-shop: the rule has no examples"
        )));
        let (status, told) = tested(false);
        assert_eq!(status, Status::Clean);
        assert!(told.contains(&format!(
            "{place}: warning: village-shop: the rule has no examples"
        )));
    }

    #[test]
    fn the_rules_of_every_strategy_are_tested() {
        let (_, told) = tested(false);
        let count = |line: &str| -> usize { line.split(' ').next().unwrap().parse().unwrap() };
        let summary = told.lines().last().unwrap();
        let library = crate::rules::Library::read(&builtin()).unwrap();
        assert_eq!(count(summary), library.rules.len() + 1, "{summary}");
    }
}
