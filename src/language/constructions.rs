//! Participle and infinitive constructions that stand for a clause (*lauseenvastike*), and heavy
//! premodifiers.

use crate::language::Analysis;
use crate::language::morphology::{
    Case, FROZEN, Mood, Number, PartForm, Reading, Upos, VerbForm, Voice, Word,
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
    "alkaen",
    "lähtien",
    "ottaen",
    "huolimatta",
    "riippumatta",
    "lukuunottamatta",
    "ottamatta",
    "alkamaan",
    "tietämättä",
    "epäilemättä",
    "puhumattakaan",
    "käsin",
    "koskematta",
    "arvatenkin",
    "mennen",
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
            // *Kuunnellen* is a potential as well, but nobody writes one.
            || reading.verb_form == Some(VerbForm::Fin) && reading.mood != Some(Mood::Pot)
    });
    let is_noun = word
        .preferred(false)
        .is_some_and(|reading| reading.upos == Upos::Noun);
    if others || is_noun {
        return None;
    }
    // *On tekemässä*: part of the sentence's own verb; not *on tinkimättä puolustanut*.
    let has_verb = tokens.get(index + 1).is_some_and(|next| {
        let mut readings = next.word.readings.iter();
        readings.any(is_past_participle)
    });
    let is_own = !has_verb && follows_lemma(tokens, index, &["olla"]);
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
    if is_state(tokens, index) {
        return Some(ConstructionKind::Manner);
    }
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
        // *Saada tehtyä*, *tulla kirjattua*.
        if !is_own && follows_lemma(tokens, index, &["saada", "tulla"]) {
            return Some(ConstructionKind::Manner);
        }
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
    // *Yllättävän hyvä*: it says how good something is.
    let is_degree = !readings.iter().any(|reading| &*reading.lemma == "olla")
        && tokens.get(index + 1).is_some_and(|next| {
            let next = next.word.preferred(false);
            next.is_some_and(|next| next.upos == Upos::Adj && next.case != Some(Case::Par))
        });
    let noun_follows = noun_follows || is_degree;
    (says && (is_own || !noun_follows)).then_some(ConstructionKind::Referative)
}

/// Whether a participle tells in what state something is or comes to be: *epäiltynä*,
/// *toteutettavaksi*.
fn is_state(tokens: &[Token], index: usize) -> bool {
    let word = &tokens[index].word;
    let is_state = |reading: &&Reading| {
        reading.verb_form == Some(VerbForm::Part)
            && matches!(reading.case, Some(Case::Ess | Case::Tra))
    };
    let Some(state) = word.readings.iter().find(is_state) else {
        return false;
    };
    let is_certain =
        word.readings.iter().all(|reading| is_state(&reading)) && !is_adjective(word, state);
    let case = state.case.expect("it was looked for");
    let noun_follows = tokens
        .get(index + 1)
        .is_some_and(|next| agrees(&next.word, case));
    // *On kiinnitettynä*, *käsiteltävänä oleva*: the state is what *olla* says.
    let next = tokens.get(index + 1);
    let is_predicate = tokens[..index]
        .iter()
        .rev()
        .take(2)
        .chain(next)
        .any(|token| {
            let mut readings = token.word.readings.iter();
            readings.any(|reading| &*reading.lemma == "olla" && reading.verb_form.is_some())
        });
    is_certain && !noun_follows && !is_predicate
}

/// *Puolustanut*, *puolustettu*.
fn is_past_participle(reading: &Reading) -> bool {
    reading.verb_form == Some(VerbForm::Part) && reading.part_form == Some(PartForm::Past)
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
    let word = &tokens[index].word;
    let participles: Vec<&Reading> = word
        .readings
        .iter()
        .filter(|reading| reading.verb_form == Some(VerbForm::Part))
        .collect();
    let weighty = word
        .readings
        .iter()
        .filter(|reading| is_weighty(word, reading));
    let is_participle = !participles.is_empty() && participles.len() * 2 >= weighty.count();
    if !is_participle || index == 0 || is_noun_in_ma(word) {
        return None;
    }
    let noun = noun_after(tokens, index, &participles)?;
    // *Asia on liittynyt sen hintaan*: the verb of the sentence.
    let is_verb = |participle: &&Reading| {
        is_past_participle(participle)
            && participle.voice == Some(Voice::Act)
            && participle.case == Some(Case::Nom)
    };
    let is_apart = noun > index + 1 && participles.iter().all(is_verb);
    if is_apart && follows_lemma(tokens, index, &["olla", "ei"]) {
        return None;
    }
    let is_finite = word
        .readings
        .iter()
        .any(|reading| reading.verb_form == Some(VerbForm::Fin));
    // *Asiaa koskevat ilmoitukset*, *asiaan liittyvät luvat haetaan* against *ohjeet koskevat
    // ilmoituksia*, *kylillä vallitsevat kovat pakkaset*.
    let has_object = agrees(&tokens[index - 1].word, Case::Par);
    if is_finite && !has_object && !finite_follows(tokens, noun) {
        return None;
    }
    let start = index - dependant_length(tokens, index, &participles)?;
    let more = tokens[..start]
        .iter()
        .rev()
        .take_while(|token| is_modifier(token))
        .count();
    Some(start - more.min(start))
}

