//! Damaged and malicious files give a named error or the right text: no panic, no hang, and never
//! an empty document as if all were well.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use linjassa::document::{Document, Warning};
use linjassa::readers::{self, ReadError};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    readers::read(Path::new(name), bytes)
}

fn key(name: &str, bytes: &[u8]) -> &'static str {
    match read(name, bytes) {
        Ok(document) => panic!("{name} gave {:?}", document.text),
        Err(error) => error.key,
    }
}

fn text(name: &str, bytes: &[u8]) -> String {
    match read(name, bytes) {
        Ok(document) => document.text,
        Err(error) => panic!("{name} gave {error:?}"),
    }
}

/// A part of a package, with lies about it if need be.
struct Part {
    name: String,
    data: Vec<u8>,
    checksum: Option<u32>,
    size: Option<u32>,
    flags: u16,
    method: u16,
}

impl Part {
    fn new(name: &str, data: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.to_owned(),
            data: data.into(),
            checksum: None,
            size: None,
            flags: 0,
            method: 8,
        }
    }
}

/// A zip package, written by hand so that it can lie.
fn package(parts: &[Part]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut list = Vec::new();
    for part in parts {
        let packed = deflate(&part.data);
        let checksum = part.checksum.unwrap_or_else(|| rawzip::crc32(&part.data));
        let size = part
            .size
            .unwrap_or(u32::try_from(part.data.len()).expect("small"));
        let mut header = Vec::new();
        header.extend(20u16.to_le_bytes());
        header.extend(part.flags.to_le_bytes());
        header.extend(part.method.to_le_bytes());
        header.extend([0; 4]);
        header.extend(checksum.to_le_bytes());
        header.extend(u32::try_from(packed.len()).expect("small").to_le_bytes());
        header.extend(size.to_le_bytes());
        header.extend(u16::try_from(part.name.len()).expect("short").to_le_bytes());
        header.extend(0u16.to_le_bytes());
        let offset = u32::try_from(bytes.len()).expect("small");
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&header);
        bytes.extend(part.name.as_bytes());
        bytes.extend(&packed);
        list.extend(b"PK\x01\x02");
        list.extend(20u16.to_le_bytes());
        list.extend(&header);
        list.extend([0; 10]);
        list.extend(offset.to_le_bytes());
        list.extend(part.name.as_bytes());
    }
    let start = u32::try_from(bytes.len()).expect("small");
    bytes.extend(&list);
    let count = u16::try_from(parts.len()).expect("few").to_le_bytes();
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(u32::try_from(list.len()).expect("small").to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn body(content: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{content}</w:body></w:document>")
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn docx(document: impl Into<Vec<u8>>) -> Vec<u8> {
    package(&[Part::new("word/document.xml", document)])
}

fn odt(content: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>{content}</office:text></office:body></office:document-content>"
    );
    package(&[Part::new("content.xml", content)])
}

/// Numbers that look random and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).expect("it is below a usize")
    }
}

