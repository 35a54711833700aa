//! Raw output of the dictionary -> [`Reading`]s in the terms of Universal Dependencies.

use crate::language::morphology::attributes::Attributes;
use crate::language::morphology::reading::{
    Case, Clitic, Degree, Mood, Number, Part, PartForm, Person, Polarity, Reading, Tense, Upos,
    VerbForm, Voice,
};
use crate::language::morphology::tags::{Output, Piece};

/// Adds the readings of one raw output, without those that are there already.
pub(super) fn add_readings(output: &Output<'_>, readings: &mut Vec<Reading>) {
    let raw = output.raw;
    let attributes = Attributes::new(output);
    let stem = Stem::new(output);
    let mut reading = features(&attributes, &stem, raw);
    set_lemmas(&mut reading, &attributes, &stem);
    reading.parts = stem.parts(&reading.lemma, reading.upos);
    reading.raw = raw.into();
    let twins = twins(&reading, &attributes);
    push_new(reading, readings);
    for twin in twins {
        push_new(twin, readings);
    }
}

/// The parts of a compound the dictionary knows as one word with a hyphen: *ELY-keskus*.
fn hyphened_parts(form: &str, lemma: &str) -> Vec<Part> {
    let (Some(form), Some(lemma)) = (form.rsplit_once('-'), lemma.rsplit_once('-')) else {
        return Vec::new();
    };
    let parts = [(form.0, lemma.0), (form.1, lemma.1)];
    if parts
        .iter()
        .any(|(form, lemma)| form.is_empty() || lemma.is_empty())
    {
        return Vec::new();
    }
    let part = |(form, lemma): (&str, &str)| Part {
        form: form.into(),
        lemma: lemma.into(),
    };
    parts.map(part).into()
}

/// Adds a reading unless it says the same as one that is there.
pub(super) fn push_new(reading: Reading, readings: &mut Vec<Reading>) {
    let is_same = |other: &Reading| {
        other.lemma == reading.lemma
            && other.upos == reading.upos
            && other.case == reading.case
            && other.number == reading.number
            && other.voice == reading.voice
            && other.verb_form == reading.verb_form
            && other.person == reading.person
            && other.mood == reading.mood
            && other.tense == reading.tense
            && other.infinitive == reading.infinitive
            && other.part_form == reading.part_form
            && other.connegative == reading.connegative
            && other.possessive == reading.possessive
            && other.degree == reading.degree
            && other.clitics == reading.clitics
    };
    if !readings.iter().any(is_same) {
        // Words stay for the whole run, and most have one reading.
        readings.reserve_exact(1);
        readings.push(reading);
    }
}

/// Readings that one raw output stands for besides its own.
fn twins(reading: &Reading, attributes: &Attributes) -> Vec<Reading> {
    // *nuori*, *suomalainen*: noun and adjective alike.
    if attributes.class == Some("nimisana_laatusana") {
        return vec![Reading {
            upos: Upos::Noun,
            degree: None,
            ..reading.clone()
        }];
    }
    // *tee*, *tekisi*: also what stands after the negative verb.
    let is_both = attributes.negative == Some("both") && reading.verb_form == Some(VerbForm::Fin);
    if !is_both {
        return Vec::new();
    }
    let is_imperative = reading.mood == Some(Mood::Imp);
    vec![Reading {
        connegative: true,
        person: None,
        number: None,
        mood: if is_imperative {
            Some(Mood::Ind)
        } else {
            reading.mood
        },
        tense: if is_imperative {
            Some(Tense::Pres)
        } else {
            reading.tense
        },
        ..reading.clone()
    }]
}

/// What the letters and lemmas of a raw output say.
#[derive(Debug, Default)]
struct Stem<'a> {
    /// The form without clitics.
    surface: String,
    /// Where the last part of the compound begins in it.
    start: usize,
    /// The lemma of the last part, `=` left in.
    lemma: String,
    /// The verb the last part is derived from.
    verb: Option<String>,
    /// Length of the form where an infinitive's or adverb's ending begins.
    mark: usize,
    /// The last ending of the lemma that is a derivation.
    tail: Option<&'a str>,
    /// The tag of the last derivation.
    before_tail: &'a str,
    /// The parts already passed.
    parts: Vec<Part>,
    /// Where the present part, lexicalised or not, begins in the form.
    part_start: usize,
    /// Index of the present part in the lemma of a lexicalised compound.
    inner: usize,
    /// The last letters passed.
    ending: &'a str,
    is_verb: bool,
}

