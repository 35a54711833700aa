//! `check --annotate OUT`: a copy of the document with the findings as its comments.

use std::io;
use std::path::{Path, PathBuf};

use crate::annotate::{Note, annotate};
use crate::check::{Checker, trouble_message};
use crate::cli::outputs::write_file;
use crate::cli::setup::SetupFailure;
use crate::files::{self, Trouble};
use crate::report::{DocumentReview, FindingReview, Report};

/// A document, and where its copy goes.
#[derive(Debug)]
pub(super) struct Copy<'a> {
    original: &'a Path,
    to: &'a Path,
}

impl<'a> Copy<'a> {
    /// Holds what was asked for to what can be done: one file, a copy that is another file, and a
    /// name by which the copy is known for what it is.
    pub(super) fn new(
        paths: &'a [PathBuf],
        to: &'a Path,
        checker: &Checker,
    ) -> Result<Self, SetupFailure> {
        let refused = |key: &str| {
            let message = checker.messages.get(key);
            let message = format!("{}: {message}", to.display());
            SetupFailure { message }
        };
        let [original] = paths else {
            return Err(refused("copy-one"));
        };
        if original.as_os_str() == "-" || original.is_dir() {
            return Err(refused("copy-one"));
        }
        if original == to || same_file::is_same_file(original, to).unwrap_or(false) {
            return Err(refused("copy-original"));
        }
        let is_alike = match (original.extension(), to.extension()) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            _ => false,
        };
        if !is_alike {
            return Err(refused("copy-ending"));
        }
        Ok(Self { original, to })
    }

    /// Writes the copy of a document that could be checked.
    pub(super) fn write(&self, checker: &Checker, report: &Report) -> io::Result<()> {
        let Some(review) = report.documents.first() else {
            return Ok(());
        };
        let copy = self.annotated(checker, review).map_err(|trouble| {
            let message = trouble_message(&checker.messages, &trouble);
            io::Error::other(format!("{}: {message}", trouble.path.display()))
        })?;
        write_file(self.to, &checker.messages, |out| out.write_all(&copy))
    }

    fn annotated(&self, checker: &Checker, review: &DocumentReview) -> Result<Vec<u8>, Trouble> {
        let bytes = files::read(self.original, checker.size_limit(self.original))?;
        let document = checker.read(self.original, &bytes)?;
        let notes: Vec<Note> = review.open_findings().map(note).collect();
        annotate(&bytes, &notes, &document).map_err(|error| Trouble {
            path: self.original.to_owned(),
            key: error.key,
            detail: error.detail,
        })
    }
}

/// A finding as a comment: what it is about, what is the matter, what to do, and its rule.
fn note(finding: &FindingReview) -> Note {
    let mut lines = vec![finding.title.as_str(), finding.message.as_str()];
    lines.extend(finding.suggestion.as_deref());
    let rule = format!("[{}]", finding.rule);
    lines.push(&rule);
    lines.dedup();
    Note {
        span: finding.span,
        text: lines.join("\n"),
    }
}
