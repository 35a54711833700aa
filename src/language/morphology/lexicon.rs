//! Words the dictionary does not know, and forms it understands too literally.
//!
//! The list is `rules/lexicon.toml`, which also says how it is written; users may add their own.

use std::collections::BTreeMap;
use std::str::FromStr;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use strum::{EnumString, IntoStaticStr};

use crate::language::morphology::reading::{Clitic, Degree, Part, Reading, Upos};
use crate::language::morphology::{each_output, readings};

/// The list that is built into the program, as `build.rs` wrote it.
const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.txt"));

/// Words and forms beside the dictionary's.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    frozen: FxHashMap<Box<str>, Vec<Frozen>>,
    plural: FxHashMap<Box<str>, Box<str>>,
    /// Lemmas that are rare beside the words they share forms with.
    rare: FxHashSet<Box<str>>,
    /// Participles that are adjectives as well, by their nominative.
    adjectives: FxHashSet<Box<str>>,
    words: Vec<Model>,
    /// Indices of the words by the first two letters of their unchanging beginning.
    beginnings: FxHashMap<String, Vec<usize>>,
}

/// A form that has become a word of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Frozen {
    lemma: Box<str>,
    upos: Upos,
    /// Stands for the dictionary's tags.
    raw: &'static str,
}

/// In the place of tags: a form that is a word of its own.
pub(in crate::language) const FROZEN: &str = "[frozen]";
/// In the place of tags: a form on the way to be one, whose noun is still alive.
pub(super) const HALF_FROZEN: &str = "[half-frozen]";

/// A word that is inflected like another.
#[derive(Debug, PartialEq, Eq)]
struct Model {
    /// What the word begins with where its model begins with `model_beginning`.
    beginning: Box<str>,
    model_beginning: Box<str>,
    model: Box<str>,
    lemma: Box<str>,
    upos: Option<Upos>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    word: Vec<WordEntry>,
    #[serde(default)]
    frozen: BTreeMap<FrozenUpos, Vec<String>>,
    #[serde(default, rename = "half-frozen")]
    half_frozen: BTreeMap<FrozenUpos, Vec<String>>,
    #[serde(default)]
    plural: List,
    #[serde(default)]
    rare: List,
    #[serde(default)]
    adjectives: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordEntry {
    lemma: String,
    like: String,
    #[serde(default)]
    upos: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: Vec<String>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
enum FrozenUpos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Intj,
    Pron,
    Sconj,
}

impl FrozenUpos {
    fn upos(self) -> Upos {
        match self {
            Self::Adj => Upos::Adj,
            Self::Adp => Upos::Adp,
            Self::Adv => Upos::Adv,
            Self::Aux => Upos::Aux,
            Self::Cconj => Upos::Cconj,
            Self::Intj => Upos::Intj,
            Self::Pron => Upos::Pron,
            Self::Sconj => Upos::Sconj,
        }
    }
}

impl Lexicon {
    /// The list that is built into the program.
    pub(super) fn built_in() -> Self {
        let mut lexicon = Self::default();
        for line in BUILT_IN.lines() {
            let mut fields = line.split('\t');
            if let (Some(list), Some(key), Some(word)) =
                (fields.next(), fields.next(), fields.next())
            {
                lexicon.add_to_list(list, key, word);
            }
        }
        lexicon
    }

    /// Adds the words of a list, or says what is wrong with it and where.
    pub(super) fn add(&mut self, source: &str) -> Result<(), String> {
        let file: File = toml::from_str(source).map_err(|error| error.to_string())?;
        for (list, forms) in [("frozen", file.frozen), ("half-frozen", file.half_frozen)] {
            for (upos, forms) in forms {
                let upos: &str = upos.into();
                forms
                    .iter()
                    .for_each(|form| self.add_to_list(list, upos, form));
            }
        }
        let lists = [
            ("rare", file.rare),
            ("adjectives", file.adjectives),
            ("plural", file.plural),
        ];
        for (list, words) in lists {
            words
                .words
                .iter()
                .for_each(|word| self.add_to_list(list, "words", word));
        }
        for entry in file.word {
            self.add_word(&entry)?;
        }
        Ok(())
    }

