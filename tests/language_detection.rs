//! The language of blocks: short lines, names, headings and their neighbours.

use linjassa::document::{Block, BlockKind, Document};
use linjassa::language::{Analysis, Language, Morphology, analyze};
use linjassa::span::Span;

/// Analyses lines; each is a block, a heading if it begins with `# `.
fn analysis(lines: &[&str], morphology: &Morphology) -> Analysis {
    let mut document = Document::default();
    for line in lines {
        let (kind, line) = match line.strip_prefix("# ") {
            Some(title) => (BlockKind::Heading { level: 1 }, title),
            None => (BlockKind::Paragraph, *line),
        };
        let start = document.text.len();
        document.text.push_str(line);
        document.blocks.push(Block {
            span: Span::new(start, document.text.len()),
            kind,
            heading: None,
        });
        document.text.push('\n');
    }
    analyze(document, morphology)
}

/// Every line stands alone, as a block of its own document.
fn check(lines: &[&str], expected: &[Language]) {
    let morphology = Morphology::new();
    let wrong: Vec<(&str, Language)> = lines
        .iter()
        .map(|line| (*line, analysis(&[line], &morphology).languages[0]))
        .filter(|(_, language)| !expected.contains(language))
        .collect();
    assert!(wrong.is_empty(), "expected {expected:?}: {wrong:#?}");
}

#[test]
fn finnish_lines_are_finnish() {
    check(
        &[
            "Johdanto",
            "Sisällys",
            "# Tavoitteet 2030",
            "Toimenpiteet ja aikataulu",
            "Kokeillen",
            "Kimpassa, ketterästi",
            "Liite 2",
            "Liitteet",
            "Yhteystiedot",
            "Hyte-kertoimen seuranta",
            "Kysyttävää?",
            "Aika ja paikka",
            "Läsnä",
            "Päätös: hyväksyttiin.",
            "Ei huomautettavaa",
            "Tule mukaan!",
            "Kirjasto on auki klo 9–18.",
            "Tervetuloa Imatralle!",
            "Lisätietoja antaa Aino Korpela.",
            "Imatran kaupunki, Virastokatu 2, 55100 Imatra",
            "Pilotoimme chatbotia ja dashboardia.",
            "Smart city -hankkeen workshop pidetään torstaina.",
            "Scrum-tiimin backlog ja retrospektiivi",
            "SOTE-UUDISTUS ETENEE",
            "KAUPUNGINVALTUUSTO",
            "Vuoksenniskan koulun vanhempainilta",
            "Anna palautetta osoitteessa www.imatra.fi.",
            "– Teemme tämän yhdessä, sanoo Virtanen.",
            "Me kokeillaan tätä nyt",
            "Svenska kulturfonden rahoittaa hanketta.",
            "He on the road -näyttely avataan kirjastossa.",
            "Kokouksen avaus ja päätösvaltaisuus",
            "1. Mitä teemme?",
            "mm. koulut, päiväkodit jne.",
        ],
        &[Language::Finnish],
    );
}

#[test]
fn names_addresses_and_numbers_are_not_called_foreign() {
    check(
        &[
            "Matti Virtanen",
            "Aino Korpela, Eero Salmi",
            "John Smith",
            "Anna-Karin Lindström",
            "Åsa Öberg",
            "Nordic Solutions Oy",
            "Saimaan Digital Services Oy Ab",
            "Virastokatu 2",
            "Storgatan 5 B 12",
            "55100 Imatra",
            "Imatra",
            "Mansikkala",
            "12.3.2018",
            "klo 9.30",
            "aino.korpela@imatra.fi",
            "https://www.imatra.fi/kokeilut",
            "p. 020 617 1111",
            "§ 45",
            "3 000 €",
            "EU, UNESCO, OECD",
            "Teams",
            "Ab",
            "–",
            "",
        ],
        &[Language::Unknown, Language::Finnish],
    );
}

#[test]
fn finnish_lines_full_of_english_are_checked() {
    check(
        &[
            "Koulutus: Design thinking and service design -perusteet",
            "Customer success manager -koulutus alkaa",
            "Startup-hackathon ja demo day",
            "Growth mindset -päivä",
        ],
        &[Language::Finnish, Language::Unknown],
    );
}

#[test]
fn swedish_lines_are_swedish() {
    check(
        &[
            "Staden prövar ett nytt sätt att arbeta.",
            "# Stadens strategi",
            "Innehåll",
            "Välkommen till Imatra!",
            "Vi gör det tillsammans",
            "Bilaga 2",
            "Kontaktuppgifter",
            "Samarbete med invånarna",
            "Hur kan du delta?",
            "Biblioteket är öppet 9–18.",
            "Mer information på webbplatsen",
            "BESLUT OM BIDRAG TILL FÖRENINGAR",
            "Föredragningslista för sammanträdet i Villmanstrand",
            "Ni kan ge respons på vår webbplats www.imatra.fi.",
            "Beslutet fattades enhälligt vid sammanträdet.",
        ],
        &[Language::Swedish],
    );
}

