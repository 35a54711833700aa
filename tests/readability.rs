//! Readability measures: counted by hand, and documented with the figures in force.

#![allow(
    clippy::float_cmp,
    reason = "the figures are short decimals made the same way"
)]

use std::fs;
use std::path::Path;

use linjassa::language::readability::{Counts, Measure, counts};
use linjassa::language::{Morphology, analyze, genres};
use linjassa::readers;
fn counted(text: &str) -> Counts {
    let document = readers::read(Path::new("text.md"), text.as_bytes()).unwrap();
    let analysis = analyze(document, &Morphology::default());
    counts(&analysis, analysis.sentences.iter())
}

#[test]
fn measures_are_what_a_person_counts() {
    // Verbs: laaditaan, on, avaa. Passive: laaditaan. Fifteen letters: vesihuoltosuunnitelma,
    // kirjastopalveluiden, kehittäminen has twelve. Three parts: vesi|huolto|suunnitelma.
    let text = "Kaupungin vesihuoltosuunnitelma laaditaan keväällä. \
                Kirjastopalveluiden kehittäminen on yhteinen työ. Aino avaa oven klo 9.";
    let counts = counted(text);
    assert_eq!((counts.sentences, counts.words), (3, 14));
    assert_eq!((counts.fifteen, counts.three_parts), (2, 1));
    assert_eq!(counts.action_nouns, 1);
    assert_eq!((counts.verbs, counts.finite, counts.passives), (3, 3, 1));
    // Over six letters: kaupungin, vesihuoltosuunnitelma, laaditaan, keväällä,
    // kirjastopalveluiden, kehittäminen, yhteinen.
    assert_eq!(counts.over_six, 7);
    assert_eq!(counts.value(Measure::Lix).round(), 55.0);
    // Four syllables in the base form: vesihuoltosuunnitelma, kirjastopalvelu, kehittäminen.
    assert_eq!(counts.long_lemmas, 3);
    assert_eq!((counts.value(Measure::Wiio) * 10.0).round(), 91.0);
    assert_eq!(counts.value(Measure::PassiveShare).round(), 33.0);
}

#[test]
fn nothing_is_measured_without_words() {
    for measure in Measure::all().filter(|measure| *measure != Measure::Wiio) {
        assert_eq!(Counts::default().value(measure), 0.0);
    }
}

#[test]
fn the_documentation_shows_the_figures_in_force() {
    let manual = fs::read_to_string("docs/readability.md").unwrap();
    for genre in genres() {
        let bands = Measure::all().map(|measure| {
            let band = genre.bands[&measure];
            format!("{:.1}–{:.1}", band.low, band.high)
        });
        let bands: Vec<String> = bands.collect();
        let (name, id) = (&genre.title.en, &genre.id);
        let (stretches, words) = (genre.stretches, genre.words);
        let row = format!(
            "| {name} (`{id}`) | {stretches} | {words} | {} |",
            bands.join(" | ")
        );
        assert!(manual.contains(&row), "{row}");
    }
}
