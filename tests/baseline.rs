//! Baselines, comparisons and git, with the real binary in folders of their own.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const FAULTY: &str = "# Palvelu\n\nRyhmä implementoi mallin. Ryhmä kokoontuu maanantaina.\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(&folder, name, text);
    }
    folder
}

fn write(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

/// The run's JSON report; the run must have left with this status.
fn report(folder: &TempDir, arguments: &[&str], status: i32) -> Value {
    let output = run(folder.path(), &[arguments, &["--output", "json"]].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{said}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

/// `rule: words` of every finding that is not silenced.
fn open(report: &Value) -> Vec<String> {
    let documents = report["documents"].as_array().unwrap();
    let findings = documents
        .iter()
        .flat_map(|document| document["findings"].as_array().unwrap());
    findings
        .filter(|finding| finding.get("suppressed").is_none())
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().unwrap().to_owned();
            format!("{}: {}", text("rule"), text("text"))
        })
        .collect()
}

fn write_baseline(folder: &TempDir) {
    let output = run(folder.path(), &["baseline", "write"]);
    assert!(output.status.success(), "{output:?}");
}

const AGAINST: &[&str] = &["check", ".", "--baseline", "linjassa-baseline.json"];

#[test]
fn only_what_is_not_in_the_baseline_is_shown() {
    let folder = folder(&[("a.md", FAULTY)]);
    assert_eq!(
        open(&report(&folder, &["."], 0)),
        ["foreign-verb: implementoi"]
    );
    write_baseline(&folder);
    write(
        &folder,
        "a.md",
        &format!("{FAULTY}\nKoulu implementoi ohjeen.\n"),
    );
    let report = report(&folder, AGAINST, 0);
    assert_eq!(open(&report), ["foreign-verb: implementoi"]);
    let counted = &report["summary"]["baseline"];
    assert_eq!(counted["new"], 1);
    assert_eq!(counted["known"], 1);
    assert_eq!(counted["mended"], 0);
    assert_eq!(report["summary"]["suppressed"], 1);
    let findings = &report["documents"][0]["findings"];
    assert_eq!(findings[0]["suppressed"], "baseline");
    assert_eq!(findings[1]["location"]["line"], 5);
}

#[test]
fn moved_text_and_renamed_files_make_nothing_new() {
    let folder = folder(&[("a.md", FAULTY), ("b.md", "# Koulu\n\nKoulu alkaa.\n")]);
    write_baseline(&folder);
    fs::remove_file(folder.path().join("a.md")).unwrap();
    write(
        &folder,
        "uusi/c.md",
        "# Palvelu\n\nAlku on uusi.\n\nRyhmä kokoontuu maanantaina. Ryhmä implementoi mallin.\n",
    );
    write(&folder, "b.md", "# Koulu\n\nKoulu alkaa.\n");
    let report = report(&folder, AGAINST, 0);
    assert_eq!(open(&report), [""; 0]);
    assert_eq!(report["summary"]["baseline"]["known"], 1);
}

#[test]
fn a_copy_of_a_known_fault_is_new_and_a_mended_one_is_counted() {
    let folder = folder(&[("a.md", FAULTY), ("b.md", FAULTY)]);
    write_baseline(&folder);
    write(&folder, "c.md", "# Kolmas\n\nRyhmä implementoi mallin.\n");
    write(
        &folder,
        "b.md",
        "# Palvelu\n\nRyhmä kokoontuu maanantaina.\n",
    );
    let one = report(&folder, AGAINST, 0);
    // The fault has moved from b.md to c.md.
    assert_eq!(open(&one), [""; 0]);
    write(&folder, "b.md", FAULTY);
    assert_eq!(open(&report(&folder, AGAINST, 0)).len(), 1);
    fs::remove_file(folder.path().join("c.md")).unwrap();
    write(
        &folder,
        "b.md",
        "# Palvelu\n\nRyhmä kokoontuu maanantaina.\n",
    );
    let mended = report(&folder, AGAINST, 0);
    assert_eq!(mended["summary"]["baseline"]["mended"], 1);
}

const PLAN: &str = "# Uimahallin toimintasuunnitelma

Uimahalli kokeilee iltavuoroa maaliskuun ajan. Vastaava uinninvalvoja laskee kävijät joka torstai.

Järjestämme uimakoulun yhdessä vanhempainyhdistyksen kanssa 3.6. alkaen. Tavoite on 40 lasta.

Vastaamme viesteihin saman päivän aikana. Poistamme vuoron varauksesta yhden vaiheen huhtikuussa.

Kerromme tuloksista hallin aulassa. Luvut ovat esillä joka kuun alussa.
";

/// The plan without its experiment, as much text as before.
fn worse_plan() -> String {
    PLAN.replace(
        "kokeilee iltavuoroa maaliskuun ajan",
        "on auki myös iltaisin koko vuoden",
    )
    .replace(
        "laskee kävijät joka torstai",
        "istuu altaan reunalla ja katsoo",
    )
}

#[test]
fn a_fallen_score_fails_even_in_a_renamed_file() {
    let folder = folder(&[("suunnitelma.md", PLAN)]);
    write_baseline(&folder);
    let gate = [AGAINST, &["--no-regression"]].concat();
    report(&folder, &gate, 0);
    let named = [
        "check",
        "suunnitelma.md",
        "--baseline",
        "linjassa-baseline.json",
    ];
    let known = report(&folder, &named, 0);
    assert_eq!(known["summary"]["baseline"]["new"], 0);
    fs::remove_file(folder.path().join("suunnitelma.md")).unwrap();
    write(&folder, "uusi-nimi.md", &worse_plan());
    let failed = report(&folder, &gate, 1);
    let missed = &failed["summary"]["missed_gates"][0];
    assert_eq!(missed["gate"], "no-regression.kokeillen");
    assert_eq!(missed["path"], "uusi-nimi.md");
    let lenient = [AGAINST, &["--no-regression=100"]].concat();
    report(&folder, &lenient, 0);
    report(&folder, AGAINST, 0);
}

#[test]
fn a_missing_step_is_known_by_its_step_and_not_by_the_first_sentence() {
    let folder = folder(&[("suunnitelma.md", &worse_plan())]);
    write_baseline(&folder);
    let missing = |report: &Value| -> Vec<String> {
        let open = report["documents"][0]["findings"]
            .as_array()
            .unwrap()
            .iter();
        let open = open.filter(|one| one["rule"] == "missing-step" && one["suppressed"].is_null());
        open.map(|one| one["step"].as_str().unwrap().to_owned())
            .collect()
    };
    let reworded = worse_plan().replace("toimintasuunnitelma", "uusi toimintasuunnitelma");
    write(&folder, "suunnitelma.md", &reworded);
    assert_eq!(missing(&report(&folder, AGAINST, 0)), [""; 0]);
    let alone = PLAN.replace(
        "Järjestämme uimakoulun yhdessä vanhempainyhdistyksen kanssa",
        "Uimakoulu on",
    );
    write(&folder, "suunnitelma.md", &alone);
    assert_eq!(missing(&report(&folder, AGAINST, 0)), ["kimpassa"]);
}

#[test]
fn the_settings_can_name_the_baseline() {
    let folder = folder(&[("a.md", FAULTY)]);
    write(&folder, "linjassa.toml", "baseline = \"tieto/taso.json\"\n");
    let missing = run(folder.path(), &["."]);
    assert_eq!(missing.status.code(), Some(2));
    let said = String::from_utf8_lossy(&missing.stderr).into_owned();
    assert!(said.contains("taso.json: there is no baseline"), "{said}");
    fs::create_dir(folder.path().join("tieto")).unwrap();
    write_baseline(&folder);
    assert_eq!(open(&report(&folder, &["."], 0)), [""; 0]);
    let shown = run(folder.path(), &["baseline", "show"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("foreign-verb"));
}

#[test]
fn a_file_that_is_no_baseline_is_refused() {
    let folder = folder(&[("a.md", FAULTY), ("linjassa-baseline.json", "{ \"a\": 1 }")]);
    let output = run(folder.path(), AGAINST);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("linjassa-baseline.json: this is not a baseline"),
        "{said}"
    );
}

// Comparison

fn compared(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String, String) {
    let arguments = [&["compare", "old.json", "new.json"], arguments].concat();
    let output = run(folder.path(), &arguments);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// A folder with the reports of a plan before and after it was made worse and renamed.
fn two_reports() -> TempDir {
    let folder = folder(&[("hallit/vanha.md", PLAN), ("b.md", FAULTY)]);
    run(folder.path(), &[".", "-o", "json:old.json"]);
    fs::remove_file(folder.path().join("hallit/vanha.md")).unwrap();
    write(&folder, "hallit/uusi.md", &worse_plan());
    write(
        &folder,
        "b.md",
        "# Palvelu\n\nRyhmä kokoontuu maanantaina.\n",
    );
    write(
        &folder,
        "hallit/c.md",
        "# Kolmas\n\nKoulu implementoi ohjeen.\n",
    );
    run(folder.path(), &[".", "-o", "json:new.json"]);
    folder
}

#[test]
fn a_comparison_tells_what_rose_fell_came_and_went() {
    let folder = two_reports();
    let (status, json, _) = compared(&folder, &["-o", "json"]);
    assert_eq!(status, Some(0));
    let comparison: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(comparison["mended_findings"][0]["path"], "b.md");
    assert_eq!(comparison["new_findings"][0]["path"], "hallit/c.md");
    let documents = comparison["documents"].as_array().unwrap();
    let of = |path: &str| documents.iter().find(|one| one["path"] == path).unwrap();
    assert_eq!(of("hallit/uusi.md")["old_path"], "hallit/vanha.md");
    assert_eq!(of("hallit/c.md")["presence"], "added");
    let step = &of("hallit/uusi.md")["scores"][0];
    assert_eq!(step["id"], "kokeillen");
    assert!(step["new"].as_f64().unwrap() < step["old"].as_f64().unwrap());
    let folders = comparison["folders"].as_array().unwrap();
    assert!(
        folders
            .iter()
            .any(|one| one["path"] == "hallit" && one["documents"] == 2)
    );
}

#[test]
fn a_comparison_can_fail_the_run() {
    let folder = two_reports();
    let (status, text, _) = compared(&folder, &["--no-regression"]);
    assert_eq!(status, Some(1));
    assert!(text.contains("no-regression.kokeillen"), "{text}");
    assert_eq!(compared(&folder, &["--no-regression=100"]).0, Some(0));
}

#[test]
fn a_comparison_with_a_file_that_could_not_be_read_is_not_clean() {
    // It was, though a check of the same file is not.
    let folder = folder(&[("plan.md", PLAN)]);
    run(folder.path(), &["plan.md", "-o", "json:old.json"]);
    write(&folder, "plan.md", "\u{0}\u{1}PK");
    let check = run(folder.path(), &["plan.md", "-o", "json:new.json"]);
    assert_eq!(check.status.code(), Some(2));
    let (status, _, said) = compared(&folder, &[]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.starts_with("plan.md: "), "{said}");
}

#[test]
fn every_format_of_a_comparison_names_the_document_and_its_old_name() {
    let folder = two_reports();
    for format in ["text", "markdown", "csv", "html"] {
        let (status, text, _) = compared(&folder, &["-o", format]);
        assert_eq!(status, Some(0));
        assert!(text.contains("hallit/uusi.md"), "{format}: {text}");
        assert!(text.contains("hallit/vanha.md"), "{format}: {text}");
    }
}

#[test]
fn the_page_of_a_comparison_is_well_formed_and_stands_alone() {
    let folder = two_reports();
    let (_, page, _) = compared(&folder, &["-o", "html", "--lang", "fi"]);
    assert!(
        page.contains("<svg") && page.contains("class=\"fall\""),
        "{page}"
    );
    assert!(
        !page.contains("http://") && !page.contains("https://"),
        "{page}"
    );
    let svg = &page[page.find("<svg").unwrap()..page.find("</svg>").unwrap() + 6];
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut lines = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "line" => lines += 1,
            _ => {}
        }
    }
    assert_eq!(lines, 1, "one document has the score in both reports");
}

