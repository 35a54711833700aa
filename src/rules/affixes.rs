//! Sets of strings, and strings with anything before or after them: what most expressions on
//! words come down to. A word is looked up in them; nothing is tried one by one.

use std::cmp::Ordering;

use xxhash_rust::xxh3::xxh3_64;

/// The most strings an expression is spelled out to.
const MOST_STRINGS: usize = 400;
/// Strings of a set that are compared one by one.
const FEW: usize = 24;
/// The most characters of a class that is spelled out.
const MOST_CHARACTERS: usize = 8;

/// A set of strings.
#[derive(Clone, Debug, Default)]
pub struct Literals {
    /// The strings with `|` between them.
    text: Box<str>,
    /// Where each of them begins and ends there; the shortest first if there are many.
    places: Box<[(u32, u32)]>,
    /// A bit for each length in bytes there is; the last one for 63 and more.
    lengths: u64,
}

impl Literals {
    /// One string.
    pub fn one(text: &str) -> Self {
        let end = u32::try_from(text.len()).expect("a rule file is smaller");
        Self {
            text: text.into(),
            places: Box::new([(0, end)]),
            lengths: length_bit(text.len()),
        }
    }

    /// The strings of `talo|koti`.
    pub fn written(value: &str) -> Self {
        let number = |place: usize| u32::try_from(place).expect("a rule file is smaller");
        let mut places = Vec::with_capacity(value.bytes().filter(|byte| *byte == b'|').count() + 1);
        let (mut start, mut lengths) = (0, 0);
        for one in value.split('|') {
            places.push((number(start), number(start + one.len())));
            lengths |= length_bit(one.len());
            start += one.len() + 1;
        }
        if places.len() > FEW {
            let of = |(start, end): (u32, u32)| &value.as_bytes()[start as usize..end as usize];
            places.sort_unstable_by(|one, other| order(of(*one), of(*other)));
        }
        Self {
            text: value.into(),
            places: places.into(),
            lengths,
        }
    }

    /// Whether a string is one of them.
    pub fn contains(&self, given: &str) -> bool {
        self.lengths & length_bit(given.len()) != 0 && self.has(given)
    }

    fn has(&self, given: &str) -> bool {
        if self.places.len() > FEW {
            let place = |place: &(u32, u32)| order(self.at(*place).as_bytes(), given.as_bytes());
            return self.places.binary_search_by(place).is_ok();
        }
        let mut alike = self
            .places
            .iter()
            .filter(|(start, end)| (end - start) as usize == given.len());
        alike.any(|place| self.at(*place) == given)
    }

    /// Whether one of them is the edge of a string that has so many bytes more.
    fn are_edge(&self, given: &str, least: usize, is_edge: fn(&[u8], &[u8]) -> bool) -> bool {
        let given = given.as_bytes();
        self.iter()
            .any(|text| text.len() + least <= given.len() && is_edge(given, text.as_bytes()))
    }

    fn at(&self, (start, end): (u32, u32)) -> &str {
        &self.text[start as usize..end as usize]
    }

    /// Length of the shortest string in bytes.
    pub(super) fn shortest(&self) -> usize {
        self.lengths.trailing_zeros() as usize
    }

    /// The strings.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|place| self.at(*place))
    }

    /// A number that is hardly ever the same for sets that are not equal.
    pub(super) fn digest(&self) -> u64 {
        let hashes = self.iter().map(|text| xxh3_64(text.as_bytes()));
        hashes.fold(0, u64::wrapping_add)
    }
}

/// The order of strings in a set: by length, as that is soon compared.
fn order(one: &[u8], other: &[u8]) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

/// Strings with anything before or after them.
#[derive(Clone, Debug, Default)]
pub struct Affixes {
    whole: Literals,
    /// What may have anything after it, by whether something must be there.
    starts: [Literals; 2],
    /// What may have anything before it, by whether something must be there.
    ends: [Literals; 2],
    inside: Vec<Affix>,
}

/// A string and what may stand around it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Affix {
    text: String,
    before: Around,
    after: Around,
}

/// What may stand before or after a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    Nothing,
    Anything,
    /// Anything, but one character at least.
    Something,
}

