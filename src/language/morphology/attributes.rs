//! The grammar of one raw output, under the names the dictionary's makers use (CLASS, SIJAMUOTO …).

use crate::language::morphology::tags::{Output, Piece, pieces};

/// What the tags of one raw output say; the values are those of libvoikko.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// CLASS
    pub(super) class: Option<&'static str>,
    /// SIJAMUOTO
    pub(super) case: Option<&'static str>,
    /// NUMBER
    pub(super) number: Option<&'static str>,
    /// PERSON
    pub(super) person: Option<&'static str>,
    /// MOOD
    pub(super) mood: Option<&'static str>,
    /// TENSE
    pub(super) tense: Option<&'static str>,
    /// NEGATIVE
    pub(super) negative: Option<&'static str>,
    /// PARTICIPLE
    pub(super) participle: Option<&'static str>,
    /// COMPARISON
    pub(super) comparison: Option<&'static str>,
    /// POSSESSIVE
    pub(super) possessive: Option<&'static str>,
    /// FOCUS
    pub(super) focus: Option<&'static str>,
    /// KYSYMYSLIITE
    pub(super) is_question: bool,
    /// `REQUIRE_FOLLOWING_VERB`
    pub(super) following_verb: Option<&'static str>,
    /// `MALAGA_VAPAA_JALKIOSA`
    pub(super) is_free_ending: bool,
    /// `POSSIBLE_GEOGRAPHICAL_NAME`
    pub(super) may_be_place: bool,
}

impl Attributes {
    /// Reads the tags of a raw output.
    pub(super) fn new(output: &Output<'_>) -> Self {
        let raw = output.raw;
        let mut attributes = Self::default();
        if is_prefix(raw) {
            attributes.class = Some("etuliite");
            attributes.is_free_ending = raw.contains("[Ivj]");
            return attributes;
        }
        // A noun tag at the very end only marks that the word may go on as a noun.
        let inner = raw.strip_suffix("[Ln]").unwrap_or(raw);
        let count = output.pieces.len() - usize::from(inner.len() < raw.len());
        for piece in &output.pieces[..count] {
            if let Piece::Tag(tag) = piece {
                attributes.add(tag);
            }
        }
        if inner.len() < raw.len() && attributes.participle != Some("past_passive") {
            attributes.class = Some("nimisana");
            attributes.mood = None;
        }
        let is_numeral = raw.starts_with("[Lu]");
        if is_numeral && attributes.class == Some("nimisana_laatusana") {
            attributes.class = Some("laatusana");
        }
        attributes.is_free_ending &= !raw.starts_with('-');
        attributes.finish(inner.len() < raw.len());
        attributes
    }

    fn add(&mut self, tag: &str) {
        match tag.as_bytes()[0] {
            b'L' => self.start_class(tag),
            b'S' => self.case = case(tag),
            b'N' => self.number = Some(if tag == "Ny" { "singular" } else { "plural" }),
            b'P' => self.person = person(tag),
            b'T' => self.mood = mood(tag),
            b'A' => {
                let is_present = tag == "Ap";
                self.tense = Some(if is_present {
                    "present_simple"
                } else {
                    "past_imperfective"
                });
            }
            b'E' => self.negative = negative(tag),
            b'R' => self.participle = participle(tag),
            b'C' => {
                self.comparison = Some(if tag == "Cc" {
                    "comparative"
                } else {
                    "superlative"
                });
            }
            b'O' => self.possessive = possessive(tag),
            b'F' => match tag {
                "Fkin" => self.focus = Some("kin"),
                "Fkaan" => self.focus = Some("kaan"),
                _ => self.is_question = true,
            },
            b'I' => match tag {
                "Irm" => self.following_verb = Some("MA-infinitive"),
                "Ira" => self.following_verb = Some("A-infinitive"),
                "Ivj" => self.is_free_ending = true,
                "Ica" => self.may_be_place = true,
                _ => {}
            },
            b'B' if tag == "Bc" => self.participle = None,
            _ => {}
        }
    }

