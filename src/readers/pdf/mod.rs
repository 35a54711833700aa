//! PDF: its tagged structure if it has one that covers the text, else its layout.
//!
//! Form fields and remarks are not read. A PDF made while tracked changes were shown holds the
//! deleted text as ordinary text: it cannot be told apart.

use std::path::Path;

use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::document::{BlockKind, Document, Format, Location, Warning};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::encoding::decode;
use crate::readers::limits::Limits;
use crate::readers::passage::Passage;
use crate::readers::pdf::glyphs::{PageGlyphs, glyphs};
use crate::readers::pdf::tags::Tags;

mod glyphs;
mod guard;
mod headings;
mod layout;
mod lines;
mod rows;
mod table;
mod tagged;
mod tags;

pub(super) use guard::{read_guarded, serve};

/// Stack of the thread that reads a PDF: its objects may be nested deeply.
const STACK: usize = 256 << 20;

/// A page with more than this share of characters without Unicode values draws a warning: 1/5.
const UNREADABLE_SHARE: usize = 5;

/// What a PDF says, before it is a document.
#[derive(Default, Serialize, Deserialize)]
struct Content {
    title: String,
    paragraphs: Vec<Paragraph>,
    warnings: Vec<Warning>,
}

/// A block of a PDF, which may run over pages.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Paragraph {
    kind: BlockKind,
    is_bold: bool,
    /// Pages, and the text on each.
    parts: Vec<(u32, String)>,
}

/// Reads a PDF in this process.
pub(super) fn read(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    document(path, content(bytes, limits)?, limits)
}

/// Takes the content out of a PDF, in a thread of its own.
fn content(bytes: &[u8], limits: &Limits) -> Result<Content, ReadError> {
    let defeated = || ReadError::new("read-defeated", "");
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let reading = thread.spawn_scoped(scope, || extract(bytes, limits));
        let reading = reading.map_err(|_| defeated())?;
        reading.join().unwrap_or_else(|_| Err(defeated()))
    })
}

fn extract(bytes: &[u8], limits: &Limits) -> Result<Content, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(error) => match format!("{error:?}").as_str() {
            "PasswordProtected" => ReadError::new("read-password", ""),
            reason => ReadError::new("read-damaged", reason),
        },
        LoadPdfError::Invalid => ReadError::new("read-damaged", "PDF"),
    })?;
    if pdf.pages().is_empty() {
        return Err(ReadError::new("read-damaged", "PDF"));
    }
    if pdf.pages().len() > limits.pages {
        return Err(ReadError::new("read-pages", limits.pages.to_string()));
    }
    let tags = Tags::read(&pdf);
    let pages = glyphs(&pdf, &tags, limits);
    let total: usize = pages.iter().map(|page| page.glyphs.len()).sum();
    if total == 0 {
        return Err(ReadError::new("read-no-text-layer", ""));
    }
    let title = pdf.metadata().title.as_deref();
    Ok(Content {
        title: title.map_or_else(String::new, |title| decode(title).text),
        warnings: warnings(&pages, total),
        paragraphs: if tags::cover(&pages) {
            tagged::paragraphs(&tags, &pages)
        } else {
            layout::paragraphs(&pages)
        },
    })
}

fn warnings(pages: &[PageGlyphs], total: usize) -> Vec<Warning> {
    let unreadable: usize = pages.iter().map(|page| page.unreadable).sum();
    let is_picture = |page: &PageGlyphs| page.glyphs.is_empty() && page.has_pictures;
    let found = [
        (
            unreadable * UNREADABLE_SHARE > total,
            Warning::UnreadableCharacters,
        ),
        (pages.iter().any(is_picture), Warning::UnreadablePages),
    ];
    let met = found.into_iter().filter(|(is_met, _)| *is_met);
    met.map(|(_, warning)| warning).collect()
}

/// Makes a document of a PDF's content.
fn document(path: &Path, content: Content, limits: &Limits) -> Result<Document, ReadError> {
    let mut builder = Builder::new(path, Format::Pdf, limits);
    builder.set_title(&content.title);
    for warning in content.warnings {
        builder.warn(warning);
    }
    let mut numbers = Numbers::default();
    for paragraph in content.paragraphs {
        let location = Location {
            page: paragraph.parts.first().map(|(page, _)| *page),
            ..Location::default()
        };
        let kind = numbers.kind(paragraph.kind, &mut builder);
        builder.add_placed(passage(&paragraph), kind, &location)?;
    }
    Ok(builder.finish())
}

/// The text of a block that may run over pages.
fn passage(paragraph: &Paragraph) -> Passage {
    let mut passage = Passage::default();
    for (page, text) in &paragraph.parts {
        if !passage.is_empty() {
            passage.turn_page(*page);
        }
        passage.push(text, 0);
    }
    if paragraph.is_bold {
        passage.embolden(0);
    }
    passage
}

/// The lists and tables met so far: number in the file -> number in the document.
#[derive(Default)]
struct Numbers {
    lists: FxHashMap<u32, u32>,
    tables: FxHashMap<u32, u32>,
}

impl Numbers {
    /// What a block is, with the document's numbers.
    fn kind(&mut self, kind: BlockKind, builder: &mut Builder) -> BlockKind {
        match kind {
            BlockKind::ListItem {
                level,
                ordered,
                list,
            } => BlockKind::ListItem {
                level,
                ordered,
                list: *self
                    .lists
                    .entry(list)
                    .or_insert_with(|| builder.next_list()),
            },
            BlockKind::TableCell {
                table,
                row,
                column,
                header,
            } => BlockKind::TableCell {
                table: *self
                    .tables
                    .entry(table)
                    .or_insert_with(|| builder.next_table()),
                row,
                column,
                header,
            },
            kind => kind,
        }
    }
}
