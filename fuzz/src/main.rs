//! Reads mutated copies of the fixtures until the clock runs out, and counts what comes out.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use linjassa::readers;

/// A file that takes longer than this to read is kept.
const SLOW: Duration = Duration::from_secs(2);

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().and_then(|text| text.parse().ok());
    let wanted = arguments.next().unwrap_or_default();
    let time = Duration::from_secs(seconds.unwrap_or(10));
    std::panic::set_hook(Box::new(|_| {}));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/formats");
    let files = fs::read_dir(folder).expect("the fixtures are there");
    let mut seeds: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    seeds.sort();
    for seed in seeds {
        let name = seed.file_name().unwrap_or_default().to_string_lossy();
        if !name.ends_with(".json") && name.contains(&wanted) {
            println!("{}", campaign(&seed, time));
        }
    }
}

/// What came out of the mutated copies of one file.
fn campaign(seed: &Path, time: Duration) -> String {
    let bytes = fs::read(seed).expect("the fixture can be read");
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut slowest = Duration::ZERO;
    let begun = Instant::now();
    let mut rounds = 0;
    while begun.elapsed() < time {
        rounds += 1;
        let copy = mutate(&bytes, &mut chance);
        let start = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| readers::read(seed, &copy)));
        let took = start.elapsed();
        slowest = slowest.max(took);
        let name = match outcome {
            Ok(Ok(_)) => "text".to_owned(),
            Ok(Err(error)) => error.key.to_owned(),
            Err(_) => "PANIC".to_owned(),
        };
        if name == "PANIC" || took > SLOW {
            keep(seed, &copy, rounds);
        }
        *counts.entry(name).or_default() += 1;
    }
    let name = seed.file_name().unwrap_or_default().to_string_lossy();
    format!("{name}: {rounds} copies, slowest {slowest:?}, {counts:?}")
}

fn keep(seed: &Path, copy: &[u8], round: u32) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("found");
    let name = seed.file_name().unwrap_or_default().to_string_lossy();
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join(format!("{round}-{name}")), copy).expect("the file can be kept");
}

/// A damaged copy. Three in four packages are damaged inside, where checksums cannot hide it.
fn mutate(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    if bytes.starts_with(b"PK") && chance.below(4) > 0 {
        return repack(bytes, chance).unwrap_or_else(|| damage(bytes, chance));
    }
    damage(bytes, chance)
}

fn damage(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    for _ in 0..=chance.below(10) {
        let at = chance.below(copy.len().max(1)).min(copy.len());
        let end = (at + chance.below(200)).min(copy.len());
        match chance.below(6) {
            0 if at < copy.len() => copy[at] = chance.byte(),
            1 if at < copy.len() => copy[at] ^= 1 << chance.below(8),
            2 => drop(copy.drain(at..end)),
            3 => {
                let piece = copy[at..end].repeat(1 + chance.below(20));
                let place = chance.below(copy.len() + 1);
                copy.splice(place..place, piece);
            }
            4 => {
                let words: &[&[u8]] = &[b"<", b">", b"</", b"\"", b"&#0;", b"4294967295", b"-1", b"{\\", b"}", b"\xff\xfe", b"stream", b"[[", b"<!--"];
                let word = words[chance.below(words.len())];
                copy.splice(at..at, word.iter().copied());
            }
            _ if chance.below(10) == 0 => copy.truncate(at),
            _ => {}
        }
        if copy.is_empty() {
            break;
        }
    }
    copy
}

/// The package with one of its parts damaged and packed again.
fn repack(bytes: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let archive = rawzip::ZipArchive::from_slice(bytes).ok()?;
    let mut parts = Vec::new();
    let mut entries = archive.entries();
    while let Ok(Some(record)) = entries.next_entry() {
        let data = archive.get_entry(record.wayfinder()).ok()?.data();
        let mut text = Vec::new();
        match record.compression_method() {
            rawzip::CompressionMethod::STORE => text.extend(data),
            _ => drop(flate2::read::DeflateDecoder::new(data).read_to_end(&mut text)),
        }
        let name = String::from_utf8_lossy(record.file_path().as_ref()).into_owned();
        parts.push((name, text));
    }
    let chosen = chance.below(parts.len().max(1));
    let mut writer = rawzip::ZipArchiveWriter::new(Vec::new());
    for (index, (name, text)) in parts.iter().enumerate() {
        let text = if index == chosen { damage(text, chance) } else { text.clone() };
        let (mut entry, config) = writer.new_file(name.as_str()).start().ok()?;
        let mut data = config.wrap(&mut entry);
        data.write_all(&text).ok()?;
        let (_, descriptor) = data.finish().ok()?;
        entry.finish(descriptor).ok()?;
    }
    writer.finish().ok()
}

/// Numbers that look random and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (bound.max(1) as u64)).unwrap_or_default()
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap_or_default()
    }
}
