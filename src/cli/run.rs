//! Running a command: exit status, streams, colour.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use crate::check::{Checker, fails};
use crate::cli::outputs::{check_places, write_all};
use crate::cli::setup::{Setup, SetupFailure};
use crate::cli::{
    Arguments, CheckArguments, ColorChoice, Command, ConfigCommand, RulesCommand, annotate,
    answers, compare, explain, lsp, rules, settings, setup, starter, tokens, workflow,
};
use crate::config::FailOn;
use crate::files::{self, Trouble};
use crate::report::{self, Report, Style};
use crate::rules::Triggers;

/// Width of reports that do not go to a terminal, in columns.
const PLAIN_WIDTH: usize = 100;

/// More threads than this are not started, whatever is asked: they would only wait for each other.
const MOST_JOBS: usize = 256;

/// A run of more files than this shows a progress bar.
const PROGRESS_FROM: usize = 20;

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// All is well.
    Clean,
    /// A finding or a missed gate.
    Found,
    /// Bad usage, bad settings, an unreadable file, or nothing to check.
    Broken,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Clean => Self::SUCCESS,
            Status::Found => Self::from(1),
            Status::Broken => Self::from(2),
        }
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = Arguments::from_command_line();
    match arguments.global.color {
        ColorChoice::Always => colored::control::set_override(true),
        ColorChoice::Never => colored::control::set_override(false),
        ColorChoice::Auto if !io::stdout().is_terminal() => colored::control::set_override(false),
        ColorChoice::Auto => {}
    }
    match dispatch(arguments) {
        Ok(status) => status.into(),
        // Whoever reads the report has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            Status::Broken.into()
        }
    }
}

fn dispatch(arguments: Arguments) -> io::Result<Status> {
    let command = arguments.command.unwrap_or(Command::Check(arguments.check));
    if let Command::Lsp = command {
        return lsp::lsp(arguments.global);
    }
    let (lang, strategy) = (arguments.global.lang, arguments.global.strategy.clone());
    let setup = Setup::new(arguments.global);
    match &command {
        Command::Completions { shell } => return answers::completions(*shell),
        Command::Man => return answers::man(),
        Command::Config {
            command: ConfigCommand::Schema { report },
        } => return settings::schema(*report),
        Command::Config {
            command: ConfigCommand::Init,
        } => return starter::init(&setup::messages(lang), strategy.as_deref()),
        _ => {}
    }
    let setup = match setup {
        Ok(setup) => setup,
        Err(failure) => return broken(&failure),
    };
    let done = match command {
        Command::Check(arguments) => check(setup, arguments),
        Command::Explain { what, doctype } => explain::explain(setup, &what, doctype),
        Command::Rules {
            command: RulesCommand::List,
        } => rules::list(setup),
        Command::Rules {
            command: RulesCommand::Catalogue,
        } => rules::catalogue(setup),
        Command::Rules {
            command: RulesCommand::Test,
        } => rules::test(setup),
        Command::Rules {
            command: RulesCommand::Stats { paths, samples },
        } => rules::stats(setup, &paths, samples),
        Command::Config {
            command: ConfigCommand::Show,
        } => Ok(settings::show(&setup)),
        Command::Baseline { command } => workflow::baseline(setup, command),
        Command::Compare(arguments) => compare::compare(&setup, &arguments),
        Command::Tokens { text, format, .. } => tokens::tokens(&setup, text, format),
        Command::Config { .. } | Command::Completions { .. } | Command::Man | Command::Lsp => {
            unreachable!("answered above")
        }
    };
    match done {
        Ok(status) => status,
        Err(failure) => broken(&failure),
    }
}

fn broken(failure: &SetupFailure) -> io::Result<Status> {
    complain(&failure.message);
    Ok(Status::Broken)
}

/// Says something on standard error; if nobody listens, nobody is told.
pub(super) fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

