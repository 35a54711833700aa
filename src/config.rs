//! Settings: `linjassa.toml`, found upward, extended explicitly, strict to the last key.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use globset::{Glob, GlobSet, GlobSetBuilder};
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::rules::{Override, Severity};
use crate::text::Lang;
use crate::toml_file::{Mistake, TomlFile};

/// The name of the settings file.
pub const FILE_NAME: &str = "linjassa.toml";

/// The strategy that is meant when none is named.
pub const DEFAULT_STRATEGY: &str = "imatra-2018";

/// The keys whose values add up over the files.
const LISTS: &[&str] = &["rules", "exclude", "overrides", "ignore"];

/// What a settings file may say. Every key is optional.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "snake_case")]
pub struct Settings {
    /// Settings files to start from, relative to this file; later ones win over earlier ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extends: Vec<PathBuf>,
    /// The strategy to check against, such as `imatra-2018`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategy: Option<String>,
    /// The language of reports: `fi` or `en`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Folders of rule files to add, relative to this file. A file of the same name as a built-in one takes its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<PathBuf>,
    /// Files that are never checked, as globs relative to this file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// The type of every document, such as `plan`, when nothing else tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doctype: Option<String>,
    /// The severity from which findings fail the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<FailOn>,
    /// A file written by `linjassa baseline write`, relative to this file: its findings are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<PathBuf>,
    /// Limits that fail the run when they are missed.
    #[serde(skip_serializing_if = "Gates::is_empty")]
    pub gates: Gates,
    /// Severity of single rules: `off`, `note`, `warning` or `error`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, Override>,
    /// Other settings for some files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<PathOverride>,
    /// Findings to leave out, each with its reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<Ignore>,
    /// Limits on what is read.
    #[serde(skip_serializing_if = "ReadLimits::is_empty")]
    pub limits: ReadLimits,
}

/// From which severity findings fail the run.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Every finding.
    Note,
    /// Nothing.
    Never,
}

/// Limits that fail the run when they are missed.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Gates {
    /// Step to the least score, 0 to 100.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub min_score: BTreeMap<String, Percentage>,
    /// The least clarity score, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_clarity: Option<Percentage>,
    /// The most warnings in the whole run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_warnings: Option<usize>,
}

/// A whole number from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "i64")]
pub struct Percentage(u8);

/// Other settings for some files.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PathOverride {
    /// The files, as globs relative to the settings file.
    pub paths: Vec<String>,
    /// Their type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doctype: Option<String>,
    /// Their strategy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategy: Option<String>,
    /// Severity of single rules.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, Override>,
    /// Gates for each of these documents.
    #[serde(skip_serializing_if = "Gates::is_empty")]
    pub gates: Gates,
}

/// A finding to leave out.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ignore {
    /// The files, as a glob relative to the settings file; every file without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The rule; every rule without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The fingerprint a JSON report gives; every place without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day it holds, as `2026-12-31`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
}

/// Limits on what is read.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReadLimits {
    /// The largest file in megabytes; 100 without it, and 200 for PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_megabytes: Option<u64>,
    /// The longest reading a file may take, in seconds; 20 without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
    /// How many elements may stand inside each other in a file; 512 without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth: Option<usize>,
    /// The most that a packed file may hold when it is unpacked, in megabytes; 256 without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unpacked_megabytes: Option<u64>,
    /// The most memory reading a PDF may take, in megabytes; 1 000 without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory_megabytes: Option<u64>,
}

impl Percentage {
    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl JsonSchema for Percentage {
    fn schema_name() -> Cow<'static, str> {
        "Percentage".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": 100 })
    }
}

impl TryFrom<i64> for Percentage {
    type Error = &'static str;

    fn try_from(number: i64) -> Result<Self, Self::Error> {
        let small = u8::try_from(number).ok().filter(|number| *number <= 100);
        small
            .map(Self)
            .ok_or("expected a whole number from 0 to 100")
    }
}

impl FromStr for Percentage {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // What is not a number is told the same as a number that does not fit.
        Self::try_from(text.parse::<i64>().unwrap_or(-1))
    }
}

