//! How long reading takes, beside the programs people would otherwise take the text with.
//!
//! `cargo bench --bench readers` writes a plan of 40 pages as .docx and .odt and one of 100 pages
//! as .pdf, tagged and not, with pandoc and LibreOffice. It prints the best time of some runs for
//! reading alone in this process, for the whole check by the program with its memory, and for
//! pandoc or pdftotext, whose times include their start.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use linjassa::readers;
use tempfile::TempDir;

use timing::best;

mod support;
#[path = "support/timing.rs"]
mod timing;

/// A page of a plan in words.
const PAGE: usize = 250;

const RUNS: u32 = 10;

fn main() {
    let folder = tempfile::tempdir().expect("there is room for some files");
    let plan = made(&folder, "suunnitelma", 40);
    let long = made(&folder, "ohjelma", 100);
    println!("times in ms, memory in MB");
    println!(
        "{:<30} {:>8} {:>8} {:>8} {:>8}",
        "file", "reading", "check", "memory", "peer"
    );
    let tagged = r#"pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}"#;
    let untagged = r#"pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}"#;
    let files = [
        ("40 pages, .docx", pandoc(&plan, "docx")),
        ("40 pages, .odt", pandoc(&plan, "odt")),
        ("40 pages, .html", pandoc(&plan, "html")),
        (
            "100 pages, tagged .pdf",
            pandoc(&long, "docx").and_then(|docx| pdf(&docx, tagged)),
        ),
        (
            "100 pages, untagged .pdf",
            pandoc(&long, "docx").and_then(|docx| pdf(&docx, untagged)),
        ),
    ];
    for (name, path) in files {
        match path {
            Some(path) => measure(name, &path),
            None => println!("{name:<30} left out: pandoc or LibreOffice is not installed"),
        }
    }
}

/// A Markdown file of so many pages.
fn made(folder: &TempDir, name: &str, pages: usize) -> PathBuf {
    let path = folder.path().join(name).with_extension("md");
    fs::write(&path, support::text_of(pages * PAGE)).expect("the folder is ours");
    path
}

/// The file as pandoc writes it in another format.
fn pandoc(path: &Path, ending: &str) -> Option<PathBuf> {
    let made = path.with_extension(ending);
    let mut command = Command::new("pandoc");
    command.arg("--standalone").arg(path).arg("-o").arg(&made);
    ran(&mut command)?;
    Some(made)
}

/// The file as LibreOffice prints it.
fn pdf(path: &Path, filter: &str) -> Option<PathBuf> {
    let folder = path.parent()?;
    let mut command = Command::new("soffice");
    command
        .args(["--headless", "--convert-to", filter, "--outdir"])
        .arg(folder)
        .arg(path);
    ran(&mut command)?;
    // Both kinds would have one name.
    let kind = if filter.contains("true") {
        "tagged"
    } else {
        "untagged"
    };
    let made = folder.join(kind).with_extension("pdf");
    fs::rename(path.with_extension("pdf"), &made).ok()?;
    Some(made)
}

fn measure(name: &str, path: &Path) {
    let bytes = fs::read(path).expect("it was just made");
    let reading = best(RUNS, || {
        std::hint::black_box(readers::read(path, &bytes)).expect("it is whole");
    });
    let mut check = Command::new(env!("CARGO_BIN_EXE_linjassa"));
    check.args(["check", "--isolated"]).arg(path);
    let mut timed = Command::new("/usr/bin/time");
    timed
        .args([
            "-f",
            "%M",
            env!("CARGO_BIN_EXE_linjassa"),
            "check",
            "--isolated",
        ])
        .arg(path);
    let mut peer = peer(path);
    let checking = best(RUNS, || {
        let _ = ran(&mut check);
    });
    let peer_time = ran(&mut peer).map(|()| {
        best(RUNS, || {
            let _ = ran(&mut peer);
        })
    });
    println!(
        "{name:<30} {:>8} {:>8} {:>8} {:>8}",
        milliseconds(reading),
        milliseconds(checking),
        memory(&mut timed).unwrap_or_else(|| "-".to_owned()),
        peer_time.map_or_else(|| "-".to_owned(), milliseconds),
    );
}

/// The program that takes the text out of a file otherwise.
fn peer(path: &Path) -> Command {
    if path.extension().is_some_and(|ending| ending == "pdf") {
        let mut command = Command::new("pdftotext");
        command.arg(path).arg("-");
        return command;
    }
    let mut command = Command::new("pandoc");
    command.arg(path).args(["-t", "plain"]);
    command
}

/// Runs a command without its output; nothing if it is not installed or fails otherwise than a
/// check that found something.
fn ran(command: &mut Command) -> Option<()> {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let code = status.ok()?.code()?;
    (code < 2).then_some(())
}

/// The most memory a command took, as GNU time tells it.
fn memory(timed: &mut Command) -> Option<String> {
    let output = timed.output().ok()?;
    let errors = String::from_utf8(output.stderr).ok()?;
    let kilobytes: f64 = errors.lines().last()?.trim().parse().ok()?;
    Some(format!("{:.1}", kilobytes / 1000.0))
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}
