//! The language server, spoken to as an editor does: the real binary, JSON-RPC over its streams.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// An editor with the server running.
struct Editor {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    asked: u64,
    folder: tempfile::TempDir,
}

const PLAN: &str = "file:///suunnitelma.md";

impl Editor {
    /// Starts the server and greets it.
    fn start() -> Self {
        let mut editor = Self::new();
        let root = format!("file://{}", editor.folder.path().display());
        let answer = editor.ask(
            "initialize",
            &json!({ "processId": null, "rootUri": root, "capabilities": {} }),
        );
        let capabilities = &answer["result"]["capabilities"];
        assert_eq!(capabilities["textDocumentSync"]["change"], 2, "{answer}");
        assert_eq!(capabilities["positionEncoding"], "utf-16");
        editor.tell("initialized", &json!({}));
        editor
    }

    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut server = Command::new(env!("CARGO_BIN_EXE_linjassa"))
            .args(["lsp", "--lang", "fi"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            input: server.stdin.take().unwrap(),
            output: BufReader::new(server.stdout.take().unwrap()),
            server,
            asked: 0,
            folder,
        }
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn tell(&mut self, method: &str, parameters: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": parameters }));
    }

    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }));
        self.hear_until(|message| message["id"] == id)
    }

    fn hear(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            let read = self.output.read_line(&mut line).unwrap();
            assert!(read > 0, "the server has hung up");
            if let Some(value) = line.strip_prefix("Content-Length: ") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn hear_until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.hear();
            if is_it(&message) {
                return message;
            }
        }
    }

    /// The next diagnostics.
    fn diagnostics(&mut self) -> Vec<Value> {
        let message =
            self.hear_until(|message| message["method"] == "textDocument/publishDiagnostics");
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    fn open(&mut self, uri: &str, language: &str, text: &str) -> Vec<Value> {
        let item = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": item }));
        self.diagnostics()
    }

    fn actions(&mut self, uri: &str, range: &Value) -> Vec<Value> {
        let parameters = json!({
            "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] }
        });
        let answer = self.ask("textDocument/codeAction", &parameters);
        answer["result"].as_array().unwrap().clone()
    }

    /// Says goodbye; the server must leave with status 0.
    fn leave(mut self) {
        self.ask("shutdown", &Value::Null);
        self.tell("exit", &Value::Null);
        assert!(self.server.wait().unwrap().success());
    }
}

/// The diagnostic of a rule, which must be there.
fn of_rule<'a>(diagnostics: &'a [Value], rule: &str) -> &'a Value {
    let found = diagnostics
        .iter()
        .find(|diagnostic| diagnostic["code"] == rule);
    found.unwrap_or_else(|| panic!("no {rule} in {diagnostics:#?}"))
}

/// The text of a range as an editor cuts it: lines, and UTF-16 units in them.
fn cut(text: &str, range: &Value) -> String {
    assert_eq!(range["start"]["line"], range["end"]["line"]);
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let line = text
        .split('\n')
        .nth(number(&range["start"]["line"]))
        .unwrap();
    let units: Vec<u16> = line.encode_utf16().collect();
    let (start, end) = (&range["start"]["character"], &range["end"]["character"]);
    String::from_utf16(&units[number(start)..number(end)]).unwrap()
}

