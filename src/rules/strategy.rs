//! Strategies: a vision, its steps, and the terms of scoring.

use std::cmp::Reverse;

use serde::Deserialize;

use crate::rules::matching::{Hits, Index};
use crate::rules::query::Entry;
use crate::text::Text;

/// A strategy, from `strategy.toml` of its pack.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strategy {
    /// Its name in settings and reports; the name of its folder.
    pub id: String,
    /// Its name for people.
    pub title: Text,
    /// What it wants to be.
    #[serde(default)]
    pub vision: Text,
    /// What plain speakers call it: *onnistumissuunnitelma*.
    #[serde(default)]
    pub name_in_plain_words: Option<String>,
    /// Sentences of its own beside the vision and what its steps mean: four words of them in a row
    /// are a quotation, which is no evidence.
    #[serde(default)]
    pub sayings: Vec<String>,
    /// The steps or pillars that are scored.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
    /// Themes that are noted when they are spoken of, and never missed.
    #[serde(default, rename = "spearhead")]
    pub spearheads: Vec<Step>,
    /// The terms of scoring.
    #[serde(default)]
    pub scoring: ScoringTerms,
    /// What to write where evidence is missing.
    #[serde(default)]
    pub advice: Vec<Advice>,
}

/// A step, pillar or theme.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name in settings and reports.
    pub id: String,
    /// Its name for people.
    pub title: Text,
    /// What it means.
    #[serde(default)]
    pub describes: Text,
    /// A sentence that shows it in a deed; `explain` says what such a sentence would be worth.
    pub example: Option<String>,
}

/// A suggestion for a step that is not shown.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// The step.
    pub step: String,
    /// What is missing.
    pub reason: Reason,
    /// Words of the documents it suits best; without any, it suits all.
    #[serde(default)]
    about: Vec<Entry>,
    /// What to write.
    pub text: Text,
}

impl Strategy {
    /// Files the patterns of its advice in the index.
    pub(super) fn file_patterns(&mut self, index: &mut Index) {
        let entries = self.advice.iter_mut().flat_map(|advice| &mut advice.about);
        entries.for_each(|entry| entry.0.file(index));
    }

    /// The advice for a step and a reason that suits a document, the best first: that whose words
    /// stand in it most often, and last what suits all, in the order of the file.
    pub fn advice_for(&self, step: &str, reason: Reason, hits: &Hits) -> Vec<&Advice> {
        let advice = self.advice.iter();
        let mut suiting: Vec<(usize, &Advice)> = advice
            .filter(|advice| advice.step == step && advice.reason == reason)
            .map(|advice| (advice.suits(hits), advice))
            .filter(|(times, advice)| *times > 0 || advice.is_for_all())
            .collect();
        suiting.sort_by_key(|(times, _)| Reverse(*times));
        suiting.into_iter().map(|(_, advice)| advice).collect()
    }
}

impl Advice {
    /// Whether it suits documents about anything.
    pub fn is_for_all(&self) -> bool {
        self.about.is_empty()
    }

    /// How often its words stand in a document.
    fn suits(&self, hits: &Hits) -> usize {
        let counts = self.about.iter().map(|entry| hits.of(entry.0.id()).len());
        counts.sum()
    }
}

/// Why a step is not shown as well as it could be.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Deserialize,
    serde::Serialize,
    strum::IntoStaticStr,
    strum::EnumIter,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Reason {
    /// Nothing speaks of the step.
    NothingFound,
    /// The step is named or wished for, and nothing is done.
    OnlyNamed,
    /// Something is done, and nobody is named as the doer.
    DeedWithoutDoer,
    /// Somebody does something, and no time is given.
    DoerWithoutDate,
    /// A doer and a time are there, and no measure.
    NoMeasure,
}

/// The numbers of the score; see "Evidence and score" in the README.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScoringTerms {
    /// How much of what is still missing one best unit can give.
    pub weight: f64,
    /// How many sections count.
    pub sections: usize,
    /// The fewest content units a document must have to be scored.
    pub min_units: usize,
    /// Level of a unit that is only a heading or a pile of keywords.
    pub heading: f64,
    /// Level of a unit that names the step.
    pub named: f64,
    /// Level of a unit that wishes, values or aims.
    pub idea: f64,
    /// Level of a deed without anchors.
    pub deed: f64,
    /// What each anchor adds to a deed.
    pub anchor: f64,
    /// The most a score can be if the best level is no higher: `[level, most]`, rising.
    pub caps: Vec<(f64, f64)>,
}

impl Default for ScoringTerms {
    fn default() -> Self {
        Self {
            weight: 0.75,
            sections: 3,
            min_units: 5,
            heading: 0.5,
            named: 1.0,
            idea: 1.5,
            deed: 2.0,
            anchor: 0.5,
            caps: vec![(0.5, 10.0), (1.0, 25.0), (1.5, 40.0), (2.5, 70.0)],
        }
    }
}
