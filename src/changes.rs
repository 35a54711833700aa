//! What has changed by git: the files, and in them the sentences that are new.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;

use globset::Glob;
use rayon::prelude::*;

use crate::check::Checker;
use crate::config::{Config, full_path};
use crate::document::Document;
use crate::files::{self, Selection, Trouble};
use crate::language::{Analysis, analyze};
use crate::readers;
use crate::report::{DocumentReview, FindingReview};
use crate::rules::Triggers;
use crate::span::Span;

/// Why a finding outside the changed sentences is silenced.
pub const REASON: &str = "unchanged";

/// What the changes are counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// From a revision to the files as they are now.
    Since(String),
    /// From the last commit to what is staged for the next one.
    Staged,
}

/// The changed files of a git repository.
#[derive(Debug)]
pub struct Changes {
    base: Base,
    files: Vec<Change>,
}

/// A file that was added or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    /// The file, from the folder the program runs in.
    path: PathBuf,
    /// The file as git names it.
    name: String,
    /// What git called it before; nothing if it is new.
    old_name: Option<String>,
}

/// Why git could not be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitError {
    /// Key of the message that names the trouble and the cure.
    pub key: &'static str,
    /// What the message needs to know.
    pub detail: String,
}

impl Changes {
    /// Asks git what has changed.
    pub fn find(base: Base) -> Result<Self, GitError> {
        let prefix = git(&["rev-parse", "--show-prefix"]).map_err(|error| match error.key {
            "git-failed" => GitError {
                key: "git-no-repository",
                ..error
            },
            _ => error,
        })?;
        let prefix = text(&prefix).trim_end_matches(['\n', '\r']).to_owned();
        let mut arguments = vec!["-c", "diff.relative=false", "diff", "--name-status", "-z"];
        arguments.extend(["--find-renames", "--no-ext-diff"]);
        let commit;
        let others = match &base {
            Base::Staged => {
                arguments.push("--cached");
                String::new()
            }
            Base::Since(revision) => {
                commit = resolve(revision)?;
                arguments.push(&commit);
                let listed = ["ls-files", "-z", "--others", "--exclude-standard"];
                text(&git(&[&listed[..], &["--full-name", "--", ":/"]].concat())?)
            }
        };
        arguments.push("--");
        let mut files = changed_files(&text(&git(&arguments)?), &prefix);
        let untracked = others.split('\0').filter(|name| !name.is_empty());
        files.extend(untracked.map(|name| Change::new(name, None, &prefix)));
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self { base, files })
    }

    /// The changed files among those that paths, folders and globs stand for, and what is not there.
    pub fn select(&self, paths: &[PathBuf], config: &Config) -> Selection {
        let mut selection = Selection::default();
        let everything = [PathBuf::from(".")];
        let paths = if paths.is_empty() { &everything } else { paths };
        for path in paths {
            let folder = full_path(path);
            let glob = Glob::new(&path.to_string_lossy()).map(|glob| glob.compile_matcher());
            let is_wanted = |change: &&Change| {
                let is_inside = full_path(&change.path).starts_with(&folder)
                    || glob.as_ref().is_ok_and(|glob| glob.is_match(&change.path));
                full_path(&change.path) == folder
                    || is_inside
                        && readers::is_readable(&change.path)
                        && !config.is_excluded(&change.path)
            };
            let before = selection.files.len();
            let wanted = self.files.iter().filter(is_wanted);
            selection
                .files
                .extend(wanted.map(|change| change.path.clone()));
            if selection.files.len() == before && !path.exists() {
                let missing = files::select(std::slice::from_ref(path), config);
                selection.troubles.extend(missing.troubles);
            }
        }
        selection.files.sort();
        selection.files.dedup();
        selection
    }

    /// Checks selected files on all threads and silences what is not in a new sentence.
    pub fn review(
        &self,
        checker: &Checker,
        selected: &[PathBuf],
    ) -> Vec<Result<DocumentReview, Trouble>> {
        let chosen = self
            .files
            .iter()
            .filter(|change| selected.contains(&change.path));
        let chosen: Vec<&Change> = chosen.collect();
        chosen
            .par_iter()
            .map_init(Triggers::default, |triggers, change| {
                self.review_file(checker, change, triggers)
            })
            .collect()
    }

    fn review_file(
        &self,
        checker: &Checker,
        change: &Change,
        triggers: &mut Triggers,
    ) -> Result<DocumentReview, Trouble> {
        let path = &change.path;
        let bytes = match self.base {
            Base::Since(_) => files::read(path, checker.size_limit(path))?,
            Base::Staged => blob("", &change.name).map_err(|error| Trouble {
                path: path.clone(),
                key: "file-unreadable",
                detail: error.detail,
            })?,
        };
        let mut review = checker.review_bytes(path, &bytes, triggers)?;
        let fresh = self
            .old_bytes(change)
            .and_then(|old| new_sentences(checker, path, &old, &bytes));
        let Some(fresh) = fresh else {
            return Ok(review);
        };
        for finding in &mut review.findings {
            if finding.suppressed.is_none() && !touches(&fresh, finding) {
                finding.suppressed = Some(REASON.to_owned());
            }
        }
        Ok(review)
    }

    fn old_bytes(&self, change: &Change) -> Option<Vec<u8>> {
        let name = change.old_name.as_ref()?;
        let revision = match &self.base {
            Base::Since(revision) => revision,
            Base::Staged => "HEAD",
        };
        blob(revision, name).ok()
    }
}

