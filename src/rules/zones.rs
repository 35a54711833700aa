//! Zones that rules leave alone: quotations, references to law, names, boilerplate.

use serde::Deserialize;

use crate::document::{BlockKind, InlineKind};
use crate::language::Analysis;
use crate::rules::matching::{Hits, Index};
use crate::rules::query::{Entry, hits_range};
use crate::span::Span;

/// The name of a sort of zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZoneName {
    /// Somebody else's words, in quotation marks or a quotation block.
    Quote,
    /// A reference to law: *kuntalain 29 §:n mukaan*.
    Law,
    /// A whole sentence of a law, or one that retells it: no evidence, but its language is looked at.
    Statute,
    /// A name of a person, body, place or work.
    Name,
    /// Fixed texts: appeal instructions, signatures, distribution lists.
    Boilerplate,
    /// Code and addresses; never checked.
    Code,
}

/// The zones of one document, sorted.
#[derive(Debug, Default)]
pub struct Zones {
    spans: Vec<(Span, ZoneName)>,
}

/// A way to recognise a zone, from `rules/zones.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ZoneRule {
    name: ZoneName,
    /// What the zone looks like.
    #[serde(default)]
    patterns: Vec<Entry>,
    /// Headings whose whole section is the zone.
    #[serde(default)]
    headings: Vec<Entry>,
    /// How far it reaches.
    #[serde(default)]
    extent: Extent,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Extent {
    #[default]
    Match,
    Sentence,
    Block,
}

impl ZoneRule {
    /// Files its patterns in the index.
    pub(super) fn file(&mut self, index: &mut Index) {
        let entries = self.patterns.iter_mut().chain(&mut self.headings);
        entries.for_each(|entry| entry.0.file(index));
    }
}

impl Zones {
    /// Finds the zones of a document.
    pub(super) fn find(rules: &[ZoneRule], analysis: &Analysis, hits: &Hits) -> Self {
        let mut zones = Self::default();
        zones.add_fixed(analysis);
        for (index, block) in analysis.document.blocks.iter().enumerate() {
            if let Some(heading) = zone_of_heading(rules, analysis, hits, index) {
                zones.spans.push((block.span, heading));
            }
        }
        for rule in rules {
            for hit in rule.patterns.iter().flat_map(|entry| hits.of(entry.0.id())) {
                let sentence = &analysis.sentences[hit.sentence];
                let span = match rule.extent {
                    Extent::Match => hit.span,
                    Extent::Sentence => sentence.span,
                    Extent::Block => analysis.document.blocks[sentence.block].span,
                };
                zones.spans.push((span, rule.name));
            }
        }
        zones.spans.sort_by_key(|(span, _)| *span);
        zones
    }

    /// Whether a span lies inside a zone that is not among the kept ones.
    pub fn holds(&self, span: Span, kept: &[ZoneName]) -> bool {
        let after = self
            .spans
            .partition_point(|(zone, _)| zone.start <= span.start);
        self.spans[..after].iter().any(|(zone, name)| {
            *name != ZoneName::Statute && zone.contains(span) && !kept.contains(name)
        })
    }

    /// The zone a span lies in, if it is one of the asked.
    pub fn at(&self, span: Span, asked: &[ZoneName]) -> Option<ZoneName> {
        let holds = |(zone, name): &&(Span, ZoneName)| zone.contains(span) && asked.contains(name);
        self.spans.iter().find(holds).map(|(_, name)| *name)
    }

    /// The zones in the order of the text.
    pub(super) fn spans(&self) -> impl Iterator<Item = (Span, ZoneName)> {
        self.spans.iter().copied()
    }

    fn add_fixed(&mut self, analysis: &Analysis) {
        let document = &analysis.document;
        for block in &document.blocks {
            match block.kind {
                BlockKind::Quote => self.spans.push((block.span, ZoneName::Quote)),
                BlockKind::Code => self.spans.push((block.span, ZoneName::Code)),
                BlockKind::Heading { .. }
                | BlockKind::Paragraph
                | BlockKind::ListItem { .. }
                | BlockKind::TableCell { .. }
                | BlockKind::Footnote
                | BlockKind::TextBox
                | BlockKind::Caption => self.add_quotes(&document.text, block.span),
            }
        }
        let code = document
            .inlines
            .iter()
            .filter(|inline| inline.kind == InlineKind::Code);
        self.spans
            .extend(code.map(|inline| (inline.span, ZoneName::Code)));
    }

    /// Finnish quotation marks are alike at both ends, so they are paired within a block.
    fn add_quotes(&mut self, text: &str, block: Span) {
        let mut open: Option<usize> = None;
        for (at, mark) in text[block.start..block.end].char_indices() {
            let at = block.start + at;
            if !matches!(mark, '”' | '"' | '“' | '„' | '»' | '«') {
                continue;
            }
            match open.take() {
                None => open = Some(at),
                Some(start) => {
                    let span = Span::new(start, at + mark.len_utf8());
                    self.spans.push((span, ZoneName::Quote));
                }
            }
        }
    }
}

fn zone_of_heading(
    rules: &[ZoneRule],
    analysis: &Analysis,
    hits: &Hits,
    block: usize,
) -> Option<ZoneName> {
    let blocks = &analysis.document.blocks;
    let own = blocks[block].kind.is_heading().then_some(block);
    std::iter::successors(own.or(blocks[block].heading), |index| {
        blocks[*index].heading
    })
    .find_map(|heading| {
        let sentences = analysis.block_sentences[heading].clone();
        let is_named = |rule: &&ZoneRule| {
            rule.headings.iter().any(|entry| {
                hits_range(hits.of(entry.0.id()), sentences.clone())
                    .next()
                    .is_some()
            })
        };
        rules.iter().find(is_named).map(|rule| rule.name)
    })
}
