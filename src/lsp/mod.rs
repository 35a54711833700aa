//! A language server over standard input and output, for Markdown and plain text.
//!
//! Every change is checked whole: a plan is short, and the rules look at the document as one.
//! Changes that arrive while another is being checked are taken together.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lsp_server::{
    Connection, ErrorCode, IoThreads, Message, Notification, ProtocolError, Request, RequestId,
    Response,
};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Notification as _,
    PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{CodeActionRequest, HoverRequest, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Hover,
    HoverContents, HoverParams, HoverProviderCapability, InitializeParams, InitializeResult,
    MarkupContent, MarkupKind, MessageType, PositionEncodingKind, PublishDiagnosticsParams,
    ServerCapabilities, ServerInfo, ShowMessageParams, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::check::Checker;
use crate::lsp::open_file::OpenFile;
use crate::rules::Triggers;

mod actions;
mod open_file;
mod page;
mod source;

/// A conversation with an editor that has said who it is and waits for an answer.
pub struct Session {
    connection: Connection,
    threads: IoThreads,
    greeting: RequestId,
    /// The folder the editor works in, if it said so.
    pub root: Option<PathBuf>,
}

impl Session {
    /// Waits for an editor's greeting on standard input.
    pub fn start() -> Result<Self, ProtocolError> {
        let (connection, threads) = Connection::stdio();
        let (greeting, parameters) = connection.initialize_start()?;
        let root = serde_json::from_value(parameters).ok().and_then(root);
        Ok(Self {
            connection,
            threads,
            greeting,
            root,
        })
    }

    /// Tells the editor why there will be no checking, and waits until it hangs up.
    pub fn refuse(self, message: &str) {
        let shown = ShowMessageParams {
            typ: MessageType::ERROR,
            message: message.to_owned(),
        };
        let shown = Notification::new(ShowMessage::METHOD.to_owned(), shown);
        let code = ErrorCode::RequestFailed as i32;
        let answer = Response::new_err(self.greeting, code, message.to_owned());
        // An editor that is gone needs no reason.
        let _ = self.connection.sender.send(shown.into());
        let _ = self.connection.sender.send(answer.into());
        drop(self.connection);
        let _ = self.threads.join();
    }

    /// Serves the editor until it says goodbye.
    pub fn serve(self, checker: &Checker) -> Result<(), ProtocolError> {
        let welcome = InitializeResult {
            capabilities: capabilities(),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        let welcome = serde_json::to_value(welcome).unwrap_or_default();
        self.connection.initialize_finish(self.greeting, welcome)?;
        let mut server = Server {
            connection: &self.connection,
            checker,
            triggers: Triggers::default(),
            files: BTreeMap::new(),
        };
        let ended = server.listen();
        drop(self.connection);
        let _ = self.threads.join();
        ended
    }
}

#[expect(deprecated, reason = "older editors give the root in no other way")]
fn root(parameters: InitializeParams) -> Option<PathBuf> {
    let folders = parameters.workspace_folders.unwrap_or_default();
    let first = folders.into_iter().next().map(|folder| folder.uri);
    let root = first.or(parameters.root_uri)?;
    open_file::path(&root).filter(|path| path.is_dir())
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(PositionEncodingKind::UTF16),
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                ..TextDocumentSyncOptions::default()
            },
        )),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

struct Server<'a> {
    connection: &'a Connection,
    checker: &'a Checker,
    triggers: Triggers,
    /// The open files by their addresses.
    files: BTreeMap<String, OpenFile>,
}

