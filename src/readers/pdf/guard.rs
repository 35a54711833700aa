//! Reads a PDF in a child process, so that a file made to exhaust time or memory ends only that.
//!
//! The program runs itself again. The child gets the limits as a line of JSON and then the file,
//! and answers with JSON.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{Receiver, channel};

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::readers::ReadError;
use crate::readers::limits::{Limits, megabytes};
use crate::readers::pdf::{Content, content, document};

/// Bytes of an answer that are taken.
const LONGEST_ANSWER: u64 = 256 << 20;

/// Memory a child has besides what it reads: its program, stacks and fonts.
#[cfg(unix)]
const OWN_MEMORY: u64 = 512 << 20;

/// The reasons a child may give, so that they keep their keys.
const REASONS: &[&str] = &[
    "read-damaged",
    "read-defeated",
    "read-no-text-layer",
    "read-pages",
    "read-password",
];

/// What the child answers.
#[derive(Serialize, Deserialize)]
enum Answer {
    Content(Content),
    Failure { key: String, detail: String },
}

/// Reads a PDF in a child process.
pub(in crate::readers) fn read_guarded(
    program: &Path,
    path: &Path,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Document, ReadError> {
    let mut child = Command::new(program)
        .arg("read-pdf")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| ReadError::new("read-defeated", error.to_string()))?;
    let outcome = converse(&mut child, bytes, limits);
    // A child that has answered is gone or about to go; one that has not is stopped.
    let _ = child.kill();
    let _ = child.wait();
    document(path, outcome?, limits)
}

/// Hands the file to the child and waits for its answer.
fn converse(child: &mut Child, bytes: &[u8], limits: &Limits) -> Result<Content, ReadError> {
    let defeated = || ReadError::new("read-defeated", "");
    let (Some(mut input), Some(output), Some(errors)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(defeated());
    };
    let header = serde_json::to_string(limits).map_err(|_| defeated())?;
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // A child that has had enough stops listening.
            let _ = writeln!(input, "{header}").and_then(|()| input.write_all(bytes));
        });
        let (sender, receiver) = channel();
        let waiting = scope.spawn(move || {
            let answer = read_all(output, LONGEST_ANSWER);
            let _ = sender.send((answer, read_all(errors, 1 << 16)));
        });
        let answer = wait(&receiver, child, limits);
        drop(waiting);
        answer
    })
}

/// Waits for the answer until the clock runs out.
fn wait(
    receiver: &Receiver<(Vec<u8>, Vec<u8>)>,
    child: &mut Child,
    limits: &Limits,
) -> Result<Content, ReadError> {
    let Ok((answer, errors)) = receiver.recv_timeout(limits.time) else {
        // The threads that talk to the child end with it.
        let _ = child.kill();
        let seconds = limits.time.as_secs().to_string();
        return Err(ReadError::new("read-time", seconds));
    };
    match serde_json::from_slice(&answer) {
        Ok(Answer::Content(content)) => Ok(content),
        Ok(Answer::Failure { key, detail }) => {
            let known = REASONS.iter().find(|reason| **reason == key);
            Err(ReadError::new(
                known.copied().unwrap_or("read-defeated"),
                detail,
            ))
        }
        Err(_) if String::from_utf8_lossy(&errors).contains("memory allocation") => {
            let limit = megabytes(limits.memory_bytes);
            Err(ReadError::new("read-memory", limit))
        }
        Err(_) => Err(ReadError::new("read-defeated", "")),
    }
}

fn read_all(source: impl Read, limit: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What came before a fault is judged by its content.
    let _ = source.take(limit).read_to_end(&mut bytes);
    bytes
}

/// The child's side: reads limits and a PDF, writes the answer.
pub(in crate::readers) fn serve(input: impl Read, mut output: impl Write) -> ExitCode {
    let mut input = BufReader::new(input);
    let mut header = String::new();
    let mut bytes = Vec::new();
    let is_heard = input.read_line(&mut header).is_ok() && input.read_to_end(&mut bytes).is_ok();
    let Some(limits) = serde_json::from_str::<Limits>(&header)
        .ok()
        .filter(|_| is_heard)
    else {
        return ExitCode::FAILURE;
    };
    hold_memory(&limits);
    let answer = match content(&bytes, &limits) {
        Ok(content) => Answer::Content(content),
        Err(error) => Answer::Failure {
            key: error.key.to_owned(),
            detail: error.detail,
        },
    };
    let is_told = serde_json::to_writer(&mut output, &answer).is_ok() && output.flush().is_ok();
    if is_told {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Asks the system to refuse this process more memory and time than the limits give it.
#[cfg(unix)]
fn hold_memory(limits: &Limits) {
    use rlimit::{Resource, setrlimit};
    let memory = limits.memory_bytes + OWN_MEMORY;
    let seconds = limits.time.as_secs() + 1;
    // A system that knows no such limit leaves the parent's clock.
    let _ = setrlimit(Resource::AS, memory, memory);
    let _ = setrlimit(Resource::CPU, seconds, seconds);
    let _ = setrlimit(Resource::CORE, 0, 0);
}

/// Other systems have the parent's clock only.
#[cfg(not(unix))]
fn hold_memory(_limits: &Limits) {}
