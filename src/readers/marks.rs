//! The marks people type before list items.

use crate::document::BlockKind;
use crate::readers::builder::Builder;

/// A list mark at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the mark and the space after it.
    pub(super) length: usize,
    /// Whether it is a number or a letter.
    pub(super) is_ordered: bool,
}

/// The list that is open, by the indents of its levels.
#[derive(Default)]
pub(super) struct TypedLists {
    number: Option<u32>,
    indents: Vec<usize>,
}

impl TypedLists {
    /// The kind of an item by its indent.
    pub(super) fn item(&mut self, indent: usize, mark: Mark, builder: &mut Builder) -> BlockKind {
        let number = *self.number.get_or_insert_with(|| builder.next_list());
        while self.indents.last().is_some_and(|last| *last > indent) {
            self.indents.pop();
        }
        if self.indents.last() != Some(&indent) {
            self.indents.push(indent);
        }
        BlockKind::ListItem {
            level: u8::try_from(self.indents.len()).unwrap_or(u8::MAX),
            ordered: mark.is_ordered,
            list: number,
        }
    }
}

/// The mark a line begins with: a bullet, a dash and a space, or a number such as `1.` or `a)`.
pub(super) fn list_mark(text: &str) -> Option<Mark> {
    bullet(text)
        .or_else(|| number(text))
        .filter(|mark| mark.length < text.len())
}

/// The mark of a paragraph in a word processor, where only a tab or a true bullet tells a mark
/// from the start of a sentence.
pub(super) fn typed_mark(text: &str) -> Option<Mark> {
    let mark = list_mark(text)?;
    let is_sure = text[..mark.length].contains('\t') || text.starts_with(is_true_bullet);
    is_sure.then_some(mark)
}

/// A bullet, or a dash with a space after it; there need not be any text.
pub(super) fn bullet(text: &str) -> Option<Mark> {
    let mark = text.chars().next()?;
    let rest = &text[mark.len_utf8()..];
    let is_likely = matches!(mark, '–' | '-' | '*' | 'o' | '·' | '+');
    let is_apart = rest.is_empty() || rest.starts_with([' ', '\t']);
    (is_true_bullet(mark) || is_likely && is_apart).then(|| after(text, rest, false))
}

/// A number or letter with a full stop or a bracket, and a space after it.
pub(super) fn number(text: &str) -> Option<Mark> {
    let end = text.find([' ', '\t'])?;
    let (mark, rest) = text.split_at(end);
    let inside = mark.strip_suffix(['.', ')'])?;
    let is_number =
        (1..=2).contains(&inside.len()) && inside.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = mark.ends_with(')')
        && inside.len() == 1
        && inside.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_number || is_letter).then(|| after(text, rest, true))
}

fn is_true_bullet(character: char) -> bool {
    matches!(
        character,
        '•' | '▪' | '◦' | '●' | '■' | '\u{f0b7}' | '\u{f0a7}'
    )
}

fn after(text: &str, rest: &str, is_ordered: bool) -> Mark {
    let rest = rest.trim_start_matches([' ', '\t']);
    let length = text.len() - rest.len();
    Mark { length, is_ordered }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_dashes_and_numbers_are_marks() {
        for (text, length, is_ordered) in [
            ("• asia", 4, false),
            ("•asia", 3, false),
            ("– asia", 4, false),
            ("- asia", 2, false),
            ("1. asia", 3, true),
            ("12) asia", 4, true),
            ("a) asia", 3, true),
        ] {
            assert_eq!(list_mark(text), Some(Mark { length, is_ordered }), "{text}");
        }
    }

    #[test]
    fn words_dates_and_lone_dashes_are_not() {
        for text in [
            "-5 astetta",
            "2027 alkaa",
            "1.2.2027 alkaa",
            "oma asia",
            "A. Öhman",
            "- ",
            "yksi",
        ] {
            assert_eq!(list_mark(text), None, "{text}");
        }
    }

    #[test]
    fn a_typed_number_needs_a_tab() {
        assert_eq!(typed_mark("1. luokka muuttaa"), None);
        assert!(typed_mark("1.\tSovitaan").is_some());
        assert!(typed_mark("• Sovitaan").is_some());
    }
}
