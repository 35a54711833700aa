//! Readability measures of Finnish text.
//!
//! None of them knows whether the words are familiar or the clauses tangled (Kotus, *Ymmärrettävän
//! virkakielen mittarit*); they serve to compare drafts of one text.

use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

use crate::language::morphology::{Upos, VerbForm};
use crate::language::tokens::{Passive, Token, TokenKind};
use crate::language::{Analysis, Sentence};

/// A readability measure.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumIter,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Measure {
    /// Words in a sentence on average; plain language stays near ten (Selkokeskus).
    SentenceWords,
    /// Letters in a word on average; in news 7 to 8 (Arki and others, easy-language news study).
    WordLetters,
    /// Words of fifteen letters or more, per cent. Of all lengths tried, fifteen parted municipal
    /// text from other prose best (own measurement).
    LongWords,
    /// Compounds of three parts or more, per cent of words (own measurement).
    LongCompounds,
    /// Action nouns in -minen for 100 words (own measurement).
    ActionNouns,
    /// Nouns and names for each verb (measured as in Arki and others; the figures are ours).
    NounsPerVerb,
    /// Passives, per cent of finite verbs; in news 12 to 19 (Arki and others).
    PassiveShare,
    /// LIX: words in a sentence plus the per cent of words over six letters (Björnsson 1968).
    ///
    /// The Swedish scale does not fit: Finnish newspapers have 72, Swedish ones 47 (Björnsson 1983).
    Lix,
    /// Wiio's school grade: 2.7 + 0.3 times the per cent of words with four syllables or more in
    /// the base form (Wiio, as quoted by J. K. Korpela). The constants are second-hand: compare
    /// drafts with it, judge nothing by it.
    Wiio,
}

impl Measure {
    /// All measures, in the order they are shown.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
    }
}

/// Counts of a stretch of text, from which the measures follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sentences that hold a word.
    pub sentences: usize,
    /// Words and numbers.
    pub words: usize,
    /// Letters in them.
    pub letters: usize,
    /// Words of more than six letters.
    pub over_six: usize,
    /// Words of fifteen letters or more.
    pub fifteen: usize,
    /// Compounds of three parts or more.
    pub three_parts: usize,
    /// Action nouns in -minen.
    pub action_nouns: usize,
    /// Nouns and names.
    pub nouns: usize,
    /// Verbs and auxiliaries.
    pub verbs: usize,
    /// Finite verbs.
    pub finite: usize,
    /// Finite verbs in the passive.
    pub passives: usize,
    /// Words whose lemma has four syllables or more.
    pub long_lemmas: usize,
}

/// Counts the words of sentences.
pub fn counts<'a>(analysis: &Analysis, sentences: impl Iterator<Item = &'a Sentence>) -> Counts {
    let mut counts = Counts::default();
    for sentence in sentences {
        let before = counts.words;
        for token in analysis.tokens_of(sentence) {
            counts.add(token);
        }
        counts.sentences += usize::from(counts.words > before);
    }
    counts
}

impl Counts {
    fn add(&mut self, token: &Token) {
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            return;
        }
        let letters = token.word.letters as usize;
        self.words += 1;
        self.letters += letters;
        self.over_six += usize::from(letters > 6);
        self.fifteen += usize::from(letters >= 15);
        let usual = token.word.usual();
        let Some((reading, lemma_syllables)) = usual.filter(|(reading, _)| !reading.guessed) else {
            self.long_lemmas += usize::from(token.word.syllables >= 4);
            return;
        };
        self.three_parts += usize::from(reading.parts.len() >= 3);
        self.action_nouns += usize::from(reading.infinitive == Some(4));
        self.nouns += usize::from(matches!(reading.upos, Upos::Noun | Upos::Propn));
        self.verbs += usize::from(matches!(reading.upos, Upos::Verb | Upos::Aux));
        let is_passive = matches!(token.passive, Some(Passive::Finite));
        self.finite += usize::from(
            is_passive || reading.verb_form == Some(VerbForm::Fin) && !reading.connegative,
        );
        self.passives += usize::from(is_passive);
        self.long_lemmas += usize::from(lemma_syllables >= 4);
    }

    /// The value of a measure; 0 where there is nothing to measure.
    pub fn value(&self, measure: Measure) -> f64 {
        match measure {
            Measure::SentenceWords => ratio(self.words, self.sentences),
            Measure::WordLetters => ratio(self.letters, self.words),
            Measure::LongWords => 100.0 * ratio(self.fifteen, self.words),
            Measure::LongCompounds => 100.0 * ratio(self.three_parts, self.words),
            Measure::ActionNouns => 100.0 * ratio(self.action_nouns, self.words),
            Measure::NounsPerVerb => ratio(self.nouns, self.verbs),
            Measure::PassiveShare => 100.0 * ratio(self.passives, self.finite),
            Measure::Lix => {
                ratio(self.words, self.sentences) + 100.0 * ratio(self.over_six, self.words)
            }
            Measure::Wiio => 2.7 + 30.0 * ratio(self.long_lemmas, self.words),
        }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
