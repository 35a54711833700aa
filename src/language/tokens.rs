//! Splitting a sentence into tokens.

use std::sync::Arc;

use crate::language::abbreviations::abbreviation;
use crate::language::morphology::{Morphology, Word, is_invisible};
use crate::span::Span;

/// A word, number or mark in its place.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its place in the document's text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// The word form and its readings; shared by all tokens of the form.
    pub word: Arc<Word>,
    /// Whether it counts as a passive here, by its readings and its neighbours.
    pub passive: Option<Passive>,
}

impl Token {
    /// Whether it counts as a word when length is measured, as Universal Dependencies counts:
    /// numbers, addresses and marks with a case ending (*§:ssä*) do, punctuation does not.
    pub fn is_word(&self) -> bool {
        match self.kind {
            TokenKind::Word | TokenKind::Number | TokenKind::Address => true,
            TokenKind::Symbol => self.word.form.contains(':'),
            TokenKind::Punctuation => false,
        }
    }
}

/// What a token is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, strum::IntoStaticStr, strum::VariantNames,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum TokenKind {
    /// Letters, perhaps with hyphens, a colon or an apostrophe inside.
    Word,
    /// Digits, dates, times and decimals, with their case ending if they have one.
    Number,
    /// A punctuation mark.
    Punctuation,
    /// Any other mark: `%`, `€`, `§`, an emoji.
    Symbol,
    /// A web or e-mail address.
    Address,
}

/// A kind of passive.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, strum::IntoStaticStr, strum::VariantNames,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Passive {
    /// A finite form (*tehdään*) or the connegative after *ei*.
    Finite,
    /// A participle in a finite chain (*on tehty*).
    Compound,
    /// Any other passive participle or infinitive (*tehty päätös*, *tehtäessä*).
    Nonfinite,
}

/// The tokens of one sentence.
pub(super) fn tokenize(text: &str, sentence: Span, morphology: &Morphology) -> Vec<Token> {
    let body = &text[sentence.start..sentence.end];
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = body[at..].chars().next() {
        if first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            continue;
        }
        let (length, kind) = scan(body, at);
        let span = Span::new(sentence.start + at, sentence.start + at + length);
        let word = morphology.token_word(&text[span.start..span.end], kind);
        tokens.push(Token {
            span,
            kind,
            word,
            passive: None,
        });
        at += length;
    }
    tokens
}

/// Length in bytes and kind of the token that begins at `at`, which is not white space.
fn scan(body: &str, at: usize) -> (usize, TokenKind) {
    let rest = &body[at..];
    let first = rest.chars().next().expect("the text goes on");
    let second = rest[first.len_utf8()..].chars().next();
    let is_free = body[..at]
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric());
    if first.is_alphanumeric()
        && is_free
        && let Some(length) = address(rest)
    {
        return (length, TokenKind::Address);
    }
    if first.is_ascii_digit() {
        return number(rest);
    }
    if is_letter(first) {
        return (word(rest, 0), TokenKind::Word);
    }
    match (first, second) {
        ('-' | '\u{2010}'..='\u{2013}' | '−', Some(next))
            if is_free && next.is_ascii_digit() && !after_space_digit(body, at) =>
        {
            let (length, kind) = number(&rest[first.len_utf8()..]);
            (first.len_utf8() + length, kind)
        }
        ('-' | '\u{2010}'..='\u{2013}' | '#' | '’' | '@', Some(next))
            if is_free && is_letter(next) =>
        {
            (word(rest, first.len_utf8()), TokenKind::Word)
        }
        ('%' | '€' | '$' | '§' | '°', Some(':')) => {
            (colon_ending(rest, first.len_utf8()), TokenKind::Symbol)
        }
        ('.', Some('.')) => (
            rest.len() - rest.trim_start_matches('.').len(),
            TokenKind::Punctuation,
        ),
        (':' | ';', Some(')' | '(' | 'D' | 'P')) => smiley(rest, 2),
        (':' | ';', Some('-')) if rest[2..].starts_with([')', '(', 'D', 'P']) => smiley(rest, 3),
        _ if is_punctuation(first) => (first.len_utf8(), TokenKind::Punctuation),
        _ => (symbol(rest), TokenKind::Symbol),
    }
}

/// Whether a dash stands right after a digit and is a range, not a sign.
fn after_space_digit(body: &str, at: usize) -> bool {
    body[..at].ends_with(|c: char| c.is_ascii_digit())
}

