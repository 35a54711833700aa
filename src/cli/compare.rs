//! `compare`: two JSON reports, and what changed between them.

use std::io;
use std::path::PathBuf;

use clap::Args;

use crate::check::trouble_message;
use crate::cli::CsvArguments;
use crate::cli::outputs::{Output, check_places, parse_output, write_all};
use crate::cli::run::{Status, complain, width};
use crate::cli::setup::{Setup, SetupFailure};
use crate::compare;
use crate::files::Trouble;
use crate::report::compare::{Comparison, write};
use crate::report::{ReportFormat, Sort, Style};

#[derive(Debug, Args)]
pub(crate) struct CompareArguments {
    /// The older JSON report
    old: PathBuf,
    /// The newer JSON report
    new: PathBuf,
    /// Write the comparison in this format, to a file if one is given; repeatable
    ///
    /// Formats for CI systems show the new findings and the changes of scores.
    #[arg(short, long, value_name = "FORMAT[:FILE]", value_parser = parse_output::<ReportFormat>)]
    output: Vec<Output<ReportFormat>>,
    #[command(flatten)]
    csv: CsvArguments,
    /// Fail if a document's step falls by more than N points
    ///
    /// Without it a fall of more than 5 points is shown as a regression and does not fail the run.
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true,
          default_missing_value = "5", value_parser = clap::value_parser!(u8).range(0..=100))]
    no_regression: Option<u8>,
}

/// Compares two reports.
pub(super) fn compare(
    setup: &Setup,
    arguments: &CompareArguments,
) -> Result<io::Result<Status>, SetupFailure> {
    let messages = &setup.messages;
    let failure = |trouble: Trouble| {
        let message = trouble_message(messages, &trouble);
        SetupFailure {
            message: format!("{}: {message}", trouble.path.display()),
        }
    };
    check_places(&arguments.output, messages)?;
    let old = compare::read(&arguments.old).map_err(failure)?;
    let new = compare::read(&arguments.new).map_err(failure)?;
    let mut comparison = compare::compare(&old, &new, messages);
    if let Some(most) = arguments.no_regression {
        comparison.allowed_fall = most;
        comparison.missed_gates = compare::regressions(&comparison, most);
    }
    if comparison.documents.is_empty() {
        complain(&messages.get("compare-nothing"));
        return Ok(Ok(Status::Broken));
    }
    for unread in &comparison.unread {
        complain(&format!("{}: {}", unread.path, unread.message));
    }
    Ok(write_outputs(setup, &comparison, arguments))
}

fn write_outputs(
    setup: &Setup,
    comparison: &Comparison,
    arguments: &CompareArguments,
) -> io::Result<Status> {
    let style = Style {
        messages: &setup.messages,
        width: width(),
        is_full: true,
        sort: Sort::Path,
        csv: arguments.csv.options(),
    };
    write_all(&arguments.output, &style, |format, out| {
        write(format, comparison, &style, out)
    })?;
    Ok(if !comparison.unread.is_empty() {
        Status::Broken
    } else if comparison.missed_gates.is_empty() {
        Status::Clean
    } else {
        Status::Found
    })
}
