//! Syllables of Finnish words, and where a word may be broken at the end of a line.

use crate::language::morphology::{Reading, Word};

/// The syllables of a word that is no compound, or of one part of a compound.
///
/// A syllable begins at the last consonant before a vowel, and between two vowels that are
/// neither the same nor a diphthong. Source: *Ison suomen kieliopin* sections 11 and 21.
pub fn syllables(word: &str) -> Vec<&str> {
    let mut syllables = Vec::new();
    each_syllable(word, |syllable, _| syllables.push(syllable));
    syllables
}

/// Calls back with every syllable, and whether it has a vowel.
fn each_syllable<'w>(word: &'w str, mut found: impl FnMut(&'w str, bool)) {
    let letters = word.char_indices().map(|(at, letter)| (at, lower(letter)));
    let mut letters = letters.peekable();
    let (mut start, mut is_first) = (0, true);
    let (mut before, mut has_vowel, mut vowels) = (None, false, 0);
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, letter)| *letter);
        let begins = match before {
            None => false,
            // A hyphen or an apostrophe.
            Some(before) if !char::is_alphabetic(before) => letter.is_alphabetic(),
            Some(before) if is_vowel(letter) => {
                // *Pro-te-ii-ni*: a long vowel stays whole.
                let begins_long = next == Some(letter) && before != letter;
                let splits = vowels >= 2 || begins_long || !stay(before, letter, is_first);
                has_vowel && is_vowel(before) && splits
            }
            Some(_) => has_vowel && letter.is_alphabetic() && next.is_some_and(is_vowel),
        };
        if begins {
            found(&word[start..at], has_vowel);
            (start, is_first, has_vowel, vowels) = (at, false, false, 0);
        }
        vowels = if is_vowel(letter) { vowels + 1 } else { 0 };
        has_vowel |= is_vowel(letter);
        before = Some(letter);
    }
    found(&word[start..], has_vowel);
}

/// Vowel pairs between two syllables that a reader would take for one: no line breaks there.
const MISTAKABLE: &[&str] = &["ie", "uo", "yö", "öä", "äö"];

/// A word with a hyphen wherever a line may end: *kun-ta-lai-sen*.
///
/// A word that can be understood in several ways is broken only where all of them allow it
/// (*viran-omaisilta*), and never between vowels that would be misread (*vuo-sien*). A guessed
/// word is broken like one that is no compound.
pub fn hyphenation(word: &Word) -> String {
    let known: Vec<&Reading> = word
        .readings
        .iter()
        .filter(|reading| !reading.guessed)
        .collect();
    let mut shared = breaks(&[&word.lower]);
    for (index, reading) in known.into_iter().enumerate() {
        let own = breaks(&parts(&word.lower, reading));
        if index == 0 {
            shared = own;
        } else {
            shared.retain(|at| own.contains(at));
        }
    }
    let mut hyphenated = String::with_capacity(word.lower.len() * 2);
    let mut start = 0;
    for at in shared {
        hyphenated.push_str(&word.lower[start..at]);
        if !hyphenated.ends_with('-') {
            hyphenated.push('-');
        }
        start = at;
    }
    hyphenated + &word.lower[start..]
}

/// The parts of a compound as they stand in its form, hyphens with the part before them.
fn parts<'a>(form: &'a str, reading: &Reading) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for part in reading.parts.iter().skip(1) {
        // A part begins after the one before it; the search also passes a hyphen between them.
        let from = start + form[start..].chars().next().map_or(0, char::len_utf8);
        let Some(found) = form[from..].find(&*part.form) else {
            break;
        };
        parts.push(&form[start..from + found]);
        start = from + found;
    }
    parts.push(&form[start..]);
    parts
}

/// Where a line may end in a word of these parts, in bytes, in order.
fn breaks(parts: &[&str]) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut start = 0;
    for part in parts {
        if start > 0 {
            breaks.push(start);
        }
        let mut at = start;
        let syllables = syllables(part);
        for pair in syllables.windows(2) {
            at += pair[0].len();
            if !is_mistakable(pair[0], pair[1]) {
                breaks.push(at);
            }
        }
        start += part.len();
    }
    breaks
}

/// Whether the vowels on the two sides of a break look like one diphthong.
fn is_mistakable(before: &str, after: &str) -> bool {
    let mut letters = before.chars().rev().map(lower);
    let (last, onset) = (letters.next(), letters.next());
    let mut next = after.chars().map(lower);
    let (first, second) = (next.next(), next.next());
    let pair: String = last.into_iter().chain(first).collect();
    // *Ai-em-min*, *läh-tö-ään*: a diphthong or a long vowel beside the break shows where it is.
    onset.is_some_and(|onset| !is_vowel(onset))
        && first != second
        && MISTAKABLE.contains(&pair.as_str())
}

/// The number of syllables in the parts of a word; at least one for a word with a letter.
pub fn syllable_count<'a>(parts: impl IntoIterator<Item = &'a str>) -> u32 {
    let counts = parts.into_iter().map(|part| {
        let mut with_vowel = 0;
        each_syllable(part, |_, has_vowel| with_vowel += u32::from(has_vowel));
        with_vowel.max(u32::from(part.contains(char::is_alphabetic)))
    });
    counts.sum()
}

/// Whether two vowels in a row stay in one syllable: a diphthong or a long vowel.
fn stay(one: char, other: char, is_first: bool) -> bool {
    match (one, other) {
        ('a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö', _) if one == other => true,
        ('a' | 'e' | 'o' | 'u' | 'y' | 'ä' | 'ö', 'i') => true,
        ('a' | 'e' | 'i' | 'o', 'u') => true,
        ('e' | 'i' | 'ä' | 'ö', 'y') => true,
        // Foreign words only: Finnish vowel harmony parts them from *y*.
        ('a' | 'o' | 'u', 'y') => true,
        ('i', 'e') | ('u', 'o') | ('y', 'ö') => is_first,
        _ => false,
    }
}

fn lower(letter: char) -> char {
    if letter.is_ascii_lowercase() {
        return letter;
    }
    letter.to_lowercase().next().unwrap_or(letter)
}

fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'å' | 'é' | 'ü'
    )
}
