//! The expressed doer of a passive: *kaupungin toimesta*, *lautakunnan on päätettävä*, *kaupungilta
//! kerrotaan*.

use crate::language::Analysis;
use crate::language::morphology::{Case, PartForm, Reading, Upos};
use crate::language::tokens::Token;
use crate::span::Span;

/// Words that make the genitive before them a doer.
const BY: &[&str] = &["toimesta", "taholta", "voimin", "johdolla", "puolesta"];

/// Verbs whose passive may have its doer in the ablative: saying, sending, deciding, making. With
/// others it tells whom something is got from (*asukkailta kerätään*) or whence.
const FROM: &[&str] = &[
    "antaa",
    "arvioida",
    "esittää",
    "hyväksyä",
    "ilmoittaa",
    "kertoa",
    "kommentoida",
    "korostaa",
    "laatia",
    "linjata",
    "luvata",
    "lähettää",
    "muistuttaa",
    "perustella",
    "päättää",
    "sanoa",
    "selittää",
    "suunnitella",
    "tehdä",
    "tiedottaa",
    "todeta",
    "toimittaa",
    "valmistella",
    "vahvistaa",
    "vastata",
];

/// Those who can do so, by the last part of their name; beside them names, *hän* and the like.
const ACTORS: &[&str] = &[
    "asiantuntija",
    "esihenkilö",
    "esimies",
    "hallinto",
    "hallitus",
    "henkilöstö",
    "järjestö",
    "johtaja",
    "johto",
    "kaupunki",
    "keskus",
    "koordinaattori",
    "kunta",
    "laitos",
    "liitto",
    "ministeriö",
    "neuvosto",
    "opettaja",
    "palvelu",
    "poliisi",
    "puheenjohtaja",
    "päällikkö",
    "ryhmä",
    "seura",
    "sihteeri",
    "tiimi",
    "tutkija",
    "työntekijä",
    "valtuusto",
    "viranomainen",
    "virasto",
    "virkamies",
    "yhdistys",
    "yhtiö",
    "yksikkö",
    "yritys",
];

/// The expressed doer of a passive token, if there is one in its sentence.
pub fn doer(analysis: &Analysis, sentence: usize, token: usize) -> Option<Span> {
    let range = analysis.sentences[sentence].tokens.clone();
    let tokens = &analysis.tokens[range.clone()];
    let index = token
        .checked_sub(range.start)
        .filter(|index| *index < tokens.len())?;
    tokens[index].passive?;
    by_phrase(tokens)
        .or_else(|| necessity(tokens, index))
        .or_else(|| ablative(tokens, index))
}

/// The genitives before *toimesta* and its like, and the word itself.
fn by_phrase(tokens: &[Token]) -> Option<Span> {
    tokens.iter().enumerate().find_map(|(index, token)| {
        if !BY.contains(&&*token.word.lower) {
            return None;
        }
        let first = genitives_before(tokens, index)?;
        Some(tokens[first].span.join(token.span))
    })
}

/// *Lautakunnan on tehtävä*: the genitive before *olla* and a present participle.
fn necessity(tokens: &[Token], index: usize) -> Option<Span> {
    let readings = &tokens[index].word.readings;
    let is_must = readings.iter().any(|reading| {
        reading.part_form == Some(PartForm::Pres) && reading.case == Some(Case::Nom)
    });
    if !is_must {
        return None;
    }
    let is_be = |token: &Token| {
        token
            .word
            .readings
            .iter()
            .any(|reading| &*reading.lemma == "olla")
    };
    let be = tokens[..index].iter().rposition(is_be)?;
    let first = genitives_before(tokens, be)?;
    Some(tokens[first].span.join(tokens[be - 1].span))
}

/// *Kaupungilta kerrotaan*: an actor in the ablative in the clause of a verb that allows one, with
/// the genitives before it.
fn ablative(tokens: &[Token], index: usize) -> Option<Span> {
    let readings = &tokens[index].word.readings;
    let allows = readings
        .iter()
        .any(|reading| FROM.contains(&&*reading.lemma));
    if !allows {
        return None;
    }
    let is_bound = |token: &Token| matches!(token.word.form.as_ref(), "," | ";" | ":");
    let bound_before = tokens[..index].iter().rposition(is_bound);
    let first = bound_before.map_or(0, |bound| bound + 1);
    let bound_after = tokens[index..].iter().position(is_bound);
    let end = bound_after.map_or(tokens.len(), |bound| index + bound);
    let actor = (first..end).find(|at| tokens[*at].word.readings.iter().any(is_actor))?;
    let first = genitives_before(tokens, actor).unwrap_or(actor);
    Some(tokens[first].span.join(tokens[actor].span))
}

/// *Kaupungilta*, *Virtaselta*, *häneltä*: somebody who acts, in the ablative.
fn is_actor(reading: &Reading) -> bool {
    let last = reading.parts.last().map(|part| &*part.lemma);
    let is_person = match reading.upos {
        Upos::Propn => reading.raw.contains("[Les]") || reading.raw.contains("[Lee]"),
        Upos::Pron => matches!(
            &*reading.lemma,
            "minä" | "sinä" | "hän" | "me" | "te" | "he"
        ),
        _ => ACTORS.contains(&last.unwrap_or(&reading.lemma)),
    };
    is_person && reading.case == Some(Case::Abl)
}

/// Index of the first of the genitives that end right before a token.
fn genitives_before(tokens: &[Token], end: usize) -> Option<usize> {
    let is_genitive = |token: &&Token| {
        token.word.readings.iter().any(|reading| {
            matches!(
                reading.upos,
                Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj
            ) && reading.case == Some(Case::Gen)
        })
    };
    let count = tokens[..end].iter().rev().take_while(is_genitive).count();
    (count > 0).then(|| end - count)
}
