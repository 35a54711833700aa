//! The real binary: exit status, streams, settings, bad input.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A plan that shows every step and has nothing to mend.
const GOOD_PLAN: &str = "\
# Uimahallin toimintasuunnitelma

## Toimenpiteet

Uimahalli kokeilee iltavuoroa maaliskuun ajan. Vastaava uinninvalvoja laskee kävijät joka torstai.

Järjestämme uimakoulun yhdessä vanhempainyhdistyksen kanssa 3.6. alkaen. Tavoite on 40 lasta.

Vastaamme viesteihin saman päivän aikana. Poistamme vuoron varauksesta yhden vaiheen huhtikuussa.

Kerromme tuloksista hallin aulassa. Luvut ovat esillä joka kuun alussa.
";

/// Runs the program in an empty folder with one file in it.
fn run_on(name: &str, text: impl AsRef<[u8]>, arguments: &[&str]) -> (TempDir, Output) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let output = run_in(folder.path(), arguments);
    (folder, output)
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    program()
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_linjassa"));
    command.env("LC_ALL", "C").env_remove("NO_COLOR");
    command
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", stderr(output)))
}

#[test]
fn a_clean_run_exits_with_0() {
    let (_folder, output) = run_on("plan.md", GOOD_PLAN, &["plan.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("plan.md"));
    assert_eq!(stderr(&output), "");
}

#[test]
fn a_finding_at_the_limit_exits_with_1() {
    let text = "# Suunnitelma\n\nPalvelut järjestetään kaupungin toimesta. Tulokset jalkautetaan kentälle.\n";
    let (folder, output) = run_on("plan.md", text, &["check", "plan.md", "--fail-on", "note"]);
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    let never = run_in(folder.path(), &["check", "plan.md", "--fail-on", "never"]);
    assert_eq!(never.status.code(), Some(0));
}

#[test]
fn a_missed_gate_exits_with_1_and_is_named() {
    let (folder, output) = run_on(
        "plan.md",
        GOOD_PLAN,
        &[
            "check",
            "plan.md",
            "--min-score",
            "kokeillen=100",
            "--output",
            "json",
        ],
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        json(&output)["summary"]["missed_gates"][0]["gate"],
        "kokeillen"
    );
    let met = run_in(
        folder.path(),
        &["check", "plan.md", "--min-score", "kokeillen=10"],
    );
    assert_eq!(met.status.code(), Some(0), "{}", stdout(&met));
}

#[test]
fn bad_usage_exits_with_2() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["check", "plan.md"][..],
        &["check"],
        &["--no-such-option"],
        &["check", "*.md"],
        &["check", "--strategy", "nope", "."],
        &["check", "--min-score", "kokeillen=200", "."],
        &["check", "--output", "nope", "."],
        &["explain", "no-such-rule"],
    ] {
        let output = run_in(folder.path(), arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            stdout(&output)
        );
        assert!(!stderr(&output).is_empty(), "{arguments:?}");
        assert!(
            stdout(&output).is_empty(),
            "{arguments:?}: {}",
            stdout(&output)
        );
    }
}

#[test]
fn a_bad_file_never_stops_the_others() {
    let (folder, _) = run_on("hyva.md", GOOD_PLAN, &[]);
    fs::write(folder.path().join("tyhja.md"), "").unwrap();
    fs::write(folder.path().join("rikki.docx"), "this is not a zip").unwrap();
    let output = run_in(
        folder.path(),
        &["check", ".", "--output", "json", "--lang", "fi"],
    );
    assert_eq!(output.status.code(), Some(2));
    let report = json(&output);
    assert_eq!(report["documents"].as_array().unwrap().len(), 1);
    assert_eq!(report["unread"].as_array().unwrap().len(), 2);
    let told = stderr(&output);
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(
        told.contains("tyhja.md: ") && told.contains("rikki.docx: "),
        "{told}"
    );
}