    /// A class begins a new word or a derivation: what was said before is of another word.
    fn start_class(&mut self, tag: &str) {
        *self = Self {
            class: class(tag).or(self.class),
            participle: self.participle,
            is_free_ending: self.is_free_ending,
            ..Self::default()
        };
    }

    fn finish(&mut self, may_go_on: bool) {
        let is_compared = self.comparison.is_some() || self.case == Some("kerrontosti");
        if self.class == Some("nimisana_laatusana") && is_compared {
            self.class = Some("laatusana");
        }
        if self.class == Some("nimisana") && self.participle != Some("agent") && !may_go_on {
            self.participle = None;
        }
        let is_verb = self.class == Some("teonsana");
        let is_nominal = matches!(
            self.mood,
            Some("E-infinitive" | "MA-infinitive" | "MINEN-infinitive")
        );
        if !is_verb || is_nominal {
            self.negative = None;
        }
        if !is_verb || is_nominal || self.mood == Some("MAINEN-infinitive") {
            self.following_verb = None;
        }
        self.comparison = match self.class {
            Some("laatusana" | "nimisana_laatusana")
                if !may_go_on || self.participle == Some("past_passive") =>
            {
                self.comparison.or(Some("positive"))
            }
            Some("laatusana" | "nimisana_laatusana") => self.comparison,
            _ => None,
        };
    }
}

/// Whether a raw output is of the first part of a compound, cut off at the hyphen.
fn is_prefix(raw: &str) -> bool {
    raw.ends_with("-[Bh][Bc]") || raw.ends_with("-[Bc]")
}

fn person(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "P1" => "1",
        "P2" => "2",
        "P3" => "3",
        "P4" => "4",
        _ => return None,
    })
}

fn class(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "Ln" => "nimisana",
        "Ll" => "laatusana",
        "Lnl" => "nimisana_laatusana",
        "Lh" => "huudahdussana",
        "Lee" => "etunimi",
        "Les" => "sukunimi",
        "Lep" => "paikannimi",
        "Lem" => "nimi",
        "Lt" => "teonsana",
        "La" => "lyhenne",
        "Ls" => "seikkasana",
        "Lu" | "Lur" => "lukusana",
        "Lr" => "asemosana",
        "Lc" => "sidesana",
        "Ld" => "suhdesana",
        "Lk" => "kieltosana",
        "Lp" => "etuliite",
        _ => return None,
    })
}

fn case(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "Sn" => "nimento",
        "Sg" => "omanto",
        "Sp" => "osanto",
        "Ses" => "olento",
        "Str" => "tulento",
        "Sine" => "sisaolento",
        "Sela" => "sisaeronto",
        "Sill" => "sisatulento",
        "Sade" => "ulkoolento",
        "Sabl" => "ulkoeronto",
        "Sall" => "ulkotulento",
        "Sab" => "vajanto",
        "Sko" => "seuranto",
        "Sin" => "keinonto",
        "Sak" => "kohdanto",
        "Ssti" => "kerrontosti",
        _ => return None,
    })
}

fn mood(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "Tt" => "indicative",
        "Te" => "conditional",
        "Tm" => "potential",
        "Tk" => "imperative",
        "Tn1" => "A-infinitive",
        "Tn2" => "E-infinitive",
        "Tn3" => "MA-infinitive",
        "Tn4" => "MINEN-infinitive",
        "Tn5" => "MAINEN-infinitive",
        _ => return None,
    })
}

fn negative(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "Ef" => "false",
        "Et" => "true",
        "Eb" => "both",
        _ => return None,
    })
}

fn participle(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "Ra" => "present_passive",
        "Rv" => "present_active",
        "Rt" => "past_passive",
        "Ru" => "past_active",
        "Rm" => "agent",
        "Re" => "negation",
        _ => return None,
    })
}

fn possessive(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "O1y" => "1s",
        "O2y" => "2s",
        "O1m" => "1p",
        "O2m" => "2p",
        "O3" => "3",
        _ => return None,
    })
}

