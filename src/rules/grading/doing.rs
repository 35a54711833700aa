//! Who does what a clause tells, and whether it is done.

use std::ops::Range;

use crate::language::{Case, Mood, Number, Passive, Person, Reading, Tense, Upos};
use crate::rules::grading::clauses::{Clause, is_finite};
use crate::rules::grading::marks::Marks;
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
        let token = &self.text.analysis.tokens[verb];
        let finite = token
            .word
            .readings
            .iter()
            .filter(|reading| is_finite(reading));
        let is_compound = clause.participle(self.text.analysis).is_some();
        let is_imperative = |reading: &Reading| reading.mood == Some(Mood::Imp);
        if verb == self.first_word(clause) && token.word.readings.iter().any(is_imperative) {
            return Doing::Asked;
        }
        if token.passive == Some(Passive::Finite) {
            let past = |reading: &Reading| reading.tense == Some(Tense::Past);
            let is_past = is_compound || token.word.readings.iter().any(past);
            return if is_past { Doing::Done } else { Doing::Passive };
        }
        if clause.is_ours(self.text.analysis) {
            // *Toimimme* is both present and past; the present promises less.
            let ours = |reading: &&Reading| reading.person == Some(Person::First);
            let mut ours = token.word.readings.iter().filter(ours);
            let is_past = is_compound || ours.all(|reading| reading.tense == Some(Tense::Past));
            return if is_past {
                Doing::OursDone
            } else {
                Doing::Ours
            };
        }
        let told: Vec<&Reading> = finite
            .filter(|reading| reading.mood != Some(Mood::Imp))
            .collect();
        let Some(reading) = told.first() else {
            return Doing::Asked;
        };
        let of_past = |reading: &&Reading| reading.tense == Some(Tense::Past);
        let is_past = told.iter().copied().all(|reading| of_past(&reading))
            || told.iter().any(of_past) && self.tells_of_past_beside(verb);
        match (reading.person, reading.number) {
            (Some(Person::Second), _) => Doing::Asked,
            (Some(Person::First), Some(Number::Sing)) => Doing::Mine,
            // *Sopivat* is both present and past; the present promises less.
            _ if is_compound || is_past => Doing::Done,
            _ => Doing::Theirs,
        }
    }

    /// Whether another verb of the sentence is surely in the past: *tehtiin kysely, jota viisi
    /// kommentoi*.
    fn tells_of_past_beside(&self, verb: usize) -> bool {
        let sentences = &self.text.analysis.sentences[self.unit.sentences.clone()];
        let sentence = sentences
            .iter()
            .find(|sentence| sentence.tokens.contains(&verb));
        let is_past = |reading: &Reading| is_finite(reading) && reading.tense == Some(Tense::Past);
        sentence.is_some_and(|sentence| {
            sentence.tokens.clone().any(|index| {
                let readings = &self.text.analysis.tokens[index].word.readings;
                !readings.is_empty() && readings.iter().all(is_past)
            })
        })
    }

    /// Whether the clause only says that something is: *olla* without a participle. To be along,
    /// *olla mukana*, is to do something.
    pub(super) fn is_being(&self, clause: &Clause, verb: usize) -> bool {
        let readings = &self.text.analysis.tokens[verb].word.readings;
        let mut words = self.text.analysis.tokens[clause.tokens.clone()].iter();
        !words.any(|token| &*token.word.lower == "mukana")
            && readings.iter().any(|reading| &*reading.lemma == "olla")
            && clause
                .participle(self.text.analysis)
                .is_none_or(|participle| {
                    let readings = &self.text.analysis.tokens[participle].word.readings;
                    readings.iter().any(|reading| &*reading.lemma == "olla")
                })
    }

    /// Whether a verb is one of a list.
    pub(super) fn is(&self, marks: &Marks, verb: usize) -> bool {
        marks
            .in_sentences(self.text.hits, self.sentences())
            .any(|hit| hit.token <= verb && verb < hit.token_end)
    }

    /// Whether somebody tells of their own past: *kokeilin takkia*.
    pub(super) fn is_private(&self, clause: &Clause) -> bool {
        clause.verb.is_some_and(|verb| {
            let readings = &self.text.analysis.tokens[verb].word.readings;
            let is_mine = |reading: &Reading| {
                is_finite(reading)
                    && reading.person == Some(Person::First)
                    && reading.number == Some(Number::Sing)
                    && (reading.tense == Some(Tense::Past)
                        || clause.participle(self.text.analysis).is_some())
            };
            readings.iter().any(is_mine)
        })
    }

    /// Whether a known sort of doer or a name is the subject, not people in general. A clause that
    /// goes on after *ja*, or tells more of somebody with *joka*, has its doer before it.
    pub(super) fn has_named_doer(&self, cue: &Range<usize>, clause: &Clause) -> bool {
        let verb = clause.verb.unwrap_or(clause.tokens.end);
        let goes_on = self.begins_with(clause, |token| {
            ["ja", "sekä", "joka", "jotka"].contains(&&*token.word.lower)
        });
        let sentences = &self.text.analysis.sentences[self.unit.sentences.clone()];
        let sentence = sentences
            .iter()
            .find(|sentence| sentence.tokens.contains(&clause.tokens.start));
        let start = match sentence {
            Some(sentence) if goes_on => sentence.tokens.start,
            Some(_) | None => clause.tokens.start,
        };
        self.has(&self.grading.who, clause)
            || (start..verb)
                .filter(|index| !cue.contains(index))
                .any(|index| self.may_be_doer(index))
    }

    /// Whether a word is a name, or a noun for somebody who does something: *kehittäjä*.
    fn may_be_doer(&self, index: usize) -> bool {
        let token = &self.text.analysis.tokens[index];
        let is_capital = token.word.form.starts_with(char::is_uppercase);
        token
            .word
            .readings
            .iter()
            .any(|reading| match reading.upos {
                Upos::Propn => reading.case == Some(Case::Nom),
                Upos::Noun => {
                    let is_agent = reading.derivation.as_deref() == Some("ja");
                    reading.case == Some(Case::Nom) && is_agent || is_capital && reading.guessed
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
