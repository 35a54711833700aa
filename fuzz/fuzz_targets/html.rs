//! The reader of web pages.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    linjassa_fuzz::read("a.html", bytes);
});
