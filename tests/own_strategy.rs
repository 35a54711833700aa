//! A strategy of one's own, from the starter to the first report; and the commands for rules.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const PLAN: &str = "# Kirjaston toimintasuunnitelma\n\n## Toimenpiteet\n\nAvaamme maaliskuussa lainauspisteen kyläkoululle.\n\n\
    Hyllyissä on 80 000 kirjaa. Lainat vähenevät hieman.\n\n## Talous\n\nAineistoon on varattu 40 000 euroa. Vuokra nousee.\n";

fn linjassa(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(arguments)
        .env("LC_ALL", "C")
        .current_dir(folder)
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A folder with a starter strategy and a plan in it.
fn started(lang: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let arguments = ["config", "init", "--strategy", "our-city", "--lang", lang];
    let output = linjassa(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    fs::write(folder.path().join("plan.md"), PLAN).unwrap();
    folder
}

fn step_file(folder: &TempDir) -> std::path::PathBuf {
    folder.path().join("rules/our-city/lahella.toml")
}

#[test]
fn a_starter_strategy_holds_its_examples_and_scores_a_plan() {
    for lang in ["fi", "en"] {
        let folder = started(lang);
        let test = linjassa(folder.path(), &["rules", "test"]);
        assert_eq!(test.status.code(), Some(0), "{}", told(&test));
        let check = linjassa(folder.path(), &["check", "plan.md", "--lang", "fi"]);
        let report = told(&check);
        assert!(
            report.contains("Oma strategia") && report.contains("näkyy tekoina"),
            "{report}"
        );
        let explained = told(&linjassa(folder.path(), &["explain", "plan.md"]));
        assert!(explained.contains("service-nearby"), "{explained}");
    }
}

#[test]
fn a_starter_speaks_the_language_asked_for() {
    let read = |lang: &str| {
        let folder = started(lang);
        let files = [
            "linjassa.toml",
            "rules/our-city/strategy.toml",
            "rules/our-city/lahella.toml",
        ];
        files.map(|file| fs::read_to_string(folder.path().join(file)).unwrap())
    };
    let comments = |text: &String| {
        let lines = text.lines().filter(|line| line.starts_with('#'));
        lines.collect::<Vec<_>>().join("\n")
    };
    let (finnish, english) = (read("fi"), read("en"));
    for (finnish, english) in finnish.iter().zip(&english) {
        assert!(comments(finnish).contains('ä') && comments(english).contains(" the "));
        // They say the same: only the comments differ.
        let bare = |text: &str| -> Vec<String> {
            let lines = text
                .lines()
                .filter(|line| !line.starts_with('#') && !line.is_empty());
            lines.map(str::to_owned).collect()
        };
        assert_eq!(bare(finnish), bare(english));
    }
}

#[test]
fn a_starter_is_written_once_and_for_a_good_name() {
    let folder = started("fi");
    let again = linjassa(folder.path(), &["config", "init"]);
    assert_eq!(again.status.code(), Some(2));
    let empty = TempDir::new().unwrap();
    let bad = linjassa(empty.path(), &["config", "init", "--strategy", "../Oma"]);
    assert_eq!(bad.status.code(), Some(2));
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0);
    assert_eq!(
        linjassa(empty.path(), &["config", "init"]).status.code(),
        Some(0)
    );
    fs::remove_file(empty.path().join("linjassa.toml")).unwrap();
    // A built-in strategy needs no files of its own.
    let arguments = ["config", "init", "--strategy", "energinen-imatra-2030"];
    assert_eq!(linjassa(empty.path(), &arguments).status.code(), Some(0));
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 1);
    fs::write(empty.path().join("plan.md"), PLAN).unwrap();
    let report = told(&linjassa(empty.path(), &["plan.md", "--lang", "fi"]));
    assert!(report.contains("Energinen Imatra 2030"), "{report}");
}

#[test]
fn an_example_that_does_not_hold_is_shown_as_written_and_as_found() {
    let folder = started("en");
    let text = fs::read_to_string(step_file(&folder)).unwrap();
    let broken = text
        .replace("[Viemme neuvonnan kylille]", "Viemme [neuvonnan] kylille")
        .replace(
            "[lähipalveluja].\", level = \"idea\"",
            "[lähipalveluja].\", level = \"deed\"",
        );
    assert_ne!(text, broken);
    fs::write(step_file(&folder), &broken).unwrap();
    let line = |part: &str| 1 + broken.lines().position(|line| line.contains(part)).unwrap();
    let output = linjassa(folder.path(), &["rules", "test"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = told(&output);
    for expected in [
        format!("lahella.toml:{}: service-taken-out: the rule finds something other than what is marked", line("[neuvonnan]")),
        "  written  Viemme [neuvonnan] kylille joka toinen tiistai.\n  found    [Viemme neuvonnan kylille] joka toinen tiistai.".to_owned(),
        format!("lahella.toml:{}: service-nearby: the level is “idea”, not “deed”", line("vahvistaa")),
        "2 do not hold".to_owned(),
    ] {
        assert!(shown.contains(&expected), "{expected}\nnot in\n{shown}");
    }
}

#[test]
fn a_rule_without_examples_is_a_warning_in_ones_own_pack() {
    let folder = started("en");
    let rule = "\n[[rule]]\nid = \"village-shop\"\nkind = \"existence\"\nstep = \"lahella\"\ncue = \"practice\"\ntitle = \"Kyläkauppa\"\nlemmas = [\"kyläkauppa\"]\n";
    let text = fs::read_to_string(step_file(&folder)).unwrap() + rule;
    fs::write(step_file(&folder), &text).unwrap();
    let output = linjassa(folder.path(), &["rules", "test"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let line = 1 + text
        .lines()
        .position(|line| line.contains("\"village-shop\""))
        .unwrap();
    let expected = format!("lahella.toml:{line}: warning: village-shop: the rule has no examples");
    assert!(told(&output).contains(&expected), "{}", told(&output));
}

#[test]
fn stats_show_how_often_each_rule_finds_something_and_which_never_do() {
    let folder = started("en");
    let output = linjassa(folder.path(), &["rules", "stats", "plan.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let shown = told(&output);
    // Eight sentences, headings among them: one find in eight is 125 in a thousand.
    for expected in [
        "One document, 8 sentences",
        "1   125.0 ‰  service-nearby  deed 1",
        "plan.md:5:22  Avaamme maaliskuussa [lainauspisteen] kyläkoululle.",
        "One rule found nothing: lahella-name",
    ] {
        assert!(shown.contains(expected), "{expected}\nnot in\n{shown}");
    }
    let own = shown.find("our-city").unwrap();
    assert!(own < shown.find("clarity").unwrap());
    let nothing = linjassa(folder.path(), &["rules", "stats", "nowhere.md"]);
    assert_eq!(nothing.status.code(), Some(2));
}
