//! Headings by layout: larger than running text, or as large and bold or of another colour.
//!
//! Their levels follow their size, then the numbers they begin with, then the order in which their
//! looks are met: a heading of a higher level stands before those under it.

use rustc_hash::FxHashMap;

use crate::readers::marks::bullet;
use crate::readers::pdf::glyphs::Face;
use crate::readers::pdf::rows::{ends_sentence, tenths};

/// A heading is at least this much larger than running text, unless its letters are of another
/// kind.
const HEADING_SIZE: f64 = 1.12;

/// A heading has fewer characters than this.
const LONGEST_HEADING: usize = 200;

/// A heading no larger than running text has fewer characters than this.
const LONGEST_SMALL_HEADING: usize = 100;

/// Letters of a small heading are at least this large, in sizes of running text.
const SMALL_HEADING_SIZE: f64 = 0.97;

/// A paragraph that may be a heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    pub(super) text: &'a str,
    /// Its length in characters.
    pub(super) length: usize,
    pub(super) size: f64,
    /// The face of its letters, if they share one.
    pub(super) face: Option<Face>,
    pub(super) is_cell: bool,
}

/// What headings of one level share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Look {
    /// In tenths of a point.
    size: i64,
    face: Option<Face>,
    /// How many numbers it begins with: `2.1` has two. None counts as one.
    numbers: usize,
}

/// The size and face of running text.
struct Body {
    size: f64,
    face: Option<Face>,
}

/// The level of each paragraph that is a heading.
pub(super) fn levels(candidates: &[Candidate]) -> Vec<Option<u8>> {
    let body = Body::of(candidates);
    let look_of = |index: usize| {
        let candidate = &candidates[index];
        let is_heading = body.is_larger(candidate) || body.is_small_heading(candidates, index);
        is_heading.then(|| Look::of(candidate))
    };
    let of_headings: Vec<Option<Look>> = (0..candidates.len()).map(look_of).collect();
    let mut looks: Vec<Look> = Vec::new();
    for look in of_headings.iter().flatten() {
        if !looks.contains(look) {
            looks.push(*look);
        }
    }
    // The sort is stable: looks of one rank stay in the order they are met.
    looks.sort_by_key(|look| (-look.size, look.numbers));
    let level = |look: Look| {
        let place = looks.iter().position(|known| *known == look)?;
        u8::try_from(place + 1).ok().map(|level| level.min(9))
    };
    of_headings
        .into_iter()
        .map(|look| look.and_then(level))
        .collect()
}

impl Look {
    fn of(candidate: &Candidate) -> Self {
        Self {
            size: tenths(candidate.size),
            face: candidate.face,
            numbers: numbers(candidate.text).max(1),
        }
    }
}

impl Body {
    fn of(candidates: &[Candidate]) -> Self {
        let mut lengths: FxHashMap<i64, usize> = FxHashMap::default();
        for candidate in candidates {
            *lengths.entry(tenths(candidate.size)).or_default() += candidate.length;
        }
        let size = most(lengths).unwrap_or_default();
        let mut faces: Vec<(Face, usize)> = Vec::new();
        let of_body = candidates.iter().filter(|one| tenths(one.size) == size);
        for (candidate, face) in of_body.filter_map(|one| Some((one, one.face?))) {
            match faces.iter_mut().find(|(known, _)| *known == face) {
                Some((_, length)) => *length += candidate.length,
                None => faces.push((face, candidate.length)),
            }
        }
        let face = faces.into_iter().max_by_key(|(_, length)| *length);
        Self {
            size: size as f64 / 10.0,
            face: face.map(|(face, _)| face),
        }
    }

    fn is_larger(&self, candidate: &Candidate) -> bool {
        !candidate.is_cell
            && candidate.size > self.size * HEADING_SIZE
            && candidate.length < LONGEST_HEADING
    }

    /// Whether a paragraph as large as running text is a heading of other letters: a short one that
    /// is no sentence, item or address, and stands above text of another look.
    fn is_small_heading(&self, candidates: &[Candidate], index: usize) -> bool {
        let candidate = &candidates[index];
        let Some(next) = candidates.get(index + 1) else {
            return false;
        };
        let is_above = next.is_cell || next.length > candidate.length;
        let text = candidate.text;
        !candidate.is_cell
            && self.stands_out(candidate.face)
            && candidate.size > self.size * SMALL_HEADING_SIZE
            && candidate.length < LONGEST_SMALL_HEADING
            && next.face != candidate.face
            && is_above
            && text.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
            && !ends_sentence(text)
            && !text.ends_with(',')
            && !text.contains(['@', '/'])
            && !is_caption(text)
            && bullet(text).is_none()
    }

