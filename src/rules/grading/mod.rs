//! Grading: cues -> [`Graded`], by the grammar of the unit they stand in.
//!
//! A rule only says which concept a place speaks of. Whether somebody does it, wishes for it or
//! denies it is read here, from general Finnish kept in `rules/grading.toml`: nothing in this
//! family knows any one strategy.

use serde::Deserialize;

use crate::language::{Analysis, Token};
use crate::rules::evidence::{Anchor, AnchorKind, Blocked as Block, EvidenceLevel as Level};
use crate::rules::grading::anchors::Columns;
use crate::rules::grading::copies::Copies;
use crate::rules::grading::marks::Marks;
use crate::rules::matching::{Hits, Index};
use crate::rules::{Cue, CueKind, ScoringTerms};
use crate::toml_file::TomlFile;

mod anchors;
mod clauses;
mod copies;
mod deeds;
mod marks;
mod units;

pub use units::{Row, Unit, units};

/// What makes a sentence a deed and what makes it an idea: `rules/grading.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Grading {
    /// Words that leave the doer a way out.
    hedge: Marks,
    /// Wishes, values, aims, needs and possibilities.
    frame: Marks,
    /// Verbs that promise movement without saying what is done.
    soft_verb: Marks,
    /// Verbs after which an infinitive is done.
    beginning_verb: Marks,
    /// What calls a deed off.
    cancel: Marks,
    /// What complains that the thing is missing.
    lack: Marks,
    /// A negative verb that denies nothing.
    negation_exception: Marks,
    /// Topics in which nothing is a deed of an organisation.
    elsewhere: Marks,
    /// A doer.
    who: Marks,
    /// A time.
    when: Marks,
    /// A measure or target.
    measure: Marks,
    /// What is learned, and when it stops.
    learning: Marks,
    /// A place kept for an answer that is not there.
    empty: Marks,
    /// What a column tells, by its header.
    column: Columns,
}

/// What a unit says of one step.
#[derive(Clone, Debug)]
pub struct Graded<'a> {
    /// The step.
    pub step: &'a str,
    /// The unit it stands in.
    pub unit: Unit,
    /// How much it says.
    pub grade: Grade,
    /// The places that speak of the step.
    pub cues: Vec<Cue<'a>>,
}

/// How much a unit says of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Grade {
    /// The level in the terms of the strategy; 0 if it is blocked.
    pub level: f64,
    /// What the level stands for.
    pub kind: Level,
    /// Who, when, measured how, learned what: what the unit tells.
    pub anchors: Vec<Anchor>,
    /// What it does not tell.
    pub missing: Vec<AnchorKind>,
    /// Why it counts for nothing, if it does.
    pub blocked_by: Option<Block>,
    /// Whether a hedge made an idea of a deed.
    pub hedged: bool,
}

impl Grading {
    /// Reads `grading.toml`.
    pub fn read(file: &mut TomlFile<'_>) -> Option<Self> {
        file.read()
    }

    /// Files every pattern in the index.
    pub fn file(&mut self, index: &mut Index) {
        let marks = [
            &mut self.hedge,
            &mut self.frame,
            &mut self.soft_verb,
            &mut self.beginning_verb,
            &mut self.cancel,
            &mut self.lack,
            &mut self.negation_exception,
            &mut self.elsewhere,
            &mut self.who,
            &mut self.when,
            &mut self.measure,
            &mut self.learning,
            &mut self.empty,
        ];
        for marks in marks {
            marks.file(index);
        }
        self.column.file(index);
    }
}

/// Grades every unit of a document in which a step is spoken of, in the order of the text.
pub(super) fn evidence<'a>(
    analysis: &Analysis,
    cues: &[Cue<'a>],
    hits: &Hits,
    grading: &Grading,
    terms: &ScoringTerms,
) -> Vec<Graded<'a>> {
    let mut found = Vec::new();
    let mut copies = Copies::default();
    for unit in units(analysis) {
        let first = cues.partition_point(|cue| cue.span.start < unit.span.start);
        let inside: Vec<&Cue<'a>> = cues[first..]
            .iter()
            .take_while(|cue| cue.span.start < unit.span.end)
            .collect();
        for step in steps(&inside) {
            let of_step: Vec<&Cue<'a>> = inside
                .iter()
                .copied()
                .filter(|cue| cue.rule.header.step.as_deref() == Some(step))
                .collect();
            let mut grade = grade(analysis, &unit, &of_step, hits, grading, terms);
            if grade.kind > Level::None && copies.has_near_copy(analysis, step, &unit) {
                grade = Grade::blocked(Block::Copy);
            }
            found.push(Graded {
                step,
                unit: unit.clone(),
                grade,
                cues: of_step.into_iter().cloned().collect(),
            });
        }
    }
    found
}

