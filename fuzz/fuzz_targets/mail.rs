//! The reader of mail messages. A letter whose line and column are given stands there.

#![no_main]

use linjassa::document::InlineKind;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some(document) = linjassa_fuzz::read("a.eml", bytes) else {
        return;
    };
    let Some(source) = std::str::from_utf8(bytes)
        .ok()
        .filter(|text| text.is_ascii())
    else {
        return;
    };
    let lines: Vec<&[u8]> = source.split('\n').map(str::as_bytes).collect();
    // The description of a picture has the place of its tag.
    let descriptions: Vec<_> = document
        .inlines
        .iter()
        .filter(|inline| inline.kind == InlineKind::Image)
        .collect();
    for (offset, letter) in document.text.char_indices() {
        let holds = |span: linjassa::span::Span| span.start <= offset && offset < span.end;
        if descriptions.iter().any(|inline| holds(inline.span)) {
            continue;
        }
        let place = document.location(offset);
        let (Some(line), Some(column)) = (place.line, place.column) else {
            continue;
        };
        let there = lines[line as usize - 1].get(column as usize - 1).copied();
        // Quoted-printable and the references of HTML write letters in other ways.
        let is_coded = matches!(there, Some(b'=' | b'&'));
        if letter.is_ascii_alphanumeric() && !is_coded {
            assert_eq!(there.map(char::from), Some(letter), "at {line}:{column}");
        }
    }
});
