//! Running the examples of rules: what must be found, and what must be left alone.

use std::path::Path;

use rayon::prelude::*;

use crate::language::{Morphology, analyze};
use crate::readers;
use crate::rules::matching::Triggers;
use crate::rules::{
    Borrowed, Cue, Doctype, EvidenceLevel as Level, Example, Match, Rule, RuleSet, ScoringTerms,
    Zones, grading,
};
use crate::span::Span;
use crate::text::Text;

/// An example that does not hold.
#[derive(Debug)]
pub struct ExampleFailure<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The text as the rule file has it.
    pub written: &'a str,
    /// The text with brackets around what was found.
    pub found: String,
    /// What is wrong.
    pub failing: Failing,
}

/// Why an example does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failing {
    /// The rule finds nothing.
    Missed,
    /// The rule finds something where it must not.
    TooMuch,
    /// What is found, or what is suggested for it, is not what is marked.
    Elsewhere,
    /// The evidence says more or less than it must.
    Level {
        /// The level the example asks for; without one, any.
        asked: Option<Level>,
        /// The level it has.
        found: Level,
    },
}

/// Runs every example of rules of a set, on all threads; failures come in the order of the rules.
pub fn test_examples<'a>(
    set: &'a RuleSet,
    rules: &[&'a Rule],
    doctypes: &[Doctype],
    morphology: &Morphology,
) -> Vec<ExampleFailure<'a>> {
    let test_rule = |triggers: &mut Triggers, rule: &&'a Rule| -> Vec<ExampleFailure<'a>> {
        let rule = *rule;
        let header = &rule.header;
        let found = header.bad.iter().chain(&header.shows);
        let silent = header.good.iter().chain(&header.not);
        let examples = found
            .map(|example| (example, true))
            .chain(silent.map(|example| (example, false)));
        let failures = examples.filter_map(|(example, is_found)| {
            let doctype = example.doctype.as_ref().or(header.doctypes.first());
            let doctype = doctype.and_then(|id| doctypes.iter().find(|doctype| doctype.id == *id));
            let mut run = Run {
                set,
                rule,
                doctype,
                morphology,
                triggers,
            };
            run.test(example, is_found)
        });
        failures.collect()
    };
    let failures: Vec<Vec<ExampleFailure<'a>>> = rules
        .par_iter()
        .map_init(Triggers::default, test_rule)
        .collect();
    failures.into_iter().flatten().collect()
}

struct Run<'a, 'r> {
    set: &'a RuleSet,
    rule: &'a Rule,
    doctype: Option<&'r Doctype>,
    morphology: &'r Morphology,
    triggers: &'r mut Triggers,
}

/// An example without its brackets.
#[derive(Debug)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// What is marked in it, each with the better wording that is asked for.
    pub spans: Vec<(Span, Option<String>)>,
}

impl Example {
    /// The text once, without its brackets.
    pub fn marked(&self) -> Marked {
        unmark(&dedented(&self.text))
    }
}

impl<'a> Run<'a, '_> {
    fn test(&mut self, example: &'a Example, is_found: bool) -> Option<ExampleFailure<'a>> {
        let marked = unmark(&vec![dedented(&example.text); example.times].join("\n\n"));
        let (text, found, level) = self.matches(&marked.text);
        let failing = if !is_found {
            let is_silent = found.is_empty() || level == Some(Level::None);
            (!is_silent).then_some(Failing::TooMuch)
        } else if found.is_empty() {
            Some(Failing::Missed)
        } else if !marked.spans.is_empty()
            && !agrees(&marked, &text, &found, self.rule.header.suggestion.as_ref())
        {
            Some(Failing::Elsewhere)
        } else {
            wrong_level(example, level)
        };
        failing.map(|failing| ExampleFailure {
            rule: self.rule,
            written: &example.text,
            found: mark(&text, &found),
            failing,
        })
    }

    /// What the rule finds in a text and, if it makes evidence, how much that says.
    fn matches(&mut self, text: &str) -> (String, Vec<Match>, Option<Level>) {
        // A single line is running text whatever it begins with; several lines are Markdown.
        let is_marked_up =
            text.trim().contains('\n') || text.contains("](") || text.starts_with('#');
        let name = if is_marked_up {
            "example.md"
        } else {
            "example.txt"
        };
        let document = readers::read(Path::new(name), text.as_bytes()).unwrap_or_default();
        let analysis = analyze(document, self.morphology);
        let hits = self.set.index.search(&analysis, self.triggers);
        let found = self
            .set
            .apply_one(self.rule, &analysis, self.morphology, self.doctype, &hits);
        let level = self.rule.header.step.as_ref().map(|_| {
            let cues: Vec<Cue<'_>> = found
                .iter()
                .map(|found| Cue {
                    rule: self.rule,
                    span: found.span,
                })
                .collect();
            let terms = ScoringTerms::default();
            let zones = Zones::find(&self.set.zones, &analysis, &hits);
            let borrowed = Borrowed::find(&analysis, &zones, &self.set.sayings);
            let graded_text = grading::GradedText {
                analysis: &analysis,
                hits: &hits,
                borrowed: &borrowed,
            };
            let graded = grading::evidence(graded_text, &cues, &self.set.grading, &terms);
            let levels = graded.iter().map(|evidence| evidence.grade.kind);
            levels.max().unwrap_or(Level::None)
        });
        (analysis.document.text, found, level)
    }
}

