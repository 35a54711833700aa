//! Anchors: who, when, measured how, learned what.

use serde::Deserialize;

use crate::document::BlockKind;
use crate::language::Analysis;
use crate::rules::grading::units::{Row, Unit};
use crate::rules::grading::{Anchor, AnchorKind, Grading, first_of_each_kind};
use crate::rules::matching::{Hits, Index};
use crate::rules::query::{Entry, hits_range};

/// What a column of a table tells, by patterns of its header.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Columns {
    who: Vec<Entry>,
    when: Vec<Entry>,
    measure: Vec<Entry>,
    learning: Vec<Entry>,
}

impl Columns {
    /// Files its patterns in the index.
    pub(super) fn file(&mut self, index: &mut Index) {
        let entries = self.who.iter_mut().chain(&mut self.when);
        let entries = entries.chain(&mut self.measure).chain(&mut self.learning);
        entries.for_each(|entry| entry.0.file(index));
    }

    /// What the column under a header block tells.
    fn kind(&self, analysis: &Analysis, hits: &Hits, header: usize) -> Option<AnchorKind> {
        let sentences = analysis.block_sentences[header].clone();
        let is_named = |entries: &[Entry]| {
            entries.iter().any(|entry| {
                hits_range(hits.of(entry.0.id()), sentences.clone())
                    .next()
                    .is_some()
            })
        };
        [
            (&self.who, AnchorKind::Who),
            (&self.when, AnchorKind::When),
            (&self.measure, AnchorKind::Measure),
            (&self.learning, AnchorKind::Learning),
        ]
        .into_iter()
        .find(|(entries, _)| is_named(entries))
        .map(|(_, kind)| kind)
    }
}

impl Grading {
    /// The anchors of a unit, the first of each kind.
    pub(super) fn anchors(&self, analysis: &Analysis, unit: &Unit, hits: &Hits) -> Vec<Anchor> {
        let mut anchors = unit
            .row
            .as_ref()
            .map(|row| self.cell_anchors(analysis, row, hits))
            .unwrap_or_default();
        for (marks, kind) in [
            (&self.who, AnchorKind::Who),
            (&self.when, AnchorKind::When),
            (&self.measure, AnchorKind::Measure),
            (&self.learning, AnchorKind::Learning),
        ] {
            let own = marks.in_sentences(hits, unit.sentences.clone());
            // A list item has the doer and the time that its lead-in gives: *Teemme keväällä:*.
            let lead_in = unit.lead_in.map_or(0..0, |sentence| sentence..sentence + 1);
            let found = own.chain(marks.in_sentences(hits, lead_in));
            anchors.extend(found.map(|hit| Anchor {
                kind,
                span: hit.span,
            }));
        }
        first_of_each_kind(&mut anchors);
        anchors
    }

    /// What the cells of a row tell by their column headers. A cell that says nothing tells nothing.
    fn cell_anchors(&self, analysis: &Analysis, row: &Row, hits: &Hits) -> Vec<Anchor> {
        let mut anchors = Vec::new();
        for cell in row.cells.clone() {
            let sentences = analysis.block_sentences[cell].clone();
            let span = analysis.document.blocks[cell].span;
            let says_something = analysis
                .document
                .slice(span)
                .chars()
                .any(char::is_alphanumeric)
                && self
                    .empty
                    .in_sentences(hits, sentences.clone())
                    .next()
                    .is_none();
            let header = header(analysis, row, cell);
            let kind = header.and_then(|header| self.column.kind(analysis, hits, header));
            if let (true, Some(kind)) = (says_something, kind) {
                anchors.push(Anchor { kind, span });
            }
        }
        anchors
    }
}

/// The header over a cell; of several, the nearest.
fn header(analysis: &Analysis, row: &Row, cell: usize) -> Option<usize> {
    let column = |block: usize| match analysis.document.blocks[block].kind {
        BlockKind::TableCell { column, .. } => Some(column),
        BlockKind::Heading { .. }
        | BlockKind::Paragraph
        | BlockKind::ListItem { .. }
        | BlockKind::Footnote
        | BlockKind::TextBox
        | BlockKind::Caption
        | BlockKind::Quote
        | BlockKind::Code => None,
    };
    row.headers
        .clone()
        .rfind(|header| row.cells.start > *header && column(*header) == column(cell))
}