impl Gates {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl ReadLimits {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    pub fn includes(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity == Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

/// The settings of a run, and where each came from.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The settings after all files are put together.
    pub settings: Settings,
    /// Key to the files that set it: of a single value the one that won, of a list all.
    pub origins: BTreeMap<String, Vec<PathBuf>>,
    /// The files that were read, with their texts.
    files: Vec<(PathBuf, String)>,
    /// The `exclude` of each file.
    exclude: Vec<Globs>,
    /// The globs of each of the overrides, in their order.
    overrides: Vec<Globs>,
    /// The globs of each of the exceptions, in their order.
    ignores: Vec<Globs>,
}

/// Globs of a settings file, which are relative to its folder.
///
/// A file outside the folder, as where the settings are extended from elsewhere, is matched with its
/// whole path: `*.txt` and `**/drafts/**` hold for it, and `drafts/**` does not.
#[derive(Clone, Debug)]
struct Globs {
    folder: PathBuf,
    set: GlobSet,
}

/// Why the settings could not be read.
#[derive(Debug)]
pub enum ConfigError {
    /// A file that cannot be opened.
    Unreadable(PathBuf, std::io::Error),
    /// Mistakes in files, each with its place.
    Mistakes(Vec<Mistake>),
    /// Files that extend each other in a circle.
    Circle(PathBuf),
}

impl Config {
    /// The nearest settings file from a folder upward.
    pub fn discover(folder: &Path) -> Option<PathBuf> {
        folder
            .ancestors()
            .map(|folder| folder.join(FILE_NAME))
            .find(|path| path.is_file())
    }

    /// Reads a settings file and all it extends.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        config.read_layer(path, &mut Vec::new())?;
        Ok(config)
    }

    fn read_layer(&mut self, path: &Path, stack: &mut Vec<PathBuf>) -> Result<(), ConfigError> {
        // A link may give one file many names.
        let identity = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if stack.contains(&identity) {
            return Err(ConfigError::Circle(path.to_owned()));
        }
        let source = fs::read_to_string(path)
            .map_err(|error| ConfigError::Unreadable(path.to_owned(), error))?;
        let mut toml = TomlFile::new(path, &source);
        let settings: Option<Settings> = toml.read();
        let Some(mut settings) = settings.filter(|_| toml.mistakes.is_empty()) else {
            return Err(ConfigError::Mistakes(toml.mistakes));
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        stack.push(identity);
        for base in &settings.extends {
            self.read_layer(&full_path(&folder.join(base)), stack)?;
        }
        stack.pop();
        let folder_of_globs = full_path(folder);
        let mut globs = |patterns: &[String]| globs(patterns, &folder_of_globs, &source, &mut toml);
        self.exclude.push(globs(&settings.exclude));
        let overrides = settings.overrides.iter();
        self.overrides
            .extend(overrides.map(|over| globs(&over.paths)));
        let ignores = settings.ignore.iter();
        self.ignores
            .extend(ignores.map(|ignore| globs(ignore.file.as_slice())));
        if !toml.mistakes.is_empty() {
            return Err(ConfigError::Mistakes(toml.mistakes));
        }
        self.files.push((path.to_owned(), source.clone()));
        for rules in &mut settings.rules {
            *rules = folder.join(&*rules);
        }
        settings.baseline = settings.baseline.map(|file| folder.join(file));
        self.lay_over(settings, path);
        Ok(())
    }

    /// Puts a layer over what is there: single values win, lists and tables add up.
    fn lay_over(&mut self, layer: Settings, path: &Path) {
        let origins = &mut self.origins;
        let mut note = |key: &str| {
            let known = origins.entry(key.to_owned()).or_default();
            if !LISTS.contains(&key) {
                known.clear();
            }
            known.push(path.to_owned());
        };
        let own = &mut self.settings;
        replace(&mut own.strategy, layer.strategy, "strategy", &mut note);
        replace(&mut own.lang, layer.lang, "lang", &mut note);
        replace(&mut own.doctype, layer.doctype, "doctype", &mut note);
        replace(&mut own.fail_on, layer.fail_on, "fail_on", &mut note);
        replace(&mut own.baseline, layer.baseline, "baseline", &mut note);
        replace(
            &mut own.gates.min_clarity,
            layer.gates.min_clarity,
            "gates.min_clarity",
            &mut note,
        );
        replace(
            &mut own.gates.max_warnings,
            layer.gates.max_warnings,
            "gates.max_warnings",
            &mut note,
        );
        replace(
            &mut own.limits.file_megabytes,
            layer.limits.file_megabytes,
            "limits.file_megabytes",
            &mut note,
        );
        replace(
            &mut own.limits.seconds,
            layer.limits.seconds,
            "limits.seconds",
            &mut note,
        );
        replace(
            &mut own.limits.depth,
            layer.limits.depth,
            "limits.depth",
            &mut note,
        );
        replace(
            &mut own.limits.unpacked_megabytes,
            layer.limits.unpacked_megabytes,
            "limits.unpacked_megabytes",
            &mut note,
        );
        replace(
            &mut own.limits.memory_megabytes,
            layer.limits.memory_megabytes,
            "limits.memory_megabytes",
            &mut note,
        );
        for (step, least) in layer.gates.min_score {
            note(&format!("gates.min_score.{step}"));
            own.gates.min_score.insert(step, least);
        }
        for (rule, severity) in layer.severity {
            note(&format!("severity.{rule}"));
            own.severity.insert(rule, severity);
        }
        append(&mut own.rules, layer.rules, "rules", &mut note);
        append(&mut own.exclude, layer.exclude, "exclude", &mut note);
        append(&mut own.overrides, layer.overrides, "overrides", &mut note);
        append(&mut own.ignore, layer.ignore, "ignore", &mut note);
    }

    /// A mistake at the place where a name stands in the settings; none if it stands nowhere.
    ///
    /// A name is looked for as a quoted text or as the key before `=`, in the last file first.
    pub fn mistake(&self, name: &str, message: &str) -> Option<Mistake> {
        self.files.iter().rev().find_map(|(path, source)| {
            let span = place_of(name, source)?;
            let (path, source) = (path.clone(), source.clone());
            let message = message.to_owned();
            Some(Mistake {
                path,
                source,
                span,
                message,
            })
        })
    }

    /// Whether a file is left out by `exclude`.
    pub fn is_excluded(&self, path: &Path) -> bool {
        let path = full_path(path);
        self.exclude.iter().any(|globs| globs.is_match(&path))
    }

    /// The overrides that hold for a file, in order.
    pub fn overrides(&self, path: &Path) -> impl Iterator<Item = &PathOverride> {
        let path = full_path(path);
        let all = self.settings.overrides.iter().zip(&self.overrides);
        all.filter(move |(_, globs)| globs.is_match(&path))
            .map(|(over, _)| over)
    }

    /// The `[[ignore]]` tables that are for a file, in order.
    pub fn ignores(&self, path: &Path) -> impl Iterator<Item = &Ignore> {
        let ignores = self.settings.ignore.iter().enumerate();
        ignores
            .filter(move |(index, _)| self.is_ignore_for(*index, path))
            .map(|(_, ignore)| ignore)
    }

    /// Whether the `[[ignore]]` table of this number is for a file.
    pub fn is_ignore_for(&self, index: usize, path: &Path) -> bool {
        let names_file = self.settings.ignore[index].file.is_some();
        !names_file || self.ignores[index].is_match(&full_path(path))
    }
}

impl Globs {
    /// Whether a file, given from the root, is meant.
    fn is_match(&self, path: &Path) -> bool {
        let inside = path.strip_prefix(&self.folder).unwrap_or(path);
        self.set.is_match(inside)
    }
}

/// The path from the root, without `.` and `..`, whether or not there is such a file.
pub fn full_path(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut full = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                full.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => full.push(part),
        }
    }
    full
}

