//! What one token of a pattern must be: attributes, their values, and the answer for a token.

use std::ops::RangeInclusive;
use std::sync::Arc;

use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr, VariantNames};

use crate::language::{
    Case, Clitic, Degree, Feature, Mood, Number, Part, PartForm, Passive, Person, Polarity,
    Reading, Sentence, Signature, Tense, Token, TokenKind, Upos, VerbForm, Voice, Word,
};
use crate::rules::affixes::{Affixes, Literals};
use crate::rules::expression::WordExpression;
use crate::toml_file::nearest;

/// A condition on a token.
#[derive(Clone, Debug)]
pub enum TokenTest {
    /// Any token.
    Any,
    /// One attribute has a value.
    Atom(Atom),
    /// All hold, for one and the same reading.
    And(Vec<TokenTest>),
    /// One holds.
    Or(Vec<TokenTest>),
    /// It does not hold. Of a lemma or part: no reading has it.
    Not(Box<TokenTest>),
    /// It holds for every reading, and there is one.
    All(Box<TokenTest>),
}

/// An attribute and the values asked for.
#[derive(Clone, Debug)]
pub struct Atom {
    /// Which attribute.
    pub attribute: Attribute,
    /// Which values.
    pub value: Value,
}

/// The values an attribute may have.
#[derive(Clone, Debug)]
pub enum Value {
    /// One of these strings.
    Literals(Arc<Literals>),
    /// One of these variants of a closed set, a bit for each by its place in the set.
    Variants(u32),
    /// Strings with anything before or after them: `.*minen`.
    Affixes(Arc<Affixes>),
    /// Whatever the expression matches as a whole.
    Regex(Arc<WordExpression>),
    /// A number in this range.
    Range(RangeInclusive<usize>),
}

/// Whether a value is a string as it stands, or several with `|` between them.
fn is_plain(value: &str) -> bool {
    value.chars().all(|character| match character {
        'a'..='z' | 'ä' | 'ö' | '|' => true,
        '-' | ':' | '\'' | '’' | ' ' | '§' | '%' | '€' | '_' => true,
        other => other.is_alphanumeric(),
    })
}

/// What can be asked of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Attribute {
    Word,
    Form,
    Lemma,
    Part,
    First,
    Last,
    Upos,
    Case,
    Number,
    Person,
    Mood,
    Tense,
    Voice,
    Verbform,
    Infinitive,
    Partform,
    Degree,
    Polarity,
    Connegative,
    Clitic,
    Possessive,
    Derivation,
    Raw,
    Guessed,
    Kind,
    Passive,
    Is,
    Letters,
    Parts,
    Syllables,
}

/// The persons of a possessive suffix.
const POSSESSIVES: &[&str] = &["1s", "2s", "1p", "2p", "3"];
/// What can be asked of a token's letters and place.
const FLAGS: &[&str] = &["capital", "upper", "start", "end", "digit"];

/// A token in its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The token.
    pub token: &'a Token,
    /// Its index in the document.
    pub index: usize,
    /// Its sentence.
    pub sentence: &'a Sentence,
}

impl Attribute {
    /// The attribute of a name, or what to write instead.
    pub fn parse(name: &str) -> Result<Self, String> {
        name.parse().map_err(|_| {
            let names: Vec<&str> = Self::iter().map(Into::into).collect();
            unknown("attribute", name, &names)
        })
    }

    /// Whether it is compared as a number.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Letters | Self::Parts | Self::Syllables)
    }

    /// Whether it asks about a reading, not about the form or the place.
    fn is_of_reading(self) -> bool {
        match self {
            Self::Word
            | Self::Form
            | Self::Kind
            | Self::Passive
            | Self::Is
            | Self::Letters
            | Self::Parts
            | Self::Syllables => false,
            Self::Lemma
            | Self::Part
            | Self::First
            | Self::Last
            | Self::Upos
            | Self::Case
            | Self::Number
            | Self::Person
            | Self::Mood
            | Self::Tense
            | Self::Voice
            | Self::Verbform
            | Self::Infinitive
            | Self::Partform
            | Self::Degree
            | Self::Polarity
            | Self::Connegative
            | Self::Clitic
            | Self::Possessive
            | Self::Derivation
            | Self::Raw
            | Self::Guessed => true,
        }
    }

    /// The closed set of values, where there is one.
    fn values(self) -> Option<&'static [&'static str]> {
        Some(match self {
            Self::Upos => Upos::VARIANTS,
            Self::Case => Case::VARIANTS,
            Self::Number => Number::VARIANTS,
            Self::Person => Person::VARIANTS,
            Self::Mood => Mood::VARIANTS,
            Self::Tense => Tense::VARIANTS,
            Self::Voice => Voice::VARIANTS,
            Self::Verbform => VerbForm::VARIANTS,
            Self::Partform => PartForm::VARIANTS,
            Self::Degree => Degree::VARIANTS,
            Self::Polarity => Polarity::VARIANTS,
            Self::Clitic => Clitic::VARIANTS,
            Self::Kind => TokenKind::VARIANTS,
            Self::Passive => Passive::VARIANTS,
            Self::Connegative | Self::Guessed => &["yes"],
            Self::Infinitive => &["1", "2", "3", "4", "5"],
            Self::Possessive => POSSESSIVES,
            Self::Is => FLAGS,
            Self::Word
            | Self::Form
            | Self::Lemma
            | Self::Part
            | Self::First
            | Self::Last
            | Self::Derivation
            | Self::Raw
            | Self::Letters
            | Self::Parts
            | Self::Syllables => return None,
        })
    }
}

