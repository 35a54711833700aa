//! The lists of a Word document: which levels are numbered and which have bullets.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::readers::ReadError;
use crate::readers::limits::Limits;
use crate::readers::xml::{Event, Events};

/// The numbering part.
#[derive(Default)]
pub(super) struct Numbering {
    /// Number of a list -> number of its definition.
    definitions: FxHashMap<u32, u32>,
    /// Definitions and levels that are numbered.
    ordered: FxHashSet<(u32, u8)>,
}

impl Numbering {
    /// Reads the part; it may be empty.
    pub(super) fn read(text: &str, part: &str, limits: &Limits) -> Result<Self, ReadError> {
        let mut numbering = Self::default();
        let mut events = Events::new(text, part, limits);
        let (mut definition, mut level, mut list) = (0, 0, 0);
        while let Some(event) = events.next()? {
            let Event::Start(element) = event else {
                continue;
            };
            match element.name() {
                "abstractNum" => definition = element.number("abstractNumId").unwrap_or_default(),
                "lvl" => level = element.number("ilvl").unwrap_or_default(),
                "numFmt" => {
                    let format = element.attribute("val").unwrap_or_default();
                    if !matches!(format.as_str(), "bullet" | "none" | "") {
                        numbering.ordered.insert((definition, level));
                    }
                }
                "num" => list = element.number("numId").unwrap_or_default(),
                "abstractNumId" => {
                    let target = element.number("val").unwrap_or_default();
                    numbering.definitions.insert(list, target);
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Whether a level, from 0, of a list is numbered.
    pub(super) fn is_ordered(&self, list: u32, level: u8) -> bool {
        let definition = self.definitions.get(&list);
        definition.is_some_and(|definition| self.ordered.contains(&(*definition, level)))
    }
}
