//! The reader of Word documents, packed anew so that no checksum hides a change. The input is the parts, parted by zero bytes.

#![no_main]

const PARTS: &[&str] = &[
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "word/_rels/document.xml.rels",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    linjassa_fuzz::read("a.docx", &linjassa_fuzz::package(PARTS, bytes));
});
