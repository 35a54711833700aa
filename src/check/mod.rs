//! Checking: files in, a [`Report`] out.
//!
//! A file that cannot be read never stops the others, and the report is the same whatever the
//! number of threads.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use rayon::prelude::*;

use crate::config::{Config, DEFAULT_STRATEGY};
use crate::document::Document;
use crate::files::{self, Trouble};
use crate::language::{Analysis, Genre, Morphology, Sentence, analyze, genres};
use crate::readers;
use crate::report::{DocumentReview, Report, RuleReview, SCHEMA_VERSION, Unread};
use crate::rules::{
    Doctype, Evidence, Found, Library, RuleSet, Severity, Source, Step, Strategy, Triggers,
    ZoneName, recognise, units,
};
use crate::scoring::{StepScore, score};
use crate::text::Messages;
use crate::toml_file::Mistake;

mod advice;
mod columns;
mod exceptions;
mod gates;
mod improve;
mod readability;
mod review;
mod suppress;

pub use gates::fails;
pub use improve::{Change, Improvement, improvements};
pub use review::fingerprint_key;

/// Everything a run needs, compiled once and shared by all threads.
#[derive(Debug)]
pub struct Checker {
    /// The settings.
    pub config: Config,
    /// The interface's texts.
    pub messages: Messages,
    /// The dictionary.
    pub morphology: Morphology,
    /// The document types.
    pub doctypes: Vec<Doctype>,
    /// What is usual in the genres that were measured.
    pub genres: Vec<Genre>,
    strategies: BTreeMap<String, InForce>,
    default_strategy: String,
    doctype: Option<String>,
    /// What forms trigger, handed from file to file so that no form is looked up twice.
    triggers: Mutex<Vec<Triggers>>,
}

/// A strategy with the rules that are in force for it.
#[derive(Debug)]
pub struct InForce {
    /// The strategy.
    pub strategy: Strategy,
    /// The rules.
    pub rules: RuleSet,
}

/// Why checking cannot begin.
#[derive(Debug)]
pub enum SetupError {
    /// Mistakes in rule files, each with its place.
    Mistakes(Vec<Mistake>),
    /// A strategy there is no pack for, and the ones there are.
    UnknownStrategy(String, Vec<String>),
    /// A document type that is not known, and the ones that are.
    UnknownDoctype(String, Vec<String>),
    /// A rule named in the settings that is not known, and the nearest one.
    UnknownRule(String, Option<String>),
    /// A step that a gate is set for and no strategy in force has, and the ones there are.
    UnknownStep(String, Vec<String>),
}

/// A document after analysis and scoring.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The text with its sentences and tokens.
    pub analysis: Analysis,
    /// Its type.
    pub doctype: Option<&'a Doctype>,
    /// The strategy it is held against, with its rules.
    pub in_force: &'a InForce,
    /// What the rules found.
    pub found: Found<'a>,
    /// What speaks of the steps and themes.
    pub evidence: Vec<Evidence>,
    /// Content units: sentences and table rows that are neither headings nor fixed texts.
    pub units: usize,
    /// A score for each step, in the order of the strategy.
    pub scores: Vec<StepScore>,
}

impl Checker {
    /// Compiles the rules that are in force.
    ///
    /// `doctype` is the type of every document, whatever it looks like.
    pub fn new(
        config: Config,
        messages: Messages,
        sources: &[Source],
        morphology: Morphology,
        doctype: Option<String>,
    ) -> Result<Self, SetupError> {
        let overrides = config.settings.overrides.iter();
        let wanted = overrides.filter_map(|over| over.strategy.clone()).collect();
        Self::of(wanted, config, messages, sources, morphology, doctype)
    }

    /// Compiles the rules of every strategy there is.
    pub fn of_every_strategy(
        config: Config,
        messages: Messages,
        sources: &[Source],
        morphology: Morphology,
    ) -> Result<Self, SetupError> {
        let library = Library::read(sources).map_err(SetupError::Mistakes)?;
        let strategies = library.strategies.into_iter();
        let wanted = strategies.map(|strategy| strategy.id).collect();
        Self::of(wanted, config, messages, sources, morphology, None)
    }

