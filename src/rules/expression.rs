//! Regular expressions of rules: compiled when first needed, and told apart at a glance from
//! texts that lack what they need.
//!
//! `\w`, `\d` and `\s` mean Latin letters and digits, the digits 0–9, and common spaces: the full
//! tables of Unicode would cost more time than all the rest of a short run.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use regex::Regex;
use regex_automata::meta;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// The inside of a class of word characters: ASCII and the Latin letters of Europe.
const WORD: &str = "0-9A-Za-z_À-ÖØ-öø-ɏ";
/// The inside of a class of spaces, those that do not break included.
const SPACE: &str = r"\t-\r\x20\xa0\u2000-\u200a\u2028\u2029\u202f";
/// Expressions of more parts, with counted repetitions written out, are compiled when they are
/// read, so that one that grows too large is a mistake in its file.
const MOST_PARTS_UNTRIED: usize = 2_000;
/// Memory an expression may take when it is compiled.
const MOST_BYTES: usize = 10 << 20;
/// Texts that an expression is tried on before it is compiled to be fast.
const USES_OF_LIGHT: u32 = 500;

/// A regular expression on running text.
#[derive(Debug)]
pub(super) struct Expression {
    source: String,
    hir: Hir,
    /// Soon made.
    light: OnceLock<meta::Regex>,
    /// Faster, and long in the making: for an expression that is used often.
    heavy: OnceLock<Regex>,
    /// How often it was used.
    uses: AtomicU32,
    /// Sets of characters of each of which a matching text has at least one.
    needs: Vec<Characters>,
}

/// A set of characters: a bit for each of ASCII, the last one for all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Characters(u128);

/// The bit of every character beyond ASCII; U+007F shares it.
const OTHERS: u128 = 1 << 127;

/// A regular expression that matches words as a whole.
///
/// Words are short: what is made to search long texts fast would take longer to make than to use.
#[derive(Debug)]
pub struct WordExpression {
    hir: Hir,
    compiled: OnceLock<meta::Regex>,
    needs: Vec<Characters>,
    /// What the first and the second character of a matching word can be.
    begins: [Characters; 2],
    /// The fewest and the most bytes of a matching word.
    bytes: (usize, usize),
}

impl WordExpression {
    /// Reads an expression, or says what is wrong with it.
    pub(super) fn new(written: &str) -> Result<Self, String> {
        let (_, inner) = parsed(written)?;
        let needs = needs(&inner);
        let begins = begins(&inner);
        let properties = inner.properties();
        let bytes = (
            properties.minimum_len().unwrap_or(0),
            properties.maximum_len().unwrap_or(usize::MAX),
        );
        let is_large = parts(&inner) > MOST_PARTS_UNTRIED;
        let hir = Hir::concat(vec![Hir::look(Look::Start), inner, Hir::look(Look::End)]);
        let compiled = OnceLock::new();
        if is_large {
            let regex = compile(&hir, false)?;
            compiled.get_or_init(|| regex);
        }
        Ok(Self {
            hir,
            compiled,
            needs,
            begins,
            bytes,
        })
    }

    /// Whether it matches a word as a whole.
    pub(super) fn fits(&self, word: &str) -> bool {
        let (fewest, most) = self.bytes;
        let begins_well = || {
            let sets = self.begins.iter().zip(word.chars());
            sets.into_iter().all(|(set, character)| set.has(character))
        };
        (fewest..=most).contains(&word.len())
            && begins_well()
            && may_match(&self.needs, Characters::of(word))
            && self
                .compiled
                .get_or_init(|| compile(&self.hir, false).expect("it is right, and it is small"))
                .is_match(word)
    }

    /// Sets of characters of each of which a matching word has at least one.
    pub(super) fn needs(&self) -> &[Characters] {
        &self.needs
    }
}

impl Expression {
    /// Reads an expression, or says what is wrong with it.
    pub(super) fn new(written: &str) -> Result<Self, String> {
        let (source, hir) = parsed(written)?;
        let light_one = OnceLock::new();
        if parts(&hir) > MOST_PARTS_UNTRIED {
            let regex = compile(&hir, true)?;
            light_one.get_or_init(|| regex);
        }
        Ok(Self {
            source,
            needs: needs(&hir),
            hir,
            light: light_one,
            heavy: OnceLock::new(),
            uses: AtomicU32::new(0),
        })
    }

    /// Whether a text with these characters could match.
    pub(super) fn may_match(&self, characters: Characters) -> bool {
        may_match(&self.needs, characters)
    }

    /// Where it matches in a text: its group `found`, or the whole match.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let right = "it is right, and it is small";
        if self.uses.fetch_add(1, Ordering::Relaxed) < USES_OF_LIGHT {
            let regex = self
                .light
                .get_or_init(|| compile(&self.hir, true).expect(right));
            let found = regex.captures_iter(text).filter_map(|captures| {
                let found = captures.get_group_by_name("found");
                found.or_else(|| captures.get_group(0))
            });
            return found.map(|span| span.range()).collect();
        }
        let regex = self
            .heavy
            .get_or_init(|| Regex::new(&self.source).expect(right));
        let found = regex.captures_iter(text).filter_map(|captures| {
            let found = captures.name("found");
            found.or_else(|| captures.get(0))
        });
        found.map(|found| found.range()).collect()
    }
}

