//! Sets of strings, and strings with anything before or after them: what most expressions on
//! words come down to. A word is looked up in them; nothing is tried one by one.

use regex_syntax::hir::{Class, Hir, HirKind};
use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

/// The most strings an expression is spelled out to.
const MOST_STRINGS: usize = 400;
/// The most characters of a class that is spelled out.
const MOST_CHARACTERS: usize = 8;

/// A set of strings.
#[derive(Clone, Debug, Default)]
pub struct Literals {
    texts: FxHashSet<Box<str>>,
    /// A bit for each length in bytes there is; the last one for 63 and more.
    lengths: u64,
    /// The sum of the hashes of the strings.
    digest: u64,
}

impl Literals {
    /// The set of some strings.
    pub fn new(texts: impl Iterator<Item = Box<str>>) -> Self {
        let mut literals = Self::default();
        texts.for_each(|text| literals.add(text));
        literals
    }

    /// Whether a string is one of them.
    pub fn contains(&self, given: &str) -> bool {
        self.lengths & length_bit(given.len()) != 0 && self.texts.contains(given)
    }

    /// Length of the shortest string in bytes.
    pub(super) fn shortest(&self) -> usize {
        self.lengths.trailing_zeros() as usize
    }

    /// The strings, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|text| &**text)
    }

    /// A number that is the same for equal sets, and hardly ever for others.
    pub(super) fn digest(&self) -> u64 {
        self.digest
    }

    fn add(&mut self, text: Box<str>) {
        let hash = xxh3_64(text.as_bytes());
        self.lengths |= length_bit(text.len());
        if self.texts.insert(text) {
            self.digest = self.digest.wrapping_add(hash);
        }
    }

    /// The lengths of the strings that could be part of one of `length` bytes.
    fn lengths_up_to(&self, length: Option<usize>) -> impl Iterator<Item = usize> {
        let mask = length.map_or(0, |length| u64::MAX >> (63 - length.min(63)));
        let mut left = self.lengths & mask;
        std::iter::from_fn(move || {
            let next = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (next < 64).then_some(next)
        })
    }
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
    /// Spells an expression out; none if it is more than strings with anything around them.
    pub(super) fn new(expression: &Hir) -> Option<Self> {
        let mut affixes = Self::default();
        for affix in spelled_out(expression)? {
            if !affixes.add(&affix.text, affix.before, affix.after) {
                return None;
            }
        }
        Some(affixes)
    }

    /// Reads `talo|koti.*|.+tupa`: strings with `.*` or `.+` before or after them. None if there is
    /// more to it.
    pub(super) fn plain(written: &str) -> Option<Self> {
        let mut affixes = Self::default();
        for choice in written.split('|') {
            let (before, rest) = around(choice, str::strip_prefix);
            let (after, text) = around(rest, str::strip_suffix);
            let is_plain = text.chars().all(|c| c.is_alphanumeric() || c == '-');
            if text.is_empty() || !is_plain || !affixes.add(text, before, after) {
                return None;
            }
        }
        Some(affixes)
    }

    /// Takes a string in; false if it is too long to be told from others.
    fn add(&mut self, text: &str, before: Around, after: Around) -> bool {
        let needs = |around| usize::from(around == Around::Something);
        match (before, after) {
            (Around::Nothing, Around::Nothing) => self.whole.add(text.into()),
            (Around::Nothing, after) => self.starts[needs(after)].add(text.into()),
            (before, Around::Nothing) => self.ends[needs(before)].add(text.into()),
            (before, after) => self.inside.push(Affix {
                text: text.to_owned(),
                before,
                after,
            }),
        }
        // The length of 63 bytes and more is not told apart.
        text.len() < 63
    }

    /// The strings that have nothing around them.
    pub(super) fn whole(&self) -> &Literals {
        &self.whole
    }

    /// The strings that may have something after them.
    pub(super) fn starts(&self) -> impl Iterator<Item = &str> {
        let texts = self.starts.iter().flat_map(|literals| &literals.texts);
        texts.map(|text| &**text)
    }

    /// The strings that may have something before them.
    pub(super) fn ends(&self) -> impl Iterator<Item = &str> {
        let texts = self.ends.iter().flat_map(|literals| &literals.texts);
        texts.map(|text| &**text)
    }

    /// Whether each of them begins or ends what it fits, and is not empty.
    pub(super) fn have_edges(&self) -> bool {
        let mut edges = self.starts().chain(self.ends());
        self.inside.is_empty() && edges.all(|text| !text.is_empty())
    }

    /// Whether a string is one of them.
    pub fn fit(&self, given: &str) -> bool {
        self.whole.contains(given)
            || self.starts.iter().enumerate().any(|(least, texts)| {
                let mut lengths = texts.lengths_up_to(given.len().checked_sub(least));
                lengths.any(|length| {
                    let start = given.get(..length);
                    start.is_some_and(|start| texts.texts.contains(start))
                })
            })
            || self.ends.iter().enumerate().any(|(least, texts)| {
                let mut lengths = texts.lengths_up_to(given.len().checked_sub(least));
                lengths.any(|length| {
                    let end = given.get(given.len() - length..);
                    end.is_some_and(|end| texts.texts.contains(end))
                })
            })
            || self.inside.iter().any(|affix| affix.is_inside(given))
    }
}