    /// Compiles the rules of some strategies and of the one that holds where nothing else is said.
    fn of(
        mut wanted: BTreeSet<String>,
        config: Config,
        messages: Messages,
        sources: &[Source],
        morphology: Morphology,
        doctype: Option<String>,
    ) -> Result<Self, SetupError> {
        let chosen = config.settings.strategy.clone();
        let default_strategy = chosen.unwrap_or_else(|| DEFAULT_STRATEGY.to_owned());
        wanted.insert(default_strategy.clone());
        let mut strategies = BTreeMap::new();
        let mut doctypes = Vec::new();
        for id in wanted {
            let (in_force, types) = compile(&id, sources, &config)?;
            strategies.insert(id, in_force);
            doctypes = types;
        }
        let checker = Self {
            config,
            messages,
            morphology,
            doctypes,
            genres: genres(),
            strategies,
            default_strategy,
            doctype,
            triggers: Mutex::default(),
        };
        checker.check_names()?;
        Ok(checker)
    }

    /// The strategy that holds where nothing else is said.
    pub fn in_force(&self) -> &InForce {
        &self.strategies[&self.default_strategy]
    }

    /// Each strategy with its rules, the one that holds where nothing else is said first.
    pub fn every_in_force(&self) -> impl Iterator<Item = &InForce> {
        let others = self.strategies.iter();
        let others = others.filter(|(id, _)| **id != self.default_strategy);
        iter::once(self.in_force()).chain(others.map(|(_, in_force)| in_force))
    }

    /// Whether the names of types, steps and rules in the settings are known.
    fn check_names(&self) -> Result<(), SetupError> {
        let settings = &self.config.settings;
        let overrides = settings.overrides.iter();
        let doctypes = overrides.clone().filter_map(|over| over.doctype.as_ref());
        for doctype in doctypes.chain(&settings.doctype).chain(&self.doctype) {
            if !self.doctypes.iter().any(|known| known.id == *doctype) {
                let known = self.doctypes.iter().map(|known| known.id.clone()).collect();
                return Err(SetupError::UnknownDoctype(doctype.clone(), known));
            }
        }
        // A gate for a step that is not there would never be missed.
        let steps = self.strategies.values();
        let steps: BTreeSet<&str> = steps
            .flat_map(|in_force| &in_force.strategy.steps)
            .map(|step| step.id.as_str())
            .collect();
        let gates = overrides.clone().map(|over| &over.gates);
        for gates in gates.chain([&settings.gates]) {
            let mut asked = gates.min_score.keys();
            if let Some(step) = asked.find(|step| !steps.contains(step.as_str())) {
                let known = steps.iter().map(|step| (*step).to_owned()).collect();
                return Err(SetupError::UnknownStep(step.clone(), known));
            }
        }
        let known: BTreeSet<&str> = self
            .strategies
            .values()
            .flat_map(|in_force| &in_force.rules.rules)
            .map(|rule| rule.header.id.as_str())
            .collect();
        let rules = settings
            .severity
            .keys()
            .chain(overrides.flat_map(|over| over.severity.keys()));
        for rule in rules.chain(
            settings
                .ignore
                .iter()
                .filter_map(|ignore| ignore.rule.as_ref()),
        ) {
            if !known.contains(rule.as_str()) {
                let nearest = crate::toml_file::nearest(rule, known.iter().copied());
                return Err(SetupError::UnknownRule(
                    rule.clone(),
                    nearest.map(str::to_owned),
                ));
            }
        }
        Ok(())
    }

    /// Checks files on all threads; `done` is told of each file as it is finished.
    pub fn run(&self, files: &[PathBuf], done: impl Fn(&Path) + Sync) -> Report {
        let review = |path: &PathBuf| {
            let mut triggers = self.lend_triggers();
            let reviewed = self.review_file(path, &mut triggers);
            self.triggers
                .lock()
                .expect("nothing panics with it")
                .push(triggers);
            done(path);
            reviewed
        };
        // The threads share either the files or, if there are too few, the work on each.
        let reviewed = if files.len() < rayon::current_num_threads() {
            files.iter().map(review).collect()
        } else {
            files.par_iter().map(review).collect()
        };
        self.report(reviewed)
    }

