//! [`Analysis`] -> findings and cues: what to look for, and what it means when found.
//!
//! A [`Rule`] is a kind (what to look for) with a header (what it means). With a severity it makes
//! a [`Finding`]; with a step of the strategy it makes a [`Cue`], which grading turns into evidence.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Visitor};

use crate::language::{Analysis, Morphology};
use crate::parallel;
use crate::span::Span;
use crate::text::{Lang, Text};

mod affixes;
mod builtin;
mod doctype;
mod evidence;
mod examples;
mod expression;
mod file;
mod glance;
mod grading;
mod kinds;
mod library;
mod matching;
mod pattern;
mod query;
mod strategy;
mod token_test;
mod view;
mod wording;
mod zones;

pub use builtin::{builtin, without_examples};
pub use doctype::{Doctype, Override, StepPolicy};
pub use evidence::{Anchor, AnchorKind, Blocked, Evidence, EvidenceLevel};
pub use examples::{ExampleFailure, Failing, Marked, test_examples};
pub use grading::{Borrowed, Grade, Graded, GradedText, Grading, Row, Sayings, Unit, grade, units};
pub use kinds::{KindName, Match, Reach};
pub use library::{Library, Source, recognise};
pub use matching::{Hit, Hits, Index, PatternId, Triggers};
pub use pattern::{Pattern, PatternError};
pub use query::{Entry, Query, hits_range};
pub use strategy::{Advice, Reason, ScoringTerms, Step, Strategy};
pub use view::{Scope, View};
pub use zones::{ZoneName, Zones};

/// One rule of a rule file.
#[derive(Debug)]
pub struct Rule {
    /// The folder it came from: `clarity`, `imatra-2018`.
    pub pack: String,
    /// The file it came from, under the rules folder.
    pub file: String,
    /// Everything about the rule except what it looks for.
    pub header: Header,
    query: Query,
    kind: Box<dyn kinds::Kind>,
}

/// The keys every rule has, whatever its kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The name used in reports and on the command line.
    pub id: String,
    /// What sort of search it is.
    pub kind: KindName,
    /// How much a finding matters; a rule without one makes evidence.
    pub severity: Option<Severity>,
    /// The step of the strategy it is evidence for.
    pub step: Option<String>,
    /// What a match says of the step.
    pub cue: Option<CueKind>,
    /// A short name.
    pub title: Text,
    /// What the reader is told. `{match}`, `{suggestion}`, `{count}` and `{limit}` are filled in.
    #[serde(default)]
    pub message: Text,
    /// Why it matters.
    #[serde(default)]
    pub why: Text,
    /// Where the rule or its threshold comes from.
    pub source: Option<String>,
    /// A better wording where the kind gives none.
    pub suggestion: Option<Text>,
    /// The faults it is counted under in reports: `officialese`, `long-sentence`.
    #[serde(default, deserialize_with = "one_or_list")]
    pub categories: Vec<String>,
    /// Only in these document types; all if empty.
    #[serde(default)]
    pub doctypes: Vec<String>,
    /// In which blocks.
    #[serde(default, deserialize_with = "one_or_list")]
    pub scope: Vec<Scope>,
    /// Zones it looks into although they are left alone by default.
    #[serde(default, deserialize_with = "one_or_list")]
    pub zones: Vec<ZoneName>,
    /// Whether it is switched on.
    #[serde(default = "enabled")]
    pub enabled: bool,
    /// Texts the rule must find, with what it must find in brackets.
    #[serde(default)]
    pub bad: Vec<Example>,
    /// Texts in which it must find nothing.
    #[serde(default)]
    pub good: Vec<Example>,
    /// Texts that are evidence.
    #[serde(default)]
    pub shows: Vec<Example>,
    /// Texts that look like evidence and are not.
    #[serde(default)]
    pub not: Vec<Example>,
}

/// The keys of [`Header`]; the rest of a rule belongs to its search and its kind.
const HEADER_KEYS: &[&str] = &[
    "id",
    "kind",
    "severity",
    "step",
    "cue",
    "title",
    "message",
    "why",
    "source",
    "suggestion",
    "categories",
    "doctypes",
    "scope",
    "zones",
    "enabled",
    "bad",
    "good",
    "shows",
    "not",
];

/// An example text of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The text, with brackets around what must be found.
    pub text: String,
    /// The level of evidence it must have.
    pub level: Option<EvidenceLevel>,
    /// The document type it is read as.
    pub doctype: Option<String>,
    /// How many times the text stands, each a paragraph: for rules about whole documents.
    pub times: usize,
}

/// How much a finding matters, with the names SARIF uses.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    serde::Serialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::EnumIter,
    clap::ValueEnum,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Severity {
    /// Worth a look.
    Note,
    /// Should be changed.
    Warning,
    /// Must be changed.
    Error,
}

