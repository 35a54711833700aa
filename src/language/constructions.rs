//! Participle and infinitive constructions that stand for a clause (*lauseenvastike*), and heavy
//! premodifiers.

use crate::language::Analysis;
use crate::language::morphology::{
    Case, FROZEN, Number, PartForm, Reading, Upos, VerbForm, Voice, Word,
};
use crate::language::tokens::{Token, TokenKind};
use crate::span::Span;

/// A construction in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Construction {
    /// Its head, and for a premodifier what belongs to it.
    pub span: Span,
    /// What it is.
    pub kind: ConstructionKind,
}

/// A kind of construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ConstructionKind {
    /// *Sanoi tulevansa.*
    Referative,
    /// *Päätettäessä*, *tehtyään*.
    Temporal,
    /// *Tehdäkseen.*
    Final,
    /// *Puhuen*, *tekemättä*, *tekemässä*.
    Manner,
    /// *Kunnan viime vuonna laatima suunnitelma.*
    Premodifier,
}

/// Verbs that take a referative construction.
const SAYING: &[&str] = &[
    "sanoa",
    "kertoa",
    "ilmoittaa",
    "uskoa",
    "luulla",
    "arvioida",
    "katsoa",
    "todeta",
    "väittää",
    "tietää",
    "nähdä",
    "kuulla",
    "huomata",
    "havaita",
    "olettaa",
    "epäillä",
    "myöntää",
    "kiistää",
    "toivoa",
    "tuntea",
    "ajatella",
    "näyttää",
    "ymmärtää",
    "muistaa",
    "vakuuttaa",
    "luvata",
    "näkyä",
    "tuntua",
    "osoittautua",
    "kuvitella",
    "ennustaa",
    "odottaa",
    "vaikuttaa",
    "pelätä",
    "sattua",
    "mainita",
    "selittää",
    "kirjoittaa",
    "korostaa",
    "osoittaa",
    "laskea",
    "haluta",
    "löytää",
    "saada",
    "jättää",
];

/// Frozen forms that look like constructions.
const WORN: &[&str] = &[
    "mennessä",
    "koskien",
    "lukien",
    "alkaen",
    "lähtien",
    "ottaen",
    "riippuen",
    "liittyen",
    "perustuen",
    "huolimatta",
    "riippumatta",
    "lukuunottamatta",
    "ottamatta",
    "alkamaan",
    "yrittämättä",
    "viipymättä",
    "tietämättä",
    "epäilemättä",
    "jatkuen",
    "puhumattakaan",
    "käsin",
    "johtuen",
    "koskematta",
    "arvatenkin",
    "tullen",
    "mennen",
    "ollen",
    "tietäen",
    "rajoittamatta",
    "päästessä",
    "menemään",
];

/// The constructions of a sentence, in order.
pub fn constructions(analysis: &Analysis, sentence: usize) -> Vec<Construction> {
    let tokens = analysis.tokens_of(&analysis.sentences[sentence]);
    (0..tokens.len())
        .filter_map(|index| construction(tokens, index))
        .collect()
}

fn construction(tokens: &[Token], index: usize) -> Option<Construction> {
    let token = &tokens[index];
    let lower = &*token.word.lower;
    if token.kind != TokenKind::Word || WORN.contains(&lower) || token.word.readings.is_empty() {
        return None;
    }
    let kind = infinitive(tokens, index).or_else(|| participle(tokens, index));
    if let Some(kind) = kind {
        return Some(Construction {
            span: token.span,
            kind,
        });
    }
    let start = premodifier(tokens, index)?;
    let span = tokens[start].span.join(token.span);
    Some(Construction {
        span,
        kind: ConstructionKind::Premodifier,
    })
}

