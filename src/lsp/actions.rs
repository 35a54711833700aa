//! What the editor can do about a finding: write the better words, or silence it with a reason.

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::check::Checker;
use crate::lsp::open_file::{OpenFile, PlacedFinding};
use crate::text::Messages;

/// The actions for the findings in a range.
pub(super) fn actions(
    file: &OpenFile,
    asked: &CodeActionParams,
    checker: &Checker,
) -> Vec<CodeActionOrCommand> {
    let wanted = asked.context.only.as_ref();
    let is_wanted = wanted.is_none_or(|kinds| kinds.contains(&CodeActionKind::QUICKFIX));
    if !is_wanted {
        return Vec::new();
    }
    let mut actions = Vec::new();
    for placed in file.at(asked.range.start, asked.range.end) {
        actions.extend(replacements(file, placed, checker));
        actions.extend(silence(file, placed, &checker.messages));
    }
    actions
        .into_iter()
        .map(CodeActionOrCommand::CodeAction)
        .collect()
}

/// One action for each of the better words.
fn replacements(file: &OpenFile, placed: &PlacedFinding, checker: &Checker) -> Vec<CodeAction> {
    let rule = checker.in_force().rules.rule(&placed.finding.rule);
    // What the program itself suggests is advice in sentences, not words to write.
    let has_words = rule.is_some_and(|rule| rule.header.kind.name() != "program");
    let Some(suggestion) = placed.finding.suggestion.as_ref() else {
        return Vec::new();
    };
    if !placed.is_exact || !has_words {
        return Vec::new();
    }
    // A suggestion with an explanation is to be read, not written.
    let words = suggestion
        .split(", ")
        .filter(|words| !words.contains(['(', ':', '”', '…']));
    words
        .enumerate()
        .map(|(index, words)| {
            let messages = &checker.messages;
            let title = messages.with("lsp-replace", &[("text", words.into())]);
            CodeAction {
                is_preferred: Some(index == 0),
                ..action(
                    file,
                    placed,
                    messages,
                    title,
                    placed.range,
                    words.to_owned(),
                )
            }
        })
        .collect()
}

/// A comment before the block, which the author gives a reason.
fn silence(file: &OpenFile, placed: &PlacedFinding, messages: &Messages) -> Option<CodeAction> {
    let at = placed.comment_at?;
    let rule = &placed.finding.rule;
    let line = &file.source.text[at..];
    // Inside a quotation or a list the comment goes as deep as its block.
    let depth = line
        .find(|c: char| !matches!(c, ' ' | '\t' | '>'))
        .unwrap_or(0);
    let end = line.find('\n').map_or(line, |end| &line[..end]);
    let line_break = if end.ends_with('\r') { "\r\n" } else { "\n" };
    let reason = messages.get("lsp-reason");
    let comment = format!(
        "{}<!-- linjassa: ignore {rule} -- {reason} -->{line_break}",
        &line[..depth]
    );
    let title = messages.with("lsp-ignore", &[("rule", rule.as_str().into())]);
    let range = file.source.range(at, at);
    Some(action(file, placed, messages, title, range, comment))
}

fn action(
    file: &OpenFile,
    placed: &PlacedFinding,
    messages: &Messages,
    title: String,
    range: Range,
    text: String,
) -> CodeAction {
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            uri: file.uri.clone(),
            version: Some(file.version),
        },
        edits: vec![OneOf::Left(TextEdit::new(range, text))],
    };
    CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![placed.diagnostic(messages)]),
        edit: Some(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(vec![edit])),
            ..WorkspaceEdit::default()
        }),
        ..CodeAction::default()
    }
}
