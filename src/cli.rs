//! The command line: what can be asked, and how it is answered.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::files;
use crate::language::Morphology;
use crate::rules::{Library, builtin, test_examples};

/// Check Finnish plans and drafts against a strategy and for clear language
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List, test or measure the rules
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
}

#[derive(Debug, Subcommand)]
enum RulesCommand {
    /// Run the examples of every rule
    Test {
        /// Read rules from this folder too
        #[arg(long)]
        rules: Option<PathBuf>,
        /// The strategy whose rules are in force
        #[arg(long, default_value = "imatra-2018")]
        strategy: String,
    },
}

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Command::Rules {
            command: RulesCommand::Test { rules, strategy },
        } => rules_test(rules, &strategy).unwrap_or(ExitCode::from(2)),
    }
}

fn rules_test(folder: Option<PathBuf>, strategy: &str) -> io::Result<ExitCode> {
    let mut sources = builtin();
    if let Some(folder) = folder {
        sources.extend(files::rule_folder(&folder)?);
    }
    let mut out = io::stdout().lock();
    let library = match Library::read(&sources) {
        Ok(library) => library,
        Err(mistakes) => {
            for mistake in &mistakes {
                writeln!(out, "{mistake}\n")?;
            }
            return Ok(ExitCode::from(2));
        }
    };
    let (set, _, doctypes) = library.into_rule_set(strategy, &BTreeMap::new());
    let failures = test_examples(&set, &doctypes, &Morphology::default());
    for failure in &failures {
        writeln!(
            out,
            "{} ({})\n  written: {}\n  found:   {}",
            failure.rule.header.id, failure.rule.file, failure.written, failure.found
        )?;
    }
    writeln!(
        out,
        "{} rules, {} examples do not hold",
        set.rules.len(),
        failures.len()
    )?;
    Ok(if failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
