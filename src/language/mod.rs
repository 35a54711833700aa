//! Document -> [`Analysis`]: sentences, tokens and every reading of every word.
//!
//! Analysis cannot fail: odd prose gives odd tokens, never an error.

use std::ops::Range;

use crate::document::Document;
use crate::span::Span;

mod abbreviations;
mod constructions;
mod detect;
mod doers;
mod genres;
mod morphology;
mod passive;
pub mod readability;
mod sentences;
mod suspended;
mod syllables;
mod tokens;

pub use constructions::{Construction, ConstructionKind, constructions};
pub use doers::doer;
pub use genres::{Band, Genre, genre_of, genres};
pub use morphology::{
    Case, Clitic, Degree, Mood, Morphology, Number, Part, PartForm, Person, Polarity, Reading,
    Tense, Upos, VerbForm, Voice, Word, dictionary_attributes,
};
pub use syllables::{hyphenation, syllable_count, syllables};
pub use tokens::{Passive, Token, TokenKind};

/// A document with its sentences and tokens.
#[derive(Debug)]
pub struct Analysis {
    /// The document that was analysed.
    pub document: Document,
    /// The language of each block, in the order of the blocks.
    pub languages: Vec<Language>,
    /// Whether each block is one the rules can check, in the same order: Finnish, or without words
    /// that tell a language, like a name.
    pub checked: Vec<bool>,
    /// Sentences in order; none crosses a block.
    pub sentences: Vec<Sentence>,
    /// Tokens in order; every token belongs to one sentence.
    pub tokens: Vec<Token>,
    /// For each block, the range of its sentences.
    pub block_sentences: Vec<Range<usize>>,
}

/// A sentence, or a fragment that stands for one: a heading, a list item, a table cell.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its text, without the space around it.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
}

/// The language a block is written in.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    strum::IntoStaticStr,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Language {
    /// Finnish.
    #[serde(rename = "fi")]
    #[strum(serialize = "fi")]
    Finnish,
    /// Swedish.
    #[serde(rename = "sv")]
    #[strum(serialize = "sv")]
    Swedish,
    /// English.
    #[serde(rename = "en")]
    #[strum(serialize = "en")]
    English,
    /// Russian.
    #[serde(rename = "ru")]
    #[strum(serialize = "ru")]
    Russian,
    /// A name or a number, which is checked like Finnish, or words of yet another language.
    #[default]
    Unknown,
}

/// Analyses a document.
pub fn analyze(document: Document, morphology: &Morphology) -> Analysis {
    let mut analysis = Analysis {
        languages: vec![Language::Unknown; document.blocks.len()],
        checked: Vec::new(),
        document,
        sentences: Vec::new(),
        tokens: Vec::new(),
        block_sentences: Vec::new(),
    };
    for (index, block) in analysis.document.blocks.iter().enumerate() {
        let first = analysis.sentences.len();
        for span in sentences::split(&analysis.document.text, block.span) {
            let start = analysis.tokens.len();
            let mut tokens = tokens::tokenize(&analysis.document.text, span, morphology);
            suspended::resolve(&mut tokens, morphology);
            passive::mark(&mut tokens);
            analysis.tokens.extend(tokens);
            analysis.sentences.push(Sentence {
                span,
                block: index,
                tokens: start..analysis.tokens.len(),
            });
        }
        let sentences = first..analysis.sentences.len();
        let tokens = analysis
            .sentences
            .get(first)
            .map_or(0, |sentence| sentence.tokens.start);
        let text = analysis.document.slice(block.span);
        analysis.languages[index] = if sentences.is_empty() {
            Language::Unknown
        } else {
            detect::language(text, &analysis.tokens[tokens..])
        };
        analysis.block_sentences.push(sentences);
    }
    detect::follow_neighbours(&mut analysis);
    analysis.checked = detect::checked(&analysis);
    analysis
}

impl Analysis {
    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// The sentences of a block.
    pub fn sentences_of(&self, block: usize) -> &[Sentence] {
        &self.sentences[self.block_sentences[block].clone()]
    }

    /// Whether a block is one the rules can check.
    pub fn is_checked(&self, block: usize) -> bool {
        self.checked[block]
    }
}