/// The kind of an infinitive that stands for a clause.
fn infinitive(tokens: &[Token], index: usize) -> Option<ConstructionKind> {
    let word = &tokens[index].word;
    let is_likely =
        |reading: &&Reading| reading.verb_form == Some(VerbForm::Inf) && !reading.guessed;
    let reading = word.readings.iter().find(is_likely)?;
    // *lukien* is also a name in the plural; *keskustelussa* is no infinitive.
    let others = word.readings.iter().any(|reading| {
        matches!(reading.upos, Upos::Adv | Upos::Adp | Upos::Pron)
            || reading.verb_form == Some(VerbForm::Fin)
    });
    let is_noun = word
        .preferred(false)
        .is_some_and(|reading| reading.upos == Upos::Noun);
    if others || is_noun {
        return None;
    }
    // *On tekemässä*, *jäi tekemättä*: part of the sentence's own verb.
    let is_own = follows_lemma(tokens, index, &["olla", "jäädä", "jättää", "käydä"]);
    if reading.infinitive == Some(3) && is_own {
        return None;
    }
    match (reading.infinitive, reading.case) {
        (Some(1), Some(Case::Tra)) => Some(ConstructionKind::Final),
        (Some(2), Some(Case::Ine)) => Some(ConstructionKind::Temporal),
        (Some(2), Some(Case::Ins)) => Some(ConstructionKind::Manner),
        (Some(3), Some(Case::Abe | Case::Ine)) => Some(ConstructionKind::Manner),
        _ => None,
    }
}

/// The kind of a participle that stands for a clause.
fn participle(tokens: &[Token], index: usize) -> Option<ConstructionKind> {
    let readings = &tokens[index].word.readings;
    let is_past_passive = |reading: &Reading| {
        reading.verb_form == Some(VerbForm::Part)
            && reading.part_form == Some(PartForm::Past)
            && reading.voice == Some(Voice::Pass)
            && reading.case == Some(Case::Par)
            && reading.number == Some(Number::Sing)
    };
    if readings.iter().any(is_past_passive)
        && readings
            .iter()
            .all(|reading| reading.verb_form == Some(VerbForm::Part))
    {
        let is_own = readings
            .iter()
            .any(|reading| is_past_passive(reading) && reading.possessive.is_some());
        let noun_follows = tokens
            .get(index + 1)
            .is_some_and(|next| agrees(&next.word, Case::Par));
        if is_own || !noun_follows && !follows_lemma(tokens, index, &["olla", "ei"]) {
            return Some(ConstructionKind::Temporal);
        }
    }
    let is_reported = |reading: &Reading| {
        reading.verb_form == Some(VerbForm::Part)
            && matches!(reading.part_form, Some(PartForm::Pres | PartForm::Past))
            && (reading.case == Some(Case::Gen)
                || reading.case == Some(Case::Nom) && reading.possessive.is_some())
            && reading.number == Some(Number::Sing)
    };
    if !readings.iter().any(is_reported) {
        return None;
    }
    let says = tokens.iter().any(|token| {
        token
            .word
            .readings
            .iter()
            .any(|reading| SAYING.contains(&&*reading.lemma) && reading.upos == Upos::Verb)
    });
    let noun_follows = tokens
        .get(index + 1)
        .is_some_and(|next| agrees(&next.word, Case::Gen));
    let is_own = readings
        .iter()
        .any(|reading| is_reported(reading) && reading.possessive.is_some());
    (says && (is_own || !noun_follows)).then_some(ConstructionKind::Referative)
}

/// Whether a word can be a noun or adjective in a case.
fn agrees(word: &Word, case: Case) -> bool {
    word.readings.iter().any(|reading| {
        matches!(
            reading.upos,
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron
        ) && reading.case == Some(case)
    })
}

/// Whether a form of one of these words stands shortly before.
fn follows_lemma(tokens: &[Token], index: usize, lemmas: &[&str]) -> bool {
    let before = tokens[..index].iter().rev().take(5);
    before.into_iter().any(|token| {
        token
            .word
            .readings
            .iter()
            .any(|reading| lemmas.contains(&&*reading.lemma) && reading.verb_form.is_some())
    })
}

/// Where the modifiers of a participle before its noun begin, if it has some of its own.
fn premodifier(tokens: &[Token], index: usize) -> Option<usize> {
    let readings = &tokens[index].word.readings;
    let participles: Vec<&Reading> = readings
        .iter()
        .filter(|reading| {
            reading.verb_form == Some(VerbForm::Part) && !is_adjective(&tokens[index].word, reading)
        })
        .collect();
    let is_participle = !participles.is_empty() && participles.len() * 2 >= readings.len();
    if !is_participle || index == 0 {
        return None;
    }
    let is_finite = readings
        .iter()
        .any(|reading| reading.verb_form == Some(VerbForm::Fin));
    // *Asiaa koskevat ilmoitukset* against *ohjeet koskevat ilmoituksia*.
    if is_finite && !agrees(&tokens[index - 1].word, Case::Par) {
        return None;
    }
    noun_after(tokens, index, &participles)?;
    let before = &tokens[index - 1];
    let start = dependant(before, &participles).then_some(index - 1)?;
    let more = tokens[..start]
        .iter()
        .rev()
        .take_while(|token| is_modifier(token))
        .count();
    Some(start - more.min(start))
}

