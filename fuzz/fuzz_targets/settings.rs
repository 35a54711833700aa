//! Settings files, read strictly, and their mistakes shown.

#![no_main]

use std::path::Path;

use linjassa::config::Settings;
use linjassa::toml_file::TomlFile;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut toml = TomlFile::new(Path::new("linjassa.toml"), text);
    let settings: Option<Settings> = toml.read();
    assert!(settings.is_some() || !toml.mistakes.is_empty());
    for mistake in &toml.mistakes {
        let _ = mistake.to_string();
    }
});
