//! Lays decoded text beside the source it was decoded from.

/// Parts decoded text where it stops running in step with its source, and gives each part with
/// its byte in the source. A character reference is a part of its own.
pub(super) fn align<'a>(text: &'a str, source: &str, base: usize) -> Vec<(&'a str, usize)> {
    if text == source {
        return vec![(text, base)];
    }
    let mut parts = Vec::new();
    let (mut start, mut at, mut from) = (0, 0, 0);
    while at < text.len() && from < source.len() {
        let length = text[at..].chars().next().map_or(1, char::len_utf8);
        let is_same = text.as_bytes()[at..]
            .starts_with(&source.as_bytes()[from..source.len().min(from + length)]);
        let is_reference = source.as_bytes()[from] == b'&';
        if is_same && !is_reference {
            at += length;
            from += length;
            continue;
        }
        if start < at {
            parts.push((&text[start..at], base + from - (at - start)));
        }
        if is_reference {
            let passed = reference_length(&source[from..]);
            parts.push((&text[at..at + length], base + from));
            at += length;
            from += passed;
        } else {
            // A carriage return before a line feed.
            from += source[from..].chars().next().map_or(1, char::len_utf8);
        }
        start = at;
    }
    if start < at {
        parts.push((&text[start..at], base + from - (at - start)));
    }
    if at < text.len() {
        parts.push((&text[at..], base + from.min(source.len())));
    }
    parts
}

/// Length of the character reference the source begins with; a bare `&` is one byte.
fn reference_length(source: &str) -> usize {
    let body = &source[1..];
    let end = body.find(|character: char| !character.is_ascii_alphanumeric() && character != '#');
    let end = end.unwrap_or(body.len());
    if end == 0 {
        return 1;
    }
    let is_closed = body[end..].starts_with(';');
    1 + end + usize::from(is_closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_parts_of_their_own() {
        let parts = align("K\u{e4}y & se", "K&auml;y &amp; se", 10);
        assert_eq!(
            parts,
            [("K", 10), ("ä", 11), ("y ", 17), ("&", 19), (" se", 24)]
        );
    }

    #[test]
    fn a_carriage_return_goes_by() {
        assert_eq!(align("a\nb", "a\r\nb", 0), [("a", 0), ("\nb", 2)]);
    }
}
