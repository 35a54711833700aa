//! What a unit of text says of a step: the terms grading answers in.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// What one unit (a sentence, a list item or a table row) says of a step.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Id of the step.
    pub step: String,
    /// Ids of the rules that found a cue in the unit.
    pub rules: Vec<String>,
    /// The unit.
    pub span: Span,
    /// The cues in it.
    pub cues: Vec<Span>,
    /// Index of the heading block the unit stands under.
    pub section: Option<usize>,
    /// 0 (nothing, or blocked) to 4.
    pub level: f64,
    /// What the level means.
    pub kind: EvidenceLevel,
    /// What ties the deed to the world.
    pub anchors: Vec<Anchor>,
    /// What a deed could still have.
    pub missing: Vec<AnchorKind>,
    /// Why it does not count.
    pub blocked_by: Option<Blocked>,
    /// Whether a hedge lowered it.
    pub is_hedged: bool,
}

/// The rungs of the ladder from words to deeds.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum EvidenceLevel {
    /// Nothing that counts.
    None,
    /// Only in a heading, or a pile of keywords.
    Heading,
    /// The step's name or slogan.
    Named,
    /// A wish, value, aim or need.
    Idea,
    /// Somebody identifiable does something of the kind.
    Deed,
}

/// Something that ties a deed to the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// What it tells.
    pub kind: AnchorKind,
    /// Where it stands.
    pub span: Span,
}

/// What an anchor tells.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumIter,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum AnchorKind {
    /// Who does it.
    Who,
    /// When, or how often.
    When,
    /// How much, or how it is measured.
    Measure,
    /// What is learned, or when it is stopped.
    Learning,
}

/// Why a unit does not count.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Blocked {
    /// It is denied, or its lack is complained of.
    Negation,
    /// It was called off or put off.
    Cancelled,
    /// The word means something else here, outside working and civic life.
    FalseFriend,
    /// It speaks of law.
    Law,
    /// It is a fixed text.
    Boilerplate,
    /// It quotes the strategy itself.
    Quotation,
    /// It says again what another unit says.
    Copy,
}
