//! `config`: the settings in force and where they came from, and their schema.

use std::io;
use std::path::PathBuf;

use toml::{Table, Value};

use crate::cli::answers::print;
use crate::cli::run::Status;
use crate::cli::setup::Setup;
use crate::config::{self, DEFAULT_STRATEGY, FailOn};
use crate::report;

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

/// A setting in force: its key as TOML writes it, its value, and the files that set it.
struct Line<'a> {
    key: String,
    value: Value,
    origins: &'a [PathBuf],
}

/// Prints every setting in force as TOML, each with a comment on where it came from.
pub(super) fn show(setup: &Setup) -> io::Result<Status> {
    let messages = &setup.messages;
    let mut settings = setup.config.settings.clone();
    let strategy = settings.strategy.unwrap_or(DEFAULT_STRATEGY.to_owned());
    settings.strategy = Some(strategy);
    settings.lang = Some(messages.lang);
    settings.fail_on = settings.fail_on.or(Some(FailOn::Error));
    let table = Table::try_from(&settings).map_err(io::Error::other)?;
    let mut lines = Vec::new();
    flatten("", table, setup, &mut lines);
    // Tables in lists close what stands before them, so they come last.
    let (last, first): (Vec<Line<'_>>, Vec<Line<'_>>) = lines.into_iter().partition(
        |line| matches!(&line.value, Value::Array(all) if all.iter().any(Value::is_table)),
    );
    let mut text = String::new();
    for line in &first {
        let origin = origin(line, setup);
        text.extend([
            &line.key,
            " = ",
            &line.value.to_string(),
            "  # ",
            &origin,
            "\n",
        ]);
    }
    let unset = unset(&first, &last).join(", ");
    text.extend(["# ", &messages.get("config-unset"), ": ", &unset, "\n"]);
    for line in last {
        text.extend(["\n# ", &origin(&line, setup), "\n"]);
        let list = Table::from_iter([(line.key, line.value)]);
        text.push_str(&toml::to_string(&list).map_err(io::Error::other)?);
    }
    print(text.as_bytes())
}

/// Takes a table apart into its values, each under its whole key.
fn flatten<'a>(above: &str, table: Table, setup: &'a Setup, lines: &mut Vec<Line<'a>>) {
    for (key, value) in table {
        let key = format!("{above}{key}");
        match value {
            Value::Table(inner) => flatten(&format!("{key}."), inner, setup, lines),
            value => lines.push(Line {
                origins: setup.config.origins.get(&key).map_or(&[], Vec::as_slice),
                key,
                value,
            }),
        }
    }
}

/// Where a setting came from: the command line, files, the locale, or nowhere.
fn origin(line: &Line<'_>, setup: &Setup) -> String {
    let messages = &setup.messages;
    if setup.options.contains(&line.key.as_str()) {
        return messages.get("config-option");
    }
    if line.origins.is_empty() {
        let is_lang = line.key == "lang";
        return messages.get(if is_lang {
            "config-locale"
        } else {
            "config-default"
        });
    }
    let mut paths: Vec<String> = line
        .origins
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    paths.dedup();
    paths.join(", ")
}

/// The keys that could be set and are not.
fn unset(first: &[Line<'_>], last: &[Line<'_>]) -> Vec<String> {
    let schema = config::schema();
    let mut known = Vec::new();
    keys(&schema["properties"], "", &mut known);
    keys(
        &schema["$defs"]["Gates"]["properties"],
        "gates.",
        &mut known,
    );
    keys(
        &schema["$defs"]["ReadLimits"]["properties"],
        "limits.",
        &mut known,
    );
    known.retain(|key| {
        let mut lines = first.iter().chain(last);
        let inner = format!("{key}.");
        !["gates", "limits", "extends"].contains(&key.as_str())
            && !lines.any(|line| line.key == *key || line.key.starts_with(&inner))
    });
    known.sort();
    known
}

fn keys(properties: &serde_json::Value, above: &str, known: &mut Vec<String>) {
    let properties = properties.as_object().into_iter().flatten();
    known.extend(properties.map(|(key, _)| format!("{above}{key}")));
}
