//! Every feature a reading can have, each shown by words a person can check.

use std::collections::BTreeSet;

use linjassa::language::Morphology;

/// A form and what one of its readings says; a key is that of `linjassa tokens --format json`.
const READINGS: &[(&str, &[&str])] = &[
    // Case and number.
    (
        "lapsi",
        &["lemma=lapsi", "upos=NOUN", "case=Nom", "number=Sing"],
    ),
    ("lapsissa", &["lemma=lapsi", "case=Ine", "number=Plur"]),
    ("kunnan", &["lemma=kunta", "case=Gen", "number=Sing"]),
    ("palvelua", &["lemma=palvelu", "case=Par"]),
    ("koulusta", &["lemma=koulu", "case=Ela"]),
    ("kouluun", &["lemma=koulu", "case=Ill"]),
    ("Imatralla", &["lemma=imatra", "upos=PROPN", "case=Ade"]),
    ("kadulta", &["lemma=katu", "case=Abl"]),
    ("asukkaille", &["lemma=asukas", "case=All", "number=Plur"]),
    ("kokeiluna", &["lemma=kokeilu", "case=Ess"]),
    ("tavaksi", &["lemma=tapa", "case=Tra"]),
    ("rahatta", &["lemma=raha", "case=Abe"]),
    ("sanoin", &["lemma=sana", "case=Ins", "number=Plur"]),
    ("taloineen", &["lemma=talo", "case=Com", "possessive=3"]),
    // Possessive and clitics.
    ("lapseni", &["lemma=lapsi", "possessive=1s"]),
    ("kirjasi", &["lemma=kirja", "possessive=2s"]),
    (
        "taloissammekaan",
        &["lemma=talo", "possessive=1p", "clitics=Kaan"],
    ),
    ("koulunne", &["lemma=koulu", "possessive=2p"]),
    ("kirjakin", &["lemma=kirja", "clitics=Kin"]),
    ("tuleeko", &["lemma=tulla", "clitics=Ko"]),
    ("onhan", &["lemma=olla", "upos=AUX", "clitics=Han"]),
    ("minäpä", &["lemma=minä", "upos=PRON", "clitics=Pa"]),
    // Person, mood, tense, voice.
    (
        "menemme",
        &[
            "lemma=mennä",
            "person=First",
            "number=Plur",
            "mood=Ind",
            "tense=Pres",
            "voice=Act",
            "verb_form=Fin",
        ],
    ),
    (
        "sanoin",
        &["lemma=sanoa", "person=First", "number=Sing", "tense=Past"],
    ),
    ("menisitte", &["lemma=mennä", "person=Second", "mood=Cnd"]),
    ("mennee", &["lemma=mennä", "person=Third", "mood=Pot"]),
    ("menkää", &["lemma=mennä", "person=Second", "mood=Imp"]),
    ("mentiin", &["lemma=mennä", "voice=Pass", "tense=Past"]),
    ("mentäisiin", &["lemma=mennä", "voice=Pass", "mood=Cnd"]),
    // The negative verb and what follows it.
    (
        "emme",
        &[
            "lemma=ei",
            "upos=AUX",
            "polarity=Neg",
            "person=First",
            "number=Plur",
        ],
    ),
    (
        "eivätkö",
        &["lemma=ei", "polarity=Neg", "person=Third", "clitics=Ko"],
    ),
    ("älkää", &["lemma=ei", "polarity=Neg", "mood=Imp"]),
    ("mene", &["lemma=mennä", "connegative=true"]),
    ("tehdä", &["lemma=tehdä", "connegative=true", "voice=Pass"]),
    // Participles, each with its verb and its own form.
    (
        "tehty",
        &[
            "lemma=tehdä",
            "other_lemma=tehty",
            "verb_form=Part",
            "part_form=Past",
            "voice=Pass",
        ],
    ),
    (
        "tehnyt",
        &[
            "lemma=tehdä",
            "other_lemma=tehnyt",
            "part_form=Past",
            "voice=Act",
        ],
    ),
    ("tekevä", &["lemma=tehdä", "part_form=Pres", "voice=Act"]),
    ("tehtävä", &["lemma=tehdä", "part_form=Pres", "voice=Pass"]),
    ("tekemä", &["lemma=tehdä", "part_form=Agt"]),
    ("tekemätön", &["lemma=tehdä", "part_form=Neg"]),
    (
        "laadittujen",
        &["lemma=laatia", "part_form=Past", "case=Gen", "number=Plur"],
    ),
    // Infinitives and nouns made of verbs.
    ("tehdä", &["lemma=tehdä", "verb_form=Inf", "infinitive=1"]),
    (
        "tehdäkseen",
        &["lemma=tehdä", "infinitive=1", "case=Tra", "possessive=3"],
    ),
    (
        "toteutettaessa",
        &["lemma=toteuttaa", "infinitive=2", "case=Ine", "voice=Pass"],
    ),
    ("tehden", &["lemma=tehdä", "infinitive=2", "case=Ins"]),
    ("tekemättä", &["lemma=tehdä", "infinitive=3", "case=Abe"]),
    (
        "kehittämisen",
        &[
            "lemma=kehittäminen",
            "other_lemma=kehittää",
            "upos=NOUN",
            "infinitive=4",
            "derivation=minen",
        ],
    ),
    (
        "jalkautuksen",
        &["lemma=jalkautus", "case=Gen", "derivation=us"],
    ),
    // Degree.
    ("pieni", &["lemma=pieni", "upos=ADJ", "degree=Pos"]),
    ("pienempi", &["lemma=pieni", "degree=Cmp"]),
    ("pienin", &["lemma=pieni", "degree=Sup"]),
    ("parhaat", &["lemma=hyvä", "degree=Sup", "number=Plur"]),
    (
        "nopeammin",
        &["upos=ADV", "degree=Cmp", "other_lemma=nopea"],
    ),
    // Derivation.
    ("nopeasti", &["upos=ADV", "derivation=sti"]),
    ("suunnittelun", &["lemma=suunnittelu", "derivation=u"]),
    ("opettaja", &["lemma=opettaja", "derivation=ja"]),
    ("rauhallisuus", &["lemma=rauhallisuus", "derivation=us"]),
    ("vihreähkö", &["lemma=vihreähkö", "derivation=hko"]),
    // Compounds: every part with its form and its lemma.
    (
        "kunnanhallituksen",
        &[
            "lemma=kunnanhallitus",
            "parts=kunnan:kunta hallituksen:hallitus",
        ],
    ),
    (
        "vesihuoltosuunnitelma",
        &["parts=vesi:vesi huolto:huolto suunnitelma:suunnitelma"],
    ),
    (
        "sote-palvelujen",
        &["lemma=sote-palvelu", "parts=sote:sote palvelujen:palvelu"],
    ),
    (
        "ELY-keskuksen",
        &["lemma=ely-keskus", "parts=ely:ely keskuksen:keskus"],
    ),
    (
        "hyte-kertoimen",
        &["lemma=hyte-kerroin", "parts=hyte:hyte kertoimen:kerroin"],
    ),
    // The other parts of speech.
    ("EU:n", &["upos=NOUN", "case=Gen"]),
    ("hän", &["upos=PRON"]),
    ("kaksi", &["upos=NUM"]),
    ("kanssa", &["upos=ADP"]),
    ("että", &["upos=SCONJ"]),
    ("ja", &["upos=CCONJ"]),
];

