//! Syllables of Finnish words, and where a word may be broken at the end of a line.

use crate::language::morphology::{Reading, Word};

/// Vowel pairs that stay together anywhere in a word.
const DIPHTHONGS: &[&str] = &[
    "ai", "ei", "oi", "ui", "yi", "äi", "öi", "au", "eu", "iu", "ou", "ey", "iy", "äy", "öy", "aa",
    "ee", "ii", "oo", "uu", "yy", "ää", "öö",
    // Foreign words only: Finnish vowel harmony parts them from *y*.
    "ay", "oy", "uy",
];

/// Vowel pairs that stay together in the first syllable only.
const FIRST_ONLY: &[&str] = &["ie", "uo", "yö"];

/// The syllables of a word that is no compound, or of one part of a compound.
///
/// A syllable begins at the last consonant before a vowel, and between two vowels that are
/// neither the same nor a diphthong. Source: *Ison suomen kieliopin* sections 11 and 21.
pub fn syllables(word: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = word
        .char_indices()
        .map(|(at, letter)| (at, lower(letter)))
        .collect();
    let mut starts = vec![0];
    let mut start = 0;
    for index in 1..letters.len() {
        let (at, letter) = letters[index];
        let (_, before) = letters[index - 1];
        let has_vowel = letters[start..index]
            .iter()
            .any(|(_, letter)| is_vowel(*letter));
        let begins = if !before.is_alphabetic() {
            // A hyphen or an apostrophe.
            letter.is_alphabetic()
        } else if is_vowel(letter) {
            has_vowel && is_vowel(before) && splits(&letters, start, index, starts.len() == 1)
        } else {
            let next_is_vowel = letters
                .get(index + 1)
                .is_some_and(|(_, next)| is_vowel(*next));
            has_vowel && letter.is_alphabetic() && next_is_vowel
        };
        if begins {
            starts.push(at);
            start = index;
        }
    }
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &word[*start..end])
        .collect()
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
        let with_vowel = syllables(part)
            .into_iter()
            .filter(|syllable| syllable.chars().any(|c| is_vowel(lower(c))));
        let has_letter = part.chars().any(char::is_alphabetic);
        u32::try_from(with_vowel.count())
            .unwrap_or(u32::MAX)
            .max(u32::from(has_letter))
    });
    counts.sum()
}

/// Whether two vowels in a row belong to two syllables.
fn splits(letters: &[(usize, char)], start: usize, index: usize, is_first: bool) -> bool {
    let vowels = letters[start..index]
        .iter()
        .rev()
        .take_while(|(_, letter)| is_vowel(*letter))
        .count();
    // *Pro-te-ii-ni*: a long vowel stays whole.
    let begins_long = letters
        .get(index + 1)
        .is_some_and(|(_, next)| *next == letters[index].1)
        && letters[index - 1].1 != letters[index].1;
    if vowels >= 2 || begins_long {
        return true;
    }
    let pair: String = [letters[index - 1].1, letters[index].1].iter().collect();
    let stays =
        DIPHTHONGS.contains(&pair.as_str()) || is_first && FIRST_ONLY.contains(&pair.as_str());
    !stays
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'å' | 'é' | 'ü'
    )
}
