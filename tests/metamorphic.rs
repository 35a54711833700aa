//! What a score must do when a plan is changed: the plans and their changes stand in `tests/metamorphic/`.
//!
//! Each plan has one deed of one step. A change of words that changes nothing in the world must
//! not move the score of the step; words without a deed must not pass for one.
//!
//! | change | the score |
//! |---|---|
//! | padding every section with other things | stays |
//! | copying the deed into every section, three times | stays |
//! | stuffing with keywords, or with the name of the step | stays; alone they reach 10 and 25 at most |
//! | moving the deed into a heading | falls to 10 at most, and nothing is shown |
//! | denying the deed | falls to 0 |
//! | hedging it | falls to 40 at most, and nothing is shown |
//! | another order of the sections | stays |
//! | splitting the sentence, the deed in the first half | stays |
//! | another inflection | stays |
//! | a chapter on something else | stays |

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use linjassa::check::Checker;
use linjassa::config::Config;
use linjassa::language::Morphology;
use linjassa::rules::{Triggers, builtin};
use linjassa::scoring::Verdict;
use linjassa::text::{Lang, Messages};
use rayon::prelude::*;
use serde::Deserialize;

/// The fewest plans a change is proven over.
const ENOUGH: usize = 30;

/// A plan with one deed, and the deed said otherwise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    #[serde(skip)]
    step: String,
    name: String,
    /// `{deed}` marks the place of the deed.
    plan: String,
    deed: String,
    negated: String,
    hedged: String,
    split: String,
    inflected: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    text: Vec<Text>,
}

/// What every plan is padded and stuffed with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    padding: Vec<String>,
    chapter: String,
    rest: String,
    words: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
}

/// How a plan stands to its step.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Standing {
    score: u8,
    verdict: Verdict,
}

static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let (config, messages) = (Config::default(), Messages::new(Lang::Fi));
    let doctype = Some("plan".to_owned());
    Checker::new(config, messages, &builtin(), Morphology::default(), doctype)
        .expect("the built-in rules are right")
});

static SHARED: LazyLock<Shared> = LazyLock::new(|| read("shared"));

static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| {
    let steps = ["kokeillen", "kimpassa", "ketterasti"];
    let texts = steps.into_iter().flat_map(|step| {
        let file: File = read(step);
        let with_step = move |text| Text {
            step: step.to_owned(),
            ..text
        };
        file.text.into_iter().map(with_step)
    });
    texts.collect()
});

fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let path = format!("tests/metamorphic/{name}.toml");
    toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|error| panic!("{error}"))
}

impl Text {
    fn with(&self, deed: &str) -> String {
        self.plan.replace("{deed}", deed)
    }

    /// The plan with something after each of its sections.
    fn with_in_each_section(&self, addition: &str) -> String {
        let (head, sections) = parts(&self.with(&self.deed));
        let sections = sections
            .iter()
            .map(|section| format!("{section}\n\n{addition}\n\n"));
        head + &sections.collect::<String>()
    }

    fn words(&self) -> &str {
        &SHARED.words[&self.step]
    }

    fn names(&self) -> &str {
        &SHARED.names[&self.step]
    }
}

/// What stands before the first section, and the sections without the space around them.
fn parts(plan: &str) -> (String, Vec<String>) {
    let mut parts = plan.split("\n## ");
    let head = parts.next().expect("a split has a first part").to_owned() + "\n";
    let sections = parts.map(|section| format!("## {}", section.trim_end()));
    (head, sections.collect())
}

/// `times` sections that each hold the same text.
fn sections_of(text: &str, times: usize) -> String {
    let titles = ["Arvot", "Yhteenveto", "Lopuksi"];
    let sections = titles.into_iter().cycle().take(times);
    let sections = sections.map(|title| format!("\n## {title}\n\n{text}\n\n{text}\n"));
    sections.collect::<Vec<_>>().concat()
}

fn standing(step: &str, plan: &str) -> Standing {
    let document = CHECKER.read(Path::new("plan.md"), plan.as_bytes()).unwrap();
    let checked = CHECKER.check(document, &mut Triggers::default());
    let steps = checked.in_force.strategy.steps.iter();
    let (_, score) = steps
        .zip(&checked.scores)
        .find(|(one, _)| one.id == step)
        .unwrap();
    Standing {
        score: score.score.expect("every plan is long enough for a score"),
        verdict: score.verdict,
    }
}