impl<'a> Stem<'a> {
    fn new(output: &Output<'a>) -> Self {
        let mut stem = Self {
            surface: String::with_capacity(output.raw.len() / 2),
            ..Self::default()
        };
        for piece in &output.pieces {
            match *piece {
                Piece::Tag(tag) if tag.starts_with('F') => break,
                Piece::Tag(tag) => stem.pass_tag(tag),
                Piece::Lemma(lemma) => lemma.clone_into(&mut stem.lemma),
                Piece::Tail(tail) => stem.pass_tail(tail),
                Piece::Text(text) => {
                    stem.surface.push_str(text);
                    stem.ending = text;
                }
                Piece::Shape(_) => {}
            }
        }
        stem
    }

    fn pass_tag(&mut self, tag: &'a str) {
        match tag {
            "Bm" => self.end_part(),
            "Bc" => {
                self.end_part();
                self.start = self.surface.len();
                self.lemma.clear();
                self.verb = None;
                self.tail = None;
                self.inner = 0;
                self.is_verb = false;
            }
            "Tn2" | "Tn4" | "Ssti" => self.mark = self.surface.len(),
            "Lt" => self.is_verb = true,
            _ if tag.starts_with(['L', 'R']) && self.is_verb => {
                self.verb = Some(self.lemma.clone());
                self.is_verb = false;
            }
            _ => {}
        }
        self.before_tail = tag;
    }

    fn pass_tail(&mut self, tail: &'a str) {
        if tail.is_empty() {
            return;
        }
        let mut lemma = self.surface[self.start..].to_owned();
        // The parts of a lexicalised compound stay marked.
        if let Some((head, _)) = self.lemma.rsplit_once('=') {
            let parts: usize = head.split('=').map(str::len).sum();
            lemma.insert(parts.min(lemma.len()), '=');
        }
        lemma.push_str(tail);
        self.lemma = lemma;
        self.tail = Some(tail);
    }

    fn end_part(&mut self) {
        let form = self.surface[self.part_start..].trim_matches('-');
        if !form.is_empty() {
            let pieces = self.lemma.split('=').count();
            let lemma = match self.lemma.split('=').nth(self.inner) {
                Some(lemma) if pieces > 1 => lemma.to_lowercase(),
                _ if self.before_tail == "Tn4" || form.ends_with("mis") && self.mark > 0 => {
                    format!("{}minen", form.trim_end_matches("mis"))
                }
                Some(lemma) if !lemma.is_empty() => lemma.to_lowercase(),
                _ => form.to_owned(),
            };
            self.parts.push(Part {
                form: form.into(),
                lemma: lemma.into(),
            });
        }
        self.inner += 1;
        self.part_start = self.surface.len();
        self.mark = 0;
    }

    /// Everything before the last part of the compound.
    fn prefix(&self) -> &str {
        &self.surface[..self.start]
    }

    /// The parts of the compound; none if it is not one.
    fn parts(mut self, lemma: &str, upos: Upos) -> Vec<Part> {
        if self.parts.is_empty() {
            return match upos {
                Upos::Noun | Upos::Adj => hyphened_parts(&self.surface, lemma),
                _ => Vec::new(),
            };
        }
        let form = self.surface[self.part_start..].trim_matches('-').to_owned();
        if !form.is_empty() {
            let passed: usize = self.part_start.min(lemma.len());
            let own = lemma.get(passed..).unwrap_or(lemma);
            let own = match self.lemma.rsplit_once('=') {
                Some((_, last)) if self.verb.is_none() => last.to_lowercase(),
                _ => own.trim_start_matches('-').to_owned(),
            };
            self.parts.push(Part {
                form: form.into(),
                lemma: own.into(),
            });
        }
        if self.parts.len() < 2 {
            Vec::new()
        } else {
            std::mem::take(&mut self.parts)
        }
    }
}

