//! Bytes -> text, by byte order mark, declaration or content.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::readers::ReadError;

/// Characters of Windows-1252 that are common in Finnish, Swedish and the languages near them.
const LIKELY: &str =
    "äöåÄÖÅüÜõÕæøÆØéèêëáàâóòôíîúûçñßÉÈÁÀšŠžŽ–—‘’‚“”„«»•…€£§°±²³´·×¼½¾©®™\u{a0}\u{ad}";

/// Text decoded from bytes.
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub(super) text: String,
    /// Whether some bytes were not valid in the encoding and became U+FFFD.
    pub(super) is_damaged: bool,
}

/// Decodes text that names its encoding at most by a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    decode_as(bytes, None)
}

/// Decodes text in which every byte must have its character, lest damage is called clean.
pub(super) fn decode_sound(bytes: &[u8]) -> Result<String, ReadError> {
    let decoded = decode(bytes);
    if decoded.is_damaged {
        return Err(ReadError::new("read-encoding", ""));
    }
    Ok(decoded.text)
}

/// Decodes text whose own declaration may name an encoding; a byte order mark outranks it.
pub(super) fn decode_as(bytes: &[u8], label: Option<&str>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return convert(&bytes[length..], encoding);
    }
    if let Some(encoding) = wide(bytes) {
        return convert(bytes, encoding);
    }
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    match declared.filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => convert(bytes, encoding),
        None => decode_unnamed(bytes),
    }
}

/// Decodes an XML part by its byte order mark or declaration.
pub(super) fn decode_xml(bytes: &[u8]) -> Decoded {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    decode_as(bytes, xml_encoding(&head))
}

/// The encoding an XML declaration names.
fn xml_encoding(head: &str) -> Option<&str> {
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let quote = value
        .chars()
        .next()
        .filter(|quote| "\"'".contains(*quote))?;
    value[1..].split(quote).next()
}

/// UTF-16 without a byte order mark: every other byte of the start is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(64) & !1];
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
    };
    let half = head.len() / 2;
    if half < 2 {
        return None;
    }
    match (zeros(0).count(), zeros(1).count()) {
        (0, odd) if odd * 10 >= half * 9 => Some(UTF_16LE),
        (even, 0) if even * 10 >= half * 9 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bytes are UTF-16 without a byte order mark.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    wide(bytes).is_some()
}

/// UTF-8 if it is that, else Windows-1252; UTF-8 with a few broken bytes stays UTF-8. Text that is
/// damaged in either is said to be so.
fn decode_unnamed(bytes: &[u8]) -> Decoded {
    let text = match String::from_utf8_lossy(bytes) {
        Cow::Borrowed(text) => {
            return Decoded {
                text: text.to_owned(),
                is_damaged: false,
            };
        }
        Cow::Owned(text) => text,
    };
    let broken = text
        .chars()
        .filter(|character| *character == '\u{fffd}')
        .count();
    let whole = text
        .chars()
        .filter(|character| !character.is_ascii())
        .count()
        - broken;
    if whole > broken {
        return Decoded {
            text,
            is_damaged: true,
        };
    }
    let decoded = convert(bytes, WINDOWS_1252);
    Decoded {
        is_damaged: !is_likely_western(&decoded.text),
        ..decoded
    }
}

/// Whether what lies beyond ASCII is mostly what people write in the languages around here. Bytes
/// without a character in Windows-1252 come out as control characters.
fn is_likely_western(text: &str) -> bool {
    let beyond = || text.chars().filter(|character| !character.is_ascii());
    let likely = beyond().filter(|character| LIKELY.contains(*character));
    !beyond().any(char::is_control) && likely.count() * 2 > beyond().count()
}

fn convert(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, is_damaged) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    Decoded { text, is_damaged }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1252_is_the_last_resort() {
        assert_eq!(decode(b"L\xe4ht\xf6tilanne").text, "Lähtötilanne");
    }

    #[test]
    fn bytes_that_are_text_in_no_encoding_are_damage() {
        assert!(decode(b"teksti \xff\xfe ja").is_damaged);
        assert!(decode(b"teksti\x81 ja \xe4").is_damaged);
        assert!(!decode(b"m\xe4\xe4r\xe4 5 \x80 \x96 \x94hyv\xe4\x94").is_damaged);
    }

    #[test]
    fn a_byte_order_mark_tells_the_encoding() {
        assert_eq!(decode(b"\xef\xbb\xbf\xc3\xa4").text, "ä");
        assert_eq!(decode(b"\xff\xfe\xe4\x00").text, "ä");
        assert_eq!(decode(b"\xfe\xff\x00\xe4").text, "ä");
    }

    #[test]
    fn wide_text_is_known_without_a_mark() {
        assert_eq!(decode(b"a\0b\0c\0\xe4\0").text, "abcä");
    }

    #[test]
    fn a_declaration_tells_the_encoding() {
        let xml = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe4</a>";
        assert!(decode_xml(xml).text.ends_with("<a>ä</a>"));
    }

    #[test]
    fn a_few_broken_bytes_do_not_turn_utf_8_into_another_encoding() {
        let decoded = decode("älä hylkää tätä \u{e4}".as_bytes());
        assert!(!decoded.is_damaged);
        let decoded = decode(b"\xc3\xa4\xc3\xb6\xc3\xa4 \xff");
        assert_eq!(
            (decoded.text.as_str(), decoded.is_damaged),
            ("äöä \u{fffd}", true)
        );
    }
}
