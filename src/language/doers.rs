//! The expressed doer of a passive: *kaupungin toimesta*, *lautakunnan on päätettävä*.

use crate::language::Analysis;
use crate::language::morphology::{Case, PartForm, Upos};
use crate::language::tokens::Token;
use crate::span::Span;

/// Words that make the genitive before them a doer.
const BY: &[&str] = &["toimesta", "taholta", "voimin", "johdolla", "puolesta"];

/// The expressed doer of a passive token, if there is one in its sentence.
pub fn doer(analysis: &Analysis, sentence: usize, token: usize) -> Option<Span> {
    let range = analysis.sentences[sentence].tokens.clone();
    let tokens = &analysis.tokens[range.clone()];
    let index = token
        .checked_sub(range.start)
        .filter(|index| *index < tokens.len())?;
    tokens[index].passive?;
    by_phrase(tokens).or_else(|| necessity(tokens, index))
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
