//! Bad input through the real binary: one line for each file, in both languages, that names it and
//! the cure; the other files are still checked, and the status is 2.

#![cfg(unix)]

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use package::packed;

#[path = "support/package.rs"]
mod package;

/// A bad file: its name, how it is made, and the end of what is said of it in Finnish and English.
struct Bad {
    name: &'static str,
    make: fn(&Path),
    fi: &'static str,
    en: &'static str,
}

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const FI_DAMAGED: &str = "avaa se siinä ohjelmassa, jolla se on tehty, ja tallenna uudelleen";
const EN_DAMAGED: &str = "open it in the program it was made with and save it again";
const FI_CUT: &str = "hae se uudelleen tai avaa ja tallenna se uudelleen";
const EN_CUT: &str = "fetch it again, or open it and save it again";
const FI_PASSWORD: &str = "tiedosto on suojattu salasanalla; poista suojaus ja tallenna uudelleen";
const EN_PASSWORD: &str = "the file is password-protected; remove the protection and save it again";
const FI_EMPTY: &str = "tarkista, että se tallentui ja että se on oikea tiedosto";
const EN_EMPTY: &str = "make sure it was saved and that it is the right file";
const FI_PART: &str = "word/document.xml, 128 MB); poista suuria upotuksia tai jaa tiedosto osiin";
const EN_PART: &str = "word/document.xml, 128 MB); remove large embedded objects or split the file";
const FI_DEPTH: &str =
    "rakenteessa on enemmän sisäkkäisiä tasoja kuin 512; avaa tiedosto ja tallenna se uudelleen";
const EN_DEPTH: &str = "nested deeper than 512; open the file and save it again";
const FI_LARGE: &str =
    "suurempi kuin 100 MB; jaa se osiin tai nosta rajaa asetuksella limits.file_megabytes";
const EN_LARGE: &str =
    "larger than 100 MB; split it, or raise the limit with limits.file_megabytes";
const FI_LINK: &str = "korjaa linkki tai anna tiedosto, johon sen piti johtaa";
const EN_LINK: &str = "mend the link or give the file it should lead to";
const FI_ORDINARY: &str = "anna asiakirja tiedostona tai vakiosyötteestä (-)";
const EN_ORDINARY: &str = "give the document as a file or on standard input (-)";
const FI_ENCODING: &str = "korjaa oudot merkit ja tallenna se UTF-8-muodossa";
const EN_ENCODING: &str = "mend the odd characters and save it as UTF-8";

