//! Document types: how they are recognised and what they change.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::de::DeTable;

use crate::document::Document;
use crate::language::Analysis;
use crate::rules::matching::{Hits, Index};
use crate::rules::query::{Entry, hits_range};
use crate::rules::{Rule, Severity, file};
use crate::text::Text;
use crate::toml_file::TomlFile;

/// A type of document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doctype {
    /// Its name in settings and reports.
    pub id: String,
    /// Its name for people.
    pub title: Text,
    /// Words that name it in a file name, front matter, title or first heading.
    #[serde(default)]
    pub names: Vec<String>,
    /// Words in section headings that speak for it.
    #[serde(default)]
    headings: Vec<Entry>,
    /// Words in the headings under which deeds belong.
    #[serde(default)]
    actions: Vec<Entry>,
    /// How many different ones make the type on their own.
    #[serde(default = "two")]
    min_headings: usize,
    /// What is asked of the steps.
    pub steps: StepPolicy,
    /// Whether the language is checked.
    pub lint: bool,
    /// Severity of single rules.
    #[serde(default)]
    severity: BTreeMap<String, Override>,
}

/// What a document type asks of the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StepPolicy {
    /// Every step must be shown; a missing one is a finding.
    Shown,
    /// The steps are scored, and nothing is missed.
    Scored,
    /// The steps are not looked at.
    Off,
}

/// A severity, or off.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Override {
    /// The rule is silent.
    Off,
    /// As [`Severity::Note`].
    Note,
    /// As [`Severity::Warning`].
    Warning,
    /// As [`Severity::Error`].
    Error,
}

fn two() -> usize {
    2
}

impl Override {
    /// The severity, unless it is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

impl Doctype {
    /// Reads a document type and the rules that stand in its file.
    pub(super) fn read(toml: &mut TomlFile<'_>, name: &str) -> (Option<Self>, Vec<Rule>) {
        let root = toml.root();
        let (rules, header): (DeTable<'_>, DeTable<'_>) = root
            .into_iter()
            .partition(|(key, _)| key.get_ref().as_ref() == "rule");
        let doctype: Option<Self> = toml.table(header, 0..0);
        let mut rules = file::rules_of(toml, name, rules);
        if let Some(doctype) = &doctype {
            for rule in &mut rules {
                if rule.header.doctypes.is_empty() {
                    rule.header.doctypes.push(doctype.id.clone());
                }
            }
        }
        (doctype, rules)
    }

    pub(super) fn file_patterns(&mut self, index: &mut Index) {
        let entries = self.headings.iter_mut().chain(&mut self.actions);
        entries.for_each(|entry| entry.0.file(index));
    }

    /// What the heading of the section for deeds looks like.
    pub fn actions(&self) -> &[Entry] {
        &self.actions
    }

    /// The severity of a rule in documents of this type.
    pub fn severity(&self, rule: &str, own: Severity) -> Option<Severity> {
        if !self.lint {
            return None;
        }
        self.severity
            .get(rule)
            .map_or(Some(own), |over| over.severity())
    }

    /// How strongly a document looks like this type; 0 is not at all.
    ///
    /// What the file says of itself weighs most, then its name, its title, its section headings.
    /// Of two types that fit, the one with the longer name wins: *kokeilusuunnitelma* is more
    /// than *suunnitelma*.
    pub(super) fn likeness(&self, analysis: &Analysis, hits: &Hits) -> usize {
        let document = &analysis.document;
        let stated = document
            .properties
            .iter()
            .filter(|(key, _)| STATING_KEYS.contains(&key.as_str()));
        let stated = stated.map(|(_, value)| self.named_in(value) + usize::from(*value == self.id));
        let file = document
            .path
            .file_stem()
            .map(|stem| self.named_in(&stem.to_string_lossy()));
        let title = document
            .title
            .iter()
            .map(String::as_str)
            .chain(first_heading(document));
        let title = title.map(|title| self.named_in(title)).max();
        let weigh = |weight: usize, length: usize| if length > 0 { weight + length } else { 0 };
        weigh(4000, stated.max().unwrap_or(0))
            + weigh(2000, file.unwrap_or(0))
            + weigh(1000, title.unwrap_or(0))
            + weigh(500, self.headings_in(analysis, hits))
    }

    /// How many different headings speak for the type, if there are enough of them.
    fn headings_in(&self, analysis: &Analysis, hits: &Hits) -> usize {
        let blocks = || {
            analysis
                .document
                .blocks
                .iter()
                .enumerate()
                .filter(|(_, block)| block.kind.is_heading())
        };
        let stands = |entry: &&Entry| {
            blocks().any(|(index, _)| {
                let sentences = analysis.block_sentences[index].clone();
                hits_range(hits.of(entry.0.id()), sentences)
                    .next()
                    .is_some()
            })
        };
        let count = self.headings.iter().filter(stands).count();
        if count >= self.min_headings { count } else { 0 }
    }

    /// Letters in the longest of the type's names that stands in a text; 0 if none does.
    fn named_in(&self, text: &str) -> usize {
        let text = text.to_lowercase();
        let names = self
            .names
            .iter()
            .filter(|name| text.contains(&name.to_lowercase()));
        names.map(|name| name.chars().count()).max().unwrap_or(0)
    }
}

/// Keys of front matter that state the type.
const STATING_KEYS: &[&str] = &["tyyppi", "type", "doctype"];

fn first_heading(document: &Document) -> Option<&str> {
    let heading = document
        .blocks
        .iter()
        .find(|block| block.kind.is_heading())?;
    Some(document.slice(heading.span))
}
