//! The kinds of rule there are: what a rule looks for.
//!
//! To add one, write a file beside this one and list it in [`KINDS`].

use std::fmt::Debug;
use std::ops::Range;

use serde::de::{self, Deserialize, DeserializeOwned, Deserializer};
use toml::de::DeTable;

use crate::rules::matching::{Hit, Index};
use crate::rules::query::Query;
use crate::rules::view::View;
use crate::span::Span;
use crate::toml_file::TomlFile;

mod capitalization;
mod conditional;
mod consistency;
mod existence;
mod metric;
mod occurrence;
mod program;
mod repetition;
mod section;
mod sequence;
mod structure;
mod substitution;

/// What a rule looks for: the fields are its own keys in a rule file.
pub(super) trait Kind: Debug + Send + Sync {
    /// Finds every place the rule is about.
    fn find(&self, view: &View<'_>, query: &Query) -> Vec<Match>;

    /// What a finding says is unclear.
    fn reach(&self) -> Reach {
        Reach::Place
    }

    /// The words it knows better ones for, as they stand in its rule file.
    fn better_words(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    /// Files the patterns among its own keys in the index.
    fn file(&mut self, _index: &mut Index) {}
}

/// What a finding says is unclear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The sentence it stands in.
    Place,
    /// Every sentence with the word it names.
    Word,
    /// The text as a whole or how it is built, and no single sentence.
    Text,
}

/// A place a rule is about, and what it can say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The place.
    pub span: Span,
    /// What to write instead.
    pub suggestion: Option<String>,
    /// What was counted or measured.
    pub count: Option<f64>,
    /// The limit it is held against.
    pub limit: Option<f64>,
}

impl Match {
    /// A match that is only a place.
    pub fn at(span: Span) -> Self {
        Self {
            span,
            suggestion: None,
            count: None,
            limit: None,
        }
    }

    /// The same match with what was counted and the limit.
    #[must_use]
    pub fn counted(self, count: f64, limit: f64) -> Self {
        Self {
            count: Some(count),
            limit: Some(limit),
            ..self
        }
    }
}

impl From<&Hit> for Match {
    fn from(hit: &Hit) -> Self {
        Self::at(hit.span)
    }
}

/// Reads the keys of one kind from a rule.
type Read = for<'a> fn(&mut TomlFile<'a>, DeTable<'a>, Range<usize>) -> Option<Box<dyn Kind>>;

/// A kind in the list of kinds.
#[derive(Debug)]
pub(super) struct Listed {
    name: &'static str,
    pub(super) read: Read,
    /// Whether the search keys of [`Query`] go with it.
    pub(super) takes_query: bool,
}

/// Every kind there is.
const KINDS: &[Listed] = &[
    listed::<existence::Existence>("existence", true),
    listed::<substitution::Substitution>("substitution", true),
    listed::<occurrence::Occurrence>("occurrence", true),
    listed::<repetition::Repetition>("repetition", false),
    listed::<consistency::Consistency>("consistency", false),
    listed::<sequence::Sequence>("sequence", true),
    listed::<metric::Metric>("metric", true),
    listed::<conditional::Conditional>("conditional", true),
    listed::<capitalization::Capitalization>("capitalization", true),
    listed::<structure::Structure>("structure", true),
    listed::<section::Section>("section", false),
    listed::<program::Program>("program", false),
];

const fn listed<K: Kind + DeserializeOwned + 'static>(
    name: &'static str,
    takes_query: bool,
) -> Listed {
    Listed {
        name,
        read: read::<K>,
        takes_query,
    }
}

fn read<'a, K: Kind + DeserializeOwned + 'static>(
    file: &mut TomlFile<'a>,
    keys: DeTable<'a>,
    span: Range<usize>,
) -> Option<Box<dyn Kind>> {
    let kind: K = file.table(keys, span)?;
    Some(Box::new(kind))
}

/// A kind's name, known to be one of the list.
#[derive(Clone, Copy, Debug)]
pub struct KindName(pub(super) &'static Listed);

impl KindName {
    /// The name as it stands in a rule file.
    pub fn name(self) -> &'static str {
        self.0.name
    }
}

impl<'de> Deserialize<'de> for KindName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = String::deserialize(deserializer)?;
        KINDS
            .iter()
            .find(|kind| kind.name == given)
            .map(KindName)
            .ok_or_else(|| {
                let names: Vec<String> = KINDS
                    .iter()
                    .map(|kind| format!("`{}`", kind.name))
                    .collect();
                de::Error::custom(format!(
                    "unknown kind `{given}`, expected one of {}",
                    names.join(", ")
                ))
            })
    }
}

/// A share or rate as a percentage of a whole; nothing of nothing is 0.
fn percentage(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    100.0 * part as f64 / whole as f64
}

/// The kind that a two-column word list is.
pub(super) fn substitution() -> KindName {
    let listed = KINDS.iter().find(|kind| kind.name == "substitution");
    KindName(listed.expect("the list above has it"))
}