/// Whether a reading counts when it is asked whether a form is a participle: the instructive
/// *suorittaman* is as rare as words the lexicon calls rare, and an adjective made of a participle
/// is one still.
fn is_weighty(word: &Word, reading: &Reading) -> bool {
    let is_instructive = reading.infinitive == Some(3) && reading.case == Some(Case::Ins);
    let is_twin = reading.upos == Upos::Adj
        && word.readings.iter().any(|other| {
            other.part_form.is_some() && other.other_lemma.as_ref() == Some(&reading.lemma)
        });
    !reading.is_rare && !is_instructive && !is_twin
}

/// *Elämä*, *sanoma*: rather a noun than an agent participle.
fn is_noun_in_ma(word: &Word) -> bool {
    let has = |is_so: fn(&Reading) -> bool| word.readings.iter().any(is_so);
    has(|reading| reading.part_form == Some(PartForm::Agt))
        && has(|reading| matches!(reading.upos, Upos::Noun | Upos::Propn))
}

/// Whether a finite verb for certain follows a noun in its clause.
fn finite_follows(tokens: &[Token], noun: usize) -> bool {
    let rest = tokens[noun + 1..].iter();
    let mut clause = rest.take_while(|token| token.kind != TokenKind::Punctuation);
    clause.any(|token| {
        let readings = &token.word.readings;
        let is_finite = |reading: &Reading| reading.verb_form == Some(VerbForm::Fin);
        !readings.is_empty() && readings.iter().all(is_finite)
    })
}

/// How many tokens before a participle depend on it: a word, one with a number or letter after it
/// (*liitteessä II mainitut*), or one with an adverb (*alueeseen vahvasti vaikuttavat*).
fn dependant_length(tokens: &[Token], index: usize, participles: &[&Reading]) -> Option<usize> {
    let word = &tokens[index].word;
    let is_adjective = participles.iter().all(|one| is_adjective(word, one));
    let depends = |token: &Token| {
        dependant(token, participles) && (!is_adjective || is_governed(token, participles))
    };
    if depends(&tokens[index - 1]) {
        return Some(1);
    }
    let between = &tokens[index - 1];
    let first = index.checked_sub(2).map(|at| &tokens[at])?;
    let form = &between.word.form;
    let is_mark = form.len() <= 4 && form.chars().all(char::is_uppercase);
    let is_adverb = between
        .word
        .preferred(false)
        .is_some_and(|reading| reading.upos == Upos::Adv);
    let is_first = is_mark && depends(first) || is_adverb && is_governed(first, participles);
    is_first.then_some(2)
}

/// Whether a noun stands in a case that verbs ask for: then even a participle that has become an
/// adjective is a verb, *hinnasta vastaava virasto*.
fn is_governed(token: &Token, participles: &[&Reading]) -> bool {
    let Some(reading) = token.word.preferred(false) else {
        return false;
    };
    let is_noun = matches!(reading.upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let is_case = matches!(
        reading.case,
        Some(Case::Par | Case::Ill | Case::Ela | Case::Ess)
    );
    let is_active = participles
        .iter()
        .any(|participle| participle.voice == Some(Voice::Act));
    is_noun && is_case && is_active && dependant(token, participles)
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
    let is_place = |reading: &&Reading| is_own(reading) && is_oblique(reading.case);
    let preferred = token.word.preferred(false);
    let Some(reading) = preferred
        .filter(is_own)
        .or_else(|| token.word.readings.iter().find(is_place))
    else {
        return false;
    };
    let is_nominal = matches!(
        reading.upos,
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num
    );
    let agrees = participles
        .iter()
        .any(|participle| participle.case == reading.case && participle.number == reading.number);
    if !is_nominal {
        // *Käsiteltävänä oleva*, *teuraaksi menevät*, *matalalla lentävä*.
        let is_quality = reading.upos == Upos::Adj || reading.verb_form == Some(VerbForm::Part);
        let is_complement = is_oblique(reading.case) || reading.case == Some(Case::Tra);
        return reading.upos == Upos::Adp || is_quality && is_complement && !agrees;
    }
    match reading.case {
        Some(Case::Nom) | None => false,
        Some(Case::Gen) => {
            let is_doer = participles
                .iter()
                .any(|participle| participle.part_form == Some(PartForm::Agt));
            // *Luvan myöntänyt virasto*: so also in the genitive.
            let is_done = participles.iter().any(|one| is_past_participle(one));
            is_doer || is_transitive(participles) && (!agrees || is_done)
        }
        // The object of a passive would be its head.
        Some(Case::Par) => is_transitive(participles),
        _ => !agrees,
    }
}

/// Whether a case tells where, whither, whence, or as what.
fn is_oblique(case: Option<Case>) -> bool {
    matches!(
        case,
        Some(Case::Ine | Case::Ela | Case::Ill | Case::Ade | Case::Abl | Case::All | Case::Ess)
    )
}

/// Whether a noun before the participle can be its object; that of an agent participle is its head.
fn is_transitive(participles: &[&Reading]) -> bool {
    participles.iter().any(|participle| {
        participle.voice == Some(Voice::Act) && participle.part_form != Some(PartForm::Agt)
    })
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