impl Server<'_> {
    fn listen(&mut self) -> Result<(), ProtocolError> {
        while let Ok(message) = self.connection.receiver.recv() {
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request)? {
                        return Ok(());
                    }
                    let answer = self.answer(request);
                    self.send(answer);
                }
                Message::Notification(notification) => self.hear(notification),
                Message::Response(_) => {}
            }
            if self.connection.receiver.is_empty() {
                self.check_changed();
            }
        }
        Ok(())
    }

    fn send(&self, message: impl Into<Message>) {
        // If the editor is gone, the next read ends the conversation.
        let _ = self.connection.sender.send(message.into());
    }

    fn hear(&mut self, notification: Notification) {
        let Notification { method, params, .. } = notification;
        // A notification has no answer, so one that is not understood is passed over.
        match method.as_str() {
            DidOpenTextDocument::METHOD => {
                let _ = serde_json::from_value(params).map(|opened| self.open(opened));
            }
            DidChangeTextDocument::METHOD => {
                let _ = serde_json::from_value(params).map(|changed| self.change(changed));
            }
            DidCloseTextDocument::METHOD => {
                let _ = serde_json::from_value(params).map(|closed| self.close(closed));
            }
            _ => {}
        }
    }

    fn open(&mut self, opened: DidOpenTextDocumentParams) {
        let file = OpenFile::new(opened.text_document);
        self.files.insert(file.uri.as_str().to_owned(), file);
    }

    fn change(&mut self, changed: DidChangeTextDocumentParams) {
        if let Some(file) = self.files.get_mut(changed.text_document.uri.as_str()) {
            file.change(changed.text_document.version, changed.content_changes);
        }
    }

    fn close(&mut self, closed: DidCloseTextDocumentParams) {
        let uri = closed.text_document.uri;
        self.files.remove(uri.as_str());
        self.publish(PublishDiagnosticsParams::new(uri, Vec::new(), None));
    }

    /// Checks every file that has changed since it was last checked.
    fn check_changed(&mut self) {
        let mut published = Vec::new();
        for file in self.files.values_mut().filter(|file| file.is_changed()) {
            file.check(self.checker, &mut self.triggers);
            let diagnostics = file.diagnostics(&self.checker.messages);
            let version = Some(file.version);
            published.push(PublishDiagnosticsParams::new(
                file.uri.clone(),
                diagnostics,
                version,
            ));
        }
        for file in published {
            self.publish(file);
        }
    }

    fn publish(&self, diagnostics: PublishDiagnosticsParams) {
        let method = PublishDiagnostics::METHOD.to_owned();
        self.send(Notification::new(method, diagnostics));
    }

    fn answer(&mut self, request: Request) -> Response {
        self.check_changed();
        let Request {
            id, method, params, ..
        } = request;
        match method.as_str() {
            HoverRequest::METHOD => respond(id, params, |asked| self.hover(&asked)),
            CodeActionRequest::METHOD => respond(id, params, |asked: CodeActionParams| {
                let file = self.file(&asked.text_document.uri)?;
                Some(actions::actions(file, &asked, self.checker))
            }),
            _ => Response::new_err(
                id,
                ErrorCode::MethodNotFound as i32,
                format!("{method} is not offered"),
            ),
        }
    }

    fn file(&self, uri: &Uri) -> Option<&OpenFile> {
        self.files.get(uri.as_str())
    }

    fn hover(&self, asked: &HoverParams) -> Option<Hover> {
        let place = &asked.text_document_position_params;
        let file = self.file(&place.text_document.uri)?;
        let mut rules: Vec<&str> = Vec::new();
        let mut range = None;
        for placed in file.at(place.position, place.position) {
            range = range.or(Some(placed.range));
            if !rules.contains(&placed.finding.rule.as_str()) {
                rules.push(&placed.finding.rule);
            }
        }
        let known = &self.checker.in_force().rules;
        let pages = rules.iter().filter_map(|rule| known.rule(rule));
        let pages: Vec<String> = pages
            .map(|rule| page::page(rule, &self.checker.messages))
            .collect();
        let value = pages.join("\n---\n\n");
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent {
                kind: MarkupKind::Markdown,
                value: Some(value).filter(|value| !value.is_empty())?,
            }),
            range,
        })
    }
}

fn respond<P: DeserializeOwned, R: Serialize>(
    id: RequestId,
    parameters: serde_json::Value,
    answer: impl FnOnce(P) -> Option<R>,
) -> Response {
    match serde_json::from_value(parameters) {
        Ok(parameters) => Response::new_ok(id, answer(parameters)),
        Err(error) => Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}
