//! Sentences, tokens, readings, passives and constructions of small texts.

use linjassa::document::{Block, BlockKind, Document};
use linjassa::language::{
    Analysis, Case, ConstructionKind, Language, Morphology, Passive, Upos, VerbForm, Voice,
    analyze, constructions, doer, hyphenation, syllables,
};
use linjassa::span::Span;

fn analysis(text: &str) -> Analysis {
    let block = Block {
        span: Span::new(0, text.len()),
        kind: BlockKind::Paragraph,
        heading: None,
    };
    let document = Document {
        text: text.to_owned(),
        blocks: vec![block],
        ..Document::default()
    };
    analyze(document, &Morphology::new())
}

fn sentences(text: &str) -> Vec<String> {
    let analysis = analysis(text);
    analysis
        .sentences
        .iter()
        .map(|sentence| analysis.document.slice(sentence.span).to_owned())
        .collect()
}

fn tokens(text: &str) -> Vec<String> {
    let analysis = analysis(text);
    analysis
        .tokens
        .iter()
        .map(|token| analysis.document.slice(token.span).to_owned())
        .collect()
}

fn passives(text: &str) -> Vec<(String, Passive)> {
    let analysis = analysis(text);
    let found = analysis.tokens.iter().filter_map(|token| {
        Some((
            analysis.document.slice(token.span).to_owned(),
            token.passive?,
        ))
    });
    found.collect()
}

#[test]
fn an_abbreviation_ends_no_sentence() {
    assert_eq!(
        sentences("Kokeilemme esim. Imatralla. Sitten arvioimme.").len(),
        2
    );
    assert_eq!(
        sentences("Mukana ovat koulut, kirjasto jne. Kaikki sujui.").len(),
        2
    );
    assert_eq!(sentences("Kirje tuli J. K. Virtaselle eilen.").len(), 1);
}

#[test]
fn an_ordinal_or_a_date_ends_no_sentence() {
    assert_eq!(
        sentences("Kokous on 18. joulukuuta klo 9.30. Tervetuloa mukaan!").len(),
        2
    );
    assert_eq!(sentences("1. Kokeilemme uutta tapaa.").len(), 1);
    assert_eq!(
        sentences("Aloitimme vuonna 2018. Uusi suunnitelma syntyi.").len(),
        2
    );
}

#[test]
fn a_quoted_question_may_be_inside_a_sentence() {
    assert_eq!(sentences("”Miksi?” hän kysyi.").len(), 1);
    assert_eq!(sentences("”Kokeillaan.” Niin tehtiin.").len(), 2);
}

#[test]
fn numbers_words_and_addresses_stay_whole() {
    assert_eq!(
        tokens("EU:n 30 %:n tuki, 3 000 euroa 18.12.2018 klo 9–11 (ks. www.imatra.fi/kokeilut)."),
        [
            "EU:n",
            "30",
            "%:n",
            "tuki",
            ",",
            "3 000",
            "euroa",
            "18.12.2018",
            "klo",
            "9–11",
            "(",
            "ks.",
            "www.imatra.fi/kokeilut",
            ")",
            "."
        ]
    );
}

#[test]
fn a_soft_hyphen_is_not_a_word_boundary() {
    let analysis = analysis("yhteis\u{ad}työ");
    assert_eq!(analysis.tokens.len(), 1);
    assert_eq!(analysis.tokens[0].word.lemmas(), ["yhteistyö"]);
}

#[test]
fn a_curly_apostrophe_and_a_ligature_are_known() {
    let morphology = Morphology::new();
    assert_eq!(morphology.word("vaa’an").lemmas(), ["vaaka"]);
    assert!(morphology.word("ﬁrma").lemmas().contains(&"firma"));
    assert!(
        morphology
            .word("pa\u{308}a\u{308}to\u{308}s")
            .lemmas()
            .contains(&"päätös")
    );
}

#[test]
fn a_suspended_part_has_the_whole_compound_too() {
    let analysis = analysis("Teemme suunnittelu- ja kehittämistyötä.");
    let lemmas = analysis.tokens[1].word.lemmas();
    assert!(
        lemmas.contains(&"suunnittelutyö") && lemmas.contains(&"suunnittelu"),
        "{lemmas:?}"
    );
}

#[test]
fn the_passive_second_infinitive_is_passive() {
    let word = Morphology::new().word("toteutettaessa");
    assert_eq!(word.readings[0].voice, Some(Voice::Pass));
    assert_eq!(
        Morphology::new().word("antaessa").readings[0].voice,
        Some(Voice::Act)
    );
}

