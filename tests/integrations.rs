//! What others call the program with is understood. `integrations.sh` runs it inside the others.

use std::fs;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let git = Command::new("git")
        .args(["init", "-q"])
        .current_dir(folder.path())
        .status();
    assert!(git.unwrap().success());
    fs::write(folder.path().join("a.md"), "# Palvelu\n\nKoulu alkaa.\n").unwrap();
    Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .unwrap()
}

#[test]
fn the_command_of_every_hook_runs() {
    let hooks = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    let entries: Vec<&str> = hooks
        .lines()
        .filter_map(|line| line.trim().strip_prefix("entry: linjassa "))
        .collect();
    assert_eq!(entries.len(), 2);
    for entry in entries {
        let mut arguments: Vec<&str> = entry.split(' ').collect();
        arguments.push("a.md");
        let output = run(&arguments);
        assert!(output.status.success(), "{entry}: {output:?}");
    }
}

#[test]
fn the_version_names_the_dictionary() {
    let output = run(&["--version"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let dictionary = text
        .split_once("voikko-fi ")
        .unwrap_or_else(|| panic!("{text}"));
    assert!(
        dictionary.1.starts_with(|c: char| c.is_ascii_digit()),
        "{text}"
    );
}

#[test]
fn completions_and_the_manual_name_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = run(&["completions", shell]);
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(
            script.contains("baseline") && script.contains("lsp"),
            "{shell}"
        );
    }
    let page = String::from_utf8(run(&["man"]).stdout).unwrap();
    assert!(page.contains(".SH SUBCOMMANDS") && page.contains("baseline"));
}
