//! The language of a block.
//!
//! Three witnesses, the surest first: the letters (Cyrillic), the words the Finnish dictionary
//! knows, and the small words of Swedish and English. Only a longer block in which they say
//! nothing is left to the detector, which needs a few words to be right. A name, an address or a
//! number has no language: such a block is [`Language::Unknown`], and is checked like Finnish. So
//! is a block of words nobody knows, but only a longer one of those counts as another language.

use crate::document::{Block, BlockKind};
use crate::language::morphology::{Case, Upos};
use crate::language::tokens::{Token, TokenKind};
use crate::language::{Analysis, Language};

/// From this share of the telling words on, words the dictionary knows make a block Finnish.
const FINNISH: f64 = 0.6;
/// Below this share a block is not Finnish, if the detector says so.
const FOREIGN: f64 = 0.5;
/// With fewer words than this the detector is not asked.
const ENOUGH: usize = 4;
/// From so many telling words on a block of strange ones is in another language.
const STRANGE: usize = 6;
/// In a longer block the small words of Swedish or English are at least this share of the telling
/// words; a German text has a *den* or an *in* as well.
const SMALL_WORDS: f64 = 0.2;

/// Swedish words that are no Finnish ones: the most frequent, and what headings are made of.
const SWEDISH: &[&str] = &[
    "anvisningar",
    "ansökan",
    "att",
    "av",
    "beslut",
    "bilaga",
    "bilagor",
    "blir",
    "de",
    "den",
    "deras",
    "det",
    "du",
    "där",
    "efter",
    "eller",
    "ett",
    "finns",
    "från",
    "föredragningslista",
    "för",
    "genom",
    "hade",
    "har",
    "hos",
    "hur",
    "ingår",
    "innehåll",
    "inte",
    "invånare",
    "invånarna",
    "kan",
    "kommer",
    "kommun",
    "kommunen",
    "kontaktuppgifter",
    "med",
    "mellan",
    "mer",
    "mot",
    "ni",
    "nya",
    "när",
    "och",
    "också",
    "om",
    "på",
    "samarbete",
    "sammandrag",
    "sammanträde",
    "samt",
    "sig",
    "sin",
    "sina",
    "ska",
    "skall",
    "som",
    "staden",
    "stadens",
    "strategi",
    "till",
    "tillsammans",
    "tjänster",
    "under",
    "utan",
    "vad",
    "var",
    "varför",
    "vi",
    "vid",
    "välkommen",
    "våra",
    "vårt",
    "vår",
    "är",
    "över",
];

/// English words that are no Finnish ones, likewise.
const ENGLISH: &[&str] = &[
    "about",
    "also",
    "and",
    "are",
    "as",
    "at",
    "be",
    "by",
    "can",
    "contact",
    "contents",
    "council",
    "for",
    "from",
    "has",
    "have",
    "her",
    "his",
    "how",
    "information",
    "introduction",
    "is",
    "its",
    "not",
    "of",
    "or",
    "our",
    "residents",
    "services",
    "she",
    "summary",
    "that",
    "the",
    "their",
    "they",
    "this",
    "to",
    "us",
    "was",
    "we",
    "welcome",
    "were",
    "what",
    "which",
    "why",
    "with",
    "you",
    "your",
];

/// Words of Finnish that Swedish or English has as well: they say nothing.
const SHARED: &[&str] = &[
    "alla", "city", "en", "he", "i", "into", "it", "me", "men", "more", "on", "vara", "will", "å",
];

/// What the words of a block speak for.
#[derive(Default)]
struct Tally {
    /// Words the dictionary knows, and names in a Finnish case.
    finnish: usize,
    /// Swedish words.
    swedish: usize,
    /// English words.
    english: usize,
    /// Words in small letters nobody knows.
    strange: usize,
}

/// The language of a block, by its letters and its words.
pub(super) fn language(text: &str, tokens: &[Token]) -> Language {
    let words: Vec<&Token> = words(tokens).collect();
    if is_cyrillic(&words) {
        return Language::Russian;
    }
    let tally = Tally::of(&words);
    let foreign = tally.swedish + tally.english;
    if tally.telling() == 0 {
        return Language::Unknown;
    }
    let share = tally.finnish_share();
    if share >= FINNISH {
        return Language::Finnish;
    }
    let is_telling =
        words.len() < STRANGE || foreign as f64 >= tally.telling() as f64 * SMALL_WORDS;
    if is_telling && foreign > tally.finnish && tally.swedish != tally.english {
        return if tally.swedish > tally.english {
            Language::Swedish
        } else {
            Language::English
        };
    }
    if words.len() < ENOUGH {
        return Language::Unknown;
    }
    detected(text, share)
}

/// Gives blocks without a telling word the language of the blocks around them: a heading that of
/// the text below it, any other block that of both its neighbours.
pub(super) fn follow_neighbours(analysis: &mut Analysis) {
    let mut before = Language::Unknown;
    for index in 0..analysis.languages.len() {
        let own = analysis.languages[index];
        if own != Language::Unknown {
            before = own;
            continue;
        }
        let known = analysis.languages[index + 1..].iter();
        let after = known
            .copied()
            .find(|language| *language != Language::Unknown);
        let after = after.unwrap_or(before);
        let is_foreign = !matches!(after, Language::Finnish | Language::Unknown);
        let fits = is_heading(&analysis.document.blocks[index]) || after == before;
        if is_foreign && fits && is_open(analysis, index) {
            analysis.languages[index] = after;
        }
    }
}

