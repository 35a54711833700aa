//! `check --annotate` through the real binary: the copy, what is refused, and, where LibreOffice is
//! installed, the comments as it reads them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

#[path = "support/libreoffice.rs"]
mod libreoffice;
#[path = "support/package.rs"]
mod package;

const ORIGINALS: &[&str] = &[
    "suunnitelma.docx",
    "suunnitelma.odt",
    "ominaisuudet.docx",
    "ominaisuudet.odt",
];

fn folder_with(name: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    fs::copy(fixtures.join(name), folder.path().join(name)).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(["check", "--isolated", "--lang", "fi", "--doctype", "plan"])
        .args(["--output", "json"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// Name of the copy of a document.
fn copy_of(name: &str) -> String {
    format!("kopio-{name}")
}

#[test]
fn the_copy_gives_the_same_report_and_the_original_is_untouched() {
    for name in ORIGINALS {
        let folder = folder_with(name);
        let before = fs::read(folder.path().join(name)).unwrap();
        let copy = copy_of(name);
        let first = run(folder.path(), &[name, "--annotate", &copy]);
        assert_eq!(
            fs::read(folder.path().join(name)).unwrap(),
            before,
            "{name}"
        );
        let second = run(folder.path(), &[&copy]);
        assert_eq!(first.status.code(), second.status.code(), "{name}");
        let (mut first, second) = (json(&first), json(&second));
        assert!(findings(&first).len() > 1, "{name} has something to mend");
        first["documents"][0]["path"] = copy.into();
        assert_eq!(first, second, "{name}");
    }
}

#[test]
fn the_original_is_never_written_over() {
    let folder = folder_with("suunnitelma.docx");
    let path = folder.path().join("suunnitelma.docx");
    let before = fs::read(&path).unwrap();
    fs::hard_link(&path, folder.path().join("sama.docx")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&path, folder.path().join("linkki.docx")).unwrap();
    let mut targets = vec!["suunnitelma.docx", "./suunnitelma.docx", "sama.docx"];
    if cfg!(unix) {
        targets.push("linkki.docx");
    }
    for target in targets {
        let output = run(folder.path(), &["suunnitelma.docx", "--annotate", target]);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{target}");
        assert!(errors.contains("anna kopiolle toinen nimi"), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert_eq!(fs::read(&path).unwrap(), before, "{target}");
    }
}

#[test]
fn what_cannot_be_annotated_is_refused_in_one_line() {
    let folder = folder_with("suunnitelma.docx");
    fs::write(folder.path().join("a.md"), "Kokeilemme iltavuoroa.\n").unwrap();
    for (arguments, cure) in [
        (
            &["suunnitelma.docx", "--annotate", "ulos.odt"][..],
            "sama pääte kuin alkuperäisellä",
        ),
        (
            &["a.md", "--annotate", "ulos.md"],
            "tallenna asiakirja jompaankumpaan muotoon",
        ),
        (
            &["a.md", "suunnitelma.docx", "--annotate", "ulos.docx"],
            "anna yksi .docx- tai .odt-tiedosto",
        ),
        (
            &[".", "--annotate", "ulos.docx"],
            "anna yksi .docx- tai .odt-tiedosto",
        ),
        (
            &["-", "--annotate", "ulos.docx"],
            "anna yksi .docx- tai .odt-tiedosto",
        ),
        (
            &["suunnitelma.docx", "--annotate", "ei/ole/ulos.docx"],
            "ei/ole/ulos.docx: raporttia ei voi kirjoittaa",
        ),
    ] {
        let output = run(folder.path(), arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(errors.contains(cure), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert!(!folder.path().join("ulos.docx").exists());
        assert!(!folder.path().join("ulos.md").exists());
    }
}

#[test]
fn a_document_whose_copy_would_read_differently_is_refused() {
    // An end tag that is not that of the text closed the marks of the comments as well, and the
    // copy ended in the middle of the text.
    let body = "<w:r><w:t>Tilat järjestetään kaupungin toimesta ensi keväänä. <w:t><w:tbl></w:rPr></w:del></w:drawing></w:rPr></w:del>";
    let xml = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p>{body}</w:p></w:body></w:document>"
    );
    let folder = tempfile::tempdir().unwrap();
    let bytes = package::packed("word/document.xml", xml.as_bytes());
    fs::write(folder.path().join("sekava.docx"), bytes).unwrap();
    let report = json(&run(folder.path(), &["sekava.docx"]));
    assert!(!findings(&report).is_empty(), "it can be read");
    let output = run(folder.path(), &["sekava.docx", "--annotate", "kopio.docx"]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(
        errors.ends_with(
            "kommentteja ei voi kirjoittaa siihen; avaa asiakirja ja tallenna se uudelleen\n"
        ),
        "{errors}"
    );
    assert_eq!(errors.lines().count(), 1, "{errors}");
    assert!(!folder.path().join("kopio.docx").exists());
}

#[test]
fn libreoffice_reads_every_comment_at_its_words() {
    if !libreoffice::is_installed() {
        return;
    }
    for name in ORIGINALS {
        let folder = folder_with(name);
        let copy = copy_of(name);
        let report = json(&run(folder.path(), &[name, "--annotate", &copy]));
        let opened = opened_by_libreoffice(folder.path(), &copy);
        let mut read: Vec<(String, String)> = comments(&opened);
        let mut expected: Vec<(String, String)> = findings(&report)
            .into_iter()
            .map(expected_comment)
            .collect();
        read.sort();
        expected.sort();
        let texts = |all: &[(String, String)]| -> Vec<String> {
            all.iter().map(|(text, _)| text.clone()).collect()
        };
        assert_eq!(texts(&read), texts(&expected), "{name}");
        let strays: Vec<_> = read
            .iter()
            .zip(&expected)
            .filter(|(read, expected)| read.1 != expected.1)
            .collect();
        // A comment cannot stand in a note or a text box; it stands at the paragraph before.
        let most = if name.starts_with("ominaisuudet") {
            3
        } else {
            1
        };
        assert!(strays.len() <= most, "{name}: {strays:#?}");
    }
}

/// The open findings of a report of one document.
fn findings(report: &Value) -> Vec<&Value> {
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    let open = findings.iter().filter(|one| one["suppressed"].is_null());
    open.collect()
}

/// What a comment should say, and the words it should stand at.
fn expected_comment(finding: &Value) -> (String, String) {
    let mut lines = Vec::new();
    for key in ["title", "message", "suggestion"] {
        lines.extend(finding[key].as_str().map(str::to_owned));
    }
    lines.push(format!("[{}]", finding["rule"].as_str().unwrap()));
    lines.dedup();
    (
        spaced(&lines.join(" ")),
        spaced(finding["text"].as_str().unwrap()),
    )
}

/// The document as LibreOffice saves it after opening it, in one XML file.
fn opened_by_libreoffice(folder: &Path, name: &str) -> String {
    let saved = libreoffice::converted(folder, name, "fodt");
    fs::read_to_string(saved).unwrap()
}

/// The comments by us in flat OpenDocument: what each says, and the words it stands at.
fn comments(document: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for piece in document.split("<office:annotation ").skip(1) {
        let (inside, rest) = piece.split_once("</office:annotation>").unwrap();
        let (head, body) = inside.split_once('>').unwrap();
        if !body.contains("<dc:creator>Linjassa</dc:creator>") {
            continue;
        }
        // Before the paragraphs stand the author, the time and the initials.
        let text = &body[body.find("<text:p").unwrap()..];
        let text = text.replace("</text:p>", " ");
        let name = head
            .split_once("office:name=\"")
            .map_or("", |(_, rest)| rest);
        let name = name.split('"').next().unwrap_or_default();
        let start = document.len() - after(document, piece, rest);
        let end = format!("<office:annotation-end office:name=\"{name}\"/>");
        let words = document[start..]
            .split_once(&end)
            .map_or("", |(words, _)| words);
        found.push((
            spaced(&plain(&text)),
            spaced(&plain(&without_comments(words))),
        ));
    }
    found
}

/// Bytes from the end of a comment to the end of the document.
fn after(document: &str, piece: &str, rest: &str) -> usize {
    let start = piece.as_ptr() as usize - document.as_ptr() as usize;
    document.len() - start - (piece.len() - rest.len())
}

fn without_comments(text: &str) -> String {
    let mut pieces = text.split("<office:annotation ");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(
            piece
                .split_once("</office:annotation>")
                .map_or("", |(_, rest)| rest),
        );
    }
    kept
}

/// The text of XML without its tags and with its references resolved.
fn plain(text: &str) -> String {
    let pieces = text.split('<').enumerate().map(|(index, piece)| {
        if index == 0 {
            return piece;
        }
        piece.split_once('>').map_or("", |(_, text)| text)
    });
    let text = pieces.collect::<String>();
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&apos;", "'");
    text.replace("&amp;", "&")
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
