//! Writes a zip package with some of its parts changed; the others are copied as they are packed.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::path::EntryPath;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchive, ZipArchiveWriter};

use crate::annotate::AnnotateError;

/// A part by its name and new content.
pub(super) type Part = (String, String);

/// A copy of the package in which these parts are changed or new.
pub(super) fn rewrite(bytes: &[u8], parts: &[Part]) -> Result<Vec<u8>, AnnotateError> {
    copy(bytes, parts).map_err(|error| AnnotateError {
        key: "read-zip",
        detail: error.to_string(),
    })
}

fn copy(bytes: &[u8], parts: &[Part]) -> Result<Vec<u8>, rawzip::Error> {
    let archive = ZipArchive::from_slice(bytes)?;
    let mut writer = ZipArchiveWriter::new(Vec::new());
    let mut is_written = vec![false; parts.len()];
    let mut entries = archive.entries();
    while let Some(record) = entries.next_entry()? {
        let path = record.file_path();
        let name = String::from_utf8_lossy(path.as_ref()).into_owned();
        if record.is_dir() {
            continue;
        }
        let changed = parts
            .iter()
            .position(|(part, _)| part.eq_ignore_ascii_case(&name));
        if let Some(index) = changed {
            if !std::mem::replace(&mut is_written[index], true) {
                pack(&mut writer, &name, &parts[index].1)?;
            }
            continue;
        }
        let entry = archive.get_entry(record.wayfinder())?;
        let file = writer.new_file(entry_path(&name));
        let (mut copied, _) = file
            .compression_method(record.compression_method())
            .start()?;
        copied.write_all(entry.data())?;
        let size = record.uncompressed_size_hint();
        copied.finish(DataDescriptorOutput::new(record.crc32(), size))?;
    }
    for ((name, text), _) in parts
        .iter()
        .zip(is_written)
        .filter(|(_, is_written)| !is_written)
    {
        pack(&mut writer, name, text)?;
    }
    writer.finish()
}

fn pack(
    writer: &mut ZipArchiveWriter<Vec<u8>>,
    name: &str,
    text: &str,
) -> Result<(), rawzip::Error> {
    let file = writer.new_file(entry_path(name));
    let (mut entry, config) = file
        .compression_method(CompressionMethod::DEFLATE)
        .start()?;
    let encoder = DeflateEncoder::new(&mut entry, Compression::default());
    let mut data = config.wrap(encoder);
    data.write_all(text.as_bytes())?;
    let (encoder, descriptor) = data.finish()?;
    encoder.finish()?;
    entry.finish(descriptor)?;
    Ok(())
}

/// A name as it was; only one beyond ASCII needs to say that it is UTF-8.
fn entry_path(name: &str) -> EntryPath<'_> {
    if name.is_ascii() {
        EntryPath::verbatim(name.as_bytes())
    } else {
        EntryPath::conformant(name)
    }
}
