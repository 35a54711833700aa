//! Which reading to take where a single one is needed.
//!
//! The dictionary gives no frequencies, so the choice rests on what is rare in prose: names in
//! small letters, imperatives, possessive suffixes, odd compounds.

use crate::language::morphology::Word;
use crate::language::morphology::reading::{Case, Mood, PartForm, Reading, Upos, VerbForm, Voice};

impl Word {
    /// The likeliest reading; none for a mark or a number.
    pub fn preferred(&self, starts_sentence: bool) -> Option<&Reading> {
        let is_capital = self.form.starts_with(char::is_uppercase);
        let best = self
            .readings
            .iter()
            .enumerate()
            .max_by_key(|(index, reading)| {
                (
                    score(reading, is_capital, starts_sentence),
                    std::cmp::Reverse(*index),
                )
            });
        best.map(|(_, reading)| reading)
    }
}

fn score(reading: &Reading, is_capital: bool, starts_sentence: bool) -> i32 {
    let parts = i32::try_from(reading.parts.len()).unwrap_or(i32::MAX / 100);
    name_score(reading, is_capital, starts_sentence) + class_score(reading) + form_score(reading)
        - 6 * (parts - 1).max(0)
}

fn name_score(reading: &Reading, is_capital: bool, starts_sentence: bool) -> i32 {
    match (reading.upos == Upos::Propn, is_capital, starts_sentence) {
        (true, false, _) => -40,
        (true, true, false) => 12,
        (true, true, true) => -6,
        (false, true, false) => -4,
        (false, _, _) => 0,
    }
}

fn class_score(reading: &Reading) -> i32 {
    let is_frozen = &*reading.raw == "[frozen]";
    match reading.upos {
        Upos::Cconj | Upos::Sconj => 14,
        Upos::Pron => 12,
        Upos::Adp | Upos::Adv if is_frozen => 11,
        Upos::Adp => 10,
        Upos::Adv => 8,
        Upos::Aux => 9,
        Upos::Num => 7,
        Upos::Adj if is_frozen => 8,
        Upos::Noun | Upos::Propn => 5,
        Upos::Adj => 5,
        Upos::Verb => 4,
        Upos::Intj => 2,
        Upos::Punct | Upos::Sym | Upos::X => 0,
    }
}

fn form_score(reading: &Reading) -> i32 {
    let mut score = 0;
    score += match reading.mood {
        Some(Mood::Imp) => -8,
        Some(Mood::Pot) => -8,
        _ => 0,
    };
    if reading.connegative {
        score -= if reading.voice == Some(Voice::Pass) {
            6
        } else {
            4
        };
    }
    if reading.verb_form == Some(VerbForm::Fin) && reading.person.is_some() {
        score += 2;
    }
    if reading.verb_form == Some(VerbForm::Part) {
        score += if reading.part_form == Some(PartForm::Agt) {
            -2
        } else {
            1
        };
    }
    if reading.possessive.is_some() {
        score -= 3;
    }
    score += match reading.case {
        Some(Case::Ins | Case::Com | Case::Abe) if reading.verb_form.is_none() => -6,
        Some(Case::Nom | Case::Gen | Case::Par) => 1,
        _ => 0,
    };
    if reading.guessed {
        score -= 1;
    }
    score
}