/// For each block, whether the rules can check it: it is Finnish, or tells no language.
pub(super) fn checked(analysis: &Analysis) -> Vec<bool> {
    let languages = analysis.languages.iter().enumerate();
    let is_checked = |(block, language): (usize, &Language)| match language {
        Language::Finnish => true,
        Language::Unknown => !is_strange(analysis, block),
        Language::Swedish | Language::English | Language::Russian => false,
    };
    languages.map(is_checked).collect()
}

/// Whether a block is made of words of yet another language.
fn is_strange(analysis: &Analysis, block: usize) -> bool {
    let tally = Tally::of(&words_of(analysis, block));
    tally.telling() >= STRANGE && tally.finnish_share() < FOREIGN / 2.0
}

/// Whether a block has words, and none of them is Finnish.
fn is_open(analysis: &Analysis, block: usize) -> bool {
    let words = words_of(analysis, block);
    !words.is_empty() && Tally::of(&words).finnish == 0
}

fn words_of(analysis: &Analysis, block: usize) -> Vec<&Token> {
    let sentences = analysis.sentences_of(block).iter();
    sentences
        .flat_map(|sentence| words(analysis.tokens_of(sentence)))
        .collect()
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

fn words(tokens: &[Token]) -> impl Iterator<Item = &Token> {
    tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word && token.word.letters > 1)
}

impl Tally {
    fn of(words: &[&Token]) -> Self {
        let is_shouted = words
            .iter()
            .all(|token| !token.word.form.chars().any(char::is_lowercase));
        let mut tally = Self::default();
        for token in words {
            tally.add(token, is_shouted);
        }
        // *Vi till Oy*: a name in a Finnish case weighs little beside words of another language.
        if tally.swedish + tally.english == 0 {
            tally.finnish += words
                .iter()
                .filter(|token| is_inflected_name(token))
                .count();
        }
        tally
    }

    /// Words that speak for a language.
    fn telling(&self) -> usize {
        self.finnish + self.swedish + self.english + self.strange
    }

    /// How many of the telling words are Finnish, 0 to 1.
    fn finnish_share(&self) -> f64 {
        self.finnish as f64 / self.telling().max(1) as f64
    }

    fn add(&mut self, token: &Token, is_shouted: bool) {
        let lower = &*token.word.lower;
        let is_capital = token.word.form.starts_with(char::is_uppercase) && !is_shouted;
        if SHARED.contains(&lower) {
            return;
        }
        if SWEDISH.contains(&lower) {
            self.swedish += 1;
        } else if ENGLISH.contains(&lower) {
            self.english += 1;
        } else if is_capital && is_name(token) {
            // At home everywhere, also *Toivo*, which is a noun as well.
        } else if is_finnish(token) {
            self.finnish += 1;
        } else if is_capital || is_name(token) {
            // A name nobody knows, or one in small letters.
        } else if lower.contains('å') {
            // Finnish has the letter in names only.
            self.swedish += 1;
        } else {
            self.strange += 1;
        }
    }
}

/// Whether more than half of the letters of the words are Cyrillic.
fn is_cyrillic(words: &[&Token]) -> bool {
    let letters = words.iter().flat_map(|token| token.word.form.chars());
    let (mut all, mut cyrillic) = (0_usize, 0_usize);
    for letter in letters.filter(|letter| letter.is_alphabetic()) {
        all += 1;
        cyrillic += usize::from(matches!(letter, '\u{400}'..='\u{4ff}'));
    }
    cyrillic * 2 > all
}

/// What the detector says of a text, of whose telling words `share` are Finnish.
fn detected(text: &str, share: f64) -> Language {
    let allowed = vec![
        whatlang::Lang::Fin,
        whatlang::Lang::Swe,
        whatlang::Lang::Eng,
        whatlang::Lang::Rus,
    ];
    let is_foreign = share < FOREIGN && !is_elsewhere(text, &allowed);
    match whatlang::Detector::with_allowlist(allowed).detect_lang(text) {
        Some(whatlang::Lang::Swe) if is_foreign => Language::Swedish,
        Some(whatlang::Lang::Eng) if is_foreign => Language::English,
        Some(whatlang::Lang::Rus) => Language::Russian,
        Some(whatlang::Lang::Fin) if share > FOREIGN / 2.0 => Language::Finnish,
        _ => Language::Unknown,
    }
}

/// Whether a text looks more like a language that is not among the allowed ones.
fn is_elsewhere(text: &str, allowed: &[whatlang::Lang]) -> bool {
    whatlang::detect_lang(text).is_some_and(|found| !allowed.contains(&found))
}

/// Whether a word is known as an ordinary Finnish word.
fn is_finnish(token: &Token) -> bool {
    let mut readings = token.word.readings.iter();
    readings.any(|reading| !reading.guessed && reading.upos != Upos::Propn)
}

fn is_name(token: &Token) -> bool {
    let mut readings = token.word.readings.iter();
    readings.any(|reading| !reading.guessed && reading.upos == Upos::Propn)
}

/// *Imatralla*, *Virtasen*: a name whose ending is Finnish.
fn is_inflected_name(token: &Token) -> bool {
    let readings = &token.word.readings;
    !is_finnish(token)
        && readings
            .iter()
            .any(|reading| !reading.guessed && !matches!(reading.case, Some(Case::Nom) | None))
}
