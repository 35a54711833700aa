//! The styles of an OpenDocument file: what they make of paragraphs, runs and lists.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::BlockKind;
use crate::readers::ReadError;
use crate::readers::limits::Limits;
use crate::readers::xml::{Element, Event, Events};

/// A style may be based on another this many times; a circle ends here.
const LONGEST_CHAIN: usize = 32;

/// All styles by name.
#[derive(Default)]
pub(super) struct Styles {
    by_name: FxHashMap<String, Style>,
    /// Lists and levels, from 1, that are numbered.
    ordered: FxHashSet<(String, u8)>,
}

/// What a style says itself.
#[derive(Default)]
struct Style {
    parent: Option<String>,
    is_hidden: bool,
    is_bold: bool,
    breaks_page: bool,
}

impl Styles {
    /// Adds the styles of a part; those of a later part go before the same of an earlier one.
    pub(super) fn add(&mut self, text: &str, part: &str, limits: &Limits) -> Result<(), ReadError> {
        let mut events = Events::new(text, part, limits);
        let (mut name, mut list) = (String::new(), String::new());
        while let Some(event) = events.next()? {
            let Event::Start(element) = event else {
                continue;
            };
            match element.name() {
                "style" => {
                    name = element.attribute("name").unwrap_or_default();
                    let style = Style {
                        parent: element.attribute("parent-style-name"),
                        ..Style::default()
                    };
                    self.by_name.insert(name.clone(), style);
                }
                "text-properties"
                | "paragraph-properties"
                | "table-properties"
                | "drawing-page-properties" => self.set(&name, &element),
                "list-style" => list = element.attribute("name").unwrap_or_default(),
                "list-level-style-number" => {
                    let is_numbered = element
                        .attribute("num-format")
                        .is_some_and(|format| !format.is_empty());
                    if let Some(level) = element.number("level").filter(|_| is_numbered) {
                        self.ordered.insert((list.clone(), level));
                    }
                }
                "body" => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn set(&mut self, name: &str, element: &Element) {
        let Some(style) = self.by_name.get_mut(name) else {
            return;
        };
        let display = element.attribute("display");
        let visibility = element.attribute("visibility");
        style.is_hidden |= matches!(display.as_deref(), Some("none" | "false"))
            || visibility.as_deref() == Some("hidden");
        style.is_bold |= element.attribute("font-weight").as_deref() == Some("bold");
        style.breaks_page |= element.attribute("break-before").as_deref() == Some("page");
    }

    /// What a style makes of a paragraph, if it is more than running text.
    pub(super) fn kind(&self, name: &str) -> Option<BlockKind> {
        self.chain(name).find_map(|name| match name {
            "Title" => Some(BlockKind::Heading { level: 1 }),
            "Caption" => Some(BlockKind::Caption),
            "Quotations" => Some(BlockKind::Quote),
            "Preformatted_20_Text" => Some(BlockKind::Code),
            _ => None,
        })
    }

    /// Whether a style hides text, a sheet or a slide.
    pub(super) fn is_hidden(&self, name: &str) -> bool {
        self.any(name, |style| style.is_hidden)
    }

    /// Whether a style makes text bold.
    pub(super) fn is_bold(&self, name: &str) -> bool {
        let mut chain = self.chain(name);
        self.any(name, |style| style.is_bold) || chain.any(|name| name == "Table_20_Heading")
    }

    /// Whether a paragraph of this style begins a page.
    pub(super) fn breaks_page(&self, name: &str) -> bool {
        let style = self.by_name.get(name);
        style.is_some_and(|style| style.breaks_page)
    }

    /// Whether a level, from 1, of a list style is numbered.
    pub(super) fn is_ordered(&self, list: &str, level: u8) -> bool {
        self.ordered.contains(&(list.to_owned(), level))
    }

    fn any(&self, name: &str, is_so: impl Fn(&Style) -> bool) -> bool {
        let styles = self.chain(name).filter_map(|name| self.by_name.get(name));
        styles.into_iter().any(is_so)
    }

    /// The name of a style and of those it is based on.
    fn chain<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let next = |name: &&str| self.by_name.get(*name)?.parent.as_deref();
        std::iter::successors(Some(name), next).take(LONGEST_CHAIN)
    }
}
