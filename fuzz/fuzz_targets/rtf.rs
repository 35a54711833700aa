//! The reader of Rich Text Format.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    linjassa_fuzz::read("a.rtf", bytes);
});
