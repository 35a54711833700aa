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
    pub(super) fn likeness(&self, analysis: &Analysis, hits: &Hits) -> u32 {
        let document = &analysis.document;
        let stated = document
            .properties
            .iter()
            .filter(|(key, _)| ["tyyppi", "type", "doctype"].contains(&key.as_str()));
        let is_stated = stated
            .map(|(_, value)| value.to_lowercase())
            .any(|value| value == self.id || self.is_named_in(&value));
        let file = document
            .path
            .file_stem()
            .map(|stem| stem.to_string_lossy().to_lowercase());
        let title = document
            .title
            .iter()
            .map(String::as_str)
            .chain(first_heading(document));
        let is_titled = title
            .map(str::to_lowercase)
            .any(|title| self.is_named_in(&title));
        let headings = self.headings.iter().filter(|entry| {
            let blocks = document
                .blocks
                .iter()
                .enumerate()
                .filter(|(_, block)| block.kind.is_heading());
            blocks.into_iter().any(|(index, _)| {
                hits_range(
                    hits.of(entry.0.id()),
                    analysis.block_sentences[index].clone(),
                )
                .next()
                .is_some()
            })
        });
        let headings = headings.count();
        let by_headings = if headings >= self.min_headings {
            10 + headings
        } else {
            0
        };
        u32::from(is_stated) * 1000
            + u32::from(file.is_some_and(|file| self.is_named_in(&file))) * 200
            + u32::from(is_titled) * 100
            + u32::try_from(by_headings).unwrap_or(u32::MAX)
    }

    fn is_named_in(&self, text: &str) -> bool {
        self.names
            .iter()
            .any(|name| text.contains(&name.to_lowercase()))
    }
}

fn first_heading(document: &Document) -> Option<&str> {
    let heading = document
        .blocks
        .iter()
        .find(|block| block.kind.is_heading())?;
    Some(document.slice(heading.span))
}
