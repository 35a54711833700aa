//! Measures what is usual in a genre: the figures of `src/language/genres.toml`.
//!
//! `cargo run --release --example genre_bands -- FILE…` reads texts of one genre and prints the
//! tenth, the middle and the ninetieth percentile of each measure over stretches of 200 words.

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::path::Path;
use std::{env, fs};

use linjassa::language::readability::{Counts, Measure, counts};
use linjassa::language::{Analysis, Band, Morphology, Sentence, analyze};
use linjassa::readers;

/// Words in a stretch, at the least; the end of a text counts from the second figure on.
const STRETCH: usize = 200;
const LEAST: usize = 150;

fn main() {
    let morphology = Morphology::default();
    let mut stretches = Vec::new();
    for path in env::args().skip(1) {
        let bytes = fs::read(&path).expect("every argument is a file");
        let document = readers::read(Path::new(&path), &bytes).expect("every file is a text");
        stretches.extend(measured(&analyze(document, &morphology)));
    }
    let words: usize = stretches.iter().map(|stretch| stretch.words).sum();
    println!("stretches = {}\nwords = {words}", stretches.len());
    println!("\n[genre.bands]");
    for measure in Measure::all() {
        let values = stretches.iter().map(|stretch| stretch.value(measure));
        let band = Band::of(values.collect()).expect("there is text");
        let name: &str = measure.into();
        println!(
            "{name} = [{:.1}, {:.1}, {:.1}]",
            band.low, band.middle, band.high
        );
    }
}

/// The stretches of a text, each of whole sentences of Finnish prose.
fn measured(analysis: &Analysis) -> Vec<Counts> {
    let is_prose = |sentence: &&Sentence| {
        let kind = analysis.document.blocks[sentence.block].kind;
        kind.is_prose() && analysis.is_checked(sentence.block)
    };
    let sentences: Vec<&Sentence> = analysis.sentences.iter().filter(is_prose).collect();
    let (mut stretches, mut start) = (Vec::new(), 0);
    for end in 1..=sentences.len() {
        let stretch = counts(analysis, sentences[start..end].iter().copied());
        let least = if end == sentences.len() {
            LEAST
        } else {
            STRETCH
        };
        if stretch.words >= least {
            stretches.push(stretch);
            start = end;
        }
    }
    stretches
}
