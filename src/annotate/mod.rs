//! Writes a copy of a Word or LibreOffice document with comments at given places, and changes
//! nothing else.

use crate::document::{BlockKind, Document, Format};
use crate::readers::{self, PartSource, ReadError};
use crate::span::Span;

mod archive;
mod opendocument;
mod places;
mod runs;
mod word;

/// Who the comments are from.
const AUTHOR: &str = "Linjassa";

/// A comment on a span of a document's text.
#[derive(Clone, Debug)]
pub struct Note {
    /// What the comment is about.
    pub span: Span,
    /// What it says.
    pub text: String,
}

/// Why a copy with comments could not be written, in the words of a message key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnotateError {
    /// Key of the message that names the trouble and the cure: `annotate-format`.
    pub key: &'static str,
    /// What the message needs to know.
    pub detail: String,
}

impl From<ReadError> for AnnotateError {
    fn from(ReadError { key, detail }: ReadError) -> Self {
        Self { key, detail }
    }
}

/// A copy of the file with the notes as comments.
///
/// The document must be the one that was read from these bytes. A note on a footnote or a text
/// box, where comments cannot stand, is put on the paragraph before it.
pub fn annotate(
    bytes: &[u8],
    notes: &[Note],
    document: &Document,
) -> Result<Vec<u8>, AnnotateError> {
    let write = match document.format {
        Format::Docx => word::write,
        Format::Odt => opendocument::write,
        _ => return Err(refused("annotate-format")),
    };
    let source = readers::part_source(&document.path, bytes)?;
    if source.document.text != document.text {
        return Err(refused("annotate-changed"));
    }
    let mut comments: Vec<Comment> = notes
        .iter()
        .filter_map(|note| Comment::new(note, &source))
        .collect();
    comments.sort_by_key(|comment| (comment.start, comment.end));
    let copy = write(bytes, &source, &comments)?;
    // XML that is not well-formed may be read one way before and another way after.
    match readers::part_source(&document.path, &copy) {
        Ok(read) if read.document.text == document.text => Ok(copy),
        _ => Err(refused("annotate-damaged")),
    }
}

fn refused(key: &'static str) -> AnnotateError {
    let detail = String::new();
    AnnotateError { key, detail }
}

/// A comment and the bytes of the main part it stands at.
struct Comment {
    start: usize,
    end: usize,
    text: String,
}

impl Comment {
    fn new(note: &Note, source: &PartSource) -> Option<Self> {
        let span = commentable(note.span, &source.document)?;
        let (start, end) = places::bytes(span, source)?;
        let text = note.text.clone();
        Some(Self { start, end, text })
    }
}

/// The span, or the paragraph before it if it stands where comments cannot.
fn commentable(span: Span, document: &Document) -> Option<Span> {
    let index = document.block_at(span.start)?;
    let can_hold = |kind| !matches!(kind, BlockKind::Footnote | BlockKind::TextBox);
    if can_hold(document.blocks[index].kind) {
        let block = document.blocks[index].span;
        return Some(Span::new(span.start, span.end.clamp(span.start, block.end)));
    }
    let before = document.blocks[..index].iter().rev();
    let found = before.into_iter().find(|block| can_hold(block.kind))?;
    Some(found.span)
}

/// Puts texts into a part at bytes of it.
fn insert(part: &str, insertions: &std::collections::BTreeMap<usize, String>) -> String {
    let added: usize = insertions.values().map(String::len).sum();
    let mut result = String::with_capacity(part.len() + added);
    let mut last = 0;
    for (byte, text) in insertions {
        result.push_str(&part[last..*byte]);
        result.push_str(text);
        last = *byte;
    }
    result.push_str(&part[last..]);
    result
}

/// Text as it is written in XML.
fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

/// The declaration of a part that is written as UTF-8, whatever it was before.
fn as_utf8(part: &str) -> String {
    let declared = part
        .split_once("?>")
        .filter(|(head, _)| head.starts_with("<?xml"));
    match declared {
        Some((_, rest)) => {
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{rest}")
        }
        None => part.to_owned(),
    }
}
