//! A PDF made to exhaust time or memory ends only the child that reads it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use flate2::{Compress, Compression, FlushCompress};
use linjassa::document::Document;
use linjassa::readers::{self, Limits, Options, ReadError};

fn guarded(bytes: &[u8], limits: Limits) -> Result<Document, ReadError> {
    let options = Options {
        limits,
        guard: Some(PathBuf::from(env!("CARGO_BIN_EXE_linjassa"))),
    };
    readers::read_with(Path::new("a.pdf"), bytes, &options)
}

/// A PDF of these objects, the first of which is its catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let count = objects.len() + 1;
    bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(
        format!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes(),
    );
    bytes
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// Catalogue, pages and one page whose content is the fourth object.
fn one_page() -> Vec<Vec<u8>> {
    vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>".to_vec(),
    ]
}

#[test]
fn a_child_reads_what_this_process_reads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    let bytes = fs::read(folder.join("suunnitelma.pdf")).expect("the fixture is there");
    let here = readers::read(Path::new("a.pdf"), &bytes).expect("it is read here");
    let there = guarded(&bytes, Limits::default()).expect("it is read there");
    assert_eq!(here.text, there.text);
    assert_eq!(here.blocks.len(), there.blocks.len());
}

#[test]
fn a_child_gives_the_reason_it_has() {
    let error = guarded(b"%PDF-1.7 roskaa", Limits::default()).expect_err("it is no PDF");
    assert_eq!(error.key, "read-damaged");
    let mut objects = one_page();
    objects.push(stream("", b"q Q"));
    objects.push(stream("/Type/XObject/Subtype/Form/BBox[0 0 1 1]", b"q Q"));
    let error = guarded(&pdf(&objects), Limits::default()).expect_err("it has no text");
    assert_eq!(error.key, "read-no-text-layer");
}

#[test]
fn a_page_that_never_ends_is_stopped_by_the_clock() {
    let mut objects = one_page();
    objects.push(stream("", b"/X Do"));
    for number in 6..20 {
        let resources = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X {number} 0 R>>>>"
        );
        objects.push(stream(&resources, "/X Do ".repeat(10).as_bytes()));
    }
    objects.push(stream("/Type/XObject/Subtype/Form/BBox[0 0 1 1]", b"q Q"));
    let limits = Limits {
        time: Duration::from_secs(2),
        ..Limits::default()
    };
    let error = guarded(&pdf(&objects), limits).expect_err("it never ends");
    assert_eq!((error.key, error.detail.as_str()), ("read-time", "2"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_bomb_is_stopped_by_the_memory_limit() {
    // A block that ends with a full flush stands on its own, so it may be written again and again.
    let mut block = Vec::with_capacity(1 << 16);
    let mut encoder = Compress::new(Compression::fast(), false);
    encoder
        .compress_vec(&vec![b' '; 1 << 20], &mut block, FlushCompress::Full)
        .expect("memory takes it");
    let head = [0x78, 0x01];
    let packed = [head.as_slice(), &block.repeat(700), b"\x03\0"].concat();
    let mut objects = one_page();
    objects.push(stream("/Filter/FlateDecode", &packed));
    objects.push(stream("/Type/XObject/Subtype/Form/BBox[0 0 1 1]", b"q Q"));
    let limits = Limits {
        memory_bytes: 100 << 20,
        // A busy machine may need a while to fill the memory.
        time: Duration::from_mins(5),
        ..Limits::default()
    };
    let error = guarded(&pdf(&objects), limits).expect_err("it does not fit");
    assert_eq!(error.key, "read-memory");
}

/// A page with a line of text, in a font every reader knows.
const WRITTEN_PAGE: &[u8] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>/XObject<</X 5 0 R>>>>>>";

const TEXT: &[u8] = b"BT /F 12 Tf 50 700 Td (Kokeilemme iltavuoroa.) Tj ET";

/// Catalogue, pages, a written page and its content.
fn written() -> Vec<Vec<u8>> {
    vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        WRITTEN_PAGE.to_vec(),
        stream("", TEXT),
    ]
}

/// A file with one of its objects replaced.
fn with(number: usize, object: impl Into<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut objects = written();
    objects[number - 1] = object.into();
    objects
}

fn outcome(bytes: &[u8]) -> Result<String, &'static str> {
    match guarded(bytes, Limits::default()) {
        Ok(document) => Ok(document.text.trim_end().to_owned()),
        Err(error) => Err(error.key),
    }
}

/// A file whose table of objects says that the one before it is itself.
fn with_prev_loop() -> Vec<u8> {
    let bytes = String::from_utf8(pdf(&written())).expect("it is text");
    let (_, start) = bytes.split_once("startxref\n").expect("it has a table");
    let start = start.trim_end_matches("\n%%EOF");
    let looped = format!("/Root 1 0 R/Prev {start}>>");
    bytes.replace("/Root 1 0 R>>", &looped).into_bytes()
}

#[test]
fn a_written_page_is_read() {
    assert_eq!(
        outcome(&pdf(&written())),
        Ok("Kokeilemme iltavuoroa.".to_owned())
    );
}

#[test]
fn loops_of_references_end() {
    let mut around = with(4, "5 0 R");
    around.push(b"4 0 R".to_vec());
    assert_eq!(outcome(&pdf(&around)), Err("read-no-text-layer"));
    assert_eq!(outcome(&pdf(&with(4, "4 0 R"))), Err("read-no-text-layer"));
    let length = [b"<</Length 4 0 R>>\nstream\n", TEXT, b"\nendstream"].concat();
    assert_eq!(
        outcome(&pdf(&with(4, length))),
        Ok("Kokeilemme iltavuoroa.".to_owned())
    );
}

#[test]
fn loops_of_the_page_tree_end() {
    let kids = "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>";
    assert_eq!(
        outcome(&pdf(&with(2, kids))),
        Ok("Kokeilemme iltavuoroa.".to_owned())
    );
    let alone = "<</Type/Pages/Kids[2 0 R]/Count 1>>";
    assert_eq!(outcome(&pdf(&with(2, alone))), Err("read-damaged"));
    let parent = "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>";
    assert_eq!(
        outcome(&pdf(&with(2, parent))),
        Ok("Kokeilemme iltavuoroa.".to_owned())
    );
}

#[test]
fn a_loop_of_tables_of_objects_ends() {
    assert_eq!(
        outcome(&with_prev_loop()),
        Ok("Kokeilemme iltavuoroa.".to_owned())
    );
}

#[test]
fn a_form_that_draws_itself_ends() {
    let mut objects = with(4, stream("", &[TEXT, b" /X Do"].concat()));
    let own = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 5 0 R>>>>";
    objects.push(stream(own, b"/X Do"));
    assert_eq!(
        outcome(&pdf(&objects)),
        Ok("Kokeilemme iltavuoroa.".to_owned())
    );
}

#[test]
fn loops_of_the_structure_tree_end() {
    let mut objects = with(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R>>");
    objects[3] = stream("", &[b"/A <</MCID 0>> BDC ", TEXT, b" EMC"].concat());
    objects.push(b"<</Type/StructTreeRoot/K 6 0 R/RoleMap<</A/B/B/A>>>>".to_vec());
    objects.push(b"<</Type/StructElem/S/A/P 5 0 R/Pg 3 0 R/K[0 7 0 R]>>".to_vec());
    objects.push(b"<</Type/StructElem/S/P/P 6 0 R/K[6 0 R 7 0 R]>>".to_vec());
    assert_eq!(
        outcome(&pdf(&objects)),
        Ok("Kokeilemme iltavuoroa.".to_owned())
    );
}
