//! The reader of PDF files. A panic inside the PDF engine is no finding: the reader gives it back
//! as a named error. A panic of the reader's own is one.

#![no_main]

use std::panic;

libfuzzer_sys::fuzz_target!(
    init: {
        let abort = panic::take_hook();
        panic::set_hook(Box::new(move |panicked| {
            let place = panicked.location().map_or("", |place| place.file());
            if !place.contains("/registry/") {
                abort(panicked);
            }
        }));
    },
    |bytes: &[u8]| {
        linjassa_fuzz::read("a.pdf", bytes);
    }
);