#[test]
fn a_participle_has_its_verb_for_a_lemma() {
    let word = Morphology::new().word("tehtyjä");
    let reading = &word.readings[0];
    assert_eq!(
        (&*reading.lemma, reading.other_lemma.as_deref()),
        ("tehdä", Some("tehty"))
    );
    assert_eq!(
        (reading.upos, reading.verb_form, reading.case),
        (Upos::Verb, Some(VerbForm::Part), Some(Case::Par))
    );
}

#[test]
fn words_of_the_lexicon_are_inflected() {
    let morphology = Morphology::new();
    for (form, lemma) in [
        ("resurssiviisaan", "resurssiviisas"),
        ("implementoidaan", "implementoida"),
        ("benchmarkattiin", "benchmarkata"),
        ("Mansikkalassa", "mansikkala"),
        ("Eksoten", "eksote"),
        ("hytekertoimen", "hytekerroin"),
        ("brändätään", "brändätä"),
    ] {
        let word = morphology.word(form);
        assert!(
            word.lemmas().contains(&lemma),
            "{form}: {:?}",
            word.lemmas()
        );
        assert!(
            word.readings.iter().all(|reading| !reading.guessed),
            "{form}"
        );
    }
}

#[test]
fn the_likeliest_lemma_of_a_form_is_preferred() {
    let morphology = Morphology::new();
    for (form, starts_sentence, expected) in [
        // A noun in its case before the adposition it is turning into.
        ("alueella", false, "alue"),
        ("aikana", false, "aika"),
        ("mukaan", false, "mukaan"),
        ("vuoteen", false, "vuosi"),
        ("rakenteista", false, "rakenne"),
        ("kuntayhtymien", false, "kuntayhtymä"),
        ("vuosittain", false, "vuosittain"),
        ("miksi", true, "miksi"),
        // Participles that are adjectives, in any form.
        ("riippumattomia", false, "riippumaton"),
        ("tyytyväisiä", false, "tyytyväinen"),
        ("laadittuja", false, "laatia"),
        // Names nobody knows.
        ("Brunkelin", false, "brunkel"),
        ("Brunkelille", false, "brunkel"),
        ("Qvantumin", false, "qvantum"),
        ("QVT:n", false, "qvt"),
    ] {
        let word = morphology.word(form);
        let preferred = word.preferred(starts_sentence).expect("it is a word");
        assert_eq!(&*preferred.lemma, expected, "{form}");
    }
}

#[test]
fn a_users_lexicon_is_added_or_refused_with_a_reason() {
    let own = Morphology::with_lexicon("word = [{ lemma = \"flurbata\", like = \"maalata\" }]")
        .expect("the list is right");
    assert!(own.word("flurbataan").lemmas().contains(&"flurbata"));
    let error = Morphology::with_lexicon("word = [{ lemma = \"flurbata\", like = \"murgata\" }]")
        .expect_err("the model is unknown");
    assert!(error.contains("murgata"), "{error}");
    let error = Morphology::with_lexicon("[frozen]\nadvb = []").expect_err("the key is unknown");
    assert!(error.contains("advb") && error.contains('2'), "{error}");
}

#[test]
fn finite_passives_are_told_from_their_doubles() {
    assert_eq!(
        passives("Päätös tehdään huomenna."),
        [("tehdään".to_owned(), Passive::Finite)]
    );
    assert_eq!(
        passives("Sitä ei tehdä."),
        [("tehdä".to_owned(), Passive::Finite)]
    );
    assert_eq!(passives("Haluamme tehdä sen."), []);
    assert_eq!(
        passives("Päätös on tehty."),
        [("tehty".to_owned(), Passive::Compound)]
    );
    assert_eq!(
        passives("Tehty päätös pitää."),
        [("Tehty".to_owned(), Passive::Nonfinite)]
    );
    assert_eq!(passives("Siitä on merkittävä hyöty."), []);
}

#[test]
fn an_expressed_doer_is_found() {
    let analysis = analysis("Tapahtuma järjestetään Imatran kaupungin toimesta.");
    let span = doer(&analysis, 0, 1).expect("there is a doer");
    assert_eq!(analysis.document.slice(span), "Imatran kaupungin toimesta");
    assert_eq!(doer(&analysis, 0, 0), None);
}

