//! Silencing findings: comments in the text, and `[[ignore]]` in the settings.

use std::cell::Cell;
use std::path::Path;

use globset::Glob;
use jiff::civil::Date;

use crate::config::{Config, Ignore};
use crate::document::Document;
use crate::report::FindingReview;
use crate::span::Span;

/// The comments of one document that silence findings.
#[derive(Debug)]
pub(super) struct Suppressions {
    comments: Vec<Comment>,
}

#[derive(Debug)]
struct Comment {
    /// The text it speaks of.
    reach: Span,
    /// The rules it silences; all if empty.
    rules: Vec<String>,
    reason: String,
    offset: usize,
    is_used: Cell<bool>,
}

/// Something to say of a comment itself.
pub(super) struct CommentTrouble {
    /// Id of the program's rule that says it.
    pub(super) rule: &'static str,
    /// Where the comment stands.
    pub(super) offset: usize,
    /// The comment.
    pub(super) text: String,
}

impl Suppressions {
    /// Reads the comments of a document; what is not understood is trouble.
    pub(super) fn read(document: &Document) -> (Self, Vec<CommentTrouble>) {
        let mut comments = Vec::new();
        let mut troubles = Vec::new();
        let mut open: Option<Comment> = None;
        for directive in &document.directives {
            let (verb, rest) = directive
                .text
                .split_once(char::is_whitespace)
                .unwrap_or((&directive.text, ""));
            let (rules, reason) = rest.split_once("--").unwrap_or((rest, ""));
            let comment = |reach| Comment {
                reach,
                rules: rules
                    .split([' ', ','])
                    .filter(|rule| !rule.is_empty())
                    .map(str::to_owned)
                    .collect(),
                reason: reason.trim().to_owned(),
                offset: directive.offset,
                is_used: Cell::new(false),
            };
            match verb {
                "ignore" | "expect" => {
                    comments.push(comment(next_block(document, directive.offset)));
                }
                "ignore-start" => {
                    open = Some(comment(Span::new(directive.offset, document.text.len())));
                }
                "ignore-end" if open.is_some() => {
                    comments.extend(open.take().map(|start| Comment {
                        reach: Span::new(start.reach.start, directive.offset),
                        ..start
                    }));
                }
                _ => troubles.push(CommentTrouble {
                    rule: "unknown-comment",
                    offset: directive.offset,
                    text: directive.text.clone(),
                }),
            }
        }
        comments.extend(open);
        (Self { comments }, troubles)
    }

    /// The reason why a finding is silenced, if it is.
    pub(super) fn reason(&self, rule: &str, span: Span) -> Option<String> {
        let silences = |comment: &&Comment| {
            let is_named =
                comment.rules.is_empty() || comment.rules.iter().any(|name| name == rule);
            is_named && (comment.reach.contains(span) || comment.reach.overlaps(span))
        };
        let comment = self.comments.iter().find(silences)?;
        comment.is_used.set(true);
        Some(comment.reason.clone())
    }

    /// The comments that silenced nothing.
    pub(super) fn unused(&self) -> Vec<CommentTrouble> {
        let unused = self
            .comments
            .iter()
            .filter(|comment| !comment.is_used.get());
        unused
            .map(|comment| CommentTrouble {
                rule: "unused-comment",
                offset: comment.offset,
                text: comment.rules.join(" "),
            })
            .collect()
    }
}

fn next_block(document: &Document, offset: usize) -> Span {
    let next = document.blocks.iter().find(|block| block.span.end > offset);
    next.map_or(Span::new(offset, offset), |block| block.span)
}

/// The reason an `[[ignore]]` of the settings gives for a finding, if one does today.
pub(super) fn ignored(
    config: &Config,
    path: &Path,
    finding: &FindingReview,
    today: Date,
) -> Option<String> {
    let holds = |ignore: &&Ignore| {
        let is_file = ignore.file.as_ref().is_none_or(|glob| {
            Glob::new(glob).is_ok_and(|glob| glob.compile_matcher().is_match(config.relative(path)))
        });
        is_file
            && ignore
                .rule
                .as_ref()
                .is_none_or(|rule| *rule == finding.rule)
            && ignore
                .fingerprint
                .as_ref()
                .is_none_or(|print| *print == finding.fingerprint)
            && !is_expired(ignore, today)
    };
    config
        .settings
        .ignore
        .iter()
        .find(holds)
        .map(|ignore| ignore.reason.clone())
}

/// Whether the last day of an `[[ignore]]` has passed.
pub(super) fn is_expired(ignore: &Ignore, today: Date) -> bool {
    ignore.until.is_some_and(|until| until < today)
}
