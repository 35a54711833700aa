//! Comments written into Word and LibreOffice documents: the copy reads as the original does.

#![no_main]

use std::path::Path;

use linjassa::annotate::{Note, annotate};
use linjassa::readers;

const WORD: &[&str] = &[
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
    "word/comments.xml",
];
const OPEN: &[&str] = &["content.xml", "styles.xml"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (name, parts) = match bytes.first() {
        Some(b'w') => ("a.docx", WORD),
        Some(b'o') => ("a.odt", OPEN),
        _ => return,
    };
    let original = linjassa_fuzz::package(parts, &bytes[1..]);
    let Some(document) = linjassa_fuzz::read(name, &original) else {
        return;
    };
    let notes: Vec<Note> = document
        .blocks
        .iter()
        .take(20)
        .map(|block| Note {
            span: block.span,
            text: "Huomautus".to_owned(),
        })
        .collect();
    if let Ok(copy) = annotate(&original, &notes, &document) {
        let copy = readers::read(Path::new(name), &copy).expect("the copy can be read");
        assert_eq!(copy.text, document.text);
    }
});
