//! OpenDocument: texts, presentations and spreadsheets, packed or flat.
//!
//! Deleted text, comments, hidden text and tables of contents are not read.

use std::path::Path;

use crate::document::{Document, Format, Warning};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::encoding::decode_xml;
use crate::readers::limits::{Limits, megabytes};
use crate::readers::opendocument::story::Story;
use crate::readers::opendocument::styles::Styles;
use crate::readers::package::Package;
use crate::readers::passage::Piece;
use crate::readers::xml::{Event, Events};

mod story;
mod styles;

/// The main part of a package.
pub(super) const CONTENT: &str = "content.xml";

/// Reads a packed document.
pub(super) fn read(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    Ok(read_with_source(path, bytes, limits)?.0)
}

/// Reads a packed document; the pieces tell at which byte of the main part its text stands.
pub(super) fn read_with_source(
    path: &Path,
    bytes: &[u8],
    limits: &Limits,
) -> Result<(Document, Vec<Piece>), ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadError::new("read-password", ""));
    }
    let content = package.part(CONTENT)?;
    let content = content.ok_or_else(|| ReadError::new("read-part-missing", CONTENT))?;
    let common = package.part("styles.xml")?.unwrap_or_default();
    let meta = package.part("meta.xml")?.unwrap_or_default();
    let source = Source {
        content: &content,
        common: &common,
        meta: &meta,
        part: CONTENT,
        is_damaged: package.is_damaged,
    };
    source.read(path, limits)
}

/// Reads a document that is one XML file.
pub(super) fn read_flat(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    if bytes.len() as u64 > limits.part_bytes {
        return Err(ReadError::new("read-size", megabytes(limits.part_bytes)));
    }
    let decoded = decode_xml(bytes);
    let source = Source {
        content: &decoded.text,
        common: "",
        meta: &decoded.text,
        part: "XML",
        is_damaged: decoded.is_damaged,
    };
    Ok(source.read(path, limits)?.0)
}

/// The parts of a document.
struct Source<'a> {
    content: &'a str,
    /// The common styles.
    common: &'a str,
    meta: &'a str,
    /// Name of the main part.
    part: &'a str,
    is_damaged: bool,
}

impl Source<'_> {
    fn read(&self, path: &Path, limits: &Limits) -> Result<(Document, Vec<Piece>), ReadError> {
        let mut styles = Styles::default();
        styles.add(self.common, "styles.xml", limits)?;
        styles.add(self.content, self.part, limits)?;
        let meta = Meta::read(self.meta, limits);
        let mut builder = Builder::new(path, format(self.content), limits);
        builder.set_title(&meta.title);
        if self.is_damaged {
            builder.warn(Warning::DamagedChecksum);
        }
        let mut story = Story::new(self.content, self.part, &styles, limits, &mut builder);
        story.read()?;
        let (pages, saw_text) = (story.page, story.saw_text);
        if meta.pages != Some(pages) {
            builder.forget_pages();
        }
        let (document, pieces) = builder.finish_with_source();
        if document.blocks.is_empty() && saw_text {
            return Err(ReadError::new("read-part-unread", self.part));
        }
        Ok((document, pieces))
    }
}

/// The format, by the element that holds the content.
fn format(content: &str) -> Format {
    let body = content.split_once(":body").map_or("", |(_, rest)| rest);
    let (_, after) = body.split_once('<').unwrap_or_default();
    let name = after.split(['>', ' ', '/']).next().unwrap_or_default();
    match name.rsplit(':').next().unwrap_or_default() {
        "presentation" | "drawing" => Format::Odp,
        "spreadsheet" => Format::Ods,
        _ => Format::Odt,
    }
}

/// What a document says of itself. Its damage does not touch the text.
#[derive(Default)]
struct Meta {
    title: String,
    /// How many pages there were when it was last laid out.
    pages: Option<u32>,
}

impl Meta {
    fn read(text: &str, limits: &Limits) -> Self {
        let mut meta = Self::default();
        let mut events = Events::new(text, "meta.xml", limits);
        while let Ok(Some(event)) = events.next() {
            let Event::Start(element) = event else {
                continue;
            };
            match element.name() {
                "title" => meta.title = events.text().unwrap_or_default(),
                "document-statistic" => meta.pages = element.number("page-count"),
                "body" | "automatic-styles" => break,
                _ => {}
            }
        }
        meta
    }
}