/// Whether a participle has become an adjective: then the lexicon gives it a reading as one.
fn is_adjective(word: &Word, participle: &Reading) -> bool {
    let form = participle.other_lemma.as_deref();
    let mut readings = word.readings.iter();
    readings.any(|reading| reading.upos == Upos::Adj && Some(&*reading.lemma) == form)
}

/// The noun a participle modifies: the next noun in its case and number.
fn noun_after(tokens: &[Token], index: usize, participles: &[&Reading]) -> Option<usize> {
    for (offset, token) in tokens[index + 1..].iter().take(5).enumerate() {
        let is_and = token
            .word
            .readings
            .iter()
            .any(|reading| reading.upos == Upos::Cconj);
        if offset > 0 && (is_and || &*token.word.form == ",") {
            continue;
        }
        if token.kind != TokenKind::Word {
            return None;
        }
        let fits = |reading: &Reading| {
            matches!(reading.upos, Upos::Noun | Upos::Propn)
                && participles.iter().any(|participle| {
                    participle.case == reading.case && participle.number == reading.number
                })
        };
        if token.word.readings.iter().any(fits) {
            return Some(index + 1 + offset);
        }
        let is_between = token.word.readings.iter().any(|reading| {
            matches!(reading.upos, Upos::Adj | Upos::Num | Upos::Pron)
                || reading.verb_form == Some(VerbForm::Part)
                || reading.case == Some(Case::Gen)
        });
        if !is_between {
            return None;
        }
    }
    None
}

/// Whether a word before a participle depends on it: a noun in a case of place, an object, a doer.
fn dependant(token: &Token, participles: &[&Reading]) -> bool {
    if token.kind == TokenKind::Punctuation || token.kind == TokenKind::Symbol {
        return false;
    }
    if token.kind == TokenKind::Number {
        return true;
    }
    // *Voimassa oleva*: an adverb by now, but still a noun in a case of place.
    let is_own = |reading: &&Reading| &*reading.raw != FROZEN;
    let preferred = token.word.preferred(false);
    let Some(reading) = preferred
        .filter(is_own)
        .or_else(|| token.word.readings.iter().find(is_own))
    else {
        return false;
    };
    let is_nominal = matches!(
        reading.upos,
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num
    );
    if !is_nominal {
        return reading.upos == Upos::Adp;
    }
    let agrees = participles
        .iter()
        .any(|participle| participle.case == reading.case && participle.number == reading.number);
    match reading.case {
        Some(Case::Nom) | None => false,
        Some(Case::Gen) => {
            let is_doer = participles
                .iter()
                .any(|participle| participle.part_form == Some(PartForm::Agt));
            is_doer || !agrees && is_transitive(participles)
        }
        Some(Case::Par) => {
            !agrees
                || participles
                    .iter()
                    .any(|participle| participle.voice == Some(Voice::Act))
        }
        _ => !agrees,
    }
}

/// Whether a genitive before the participle can be its object.
fn is_transitive(participles: &[&Reading]) -> bool {
    participles
        .iter()
        .any(|participle| participle.voice == Some(Voice::Act))
}

/// Whether a word goes on the modifiers before a participle.
fn is_modifier(token: &Token) -> bool {
    let is_word = matches!(token.kind, TokenKind::Word | TokenKind::Number);
    let reading = token.word.preferred(false);
    is_word
        && reading.is_some_and(|reading| {
            matches!(
                reading.upos,
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num
            ) && matches!(
                reading.case,
                Some(
                    Case::Gen
                        | Case::Ine
                        | Case::Ela
                        | Case::Ade
                        | Case::All
                        | Case::Ess
                        | Case::Ill
                )
            )
        })
}
