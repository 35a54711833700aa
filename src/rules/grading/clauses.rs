//! Clauses: which finite verb a word hangs on.
//!
//! Not a parser. A clause ends at a comma, semicolon or dash, and before *ja*, *mutta* and the
//! like, if there is a finite verb on both sides; what has no verb goes with its neighbour.

use std::ops::Range;

use crate::language::{
    Analysis, Case, Mood, Number, PartForm, Passive, Person, Polarity, Reading, Tense, Token,
    TokenKind, Upos, VerbForm,
};

/// Words before which a clause ends if there is a verb on both sides.
const COORDINATORS: [&str; 9] = [
    "ja",
    "sekä",
    "mutta",
    "vaan",
    "eikä",
    "emmekä",
    "eivätkä",
    "joten",
    "kuin",
];

/// Words that open a subordinate clause.
const SUBORDINATORS: [&str; 7] = ["että", "jotta", "koska", "kun", "jos", "mikäli", "vaikka"];

/// Verbs that an infinitive follows and that look like a noun in some form: *voi*, *tuli*.
const GOVERNING: [&str; 4] = ["voida", "tulla", "saada", "taitaa"];

/// A stretch of a sentence with one finite verb, or with none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// Indices of its tokens.
    pub(super) tokens: Range<usize>,
    /// Index of the token of its finite verb.
    pub(super) verb: Option<usize>,
}

/// The clauses of a range of tokens.
pub(super) fn clauses(analysis: &Analysis, tokens: Range<usize>) -> Vec<Clause> {
    let mut pieces: Vec<Clause> = Vec::new();
    let mut start = tokens.start;
    for index in tokens.clone() {
        if index > start && is_border(&analysis.tokens[index]) {
            push(analysis, start..index, &mut pieces);
            start = index;
        }
    }
    push(analysis, start..tokens.end, &mut pieces);
    pieces
}

/// Adds a piece; one without a verb goes with the one before. A first one waits for the next, and
/// so does one that opens a clause: *että lapset* | *ja nuoret kokeilevat*.
fn push(analysis: &Analysis, tokens: Range<usize>, pieces: &mut Vec<Clause>) {
    if tokens.is_empty() {
        return;
    }
    let is_new = |verb: &usize| {
        let last = pieces.last().filter(|last| last.verb.is_some());
        !last.is_some_and(|last| {
            goes_on_infinitive(analysis, tokens.start, *verb, last)
                || is_rather_a_noun(&analysis.tokens[*verb])
        })
    };
    let verb = finite_verb(analysis, tokens.clone()).filter(is_new);
    match pieces.last_mut() {
        Some(last) if last.verb.is_none() || verb.is_none() && !opens(analysis, tokens.clone()) => {
            last.tokens.end = tokens.end;
            last.verb = last.verb.or(verb);
        }
        Some(_) | None => pieces.push(Clause { tokens, verb }),
    }
}

/// Whether a word is seldom a verb where there is one already: *edistetään rantojen ja vesien
/// saattamista parempaan tilaan*.
fn is_rather_a_noun(token: &Token) -> bool {
    let is_noun = |reading: &Reading| matches!(reading.upos, Upos::Noun | Upos::Adj | Upos::Propn);
    let is_inflected = |reading: &Reading| reading.case != Some(Case::Nom);
    token.passive.is_none()
        && token
            .word
            .readings
            .iter()
            .any(|reading| is_noun(reading) && is_inflected(reading))
        && token.word.preferred(false).is_some_and(is_noun)
}

/// Whether the verb after *ja* is one more infinitive, not a verb of its own: *voivat keskustella
/// ja jakaa*.
fn goes_on_infinitive(analysis: &Analysis, start: usize, verb: usize, last: &Clause) -> bool {
    let is_infinitive = |index: usize| {
        let readings = &analysis.tokens[index].word.readings;
        let is_first = |reading: &Reading| reading.infinitive == Some(1);
        readings.iter().any(is_first)
    };
    let governs = |governor: usize| (governor + 1..last.tokens.end).any(is_infinitive);
    verb == start + 1 && is_infinitive(verb) && last.verb.is_some_and(governs)
}

