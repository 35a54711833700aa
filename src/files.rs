//! Finding files: what to check, and rule files in a folder.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;
use walkdir::WalkDir;

use crate::config::Config;
use crate::readers;
use crate::rules::Source;

/// A file that was asked for and cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file.
    pub path: PathBuf,
    /// Key of the message that names the trouble and the cure.
    pub key: &'static str,
    /// What the message needs to know.
    pub detail: String,
}

/// Files to check, in order, and what could not be found.
#[derive(Debug, Default)]
pub struct Selection {
    /// The files, each once, sorted.
    pub files: Vec<PathBuf>,
    /// What was asked for and is not there.
    pub troubles: Vec<Trouble>,
}

/// Finds the files that paths, folders and globs stand for.
///
/// A path that is named is checked whatever its ending; in folders, only files of formats that
/// can be read, `.gitignore` and the settings' `exclude` honoured.
pub fn select(paths: &[PathBuf], config: &Config) -> Selection {
    let mut selection = Selection::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => selection.add_folder(path, config),
            Ok(_) => selection.files.push(path.clone()),
            Err(_) if is_glob(path) => selection.add_glob(path, config),
            Err(error) => selection.troubles.push(missing(path, &error)),
        }
    }
    selection.files.sort();
    selection.files.dedup();
    selection
}

impl Selection {
    fn add_folder(&mut self, folder: &Path, config: &Config) {
        for entry in WalkBuilder::new(folder).require_git(false).build() {
            match entry {
                Ok(entry) => {
                    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                    let path = entry.path();
                    if is_file && readers::is_readable(path) && !config.is_excluded(path) {
                        self.files.push(path.to_owned());
                    }
                }
                Err(error) => self.troubles.push(Trouble {
                    path: folder.to_owned(),
                    key: "file-folder",
                    detail: error.to_string(),
                }),
            }
        }
    }

    fn add_glob(&mut self, pattern: &Path, config: &Config) {
        let text = pattern.to_string_lossy();
        let glob = GlobBuilder::new(&text).literal_separator(true).build();
        let fixed = pattern
            .iter()
            .take_while(|part| !is_glob(Path::new(part)))
            .collect::<PathBuf>();
        let base = if fixed.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            fixed
        };
        let before = self.files.len();
        if let Ok(glob) = glob {
            let matcher = glob.compile_matcher();
            let found = WalkBuilder::new(&base).require_git(false).build().flatten();
            let paths = found
                .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
                .map(|entry| {
                    entry
                        .path()
                        .strip_prefix("./")
                        .unwrap_or(entry.path())
                        .to_owned()
                });
            self.files
                .extend(paths.filter(|path| matcher.is_match(path) && !config.is_excluded(path)));
        }
        if self.files.len() == before {
            self.troubles.push(Trouble {
                path: pattern.to_owned(),
                key: "file-no-match",
                detail: String::new(),
            });
        }
    }
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

fn missing(path: &Path, error: &io::Error) -> Trouble {
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    Trouble {
        path: path.to_owned(),
        // A link to itself or to nothing.
        key: if is_link { "file-link" } else { key(error) },
        detail: error.to_string(),
    }
}

fn key(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "file-missing",
        io::ErrorKind::PermissionDenied => "file-denied",
        _ => "file-unreadable",
    }
}

/// Reads a file's bytes; refuses what is not an ordinary file or is larger than `limit` bytes.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Trouble> {
    let trouble = |key, detail: String| Trouble {
        path: path.to_owned(),
        key,
        detail,
    };
    let found = fs::metadata(path).map_err(|error| missing(path, &error))?;
    if !found.is_file() {
        return Err(trouble("file-not-ordinary", String::new()));
    }
    if found.len() > limit {
        return Err(trouble("file-too-large", (limit / 1_000_000).to_string()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0));
    let file = File::open(path).map_err(|error| missing(path, &error))?;
    // A file may grow while it is read.
    file.take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| missing(path, &error))?;
    Ok(bytes)
}

/// Reads every rule file of a folder, in the order of names.
pub fn rule_folder(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path();
        if !entry.file_type().is_file() || path.extension().is_none_or(|end| end != "toml") {
            continue;
        }
        let name = path.strip_prefix(folder).unwrap_or(path);
        let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        sources.push(Source {
            name: parts.join("/"),
            path: path.display().to_string(),
            text: fs::read_to_string(path)?.into(),
            is_builtin: false,
        });
    }
    Ok(sources)
}
