//! Which tokens count as passives, by their readings and their neighbours.
//!
//! The dictionary gives *tehdä*, *kerrottu* or *merkittävä* a passive reading wherever they stand;
//! the rules here keep only those that are passives in their sentence.

use crate::language::morphology::{
    Case, Degree, Mood, PartForm, Polarity, Reading, Upos, VerbForm, Voice,
};
use crate::language::tokens::{Passive, Token, TokenKind};

/// Marks the passives of one sentence.
pub(super) fn mark(tokens: &mut [Token]) {
    for index in 0..tokens.len() {
        let passive = passive(tokens, index);
        tokens[index].passive = passive;
    }
}

fn passive(tokens: &[Token], index: usize) -> Option<Passive> {
    let token = &tokens[index];
    let readings = &token.word.readings;
    let is_pronoun = readings.iter().any(|reading| reading.upos == Upos::Pron);
    if token.kind != TokenKind::Word || is_pronoun || !readings.iter().any(is_passive) {
        return None;
    }
    if is_finite(tokens, index) {
        return Some(Passive::Finite);
    }
    if readings
        .iter()
        .any(|reading| reading.verb_form == Some(VerbForm::Inf) && is_passive(reading))
    {
        return Some(Passive::Nonfinite);
    }
    if !readings.iter().all(is_participle) {
        return None;
    }
    let stands_bare = readings.iter().any(is_predicate_form);
    if stands_bare && is_in_chain(tokens, index) {
        return Some(Passive::Compound);
    }
    Some(Passive::Nonfinite)
}

fn is_passive(reading: &Reading) -> bool {
    reading.voice == Some(Voice::Pass)
}

/// A finite passive, or the connegative after the negative verb.
fn is_finite(tokens: &[Token], index: usize) -> bool {
    let readings = &tokens[index].word.readings;
    let is_finite_passive =
        |reading: &&Reading| is_passive(reading) && reading.verb_form == Some(VerbForm::Fin);
    let mut passives = readings.iter().filter(is_finite_passive).peekable();
    if passives.peek().is_none() {
        return false;
    }
    if passives.all(|reading| reading.connegative) {
        let is_own = |reading: &Reading| reading.connegative && !is_passive(reading);
        return !readings.iter().any(is_own) && follows_negation(tokens, index);
    }
    let is_active = |reading: &Reading| {
        reading.voice == Some(Voice::Act)
            && matches!(reading.mood, Some(Mood::Ind | Mood::Cnd))
            && !reading.connegative
    };
    !readings.iter().any(is_active) && !follows_we(tokens, index)
}

/// Whether the negative verb stands before a word with no other verb between.
fn follows_negation(tokens: &[Token], index: usize) -> bool {
    for token in tokens[..index].iter().rev() {
        let readings = &token.word.readings;
        if readings
            .iter()
            .any(|reading| reading.polarity == Some(Polarity::Neg))
        {
            return true;
        }
        let is_verb = |reading: &Reading| matches!(reading.upos, Upos::Verb | Upos::Aux);
        let is_negated = |reading: &Reading| is_verb(reading) && reading.connegative;
        if !readings.is_empty() && readings.iter().all(is_verb) || readings.iter().any(is_negated) {
            return false;
        }
        if matches!(token.word.form.as_ref(), ";" | ":" | "." | "!" | "?") {
            return false;
        }
    }
    false
}

/// Spoken Finnish: *me mennään* is active.
fn follows_we(tokens: &[Token], index: usize) -> bool {
    let before = tokens[..index].iter().rev().take(2);
    before
        .into_iter()
        .any(|token| matches!(token.word.lower.as_ref(), "me" | "mekin" | "mehän"))
}

/// Whether a reading is a passive participle. One that has become an adjective has a reading as
/// one beside it.
fn is_participle(reading: &Reading) -> bool {
    is_passive(reading)
        && reading.verb_form == Some(VerbForm::Part)
        && !matches!(reading.degree, Some(Degree::Cmp | Degree::Sup))
}

/// Whether a participle stands as it does after *olla*: *tehty*, *tehtyä*.
///
/// *On tehtävä* is the active necessity of somebody in the genitive, not a passive.
fn is_predicate_form(reading: &Reading) -> bool {
    reading.part_form == Some(PartForm::Past)
        && matches!(reading.case, Some(Case::Nom | Case::Par))
        && reading.possessive.is_none()
}

/// Whether a form of *olla* in the third person, a passive or the negative verb belongs to a participle.
fn is_in_chain(tokens: &[Token], index: usize) -> bool {
    let is_comma = |token: &&Token| matches!(token.word.form.as_ref(), "," | ";" | ":");
    let before = tokens[..index]
        .iter()
        .rev()
        .take(8)
        .take_while(|token| !is_comma(token));
    let mut passed_verb = false;
    for token in before {
        let readings = &token.word.readings;
        if readings.iter().any(is_auxiliary) {
            return !passed_verb;
        }
        passed_verb |= !readings.is_empty()
            && readings.iter().all(|reading| match reading.verb_form {
                Some(VerbForm::Fin) => !reading.connegative,
                Some(VerbForm::Part) => reading.voice == Some(Voice::Act),
                Some(VerbForm::Inf) | None => false,
            });
    }
    // *Päätetty on*, *tehty ei ole*.
    let after = tokens[index + 1..].iter().take(2);
    index == 0
        && after
            .into_iter()
            .any(|token| token.word.readings.iter().any(is_auxiliary))
}

/// *on*, *oli*, *ole*, *ollut*, *olisi*, *lienee*, *ollaan*.
fn is_auxiliary(reading: &Reading) -> bool {
    reading.polarity == Some(Polarity::Neg)
        || &*reading.lemma == "olla" && reading.case.is_none_or(|case| case == Case::Nom)
}