/// Reads many damaged copies of a file; each gives text or a named error.
fn survives(name: &str, bytes: &[u8], rounds: usize) {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for _ in 0..rounds {
        let mut damaged = bytes.to_vec();
        for _ in 0..=chance.below(8) {
            let at = chance.below(damaged.len());
            match chance.below(4) {
                0 => damaged[at] = u8::try_from(chance.below(256)).expect("it is a byte"),
                1 => damaged[at] ^= 1 << chance.below(8),
                2 => damaged.truncate(at.max(1)),
                _ => {
                    let end = (at + chance.below(64)).min(damaged.len());
                    let piece = damaged[at..end].to_vec();
                    let place = chance.below(damaged.len());
                    damaged.splice(place..place, piece);
                }
            }
        }
        match read(name, &damaged) {
            Ok(document) => assert!(!document.blocks.is_empty()),
            Err(error) => assert!(error.key.starts_with("read-")),
        }
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    std::fs::read(folder.join(name)).expect("the fixture is there")
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_named() {
    assert_eq!(key("a.docx", b""), "read-empty");
    assert_eq!(key("a.txt", b"  \n "), "read-empty");
    assert_eq!(key("a.docx", &[0; 4096]), "read-other-content");
    assert_eq!(key("a.docx", b"Pelkka teksti"), "read-other-content");
    assert_eq!(key("a.pdf", b"Pelkka teksti"), "read-other-content");
    assert_eq!(
        key("a.bin", &[1, 2, 3, 0, 0, 0, 5, 6, 7, 8]),
        "read-unknown"
    );
    assert_eq!(
        key("a.zip", &package(&[Part::new("kuva.txt", "x")])),
        "read-archive"
    );
    // A text that speaks of PDF files was taken for one.
    assert_eq!(
        text("a.md", b"PDF alkaa merkeilla %PDF-1.7"),
        "PDF alkaa merkeilla %PDF-1.7\n"
    );
    let renamed = fixture("toimenpiteet.xlsx");
    assert!(text("a.docx", &renamed).contains("Tekninen lautakunta"));
    let renamed = fixture("suunnitelma.docx");
    assert!(text("a.txt", &renamed).contains("Kokeilut"));
}

#[test]
fn old_and_protected_office_files_are_named() {
    let ole = |stream: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.extend([0; 504]);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    assert_eq!(key("a.doc", &ole("WordDocument")), "read-old-word");
    assert_eq!(key("a.xls", &ole("Workbook")), "read-old-excel");
    assert_eq!(
        key("a.ppt", &ole("PowerPoint Document")),
        "read-old-powerpoint"
    );
    assert_eq!(key("a.msg", &ole("__nameid_version1.0")), "read-outlook");
    assert_eq!(key("a.docx", &ole("EncryptedPackage")), "read-password");
    let mut part = Part::new("word/document.xml", body(&paragraph("Salattu")));
    part.flags = 1;
    assert_eq!(key("a.docx", &package(&[part])), "read-password");
    let manifest = Part::new("META-INF/manifest.xml", "<manifest:encryption-data/>");
    let content = Part::new("content.xml", "<x/>");
    assert_eq!(
        key("a.odt", &package(&[manifest, content])),
        "read-password"
    );
}

#[test]
fn a_truncated_package_is_damaged() {
    let whole = fixture("suunnitelma.docx");
    for percent in [10, 50, 90, 99] {
        let part = &whole[..whole.len() * percent / 100];
        assert_eq!(key("a.docx", part), "read-zip", "{percent} %");
    }
    let mut junk = b"roskaa".repeat(100);
    junk.extend(&whole);
    assert!(text("a.docx", &junk).contains("Kokeilut"));
}

#[test]
fn lies_about_sizes_and_checksums_are_seen_through() {
    let mut part = Part::new("word/document.xml", body(&paragraph("Luettu")));
    part.checksum = Some(1);
    let document = read("a.docx", &package(&[part])).expect("the text is read");
    assert_eq!(document.warnings, [Warning::DamagedChecksum]);
    let mut part = Part::new("word/document.xml", body(&paragraph("Luettu")));
    part.size = Some(u32::MAX - 1);
    assert_eq!(key("a.docx", &package(&[part])), "read-part-size");
    let mut part = Part::new("word/document.xml", body(&paragraph("Luettu")));
    part.method = 14;
    assert_eq!(key("a.docx", &package(&[part])), "read-damaged");
}

#[test]
fn a_bomb_is_stopped() {
    let bomb = || vec![b' '; 130 << 20];
    assert_eq!(key("a.docx", &docx(bomb())), "read-part-size");
    let mut part = Part::new("word/document.xml", bomb());
    part.size = Some(100);
    assert_eq!(key("a.docx", &package(&[part])), "read-part-size");
    let document = Part::new("word/document.xml", body(&paragraph("Luettu")));
    let styles = Part::new("word/styles.xml", bomb());
    assert_eq!(
        key("a.docx", &package(&[document, styles])),
        "read-part-size"
    );
    let many: Vec<Part> = (0..20_001)
        .map(|number| Part::new(&format!("{number}"), ""))
        .collect();
    assert_eq!(key("a.docx", &package(&many)), "read-entries");
    let many = paragraph("x").repeat(300_001);
    assert_eq!(key("a.docx", &docx(body(&many))), "read-blocks");
}

#[test]
fn depth_is_bounded_everywhere() {
    for name in ["w:tbl", "w:sdt", "w:p", "w:x", "mc:AlternateContent"] {
        let deep = format!("<{name}>").repeat(10_000) + &format!("</{name}>").repeat(10_000);
        assert_eq!(key("a.docx", &docx(body(&deep))), "read-depth", "{name}");
    }
    let list = "<text:list><text:list-item>".repeat(10_000);
    assert_eq!(key("a.odt", &odt(&list)), "read-depth");
    let group = "<p:grpSp>".repeat(100_000);
    let slide = format!("<p:sld xmlns:p=\"p\">{group}</p:sld>");
    let presentation = "<p:presentation xmlns:r=\"r\"><p:sldId r:id=\"rId1\"/></p:presentation>";
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"x/slide\" Target=\"slides/slide1.xml\"/></Relationships>";
    let parts = [
        Part::new("ppt/presentation.xml", presentation),
        Part::new("ppt/_rels/presentation.xml.rels", relations),
        Part::new("ppt/slides/slide1.xml", slide),
    ];
    assert_eq!(key("a.pptx", &package(&parts)), "read-depth");
    assert_eq!(
        key(
            "a.rtf",
            &[b"{\\rtf1".as_slice(), &b"{".repeat(5_000_000)].concat()
        ),
        "read-depth"
    );
    let tables = "<table><tr><td>".repeat(30_000);
    assert_eq!(
        key("a.html", tables.as_bytes()),
        "read-other-content".replace("other-content", "depth")
    );
}

#[test]
fn unfinished_xml_is_damaged() {
    let whole = body(&paragraph("Alku"));
    assert_eq!(
        key("a.docx", &docx(whole.trim_end_matches("</w:document>"))),
        "read-damaged"
    );
    assert_eq!(key("a.docx", &docx(body("<w:p"))), "read-damaged");
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
    let xml = format!(
        "{bomb}<w:document {W}><w:body>{}</w:body></w:document>",
        paragraph("Raha&b;ton &c; &amp; &#228;")
    );
    assert_eq!(text("a.docx", &docx(xml)), "Raha\u{fffd}ton \u{fffd} & ä\n");
}

#[test]
fn encodings_prefixes_and_moved_parts_are_read() {
    let xml = body(&paragraph("Määräraha"));
    let declared = |encoding: &str| {
        xml.replace(
            "version=\"1.0\"",
            &format!("version=\"1.0\" encoding=\"{encoding}\""),
        )
    };
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(declared("UTF-16").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(text("a.docx", &docx(wide)), "Määräraha\n");
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&xml);
    let named = String::from_utf8_lossy(&latin).into_owned();
    drop(named);
    let head = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>";
    let rest = &latin[b"<?xml version=\"1.0\"?>".len()..];
    assert_eq!(
        text("a.docx", &docx([head.as_slice(), rest].concat())),
        "Määräraha\n"
    );
    assert_eq!(text("a.docx", &docx(latin.into_owned())), "Määräraha\n");
    assert_eq!(
        text("a.docx", &docx(format!("\u{feff}{xml}"))),
        "Määräraha\n"
    );
    assert_eq!(
        text("a.docx", &docx(xml.replace("w:", "x:"))),
        "Määräraha\n"
    );
    let bare = xml
        .replace("<w:", "<")
        .replace("</w:", "</")
        .replace("xmlns:w", "xmlns");
    assert_eq!(text("a.docx", &docx(bare)), "Määräraha\n");
    assert_eq!(
        text(
            "a.docx",
            &package(&[Part::new("word\\document.xml", xml.clone())])
        ),
        "Määräraha\n"
    );
    let relations = "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"/muu/paikka.xml\"/></Relationships>";
    let types = "<Types><Override PartName=\"/muu/paikka.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let parts = [
        Part::new("[Content_Types].xml", types),
        Part::new("_rels/.rels", relations),
        Part::new("muu/paikka.xml", xml.clone()),
    ];
    assert_eq!(text("a.docx", &package(&parts)), "Määräraha\n");
    let twice = [
        Part::new("word/document.xml", xml),
        Part::new("word/document.xml", body(&paragraph("Toinen"))),
    ];
    assert_eq!(text("a.docx", &package(&twice)), "Määräraha\n");
}

#[test]
fn a_missing_main_part_is_named() {
    let types = "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let relations = "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"../../etc/passwd\"/></Relationships>";
    let parts = [
        Part::new("[Content_Types].xml", types),
        Part::new("_rels/.rels", relations),
    ];
    assert_eq!(key("a.docx", &package(&parts)), "read-part-missing");
    let parts = [Part::new("META-INF/manifest.xml", "<m/>")];
    assert_eq!(key("a.odt", &package(&parts)), "read-part-missing");
}

#[test]
fn text_that_no_block_holds_is_not_called_clean() {
    let xml = body("<w:r><w:t>Irrallaan</w:t></w:r>");
    assert_eq!(key("a.docx", &docx(xml)), "read-part-unread");
    assert_eq!(
        key("a.html", b"<html><div hidden><p>Piilossa"),
        "read-part-unread"
    );
}

#[test]
fn huge_counts_do_not_grow_the_text() {
    let xml = body(&format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"2147483648\"/><w:numId w:val=\"4294967295\"/></w:numPr><w:outlineLvl w:val=\"2147483648\"/></w:pPr><w:r><w:t>Kohta</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2147483648\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
        paragraph("Solu")
    ));
    assert_eq!(text("a.docx", &docx(xml)), "Kohta\nSolu\n");
    let spaces = "<text:p>a<text:s text:c=\"2147483647\"/>b</text:p>";
    assert!(text("a.odt", &odt(spaces)).len() <= 1004);
    let styles = "<w:styles><w:style w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style><w:style w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style></w:styles>";
    let circle = "<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:t>Kehä</w:t></w:r></w:p>";
    let parts = [
        Part::new("word/document.xml", body(circle)),
        Part::new("word/styles.xml", styles),
    ];
    assert_eq!(text("a.docx", &package(&parts)), "Kehä\n");
}

