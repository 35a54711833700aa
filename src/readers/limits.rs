//! How much of a file is read before the reader gives up with a named error.

use std::path::Path;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::readers::ReadError;

/// A megabyte as file managers count it.
const MEGABYTE: u64 = 1_000_000;

/// The bounds every reader keeps. Honest plans stay far below all of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of a file; 100 MB.
    pub file_bytes: u64,
    /// Bytes of a PDF file, which carries its pictures with it; 200 MB.
    pub pdf_bytes: u64,
    /// Entries in a zip package; 20 000.
    pub entries: usize,
    /// Bytes of one unpacked part of a package; 128 MB.
    pub part_bytes: u64,
    /// Bytes of all unpacked parts together; 256 MB.
    pub total_bytes: u64,
    /// How many times larger than packed a part over 10 MB may be; 500.
    pub ratio: u64,
    /// Elements inside elements, and groups inside groups in RTF; 512.
    pub depth: usize,
    /// Blocks of a document; 300 000.
    pub blocks: usize,
    /// Bytes of a document's text; 32 MB.
    pub text_bytes: usize,
    /// Filled cells of a workbook; 2 000 000.
    pub cells: usize,
    /// Times one cell, row or space is repeated by a count in the file; 1 000.
    pub repeats: usize,
    /// Pages of a PDF; 5 000.
    pub pages: usize,
    /// Glyphs on one page of a PDF; 300 000.
    pub glyphs: usize,
    /// Time reading one file may take; 20 seconds.
    pub time: Duration,
    /// Memory one guarded child process may take; 1 GB.
    pub memory_bytes: u64,
    /// Mail messages inside mail messages; 20.
    pub mail_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 100 * MEGABYTE,
            pdf_bytes: 200 * MEGABYTE,
            entries: 20_000,
            part_bytes: 128 * MEGABYTE,
            total_bytes: 256 * MEGABYTE,
            ratio: 500,
            depth: 512,
            blocks: 300_000,
            text_bytes: 32_000_000,
            cells: 2_000_000,
            repeats: 1_000,
            pages: 5_000,
            glyphs: 300_000,
            time: Duration::from_secs(20),
            memory_bytes: 1000 * MEGABYTE,
            mail_depth: 20,
        }
    }
}

impl Limits {
    /// How many bytes a file of this name may have.
    pub fn size(&self, path: &Path) -> u64 {
        let is_pdf = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
        if is_pdf {
            self.pdf_bytes
        } else {
            self.file_bytes
        }
    }

    /// Refuses to go on with a file whose reading began too long ago.
    pub(super) fn check_time(&self, begun: Instant) -> Result<(), ReadError> {
        if begun.elapsed() > self.time {
            return Err(ReadError::new("read-time", self.time.as_secs().to_string()));
        }
        Ok(())
    }

    /// Refuses a file that is too large or has nothing in it.
    pub(super) fn check_size(&self, path: &Path, bytes: &[u8]) -> Result<(), ReadError> {
        let limit = if bytes.starts_with(b"%PDF-") {
            self.pdf_bytes
        } else {
            self.size(path)
        };
        if bytes.is_empty() {
            return Err(ReadError::new("read-empty", ""));
        }
        if bytes.len() as u64 > limit {
            return Err(ReadError::new("read-size", megabytes(limit)));
        }
        Ok(())
    }
}

/// A limit in words: `100 MB`.
pub(super) fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / MEGABYTE)
}
