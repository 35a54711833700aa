//! Deed or idea: what the grammar around a cue says.

use std::ops::Range;

use crate::language::{
    Analysis, Case, Mood, Number, PartForm, Passive, Person, Reading, Tense, Upos, VerbForm, Voice,
};
use crate::rules::evidence::{Anchor, AnchorKind, Blocked as Block, EvidenceLevel as Level};
use crate::rules::grading::Grading;
use crate::rules::grading::clauses::{Clause, clauses, is_finite};
use crate::rules::grading::marks::Marks;
use crate::rules::grading::units::Unit;
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
        let is_that = self.begins_with(&clause, "että");
        let governor = before.filter(|_| is_that);
        let is_framed = self.is_framed(&clause, cue.span)
            || governor.is_some_and(|clause| self.is_framed(&clause, cue.span));
        let is_deed = match cue.rule.header.cue {
            Some(CueKind::Deed) => true,
            Some(CueKind::Practice) => {
                !self.is_aim(&cue_tokens, &clause)
                    && !self.is_modifier(&cue_tokens)
                    && self.is_deed(&cue_tokens, &clause)
            }
            Some(CueKind::Name | CueKind::Idea) | None => false,
        };
        if is_framed || !is_deed {
            Verdict::Idea
        } else if self.has(&self.grading.hedge, &clause) {
            Verdict::Hedged
        } else {
            Verdict::Deed
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
        let mut elsewhere = self
            .grading
            .elsewhere
            .in_sentences(self.hits, self.unit.sentences.clone());
        if elsewhere.any(|hit| !hit.span.overlaps(cue.span)) {
            return Some(Block::FalseFriend);
        }
        if is_practice(cue) && self.is_private(clause) {
            return Some(Block::FalseFriend);
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
        let readings = |index: usize| self.analysis.tokens[index].word.readings.iter();
        let is_purpose = |reading: &Reading| {
            reading.infinitive == Some(4) && reading.case == Some(Case::Tra)
                || reading.infinitive == Some(1) && reading.possessive.is_some()
        };
        let last = cue.end - 1;
        let governs = readings(last).any(|reading| reading.case == Some(Case::Gen));
        let reach = if governs { cue.end + 2 } else { cue.end };
        let aims = (cue.start..reach.min(clause.tokens.end.max(cue.end)))
            .any(|index| readings(index).any(is_purpose));
        let is_infinitive = |reading: &Reading| {
            reading.verb_form == Some(VerbForm::Inf) && reading.infinitive == Some(1)
        };
        let hangs = clause.verb.is_some_and(|verb| !cue.contains(&verb))
            && readings(last).any(is_infinitive);
        aims || hangs && !self.has(&self.grading.beginning_verb, clause)
    }

    /// Whether the cue only tells more about the noun after it: *kokeilun kesto*.
    fn is_modifier(&self, cue: &Range<usize>) -> bool {
        let last = &self.analysis.tokens[cue.end - 1].word.readings;
        let Some(next) = self.analysis.tokens.get(cue.end) else {
            return false;
        };
        let is_headed = |reading: &Reading| {
            let is_core = matches!(
                reading.case,
                Some(Case::Nom | Case::Gen | Case::Par | Case::Ela | Case::Ill)
            );
            reading.upos == Upos::Noun && is_core
        };
        let is_genitive = |reading: &Reading| reading.case == Some(Case::Gen);
        cue.len() == 1
            && cue.end < self.unit.tokens.end
            && !last.is_empty()
            && last.iter().all(is_genitive)
            && !next.word.readings.is_empty()
            && next.word.readings.iter().all(is_headed)
    }

    /// Whether somebody does what the clause tells.
    fn is_deed(&self, cue: &Range<usize>, clause: &Clause) -> bool {
        let Some(verb) = clause.verb else {
            return self.anchored(&[AnchorKind::Who, AnchorKind::When, AnchorKind::Measure]) >= 2;
        };
        let is_manner = self.is_manner(cue);
        if is_manner && self.is_of_something_done(cue, clause) {
            return true;
        }
        let dated = self.anchored(&[AnchorKind::When, AnchorKind::Measure]) > 0;
        if self.is_being(clause, verb) {
            return self.anchored(&[AnchorKind::When]) > 0;
        }
        let is_soft = !is_manner && self.is_soft(verb);
        match self.doing(clause, verb) {
            Doing::Ours | Doing::Theirs | Doing::Passive if is_soft => dated,
            Doing::Done | Doing::Ours => true,
            Doing::Passive => dated || is_manner || verb != self.first_word(clause),
            Doing::Theirs => dated || self.has_named_doer(cue, clause),
            Doing::Asked => self.anchored(&[AnchorKind::When]) > 0,
            Doing::Mine => false,
        }
    }

    /// Whether the cue tells in what company or way something is done: *yhteistyössä*, *yhdessä*.
    fn is_manner(&self, cue: &Range<usize>) -> bool {
        let readings = &self.analysis.tokens[cue.start].word.readings;
        readings
            .iter()
            .any(|reading| reading.case == Some(Case::Ine) && reading.upos == Upos::Noun)
            || readings.iter().any(|reading| {
                reading.upos == Upos::Adv && reading.derivation.as_deref() != Some("sti")
            })
    }

    /// Whether a participle after the cue tells what was done: *yhdessä järjestetty ilta*.
    fn is_of_something_done(&self, cue: &Range<usize>, clause: &Clause) -> bool {
        let end = clause.tokens.end.min(cue.end + 8);
        (cue.end.min(end)..end).any(|index| {
            let readings = &self.analysis.tokens[index].word.readings;
            readings.iter().any(|reading| {
                let is_done = reading.part_form == Some(PartForm::Past)
                    && reading.voice == Some(Voice::Pass)
                    || reading.part_form == Some(PartForm::Agt);
                is_done && reading.case != Some(Case::Nom)
            })
        })
    }

    fn anchored(&self, kinds: &[AnchorKind]) -> usize {
        let is_asked = |anchor: &&Anchor| kinds.contains(&anchor.kind);
        self.anchors.iter().filter(is_asked).count()
    }

    fn first_word(&self, clause: &Clause) -> usize {
        clause
            .tokens
            .clone()
            .find(|index| {
                let readings = &self.analysis.tokens[*index].word.readings;
                let joins = |reading: &Reading| matches!(reading.upos, Upos::Cconj | Upos::Sconj);
                !readings.is_empty() && !readings.iter().any(joins)
            })
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
            && clause.participle(self.analysis).is_none_or(|participle| {
                let readings = &self.analysis.tokens[participle].word.readings;
                readings.iter().any(|reading| &*reading.lemma == "olla")
            })
    }

    fn is_soft(&self, verb: usize) -> bool {
        self.grading
            .soft_verb
            .in_sentences(self.hits, self.sentences())
            .any(|hit| hit.token <= verb && verb < hit.token_end)
    }

    /// Whether somebody tells of their own past: *kokeilin takkia*.
    fn is_private(&self, clause: &Clause) -> bool {
        clause.verb.is_some_and(|verb| {
            let readings = &self.analysis.tokens[verb].word.readings;
            let is_mine = |reading: &Reading| {
                is_finite(reading)
                    && reading.person == Some(Person::First)
                    && reading.number == Some(Number::Sing)
                    && (reading.tense == Some(Tense::Past)
                        || clause.participle(self.analysis).is_some())
            };
            readings.iter().any(is_mine)
        })
    }

    /// Whether a known sort of doer, a name or one thing is the subject, not people in general.
    fn has_named_doer(&self, cue: &Range<usize>, clause: &Clause) -> bool {
        let verb = clause.verb.unwrap_or(clause.tokens.end);
        self.has(&self.grading.who, clause)
            || (clause.tokens.start..verb)
                .filter(|index| !cue.contains(index))
                .any(|index| self.may_be_doer(index))
    }

    /// Whether a word is a name, or a noun that may name one doer: no quality and no activity.
    fn may_be_doer(&self, index: usize) -> bool {
        let token = &self.analysis.tokens[index];
        let is_capital = token.word.form.starts_with(char::is_uppercase);
        token
            .word
            .readings
            .iter()
            .any(|reading| match reading.upos {
                Upos::Propn => reading.case == Some(Case::Nom),
                Upos::Noun => {
                    let is_abstract = ["uus", "yys", "minen", "us", "ys", "nta", "ntä"]
                        .iter()
                        .any(|ending| reading.lemma.ends_with(ending));
                    reading.case == Some(Case::Nom)
                        && reading.number == Some(Number::Sing)
                        && reading.infinitive.is_none()
                        && !is_abstract
                }
                _ => is_capital && reading.guessed,
            })
    }
}

fn is_practice(cue: &Cue<'_>) -> bool {
    cue.rule.header.cue == Some(CueKind::Practice)
}