/// What a match of an evidence rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CueKind {
    /// The step's name or slogan.
    Name,
    /// A value or quality: never more than an idea.
    Idea,
    /// A concept; the sentence decides whether it is a deed.
    Practice,
    /// A deed in itself.
    Deed,
}

/// Something a rule says about a place in a document.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// The rule that says it.
    pub rule: &'a Rule,
    /// How much it matters here.
    pub severity: Severity,
    /// The place and what was found there.
    pub found: Match,
}

/// A place that speaks of a step.
#[derive(Clone, Debug)]
pub struct Cue<'a> {
    /// The rule that says so.
    pub rule: &'a Rule,
    /// The place.
    pub span: Span,
}

/// The rules that are in force, compiled.
#[derive(Debug)]
pub struct RuleSet {
    /// The rules, ordered by pack and file.
    pub rules: Vec<Rule>,
    /// All patterns of all rules.
    pub index: Index,
    /// What makes a deed and what makes an idea.
    pub grading: Grading,
    /// The strategy's own sentences.
    sayings: Sayings,
    zones: Vec<zones::ZoneRule>,
}

/// What the rules found in a document.
#[derive(Debug)]
pub struct Found<'a> {
    /// What to mend, in the order of the text.
    pub findings: Vec<Finding<'a>>,
    /// What speaks of a step, in the order of the text.
    pub cues: Vec<Cue<'a>>,
    /// Every hit of every pattern.
    pub hits: Hits,
    /// The zones that are left alone.
    pub zones: Zones,
}

impl RuleSet {
    /// Runs every rule over one document of a type.
    ///
    /// `hits` is what the index found in it.
    pub fn apply(
        &self,
        analysis: &Analysis,
        morphology: &Morphology,
        doctype: Option<&Doctype>,
        hits: Hits,
    ) -> Found<'_> {
        let zones = Zones::find(&self.zones, analysis, &hits);
        let view = View::new(analysis, morphology, &hits, &zones);
        let (mut findings, mut cues) = (Vec::new(), Vec::new());
        let rules: Vec<&Rule> = self.rules.iter().collect();
        let found = parallel::map(&rules, |rule| {
            if rule.is_for(doctype) {
                rule.find(&view)
            } else {
                Vec::new()
            }
        });
        for (rule, matches) in rules.into_iter().zip(found) {
            match rule.severity_in(doctype) {
                Some(severity) => findings.extend(matches.into_iter().map(|found| Finding {
                    rule,
                    severity,
                    found,
                })),
                None if rule.header.step.is_some() => {
                    cues.extend(matches.into_iter().map(|found| Cue {
                        rule,
                        span: found.span,
                    }));
                }
                None => {}
            }
        }
        findings.sort_by(|one, other| {
            (one.found.span, &one.rule.header.id).cmp(&(other.found.span, &other.rule.header.id))
        });
        cues.sort_by_key(|cue| cue.span);
        Found {
            findings,
            cues,
            hits,
            zones,
        }
    }

    /// Grades the cues of a document: what each unit says of each step and theme.
    pub fn grade(
        &self,
        analysis: &Analysis,
        found: &Found<'_>,
        terms: &ScoringTerms,
    ) -> Vec<Evidence> {
        let borrowed = Borrowed::find(analysis, &found.zones, &self.sayings);
        let text = GradedText {
            analysis,
            hits: &found.hits,
            borrowed: &borrowed,
        };
        let graded = grading::evidence(text, &found.cues, &self.grading, terms);
        let section = |unit: &Unit| analysis.document.blocks[unit.block].heading;
        graded
            .into_iter()
            .map(|graded| Evidence {
                step: graded.step.to_owned(),
                rules: names(&graded.cues),
                span: graded.unit.span,
                cues: graded.cues.iter().map(|cue| cue.span).collect(),
                section: section(&graded.unit),
                level: graded.grade.level,
                kind: graded.grade.kind,
                anchors: graded.grade.anchors,
                missing: graded.grade.missing,
                blocked_by: graded.grade.blocked_by,
                is_hedged: graded.grade.hedged,
            })
            .collect()
    }

    /// Runs one rule over a document whose patterns have been searched.
    fn apply_one(
        &self,
        rule: &Rule,
        analysis: &Analysis,
        morphology: &Morphology,
        doctype: Option<&Doctype>,
        hits: &Hits,
    ) -> Vec<Match> {
        let zones = Zones::find(&self.zones, analysis, hits);
        if !rule.is_for(doctype) {
            return Vec::new();
        }
        rule.find(&View::new(analysis, morphology, hits, &zones))
    }

    /// The rule of an id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.header.id == id)
    }
}

impl Header {
    /// Every example of the rule.
    pub fn examples(&self) -> impl Iterator<Item = &Example> {
        let findings = self.bad.iter().chain(&self.good);
        findings.chain(&self.shows).chain(&self.not)
    }
}

