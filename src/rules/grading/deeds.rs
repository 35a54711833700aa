//! Deed or idea: what the grammar around a cue says.

use std::ops::Range;

use crate::language::{
    Analysis, Case, Mood, Number, Passive, Person, Reading, Tense, Upos, VerbForm,
};
use crate::rules::grading::clauses::{Clause, clauses, is_finite};
use crate::rules::grading::marks::Marks;
use crate::rules::grading::units::Unit;
use crate::rules::grading::{Anchor, AnchorKind, Block, Grading, Level};
use crate::rules::matching::Hits;
use crate::rules::{Cue, CueKind};
use crate::span::Span;

/// What one cue amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Blocked(Block),
    Named,
    Idea,
    /// An idea that a hedge made of a deed.
    Hedged,
    Deed,
}

/// Everything that bears on the cues of one unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judge<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) unit: &'a Unit,
    pub(super) hits: &'a Hits,
    pub(super) grading: &'a Grading,
    pub(super) anchors: &'a [Anchor],
}

/// The form of a clause's verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    /// First person plural.
    Ours,
    /// Done, in the past or a compound tense.
    Done,
    /// Passive present.
    Passive,
    /// Third person present.
    Theirs,
    /// Imperative, or second person.
    Asked,
    /// First person singular.
    Mine,
}

impl Verdict {
    /// Its rung on the ladder; none if it is blocked.
    pub(super) fn level(self) -> Option<Level> {
        match self {
            Self::Blocked(_) => None,
            Self::Named => Some(Level::Named),
            Self::Idea | Self::Hedged => Some(Level::Idea),
            Self::Deed => Some(Level::Deed),
        }
    }

    /// Why it counts for nothing.
    pub(super) fn block(self) -> Option<Block> {
        match self {
            Self::Blocked(block) => Some(block),
            Self::Named | Self::Idea | Self::Hedged | Self::Deed => None,
        }
    }
}