/// Where a name stands as a quoted text or as a key.
fn place_of(name: &str, source: &str) -> Option<Range<usize>> {
    let mut places = source
        .match_indices(name)
        .map(|(at, _)| at..at + name.len());
    places.find(|place| {
        let (before, after) = (&source[..place.start], &source[place.end..]);
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_quoted = line.ends_with(['"', '\'']) && after.starts_with(['"', '\'']);
        let is_key = (line.trim().is_empty() || line.ends_with('.'))
            && after.trim_start_matches([' ', '\t']).starts_with('=');
        !line.trim_start().starts_with('#') && (is_quoted || is_key)
    })
}

fn replace<T>(own: &mut Option<T>, layer: Option<T>, key: &str, note: &mut impl FnMut(&str)) {
    if layer.is_some() {
        note(key);
        *own = layer;
    }
}

fn append<T>(own: &mut Vec<T>, layer: Vec<T>, key: &str, note: &mut impl FnMut(&str)) {
    if !layer.is_empty() {
        note(key);
        own.extend(layer);
    }
}

fn globs(patterns: &[String], folder: &Path, source: &str, toml: &mut TomlFile<'_>) -> Globs {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        match Glob::new(pattern) {
            Ok(glob) => {
                builder.add(glob);
            }
            Err(error) => {
                let at = source.find(pattern.as_str()).unwrap_or(0);
                toml.add(
                    at..(at + pattern.len()).min(source.len()),
                    &format!("not a glob: {}", error.kind()),
                );
            }
        }
    }
    Globs {
        folder: folder.to_owned(),
        set: builder.build().unwrap_or_default(),
    }
}

/// The JSON Schema of a settings file.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Settings).into()
}
