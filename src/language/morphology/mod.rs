//! Words: their forms, and every reading the dictionary gives them.

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

mod reading;

pub use reading::{
    Case, Clitic, Degree, Mood, Number, Part, PartForm, Person, Polarity, Reading, Tense, Upos,
    VerbForm, Voice,
};

/// A distinct word form with all its readings.
#[derive(Debug)]
pub struct Word {
    /// Number of the form in this run, from 0: forms are equal if their numbers are.
    pub id: u32,
    /// The form as looked up: composed, without soft hyphens, letter case kept.
    pub form: Box<str>,
    /// The form in lower case.
    pub lower: Box<str>,
    /// Letters in the form.
    pub letters: u32,
    /// Syllables in the form, counted in each part of a compound.
    pub syllables: u32,
    /// Every reading; empty for marks and numbers, at least one (guessed) for a word.
    pub readings: Vec<Reading>,
}

/// The dictionary with its cache: one look-up for each distinct form of a run.
#[derive(Debug, Default)]
pub struct Morphology {
    cache: Mutex<FxHashMap<Box<str>, Arc<Word>>>,
}

impl Morphology {
    /// The word of a form as it stands in a text.
    pub fn word(&self, form: &str) -> Arc<Word> {
        let mut cache = self.cache.lock().expect("no look-up panics");
        if let Some(word) = cache.get(form) {
            return Arc::clone(word);
        }
        let lower = form.to_lowercase();
        let word = Arc::new(Word {
            id: u32::try_from(cache.len()).expect("a run has under four thousand million forms"),
            form: form.into(),
            letters: u32::try_from(form.chars().filter(|c| c.is_alphabetic()).count())
                .expect("a form is short"),
            syllables: 0,
            readings: vec![Reading::guessed(&lower)],
            lower: lower.into(),
        });
        cache.insert(form.into(), Arc::clone(&word));
        word
    }
}

impl Morphology {
    /// The form of `lemma` that is inflected like a reading; none if the dictionary cannot make it.
    pub fn inflect(&self, _lemma: &str, _like: &Reading) -> Option<String> {
        None
    }
}

impl Word {
    /// Every lemma of every reading, in lower case, each once.
    pub fn lemmas(&self) -> Vec<&str> {
        let mut lemmas: Vec<&str> = Vec::new();
        for lemma in self.readings.iter().flat_map(Reading::lemmas) {
            if !lemmas.contains(&lemma) {
                lemmas.push(lemma);
            }
        }
        lemmas
    }
}
