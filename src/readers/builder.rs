//! Puts a document together from passages, and keeps its promises.

use std::path::Path;
use std::time::Instant;

use crate::document::{
    Anchor, Block, BlockKind, Directive, Document, Format, Inline, Location, Warning,
};
use crate::readers::ReadError;
use crate::readers::limits::{Limits, megabytes};
use crate::readers::lines::Lines;
use crate::readers::passage::{Passage, Piece};
use crate::readers::tables::mark_headers;
use crate::span::Span;

/// A document being read.
pub(super) struct Builder<'a> {
    document: Document,
    limits: &'a Limits,
    /// When reading began.
    begun: Instant,
    /// For each block, whether all of it is bold.
    bold: Vec<bool>,
    /// The headings that are open, highest first.
    headings: Vec<usize>,
    lists: u32,
    tables: u32,
    /// Where the text came from, for those who write into the file.
    source: Vec<Piece>,
}

impl<'a> Builder<'a> {
    /// An empty document.
    pub(super) fn new(path: &Path, format: Format, limits: &'a Limits) -> Self {
        let document = Document {
            path: path.to_owned(),
            format,
            ..Document::default()
        };
        Self {
            document,
            limits,
            begun: Instant::now(),
            bold: Vec::new(),
            headings: Vec::new(),
            lists: 0,
            tables: 0,
            source: Vec::new(),
        }
    }

    /// Whether the document is a workbook, whose places are cells.
    pub(super) fn is_workbook(&self) -> bool {
        matches!(self.document.format, Format::Xlsx | Format::Ods)
    }

    /// Number of the next list.
    pub(super) fn next_list(&mut self) -> u32 {
        self.lists += 1;
        self.lists - 1
    }

    /// Number of the next table.
    pub(super) fn next_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables - 1
    }

    /// Sets the title the file itself gives, unless it is blank.
    pub(super) fn set_title(&mut self, title: &str) {
        let title = title.trim();
        if !title.is_empty() {
            self.document.title = Some(title.to_owned());
        }
    }

    /// Adds the title that stands above the text as a heading, unless it is blank.
    pub(super) fn add_title(&mut self, title: &str) -> Result<(), ReadError> {
        let mut passage = Passage::default();
        passage.push_collapsed(title, 0);
        let heading = BlockKind::Heading { level: 1 };
        self.add_placed(passage, heading, &Location::default())
    }

    /// Adds a key and a value of front matter.
    pub(super) fn add_property(&mut self, key: &str, value: &str) {
        let property = (key.trim().to_lowercase(), value.trim().to_owned());
        self.document.properties.push(property);
    }

    /// Adds a warning once.
    pub(super) fn warn(&mut self, warning: Warning) {
        if !self.document.warnings.contains(&warning) {
            self.document.warnings.push(warning);
        }
    }

    /// Drops all page numbers: the file does not tell them for certain.
    pub(super) fn forget_pages(&mut self) {
        for anchor in &mut self.document.anchors {
            anchor.location.page = None;
        }
    }

    /// Adds a block whose places are lines and columns.
    pub(super) fn add_lined(
        &mut self,
        mut passage: Passage,
        kind: BlockKind,
        lines: &mut Lines,
    ) -> Result<(), ReadError> {
        passage.trim_end();
        let base = self.document.text.len();
        for piece in &passage.pieces {
            self.document.anchors.push(Anchor {
                offset: base + piece.offset,
                location: lines.location(piece.source),
            });
        }
        self.add(passage, kind)
    }

    /// Adds a block that begins at a place and may run over pages.
    pub(super) fn add_placed(
        &mut self,
        mut passage: Passage,
        kind: BlockKind,
        location: &Location,
    ) -> Result<(), ReadError> {
        passage.trim_end();
        if !passage.is_empty() {
            self.place(&passage, location);
        }
        self.add(passage, kind)
    }

    fn place(&mut self, passage: &Passage, location: &Location) {
        let base = self.document.text.len();
        let mut location = location.clone();
        let mut add = |offset, location: &Location| {
            let location = location.clone();
            self.document.anchors.push(Anchor { offset, location });
        };
        add(base, &location);
        for (offset, page) in &passage.pages {
            location.page = Some(*page);
            add(base + offset, &location);
        }
    }

    /// Adds a trimmed block whose anchors are in place.
    fn add(&mut self, mut passage: Passage, kind: BlockKind) -> Result<(), ReadError> {
        let base = self.document.text.len();
        for (offset, text) in std::mem::take(&mut passage.directives) {
            let offset = base + offset.min(passage.text.len());
            self.document.directives.push(Directive { offset, text });
        }
        if passage.text.is_empty() {
            return Ok(());
        }
        self.check(passage.text.len())?;
        let is_bold = passage.is_bold();
        let heading = self.heading_for(kind);
        let span = Span::new(base, base + passage.text.len());
        self.document.blocks.push(Block {
            span,
            kind,
            heading,
        });
        self.bold.push(is_bold);
        let inlines = passage.inlines.into_iter().map(|inline| Inline {
            span: Span::new(inline.span.start + base, inline.span.end + base),
            kind: inline.kind,
        });
        self.document.inlines.extend(inlines);
        self.source.extend(passage.pieces.iter().map(|piece| Piece {
            offset: piece.offset + base,
            source: piece.source,
        }));
        self.document.text.push_str(&passage.text);
        self.document.text.push('\n');
        Ok(())
    }

    /// Refuses one more block of this length if the document is full or time is up.
    fn check(&self, length: usize) -> Result<(), ReadError> {
        self.limits.check_time(self.begun)?;
        if self.document.blocks.len() >= self.limits.blocks {
            let limit = self.limits.blocks.to_string();
            return Err(ReadError::new("read-blocks", limit));
        }
        if self.document.text.len() + length > self.limits.text_bytes {
            let limit = megabytes(self.limits.text_bytes as u64);
            return Err(ReadError::new("read-text-size", limit));
        }
        Ok(())
    }

    /// The heading a new block stands under; a heading also becomes the open one.
    fn heading_for(&mut self, kind: BlockKind) -> Option<usize> {
        let BlockKind::Heading { level } = kind else {
            return self.headings.last().copied();
        };
        let blocks = &self.document.blocks;
        let is_above = |index: &usize| match blocks[*index].kind {
            BlockKind::Heading { level: above } => above < level,
            _ => false,
        };
        let kept = self
            .headings
            .iter()
            .take_while(|index| is_above(index))
            .count();
        self.headings.truncate(kept);
        let parent = self.headings.last().copied();
        self.headings.push(blocks.len());
        parent
    }

    /// The finished document.
    pub(super) fn finish(self) -> Document {
        self.finish_with_source().0
    }

    /// The finished document, and where in its main part each piece of text stood.
    pub(super) fn finish_with_source(mut self) -> (Document, Vec<Piece>) {
        // Broken bytes, entities that are not expanded, signs of private fonts. A PDF counts its own.
        if self.document.format != Format::Pdf && self.document.text.contains('\u{fffd}') {
            self.warn(Warning::UnreadableCharacters);
        }
        mark_headers(&mut self.document, &self.bold);
        self.document
            .inlines
            .sort_by_key(|inline| inline.span.start);
        (self.document, self.source)
    }
}
