//! A Word paragraph while it is open, and what its properties make of it.

use crate::document::BlockKind;
use crate::readers::ReadError;
use crate::readers::docx::story::Shape;
use crate::readers::docx::{Context, NoteId};
use crate::readers::passage::Passage;
use crate::readers::xml::{Event, Events};

/// An open paragraph.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) passage: Passage,
    pub(super) properties: Properties,
    pub(super) page: u32,
    pub(super) is_in_box: bool,
    /// The cell it stands in.
    pub(super) cell: Option<Shape>,
    /// The notes it refers to.
    pub(super) references: Vec<NoteId>,
    /// Open links: where they began, and their targets.
    pub(super) links: Vec<(usize, Option<String>)>,
}

/// The properties of a paragraph.
#[derive(Default)]
pub(super) struct Properties {
    pub(super) style: String,
    /// Outline level from 0; 9 is body text.
    outline: Option<u8>,
    list: Option<u32>,
    level: Option<u8>,
    /// Whether its mark is deleted, so that the next paragraph continues it.
    pub(super) is_mark_deleted: bool,
    /// Whether it is the large first letter of the next paragraph.
    pub(super) is_drop_cap: bool,
}

impl Properties {
    /// Reads the rest of a `pPr` element.
    pub(super) fn read(events: &mut Events) -> Result<Self, ReadError> {
        let mut properties = Self::default();
        while let Some(event) = events.next()? {
            let element = match event {
                Event::Start(element) => element,
                Event::End(name) if name == "pPr" => break,
                Event::End(_) | Event::Text(..) => continue,
            };
            match element.name() {
                "pStyle" => properties.style = element.attribute("val").unwrap_or_default(),
                "outlineLvl" => properties.outline = element.number("val"),
                "numId" => properties.list = element.number("val"),
                "ilvl" => properties.level = element.number("val"),
                "del" | "moveFrom" => properties.is_mark_deleted = true,
                "framePr" => {
                    let letter = element.attribute("dropCap");
                    properties.is_drop_cap = letter.is_some_and(|letter| letter != "none");
                }
                "pPrChange" | "rPrChange" | "sectPr" => events.skip()?,
                _ => {}
            }
        }
        Ok(properties)
    }

    /// The list and level, from 0, of the paragraph. List 0 takes it out of the style's list.
    fn list(&self, context: &Context) -> Option<(u32, u8)> {
        match self.list {
            Some(0) => None,
            Some(list) => Some((list, self.level.unwrap_or_default())),
            None => {
                let (list, level) = context.styles.list(&self.style)?;
                Some((list, self.level.unwrap_or(level)))
            }
        }
    }

    /// What the outline level, or else the style, makes of the paragraph.
    fn kind(&self, context: &Context) -> Option<BlockKind> {
        match self.outline {
            Some(outline) if outline < 9 => Some(BlockKind::Heading { level: outline + 1 }),
            Some(_) => None,
            None => context.styles.kind(&self.style),
        }
    }
}

impl Paragraph {
    /// What the paragraph is.
    pub(super) fn shape(&self, context: &Context) -> Shape {
        let kind = self.properties.kind(context);
        if self.is_in_box {
            return Shape::Block(BlockKind::TextBox);
        }
        if let Some(heading @ BlockKind::Heading { .. }) = kind {
            return Shape::Block(heading);
        }
        if let Some(cell) = self.cell {
            return cell;
        }
        if let Some(kind) = kind {
            return Shape::Block(kind);
        }
        let Some((number, level)) = self.properties.list(context) else {
            return Shape::Block(BlockKind::Paragraph);
        };
        Shape::ListItem {
            level: level.min(8) + 1,
            ordered: context.numbering.is_ordered(number, level),
            number,
        }
    }
}