const BAD: &[Bad] = &[
    Bad {
        name: "puuttuu.md",
        make: |_| {},
        fi: "tiedostoa ei ole; tarkista polku",
        en: "there is no such file; check the path",
    },
    Bad {
        name: "tyhja.docx",
        make: |path| put(path, b""),
        fi: FI_EMPTY,
        en: EN_EMPTY,
    },
    Bad {
        name: "tyhja.txt",
        make: |path| put(path, b" \n\n"),
        fi: FI_EMPTY,
        en: EN_EMPTY,
    },
    Bad {
        name: "binaari.docx",
        make: |path| put(path, &noise()),
        fi: FI_DAMAGED,
        en: EN_DAMAGED,
    },
    Bad {
        name: "binaari.md",
        make: |path| put(path, &noise()),
        fi: "tallenna teksti esimerkiksi muotoon .docx, .odt, .pdf tai .md",
        en: "save the text as .docx, .odt, .pdf or .md, for example",
    },
    Bad {
        name: "kuva.txt",
        make: |path| put(path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01"),
        fi: "tallenna teksti esimerkiksi muotoon .docx, .odt, .pdf tai .md",
        en: "save the text as .docx, .odt, .pdf or .md, for example",
    },
    Bad {
        name: "katkennut.docx",
        make: |path| put(path, &half("suunnitelma.docx")),
        fi: FI_CUT,
        en: EN_CUT,
    },
    Bad {
        name: "katkennut.odt",
        make: |path| put(path, &half("suunnitelma.odt")),
        fi: FI_CUT,
        en: EN_CUT,
    },
    Bad {
        name: "katkennut.pdf",
        make: |path| put(path, &half("suunnitelma.pdf")),
        fi: FI_DAMAGED,
        en: EN_DAMAGED,
    },
    Bad {
        name: "pommi.docx",
        make: |path| put(path, &packed("word/document.xml", &vec![b' '; 140_000_000])),
        fi: FI_PART,
        en: EN_PART,
    },
    Bad {
        name: "tihea.docx",
        make: |path| put(path, &packed("word/document.xml", &vec![b' '; 20_000_000])),
        fi: FI_PART,
        en: EN_PART,
    },
    Bad {
        name: "sisapommi.docx",
        make: |path| {
            let inner = packed("word/document.xml", &vec![b' '; 20_000_000]);
            put(path, &packed("sisa.docx", &inner));
        },
        fi: "pura se ja anna asiakirjat yksitellen",
        en: "unpack it and give the documents one by one",
    },
    Bad {
        name: "syva.docx",
        make: |path| put(path, &packed("word/document.xml", &deep())),
        fi: FI_DEPTH,
        en: EN_DEPTH,
    },
    Bad {
        name: "syva.odt",
        make: |path| put(path, &packed("content.xml", &deep())),
        fi: FI_DEPTH,
        en: EN_DEPTH,
    },
    Bad {
        name: "iso.txt",
        make: |path| sparse(path, b"Kokeilemme iltavuoroa.\n", 200_000_000),
        fi: FI_LARGE,
        en: EN_LARGE,
    },
    Bad {
        name: "jatti.pdf",
        make: |path| sparse(path, b"%PDF-1.7\n", 500_000_000),
        fi: "suurempi kuin 200 MB; jaa se osiin tai nosta rajaa asetuksella limits.file_megabytes",
        en: "larger than 200 MB; split it, or raise the limit with limits.file_megabytes",
    },
    Bad {
        name: "rikkinainen.txt",
        make: |path| put(path, b"m\xc3\xa4\xc3\xa4r\xc3\xa4 \xff"),
        fi: FI_ENCODING,
        en: EN_ENCODING,
    },
    Bad {
        name: "rikkinainen.md",
        make: |path| put(path, b"# Otsikko\n\nKokeilemme \xff\xfe iltaa.\n"),
        fi: FI_ENCODING,
        en: EN_ENCODING,
    },
    Bad {
        name: "salattu.docx",
        make: |path| protected("salasana.docx", path),
        fi: FI_PASSWORD,
        en: EN_PASSWORD,
    },
    Bad {
        name: "salattu.odt",
        make: |path| protected("salasana.odt", path),
        fi: FI_PASSWORD,
        en: EN_PASSWORD,
    },
    Bad {
        name: "salattu.pdf",
        make: |path| protected("salasana.pdf", path),
        fi: FI_PASSWORD,
        en: EN_PASSWORD,
    },
    Bad {
        name: "sivusilmukka.pdf",
        make: |path| put(path, &pdf("/Kids[2 0 R]/Count 1")),
        fi: FI_DAMAGED,
        en: EN_DAMAGED,
    },
    Bad {
        name: "viitesilmukka.pdf",
        make: |path| put(path, &pdf("/Kids 2 0 R/Count 2 0 R")),
        fi: FI_DAMAGED,
        en: EN_DAMAGED,
    },
    Bad {
        name: "vanha.doc",
        make: |path| put(path, &ole("WordDocument")),
        fi: "avaa tiedosto Wordissa tai LibreOfficessa ja tallenna se muotoon .docx",
        en: "open the file in Word or LibreOffice and save it as .docx",
    },
    Bad {
        name: "vanha.xls",
        make: |path| put(path, &ole("Workbook")),
        fi: "avaa tiedosto Excelissä tai LibreOfficessa ja tallenna se muotoon .xlsx",
        en: "open the file in Excel or LibreOffice and save it as .xlsx",
    },
    Bad {
        name: "vanha.ppt",
        make: |path| put(path, &ole("PowerPoint Document")),
        fi: "avaa tiedosto PowerPointissa tai LibreOfficessa ja tallenna se muotoon .pptx",
        en: "open the file in PowerPoint or LibreOffice and save it as .pptx",
    },
    Bad {
        name: "silmukka.md",
        make: |path| symlink("silmukka.md", path).unwrap(),
        fi: FI_LINK,
        en: EN_LINK,
    },
    Bad {
        name: "irtolinkki.md",
        make: |path| symlink("ei-ole.md", path).unwrap(),
        fi: FI_LINK,
        en: EN_LINK,
    },
    Bad {
        name: "putki.md",
        make: |path| {
            let made = Command::new("mkfifo").arg(path).status().unwrap();
            assert!(made.success());
        },
        fi: FI_ORDINARY,
        en: EN_ORDINARY,
    },
    Bad {
        name: "laite.md",
        make: |path| symlink("/dev/zero", path).unwrap(),
        fi: FI_ORDINARY,
        en: EN_ORDINARY,
    },
    Bad {
        name: "luvaton.md",
        make: |path| {
            put(path, b"Kokeilemme iltavuoroa.\n");
            fs::set_permissions(path, Permissions::from_mode(0o000)).unwrap();
        },
        fi: "pyydä oikeus tai siirrä tiedosto muualle",
        en: "ask for it or move the file elsewhere",
    },
];

fn put(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
}

/// A file of that many bytes, most of which take no room on the disk.
fn sparse(path: &Path, start: &[u8], length: u64) {
    let mut file = File::create(path).unwrap();
    file.write_all(start).unwrap();
    file.set_len(length).unwrap();
}

fn fixture(name: &str) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    fixtures.join(name)
}

