//! The same text gives the same blocks in every format, and the hand-checked truth comes out.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use linjassa::document::{Block, BlockKind, Document, Warning};
use linjassa::readers;

use package::packed;

#[path = "support/package.rs"]
mod package;

const PLAN: &[&str] = &[
    "h1 Kirjastopalvelujen suunnitelma 2027",
    "p Kirjasto kokeilee kevään aikana iltaryhmää, joka kokoontuu joka toinen viikko. Ryhmän vetäjä Aino Öhman kertoo tuloksista toukokuussa.",
    "h2 Kokeilut",
    "p Kokeilemme kolmea asiaa:",
    "b1/0 lainauspiste uimahallissa",
    "b1/0 lukukoira koululla",
    "b2/0 yhteyshenkilö on Eero Kallio",
    "b1/0 yhteinen aukioloaika nuorisotalon kanssa",
    "h3 Mitä opimme",
    "p Keräämme palautteen lomakkeella ja korjaamme suunnan kuukausittain.",
    "fn Palaute luetaan joka kuun ensimmäisenä maanantaina.",
    "h2 Toimenpiteet",
    "th0/0,0 Toimenpide",
    "th0/0,1 Vastuu",
    "th0/0,2 Aikataulu",
    "td0/1,0 Iltaryhmä alkaa",
    "td0/1,1 Aino Öhman",
    "td0/1,2 1.2.2027",
    "td0/2,0 Lainauspiste avataan",
    "td0/2,1 Eero Kallio",
    "td0/2,2 15.3.2027",
    "p Vaiheet ovat nämä:",
    "n1/1 Sovitaan tilasta.",
    "n1/1 Kerrotaan asukkaille.",
    "q Hyvä kirjasto on lähellä.",
    "p Lisätiedot: Aino Öhman, Mäntyjoki – Tallån, hinta 10 000 €.",
];

fn fixture(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    folder.join(name)
}

fn document(name: &str) -> Document {
    let path = fixture(name);
    let bytes = fs::read(&path).expect("the fixture is there");
    readers::read(&path, &bytes).expect("the fixture is read")
}

/// A line for each block: what it is, and its text.
fn blocks(document: &Document) -> Vec<String> {
    let shown = |block: &Block| {
        let text = document.slice(block.span).replace('\n', " ");
        format!("{} {text}", name(block.kind))
    };
    document.blocks.iter().map(shown).collect()
}

fn name(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading { level } => format!("h{level}"),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::ListItem {
            level,
            ordered,
            list,
        } => format!("{}{level}/{list}", if ordered { "n" } else { "b" }),
        BlockKind::TableCell {
            table,
            row,
            column,
            header,
        } => format!("{}{table}/{row},{column}", if header { "th" } else { "td" }),
        BlockKind::Footnote => "fn".to_owned(),
        BlockKind::TextBox => "tb".to_owned(),
        BlockKind::Caption => "caption".to_owned(),
        BlockKind::Quote => "q".to_owned(),
        BlockKind::Code => "code".to_owned(),
    }
}

#[test]
fn markdown_gives_the_blocks_of_the_plan() {
    assert_eq!(blocks(&document("suunnitelma.md")), PLAN);
}

#[test]
fn word_gives_the_blocks_of_the_plan() {
    assert_eq!(blocks(&document("suunnitelma.docx")), PLAN);
}

#[test]
fn opendocument_gives_the_blocks_of_the_plan() {
    assert_eq!(blocks(&document("suunnitelma.odt")), PLAN);
}

#[test]
fn a_web_page_gives_the_blocks_of_the_plan() {
    assert_eq!(blocks(&document("suunnitelma.html")), with_note_last(PLAN));
}

#[test]
fn rtf_gives_the_blocks_of_the_plan() {
    // RTF has no quotations.
    let plan: Vec<String> = PLAN
        .iter()
        .map(|line| line.replace("q Hyvä", "p Hyvä"))
        .collect();
    assert_eq!(blocks(&document("suunnitelma.rtf")), plan);
}

