//! What a rule sees of a document: the blocks in its scope, without the zones it leaves alone.

use crate::document::{Block, BlockKind};
use crate::language::{Analysis, Morphology, Sentence};
use crate::rules::expression::Characters;
use crate::rules::matching::{Hit, Hits, PatternId};
use crate::rules::query::Near;
use crate::rules::zones::{ZoneName, Zones};
use crate::span::Span;

/// A sort of block a rule looks into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Paragraphs, list items, footnotes, text boxes, captions and quotes.
    Text,
    /// Headings.
    Heading,
    /// List items.
    List,
    /// Table cells.
    Table,
    /// Every block but code.
    All,
}

/// A document as one rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The document with its sentences and tokens.
    pub analysis: &'a Analysis,
    /// The dictionary, for inflecting suggestions.
    pub morphology: &'a Morphology,
    hits: &'a Hits,
    zones: &'a Zones,
    scope: &'a [Scope],
    kept_zones: &'a [ZoneName],
}

impl Scope {
    fn includes(self, kind: BlockKind) -> bool {
        match kind {
            BlockKind::Heading { .. } => matches!(self, Self::Heading | Self::All),
            BlockKind::ListItem { .. } => matches!(self, Self::Text | Self::List | Self::All),
            BlockKind::TableCell { .. } => matches!(self, Self::Table | Self::All),
            BlockKind::Code => false,
            BlockKind::Paragraph
            | BlockKind::Footnote
            | BlockKind::TextBox
            | BlockKind::Caption
            | BlockKind::Quote => matches!(self, Self::Text | Self::All),
        }
    }
}

impl<'a> View<'a> {
    /// A view for a rule of this scope that looks into these zones too.
    pub(super) fn new(
        analysis: &'a Analysis,
        morphology: &'a Morphology,
        hits: &'a Hits,
        zones: &'a Zones,
    ) -> Self {
        Self {
            analysis,
            morphology,
            hits,
            zones,
            scope: &[Scope::Text],
            kept_zones: &[],
        }
    }

    /// The same document seen by a rule of this scope that looks into these zones too.
    #[must_use]
    pub(super) fn narrowed(self, scope: &'a [Scope], kept_zones: &'a [ZoneName]) -> Self {
        Self {
            scope: if scope.is_empty() { self.scope } else { scope },
            kept_zones,
            ..self
        }
    }

    /// The hits of a pattern that the rule may report.
    pub fn hits(&self, id: PatternId) -> impl Iterator<Item = &'a Hit> {
        let view = *self;
        self.all_hits(id).iter().filter(move |hit| {
            view.includes(view.analysis.sentences[hit.sentence].block) && view.allows(hit.span)
        })
    }

    /// The characters of a block.
    pub fn characters(&self, block: usize) -> Characters {
        self.hits.characters(block)
    }

    /// Every hit of a pattern, wherever it is.
    pub fn all_hits(&self, id: PatternId) -> &'a [Hit] {
        self.hits.of(id)
    }

    /// Whether the rule looks into a block: its sort is right and its language can be checked.
    pub fn includes(&self, block: usize) -> bool {
        let kind = self.analysis.document.blocks[block].kind;
        self.scope.iter().any(|scope| scope.includes(kind)) && self.analysis.is_checked(block)
    }

    /// Whether a span lies outside the zones the rule leaves alone.
    pub fn allows(&self, span: Span) -> bool {
        !self.zones.holds(span, self.kept_zones)
    }

    /// The blocks the rule looks into.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, &'a Block)> {
        let view = *self;
        let blocks = self.analysis.document.blocks.iter().enumerate();
        blocks.filter(move |(index, _)| view.includes(*index))
    }

    /// The sentences the rule looks into, with their indices.
    pub fn sentences(&self) -> impl Iterator<Item = (usize, &'a Sentence)> {
        let view = *self;
        let sentences = self.analysis.sentences.iter().enumerate();
        sentences.filter(move |(_, sentence)| {
            view.includes(sentence.block) && view.allows(sentence.span)
        })
    }

    /// Index of the sentence of a block that holds a text offset.
    pub fn sentence_at(&self, block: usize, offset: usize) -> Option<usize> {
        let range = self.analysis.block_sentences[block].clone();
        let first = range.start;
        let sentences = &self.analysis.sentences[range];
        let after = sentences.partition_point(|sentence| sentence.span.start <= offset);
        after.checked_sub(1).map(|index| first + index)
    }

    /// Whether a span lies in the sentences `first` to `last`.
    pub fn offset_in(&self, span: Span, first: usize, last: usize) -> bool {
        let sentences = &self.analysis.sentences;
        sentences[first].span.start <= span.start && span.start < sentences[last].span.end
    }

    /// The first and the last sentence around one.
    pub fn around(&self, sentence: usize, near: Near) -> (usize, usize) {
        let analysis = self.analysis;
        let block = analysis.sentences[sentence].block;
        match near {
            Near::Sentence => (sentence, sentence),
            Near::Block => ends(analysis.block_sentences[block].clone(), sentence),
            Near::Document => (0, analysis.sentences.len() - 1),
            Near::Section => {
                let heading = analysis.document.blocks[block].heading;
                let is_same = |other: usize| {
                    let at = analysis.sentences[other].block;
                    Some(at) == heading || analysis.document.blocks[at].heading == heading
                };
                let before = (0..sentence)
                    .rev()
                    .take_while(|other| is_same(*other))
                    .last();
                let after = (sentence..analysis.sentences.len())
                    .take_while(|other| is_same(*other))
                    .last();
                (before.unwrap_or(sentence), after.unwrap_or(sentence))
            }
        }
    }
}

fn ends(range: std::ops::Range<usize>, sentence: usize) -> (usize, usize) {
    if range.is_empty() {
        return (sentence, sentence);
    }
    (range.start, range.end - 1)
}