#[test]
fn what_is_not_a_report_is_refused_with_its_name() {
    let folder = folder(&[("old.json", "{}"), ("new.json", "{}")]);
    let (status, _, said) = compared(&folder, &[]);
    assert_eq!(status, Some(2));
    assert!(
        said.starts_with("old.json: this is not a JSON report"),
        "{said}"
    );
    fs::remove_file(folder.path().join("old.json")).unwrap();
    let (status, _, said) = compared(&folder, &[]);
    assert_eq!(status, Some(2));
    assert!(
        said.starts_with("old.json: the report cannot be read"),
        "{said}"
    );
}

// Git

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=Testi", "-c", "user.email=testi@example.fi"];
    let output = Command::new("git")
        .args(identity)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = folder(files);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-q", "-m", "alku"]);
    folder
}

#[test]
fn only_new_sentences_of_changed_files_are_checked() {
    let folder = repository(&[("a.md", FAULTY), ("ö/b.md", FAULTY)]);
    assert_eq!(open(&report(&folder, &["--since", "HEAD"], 0)), [""; 0]);
    let changed = "# Palvelu\n\nKoulu implementoi ohjeen.\n\nRyhmä implementoi\nmallin.\n";
    write(&folder, "ö/b.md", changed);
    let report = report(&folder, &["--since", "HEAD"], 0);
    assert_eq!(report["documents"].as_array().unwrap().len(), 1);
    assert_eq!(report["documents"][0]["path"], "ö/b.md");
    assert_eq!(open(&report), ["foreign-verb: implementoi"]);
    assert_eq!(report["summary"]["suppressed"], 1);
}

