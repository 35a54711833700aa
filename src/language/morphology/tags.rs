//! The dictionary's raw output, piece by piece: `[Lt][Xp]tehdä[X]teh[Ll][Rt][Xj]ty[X]ty[Sn][Ny]`.

/// A piece of a raw output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A tag without its brackets, such as `Ln` or `Sg`.
    Tag(&'a str),
    /// `[Xp]…[X]`: the lemma of the part that follows; `=` parts its own parts.
    Lemma(&'a str),
    /// `[Xj]…[X]`: how the lemma ends from here on (*teh* + *ty*).
    Tail(&'a str),
    /// `[Xr]…[X]`: the letter cases of what follows.
    Shape(&'a str),
    /// Letters of the form itself.
    Text(&'a str),
}

/// A raw output with its pieces.
#[derive(Debug)]
pub(super) struct Output<'a> {
    /// As the dictionary gives it.
    pub(super) raw: &'a str,
    /// Its pieces, in order.
    pub(super) pieces: Vec<Piece<'a>>,
}

impl<'a> Output<'a> {
    /// Takes a raw output to pieces.
    pub(super) fn new(raw: &'a str) -> Self {
        let mut list = Vec::with_capacity(32);
        list.extend(pieces(raw));
        Self { raw, pieces: list }
    }
}

/// The pieces of a raw output, in order.
pub(super) fn pieces(raw: &str) -> Pieces<'_> {
    Pieces { rest: raw }
}

/// See [`pieces`].
#[derive(Clone, Debug)]
pub(super) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let Some(inside) = self.rest.strip_prefix('[') else {
            let end = place(b'[', self.rest);
            return Some(Piece::Text(self.take(end, 0)));
        };
        self.rest = inside;
        let tag = self.take(place(b']', inside), "]".len());
        let make = match tag {
            "Xp" => Piece::Lemma,
            "Xj" => Piece::Tail,
            "Xr" => Piece::Shape,
            _ => return Some(Piece::Tag(tag)),
        };
        // No marked text has a tag inside.
        let end = place(b'[', self.rest);
        Some(make(self.take(end, "[X]".len())))
    }
}

impl<'a> Pieces<'a> {
    /// What is left up to a place, or all of it; the rest begins some bytes after that.
    fn take(&mut self, end: Option<usize>, skipped: usize) -> &'a str {
        let whole = self.rest;
        let end = end.unwrap_or(whole.len());
        self.rest = whole.get(end + skipped..).unwrap_or_default();
        &whole[..end]
    }
}

/// Where a byte first stands in a text; pieces are so short that a plain loop is fastest.
fn place(wanted: u8, text: &str) -> Option<usize> {
    text.bytes().position(|byte| byte == wanted)
}

/// Whether the hyphens of a compound stand where the orthography wants them.
///
/// The transducer lets every hyphen pass: *linja-auto* needs one, *aamulehti* must not have one,
/// a name is joined to an ordinary noun only if the noun is of the kind of *katu* or *linna*.
pub(super) fn is_well_hyphenated(output: &Output<'_>) -> bool {
    let mut joint = Joint::default();
    output.pieces.iter().all(|piece| match piece {
        Piece::Tag(tag) => {
            joint.pass_tag(tag);
            true
        }
        Piece::Text(text) => joint.pass_text(text),
        Piece::Lemma(_) | Piece::Tail(_) | Piece::Shape(_) => true,
    }) && joint.ends_well()
}

/// What the walk along a raw output remembers for [`is_well_hyphenated`].
#[derive(Debug, Default)]
struct Joint {
    /// A foreign word (`[Isf]`) may stand with a hyphen anywhere.
    foreign: bool,
    /// A noun joined to a name (`[Icu]`) may have a hyphen after it.
    after_name: bool,
    /// A name stands here or before, and no hyphen since.
    name: bool,
    /// The part is a noun that does not join to a name.
    plain_noun: bool,
    /// The part is joined to a name without a hyphen.
    joined: bool,
    /// The part may be joined to a name whatever it is (`[Icu]`).
    is_exempt: bool,
    /// Some part before is joined to a name and must not be.
    bad: bool,
    /// The boundary is one where hyphens are looked at (`[Bh]`).
    at_hyphen_point: bool,
    /// A boundary has been passed.
    inside: bool,
    /// The text so far ends in a hyphen.
    hyphen: bool,
    /// The last piece was text.
    text_last: bool,
    /// The last two characters before any hyphen.
    last: [Option<char>; 2],
    /// At a boundary: whether its hyphen is allowed whatever follows.
    boundary: Option<bool>,
}

impl Joint {
    fn pass_tag(&mut self, tag: &str) {
        match tag {
            "Isf" => self.foreign = true,
            "Icu" => {
                self.after_name = true;
                self.is_exempt = true;
            }
            "Bh" => {
                self.at_hyphen_point = true;
                let is_free = match self.last {
                    [_, Some(digit)] if digit.is_ascii_digit() => true,
                    // *aikuis-*, *yhteis-*: the short stem of an adjective.
                    ending => ending == [Some('i'), Some('s')],
                };
                let is_free = is_free && self.hyphen && self.text_last;
                self.boundary = Some(self.after_name || is_free);
                self.after_name = false;
            }
            "Bc" => {
                self.inside = true;
                self.bad |= self.joined && self.plain_noun && !self.is_exempt;
                self.name &= !self.hyphen;
                self.joined = self.name && self.at_hyphen_point;
                self.at_hyphen_point = false;
                self.plain_noun = false;
                self.is_exempt = false;
            }
            "Lep" | "Les" | "Lee" | "Lem" => {
                self.name = true;
                self.plain_noun = self.joined;
            }
            "Dg" if !self.joined => self.name = false,
            "Ln" | "Lt" if self.inside => self.plain_noun = true,
            "Ica" => self.plain_noun = false,
            _ => {}
        }
        self.text_last = false;
    }

    /// Whether no part is joined to a name that must not be.
    fn ends_well(&self) -> bool {
        !(self.bad || self.name && self.plain_noun && self.inside)
    }

    /// Passes text; false if the boundary before it is badly hyphenated.
    fn pass_text(&mut self, text: &str) -> bool {
        if let (Some(is_free), Some(first)) = (self.boundary.take(), text.chars().next()) {
            let is_same_vowel = self.last[1] == Some(first) && is_vowel(first);
            let is_free = is_free || self.foreign;
            if self.hyphen != is_same_vowel && !(self.hyphen && is_free) {
                return false;
            }
        }
        for letter in text.chars() {
            self.hyphen = letter == '-';
            if !self.hyphen {
                self.last = [self.last[1], Some(letter)];
            }
        }
        self.text_last = true;
        true
    }
}

/// Whether a letter is a Finnish vowel.
pub(super) fn is_vowel(letter: char) -> bool {
    "aeiouyäö".contains(letter)
}
