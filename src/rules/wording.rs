//! A better wording, put into the form of the words it replaces.
//!
//! *Haemme synergiaa* becomes *haemme yhteistä hyötyä*, *jalkautetun mallin* becomes *käyttöön
//! otetun mallin*. Where the dictionary cannot make a form, the base form is given.

use std::collections::BTreeSet;

use crate::language::{
    Case, Degree, Morphology, Number, PartForm, Reading, Tense, Token, Upos, VerbForm, Voice,
};

/// The words a wording replaces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Replaced<'a> {
    /// The words in their place.
    pub(super) tokens: &'a [Token],
    /// The lemma that was asked for; none for a phrase or a pattern.
    pub(super) lemma: Option<&'a str>,
    /// Whether an auxiliary stands before them: *on otettu käyttöön*, but *käyttöön otettu malli*.
    pub(super) follows_auxiliary: bool,
    /// Whether a verb that takes an infinitive stands before them: *haluaa rohkaista*, not
    /// *haluaa rohkaisee*.
    pub(super) is_infinitive_likely: bool,
    /// Whether a negative verb stands before them: *ei merkitä*, but *päätti merkitä*.
    pub(super) is_negated: bool,
    /// Whether no noun follows that they could belong to: a genitive is then the object.
    pub(super) is_last_of_phrase: bool,
}

/// Words that look like nouns and stay as they are before a noun: *koko käyttöajan*.
const INDECLINABLE: &[&str] = &["eri", "ensi", "joka", "koko", "viime"];

/// A better wording in the form of the words it replaces.
///
/// A word that begins with `*` keeps the other parts of a compound: *prosessi* → *\*työ* makes
/// *valintaprosessin* into *valintatyön*. `uncounted` are words that have no plural.
pub(super) fn inflected(
    morphology: &Morphology,
    replaced: Replaced<'_>,
    wording: &str,
    uncounted: &BTreeSet<String>,
) -> String {
    let plain = wording.replace('*', "");
    // A wording in quotes or with an explanation is given as it stands.
    if wording.contains([':', '(', '”']) {
        return plain;
    }
    let all = || {
        replaced
            .tokens
            .iter()
            .flat_map(|token| &token.word.readings)
    };
    let is_named = |reading: &&Reading| named_lemma(reading, replaced.lemma).is_some();
    // The word that was asked for comes first: *strategia* is also a form of *strategi*.
    let mut candidates: Vec<&Reading> = all().filter(is_named).chain(all()).collect();
    candidates.sort_by_key(|reading| {
        (
            !is_named(reading),
            reading.connegative && !replaced.is_negated,
            replaced.is_infinitive_likely && reading.verb_form == Some(VerbForm::Fin),
            // *Pilotoimme* is both; a plan speaks of what is done.
            reading.tense == Some(Tense::Past),
            // *Jalkauttamista* is a deed noun far more often than *what somebody has made known*.
            reading.part_form == Some(PartForm::Agt),
        )
    });
    let made = candidates.into_iter().find_map(|like| {
        let wording = match wording.strip_prefix('*') {
            Some(word) => format!("{}{word}", other_parts(like, replaced.lemma)),
            None => wording.to_owned(),
        };
        let words: Vec<&str> = wording.split(' ').collect();
        inflect_like(morphology, &words, like, replaced, uncounted)
    });
    let text = made.unwrap_or(plain);
    match replaced.tokens.first() {
        Some(token) if is_capitalised(&token.word.form) => capitalised(&text),
        _ => text,
    }
}

/// The lemma of a reading that is, or ends with, the one asked for.
fn named_lemma<'r>(reading: &'r Reading, asked: Option<&str>) -> Option<&'r str> {
    let asked = asked?;
    let is_last = reading
        .parts
        .last()
        .is_some_and(|part| *part.lemma == *asked);
    reading
        .lemmas()
        .find(|own| *own == asked || (is_last && own.ends_with(asked)))
}

