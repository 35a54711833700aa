//! One reading of a word form, in the terms of Universal Dependencies.

use serde::Serialize;
use strum::{EnumString, IntoStaticStr, VariantNames};

/// One way to understand a word form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// The lemma as Universal Dependencies has it (*tehty* -> *tehdä*), in lower case.
    pub lemma: Box<str>,
    /// A second lemma: the participle or action noun itself (*tehty*), or its verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_lemma: Option<Box<str>>,
    /// Part of speech.
    pub upos: Upos,
    /// Case of a nominal or infinitive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    /// Number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// Person of a finite verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// Mood of a finite verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mood: Option<Mood>,
    /// Tense of a finite verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tense: Option<Tense>,
    /// Active or passive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice: Option<Voice>,
    /// Finite, infinitive or participle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verb_form: Option<VerbForm>,
    /// Which infinitive, from 1 to 5 (4 is the action noun in -minen).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub infinitive: Option<u8>,
    /// Which participle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_form: Option<PartForm>,
    /// Degree of comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub degree: Option<Degree>,
    /// Whether it is the negative verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// Whether it is the form that stands after the negative verb (*ei tehdä*).
    pub connegative: bool,
    /// Clitics in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clitics: Vec<Clitic>,
    /// The person of a possessive suffix: `1s 2s 1p 2p 3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub possessive: Option<Box<str>>,
    /// How it is derived: `minen`, `sti`, `us`, `ton`, `ja` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derivation: Option<Box<str>>,
    /// The parts of a compound; empty unless there are two or more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// The dictionary's own tags, such as `[Lt][Xp]tehdä[X]te[Rt]ht[Ll]y`.
    pub raw: Box<str>,
    /// Whether its lemma is rare beside another word of the same form (*vuo* beside *vuosi*).
    #[serde(skip)]
    pub is_rare: bool,
    /// Whether it was guessed, not found.
    pub guessed: bool,
}

/// A part of a compound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The part as it stands in the form, in lower case.
    pub form: Box<str>,
    /// The part's own lemma.
    pub lemma: Box<str>,
}

/// Part of speech.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    EnumString,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
pub enum Upos {
    /// Noun.
    Noun,
    /// Name.
    Propn,
    /// Verb.
    Verb,
    /// Auxiliary: *olla*, the negative verb.
    Aux,
    /// Adjective.
    Adj,
    /// Adverb.
    Adv,
    /// Pronoun.
    Pron,
    /// Numeral.
    Num,
    /// Adposition.
    Adp,
    /// Coordinating conjunction.
    Cconj,
    /// Subordinating conjunction.
    Sconj,
    /// Interjection.
    Intj,
    /// Punctuation.
    Punct,
    /// Symbol.
    Sym,
    /// Anything else.
    #[default]
    X,
}

/// Grammatical case.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantNames,
)]
pub enum Case {
    /// Nominative.
    Nom,
    /// Genitive.
    Gen,
    /// Partitive.
    Par,
    /// Essive.
    Ess,
    /// Translative.
    Tra,
    /// Inessive.
    Ine,
    /// Elative.
    Ela,
    /// Illative.
    Ill,
    /// Adessive.
    Ade,
    /// Ablative.
    Abl,
    /// Allative.
    All,
    /// Abessive.
    Abe,
    /// Comitative.
    Com,
    /// Instructive.
    Ins,
    /// Accusative (personal pronouns).
    Acc,
}

/// Grammatical number.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantNames,
)]
pub enum Number {
    /// Singular.
    Sing,
    /// Plural.
    Plur,
}

/// Person of a verb. The passive has none.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantNames,
)]
pub enum Person {
    /// First.
    #[strum(serialize = "1")]
    First,
    /// Second.
    #[strum(serialize = "2")]
    Second,
    /// Third.
    #[strum(serialize = "3")]
    Third,
}

/// Mood.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantNames,
)]
pub enum Mood {
    /// Indicative.
    Ind,
    /// Conditional.
    Cnd,
    /// Potential.
    Pot,
    /// Imperative.
    Imp,
}

/// Tense.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantNames,
)]
pub enum Tense {
    /// Present.
    Pres,
    /// Past.
    Past,
}

/// Voice.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantNames,
)]
pub enum Voice {
    /// Active.
    Act,
    /// Passive.
    Pass,
}

/// Form of a verb.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantNames,
)]
pub enum VerbForm {
    /// Finite.
    Fin,
    /// Infinitive.
    Inf,
    /// Participle.
    Part,
}

/// Which participle.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantNames,
)]
pub enum PartForm {
    /// Present: *tekevä*, *tehtävä*.
    Pres,
    /// Past: *tehnyt*, *tehty*.
    Past,
    /// Agent: *tekemä*.
    Agt,
    /// Negative: *tekemätön*.
    Neg,
}

/// Degree of comparison.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantNames,
)]
pub enum Degree {
    /// Positive.
    Pos,
    /// Comparative.
    Cmp,
    /// Superlative.
    Sup,
}

/// Polarity.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantNames,
)]
pub enum Polarity {
    /// The negative verb.
    Neg,
}

/// A clitic.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantNames,
)]
pub enum Clitic {
    /// -kin
    Kin,
    /// -kAAn
    Kaan,
    /// -kO
    Ko,
    /// -hAn
    Han,
    /// -pA
    Pa,
    /// -kA (*eikä*)
    Ka,
    /// -s
    S,
}

impl Reading {
    /// Its lemma or lemmas.
    pub fn lemmas(&self) -> impl Iterator<Item = &str> {
        let other = self.other_lemma.as_deref();
        std::iter::once(&*self.lemma).chain(other)
    }
}