fn smiley(rest: &str, length: usize) -> (usize, TokenKind) {
    let ends = rest[length..]
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric());
    if ends {
        (length, TokenKind::Symbol)
    } else {
        (1, TokenKind::Punctuation)
    }
}

/// Length of a symbol with what modifies it: an emoji and its joiners.
fn symbol(rest: &str) -> usize {
    let mut letters = rest.char_indices();
    letters.next();
    let is_modifier = |c: char| {
        matches!(
            c,
            '\u{200d}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}'
        )
    };
    let end = letters.find(|(_, c)| !is_modifier(*c));
    end.map_or(rest.len(), |(at, _)| at)
}

fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation()
        && !matches!(
            character,
            '%' | '$' | '+' | '=' | '<' | '>' | '^' | '`' | '~' | '|'
        )
        || matches!(
            character,
            '\u{2010}'..='\u{2027}' | '«' | '»' | '‹' | '›' | '¡' | '¿' | '·' | '′' | '″'
        )
}

/// A letter, or a mark that is written over one.
fn is_letter(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '\u{300}'..='\u{36f}')
}

/// Length of a web or e-mail address at the beginning of a text.
fn address(rest: &str) -> Option<usize> {
    let end = rest
        .find(|c: char| c.is_whitespace() || "<>\"”»".contains(c))
        .unwrap_or(rest.len());
    let run =
        rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…']);
    let lower = run.to_ascii_lowercase();
    let is_web = ["http://", "https://", "www.", "mailto:"]
        .iter()
        .any(|start| lower.starts_with(start));
    if is_web {
        return Some(run.len());
    }
    let run = &run[..run.find(['(', ',', ';']).unwrap_or(run.len())];
    let host = match run.split_once('@') {
        Some((user, host)) if !user.is_empty() => host,
        Some(_) => return None,
        None => run.split('/').next().unwrap_or_default(),
    };
    let (name, domain) = host.rsplit_once('.')?;
    const DOMAINS: &[&str] = &[
        "fi", "com", "org", "net", "eu", "se", "info", "io", "edu", "gov",
    ];
    let is_host = |c: char| c.is_alphanumeric() || "-._".contains(c);
    let is_address = DOMAINS.contains(&domain) && !name.is_empty() && name.chars().all(is_host);
    let is_mail =
        run.contains('@') && name.chars().all(is_host) && domain.chars().all(char::is_alphabetic);
    (is_address || is_mail).then_some(run.len())
}

/// Length and kind of what begins with a digit.
fn number(rest: &str) -> (usize, TokenKind) {
    let mut end = digits(rest);
    end = thousands(rest, end);
    loop {
        let after = &rest[end..];
        let mut letters = after.chars();
        let joiner = letters.next();
        let next = letters.next();
        match (joiner, next) {
            (Some(joiner @ ('.' | ',' | ':' | '/' | '-' | '–')), Some(next))
                if next.is_ascii_digit() =>
            {
                end += joiner.len_utf8() + digits(&after[joiner.len_utf8()..]);
            }
            // *1.1.–30.4.*, *1.–3. luokka*
            (Some('.'), Some('–' | '-'))
                if after[1..]
                    .chars()
                    .nth(1)
                    .is_some_and(|c| c.is_ascii_digit()) =>
            {
                end += 1;
            }
            (Some(':'), Some(next)) if next.is_lowercase() => {
                return (colon_ending(rest, end), TokenKind::Number);
            }
            (Some(joiner @ ('-' | '\u{2010}' | '\u{2011}')), Some(next)) if is_letter(next) => {
                return (word(rest, end + joiner.len_utf8()), TokenKind::Word);
            }
            (Some('/'), Some(next)) if next.is_uppercase() => {
                end = word(rest, end + 1);
                return (end, TokenKind::Number);
            }
            (Some(letter), _) if is_letter(letter) => return (word(rest, end), TokenKind::Word),
            (Some('.'), next) if is_ordinal(next, &after[1..]) && may_be_ordinal(&rest[..end]) => {
                return (end + 1, TokenKind::Number);
            }
            _ => return (end, TokenKind::Number),
        }
    }
}

/// Whether a number can be an ordinal or a date: *1*, *18.12*, *1.–3*; not *3–0*, *3 000*.
fn may_be_ordinal(number: &str) -> bool {
    let is_range = number.contains(['–', '-']) && !number.contains('.');
    !is_range
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || ".–-".contains(c))
}