    /// Adds a word to the list of a name; `key` is the part of speech of a form, or the model of a
    /// word.
    fn add_to_list(&mut self, list: &str, key: &str, word: &str) {
        match list {
            "frozen" => self.add_form(key, word, FROZEN),
            "half-frozen" => self.add_form(key, word, HALF_FROZEN),
            "rare" => drop(self.rare.insert(word.into())),
            "adjectives" => drop(self.adjectives.insert(word.into())),
            "plural" => {
                let both = word.split_once('=');
                let (plural, singular) = both.unwrap_or((word, word.trim_end_matches('t')));
                self.plural.insert(singular.into(), plural.into());
            }
            "word" => {
                let (lemma, upos) = word.split_once('=').unwrap_or((word, ""));
                let (lemma, model) = (lemma.to_lowercase(), key.to_lowercase());
                self.add_model(&lemma, &model, upos.parse().ok());
            }
            _ => {}
        }
    }

    fn add_form(&mut self, upos: &str, form: &str, raw: &'static str) {
        let (form, lemma) = form.split_once('=').unwrap_or((form, form));
        let Ok(upos) = FrozenUpos::from_str(upos) else {
            return;
        };
        let frozen = Frozen {
            lemma: lemma.into(),
            upos: upos.upos(),
            raw,
        };
        self.frozen.entry(form.into()).or_default().push(frozen);
    }

    fn add_word(&mut self, entry: &WordEntry) -> Result<(), String> {
        let lemma = entry.lemma.to_lowercase();
        let model = entry.like.to_lowercase();
        let mut is_known = false;
        each_output(&model, |output| {
            let mut found = Vec::new();
            readings::add_readings(output, &mut found);
            is_known |= found
                .iter()
                .any(|reading| reading.lemmas().any(|lemma| lemma == model));
        });
        if !is_known {
            return Err(format!(
                "the word `{lemma}` is to be inflected like `{model}`, which the dictionary does not know as a lemma; name another word"
            ));
        }
        let upos = match &entry.upos {
            None => None,
            Some(name) => Some(
                name.parse()
                    .map_err(|_| format!("`{lemma}`: there is no part of speech `{name}`"))?,
            ),
        };
        self.add_model(&lemma, &model, upos);
        Ok(())
    }

    /// Adds a word that is inflected like a model, both in lower case.
    fn add_model(&mut self, lemma: &str, model: &str, upos: Option<Upos>) {
        let shared = shared_ending(lemma, model);
        let beginning = &lemma[..lemma.len() - shared];
        let key: String = beginning.chars().take(2).collect();
        self.beginnings
            .entry(key)
            .or_default()
            .push(self.words.len());
        self.words.push(Model {
            beginning: beginning.into(),
            model_beginning: model[..model.len() - shared].into(),
            model: model.into(),
            lemma: lemma.into(),
            upos,
        });
    }

    /// Adds the readings a form has as a word of its own.
    pub(super) fn add_frozen(&self, lower: &str, readings: &mut Vec<Reading>) {
        if let Some(frozen) = self.frozen.get(lower) {
            push_frozen(frozen, Vec::new(), None, readings);
            return;
        }
        if let Some((bare, clitic)) = without_clitic(lower)
            && let Some(frozen) = self.frozen.get(bare)
        {
            push_frozen(frozen, vec![clitic], None, readings);
            return;
        }
        for (bare, person) in without_possessive(lower) {
            if let Some(frozen) = self.frozen.get(bare.as_str()) {
                let local: Vec<Frozen> = frozen
                    .iter()
                    .filter(|frozen| matches!(frozen.upos, Upos::Adp | Upos::Adv))
                    .cloned()
                    .collect();
                push_frozen(&local, Vec::new(), Some(person), readings);
            }
        }
    }

