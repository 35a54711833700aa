//! The readability of a checked document, held against its genre.

use crate::check::{Checked, Checker, content_sentences};
use crate::language::readability::{Measure, counts};
use crate::language::{Band, genre_of};
use crate::report::{BandPlace, COMPARED_WORDS, MeasureReview, ReadabilityReview, Usual};

/// Measures the running text; none if there is none.
pub(super) fn readability(checker: &Checker, checked: &Checked<'_>) -> Option<ReadabilityReview> {
    let doctype = checked.doctype.map(|doctype| doctype.id.as_str());
    let genre = genre_of(&checker.genres, doctype)?;
    let sentences = content_sentences(&checked.analysis, &checked.found);
    let counts = counts(&checked.analysis, sentences);
    if counts.words == 0 {
        return None;
    }
    let review = |measure: Measure| {
        let value = (counts.value(measure) * 10.0).round() / 10.0;
        let band = genre.bands.get(&measure);
        let band = band.filter(|_| counts.words >= COMPARED_WORDS);
        let name: &str = measure.into();
        MeasureReview {
            id: measure,
            title: checker.messages.get(&format!("measure-{name}")),
            value,
            usual: band.map(|band| usual(value, *band)),
        }
    };
    Some(ReadabilityReview {
        words: counts.words,
        sentences: counts.sentences,
        genre: genre.id.clone(),
        genre_title: genre.title.get(checker.messages.lang).to_owned(),
        measures: Measure::all().map(review).collect(),
    })
}

fn usual(value: f64, band: Band) -> Usual {
    let place = if value < band.low {
        BandPlace::Lower
    } else if value > band.high {
        BandPlace::Higher
    } else {
        BandPlace::Usual
    };
    Usual {
        low: band.low,
        middle: band.middle,
        high: band.high,
        place,
    }
}
