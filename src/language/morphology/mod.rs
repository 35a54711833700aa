//! Words: their forms, and every reading the dictionary gives them.

use std::cell::RefCell;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use crate::language::morphology::attributes::Attributes;
use crate::language::morphology::cache::Cache;
use crate::language::morphology::guess::guess;
use crate::language::morphology::inflect::Grammar;
use crate::language::morphology::lexicon::{HALF_FROZEN, Lexicon, prefix};
use crate::language::morphology::normal::normalized;
use crate::language::morphology::readings::add_readings;
use crate::language::morphology::tags::Output;
use crate::language::morphology::transducer::{Search, Transducer};
use crate::language::syllables::syllable_count;
use crate::language::tokens::TokenKind;

mod attributes;
mod cache;
mod edges;
mod generate;
mod guess;
mod inflect;
mod lexicon;
mod normal;
mod preferred;
mod quick;
mod reading;
mod readings;
mod signature;
mod tags;
mod transducer;
mod vfst;

pub(in crate::language) use lexicon::FROZEN;
pub(in crate::language) use normal::is_invisible;
pub use reading::{
    Case, Clitic, Degree, Mood, Number, Part, PartForm, Person, Polarity, Reading, Tense, Upos,
    VerbForm, Voice,
};
pub use signature::{Feature, Signature};

thread_local! {
    /// The memory of this thread's dictionary searches.
    static SEARCH: RefCell<Search> = RefCell::default();
}

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
    /// The grammar of each reading.
    pub signatures: Box<[Signature]>,
    /// What [`Word::usual`] found.
    usual: OnceLock<Option<Usual>>,
}

/// The likeliest reading of a word inside a sentence.
#[derive(Clone, Copy, Debug)]
struct Usual {
    /// Its place among the readings.
    place: usize,
    /// Syllables in its lemma, counted in each part of a compound.
    lemma_syllables: u32,
}

/// The dictionary with its cache: one look-up for each distinct form of a run.
#[derive(Debug)]
pub struct Morphology {
    cache: Cache,
    lexicon: Lexicon,
    /// What [`Morphology::inflect`] made, by lemma and by the grammar asked for.
    made: RwLock<FxHashMap<(Box<str>, Grammar), Option<Box<str>>>>,
}

impl Default for Morphology {
    fn default() -> Self {
        Self::new()
    }
}

impl Morphology {
    /// The dictionary with the built-in lexicon.
    pub fn new() -> Self {
        Self {
            cache: Cache::default(),
            lexicon: Lexicon::built_in(),
            made: RwLock::default(),
        }
    }

    /// The dictionary with the built-in lexicon and one of the user's own, written like
    /// `rules/lexicon.toml`; an error says what is wrong with it and where.
    pub fn with_lexicon(source: &str) -> Result<Self, String> {
        let mut morphology = Self::new();
        morphology.lexicon.add(source)?;
        Ok(morphology)
    }

    /// The word of a form as it stands in a text.
    pub fn word(&self, form: &str) -> Arc<Word> {
        if let Some(word) = self.cache.word(form) {
            return word;
        }
        let normal = normalized(form);
        if let Some(word) = self.cache.word(&normal) {
            return self.cache.keep(form, word);
        }
        let word = Arc::new(self.look_up(&normal));
        let word = self.cache.keep(&normal, word);
        if *normal == *form {
            return word;
        }
        self.cache.keep(form, word)
    }

    /// The word of a token: marks, symbols and addresses have no readings from the dictionary.
    pub(in crate::language) fn token_word(&self, form: &str, kind: TokenKind) -> Arc<Word> {
        match kind {
            TokenKind::Word | TokenKind::Number => self.word(form),
            TokenKind::Punctuation | TokenKind::Symbol | TokenKind::Address => self.mark(form),
        }
    }

    /// A form that is no word.
    fn mark(&self, form: &str) -> Arc<Word> {
        let key = format!("\u{0}{form}");
        if let Some(word) = self.cache.word(&key) {
            return word;
        }
        let word = Word {
            id: self.cache.next_id(),
            form: form.into(),
            lower: form.to_lowercase().into(),
            letters: count(form.chars().filter(|letter| letter.is_alphabetic())),
            syllables: 0,
            readings: Vec::new(),
            signatures: Box::default(),
            usual: OnceLock::new(),
        };
        self.cache.keep(&key, Arc::new(word))
    }

    /// A word that has the readings of another as well: a part of a compound and the compound.
    pub(in crate::language) fn joined(&self, part: &Word, whole: &Word) -> Arc<Word> {
        let key = format!("{}\u{0}{}", part.form, whole.form);
        if let Some(word) = self.cache.word(&key) {
            return word;
        }
        let readings = part.readings.iter().chain(&whole.readings);
        let signatures = part.signatures.iter().chain(&whole.signatures);
        let word = Word {
            id: self.cache.next_id(),
            form: part.form.clone(),
            lower: part.lower.clone(),
            letters: part.letters,
            syllables: part.syllables,
            readings: readings.cloned().collect(),
            signatures: signatures.copied().collect(),
            usual: OnceLock::new(),
        };
        self.cache.keep(&key, Arc::new(word))
    }