/// Parses an expression in its Latin sense, or says what is wrong with it.
fn parsed(written: &str) -> Result<(String, Hir), String> {
    let source = latin(written);
    match regex_syntax::parse(&source) {
        Ok(hir) => Ok((source, hir)),
        // A mistake is shown in what was written.
        Err(error) => {
            let as_written = regex_syntax::parse(written).err();
            Err(as_written.unwrap_or(error).to_string())
        }
    }
}

/// Compiles an expression without most of what makes it fast on long texts and takes long to make.
fn compile(hir: &Hir, is_for_text: bool) -> Result<meta::Regex, String> {
    let config = meta::Config::new()
        .nfa_size_limit(Some(MOST_BYTES))
        .auto_prefilter(false)
        .hybrid(is_for_text)
        .dfa(false)
        .onepass(false);
    let built = meta::Builder::new().configure(config).build_from_hir(hir);
    built.map_err(|error| match error.size_limit() {
        Some(_) => "it grows too large when its repetitions are written out".to_owned(),
        None => error.to_string(),
    })
}

impl Characters {
    /// The characters of a text.
    pub fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |set, byte| set | 1 << byte.min(127)))
    }

    /// Every character.
    const ALL: Self = Self(u128::MAX);

    fn has(self, character: char) -> bool {
        self.0 >> u32::from(character).min(127) & 1 == 1
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn of_range(first: u32, last: u32) -> Self {
        let bit = |character: u32| 1_u128 << character.min(127);
        let inside = (first..=last.min(127)).fold(0, |set, character| set | bit(character));
        Self(inside | if last > 127 { OTHERS } else { 0 })
    }
}

/// Whether a text with these characters has one of each set.
pub(super) fn may_match(needs: &[Characters], characters: Characters) -> bool {
    needs.iter().all(|set| set.0 & characters.0 != 0)
}

/// The sets of characters a match of the expression needs.
fn needs(hir: &Hir) -> Vec<Characters> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Vec::new(),
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            text.chars()
                .map(|character| Characters::of_range(character.into(), character.into()))
                .collect()
        }
        HirKind::Class(Class::Unicode(class)) => {
            let set = class.iter().fold(0, |set, range| {
                set | Characters::of_range(range.start().into(), range.end().into()).0
            });
            vec![Characters(set)]
        }
        HirKind::Class(Class::Bytes(_)) => Vec::new(),
        HirKind::Repetition(repetition) if repetition.min == 0 => Vec::new(),
        HirKind::Repetition(repetition) => needs(&repetition.sub),
        HirKind::Capture(capture) => needs(&capture.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(needs).collect(),
        HirKind::Alternation(choices) => {
            // Each choice needs its rarest set; the whole needs one of them.
            let mut rarest = choices.iter().map(|choice| {
                let sets = needs(choice).into_iter();
                sets.min_by_key(|set| set.0.count_ones())
            });
            let union = rarest.try_fold(0, |all, set| set.map(|set| all | set.0));
            union.map(Characters).into_iter().collect()
        }
    }
}

/// What the first and the second character of a match can be; anything where that is not plain.
fn begins(hir: &Hir) -> [Characters; 2] {
    let one = |character: char| Characters::of_range(character.into(), character.into());
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            let mut characters = text.chars();
            let first = characters.next().map_or(Characters::ALL, one);
            [first, characters.next().map_or(Characters::ALL, one)]
        }
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.iter();
            let sets =
                ranges.map(|range| Characters::of_range(range.start().into(), range.end().into()));
            let set = sets.reduce(Characters::or).unwrap_or(Characters::ALL);
            [set, Characters::ALL]
        }
        HirKind::Repetition(repetition) if repetition.min >= 2 => {
            followed_by(&repetition.sub, &repetition.sub)
        }
        HirKind::Repetition(repetition) if repetition.min == 1 => begins(&repetition.sub),
        HirKind::Capture(capture) => begins(&capture.sub),
        HirKind::Concat(parts) => match &parts[..] {
            [first, second, ..] => followed_by(first, second),
            [only] => begins(only),
            [] => [Characters::ALL; 2],
        },
        HirKind::Alternation(choices) => {
            let sets = choices.iter().map(begins);
            let either = |one: [Characters; 2], other: [Characters; 2]| {
                [one[0].or(other[0]), one[1].or(other[1])]
            };
            sets.reduce(either).unwrap_or([Characters::ALL; 2])
        }
        HirKind::Empty
        | HirKind::Look(_)
        | HirKind::Class(Class::Bytes(_))
        | HirKind::Repetition(_) => [Characters::ALL; 2],
    }
}

