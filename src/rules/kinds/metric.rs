//! `metric`: a measure over or under a limit.

use serde::Deserialize;

use crate::language::readability::{self, Measure as Readability};
use crate::language::{Reading, Sentence, Token, TokenKind, Upos, VerbForm};
use crate::rules::kinds::{Kind, Match, Reach, percentage};
use crate::rules::query::Query;
use crate::rules::view::View;
use crate::span::Span;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Metric {
    /// What is measured.
    measure: Measure,
    /// A value over this is found; with a higher `below`, a value between the two.
    above: Option<f64>,
    /// A value under this is found.
    below: Option<f64>,
    /// In what it is measured.
    #[serde(default)]
    per: Per,
    /// The fewest sentences that make a measure.
    #[serde(default)]
    min_sentences: usize,
    /// The fewest words that make a measure.
    #[serde(default)]
    min_words: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Per {
    #[default]
    Sentence,
    Block,
    Document,
}

/// What can be measured.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Measure {
    /// Words, as Universal Dependencies counts them.
    Words,
    /// Words of running text: of a list with semicolons those of its longest item, and none of a
    /// row of names or numbers.
    RunningWords,
    /// Mean words in a sentence.
    MeanSentenceWords,
    /// Median words in a sentence.
    MedianSentenceWords,
    /// Standard deviation of sentence length over its mean.
    SentenceVariation,
    /// Words in the shortest sentence.
    ShortestSentenceWords,
    /// Percentage of words of 15 letters or more.
    LongWords,
    /// Mean letters in a word.
    MeanWordLetters,
    /// Nouns and names for each verb.
    NounsPerVerb,
    /// Percentage of finite verbs that are passive.
    PassiveShare,
    /// Action nouns in -minen in 100 words.
    ActionNouns,
    /// Finite verbs.
    FiniteVerbs,
    /// Clauses: finite verbs without the main verbs that follow *ei*.
    Clauses,
    /// Words that begin a subordinate clause.
    Subordinators,
    /// Negative verbs and words in -ton, -matta.
    Negations,
    /// Numbers.
    Numbers,
    /// Words in the longest bracket.
    ParenthesisWords,
    /// Words before the first finite verb.
    WordsBeforeVerb,
    /// Items parted by commas, and the last one after *ja*, *sekä* or *tai*.
    CommaItems,
    /// Sentences.
    Sentences,
    /// Exclamation marks.
    Exclamations,
    /// Percentage of letters that are capitals.
    Capitals,
    /// Abbreviations in capitals.
    Abbreviations,
}

impl Kind for Metric {
    fn find(&self, view: &View<'_>, query: &Query) -> Vec<Match> {
        let analysis = view.analysis;
        match self.per {
            Per::Sentence => {
                let sentences = view
                    .sentences()
                    .filter(|(number, sentence)| query.allows(view, sentence.span, *number));
                sentences
                    .filter_map(|(_, sentence)| self.judge(view, &[sentence], sentence.span))
                    .collect()
            }
            Per::Block => {
                let blocks = view.blocks().filter_map(|(index, block)| {
                    let sentences: Vec<&Sentence> = analysis.sentences_of(index).iter().collect();
                    self.judge(view, &sentences, block.span)
                });
                blocks.collect()
            }
            Per::Document => {
                let sentences: Vec<&Sentence> =
                    view.sentences().map(|(_, sentence)| sentence).collect();
                let Some(first) = sentences.first() else {
                    return Vec::new();
                };
                self.judge(view, &sentences, first.span)
                    .into_iter()
                    .collect()
            }
        }
    }

    fn reach(&self) -> Reach {
        match self.per {
            Per::Sentence => Reach::Place,
            Per::Block | Per::Document => Reach::Text,
        }
    }
}

