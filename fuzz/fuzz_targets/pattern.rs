//! The pattern language: read, compiled, and run over a few sentences.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use linjassa::language::{Analysis, Morphology, analyze};
use linjassa::readers;
use linjassa::rules::{Index, Pattern, Triggers};

const TEXT: &str = "Kokeilemme iltavuoroa maaliskuussa yhdessä vanhempien kanssa. Uimahallin \
    tiimi laskee kävijät joka torstai, ja lopetamme, jos kävijöitä on alle kymmenen.\n";

static ANALYSIS: LazyLock<Analysis> = LazyLock::new(|| {
    let document = readers::read(Path::new("a.txt"), TEXT.as_bytes()).expect("it is text");
    analyze(document, &Morphology::default())
});

libfuzzer_sys::fuzz_target!(|notation: &str| {
    match Pattern::parse(notation) {
        Ok(pattern) => {
            let mut index = Index::default();
            let id = index.add(&pattern);
            let hits = index.search(&ANALYSIS, &mut Triggers::default());
            for hit in hits.of(id) {
                let _ = ANALYSIS.document.slice(hit.span);
            }
        }
        Err(error) => {
            let most = notation.chars().count() + 1;
            assert!((1..=most).contains(&error.column), "{error:?}");
        }
    }
});
