//! Reading TOML strictly, with every mistake shown where it stands.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// A mistake in a file the user wrote, with its place.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub source: String,
    /// Where in it.
    pub span: Range<usize>,
    /// What is wrong and what would be right.
    pub message: String,
}

/// A TOML file being read: its text and the mistakes found so far.
#[derive(Debug)]
pub struct TomlFile<'a> {
    path: &'a Path,
    source: &'a str,
    /// The mistakes found so far.
    pub mistakes: Vec<Mistake>,
}

impl<'a> TomlFile<'a> {
    /// Starts reading a file's text.
    pub fn new(path: &'a Path, source: &'a str) -> Self {
        Self {
            path,
            source,
            mistakes: Vec::new(),
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &'a Path {
        self.path
    }

    /// Its text.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The top-level table; syntax errors become mistakes.
    pub fn root(&mut self) -> DeTable<'a> {
        let (root, errors) = DeTable::parse_recoverable(self.source);
        for error in &errors {
            self.add(error.span().unwrap_or(0..0), error.message());
        }
        root.into_inner()
    }

    /// Adds a mistake.
    pub fn add(&mut self, span: Range<usize>, message: &str) {
        self.mistakes.push(Mistake {
            path: self.path.to_owned(),
            source: self.source.to_owned(),
            span,
            message: with_suggestion(message),
        });
    }

    /// Reads a whole file as one strict type.
    pub fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        let root = self.root();
        self.table(root, 0..0)
    }

    /// Reads a table as a strict type; each key that is wrong is a mistake of its own.
    ///
    /// `span` is the place shown for what is missing.
    pub fn table<T: DeserializeOwned>(
        &mut self,
        mut table: DeTable<'a>,
        span: Range<usize>,
    ) -> Option<T> {
        let mut is_right = true;
        loop {
            match T::deserialize(deserializer(table.clone(), &span)) {
                Ok(value) => return Some(value).filter(|_| is_right),
                Err(error) => {
                    let is_missing = error.message().starts_with("missing field");
                    let place = error.span().unwrap_or_else(|| span.clone());
                    // What a key that was taken out leaves missing is no mistake of the user's.
                    if is_right || !is_missing {
                        self.add(place.clone(), error.message());
                    }
                    is_right = false;
                    if place == span || !drop_key(&mut table, &place) {
                        return None;
                    }
                }
            }
        }
    }
}

fn deserializer<'a>(table: DeTable<'a>, span: &Range<usize>) -> ValueDeserializer<'a> {
    ValueDeserializer::from(Spanned::new(span.clone(), DeValue::Table(table)))
}

/// Takes out the innermost key around a place, so that the rest can be read too.
fn drop_key(table: &mut DeTable<'_>, place: &Range<usize>) -> bool {
    // The span of a `[table]` is only its header, so what is inside is asked first.
    if table
        .iter_mut()
        .any(|(_, value)| drop_inside(value.get_mut(), place))
    {
        return true;
    }
    let encloses = |span: Range<usize>| span.start <= place.start && place.end <= span.end;
    let before = table.len();
    let entries = std::mem::take(table).into_iter();
    *table = entries
        .filter(|(key, value)| !encloses(key.span()) && !encloses(value.span()))
        .collect();
    table.len() < before
}

fn drop_inside(value: &mut DeValue<'_>, place: &Range<usize>) -> bool {
    match value {
        DeValue::Table(table) => drop_key(table, place),
        DeValue::Array(array) => array
            .iter_mut()
            .any(|value| drop_inside(value.get_mut(), place)),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => false,
    }
}

/// Turns serde's list of known keys into the one that was probably meant.
fn with_suggestion(message: &str) -> String {
    let names = |text: &str| -> Vec<String> {
        text.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    let Some((head, rest)) = message.split_once(", expected ") else {
        return message.to_owned();
    };
    let (given, known) = (names(head), names(rest));
    let (Some(given), true) = (given.first(), head.starts_with("unknown ")) else {
        return message.to_owned();
    };
    let head = head.replacen("unknown field", "unknown key", 1).replacen(
        "unknown variant",
        "unknown value",
        1,
    );
    match nearest(given, known.iter().map(String::as_str)) {
        Some(name) => format!("{head}; did you mean `{name}`?"),
        None => format!("{head}; expected one of: {}", known.join(", ")),
    }
}

/// The known name that is nearest to a given one, if one is near enough to be meant.
pub fn nearest<'n>(given: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    known
        .map(|name| (strsim::damerau_levenshtein(name, given), name))
        .min()
        .filter(|(distance, _)| *distance <= 2.max(given.chars().count() / 3))
        .map(|(_, name)| name)
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display().to_string();
        let snippet = Snippet::source(&self.source)
            .path(&path)
            .annotation(AnnotationKind::Primary.span(self.span.clone()));
        let report = [Level::ERROR.primary_title(&self.message).element(snippet)];
        f.write_str(&Renderer::plain().render(&report))
    }
}
