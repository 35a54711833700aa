//! Recognises a format: by content where content tells, else by the file's name.

use std::path::Path;

use crate::readers::ReadError;

/// The kinds of file there are readers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Markdown,
    Docx,
}

/// The signature of an OLE compound file: the old Office formats and encrypted new ones.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Names of streams inside an OLE file, with the message that speaks of such a file.
const OLE_STREAMS: &[(&str, &str)] = &[
    ("EncryptedPackage", "read-password"),
    ("WordDocument", "read-old-word"),
    ("Workbook", "read-old-excel"),
    ("Book", "read-old-excel"),
    ("PowerPoint Document", "read-old-powerpoint"),
    ("__substg1.0_", "read-outlook"),
];

/// What kind of file this is.
pub(super) fn kind(path: &Path, bytes: &[u8]) -> Result<Kind, ReadError> {
    if bytes.starts_with(OLE) {
        return Err(ReadError::new(ole_message(bytes), ""));
    }
    let extension = path.extension().and_then(|extension| extension.to_str());
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    if is_zip(bytes) {
        return Ok(Kind::Docx);
    }
    match extension.as_str() {
        "docx" | "docm" | "dotx" => Err(ReadError::new("read-not-package", extension)),
        "md" | "markdown" => Ok(Kind::Markdown),
        _ if is_binary(bytes) => Err(ReadError::new("read-unknown", "")),
        _ => Ok(Kind::Text),
    }
}

/// Whether the bytes begin as a zip archive does, or at least end as one.
fn is_zip(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(22)..];
    bytes.starts_with(b"PK\x03\x04") || tail.starts_with(b"PK\x05\x06")
}

/// Whether the bytes hold what no text holds.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let has_mark = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let odd = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    let count = head.iter().filter(odd).count();
    !has_mark && count * 50 > head.len() && !crate::readers::encoding::is_wide(bytes)
}

/// The message for an OLE file, by the first of the known streams it has.
fn ole_message(bytes: &[u8]) -> &'static str {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    let known = OLE_STREAMS.iter().find(|(name, _)| has(name));
    known.map_or("read-old-office", |(_, message)| message)
}
