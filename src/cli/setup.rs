//! From arguments and settings to a [`Checker`].

use std::env;
use std::path::PathBuf;

use crate::check::{Checker, SetupError};
use crate::cli::GlobalArguments;
use crate::config::{Config, ConfigError};
use crate::files;
use crate::language::Morphology;
use crate::rules::{Source, builtin, without_examples};
use crate::text::{Lang, Messages};

/// Settings and rule files, read and not yet compiled.
#[derive(Debug)]
pub(super) struct Setup {
    /// The settings.
    pub(super) config: Config,
    /// The interface's texts.
    pub(super) messages: Messages,
    /// Every rule file.
    pub(super) sources: Vec<Source>,
    /// The keys of settings that were given on the command line.
    pub(super) options: Vec<&'static str>,
}

/// Why the command cannot be run, as the user is told.
#[derive(Debug)]
pub(super) struct SetupFailure {
    /// One line, or a snippet for each mistake.
    pub(super) message: String,
}

impl Setup {
    /// Reads settings and rule files.
    pub(super) fn new(arguments: GlobalArguments) -> Result<Self, SetupFailure> {
        let messages = messages(arguments.lang);
        let found = arguments.config.clone().or_else(|| {
            let folder = env::current_dir().ok().filter(|_| !arguments.isolated)?;
            Config::discover(&folder)
        });
        let config = found.map_or_else(|| Ok(Config::default()), |path| Config::read(&path));
        let mut config = config.map_err(|error| config_failure(&messages, &error))?;
        let chosen = arguments.lang.or(config.settings.lang);
        let messages = chosen
            .filter(|lang| *lang != messages.lang)
            .map_or(messages, Messages::new);
        let given = [
            ("lang", arguments.lang.is_some()),
            ("strategy", arguments.strategy.is_some()),
        ];
        let given = given.into_iter().filter(|(_, is_given)| *is_given);
        let options = given.map(|(key, _)| key).collect();
        config.settings.strategy = arguments.strategy.or(config.settings.strategy);
        let folders: Vec<PathBuf> = config
            .settings
            .rules
            .iter()
            .chain(&arguments.rules)
            .cloned()
            .collect();
        let mut sources = builtin();
        for folder in folders {
            let read = files::rule_folder(&folder).map_err(|error| SetupFailure {
                message: format!("{}: {error}", folder.display()),
            })?;
            sources.extend(read);
        }
        Ok(Self {
            config,
            messages,
            sources,
            options,
        })
    }

    /// Compiles the rules of the strategy asked for on the command line, or of every strategy.
    pub(super) fn checker_of_rules(self) -> Result<Checker, SetupFailure> {
        if self.options.contains(&"strategy") {
            return self.checker(None);
        }
        let lang = self.messages.lang;
        let config = self.config.clone();
        let morphology = Morphology::default();
        Checker::of_every_strategy(self.config, self.messages, &self.sources, morphology)
            .map_err(|error| setup_failure(&Messages::new(lang), &config, &error))
    }

    /// Compiles the rules for a run that does not show their examples.
    pub(super) fn checker_without_examples(
        mut self,
        doctype: Option<String>,
    ) -> Result<Checker, SetupFailure> {
        self.sources = without_examples(self.sources);
        self.checker(doctype)
    }

    /// Compiles the rules.
    pub(super) fn checker(self, doctype: Option<String>) -> Result<Checker, SetupFailure> {
        let lang = self.messages.lang;
        let morphology = Morphology::default();
        let config = self.config.clone();
        Checker::new(
            self.config,
            self.messages,
            &self.sources,
            morphology,
            doctype,
        )
        .map_err(|error| setup_failure(&Messages::new(lang), &config, &error))
    }
}

/// The interface's texts before any settings are read.
pub(super) fn messages(asked: Option<Lang>) -> Messages {
    Messages::new(asked.unwrap_or_else(lang_of_locale))
}

/// The interface's language by the locale: Finnish if it says so, else English.
fn lang_of_locale() -> Lang {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL")
        .or_else(|| set("LC_MESSAGES"))
        .or_else(|| set("LANG"));
    if locale.is_some_and(|locale| locale.starts_with("fi")) {
        Lang::Fi
    } else {
        Lang::En
    }
}

fn config_failure(messages: &Messages, error: &ConfigError) -> SetupFailure {
    let message = match error {
        ConfigError::Unreadable(path, error) => {
            let text = messages.with("error-config", &[("detail", error.to_string().into())]);
            format!("{}: {text}", path.display())
        }
        ConfigError::Circle(path) => {
            format!("{}: {}", path.display(), messages.get("error-circle"))
        }
        ConfigError::Mistakes(mistakes) => shown(mistakes),
    };
    SetupFailure { message }
}

fn setup_failure(messages: &Messages, config: &Config, error: &SetupError) -> SetupFailure {
    let message = match error {
        SetupError::Mistakes(mistakes) => shown(mistakes),
        SetupError::UnknownStrategy(name, known) => {
            unknown(messages, config, "error-strategy", name, known)
        }
        SetupError::UnknownDoctype(name, known) => {
            unknown(messages, config, "error-doctype", name, known)
        }
        SetupError::UnknownStep(name, known) => {
            unknown(messages, config, "error-step", name, known)
        }
        SetupError::UnknownRule(name, None) => unknown(messages, config, "error-rule", name, &[]),
        SetupError::UnknownRule(name, Some(nearest)) => {
            let nearest = std::slice::from_ref(nearest);
            unknown(messages, config, "error-rule-near", name, nearest)
        }
    };
    SetupFailure { message }
}

/// A name there is nothing for, shown where it stands in the settings if it stands there.
fn unknown(
    messages: &Messages,
    config: &Config,
    key: &str,
    name: &str,
    known: &[String],
) -> String {
    let arguments = [("name", name.into()), ("known", known.join(", ").into())];
    let message = messages.with(key, &arguments);
    let mistake = config.mistake(name, &message);
    mistake.map_or(message, |mistake| shown(&[mistake]))
}

fn shown(mistakes: &[crate::toml_file::Mistake]) -> String {
    let shown: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    shown.join("\n\n")
}
