//! The reader of flat OpenDocument files.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    linjassa_fuzz::read("a.fodt", bytes);
});
