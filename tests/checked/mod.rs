//! The program's JSON report on a folder, with no settings but those a test gives.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Checks everything in a folder; further arguments may choose a language or a document type.
pub(crate) fn checked(folder: &Path, arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(["check", ".", "--isolated", "--fail-on", "never"])
        .args(["--output", "json"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}