/// The STRUCTURE of a raw output: `=` begins a part, `i` and `j` are capitals.
pub(super) fn structure(raw: &str) -> String {
    let mut shape = Shape {
        text: String::from("="),
        is_digit: raw.len() == "[Lu]1".len(),
        ..Shape::default()
    };
    for piece in pieces(raw) {
        match piece {
            Piece::Tag(tag) => shape.pass_tag(tag),
            Piece::Shape(text) => {
                shape.given = text.into();
                shape.is_name = false;
            }
            Piece::Text(text) => shape.pass_text(text),
            Piece::Lemma(text) => shape.has_hyphened_lemma |= text.contains('-'),
            Piece::Tail(_) => {}
        }
    }
    let unfinished = shape.text.len() > 1 && shape.text.ends_with('=');
    shape
        .text
        .truncate(shape.text.len() - usize::from(unfinished));
    if let Some(start) = shape.text.strip_suffix("=-") {
        shape.text = format!("{start}-");
    }
    if raw.ends_with("-[Bh][Bc][Ln]") {
        shape.text.push('=');
    }
    if raw.contains("[De]") && shape.text.ends_with('-') && raw.ends_with('-') {
        shape.capitalize();
    }
    if shape.text.starts_with("=-") {
        shape.text.remove(0);
    }
    shape.text
}

/// A structure that is being made.
#[derive(Debug, Default)]
struct Shape {
    text: String,
    /// Shapes given for the letters to come.
    given: String,
    /// The next letter begins a name.
    is_name: bool,
    /// The letters are those of an abbreviation or a number.
    is_short: bool,
    /// A compass point stands before, so that a name makes the word a name (*Etelä-Suomi*).
    has_compass: bool,
    /// A compass point stands anywhere in the word.
    had_compass: bool,
    /// A word that is written with a hyphen in the dictionary stands before (*pk-yritys*).
    has_hyphened_lemma: bool,
    /// The whole form is one digit.
    is_digit: bool,
}

impl Shape {
    fn pass_tag(&mut self, tag: &str) {
        match tag {
            "Bc" | "Bm" => {
                if !self.text.ends_with('=') {
                    self.text.push('=');
                }
                if tag == "Bc" {
                    self.is_short = false;
                    self.has_compass &= self.text.ends_with("-=");
                }
            }
            "Dg" => self.lower_name(),
            "Lep" | "Les" | "Lee" | "Lem" => {
                self.is_name = true;
                if self.has_compass && self.text.ends_with("-=") && tag == "Lep" {
                    self.capitalize();
                }
            }
            "La" => self.is_short = true,
            "De" => {
                self.has_compass = true;
                self.had_compass = true;
            }
            _ if tag.starts_with('S') => self.is_short = false,
            _ => {}
        }
    }

    fn pass_text(&mut self, text: &str) {
        let mut is_number =
            text.starts_with(|first: char| first.is_ascii_digit()) && !self.is_digit;
        for letter in text.chars() {
            let mut rest = self.given.chars();
            if let Some(shape) = rest.next() {
                let rest = rest.as_str().to_owned();
                self.text.push(shape);
                if rest.starts_with('=') {
                    self.text.push('=');
                }
                rest.trim_start_matches('=').clone_into(&mut self.given);
            } else {
                is_number &= letter != ':';
                if letter == ':' && self.pass_second_colon() {
                    continue;
                }
                self.text.push(match letter {
                    '-' | ':' => letter,
                    _ if self.is_short || is_number => 'q',
                    _ if self.is_name => 'i',
                    _ => 'p',
                });
            }
            self.is_name = false;
        }
    }
}

impl Shape {
    /// Makes a name small that goes on as a derivation: *hämeenlinnalainen*; not *Keski-Imatralainen*.
    fn lower_name(&mut self) {
        let joined = self.text.rfind('-').map_or(0, |at| at + 1);
        if self.had_compass && joined > 0 {
            self.capitalize();
        } else if !self.has_hyphened_lemma {
            let lowered = self.text[joined..].replace('i', "p");
            self.text.replace_range(joined.., &lowered);
        }
    }

    /// Makes the first letter of the word a capital.
    fn capitalize(&mut self) {
        let first = self.text.find(['i', 'p']);
        if let Some(at) = first.filter(|at| self.text[*at..].starts_with('p')) {
            self.text.replace_range(at..=at, "i");
        }
    }