    fn look_up(&self, form: &str) -> Word {
        let lower = form.to_lowercase();
        let letters = count(form.chars().filter(|letter| letter.is_alphabetic()));
        let mut readings = self.known_readings(&lower);
        if readings.is_empty() && letters > 0 {
            readings = self.unknown_readings(form, &lower);
        }
        let syllables = syllables_of(&lower, &readings);
        Word {
            id: self.cache.next_id(),
            form: form.into(),
            letters,
            syllables,
            signatures: readings.iter().map(Signature::of).collect(),
            usual: OnceLock::new(),
            readings,
            lower: lower.into(),
        }
    }
}

impl Morphology {
    /// The form of `lemma` that is inflected like a reading; none if the dictionary cannot make it.
    pub fn inflect(&self, lemma: &str, like: &Reading) -> Option<String> {
        let key = (Box::from(lemma), Grammar::of(like));
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(form) = made.get(&key) {
            return form.as_deref().map(str::to_owned);
        }
        drop(made);
        let form = inflect::inflect(lemma, like);
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        made.insert(key, form.as_deref().map(Into::into));
        form
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

impl Morphology {
    /// The readings of the dictionary and the lexicon.
    fn known_readings(&self, lower: &str) -> Vec<Reading> {
        let mut readings = Vec::new();
        each_output(lower, |output| add_readings(output, &mut readings));
        self.lexicon.add_frozen(lower, &mut readings);
        if readings.is_empty() {
            readings = self.lexicon.word_readings(lower);
        }
        self.lexicon.weigh(&mut readings);
        for reading in &mut readings {
            self.lexicon.set_plural_lemma(reading);
        }
        readings
    }

    /// The readings of a form by its last part, if that is known, else by its ending.
    fn unknown_readings(&self, form: &str, lower: &str) -> Vec<Reading> {
        let bare = lower.trim_matches(['-', '#', '@', '\'']);
        if bare.len() < lower.len() && bare.chars().count() > 1 {
            let readings = self.known_readings(bare);
            if !readings.is_empty() {
                return readings;
            }
        }
        if let Some(at) = bare.rfind(['-', '/']) {
            let (head, last) = (&bare[..=at], &bare[at + 1..]);
            let mut readings = self.known_readings(last);
            readings.retain(|reading| !matches!(&*reading.raw, FROZEN | HALF_FROZEN));
            if last.chars().count() > 2 && !readings.is_empty() {
                for reading in &mut readings {
                    prefix(reading, head, head.trim_matches(['-', '/']), last);
                    reading.guessed = true;
                }
                return readings;
            }
        }
        let is_name = form.starts_with(char::is_uppercase);
        guess(if bare.is_empty() { lower } else { bare }, is_name)
    }
}

/// Syllables of a reading's lemma, counted in each part of a compound.
fn lemma_syllables(reading: &Reading) -> u32 {
    if reading.parts.len() < 2 {
        return syllable_count([&*reading.lemma]);
    }
    let last = reading.parts.len() - 1;
    let parts = reading.parts.iter().enumerate();
    syllable_count(parts.map(|(index, part)| {
        if index == last {
            &*part.lemma
        } else {
            &*part.form
        }
    }))
}

/// Syllables of a form, counted in each part of a compound.
fn syllables_of(lower: &str, readings: &[Reading]) -> u32 {
    let fewest = readings.iter().min_by_key(|reading| reading.parts.len());
    match fewest {
        Some(reading) if reading.parts.len() > 1 => {
            syllable_count(reading.parts.iter().map(|part| &*part.form))
        }
        _ => syllable_count(lower.split('-')),
    }
}

fn count(letters: impl Iterator<Item = char>) -> u32 {
    u32::try_from(letters.count()).unwrap_or(u32::MAX)
}

/// What the dictionary says of a form, under the names of its makers (BASEFORM, CLASS, SIJAMUOTO …).
///
/// The form is looked up as it is, in lower case; each analysis is a list sorted by name.
pub fn dictionary_attributes(form: &str) -> Vec<Vec<(&'static str, String)>> {
    let mut analyses = Vec::new();
    each_output(&form.to_lowercase(), |output| {
        analyses.push(Attributes::new(output).pairs(output.raw));
    });
    analyses
}

/// Calls back with every raw output of a form in lower case.
fn each_output(lower: &str, mut found: impl FnMut(&Output<'_>)) {
    SEARCH.with_borrow_mut(|search| {
        Transducer::built_in().look_up(lower, search, |raw| {
            let output = Output::new(raw);
            if tags::is_well_hyphenated(&output) {
                found(&output);
            }
        });
    });
}