impl Metric {
    fn judge(&self, view: &View<'_>, sentences: &[&Sentence], span: Span) -> Option<Match> {
        let unit = Unit { view, sentences };
        if sentences.len() < self.min_sentences || unit.words().count() < self.min_words {
            return None;
        }
        let value = unit.value(self.measure)?;
        let over = self.above.filter(|limit| value > *limit);
        let under = self.below.filter(|limit| value < *limit);
        let limit = match (self.above, self.below) {
            // A band: `above = 25, below = 31` leaves what is higher to another rule.
            (Some(least), Some(most)) if least < most => over.filter(|_| under.is_some())?,
            _ => over.or(under)?,
        };
        Some(Match::at(span).counted(value, limit))
    }
}

struct Unit<'a> {
    view: &'a View<'a>,
    sentences: &'a [&'a Sentence],
}

impl<'a> Unit<'a> {
    fn tokens(&self) -> impl Iterator<Item = &'a Token> {
        let analysis = self.view.analysis;
        self.sentences
            .iter()
            .flat_map(move |sentence| analysis.tokens_of(sentence))
    }

    fn words(&self) -> impl Iterator<Item = &'a Token> {
        self.tokens().filter(|token| token.is_word())
    }

    fn text(&self, token: &Token) -> &'a str {
        self.view.analysis.document.slice(token.span)
    }

    fn lengths(&self) -> Vec<usize> {
        let analysis = self.view.analysis;
        let length = |sentence: &&Sentence| {
            analysis
                .tokens_of(sentence)
                .iter()
                .filter(|token| token.is_word())
                .count()
        };
        let mut lengths: Vec<usize> = self
            .sentences
            .iter()
            .map(length)
            .filter(|length| *length > 0)
            .collect();
        lengths.sort_unstable();
        lengths
    }

    fn count(&self, is_counted: impl Fn(&Token) -> bool) -> usize {
        self.tokens().filter(|token| is_counted(token)).count()
    }

    /// A measure that is shown in reports too, so that both tell the same figure.
    fn readability(&self, measure: Readability) -> Option<f64> {
        let sentences = self.sentences.iter().copied();
        let counts = readability::counts(self.view.analysis, sentences);
        (counts.words > 0).then(|| counts.value(measure))
    }

    fn value(&self, measure: Measure) -> Option<f64> {
        let words = self.words().count();
        let lengths = self.lengths();
        let finite = || self.count(is_finite);
        Some(match measure {
            Measure::Words => words as f64,
            Measure::RunningWords => self.longest_item() as f64,
            Measure::MeanSentenceWords => self.readability(Readability::SentenceWords)?,
            Measure::MedianSentenceWords => *lengths.get(lengths.len() / 2)? as f64,
            Measure::SentenceVariation => deviation(&lengths)? / mean(&lengths)?,
            Measure::ShortestSentenceWords => *lengths.first()? as f64,
            Measure::LongWords => self.readability(Readability::LongWords)?,
            Measure::MeanWordLetters => self.readability(Readability::WordLetters)?,
            Measure::NounsPerVerb => self.readability(Readability::NounsPerVerb)?,
            Measure::PassiveShare => self.readability(Readability::PassiveShare)?,
            Measure::ActionNouns => self.readability(Readability::ActionNouns)?,
            Measure::FiniteVerbs => finite() as f64,
            Measure::Clauses => self.count(|token| {
                is_finite(token)
                    && !token
                        .word
                        .readings
                        .iter()
                        .any(|reading| reading.connegative)
            }) as f64,
            Measure::Subordinators => self.count(is_subordinator) as f64,
            Measure::Negations => self.count(is_negation) as f64,
            Measure::Numbers => self.count(|token| token.kind == TokenKind::Number) as f64,
            Measure::ParenthesisWords => self.longest_bracket() as f64,
            Measure::WordsBeforeVerb => {
                let position = self.words().position(is_finite);
                position.unwrap_or(0) as f64
            }
            Measure::CommaItems => self.comma_items() as f64,
            Measure::Sentences => self.sentences.len() as f64,
            Measure::Exclamations => self.count(|token| self.text(token).starts_with('!')) as f64,
            Measure::Capitals => self.capitals(),
            Measure::Abbreviations => self.count(|token| is_abbreviation(self.text(token))) as f64,
        })
    }

    /// Words of the sentence; of a list with semicolons, of its longest item. A row of names or
    /// numbers (two words in five or more) is not a sentence and counts as nothing.
    fn longest_item(&self) -> usize {
        let words = self.words().count();
        let odd = self.words().filter(|token| {
            token.kind != TokenKind::Word || token.word.form.starts_with(char::is_uppercase)
        });
        if odd.count() * 5 >= words * 2 {
            return 0;
        }
        let tokens: Vec<&Token> = self.tokens().collect();
        let items = tokens.split(|token| self.text(token) == ";");
        let longest = items.map(|item| item.iter().filter(|token| token.is_word()).count());
        longest.max().unwrap_or(0)
    }

    fn longest_bracket(&self) -> usize {
        let mut inside: Option<usize> = None;
        let mut longest = 0;
        for token in self.tokens() {
            match (self.text(token), &mut inside) {
                ("(", _) => inside = Some(0),
                (")", Some(words)) => {
                    longest = longest.max(*words);
                    inside = None;
                }
                (_, Some(words)) if token.is_word() => *words += 1,
                _ => {}
            }
        }
        longest
    }

    fn comma_items(&self) -> usize {
        let commas = self.count(|token| self.text(token) == ",");
        let last = self
            .tokens()
            .any(|token| matches!(&*token.word.lower, "ja" | "sekä" | "tai"));
        if commas == 0 {
            0
        } else {
            commas + 1 + usize::from(last)
        }
    }

    fn capitals(&self) -> f64 {
        let letters = || {
            self.words()
                .flat_map(|token| self.text(token).chars())
                .filter(|c| c.is_alphabetic())
        };
        percentage(
            letters().filter(|c| c.is_uppercase()).count(),
            letters().count(),
        )
    }
}

