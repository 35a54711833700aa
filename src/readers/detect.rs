//! Recognises a format: by content where content tells, else by the file's name.

use std::path::Path;

use memchr::memmem;

use crate::readers::ReadError;
use crate::readers::encoding::{decode_xml, is_wide};
use crate::readers::limits::Limits;
use crate::readers::package::Package;

/// The kinds of file there are readers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Markdown,
    Docx,
    Pptx,
    Xlsx,
    OpenDocument,
    FlatOpenDocument,
    Html,
    Rtf,
    Pdf,
    Mail,
}

/// The signature of an OLE compound file: the old Office formats and encrypted new ones.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Names of streams inside an OLE file, with the message that speaks of such a file.
const OLE_STREAMS: &[(&str, &str)] = &[
    ("EncryptedPackage", "read-password"),
    ("WordDocument", "read-old-word"),
    ("PowerPoint Document", "read-old-powerpoint"),
    ("__substg1.0_", "read-outlook"),
    ("__nameid_version1.0", "read-outlook"),
    ("Workbook", "read-old-excel"),
    ("Book", "read-old-excel"),
];

/// How far into a file its signature may stand.
const HEAD: usize = 1024;

/// What kind of file this is.
pub(super) fn kind(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Kind, ReadError> {
    if bytes.starts_with(OLE) {
        return Err(ReadError::new(ole_message(bytes), ""));
    }
    let extension = path.extension().and_then(|extension| extension.to_str());
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    let head = &bytes[..bytes.len().min(HEAD)];
    let is_in_head = extension == "pdf" && memmem::find(head, b"%PDF-").is_some();
    if head.starts_with(b"%PDF-") || is_in_head {
        return Ok(Kind::Pdf);
    }
    if head.trim_ascii_start().starts_with(b"{\\rtf") {
        return Ok(Kind::Rtf);
    }
    if is_zip(bytes) {
        return packed(bytes, limits);
    }
    named(&extension, bytes)
}

/// What kind of text file this is, by its beginning and its extension.
fn named(extension: &str, bytes: &[u8]) -> Result<Kind, ReadError> {
    match extension {
        "md" | "markdown" if !is_binary(bytes) => Ok(Kind::Markdown),
        "docx" | "docm" | "dotx" | "dotm" | "odt" | "ott" | "pptx" | "pptm" | "potx" | "odp"
        | "otp" | "xlsx" | "xlsm" | "xltx" | "ods" | "ots" | "doc" | "xls" | "ppt" => {
            unpacked(extension, bytes)
        }
        "pdf" | "rtf" => Err(ReadError::new("read-other-content", extension)),
        "html" | "htm" | "xhtml" if !is_binary(bytes) => Ok(Kind::Html),
        "eml" if !is_binary(bytes) => Ok(Kind::Mail),
        _ if is_flat_opendocument(bytes) => Ok(Kind::FlatOpenDocument),
        _ if is_html(bytes) => Ok(Kind::Html),
        _ if is_binary(bytes) => Err(ReadError::new("read-unknown", "")),
        _ => Ok(Kind::Text),
    }
}

/// A file named as an Office file that is no package. Some programs save web pages so.
fn unpacked(extension: &str, bytes: &[u8]) -> Result<Kind, ReadError> {
    if is_flat_opendocument(bytes) {
        Ok(Kind::FlatOpenDocument)
    } else if is_html(bytes) {
        Ok(Kind::Html)
    } else {
        Err(ReadError::new("read-other-content", extension))
    }
}

/// What kind of package this is, by the parts it has.
fn packed(bytes: &[u8], limits: &Limits) -> Result<Kind, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    if package.contains("content.xml") || package.contains("META-INF/manifest.xml") {
        return Ok(Kind::OpenDocument);
    }
    for (part, kind) in [
        ("word/document.xml", Kind::Docx),
        ("ppt/presentation.xml", Kind::Pptx),
        ("xl/workbook.xml", Kind::Xlsx),
    ] {
        if package.contains(part) {
            return Ok(kind);
        }
    }
    let types = package.part("[Content_Types].xml")?.unwrap_or_default();
    if types.contains("wordprocessingml.document.main")
        || types.contains("word.document.macroEnabled")
    {
        Ok(Kind::Docx)
    } else if types.contains("presentationml.") {
        Ok(Kind::Pptx)
    } else if types.contains("spreadsheetml.") {
        Ok(Kind::Xlsx)
    } else if types.is_empty() {
        Err(ReadError::new("read-archive", ""))
    } else {
        Err(ReadError::new("read-part-missing", "word/document.xml"))
    }
}

/// Whether the bytes begin as a zip archive does, or hold the end of one.
fn is_zip(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(1 << 16)..];
    bytes.starts_with(b"PK\x03\x04") || memmem::find(tail, b"PK\x05\x06").is_some()
}

fn is_flat_opendocument(bytes: &[u8]) -> bool {
    let head = decode_xml(&bytes[..bytes.len().min(HEAD)]).text;
    head.contains("<office:document") && head.contains("urn:oasis:names:tc:opendocument")
}

fn is_html(bytes: &[u8]) -> bool {
    let head = decode_xml(&bytes[..bytes.len().min(HEAD)]).text;
    let head = head.trim_start().to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// Whether the bytes hold what no text holds.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let has_mark = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let odd = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    let count = head.iter().filter(odd).count();
    !has_mark && count * 50 > head.len() && !is_wide(bytes)
}

/// The message for an OLE file, by the first of the known streams it has.
fn ole_message(bytes: &[u8]) -> &'static str {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    let known = OLE_STREAMS.iter().find(|(name, _)| has(name));
    known.map_or("read-old-office", |(_, message)| message)
}
