//! What a run is held against: a baseline, or what git says has changed.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::baseline::{self, Baseline};
use crate::changes::{Base, Changes};
use crate::check::{Checker, trouble_message};
use crate::cli::outputs::write_file;
use crate::cli::run::{Status, complain};
use crate::cli::setup::{Setup, SetupFailure};
use crate::files::{self, Trouble};
use crate::report::Report;
use crate::text::Messages;

/// What a run is held against.
#[derive(Debug, Args)]
pub(crate) struct AgainstArguments {
    /// Show only what is not in a baseline
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Fail if a document's step falls from the baseline by more than N points
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true,
          default_missing_value = "5", value_parser = clap::value_parser!(u8).range(0..=100))]
    no_regression: Option<u8>,
    /// Check only the sentences that changed since a git revision
    #[arg(long, value_name = "REV", conflicts_with = "staged")]
    since: Option<String>,
    /// Check only the sentences that change in what git has staged
    #[arg(long)]
    staged: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Take down the findings and scores of today
    Write {
        /// Files, folders and globs; this folder without any
        paths: Vec<PathBuf>,
        /// Where to write it
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Show what a baseline holds
    Show {
        /// The baseline
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

impl AgainstArguments {
    fn base(&self) -> Option<Base> {
        let since = self.since.clone().map(Base::Since);
        since.or_else(|| self.staged.then_some(Base::Staged))
    }

    /// Whether only what has changed is checked.
    pub(super) fn only_changes(&self) -> bool {
        self.base().is_some()
    }

    /// Checks what has changed; nothing if everything is to be checked.
    pub(super) fn changed(
        &self,
        checker: &Checker,
        paths: &[PathBuf],
    ) -> Result<Option<Report>, SetupFailure> {
        let Some(base) = self.base() else {
            return Ok(None);
        };
        let messages = &checker.messages;
        let changes = Changes::find(base).map_err(|error| SetupFailure {
            message: messages.with(error.key, &[("detail", error.detail.into())]),
        })?;
        let selection = changes.select(paths, &checker.config);
        let mut reviewed: Vec<_> = selection.troubles.into_iter().map(Err).collect();
        reviewed.extend(changes.review(checker, &selection.files));
        if reviewed.is_empty() {
            complain(&messages.get("changes-none"));
        }
        let mut report = checker.report(reviewed);
        checker.renew(&mut report);
        Ok(Some(report))
    }

    /// Silences what the baseline knows, and fails what has become worse.
    pub(super) fn hold(&self, checker: &Checker, report: &mut Report) -> Result<(), SetupFailure> {
        let messages = &checker.messages;
        let file = self.baseline.as_ref();
        let Some(file) = file.or(checker.config.settings.baseline.as_ref()) else {
            return match self.no_regression {
                None => Ok(()),
                Some(_) => Err(SetupFailure {
                    message: messages.get("baseline-needed"),
                }),
            };
        };
        let baseline = Baseline::read(file).map_err(|trouble| failure(messages, &trouble))?;
        let figures = baseline.hold_against(report);
        checker.renew(report);
        report.summary.baseline = Some(figures);
        if let Some(most) = self.no_regression {
            let missed = baseline.regressions(report, most);
            report.summary.missed_gates.extend(missed);
        }
        complain(&messages.with(
            "baseline-line",
            &[
                ("new", figures.new.into()),
                ("known", figures.known.into()),
                ("mended", figures.mended.into()),
            ],
        ));
        Ok(())
    }
}

fn failure(messages: &Messages, trouble: &Trouble) -> SetupFailure {
    let message = trouble_message(messages, trouble);
    SetupFailure {
        message: format!("{}: {message}", trouble.path.display()),
    }
}

/// Writes or shows a baseline.
pub(super) fn baseline(
    setup: Setup,
    command: BaselineCommand,
) -> Result<io::Result<Status>, SetupFailure> {
    let known = setup.config.settings.baseline.clone();
    let place =
        |file: Option<PathBuf>| file.or(known).unwrap_or_else(|| baseline::FILE_NAME.into());
    match command {
        BaselineCommand::Write { paths, file } => {
            let checker = setup.checker_without_examples(None)?;
            Ok(write(&checker, &paths, &place(file)))
        }
        BaselineCommand::Show { file } => {
            let read = Baseline::read(&place(file));
            let baseline = read.map_err(|trouble| failure(&setup.messages, &trouble))?;
            Ok(show(&setup.messages, &baseline))
        }
    }
}

fn write(checker: &Checker, paths: &[PathBuf], file: &std::path::Path) -> io::Result<Status> {
    let everything = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &everything } else { paths };
    let selection = files::select(paths, &checker.config);
    for trouble in &selection.troubles {
        complain(&failure(&checker.messages, trouble).message);
    }
    let report = checker.run(&selection.files, |_| {});
    for unread in &report.unread {
        complain(&format!("{}: {}", unread.path, unread.message));
    }
    if report.documents.is_empty() {
        complain(&checker.messages.get("error-nothing"));
        return Ok(Status::Broken);
    }
    let baseline = Baseline::of(&report);
    write_file(file, &checker.messages, |out| baseline.write(out))?;
    let figures = figures(&baseline);
    complain(&checker.messages.with("baseline-written", &figures));
    let is_whole = report.unread.is_empty() && selection.troubles.is_empty();
    Ok(if is_whole {
        Status::Clean
    } else {
        Status::Broken
    })
}

fn figures(baseline: &Baseline) -> [(&'static str, fluent_bundle::FluentValue<'static>); 2] {
    let rules = baseline
        .documents
        .iter()
        .flat_map(|known| known.findings.values());
    let findings: usize = rules.map(Vec::len).sum();
    [
        ("documents", baseline.documents.len().into()),
        ("findings", findings.into()),
    ]
}

fn show(messages: &Messages, baseline: &Baseline) -> io::Result<Status> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for document in &baseline.documents {
        let scores = document.scores.iter();
        let scores: Vec<String> = scores
            .map(|(step, score)| format!("{step} {score}"))
            .collect();
        writeln!(out, "{}  {}", document.path, scores.join(", "))?;
        for (rule, prints) in &document.findings {
            writeln!(out, "  {:>4}  {rule}", prints.len())?;
        }
    }
    writeln!(
        out,
        "{}",
        messages.with("baseline-total", &figures(baseline))
    )?;
    out.flush()?;
    Ok(Status::Clean)
}