#[test]
fn english_lines_are_english() {
    check(
        &[
            "The city is trying a new way of working.",
            "# Summary",
            "Contents",
            "Welcome to Imatra!",
            "How can you take part?",
            "Services for residents",
            "City strategy and its goals",
            "For more information, contact the city office.",
            "We experiment, we work together, we move fast.",
            "The library is open from 9 to 18.",
            "MINUTES OF THE CITY COUNCIL",
            "It is on the table.",
            "This page is not available in your language.",
        ],
        &[Language::English],
    );
}

#[test]
fn russian_lines_are_russian() {
    check(
        &[
            "Добро пожаловать",
            "# Содержание",
            "Город пробует новый способ работы.",
            "Иматра, Финляндия",
            "Библиотека открыта с 9 до 18.",
            "Подробнее: www.imatra.fi",
        ],
        &[Language::Russian],
    );
}

#[test]
fn a_line_without_telling_words_goes_with_its_neighbours() {
    let morphology = Morphology::new();
    let languages = |lines: &[&str]| analysis(lines, &morphology).languages;
    let swedish = "Staden prövar ett nytt sätt att arbeta.";
    let finnish = "Kaupunki kokeilee uutta tapaa.";
    assert_eq!(
        languages(&[finnish, "# Tillgänglighet", swedish]),
        [Language::Finnish, Language::Swedish, Language::Swedish]
    );
    assert_eq!(
        languages(&[swedish, "Aino Korpela", swedish]),
        [Language::Swedish; 3]
    );
    assert_eq!(
        languages(&[finnish, "Aino Korpela", swedish]),
        [Language::Finnish, Language::Unknown, Language::Swedish]
    );
    assert_eq!(
        languages(&[swedish, "Tavoitteet", swedish]),
        [Language::Swedish, Language::Finnish, Language::Swedish]
    );
    assert_eq!(
        languages(&[finnish, "# Matti Virtanen", finnish]),
        [Language::Finnish, Language::Unknown, Language::Finnish]
    );
}

/// Every line stands alone: its language, and whether it is checked.
fn check_unchecked(lines: &[&str], is_checked: bool) {
    let morphology = Morphology::new();
    let wrong: Vec<(&str, Language)> = lines
        .iter()
        .map(|line| (*line, analysis(&[line], &morphology)))
        .filter(|(_, analysis)| analysis.is_checked(0) != is_checked)
        .map(|(line, analysis)| (line, analysis.languages[0]))
        .collect();
    assert!(
        wrong.is_empty(),
        "expected checked = {is_checked}: {wrong:#?}"
    );
}

#[test]
fn paragraphs_of_other_languages_are_unknown() {
    let lines = [
        "Die Stadt erprobt gemeinsam mit den Einwohnern eine neue Art zu arbeiten.",
        "Linn katsetab koos elanikega uut tööviisi ja õpib sellest kogu aasta jooksul.",
        "La ville essaie une nouvelle façon de travailler avec les habitants.",
        "Magaaladu waxay tijaabinaysaa hab cusub oo loo shaqeeyo iyadoo la kaashanaysa dadka.",
        "تبدأ الفعالية يوم الاثنين في المكتبة المركزية للمدينة",
        "Město zkouší nový způsob práce společně s obyvateli.",
        "La ciudad prueba una nueva forma de trabajar junto con los vecinos.",
    ];
    check(&lines, &[Language::Unknown]);
    check_unchecked(&lines, false);
}

#[test]
fn names_lists_of_names_and_acronyms_are_checked() {
    check_unchecked(
        &[
            "Matti Virtanen, Aino Korpela, John Smith, Anna-Karin Lindström, Ahmed Hassan, Olga Petrova",
            "EU, UNESCO, OECD, WHO, THL, Kela, DVV, AVI, ELY",
            "Nordic Solutions Oy, Digital Services Oy Ab, Green Factory Ltd",
            "Microsoft Teams, SharePoint, OneDrive, Power BI, Excel",
            "Hyte, sote, TKI, EAKR, ESR+, JTF",
            "https://www.imatra.fi/kokeilut, aino.korpela@imatra.fi",
            "1 200 € 3 400 € 5 600 € 7 800 € 9 000 €",
            "# Matti Meikäläinen ja Smart City Oy",
            "Mie lähen kirkol ja sie jäät tänne oottammaa, nii kyl myö pärjätää.",
            "Me testataan tätä juttuu nyt yhes ja kattotaan mitä tapahtuu, sanos Pena.",
            "tki-rahoitus, hyte-kerroin, digipalvelu, pilottikohde",
        ],
        true,
    );
}