#[test]
fn a_far_cell_and_a_wrong_string_cost_nothing() {
    let workbook =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Taul\" r:id=\"rId1\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"s.xml\"/></Relationships>";
    let sheet = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Alku</t></is></c><c r=\"B1\" t=\"s\"><v>-1</v></c><c r=\"C1\" t=\"s\"><v>1000000000</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>Loppu</v></c></row></sheetData></worksheet>";
    let parts = [
        Part::new("xl/workbook.xml", workbook),
        Part::new("xl/_rels/workbook.xml.rels", relations),
        Part::new("xl/s.xml", sheet),
    ];
    let document = read("a.xlsx", &package(&parts)).expect("the cells are read");
    assert_eq!(document.text, "Alku\nLoppu\n");
    let place = document.location(document.blocks[1].span.start);
    assert_eq!(place.cell.as_deref(), Some("XFD1048576"));
}

#[test]
fn hostile_rtf_is_survived() {
    assert_eq!(
        text("a.rtf", br"{\rtf1 alku \bin4294967295 loppu}"),
        "alku\n"
    );
    assert_eq!(
        text(
            "a.rtf",
            br"{\rtf1 a\bin-5 b\uc2147483648 c\u-10179?\u-8960?d\'4}"
        ),
        "abc🔀\n"
    );
}