    /// A colon after plain letters after a colon stands before them, as in libvoikko.
    fn pass_second_colon(&mut self) -> bool {
        let kept = self.text.trim_end_matches('p').len();
        let is_second = kept < self.text.len() && self.text[..kept].ends_with(':');
        if is_second {
            self.text.insert(kept, ':');
        }
        is_second
    }
}

/// The BASEFORM of a raw output.
pub(super) fn base_form(raw: &str, structure: &str) -> String {
    let is_numeral =
        raw.starts_with("[Lu") && Attributes::new(&Output::new(raw)).class == Some("lukusana");
    let mut surface = String::new();
    let mut start = 0;
    let mut lemma: Option<String> = None;
    let mut bare = None;
    let mut tail: Option<(usize, &str)> = None;
    let mut is_compass = false;
    let mut is_inflected = false;
    let mut is_adjective = false;
    let mut compass = 0..0;
    let mut compass_lemma = String::new();
    for piece in pieces(raw) {
        match piece {
            Piece::Lemma("") => {
                lemma = None;
                bare = bare.or(Some(surface.len()).filter(|end| is_numeral && *end > start));
            }
            Piece::Lemma(text) => {
                tail = None;
                start = surface.len();
                lemma = Some(text.replace('=', ""));
            }
            Piece::Tail(text) => tail = Some((surface.len(), text)),
            Piece::Text(text) => surface.push_str(text),
            Piece::Tag("Ll" | "Lnl") => is_adjective = true,
            // *Isossa-Britanniassa* has a compass point of its own, *Etelä-Suomessa* has not.
            Piece::Tag("De") => is_compass = is_adjective,
            Piece::Tag("Dg") => is_compass = false,
            Piece::Tag(tag) if is_compass && tag.starts_with('S') => is_inflected = true,
            Piece::Tag("Lep") if compass.end == surface.len() && surface.ends_with('-') => {
                surface.replace_range(compass.clone(), &compass_lemma);
                start = surface.len();
            }
            Piece::Tag("Bc") => {
                if let Some(lemma) = lemma.as_ref().filter(|_| is_compass && is_inflected) {
                    compass = start..surface.len();
                    compass_lemma = format!("{}-", capital(lemma));
                }
                tail = None;
                is_compass = false;
                is_inflected = false;
                is_adjective = false;
                if let Some(lemma) = lemma.take().filter(|lemma| is_numeral && !lemma.is_empty()) {
                    surface.replace_range(start.., &lemma);
                }
                start = surface.len();
            }
            // The digits of *50:stä*.
            Piece::Tag(tag) if is_numeral && lemma.is_none() && tag.starts_with('S') => {
                bare = bare.or(Some(surface.len()).filter(|end| *end > start));
            }
            Piece::Tag(_) | Piece::Shape(_) => {}
        }
    }
    if let Some((end, tail)) = tail {
        return format!("{}{tail}", capitalized(&surface[..end], structure));
    }
    let end = if lemma.is_some() {
        start
    } else {
        bare.unwrap_or(surface.len())
    };
    let kept = &surface[..end];
    let mut base = capitalized(kept, structure);
    base.push_str(&lemma.unwrap_or_default());
    base
}

/// A word with a capital first letter.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A text with the capitals its structure gives it.
fn capitalized(text: &str, structure: &str) -> String {
    let shapes = structure.chars().filter(|shape| *shape != '=');
    let mut result = String::with_capacity(text.len());
    for (letter, shape) in text.chars().zip(shapes) {
        if matches!(shape, 'i' | 'j') {
            result.extend(letter.to_uppercase());
        } else {
            result.push(letter);
        }
    }
    result
}

