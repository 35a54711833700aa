//! The smallest commands: completions, the manual page.

use std::io::{self, Write};

use clap::CommandFactory;

use crate::cli::Arguments;
use crate::cli::run::Status;
use crate::cli::setup::SetupFailure;

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

/// Writes to standard output.
pub(super) fn print(bytes: &[u8]) -> io::Result<Status> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Status::Clean)
}
