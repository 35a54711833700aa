//! The reader of presentations, packed anew so that no checksum hides a change. The input is the parts, parted by zero bytes.

#![no_main]

const PARTS: &[&str] = &[
    "ppt/slides/slide1.xml",
    "ppt/slides/slide2.xml",
    "ppt/presentation.xml",
    "ppt/_rels/presentation.xml.rels",
    "ppt/slides/_rels/slide1.xml.rels",
    "ppt/notesSlides/notesSlide1.xml",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    linjassa_fuzz::read("a.pptx", &linjassa_fuzz::package(PARTS, bytes));
});
