//! A zip package read part by part, within bounds. Names are only looked up, never written to disk.

use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::{
    CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipFileHeaderRecord, ZipSliceArchive,
};
use rustc_hash::FxHashMap;

use crate::readers::ReadError;
use crate::readers::encoding::{Decoded, decode_xml};
use crate::readers::limits::{Limits, megabytes};

/// A part smaller than this may be packed as tightly as it likes.
const FREE_OF_RATIO: u64 = 10 << 20;

/// An open zip package.
pub(super) struct Package<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    /// Entries by name in lower case; the first of a name counts.
    entries: FxHashMap<String, Entry>,
    limits: &'a Limits,
    /// Bytes unpacked so far.
    used: u64,
    /// Whether a checksum did not match.
    pub(super) is_damaged: bool,
}

struct Entry {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    checksum: u32,
    is_encrypted: bool,
}

impl<'a> Package<'a> {
    /// Reads the list of entries.
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, ReadError> {
        let damaged = |error: rawzip::Error| ReadError::new("read-zip", error.to_string());
        let archive = ZipArchive::from_slice(bytes).map_err(damaged)?;
        let mut entries = FxHashMap::default();
        let mut count = 0;
        let mut records = archive.entries();
        while let Some(record) = records.next_entry().map_err(damaged)? {
            count += 1;
            if count > limits.entries {
                return Err(ReadError::new("read-entries", limits.entries.to_string()));
            }
            let (name, entry) = listed(&record);
            entries.entry(name).or_insert(entry);
        }
        Ok(Self {
            archive,
            entries,
            limits,
            used: 0,
            is_damaged: false,
        })
    }

    /// Whether the package has a part; case does not count.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.entries.contains_key(&name.to_ascii_lowercase())
    }

    /// Whether there are charts, diagrams or embedded files, which are parts of their own in the
    /// formats of Office.
    pub(super) fn has_embedded_parts(&self) -> bool {
        let folders = ["/charts/", "/diagrams/", "/embeddings/"];
        let is_embedded = |name: &String| folders.iter().any(|folder| name.contains(folder));
        self.entries.keys().any(is_embedded)
    }

    /// Names of the drawings that lie on the sheets of a workbook, in lower case.
    pub(super) fn drawings(&self) -> Vec<String> {
        let is_drawing = |name: &&String| name.contains("/drawings/drawing");
        self.entries.keys().filter(is_drawing).cloned().collect()
    }

    /// The text of an XML part, or nothing if there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(bytes) = self.bytes(name)? else {
            return Ok(None);
        };
        let Decoded { text, is_damaged } = decode_xml(&bytes);
        self.is_damaged |= is_damaged;
        Ok(Some(text))
    }

    /// The unpacked bytes of a part.
    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(entry) = self.entries.get(&name.to_ascii_lowercase()) else {
            return Ok(None);
        };
        if entry.is_encrypted {
            return Err(ReadError::new("read-password", ""));
        }
        let damaged = |reason: String| ReadError::new("read-damaged", format!("{name}: {reason}"));
        let declared = entry.place.uncompressed_size_hint();
        self.check_declared(declared, entry.place.compressed_size_hint(), name)?;
        let stored = self.archive.get_entry(entry.place);
        let packed = stored.map_err(|error| damaged(error.to_string()))?;
        let packed = packed.data();
        let left = self.limits.total_bytes.saturating_sub(self.used);
        let most = self.limits.part_bytes.min(left);
        let mut bytes = Vec::new();
        let result = match entry.method {
            CompressionMethod::STORE => packed.take(most + 1).read_to_end(&mut bytes),
            CompressionMethod::DEFLATE => DeflateDecoder::new(packed)
                .take(most + 1)
                .read_to_end(&mut bytes),
            method => return Err(damaged(format!("compression method {method:?}"))),
        };
        if bytes.len() as u64 > most {
            return Err(self.too_large(name));
        }
        result.map_err(|error| damaged(error.to_string()))?;
        self.is_damaged |= rawzip::crc32(&bytes) != entry.checksum;
        self.check_declared(bytes.len() as u64, packed.len() as u64, name)?;
        self.used += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// Refuses a part that says it is too large, or is far larger than it was packed.
    fn check_declared(&self, size: u64, packed: u64, name: &str) -> Result<(), ReadError> {
        let is_dense = size > FREE_OF_RATIO && size / packed.max(1) > self.limits.ratio;
        if size > self.limits.part_bytes || is_dense {
            return Err(self.too_large(name));
        }
        Ok(())
    }

    fn too_large(&self, name: &str) -> ReadError {
        let limit = megabytes(self.limits.part_bytes);
        ReadError::new("read-part-size", format!("{name}, {limit}"))
    }
}

/// What is kept of a record, and the name it is looked up by.
fn listed(record: &ZipFileHeaderRecord) -> (String, Entry) {
    let path = record.file_path();
    let name = String::from_utf8_lossy(path.as_ref()).replace('\\', "/");
    let entry = Entry {
        place: record.wayfinder(),
        method: record.compression_method(),
        checksum: record.crc32(),
        is_encrypted: record.flags().is_encrypted(),
    };
    (name.to_ascii_lowercase(), entry)
}
