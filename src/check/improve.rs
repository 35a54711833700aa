//! The cheapest improvements, with their exact gain: the document is changed, and scored again.

use crate::check::{Checked, Checker, advice};
use crate::document::{Anchor, Block, BlockKind, Document};
use crate::rules::{AnchorKind, Evidence, EvidenceLevel, Step, Triggers};
use crate::span::Span;

/// How many deeds of a step are tried.
const DEEDS_TRIED: usize = 3;

/// How many improvements of a step are named.
const NAMED: usize = 3;

/// A change that would raise a score.
#[derive(Clone, Debug)]
pub struct Improvement {
    /// Where: the deed to add to, or the heading to write under; empty at the end of the text.
    pub span: Span,
    /// What to do there.
    pub change: Change,
    /// The score now.
    pub before: u8,
    /// The score of the changed document.
    pub after: u8,
}

/// A change to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Tell more of a deed that is there.
    Add(Vec<AnchorKind>),
    /// Write a new deed, such as this sentence.
    Write(String),
}

/// The improvements that raise the score of a step, the cheapest first: one thing added to a deed,
/// all that is missing, a new deed. Of equally cheap ones the most worth is named.
///
/// `number` is the place of the step in the strategy; `sample` gives the words that stand for an
/// addition. The document with them in is scored.
pub fn improvements(
    checker: &Checker,
    checked: &Checked<'_>,
    number: usize,
    sample: impl Fn(AnchorKind) -> String,
) -> Vec<Improvement> {
    let step = &checked.in_force.strategy.steps[number];
    let Some(before) = checked.scores[number].score else {
        return Vec::new();
    };
    let mut changed: Vec<(Span, Change, Document)> = Vec::new();
    for deed in best_deeds(checked, step) {
        let document = &checked.analysis.document;
        for adds in additions(deed) {
            let words: Vec<String> = adds.iter().map(|kind| sample(*kind)).collect();
            let document = with_words(document, deed.span, &words.join(" "));
            changed.push((deed.span, Change::Add(adds), document));
        }
    }
    if let Some(example) = &step.example {
        let heading = heading_for_deed(checked, step);
        let document = with_paragraph(&checked.analysis.document, heading, example);
        let blocks = &checked.analysis.document.blocks;
        let span = heading.map_or_else(Span::default, |heading| blocks[heading].span);
        changed.push((span, Change::Write(example.clone()), document));
    }
    let mut triggers = Triggers::default();
    let scored = changed.into_iter().filter_map(|(span, change, document)| {
        let again = checker.check(document, &mut triggers);
        let after = again.scores[number].score?;
        (after > before).then_some(Improvement {
            span,
            change,
            before,
            after,
        })
    });
    let mut found: Vec<Improvement> = scored.collect();
    found.sort_by_key(|one| (one.change.cost(), u8::MAX - one.after, one.span));
    found.dedup_by_key(|one| one.change.cost());
    found.truncate(NAMED);
    found
}

impl Change {
    /// How much work it is, in things to find out and write. A new deed is more than any addition.
    fn cost(&self) -> usize {
        match self {
            Self::Add(kinds) => kinds.len(),
            Self::Write(_) => usize::MAX,
        }
    }
}

/// The deeds of a step that say most.
fn best_deeds<'a>(checked: &'a Checked<'_>, step: &Step) -> Vec<&'a Evidence> {
    let is_deed = |one: &&Evidence| one.step == step.id && one.kind == EvidenceLevel::Deed;
    let mut deeds: Vec<&Evidence> = checked.evidence.iter().filter(is_deed).collect();
    deeds.sort_by(|one, other| other.level.total_cmp(&one.level));
    deeds.truncate(DEEDS_TRIED);
    deeds
}

/// One thing that is missing, each in its turn, and all of them.
fn additions(deed: &Evidence) -> Vec<Vec<AnchorKind>> {
    let mut additions: Vec<Vec<AnchorKind>> = deed.missing.iter().map(|kind| vec![*kind]).collect();
    if deed.missing.len() > 1 {
        additions.push(deed.missing.clone());
    }
    additions
}

/// The heading under which a new deed of a step would count: the one for deeds, or the first under
/// which nothing speaks of the step yet.
fn heading_for_deed(checked: &Checked<'_>, step: &Step) -> Option<usize> {
    let speaks = |heading: &usize| {
        checked.evidence.iter().any(|one| {
            let is_under = one.section == Some(*heading);
            one.step == step.id && is_under && one.kind == EvidenceLevel::Deed
        })
    };
    let blocks = checked.analysis.document.blocks.iter().enumerate();
    let headings = blocks.filter(|(_, block)| block.kind.is_heading());
    advice::heading_for_deeds(checked)
        .into_iter()
        .chain(headings.map(|(index, _)| index).skip(1))
        .find(|heading| !speaks(heading))
}

/// The document with words added to the end of a unit, before its full stop.
fn with_words(document: &Document, unit: Span, words: &str) -> Document {
    let text = document.slice(unit);
    let at = unit.start + text.trim_end().trim_end_matches('.').len();
    let mut changed = with_text(document, at, &format!(" {words}"));
    let grown = changed
        .blocks
        .iter_mut()
        .zip(&document.blocks)
        .filter(|(_, old)| old.span.start <= at && at <= old.span.end);
    for (block, old) in grown {
        block.span = Span::new(old.span.start, old.span.end + 1 + words.len());
    }
    changed
}

/// The document with a paragraph after a block, or at its end.
fn with_paragraph(document: &Document, heading: Option<usize>, words: &str) -> Document {
    let last = document.blocks.len().checked_sub(1);
    let before = heading.or(last);
    // At the end, the paragraph belongs to the section that ends there.
    let heading = heading.or_else(|| document.blocks.last()?.heading);
    let at = before.map_or(0, |block| document.blocks[block].span.end);
    let mut changed = with_text(document, at, &format!("\n{words}"));
    let place = before.map_or(0, |block| block + 1);
    for block in &mut changed.blocks {
        block.heading = block
            .heading
            .map(|above| above + usize::from(above >= place));
    }
    let paragraph = Block {
        span: Span::new(at + 1, at + 1 + words.len()),
        kind: BlockKind::Paragraph,
        heading,
    };
    changed.blocks.insert(place, paragraph);
    changed
}

/// The document with text put in. Blocks that begin after it move; what is only for readers of the
/// original, such as comments, is left out.
fn with_text(document: &Document, at: usize, words: &str) -> Document {
    let mut changed = document.clone();
    changed.text.insert_str(at, words);
    for block in &mut changed.blocks {
        if block.span.start > at {
            let Span { start, end } = block.span;
            block.span = Span::new(start + words.len(), end + words.len());
        }
    }
    changed.inlines.retain(|inline| inline.span.end <= at);
    changed.directives.clear();
    for Anchor { offset, .. } in &mut changed.anchors {
        if *offset > at {
            *offset += words.len();
        }
    }
    changed
}
