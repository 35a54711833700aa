//! Which reading to take where a single one is needed.
//!
//! The dictionary gives no frequencies, so the choice rests on what is rare in prose: names in
//! small letters, imperatives, possessive suffixes, odd compounds, and the words the lexicon
//! calls rare.

use crate::language::morphology::lexicon::{FROZEN, HALF_FROZEN};
use crate::language::morphology::reading::{
    Case, Mood, Number, PartForm, Person, Reading, Upos, VerbForm, Voice,
};
use crate::language::morphology::{Usual, Word, lemma_syllables};

impl Word {
    /// The likeliest reading; none for a mark or a number.
    pub fn preferred(&self, starts_sentence: bool) -> Option<&Reading> {
        self.best(starts_sentence).map(|(_, reading)| reading)
    }

    /// The likeliest reading inside a sentence, and the syllables of its lemma, found once for
    /// each word.
    pub(in crate::language) fn usual(&self) -> Option<(&Reading, u32)> {
        let usual = self.usual.get_or_init(|| {
            let (place, reading) = self.best(false)?;
            let lemma_syllables = lemma_syllables(reading);
            Some(Usual {
                place,
                lemma_syllables,
            })
        });
        usual.map(|usual| (&self.readings[usual.place], usual.lemma_syllables))
    }

    fn best(&self, starts_sentence: bool) -> Option<(usize, &Reading)> {
        let is_capital = self.form.starts_with(char::is_uppercase);
        self.readings
            .iter()
            .enumerate()
            .max_by_key(|(index, reading)| {
                (
                    score(reading, is_capital, starts_sentence),
                    std::cmp::Reverse(*index),
                )
            })
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
    let is_frozen = &*reading.raw == FROZEN;
    match reading.upos {
        _ if &*reading.raw == HALF_FROZEN => 3,
        // *Miksi*, *siksi*: adverbs of their own.
        Upos::Pron if reading.case == Some(Case::Tra) => 10,
        Upos::Cconj | Upos::Sconj => 14,
        Upos::Pron => 12,
        Upos::Adp | Upos::Adv if is_frozen => 11,
        Upos::Adp => 10,
        Upos::Adv => 8,
        Upos::Aux => 9,
        Upos::Num => 7,
        Upos::Adj if is_frozen => 8,
        // A participle the lexicon calls an adjective.
        Upos::Adj if reading.other_lemma.is_some() => 7,
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
    if reading.verb_form == Some(VerbForm::Fin) {
        score += match (reading.person, reading.number) {
            (Some(Person::First | Person::Second), Some(Number::Sing)) => -1,
            (Some(_), _) => 2,
            (None, _) => 0,
        };
    }
    if reading.is_rare {
        score -= 12;
    }
    // *Rakenteista* is hardly ever of *rakenteinen*: any noun can have such an adjective.
    let is_partitive = reading.case == Some(Case::Par) && reading.number == Some(Number::Sing);
    let has_twin = reading.upos == Upos::Adj && is_partitive && reading.lemma.ends_with("inen");
    if has_twin || reading.derivation.as_deref() == Some("nen") {
        score -= 3;
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
        // An unknown name whose end looks like a case ending mostly has one.
        let is_inflected = reading.upos == Upos::Propn && reading.case != Some(Case::Nom);
        score += if is_inflected { 2 } else { -1 };
    }
    score
}