    /// Marks rare readings, and gives participles that are adjectives too a reading as one.
    pub(super) fn weigh(&self, readings: &mut Vec<Reading>) {
        let mut adjectives = Vec::new();
        for reading in readings.iter_mut() {
            reading.is_rare = self.rare.contains(&reading.lemma);
            let Some(form) = &reading.other_lemma else {
                continue;
            };
            if reading.part_form.is_some() && self.adjectives.contains(form) {
                adjectives.push(Reading {
                    lemma: form.clone(),
                    other_lemma: Some(reading.lemma.clone()),
                    upos: Upos::Adj,
                    degree: Some(reading.degree.unwrap_or(Degree::Pos)),
                    verb_form: None,
                    part_form: None,
                    voice: None,
                    ..reading.clone()
                });
            }
        }
        for adjective in adjectives {
            readings::push_new(adjective, readings);
        }
    }

    /// Gives words that are used in the plural only their plural lemma.
    pub(super) fn set_plural_lemma(&self, reading: &mut Reading) {
        let is_plural = reading.number == Some(crate::language::morphology::Number::Plur);
        if !is_plural || reading.upos != Upos::Noun || reading.other_lemma.is_some() {
            return;
        }
        let part = reading
            .parts
            .last()
            .map_or(&*reading.lemma, |part| &*part.lemma);
        let plural = self
            .plural
            .get(&reading.lemma)
            .or_else(|| self.plural.get(part));
        let Some(plural) = plural else { return };
        let head = reading.lemma.strip_suffix(part).unwrap_or_default();
        let head = if self.plural.contains_key(&reading.lemma) {
            ""
        } else {
            head
        };
        let lemma = format!("{head}{plural}");
        reading.other_lemma = Some(std::mem::replace(&mut reading.lemma, lemma.into()));
    }

