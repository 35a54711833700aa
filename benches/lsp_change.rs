//! How long the language server takes from a change to the findings, on a text of ten pages.
//!
//! `cargo bench --bench lsp_change` prints the median and the slowest of a hundred changes.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::{Value, json};

mod support;

/// A page in words.
const PAGE: usize = 300;

const PAGES: usize = 10;

const CHANGES: u32 = 100;

fn main() {
    let text = support::text_of(PAGE * PAGES);
    let mut server = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("cargo builds the program first");
    let mut input = server.stdin.take().expect("it is piped");
    let mut output = BufReader::new(server.stdout.take().expect("it is piped"));
    send(
        &mut input,
        &json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }),
    );
    hear(&mut output);
    send(
        &mut input,
        &json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }),
    );
    let uri = "file:///plan.md";
    let item = json!({ "uri": uri, "languageId": "markdown", "version": 0, "text": text });
    send(
        &mut input,
        &json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": item } }),
    );
    let findings = hear(&mut output)["params"]["diagnostics"]
        .as_array()
        .map_or(0, Vec::len);
    let mut times = Vec::new();
    for version in 1..=CHANGES {
        let place = json!({ "line": 0, "character": 2 });
        let changes = json!([{ "range": { "start": place, "end": place }, "text": "ä" }]);
        let document = json!({ "uri": uri, "version": version });
        let change = json!({ "textDocument": document, "contentChanges": changes });
        let start = Instant::now();
        send(
            &mut input,
            &json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": change }),
        );
        hear(&mut output);
        times.push(start.elapsed());
    }
    times.sort();
    println!(
        "{} words, {findings} findings: median {:.1?}, slowest {:.1?}",
        text.split_whitespace().count(),
        times[times.len() / 2],
        times[times.len() - 1]
    );
    drop(input);
    let _ = server.wait();
}

fn send(input: &mut impl Write, message: &Value) {
    let body = message.to_string();
    let sent = write!(input, "Content-Length: {}\r\n\r\n{body}", body.len());
    sent.and_then(|()| input.flush())
        .expect("the server listens");
}

fn hear(output: &mut impl BufRead) -> Value {
    let mut length = 0;
    loop {
        let mut line = String::new();
        output.read_line(&mut line).expect("the server speaks");
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse().expect("it is a number");
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).expect("the server speaks");
    serde_json::from_slice(&body).expect("the server speaks JSON")
}
