//! Readability measures of Finnish text.
//!
//! None of them knows whether the words are familiar or the clauses tangled (Kotus, *Ymmärrettävän
//! virkakielen mittarit*); they serve to compare drafts of one text.

use crate::language::Analysis;
use crate::language::morphology::{Reading, Upos, VerbForm};
use crate::language::syllables::syllable_count;
use crate::language::tokens::{Passive, Token, TokenKind};

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
    /// Compounds of four parts or more.
    pub four_parts: usize,
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

/// Counts the sentences of a range.
pub fn counts(analysis: &Analysis, sentences: std::ops::Range<usize>) -> Counts {
    let mut counts = Counts::default();
    for sentence in &analysis.sentences[sentences] {
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
        let Some(reading) = token
            .word
            .preferred(false)
            .filter(|reading| !reading.guessed)
        else {
            self.long_lemmas += usize::from(token.word.syllables >= 4);
            return;
        };
        self.three_parts += usize::from(reading.parts.len() >= 3);
        self.four_parts += usize::from(reading.parts.len() >= 4);
        self.action_nouns += usize::from(reading.infinitive == Some(4));
        self.nouns += usize::from(matches!(reading.upos, Upos::Noun | Upos::Propn));
        self.verbs += usize::from(matches!(reading.upos, Upos::Verb | Upos::Aux));
        let is_passive = matches!(token.passive, Some(Passive::Finite));
        self.finite += usize::from(
            is_passive || reading.verb_form == Some(VerbForm::Fin) && !reading.connegative,
        );
        self.passives += usize::from(is_passive);
        self.long_lemmas += usize::from(lemma_syllables(reading) >= 4);
    }

    /// Words in a sentence on average; plain language stays near ten (Selkokeskus).
    pub fn sentence_words(&self) -> f64 {
        ratio(self.words, self.sentences)
    }

    /// Letters in a word on average; in news 7 to 8 (Arki and others, easy-language news study).
    pub fn word_letters(&self) -> f64 {
        ratio(self.letters, self.words)
    }

    /// Words of fifteen letters or more, per cent; in general prose about 5, in heavy municipal
    /// text over 9 (own measurement on minutes, blogs and treebanks).
    pub fn long_words(&self) -> f64 {
        100.0 * ratio(self.fifteen, self.words)
    }

    /// Compounds of three parts or more, per cent of words (own measurement).
    pub fn long_compounds(&self) -> f64 {
        100.0 * ratio(self.three_parts, self.words)
    }

    /// Action nouns in -minen for 100 words; in general prose 1.2 to 1.3 (own measurement).
    pub fn action_nouns(&self) -> f64 {
        100.0 * ratio(self.action_nouns, self.words)
    }

    /// Nouns for each verb; in general prose about 2.4, in municipal minutes 3.3 (own measurement).
    pub fn nouns_per_verb(&self) -> f64 {
        ratio(self.nouns, self.verbs)
    }

    /// Passives, per cent of finite verbs; in news 12 to 19 (Arki and others).
    pub fn passive_share(&self) -> f64 {
        100.0 * ratio(self.passives, self.finite)
    }

    /// LIX: words in a sentence plus the per cent of words over six letters (Björnsson 1968).
    ///
    /// The Swedish scale does not fit: Finnish newspapers have 72, Swedish ones 47 (Björnsson 1983).
    pub fn lix(&self) -> f64 {
        self.sentence_words() + 100.0 * ratio(self.over_six, self.words)
    }

    /// Wiio's school grade: 2.7 + 0.3 times the per cent of words with four syllables or more in
    /// the base form (Wiio, as quoted by J. K. Korpela). The constants are second-hand: compare
    /// drafts with it, judge nothing by it.
    pub fn wiio(&self) -> f64 {
        2.7 + 30.0 * ratio(self.long_lemmas, self.words)
    }
}

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

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