#[test]
fn a_link_around_a_note_stands_in_its_own_text() {
    // The place of a link that was open around a note was taken for one in the note.
    let rtf = br#"{\rtf1 \'e4 {\field{\*\fldinst HYPERLINK "https://esimerkki.fi"}{\fldrslt li{\footnote \'e4\'e4}nkki}}}"#;
    let document = read("a.rtf", rtf).expect("it is read");
    let texts: Vec<&str> = document
        .inlines
        .iter()
        .map(|inline| document.slice(inline.span))
        .collect();
    assert_eq!(texts, ["linkki"]);
    let open = br#"{\rtf1 \'e4\'e4{\field{\footnote a{\*\fldinst HYPERLINK "x"}b}}c}"#;
    let document = read("a.rtf", open).expect("it is read");
    for inline in &document.inlines {
        assert!(!document.slice(inline.span).is_empty());
    }
}

#[test]
fn hostile_web_pages_are_survived() {
    let many = |piece: &str, count| piece.repeat(count) + "loppu";
    assert_eq!(text("a.html", many("<div>", 500_000).as_bytes()), "loppu\n");
    assert_eq!(
        text("a.html", many("<b><i>", 100_000).as_bytes()),
        "loppu\n"
    );
    let attribute = format!("<p title=\"{}\">loppu", "x".repeat(5_000_000));
    assert_eq!(text("a.html", attribute.as_bytes()), "loppu\n");
    let odd = format!("<p>alku\0 {}<!-- ei lopu", "sana ".repeat(20));
    assert!(text("a.html", odd.as_bytes()).starts_with("alku"));
}

