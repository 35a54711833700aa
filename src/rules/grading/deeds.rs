//! Deed or idea: whether somebody does what a cue speaks of.

use std::ops::Range;

use crate::language::{Case, Clitic, Degree, Number, PartForm, Reading, Upos, VerbForm, Voice};
use crate::rules::evidence::{Anchor, AnchorKind};
use crate::rules::grading::clauses::Clause;
use crate::rules::grading::doing::Doing;
use crate::rules::grading::verdicts::Judge;

/// What makes even a fragment a deed, two together.
const DETAILS: [AnchorKind; 3] = [AnchorKind::Who, AnchorKind::When, AnchorKind::Measure];

/// Words that open a clause about what may be.
const SUPPOSING: [&str; 5] = ["jos", "mikäli", "ellei", "jollei", "vaikka"];

/// Words that open a question inside a sentence.
const ASKING: [&str; 11] = [
    "miten", "kuinka", "miksi", "mitä", "mikä", "mitkä", "missä", "milloin", "kuka", "kumpi",
    "paljonko",
];

/// How many words after a lone verb its object may stand, behind the next verb.
const SHARED_OBJECT: usize = 8;

impl Judge<'_> {
    /// Whether the cue is only aimed at: *kokeilun edistämiseksi*, *mahdollisuus kokeilla*.
    pub(super) fn is_aim(&self, cue: &Range<usize>, clause: &Clause) -> bool {
        let readings = |index: usize| self.text.analysis.tokens[index].word.readings.iter();
        let is_purpose = |reading: &Reading| {
            reading.infinitive == Some(4) && reading.case == Some(Case::Tra)
                || reading.infinitive == Some(1) && reading.possessive.is_some()
        };
        let last = cue.end - 1;
        let governs = readings(last).any(|reading| reading.case == Some(Case::Gen));
        let reach = if governs { cue.end + 2 } else { cue.end };
        let aims = (cue.start..reach.min(clause.tokens.end.max(cue.end)))
            .any(|index| readings(index).any(is_purpose));
        let is_infinitive = |reading: &Reading| {
            reading.verb_form == Some(VerbForm::Inf) && reading.infinitive == Some(1)
        };
        let hangs = clause.verb.is_some_and(|verb| {
            let is_other = |index: usize| index != verb && clause.tokens.contains(&index);
            let beside = [Some(last), cue.start.checked_sub(1), Some(cue.end)];
            !cue.contains(&verb)
                && beside.into_iter().flatten().any(|index| {
                    is_other(index)
                        && readings(index).any(is_infinitive)
                        && readings(index).all(|reading| reading.upos == Upos::Verb)
                })
        });
        aims || hangs && !self.has(&self.grading.beginning_verb, clause)
    }

    /// Whether the clause only supposes or asks: *jos kokeilemme*, *miten kokeillaan*, *kun
    /// asukkaat osallistuvat*, unless it says when.
    pub(super) fn is_condition(&self, clause: &Clause) -> bool {
        let is_when = self.begins_with(clause, |token| &*token.word.lower == "kun");
        if is_when && !self.is_past(clause) && self.anchored(&[AnchorKind::When]) == 0 {
            return true;
        }
        self.begins_with(clause, |token| {
            let asks = |reading: &Reading| reading.clitics.contains(&Clitic::Ko);
            SUPPOSING.contains(&&*token.word.lower)
                || ASKING.contains(&&*token.word.lower)
                || token.word.readings.iter().any(asks)
        })
    }

    /// Whether the cue is a quality of something: *joustava palvelu*, *palvelee joustavasti*. Many
    /// such words are participles that may be verbs too, as *joustavat*.
    fn is_quality(&self, cue: &Range<usize>, verb: usize) -> bool {
        let is_quality = |reading: &Reading| reading.upos == Upos::Adj || is_how(reading);
        let may_be = |reading: &Reading| is_quality(reading) || reading.upos == Upos::Verb;
        [cue.start, cue.end - 1].into_iter().all(|index| {
            let readings = &self.text.analysis.tokens[index].word.readings;
            index != verb && readings.iter().any(is_quality) && readings.iter().all(may_be)
        })
    }

    /// Whether the clause tells what somebody or something is like, not what is done:
    /// *joustava palvelu on …*, *toimimme nopeasti*.
    fn is_only_quality(&self, cue: &Range<usize>, verb: usize, doing: Doing) -> bool {
        let is_done = matches!(doing, Doing::Done | Doing::OursDone);
        let tells_how = self.tells_how(cue);
        if tells_how && self.is(&self.grading.general_verb, verb) {
            return !is_done;
        }
        let is_happening = is_done || self.is(&self.grading.happening_verb, verb);
        self.is_quality(cue, verb) && !is_ours(doing) && !(tells_how && is_happening)
    }

    /// Whether the cue is a trait of the thing after it: *rajat ylittävää tiedonsiirtoa*. To create
    /// such a thing is a deed.
    fn is_trait(&self, cue: &Range<usize>, verb: usize) -> bool {
        let readings = |index: usize| self.text.analysis.tokens[index].word.readings.iter();
        let last = cue.end - 1;
        let agrees = |of_trait: &Reading| {
            let is_trait = cue.len() == 1 && of_trait.upos == Upos::Adj
                || of_trait.part_form == Some(PartForm::Pres);
            let is_of = |noun: &Reading| {
                noun.upos == Upos::Noun
                    && noun.case == of_trait.case
                    && noun.number == of_trait.number
            };
            is_trait && cue.end < self.unit.tokens.end && readings(cue.end).any(is_of)
        };
        !cue.contains(&verb)
            && !self.is(&self.grading.creation_verb, verb)
            && readings(last).any(agrees)
    }

    /// Whether something of a quality is told of, no doer: *sujuvat palvelut lisäävät …*,
    /// *matalan kynnyksen paikat ehkäisevät …*.
    fn is_subject_with_quality(&self, cue: &Range<usize>, verb: usize) -> bool {
        let readings = &self.text.analysis.tokens[cue.start].word.readings;
        let is_adjective = |reading: &Reading| reading.upos == Upos::Adj;
        cue.end <= verb && readings.iter().any(is_adjective)
    }

    /// Whether the cue holds a word that tells how: *korjataan pikaisesti*.
    fn tells_how(&self, cue: &Range<usize>) -> bool {
        self.text.analysis.tokens[cue.clone()]
            .iter()
            .any(|token| token.word.readings.iter().any(is_how))
    }

    /// Whether the cue only tells more about the noun after it: *kokeilun kesto*, but not
    /// *teimme sopimuksen koulun kanssa*.
    pub(super) fn is_modifier(&self, cue: &Range<usize>) -> bool {
        let last = &self.text.analysis.tokens[cue.end - 1].word.readings;
        let Some(next) = self.text.analysis.tokens.get(cue.end) else {
            return false;
        };
        let is_headed = |reading: &Reading| {
            let is_core = matches!(
                reading.case,
                Some(Case::Nom | Case::Gen | Case::Par | Case::Ela | Case::Ill)
            );
            reading.upos == Upos::Noun && is_core
        };
        let is_genitive = |reading: &Reading| reading.case == Some(Case::Gen);
        let has_company = cue.end + 1 < self.unit.tokens.end
            && &*self.text.analysis.tokens[cue.end + 1].word.lower == "kanssa";
        cue.len() == 1
            && !has_company
            && cue.end < self.unit.tokens.end
            && !last.is_empty()
            && last.iter().all(is_genitive)
            && !next.word.readings.is_empty()
            && next.word.readings.iter().all(is_headed)
    }

    /// Whether somebody does what the clause tells.
    pub(super) fn is_deed(&self, cue: &Range<usize>, clause: &Clause) -> bool {
        let Some(verb) = clause.verb else {
            let is_invited = self.has(&self.grading.invitation, clause);
            let is_together = self.is_manner(cue) && self.is_with_partner(clause);
            let enough = if is_invited || is_together { 1 } else { 2 };
            return self.anchored(&DETAILS) >= enough;
        };
        let is_manner = self.is_manner(cue);
        if is_manner && self.is_of_something_done(cue, clause) || self.is_done_already(cue) {
            return true;
        }
        let dated = self.anchored(&[AnchorKind::When, AnchorKind::Measure]) > 0;
        let doing = self.doing(clause, verb);
        let is_told = matches!(doing, Doing::Ours | Doing::OursDone | Doing::Done);
        if self.is_only_quality(cue, verb, doing)
            || (self.is_subject_with_quality(cue, verb) || self.is_trait(cue, verb)) && !is_told
        {
            return self.anchored(&DETAILS) >= 2;
        }
        if self.is_being(clause, verb) {
            return self.anchored(&[AnchorKind::When]) > 0
                || self.has(&self.grading.under_way, clause);
        }
        let is_soft = (!is_manner || self.is(&self.grading.vague_verb, verb))
            && self.is(&self.grading.soft_verb, verb)
            && !self.is_made_good(cue, verb, clause);
        match doing {
            Doing::Passive | Doing::Ours | Doing::Theirs if self.is_means(cue) => dated,
            Doing::Passive if self.tells_how(cue) => dated,
            Doing::Ours | Doing::Theirs | Doing::Passive if is_soft => dated,
            Doing::Done if self.is_done_by_an_action(clause, verb) => false,
            Doing::Ours | Doing::OursDone | Doing::Done => true,
            // *Laaditaan yhteistyössä* and *kokeilussa selvitetään* tell how and where;
            // *yhteistyössä tavoitteet saavutetaan* is a general truth.
            Doing::Passive if is_manner => {
                let is_creation = self.is(&self.grading.creation_verb, verb);
                let is_beside = verb == cue.end && !self.is(&self.grading.coming_about, verb);
                dated
                    || is_beside
                    || is_creation && verb < cue.start
                    || self.is_with_partner(clause)
            }
            Doing::Passive if !cue.contains(&verb) => {
                dated
                    || self.is(&self.grading.creation_verb, verb)
                        && !self.is_urged(cue, verb, clause)
            }
            Doing::Passive => dated || !self.is_urged(cue, verb, clause),
            Doing::Theirs => {
                !self.is_said_of_a_matter(verb, clause)
                    && !self.is_done_by_an_action(clause, verb)
                    // *Jonot lyhenevät puoleen* measures what comes of it, not what is done.
                    && (self.anchored(&[AnchorKind::When]) > 0
                        || dated && !cue.contains(&verb)
                        || self.is(&self.grading.happening_verb, verb)
                        || self.has_named_doer(cue, clause)
                        || self.is_done_by_somebody(cue, clause, verb)
                        // Only somebody who acts can act in company.
                        || is_manner
                            && self.is_with_partner(clause)
                            && !self.is(&self.grading.coming_about, verb))
            }
            Doing::Asked => self.anchored(&[AnchorKind::When]) > 0,
            Doing::Mine => self.is_with_partner(clause),
        }
    }

    /// Whether a passive only urges: it opens its clause, as in the programmes of parties, and
    /// names nothing that the cue is done to or that comes of it.
    fn is_urged(&self, cue: &Range<usize>, verb: usize, clause: &Clause) -> bool {
        let is_named = if cue.contains(&verb) || self.is(&self.grading.creation_verb, verb) {
            self.has_object(verb, clause)
        } else {
            self.is_one_thing(cue)
        };
        verb == self.first_word(clause) && !is_named
    }

    /// Whether a verb that promises little is made good by the clause: it tells by what means
    /// (*nopeutetaan käsittelyä siirtämällä …*), or one thing comes of it (*luodaan kokeilu*).
    fn is_made_good(&self, cue: &Range<usize>, verb: usize, clause: &Clause) -> bool {
        let is_creation = self.is(&self.grading.creation_verb, verb);
        is_creation && verb < cue.start && self.is_one_thing(cue) || self.tells_means(cue, clause)
    }

    /// Whether something done is the means: *siirtämällä hakemukset verkkoon*. One that promises
    /// little itself, as in *kehittämällä*, is none, unless it is what the cue speaks of.
    fn tells_means(&self, cue: &Range<usize>, clause: &Clause) -> bool {
        clause.tokens.clone().any(|index| {
            let readings = &self.text.analysis.tokens[index].word.readings;
            let is_means = |reading: &Reading| {
                reading.infinitive == Some(3) && reading.case == Some(Case::Ade)
            };
            readings.iter().any(is_means)
                && (cue.contains(&index) || !self.is(&self.grading.soft_verb, index))
        })
    }

    /// Whether the cue is one thing, not a kind of thing: *otetaan kokeiluun*, not *kokeiluja*.
    fn is_one_thing(&self, cue: &Range<usize>) -> bool {
        let is_one = |reading: &Reading| {
            reading.upos == Upos::Noun
                && reading.number == Some(Number::Sing)
                && matches!(reading.case, Some(Case::Nom | Case::Gen | Case::Ill))
        };
        let readings = &self.text.analysis.tokens[cue.end - 1].word.readings;
        readings.iter().any(is_one)
    }

    /// Whether a thing is named that the verb is done to: *pilotoidaan neuvontaa*. A lone verb
    /// shares the thing of the next: *pilotoidaan ja otetaan käyttöön malli*.
    fn has_object(&self, verb: usize, clause: &Clause) -> bool {
        let is_lone = clause.tokens.len() == 1;
        let end = if is_lone {
            self.unit.tokens.end.min(verb + SHARED_OBJECT)
        } else {
            clause.tokens.end
        };
        (verb + 1..end).any(|index| {
            let readings = &self.text.analysis.tokens[index].word.readings;
            readings.iter().any(|reading| {
                let is_object = matches!(reading.case, Some(Case::Nom | Case::Gen | Case::Par));
                reading.upos == Upos::Noun && is_object && &*reading.lemma != "asia"
            })
        })
    }

    /// Whether the subject is what was said before, no doer: *Tämä helpottaa arkea*.
    fn is_said_of_a_matter(&self, verb: usize, clause: &Clause) -> bool {
        let first = self.first_word(clause);
        let is_matter = |reading: &Reading| {
            reading.case == Some(Case::Nom)
                && ["tämä", "se", "nämä", "ne", "tuo"].contains(&&*reading.lemma)
        };
        let readings = |index: usize| self.text.analysis.tokens[index].word.readings.iter();
        let is_noun = |reading: &Reading| {
            matches!(reading.upos, Upos::Noun | Upos::Propn) && reading.case == Some(Case::Nom)
        };
        first < verb
            && readings(first).any(is_matter)
            && !(first + 1..verb).any(|index| readings(index).any(is_noun))
    }

    /// Whether the subject of an active verb is an action, no doer: *osallistuminen lisäsi …*.
    fn is_done_by_an_action(&self, clause: &Clause, verb: usize) -> bool {
        let tokens = &self.text.analysis.tokens;
        let is_passive = tokens[verb].passive.is_some()
            || clause
                .participle(self.text.analysis)
                .is_some_and(|participle| tokens[participle].passive.is_some());
        !is_passive
            && !self.is(&self.grading.happening_verb, verb)
            && self
                .subject(clause, verb)
                .is_some_and(|subject| self.is_action(subject))
    }

    /// Whether something that is no action or quality does what the cue tells, or creates it:
    /// *puistot kokeilevat*, *kylät järjestävät kokeilun*.
    fn is_done_by_somebody(&self, cue: &Range<usize>, clause: &Clause, verb: usize) -> bool {
        (cue.contains(&verb) || self.is(&self.grading.creation_verb, verb))
            && !self.tells_how(cue)
            && self.has_object(verb, clause)
            && self
                .subject(clause, verb)
                .is_some_and(|subject| !cue.contains(&subject) && !self.is_abstract(subject))
    }

    /// The noun nearest before the verb that may be its subject.
    fn subject(&self, clause: &Clause, verb: usize) -> Option<usize> {
        let may_be_subject = |index: &usize| {
            let readings = &self.text.analysis.tokens[*index].word.readings;
            readings.iter().any(|reading| {
                let is_noun = matches!(reading.upos, Upos::Noun | Upos::Propn);
                is_noun && reading.case == Some(Case::Nom)
            })
        };
        (clause.tokens.start..verb).rev().find(may_be_subject)
    }

    /// Whether a noun is an action: *osallistuminen*.
    fn is_action(&self, index: usize) -> bool {
        let readings = &self.text.analysis.tokens[index].word.readings;
        readings.iter().all(|reading| {
            reading.derivation.as_deref() == Some("minen") || reading.infinitive == Some(4)
        })
    }

    /// Whether a noun is an action or a quality: *osallistuminen*, *uudistus*, *joustavuus*. All
    /// nouns with a derivation are, but for those of doers: *kehittäjä*.
    fn is_abstract(&self, index: usize) -> bool {
        let readings = &self.text.analysis.tokens[index].word.readings;
        let is_derived = |reading: &Reading| {
            let derivation = reading.derivation.as_deref();
            derivation.is_some_and(|derivation| !["ja", "lainen"].contains(&derivation))
        };
        self.is_action(index) || readings.iter().any(is_derived)
    }

    /// Whether somebody is told to be along: *koulun kanssa*.
    pub(super) fn is_with_partner(&self, clause: &Clause) -> bool {
        let mut tokens = self.text.analysis.tokens[clause.tokens.clone()].iter();
        tokens.any(|token| &*token.word.lower == "kanssa")
    }

    /// Whether the cue tells in what company or way something is done: *yhteistyössä*, *yhdessä*.
    fn is_manner(&self, cue: &Range<usize>) -> bool {
        let readings = &self.text.analysis.tokens[cue.start].word.readings;
        let is_place = |reading: &Reading| {
            reading.case == Some(Case::Ine) && matches!(reading.upos, Upos::Noun | Upos::Adj)
        };
        readings.iter().any(is_place)
            || readings
                .iter()
                .any(|reading| reading.upos == Upos::Adv && !is_how(reading))
    }

    /// Whether the cue is only the means to something else: *yhteistyöllä torjutaan rikollisuutta*.
    fn is_means(&self, cue: &Range<usize>) -> bool {
        let readings = &self.text.analysis.tokens[cue.end - 1].word.readings;
        let is_means =
            |reading: &Reading| reading.case == Some(Case::Ade) && reading.upos == Upos::Noun;
        !readings.is_empty() && readings.iter().all(is_means)
    }

    /// Whether the cue tells what has been done to the thing after it: *kokeiltua mallia*.
    fn is_done_already(&self, cue: &Range<usize>) -> bool {
        let readings = &self.text.analysis.tokens[cue.start].word.readings;
        let is_done = |reading: &Reading| {
            reading.part_form == Some(PartForm::Past)
                && reading.voice == Some(Voice::Pass)
                && reading.case != Some(Case::Nom)
        };
        cue.len() == 1 && !readings.is_empty() && readings.iter().all(is_done)
    }

    /// Whether a participle after the cue tells what was done: *yhdessä järjestetty ilta*.
    fn is_of_something_done(&self, cue: &Range<usize>, clause: &Clause) -> bool {
        let end = clause.tokens.end.min(cue.end + 8);
        (cue.end.min(end)..end).any(|index| {
            let readings = &self.text.analysis.tokens[index].word.readings;
            readings.iter().any(|reading| {
                let is_done = reading.part_form == Some(PartForm::Past)
                    && reading.voice == Some(Voice::Pass)
                    || reading.part_form == Some(PartForm::Agt);
                is_done && reading.case != Some(Case::Nom)
            }) && !readings.iter().any(|reading| reading.infinitive == Some(3))
        })
    }

    fn anchored(&self, kinds: &[AnchorKind]) -> usize {
        let is_asked = |anchor: &&Anchor| kinds.contains(&anchor.kind);
        self.anchors.iter().filter(is_asked).count()
    }

    pub(super) fn first_word(&self, clause: &Clause) -> usize {
        clause
            .tokens
            .clone()
            .find(|index| {
                let readings = &self.text.analysis.tokens[*index].word.readings;
                let joins = |reading: &Reading| matches!(reading.upos, Upos::Cconj | Upos::Sconj);
                !readings.is_empty() && !readings.iter().any(joins)
            })
            .unwrap_or(clause.tokens.start)
    }
}

/// Whether a reading is an adverb that tells how: *nopeasti*, *nopeammin*.
fn is_how(reading: &Reading) -> bool {
    let is_compared = matches!(reading.degree, Some(Degree::Cmp | Degree::Sup));
    reading.upos == Upos::Adv && (reading.derivation.as_deref() == Some("sti") || is_compared)
}

/// Whether we do or did it.
fn is_ours(doing: Doing) -> bool {
    matches!(doing, Doing::Ours | Doing::OursDone)
}