    /// The readings of a form of a listed word, alone or as an end of a compound.
    pub(super) fn word_readings(&self, lower: &str) -> Vec<Reading> {
        let key: String = lower.chars().take(2).collect();
        let mut found = Vec::new();
        for index in self.beginnings.get(&key).into_iter().flatten() {
            let word = &self.words[*index];
            if let Some(ending) = lower.strip_prefix(&*word.beginning) {
                word.add_readings(ending, &mut found);
            }
            let rest = lower
                .strip_prefix(&*word.lemma)
                .map(|rest| rest.trim_start_matches('-'));
            if let Some(rest) = rest.filter(|rest| rest.chars().count() > 2) {
                add_compound(&word.lemma, lower, rest, &mut found);
            }
        }
        found
    }
}

impl Model {
    fn add_readings(&self, ending: &str, found: &mut Vec<Reading>) {
        let model_form = format!("{}{ending}", self.model_beginning);
        let own = |lemma: &str| {
            let rest = lemma.strip_prefix(&*self.model_beginning)?;
            Some(format!("{}{rest}", self.beginning).into_boxed_str())
        };
        each_output(&model_form, |output| {
            let mut of_model = Vec::new();
            readings::add_readings(output, &mut of_model);
            for mut reading in of_model {
                let is_model = reading.lemmas().any(|lemma| *lemma == *self.model)
                    || reading.other_lemma.is_some()
                        && output.raw.contains(&format!("[Xp]{}[X]", self.model));
                let is_name = reading.upos == Upos::Propn && self.upos != Some(Upos::Propn);
                if !is_model || is_name {
                    continue;
                }
                let Some(lemma) = own(&reading.lemma) else {
                    continue;
                };
                reading.other_lemma = reading.other_lemma.as_deref().and_then(own);
                reading.lemma = lemma;
                reading.parts.clear();
                reading.raw = Box::default();
                reading.upos = self
                    .upos
                    .filter(|_| reading.verb_form.is_none())
                    .unwrap_or(reading.upos);
                readings::push_new(reading, found);
            }
        });
    }
}

/// Adds the readings of a compound that begins with a listed word.
fn add_compound(first: &str, lower: &str, rest: &str, found: &mut Vec<Reading>) {
    let head = &lower[..lower.len() - rest.len()];
    each_output(rest, |output| {
        let mut of_rest = Vec::new();
        readings::add_readings(output, &mut of_rest);
        for mut reading in of_rest {
            if matches!(reading.upos, Upos::Noun | Upos::Adj) {
                prefix(&mut reading, head, first, rest);
                readings::push_new(reading, found);
            }
        }
    });
}

/// Makes a reading of `rest` that of a compound: `head` stands before it in the form and the lemmas.
pub(super) fn prefix(reading: &mut Reading, head: &str, head_lemma: &str, rest: &str) {
    if reading.parts.is_empty() {
        let part = Part {
            form: rest.into(),
            lemma: reading.lemma.clone(),
        };
        reading.parts.push(part);
    }
    let first = head.trim_matches('-');
    reading.parts.insert(
        0,
        Part {
            form: first.into(),
            lemma: head_lemma.into(),
        },
    );
    reading.lemma = format!("{head}{}", reading.lemma).into();
    reading.other_lemma = reading
        .other_lemma
        .as_deref()
        .map(|lemma| format!("{head}{lemma}").into());
    reading.raw = Box::default();
}

fn push_frozen(
    frozen: &[Frozen],
    clitics: Vec<Clitic>,
    possessive: Option<&str>,
    readings: &mut Vec<Reading>,
) {
    for (index, one) in frozen.iter().enumerate() {
        let reading = Reading {
            lemma: one.lemma.clone(),
            upos: one.upos,
            clitics: clitics.clone(),
            possessive: possessive.map(Into::into),
            raw: one.raw.into(),
            ..Reading::default()
        };
        let is_there = |other: &Reading| other.lemma == reading.lemma && other.upos == reading.upos;
        if !readings.iter().any(is_there) {
            readings.insert(index.min(readings.len()), reading);
        }
    }
}

/// Length in bytes of the ending two words share.
fn shared_ending(one: &str, other: &str) -> usize {
    let pairs = one.chars().rev().zip(other.chars().rev());
    pairs
        .take_while(|(one, other)| one == other)
        .map(|(letter, _)| letter.len_utf8())
        .sum()
}

/// A form without its last clitic.
fn without_clitic(lower: &str) -> Option<(&str, Clitic)> {
    const CLITICS: &[(&str, Clitic)] = &[
        ("kaan", Clitic::Kaan),
        ("kään", Clitic::Kaan),
        ("kin", Clitic::Kin),
        ("han", Clitic::Han),
        ("hän", Clitic::Han),
        ("ko", Clitic::Ko),
        ("kö", Clitic::Ko),
        ("pa", Clitic::Pa),
        ("pä", Clitic::Pa),
    ];
    CLITICS
        .iter()
        .find_map(|(ending, clitic)| Some((lower.strip_suffix(ending)?, *clitic)))
}

/// A form without its possessive suffix, in the ways it can be taken off.
fn without_possessive(lower: &str) -> Vec<(String, &'static str)> {
    const SUFFIXES: &[(&str, &str)] = &[
        ("ni", "1s"),
        ("si", "2s"),
        ("mme", "1p"),
        ("nne", "2p"),
        ("nsa", "3"),
        ("nsä", "3"),
    ];
    let mut bare: Vec<(String, &'static str)> = SUFFIXES
        .iter()
        .filter_map(|(suffix, person)| Some((lower.strip_suffix(suffix)?.to_owned(), *person)))
        .collect();
    // *kanssaan*, *mielestään*: a doubled vowel and n.
    if let Some(stem) = lower
        .strip_suffix("aan")
        .or_else(|| lower.strip_suffix("ään"))
    {
        let vowel = if lower.ends_with("aan") { 'a' } else { 'ä' };
        bare.push((format!("{stem}{vowel}"), "3"));
    }
    if let Some(stem) = lower.strip_suffix("een") {
        bare.push((format!("{stem}e"), "3"));
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_is_the_one_in_the_rules() {
        let mut lexicon = Lexicon::default();
        lexicon
            .add(include_str!("../../../rules/lexicon.toml"))
            .expect("the list is right");
        let built_in = Lexicon::built_in();
        assert!(built_in.frozen == lexicon.frozen, "frozen forms");
        assert!(built_in.plural == lexicon.plural, "plurals");
        assert!(built_in.rare == lexicon.rare, "rare lemmas");
        assert!(built_in.adjectives == lexicon.adjectives, "adjectives");
        assert!(built_in.words == lexicon.words, "words");
    }
}