impl Change {
    fn new(name: &str, old_name: Option<&str>, prefix: &str) -> Self {
        let path = match name.strip_prefix(prefix) {
            Some(inside) => PathBuf::from(inside),
            None => Path::new(&"../".repeat(prefix.matches('/').count())).join(name),
        };
        Self {
            path,
            name: name.to_owned(),
            old_name: old_name.map(str::to_owned),
        }
    }
}

/// Reads `git diff --name-status -z`: a status, then one name, or two if it was renamed.
fn changed_files(listed: &str, prefix: &str) -> Vec<Change> {
    let mut files = Vec::new();
    let mut fields = listed.split('\0');
    while let (Some(status), Some(name)) = (fields.next(), fields.next()) {
        match status.chars().next() {
            Some('D') => {}
            Some('A') => files.push(Change::new(name, None, prefix)),
            Some('R' | 'C') => {
                let new_name = fields.next().unwrap_or(name);
                files.push(Change::new(new_name, Some(name), prefix));
            }
            _ => files.push(Change::new(name, Some(name), prefix)),
        }
    }
    files
}

/// The sentences that the old version does not have; nothing if it cannot be read.
fn new_sentences(checker: &Checker, path: &Path, old: &[u8], new: &[u8]) -> Option<Vec<Span>> {
    // An old version may be of a kind that cannot be read; then the whole document is new.
    let analyzed = |bytes: &[u8]| -> Option<Analysis> {
        let document: Document = checker.read(path, bytes).ok()?;
        Some(analyze(document, &checker.morphology))
    };
    let both = catch_unwind(AssertUnwindSafe(|| Some((analyzed(old)?, analyzed(new)?))));
    let (old, new) = both.ok().flatten()?;
    let mut known: HashMap<String, usize> = HashMap::new();
    for sentence in &old.sentences {
        *known.entry(words(&old, sentence.span)).or_default() += 1;
    }
    let is_new = |span: &Span| match known.get_mut(&words(&new, *span)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    let spans = new.sentences.iter().map(|sentence| sentence.span);
    Some(spans.filter(is_new).collect())
}

/// A sentence without its line breaks.
fn words(analysis: &Analysis, span: Span) -> String {
    let words: Vec<&str> = analysis.document.slice(span).split_whitespace().collect();
    words.join(" ")
}

fn touches(fresh: &[Span], finding: &FindingReview) -> bool {
    let span = finding.span;
    fresh
        .iter()
        .any(|new| new.overlaps(span) || span.is_empty() && new.contains(span))
}

fn resolve(revision: &str) -> Result<String, GitError> {
    let commit = format!("{revision}^{{commit}}");
    let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
    let found = git(&[&asked[..], &[&commit]].concat()).map_err(|error| match error.key {
        "git-failed" => GitError {
            key: "git-no-revision",
            detail: revision.to_owned(),
        },
        _ => error,
    })?;
    Ok(text(&found).trim().to_owned())
}

/// A file's bytes in a revision, or in the index, as they would stand in the work tree.
fn blob(revision: &str, name: &str) -> Result<Vec<u8>, GitError> {
    git(&["cat-file", "--filters", &format!("{revision}:{name}")])
}

fn git<S: AsRef<OsStr>>(arguments: &[S]) -> Result<Vec<u8>, GitError> {
    let output = Command::new("git").args(arguments).output();
    let output = output.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => GitError {
            key: "git-missing",
            detail: String::new(),
        },
        _ => GitError {
            key: "git-failed",
            detail: error.to_string(),
        },
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = text(&output.stderr);
    Err(GitError {
        key: "git-failed",
        detail: said.trim().replace('\n', " "),
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_file_keeps_its_old_name() {
        let listed = "M\0a.md\0R087\0vanha.md\0docs/uusi.md\0D\0poissa.md\0A\0lisä.md\0";
        let files = changed_files(listed, "docs/");
        let found: Vec<_> = files
            .iter()
            .map(|file| (file.path.to_str().unwrap(), file.old_name.as_deref()))
            .collect();
        assert_eq!(
            found,
            [
                ("../a.md", Some("a.md")),
                ("uusi.md", Some("vanha.md")),
                ("../lisä.md", None)
            ]
        );
    }
}
