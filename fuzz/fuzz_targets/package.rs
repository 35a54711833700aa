//! Zip packages as they are, with everything that can be wrong with a zip archive.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    linjassa_fuzz::read("a.docx", bytes);
});
