//! Joins the lines of a wrapped paragraph, by the rules of Finnish word division.

/// How the end of one line meets the start of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// The hyphen divides a word and goes: `suunni-` + `telma`.
    DropHyphen,
    /// The hyphen belongs to the word and stays: `linja-` + `auto`.
    KeepHyphen,
    /// A space: two words, or a shared part as in `tunne- ja`.
    Space,
}

/// Words after which a hyphen stands for a shared part of a compound.
const CONJUNCTIONS: &[&str] = &[
    "ja", "tai", "sekä", "eli", "että", "och", "eller", "and", "or",
];

/// How two lines meet. Both are trimmed.
///
/// A Finnish compound takes a hyphen where the same vowel meets itself (`linja-auto`), so that
/// hyphen stays; before a capital or a figure it always belongs to the word.
pub(super) fn joint(before: &str, after: &str) -> Joint {
    let mut last = before.chars().rev();
    match last.next() {
        Some('\u{ad}') => return Joint::DropHyphen,
        Some('-' | '\u{2010}') => {}
        // A dash without a space before it stands in a range: `2026–` + `2029`.
        Some('–') if last.next().is_some_and(char::is_alphanumeric) => return Joint::KeepHyphen,
        _ => return Joint::Space,
    }
    let first_word = after.split_whitespace().next().unwrap_or_default();
    let previous = last.next().unwrap_or(' ');
    let next = after.chars().next().unwrap_or(' ');
    if CONJUNCTIONS.contains(&first_word) || !previous.is_alphanumeric() {
        return Joint::Space;
    }
    let is_same_vowel = previous.to_lowercase().eq(next.to_lowercase()) && is_vowel(next);
    if previous.is_lowercase() && next.is_lowercase() && !is_same_vowel {
        Joint::DropHyphen
    } else {
        Joint::KeepHyphen
    }
}

fn is_vowel(character: char) -> bool {
    "aeiouyåäö".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_divided_word_is_made_whole() {
        assert_eq!(
            joint("kehityssuunni-", "telma valmistui"),
            Joint::DropHyphen
        );
    }

    #[test]
    fn a_hyphen_of_the_word_itself_stays() {
        assert_eq!(joint("linja-", "auto"), Joint::KeepHyphen);
        assert_eq!(joint("EU-", "rahoitus"), Joint::KeepHyphen);
        assert_eq!(joint("Etelä-", "Karjala"), Joint::KeepHyphen);
    }

    #[test]
    fn a_shared_part_keeps_its_hyphen_and_a_space() {
        assert_eq!(joint("tunne-", "ja vuorovaikutustaidot"), Joint::Space);
    }

    #[test]
    fn a_dash_is_not_a_hyphen() {
        assert_eq!(joint("aika –", "raha"), Joint::Space);
        assert_eq!(joint("vuosina 2026–", "2029"), Joint::KeepHyphen);
        assert_eq!(joint("aika -", "raha"), Joint::Space);
    }
}
