//! The one spelling under which a form is looked up.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A form composed, without invisible characters, with plain hyphens and apostrophes.
///
/// The dictionary knows only that spelling; texts from Word and PDF have all the others.
pub(super) fn normalized(form: &str) -> Cow<'_, str> {
    if form.is_ascii() || (is_nfc(form) && form.chars().all(|c| replacement(c).is_none())) {
        return Cow::Borrowed(form);
    }
    let mut result = String::with_capacity(form.len());
    for character in form.nfc() {
        match replacement(character) {
            Some(text) => result.push_str(text),
            None => result.push(character),
        }
    }
    Cow::Owned(result)
}

/// Whether a character is invisible inside a word: a soft hyphen, a zero-width space or joiner.
pub(in crate::language) fn is_invisible(character: char) -> bool {
    replacement(character) == Some("")
}

fn replacement(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => "",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' => "'",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}
