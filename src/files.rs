//! Finding files: what to check, and rule files in a folder.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::rules::Source;

/// Reads every rule file of a folder, in the order of names.
pub fn rule_folder(folder: &Path) -> std::io::Result<Vec<Source>> {
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
            text: fs::read_to_string(path)?,
            is_builtin: false,
        });
    }
    Ok(sources)
}