#[test]
fn a_tagged_pdf_gives_the_blocks_of_the_plan() {
    let texts = |lines: Vec<String>| -> Vec<String> {
        let text = |line: &String| line.split_once(' ').map(|(_, text)| text.to_owned());
        lines.iter().filter_map(text).collect()
    };
    let blocks = blocks(&document("suunnitelma.pdf"));
    assert_eq!(texts(blocks.clone()), texts(with_note_last(PLAN)));
    // The program that made the file tags no quotations.
    let is_sorted = |line: &&String| !line.starts_with(['p', 'q']);
    let (found, plan) = (blocks, with_note_last(PLAN));
    let sorted: Vec<&String> = found.iter().filter(is_sorted).collect();
    assert_eq!(sorted, plan.iter().filter(is_sorted).collect::<Vec<_>>());
}

/// The plan as formats have it that keep all notes at the end.
fn with_note_last(plan: &[&str]) -> Vec<String> {
    let is_note = |line: &&&str| line.starts_with("fn ");
    let rest = plan.iter().filter(|line| !is_note(line));
    let lines = rest.chain(plan.iter().filter(is_note));
    lines.map(|line| (*line).to_owned()).collect()
}

/// The texts of the truth with their sorts.
fn truth(name: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(fixture(name)).expect("the truth is there");
    let rows: Vec<(String, u8, String)> = serde_json::from_str(&text).expect("the truth is JSON");
    let shown = |(sort, level, text): (String, u8, String)| {
        let sort = match sort.as_str() {
            "h" => format!("h{level}"),
            "li" => format!("li{level}"),
            "en" => "fn".to_owned(),
            sort => sort.to_owned(),
        };
        (sort, spaced(&text))
    };
    rows.into_iter().map(shown).collect()
}

fn found(document: &Document) -> Vec<(String, String)> {
    let sort = |kind| match kind {
        BlockKind::ListItem { level, .. } => format!("li{level}"),
        BlockKind::TableCell { header: true, .. } => "th".to_owned(),
        BlockKind::TableCell { .. } => "td".to_owned(),
        kind => name(kind),
    };
    let shown = |block: &Block| (sort(block.kind), spaced(document.slice(block.span)));
    document.blocks.iter().map(shown).collect()
}