fn copy(name: &str, to: &Path) {
    fs::copy(fixture(name), to).unwrap();
}

/// A document that LibreOffice protected with a password.
fn protected(name: &str, to: &Path) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    fs::copy(folder.join(name), to).unwrap();
}

fn half(name: &str) -> Vec<u8> {
    let mut bytes = fs::read(fixture(name)).unwrap();
    bytes.truncate(bytes.len() / 2);
    bytes
}

/// Bytes that look random and are the same every time.
fn noise() -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_le_bytes()[3]
    };
    (0..5_000).map(|_| next()).collect()
}

fn ole(stream: &str) -> Vec<u8> {
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [OLE, &[0; 1024], &name, &[0; 1024]].concat()
}

/// A PDF whose tree of pages has these entries.
fn pdf(pages: &str) -> Vec<u8> {
    let catalogue = "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n";
    let pages = format!("2 0 obj\n<</Type/Pages{pages}>>\nendobj\n");
    format!("%PDF-1.7\n{catalogue}{pages}trailer\n<</Size 3/Root 1 0 R>>\n%%EOF").into_bytes()
}

/// XML of 10 000 elements inside each other.
fn deep() -> Vec<u8> {
    let levels = 10_000;
    ("<a>".repeat(levels) + &"</a>".repeat(levels)).into_bytes()
}

/// Runs the program in a folder as somebody whom permissions hold: root is let into every file.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let program = folder.join("linjassa");
    if !program.exists() {
        // Copied by another process: while this one has the file open for writing, a program that
        // another test starts would keep it open too, and the copy could not be run.
        let copied = Command::new("cp")
            .arg(env!("CARGO_BIN_EXE_linjassa"))
            .arg(&program)
            .status();
        assert!(copied.unwrap().success());
    }
    let is_root = File::open(folder.join("luvaton.md")).is_ok();
    let mut command = Command::new(program);
    command
        .args(["check", "--isolated", "--output", "json"])
        .args(arguments);
    if is_root {
        command.uid(65_534).gid(65_534);
    }
    command.current_dir(folder).output().unwrap()
}

