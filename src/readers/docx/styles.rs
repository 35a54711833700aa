//! The styles of a Word document: what they make of a paragraph or a run.

use rustc_hash::FxHashMap;

use crate::document::BlockKind;
use crate::readers::ReadError;
use crate::readers::limits::Limits;
use crate::readers::xml::{Element, Event, Events};

/// A style may be based on another this many times; a circle ends here.
const LONGEST_CHAIN: usize = 32;

/// The styles part.
#[derive(Default)]
pub(super) struct Styles {
    by_id: FxHashMap<String, Style>,
}

/// What a style says itself.
#[derive(Default)]
struct Style {
    /// Its name in lower case; built-in styles have English names in every language of Word.
    name: String,
    based_on: Option<String>,
    /// Outline level from 0; 9 is body text.
    outline: Option<u8>,
    /// Number of a list, and level from 0.
    list: Option<u32>,
    level: Option<u8>,
    is_hidden: Option<bool>,
    is_bold: Option<bool>,
}

impl Styles {
    /// Reads the part; it may be empty.
    pub(super) fn read(text: &str, part: &str, limits: &Limits) -> Result<Self, ReadError> {
        let mut styles = Self::default();
        let mut events = Events::new(text, part, limits);
        let mut id = String::new();
        let mut style = Style::default();
        while let Some(event) = events.next()? {
            match event {
                Event::Start(element) if element.name() == "style" => {
                    id = element.attribute("styleId").unwrap_or_default();
                    style = Style::default();
                }
                Event::Start(element) => style.set(&element),
                Event::End(name) if name == "style" => {
                    let style = std::mem::take(&mut style);
                    styles.by_id.insert(std::mem::take(&mut id), style);
                }
                Event::End(_) | Event::Text(..) => {}
            }
        }
        Ok(styles)
    }

    /// What a style makes of a paragraph, if it is more than running text.
    pub(super) fn kind(&self, id: &str) -> Option<BlockKind> {
        if self.by_id.contains_key(id) {
            self.chain(id).find(|style| style.is_telling())?.kind()
        } else {
            named(&id.to_lowercase())
        }
    }

    /// Whether a style belongs to a table of contents.
    pub(super) fn is_contents(&self, id: &str) -> bool {
        let mut chain = self.chain(id);
        chain.any(|style| style.name.starts_with("toc ") || style.name == "toc heading")
    }

    /// The list and level, from 0, that a style puts its paragraphs in.
    pub(super) fn list(&self, id: &str) -> Option<(u32, u8)> {
        let list = self.chain(id).find_map(|style| style.list)?;
        let level = self
            .chain(id)
            .find_map(|style| style.level)
            .unwrap_or_default();
        (list != 0).then_some((list, level))
    }

    /// Whether a style hides text.
    pub(super) fn is_hidden(&self, id: &str) -> bool {
        self.chain(id)
            .find_map(|style| style.is_hidden)
            .unwrap_or_default()
    }

    /// Whether a style makes text bold.
    pub(super) fn is_bold(&self, id: &str) -> bool {
        self.chain(id)
            .find_map(|style| style.is_bold)
            .unwrap_or_default()
    }

    /// A style and those it is based on.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let next = |style: &&Style| self.by_id.get(style.based_on.as_deref()?);
        std::iter::successors(self.by_id.get(id), next).take(LONGEST_CHAIN)
    }
}

impl Style {
    fn set(&mut self, element: &Element) {
        match element.name() {
            "name" => self.name = element.attribute("val").unwrap_or_default().to_lowercase(),
            "basedOn" => self.based_on = element.attribute("val"),
            "outlineLvl" => self.outline = element.number("val"),
            "numId" => self.list = element.number("val"),
            "ilvl" => self.level = element.number("val"),
            "vanish" => self.is_hidden = Some(element.is_on()),
            "b" => self.is_bold = Some(element.is_on()),
            _ => {}
        }
    }

    /// Whether the style itself tells what its paragraphs are.
    fn is_telling(&self) -> bool {
        self.outline.is_some() || named(&self.name).is_some()
    }

    /// What the style makes of its paragraphs; an outline level goes before a name.
    fn kind(&self) -> Option<BlockKind> {
        match self.outline {
            Some(outline) if outline < 9 => Some(BlockKind::Heading { level: outline + 1 }),
            Some(_) => None,
            None => named(&self.name),
        }
    }
}

/// What a style of this name, in lower case, or this id is for.
fn named(name: &str) -> Option<BlockKind> {
    let numbered = ["heading", "otsikko"]
        .into_iter()
        .find_map(|word| name.strip_prefix(word));
    let level = numbered.and_then(|number| number.trim().parse::<u8>().ok());
    if let Some(level) = level.filter(|level| *level > 0) {
        return Some(BlockKind::Heading {
            level: level.min(9),
        });
    }
    match name {
        "title" | "otsikko" => Some(BlockKind::Heading { level: 1 }),
        "caption" | "kuvaotsikko" | "table caption" | "image caption" => Some(BlockKind::Caption),
        "quote" | "intense quote" | "block text" | "lainaus" | "erottuva lainaus" => {
            Some(BlockKind::Quote)
        }
        "html preformatted" | "source code" | "macro text" => Some(BlockKind::Code),
        _ => None,
    }
}