/// Whether a piece begins with a word that opens a subordinate clause.
fn opens(analysis: &Analysis, tokens: Range<usize>) -> bool {
    let mut words = analysis.tokens[tokens]
        .iter()
        .filter(|token| token.kind == TokenKind::Word);
    words.next().is_some_and(|token| {
        let is_relative = |reading: &Reading| &*reading.lemma == "joka";
        SUBORDINATORS.contains(&&*token.word.lower) || token.word.readings.iter().any(is_relative)
    })
}

fn is_border(token: &Token) -> bool {
    match token.kind {
        TokenKind::Punctuation => {
            [",", ";", ":", "–", "—", "(", ")", ".", "!", "?"].contains(&&*token.word.lower)
        }
        TokenKind::Word => {
            let word = &&*token.word.lower;
            COORDINATORS.contains(word) || SUBORDINATORS.contains(word)
        }
        TokenKind::Number | TokenKind::Symbol | TokenKind::Address => false,
    }
}

/// The finite verb of a range: the first sure one, or else the first that may be one, unless it may
/// be a noun and a later one is likelier.
fn finite_verb(analysis: &Analysis, tokens: Range<usize>) -> Option<usize> {
    let is_sure = |index: &usize| {
        let token = &analysis.tokens[*index];
        let readings = &token.word.readings;
        token.passive == Some(Passive::Finite)
            || (!readings.is_empty() && readings.iter().all(is_finite))
    };
    let may_be = |index: &usize| {
        let token = &analysis.tokens[*index];
        let is_verb = |reading: &Reading| is_finite(reading) && reading.mood != Some(Mood::Imp);
        token.word.readings.iter().any(is_verb)
            && !token.word.readings.iter().any(is_small_word)
            && !is_attribute(analysis, tokens.start, *index)
            && !is_named_by(analysis, tokens.start, *index)
    };
    tokens.clone().find(is_sure).or_else(|| {
        let first = tokens.clone().find(may_be)?;
        let mut better = (first + 1..tokens.end).filter(may_be);
        better
            .find(|index| is_likelier(&analysis.tokens[*index], &analysis.tokens[first]))
            .or(Some(first))
    })
}

/// Whether a later word is likelier to be the verb than one that may be a noun: *tuki auttaa*,
/// *uusi malli säästää*, but not *jää kehittää*, where the later one is an infinitive.
fn is_likelier(later: &Token, first: &Token) -> bool {
    let is_verb = |reading: &Reading| {
        matches!(reading.upos, Upos::Verb | Upos::Aux) && reading.verb_form != Some(VerbForm::Part)
    };
    // *Auttavat* is a participle as well, or even an adjective.
    let may_be_verb = |reading: &Reading| {
        let is_plural_adjective = reading.upos == Upos::Adj && reading.number == Some(Number::Plur);
        is_verb(reading) || reading.part_form == Some(PartForm::Pres) || is_plural_adjective
    };
    let is_past = |reading: &Reading| reading.tense == Some(Tense::Past);
    let is_infinitive = |reading: &Reading| reading.infinitive == Some(1);
    let governs = |reading: &Reading| GOVERNING.contains(&&*reading.lemma);
    let first_readings = &first.word.readings;
    let later_readings = &later.word.readings;
    let may_be_infinitive = later_readings.iter().any(is_infinitive);
    later_readings.iter().all(may_be_verb)
        && !first_readings.iter().all(is_verb)
        && !first_readings.iter().any(governs)
        && (!may_be_infinitive || first_readings.iter().any(is_past))
}

/// Whether the neighbours of a word that may be a noun make it one: a capital inside the sentence
/// (*osallistava Suomi*), or an adjective before it (*nopea tuki*).
fn is_named_by(analysis: &Analysis, start: usize, index: usize) -> bool {
    let is_nominative = |reading: &Reading| reading.case == Some(Case::Nom);
    let token = &analysis.tokens[index];
    let before = index.checked_sub(1).filter(|before| *before >= start);
    let before = before.map(|before| &analysis.tokens[before].word.readings);
    let is_after_adjective = before.is_some_and(|readings| {
        let is_adjective = |reading: &Reading| {
            reading.upos == Upos::Adj
                && is_nominative(reading)
                && reading.number == Some(Number::Sing)
        };
        !readings.is_empty() && readings.iter().all(is_adjective)
    });
    let is_capital = token.word.form.starts_with(char::is_uppercase) && before.is_some();
    let may_be_noun = token.word.readings.iter().any(|reading| {
        let is_noun = matches!(reading.upos, Upos::Noun | Upos::Propn);
        is_noun && is_nominative(reading) && reading.number == Some(Number::Sing)
    });
    may_be_noun && (is_capital || is_after_adjective)
}

