//! Columns in bytes, which some formats want: they need the file itself, not only its text.

use crate::report::{DocumentReview, PlaceReview};

/// Gives every finding that has a line its columns in bytes, if the file is UTF-8.
pub(super) fn fill(document: &mut DocumentReview, bytes: &[u8]) {
    let Ok(source) = std::str::from_utf8(bytes) else {
        return;
    };
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let lines: Vec<&str> = source.lines().collect();
    for finding in &mut document.findings {
        fill_place(&mut finding.location, &lines);
    }
}

fn fill_place(location: &mut PlaceReview, lines: &[&str]) {
    let bytes = |line: Option<u32>, column: Option<u32>| -> Option<u32> {
        let line = lines.get(usize::try_from(line?).ok()?.checked_sub(1)?)?;
        let passed = usize::try_from(column?).ok()?.checked_sub(1)?;
        let before: usize = line.chars().take(passed).map(char::len_utf8).sum();
        u32::try_from(before + 1).ok()
    };
    location.byte_column = bytes(location.place.line, location.place.column);
    location.end_byte_column = bytes(location.end_line, location.end_column);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Location;

    #[test]
    fn a_letter_with_dots_is_two_bytes() {
        let mut location = PlaceReview {
            place: Location {
                line: Some(2),
                column: Some(4),
                ..Location::default()
            },
            end_line: Some(2),
            end_column: Some(6),
            ..PlaceReview::default()
        };
        fill_place(&mut location, &["", "Työ jää"]);
        assert_eq!(
            (location.byte_column, location.end_byte_column),
            (Some(5), Some(7))
        );
    }
}
