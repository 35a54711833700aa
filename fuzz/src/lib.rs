//! What the fuzz targets share: reading under a name, packing parts, and what must hold of every
//! document.

use std::io::Write;
use std::path::Path;

use linjassa::document::Document;
use linjassa::readers;

/// Reads bytes as a file of this name, and holds what comes out to the promises of `Document`.
pub fn read(name: &str, bytes: &[u8]) -> Option<Document> {
    match readers::read(Path::new(name), bytes) {
        Ok(document) => {
            hold(&document);
            Some(document)
        }
        Err(error) => {
            assert!(error.key.starts_with("read-"), "{error:?}");
            None
        }
    }
}

/// A zip package of parts by name. The texts of the parts are parted by zero bytes in `bytes`;
/// parts without a text are left out.
pub fn package(names: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut writer = rawzip::ZipArchiveWriter::new(Vec::new());
    for (name, text) in names.iter().zip(bytes.split(|byte| *byte == 0)) {
        let file = writer.new_file(*name);
        let (mut entry, config) = file.start().expect("memory takes it");
        let mut data = config.wrap(&mut entry);
        data.write_all(text).expect("memory takes it");
        let (_, descriptor) = data.finish().expect("memory takes it");
        entry.finish(descriptor).expect("memory takes it");
    }
    writer.finish().expect("memory takes it")
}

/// The promises of a document: blocks in order, parted by line feeds, on character boundaries,
/// under headings that stand before them; places that can be looked up.
pub fn hold(document: &Document) {
    assert!(!document.blocks.is_empty(), "a document has a block");
    let mut end = 0;
    for (number, block) in document.blocks.iter().enumerate() {
        assert!(block.span.start >= end, "blocks do not overlap");
        let text = document.slice(block.span);
        assert!(!text.trim().is_empty(), "no block is blank");
        if number > 0 {
            let between = &document.text[end..block.span.start];
            assert!(between.contains('\n'), "blocks are parted");
        }
        if let Some(heading) = block.heading {
            assert!(heading < number, "a heading stands before its block");
            assert!(document.blocks[heading].kind.is_heading());
        }
        let _ = document.location(block.span.start);
        let _ = document.location(block.span.end);
        end = block.span.end;
    }
    let offsets = document.anchors.iter().map(|anchor| anchor.offset);
    assert!(offsets.is_sorted(), "anchors are sorted");
    for inline in &document.inlines {
        let _ = document.slice(inline.span);
    }
}
