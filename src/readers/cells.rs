//! The names of a sheet's cells.

use std::sync::Arc;

/// The name of a cell by its row and column, both from 0: `C7`.
pub(super) fn cell_name(row: u32, column: u32) -> Arc<str> {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(
            b'A' + u8::try_from(rest % 26).unwrap_or_default(),
        ));
        rest /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1).into()
}

/// Row and column, both from 0, of a name such as `C7`.
pub(super) fn cell_position(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|character: char| character.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        let value = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?);
        column = column.checked_mul(26)?.checked_add(value + 1)?;
    }
    let row: u32 = row.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_positions_agree() {
        for (name, row, column) in [
            ("A1", 0, 0),
            ("Z9", 8, 25),
            ("AA10", 9, 26),
            ("XFD1048576", 1_048_575, 16_383),
        ] {
            assert_eq!(&*cell_name(row, column), name);
            assert_eq!(cell_position(name), Some((row, column)));
        }
    }

    #[test]
    fn what_is_not_a_name_has_no_position() {
        for name in ["", "A", "1", "A0", "ABCDEFGHIJK1", "A99999999999"] {
            assert_eq!(cell_position(name), None, "{name}");
        }
    }
}
