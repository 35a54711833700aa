//! The search keys that several kinds share: words, phrases, patterns, and what cancels them.

use std::fmt;
use std::ops::Range;

use serde::de::{self, Deserialize, Deserializer, Visitor};

use crate::rules::expression::Expression;
use crate::rules::kinds::Match;
use crate::rules::matching::{Hit, Index, PatternId, Program};
use crate::rules::pattern::{Pattern, PatternError};
use crate::rules::view::View;
use crate::span::Span;

/// The search keys of a rule.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Query {
    /// Words in any inflected form; `*` stands for other parts of a compound.
    lemmas: Vec<Entry>,
    /// Words in a row.
    phrases: Vec<Phrase>,
    /// The pattern language.
    pattern: Option<Notation>,
    /// The pattern language, several.
    patterns: Vec<Notation>,
    /// A regular expression on a block's text; group `found` is what is reported.
    regex: Option<ExpressionKey>,
    /// What cancels a match it overlaps.
    unless: Vec<Entry>,
    /// A match counts only if one of these is near.
    with: Vec<Entry>,
    /// A match counts only if none of these is near.
    without: Vec<Entry>,
    /// How far `with` and `without` look.
    near: Near,
}

/// The keys of [`Query`].
pub(super) const QUERY_KEYS: &[&str] = &[
    "lemmas", "phrases", "pattern", "patterns", "regex", "unless", "with", "without", "near",
];

/// How far around a match to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Near {
    /// In the same sentence.
    #[default]
    Sentence,
    /// In the same block.
    Block,
    /// Under the same heading.
    Section,
    /// Anywhere in the document.
    Document,
}

/// An entry of a word list: lemma, phrase or pattern, by its look.
#[derive(Debug)]
pub struct Entry(pub PatternKey);

/// An entry that is a phrase even if it is one word.
#[derive(Debug)]
struct Phrase(PatternKey);

/// An entry in the pattern language.
#[derive(Debug)]
pub(super) struct Notation(PatternKey);

/// An entry that is a regular expression.
#[derive(Debug)]
struct ExpressionKey(Expression);

/// A pattern and its number in the index, which is given when the rules are put together.
#[derive(Debug)]
pub struct PatternKey {
    pattern: Pattern,
    /// What runs it, until it is in the index.
    program: Program,
    id: PatternId,
}

impl PatternKey {
    fn read(entry: &str, parse: fn(&str) -> Result<Pattern, PatternError>) -> Result<Self, String> {
        let pattern = parse(entry).map_err(|error| format!("{error} in `{entry}`"))?;
        Ok(Self::from(pattern))
    }

    /// Files the pattern in the index.
    pub fn file(&mut self, index: &mut Index) {
        self.id = index.add_with(&self.pattern, std::mem::take(&mut self.program));
    }

    /// The lemma it asks for, if it is a word of a word list.
    pub fn lemma(&self) -> Option<&str> {
        self.pattern
            .notation
            .strip_prefix("lemma:")
            .map(|lemma| lemma.trim_matches('*'))
    }

    /// The words it asks for as a word list has them; none if it is a pattern.
    pub fn words(&self) -> Option<&str> {
        let (kind, words) = self.pattern.notation.split_once(':')?;
        let words = words.trim_matches('*');
        matches!(kind, "lemma" | "phrase").then_some(words)
    }

    /// The number it has there.
    pub fn id(&self) -> PatternId {
        self.id
    }
}

impl From<Pattern> for PatternKey {
    fn from(pattern: Pattern) -> Self {
        Self {
            program: Program::new(&pattern.node),
            pattern,
            id: PatternId::default(),
        }
    }
}

impl Query {
    /// Files every pattern in the index.
    pub(super) fn file(&mut self, index: &mut Index) {
        let entries = self.lemmas.iter_mut().chain(&mut self.unless);
        let entries = entries.chain(&mut self.with).chain(&mut self.without);
        let keys = entries
            .map(|entry| &mut entry.0)
            .chain(self.phrases.iter_mut().map(|phrase| &mut phrase.0))
            .chain(
                self.pattern
                    .iter_mut()
                    .chain(&mut self.patterns)
                    .map(|notation| &mut notation.0),
            );
        keys.for_each(|key| key.file(index));
    }

