//! Where reports go: to standard output, or into a file that is never seen half written.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::setup::SetupFailure;
use crate::config::full_path;
use crate::report::{ReportFormat, Style};
use crate::text::Messages;

/// A report to write.
#[derive(Clone, Debug)]
pub(crate) struct Output<F> {
    /// Its format.
    pub(super) format: F,
    /// Its file; none for standard output.
    pub(super) path: Option<PathBuf>,
}

/// Sees, before any work is done, that the reports have files and folders to go to.
pub(super) fn check_places<F>(
    asked: &[Output<F>],
    messages: &Messages,
) -> Result<(), SetupFailure> {
    let mut places: Vec<PathBuf> = Vec::new();
    for path in asked.iter().filter_map(|output| output.path.as_ref()) {
        let refused = |key: &str| {
            let message = format!("{}: {}", path.display(), messages.get(key));
            Err(SetupFailure { message })
        };
        let place = full_path(path);
        if place.parent().is_some_and(|folder| !folder.is_dir()) {
            return refused("error-output-folder");
        }
        // Any number of reports may go to a device or a pipe.
        let is_special = fs::metadata(&place).is_ok_and(|there| !there.is_file());
        if !is_special && places.contains(&place) {
            return refused("error-output-twice");
        }
        places.push(place);
    }
    Ok(())
}

/// Writes every report that is asked for, or one for people on standard output; `write` writes one
/// in a format.
///
/// Beside the annotations of GitHub Actions the tables go into the summary of its step.
pub(super) fn write_all(
    asked: &[Output<ReportFormat>],
    style: &Style<'_>,
    write: impl Fn(ReportFormat, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let text = [Output::shown(ReportFormat::Text)];
    let outputs = if asked.is_empty() { &text[..] } else { asked };
    for output in outputs {
        if output.format == ReportFormat::Github
            && let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY")
        {
            let file = fs::File::options().create(true).append(true).open(path)?;
            let mut summary = io::BufWriter::new(file);
            write(ReportFormat::Markdown, &mut summary)?;
            summary.flush()?;
        }
        output.write(style.messages, |out| write(output.format, out))?;
    }
    Ok(())
}

impl<F> Output<F> {
    /// A report on standard output.
    pub(super) fn shown(format: F) -> Self {
        Self { format, path: None }
    }

    /// Writes the report to its place.
    pub(super) fn write(
        &self,
        messages: &Messages,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        match &self.path {
            None => {
                let mut out = io::BufWriter::new(io::stdout().lock());
                write(&mut out)?;
                out.flush()
            }
            Some(path) => write_file(path, messages, write),
        }
    }
}

/// Reads `FORMAT` or `FORMAT:FILE`.
pub(super) fn parse_output<F: ValueEnum + Clone>(given: &str) -> Result<Output<F>, String> {
    let (format, path) = match given.split_once(':') {
        Some((_, "")) => return Err("expected the name of a file after `:`".to_owned()),
        Some((format, path)) => (format, Some(PathBuf::from(path))),
        None => (given, None),
    };
    let format = F::from_str(format, false).map_err(|_| {
        let known = F::value_variants().iter();
        let known = known.filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = known.map(|value| value.get_name().to_owned()).collect();
        format!(
            "there is no format `{format}`; there are: {}",
            names.join(", ")
        )
    })?;
    Ok(Output { format, path })
}

/// Writes a file; a failure names it.
pub(super) fn write_file(
    path: &Path,
    messages: &Messages,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    write_beside(path, write).map_err(|error| {
        let detail = [("detail", error.to_string().into())];
        let message = messages.with("error-output", &detail);
        io::Error::other(format!("{}: {message}", path.display()))
    })
}

/// Writes a file beside its place and then moves it there, so that no half report is ever left.
fn write_beside(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        // A device or a pipe must not be replaced by a file.
        let mut out = io::BufWriter::new(fs::File::options().write(true).open(path)?);
        write(&mut out)?;
        return out.flush();
    }
    // The file that a link leads to is renewed, not the link.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = place
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".linjassa-").suffix(".part");
    readable(&mut builder);
    let file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    let mut out = io::BufWriter::new(file);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.persist(&place)?;
    Ok(())
}

/// Lets everyone read the file whom the user's mask lets: a report is to be passed on.
#[cfg(unix)]
fn readable(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable(_: &mut tempfile::Builder<'_, '_>) {}