/// The text with every run of white space as one space, and marks as a reader writes them.
fn spaced(text: &str) -> String {
    let text = text.replace('\u{ad}', "").replace('\u{2011}', "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Notes stand after their paragraph here and elsewhere in the truth, so they are compared
/// on their own.
fn assert_true(file: &str, truth_file: &str) {
    let split = |rows: Vec<(String, String)>| -> (Vec<_>, Vec<_>) {
        rows.into_iter().partition(|(sort, _)| sort == "fn")
    };
    let (notes, rest) = split(found(&document(file)));
    let (true_notes, true_rest) = split(truth(truth_file));
    assert_eq!(rest, true_rest, "{file}");
    assert_eq!(notes, true_notes, "{file}");
}

#[test]
fn the_truth_about_word_comes_out() {
    assert_true("ominaisuudet.docx", "ominaisuudet.docx.truth.json");
}

#[test]
fn the_truth_about_opendocument_comes_out() {
    assert_true("ominaisuudet.odt", "ominaisuudet.odt.truth.json");
    assert_true("ominaisuudet.fodt", "ominaisuudet.odt.truth.json");
}

#[test]
fn the_text_of_rtf_comes_out() {
    // RTF marks no header row in this file; the known words of a plan's table make one.
    let texts = |rows: Vec<(String, String)>| rows.into_iter().map(|(_, text)| text).collect();
    let found: Vec<String> = texts(found(&document("ominaisuudet.rtf")));
    let expected: Vec<String> = texts(truth("ominaisuudet.rtf.truth.json"));
    assert_eq!(found, expected);
}

#[test]
fn a_workbook_gives_its_cells_with_their_names() {
    for name in ["toimenpiteet.xlsx", "toimenpiteet.ods"] {
        let document = document(name);
        let offset = document.text.find("Tekninen lautakunta");
        let place = document.location(offset.expect("the cell is read"));
        assert_eq!(place.sheet.as_deref(), Some("Toimenpiteet"), "{name}");
        assert_eq!(place.cell.as_deref(), Some("C2"), "{name}");
        assert!(document.text.contains("31.12.2027"), "{name}");
        let first = document.blocks[0].kind;
        assert!(
            matches!(first, BlockKind::TableCell { header: true, .. }),
            "{name}"
        );
    }
    // Only Calc stores the results of formulas here, and numbers as they are shown.
    let worded = |name: &str| -> Vec<(String, Option<Arc<str>>)> {
        let document = document(name);
        let places = document.blocks.iter().map(|block| {
            let place = document.location(block.span.start);
            place.cell
        });
        let cells = blocks(&document).into_iter().zip(places);
        let has_words = |(cell, _): &(String, _)| {
            let (_, text) = cell.split_once(' ').expect("a sort and a text");
            text.contains(char::is_alphabetic)
        };
        cells.filter(has_words).collect()
    };
    let calc = worded("toimenpiteet.ods");
    assert!(calc.len() > 10);
    assert_eq!(worded("toimenpiteet.xlsx"), calc);
}

#[test]
fn a_mail_gives_its_subject_body_and_quotation() {
    let expected = [
        "h1 Tiedoteluonnos: kuulemistilaisuus Mäntyjoella – äänestä!",
        "p Hei,",
        "p ohessa luonnos tiedotteesta: Mäntyjoen kunta järjestää kuulemistilaisuuden 3.3.2026 klo 17.",
        "q Lainattu viesti: päätös tehdään syksyllä.",
    ];
    assert_eq!(blocks(&document("latin1-qp.eml")), expected);
}

#[test]
fn every_block_of_a_text_format_leads_back_to_its_line_and_column() {
    for name in ["suunnitelma.md", "suunnitelma.html"] {
        let document = document(name);
        let source = fs::read_to_string(fixture(name)).expect("the fixture is text");
        for block in &document.blocks {
            let place = document.location(block.span.start);
            let (line, column) = (place.line.expect("a line"), place.column.expect("a column"));
            let line = source.lines().nth(line as usize - 1);
            let line = line.expect("the line is there");
            let rest: String = line.chars().skip(column as usize - 1).collect();
            let word = document.slice(block.span).split_whitespace().next();
            assert!(
                rest.starts_with(word.expect("no block is blank")),
                "{name}: {rest}"
            );
        }
    }
}

/// The letters of a text that do not stand at their places in the file; every letter must have
/// one.
fn misplaced(document: &Document, file: &[u8]) -> Vec<String> {
    // Byte for character, as an editor shows a file that is not UTF-8.
    let latin = || file.iter().map(|byte| char::from(*byte)).collect();
    let source = String::from_utf8(file.to_vec()).unwrap_or_else(|_| latin());
    let lines: Vec<Vec<char>> = source.lines().map(|line| line.chars().collect()).collect();
    let letters = document.text.char_indices();
    let letters = letters.filter(|(_, character)| !character.is_whitespace());
    let wrong = letters.filter_map(|(offset, character)| {
        let place = document.location(offset);
        let (line, column) = (place.line.expect("a line"), place.column.expect("a column"));
        let there = lines[line as usize - 1].get(column as usize - 1).copied();
        let is_coded = there == Some('=') && !character.is_ascii();
        let is_there = there == Some(character) || is_coded;
        (!is_there).then(|| format!("{character} at {line}:{column} is {there:?}"))
    });
    wrong.collect()
}

#[test]
fn a_mail_leads_back_to_the_lines_of_its_file() {
    let body = "Hei,\r\n\r\nlähetämme luonnoksen, joka jatkuu\r\nseuraavalla rivillä.\r\n\r\n- yksi asia\r\n";
    let head = "From: aino@mantyjoki.example\r\nSubject: Luonnos\r\nContent-Transfer-Encoding: 8bit\r\nContent-Type: text/plain; charset=";
    let plain = format!("{head}utf-8\r\n\r\n{body}").into_bytes();
    let latin: Vec<u8> = format!("{head}iso-8859-1\r\n\r\n{body}")
        .chars()
        .map(|character| u8::try_from(character).expect("a letter of Latin-1"))
        .collect();
    let coded = "Subject: Luonnos\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nSGVp\n\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<h1>K=C3=A4ytt=C3=B6suunni=\ntelma</h1>=20\n<p>Kysymme tilojen =\nk=C3=A4ytt=C3=A4jilt=C3=A4,\nmit=C3=A4 he tarvitsevat.</p>\n--b--\n";
    for file in [plain, latin, coded.as_bytes().to_vec()] {
        let document = readers::read(Path::new("a.eml"), &file).expect("the mail is read");
        assert!(document.blocks.len() > 2, "{}", document.text);
        assert_eq!(misplaced(&document, &file), [""; 0]);
    }
}

#[test]
fn what_a_mail_encodes_has_a_paragraph_but_no_line() {
    let places = |name: &str| -> Vec<_> {
        let document = document(name);
        let places = document.blocks.iter().map(|block| {
            let place = document.location(block.span.start);
            (place.paragraph, place.line, place.column)
        });
        places.collect()
    };
    let encoded = [(Some(1), None, None), (Some(2), None, None)];
    assert_eq!(places("valitetty.eml"), encoded);
    // The subject is encoded, the body quoted-printable.
    let expected = [
        (Some(1), None, None),
        (Some(2), Some(10), Some(1)),
        (Some(3), Some(12), Some(1)),
        (Some(4), Some(15), Some(3)),
    ];
    assert_eq!(places("latin1-qp.eml"), expected);
}

#[test]
fn a_subject_with_a_letter_that_is_left_out_has_no_line() {
    let file = b"Subject: Luon\x7fnos\nContent-Type: text/plain; charset=utf-8\n\nHei.\n";
    let document = readers::read(Path::new("kirje.eml"), file).unwrap();
    let place = document.location(document.text.find("nos").unwrap());
    assert_eq!((place.paragraph, place.line), (Some(1), None));
}

#[test]
fn all_texts_of_a_mail_are_read() {
    // Only the first of several texts was read, and the others were passed over in silence.
    let part = |text: &str| format!("--b\nContent-Type: text/plain\n\n{text}\n");
    let file = format!(
        "Subject: Luonnos\nContent-Type: multipart/mixed; boundary=b\n\n{}--b\nContent-Type: image/png\nContent-Disposition: inline\n\nkuva\n{}--b--\n",
        part("Ennen kuvaa on tekstiä."),
        part("Kuvan jälkeen on lisää."),
    );
    let document = readers::read(Path::new("a.eml"), file.as_bytes()).expect("the mail is read");
    let expected = [
        "h1 Luonnos",
        "p Ennen kuvaa on tekstiä.",
        "p Kuvan jälkeen on lisää.",
    ];
    assert_eq!(blocks(&document), expected);
    assert_eq!(misplaced(&document, file.as_bytes()), [""; 0]);
}

#[test]
fn places_in_documents_go_forward() {
    for name in ["suunnitelma.docx", "suunnitelma.odt", "suunnitelma.rtf"] {
        let document = document(name);
        let place = |block: &Block| document.location(block.span.start).paragraph;
        let places: Vec<_> = document.blocks.iter().map(place).collect();
        assert!(places.iter().all(Option::is_some), "{name}");
        assert!(places.is_sorted(), "{name}");
    }
    let document = document("suunnitelma.pdf");
    let page = |block: &Block| document.location(block.span.start).page;
    assert!(document.blocks.iter().map(page).all(|page| page == Some(1)));
}

#[test]
fn what_opendocument_hides_is_not_read() {
    let read = |body: &str, styles: &str| -> Vec<String> {
        let office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
        let xml = format!(
            "<office:document xmlns:office=\"{office}\" office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body></office:document>"
        );
        let document = readers::read(Path::new("a.fodt"), xml.as_bytes()).expect("it is read");
        blocks(&document)
    };
    let style = |name: &str, properties: &str| {
        format!("<style:style style:name=\"{name}\"><style:{properties}/></style:style>")
    };
    // A hidden sheet was read as if it were shown.
    let sheet = |name: &str, style: &str| {
        format!(
            "<table:table table:name=\"{name}\" table:style-name=\"{style}\"><table:table-row><table:table-cell><text:p>{name}</text:p></table:table-cell></table:table-row></table:table>"
        )
    };
    let sheets = [sheet("Näkyvä", "a"), sheet("Piilo", "b")].concat();
    assert_eq!(
        read(
            &format!("<office:spreadsheet>{sheets}</office:spreadsheet>"),
            &style("b", "table-properties table:display=\"false\"")
        ),
        ["td0/0,0 Näkyvä"]
    );
    let slide = |style: &str, text: &str| {
        format!(
            "<draw:page draw:style-name=\"{style}\"><draw:frame presentation:class=\"outline\"><text:p>{text}</text:p></draw:frame></draw:page>"
        )
    };
    let slides = [slide("a", "Näkyvä"), slide("b", "Piilo")].concat();
    let hidden = "drawing-page-properties presentation:visibility=\"hidden\"";
    assert_eq!(
        read(
            &format!("<office:presentation>{slides}</office:presentation>"),
            &style("b", hidden)
        ),
        ["p Näkyvä"]
    );
    let text = "<text:section text:display=\"none\"><text:p>Piilo</text:p></text:section><text:p><text:hidden-paragraph text:is-hidden=\"true\"/>Piilo</text:p><text:p>Näkyvä</text:p>";
    assert_eq!(
        read(&format!("<office:text>{text}</office:text>"), ""),
        ["p Näkyvä"]
    );
}

/// The blocks of a Word document with this body.
fn of_word(body: &str) -> Vec<String> {
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let xml = format!("<w:document xmlns:w=\"{namespace}\"><w:body>{body}</w:body></w:document>");
    let file = packed("word/document.xml", xml.as_bytes());
    blocks(&readers::read(Path::new("a.docx"), &file).expect("it is read"))
}

fn word_paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn what_word_asks_to_be_filled_in_is_not_text() {
    // The prompts of a form were read as if somebody had written them.
    let control = |properties: &str, content: &str| {
        format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )
    };
    let prompt = word_paragraph("Kirjoita tavoite napsauttamalla tätä.");
    let body = [
        control("", &word_paragraph("Hanke alkaa maaliskuussa.")),
        control("<w:showingPlcHdr/>", &prompt),
        control(
            "<w:showingPlcHdr w:val=\"0\"/>",
            &word_paragraph("Hanke päättyy."),
        ),
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">Vastaa </w:t></w:r>{}<w:r><w:t>.</w:t></w:r></w:p>",
            control("", "<w:r><w:t>Aino Öhman</w:t></w:r>"),
        ),
    ];
    let expected = [
        "p Hanke alkaa maaliskuussa.",
        "p Hanke päättyy.",
        "p Vastaa Aino Öhman.",
    ];
    assert_eq!(of_word(&body.concat()), expected);
}