/// Whether a form like *ennakoivat* tells more of the noun after it: *ennakoivat palvelut*, *pieni
/// kunta*, but not *tiimit ennakoivat ruuhkat*, where its subject stands before it.
fn is_attribute(analysis: &Analysis, start: usize, index: usize) -> bool {
    let readings = |index: usize| analysis.tokens[index].word.readings.iter();
    let is_attribute_in = |number: Number| {
        let is_nominative =
            |reading: &Reading| reading.case == Some(Case::Nom) && reading.number == Some(number);
        let is_adjective = readings(index).any(|reading| {
            let is_adjective =
                reading.upos == Upos::Adj || reading.part_form == Some(PartForm::Pres);
            is_adjective && is_nominative(reading)
        });
        let is_before_noun = analysis.tokens.get(index + 1).is_some_and(|next| {
            let is_noun = |reading: &Reading| reading.upos == Upos::Noun && is_nominative(reading);
            next.word.readings.iter().any(is_noun)
        });
        is_adjective && is_before_noun
    };
    let has_subject = (start..index).any(|index| {
        readings(index).any(|reading| reading.case == Some(Case::Nom) && reading.upos == Upos::Noun)
    });
    is_attribute_in(Number::Sing) || is_attribute_in(Number::Plur) && !has_subject
}

/// Whether a reading is a finite verb that can stand alone.
pub(super) fn is_finite(reading: &Reading) -> bool {
    reading.verb_form == Some(VerbForm::Fin) && !reading.connegative
}

/// Whether a reading is a word that is seldom a verb beside it. One with a possessive is rare
/// itself: *vastasi* answers oftener than it is *your only*.
fn is_small_word(reading: &Reading) -> bool {
    let is_small = matches!(
        reading.upos,
        Upos::Adv | Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Pron | Upos::Num
    );
    is_small && reading.possessive.is_none()
}

impl Clause {
    /// The negative verb in it.
    pub(super) fn negative(&self, analysis: &Analysis) -> Option<usize> {
        self.tokens.clone().find(|index| {
            let readings = &analysis.tokens[*index].word.readings;
            readings
                .iter()
                .any(|reading| reading.polarity == Some(Polarity::Neg))
        })
    }

    /// The past participle that makes a compound tense with *olla*: *on kokeiltu*. One that tells
    /// more of a noun is none: *malli on usein kokeiltu tapa*.
    pub(super) fn participle(&self, analysis: &Analysis) -> Option<usize> {
        let verb = self.verb?;
        let readings = |index: usize| analysis.tokens[index].word.readings.iter();
        let is_auxiliary = |reading: &Reading| {
            &*reading.lemma == "olla" || reading.polarity == Some(Polarity::Neg)
        };
        if !readings(verb).any(is_auxiliary) {
            return None;
        }
        let is_noun = |index: usize| {
            let is_noun =
                |reading: &Reading| reading.upos == Upos::Noun && reading.case == Some(Case::Nom);
            index < self.tokens.end && readings(index).any(is_noun)
        };
        let has_subject = (self.tokens.start..verb).any(is_noun);
        let after = verb + 1..self.tokens.end;
        after.take(8).find(|index| {
            let token = &analysis.tokens[*index];
            let is_past = |reading: &Reading| {
                reading.part_form == Some(PartForm::Past)
                    && reading.case.is_none_or(|case| case == Case::Nom)
            };
            let is_compound =
                token.passive == Some(Passive::Compound) || readings(*index).any(is_past);
            is_compound && !(has_subject && is_noun(index + 1))
        })
    }

    /// Whether its verb is in the first person plural.
    pub(super) fn is_ours(&self, analysis: &Analysis) -> bool {
        self.verb.is_some_and(|verb| {
            analysis.tokens[verb].word.readings.iter().any(|reading| {
                is_finite(reading)
                    && reading.person == Some(Person::First)
                    && reading.number == Some(Number::Plur)
            })
        })
    }
}
