//! The other way round: from a lemma and a grammar to the form.

use crate::language::morphology::generate::Plan;
use crate::language::morphology::reading::{
    Case, Clitic, Degree, Mood, Number, PartForm, Person, Reading, Tense, Upos, VerbForm, Voice,
};
use crate::language::morphology::tags::{Output, Piece, pieces};
use crate::language::morphology::transducer::Transducer;
use crate::language::morphology::{each_output, readings};

/// What of a reading decides how another word is inflected like it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Grammar {
    upos: Upos,
    case: Option<Case>,
    number: Option<Number>,
    person: Option<Person>,
    mood: Option<Mood>,
    tense: Option<Tense>,
    voice: Option<Voice>,
    verb_form: Option<VerbForm>,
    infinitive: Option<u8>,
    part_form: Option<PartForm>,
    degree: Option<Degree>,
    connegative: bool,
    clitics: Vec<Clitic>,
    possessive: Option<Box<str>>,
}

impl Grammar {
    /// The grammar of a reading.
    pub(super) fn of(reading: &Reading) -> Self {
        Self {
            upos: reading.upos,
            case: reading.case,
            number: reading.number,
            person: reading.person,
            mood: reading.mood,
            tense: reading.tense,
            voice: reading.voice,
            verb_form: reading.verb_form,
            infinitive: reading.infinitive,
            part_form: reading.part_form,
            degree: reading.degree,
            connegative: reading.connegative,
            clitics: reading.clitics.clone(),
            possessive: reading.possessive.clone(),
        }
    }
}

/// The form of a lemma that is inflected like a reading; none if the dictionary cannot make it.
///
/// In a row of words the verb is the first word and the rest stays; of a noun phrase every word
/// is inflected.
pub(super) fn inflect(lemma: &str, like: &Reading) -> Option<String> {
    let is_verb = like.verb_form.is_some();
    let Some((first, rest)) = lemma.split_once(' ') else {
        return inflect_word(lemma, like);
    };
    if is_verb {
        return Some(format!("{} {rest}", inflect_word(first, like)?));
    }
    let words = lemma.split(' ').map(|word| inflect_word(word, like));
    Some(words.collect::<Option<Vec<String>>>()?.join(" "))
}

fn inflect_word(lemma: &str, like: &Reading) -> Option<String> {
    let lower = lemma.to_lowercase();
    let mut found: Vec<String> = Vec::new();
    for (prefix, skeleton) in skeletons(&lower, like) {
        let plan = Plan {
            skeleton,
            allowed: allowed_tags(like),
            derivations: match like.part_form {
                Some(PartForm::Neg) => 2,
                Some(PartForm::Pres | PartForm::Past | PartForm::Agt) => 1,
                None => 0,
            },
        };
        Transducer::built_in().generate(&plan, |form, raw| {
            let form = format!("{prefix}{form}");
            if !found.contains(&form) && fits(raw, &prefix, &lower, like) {
                found.push(form);
            }
        });
    }
    found.sort_by_key(|form| (awkwardness(form, &lower, like), form.len()));
    found.into_iter().next()
}

/// The lexical part of each analysis of a lemma, as its output pieces, and the parts before it.
fn skeletons(lemma: &str, like: &Reading) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    each_output(lemma, |output| {
        let raw = output.raw;
        let mut of_raw = Vec::new();
        readings::add_readings(output, &mut of_raw);
        let is_base = of_raw.iter().any(|reading| {
            *reading.lemma == *lemma && is_base_form(reading) && is_alike(reading, like)
        });
        if !is_base {
            return;
        }
        let last = raw
            .rfind("[Bc]")
            .map_or(raw, |at| &raw[at + "[Bc]".len()..]);
        let own = skeleton(last);
        let length: usize = text_length(last);
        let Some(prefix) = lemma.get(..lemma.len().saturating_sub(length)) else {
            return;
        };
        if !found.iter().any(|(_, other)| *other == own) {
            found.push((prefix.to_owned(), own));
        }
    });
    found
}

/// Whether a reading is of the form a dictionary lists.
fn is_base_form(reading: &Reading) -> bool {
    match reading.verb_form {
        Some(VerbForm::Inf) => reading.infinitive == Some(1) && reading.possessive.is_none(),
        Some(VerbForm::Fin | VerbForm::Part) => false,
        None => matches!(reading.case, None | Some(Case::Nom)) && reading.possessive.is_none(),
    }
}