#[test]
fn every_bad_file_is_named_with_its_cure_and_the_others_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    for bad in BAD {
        (bad.make)(&folder.path().join(bad.name));
    }
    put(
        &folder.path().join("hyva.md"),
        "Kokeilemme iltavuoroa maaliskuussa.\n".as_bytes(),
    );
    for lang in ["fi", "en"] {
        let mut arguments = vec!["--lang", lang, "hyva.md"];
        arguments.extend(BAD.iter().map(|bad| bad.name));
        let output = run(folder.path(), &arguments);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{errors}");
        for bad in BAD {
            let start = format!("{}: ", bad.name);
            let lines: Vec<&str> = errors
                .lines()
                .filter(|line| line.starts_with(&start))
                .collect();
            assert_eq!(lines.len(), 1, "{}: {errors}", bad.name);
            let cure = if lang == "fi" { bad.fi } else { bad.en };
            assert!(lines[0].ends_with(cure), "{}", lines[0]);
        }
        assert_eq!(errors.lines().count(), BAD.len(), "{errors}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["documents"][0]["path"], "hyva.md");
        assert_eq!(report["summary"]["unread"], BAD.len());
    }
}

#[test]
fn a_folder_with_loops_pipes_and_devices_in_it_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    put(&path("hyva.md"), "Kokeilemme iltavuoroa.\n".as_bytes());
    symlink(".", path("kehä")).unwrap();
    symlink("silmukka.md", path("silmukka.md")).unwrap();
    symlink("/dev/zero", path("laite.md")).unwrap();
    let made = Command::new("mkfifo").arg(path("putki.md")).status();
    assert!(made.unwrap().success());
    let output = run(folder.path(), &["--lang", "en", "."]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{errors}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["documents"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_file_is_known_by_its_content_whatever_its_ending() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        ("suunnitelma.docx", "a.pdf", "docx"),
        ("suunnitelma.docx", "b.txt", "docx"),
        ("suunnitelma.pdf", "c.docx", "pdf"),
        ("suunnitelma.odt", "d.docx", "odt"),
        ("suunnitelma.rtf", "e.doc", "rtf"),
        ("toimenpiteet.xlsx", "f.md", "xlsx"),
        ("suunnitelma.html", "g.doc", "html"),
    ];
    for (from, name, _) in cases {
        copy(from, &folder.path().join(name));
    }
    let output = run(folder.path(), &["."]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let documents = report["documents"].as_array().unwrap();
    let found: Vec<_> = documents
        .iter()
        .map(|document| {
            (
                document["path"].as_str().unwrap(),
                document["format"].as_str().unwrap(),
            )
        })
        .collect();
    let expected: Vec<_> = cases
        .iter()
        .map(|(_, name, format)| (*name, *format))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn limits_can_be_set() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Kokeilemme iltavuoroa maaliskuussa.\n".repeat(40_000);
    put(&folder.path().join("iso.md"), text.as_bytes());
    put(
        &folder.path().join("syva.docx"),
        &packed("word/document.xml", &deep()),
    );
    copy("suunnitelma.docx", &folder.path().join("pieni.docx"));
    let settings = "[limits]\nfile_megabytes = 1\ndepth = 6\n";
    put(&folder.path().join("rajat.toml"), settings.as_bytes());
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(["check", "--lang", "en", "--config", "rajat.toml"])
        .args(["iso.md", "syva.docx", "pieni.docx"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        errors.contains("iso.md: the file is larger than 1 MB"),
        "{errors}"
    );
    assert!(
        errors.contains("syva.docx: the structure is nested deeper than 6"),
        "{errors}"
    );
    assert!(
        errors.contains("pieni.docx: the structure is nested deeper than 6"),
        "{errors}"
    );
}
