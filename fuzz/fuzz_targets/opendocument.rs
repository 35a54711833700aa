//! The reader of LibreOffice documents, presentations and workbooks, packed anew so that no checksum hides a change. The input is the parts, parted by zero bytes.

#![no_main]

const PARTS: &[&str] = &[
    "content.xml",
    "styles.xml",
    "META-INF/manifest.xml",
    "mimetype",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    linjassa_fuzz::read("a.odt", &linjassa_fuzz::package(PARTS, bytes));
});
