//! A copy with comments says what the original says, and the comments stand where they should.

use std::fs;
use std::io::Read;
use std::path::Path;

use linjassa::annotate::{Note, annotate};
use linjassa::document::{Block, Document};
use linjassa::readers;
use linjassa::span::Span;

fn original(name: &str) -> (Vec<u8>, Document) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    let path = folder.join(name);
    let bytes = fs::read(&path).expect("the fixture is there");
    let document = readers::read(&path, &bytes).expect("the fixture is read");
    (bytes, document)
}

fn note(document: &Document, words: &str, text: &str) -> Note {
    let start = document
        .text
        .find(words)
        .expect("the words are in the text");
    Note {
        span: Span::new(start, start + words.len()),
        text: text.to_owned(),
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let archive = rawzip::ZipArchive::from_slice(bytes).expect("the copy is a package");
    let mut entries = archive.entries();
    while let Some(record) = entries.next_entry().expect("its list is whole") {
        if record.file_path().as_ref() == name.as_bytes() {
            let entry = archive.get_entry(record.wayfinder()).expect("it is there");
            let mut text = String::new();
            let mut reader = flate2::read::DeflateDecoder::new(entry.data());
            reader.read_to_string(&mut text).expect("it is text");
            return text;
        }
    }
    panic!("the copy has no {name}");
}

fn same(one: &Document, other: &Document) {
    assert_eq!(one.text, other.text);
    let shape = |document: &Document| -> Vec<_> {
        let of = |block: &Block| (block.span, block.kind, block.heading);
        document.blocks.iter().map(of).collect()
    };
    assert_eq!(shape(one), shape(other));
}

/// The text between two marks, without its tags.
fn between(part: &str, start: &str, end: &str) -> String {
    let rest = part.split_once(start).expect("the start is marked").1;
    let inside = rest.split_once(end).expect("the end is marked").0;
    let inside = inside.split_once('>').map_or(inside, |(_, rest)| rest);
    let texts = inside
        .split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    texts.collect()
}

#[test]
fn a_word_copy_has_its_comments_at_their_words() {
    let (bytes, document) = original("suunnitelma.docx");
    let notes = [
        note(
            &document,
            "joka toinen viikko",
            "Hyvä & <selkeä>\ntoinen rivi",
        ),
        note(&document, "Kokeilut", "Otsikko"),
        note(&document, "Eero Kallio", "Kuka?"),
        note(&document, "iltaryhmää, joka kokoontuu", "Limittäin"),
    ];
    let copy = annotate(&bytes, &notes, &document).expect("the copy is written");
    same(
        &document,
        &readers::read(&document.path, &copy).expect("the copy is read"),
    );
    let comments = part(&copy, "word/comments.xml");
    assert_eq!(comments.matches("w:author=\"Linjassa\"").count(), 4);
    assert!(comments.contains("Hyvä &amp; &lt;selkeä&gt;"));
    let body = part(&copy, "word/document.xml");
    let starts = body.matches("commentRangeStart").count();
    assert_eq!((starts, body.matches("commentRangeEnd").count()), (4, 4));
    let id = |text: &str| {
        let before = comments.split_once(text).expect("the comment is there").0;
        let id = before.rsplit_once("w:id=\"").expect("it has an id").1;
        id.split('"').next().expect("it is quoted").to_owned()
    };
    for (text, words) in [
        ("Hyvä", "joka toinen viikko"),
        ("Kuka?", "Eero Kallio"),
        ("Otsikko", "Kokeilut"),
    ] {
        let id = id(text);
        let rest = body.split_once("<w:body>").expect("there is a body").1;
        let start = rest.find(&format!("w:id=\"{id}\"/>")).expect("it starts");
        let end = format!("w:id=\"{id}\"/>");
        let start_mark = rest[start..].split_once(&end).expect("it starts").1;
        let inside = start_mark
            .split_once("<w:commentRangeEnd")
            .expect("it ends")
            .0;
        let found: String = inside
            .split('<')
            .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
            .collect();
        assert_eq!(found, words);
    }
}

#[test]
fn an_opendocument_copy_has_its_comments_at_their_words() {
    let (bytes, document) = original("suunnitelma.odt");
    let notes = [
        note(&document, "joka toinen viikko", "Hyvä & <selkeä>"),
        note(&document, "Eero Kallio", "Kuka?"),
    ];
    let copy = annotate(&bytes, &notes, &document).expect("the copy is written");
    same(
        &document,
        &readers::read(&document.path, &copy).expect("the copy is read"),
    );
    let content = part(&copy, "content.xml");
    assert_eq!(
        content.matches("<dc:creator>Linjassa</dc:creator>").count(),
        2
    );
    let words = between(
        &content,
        "Hyvä &amp; &lt;selkeä&gt;</text:p></office:annotation",
        "<office:annotation-end",
    );
    assert_eq!(
        words.split_whitespace().collect::<Vec<_>>().join(" "),
        "joka toinen viikko"
    );
}

#[test]
fn every_word_of_every_feature_can_be_commented_on() {
    for name in [
        "ominaisuudet.docx",
        "ominaisuudet.odt",
        "suunnitelma.docx",
        "suunnitelma.odt",
    ] {
        let (bytes, document) = original(name);
        let mut notes = Vec::new();
        for (start, word) in document.text.split_whitespace().map(|word| {
            (
                word.as_ptr() as usize - document.text.as_ptr() as usize,
                word,
            )
        }) {
            notes.push(Note {
                span: Span::new(start, start + word.len()),
                text: format!("Sana {}", notes.len()),
            });
        }
        assert!(notes.len() > 30);
        let copy = annotate(&bytes, &notes, &document).expect("the copy is written");
        same(
            &document,
            &readers::read(&document.path, &copy).expect("the copy is read"),
        );
    }
}

#[test]
fn another_document_or_format_is_refused() {
    let (bytes, mut document) = original("suunnitelma.docx");
    document.text.push('x');
    let error = annotate(&bytes, &[], &document).expect_err("the text differs");
    assert_eq!(error.key, "annotate-changed");
    let (bytes, document) = original("suunnitelma.md");
    let error = annotate(&bytes, &[], &document).expect_err("Markdown has no comments");
    assert_eq!(error.key, "annotate-format");
}