    /// Puts the results of single documents together.
    pub fn report(&self, reviewed: Vec<Result<DocumentReview, Trouble>>) -> Report {
        let (mut documents, mut unread) = (Vec::new(), Vec::new());
        for result in reviewed {
            match result {
                Ok(document) => documents.push(document),
                Err(trouble) => unread.push(self.unread(&trouble)),
            }
        }
        exceptions::report(self, &mut documents);
        advice::vary(self, &mut documents);
        let summary = gates::summary(self, &documents, unread.len());
        let rules = self.rules_of(&documents);
        Report {
            schema_version: SCHEMA_VERSION,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            lang: self.messages.lang,
            documents,
            unread,
            rules,
            summary,
        }
    }

    /// The rules that found something, by id.
    fn rules_of(&self, documents: &[DocumentReview]) -> Vec<RuleReview> {
        let lang = self.messages.lang;
        let findings = documents.iter().flat_map(|document| &document.findings);
        let ids: BTreeSet<&str> = findings.map(|finding| finding.rule.as_str()).collect();
        let review = |id: &str| {
            let mut strategies = self.strategies.values();
            let rule = strategies.find_map(|in_force| in_force.rules.rule(id))?;
            Some(RuleReview {
                id: id.to_owned(),
                pack: rule.pack.clone(),
                severity: rule.header.severity.unwrap_or(Severity::Note),
                categories: rule.header.categories.clone(),
                title: rule.header.title.get(lang).to_owned(),
                why: rule.header.why.get(lang).to_owned(),
                source: rule.header.source.clone(),
            })
        };
        ids.into_iter().filter_map(review).collect()
    }

    /// Puts advice and figures right after findings were silenced.
    pub fn renew(&self, report: &mut Report) {
        for document in &mut report.documents {
            document.advice = advice::first_things(self, &document.findings);
        }
        report.summary = gates::summary(self, &report.documents, report.unread.len());
    }

    fn unread(&self, trouble: &Trouble) -> Unread {
        Unread {
            path: shown_path(&trouble.path),
            message: trouble_message(&self.messages, trouble),
        }
    }

    fn lend_triggers(&self) -> Triggers {
        let mut kept = self.triggers.lock().expect("nothing panics with it");
        kept.pop().unwrap_or_default()
    }

    fn review_file(&self, path: &Path, triggers: &mut Triggers) -> Result<DocumentReview, Trouble> {
        let bytes = files::read(path, self.size_limit(path))?;
        self.review_bytes(path, &bytes, triggers)
    }

    /// The largest file of this name that is read, in bytes.
    pub fn size_limit(&self, path: &Path) -> u64 {
        let set = self.config.settings.limits.file_megabytes;
        set.map_or_else(
            || readers::size_limit(path),
            |megabytes| megabytes.saturating_mul(1_000_000),
        )
    }

    /// Checks a document whose bytes are at hand.
    pub fn review_bytes(
        &self,
        path: &Path,
        bytes: &[u8],
        triggers: &mut Triggers,
    ) -> Result<DocumentReview, Trouble> {
        let (review, _) = self.review_and_document(path, bytes, triggers)?;
        Ok(review)
    }

    /// The same, with the document as it was read, for those who look up more places in it.
    pub fn review_and_document(
        &self,
        path: &Path,
        bytes: &[u8],
        triggers: &mut Triggers,
    ) -> Result<(DocumentReview, Document), Trouble> {
        // The last net: whatever goes wrong inside one file, the others are still checked.
        let guarded = catch_unwind(AssertUnwindSafe(|| {
            let document = self.read(path, bytes)?;
            let checked = self.check(document, triggers);
            let mut review = review::review(self, &checked);
            columns::fill(&mut review, bytes);
            Ok((review, checked.analysis.document))
        }));
        guarded.unwrap_or_else(|_| {
            Err(Trouble {
                path: path.to_owned(),
                key: "file-defeated",
                detail: String::new(),
            })
        })
    }

    /// Readers' options by the settings: PDF files are read in a child process that can be stopped.
    fn read_options(&self) -> readers::Options {
        let mut options = readers::Options::guarded();
        let (set, limits) = (&self.config.settings.limits, &mut options.limits);
        let bytes = |megabytes: u64| megabytes.saturating_mul(1_000_000);
        if let Some(megabytes) = set.file_megabytes {
            limits.file_bytes = bytes(megabytes);
            limits.pdf_bytes = limits.file_bytes;
        }
        if let Some(megabytes) = set.unpacked_megabytes {
            limits.total_bytes = bytes(megabytes);
            limits.part_bytes = limits.total_bytes;
        }
        limits.time = set.seconds.map_or(limits.time, Duration::from_secs);
        limits.depth = set.depth.unwrap_or(limits.depth);
        limits.memory_bytes = set.memory_megabytes.map_or(limits.memory_bytes, bytes);
        options
    }

