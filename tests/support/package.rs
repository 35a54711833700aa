//! Zip packages for tests that need a document made by hand.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// A zip package of one part.
pub(crate) fn packed(name: &str, data: &[u8]) -> Vec<u8> {
    let mut writer = rawzip::ZipArchiveWriter::new(Vec::new());
    let file = writer.new_file(name);
    let (mut entry, config) = file
        .compression_method(rawzip::CompressionMethod::DEFLATE)
        .start()
        .unwrap();
    let encoder = DeflateEncoder::new(&mut entry, Compression::best());
    let mut part = config.wrap(encoder);
    part.write_all(data).unwrap();
    let (encoder, descriptor) = part.finish().unwrap();
    encoder.finish().unwrap();
    entry.finish(descriptor).unwrap();
    writer.finish().unwrap()
}
