//! A PDF made to exhaust time or memory ends only the child that reads it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use flate2::Compression;
use flate2::write::ZlibEncoder;
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
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..700 {
        encoder.write_all(&spaces).expect("memory takes it");
    }
    let packed = encoder.finish().expect("memory takes it");
    let mut objects = one_page();
    objects.push(stream("/Filter/FlateDecode", &packed));
    objects.push(stream("/Type/XObject/Subtype/Form/BBox[0 0 1 1]", b"q Q"));
    let limits = Limits {
        memory_bytes: 100 << 20,
        ..Limits::default()
    };
    let error = guarded(&pdf(&objects), limits).expect_err("it does not fit");
    assert_eq!(error.key, "read-memory");
}
