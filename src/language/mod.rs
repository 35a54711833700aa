//! Document -> [`Analysis`]: sentences, tokens and every reading of every word.
//!
//! Analysis cannot fail: odd prose gives odd tokens, never an error.

use std::ops::Range;

use crate::document::{Block, Document};
use crate::parallel;
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
    Case, Clitic, Degree, Feature, Mood, Morphology, Number, Part, PartForm, Person, Polarity,
    Reading, Signature, Tense, Upos, VerbForm, Voice, Word, dictionary_attributes,
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

/// A block's sentences, their tokens and their language.
struct BlockAnalysis {
    /// Each sentence with the number of its tokens.
    sentences: Vec<(Span, usize)>,
    tokens: Vec<Token>,
    language: Language,
}

impl BlockAnalysis {
    fn new(document: &Document, block: &Block, morphology: &Morphology) -> Self {
        let (mut sentences, mut tokens) = (Vec::new(), Vec::new());
        for span in sentences::split(&document.text, block.span) {
            let mut own = tokens::tokenize(&document.text, span, morphology);
            suspended::resolve(&mut own, morphology);
            passive::mark(&mut own);
            sentences.push((span, own.len()));
            tokens.append(&mut own);
        }
        let language = if sentences.is_empty() {
            Language::Unknown
        } else {
            detect::language(document.slice(block.span), &tokens)
        };
        Self {
            sentences,
            tokens,
            language,
        }
    }
}

/// Analyses a document.
pub fn analyze(document: Document, morphology: &Morphology) -> Analysis {
    let of_block = |block: &Block| BlockAnalysis::new(&document, block, morphology);
    let blocks = parallel::map(&document.blocks, of_block);
    let mut analysis = Analysis {
        languages: blocks.iter().map(|block| block.language).collect(),
        checked: Vec::new(),
        document,
        sentences: Vec::new(),
        tokens: Vec::new(),
        block_sentences: Vec::new(),
    };
    for (index, mut block) in blocks.into_iter().enumerate() {
        let first = analysis.sentences.len();
        let mut start = analysis.tokens.len();
        for (span, length) in block.sentences {
            analysis.sentences.push(Sentence {
                span,
                block: index,
                tokens: start..start + length,
            });
            start += length;
        }
        analysis.tokens.append(&mut block.tokens);
        let sentences = first..analysis.sentences.len();
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