/// Grades one unit for one step by the cues of that step in it.
pub fn grade(
    analysis: &Analysis,
    unit: &Unit,
    cues: &[&Cue<'_>],
    hits: &Hits,
    grading: &Grading,
    terms: &ScoringTerms,
) -> Grade {
    if unit.is_heading || is_pile(analysis, unit, cues) {
        return Grade::of(Level::Heading, Vec::new(), terms);
    }
    let anchors = grading.anchors(analysis, unit, hits);
    let judge = deeds::Judge {
        analysis,
        unit,
        hits,
        grading,
        anchors: &anchors,
    };
    let verdicts: Vec<deeds::Verdict> = cues.iter().map(|cue| judge.verdict(cue)).collect();
    let best = verdicts.iter().filter_map(|verdict| verdict.level()).max();
    match best {
        None => Grade::blocked(
            verdicts
                .iter()
                .find_map(|verdict| verdict.block())
                .unwrap_or(Block::Negation),
        ),
        Some(level) => {
            let hedged = level == Level::Idea && verdicts.contains(&deeds::Verdict::Hedged);
            Grade {
                hedged,
                ..Grade::of(level, anchors, terms)
            }
        }
    }
}

impl Grade {
    fn of(kind: Level, anchors: Vec<Anchor>, terms: &ScoringTerms) -> Self {
        let level = match kind {
            Level::None => 0.0,
            Level::Heading => terms.heading,
            Level::Named => terms.named,
            Level::Idea => terms.idea,
            Level::Deed => anchors.iter().fold(terms.deed, |sum, _| sum + terms.anchor),
        };
        let all = [
            AnchorKind::Who,
            AnchorKind::When,
            AnchorKind::Measure,
            AnchorKind::Learning,
        ];
        let is_missing = |kind: &AnchorKind| anchors.iter().all(|anchor| anchor.kind != *kind);
        let missing = all.into_iter().filter(is_missing).collect();
        Self {
            level,
            kind,
            anchors,
            missing,
            blocked_by: None,
            hedged: false,
        }
    }

    fn blocked(block: Block) -> Self {
        Self {
            level: 0.0,
            kind: Level::None,
            anchors: Vec::new(),
            missing: Vec::new(),
            blocked_by: Some(block),
            hedged: false,
        }
    }
}

/// The steps of cues, each once, in the order they come.
fn steps<'a>(cues: &[&Cue<'a>]) -> Vec<&'a str> {
    let mut steps: Vec<&'a str> = Vec::new();
    for step in cues
        .iter()
        .filter_map(|cue| cue.rule.header.step.as_deref())
    {
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps
}

/// Whether a unit is little more than keywords in a row.
fn is_pile(analysis: &Analysis, unit: &Unit, cues: &[&Cue<'_>]) -> bool {
    let practices = cues
        .iter()
        .filter(|cue| cue.rule.header.cue != Some(CueKind::Name));
    if practices.count() < 3 {
        return false;
    }
    let is_word = |token: &&Token| !token.word.readings.is_empty();
    let is_keyword = |token: &&Token| cues.iter().any(|cue| cue.span.contains(token.span));
    let tokens = &analysis.tokens[unit.tokens.clone()];
    let words = tokens.iter().filter(is_word).count();
    let keywords = tokens.iter().filter(is_word).filter(is_keyword).count();
    let clauses = clauses::clauses(analysis, unit.tokens.clone());
    let has_verb = clauses.iter().any(|clause| clause.verb.is_some());
    !has_verb && keywords * 100 > words * 35
}
