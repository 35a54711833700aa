//! The units of evidence: a sentence, a list item with its lead-in, a whole table row.

use std::ops::Range;

use crate::document::BlockKind;
use crate::language::Analysis;
use crate::span::Span;

/// A piece of text that is graded as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its text.
    pub span: Span,
    /// Indices of its sentences.
    pub sentences: Range<usize>,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    /// Index of its block; of a row, the first cell.
    pub block: usize,
    /// Whether it is a heading or a header row.
    pub is_heading: bool,
    /// Index of the sentence that leads into the list it is an item of.
    pub lead_in: Option<usize>,
    /// The row it is, if it is one.
    pub row: Option<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Number of the table in the document.
    pub table: u32,
    /// Number of the row.
    pub row: u32,
    /// Indices of the blocks that are its cells.
    pub cells: Range<usize>,
    /// Indices of the blocks of the header rows; without one, of the first row.
    pub headers: Range<usize>,
}

/// The units of a document, in the order of the text. Blocks that are not checked have none.
pub fn units(analysis: &Analysis) -> Vec<Unit> {
    let mut gathering = Gathering {
        analysis,
        units: Vec::new(),
        headers: None,
        lead_in: None,
    };
    let blocks = &analysis.document.blocks;
    let mut block = 0;
    while block < blocks.len() {
        block = match blocks[block].kind {
            BlockKind::TableCell {
                table, row, header, ..
            } => gathering.row(block, table, row, header),
            BlockKind::ListItem { list, .. } => gathering.item(block, list),
            BlockKind::Code => block + 1,
            BlockKind::Heading { .. }
            | BlockKind::Paragraph
            | BlockKind::Footnote
            | BlockKind::TextBox
            | BlockKind::Caption
            | BlockKind::Quote => gathering.running(block),
        };
    }
    gathering.units
}

/// The units so far, and what the next ones hang on.
struct Gathering<'a> {
    analysis: &'a Analysis,
    units: Vec<Unit>,
    /// The table at hand and the cells of its header rows.
    headers: Option<(u32, Range<usize>)>,
    /// The list at hand and the sentence that leads into it.
    lead_in: Option<(u32, Option<usize>)>,
}

impl Gathering<'_> {
    /// Takes a table row in and gives the block after it.
    fn row(&mut self, first: usize, table: u32, row: u32, is_header: bool) -> usize {
        let blocks = &self.analysis.document.blocks;
        let mut end = first + 1;
        while end < blocks.len() && place_of(blocks[end].kind) == Some((table, row)) {
            end += 1;
        }
        let headers = match self.headers.take() {
            Some((own, headers)) if own == table && !is_header => headers,
            // A header of several rows.
            Some((own, headers))
                if own == table
                    && headers.end == first
                    && is_header_cell(blocks[headers.start].kind) =>
            {
                headers.start..end
            }
            Some(_) | None => first..end,
        };
        self.headers = Some((table, headers.clone()));
        let sentences = |block: usize| self.analysis.block_sentences[block].clone();
        let all = sentences(first).start..sentences(end - 1).end;
        self.units
            .extend(unit(self.analysis, first, all).map(|unit| Unit {
                is_heading: is_header,
                row: Some(Row {
                    table,
                    row,
                    cells: first..end,
                    headers,
                }),
                ..unit
            }));
        end
    }

    /// Takes a list item in and gives the block after it.
    fn item(&mut self, block: usize, list: u32) -> usize {
        let lead_in = match self.lead_in {
            Some((own, lead_in)) if own == list => lead_in,
            Some(_) | None => lead_in(self.analysis, block),
        };
        self.lead_in = Some((list, lead_in));
        let sentences = self.analysis.block_sentences[block].clone();
        let unit = unit(self.analysis, block, sentences);
        self.units.extend(unit.map(|unit| Unit { lead_in, ..unit }));
        block + 1
    }

    /// Takes running text in, sentence by sentence, and gives the block after it.
    fn running(&mut self, block: usize) -> usize {
        let sentences = self.analysis.block_sentences[block].clone();
        self.units
            .extend(sentences.filter_map(|one| unit(self.analysis, block, one..one + 1)));
        block + 1
    }
}

/// Some sentences of a block as one unit; none if there are no sentences or the block is not checked.
pub(super) fn unit(analysis: &Analysis, block: usize, sentences: Range<usize>) -> Option<Unit> {
    let first = analysis.sentences.get(sentences.start)?;
    let last = analysis.sentences[sentences.clone()].last()?;
    analysis.is_checked(block).then(|| Unit {
        span: first.span.join(last.span),
        tokens: first.tokens.start..last.tokens.end,
        sentences,
        block,
        is_heading: analysis.document.blocks[block].kind.is_heading(),
        lead_in: None,
        row: None,
    })
}

fn is_header_cell(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::TableCell { header: true, .. })
}

fn place_of(kind: BlockKind) -> Option<(u32, u32)> {
    match kind {
        BlockKind::TableCell { table, row, .. } => Some((table, row)),
        BlockKind::Heading { .. }
        | BlockKind::Paragraph
        | BlockKind::ListItem { .. }
        | BlockKind::Footnote
        | BlockKind::TextBox
        | BlockKind::Caption
        | BlockKind::Quote
        | BlockKind::Code => None,
    }
}

/// The last sentence of the paragraph before a list, if it ends with a colon.
fn lead_in(analysis: &Analysis, first_item: usize) -> Option<usize> {
    let before = first_item.checked_sub(1)?;
    let block = &analysis.document.blocks[before];
    let text = analysis.document.slice(block.span).trim_end();
    let leads = block.kind == BlockKind::Paragraph && text.ends_with(':');
    let sentences = analysis.block_sentences[before].clone();
    (leads && !sentences.is_empty()).then(|| sentences.end - 1)
}
