//! A file that is open in the editor, with its findings at their places in the editor's text.

use std::path::{Path, PathBuf};

use lsp_types::{
    Diagnostic, DiagnosticSeverity, NumberOrString, Position, Range,
    TextDocumentContentChangeEvent, TextDocumentItem, Uri,
};

use crate::check::Checker;
use crate::document::{BlockKind, Document, Format};
use crate::lsp::source::SourceText;
use crate::report::FindingReview;
use crate::rules::{Severity, Triggers};
use crate::span::Span;
use crate::text::Messages;

/// A file that is open in the editor.
#[derive(Debug)]
pub(super) struct OpenFile {
    /// Its address.
    pub(super) uri: Uri,
    /// The version the editor gave.
    pub(super) version: i32,
    /// Its text.
    pub(super) source: SourceText,
    path: PathBuf,
    findings: Vec<PlacedFinding>,
    /// Whether the findings are of an older text.
    is_changed: bool,
}

/// A finding at its place in the editor's text.
#[derive(Debug)]
pub(super) struct PlacedFinding {
    /// The finding.
    pub(super) finding: FindingReview,
    /// Its place.
    pub(super) range: Range,
    /// Whether the place holds just the words it is about, with no markup between.
    pub(super) is_exact: bool,
    /// Where a comment that silences it can be put: the byte where its block's line begins.
    pub(super) comment_at: Option<usize>,
}

impl OpenFile {
    pub(super) fn new(item: TextDocumentItem) -> Self {
        Self {
            path: named_path(&item.uri, &item.language_id),
            uri: item.uri,
            version: item.version,
            source: SourceText::new(item.text),
            findings: Vec::new(),
            is_changed: true,
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// Makes the editor's changes, in order.
    pub(super) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        self.version = version;
        self.is_changed = true;
        for change in changes {
            self.source.change(change);
        }
    }

    /// Finds everything anew. A text that cannot be read, such as an empty one, has no findings.
    pub(super) fn check(&mut self, checker: &Checker, triggers: &mut Triggers) {
        self.is_changed = false;
        self.findings.clear();
        let bytes = self.source.text.as_bytes();
        let reviewed = checker.review_and_document(&self.path, bytes, triggers);
        let Ok((review, document)) = reviewed else {
            return;
        };
        let open = review.findings.into_iter();
        let open = open.filter(|finding| finding.suppressed.is_none());
        self.findings = open
            .filter_map(|finding| place(&self.source, &document, finding))
            .collect();
    }

    /// The findings that touch a range.
    pub(super) fn at(
        &self,
        start: Position,
        end: Position,
    ) -> impl Iterator<Item = &PlacedFinding> {
        let touches = move |range: &Range| range.start <= end && start <= range.end;
        self.findings
            .iter()
            .filter(move |placed| touches(&placed.range))
    }

    /// The findings as the editor shows them.
    pub(super) fn diagnostics(&self, messages: &Messages) -> Vec<Diagnostic> {
        let findings = self.findings.iter();
        findings.map(|placed| placed.diagnostic(messages)).collect()
    }
}

impl PlacedFinding {
    /// The finding as the editor shows it.
    pub(super) fn diagnostic(&self, messages: &Messages) -> Diagnostic {
        let finding = &self.finding;
        let mut message = finding.message.clone();
        if let Some(suggestion) = &finding.suggestion
            && !message.contains(suggestion)
        {
            let arguments = [("suggestion", suggestion.as_str().into())];
            message.push('\n');
            message.push_str(&messages.with("report-suggestion", &arguments));
        }
        Diagnostic {
            range: self.range,
            severity: Some(match finding.severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                Severity::Note => DiagnosticSeverity::INFORMATION,
            }),
            code: Some(NumberOrString::String(finding.rule.clone())),
            source: Some(env!("CARGO_PKG_NAME").to_owned()),
            message,
            ..Diagnostic::default()
        }
    }
}

fn place(
    source: &SourceText,
    document: &Document,
    finding: FindingReview,
) -> Option<PlacedFinding> {
    let span = finding.span;
    let start = source.offset_of(&document.location(span.start))?;
    let end = end(source, document, span)?.max(start);
    Some(PlacedFinding {
        range: source.range(start, end),
        is_exact: !span.is_empty() && source.text[start..end] == *finding.text,
        comment_at: comment_place(source, document, span),
        finding,
    })
}

/// The byte after the last character. The place of the span's end itself may lie behind markup.
fn end(source: &SourceText, document: &Document, span: Span) -> Option<usize> {
    let Some((last, _)) = document.slice(span).char_indices().next_back() else {
        return source.offset_of(&document.location(span.start));
    };
    let last = source.offset_of(&document.location(span.start + last))?;
    let width = source.text[last..].chars().next().map_or(0, char::len_utf8);
    Some(last + width)
}

/// Only Markdown has comments, and a table would break in two around one.
fn comment_place(source: &SourceText, document: &Document, span: Span) -> Option<usize> {
    let block = &document.blocks[document.block_at(span.start)?];
    let is_table = matches!(block.kind, BlockKind::TableCell { .. });
    if document.format != Format::Markdown || is_table {
        return None;
    }
    let start = source.offset_of(&document.location(block.span.start))?;
    Some(source.line_start(start))
}

/// The file of an address; nothing if it has none.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme()?.eq_lowercase("file") {
        return None;
    }
    let path = uri.path().as_estr().decode().into_string().ok()?;
    // A drive letter stands behind a slash: `/c:/plans/plan.md`.
    let drive = path.strip_prefix('/').filter(|rest| {
        let mut characters = rest.chars();
        characters
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic())
            && characters.next() == Some(':')
    });
    Some(PathBuf::from(drive.unwrap_or(&path)))
}

/// The path by which the format is known: the editor's word for Markdown goes before the ending.
fn named_path(uri: &Uri, language: &str) -> PathBuf {
    let path = path(uri).unwrap_or_else(|| PathBuf::from("untitled"));
    let ending = if language == "markdown" { "md" } else { "txt" };
    let is_text = |ending: &str| ["md", "markdown", "txt"].contains(&ending);
    let known = path.extension().is_some_and(|found| match found.to_str() {
        Some(found) if ending == "md" => ["md", "markdown"].contains(&found),
        Some(found) => is_text(found),
        None => false,
    });
    if known {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    Path::new(&name).to_owned()
}
