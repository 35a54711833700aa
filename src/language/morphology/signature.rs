//! The grammar of a reading in one number, so that what rules ask of it is answered in one step.

use crate::language::morphology::reading::Reading;

/// Grammatical features with their variants, a bit for each; of each feature one bit is set, the
/// last one if the reading does not have the feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Signature(u64);

/// A feature of a [`Signature`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Part of speech.
    Upos,
    /// Case.
    Case,
    /// Number.
    Number,
    /// Person of a verb.
    Person,
    /// Mood.
    Mood,
    /// Tense.
    Tense,
    /// Voice.
    Voice,
    /// Finite, infinitive or participle.
    VerbForm,
    /// Which participle.
    PartForm,
    /// Which infinitive, from 1.
    Infinitive,
}

impl Feature {
    /// The feature's first bit and the number of its bits.
    const fn bits(self) -> (u32, u32) {
        match self {
            Self::Upos => (0, 15),
            Self::Case => (15, 16),
            Self::Number => (31, 3),
            Self::Person => (34, 4),
            Self::Mood => (38, 5),
            Self::Tense => (43, 3),
            Self::Voice => (46, 3),
            Self::VerbForm => (49, 4),
            Self::PartForm => (53, 5),
            Self::Infinitive => (58, 6),
        }
    }

    fn all(self) -> u64 {
        let (start, length) = self.bits();
        ((1 << length) - 1) << start
    }

    /// The bit of a variant by its place in the feature, or of the lack of it.
    fn bit(self, variant: Option<usize>) -> u64 {
        let (start, length) = self.bits();
        let last = length as usize - 1;
        1 << (start as usize + variant.map_or(last, |variant| variant.min(last)))
    }
}

impl Signature {
    /// Every variant of every feature.
    pub const ALL: Self = Self(u64::MAX);

    /// The signature of a reading.
    pub(super) fn of(reading: &Reading) -> Self {
        let number =
            |number: Option<u8>| number.and_then(|number| usize::from(number).checked_sub(1));
        Self(
            Feature::Upos.bit(Some(reading.upos as usize))
                | Feature::Case.bit(reading.case.map(|case| case as usize))
                | Feature::Number.bit(reading.number.map(|number| number as usize))
                | Feature::Person.bit(reading.person.map(|person| person as usize))
                | Feature::Mood.bit(reading.mood.map(|mood| mood as usize))
                | Feature::Tense.bit(reading.tense.map(|tense| tense as usize))
                | Feature::Voice.bit(reading.voice.map(|voice| voice as usize))
                | Feature::VerbForm.bit(reading.verb_form.map(|form| form as usize))
                | Feature::PartForm.bit(reading.part_form.map(|form| form as usize))
                | Feature::Infinitive.bit(number(reading.infinitive)),
        )
    }

    /// Everything, but of one feature only some variants: a bit for each by its place.
    pub fn only(feature: Feature, variants: u32) -> Self {
        let (start, length) = feature.bits();
        let lack = u64::from(feature != Feature::Upos) << (length - 1);
        let chosen = u64::from(variants) & ((1 << length) - 1) & !lack;
        Self(!feature.all() | chosen << start)
    }

    /// Everything but some variants of one feature.
    pub fn except(feature: Feature, variants: u32) -> Self {
        Self(Self::only(feature, variants).0 ^ feature.all())
    }

    /// What both have.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What one of them has.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether everything it has is in another.
    pub fn lies_in(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::morphology::{Case, Morphology, Upos};

    #[test]
    fn a_reading_lies_in_what_is_asked_of_it_and_in_nothing_else() {
        let asks_case = |case: Case| Signature::only(Feature::Case, 1 << case as u32);
        let word = Morphology::new().word("talossa");
        let signature = Signature::of(&word.readings[0]);
        assert!(signature.lies_in(Signature::ALL));
        assert!(signature.lies_in(asks_case(Case::Ine)));
        assert!(!signature.lies_in(asks_case(Case::Ela)));
        assert!(signature.lies_in(asks_case(Case::Ela).or(asks_case(Case::Ine))));
        assert!(!signature.lies_in(Signature::except(Feature::Case, 1 << Case::Ine as u32)));
        assert!(signature.lies_in(Signature::except(Feature::Case, 1 << Case::Ela as u32)));
        let verb = Signature::only(Feature::Upos, 1 << Upos::Verb as u32);
        assert!(!signature.lies_in(asks_case(Case::Ine).and(verb)));
        // A verb has no case.
        assert!(!signature.lies_in(Signature::only(Feature::Mood, u32::MAX)));
    }
}