fn check(setup: Setup, arguments: CheckArguments) -> Result<io::Result<Status>, SetupFailure> {
    let mut setup = setup;
    let settings = &mut setup.config.settings;
    settings
        .gates
        .min_score
        .extend(arguments.min_score.iter().cloned());
    settings.gates.min_clarity = arguments.min_clarity.or(settings.gates.min_clarity);
    settings.gates.max_warnings = arguments.max_warnings.or(settings.gates.max_warnings);
    let fail_on = arguments
        .fail_on
        .or(settings.fail_on)
        .unwrap_or(FailOn::Error);
    check_places(&arguments.output, &setup.messages)?;
    if let Some(jobs) = arguments.jobs {
        // It can fail only if a pool was made before, and none is.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.min(MOST_JOBS))
            .build_global();
    }
    let checker = setup.checker_without_examples(arguments.doctype.clone())?;
    let copy = arguments.annotate.as_ref();
    let copy = copy.map(|to| annotate::Copy::new(&arguments.paths, to, &checker));
    let copy = copy.transpose()?;
    let changed = arguments.against.changed(&checker, &arguments.paths)?;
    let mut report = changed.unwrap_or_else(|| collect(&checker, &arguments));
    arguments.against.hold(&checker, &mut report)?;
    report.sort(arguments.sort);
    let status = finish(&checker, &report, &arguments, fail_on);
    let copied = copy.map_or(Ok(()), |copy| copy.write(&checker, &report));
    // The program ends here; the system takes the memory back faster than it can be given back.
    std::mem::forget(checker);
    Ok(status.and_then(|status| copied.map(|()| status)))
}

fn collect(checker: &Checker, arguments: &CheckArguments) -> Report {
    let (from_input, paths): (Vec<_>, Vec<_>) = arguments
        .paths
        .iter()
        .cloned()
        .partition(|path| path.as_os_str() == "-");
    let selection = files::select(&paths, &checker.config);
    let progress = progress(checker, selection.files.len());
    let mut report = checker.run(&selection.files, |_| progress.inc(1));
    progress.finish_and_clear();
    let mut reviewed: Vec<_> = selection.troubles.into_iter().map(Err).collect();
    if !from_input.is_empty() {
        let name = arguments
            .stdin_filename
            .clone()
            .unwrap_or_else(|| "stdin.md".into());
        let mut bytes = Vec::new();
        // One byte too many tells the reader that there is too much.
        let limit = checker.size_limit(&name).saturating_add(1);
        let mut input = io::Read::take(io::stdin().lock(), limit);
        let read = io::Read::read_to_end(&mut input, &mut bytes);
        reviewed.push(match read {
            Ok(_) => checker.review_bytes(&name, &bytes, &mut Triggers::default()),
            Err(error) => Err(Trouble {
                path: name,
                key: "file-unreadable",
                detail: error.to_string(),
            }),
        });
    }
    if !reviewed.is_empty() {
        let unread = std::mem::take(&mut report.unread);
        reviewed.extend(report.documents.drain(..).map(Ok));
        report = checker.report(reviewed);
        report.summary.unread += unread.len();
        report.unread.extend(unread);
    }
    report
}

fn progress(checker: &Checker, files: usize) -> indicatif::ProgressBar {
    if files < PROGRESS_FROM || !io::stderr().is_terminal() {
        return indicatif::ProgressBar::hidden();
    }
    let template = checker.messages.with(
        "progress",
        &[("done", "{pos}".into()), ("total", "{len}".into())],
    );
    let template = format!("{{bar:30}} {template} {{per_sec}} {{eta}}");
    let style = indicatif::ProgressStyle::with_template(&template);
    let bar = indicatif::ProgressBar::new(files as u64);
    bar.with_style(style.expect("the template is made of known keys"))
}

fn finish(
    checker: &Checker,
    report: &Report,
    arguments: &CheckArguments,
    fail_on: FailOn,
) -> io::Result<Status> {
    for unread in &report.unread {
        complain(&format!("{}: {}", unread.path, unread.message));
    }
    let is_empty = report.documents.is_empty() && report.unread.is_empty();
    if is_empty && !arguments.allow_empty && !arguments.against.only_changes() {
        complain(&checker.messages.get("error-nothing"));
        return Ok(Status::Broken);
    }
    write_outputs(checker, report, arguments)?;
    Ok(if !report.unread.is_empty() {
        Status::Broken
    } else if fails(report, fail_on) {
        Status::Found
    } else {
        Status::Clean
    })
}

fn write_outputs(checker: &Checker, report: &Report, arguments: &CheckArguments) -> io::Result<()> {
    let style = Style {
        messages: &checker.messages,
        width: width(),
        is_full: arguments.full,
        sort: arguments.sort,
        csv: arguments.csv.options(),
    };
    write_all(&arguments.output, &style, |format, out| {
        report::write(format, report, &style, out)
    })
}

/// Width of lines for people, in columns.
pub(super) fn width() -> usize {
    if !io::stdout().is_terminal() {
        return PLAIN_WIDTH;
    }
    textwrap::termwidth().clamp(40, 120)
}