impl Value {
    /// Exactly this string.
    pub fn literal(value: &str) -> Self {
        Self::Literals(Arc::new(Literals::one(value)))
    }

    /// Reads the value of an attribute, or says what is wrong with it.
    pub fn parse(attribute: Attribute, value: &str) -> Result<Self, String> {
        let Some(variants) = attribute.values() else {
            return Self::open(value);
        };
        let mut set = 0;
        if is_plain(value) {
            for name in value.split('|') {
                let place = variants.iter().position(|variant| *variant == name);
                set |= 1 << place.ok_or_else(|| unknown("value", name, variants))?;
            }
        } else {
            let fits = Self::open(value)?;
            let fitting = variants.iter().enumerate();
            set = fitting
                .filter(|(_, name)| fits.fits(name))
                .fold(0, |set, (place, _)| set | 1 << place);
        }
        Ok(Self::Variants(set))
    }

    /// Reads a value that may be any string.
    fn open(value: &str) -> Result<Self, String> {
        if is_plain(value) {
            return Ok(Self::Literals(Arc::new(Literals::written(value))));
        }
        if let Some(affixes) = Affixes::new(value) {
            return Ok(Self::Affixes(Arc::new(affixes)));
        }
        let expression = WordExpression::new(value)
            .map_err(|error| format!("not a regular expression: {error}"))?;
        Ok(Self::Regex(Arc::new(expression)))
    }

    fn fits(&self, given: &str) -> bool {
        match self {
            Self::Literals(literals) => literals.contains(given),
            Self::Affixes(affixes) => affixes.fit(given),
            Self::Regex(expression) => expression.fits(given),
            Self::Variants(_) | Self::Range(_) => false,
        }
    }

    /// Whether a variant of a closed set, by its place there, is asked for.
    fn has(&self, place: usize) -> bool {
        matches!(self, Self::Variants(set) if set >> place & 1 == 1)
    }
}

fn unknown(what: &str, given: &str, known: &[&str]) -> String {
    match nearest(given, known.iter().copied()) {
        Some(name) => format!("unknown {what} `{given}`; did you mean `{name}`?"),
        None => format!(
            "unknown {what} `{given}`; expected one of: {}",
            known.join(", ")
        ),
    }
}

impl TokenTest {
    /// Whether the token passes.
    pub fn fits(&self, place: Place<'_>) -> bool {
        match self {
            Self::Any => true,
            Self::Or(tests) => tests.iter().any(|test| test.fits(place)),
            Self::Atom(atom) if !atom.attribute.is_of_reading() => {
                atom.fits_form(&place.token.word, Some(place))
            }
            _ => {
                let word = &place.token.word;
                word.readings
                    .iter()
                    .any(|reading| self.fits_reading(word, Some(reading), Some(place)))
                    || (word.readings.is_empty() && self.fits_reading(word, None, Some(place)))
            }
        }
    }

    /// Whether some token of this form could pass: what depends on the place is taken to hold.
    pub fn may_fit(&self, word: &Word) -> bool {
        word.readings
            .iter()
            .any(|reading| self.fits_reading(word, Some(reading), None))
            || (word.readings.is_empty() && self.fits_reading(word, None, None))
    }

    /// What the signature of a reading lies in if the test holds for that reading.
    pub fn signature(&self) -> Signature {
        match self {
            Self::Any => Signature::ALL,
            Self::Atom(atom) => atom.signature(Signature::only),
            Self::And(tests) => {
                let signatures = tests.iter().map(Self::signature);
                signatures.fold(Signature::ALL, Signature::and)
            }
            Self::Or(tests) => {
                let signatures = tests.iter().map(Self::signature);
                signatures.reduce(Signature::or).unwrap_or(Signature::ALL)
            }
            Self::Not(test) => match &**test {
                Self::Atom(atom) => atom.signature(Signature::except),
                _ => Signature::ALL,
            },
            Self::All(test) => test.signature(),
        }
    }