/// What may stand on one side of a string, and the string without it.
fn around<'s>(
    written: &'s str,
    strip: fn(&'s str, &'static str) -> Option<&'s str>,
) -> (Around, &'s str) {
    match (strip(written, ".*"), strip(written, ".+")) {
        (Some(rest), _) => (Around::Anything, rest),
        (_, Some(rest)) => (Around::Something, rest),
        (None, None) => (Around::Nothing, written),
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

/// Every string an expression stands for.
fn spelled_out(hir: &Hir) -> Option<Vec<Affix>> {
    let one = |around| {
        Some(vec![Affix {
            before: around,
            ..Affix::bare(String::new())
        }])
    };
    match hir.kind() {
        HirKind::Empty => Some(vec![Affix::bare(String::new())]),
        HirKind::Literal(literal) => {
            let text = String::from_utf8(literal.0.to_vec()).ok()?;
            Some(vec![Affix::bare(text)])
        }
        HirKind::Class(Class::Unicode(class)) => {
            let characters = class.iter().flat_map(|range| range.start()..=range.end());
            let some: Vec<char> = characters.take(MOST_CHARACTERS + 1).collect();
            (some.len() <= MOST_CHARACTERS).then(|| {
                let texts = some.into_iter().map(String::from);
                texts.map(Affix::bare).collect()
            })
        }
        HirKind::Repetition(repetition) => match (repetition.min, repetition.max) {
            (0, None) if is_dot(&repetition.sub) => one(Around::Anything),
            (1, None) if is_dot(&repetition.sub) => one(Around::Something),
            (0, Some(1)) => {
                let mut choices = spelled_out(&repetition.sub)?;
                choices.push(Affix::bare(String::new()));
                Some(choices)
            }
            _ => None,
        },
        HirKind::Capture(capture) => spelled_out(&capture.sub),
        HirKind::Concat(parts) => {
            let mut all = vec![Affix::bare(String::new())];
            for part in parts {
                let part = spelled_out(part)?;
                if all.len() * part.len() > MOST_STRINGS {
                    return None;
                }
                let pairs = all
                    .iter()
                    .flat_map(|one| part.iter().map(move |next| one.and(next)));
                all = pairs.collect::<Option<_>>()?;
            }
            Some(all)
        }
        HirKind::Alternation(choices) => {
            let mut all = Vec::new();
            for choice in choices {
                all.extend(spelled_out(choice)?);
            }
            (all.len() <= MOST_STRINGS).then_some(all)
        }
        HirKind::Class(Class::Bytes(_)) | HirKind::Look(_) => None,
    }
}

/// Whether it is `.`: any character but a line end.
fn is_dot(hir: &Hir) -> bool {
    *hir == Hir::dot(regex_syntax::hir::Dot::AnyCharExceptLF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affixes_of(expression: &str) -> Option<Affixes> {
        Affixes::new(&regex_syntax::parse(expression).unwrap())
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
                if let Some(plain) = Affixes::plain(expression) {
                    assert_eq!(plain.fit(word), affixes.fit(word), "{expression}: {word}");
                }
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
        ] {
            assert!(affixes_of(expression).is_none(), "{expression}");
        }
    }
}
