//! The smaller commands: settings, completions, the manual page.

use std::io::{self, Write};

use clap::CommandFactory;

use crate::cli::Arguments;
use crate::cli::run::Status;
use crate::cli::setup::{Setup, SetupFailure};
use crate::config;
use crate::report;

/// What a command comes to.
pub(super) type Answer = Result<io::Result<Status>, SetupFailure>;

/// Prints a completion script.
pub(super) fn completions(shell: clap_complete::Shell) -> io::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "linjassa", &mut script);
    print(&script)
}

/// Prints the manual page.
pub(super) fn man() -> io::Result<Status> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    print(&page)
}

/// Prints a JSON Schema.
pub(super) fn schema(of_report: bool) -> io::Result<Status> {
    let schema = if of_report {
        report::schema()
    } else {
        config::schema()
    };
    let mut text = serde_json::to_vec_pretty(&schema)?;
    text.push(b'\n');
    print(&text)
}

/// Writes to standard output.
pub(super) fn print(bytes: &[u8]) -> io::Result<Status> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Status::Clean)
}

/// Prints every setting and where it came from.
pub(super) fn show(setup: &Setup) -> Answer {
    let config = &setup.config;
    let mut text = toml::to_string(&config.settings).unwrap_or_default();
    let origins = config.origins.iter();
    let origins: Vec<String> = origins
        .map(|(key, path)| format!("# {key}: {}\n", path.display()))
        .collect();
    text.push_str(&origins.concat());
    Ok(print(text.as_bytes()))
}
