//! Paragraphs by tags: the elements in their order, each with the text that belongs to it.

use crate::document::BlockKind;
use crate::readers::marks::number;
use crate::readers::pdf::glyphs::{Glyph, Mark, PageGlyphs};
use crate::readers::pdf::lines::{join, lines};
use crate::readers::pdf::tags::{Role, Tags};
use crate::readers::pdf::{Paragraph, layout};

/// The paragraphs of all elements, and then those of text that no element claims.
pub(super) fn paragraphs(tags: &Tags, pages: &[PageGlyphs]) -> Vec<Paragraph> {
    let mut texts: Vec<Vec<(u32, String)>> = vec![Vec::new(); tags.elements.len()];
    let mut loose = Vec::new();
    for page in pages {
        let mut of_element: Vec<(u32, Vec<Glyph>)> = Vec::new();
        let mut rest = Vec::new();
        for glyph in &page.glyphs {
            match glyph.mark {
                Mark::Element(element) => add(&mut of_element, element, *glyph),
                Mark::None => rest.push(*glyph),
                Mark::Artifact => {}
            }
        }
        for (element, glyphs) in of_element {
            if let Some(parts) = texts.get_mut(element as usize) {
                go_on(parts, page.number, &glyphs);
            }
        }
        loose.push(PageGlyphs {
            number: page.number,
            height: page.height,
            glyphs: rest,
            ..PageGlyphs::default()
        });
    }
    let mut paragraphs = in_order(tags, texts);
    paragraphs.extend(layout::paragraphs(&loose));
    paragraphs
}

/// Adds a glyph to the run of its element.
fn add(of_element: &mut Vec<(u32, Vec<Glyph>)>, element: u32, glyph: Glyph) {
    match of_element.last_mut() {
        Some((last, glyphs)) if *last == element => glyphs.push(glyph),
        _ => of_element.push((element, vec![glyph])),
    }
}

/// Adds the text of a run of glyphs to its element.
fn go_on(parts: &mut Vec<(u32, String)>, page: u32, glyphs: &[Glyph]) {
    let mut text = String::new();
    let mut previous: Option<(f64, f64)> = None;
    for line in lines(glyphs.iter()) {
        // Pieces on one base line, such as the ends of a wide gap, are parted by a space.
        if previous.is_some_and(|(y, size)| (y - line.y).abs() < 0.45 * size) {
            text.push(' ');
            text.push_str(&line.text);
        } else {
            join(&mut text, &line.text);
        }
        previous = Some((line.y, line.size));
    }
    match parts.last_mut() {
        Some((last, end)) if *last == page => join(end, &text),
        Some((_, end)) => {
            let mut joined = std::mem::take(end);
            join(&mut joined, &text);
            let rest = joined.split_off(joined.len() - text.len());
            *end = joined;
            parts.push((page, rest));
        }
        None => parts.push((page, text)),
    }
}

/// The elements that have text, in their order. A label tells whether its list is numbered.
fn in_order(tags: &Tags, texts: Vec<Vec<(u32, String)>>) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut is_numbered = false;
    let mut lists = Lists::default();
    for (element, parts) in tags.elements.iter().zip(texts) {
        let is_empty = parts.iter().all(|(_, text)| text.trim().is_empty());
        match element.role {
            Role::Label => {
                let text = parts.first().map_or("", |(_, text)| text.as_str());
                is_numbered = text.contains(|character: char| character.is_ascii_digit())
                    || text.trim_end().ends_with(')');
            }
            Role::Block(BlockKind::ListItem { level, list, .. }) if !is_empty => {
                let (level, list) = lists.place(level, list, element.indent);
                paragraphs.push(item(level, list, is_numbered, parts));
            }
            Role::Block(BlockKind::Footnote) if !is_empty => paragraphs.push(note(parts)),
            Role::Block(kind) if !is_empty => {
                lists = Lists::default();
                paragraphs.push(Paragraph {
                    kind,
                    is_bold: false,
                    parts,
                });
            }
            Role::Block(_) | Role::Unread => {}
        }
    }
    paragraphs
}

/// Lists that stand one after the other, nothing between them.
///
/// LibreOffice 7.4 tags an inner list as one of its own beside the outer list, and what
/// follows it as a third. Their indents tell that they are one.
#[derive(Default)]
struct Lists {
    /// Number the last items have in the tree, and here.
    tagged: u32,
    list: u32,
    /// The indents of the levels that are open, the outermost first.
    indents: Vec<f64>,
}

impl Lists {
    /// The level and list of an item, given by those of the tree.
    fn place(&mut self, level: u8, tagged: u32, indent: Option<f64>) -> (u8, u32) {
        if tagged != self.tagged {
            self.tagged = tagged;
            if !indent.is_some_and(|indent| self.goes_on(indent)) {
                self.list = tagged;
                self.indents = indent.into_iter().collect();
            }
        }
        let outer = u8::try_from(self.indents.len().saturating_sub(1)).unwrap_or(u8::MAX);
        (level.saturating_add(outer), self.list)
    }

    /// Goes on to a deeper level, or back to one that is open.
    fn goes_on(&mut self, indent: f64) -> bool {
        let outer = self.indents.iter().filter(|outer| **outer < indent).count();
        if outer > 0 && outer == self.indents.len() {
            self.indents.push(indent);
            return true;
        }
        let is_open = self.indents.get(outer) == Some(&indent) && outer + 1 < self.indents.len();
        if is_open {
            self.indents.truncate(outer + 1);
        }
        is_open
    }
}

/// A note without its number.
fn note(mut parts: Vec<(u32, String)>) -> Paragraph {
    if let Some((_, text)) = parts.first_mut() {
        let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
        *text = rest.trim_start().to_owned();
    }
    Paragraph {
        kind: BlockKind::Footnote,
        is_bold: false,
        parts,
    }
}

/// A list item. Some programs write its mark into its text.
fn item(level: u8, list: u32, is_numbered: bool, mut parts: Vec<(u32, String)>) -> Paragraph {
    let mut ordered = is_numbered;
    if let Some((_, text)) = parts.first_mut() {
        if let Some(rest) = layout::without_bullet(text) {
            *text = rest.to_owned();
        } else if let Some(mark) = number(text) {
            ordered = true;
            text.drain(..mark.length);
        }
    }
    Paragraph {
        kind: BlockKind::ListItem {
            level,
            ordered,
            list,
        },
        is_bold: false,
        parts,
    }
}
