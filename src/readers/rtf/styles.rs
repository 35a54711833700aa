//! The styles of RTF: which of them make headings or lines of a table of contents.

use rustc_hash::{FxHashMap, FxHashSet};

/// The outline levels of styles, from 0, and the style being described.
#[derive(Default)]
pub(super) struct Styles {
    outlines: FxHashMap<i32, u8>,
    contents: FxHashSet<i32>,
    /// The style being described.
    pub(super) open: Style,
}

/// What a style says.
#[derive(Default)]
pub(super) struct Style {
    pub(super) number: i32,
    pub(super) based_on: Option<i32>,
    pub(super) outline: Option<u8>,
    pub(super) name: String,
}

impl Styles {
    /// The outline level of a style, from 0.
    pub(super) fn outline(&self, number: i32) -> Option<u8> {
        self.outlines.get(&number).copied()
    }

    /// Whether a style is for lines of a table of contents.
    pub(super) fn is_contents(&self, number: i32) -> bool {
        self.contents.contains(&number)
    }

    /// Keeps what the open style makes of paragraphs: by its outline level, its name, or the style
    /// it is based on.
    pub(super) fn end(&mut self) {
        let style = std::mem::take(&mut self.open);
        let name = style.name.trim().trim_end_matches(';').to_lowercase();
        // Word's names and LibreOffice's: `toc 1`, `Contents 1`, `Contents Heading`.
        if ["toc ", "contents "]
            .iter()
            .any(|word| name.starts_with(word))
        {
            self.contents.insert(style.number);
        }
        let words = ["heading ", "otsikko "];
        let number = words.iter().find_map(|word| name.strip_prefix(word));
        let of_name = match name.as_str() {
            "title" | "otsikko" => Some(0),
            _ => number.and_then(|number| number.parse::<u8>().ok()?.checked_sub(1)),
        };
        let of_base = || self.outline(style.based_on?);
        let outline = style.outline.or(of_name).or_else(of_base);
        if let Some(outline) = outline.filter(|outline| *outline < 9) {
            self.outlines.insert(style.number, outline);
        }
    }
}
