//! Finds the Finnish dictionary on this machine, so that it can be embedded.

use std::env;
use std::path::{Path, PathBuf};

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