/// Whether the full stop after digits belongs to them: the sentence goes on.
fn is_ordinal(next: Option<char>, rest: &str) -> bool {
    match next {
        None => false,
        Some(next) if next.is_whitespace() => !rest.trim().is_empty(),
        Some(next) => matches!(next, ',' | ';'),
    }
}

fn digits(rest: &str) -> usize {
    rest.find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len())
}

/// The end of a number whose thousands are parted by spaces.
fn thousands(rest: &str, mut end: usize) -> usize {
    if end > 3 {
        return end;
    }
    while let Some(space) = rest[end..]
        .chars()
        .next()
        .filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
    {
        let group = &rest[end + space.len_utf8()..];
        if digits(group) != 3 || group[3..].starts_with(char::is_alphabetic) {
            break;
        }
        end += space.len_utf8() + 3;
    }
    end
}

/// The end of a case ending after a colon that stands at `colon`.
fn colon_ending(rest: &str, colon: usize) -> usize {
    let ending = &rest[colon + 1..];
    let length = ending.find(|c: char| !is_letter(c)).unwrap_or(ending.len());
    if length == 0 {
        colon
    } else {
        colon + 1 + length
    }
}

/// The end of a word whose letters go on at `from`.
fn word(rest: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let after = &rest[end..];
        let mut letters = after.chars();
        let Some(letter) = letters.next() else {
            return end;
        };
        let next = letters.next();
        let is_inner = match letter {
            _ if letter.is_alphanumeric() || is_letter(letter) || is_invisible(letter) => true,
            '-' | '\u{2010}' | '\u{2011}' => next.is_some_and(char::is_alphanumeric),
            '–' | '&' | '_' | '@' => next.is_some_and(char::is_alphanumeric) && end > 0,
            '\'' | '’' | '´' => next.is_some_and(is_letter),
            ':' => next.is_some_and(char::is_lowercase),
            '.' => next.is_some_and(|c| joins_after_stop(&rest[..end], c)),
            '/' => joins_slash(&rest[..end], next),
            _ => false,
        };
        if !is_inner {
            return closed(rest, end, letter, next);
        }
        end += letter.len_utf8();
    }
}

/// The end of a word before a character that is not in it: a last hyphen or full stop may belong to it.
fn closed(rest: &str, end: usize, letter: char, next: Option<char>) -> usize {
    let ends_word = |c: char| c.is_whitespace() || ",;)/”\"".contains(c);
    match letter {
        '-' | '\u{2010}' | '\u{2011}' if next.is_none_or(ends_word) => {
            let after = end + letter.len_utf8();
            // *marras-/joulukuu*
            if next == Some('/') && rest[after + 1..].starts_with(is_letter) {
                return word(rest, after + 1);
            }
            after
        }
        '.' if abbreviation(&rest[..end]).is_some() && (next.is_none_or(|c| !is_letter(c))) => {
            // An initial at the end of a sentence is more likely its last word.
            let is_short = rest[..end].chars().count() == 1 && rest[end + 1..].trim().is_empty();
            if is_short {
                end
            } else {
                stop_ending(rest, end + 1)
            }
        }
        _ => end,
    }
}

/// *Jr.:lle*, *ev.-lut.*: what goes on after an abbreviation's full stop.
fn stop_ending(rest: &str, end: usize) -> usize {
    let mut letters = rest[end..].chars();
    match (letters.next(), letters.next()) {
        (Some(':'), Some(next)) if next.is_lowercase() => colon_ending(rest, end),
        (Some('-'), Some(next)) if is_letter(next) => word(rest, end + 1),
        _ => end,
    }
}

/// Whether a full stop stands inside a word: *o.s.*, *v1.2*, *Mieli.net*.
fn joins_after_stop(before: &str, next: char) -> bool {
    let last = before.rsplit(['.', '-']).next().unwrap_or_default();
    let is_short = last.chars().count() <= 3;
    let ends_in_digit = last.ends_with(|c: char| c.is_ascii_digit());
    next.is_ascii_digit() && (ends_in_digit || is_short) || next.is_lowercase() && is_short
}

fn joins_slash(before: &str, next: Option<char>) -> bool {
    matches!(before, "ja" | "Ja") && next == Some('t')
}
