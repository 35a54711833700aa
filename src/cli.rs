//! The command line: what can be asked, and where the answers come from.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::config::{FailOn, Percentage};
use crate::report::{CsvOptions, CsvRows, ReportFormat, Sort};
use crate::text::Lang;

mod annotate;
mod answers;
mod compare;
mod explain;
mod lsp;
mod outputs;
mod rules;
mod run;
mod settings;
mod setup;
mod starter;
mod tokens;
mod workflow;

pub use run::run;

use outputs::{Output, parse_output};

/// The version of the program and of the dictionary in it.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " (voikko-fi ",
    env!("LINJASSA_DICTIONARY_VERSION"),
    ")"
);

/// Check Finnish plans and drafts against a strategy and for clear language
#[derive(Debug, Parser)]
#[command(version = VERSION, about, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: CheckArguments,
    #[command(flatten)]
    global: GlobalArguments,
}

impl Arguments {
    /// Reads what was given to the program; ends it with a message if that is not right.
    fn from_command_line() -> Self {
        Self::parse_from(command_first(env::args_os()))
    }
}

/// What was given, with the command before the options that every command takes: clap would take
/// the command of `linjassa --lang fi check` for a path.
fn command_first(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut given: Vec<OsString> = given.collect();
    let command = Arguments::command();
    let takes_value = |name: &str| {
        let mut options = command
            .get_arguments()
            .filter(|option| option.is_global_set());
        let option = options.find(|option| option.get_long() == Some(name))?;
        Some(option.get_action().takes_values())
    };
    let text = |given: &[OsString], at: usize| given.get(at)?.to_str().map(str::to_owned);
    let mut at = 1;
    while let Some(option) = text(&given, at) {
        let Some(option) = option.strip_prefix("--") else {
            break;
        };
        let (name, has_value) = option
            .split_once('=')
            .map_or((option, false), |(name, _)| (name, true));
        let Some(takes_value) = takes_value(name) else {
            return given;
        };
        at += 1 + usize::from(takes_value && !has_value);
    }
    if text(&given, at).is_some_and(|name| command.find_subcommand(name).is_some()) {
        given[1..=at].rotate_right(1);
    }
    given
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check files, folders and globs (the default command)
    Check(CheckArguments),
    /// Explain a rule, or the scores of a file
    Explain {
        /// A rule's id, or a file, or <FILE:LINE>
        what: String,
        /// Take files for this type of document
        #[arg(long, value_name = "TYPE")]
        doctype: Option<String>,
    },
    /// List, test or measure the rules
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Show the settings, print their schema, or write a starter
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Write or show what is known of the documents today
    Baseline {
        #[command(subcommand)]
        command: workflow::BaselineCommand,
    },
    /// Show what changed between two JSON reports
    Compare(compare::CompareArguments),
    /// Show how a text is analysed
    Tokens {
        /// The text
        #[arg(required_unless_present = "stdin")]
        text: Option<String>,
        /// Read the text from standard input
        #[arg(long, conflicts_with = "text")]
        stdin: bool,
        /// How to show the tokens
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: TokensFormat,
    },
    /// Serve an editor over standard input and output
    Lsp,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Subcommand)]
enum RulesCommand {
    /// List every rule with its severity and pack
    List,
    /// Print the page of every rule as one HTML file
    Catalogue,
    /// Run the examples of every rule
    ///
    /// Of every strategy there is, or of the one given with --strategy.
    Test,
    /// Show how often each rule finds something, with a sample
    Stats {
        /// Files, folders and globs to measure on
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// How many places to show for each rule
        #[arg(long, default_value_t = 3)]
        samples: usize,
    },
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Print every setting and the file it came from
    Show,
    /// Print the JSON Schema of the settings, or of reports
    Schema {
        /// Of the JSON report instead of the settings
        #[arg(long)]
        report: bool,
    },
    /// Write a commented linjassa.toml into this folder
    ///
    /// With --strategy and a name of your own, a strategy to begin with is written as well.
    Init,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum TokensFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
struct GlobalArguments {
    /// Language of the interface
    #[arg(long, global = true, value_name = "LANG")]
    lang: Option<Lang>,
    /// Read these settings instead of the nearest linjassa.toml
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Read no settings file
    #[arg(long, global = true, conflicts_with = "config")]
    isolated: bool,
    /// Add the rule files of a folder; repeatable
    #[arg(long, global = true, value_name = "DIR")]
    rules: Vec<PathBuf>,
    /// Check against this strategy
    #[arg(long, global = true, value_name = "ID")]
    strategy: Option<String>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// Files, folders and globs; `-` is standard input
    paths: Vec<PathBuf>,
    /// The name of what is read from standard input
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,
    /// Write a report in this format, to a file if one is given; repeatable
    ///
    /// Without a file the report goes to standard output: `--output json`, `--output html:report.html`.
    #[arg(short, long, value_name = "FORMAT[:FILE]", value_parser = parse_output::<ReportFormat>)]
    output: Vec<Output<ReportFormat>>,
    /// Take every file for this type of document
    #[arg(long, value_name = "TYPE")]
    doctype: Option<String>,
    /// The severity from which findings fail the run
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Fail if a document scores less for a step; repeatable
    #[arg(long, value_name = "STEP=N", value_parser = parse_gate)]
    min_score: Vec<(String, Percentage)>,
    /// Fail if a document's clarity is less
    #[arg(long, value_name = "N")]
    min_clarity: Option<Percentage>,
    /// Fail if there are more warnings in all
    #[arg(long, value_name = "N")]
    max_warnings: Option<usize>,
    #[command(flatten)]
    against: workflow::AgainstArguments,
    /// The order of documents
    #[arg(long, value_name = "ORDER", default_value = "path")]
    sort: Sort,
    /// Write a copy of the document, with the findings as comments, to this file
    ///
    /// For one Word (.docx) or LibreOffice (.odt) document. The original is never changed.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["since", "staged"])]
    annotate: Option<PathBuf>,
    /// Show every finding and all evidence
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    csv: CsvArguments,
    /// Use so many threads
    #[arg(short, long, value_name = "N")]
    jobs: Option<usize>,
    /// Succeed when there is nothing to check
    #[arg(long)]
    allow_empty: bool,
}

/// What a CSV report holds and how.
#[derive(Debug, Args)]
struct CsvArguments {
    /// What a row of a CSV report is
    #[arg(long = "csv", value_name = "ROWS", default_value = "documents")]
    rows: CsvRows,
    /// What parts the cells of a CSV report
    #[arg(long = "csv-separator", value_name = "CHARACTER", default_value = ";", value_parser = parse_separator)]
    separator: u8,
    /// Write decimals with a point in CSV reports, not with a comma
    #[arg(long = "csv-decimal-point")]
    decimal_point: bool,
}

impl CsvArguments {
    fn options(&self) -> CsvOptions {
        CsvOptions {
            rows: self.rows,
            separator: self.separator,
            decimal_comma: !self.decimal_point,
        }
    }
}

fn parse_separator(given: &str) -> Result<u8, String> {
    match given.as_bytes() {
        b"\\t" | b"tab" => Ok(b'\t'),
        [separator] if !separator.is_ascii_alphanumeric() && !b"\"\r\n".contains(separator) => {
            Ok(*separator)
        }
        _ => Err("expected one character such as `;` or `,`, or `tab`".to_owned()),
    }
}

fn parse_gate(given: &str) -> Result<(String, Percentage), String> {
    let (step, least) = given
        .split_once('=')
        .ok_or("expected STEP=N, such as kokeillen=40")?;
    Ok((step.to_owned(), least.parse::<Percentage>()?))
}