impl Judge<'_> {
    /// What a cue amounts to.
    pub(super) fn verdict(&self, cue: &Cue<'_>) -> Verdict {
        let cue_tokens = self.tokens_in(cue.span);
        let (clause, before) = self.clause_of(&cue_tokens);
        if let Some(block) = self.block(cue, &cue_tokens, &clause) {
            return Verdict::Blocked(block);
        }
        if cue.rule.header.cue == Some(CueKind::Name) {
            return Verdict::Named;
        }
        if self.has(&self.grading.hedge, &clause) {
            return Verdict::Hedged;
        }
        let is_that = self.begins_with(&clause, "että");
        let governor = before.filter(|_| is_that);
        let is_framed = self.is_framed(&clause, cue.span)
            || governor.is_some_and(|clause| self.is_framed(&clause, cue.span));
        let is_aim =
            cue.rule.header.cue == Some(CueKind::Practice) && self.is_aim(&cue_tokens, &clause);
        if is_framed || is_aim {
            return Verdict::Idea;
        }
        let is_deed = match cue.rule.header.cue {
            Some(CueKind::Deed) => true,
            Some(CueKind::Practice | CueKind::Name) | None => self.is_deed(&clause),
        };
        if is_deed {
            Verdict::Deed
        } else {
            Verdict::Idea
        }
    }

    fn tokens_in(&self, span: Span) -> Range<usize> {
        let tokens = &self.analysis.tokens[self.unit.tokens.clone()];
        let start = tokens.partition_point(|token| token.span.end <= span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        self.unit.tokens.start + start..self.unit.tokens.start + end.max(start + 1)
    }

    /// The clause a cue stands in, and the one before it. A verbless item goes by its lead-in.
    fn clause_of(&self, cue: &Range<usize>) -> (Clause, Option<Clause>) {
        let sentence = self.analysis.sentences[self.unit.sentences.clone()]
            .iter()
            .find(|sentence| sentence.tokens.contains(&cue.start));
        let tokens = sentence.map_or(self.unit.tokens.clone(), |found| found.tokens.clone());
        let all = clauses(self.analysis, tokens.clone());
        let holds_verb = |clause: &&Clause| clause.verb.is_some_and(|verb| cue.contains(&verb));
        let at = all
            .iter()
            .position(|clause| holds_verb(&clause))
            .or_else(|| {
                all.iter()
                    .position(|clause| clause.tokens.contains(&cue.start))
            });
        let Some(at) = at else {
            return (Clause { tokens, verb: None }, None);
        };
        let before = at.checked_sub(1).map(|before| all[before].clone());
        let own = all[at].clone();
        if own.verb.is_some() {
            return (own, before);
        }
        let lead = self.unit.lead_in.and_then(|sentence| {
            let tokens = self.analysis.sentences[sentence].tokens.clone();
            clauses(self.analysis, tokens).pop()
        });
        match lead {
            Some(lead) if lead.verb.is_some() => (lead, before),
            Some(_) | None => (own, before),
        }
    }

    fn sentences(&self) -> Range<usize> {
        let first = self.unit.lead_in.unwrap_or(self.unit.sentences.start);
        first..self.unit.sentences.end
    }

    fn has(&self, marks: &Marks, clause: &Clause) -> bool {
        marks
            .inside(self.hits, self.sentences(), clause.tokens.clone())
            .next()
            .is_some()
    }

    fn begins_with(&self, clause: &Clause, word: &str) -> bool {
        let tokens = &self.analysis.tokens[clause.tokens.clone()];
        tokens
            .iter()
            .take(2)
            .any(|token| &*token.word.lower == word)
    }

    /// Whether the clause denies the cue, calls it off or complains of its lack.
    fn block(&self, cue: &Cue<'_>, tokens: &Range<usize>, clause: &Clause) -> Option<Block> {
        if let Some(negative) = clause.negative(self.analysis)
            && !tokens.contains(&negative)
            && !self.is_excepted(negative, tokens, clause)
        {
            return Some(Block::Negation);
        }
        let without = tokens.start.checked_sub(1).filter(|before| {
            clause.tokens.contains(before) && &*self.analysis.tokens[*before].word.lower == "ilman"
        });
        if without.is_some() {
            return Some(Block::Negation);
        }
        if self.has(&self.grading.cancel, clause) {
            return Some(Block::Cancelled);
        }
        let mut lack = self
            .grading
            .lack
            .inside(self.hits, self.sentences(), clause.tokens.clone());
        let is_lacking = lack.any(|hit| !hit.span.overlaps(cue.span));
        (is_lacking && !self.is_framed(clause, cue.span)).then_some(Block::Negation)
    }

    fn is_excepted(&self, negative: usize, cue: &Range<usize>, clause: &Clause) -> bool {
        let instead = clause
            .tokens
            .clone()
            .find(|index| *index > negative && &*self.analysis.tokens[*index].word.lower == "vaan");
        if instead.is_some_and(|instead| cue.end > instead) {
            return true;
        }
        self.grading
            .negation_exception
            .in_sentences(self.hits, self.sentences())
            .any(|hit| hit.token <= negative && negative < hit.token_end)
    }

    /// Whether the clause wishes, values, needs or allows instead of telling.
    fn is_framed(&self, clause: &Clause, cue: Span) -> bool {
        let frames = &self.grading.frame;
        let mut inside = frames.inside(self.hits, self.sentences(), clause.tokens.clone());
        inside.any(|hit| !cue.contains(hit.span))
    }

    /// Whether the cue is only aimed at: *kokeilun edistämiseksi*, *mahdollisuus kokeilla*.
    fn is_aim(&self, cue: &Range<usize>, clause: &Clause) -> bool {
        let tokens = &self.analysis.tokens;
        let end = clause.tokens.end.min(cue.end + 3);
        let is_purpose = |reading: &Reading| {
            reading.infinitive == Some(4) && reading.case == Some(Case::Tra)
                || reading.infinitive == Some(1) && reading.possessive.is_some()
        };
        let aims = (cue.start..end.max(cue.end))
            .any(|index| tokens[index].word.readings.iter().any(is_purpose));
        let last = &tokens[cue.end - 1].word.readings;
        let is_infinitive = |reading: &Reading| {
            reading.verb_form == Some(VerbForm::Inf) && reading.infinitive == Some(1)
        };
        let hangs =
            clause.verb.is_some_and(|verb| !cue.contains(&verb)) && last.iter().any(is_infinitive);
        aims || hangs && !self.has(&self.grading.beginning_verb, clause)
    }

    /// Whether somebody does what the clause tells.
    fn is_deed(&self, clause: &Clause) -> bool {
        let Some(verb) = clause.verb else {
            return self.anchored(&[AnchorKind::Who, AnchorKind::When, AnchorKind::Measure]) >= 2;
        };
        let doing = self.doing(clause, verb);
        let dated = self.anchored(&[AnchorKind::When, AnchorKind::Measure]) > 0;
        if self.is_being(clause, verb) {
            return dated && self.anchored(&[AnchorKind::When]) > 0;
        }
        let is_soft = self.is_soft(verb);
        match doing {
            Doing::Ours | Doing::Theirs | Doing::Passive if is_soft => dated,
            Doing::Done | Doing::Ours => true,
            Doing::Passive => dated || verb != self.first_word(clause),
            Doing::Theirs => dated || self.has_named_doer(clause),
            Doing::Asked => self.anchored(&[AnchorKind::When]) > 0,
            Doing::Mine => false,
        }
    }

    fn anchored(&self, kinds: &[AnchorKind]) -> usize {
        let is_asked = |anchor: &&Anchor| kinds.contains(&anchor.kind);
        self.anchors.iter().filter(is_asked).count()
    }

    fn first_word(&self, clause: &Clause) -> usize {
        clause
            .tokens
            .clone()
            .find(|index| !self.analysis.tokens[*index].word.readings.is_empty())
            .unwrap_or(clause.tokens.start)
    }

    fn doing(&self, clause: &Clause, verb: usize) -> Doing {
        let token = &self.analysis.tokens[verb];
        let mut finite = token
            .word
            .readings
            .iter()
            .filter(|reading| is_finite(reading));
        let is_compound = clause.participle(self.analysis).is_some();
        if token.passive == Some(Passive::Finite) {
            let past = |reading: &Reading| reading.tense == Some(Tense::Past);
            let is_past = is_compound || token.word.readings.iter().any(past);
            return if is_past { Doing::Done } else { Doing::Passive };
        }
        if clause.is_ours(self.analysis) {
            return if is_compound {
                Doing::Done
            } else {
                Doing::Ours
            };
        }
        let Some(reading) = finite.find(|reading| reading.mood != Some(Mood::Imp)) else {
            return Doing::Asked;
        };
        match (reading.person, reading.number) {
            (Some(Person::Second), _) => Doing::Asked,
            (Some(Person::First), Some(Number::Sing)) => Doing::Mine,
            _ if is_compound || reading.tense == Some(Tense::Past) => Doing::Done,
            _ => Doing::Theirs,
        }
    }

    /// Whether the clause only says that something is: *olla* without a participle.
    fn is_being(&self, clause: &Clause, verb: usize) -> bool {
        let readings = &self.analysis.tokens[verb].word.readings;
        readings.iter().any(|reading| &*reading.lemma == "olla")
            && clause.participle(self.analysis).is_none()
    }

    fn is_soft(&self, verb: usize) -> bool {
        self.grading
            .soft_verb
            .in_sentences(self.hits, self.sentences())
            .any(|hit| hit.token <= verb && verb < hit.token_end)
    }

    /// Whether a name or a known sort of doer is the subject, not people or firms in general.
    fn has_named_doer(&self, clause: &Clause) -> bool {
        self.has(&self.grading.who, clause)
            || clause.tokens.clone().any(|index| {
                let token = &self.analysis.tokens[index];
                let is_name = |reading: &Reading| {
                    reading.upos == Upos::Propn && reading.case == Some(Case::Nom)
                };
                token.word.readings.iter().any(is_name)
            })
    }
}