/// The features the tags give.
fn features(attributes: &Attributes, stem: &Stem<'_>, raw: &str) -> Reading {
    let mut reading = Reading {
        case: attributes.case.and_then(case),
        number: attributes.number.map(|number| match number {
            "plural" => Number::Plur,
            _ => Number::Sing,
        }),
        possessive: attributes.possessive.map(Into::into),
        clitics: clitics(raw),
        derivation: derivation(attributes, stem),
        ..Reading::default()
    };
    reading.upos = upos(attributes, stem);
    if matches!(reading.upos, Upos::Adj) {
        reading.degree = Some(match attributes.comparison {
            Some("comparative") => Degree::Cmp,
            Some("superlative") => Degree::Sup,
            _ => Degree::Pos,
        });
    }
    match participle(attributes, stem) {
        Some(participle) => set_participle(&mut reading, participle),
        None if attributes.class == Some("kieltosana") => set_finite(&mut reading, attributes),
        None if attributes.class == Some("teonsana") => set_verb(&mut reading, attributes, stem),
        None => {}
    }
    if attributes.class == Some("kieltosana") {
        reading.polarity = Some(Polarity::Neg);
    }
    if attributes.case == Some("kerrontosti") {
        reading.upos = Upos::Adv;
        reading.number = None;
        reading.verb_form = None;
        reading.part_form = None;
        reading.voice = None;
    }
    let is_manner = attributes.case == Some("keinonto") && attributes.number == Some("plural");
    if is_manner && matches!(reading.degree, Some(Degree::Cmp | Degree::Sup)) {
        reading.upos = Upos::Adv;
        reading.case = None;
        reading.number = None;
    }
    reading
}

