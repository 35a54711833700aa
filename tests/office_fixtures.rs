//! The office files the other tests read are whole: their packages keep the rules of their format,
//! and LibreOffice, where it is installed, opens each of them.

use std::fs;
use std::path::{Path, PathBuf};

use linjassa::readers;
use rawzip::{CompressionMethod, ZipArchive};

#[path = "support/libreoffice.rs"]
mod libreoffice;

/// The office files by their endings.
fn fixtures(endings: &[&str]) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let ending = path.extension().map(|ending| ending.to_string_lossy());
            ending.is_some_and(|ending| endings.contains(&&*ending))
        })
        .collect();
    paths.sort();
    assert!(paths.len() >= endings.len(), "{paths:?}");
    paths
}

/// The words of a file. Dates made by a field, figures and letters of formulas are left out: the
/// programs write them their own way.
fn words(path: &Path) -> Vec<String> {
    let document = readers::read(path, &fs::read(path).unwrap()).unwrap();
    let words = document
        .text
        .split(|letter: char| !letter.is_alphanumeric());
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.retain(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic));
    assert!(words.len() > 20, "{words:?}");
    words
}

#[test]
fn an_opendocument_package_begins_with_its_type_and_lists_its_parts() {
    for path in fixtures(&["odt", "odp", "ods"]) {
        let bytes = fs::read(&path).unwrap();
        let name = path.display();
        // The type is stored unpacked in the first entry, where other programs look for it.
        assert_eq!(&bytes[30..38], b"mimetype", "{name}");
        assert!(
            bytes[38..].starts_with(b"application/vnd.oasis.opendocument."),
            "{name}"
        );
        let archive = ZipArchive::from_slice(&bytes).unwrap();
        let mut parts = Vec::new();
        let mut manifest = String::new();
        let mut entries = archive.entries();
        while let Some(record) = entries.next_entry().unwrap() {
            let part = String::from_utf8(record.file_path().as_ref().to_vec()).unwrap();
            if part == "META-INF/manifest.xml" {
                let entry = archive.get_entry(record.wayfinder()).unwrap();
                assert_eq!(record.compression_method(), CompressionMethod::DEFLATE);
                let mut packed = flate2::bufread::DeflateDecoder::new(entry.data());
                std::io::Read::read_to_string(&mut packed, &mut manifest).unwrap();
            } else if part != "mimetype" && !part.ends_with('/') {
                parts.push(part);
            }
        }
        assert!(parts.contains(&"content.xml".to_owned()), "{name}");
        for part in parts {
            let listed = format!("manifest:full-path=\"{part}\"");
            assert!(manifest.contains(&listed), "{name}: {part}");
        }
    }
}

#[test]
fn libreoffice_opens_every_office_file_and_finds_the_words_we_find() {
    if !libreoffice::is_installed() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (from, to) in [
        ("docx", "odt"),
        ("odt", "docx"),
        ("fodt", "docx"),
        ("rtf", "odt"),
        ("pptx", "odp"),
        ("odp", "pptx"),
        ("xlsx", "ods"),
        ("ods", "xlsx"),
    ] {
        for path in fixtures(&[from]) {
            let name = path.file_name().unwrap().to_str().unwrap();
            fs::copy(&path, folder.path().join(name)).unwrap();
            let saved = libreoffice::converted(folder.path(), name, to);
            let (ours, theirs) = (words(&path), words(&saved));
            // LibreOffice writes a hidden text of OpenDocument as shown text of Word.
            let differing = ours.iter().zip(&theirs).filter(|(one, other)| one != other);
            let most = usize::from(from.contains("odt") && name.starts_with("ominaisuudet"));
            assert_eq!(ours.len(), theirs.len(), "{name}");
            assert!(differing.count() <= most, "{name}: {theirs:?}");
            fs::remove_file(saved).unwrap();
        }
    }
}
