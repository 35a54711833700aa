//! The reader of plain text.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    linjassa_fuzz::read("a.txt", bytes);
});
