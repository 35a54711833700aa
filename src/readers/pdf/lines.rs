//! Glyphs -> pieces of lines, and pieces of lines -> running text.

use crate::readers::hyphen::{Joint, joint};
use crate::readers::pdf::glyphs::{Face, Glyph, Mark};

/// Glyphs on one base line that follow each other.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Where its first word ends.
    pub(super) first_word: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) is_turned: bool,
    pub(super) is_artifact: bool,
    /// The face of its letters, if they share one.
    pub(super) face: Option<Face>,
}

/// Puts glyphs together into pieces of lines. Far apart ones, such as cells, stay apart.
pub(super) fn lines<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        let is_space = glyph.character.is_whitespace();
        if let Some(line) = lines.last_mut().filter(|line| line.takes(glyph)) {
            line.add(glyph, is_space);
        } else if !is_space {
            lines.push(Line {
                text: glyph.character.to_string(),
                left: glyph.left,
                right: glyph.right,
                first_word: glyph.right,
                y: glyph.y,
                size: glyph.size,
                is_turned: glyph.is_turned,
                is_artifact: glyph.mark == Mark::Artifact,
                face: Some(glyph.face),
            });
        }
    }
    for line in &mut lines {
        line.text.truncate(line.text.trim_end().len());
    }
    lines
}

impl Line {
    /// Whether a glyph goes on with this piece.
    fn takes(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size).max(0.1);
        let gap = glyph.left - self.right;
        self.is_turned == glyph.is_turned
            && self.is_artifact == (glyph.mark == Mark::Artifact)
            && (glyph.y - self.y).abs() < 0.45 * size
            && gap > -0.5 * size
            && gap < 1.2 * size
    }

    fn add(&mut self, glyph: &Glyph, is_space: bool) {
        let size = self.size.max(glyph.size).max(0.1);
        let gap = glyph.left - self.right;
        let is_drawn_twice = gap < -0.3 * size && self.text.ends_with(glyph.character);
        if is_drawn_twice && !is_space {
            // Some programs make letters bold by drawing them twice.
            return;
        }
        if self.is_note_mark(glyph) {
            self.right = self.right.max(glyph.right);
            return;
        }
        let is_after_space = self.text.ends_with(' ');
        if is_space {
            if !is_after_space {
                self.text.push(' ');
            }
        } else {
            let smallest = size.min(glyph.size.max(self.size * 0.7));
            if gap > 0.18 * smallest && !is_after_space {
                self.text.push(' ');
            }
            if !self.text.contains(' ') {
                self.first_word = self.first_word.max(glyph.right);
            }
            self.text.push(glyph.character);
            self.size = self.size.max(glyph.size);
            self.face = self.face.filter(|face| *face == glyph.face);
        }
        self.right = self.right.max(glyph.right);
    }

    /// Whether a glyph is the raised number of a note, and not the exponent of a unit such as m².
    fn is_note_mark(&self, glyph: &Glyph) -> bool {
        let word = self.text.split([' ', '\u{a0}']).next_back();
        let is_unit = matches!(word, Some("m" | "mm" | "cm" | "dm" | "km" | "10"));
        glyph.character.is_ascii_digit()
            && glyph.size < 0.75 * self.size
            && glyph.y < self.y - 0.15 * self.size
            && !is_unit
    }

    /// Whether two pieces stand on one base line.
    pub(super) fn is_level_with(&self, other: &Self) -> bool {
        (self.y - other.y).abs() < 0.45 * self.size.max(other.size)
            && self.is_turned == other.is_turned
            && self.is_artifact == other.is_artifact
    }
}

/// Adds the text of the next line to a paragraph.
pub(super) fn join(text: &mut String, line: &str) {
    match joint(text, line) {
        Joint::DropHyphen => {
            text.pop();
        }
        Joint::KeepHyphen => {}
        Joint::Space if text.is_empty() => {}
        Joint::Space => text.push(' '),
    }
    text.push_str(line);
}