impl Affixes {
    /// Spells an expression out; none if it is more than strings with anything around them, or not
    /// right.
    pub(super) fn new(written: &str) -> Option<Self> {
        let all = Speller::new(written).all()?;
        let set = |before: Around, after: Around| {
            let fitting = all
                .iter()
                .filter(|affix| affix.before == before && affix.after == after);
            let texts: Vec<&str> = fitting.map(|affix| affix.text.as_str()).collect();
            if texts.is_empty() {
                Literals::default()
            } else {
                Literals::written(&texts.join("|"))
            }
        };
        use Around::{Anything, Nothing, Something};
        Some(Self {
            whole: set(Nothing, Nothing),
            starts: [set(Nothing, Anything), set(Nothing, Something)],
            ends: [set(Anything, Nothing), set(Something, Nothing)],
            inside: {
                let open = |affix: &&Affix| affix.before != Nothing && affix.after != Nothing;
                all.iter().filter(open).cloned().collect()
            },
        })
    }

    /// The strings that have nothing around them.
    pub(super) fn whole(&self) -> &Literals {
        &self.whole
    }

    /// The strings that may have something after them.
    pub(super) fn starts(&self) -> impl Iterator<Item = &str> {
        self.starts.iter().flat_map(Literals::iter)
    }

    /// The strings that may have something before them.
    pub(super) fn ends(&self) -> impl Iterator<Item = &str> {
        self.ends.iter().flat_map(Literals::iter)
    }

    /// Whether each of them begins or ends what it fits, and is not empty.
    pub(super) fn have_edges(&self) -> bool {
        let mut edges = self.starts().chain(self.ends());
        self.inside.is_empty() && edges.all(|text| !text.is_empty())
    }

    /// Whether a string is one of them.
    pub fn fit(&self, given: &str) -> bool {
        let mut starts = self.starts.iter().enumerate();
        let mut ends = self.ends.iter().enumerate();
        self.whole.contains(given)
            || starts.any(|(least, texts)| texts.are_edge(given, least, <[u8]>::starts_with))
            || ends.any(|(least, texts)| texts.are_edge(given, least, <[u8]>::ends_with))
            || self.inside.iter().any(|affix| affix.is_inside(given))
    }
}

impl Affix {
    fn is_inside(&self, given: &str) -> bool {
        let least = |around| usize::from(around == Around::Something);
        given.match_indices(&self.text).any(|(start, text)| {
            start >= least(self.before) && given.len() - start - text.len() >= least(self.after)
        })
    }

    fn bare(text: String) -> Self {
        Self {
            text,
            before: Around::Nothing,
            after: Around::Nothing,
        }
    }

    /// This and then another; none if anything would stand in the middle.
    ///
    /// `.*` alone is an empty string with anything before it.
    fn and(&self, next: &Self) -> Option<Self> {
        let is_open = |around| around != Around::Nothing;
        let (before, after) = if self.text.is_empty() {
            if is_open(self.before) && is_open(next.before) {
                return None;
            }
            let before = if is_open(self.before) {
                self.before
            } else {
                next.before
            };
            (before, next.after)
        } else if next.text.is_empty() {
            if is_open(self.after) && is_open(next.before) {
                return None;
            }
            let after = if is_open(self.after) {
                self.after
            } else {
                next.before
            };
            (self.before, after)
        } else if is_open(self.after) || is_open(next.before) {
            return None;
        } else {
            (self.before, next.after)
        };
        Some(Self {
            text: format!("{}{}", self.text, next.text),
            before,
            after,
        })
    }
}

/// Writes out every string an expression stands for, as long as it is made of letters, `.*` and
/// `.+`, small classes, groups, `|` and `?`.
struct Speller<'s> {
    rest: &'s str,
}

impl<'s> Speller<'s> {
    fn new(written: &'s str) -> Self {
        Self { rest: written }
    }

    /// Every string of the whole expression.
    fn all(mut self) -> Option<Vec<Affix>> {
        self.choices().filter(|_| self.rest.is_empty())
    }

    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    fn eat(&mut self, wanted: &str) -> bool {
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn choices(&mut self) -> Option<Vec<Affix>> {
        let mut all = self.row()?;
        while self.eat("|") {
            all.append(&mut self.row()?);
        }
        (all.len() <= MOST_STRINGS).then_some(all)
    }

    fn row(&mut self) -> Option<Vec<Affix>> {
        let mut all = vec![Affix::bare(String::new())];
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let mut parts = self.part()?;
            if self.eat("?") {
                parts.push(Affix::bare(String::new()));
            }
            if self.rest.starts_with(['?', '*', '+', '{']) {
                return None;
            }
            if all.len() * parts.len() > MOST_STRINGS {
                return None;
            }
            let pairs = all
                .iter()
                .flat_map(|one| parts.iter().map(move |next| one.and(next)));
            all = pairs.collect::<Option<_>>()?;
        }
        Some(all)
    }