/// What a reading says, each as `key=value`; parts are `form:lemma`.
fn said(reading: &serde_json::Value) -> BTreeSet<String> {
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut said = BTreeSet::new();
    for (key, value) in reading.as_object().unwrap() {
        match value {
            serde_json::Value::Array(parts) if key == "parts" => {
                let part = |part: &serde_json::Value| {
                    format!("{}:{}", text(&part["form"]), text(&part["lemma"]))
                };
                let parts: Vec<String> = parts.iter().map(part).collect();
                said.insert(format!("parts={}", parts.join(" ")));
            }
            serde_json::Value::Array(items) => {
                said.extend(items.iter().map(|item| format!("{key}={}", text(item))));
            }
            other => {
                said.insert(format!("{key}={}", text(other)));
            }
        }
    }
    said
}

#[test]
fn every_feature_is_read() {
    let morphology = Morphology::new();
    let mut wrong = Vec::new();
    for (form, features) in READINGS {
        let word = morphology.word(form);
        let readings: Vec<BTreeSet<String>> = word
            .readings
            .iter()
            .map(|reading| said(&serde_json::to_value(reading).unwrap()))
            .collect();
        let is_right =
            |reading: &BTreeSet<String>| features.iter().all(|one| reading.contains(*one));
        if !readings.iter().any(is_right) {
            wrong.push(format!("{form} {features:?}: {readings:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_raw_tags_are_kept() {
    let word = Morphology::new().word("toteutettaessa");
    let raw: Vec<&str> = word.readings.iter().map(|reading| &*reading.raw).collect();
    assert!(raw.iter().any(|raw| raw.contains("[Tn2]")), "{raw:?}");
}