    /// Whether the signature of a reading tells all there is to know.
    pub fn is_grammar(&self) -> bool {
        match self {
            Self::Any => true,
            Self::Atom(atom) => atom.signature(Signature::only) != Signature::ALL,
            Self::And(tests) => tests.iter().all(Self::is_grammar),
            Self::Not(test) => matches!(**test, Self::Atom(_)) && test.is_grammar(),
            Self::Or(_) | Self::All(_) => false,
        }
    }

    fn fits_reading(
        &self,
        word: &Word,
        reading: Option<&Reading>,
        place: Option<Place<'_>>,
    ) -> bool {
        match self {
            Self::Any => true,
            Self::Atom(atom) if atom.attribute.is_of_reading() => {
                reading.is_some_and(|reading| atom.fits_reading(word, reading))
            }
            Self::Atom(atom) => atom.fits_form(word, place),
            Self::And(tests) => tests
                .iter()
                .all(|test| test.fits_reading(word, reading, place)),
            Self::Or(tests) => tests
                .iter()
                .any(|test| test.fits_reading(word, reading, place)),
            Self::Not(test) => test.fails(word, reading, place),
            Self::All(test) => {
                !word.readings.is_empty()
                    && word
                        .readings
                        .iter()
                        .all(|reading| test.fits_reading(word, Some(reading), place))
            }
        }
    }

    /// Whether the negation of this test holds.
    fn fails(&self, word: &Word, reading: Option<&Reading>, place: Option<Place<'_>>) -> bool {
        match self {
            Self::Atom(atom) if atom.asks_for_lemma() => !word
                .readings
                .iter()
                .any(|reading| atom.fits_reading(word, reading)),
            Self::Atom(atom) if place.is_none() && atom.depends_on_place() => true,
            Self::Or(tests) => tests.iter().all(|test| test.fails(word, reading, place)),
            Self::And(tests) => tests.iter().any(|test| test.fails(word, reading, place)),
            Self::Any | Self::Atom(_) | Self::Not(_) | Self::All(_) => {
                !self.fits_reading(word, reading, place)
            }
        }
    }
}

impl Atom {
    /// What a signature lies in, if the atom asks for a feature.
    fn signature(&self, of: impl Fn(Feature, u32) -> Signature) -> Signature {
        let feature = match self.attribute {
            Attribute::Upos => Feature::Upos,
            Attribute::Case => Feature::Case,
            Attribute::Number => Feature::Number,
            Attribute::Person => Feature::Person,
            Attribute::Mood => Feature::Mood,
            Attribute::Tense => Feature::Tense,
            Attribute::Voice => Feature::Voice,
            Attribute::Verbform => Feature::VerbForm,
            Attribute::Partform => Feature::PartForm,
            Attribute::Infinitive => Feature::Infinitive,
            _ => return Signature::ALL,
        };
        match self.value {
            Value::Variants(variants) => of(feature, variants),
            _ => Signature::ALL,
        }
    }

    fn asks_for_lemma(&self) -> bool {
        matches!(
            self.attribute,
            Attribute::Lemma | Attribute::Part | Attribute::First | Attribute::Last
        )
    }

    fn depends_on_place(&self) -> bool {
        matches!(
            self.attribute,
            Attribute::Passive | Attribute::Is | Attribute::Kind
        )
    }

    fn fits_form(&self, word: &Word, place: Option<Place<'_>>) -> bool {
        match (self.attribute, place) {
            (Attribute::Word, _) => self.value.fits(&word.lower),
            (Attribute::Form, _) => self.value.fits(&word.form),
            (Attribute::Letters, _) => self.holds(word.letters as usize),
            (Attribute::Parts, _) => self.holds(part_count(word)),
            (Attribute::Syllables, _) => self.holds(word.syllables as usize),
            (Attribute::Passive, None) => {
                let mut readings = word.readings.iter();
                readings.any(|reading| reading.voice == Some(Voice::Pass))
            }
            (Attribute::Is, None) => self.is_fitted_by_form(word),
            (_, None) => true,
            (Attribute::Kind, Some(place)) => self.value.has(place.token.kind as usize),
            (Attribute::Passive, Some(place)) => place
                .token
                .passive
                .is_some_and(|passive| self.value.has(passive as usize)),
            (_, Some(place)) => place.fits_flag(&self.value),
        }
    }

