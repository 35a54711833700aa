//! Running the examples of rules: what must be found, and what must be left alone.

use std::path::Path;

use crate::language::{Morphology, analyze};
use crate::readers;
use crate::rules::matching::Triggers;
use crate::rules::{
    Borrowed, Cue, Doctype, EvidenceLevel as Level, Example, Match, Rule, RuleSet, ScoringTerms,
    Strategy, Zones, grading,
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
}

/// Runs every example of every rule.
pub fn test_examples<'a>(
    set: &'a RuleSet,
    doctypes: &[Doctype],
    morphology: &Morphology,
    _strategy: &Strategy,
) -> Vec<ExampleFailure<'a>> {
    let mut triggers = Triggers::default();
    let mut failures = Vec::new();
    for rule in &set.rules {
        let header = &rule.header;
        let found = header
            .bad
            .iter()
            .chain(&header.shows)
            .map(|example| (example, true));
        let silent = header
            .good
            .iter()
            .chain(&header.not)
            .map(|example| (example, false));
        for (example, is_found) in found.chain(silent) {
            let doctype = example.doctype.as_ref().or(header.doctypes.first());
            let doctype = doctype.and_then(|id| doctypes.iter().find(|doctype| doctype.id == *id));
            let mut run = Run {
                set,
                rule,
                doctype,
                morphology,
                triggers: &mut triggers,
            };
            failures.extend(run.test(example, is_found));
        }
    }
    failures
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
        let is_right = match (is_found, marked.spans.is_empty()) {
            (true, true) => !found.is_empty(),
            (false, _) => found.is_empty() || level == Some(Level::None),
            (true, false) => agrees(&marked, &text, &found, self.rule.header.suggestion.as_ref()),
        };
        let is_level_right = !is_found || has_level(example, level);
        (!is_right || !is_level_right).then(|| ExampleFailure {
            rule: self.rule,
            written: &example.text,
            found: mark(&text, &found) + &level.map_or_else(String::new, shown_level),
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

/// Whether evidence has the level its example asks for, or any if it asks for none.
fn has_level(example: &Example, level: Option<Level>) -> bool {
    match (level, &example.level) {
        (None, _) => true,
        (Some(level), Some(asked)) => <&str>::from(level) == asked,
        (Some(level), None) => level > Level::None,
    }
}

fn shown_level(level: Level) -> String {
    format!(" ({})", <&str>::from(level))
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
