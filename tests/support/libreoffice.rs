//! LibreOffice, where it is installed, as a second reader of what we read and write.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether this machine has it; only such a machine can tell what it makes of a file.
pub(crate) fn is_installed() -> bool {
    Command::new("soffice").arg("--version").output().is_ok()
}

/// The file of a folder as LibreOffice saves it in another format, in the same folder.
pub(crate) fn converted(folder: &Path, name: &str, ending: &str) -> PathBuf {
    let profile = folder.join("profiili");
    let output = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", ending, name])
        .current_dir(folder)
        .output()
        .unwrap();
    let saved = folder.join(Path::new(name).with_extension(ending));
    assert!(saved.exists(), "{name}: {output:?}");
    saved
}