#[test]
fn standard_input_has_the_name_it_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = program()
        .args([
            "check",
            "-",
            "--stdin-filename",
            "tiedote.md",
            "--output",
            "json",
        ])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"# Tiedote\n\nKirjasto avaa ovensa lauantaina.\n")
        .unwrap();
    let report = json(&child.wait_with_output().unwrap());
    assert_eq!(report["documents"][0]["path"], "tiedote.md");
    assert_eq!(report["documents"][0]["doctype"], "press-release");
}

#[test]
fn a_closed_pipe_is_success() {
    let (folder, _) = run_on("plan.md", GOOD_PLAN.repeat(2000), &[]);
    let mut child = program()
        .args(["check", "plan.md", "--output", "json", "--fail-on", "never"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn colour_only_on_request_when_not_at_a_terminal() {
    let (folder, plain) = run_on("plan.md", GOOD_PLAN, &["plan.md"]);
    assert!(!stdout(&plain).contains('\u{1b}'));
    let coloured = run_in(folder.path(), &["plan.md", "--color", "always"]);
    assert!(stdout(&coloured).contains('\u{1b}'));
}

#[test]
fn both_languages_speak() {
    let (folder, english) = run_on("plan.md", GOOD_PLAN, &["plan.md"]);
    assert!(stdout(&english).contains("Steps"));
    let finnish = run_in(folder.path(), &["plan.md", "--lang", "fi"]);
    assert!(stdout(&finnish).contains("Askeleet"));
    let by_locale = program()
        .arg("plan.md")
        .env("LC_ALL", "fi_FI.UTF-8")
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(stdout(&by_locale).contains("Askeleet"));
}

#[test]
fn the_json_report_keeps_its_schema() {
    let (folder, output) = run_on(
        "plan.md",
        GOOD_PLAN,
        &["check", "plan.md", "--output", "json"],
    );
    let schema = json(&run_in(folder.path(), &["config", "schema", "--report"]));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let report = json(&output);
    let errors: Vec<String> = validator
        .iter_errors(&report)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(report["schema_version"], 1);
    let step = &report["documents"][0]["steps"][0];
    for key in ["id", "score", "verdict", "level", "evidence"] {
        assert!(!step[key].is_null(), "{key}");
    }
    let evidence = &step["evidence"][0];
    for key in ["level", "rule", "location", "text", "anchors"] {
        assert!(!evidence[key].is_null(), "{key}");
    }
    assert!(evidence.get("blocked_by").is_some());
}

#[test]
fn a_single_sentence_gives_evidence_without_a_score() {
    let text = "Kokeilemme maaliskuussa iltavuoroa yhdessä uimaseuran kanssa.";
    let (_folder, output) = run_on(
        "lause.txt",
        text,
        &["check", "lause.txt", "--output", "json"],
    );
    let report = json(&output);
    let step = &report["documents"][0]["steps"][0];
    assert!(step["score"].is_null());
    assert!(
        step["evidence"][0]["level"].as_f64().unwrap() >= 2.0,
        "{step}"
    );
}

#[test]
fn several_reports_are_written_in_one_run() {
    let (folder, output) = run_on(
        "plan.md",
        GOOD_PLAN,
        &[
            "check",
            "plan.md",
            "-o",
            "json:a.json",
            "-o",
            "concise:b.txt",
            "-o",
            "jsonl",
        ],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let written = fs::read_to_string(folder.path().join("a.json")).unwrap();
    assert!(serde_json::from_str::<Value>(&written).is_ok());
    assert!(folder.path().join("b.txt").exists());
    assert_eq!(stdout(&output).lines().count(), 2);
}

#[test]
fn every_mistake_in_the_settings_is_shown_at_its_line() {
    let (folder, _) = run_on("plan.md", GOOD_PLAN, &[]);
    let settings = "lang = \"fi\"\nstratgy = \"imatra-2018\"\n\n[gates]\nmin_clarity = \"high\"\n";
    fs::write(folder.path().join("linjassa.toml"), settings).unwrap();
    let output = run_in(folder.path(), &["check", "plan.md"]);
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told.contains("linjassa.toml:2") && told.contains("did you mean `strategy`"),
        "{told}"
    );
    assert!(told.contains("linjassa.toml:5"), "{told}");
}

#[test]
fn a_rule_that_is_not_known_in_the_settings_is_an_error() {
    let (folder, _) = run_on("plan.md", GOOD_PLAN, &[]);
    fs::write(
        folder.path().join("linjassa.toml"),
        "[severity]\nlong-sentense = \"off\"\n",
    )
    .unwrap();
    let output = run_in(folder.path(), &["check", "plan.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("long-sentence"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn settings_are_found_upward_and_extend_others() {
    let (folder, _) = run_on("plan.md", GOOD_PLAN, &[]);
    let deep = folder.path().join("a/b");
    fs::create_dir_all(&deep).unwrap();
    fs::write(folder.path().join("common.toml"), "lang = \"fi\"\n").unwrap();
    fs::write(
        folder.path().join("linjassa.toml"),
        "extends = [\"common.toml\"]\n",
    )
    .unwrap();
    fs::write(deep.join("plan.md"), GOOD_PLAN).unwrap();
    assert!(stdout(&run_in(&deep, &["plan.md"])).contains("Askeleet"));
    assert!(stdout(&run_in(&deep, &["plan.md", "--isolated"])).contains("Steps"));
    let shown = stdout(&run_in(&deep, &["config", "show"]));
    assert!(shown.contains("common.toml"), "{shown}");
}

#[test]
fn own_words_need_two_columns_and_no_more() {
    let (folder, _) = run_on(
        "plan.md",
        "# Suunnitelma\n\nKehitämme asiakaspolkua koko vuoden.\n",
        &[],
    );
    fs::create_dir(folder.path().join("omat")).unwrap();
    fs::write(
        folder.path().join("omat/sanat.toml"),
        "[words]\n\"asiakaspolku\" = \"asioinnin vaiheet\"\n",
    )
    .unwrap();
    let output = run_in(
        folder.path(),
        &["check", "plan.md", "--rules", "omat", "--output", "json"],
    );
    let findings = json(&output)["documents"][0]["findings"].clone();
    let own = findings
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == "words-sanat");
    assert_eq!(own.expect("the word is found")["text"], "asiakaspolkua");
}

#[test]
fn ignored_files_and_excluded_globs_are_left_out() {
    let (folder, _) = run_on("plan.md", GOOD_PLAN, &[]);
    for name in ["piilo.md", "arkisto.md"] {
        fs::write(folder.path().join(name), GOOD_PLAN).unwrap();
    }
    fs::write(folder.path().join(".gitignore"), "piilo.md\n").unwrap();
    fs::write(
        folder.path().join("linjassa.toml"),
        "exclude = [\"arkisto.md\"]\n",
    )
    .unwrap();
    let report = json(&run_in(folder.path(), &["check", ".", "--output", "json"]));
    let paths: Vec<&str> = report["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|document| document["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["plan.md"]);
}

#[test]
fn a_comment_silences_the_next_block_and_an_idle_one_is_told() {
    let text = "# Suunnitelma\n\n<!-- linjassa: ignore doer-behind-toimesta -- lainattu päätöksestä -->\nPalvelut järjestetään kaupungin toimesta.\n\n<!-- linjassa: ignore -->\nKirjasto avataan.\n";
    let (_folder, output) = run_on("plan.md", text, &["check", "plan.md", "--output", "json"]);
    let findings = json(&output)["documents"][0]["findings"].clone();
    let findings = findings.as_array().unwrap();
    assert!(
        findings
            .iter()
            .any(|finding| finding["suppressed"] == "lainattu päätöksestä"),
        "{findings:?}"
    );
    assert!(
        findings
            .iter()
            .any(|finding| finding["rule"] == "unused-comment"),
        "{findings:?}"
    );
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..30 {
        fs::write(
            folder.path().join(format!("plan-{number}.md")),
            GOOD_PLAN.repeat(number % 3 + 1),
        )
        .unwrap();
    }
    let one = run_in(
        folder.path(),
        &["check", ".", "--output", "json", "--jobs", "1"],
    );
    let many = run_in(
        folder.path(),
        &["check", ".", "--output", "json", "--jobs", "8"],
    );
    assert!(one.stdout == many.stdout);
}

#[test]
fn tokens_show_how_a_text_is_analysed() {
    let folder = tempfile::tempdir().unwrap();
    let output = run_in(
        folder.path(),
        &[
            "tokens",
            "Kaupunginvaltuustossa päätetään asiasta.",
            "--format",
            "json",
        ],
    );
    let sentences = json(&output);
    let tokens = sentences[0]["tokens"].as_array().unwrap();
    assert_eq!(tokens[0]["lemmas"][0], "kaupunginvaltuusto");
    assert_eq!(tokens[1]["is_passive"], true);
    assert_eq!(tokens[1]["passive"], "finite");
}

#[test]
fn a_rule_explains_itself() {
    let folder = tempfile::tempdir().unwrap();
    let page = stdout(&run_in(
        folder.path(),
        &["explain", "long-sentence", "--lang", "fi"],
    ));
    assert!(
        page.contains("Miksi") && page.contains("Lähde") && page.contains("ignore long-sentence"),
        "{page}"
    );
}

#[test]
fn a_file_is_explained_to_the_last_term() {
    let (_folder, output) = run_on(
        "plan.md",
        GOOD_PLAN,
        &["explain", "plan.md", "--lang", "fi"],
    );
    let page = stdout(&output);
    assert!(
        page.contains("100 · (1 − ") && page.contains("laskussa mukana"),
        "{page}"
    );
}

#[test]
fn a_starter_is_written_once_in_both_languages_and_all_it_shows_is_right() {
    let setting = regex::Regex::new(r"(?m)^# (\[|[a-z_-]+ = )").unwrap();
    for lang in ["fi", "en"] {
        let init = ["config", "init", "--lang", lang];
        let (folder, first) = run_on("plan.md", GOOD_PLAN, &init);
        assert_eq!(first.status.code(), Some(0), "{}", stderr(&first));
        assert_eq!(run_in(folder.path(), &["plan.md"]).status.code(), Some(0));
        assert_eq!(run_in(folder.path(), &init).status.code(), Some(2));
        let path = folder.path().join("linjassa.toml");
        let starter = fs::read_to_string(&path).unwrap();
        assert_eq!(starter.starts_with("# Linjassan asetukset."), lang == "fi");
        // The settings behind `#` are right too once they are taken into use.
        let all = setting.replace_all(&starter, "$1");
        assert!(all.matches('=').count() > 10, "{all}");
        fs::write(&path, &*all).unwrap();
        fs::create_dir(folder.path().join("rules")).unwrap();
        let shown = run_in(folder.path(), &["config", "show"]);
        assert_eq!(shown.status.code(), Some(0), "{}", stderr(&shown));
        let checked = run_in(folder.path(), &["plan.md"]);
        assert_ne!(checked.status.code(), Some(2), "{}", stderr(&checked));
    }
}

#[test]
fn every_setting_is_shown_with_its_origin_and_can_be_read_again() {
    let (folder, _) = run_on(
        "linjassa.toml",
        "extends = [\"yhteiset.toml\"]\nlang = \"fi\"\n",
        &["man"],
    );
    let common = "fail_on = \"warning\"\nlang = \"en\"\n[severity]\nlong-sentence = \"off\"\n\
                  [[overrides]]\npaths = [\"a/**\"]\ndoctype = \"plan\"\n";
    fs::write(folder.path().join("yhteiset.toml"), common).unwrap();
    let output = run_in(
        folder.path(),
        &["config", "show", "--strategy", "imatra-2018"],
    );
    let text = stdout(&output);
    let line = |key: &str| {
        let mut lines = text.lines();
        let found = lines.find(|line| line.starts_with(&format!("{key} = ")));
        found.unwrap_or_else(|| panic!("{key}: {text}"))
    };
    assert!(line("strategy").ends_with("# komentorivi"), "{text}");
    assert!(line("lang").starts_with("lang = \"fi\"") && line("lang").ends_with("linjassa.toml"));
    assert!(line("fail_on").ends_with("yhteiset.toml"), "{text}");
    assert!(line("severity.long-sentence").ends_with("yhteiset.toml"));
    assert!(
        text.contains("# Ei asetettu: baseline, doctype, exclude, gates.max_warnings"),
        "{text}"
    );
    let (again, shown) = run_on("linjassa.toml", &text, &["config", "show"]);
    assert_eq!(shown.status.code(), Some(0), "{}", stderr(&shown));
    assert!(again.path().join("linjassa.toml").is_file());
    let shown = run_in(
        &again.path().join("."),
        &["config", "show", "--isolated", "--lang", "fi"],
    );
    assert!(
        stdout(&shown).contains("fail_on = \"error\"  # oletus"),
        "{}",
        stdout(&shown)
    );
}

#[test]
fn mistakes_inside_a_table_are_all_shown() {
    let settings = "[gates]\nmin_clarity = 500\nmax_warning = 3\n[gates.min_score]\nkokeillen = -1\n\
                    [severity]\nlong-sentence = \"of\"\n[[overrides]]\npath = [\"x\"]\n";
    let (_folder, output) = run_on("linjassa.toml", settings, &["config", "show"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(2));
    for (line, message) in [
        (2, "expected a whole number from 0 to 100"),
        (3, "did you mean `max_warnings`?"),
        (5, "expected a whole number from 0 to 100"),
        (7, "did you mean `off`?"),
        (9, "did you mean `paths`?"),
    ] {
        assert!(
            text.contains(&format!("linjassa.toml:{line}:")),
            "{line}: {text}"
        );
        assert!(text.contains(message), "{message}: {text}");
    }
}

#[test]
fn a_name_there_is_nothing_for_is_shown_at_its_line() {
    let cases = [
        ("strategy = \"imatra-2081\"\n", "1:13", "imatra-2018"),
        (
            "lang = \"fi\"\n[severity]\nlong-sentense = \"off\"\n",
            "3:1",
            "long-sentence",
        ),
        ("# plam\ndoctype = \"plam\"\n", "2:12", "plan"),
    ];
    for (settings, place, meant) in cases {
        let (folder, _) = run_on("linjassa.toml", settings, &["man"]);
        fs::write(folder.path().join("plan.md"), GOOD_PLAN).unwrap();
        let output = run_in(folder.path(), &["plan.md"]);
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains(&format!("linjassa.toml:{place}")), "{text}");
        assert!(text.contains(meant), "{text}");
    }
}

#[test]
fn the_catalogue_is_one_file_with_a_page_for_every_rule() {
    for (lang, words) in [
        ("fi", ["Miksi", "Näin paremmin", "Sammuta"]),
        ("en", ["Why", "Better", "Switch off"]),
    ] {
        let list = run_in(
            Path::new("."),
            &["rules", "list", "--isolated", "--lang", lang],
        );
        let ids: Vec<String> = stdout(&list)
            .lines()
            .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
            .collect();
        assert!(ids.len() > 100, "{}", ids.len());
        let catalogue = run_in(
            Path::new("."),
            &["rules", "catalogue", "--isolated", "--lang", lang],
        );
        let page = stdout(&catalogue);
        assert!(page.contains(&format!("<html lang=\"{lang}\">")));
        for id in &ids {
            assert_eq!(
                page.matches(&format!("<article class=\"rule-page\" id=\"{id}\""))
                    .count(),
                1,
                "{id}"
            );
        }
        for word in words {
            assert!(page.matches(word).count() >= 150, "{word}");
        }
        // Nothing is fetched: what looks like an address is an example in the text.
        for reference in ["src=", "href=\"http", "@import", "url("] {
            assert!(!page.contains(reference), "{reference}");
        }
        for open in ["{match}", "{suggestion}", "{count}", "{limit}"] {
            assert!(!page.contains(open), "{open}");
        }
    }
}

/// Settings in a folder above and settings they extend in a folder beside: each with globs of its own.
fn folder_with_globs() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "linjassa.toml",
        "extends = [\"yhteiset/linjassa.toml\"]\nexclude = [\"yksikko/luonnokset/**\"]\n\n\
         [[overrides]]\npaths = [\"yksikko/tiedotteet/*\"]\ndoctype = \"press-release\"\n\n\
         [[ignore]]\nfile = \"yksikko/suunnitelma.md\"\nrule = \"foreign-verb\"\nreason = \"sovittu\"\n",
    );
    write(
        "yhteiset/linjassa.toml",
        "exclude = [\"arkisto/**\"]\n\n[[overrides]]\npaths = [\"*.txt\"]\ndoctype = \"minutes\"\n",
    );
    let text = "# Palvelu\n\nRyhmä implementoi mallin.\n";
    for name in [
        "yksikko/suunnitelma.md",
        "yksikko/luonnokset/a.md",
        "yksikko/tiedotteet/tori.md",
        "yksikko/lista.txt",
        "yhteiset/arkisto/b.md",
        "yhteiset/lista.txt",
        "arkisto/c.md",
    ] {
        write(name, text);
    }
    folder
}

/// File name, document type and open faults of each document, by file name.
fn told_of_each(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = program()
        .args(arguments)
        .args(["--output", "json", "--fail-on", "never"])
        .current_dir(folder)
        .output()
        .unwrap();
    let report = json(&output);
    let documents = report["documents"].as_array().unwrap().iter();
    let mut told: Vec<String> = documents
        .map(|document| {
            let findings = document["findings"].as_array().unwrap().iter();
            let open = findings.filter(|one| one["suppressed"].is_null());
            let verbs = open.filter(|one| one["rule"] == "foreign-verb").count();
            let path = Path::new(document["path"].as_str().unwrap());
            let name: Vec<&str> = path
                .iter()
                .rev()
                .take(2)
                .map(|part| part.to_str().unwrap())
                .collect();
            let folder = name
                .get(1)
                .filter(|folder| **folder == "arkisto")
                .map_or("", |_| "arkisto/");
            format!("{folder}{} {} {verbs}", name[0], document["doctype"])
        })
        .collect();
    told.sort();
    told
}

#[test]
fn globs_are_relative_to_the_settings_file_they_stand_in() {
    let folder = folder_with_globs();
    let (top, unit) = (folder.path(), folder.path().join("yksikko"));
    let of_unit = [
        "lista.txt \"minutes\" 0",
        "suunnitelma.md \"plan\" 0",
        "tori.md \"press-release\" 1",
    ];
    // From the unit's own folder, from above, from beside, and by whole paths.
    assert_eq!(told_of_each(&unit, &["."]), of_unit);
    assert_eq!(
        told_of_each(&unit, &["lista.txt", "suunnitelma.md", "tiedotteet"]),
        of_unit
    );
    assert_eq!(told_of_each(&unit.join("tiedotteet"), &[".."]), of_unit);
    assert_eq!(told_of_each(&unit, &["../yksikko/../yksikko"]), of_unit);
    assert_eq!(told_of_each(&unit, &[unit.to_str().unwrap()]), of_unit);
    assert_eq!(told_of_each(top, &["yksikko"]), of_unit);
    let settings = top.join("linjassa.toml");
    let elsewhere = tempfile::tempdir().unwrap();
    let given = [
        "--config",
        settings.to_str().unwrap(),
        unit.to_str().unwrap(),
    ];
    assert_eq!(told_of_each(elsewhere.path(), &given), of_unit);
    assert_eq!(
        told_of_each(&unit, &["--config", "../linjassa.toml", "."]),
        of_unit
    );
    // The extended file's `arkisto` is the one beside it. Its `*.txt` names no folder and holds for
    // every file.
    let all = [
        "arkisto/c.md null 1",
        "lista.txt \"minutes\" 0",
        "lista.txt \"minutes\" 0",
        "suunnitelma.md \"plan\" 0",
        "tori.md \"press-release\" 1",
    ];
    assert_eq!(told_of_each(top, &["."]), all);
    assert_eq!(told_of_each(&unit, &[".."]), all);
}

#[test]
fn a_bad_glob_is_shown_in_the_file_it_stands_in() {
    let folder = folder_with_globs();
    let bad = "lang = \"fi\"\nexclude = [\"arkisto/[a\"]\n";
    fs::write(folder.path().join("yhteiset/linjassa.toml"), bad).unwrap();
    let output = run_in(folder.path(), &["."]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    assert!(told.contains("yhteiset/linjassa.toml:2"), "{told}");
    assert!(told.contains("not a glob"), "{told}");
}

#[test]
fn the_last_line_praises_only_what_there_is() {
    let last = |name: &str, text: &str| {
        let (_folder, output) = run_on(name, text, &["--isolated", "--lang", "en", name]);
        let text = stdout(&output);
        let mut lines = text.lines().rev().filter(|line| !line.is_empty());
        lines.nth(1).unwrap_or_default().trim().to_owned()
    };
    assert_eq!(last("plan.md", GOOD_PLAN), "Nothing to mend. Well done.");
    let no_step = "Pullat leipoo Liisa Virta. Kahvila on auki joka päivä kello yhdeksästä kuuteen. \
                   Lapset saavat mehua. Pihalla soittaa yhtye. Paikalle pääsee bussilla. \
                   Ranta on kauniimmillaan toukokuussa.";
    let said = last("a.txt", no_step);
    assert!(said.contains("steps of the strategy do not show"), "{said}");
    let said = last("a.txt", "Kissa istuu.");
    assert!(said.contains("too little text"), "{said}");
}

#[test]
fn a_gate_for_a_step_that_is_not_there_is_an_error() {
    let (folder, output) = run_on("plan.md", GOOD_PLAN, &["--min-score", "kokeilen=40", "."]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    assert!(
        told.contains("there is no step “kokeilen”; there are: ketterasti, kimpassa, kokeillen"),
        "{told}"
    );
    let settings = "lang = \"fi\"\n\n[gates.min_score]\nkokeilen = 40\n";
    fs::write(folder.path().join("linjassa.toml"), settings).unwrap();
    let output = run_in(folder.path(), &["."]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    assert!(
        told.contains("linjassa.toml:4:1") && told.contains("askelta ”kokeilen” ei ole"),
        "{told}"
    );
}

#[test]
fn reports_that_have_no_place_are_refused_before_the_work() {
    let (folder, output) = run_on("plan.md", GOOD_PLAN, &[".", "-o", "json:ei/ole/a.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output).trim(),
        "ei/ole/a.json: there is no such folder to write the report into; make it first"
    );
    let twice = run_in(
        folder.path(),
        &[".", "-o", "json:a.json", "-o", "sarif:./a.json"],
    );
    assert_eq!(twice.status.code(), Some(2));
    assert!(
        stderr(&twice).contains("two reports are asked for in the same file"),
        "{}",
        stderr(&twice)
    );
    assert!(!folder.path().join("a.json").exists());
    let many = run_in(
        folder.path(),
        &[
            ".",
            "--jobs",
            "100000",
            "-o",
            "concise:/dev/null",
            "-o",
            "json:/dev/null",
        ],
    );
    assert_eq!(many.status.code(), Some(0), "{}", stderr(&many));
}

#[test]
fn options_of_every_command_may_stand_before_it() {
    for before in [
        &["--lang", "en"][..],
        &["--lang=en", "--isolated"],
        &["--color", "never", "--lang", "en"],
    ] {
        let after = ["check", "plan.md", "--output", "json"];
        let (_folder, output) = run_on("plan.md", GOOD_PLAN, &[before, &after].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(json(&output)["lang"], "en");
    }
    // Without a command the paths stay paths.
    let arguments = ["--lang", "en", "plan.md", "--output", "json"];
    let (_folder, output) = run_on("plan.md", GOOD_PLAN, &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}