/// The parts of a compound before the one asked for: *rekrytointi* of *rekrytointiprosessi*.
fn other_parts<'r>(reading: &'r Reading, asked: Option<&str>) -> &'r str {
    let lemma = named_lemma(reading, asked);
    lemma
        .and_then(|own| own.strip_suffix(asked.unwrap_or_default()))
        .unwrap_or_default()
}

fn inflect_like(
    morphology: &Morphology,
    words: &[&str],
    like: &Reading,
    replaced: Replaced<'_>,
    uncounted: &BTreeSet<String>,
) -> Option<String> {
    if like.verb_form.is_some() {
        if let Some(made) = inflect_verb_row(morphology, words, like, replaced.follows_auxiliary) {
            return Some(made);
        }
    } else if like.derivation.as_deref() == Some("minen")
        && let Some(made) = inflect_action_row(morphology, words, like)
    {
        return Some(made);
    }
    if like.derivation.as_deref() == Some("sti") {
        return inflect_adverb(morphology, words);
    }
    inflect_noun_row(
        morphology,
        words,
        like,
        replaced.is_last_of_phrase,
        uncounted,
    )
}

/// *ennakoiva* → *ennakoivasti*; of several words there is no adverb.
fn inflect_adverb(morphology: &Morphology, words: &[&str]) -> Option<String> {
    let [adjective] = words else { return None };
    let genitive = Reading {
        upos: Upos::Adj,
        case: Some(Case::Gen),
        number: Some(Number::Sing),
        ..Reading::default()
    };
    let form = inflect_adjective(morphology, adjective, &genitive)?;
    Some(format!("{}sti", form.strip_suffix('n')?))
}

/// The verb comes first in a wording and takes the form. As a modifier it comes last.
fn inflect_verb_row(
    morphology: &Morphology,
    words: &[&str],
    like: &Reading,
    follows_auxiliary: bool,
) -> Option<String> {
    let (verb, rest) = words.split_first()?;
    let made = morphology.inflect(verb, like)?;
    let is_modifier = like.verb_form == Some(VerbForm::Part)
        && (like.case != Some(Case::Nom) || !follows_auxiliary);
    Some(if is_modifier {
        row(rest.iter().copied(), &made)
    } else {
        row(std::iter::once(made.as_str()), &rest.join(" "))
    })
}

/// *Jalkauttamisen* → *käyttöön ottamisen*: the action noun comes last, its object in the genitive.
fn inflect_action_row(morphology: &Morphology, words: &[&str], like: &Reading) -> Option<String> {
    let (verb, rest) = words.split_first()?;
    let to_do = Reading {
        upos: Upos::Verb,
        case: Some(Case::Ill),
        number: Some(Number::Sing),
        voice: Some(Voice::Act),
        verb_form: Some(VerbForm::Inf),
        infinitive: Some(3),
        ..Reading::default()
    };
    let illative = morphology.inflect(verb, &to_do)?;
    let stem = illative
        .strip_suffix("maan")
        .or_else(|| illative.strip_suffix("mään"))?;
    let action = morphology.inflect(&format!("{stem}minen"), like)?;
    let rest = rest.iter().map(|word| genitive_of_object(morphology, word));
    let rest: Vec<String> = rest.collect();
    Some(row(rest.iter().map(String::as_str), &action))
}

/// *rahaa* → *rahan*; a word that is no object stays.
fn genitive_of_object(morphology: &Morphology, word: &str) -> String {
    let known = morphology.word(word);
    let object = known
        .readings
        .iter()
        .find(|reading| reading.upos == Upos::Noun && reading.case == Some(Case::Par));
    let genitive = object.and_then(|object| {
        let genitive = Reading {
            case: Some(Case::Gen),
            ..object.clone()
        };
        morphology.inflect(&object.lemma, &genitive)
    });
    genitive.unwrap_or_else(|| word.to_owned())
}