/// Which participle it is; none for what is made of one (*tyytyväinen*).
fn participle(attributes: &Attributes, stem: &Stem<'_>) -> Option<&'static str> {
    attributes
        .participle
        .filter(|_| !stem.lemma.ends_with("inen"))
}

fn set_verb(reading: &mut Reading, attributes: &Attributes, stem: &Stem<'_>) {
    let infinitive = match attributes.mood {
        Some("A-infinitive") => 1,
        Some("E-infinitive") => 2,
        Some("MA-infinitive") => 3,
        Some("MINEN-infinitive") => 4,
        Some("MAINEN-infinitive") => 5,
        _ => return set_finite(reading, attributes),
    };
    reading.infinitive = Some(infinitive);
    if infinitive == 4 {
        reading.upos = Upos::Noun;
        return;
    }
    reading.verb_form = Some(VerbForm::Inf);
    reading.voice = Some(Voice::Act);
    match infinitive {
        1 if reading.possessive.is_some() => reading.case = Some(Case::Tra),
        2 => {
            let ending = &stem.surface[stem.mark..];
            reading.case = Some(if ending.contains("ss") {
                Case::Ine
            } else {
                Case::Ins
            });
            // *toteutettaessa*: no tag says passive, only the letters do.
            if is_passive_second(ending) {
                reading.voice = Some(Voice::Pass);
            }
            reading.number = None;
        }
        3 if stem.ending.starts_with("ttama") || stem.ending.starts_with("ttämä") => {
            reading.voice = Some(Voice::Pass);
        }
        5 => reading.case = Some(Case::Ade),
        _ => {}
    }
}

/// Whether a second infinitive is passive, by its letters: (t)ta, (t)tä, a or ä before *essa*.
fn is_passive_second(ending: &str) -> bool {
    ["aess", "äess"]
        .iter()
        .any(|letters| ending.contains(letters))
}

fn set_finite(reading: &mut Reading, attributes: &Attributes) {
    reading.verb_form = Some(VerbForm::Fin);
    reading.mood = match attributes.mood {
        Some("conditional") => Some(Mood::Cnd),
        Some("potential") => Some(Mood::Pot),
        Some("imperative") => Some(Mood::Imp),
        _ => Some(Mood::Ind),
    };
    if reading.mood == Some(Mood::Ind) {
        reading.tense = match attributes.tense {
            Some("present_simple") => Some(Tense::Pres),
            Some(_) => Some(Tense::Past),
            None => None,
        };
    }
    reading.voice = Some(Voice::Act);
    reading.connegative = attributes.negative == Some("true");
    reading.person = match attributes.person {
        Some("1") => Some(Person::First),
        Some("2") => Some(Person::Second),
        Some("3") => Some(Person::Third),
        Some("4") => {
            reading.voice = Some(Voice::Pass);
            None
        }
        _ => None,
    };
}

fn set_participle(reading: &mut Reading, participle: &str) {
    let (part_form, voice) = match participle {
        "present_active" => (PartForm::Pres, Some(Voice::Act)),
        "present_passive" => (PartForm::Pres, Some(Voice::Pass)),
        "past_active" => (PartForm::Past, Some(Voice::Act)),
        "past_passive" => (PartForm::Past, Some(Voice::Pass)),
        "agent" => (PartForm::Agt, None),
        _ => (PartForm::Neg, None),
    };
    reading.upos = Upos::Verb;
    reading.verb_form = Some(VerbForm::Part);
    reading.part_form = Some(part_form);
    reading.voice = voice;
    if reading.degree == Some(Degree::Pos) {
        reading.degree = None;
    }
}

fn upos(attributes: &Attributes, stem: &Stem<'_>) -> Upos {
    match attributes.class {
        Some("nimisana" | "etuliite") => Upos::Noun,
        Some("laatusana" | "nimisana_laatusana") => Upos::Adj,
        Some("teonsana") if stem.lemma == "olla" => Upos::Aux,
        Some("teonsana") => Upos::Verb,
        Some("kieltosana") => Upos::Aux,
        Some("seikkasana") => Upos::Adv,
        Some("asemosana") => Upos::Pron,
        Some("suhdesana") => Upos::Adp,
        Some("huudahdussana") => Upos::Intj,
        Some("sidesana") => conjunction(&stem.surface),
        Some("etunimi" | "sukunimi" | "paikannimi" | "nimi") => Upos::Propn,
        Some("lyhenne") => Upos::Noun,
        Some("lukusana") => numeral(&stem.lemma),
        _ => Upos::X,
    }
}

fn conjunction(form: &str) -> Upos {
    const JOINING: &[&str] = &[
        "ja", "sekä", "tai", "eli", "vai", "mutta", "vaan", "sillä", "eikä", "niin", "joko",
        "taikka",
    ];
    if JOINING.contains(&form) {
        Upos::Cconj
    } else {
        Upos::Sconj
    }
}

fn numeral(lemma: &str) -> Upos {
    let is_ordinal =
        lemma.ends_with('s') && lemma.len() > 3 || lemma == "ensimmäinen" || lemma == "toinen";
    if is_ordinal { Upos::Adj } else { Upos::Num }
}

fn case(name: &str) -> Option<Case> {
    Some(match name {
        "nimento" => Case::Nom,
        "omanto" => Case::Gen,
        "osanto" => Case::Par,
        "olento" => Case::Ess,
        "tulento" => Case::Tra,
        "sisaolento" => Case::Ine,
        "sisaeronto" => Case::Ela,
        "sisatulento" => Case::Ill,
        "ulkoolento" => Case::Ade,
        "ulkoeronto" => Case::Abl,
        "ulkotulento" => Case::All,
        "vajanto" => Case::Abe,
        "seuranto" => Case::Com,
        "keinonto" => Case::Ins,
        "kohdanto" => Case::Acc,
        _ => return None,
    })
}

/// The clitics: some have a tag, the others only an `[Ef]` after their letters.
fn clitics(raw: &str) -> Vec<Clitic> {
    let mut clitics = Vec::new();
    let has_tag = |piece: &[u8]| matches!(piece, [b'[', b'F', _] | b"[Lk");
    if !raw.ends_with("[Ef]") && !raw.as_bytes().windows(3).any(has_tag) {
        return clitics;
    }
    if raw.contains("[Fkin]") {
        clitics.push(Clitic::Kin);
    } else if raw.contains("[Fkaan]") {
        clitics.push(Clitic::Kaan);
    }
    if raw.contains("[Fko]") {
        clitics.push(Clitic::Ko);
    }
    let letters = raw.strip_suffix("[Ef]").unwrap_or(raw);
    let is_marked = letters.len() < raw.len() || raw.contains("[Fko]");
    let ends = |endings: &[&str]| endings.iter().any(|ending| letters.ends_with(ending));
    if is_marked && ends(&["han", "hän"]) {
        clitics.push(Clitic::Han);
    } else if is_marked && ends(&["pa", "pä", "pas", "päs"]) {
        clitics.push(Clitic::Pa);
    } else if raw.contains("[Lk]") && ends(&["ka", "kä"]) {
        clitics.push(Clitic::Ka);
    }
    if is_marked && ends(&["pas", "päs", "kos", "kös"]) {
        clitics.push(Clitic::S);
    }
    clitics
}

fn derivation(attributes: &Attributes, stem: &Stem<'_>) -> Option<Box<str>> {
    if attributes.mood == Some("MINEN-infinitive") {
        return Some("minen".into());
    }
    if attributes.case == Some("kerrontosti") {
        return Some("sti".into());
    }
    if attributes.participle.is_some() {
        return None;
    }
    let tail = stem.tail?;
    let front: String = tail.chars().map(back_vowel).collect();
    let text = stem.lemma.as_str();
    let longer = ["llinen", "lainen", "läinen", "mainen", "mäinen"]
        .into_iter()
        .find(|ending| front == "nen" && text.ends_with(ending));
    let name = longer.map_or(front, |ending| ending.chars().map(back_vowel).collect());
    Some(name.into())
}

fn back_vowel(letter: char) -> char {
    match letter {
        'ä' => 'a',
        'ö' => 'o',
        'y' => 'u',
        _ => letter,
    }
}

fn set_lemmas(reading: &mut Reading, attributes: &Attributes, stem: &Stem<'_>) {
    let prefix = stem.prefix();
    let joined = |last: &str| {
        let mut joined = String::with_capacity(prefix.len() + last.len());
        joined.push_str(prefix);
        joined.extend(last.chars().filter(|letter| *letter != '='));
        lowered(joined)
    };
    // *suunnittelu-*: the lemma is the whole word's.
    let is_cut = attributes.class == Some("etuliite") && stem.surface.ends_with('-');
    let own = if is_cut {
        cut_lemma(stem)
    } else if stem.lemma.is_empty() {
        lowered(stem.surface.clone())
    } else {
        joined(&stem.lemma)
    };
    let verb = stem.verb.as_deref().map(joined);
    let is_manner = attributes.case == Some("kerrontosti");
    let is_distributive = attributes.class == Some("seikkasana")
        && (stem.surface.ends_with("ttain") || stem.surface.ends_with("ttäin"));
    let (lemma, other) = if is_distributive {
        // *Vuosittain* is its own lemma, not *vuosi*.
        (stem.surface.to_lowercase(), Some(own))
    } else if participle(attributes, stem).is_some() && !is_manner {
        (verb.unwrap_or_else(|| own.clone()), Some(own))
    } else if attributes.participle.is_some() && !is_manner {
        (own, verb)
    } else if attributes.mood == Some("MINEN-infinitive") {
        (format!("{}minen", &stem.surface[..stem.mark]), Some(own))
    } else if is_manner {
        (format!("{}sti", &stem.surface[..stem.mark]), Some(own))
    } else if reading.upos == Upos::Adv && reading.degree.is_some() {
        (stem.surface.clone(), Some(own))
    } else {
        (singular_pronoun(&own).map_or(own, str::to_owned), None)
    };
    reading.other_lemma = other.filter(|other| *other != lemma).map(Into::into);
    reading.lemma = lemma.into();
}

/// A text in lower case; most are so already.
fn lowered(text: String) -> String {
    if text.chars().any(char::is_uppercase) {
        text.to_lowercase()
    } else {
        text
    }
}

/// The lemma of a first part that is cut off at its hyphen.
fn cut_lemma(stem: &Stem<'_>) -> String {
    let form = stem.surface.trim_end_matches('-');
    let Some(last) = stem.parts.last() else {
        return form.to_lowercase();
    };
    let head = form.strip_suffix(&*last.form).unwrap_or_default();
    format!("{head}{}", last.lemma).to_lowercase()
}

/// The lemma Universal Dependencies gives a plural pronoun.
fn singular_pronoun(lemma: &str) -> Option<&'static str> {
    Some(match lemma {
        "me" => "minä",
        "te" => "sinä",
        "he" => "hän",
        "ne" => "se",
        "nämä" => "tämä",
        "nuo" => "tuo",
        _ => return None,
    })
}