fn mean(lengths: &[usize]) -> Option<f64> {
    let total: usize = lengths.iter().sum();
    (!lengths.is_empty()).then(|| total as f64 / lengths.len() as f64)
}

fn deviation(lengths: &[usize]) -> Option<f64> {
    let mean = mean(lengths)?;
    let squares: f64 = lengths
        .iter()
        .map(|length| (*length as f64 - mean).powi(2))
        .sum();
    Some((squares / lengths.len() as f64).sqrt())
}

/// A finite verb for certain: every reading is one, or the place says it is a passive.
fn is_finite(token: &Token) -> bool {
    let is_certain = |reading: &Reading| reading.verb_form == Some(VerbForm::Fin);
    let readings = &token.word.readings;
    token.kind == TokenKind::Word
        && (token.passive == Some(crate::language::Passive::Finite)
            || (!readings.is_empty() && readings.iter().all(is_certain))
            || readings.iter().any(|reading| {
                is_certain(reading)
                    && reading.person.is_some()
                    && !reading.connegative
                    && has_no_nominal(readings)
            }))
}

fn has_no_nominal(readings: &[Reading]) -> bool {
    readings
        .iter()
        .all(|reading| matches!(reading.upos, Upos::Verb | Upos::Aux))
}

fn is_subordinator(token: &Token) -> bool {
    token.word.readings.iter().any(|reading| {
        matches!(
            &*reading.lemma,
            "että" | "jotta" | "koska" | "kun" | "jos" | "vaikka" | "joka" | "mikäli"
        )
    })
}

fn is_negation(token: &Token) -> bool {
    token.word.readings.iter().any(|reading| {
        reading.polarity.is_some()
            || reading.derivation.as_deref() == Some("ton")
            || reading.part_form == Some(crate::language::PartForm::Neg)
    })
}

fn is_abbreviation(form: &str) -> bool {
    let end = form.find([':', '-']).unwrap_or(form.len());
    let name = &form[..end];
    name.chars().count() >= 2
        && name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
        && name.starts_with(char::is_alphabetic)
}