/// Whether a base form is of a word that can be inflected like a reading.
fn is_alike(base: &Reading, like: &Reading) -> bool {
    let is_name = |upos: Upos| upos == Upos::Propn;
    if is_name(base.upos) != is_name(like.upos) {
        return false;
    }
    let is_verb = |upos: Upos| matches!(upos, Upos::Verb | Upos::Aux);
    is_verb(base.upos) == (is_verb(like.upos) && like.verb_form.is_some())
}

/// The outputs that make the word what it is: everything before its inflection but the letters.
fn skeleton(raw: &str) -> Vec<String> {
    let mut kept = Vec::new();
    for piece in pieces(raw) {
        match piece {
            Piece::Tag("Tn4") => kept.push("[Tn4]".to_owned()),
            Piece::Tag(tag) if tag.starts_with(['S', 'N', 'T', 'P', 'A', 'E', 'O', 'F', 'C']) => {
                break;
            }
            Piece::Tag(tag) => kept.push(format!("[{tag}]")),
            Piece::Lemma(text) => kept.extend(marked("[Xp]", text)),
            Piece::Tail(text) => kept.extend(marked("[Xj]", text)),
            Piece::Shape(text) => kept.extend(marked("[Xr]", text)),
            Piece::Text(_) => {}
        }
    }
    kept
}

fn marked(tag: &str, text: &str) -> Vec<String> {
    let letters = text.chars().map(String::from);
    std::iter::once(tag.to_owned())
        .chain(letters)
        .chain(["[X]".to_owned()])
        .collect()
}

fn text_length(raw: &str) -> usize {
    pieces(raw)
        .map(|piece| {
            if let Piece::Text(text) = piece {
                text.len()
            } else {
                0
            }
        })
        .sum()
}

/// The tags of the inflection that is wanted; those of no importance are allowed too.
fn allowed_tags(like: &Reading) -> Vec<&'static str> {
    let mut tags = vec!["[Ef]", "[Et]", "[Eb]", "[Dg]"];
    tags.push(match like.number {
        Some(Number::Plur) => "[Nm]",
        _ => "[Ny]",
    });
    if matches!(like.case, Some(Case::Com | Case::Ins)) {
        tags.push("[Nm]");
    }
    tags.push(case_tag(like.case.unwrap_or(Case::Nom)));
    match like.degree {
        Some(Degree::Cmp) => tags.push("[Cc]"),
        Some(Degree::Sup) => tags.push("[Cs]"),
        _ => {}
    }
    match like.possessive.as_deref() {
        Some("1s") => tags.push("[O1y]"),
        Some("2s") => tags.push("[O2y]"),
        Some("1p") => tags.push("[O1m]"),
        Some("2p") => tags.push("[O2m]"),
        Some(_) => tags.push("[O3]"),
        None => {}
    }
    if !like.clitics.is_empty() {
        tags.extend(["[Fkin]", "[Fkaan]", "[Fko]"]);
    }
    if like.verb_form == Some(VerbForm::Fin) {
        tags.extend(finite_tags(like));
    }
    match like.infinitive {
        Some(1) => tags.push("[Tn1]"),
        Some(2) => tags.push("[Tn2]"),
        Some(3) => tags.push("[Tn3]"),
        Some(5) => tags.push("[Tn5]"),
        _ => {}
    }
    match like.part_form {
        Some(PartForm::Pres) => tags.extend(["[Ra]", "[Rv]"]),
        Some(PartForm::Past) => tags.extend(["[Rt]", "[Ru]"]),
        Some(PartForm::Agt) => tags.push("[Rm]"),
        Some(PartForm::Neg) => tags.push("[Re]"),
        None => {}
    }
    tags
}

