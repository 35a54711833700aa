//! Readings for words neither the dictionary nor the lexicon knows, by their endings.

use crate::language::morphology::reading::{
    Case, Mood, Number, PartForm, Person, Reading, Tense, Upos, VerbForm, Voice,
};

/// A nominal ending, the case it marks, and what the lemma has in its place.
struct Nominal {
    ending: &'static str,
    lemma: &'static str,
    case: Case,
    number: Number,
    upos: Upos,
}

const fn nominal(ending: &'static str, lemma: &'static str, case: Case, number: Number) -> Nominal {
    Nominal {
        ending,
        lemma,
        case,
        number,
        upos: Upos::Noun,
    }
}

const fn adjective(
    ending: &'static str,
    lemma: &'static str,
    case: Case,
    number: Number,
) -> Nominal {
    Nominal {
        ending,
        lemma,
        case,
        number,
        upos: Upos::Adj,
    }
}

/// Endings with the stem types of new words; the longest that fits is taken.
const NOMINALS: &[Nominal] = &[
    // -us, -ys
    nominal("uksen", "us", Case::Gen, Number::Sing),
    nominal("yksen", "ys", Case::Gen, Number::Sing),
    nominal("usta", "us", Case::Par, Number::Sing),
    nominal("ystä", "ys", Case::Par, Number::Sing),
    nominal("ukseen", "us", Case::Ill, Number::Sing),
    nominal("uksessa", "us", Case::Ine, Number::Sing),
    nominal("yksessä", "ys", Case::Ine, Number::Sing),
    nominal("uksesta", "us", Case::Ela, Number::Sing),
    nominal("uksella", "us", Case::Ade, Number::Sing),
    nominal("uksella", "us", Case::Ade, Number::Sing),
    nominal("ukselle", "us", Case::All, Number::Sing),
    nominal("ukseksi", "us", Case::Tra, Number::Sing),
    nominal("uksena", "us", Case::Ess, Number::Sing),
    nominal("ukset", "us", Case::Nom, Number::Plur),
    nominal("ykset", "ys", Case::Nom, Number::Plur),
    nominal("uksia", "us", Case::Par, Number::Plur),
    nominal("yksiä", "ys", Case::Par, Number::Plur),
    nominal("usten", "us", Case::Gen, Number::Plur),
    nominal("uksien", "us", Case::Gen, Number::Plur),
    nominal("uksissa", "us", Case::Ine, Number::Plur),
    nominal("uksista", "us", Case::Ela, Number::Plur),
    nominal("uksilla", "us", Case::Ade, Number::Plur),
    // -uus
    nominal("uuden", "uus", Case::Gen, Number::Sing),
    nominal("yyden", "yys", Case::Gen, Number::Sing),
    nominal("uutta", "uus", Case::Par, Number::Sing),
    nominal("yyttä", "yys", Case::Par, Number::Sing),
    nominal("uuteen", "uus", Case::Ill, Number::Sing),
    nominal("uudesta", "uus", Case::Ela, Number::Sing),
    nominal("uudessa", "uus", Case::Ine, Number::Sing),
    // -minen
    nominal("misen", "minen", Case::Gen, Number::Sing),
    nominal("mista", "minen", Case::Par, Number::Sing),
    nominal("mistä", "minen", Case::Par, Number::Sing),
    nominal("miseen", "minen", Case::Ill, Number::Sing),
    nominal("misessa", "minen", Case::Ine, Number::Sing),
    nominal("misessä", "minen", Case::Ine, Number::Sing),
    nominal("misesta", "minen", Case::Ela, Number::Sing),
    nominal("misestä", "minen", Case::Ela, Number::Sing),
    nominal("misella", "minen", Case::Ade, Number::Sing),
    nominal("misellä", "minen", Case::Ade, Number::Sing),
    nominal("miseksi", "minen", Case::Tra, Number::Sing),
    // -nen
    adjective("isen", "inen", Case::Gen, Number::Sing),
    adjective("ista", "inen", Case::Par, Number::Sing),
    adjective("istä", "inen", Case::Par, Number::Sing),
    adjective("iset", "inen", Case::Nom, Number::Plur),
    adjective("isia", "inen", Case::Par, Number::Plur),
    adjective("isiä", "inen", Case::Par, Number::Plur),
    adjective("isten", "inen", Case::Gen, Number::Plur),
    adjective("isessa", "inen", Case::Ine, Number::Sing),
    adjective("isessä", "inen", Case::Ine, Number::Sing),
    adjective("isesta", "inen", Case::Ela, Number::Sing),
    adjective("iseen", "inen", Case::Ill, Number::Sing),
    adjective("isella", "inen", Case::Ade, Number::Sing),
    adjective("isellä", "inen", Case::Ade, Number::Sing),
    adjective("iselle", "inen", Case::All, Number::Sing),
    adjective("issa", "inen", Case::Ine, Number::Plur),
    adjective("inen", "inen", Case::Nom, Number::Sing),
    adjective("ttoman", "ton", Case::Gen, Number::Sing),
    adjective("ttömän", "tön", Case::Gen, Number::Sing),
    adjective("ttomia", "ton", Case::Par, Number::Plur),
    // -nti
    nominal("nnin", "nti", Case::Gen, Number::Sing),
    nominal("nnissa", "nti", Case::Ine, Number::Sing),
    nominal("nnista", "nti", Case::Ela, Number::Sing),
    nominal("nnilla", "nti", Case::Ade, Number::Sing),
    nominal("nnille", "nti", Case::All, Number::Sing),
    nominal("nniksi", "nti", Case::Tra, Number::Sing),
    nominal("nnit", "nti", Case::Nom, Number::Plur),
    // Doubled stops of loans: *bloggi*, *blogin*; *twiitit*.
    nominal("ikin", "ikki", Case::Gen, Number::Sing),
    nominal("ikissa", "ikki", Case::Ine, Number::Sing),
    nominal("kat", "kka", Case::Nom, Number::Plur),
    // Stems in a vowel.
    nominal("eilla", "i", Case::Ade, Number::Plur),
    nominal("eillä", "i", Case::Ade, Number::Plur),
    nominal("eille", "i", Case::All, Number::Plur),
    nominal("eissa", "i", Case::Ine, Number::Plur),
    nominal("eissä", "i", Case::Ine, Number::Plur),
    nominal("eista", "i", Case::Ela, Number::Plur),
    nominal("eistä", "i", Case::Ela, Number::Plur),
    nominal("eilta", "i", Case::Abl, Number::Plur),
    nominal("eja", "i", Case::Par, Number::Plur),
    nominal("ejä", "i", Case::Par, Number::Plur),
    nominal("eihin", "i", Case::Ill, Number::Plur),
    nominal("eiksi", "i", Case::Tra, Number::Plur),
    nominal("eina", "i", Case::Ess, Number::Plur),
    nominal("ien", "i", Case::Gen, Number::Plur),
    nominal("jien", "ja", Case::Gen, Number::Plur),
    nominal("jia", "ja", Case::Par, Number::Plur),
    nominal("jiä", "jä", Case::Par, Number::Plur),
    nominal("jille", "ja", Case::All, Number::Plur),
    nominal("jilla", "ja", Case::Ade, Number::Plur),
    nominal("jista", "ja", Case::Ela, Number::Plur),
    nominal("ojen", "o", Case::Gen, Number::Plur),
    nominal("oja", "o", Case::Par, Number::Plur),
    nominal("oissa", "o", Case::Ine, Number::Plur),
    nominal("oista", "o", Case::Ela, Number::Plur),
    nominal("oilla", "o", Case::Ade, Number::Plur),
    nominal("oille", "o", Case::All, Number::Plur),
    nominal("oihin", "o", Case::Ill, Number::Plur),
    nominal("ojen", "a", Case::Gen, Number::Plur),
    nominal("ssa", "", Case::Ine, Number::Sing),
    nominal("ssä", "", Case::Ine, Number::Sing),
    nominal("sta", "", Case::Ela, Number::Sing),
    nominal("stä", "", Case::Ela, Number::Sing),
    nominal("lla", "", Case::Ade, Number::Sing),
    nominal("llä", "", Case::Ade, Number::Sing),
    nominal("lta", "", Case::Abl, Number::Sing),
    nominal("ltä", "", Case::Abl, Number::Sing),
    nominal("lle", "", Case::All, Number::Sing),
    nominal("ksi", "", Case::Tra, Number::Sing),
    nominal("iin", "i", Case::Ill, Number::Sing),
    nominal("aan", "a", Case::Ill, Number::Sing),
    nominal("ään", "ä", Case::Ill, Number::Sing),
    nominal("oon", "o", Case::Ill, Number::Sing),
    nominal("uun", "u", Case::Ill, Number::Sing),
    nominal("een", "e", Case::Ill, Number::Sing),
    nominal("na", "", Case::Ess, Number::Sing),
    nominal("nä", "", Case::Ess, Number::Sing),
    nominal("n", "", Case::Gen, Number::Sing),
    nominal("t", "", Case::Nom, Number::Plur),
    nominal("ia", "i", Case::Par, Number::Sing),
    nominal("iä", "i", Case::Par, Number::Sing),
    nominal("oa", "o", Case::Par, Number::Sing),
    nominal("ua", "u", Case::Par, Number::Sing),
    nominal("aa", "a", Case::Par, Number::Sing),
    nominal("ää", "ä", Case::Par, Number::Sing),
    nominal("ta", "", Case::Par, Number::Sing),
    nominal("tä", "", Case::Par, Number::Sing),
];

