//! Bytes -> [`Document`]: one file a format.
//!
//! To add a format, write a file beside this one and list it in [`read`].

use std::path::Path;

use crate::document::Document;

mod plain;

/// Why a file could not be read: the reason and the cure, in the words of a message key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Key of the message that names the trouble and the cure: `read-not-word`.
    pub key: &'static str,
    /// What the message needs to know, such as a limit in bytes.
    pub detail: String,
}

/// Reads a file's bytes; the path only helps to recognise the format and is not opened.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Document, ReadError> {
    plain::read(path, bytes)
}

/// How many bytes a file of this name may have; larger ones need not be opened.
pub fn size_limit(_path: &Path) -> u64 {
    100_000_000
}

/// Whether a file found in a folder is of a format that can be read, by its ending.
pub fn is_readable(path: &Path) -> bool {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ["md", "txt", "docx"].contains(&ending.as_str()))
}