#[test]
fn a_doer_in_the_ablative_is_found_where_the_verb_allows_one() {
    let told = |text: &str| {
        let analysis = analysis(text);
        let passive = analysis
            .tokens
            .iter()
            .position(|token| token.passive.is_some());
        let span = doer(&analysis, 0, passive.expect("there is a passive"));
        span.map(|span| analysis.document.slice(span).to_owned())
    };
    let doers = [
        ("Kaupungilta kerrotaan, että tori aukeaa.", "Kaupungilta"),
        (
            "Asiasta ilmoitettiin Imatran kaupungilta eilen.",
            "Imatran kaupungilta",
        ),
        (
            "Tekniseltä lautakunnalta annettiin lausunto.",
            "lautakunnalta",
        ),
    ];
    for (text, doer) in doers {
        assert_eq!(told(text).as_deref(), Some(doer), "{text}");
    }
    let none = [
        "Asukkailta kerätään palautetta.",
        "Lausunto pyydetään lautakunnalta.",
        "Lumi siirretään kadulta.",
        "Tori avataan maanantaina.",
        "Viime vuodelta kerrotaan luvut.",
    ];
    for text in none {
        assert_eq!(told(text), None, "{text}");
    }
}

#[test]
fn constructions_have_their_kinds() {
    let kinds = |text| {
        constructions(&analysis(text), 0)
            .into_iter()
            .map(|found| found.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        kinds("Päätettäessä asiasta kuullaan asukkaita."),
        [ConstructionKind::Temporal]
    );
    assert_eq!(kinds("Kokeilemme oppiaksemme."), [ConstructionKind::Final]);
    assert_eq!(
        kinds("Hän sanoi tulevansa huomenna."),
        [ConstructionKind::Referative]
    );
    assert_eq!(
        kinds("Työryhmän laatima suunnitelma valmistui."),
        [ConstructionKind::Premodifier]
    );
    let premodified = [
        "Ohjetta noudattavat yksiköt säästävät.",
        "Liitteessä II mainitut tuotteet tarkastetaan.",
        "Käsiteltävänä oleva asia siirretään.",
        "Luvan myöntäneen viraston päätös pitää.",
        "Alueeseen vahvasti vaikuttavat ratkaisut valmistellaan ensin.",
    ];
    for text in premodified {
        assert_eq!(kinds(text), [ConstructionKind::Premodifier], "{text}");
    }
    let manner = [
        "Saimme työn tehtyä.",
        "Hän odotti hermostuneena.",
        "Asia annetaan lautakunnan päätettäväksi.",
        "Kävimme tutustumassa kouluun.",
    ];
    for text in manner {
        assert_eq!(kinds(text), [ConstructionKind::Manner], "{text}");
    }
    let none = [
        "Kokeilemme uutta tapaa.",
        "Olemme tekemässä suunnitelmaa.",
        "Ohjeet koskevat ilmoituksia.",
        "Kaupungilla on yllättävän hyvä tulos.",
        "Kansalaisen elämä helpottuu.",
    ];
    for text in none {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn syllables_follow_the_rule() {
    for (word, expected) in [
        ("kunta", "kun-ta"),
        ("ruisku", "ruis-ku"),
        ("luetella", "lu-e-tel-la"),
        ("tuoda", "tuo-da"),
        ("aloittaa", "a-loit-taa"),
        ("keittiö", "keit-ti-ö"),
        ("maa", "maa"),
        ("strategia", "stra-te-gi-a"),
        ("proteiini", "pro-te-ii-ni"),
        ("vuosien", "vuo-si-en"),
    ] {
        assert_eq!(syllables(word).join("-"), expected);
    }
    assert_eq!(Morphology::new().word("esimies").syllables, 3);
}

#[test]
fn a_line_ends_where_nothing_can_be_misread() {
    let morphology = Morphology::new();
    for (word, expected) in [
        ("kuntalaisen", "kun-ta-lai-sen"),
        ("esimies", "e-si-mies"),
        ("vuosien", "vuo-sien"),
        ("yhteisöä", "yh-tei-söä"),
        ("aiemmin", "ai-em-min"),
        ("kotieläin", "ko-ti-e-läin"),
        ("maa-aines", "maa-ai-nes"),
        ("sosiaali- ", "so-si-aa-li-"),
    ] {
        assert_eq!(hyphenation(&morphology.word(word.trim())), expected);
    }
}

#[test]
fn the_language_of_a_block_is_told() {
    for (text, expected) in [
        ("Kaupunki kokeilee uutta tapaa.", Language::Finnish),
        ("Tavoitteet 2030", Language::Finnish),
        (
            "Staden prövar ett nytt sätt att arbeta tillsammans med invånarna.",
            Language::Swedish,
        ),
        (
            "The city is trying a new way of working together with its residents.",
            Language::English,
        ),
        ("Город пробует новый способ работы.", Language::Russian),
        ("Matti Virtanen", Language::Unknown),
        ("12.3.2018", Language::Unknown),
    ] {
        assert_eq!(analysis(text).languages[0], expected, "{text}");
    }
}
