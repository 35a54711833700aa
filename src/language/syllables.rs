//! Syllables of Finnish words.

/// Vowel pairs that stay together anywhere in a word.
const DIPHTHONGS: &[&str] = &[
    "ai", "ei", "oi", "ui", "yi", "äi", "öi", "au", "eu", "iu", "ou", "ey", "iy", "äy", "öy", "aa",
    "ee", "ii", "oo", "uu", "yy", "ää", "öö",
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
    if vowels >= 2 {
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
