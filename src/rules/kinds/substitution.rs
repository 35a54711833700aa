//! `substitution`: words for which there is a better one.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::language::{Token, Upos, VerbForm};
use crate::rules::kinds::{Kind, Match};
use crate::rules::matching::{Hit, Index};
use crate::rules::query::{Entry, PatternKey, Query, hits_range, without_nested};
use crate::rules::view::View;
use crate::rules::wording::{Replaced, inflected};

/// The most suggestions that are given for one word.
const MOST_SUGGESTIONS: usize = 3;

/// Verbs whose object is an infinitive: *haluamme voimaannuttaa*.
const TAKE_INFINITIVE: &[&str] = &[
    "aikoa",
    "ehtiä",
    "haluta",
    "jaksaa",
    "kannattaa",
    "muistaa",
    "osata",
    "pitää",
    "saada",
    "sopia",
    "tahtoa",
    "tarvita",
    "tulla",
    "täytyä",
    "uskaltaa",
    "voida",
    "yrittää",
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Substitution {
    /// Word or phrase to its better words, which are inflected like it.
    #[serde(default, deserialize_with = "read_swap")]
    swap: Vec<Pair>,
    /// Pairs with exceptions of their own.
    #[serde(default)]
    pair: Vec<Pair>,
    /// Better words that have no plural, such as *väki*; also as the last part of a compound.
    #[serde(default)]
    uncounted: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    /// The word or phrase, or several.
    from: Several<Entry>,
    /// The better words, the best first. A word that begins with `*` keeps the other parts of a
    /// compound.
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
                    suggestion: suggestion(view, hit, &entry.0, pair, &self.uncounted),
                    ..Match::from(hit)
                }));
            }
        }
        without_nested(found)
    }

    fn better_words(&self) -> Vec<(String, String)> {
        let pairs = self.swap.iter().chain(&self.pair);
        let shown = pairs.flat_map(|pair| {
            let better = pair.to.as_slice().join(", ").replace('*', "");
            let words = pair
                .from
                .as_slice()
                .iter()
                .filter_map(|entry| entry.0.words());
            words.map(move |word| (word.to_owned(), better.clone()))
        });
        shown.collect()
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
    from: &PatternKey,
    pair: &Pair,
    uncounted: &BTreeSet<String>,
) -> Option<String> {
    let analysis = view.analysis;
    let sentence = &analysis.sentences[hit.sentence];
    let before = &analysis.tokens[sentence.tokens.start..hit.token];
    let after = &analysis.tokens[hit.token_end..sentence.tokens.end];
    let replaced = Replaced {
        tokens: &analysis.tokens[hit.token..hit.token_end],
        lemma: from.lemma(),
        follows_auxiliary: before.last().is_some_and(is_auxiliary),
        is_last_of_phrase: after.first().is_none_or(|token| !may_be_noun(token)),
        is_infinitive_likely: clause(before).iter().any(takes_infinitive),
        is_negated: clause(before).iter().any(is_negative),
    };
    let best = pair.to.as_slice().iter().take(MOST_SUGGESTIONS);
    let inflected: Vec<String> = best
        .map(|words| inflected(view.morphology, replaced, words, uncounted))
        .collect();
    Some(inflected.join(", ")).filter(|text| !text.is_empty())
}

/// Whether a word can be what a genitive before it belongs to.
fn may_be_noun(token: &Token) -> bool {
    let mut readings = token.word.readings.iter();
    readings.any(|reading| {
        reading.case.is_some() || matches!(reading.upos, Upos::Noun | Upos::Propn | Upos::Adp)
    })
}

fn is_auxiliary(token: &Token) -> bool {
    let mut readings = token.word.readings.iter();
    readings.any(|reading| reading.upos == Upos::Aux)
}

fn is_negative(token: &Token) -> bool {
    let mut readings = token.word.readings.iter();
    readings.any(|reading| reading.polarity.is_some())
}

/// The tokens after the last comma, colon or semicolon.
fn clause(tokens: &[Token]) -> &[Token] {
    let mark = |token: &Token| matches!(&*token.word.form, "," | ":" | ";");
    tokens.rsplit(mark).next().unwrap_or_default()
}

/// Whether a word is a finite verb that is followed by an infinitive.
fn takes_infinitive(token: &Token) -> bool {
    let mut readings = token.word.readings.iter();
    readings.any(|reading| {
        reading.verb_form == Some(VerbForm::Fin) && TAKE_INFINITIVE.contains(&&*reading.lemma)
    })
}
