//! What a reader makes of a file: one text, its blocks, and the map back to the source.

use std::path::PathBuf;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::Span;

/// A file as text with structure.
///
/// Invariants: `blocks` are in reading order, do not overlap, and are parted by at least one
/// line feed in `text`; `anchors` is sorted by offset; every span lies on character boundaries.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Where the text came from; empty for text that has no file.
    pub path: PathBuf,
    /// The file format it was read from.
    pub format: Format,
    /// The title the file itself gives (metadata or front matter).
    pub title: Option<String>,
    /// Keys and values of front matter (`tyyppi: tiedote`), keys in lower case.
    pub properties: Vec<(String, String)>,
    /// The text of all blocks, parted by line feeds.
    pub text: String,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// Links, pictures and code inside the blocks, in order.
    pub inlines: Vec<Inline>,
    /// Comments that speak to the program, in order: `<!-- linjassa: ignore … -->`.
    pub directives: Vec<Directive>,
    /// The source map: text offset to place in the file.
    pub anchors: Vec<Anchor>,
    /// What the reader could not read or wants the user to know.
    pub warnings: Vec<Warning>,
}

/// A paragraph, heading, list item or other run of text.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its place in [`Document::text`].
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Index of the heading block it stands under; a heading stands under its parent heading.
    pub heading: Option<usize>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading; 1 is the highest level.
    Heading {
        /// 1 to 9.
        level: u8,
    },
    /// Ordinary running text.
    Paragraph,
    /// One item of a list.
    ListItem {
        /// Nesting, from 1.
        level: u8,
        /// Whether the list is numbered.
        ordered: bool,
        /// Number of the list in the document, from 0.
        list: u32,
    },
    /// One cell of a table.
    TableCell {
        /// Number of the table in the document, from 0.
        table: u32,
        /// Row, from 0.
        row: u32,
        /// Column, from 0.
        column: u32,
        /// Whether the cell is in a header row.
        header: bool,
    },
    /// A footnote or endnote, placed after the block that refers to it.
    Footnote,
    /// Text in a box or shape.
    TextBox,
    /// The caption of a picture or table.
    Caption,
    /// Quoted text.
    Quote,
    /// Code or other preformatted text; never checked.
    Code,
}

/// Something inside a block that rules need to know of.
#[derive(Clone, Debug)]
pub struct Inline {
    /// Its text; empty for a picture without a description.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

/// What an inline is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// A link and its target.
    Link(String),
    /// A picture; its span holds the description, if it has one.
    Image,
    /// Code; never checked.
    Code,
}

/// A comment in the source that speaks to the program.
#[derive(Clone, Debug)]
pub struct Directive {
    /// The text offset it stands at: it speaks of the block that begins there or next.
    pub offset: usize,
    /// The comment's text after `linjassa:`, trimmed.
    pub text: String,
}

/// A text offset whose place in the file is known.
///
/// It holds until the next anchor; columns are counted on from it.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// Byte offset in [`Document::text`].
    pub offset: usize,
    /// The place in the file.
    pub location: Location,
}

/// A place a person can find in the file. What the format does not know is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// Line, from 1, in text formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column in characters, from 1, in text formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Page, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Paragraph in the document, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Slide, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slide: Option<u32>,
    /// Name of the sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Arc<str>>,
    /// Cell, such as `C7`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<Arc<str>>,
}

/// What a reader wants the user to know, in both languages of the interface.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Warning {
    /// Tracked changes were there: insertions are read, deletions are not.
    TrackedChanges,
    /// Some characters have no Unicode value and could not be read.
    UnreadableCharacters,
    /// A checksum does not match: the file may be damaged.
    DamagedChecksum,
    /// Some bytes were not valid in the file's encoding.
    InvalidBytes,
    /// Embedded files, diagrams or attachments were not read.
    UnreadParts,
    /// Pictures or pages hold no text and were not read.
    UnreadablePages,
}

/// The file formats there are readers for.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumIter,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// Word.
    Docx,
    /// LibreOffice Writer.
    Odt,
    /// PowerPoint.
    Pptx,
    /// LibreOffice Impress.
    Odp,
    /// Excel.
    Xlsx,
    /// LibreOffice Calc.
    Ods,
    /// PDF.
    Pdf,
    /// A web page.
    Html,
    /// Rich Text Format.
    Rtf,
    /// A mail message.
    Eml,
}

impl Document {
    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }

    /// The place of a text offset in the file.
    pub fn location(&self, offset: usize) -> Location {
        let after = self
            .anchors
            .partition_point(|anchor| anchor.offset <= offset);
        let Some(anchor) = after.checked_sub(1).map(|index| &self.anchors[index]) else {
            return Location::default();
        };
        let mut location = anchor.location.clone();
        if let Some(column) = &mut location.column {
            let passed = self.text[anchor.offset..offset].chars().count();
            *column += u32::try_from(passed).unwrap_or(u32::MAX);
        }
        location
    }

    /// Index of the block that holds a text offset, or of the last one before it.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let after = self
            .blocks
            .partition_point(|block| block.span.start <= offset);
        after.checked_sub(1)
    }

    /// The headings above a block, highest first, not the block itself.
    pub fn heading_path(&self, block: usize) -> Vec<&str> {
        let above = |index: &usize| self.blocks[*index].heading;
        let mut path: Vec<&str> = std::iter::successors(self.blocks[block].heading, above)
            .map(|index| self.slice(self.blocks[index].span))
            .collect();
        path.reverse();
        path
    }
}

impl BlockKind {
    /// Whether the block is a heading.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Heading { .. })
    }

    /// Whether it holds running text: no heading, no table cell, no code.
    pub fn is_prose(self) -> bool {
        !matches!(
            self,
            Self::Heading { .. } | Self::TableCell { .. } | Self::Code
        )
    }
}