/// A verb ending, what the lemma has in its place, and its grammar.
struct Verbal {
    ending: &'static str,
    lemma: &'static str,
    make: fn(&mut Reading),
}

const VERBALS: &[Verbal] = &[
    Verbal {
        ending: "oidaan",
        lemma: "oida",
        make: passive_present,
    },
    Verbal {
        ending: "oitiin",
        lemma: "oida",
        make: passive_past,
    },
    Verbal {
        ending: "oitu",
        lemma: "oida",
        make: passive_participle,
    },
    Verbal {
        ending: "öitiin",
        lemma: "öidä",
        make: passive_past,
    },
    Verbal {
        ending: "öity",
        lemma: "öidä",
        make: passive_participle,
    },
    Verbal {
        ending: "oi",
        lemma: "oida",
        make: third,
    },
    Verbal {
        ending: "oivat",
        lemma: "oida",
        make: third_plural,
    },
    Verbal {
        ending: "oinut",
        lemma: "oida",
        make: active_participle,
    },
    Verbal {
        ending: "ataan",
        lemma: "ata",
        make: passive_present,
    },
    Verbal {
        ending: "attiin",
        lemma: "ata",
        make: passive_past,
    },
    Verbal {
        ending: "attu",
        lemma: "ata",
        make: passive_participle,
    },
    Verbal {
        ending: "annut",
        lemma: "ata",
        make: active_participle,
    },
    Verbal {
        ending: "asi",
        lemma: "ata",
        make: third_past,
    },
    Verbal {
        ending: "etaan",
        lemma: "taa",
        make: passive_present,
    },
    Verbal {
        ending: "ettiin",
        lemma: "taa",
        make: passive_past,
    },
    Verbal {
        ending: "ettu",
        lemma: "taa",
        make: passive_participle,
    },
    Verbal {
        ending: "oida",
        lemma: "oida",
        make: infinitive,
    },
    Verbal {
        ending: "ata",
        lemma: "ata",
        make: infinitive,
    },
    Verbal {
        ending: "ttaa",
        lemma: "ttaa",
        make: infinitive,
    },
];

