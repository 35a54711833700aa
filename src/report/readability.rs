//! Readability measures of a document beside what is usual in its genre.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use textwrap::core::display_width;

use crate::language::readability::Measure;
use crate::report::padded;
use crate::text::Messages;

/// With fewer words of running text, shares say little and are not compared (own measurement).
pub const COMPARED_WORDS: usize = 150;

/// The readability measures of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReadabilityReview {
    /// Words of running text, on which the measures rest.
    pub words: usize,
    /// Sentences of running text.
    pub sentences: usize,
    /// The genre it is held against.
    pub genre: String,
    /// The name of the genre for people.
    pub genre_title: String,
    /// The measures.
    pub measures: Vec<MeasureReview>,
}

/// One measure of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeasureReview {
    /// What is measured.
    pub id: Measure,
    /// Its name.
    pub title: String,
    /// Its value, to one decimal.
    pub value: f64,
    /// What is usual in the genre; none if there is too little text to compare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual: Option<Usual>,
}

/// What is usual: four fifths of the genre lie between `low` and `high`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Usual {
    /// A tenth of the genre is below.
    pub low: f64,
    /// The median of the genre.
    pub middle: f64,
    /// A tenth of the genre is above.
    pub high: f64,
    /// Where the document lies.
    pub place: BandPlace,
}

/// Where a value lies beside what is usual.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, strum::IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum BandPlace {
    /// Below the band.
    Lower,
    /// In the band.
    Usual,
    /// Above the band.
    Higher,
}

impl ReadabilityReview {
    /// How much was measured, and what it is held against.
    pub fn heading(&self, messages: &Messages) -> String {
        let is_compared = self.measures.iter().any(|one| one.usual.is_some());
        let key = if is_compared {
            "readability-compared"
        } else {
            "readability-too-short"
        };
        let counted = [
            ("words", self.words.into()),
            ("sentences", self.sentences.into()),
        ];
        let compared = [
            ("least", COMPARED_WORDS.into()),
            ("genre", self.genre_title.as_str().into()),
        ];
        let counted = messages.with("readability-counted", &counted);
        format!("{counted} {}", messages.with(key, &compared))
    }

    /// A line for each measure, in columns, for terminals.
    pub fn lines(&self, messages: &Messages) -> Vec<String> {
        let value = |one: &MeasureReview| messages.number(one.value);
        let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
        let titles = widest(&mut self.measures.iter().map(|one| display_width(&one.title)));
        let values = widest(&mut self.measures.iter().map(|one| value(one).len()));
        let line = |one: &MeasureReview| {
            let start = format!("{}  {:>values$}", padded(&one.title, titles), value(one));
            match one.usual {
                Some(usual) => format!("{start}  {}", usual.words(messages)),
                None => start,
            }
        };
        self.measures.iter().map(line).collect()
    }
}

impl Usual {
    /// The band, and where the value lies beside it.
    pub fn words(&self, messages: &Messages) -> String {
        let place: &str = self.place.into();
        let arguments = [
            ("low", messages.number(self.low).into()),
            ("high", messages.number(self.high).into()),
        ];
        messages.with(&format!("readability-{place}"), &arguments)
    }
}