#[test]
fn a_large_first_letter_belongs_to_its_word() {
    let body = format!(
        "<w:p><w:pPr><w:framePr w:dropCap=\"drop\" w:lines=\"3\"/></w:pPr><w:r><w:t>K</w:t></w:r></w:p>{}{}",
        word_paragraph("irjasto kokeilee iltavuoroa."),
        word_paragraph("Toinen kappale."),
    );
    let expected = ["p Kirjasto kokeilee iltavuoroa.", "p Toinen kappale."];
    assert_eq!(of_word(&body), expected);
}

#[test]
fn a_row_that_begins_late_keeps_its_columns() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", word_paragraph(text));
    let body = format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr></w:tbl>",
        cell("Toimi"),
        cell("Vastuu"),
        cell("Aino Öhman"),
    );
    let expected = ["th0/0,0 Toimi", "th0/0,1 Vastuu", "td0/1,1 Aino Öhman"];
    assert_eq!(of_word(&body), expected);
}

#[test]
fn cells_over_several_rows_keep_the_columns_of_a_page() {
    let html = "<table><tr><th rowspan=2>Toimi<th colspan=2>Aika<tr><th>alku<th>loppu<tr><td rowspan=2>Kokeilu<td>helmikuu<td>touko<tr><td>syyskuu<td>marras</table><table><tr><th rowspan=2>Halli<td>auki<tr><th>uusi<td>kiinni</table>";
    let document = readers::read(Path::new("a.html"), html.as_bytes()).expect("it is read");
    let expected = [
        "th0/0,0 Toimi",
        "th0/0,1 Aika",
        "th0/1,1 alku",
        "th0/1,2 loppu",
        "td0/2,0 Kokeilu",
        "td0/2,1 helmikuu",
        "td0/2,2 touko",
        "td0/3,1 syyskuu",
        "td0/3,2 marras",
        // A name before its row is no header of a column.
        "th1/0,0 Halli",
        "td1/0,1 auki",
        "td1/1,1 uusi",
        "td1/1,2 kiinni",
    ];
    assert_eq!(blocks(&document), expected);
}