#[test]
fn a_new_file_is_all_new_and_a_renamed_one_is_not() {
    let folder = repository(&[("a.md", FAULTY)]);
    git(folder.path(), &["mv", "a.md", "c.md"]);
    write(&folder, "uusi.md", "# Uusi\n\nKoulu implementoi ohjeen.\n");
    let report = report(&folder, &["--since", "HEAD"], 0);
    assert_eq!(open(&report), ["foreign-verb: implementoi"]);
    assert_eq!(report["documents"][1]["path"], "uusi.md");
}

#[test]
fn what_is_staged_is_checked_and_not_the_work_tree() {
    let folder = repository(&[("a.md", "# Palvelu\n\nRyhmä kokoontuu maanantaina.\n")]);
    write(&folder, "a.md", FAULTY);
    assert_eq!(open(&report(&folder, &["--staged"], 0)), [""; 0]);
    git(folder.path(), &["add", "a.md"]);
    write(&folder, "a.md", "# Palvelu\n\nKaikki on hyvin.\n");
    assert_eq!(open(&report(&folder, &["--staged", "a.md"], 0)).len(), 1);
}

#[test]
fn staged_files_of_a_first_commit_are_checked() {
    let folder = folder(&[("a.md", FAULTY)]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "-A"]);
    assert_eq!(open(&report(&folder, &["--staged"], 0)).len(), 1);
}