/// The text after an edit on one line.
fn edited(text: &str, edit: &Value) -> String {
    let range = &edit["range"];
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let wanted = number(&range["start"]["line"]);
    let lines = text.split('\n').enumerate().map(|(index, line)| {
        if index != wanted {
            return line.to_owned();
        }
        let units: Vec<u16> = line.encode_utf16().collect();
        let start = String::from_utf16(&units[..number(&range["start"]["character"])]).unwrap();
        let end = String::from_utf16(&units[number(&range["end"]["character"])..]).unwrap();
        format!("{start}{}{end}", edit["newText"].as_str().unwrap())
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_session_from_greeting_to_goodbye() {
    let mut editor = Editor::start();
    let text = "# Äänekäs 😀 päivä\n\nHyvä 😀 työ: ryhmä **implementoi** uuden mallin.\n";
    let diagnostics = editor.open(PLAN, "markdown", text);
    let jargon = of_rule(&diagnostics, "foreign-verb");
    assert_eq!(cut(text, &jargon["range"]), "implementoi");
    assert_eq!(jargon["severity"], 2);
    assert_eq!(jargon["source"], "linjassa");

    let hover = editor.ask(
        "textDocument/hover",
        &json!({ "textDocument": { "uri": PLAN }, "position": jargon["range"]["start"] }),
    );
    let page = hover["result"]["contents"]["value"].as_str().unwrap();
    assert!(page.contains("`foreign-verb`"), "{page}");
    assert!(page.contains("**Miksi**"), "{page}");

    // The word is put into good Finnish by the editor, keystroke by keystroke.
    let change = json!({
        "textDocument": { "uri": PLAN, "version": 2 },
        "contentChanges": [
            { "range": jargon["range"], "text": "ottaa" },
            { "range": { "start": { "line": 2, "character": 5 }, "end": { "line": 2, "character": 8 } }, "text": "" },
        ]
    });
    editor.tell("textDocument/didChange", &change);
    let diagnostics = editor.diagnostics();
    assert!(
        diagnostics.iter().all(|one| one["code"] != "foreign-verb"),
        "{diagnostics:#?}"
    );
    editor.tell(
        "textDocument/didClose",
        &json!({ "textDocument": { "uri": PLAN } }),
    );
    assert!(editor.diagnostics().is_empty());
    editor.leave();
}

#[test]
fn a_suggestion_is_written_in_the_place_of_the_words() {
    let mut editor = Editor::start();
    let text = "Ääniä 😀 ja ryhmä **implementoi** mallin.\n";
    let diagnostics = editor.open(PLAN, "markdown", text);
    let range = of_rule(&diagnostics, "foreign-verb")["range"].clone();
    let actions = editor.actions(PLAN, &range);
    let first = actions
        .iter()
        .find(|action| action["isPreferred"] == true)
        .unwrap();
    let edit = &first["edit"]["documentChanges"][0]["edits"][0];
    let words = edit["newText"].as_str().unwrap();
    assert!(!words.is_empty() && !words.contains("implement"));
    assert_eq!(
        edited(text, edit),
        format!("Ääniä 😀 ja ryhmä **{words}** mallin.\n")
    );
    editor.leave();
}

#[test]
fn a_comment_silences_the_finding_where_it_stands() {
    let cases = [
        "Ryhmä implementoi mallin.\n",
        "- Ryhmä aloittaa.\n- Ryhmä implementoi mallin.\n",
        "- Ryhmä aloittaa.\n  - Ryhmä implementoi mallin.\n",
        "# Otsikko\n\nEnsimmäinen rivi jatkuu,\nja ryhmä implementoi mallin.\n",
    ];
    let mut editor = Editor::start();
    for (number, text) in cases.iter().enumerate() {
        let uri = format!("file:///{number}.md");
        let diagnostics = editor.open(&uri, "markdown", text);
        let range = of_rule(&diagnostics, "foreign-verb")["range"].clone();
        let actions = editor.actions(&uri, &range);
        let silence = actions
            .iter()
            .find(|action| action["title"] == "Vaimenna tässä kohdassa: foreign-verb")
            .unwrap();
        let edit = &silence["edit"]["documentChanges"][0]["edits"][0];
        let changed = edited(text, edit);
        assert!(changed.contains("<!-- linjassa: ignore foreign-verb -- "));
        let changed_uri = format!("file:///{number}-vaimennettu.md");
        let diagnostics = editor.open(&changed_uri, "markdown", &changed);
        let rules: Vec<&Value> = diagnostics.iter().map(|one| &one["code"]).collect();
        for rule in ["foreign-verb", "unused-comment", "unknown-comment"] {
            assert!(!rules.contains(&&json!(rule)), "{rule} in {changed}");
        }
    }
    editor.leave();
}

#[test]
fn plain_text_gets_suggestions_and_no_comment() {
    let mut editor = Editor::start();
    let uri = "file:///viesti.txt";
    let diagnostics = editor.open(uri, "plaintext", "Ryhmä implementoi mallin.\n");
    let range = of_rule(&diagnostics, "foreign-verb")["range"].clone();
    let actions = editor.actions(uri, &range);
    let titles: Vec<&str> = actions
        .iter()
        .map(|action| action["title"].as_str().unwrap())
        .collect();
    assert!(!titles.is_empty());
    assert!(
        titles.iter().all(|title| title.starts_with("Vaihda: ")),
        "{titles:?}"
    );
    editor.leave();
}

#[test]
fn odd_messages_do_not_stop_the_server() {
    let mut editor = Editor::start();
    let answer = editor.ask("textDocument/rename", &json!({}));
    assert_eq!(answer["error"]["code"], -32601);
    let answer = editor.ask("textDocument/hover", &json!({ "position": "here" }));
    assert_eq!(answer["error"]["code"], -32602);
    editor.tell("textDocument/didChange", &json!({ "odd": true }));
    assert!(editor.open("file:///tyhja.md", "markdown", "").is_empty());
    let far = json!({ "line": 99, "character": 99 });
    let change = json!({
        "textDocument": { "uri": "file:///tyhja.md", "version": 2 },
        "contentChanges": [{ "range": { "start": far, "end": far }, "text": "Ryhmä implementoi mallin." }]
    });
    editor.tell("textDocument/didChange", &change);
    let diagnostics = editor.diagnostics();
    of_rule(&diagnostics, "foreign-verb");
    editor.leave();
}

#[test]
fn broken_settings_are_told_to_the_editor() {
    let mut editor = Editor::new();
    std::fs::write(editor.folder.path().join("linjassa.toml"), "lnag = 'fi'\n").unwrap();
    let root = format!("file://{}", editor.folder.path().display());
    let parameters = json!({ "rootUri": root, "capabilities": {} });
    let answer = editor.ask("initialize", &parameters);
    editor.tell("exit", &Value::Null);
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(message.contains("lnag"), "{message}");
    assert_eq!(editor.server.wait().unwrap().code(), Some(2));
}