fn finite(reading: &mut Reading, voice: Voice, tense: Tense) {
    reading.verb_form = Some(VerbForm::Fin);
    reading.mood = Some(Mood::Ind);
    reading.voice = Some(voice);
    reading.tense = Some(tense);
}

fn passive_present(reading: &mut Reading) {
    finite(reading, Voice::Pass, Tense::Pres);
}

fn passive_past(reading: &mut Reading) {
    finite(reading, Voice::Pass, Tense::Past);
}

fn third(reading: &mut Reading) {
    finite(reading, Voice::Act, Tense::Pres);
    reading.person = Some(Person::Third);
    reading.number = Some(Number::Sing);
}

fn third_plural(reading: &mut Reading) {
    third(reading);
    reading.number = Some(Number::Plur);
}

fn third_past(reading: &mut Reading) {
    third(reading);
    reading.tense = Some(Tense::Past);
}

fn infinitive(reading: &mut Reading) {
    reading.verb_form = Some(VerbForm::Inf);
    reading.infinitive = Some(1);
    reading.voice = Some(Voice::Act);
}

fn participle(reading: &mut Reading, voice: Voice) {
    reading.verb_form = Some(VerbForm::Part);
    reading.part_form = Some(PartForm::Past);
    reading.voice = Some(voice);
    reading.case = Some(Case::Nom);
    reading.number = Some(Number::Sing);
}

fn passive_participle(reading: &mut Reading) {
    participle(reading, Voice::Pass);
}

fn active_participle(reading: &mut Reading) {
    participle(reading, Voice::Act);
}