    /// Whether it looks for anything at all.
    pub(super) fn is_empty(&self) -> bool {
        self.searched().next().is_none() && self.regex.is_none()
    }

    fn searched(&self) -> impl Iterator<Item = &PatternKey> {
        let notations = self.pattern.iter().chain(&self.patterns);
        let phrases = self.phrases.iter().map(|phrase| &phrase.0);
        let lemmas = self.lemmas.iter().map(|entry| &entry.0);
        lemmas
            .chain(phrases)
            .chain(notations.map(|notation| &notation.0))
    }

    /// Finds every place, in order, none inside another.
    pub fn find(&self, view: &View<'_>) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        for key in self.searched() {
            let hits = view
                .hits(key.id())
                .filter(|hit| self.allows(view, hit.cover, hit.sentence));
            found.extend(hits.map(Match::from));
        }
        if let Some(expression) = &self.regex {
            found.extend(self.find_regex(view, &expression.0));
        }
        without_nested(found)
    }

    fn find_regex(&self, view: &View<'_>, expression: &Expression) -> Vec<Match> {
        let mut matches = Vec::new();
        let blocks = view.blocks();
        for (index, block) in
            blocks.filter(|(index, _)| expression.may_match(view.characters(*index)))
        {
            for found in expression.find(view.analysis.document.slice(block.span)) {
                let start = block.span.start + found.start;
                let span = Span::new(start, block.span.start + found.end);
                let sentence = view.sentence_at(index, span.start);
                let is_allowed = sentence.is_none_or(|number| self.allows(view, span, number));
                if view.allows(span) && is_allowed && !span.is_empty() {
                    matches.push(Match::at(span));
                }
            }
        }
        matches
    }

    /// Filters a hit of another search by `unless`, `with` and `without`.
    pub fn allows(&self, view: &View<'_>, span: Span, sentence: usize) -> bool {
        let is_cancelled = self.unless.iter().any(|entry| {
            let hits: &[Hit] = view.all_hits(entry.0.id());
            hits_range(hits, sentence..sentence + 1).any(|hit| hit.cover.overlaps(span))
        });
        if is_cancelled || (self.with.is_empty() && self.without.is_empty()) {
            return !is_cancelled;
        }
        let (first, last) = view.around(sentence, self.near);
        let is_near = |entry: &Entry| {
            let hits: &[Hit] = view.all_hits(entry.0.id());
            hits_range(hits, first..last + 1).next().is_some()
        };
        (self.with.is_empty() || self.with.iter().any(is_near)) && !self.without.iter().any(is_near)
    }
}

/// The hits in a range of sentences.
pub fn hits_range(hits: &[Hit], sentences: Range<usize>) -> impl Iterator<Item = &Hit> {
    let start = hits.partition_point(|hit| hit.sentence < sentences.start);
    hits[start..]
        .iter()
        .take_while(move |hit| hit.sentence < sentences.end)
}

/// Sorts matches and drops those that lie inside another.
pub(super) fn without_nested(mut found: Vec<Match>) -> Vec<Match> {
    found.sort_by_key(|found| (found.span.start, usize::MAX - found.span.end));
    let mut kept: Vec<Match> = Vec::with_capacity(found.len());
    for found in found {
        if !kept
            .last()
            .is_some_and(|last| last.span.contains(found.span))
        {
            kept.push(found);
        }
    }
    kept
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, Pattern::entry).map(Self)
    }
}

impl<'de> Deserialize<'de> for Phrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, |entry| Ok(Pattern::phrase(entry))).map(Self)
    }
}

impl<'de> Deserialize<'de> for Notation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, Pattern::parse).map(Self)
    }
}

impl<'de> Deserialize<'de> for ExpressionKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = String::deserialize(deserializer)?;
        Expression::new(&given).map(Self).map_err(de::Error::custom)
    }
}

/// Reads an entry without a copy of its text.
fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    parse: fn(&str) -> Result<Pattern, PatternError>,
) -> Result<PatternKey, D::Error> {
    struct Entries(fn(&str) -> Result<Pattern, PatternError>);

    impl Visitor<'_> for Entries {
        type Value = PatternKey;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: de::Error>(self, entry: &str) -> Result<PatternKey, E> {
            PatternKey::read(entry, self.0).map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Entries(parse))
}
