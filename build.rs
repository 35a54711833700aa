//! Finds the Finnish dictionary on this machine, so that it can be embedded, and works out what
//! speeds its reader up.

use std::env;
use std::path::{Path, PathBuf};

#[path = "src/language/morphology/vfst.rs"]
mod vfst;

use vfst::{FINAL, REACH_END, Reach, Vfst, reach_bit};

/// Where the packages of Linux and macOS systems put the dictionary.
const PLACES: &[&str] = &[
    "/usr/lib/voikko/5/mor-standard/mor.vfst",
    "/usr/share/voikko/5/mor-standard/mor.vfst",
    "/usr/lib64/voikko/5/mor-standard/mor.vfst",
    "/usr/local/lib/voikko/5/mor-standard/mor.vfst",
    "/opt/homebrew/lib/voikko/5/mor-standard/mor.vfst",
    "/etc/voikko/5/mor-standard/mor.vfst",
];

fn main() {
    println!("cargo::rerun-if-env-changed=LINJASSA_DICTIONARY");
    let chosen = env::var_os("LINJASSA_DICTIONARY").map(PathBuf::from);
    let found = match &chosen {
        Some(path) => Some(path.as_path()).filter(|path| path.is_file()),
        None => PLACES.iter().map(Path::new).find(|path| path.is_file()),
    };
    if let Some(path) = found {
        println!("cargo::rerun-if-changed={}", path.display());
        println!(
            "cargo::rustc-env=LINJASSA_DICTIONARY_FILE={}",
            path.display()
        );
        println!(
            "cargo::rustc-env=LINJASSA_DICTIONARY_VERSION={}",
            version(path)
        );
        if let Err(error) = write_reach(path) {
            println!("cargo::error={}: {error}", path.display());
        }
        return;
    }
    match chosen {
        Some(path) => {
            println!(
                "cargo::error=LINJASSA_DICTIONARY names {}, which is not a file",
                path.display()
            );
        }
        None => {
            println!(
                "cargo::error=the Finnish dictionary voikko-fi is not installed; run: ./setup"
            );
        }
    }
}

/// The version that the dictionary's own index states beside it: `SM-Version: 2.5`.
fn version(dictionary: &Path) -> String {
    let index = dictionary.with_file_name("index.txt");
    println!("cargo::rerun-if-changed={}", index.display());
    let index = std::fs::read_to_string(index).unwrap_or_default();
    let version = index
        .lines()
        .find_map(|line| line.strip_prefix("SM-Version:"));
    let version = version.map(str::trim).filter(|version| !version.is_empty());
    version.unwrap_or("unknown").to_owned()
}

/// Writes the table [`reach`] to `reach.bin` in the folder of build results.
fn write_reach(dictionary: &Path) -> Result<(), String> {
    println!("cargo::rerun-if-changed=src/language/morphology/vfst.rs");
    let file = std::fs::read(dictionary).map_err(|error| error.to_string())?;
    let table = reach(&Vfst::new(&file)?).into_iter();
    let table: Vec<u8> = table.flat_map(bytes).collect();
    let folder = env::var_os("OUT_DIR").expect("Cargo sets it");
    std::fs::write(Path::new(&folder).join("reach.bin"), table).map_err(|error| error.to_string())
}

/// For each transition of a dictionary the letters that can be consumed next and after that once
/// it is taken, whatever the flags say.
fn reach(dictionary: &Vfst<'_>) -> Vec<Reach> {
    let cells = dictionary.cells;
    let first_letter = dictionary.first_letter();
    let mut of_state = vec![Reach::default(); cells.len()];
    let states = states(dictionary);
    let mut has_changed = true;
    // Sets only grow, so this ends; states found later come first, as they mostly lie deeper.
    while has_changed {
        has_changed = false;
        for first in states.iter().rev() {
            let mut reach = Reach::default();
            let mut state = cells.state(*first);
            while state.next <= state.last {
                let cell = cells.cell(state.next);
                let behind = || of_state[cell.target as usize];
                let through = match cell.input {
                    FINAL => END,
                    letter if letter >= first_letter => Reach {
                        next: reach_bit(letter, first_letter),
                        second: behind().next,
                    },
                    _ => behind(),
                };
                reach = either(reach, through);
                state.advance();
            }
            has_changed |= reach != of_state[*first as usize];
            of_state[*first as usize] = reach;
        }
    }
    let mut table = vec![Reach::default(); cells.len()];
    for first in states {
        let mut state = cells.state(first);
        while state.next <= state.last {
            let cell = cells.cell(state.next);
            if cell.input != FINAL {
                table[state.next as usize] = of_state[cell.target as usize];
            }
            state.advance();
        }
    }
    table
}

/// The end of a word, and whatever one likes behind it.
const END: Reach = Reach {
    next: REACH_END,
    second: u32::MAX,
};

/// What can be reached from one place or the other.
fn either(one: Reach, other: Reach) -> Reach {
    Reach {
        next: one.next | other.next,
        second: one.second | other.second,
    }
}

/// How it is kept in the table.
fn bytes(reach: Reach) -> [u8; 8] {
    (u64::from(reach.next) | u64::from(reach.second) << 32).to_le_bytes()
}

/// Every state that can be walked to from the first, by its first cell.
fn states(dictionary: &Vfst<'_>) -> Vec<u32> {
    let cells = dictionary.cells;
    let mut is_known = vec![false; cells.len()];
    is_known[0] = true;
    let mut due = vec![0];
    let mut found = Vec::new();
    while let Some(first) = due.pop() {
        found.push(first);
        let mut state = cells.state(first);
        while state.next <= state.last {
            let cell = cells.cell(state.next);
            if cell.input != FINAL && !std::mem::replace(&mut is_known[cell.target as usize], true)
            {
                due.push(cell.target);
            }
            state.advance();
        }
    }
    found
}
