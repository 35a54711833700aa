//! Who does what a clause tells, and whether it is done.

use std::ops::Range;

use crate::language::{Case, Mood, Number, Passive, Person, Reading, Tense, Upos};
use crate::rules::grading::clauses::{Clause, is_finite};
use crate::rules::grading::verdicts::Judge;

/// The form of a clause's verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    /// First person plural, now.
    Ours,
    /// First person plural, done.
    OursDone,
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

impl Judge<'_> {
    /// The form of the clause's verb.
    pub(super) fn doing(&self, clause: &Clause, verb: usize) -> Doing {
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
            let past = |reading: &Reading| {
                reading.person == Some(Person::First) && reading.tense == Some(Tense::Past)
            };
            let is_past = is_compound || token.word.readings.iter().any(past);
            return if is_past {
                Doing::OursDone
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
    pub(super) fn is_being(&self, clause: &Clause, verb: usize) -> bool {
        let readings = &self.analysis.tokens[verb].word.readings;
        readings.iter().any(|reading| &*reading.lemma == "olla")
            && clause.participle(self.analysis).is_none_or(|participle| {
                let readings = &self.analysis.tokens[participle].word.readings;
                readings.iter().any(|reading| &*reading.lemma == "olla")
            })
    }

    pub(super) fn is_soft(&self, verb: usize) -> bool {
        self.grading
            .soft_verb
            .in_sentences(self.hits, self.sentences())
            .any(|hit| hit.token <= verb && verb < hit.token_end)
    }

    /// Whether somebody tells of their own past: *kokeilin takkia*.
    pub(super) fn is_private(&self, clause: &Clause) -> bool {
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
    pub(super) fn has_named_doer(&self, cue: &Range<usize>, clause: &Clause) -> bool {
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
    /// Whether what the clause tells is done.
    pub(super) fn is_past(&self, clause: &Clause) -> bool {
        clause
            .verb
            .is_some_and(|verb| matches!(self.doing(clause, verb), Doing::Done | Doing::OursDone))
    }
}