    /// Reads a document.
    pub fn read(&self, path: &Path, bytes: &[u8]) -> Result<Document, Trouble> {
        readers::read_with(path, bytes, &self.read_options()).map_err(|error| Trouble {
            path: path.to_owned(),
            key: error.key,
            detail: error.detail,
        })
    }

    /// Analyses and scores a document.
    pub fn check(&self, document: Document, triggers: &mut Triggers) -> Checked<'_> {
        let overrides: Vec<_> = self.config.overrides(&document.path).collect();
        let strategy = overrides
            .iter()
            .rev()
            .find_map(|over| over.strategy.as_ref());
        let in_force = &self.strategies[strategy.unwrap_or(&self.default_strategy)];
        let analysis = analyze(document, &self.morphology);
        let hits = in_force.rules.index.search(&analysis, triggers);
        let set = self.doctype.as_ref().or_else(|| {
            overrides
                .iter()
                .rev()
                .find_map(|over| over.doctype.as_ref())
        });
        let named = |id: &String| self.doctypes.iter().find(|doctype| doctype.id == *id);
        let doctype = set
            .and_then(named)
            .or_else(|| recognise(&self.doctypes, &analysis, &hits))
            .or_else(|| self.config.settings.doctype.as_ref().and_then(named));
        let found = in_force
            .rules
            .apply(&analysis, &self.morphology, doctype, hits);
        let strategy = &in_force.strategy;
        let evidence = in_force.rules.grade(&analysis, &found, &strategy.scoring);
        let units = content_units(&analysis, &found);
        let score_of = |step: &Step| {
            let own: Vec<&Evidence> = evidence.iter().filter(|one| one.step == step.id).collect();
            score(&own, units, &strategy.scoring)
        };
        let scores = strategy.steps.iter().map(score_of).collect();
        Checked {
            analysis,
            doctype,
            in_force,
            found,
            evidence,
            units,
            scores,
        }
    }
}

/// The sentences that carry the content: no headings, no table cells, no fixed texts, no other languages.
pub(crate) fn content_sentences<'a>(
    analysis: &'a Analysis,
    found: &'a Found<'_>,
) -> impl Iterator<Item = &'a Sentence> {
    analysis.sentences.iter().filter(|sentence| {
        let kind = analysis.document.blocks[sentence.block].kind;
        kind.is_prose()
            && analysis.is_checked(sentence.block)
            && found
                .zones
                .at(sentence.span, &[ZoneName::Boilerplate])
                .is_none()
    })
}

/// How much content a document has: its content sentences, and its table rows but for header rows.
fn content_units(analysis: &Analysis, found: &Found<'_>) -> usize {
    let rows = units(analysis).into_iter().filter(|unit| {
        let zone = found.zones.at(unit.span, &[ZoneName::Boilerplate]);
        unit.row.is_some() && !unit.is_heading && zone.is_none()
    });
    content_sentences(analysis, found).count() + rows.count()
}

/// What is said of a file that could not be read.
pub fn trouble_message(messages: &Messages, trouble: &Trouble) -> String {
    messages.with(trouble.key, &[("detail", trouble.detail.clone().into())])
}

/// A path with `/` between folders, on every system, and without a `./` before it: code hosts
/// know files by their plain names.
pub fn shown_path(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let shown = parts.join("/").replacen("//", "/", 1);
    shown
        .strip_prefix("./")
        .map_or(shown.clone(), str::to_owned)
}

fn compile(
    id: &str,
    sources: &[Source],
    config: &Config,
) -> Result<(InForce, Vec<Doctype>), SetupError> {
    let library = Library::read(sources).map_err(SetupError::Mistakes)?;
    let known = || {
        library
            .strategies
            .iter()
            .map(|strategy| strategy.id.clone())
            .collect()
    };
    if library.strategy(id).is_none() {
        return Err(SetupError::UnknownStrategy(id.to_owned(), known()));
    }
    let (rules, strategies, doctypes) = library.into_rule_set(id, &config.settings.severity);
    let strategy = strategies.into_iter().find(|strategy| strategy.id == id);
    let strategy = strategy.expect("it was found above");
    Ok((InForce { strategy, rules }, doctypes))
}