/// The tags of a finite form. What stands after the negative verb may be tagged as a form of its own.
fn finite_tags(like: &Reading) -> Vec<&'static str> {
    let mut tags = match like.tense {
        Some(Tense::Pres) => vec!["[Ap]"],
        Some(Tense::Past) => vec!["[Ai]"],
        None => vec!["[Ap]", "[Ai]"],
    };
    if like.connegative {
        tags.extend(["[P1]", "[P2]", "[P3]", "[P4]"]);
        tags.extend(["[Tt]", "[Te]", "[Tm]", "[Tk]"]);
        return tags;
    }
    tags.push(match like.person {
        Some(Person::First) => "[P1]",
        Some(Person::Second) => "[P2]",
        Some(Person::Third) => "[P3]",
        None => "[P4]",
    });
    tags.push(match like.mood {
        Some(Mood::Cnd) => "[Te]",
        Some(Mood::Pot) => "[Tm]",
        Some(Mood::Imp) => "[Tk]",
        Some(Mood::Ind) | None => "[Tt]",
    });
    tags
}

fn case_tag(case: Case) -> &'static str {
    match case {
        Case::Nom => "[Sn]",
        Case::Gen => "[Sg]",
        Case::Par => "[Sp]",
        Case::Ess => "[Ses]",
        Case::Tra => "[Str]",
        Case::Ine => "[Sine]",
        Case::Ela => "[Sela]",
        Case::Ill => "[Sill]",
        Case::Ade => "[Sade]",
        Case::Abl => "[Sabl]",
        Case::All => "[Sall]",
        Case::Abe => "[Sab]",
        Case::Com => "[Sko]",
        Case::Ins => "[Sin]",
        Case::Acc => "[Sak]",
    }
}

/// Whether the output of a form really has a reading like the one wanted.
fn fits(raw: &str, prefix: &str, lemma: &str, like: &Reading) -> bool {
    let mut of_raw = Vec::new();
    readings::add_readings(&Output::new(raw), &mut of_raw);
    let degree = |reading: &Reading| reading.degree.filter(|degree| *degree != Degree::Pos);
    let is_lemma = |own: &str| lemma.strip_prefix(prefix) == Some(own);
    of_raw.iter().any(|reading| {
        (reading.upos == Upos::Propn) == (like.upos == Upos::Propn)
            && reading.lemmas().any(is_lemma)
            && reading.case == like.case
            && reading.number == like.number
            && reading.possessive == like.possessive
            && reading.person == like.person
            && reading.tense == like.tense
            && reading.mood == like.mood
            && reading.voice == like.voice
            && reading.verb_form == like.verb_form
            && reading.part_form == like.part_form
            && reading.connegative == like.connegative
            && reading.clitics == like.clitics
            && degree(reading) == degree(like)
            && (reading.infinitive == like.infinitive || like.verb_form.is_none())
    })
}

/// How much a form sounds like a rare variant.
fn awkwardness(form: &str, lemma: &str, like: &Reading) -> u8 {
    let ends = |endings: &[&str]| endings.iter().any(|ending| form.ends_with(ending));
    let is_long_stem = ["as", "äs", "is", "e"]
        .iter()
        .any(|ending| lemma.ends_with(ending));
    let is_plural = like.number == Some(Number::Plur) && like.possessive.is_none();
    match like.case {
        // *maitten* beside *maiden*, *kaupunkein* beside *kaupunkien*, *asukasten* beside *asukkaiden*.
        Some(Case::Gen) if is_plural && ends(&["itten"]) => 3,
        Some(Case::Gen) if is_plural && is_long_stem && ends(&["sten"]) => 1,
        // *yhteisien* beside *yhteisten*, *henkilöjen* beside *henkilöiden*.
        Some(Case::Gen) if is_plural && lemma.ends_with("nen") && ends(&["sien"]) => 1,
        Some(Case::Gen) if is_plural && lemma.ends_with("lö") && ends(&["jen"]) => 1,
        Some(Case::Gen) if is_plural && !ends(&["ien", "jen", "den", "ten"]) => 2,
        // *mittareja* beside *mittareita*, *henkilöjä* beside *henkilöitä*.
        Some(Case::Par) if is_plural && lemma.ends_with('i') && ends(&["eja", "ejä"]) => 1,
        Some(Case::Par) if is_plural && lemma.ends_with("lö") && ends(&["jä"]) => 1,
        // *asukkaihin* beside *asukkaisiin*.
        Some(Case::Ill) if is_plural && is_long_stem && !ends(&["siin"]) => 1,
        Some(_) | None => 0,
    }
}
