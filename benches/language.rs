//! Speed of the dictionary and of whole analyses, beside libvoikko where it can be compiled.
//!
//! `cargo bench --bench language -- [a text file in Finnish]`; without one, forms are made.

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use linjassa::document::{Block, BlockKind, Document};
use linjassa::language::{Morphology, analyze};
use linjassa::span::Span;

const ORACLE: &str = r#"
#include <libvoikko/voikko.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
int main(void) {
    const char *error;
    struct VoikkoHandle *handle = voikkoInit(&error, "fi", NULL);
    static char words[2000000][64];
    int count = 0;
    if (!handle) return 3;
    while (count < 2000000 && fgets(words[count], 64, stdin)) {
        words[count][strcspn(words[count], "\n")] = 0;
        count++;
    }
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = 0; i < count; i++) {
        struct voikko_mor_analysis **found = voikkoAnalyzeWordCstr(handle, words[i]);
        if (found) voikko_free_mor_analysis(found);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9;
    printf("%.0f\n", count / seconds);
    return 0;
}
"#;

fn main() {
    let text = env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'))
        .map_or_else(made, |path| {
            fs::read_to_string(&path).expect("the argument names a readable text file")
        });
    let mut words: Vec<&str> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let running = words.len();
    words.sort_unstable();
    words.dedup();
    let distinct = best(|| {
        let morphology = Morphology::new();
        for word in &words {
            std::hint::black_box(morphology.word(word));
        }
        // Words stay for the whole run: what it takes to throw them away is not asked.
        morphology
    });
    report("distinct words with readings", words.len(), distinct);
    let morphology = Morphology::new();
    let all: Vec<&str> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let cached = best(|| {
        for word in &all {
            std::hint::black_box(morphology.word(word));
        }
    });
    report("running words from the cache", running, cached);
    let whole = best(|| {
        std::hint::black_box(analyze(document(&text), &morphology));
    });
    report("running words, whole analysis, warm", running, whole);
    let start = Instant::now();
    std::hint::black_box(Morphology::new().word("kissa"));
    println!(
        "{:<40} {:>12.3} ms",
        "dictionary, lexicon and first word",
        start.elapsed().as_secs_f64() * 1000.0
    );
    match oracle(&words) {
        Some(speed) => println!("{:<40} {speed:>12} words/s", "libvoikko, C, distinct words"),
        None => println!("libvoikko: no C compiler or no libvoikko-dev, not compared"),
    }
}

/// The shortest time of five; what is made is thrown away outside of it.
fn best<T>(mut work: impl FnMut() -> T) -> Duration {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        let made = work();
        let time = start.elapsed();
        drop(made);
        time
    });
    times.min().expect("five runs were made")
}

fn report(name: &str, words: usize, time: Duration) {
    println!(
        "{name:<40} {:>12.0} words/s ({words} words)",
        words as f64 / time.as_secs_f64()
    );
}

fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        if !line.is_empty() {
            blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
                heading: None,
            });
        }
        start += line.len() + 1;
    }
    Document {
        text: text.to_owned(),
        blocks,
        ..Document::default()
    }
}

/// Sentences of every pairing of some words.
fn made() -> String {
    let starts = [
        "Kaupunki",
        "Asukkaat",
        "Koulun oppilaat",
        "Lautakunta",
        "Työryhmämme",
        "Kirjasto",
    ];
    let verbs = [
        "kokeilee",
        "suunnittelevat",
        "kehittää",
        "toteutti",
        "ottaa käyttöön",
        "arvioi",
    ];
    let stems = [
        "kokeilu",
        "yhteistyö",
        "palvelu",
        "tapahtuma",
        "hyvinvointi",
        "liikunta",
        "kumppanuus",
        "kunta",
    ];
    let heads = [
        "suunnitelmaa",
        "kulttuurissa",
        "hankkeista",
        "ohjelmalle",
        "verkostojen",
        "tavoitteena",
    ];
    let mut text = String::new();
    for start in starts {
        for verb in verbs {
            for stem in stems {
                for head in heads {
                    text += &[start, " ", verb, " ", stem, head, " keväällä 2019.\n"].concat();
                }
            }
        }
    }
    text
}

fn oracle(words: &[&str]) -> Option<String> {
    let folder = env::temp_dir();
    let program: PathBuf = folder.join(format!("linjassa-bench-{}", std::process::id()));
    let source = program.with_extension("c");
    fs::write(&source, ORACLE).ok()?;
    let compiled = Command::new("cc")
        .arg("-O2")
        .arg(&source)
        .arg("-o")
        .arg(&program)
        .arg("-lvoikko")
        .stderr(Stdio::null())
        .status();
    let result = compiled
        .ok()
        .filter(std::process::ExitStatus::success)
        .and_then(|_| run(&program, words));
    let _ = fs::remove_file(&source);
    let _ = fs::remove_file(&program);
    result
}

fn run(program: &PathBuf, words: &[&str]) -> Option<String> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    for word in words.iter().filter(|word| word.len() < 60) {
        writeln!(input, "{word}").ok()?;
    }
    drop(input);
    let output = child.wait_with_output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