/// Proves over all plans that a change does to the score what it must.
fn prove(
    change: impl Fn(&Text) -> String + Sync,
    holds: impl Fn(Standing, Standing) -> bool + Sync,
) {
    assert!(TEXTS.len() >= ENOUGH);
    let broken: Vec<String> = TEXTS
        .par_iter()
        .filter_map(|text| {
            let before = standing(&text.step, &text.with(&text.deed));
            let after = standing(&text.step, &change(text));
            let (step, name) = (&text.step, &text.name);
            (!holds(before, after)).then(|| format!("{step}, {name}: {before:?} became {after:?}"))
        })
        .collect();
    assert!(
        broken.is_empty(),
        "{} plans:\n{}",
        broken.len(),
        broken.join("\n")
    );
}

fn stays(before: Standing, after: Standing) -> bool {
    before == after
}

#[test]
fn every_plan_shows_its_step_in_its_deed_and_nowhere_else() {
    prove(
        |text| text.with(&SHARED.rest),
        |before, after| {
            let is_shown = before.verdict == Verdict::Shown && before.score > 40;
            is_shown && after.verdict == Verdict::Absent && after.score == 0
        },
    );
}

#[test]
fn padding_leaves_the_score_as_it_is() {
    let padding = SHARED.padding.join("\n\n");
    prove(|text| text.with_in_each_section(&padding), stays);
}

#[test]
fn a_copied_sentence_leaves_the_score_as_it_is() {
    prove(
        |text| {
            let copy = text.deed.trim_end_matches('.').to_owned() + ".";
            text.with_in_each_section(&[&*copy; 3].join("\n\n"))
        },
        stays,
    );
}

#[test]
fn keywords_and_names_beside_a_deed_leave_the_score_as_it_is() {
    prove(
        |text| text.with(&text.deed) + &sections_of(text.words(), 3),
        stays,
    );
    prove(
        |text| text.with(&text.deed) + &sections_of(text.names(), 3),
        stays,
    );
}

#[test]
fn keywords_alone_reach_10_and_names_alone_25_at_most() {
    prove(
        |text| text.with(&SHARED.rest) + &sections_of(text.words(), 3),
        |_, after| after.score <= 10 && after.verdict != Verdict::Shown,
    );
    prove(
        |text| text.with(&SHARED.rest) + &sections_of(text.names(), 3),
        |_, after| after.score <= 25 && after.verdict == Verdict::Named,
    );
}

#[test]
fn a_deed_in_a_heading_reaches_10_at_most() {
    prove(
        |text| {
            let heading = text.deed.trim_end_matches('.');
            let below = &SHARED.padding[0];
            text.with(&SHARED.rest) + &format!("\n## {heading}\n\n{below}\n")
        },
        |_, after| after.score <= 10 && after.verdict != Verdict::Shown,
    );
}

#[test]
fn a_denied_deed_is_worth_nothing() {
    prove(
        |text| text.with(&text.negated),
        |_, after| after.score == 0 && after.verdict == Verdict::Absent,
    );
}

#[test]
fn a_hedged_deed_reaches_40_at_most() {
    prove(
        |text| text.with(&text.hedged),
        |_, after| after.score <= 40 && after.verdict != Verdict::Shown,
    );
}

#[test]
fn another_order_of_sections_leaves_the_score_as_it_is() {
    prove(
        |text| {
            let (head, mut sections) = parts(&text.with(&text.deed));
            sections.reverse();
            head + &sections.join("\n\n")
        },
        stays,
    );
}

#[test]
fn a_split_sentence_leaves_the_score_as_it_is() {
    prove(|text| text.with(&text.split), stays);
}

#[test]
fn another_inflection_leaves_the_score_as_it_is() {
    prove(|text| text.with(&text.inflected), stays);
}

#[test]
fn a_chapter_on_something_else_leaves_the_score_as_it_is() {
    prove(|text| text.with(&text.deed) + "\n" + &SHARED.chapter, stays);
}