    /// Whether letters are bold or of another colour, and running text is not.
    fn stands_out(&self, face: Option<Face>) -> bool {
        let (Some(body), Some(face)) = (self.face, face) else {
            return false;
        };
        !body.is_bold && face.is_bold || face.color != body.color
    }
}

/// The key with the greatest count; of equals the greatest key.
fn most(counts: FxHashMap<i64, usize>) -> Option<i64> {
    let greatest = counts.into_iter().max_by_key(|(key, count)| (*count, *key));
    greatest.map(|(key, _)| key)
}

/// How many numbers a heading begins with: two in `2.1 Tausta`. A year is none.
fn numbers(text: &str) -> usize {
    let mark = text.split([' ', '\u{a0}']).next().unwrap_or_default();
    let parts = mark.trim_end_matches(['.', ')']).split('.');
    let is_number = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if parts.clone().all(is_number) {
        parts.count()
    } else {
        0
    }
}

/// Whether a text is the caption of a picture or table.
fn is_caption(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_named = matches!(words.next(), Some("Kuva" | "Kuvio" | "Taulukko" | "Kaavio"));
    let number = words.next().unwrap_or_default();
    is_named && number.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::readers::pdf::glyphs::Face;
    use crate::readers::pdf::headings::{Candidate, levels};

    const BODY: &str = "Kirjasto kokeilee iltaryhmää kevään ajan ja kertoo tuloksista toukokuussa kaikille asukkaille.";

    fn text(text: &str, size: f64, face: Face) -> Candidate<'_> {
        Candidate {
            text,
            length: text.chars().count(),
            size,
            face: Some(face),
            is_cell: false,
        }
    }

    fn plain(shown: &str) -> Candidate<'_> {
        text(shown, 11.0, Face::default())
    }

    fn bold(shown: &str, size: f64) -> Candidate<'_> {
        let is_bold = true;
        text(
            shown,
            size,
            Face {
                is_bold,
                ..Face::default()
            },
        )
    }

    #[test]
    fn headings_of_one_size_have_levels_by_their_letters() {
        let is_italic = true;
        let slanted = Face {
            is_bold: true,
            is_italic,
            ..Face::default()
        };
        let found = levels(&[
            bold("Suunnitelma", 18.0),
            plain(BODY),
            bold("Toimenpiteet", 14.0),
            text("Kokeilut", 14.0, slanted),
            plain(BODY),
            bold("Seuranta", 14.0),
            plain(BODY),
        ]);
        assert_eq!(
            found,
            [Some(1), None, Some(2), Some(3), None, Some(2), None]
        );
    }

    #[test]
    fn headings_of_one_look_have_levels_by_their_numbers() {
        let found = levels(&[
            bold("1 Johdanto", 14.0),
            plain(BODY),
            bold("1.1 Tausta", 14.0),
            plain(BODY),
            bold("1.2 Tavoitteet", 14.0),
            plain(BODY),
            bold("2 Toimenpiteet", 14.0),
            plain(BODY),
            bold("Lähteet", 14.0),
            plain(BODY),
        ]);
        let (one, two) = (Some(1), Some(2));
        assert_eq!(
            found,
            [one, None, two, None, two, None, one, None, one, None]
        );
    }

    #[test]
    fn a_bold_line_of_the_size_of_text_is_a_heading_if_it_is_no_sentence() {
        let blue = Face {
            color: [31, 78, 121],
            ..Face::default()
        };
        let found = levels(&[
            bold("Vastuut", 11.0),
            plain(BODY),
            bold("Muista ilmoittautua ajoissa!", 11.0),
            plain(BODY),
            bold("Aino Öhman", 11.0),
            plain("johtaja"),
            text("Seuranta", 11.0, blue),
            plain(BODY),
            text("https://esimerkki.fi", 11.0, blue),
            plain(BODY),
            bold("Taulukko 1 Määrät", 11.0),
            plain(BODY),
        ]);
        let expected = [
            Some(1),
            None,
            None,
            None,
            None,
            None,
            Some(2),
            None,
            None,
            None,
            None,
            None,
        ];
        assert_eq!(found, expected);
    }
}