#[test]
fn rtf_has_tables_in_tables_and_shows_a_shape_once() {
    let rtf = r"{\rtf1\ansi{\stylesheet{\s1 heading 1;}{\s9 toc 1;}}\pard\s9 Tavoitteet\tab 2\par\pard\plain Teksti.\par
\trowd\pard\intbl Toimi\cell Vastuu\cell\row
\pard\intbl Ulompi\par\pard\intbl\itap2 Sisempi\nestcell Toinen\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl\itap2 Kolmas\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl\cell Aino\cell\row
\pard {\shp{\*\shpinst{\shptxt \pard Laatikko.\par}}{\shprslt{\pard Laatikko.\par}}}\pard Loppu.\par}";
    let document = readers::read(Path::new("a.rtf"), rtf.as_bytes()).expect("it is read");
    let expected = [
        "p Teksti.",
        "th0/0,0 Toimi",
        "th0/0,1 Vastuu",
        "td0/1,0 Ulompi",
        "td1/0,0 Sisempi",
        "td1/0,1 Toinen",
        "td1/1,0 Kolmas",
        "td0/1,1 Aino",
        "p Laatikko.",
        "p Loppu.",
    ];
    assert_eq!(blocks(&document), expected);
}

#[test]
fn what_cannot_be_read_in_a_document_is_named() {
    let office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    let with = |inside: &str| {
        let xml = format!(
            "<office:document xmlns:office=\"{office}\" office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text><text:p>Kävijät</text:p>{inside}</office:text></office:body></office:document>"
        );
        let document = readers::read(Path::new("a.fodt"), xml.as_bytes()).expect("it is read");
        document.warnings
    };
    // An entity is never expanded, and what stood there was passed over in silence.
    assert_eq!(
        with("<text:p>Luku on &luku; vuodessa.</text:p>"),
        [Warning::UnreadableCharacters]
    );
    let object = "<text:p><draw:frame><draw:object/><draw:image/></draw:frame></text:p>";
    assert_eq!(with(object), [Warning::UnreadParts]);
    let picture = "<text:p><draw:frame><draw:image/></draw:frame></text:p>";
    assert_eq!(with(picture), []);
}

#[test]
fn a_mail_with_broken_letters_says_so() {
    let file = b"Subject: Luonnos\nContent-Type: text/plain; charset=utf-8\n\nKokous j\xe4rjestet\xe4\xe4n.\n";
    let document = readers::read(Path::new("a.eml"), file).expect("the mail is read");
    assert_eq!(document.warnings, [Warning::UnreadableCharacters]);
    // The lines do not follow the file, so none is guessed.
    let place = document.location(document.text.find("Kokous").expect("the word is there"));
    assert_eq!((place.paragraph, place.line), (Some(2), None));
}
