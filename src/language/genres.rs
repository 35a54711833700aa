//! What is usual in a genre: bands of the readability measures, measured on texts of it.
//!
//! The figures stand in `genres.toml`, `docs/readability.md` tells how they were measured.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::readability::Measure;
use crate::text::Text;

/// The figures that come with the program.
const BUILTIN: &str = include_str!("genres.toml");

/// A genre and what is usual in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Genre {
    /// Its name in reports that machines read.
    pub id: String,
    /// Its name for people, in the plural.
    pub title: Text,
    /// The document types that are held against it.
    #[serde(default)]
    pub doctypes: Vec<String>,
    /// The texts it was measured on.
    pub source: String,
    /// How many stretches of text were measured.
    pub stretches: usize,
    /// Words in them.
    pub words: usize,
    /// What is usual, by measure.
    pub bands: BTreeMap<Measure, Band>,
}

/// Four fifths of the stretches of a genre lie between `low` and `high`.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(from = "[f64; 3]")]
pub struct Band {
    /// A tenth of the stretches are below.
    pub low: f64,
    /// The median.
    pub middle: f64,
    /// A tenth of the stretches are above.
    pub high: f64,
}

impl From<[f64; 3]> for Band {
    fn from([low, middle, high]: [f64; 3]) -> Self {
        Self { low, middle, high }
    }
}

impl Band {
    /// The band of measured values; none without values.
    pub fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        // The nearest rank: a value that was measured, not one between two.
        let at = |tenths: usize| values.get((values.len() * tenths).div_ceil(10).max(1) - 1);
        Some(Self {
            low: *at(1)?,
            middle: *at(5)?,
            high: *at(9)?,
        })
    }
}

#[derive(Deserialize)]
struct GenreFile {
    genre: Vec<Genre>,
}

/// The genres that were measured; the first one is Finnish prose of all sorts.
pub fn genres() -> Vec<Genre> {
    let file: GenreFile = toml::from_str(BUILTIN).expect("a test reads the built-in figures");
    file.genre
}

/// The genre a document of a type is held against: its own, else prose of all sorts.
pub fn genre_of<'a>(genres: &'a [Genre], doctype: Option<&str>) -> Option<&'a Genre> {
    let is_own = |genre: &&Genre| {
        let mut doctypes = genre.doctypes.iter();
        doctypes.any(|own| Some(own.as_str()) == doctype)
    };
    genres.iter().find(is_own).or(genres.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_genre_has_a_band_for_every_measure() {
        let genres = genres();
        assert!(genres.len() > 4);
        for genre in &genres {
            assert!(genre.stretches >= 25, "{}: too few to tell", genre.id);
            for measure in Measure::all() {
                let band = genre.bands[&measure];
                assert!(band.low <= band.middle && band.middle <= band.high);
                assert!(band.low < band.high, "{} {measure:?}", genre.id);
            }
        }
    }

    #[test]
    fn a_band_is_made_of_values_that_were_measured() {
        let values = (1..=20).rev().map(f64::from).collect();
        assert_eq!(Band::of(values), Some(Band::from([2.0, 10.0, 18.0])));
        assert_eq!(Band::of(vec![4.0]), Some(Band::from([4.0; 3])));
        assert_eq!(Band::of(Vec::new()), None);
    }

    #[test]
    fn a_type_without_a_genre_is_held_against_all_sorts() {
        let genres = genres();
        let id = |doctype| genre_of(&genres, doctype).map(|genre| genre.id.as_str());
        assert_eq!(id(Some("minutes")), Some("minutes"));
        assert_eq!(id(Some("own-type")), Some("general"));
        assert_eq!(id(None), Some("general"));
    }
}
