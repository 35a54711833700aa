//! `substitution`: words for which there is a better one.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::{Reading, Token};
use crate::rules::kinds::{Kind, Match};
use crate::rules::matching::{Hit, Index};
use crate::rules::query::{Entry, Query, hits_range, without_nested};
use crate::rules::view::View;

/// The most suggestions that are given for one word.
const MOST_SUGGESTIONS: usize = 3;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Substitution {
    /// Word or phrase to its better words, which are inflected like it.
    #[serde(default, deserialize_with = "read_swap")]
    swap: Vec<Pair>,
    /// Pairs with exceptions of their own.
    #[serde(default)]
    pair: Vec<Pair>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    /// The word or phrase, or several.
    from: Several<Entry>,
    /// The better words, the best first.
    to: Several<String>,
    /// What cancels it.
    #[serde(default)]
    unless: Vec<Entry>,
    /// For those who read the rule file: when the word is in its place.
    #[serde(default)]
    #[expect(dead_code, reason = "a note to the reader of the file")]
    note: Option<String>,
}

/// One, or a list.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Several<T> {
    One(T),
    List(Vec<T>),
}

impl<T> Several<T> {
    fn as_slice(&self) -> &[T] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::List(list) => list,
        }
    }

    fn as_mut_slice(&mut self) -> &mut [T] {
        match self {
            Self::One(one) => std::slice::from_mut(one),
            Self::List(list) => list,
        }
    }
}

impl Kind for Substitution {
    fn find(&self, view: &View<'_>, query: &Query) -> Vec<Match> {
        let mut found = Vec::new();
        for pair in self.swap.iter().chain(&self.pair) {
            for entry in pair.from.as_slice() {
                let hits = view.hits(entry.0.id()).filter(|hit| {
                    query.allows(view, hit.cover, hit.sentence) && !pair.is_cancelled(view, hit)
                });
                found.extend(hits.map(|hit| Match {
                    suggestion: suggestion(view, hit, entry.0.lemma(), pair.to.as_slice()),
                    ..Match::from(hit)
                }));
            }
        }
        without_nested(found)
    }

    fn file(&mut self, index: &mut Index) {
        for pair in self.swap.iter_mut().chain(&mut self.pair) {
            let entries = pair.from.as_mut_slice().iter_mut().chain(&mut pair.unless);
            entries.for_each(|entry| entry.0.file(index));
        }
    }
}

impl Pair {
    fn is_cancelled(&self, view: &View<'_>, hit: &Hit) -> bool {
        self.unless.iter().any(|entry| {
            hits_range(view.all_hits(entry.0.id()), hit.sentence..hit.sentence + 1)
                .any(|other| other.cover.overlaps(hit.cover))
        })
    }
}

fn read_swap<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Pair>, D::Error> {
    use serde::de::IntoDeserializer;
    let swap = BTreeMap::<String, Several<String>>::deserialize(deserializer)?;
    swap.into_iter()
        .map(|(from, to)| {
            let from = Entry::deserialize(from.into_deserializer())?;
            Ok(Pair {
                from: Several::One(from),
                to,
                unless: Vec::new(),
                note: None,
            })
        })
        .collect()
}

/// The better words, inflected like the words they replace.
fn suggestion(
    view: &View<'_>,
    hit: &Hit,
    lemma: Option<&str>,
    replacements: &[String],
) -> Option<String> {
    let tokens = &view.analysis.tokens[hit.token..hit.token_end];
    let best = replacements.iter().take(MOST_SUGGESTIONS);
    let inflected: Vec<String> = best
        .map(|words| inflected(view, tokens, lemma, words))
        .collect();
    Some(inflected.join(", ")).filter(|text| !text.is_empty())
}

/// A replacement whose head word is inflected like the replaced one; the base form where the
/// dictionary cannot make the form.
fn inflected(view: &View<'_>, tokens: &[Token], lemma: Option<&str>, words: &str) -> String {
    // A replacement in quotes or with an explanation is given as it stands.
    if words.contains([':', '(', '”']) {
        return words.to_owned();
    }
    let mut words: Vec<String> = words.split(' ').map(str::to_owned).collect();
    let all = || tokens.iter().flat_map(|token| &token.word.readings);
    // The word the rule names comes first: *strategia* is also a form of *strategi*.
    let named = all().filter(|reading| reading.lemmas().any(|own| Some(own) == lemma));
    let made = named
        .chain(all())
        .find_map(|reading| inflect_row(view, &words, reading));
    if let Some(made) = made {
        words = made;
    }
    let text = words.join(" ");
    match tokens.first() {
        Some(token) if token.word.form.starts_with(char::is_uppercase) => capitalised(&text),
        _ => text,
    }
}

/// The first word of the row that takes the form of `reading` is put into it.
fn inflect_row(view: &View<'_>, words: &[String], reading: &Reading) -> Option<Vec<String>> {
    let (place, form) = words
        .iter()
        .enumerate()
        .find_map(|(place, word)| Some((place, view.morphology.inflect(word, reading)?)))?;
    let mut made = words.to_vec();
    made[place] = form;
    Some(made)
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