/// Guesses the readings of a form in lower case, the likeliest first; never none.
pub(super) fn guess(lower: &str, is_name: bool) -> Vec<Reading> {
    let mut readings = Vec::new();
    if let Some((stem, ending)) = lower.rsplit_once(':')
        && let Some(mut reading) = colon(stem, ending)
    {
        // *NoMa:n*, but *kg:n*.
        if is_name {
            reading.upos = Upos::Propn;
        }
        return vec![reading];
    }
    if !is_name {
        readings.extend(
            VERBALS
                .iter()
                .filter_map(|rule| verbal(rule, lower))
                .take(1),
        );
    }
    let mut fitting: Vec<&Nominal> = NOMINALS.iter().filter(|rule| fits(rule, lower)).collect();
    fitting.sort_by_key(|rule| std::cmp::Reverse(rule.ending.len()));
    for rule in fitting.into_iter().take(2) {
        let stem = &lower[..lower.len() - rule.ending.len()];
        let lemma = format!("{stem}{}", rule.lemma);
        let upos = if is_name { Upos::Propn } else { rule.upos };
        // A name that ends in a consonant takes an i before its endings.
        if is_name && rule.lemma.is_empty() && stem.ends_with('i') && stem.chars().count() > 3 {
            readings.push(nominal_reading(
                &stem[..stem.len() - 1],
                upos,
                rule.case,
                rule.number,
            ));
        }
        readings.push(nominal_reading(&lemma, upos, rule.case, rule.number));
    }
    let bare_upos = if is_name { Upos::Propn } else { Upos::Noun };
    let bare = nominal_reading(lower, bare_upos, Case::Nom, Number::Sing);
    if !readings.iter().any(|reading| reading.lemma == bare.lemma) {
        let at = usize::from(!is_name && !readings.is_empty()) * readings.len();
        readings.insert(at, bare);
    }
    readings
}

fn fits(rule: &Nominal, lower: &str) -> bool {
    let Some(stem) = lower.strip_suffix(rule.ending) else {
        return false;
    };
    let lemma = stem.chars().count() + rule.lemma.chars().count();
    let ends_in_vowel =
        !rule.lemma.is_empty() || stem.ends_with(crate::language::morphology::tags::is_vowel);
    stem.chars().count() >= 2 && lemma >= 3 && ends_in_vowel
}

fn nominal_reading(lemma: &str, upos: Upos, case: Case, number: Number) -> Reading {
    Reading {
        lemma: lemma.into(),
        upos,
        case: Some(case),
        number: Some(number),
        guessed: true,
        ..Reading::default()
    }
}

fn verbal(rule: &Verbal, lower: &str) -> Option<Reading> {
    let stem = lower.strip_suffix(rule.ending)?;
    if stem.chars().count() < 2 {
        return None;
    }
    let mut reading = Reading {
        lemma: format!("{stem}{}", rule.lemma).into(),
        upos: Upos::Verb,
        guessed: true,
        ..Reading::default()
    };
    (rule.make)(&mut reading);
    if reading.verb_form == Some(VerbForm::Part) {
        reading.other_lemma = Some(lower.into());
    }
    Some(reading)
}

/// An abbreviation with its case ending after a colon.
fn colon(stem: &str, ending: &str) -> Option<Reading> {
    let (case, number) = match ending {
        "n" | "in" | "en" => (Case::Gen, Number::Sing),
        "t" | "it" => (Case::Nom, Number::Plur),
        "a" | "ä" | "ta" | "tä" | "ia" | "iä" => (Case::Par, Number::Sing),
        "ien" | "jen" | "iden" => (Case::Gen, Number::Plur),
        _ if ends(ending, &["ssa", "ssä"]) => (Case::Ine, Number::Sing),
        _ if ends(ending, &["sta", "stä"]) => (Case::Ela, Number::Sing),
        _ if ends(ending, &["lla", "llä"]) => (Case::Ade, Number::Sing),
        _ if ends(ending, &["lta", "ltä"]) => (Case::Abl, Number::Sing),
        _ if ends(ending, &["lle"]) => (Case::All, Number::Sing),
        _ if ends(ending, &["ksi"]) => (Case::Tra, Number::Sing),
        _ if ends(ending, &["na", "nä"]) => (Case::Ess, Number::Sing),
        _ if ends(
            ending,
            &["an", "ään", "een", "iin", "hin", "hun", "seen", "han"],
        ) =>
        {
            (Case::Ill, Number::Sing)
        }
        _ => return None,
    };
    Some(nominal_reading(stem, Upos::Noun, case, number))
}

fn ends(text: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| text.ends_with(ending))
}