#[test]
fn hostile_markdown_is_survived() {
    for piece in [">", "[", "*a_ ", "a` ", "![", "<a ", "- "] {
        let text = piece.repeat(50_000) + " loppu\n";
        let outcome = read("a.md", text.as_bytes());
        assert!(
            outcome.is_ok_and(|document| document.text.contains("loppu")),
            "{piece}"
        );
    }
    let wide = format!(
        "|{}\n|{}\n|{}\n",
        "a|".repeat(20_000),
        "-|".repeat(20_000),
        "b|".repeat(20_000)
    );
    assert!(text("a.md", wide.as_bytes()).starts_with("a\n"));
    let lines = (0..2_000).map(|level| format!("{}- kohta\n", "  ".repeat(level)));
    let nested = lines.collect::<Vec<_>>().concat();
    assert!(text("a.md", nested.as_bytes()).contains("kohta"));
}

#[test]
fn hostile_mail_is_survived() {
    let part =
        |number| format!("Content-Type: multipart/mixed; boundary=\"b{number}\"\n\n--b{number}\n");
    let nested = (0..20_000).map(part).collect::<Vec<_>>().concat();
    assert_eq!(key("a.eml", nested.as_bytes()), "read-mail-depth");
    let headers = "X-A: b\n".repeat(500_000) + "Subject: =?UTF-8?Q?Hei_=C3=A4?=\n\nTeksti.\n";
    assert_eq!(text("a.eml", headers.as_bytes()), "Hei ä\nTeksti.\n");
    let odd = "Subject: a\nContent-Type: text/plain; charset=olematon\nContent-Transfer-Encoding: base64\n\n%%%%ei base64\n";
    assert!(read("a.eml", odd.as_bytes()).is_ok());
}

#[test]
fn hostile_text_is_survived() {
    let odd = format!("alku\0loppu {}", "sana ".repeat(20));
    assert!(text("a.txt", odd.as_bytes()).starts_with("alkuloppu sana"));
    let line = "sana ".repeat(1_600_000);
    let document = read("a.txt", line.as_bytes()).expect("a long line is read");
    let last = document.text.len() - 5;
    assert_eq!(document.location(last).column, Some(7_999_996));
}

#[test]
fn damaged_copies_give_text_or_a_named_error() {
    for name in ["suunnitelma.docx", "suunnitelma.odt", "toimenpiteet.xlsx"] {
        survives(name, &fixture(name), 60);
    }
    for name in [
        "suunnitelma.rtf",
        "suunnitelma.html",
        "suunnitelma.md",
        "latin1-qp.eml",
        "ominaisuudet.fodt",
    ] {
        survives(name, &fixture(name), 200);
    }
    survives("suunnitelma.pdf", &fixture("suunnitelma.pdf"), 60);
}

#[test]
fn damaged_xml_inside_a_whole_package_gives_text_or_a_named_error() {
    let whole = body(&paragraph("Kokeilemme uutta tapaa").repeat(20));
    let mut chance = Chance(77);
    for _ in 0..300 {
        let mut xml = whole.clone().into_bytes();
        for _ in 0..=chance.below(5) {
            let at = chance.below(xml.len());
            xml[at] = b"<>&\"/ =:w\0\xff"[chance.below(11)];
        }
        match read("a.docx", &docx(xml)) {
            Ok(document) => assert!(!document.blocks.is_empty()),
            Err(error) => assert!(error.key.starts_with("read-")),
        }
    }
}