/// The first two characters of one part with another behind it.
fn followed_by(part: &Hir, next: &Hir) -> [Characters; 2] {
    let [first, second] = begins(part);
    let takes_one = match part.kind() {
        HirKind::Class(_) => true,
        HirKind::Literal(literal) => String::from_utf8_lossy(&literal.0).chars().count() == 1,
        _ => false,
    };
    [first, if takes_one { begins(next)[0] } else { second }]
}

/// Letters and ranges of letters, as many times as they are repeated.
fn parts(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Unicode(class)) => class.ranges().len(),
        HirKind::Class(Class::Bytes(class)) => class.ranges().len(),
        HirKind::Capture(capture) => parts(&capture.sub),
        HirKind::Concat(inner) | HirKind::Alternation(inner) => {
            inner.iter().map(parts).fold(0, usize::saturating_add)
        }
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1);
            parts(&repetition.sub).saturating_mul(times as usize)
        }
    }
}

/// The expression with the classes `\w`, `\d` and `\s` in their Latin sense.
fn latin(written: &str) -> String {
    let mut source = String::with_capacity(written.len() * 2);
    let mut in_class = false;
    let mut characters = written.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                let escaped = characters.next();
                match (escaped, in_class) {
                    (Some('w'), true) => source.push_str(WORD),
                    (Some('d'), true) => source.push_str("0-9"),
                    (Some('s'), true) => source.push_str(SPACE),
                    (Some('w'), false) => source.extend(["[", WORD, "]"]),
                    (Some('d'), false) => source.push_str("[0-9]"),
                    (Some('s'), false) => source.extend(["[", SPACE, "]"]),
                    (Some('W'), false) => source.extend(["[^", WORD, "]"]),
                    (Some('D'), false) => source.push_str("[^0-9]"),
                    (Some('S'), false) => source.extend(["[^", SPACE, "]"]),
                    (Some(other), _) => source.extend(['\\', other]),
                    (None, _) => source.push('\\'),
                }
            }
            '[' => {
                source.push('[');
                in_class = true;
            }
            ']' => {
                source.push(']');
                in_class = false;
            }
            other => source.push(other),
        }
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_matches_only_texts_that_hold_what_it_needs() {
        let cases = [
            (r"\d+(?:,\d+)?[%€]", "hinta 5€", "hinta viisi"),
            (r"ja\s?/\s?tai", "ja/tai", "ja tai"),
            (r"!{2,}|\?{2,}", "Mitä??", "Mitä"),
            (r"(?:EU|YK):n\s", "EU:n alue", "EU alue"),
        ];
        for (written, fits, lacks) in cases {
            let expression = Expression::new(written).unwrap();
            // First as it is used in a short run, then as in a long one.
            for _ in 0..=USES_OF_LIGHT {
                assert!(!expression.find(fits).is_empty(), "{written}");
                assert!(expression.find(lacks).is_empty(), "{written}");
            }
            assert!(expression.may_match(Characters::of(fits)), "{written}");
            assert!(!expression.may_match(Characters::of(lacks)), "{written}");
        }
    }

    #[test]
    fn a_word_fits_as_a_whole_or_not_at_all() {
        let expressions = [
            "[A-ZÅÄÖ]{2,6}",
            "[A-ZÅÄÖ]{2,6}(:[a-zåäö]+)?",
            "(19|20)[0-9]{2}",
            "q[1-4]|i{1,3}/20[0-9]{2}|[1-4]/20[0-9]{2}",
            "(?:ab){2}c?",
            "(a|bc)+d*",
            "ä.*ö|[0-9]+",
            "(a?){2}b",
            "BKT(:.+)?",
            "[^a]x",
        ];
        let words = [
            "", "A", "EU", "EU:n", "ÄÖ", "Äö", "Kaupunki", "KAUPUNKI", "2019", "1819", "q1", "q5",
            "ii/2020", "3/2021", "abab", "ababc", "abc", "a", "bc", "bcabcd", "ba", "äö", "äitiö",
            "7", "b", "aab", "aaab", "BKT", "BKT:n", "BKTn", "bx", "ax", "öx",
        ];
        for written in expressions {
            let expression = WordExpression::new(written).unwrap();
            let regex = Regex::new(&format!("^(?:{written})$")).unwrap();
            for word in words {
                let fits = regex.is_match(word);
                assert_eq!(expression.fits(word), fits, "{written} {word}");
            }
        }
    }

    #[test]
    fn word_characters_are_latin_letters_inside_and_outside_of_classes() {
        for (written, text) in [
            (r"^\w+$", "Äänekoski"),
            (r"^[\w.]+$", "š.ö"),
            (r"^[^\w]$", "я"),
        ] {
            let found = Expression::new(written).unwrap().find(text);
            assert!(!found.is_empty(), "{written}");
        }
        assert!(Expression::new(r"\W").unwrap().find("ö").is_empty());
    }

    #[test]
    fn what_is_wrong_is_said_at_once() {
        for written in ["(a", r"\p{Nothing}", r"(?:\w{500}){500}", "[z-a]"] {
            assert!(Expression::new(written).is_err(), "{written}");
        }
    }
}
