//! `config init`: commented settings to begin with, and a strategy of one's own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::answers::print;
use crate::cli::run::{Status, complain};
use crate::config::{DEFAULT_STRATEGY, FILE_NAME};
use crate::rules::{Library, builtin};
use crate::text::{Lang, Messages};

/// The folder of a starter's own rules.
const RULES: &str = "rules";

/// Writes starter settings into this folder, and a strategy to begin with if the one asked for is
/// not built in; never over a file that is there.
pub(super) fn init(messages: &Messages, strategy: Option<&str>) -> io::Result<Status> {
    let id = strategy.unwrap_or(DEFAULT_STRATEGY);
    if !is_name(id) {
        complain(&messages.with("init-name", &[("name", id.into())]));
        return Ok(Status::Broken);
    }
    let files = files(messages.lang, id);
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        let path = path.display().to_string();
        complain(&messages.with("init-exists", &[("path", path.into())]));
        return Ok(Status::Broken);
    }
    for (path, text) in &files {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    let names = files.iter().map(|(path, _)| path.display().to_string());
    let written = names.collect::<Vec<_>>().join("\n") + "\n";
    print(written.as_bytes())
}

/// The files to write, with their texts.
fn files(lang: Lang, id: &str) -> Vec<(PathBuf, String)> {
    let (settings, strategy, step) = match lang {
        Lang::Fi => (
            include_str!("../../rules/starter/settings.fi.txt"),
            include_str!("../../rules/starter/strategy.fi.txt"),
            include_str!("../../rules/starter/step.fi.txt"),
        ),
        Lang::En => (
            include_str!("../../rules/starter/settings.en.txt"),
            include_str!("../../rules/starter/strategy.en.txt"),
            include_str!("../../rules/starter/step.en.txt"),
        ),
    };
    let library = Library::read(&builtin()).expect("a test reads every built-in rule");
    let builtin = library.strategy(id);
    let first_step = builtin.map_or("lahella", |strategy| &strategy.steps[0].id);
    let rules = match builtin {
        Some(_) => format!("# rules = [\"{RULES}\"]"),
        None => format!("rules = [\"{RULES}\"]"),
    };
    let settings = settings
        .replace("{strategy}", id)
        .replace("{rules}", &rules)
        .replace("{step}", first_step);
    let mut files = vec![(PathBuf::from(FILE_NAME), settings)];
    if builtin.is_none() {
        let folder = Path::new(RULES).join(id);
        files.push((
            folder.join("strategy.toml"),
            strategy.replace("{strategy}", id),
        ));
        files.push((folder.join("lahella.toml"), step.to_owned()));
    }
    files
}

/// Whether a strategy may have this name: it is that of a folder on every system.
fn is_name(id: &str) -> bool {
    let is_fitting = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !id.is_empty() && id.chars().all(is_fitting)
}
