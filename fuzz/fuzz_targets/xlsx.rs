//! The reader of workbooks, packed anew so that no checksum hides a change. The input is the parts, parted by zero bytes.

#![no_main]

const PARTS: &[&str] = &[
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    linjassa_fuzz::read("a.xlsx", &linjassa_fuzz::package(PARTS, bytes));
});