/// The WORDBASES of a raw output: each morph, with the lemma it comes from in brackets.
pub(super) fn word_bases(raw: &str) -> String {
    let mut morphs: Vec<Morph> = Vec::new();
    let mut is_new = true;
    // Text after a boundary that begins no word of its own: *kaksi|kymmentä*.
    let mut is_classless = false;
    let mut previous = None;
    for piece in pieces(raw) {
        let follows_class = previous.replace(piece) == Some(Piece::Tag("Lu"));
        match piece {
            Piece::Lemma("") => {
                if let Some(morph) = morphs.last_mut().filter(|_| is_classless) {
                    morph.lemma.clear();
                }
            }
            Piece::Lemma(text) if is_classless => {
                if let Some(morph) = morphs.last_mut() {
                    text.clone_into(&mut morph.lemma);
                }
            }
            Piece::Lemma(text) => morphs.push(Morph {
                lemma: text.to_owned(),
                ..Morph::default()
            }),
            Piece::Tail("") => continue,
            Piece::Tail(text) => morphs.push(Morph {
                lemma: format!("+{text}"),
                joins: !is_new,
                ..Morph::default()
            }),
            Piece::Text(text) => {
                if is_new && !is_classless {
                    morphs.push(Morph::default());
                }
                if let Some(morph) = morphs.last_mut() {
                    morph.text.push_str(text);
                }
                if text.ends_with('-') {
                    is_new = true;
                    continue;
                }
            }
            Piece::Tag("Bc") => {
                is_new = true;
                is_classless = !follows_class;
                continue;
            }
            Piece::Tag("Bh") => {
                is_classless = false;
                continue;
            }
            Piece::Tag(tag) if tag.starts_with('L') => {
                is_classless = false;
                if !matches!(tag, "Ln" | "Ll" | "Ls") {
                    continue;
                }
                is_new = true;
                continue;
            }
            Piece::Tag(_) | Piece::Shape(_) => continue,
        }
        is_new = false;
    }
    let may_go_on = ["[Ln]", "[Bc]", "[Bm]"]
        .iter()
        .any(|tag| raw.ends_with(tag));
    written(&morphs, may_go_on)
}

/// A morph in WORDBASES.
#[derive(Debug, Default)]
struct Morph {
    text: String,
    lemma: String,
    joins: bool,
}

fn written(morphs: &[Morph], may_go_on: bool) -> String {
    let mut bases = String::new();
    for (index, morph) in morphs.iter().enumerate() {
        let is_last = index + 1 == morphs.len() && !may_go_on;
        let (text, hyphen) = match morph.text.strip_suffix('-') {
            Some(text) if !text.is_empty() && !is_last => (text, "+-"),
            _ => (morph.text.as_str(), ""),
        };
        let base = morph.lemma.trim_start_matches('+').replace('=', "");
        let text = if is_last && !base.is_empty() {
            &base
        } else {
            text
        };
        if !morph.joins || is_last {
            bases.push('+');
        }
        bases.push_str(text);
        if !morph.lemma.is_empty() {
            bases.extend(["(", &morph.lemma, ")"]);
        }
        bases.push_str(hyphen);
    }
    bases
}

impl Attributes {
    /// Names and values, in the order of the names.
    pub(super) fn pairs(&self, raw: &str) -> Vec<(&'static str, String)> {
        let structure = structure(raw);
        let base = base_form(raw, &structure);
        let flag = |is_set: bool| is_set.then_some("true");
        let fixed = [
            ("CLASS", self.class),
            ("COMPARISON", self.comparison),
            ("FOCUS", self.focus),
            ("KYSYMYSLIITE", flag(self.is_question)),
            ("MALAGA_VAPAA_JALKIOSA", flag(self.is_free_ending)),
            ("MOOD", self.mood),
            ("NEGATIVE", self.negative),
            ("NUMBER", self.number),
            ("PARTICIPLE", self.participle),
            ("PERSON", self.person),
            ("POSSESSIVE", self.possessive),
            ("POSSIBLE_GEOGRAPHICAL_NAME", flag(self.may_be_place)),
            ("REQUIRE_FOLLOWING_VERB", self.following_verb),
            ("SIJAMUOTO", self.case),
            ("TENSE", self.tense),
        ];
        let fixed = fixed
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?.to_owned())));
        let mut pairs: Vec<(&'static str, String)> = fixed.collect();
        pairs.push(("BASEFORM", base));
        pairs.push(("FSTOUTPUT", raw.to_owned()));
        pairs.push(("STRUCTURE", structure));
        pairs.push(("WORDBASES", word_bases(raw)));
        pairs.sort();
        pairs
    }
}