/// Whether evidence lacks the level its example asks for, or any if it asks for none.
fn wrong_level(example: &Example, level: Option<Level>) -> Option<Failing> {
    let found = level?;
    let is_right = match example.level {
        Some(asked) => found == asked,
        None => found > Level::None,
    };
    let asked = example.level;
    (!is_right).then_some(Failing::Level { asked, found })
}

/// Whether what was found is what is marked. `written` is the suggestion of the rule itself.
fn agrees(marked: &Marked, text: &str, found: &[Match], written: Option<&Text>) -> bool {
    let asked: Vec<&str> = marked
        .spans
        .iter()
        .map(|(span, _)| &marked.text[span.start..span.end])
        .collect();
    let given: Vec<&str> = found
        .iter()
        .map(|found| &text[found.span.start..found.span.end])
        .collect();
    let suggested = |found: &Match| {
        found
            .suggestion
            .clone()
            .or_else(|| written.map(|text| text.fi.clone()))
    };
    let suggestions = marked
        .spans
        .iter()
        .zip(found)
        .all(|((_, asked), found)| match asked {
            None => true,
            Some(asked) => suggested(found)
                .is_some_and(|given| given.split(", ").any(|one| one == asked) || given == *asked),
        });
    asked == given && suggestions
}

/// Takes off the indentation that all lines share.
fn dedented(text: &str) -> String {
    let filled = text.lines().filter(|line| !line.trim().is_empty());
    let indent = filled
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let lines = text.lines().map(|line| line.get(indent..).unwrap_or(""));
    lines
        .collect::<Vec<_>>()
        .join("\n")
        .trim_matches('\n')
        .to_owned()
}

/// Takes the brackets out of an example. A Markdown link keeps its own: `[text](target)`.
fn unmark(written: &str) -> Marked {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut rest = written;
    while let Some(open) = rest.find('[') {
        let Some(close) = rest[open..].find(']').map(|at| open + at) else {
            break;
        };
        let inside = &rest[open + 1..close];
        let after = &rest[close + 1..];
        if after.starts_with('(') || inside.starts_with('^') {
            text.push_str(&rest[..=close]);
            rest = after;
            continue;
        }
        text.push_str(&rest[..open]);
        let (found, suggestion) = match inside.split_once(" → ") {
            Some((found, suggestion)) => (found, Some(suggestion.to_owned())),
            None => (inside, None),
        };
        let start = text.len();
        text.push_str(found);
        spans.push((Span::new(start, text.len()), suggestion));
        rest = after;
    }
    text.push_str(rest);
    Marked { text, spans }
}

/// Puts brackets around what was found.
fn mark(text: &str, found: &[Match]) -> String {
    let mut marked = text.to_owned();
    for found in found.iter().rev() {
        let suggestion = found
            .suggestion
            .as_ref()
            .map_or_else(String::new, |words| format!(" → {words}"));
        marked.insert_str(found.span.end, &format!("{suggestion}]"));
        marked.insert(found.span.start, '[');
    }
    marked
}
