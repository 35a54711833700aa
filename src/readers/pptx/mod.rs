//! PowerPoint: the slides in their order, each with its title first and its notes last.
//!
//! Hidden slides, headers, footers, dates and slide numbers are not read.

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::document::{BlockKind, Document, Format, Location, Warning};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::limits::Limits;
use crate::readers::package::Package;
use crate::readers::pptx::slide::{Place, Text, texts};
use crate::readers::relations::Relations;
use crate::readers::slides::{Outline, SlideSort};
use crate::readers::xml::{Event, Events};

mod slide;

/// Reads a presentation.
pub(super) fn read(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let relations = Relations::of("", &mut package, limits)?;
    let main = relations.first("officeDocument");
    let main = main.unwrap_or("ppt/presentation.xml").to_owned();
    let text = package.part(&main)?;
    let text = text.ok_or_else(|| ReadError::new("read-part-missing", main.as_str()))?;
    let relations = Relations::of(&main, &mut package, limits)?;
    let mut builder = Builder::new(path, Format::Pptx, limits);
    let mut has_text = false;
    let mut outline = Outline::default();
    let mut layouts = FxHashMap::default();
    for (number, part) in (1..).zip(slides(&text, &main, &relations, limits)?) {
        let mut reading = Slide {
            package: &mut package,
            builder: &mut builder,
            outline: &mut outline,
            layouts: &mut layouts,
            limits,
            number,
        };
        has_text |= reading.read(&part)?;
    }
    if package.has_embedded_parts() {
        builder.warn(Warning::UnreadParts);
    }
    if package.is_damaged {
        builder.warn(Warning::DamagedChecksum);
    }
    let document = builder.finish();
    if document.blocks.is_empty() && has_text {
        return Err(ReadError::new("read-part-unread", main));
    }
    Ok(document)
}

/// The parts of the slides in the order they are shown.
fn slides(
    text: &str,
    part: &str,
    relations: &Relations,
    limits: &Limits,
) -> Result<Vec<String>, ReadError> {
    let mut slides = Vec::new();
    let mut events = Events::new(text, part, limits);
    while let Some(event) = events.next()? {
        let Event::Start(element) = event else {
            continue;
        };
        if element.name() == "sldId"
            && let Some(id) = element.prefixed_attribute("id")
        {
            let target = relations.target(&id);
            let target = target.ok_or_else(|| ReadError::new("read-part-missing", id))?;
            slides.push(target.to_owned());
        }
    }
    Ok(slides)
}

/// One slide being read.
struct Slide<'a, 'b, 'c> {
    package: &'a mut Package<'b>,
    builder: &'a mut Builder<'c>,
    outline: &'a mut Outline,
    /// Layouts met so far, and whether they are for slides that open something.
    layouts: &'a mut FxHashMap<String, bool>,
    limits: &'c Limits,
    number: u32,
}

impl Slide<'_, '_, '_> {
    /// Reads the slide and what belongs to it; tells whether it has any text elements.
    fn read(&mut self, part: &str) -> Result<bool, ReadError> {
        let text = self.package.part(part)?;
        let text = text.ok_or_else(|| ReadError::new("read-part-missing", part))?;
        if is_hidden(&text) {
            return Ok(false);
        }
        let relations = Relations::of(part, self.package, self.limits)?;
        let (mut titles, rest): (Vec<Text>, Vec<Text>) =
            texts(&text, part, &relations, self.limits)?
                .into_iter()
                .partition(|text| matches!(text.place, Place::Title { .. }));
        if titles.iter().any(|title| !title.passage.is_empty()) {
            let sort = self.sort(&text, &rest, &relations)?;
            let level = self.outline.level(sort);
            for title in &mut titles {
                title.place = Place::Title { level };
            }
        }
        self.add(titles)?;
        self.add(rest)?;
        for diagram in relations.all("diagramData") {
            if let Some(text) = self.package.part(diagram)? {
                self.add(texts(&text, diagram, &relations, self.limits)?)?;
            }
        }
        if let Some(notes) = relations.first("notesSlide")
            && let Some(text) = self.package.part(notes)?
        {
            let of_notes = Relations::of(notes, self.package, self.limits)?;
            let mut notes = texts(&text, notes, &of_notes, self.limits)?;
            notes.retain(|text| matches!(text.place, Place::Body { .. }));
            for note in &mut notes {
                note.place = Place::Subtitle;
            }
            self.add(notes)?;
        }
        Ok(text.contains(":t>"))
    }

    /// What a slide with a title is for.
    fn sort(
        &mut self,
        text: &str,
        rest: &[Text],
        relations: &Relations,
    ) -> Result<SlideSort, ReadError> {
        let has_figures = text.contains(":pic>") || text.contains(":graphicFrame>");
        let is_bare = !has_figures && rest.iter().all(|text| text.passage.is_empty());
        if is_bare || self.has_opening_layout(relations)? {
            return Ok(SlideSort::Opening);
        }
        Ok(SlideSort::Content)
    }

    /// Whether the slide's layout is for those that open a presentation or a part of it.
    fn has_opening_layout(&mut self, relations: &Relations) -> Result<bool, ReadError> {
        let Some(name) = relations.first("slideLayout") else {
            return Ok(false);
        };
        if let Some(known) = self.layouts.get(name) {
            return Ok(*known);
        }
        let text = self.package.part(name)?.unwrap_or_default();
        let is_opening = match Events::new(&text, name, self.limits).next()? {
            Some(Event::Start(layout)) => {
                matches!(
                    layout.attribute("type").as_deref(),
                    Some("title" | "secHead")
                )
            }
            _ => false,
        };
        self.layouts.insert(name.to_owned(), is_opening);
        Ok(is_opening)
    }

    fn add(&mut self, texts: Vec<Text>) -> Result<(), ReadError> {
        let mut numbers = Numbers::default();
        for text in texts {
            let kind = numbers.kind(text.place, self.builder);
            let location = Location {
                slide: Some(self.number),
                ..Location::default()
            };
            self.builder.add_placed(text.passage, kind, &location)?;
        }
        Ok(())
    }
}

/// The list and the table that are open on a slide.
#[derive(Default)]
struct Numbers {
    list: Option<u32>,
    /// Number on the slide and in the document.
    table: Option<(u32, u32)>,
}

impl Numbers {
    /// What a paragraph is, with the document's numbers.
    fn kind(&mut self, place: Place, builder: &mut Builder) -> BlockKind {
        let list = self.list.take();
        match place {
            Place::Title { level } => BlockKind::Heading { level },
            Place::Subtitle | Place::Body { bullet: None, .. } => BlockKind::Paragraph,
            Place::Box => BlockKind::TextBox,
            Place::Body {
                level,
                bullet: Some(bullet),
            } => {
                let list = list.unwrap_or_else(|| builder.next_list());
                self.list = Some(list);
                BlockKind::ListItem {
                    level,
                    ordered: bullet.is_ordered,
                    list,
                }
            }
            Place::Cell {
                number,
                row,
                column,
                header,
            } => {
                let open = self.table.filter(|(open, _)| *open == number);
                let table = open.unwrap_or_else(|| (number, builder.next_table()));
                self.table = Some(table);
                BlockKind::TableCell {
                    table: table.1,
                    row,
                    column,
                    header,
                }
            }
        }
    }
}

/// Whether a slide is not shown.
fn is_hidden(text: &str) -> bool {
    let slide = text.split_once("sld ").map_or("", |(_, rest)| rest);
    let attributes = slide.split('>').next().unwrap_or_default();
    attributes.contains("show=\"0\"") || attributes.contains("show=\"false\"")
}