impl Rule {
    fn is_for(&self, doctype: Option<&Doctype>) -> bool {
        let doctypes = &self.header.doctypes;
        let is_asked = |doctype: &Doctype| doctypes.contains(&doctype.id);
        self.header.enabled && (doctypes.is_empty() || doctype.is_some_and(is_asked))
    }

    /// How much a finding matters in a document type; nothing if the type switches it off.
    pub fn severity_in(&self, doctype: Option<&Doctype>) -> Option<Severity> {
        let own = self.header.severity?;
        match doctype {
            None => Some(own),
            Some(doctype) => doctype.severity(&self.header.id, own),
        }
    }

    fn find(&self, view: &View<'_>) -> Vec<Match> {
        let header = &self.header;
        let (scope, zones): (&[Scope], &[ZoneName]) = match header.step {
            // Evidence may stand anywhere, and what others are quoted as doing counts too. What law
            // and fixed texts say is looked at as well: grading tells why it counts for nothing.
            Some(_) if header.scope.is_empty() => (
                &[Scope::All],
                &[
                    ZoneName::Quote,
                    ZoneName::Law,
                    ZoneName::Boilerplate,
                    ZoneName::Name,
                ],
            ),
            Some(_) | None => (&header.scope, &header.zones),
        };
        let view = view.narrowed(scope, zones);
        self.kind.find(&view, &self.query)
    }

    /// What its findings say is unclear.
    pub fn reach(&self) -> Reach {
        self.kind.reach()
    }

    /// What the reader is told, without a place.
    pub fn general_message(&self, lang: Lang) -> String {
        let keys = ["{match}", "{suggestion}", "{count}", "{limit}"];
        let message = self.header.message.get(lang).to_owned();
        keys.iter()
            .fold(message, |text, key| text.replace(key, "…"))
    }

    /// The words it knows better ones for.
    pub fn better_words(&self) -> Vec<(String, String)> {
        self.kind.better_words()
    }

    fn file_patterns(&mut self, index: &mut Index) {
        self.query.file(index);
        self.kind.file(index);
    }
}

impl Finding<'_> {
    /// What the reader is told.
    pub fn message(&self, lang: Lang, text: &str) -> String {
        self.fill(self.rule.header.message.get(lang), lang, text)
    }

    /// What to write instead, if the rule knows.
    pub fn suggestion(&self, lang: Lang, text: &str) -> Option<String> {
        let written = self.rule.header.suggestion.as_ref();
        let written = written.map(|suggestion| self.fill(suggestion.get(lang), lang, text));
        self.found.suggestion.clone().or(written)
    }

    fn fill(&self, template: &str, lang: Lang, text: &str) -> String {
        let number = |number: Option<f64>| number.map_or_else(String::new, |n| shown(n, lang));
        template
            .replace("{match}", &text[self.found.span.start..self.found.span.end])
            .replace(
                "{suggestion}",
                self.found.suggestion.as_deref().unwrap_or("…"),
            )
            .replace("{count}", &number(self.found.count))
            .replace("{limit}", &number(self.found.limit))
    }
}

/// A number as people write it: whole if it is, else with one decimal and the language's comma.
fn shown(number: f64, lang: Lang) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    let text = if rounded.fract() == 0.0 {
        format!("{rounded:.0}")
    } else {
        format!("{rounded:.1}")
    };
    match lang {
        Lang::Fi => text.replace('.', ","),
        Lang::En => text,
    }
}

/// The rules of cues, each once.
fn names(cues: &[Cue<'_>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for cue in cues {
        if !names.contains(&cue.rule.header.id) {
            names.push(cue.rule.header.id.clone());
        }
    }
    names
}

fn enabled() -> bool {
    true
}

fn one_or_list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrList<T> {
        One(T),
        List(Vec<T>),
    }
    Ok(match OneOrList::deserialize(deserializer)? {
        OneOrList::One(one) => vec![one],
        OneOrList::List(list) => list,
    })
}

impl<'de> Deserialize<'de> for Example {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ExampleVisitor)
    }
}

/// Reads an example: a text, or a table with more about it.
struct ExampleVisitor;

impl<'de> Visitor<'de> for ExampleVisitor {
    type Value = Example;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a table with `text`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Example, E> {
        Ok(Example {
            text: text.to_owned(),
            level: None,
            doctype: None,
            times: 1,
        })
    }

    fn visit_map<A: de::MapAccess<'de>>(self, table: A) -> Result<Example, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            text: String,
            level: Option<EvidenceLevel>,
            doctype: Option<String>,
            times: Option<usize>,
        }
        let table = Table::deserialize(MapAccessDeserializer::new(table))?;
        Ok(Example {
            text: table.text,
            level: table.level,
            doctype: table.doctype,
            times: table.times.unwrap_or(1),
        })
    }
}
