//! All rule files together: the built-in ones, and those a user adds or puts in their place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Deserialize;

use crate::language::Analysis;
use crate::rules::doctype::{Doctype, Override};
use crate::rules::grading::{Grading, Sayings};
use crate::rules::matching::{Hits, Index};
use crate::rules::strategy::Strategy;
use crate::rules::zones::ZoneRule;
use crate::rules::{Rule, RuleSet, file};
use crate::toml_file::{Mistake, TomlFile};

/// A rule file: its path under the rules folder, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// `clarity/words.toml`.
    pub name: String,
    /// Where it is shown to be in messages.
    pub path: String,
    /// The text.
    pub text: Cow<'static, str>,
    /// Whether it came with the program.
    pub is_builtin: bool,
}

/// Everything the rule files say.
#[derive(Debug, Default)]
pub struct Library {
    /// Every rule, in the order of packs and files.
    pub rules: Vec<Rule>,
    /// Every strategy.
    pub strategies: Vec<Strategy>,
    /// Every document type.
    pub doctypes: Vec<Doctype>,
    zones: Vec<ZoneRule>,
    grading: Option<Grading>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneFile {
    #[serde(default)]
    zone: Vec<ZoneRule>,
}

impl Library {
    /// Reads rule files; a later file of the same name takes the place of an earlier one.
    pub fn read(sources: &[Source]) -> Result<Self, Vec<Mistake>> {
        let mut by_name: BTreeMap<&str, &Source> = BTreeMap::new();
        for source in sources {
            by_name.insert(&source.name, source);
        }
        let files: Vec<(&str, &Source)> = by_name.into_iter().collect();
        let read: Vec<(Self, TomlFile<'_>)> = files
            .into_par_iter()
            .map(|(name, source)| {
                let mut toml = TomlFile::new(Path::new(&source.path), &source.text);
                (Self::read_file(name, &mut toml), toml)
            })
            .collect();
        let mut library = Self::default();
        let mut mistakes = Vec::new();
        let mut places: BTreeMap<String, PathBuf> = BTreeMap::new();
        for (file, mut toml) in read {
            for rule in &file.rules {
                let id = &rule.header.id;
                if let Some(place) = places.insert(id.clone(), toml.path().to_owned()) {
                    let at = toml.source().find(&format!("\"{id}\"")).unwrap_or(0);
                    let message =
                        format!("the id `{id}` is taken by a rule in {}", place.display());
                    toml.add(at..at + id.len() + 2, &message);
                }
            }
            mistakes.append(&mut toml.mistakes);
            library.append(file);
        }
        if mistakes.is_empty() {
            Ok(library)
        } else {
            Err(mistakes)
        }
    }

    fn read_file(name: &str, toml: &mut TomlFile<'_>) -> Self {
        let mut file = Self::default();
        match name.rsplit_once('/') {
            None if name == "zones.toml" => {
                let zones: Option<ZoneFile> = toml.read();
                file.zones = zones.into_iter().flat_map(|file| file.zone).collect();
            }
            // Read by the room it belongs to.
            None if name == "lexicon.toml" => {}
            None if name == "grading.toml" => file.grading = Grading::read(toml),
            Some(("doctypes", _)) => {
                let (doctype, rules) = Doctype::read(toml, name);
                file.doctypes.extend(doctype);
                file.rules = rules;
            }
            Some((_, "strategy.toml")) => file.strategies.extend(toml.read::<Strategy>()),
            _ => file.rules = file::read(toml, name),
        }
        file
    }

    fn append(&mut self, mut file: Self) {
        self.rules.append(&mut file.rules);
        self.strategies.append(&mut file.strategies);
        self.doctypes.append(&mut file.doctypes);
        self.zones.append(&mut file.zones);
        self.grading = file.grading.or_else(|| self.grading.take());
    }

    /// The strategy of an id.
    pub fn strategy(&self, id: &str) -> Option<&Strategy> {
        self.strategies.iter().find(|strategy| strategy.id == id)
    }

    /// Puts the rules in force: the general packs, and the pack of one strategy.
    ///
    /// `severities` overrides the severity of single rules.
    pub fn into_rule_set(
        self,
        strategy: &str,
        severities: &BTreeMap<String, Override>,
    ) -> (RuleSet, Vec<Strategy>, Vec<Doctype>) {
        let packs: Vec<String> = self
            .strategies
            .iter()
            .map(|strategy| strategy.id.clone())
            .collect();
        let in_force = |rule: &Rule| rule.pack == strategy || !packs.contains(&rule.pack);
        let sayings = self.strategy(strategy).map(Sayings::of).unwrap_or_default();
        let mut index = Index::default();
        let mut rules: Vec<Rule> = self.rules.into_iter().filter(in_force).collect();
        for rule in &mut rules {
            match severities.get(&rule.header.id) {
                Some(Override::Off) => rule.header.enabled = false,
                Some(over) => {
                    rule.header.enabled = true;
                    rule.header.severity = over.severity();
                }
                None => {}
            }
            rule.file_patterns(&mut index);
        }
        let (mut zones, mut doctypes) = (self.zones, self.doctypes);
        let mut grading = self.grading.unwrap_or_default();
        grading.file(&mut index);
        zones.iter_mut().for_each(|zone| zone.file(&mut index));
        doctypes
            .iter_mut()
            .for_each(|doctype| doctype.file_patterns(&mut index));
        let mut strategies = self.strategies;
        let chosen = strategies.iter_mut().filter(|one| one.id == strategy);
        chosen.for_each(|strategy| strategy.file_patterns(&mut index));
        let set = RuleSet {
            rules,
            index,
            grading,
            sayings,
            zones,
        };
        (set, strategies, doctypes)
    }
}

/// The document type a document looks most like, if it looks like any.
pub fn recognise<'d>(
    doctypes: &'d [Doctype],
    analysis: &Analysis,
    hits: &Hits,
) -> Option<&'d Doctype> {
    let likeness = |doctype: &&Doctype| doctype.likeness(analysis, hits);
    let best = doctypes.iter().rev().max_by_key(likeness)?;
    (likeness(&best) > 0).then_some(best)
}