    /// Whether some token of this form could have a flag that is asked for.
    fn is_fitted_by_form(&self, word: &Word) -> bool {
        let asks = |flags: &[&str]| {
            FLAGS
                .iter()
                .enumerate()
                .any(|(place, flag)| flags.contains(flag) && self.value.has(place))
        };
        asks(&["start", "end"])
            || asks(&["capital", "upper"]) && word.form.contains(char::is_uppercase)
            || asks(&["digit"]) && word.form.contains(|c: char| c.is_ascii_digit())
    }

    fn holds(&self, number: usize) -> bool {
        matches!(&self.value, Value::Range(range) if range.contains(&number))
    }

    fn fits_reading(&self, word: &Word, reading: &Reading) -> bool {
        let value = &self.value;
        let fits = |name: Option<&str>| name.is_some_and(|name| value.fits(name));
        let has = |place: Option<usize>| place.is_some_and(|place| value.has(place));
        match self.attribute {
            Attribute::Lemma => reading.lemmas().any(|lemma| value.fits(lemma)),
            Attribute::Part if reading.parts.is_empty() => fits_whole(value, word, reading),
            Attribute::Part => reading
                .parts
                .iter()
                .any(|part| value.fits(&part.lemma) || value.fits(&part.form)),
            Attribute::First => fits_part(value, reading.parts.first(), word, reading),
            Attribute::Last => fits_part(value, reading.parts.last(), word, reading),
            Attribute::Upos => value.has(reading.upos as usize),
            Attribute::Case => has(reading.case.map(|case| case as usize)),
            Attribute::Number => has(reading.number.map(|number| number as usize)),
            Attribute::Person => has(reading.person.map(|person| person as usize)),
            Attribute::Mood => has(reading.mood.map(|mood| mood as usize)),
            Attribute::Tense => has(reading.tense.map(|tense| tense as usize)),
            Attribute::Voice => has(reading.voice.map(|voice| voice as usize)),
            Attribute::Verbform => has(reading.verb_form.map(|form| form as usize)),
            Attribute::Infinitive => has(reading
                .infinitive
                .and_then(|number| usize::from(number).checked_sub(1))),
            Attribute::Partform => has(reading.part_form.map(|form| form as usize)),
            Attribute::Degree => has(reading.degree.map(|degree| degree as usize)),
            Attribute::Polarity => has(reading.polarity.map(|polarity| polarity as usize)),
            Attribute::Connegative => reading.connegative,
            Attribute::Clitic => reading
                .clitics
                .iter()
                .any(|clitic| value.has(*clitic as usize)),
            Attribute::Possessive => has(reading
                .possessive
                .as_deref()
                .and_then(|person| POSSESSIVES.iter().position(|known| *known == person))),
            Attribute::Derivation => fits(reading.derivation.as_deref()),
            Attribute::Raw => value.fits(&reading.raw),
            Attribute::Guessed => reading.guessed,
            Attribute::Word
            | Attribute::Form
            | Attribute::Kind
            | Attribute::Passive
            | Attribute::Is
            | Attribute::Letters
            | Attribute::Parts
            | Attribute::Syllables => self.fits_form(word, None),
        }
    }
}

fn fits_whole(value: &Value, word: &Word, reading: &Reading) -> bool {
    value.fits(&word.lower) || reading.lemmas().any(|lemma| value.fits(lemma))
}

fn fits_part(value: &Value, part: Option<&Part>, word: &Word, reading: &Reading) -> bool {
    // The whole lemma counts as its own last and first part: *kokeilu* is a `*kokeilu`.
    part.is_some_and(|part| value.fits(&part.lemma) || value.fits(&part.form))
        || fits_whole(value, word, reading)
}

/// Parts of the reading that has the fewest: a word is as simple as it can be read.
fn part_count(word: &Word) -> usize {
    let parts = word
        .readings
        .iter()
        .map(|reading| reading.parts.len().max(1));
    parts.min().unwrap_or(0)
}

impl Place<'_> {
    fn fits_flag(self, value: &Value) -> bool {
        let form = &self.text[self.token.span.start..self.token.span.end];
        FLAGS.iter().enumerate().any(|(place, flag)| {
            value.has(place)
                && match *flag {
                    "capital" => form.starts_with(char::is_uppercase),
                    "upper" => {
                        form.chars().filter(|c| c.is_uppercase()).count() >= 2
                            && !form.chars().any(char::is_lowercase)
                    }
                    "digit" => form.contains(|c: char| c.is_ascii_digit()),
                    "start" => self.is_first_word(),
                    _ => self.index + 1 == self.sentence.tokens.end,
                }
        })
    }

    fn is_first_word(self) -> bool {
        self.index == self.sentence.tokens.start
            || self.text[self.sentence.span.start..self.token.span.start]
                .chars()
                .all(|c| !c.is_alphanumeric())
    }
}
