//! Bytes -> [`Document`]: one file a format.
//!
//! To add a format, write a file beside this one, name it in `Kind` and read it in
//! [`read_with`]. A reader puts its blocks into a `Builder`, which keeps the promises of
//! [`Document`]; it gives an error for what it cannot read, never a part of a document in silence.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::document::Document;
use crate::readers::detect::Kind;
use crate::readers::mail::Body;
use crate::readers::package::Package;

mod builder;
mod cells;
mod detect;
mod docx;
mod encoding;
mod front_matter;
mod html;
mod hyphen;
mod limits;
mod lines;
mod mail;
mod markdown;
mod marks;
mod markup;
mod opendocument;
mod package;
mod passage;
mod pdf;
mod plain;
mod pptx;
mod relations;
mod rtf;
mod slides;
mod tables;
mod xlsx;
mod xml;

pub use limits::Limits;

/// Why a file could not be read: the reason and the cure, in the words of a message key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Key of the message that names the trouble and the cure: `read-not-word`.
    pub key: &'static str,
    /// What the message needs to know, such as a limit in bytes.
    pub detail: String,
}

/// Endings of the files that are read when a folder is searched. Old Office files are among them,
/// so that they are not passed over in silence.
const ENDINGS: &[&str] = &[
    "doc", "docm", "docx", "dotx", "eml", "fodt", "htm", "html", "markdown", "md", "odp", "ods",
    "odt", "ott", "pdf", "ppt", "pptm", "pptx", "rtf", "txt", "xhtml", "xls", "xlsm", "xlsx",
];

/// How files are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The bounds to keep.
    pub limits: Limits,
    /// The program that reads PDF files under guard: this one, run again as [`serve`] tells.
    /// Without it they are read in this process, where nothing bounds their time and memory.
    pub guard: Option<PathBuf>,
}

impl Options {
    /// The usual bounds, and PDF files read by this program run again.
    pub fn guarded() -> Self {
        Self {
            limits: Limits::default(),
            guard: std::env::current_exe().ok(),
        }
    }
}

impl ReadError {
    fn new(key: &'static str, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self { key, detail }
    }
}

/// How many bytes a file of this name may have; larger ones need not be opened.
pub fn size_limit(path: &Path) -> u64 {
    Limits::default().size(path)
}

/// Reads a file's bytes; the path only helps to recognise the format and is not opened.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Document, ReadError> {
    read_with(path, bytes, &Options::default())
}

/// Reads a file's bytes within chosen bounds.
///
/// A document always has at least one block: a file without text is an error.
pub fn read_with(path: &Path, bytes: &[u8], options: &Options) -> Result<Document, ReadError> {
    let limits = &options.limits;
    limits.check_size(path, bytes)?;
    let document = match detect::kind(path, bytes, limits)? {
        Kind::Text => plain::read(path, bytes, limits),
        Kind::Markdown => markdown::read(path, bytes, limits),
        Kind::Docx => docx::read(path, bytes, limits),
        Kind::Pptx => pptx::read(path, bytes, limits),
        Kind::Xlsx => xlsx::read(path, bytes, limits),
        Kind::OpenDocument => opendocument::read(path, bytes, limits),
        Kind::FlatOpenDocument => opendocument::read_flat(path, bytes, limits),
        Kind::Html => html::read(path, bytes, limits),
        Kind::Rtf => rtf::read(path, bytes, limits),
        Kind::Mail => read_mail(path, bytes, limits),
        Kind::Pdf => match &options.guard {
            Some(program) => pdf::read_guarded(program, path, bytes, limits),
            None => pdf::read(path, bytes, limits),
        },
    }?;
    if document.blocks.is_empty() {
        return Err(ReadError::new("read-empty", ""));
    }
    Ok(document)
}

/// A document with the way back to its file's main part, for those who write into it.
pub(crate) struct PartSource {
    /// The document.
    pub(crate) document: Document,
    /// Name of the main part.
    pub(crate) name: String,
    /// Text of the main part.
    pub(crate) part: String,
    /// Offsets in the document's text and the bytes of the part they came from; what follows a
    /// pair runs in step until the next.
    pub(crate) pieces: Vec<(usize, usize)>,
}

/// Reads a Word or LibreOffice document with the way back to its main part.
pub(crate) fn part_source(path: &Path, bytes: &[u8]) -> Result<PartSource, ReadError> {
    let limits = Limits::default();
    let mut package = Package::open(bytes, &limits)?;
    let (name, (document, pieces)) = if package.contains(opendocument::CONTENT) {
        let read = opendocument::read_with_source(path, bytes, &limits)?;
        (opendocument::CONTENT.to_owned(), read)
    } else {
        let read = docx::read_with_source(path, bytes, &limits)?;
        (docx::main_part(&mut package, &limits)?, read)
    };
    let part = package.part(&name)?.unwrap_or_default();
    let pieces = pieces.iter().map(|piece| (piece.offset, piece.source));
    Ok(PartSource {
        document,
        name,
        part,
        pieces: pieces.collect(),
    })
}

/// The parts of a package that exist, by name.
pub(crate) fn parts(bytes: &[u8], names: &[String]) -> Result<Vec<(String, String)>, ReadError> {
    let limits = Limits::default();
    let mut package = Package::open(bytes, &limits)?;
    let mut parts = Vec::new();
    for name in names {
        if let Some(text) = package.part(name)? {
            parts.push((name.clone(), text));
        }
    }
    Ok(parts)
}

/// Reads one PDF for a parent process that guards it; `main` calls this when the program is run
/// with the single argument `read-pdf`.
pub fn serve() -> ExitCode {
    pdf::serve(std::io::stdin().lock(), std::io::stdout().lock())
}

/// Reads a mail message, whose body is plain text or a web page.
fn read_mail(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mail = mail::open(bytes, limits)?;
    let document = match &mail.body {
        Body::Plain(text) => plain::read_text(path, text, &mail.subject, limits),
        Body::Html(html) => html::read_text(path, html, &mail.subject, limits),
    }?;
    Ok(mail::finish(&mail, path, document))
}

/// Whether a file found in a folder is of a format that can be read, by its ending.
pub fn is_readable(path: &Path) -> bool {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