    /// A run of letters, a group, a class, or anything.
    fn part(&mut self) -> Option<Vec<Affix>> {
        let length = plain_length(self.rest);
        if length > 0 {
            let (text, rest) = self.rest.split_at(length);
            self.rest = rest;
            return Some(vec![Affix::bare(text.to_owned())]);
        }
        match self.next()? {
            '(' => {
                self.eat("?:");
                let choices = self.choices()?;
                self.eat(")").then_some(choices)
            }
            '[' => self.class(),
            '.' => {
                let before = if self.eat("*") {
                    Around::Anything
                } else if self.eat("+") {
                    Around::Something
                } else {
                    return None;
                };
                Some(vec![Affix {
                    before,
                    ..Affix::bare(String::new())
                }])
            }
            _ => None,
        }
    }

    /// The inside of a class, if it lists a few characters one by one.
    fn class(&mut self) -> Option<Vec<Affix>> {
        let end = self.rest.find(']')?;
        let (inside, rest) = self.rest.split_at(end);
        self.rest = &rest[1..];
        let is_list = !inside.is_empty() && !inside.contains(['^', '-', '\\', '[', '&', '~']);
        let is_small = inside.chars().count() <= MOST_CHARACTERS;
        (is_list && is_small).then(|| {
            let texts = inside.chars().map(String::from);
            texts.map(Affix::bare).collect()
        })
    }
}

/// Bytes of the letters at the beginning that stand for themselves; a last one that may be left
/// out or repeated is a part of its own.
fn plain_length(text: &str) -> usize {
    let is_plain = |character: char| {
        matches!(
            character,
            '-' | ',' | ':' | ';' | '/' | '%' | '§' | '€' | ' '
        ) || character.is_alphanumeric()
    };
    let length = text
        .find(|character| !is_plain(character))
        .unwrap_or(text.len());
    let mut letters = text[..length].char_indices();
    match letters.next_back() {
        Some((last, _)) if last > 0 && text[length..].starts_with(['?', '*', '+', '{']) => last,
        _ => length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affixes_of(expression: &str) -> Option<Affixes> {
        Affixes::new(expression)
    }

    #[test]
    fn strings_spelled_out_fit_what_the_expression_fits() {
        let expressions = [
            "haaste|ongelma|.+pula",
            ".*mi(nen|s).*",
            ".*(uus|yys)",
            ".+(taanko|eekö)|miten",
            "feedback(ki|i|in)?",
            "win-?win(-.*)?",
            "[,;:]|niin",
            ".+ss[aä](an|än|ni)?",
            "saimaa.*|vuoks(i|en)",
            "koe.+|.*",
            "(?:ab|c)?d?e",
            "työ(tä|n)?.*|",
            ".*x.+",
        ];
        let words = [
            "",
            "haaste",
            "pula",
            "työpula",
            "äpula",
            "minen",
            "tekeminen",
            "tekemisen",
            "mis",
            "nuoruus",
            "uus",
            "yys",
            "taanko",
            "tehtaanko",
            "miten",
            "feedback",
            "feedbackin",
            "feedbackia",
            "winwin",
            "win-win",
            "win-win-malli",
            ",",
            ":",
            "niin",
            "ssä",
            "talossani",
            "talossa",
            "saimaa",
            "saimaalla",
            "vuoksi",
            "vuoksea",
            "koe",
            "kokeet",
            "koetta",
            "x",
            "xy",
            "äxö",
        ];
        for expression in expressions {
            let affixes = affixes_of(expression).expect(expression);
            let regex = regex::Regex::new(&format!("^(?:{expression})$")).unwrap();
            for word in words {
                assert_eq!(
                    affixes.fit(word),
                    regex.is_match(word),
                    "{expression}: {word}"
                );
            }
        }
    }

    #[test]
    fn what_is_more_than_strings_is_left_to_expressions() {
        for expression in [
            "a.*b",
            "[0-9]+",
            "[A-ZÅÄÖ]{2,6}",
            "a..b",
            "(a|.*)(b|.*)",
            r"\bkoe",
            "ab?c+",
            "(a",
            "a)",
            "[ab",
            "[^ab]",
            "[a-c]",
            "a{2}",
            "(ab)*",
            "a??",
        ] {
            assert!(affixes_of(expression).is_none(), "{expression}");
        }
    }
}
