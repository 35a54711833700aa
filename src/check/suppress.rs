//! Silencing findings by comments in the text, and what is to be said of the comments themselves.

use std::cell::Cell;

use crate::document::{BlockKind, Document};
use crate::span::Span;
use crate::toml_file::nearest;

/// The comments of one document that silence findings.
#[derive(Debug)]
pub(super) struct Suppressions {
    comments: Vec<Comment>,
}

#[derive(Debug)]
struct Comment {
    verb: Verb,
    /// The text it speaks of.
    reach: Span,
    /// The rules it silences; a single [`Silenced`] without a name if it silences all.
    silenced: Vec<Silenced>,
    reason: String,
    offset: usize,
}

/// What a comment does when there is nothing to silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    /// It is idle.
    Ignore,
    /// It has said something that is not true.
    Expect,
}

/// A rule a comment silences, or all of them.
#[derive(Debug)]
struct Silenced {
    rule: Option<String>,
    is_used: Cell<bool>,
}

/// Something to say of a comment itself.
pub(super) struct CommentTrouble {
    /// Id of the program's rule that says it.
    pub(super) rule: &'static str,
    /// Where the comment stands.
    pub(super) offset: usize,
    /// What it is about: the comment, or the rule it names.
    pub(super) text: String,
    /// What was probably meant.
    pub(super) suggestion: Option<String>,
}

impl Suppressions {
    /// Reads the comments of a document; what is not understood is trouble.
    ///
    /// `rules` are the ids there are.
    pub(super) fn read(document: &Document, rules: &[&str]) -> (Self, Vec<CommentTrouble>) {
        let mut comments = Vec::new();
        let mut troubles = Vec::new();
        let mut open: Vec<Comment> = Vec::new();
        for directive in &document.directives {
            let (verb, rest) = directive
                .text
                .split_once(char::is_whitespace)
                .unwrap_or((&directive.text, ""));
            let (named, reason) = rest.split_once("--").unwrap_or((rest, ""));
            let named: Vec<&str> = named
                .split([' ', ',', '\n'])
                .filter(|rule| !rule.is_empty())
                .collect();
            let comment = |verb, reach| Comment {
                verb,
                reach,
                silenced: silenced(&named, rules),
                reason: reason.trim().to_owned(),
                offset: directive.offset,
            };
            match verb {
                "ignore" => comments.push(comment(
                    Verb::Ignore,
                    next_passage(document, directive.offset),
                )),
                "expect" => comments.push(comment(
                    Verb::Expect,
                    next_passage(document, directive.offset),
                )),
                "ignore-start" => {
                    let rest = Span::new(directive.offset, document.text.len());
                    open.push(comment(Verb::Ignore, rest));
                }
                "ignore-end" if !open.is_empty() => {
                    comments.extend(open.pop().map(|start| Comment {
                        reach: Span::new(start.reach.start, directive.offset),
                        ..start
                    }));
                    continue;
                }
                _ => {
                    troubles.push(CommentTrouble {
                        rule: "unknown-comment",
                        offset: directive.offset,
                        text: directive.text.clone(),
                        suggestion: None,
                    });
                    continue;
                }
            }
            let unknown = named.iter().filter(|name| !rules.contains(name));
            troubles.extend(unknown.map(|name| CommentTrouble {
                rule: "unknown-rule-comment",
                offset: directive.offset,
                text: (*name).to_owned(),
                suggestion: nearest(name, rules.iter().copied()).map(str::to_owned),
            }));
        }
        comments.extend(open);
        (Self { comments }, troubles)
    }

    /// The reason why a finding is silenced, if it is.
    pub(super) fn reason(&self, rule: &str, span: Span) -> Option<String> {
        let reaching = self
            .comments
            .iter()
            .filter(|comment| comment.reach.contains(span) || comment.reach.overlaps(span));
        let (comment, silenced) = reaching
            .flat_map(|comment| comment.silenced.iter().map(move |one| (comment, one)))
            .find(|(_, one)| one.rule.as_ref().is_none_or(|name| name == rule))?;
        silenced.is_used.set(true);
        Some(comment.reason.clone())
    }

    /// What silenced nothing, of every comment.
    pub(super) fn unused(&self) -> Vec<CommentTrouble> {
        let mut unused = Vec::new();
        for comment in &self.comments {
            let idle = comment.silenced.iter().filter(|one| !one.is_used.get());
            unused.extend(idle.map(|one| CommentTrouble {
                rule: match comment.verb {
                    Verb::Ignore => "unused-comment",
                    Verb::Expect => "unmet-expectation",
                },
                offset: comment.offset,
                text: one.rule.clone().unwrap_or_default(),
                suggestion: None,
            }));
        }
        unused
    }
}

/// The rules a comment silences. One it names that does not exist is reported elsewhere.
fn silenced(named: &[&str], rules: &[&str]) -> Vec<Silenced> {
    let silenced = |rule: Option<&str>| Silenced {
        rule: rule.map(str::to_owned),
        is_used: Cell::new(false),
    };
    if named.is_empty() {
        return vec![silenced(None)];
    }
    let known = named.iter().filter(|name| rules.contains(name));
    known.map(|name| silenced(Some(name))).collect()
}

/// The block a comment stands in or before; before a list or a table the whole of it.
fn next_passage(document: &Document, offset: usize) -> Span {
    let blocks = &document.blocks;
    let Some(first) = blocks.iter().position(|block| block.span.end > offset) else {
        return Span::new(offset, offset);
    };
    let is_one = |other: &BlockKind| is_same_passage(blocks[first].kind, *other);
    let is_first = first == 0 || !is_one(&blocks[first - 1].kind);
    if offset > blocks[first].span.start || !is_first {
        return blocks[first].span;
    }
    let more = blocks[first + 1..]
        .iter()
        .take_while(|block| is_one(&block.kind));
    more.fold(blocks[first].span, |passage, block| {
        passage.join(block.span)
    })
}

/// Whether two blocks belong to one list or one table.
fn is_same_passage(one: BlockKind, other: BlockKind) -> bool {
    match (one, other) {
        (
            BlockKind::ListItem { list, level, .. },
            BlockKind::ListItem {
                list: other,
                level: deeper,
                ..
            },
        ) => list == other || deeper > level,
        (BlockKind::TableCell { table, .. }, BlockKind::TableCell { table: other, .. }) => {
            table == other
        }
        _ => false,
    }
}
