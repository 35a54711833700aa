//! The walk through a slide, its notes or a diagram.

use crate::document::InlineKind;
use crate::readers::ReadError;
use crate::readers::limits::Limits;
use crate::readers::passage::Passage;
use crate::readers::relations::Relations;
use crate::readers::xml::{Element, Event, Events};

/// A paragraph of a slide.
pub(super) struct Text {
    pub(super) passage: Passage,
    pub(super) place: Place,
}

/// Where on a slide a paragraph stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Title {
        level: u8,
    },
    Subtitle,
    /// The running text, in levels from 1.
    Body {
        level: u8,
        bullet: Option<Bullet>,
    },
    Cell {
        number: u32,
        row: u32,
        column: u32,
        header: bool,
    },
    /// A box or shape of its own.
    Box,
}

/// The mark of a list item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Bullet {
    pub(super) is_ordered: bool,
}

/// The paragraphs of a part.
pub(super) fn texts(
    text: &str,
    part: &str,
    relations: &Relations,
    limits: &Limits,
) -> Result<Vec<Text>, ReadError> {
    let mut walk = Walk {
        events: Events::new(text, part, limits),
        relations,
        texts: Vec::new(),
        place: Place::Box,
        open: None,
        run_start: None,
        is_bold: false,
        link: None,
        table: None,
        tables: 0,
    };
    walk.read()?;
    Ok(walk.texts)
}

struct Walk<'a> {
    events: Events<'a>,
    relations: &'a Relations,
    texts: Vec<Text>,
    /// Where the paragraphs of the open shape stand.
    place: Place,
    open: Option<Text>,
    run_start: Option<usize>,
    is_bold: bool,
    link: Option<String>,
    table: Option<Table>,
    tables: u32,
}

struct Table {
    number: u32,
    row: u32,
    column: u32,
    has_header: bool,
}

impl Walk<'_> {
    fn read(&mut self) -> Result<(), ReadError> {
        while let Some(event) = self.events.next()? {
            match event {
                Event::Start(element) => self.start(&element)?,
                Event::End(name) => self.end(&name),
                Event::Text(..) => {}
            }
        }
        Ok(())
    }

    fn start(&mut self, element: &Element) -> Result<(), ReadError> {
        match element.name() {
            "sp" | "cxnSp" => self.place = Place::Box,
            "cNvPr"
                if element
                    .attribute("hidden")
                    .is_some_and(|hidden| hidden != "0") =>
            {
                self.skip_shape(&["cNvPr", "nvSpPr", "sp"])?;
            }
            "ph" => match placeholder(element) {
                Some(place) => self.place = place,
                // The rest of the shape's properties, and then its text, go by.
                None => self.skip_shape(&["ph", "nvPr", "nvSpPr", "sp"])?,
            },
            "p" => {
                let place = self.table.as_ref().map_or(self.place, Table::place);
                let passage = Passage::default();
                self.open = Some(Text { passage, place });
            }
            "pPr" => self.set_level(element),
            "buNone" => self.set_bullet(None),
            "buChar" | "buBlip" => self.set_bullet(Some(Bullet { is_ordered: false })),
            "buAutoNum" => self.set_bullet(Some(Bullet { is_ordered: true })),
            "r" | "fld" => {
                self.run_start = self.open.as_ref().map(|text| text.passage.len());
                self.is_bold = false;
                self.link = None;
            }
            "rPr" => self.is_bold = element.attribute("b").as_deref() == Some("1"),
            "hlinkClick" => {
                let id = element.prefixed_attribute("id").unwrap_or_default();
                self.link = self.relations.target(&id).map(str::to_owned);
            }
            "t" => self.text()?,
            "br" => self.push("\n", element.byte),
            "Fallback" | "extLst" | "style" => self.events.skip()?,
            _ => self.start_in_table(element)?,
        }
        Ok(())
    }

    fn start_in_table(&mut self, element: &Element) -> Result<(), ReadError> {
        if element.name() == "tbl" {
            self.table = Some(Table {
                number: self.tables,
                row: 0,
                column: 0,
                has_header: false,
            });
            self.tables += 1;
        }
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        match element.name() {
            "tblPr" => {
                table.has_header = element.attribute("firstRow").as_deref() == Some("1");
            }
            "tc" => {
                let is_merged = |name| element.attribute(name).as_deref() == Some("1");
                if is_merged("hMerge") || is_merged("vMerge") {
                    table.column += 1;
                    self.events.skip()?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.texts.extend(self.open.take()),
            "r" | "fld" => self.end_run(),
            "tbl" => self.table = None,
            "tr" => {
                if let Some(table) = &mut self.table {
                    table.row += 1;
                    table.column = 0;
                }
            }
            "tc" => {
                if let Some(table) = &mut self.table {
                    table.column += 1;
                }
            }
            _ => {}
        }
    }

    fn end_run(&mut self) {
        let (Some(start), Some(text)) = (self.run_start.take(), &mut self.open) else {
            return;
        };
        if self.is_bold {
            text.passage.embolden(start);
        }
        if let Some(link) = self.link.take() {
            text.passage.inline(start, InlineKind::Link(link));
        }
    }

    fn text(&mut self) -> Result<(), ReadError> {
        while let Some(event) = self.events.next()? {
            match event {
                Event::Text(text, byte) => self.push(&text, byte),
                Event::End(name) if name == "t" => break,
                Event::Start(_) | Event::End(_) => {}
            }
        }
        Ok(())
    }

    fn push(&mut self, text: &str, byte: usize) {
        if let Some(open) = &mut self.open {
            // PowerPoint writes a line break inside a title as a vertical tab.
            open.passage.push(&text.replace('\u{b}', "\n"), byte);
        }
    }

    fn set_level(&mut self, element: &Element) {
        if let Some(text) = &mut self.open
            && let Place::Body { level, .. } = &mut text.place
        {
            *level = element.number("lvl").unwrap_or(0u8).min(8) + 1;
        }
    }

    fn set_bullet(&mut self, mark: Option<Bullet>) {
        if let Some(text) = &mut self.open
            && let Place::Body { bullet, .. } = &mut text.place
        {
            *bullet = mark;
        }
    }

    /// Passes over the shape whose properties are being read. `open` are the elements to end, the
    /// innermost first, named as in a shape of text; pictures and groups have as many.
    fn skip_shape(&mut self, open: &[&str]) -> Result<(), ReadError> {
        for _ in open {
            self.events.skip()?;
        }
        Ok(())
    }
}

impl Table {
    fn place(&self) -> Place {
        Place::Cell {
            number: self.number,
            row: self.row,
            column: self.column,
            header: self.has_header && self.row == 0,
        }
    }
}

/// What the text of a placeholder is; nothing for dates, footers and slide numbers.
fn placeholder(element: &Element) -> Option<Place> {
    match element.attribute("type").as_deref() {
        Some("title" | "ctrTitle") => Some(Place::Title { level: 1 }),
        Some("subTitle") => Some(Place::Subtitle),
        Some("dt" | "ftr" | "hdr" | "sldNum" | "sldImg") => None,
        None | Some("body" | "obj") => Some(Place::Body {
            level: 1,
            bullet: Some(Bullet { is_ordered: false }),
        }),
        Some(_) => Some(Place::Box),
    }
}