/// The last word that can takes the form, and the adjectives right before it agree.
fn inflect_noun_row(
    morphology: &Morphology,
    words: &[&str],
    like: &Reading,
    is_last_of_phrase: bool,
    uncounted: &BTreeSet<String>,
) -> Option<String> {
    let mut made: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let (head, form, number) = words.iter().enumerate().rev().find_map(|(place, word)| {
        let (form, number) = inflect_head(morphology, word, like, is_last_of_phrase, uncounted)?;
        Some((place, form, number))
    })?;
    made[head] = form;
    let agreeing = Reading {
        number,
        possessive: None,
        clitics: Vec::new(),
        ..like.clone()
    };
    for place in (0..head).rev() {
        let Some(form) = inflect_adjective(morphology, words[place], &agreeing) else {
            break;
        };
        made[place] = form;
    }
    Some(made.join(" "))
}

/// The head of a noun phrase in the form of a reading, and its number. A head that is given in
/// the plural stays in the plural.
fn inflect_head(
    morphology: &Morphology,
    word: &str,
    like: &Reading,
    is_last_of_phrase: bool,
    uncounted: &BTreeSet<String>,
) -> Option<(String, Option<Number>)> {
    let known = morphology.word(word);
    let nominative = |number| {
        known
            .readings
            .iter()
            .find(move |reading| reading.case == Some(Case::Nom) && reading.number == Some(number))
    };
    if let (None, Some(plural)) = (nominative(Number::Sing), nominative(Number::Plur)) {
        let lemma = plural.lemmas().find(|lemma| *lemma != word)?;
        let was_singular = like.number == Some(Number::Sing);
        let mut like = with_number(like, Some(Number::Plur));
        // The object in the singular has -n, in the plural -t.
        if is_last_of_phrase && was_singular && like.case == Some(Case::Gen) {
            like.case = Some(Case::Nom);
        }
        return Some((morphology.inflect(lemma, &like)?, like.number));
    }
    // A deed noun is not counted either: *tietojen keräämistä*, not *keräämisiä*.
    let is_uncounted =
        word.ends_with("minen") || uncounted.iter().any(|end| word.ends_with(end.as_str()));
    let number = if is_uncounted {
        Some(Number::Sing)
    } else {
        like.number
    };
    let like = with_number(like, number);
    let made = morphology.inflect(word, &like);
    let made = made.or_else(|| inflect_participle(morphology, word, &like))?;
    Some((made, number))
}

fn with_number(like: &Reading, number: Option<Number>) -> Reading {
    Reading {
        number,
        ..like.clone()
    }
}

fn inflect_adjective(morphology: &Morphology, word: &str, like: &Reading) -> Option<String> {
    if INDECLINABLE.contains(&word) {
        return None;
    }
    let known = morphology.word(word);
    let mut readings = known.readings.iter();
    let base =
        readings.find(|reading| reading.upos == Upos::Adj && reading.case == Some(Case::Nom));
    if let Some(base) = base {
        // The wording has its own degree: *tärkein* stays the superlative of *tärkeä*.
        let wanted = Reading {
            degree: base
                .degree
                .filter(|degree| *degree != Degree::Pos)
                .or(like.degree),
            ..like.clone()
        };
        if let Some(made) = morphology.inflect(&base.lemma, &wanted) {
            return Some(made);
        }
    }
    inflect_participle(morphology, word, like)
}

/// *oleva* in the case and number of a reading: *olevan*.
fn inflect_participle(morphology: &Morphology, word: &str, like: &Reading) -> Option<String> {
    let known = morphology.word(word);
    let participle = known.readings.iter().find(|reading| {
        reading.verb_form == Some(VerbForm::Part) && reading.case == Some(Case::Nom)
    })?;
    let wanted = Reading {
        case: like.case,
        number: like.number,
        possessive: like.possessive.clone(),
        clitics: like.clitics.clone(),
        ..participle.clone()
    };
    morphology.inflect(&participle.lemma, &wanted)
}

/// Words and the one that ends the row.
fn row<'a>(words: impl Iterator<Item = &'a str>, last: &str) -> String {
    let mut row: Vec<&str> = words.collect();
    if !last.is_empty() {
        row.push(last);
    }
    row.join(" ")
}

/// Whether a word begins with a capital, and is no abbreviation in capitals.
fn is_capitalised(form: &str) -> bool {
    let mut characters = form.chars();
    characters.next().is_some_and(char::is_uppercase)
        && !characters.next().is_some_and(char::is_uppercase)
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