#[test]
fn a_folder_below_the_top_is_named_from_where_the_program_runs() {
    let folder = repository(&[("a.md", FAULTY), ("b/c.md", FAULTY)]);
    write(&folder, "a.md", "# Uusi\n\nKoulu implementoi ohjeen.\n");
    write(&folder, "b/c.md", "# Uusi\n\nKoulu implementoi ohjeen.\n");
    let paths = |arguments: &[&str]| -> Vec<String> {
        let arguments = [arguments, &["--since", "HEAD", "-o", "json"]].concat();
        let output = run(&folder.path().join("b"), &arguments);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let documents = report["documents"].as_array().unwrap().iter();
        documents
            .map(|document| document["path"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(paths(&[]), ["c.md"]);
    assert_eq!(paths(&[".."]), ["../a.md", "c.md"]);
}

#[test]
fn git_trouble_is_told_with_its_cure() {
    let folder = repository(&[("a.md", FAULTY)]);
    let output = run(folder.path(), &["--since", "ei-ole"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("git knows no revision “ei-ole”"), "{said}");

    let outside = tempfile::tempdir().unwrap();
    let output = run(outside.path(), &["--since", "HEAD"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("not in a git repository"), "{said}");

    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(["--since", "HEAD"])
        .current_dir(folder.path())
        .env("PATH", outside.path())
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("git is not found"), "{said}");
}
