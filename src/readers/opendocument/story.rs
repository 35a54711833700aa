//! The walk through the content of an OpenDocument file.

use std::sync::Arc;

use crate::document::{BlockKind, InlineKind, Location, Warning};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::cells::cell_name;
use crate::readers::limits::Limits;
use crate::readers::opendocument::styles::Styles;
use crate::readers::passage::Passage;
use crate::readers::slides::{Outline, SlideSort};
use crate::readers::xml::{Element, Event, Events};

/// The state of the walk.
pub(super) struct Story<'a, 'b> {
    events: Events<'a>,
    styles: &'a Styles,
    limits: &'a Limits,
    builder: &'b mut Builder<'a>,
    /// Open paragraphs: those of a note or box stand inside the one they are anchored to.
    open: Vec<Paragraph>,
    /// Finished paragraphs of notes and boxes, until the outer one ends.
    waiting: Vec<(Passage, BlockKind)>,
    /// Where the outermost open paragraph stands.
    location: Location,
    paragraphs: u32,
    /// Names of the styles of the open lists.
    lists: Vec<String>,
    list: u32,
    tables: Vec<Table>,
    /// Open frames, with what their text is.
    frames: Vec<Frame>,
    notes: usize,
    is_in_body: bool,
    /// Slides begun so far, and what the open one has.
    slides: u32,
    slide: Option<Slide>,
    outline: Outline,
    sheet: Option<Arc<str>>,
    /// Pages begun so far.
    pub(super) page: u32,
    /// Whether any text was met that should have been read.
    pub(super) saw_text: bool,
}

/// An open slide. What its title is, is known when all of it has been met.
#[derive(Default)]
struct Slide {
    blocks: Vec<(Passage, BlockKind)>,
    /// How many of the blocks stand on the slide itself, if its notes have begun.
    before_notes: Option<usize>,
    has_subtitle: bool,
    /// Whether it has pictures or other objects.
    has_figures: bool,
}

#[derive(Default)]
struct Paragraph {
    passage: Passage,
    kind: Option<BlockKind>,
    is_bold: bool,
    /// Where open runs began, and whether they are bold.
    spans: Vec<(usize, bool)>,
    /// Open links: where they began, and their targets.
    links: Vec<(usize, String)>,
}

struct Table {
    number: u32,
    row: u32,
    column: u32,
    /// Rows and columns the open ones stand for.
    row_repeat: u32,
    column_repeat: u32,
    is_header: bool,
}

/// What the text in a frame is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    TextBox,
    /// The title of a slide.
    Title,
    /// The running text of a slide or its notes.
    Outline,
}

impl<'a, 'b> Story<'a, 'b> {
    /// Prepares the text of the content part.
    pub(super) fn new(
        text: &'a str,
        part: &'a str,
        styles: &'a Styles,
        limits: &'a Limits,
        builder: &'b mut Builder<'a>,
    ) -> Self {
        Self {
            events: Events::new(text, part, limits),
            styles,
            limits,
            builder,
            open: Vec::new(),
            waiting: Vec::new(),
            location: Location::default(),
            paragraphs: 0,
            lists: Vec::new(),
            list: 0,
            tables: Vec::new(),
            frames: Vec::new(),
            notes: 0,
            is_in_body: false,
            slides: 0,
            slide: None,
            outline: Outline::default(),
            sheet: None,
            page: 1,
            saw_text: false,
        }
    }

    /// Walks through the part and adds its blocks.
    pub(super) fn read(&mut self) -> Result<(), ReadError> {
        while let Some(event) = self.events.next()? {
            match event {
                Event::Start(element) if element.name() == "body" => self.is_in_body = true,
                Event::Start(element) if self.is_in_body => self.start(&element)?,
                Event::End(name) if self.is_in_body => self.end(&name)?,
                Event::Text(text, byte) if self.is_in_body => self.text(&text, byte),
                Event::Start(_) | Event::End(_) | Event::Text(..) => {}
            }
        }
        Ok(())
    }

    fn start(&mut self, element: &Element) -> Result<(), ReadError> {
        match element.name() {
            "tracked-changes" => {
                self.builder.warn(Warning::TrackedChanges);
                self.events.skip()?;
            }
            "annotation" | "note-citation" | "ruby-text" | "hidden-text" | "placeholder"
            | "table-of-content" | "illustration-index" | "alphabetical-index" | "bibliography"
            | "forms" | "desc" | "title" | "binary-data" | "sequence-decls"
            | "user-field-decls" | "variable-decls" | "event-listeners" | "image-map"
            | "shapes" | "page-thumbnail" | "settings" | "date-time-decl" | "footer-decl"
            | "header-decl" => {
                self.events.skip()?;
            }
            "object" | "object-ole" => {
                self.builder.warn(Warning::UnreadParts);
                self.note_figure();
                self.events.skip()?;
            }
            "page-number" if self.slide.is_some() => self.events.skip()?,
            "p" | "h" => self.begin_paragraph(element),
            "span" => self.begin_span(element)?,
            "a" => {
                let target = element.attribute("href").unwrap_or_default();
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.links.push((paragraph.passage.len(), target));
                }
            }
            "s" => {
                let count = element.number("c").unwrap_or(1).min(self.limits.repeats);
                self.push(&" ".repeat(count), element.byte);
            }
            "tab" => self.push("\t", element.byte),
            "line-break" => self.push("\n", element.byte),
            "soft-page-break" => self.turn_page(),
            "list" => self.begin_list(element),
            "page" => self.begin_slide(element)?,
            "table" if self.is_hidden(element) => self.events.skip()?,
            "section" if element.attribute("display").as_deref() == Some("none") => {
                self.events.skip()?;
            }
            "hidden-paragraph" if element.attribute("is-hidden").as_deref() == Some("true") => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.kind = None;
                }
            }
            "note" => self.notes += 1,
            _ => self.start_frame_or_table(element),
        }
        Ok(())
    }

    fn start_frame_or_table(&mut self, element: &Element) {
        match element.name() {
            "notes" => {
                if let Some(slide) = &mut self.slide {
                    slide.before_notes = Some(slide.blocks.len());
                }
            }
            "image" => self.note_figure(),
            "frame" | "custom-shape" | "rect" | "ellipse" => {
                let class = element.attribute("class");
                if let (Some(slide), Some("subtitle")) = (&mut self.slide, class.as_deref()) {
                    slide.has_subtitle = true;
                }
                self.frames.push(match class.as_deref() {
                    Some("title") => Frame::Title,
                    Some("subtitle" | "outline" | "notes") => Frame::Outline,
                    _ => Frame::TextBox,
                });
            }
            "table" => {
                self.sheet = element.attribute("name").map(Arc::from);
                self.tables.push(Table {
                    number: self.builder.next_table(),
                    row: 0,
                    column: 0,
                    row_repeat: 1,
                    column_repeat: 1,
                    is_header: false,
                });
            }
            name => {
                if let Some(table) = self.tables.last_mut() {
                    table.start(name, element);
                }
            }
        }
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "p" | "h" => self.end_paragraph()?,
            "span" => self.end_span(),
            "a" => {
                if let Some(paragraph) = self.open.last_mut()
                    && let Some((start, target)) = paragraph.links.pop()
                {
                    paragraph.passage.inline(start, InlineKind::Link(target));
                }
            }
            "list" => {
                self.lists.pop();
            }
            "note" => self.notes = self.notes.saturating_sub(1),
            "frame" | "custom-shape" | "rect" | "ellipse" => {
                self.frames.pop();
            }
            "table" => {
                self.tables.pop();
            }
            "page" => self.end_slide()?,
            "body" => self.is_in_body = false,
            name => {
                if let Some(table) = self.tables.last_mut() {
                    table.end(name);
                }
            }
        }
        Ok(())
    }

    /// A slide; one that is not shown is passed over, but counted.
    fn begin_slide(&mut self, element: &Element) -> Result<(), ReadError> {
        self.end_slide()?;
        self.slides += 1;
        if self.is_hidden(element) {
            return self.events.skip();
        }
        self.slide = Some(Slide::default());
        Ok(())
    }

    /// Whether the style of an element hides all of it.
    fn is_hidden(&self, element: &Element) -> bool {
        let style = element.attribute("style-name");
        style.is_some_and(|style| self.styles.is_hidden(&style))
    }

    fn begin_list(&mut self, element: &Element) {
        if self.lists.is_empty() {
            self.list = self.builder.next_list();
        }
        // A nested list without a style of its own has that of the outer one.
        let inherited = self.lists.last().cloned();
        let style = element.attribute("style-name").or(inherited);
        self.lists.push(style.unwrap_or_default());
    }

    fn begin_paragraph(&mut self, element: &Element) {
        let style = element.attribute("style-name").unwrap_or_default();
        let is_break = self.styles.breaks_page(&style) && self.open.is_empty();
        if is_break && self.paragraphs > 0 {
            self.page += 1;
        }
        let level = (element.name() == "h").then(|| {
            let level: u8 = element.number("outline-level").unwrap_or(1);
            level.clamp(1, 9)
        });
        let kind = if self.styles.is_hidden(&style) {
            None
        } else {
            Some(self.kind(level, &style))
        };
        self.open.push(Paragraph {
            kind,
            is_bold: self.styles.is_bold(&style),
            ..Paragraph::default()
        });
        if self.open.len() == 1 {
            self.location = self.place();
        }
    }

    /// What a paragraph is, by where it stands and by its style.
    fn kind(&self, level: Option<u8>, style: &str) -> BlockKind {
        let frame = self.frames.last();
        if self.notes > 0 {
            return BlockKind::Footnote;
        }
        if frame == Some(&Frame::Title) {
            return BlockKind::Heading { level: 1 };
        }
        if let Some(level) = level {
            return BlockKind::Heading { level };
        }
        if let Some(table) = self.tables.last() {
            return table.cell();
        }
        if frame == Some(&Frame::TextBox) {
            return BlockKind::TextBox;
        }
        if let Some(kind) = self.styles.kind(style) {
            return kind;
        }
        let Some(list) = self.lists.last() else {
            return BlockKind::Paragraph;
        };
        let level = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        BlockKind::ListItem {
            level,
            ordered: self.styles.is_ordered(list, level),
            list: self.list,
        }
    }

    /// Where a paragraph that begins here stands.
    fn place(&self) -> Location {
        let table = self.tables.first().filter(|_| self.builder.is_workbook());
        Location {
            page: (self.slide.is_none() && table.is_none()).then_some(self.page),
            paragraph: (self.slide.is_none() && table.is_none()).then_some(self.paragraphs + 1),
            slide: self.slide.as_ref().map(|_| self.slides),
            sheet: table.and_then(|_| self.sheet.clone()),
            cell: table.map(|table| cell_name(table.row, table.column)),
            ..Location::default()
        }
    }

    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        let Some(mut paragraph) = self.open.pop() else {
            return Ok(());
        };
        if paragraph.is_bold {
            paragraph.passage.embolden(0);
        }
        let has_text = !paragraph.passage.text.trim().is_empty();
        if let Some(kind) = paragraph.kind.filter(|_| has_text) {
            if self.open.is_empty() {
                self.paragraphs += 1;
                self.add(paragraph.passage, kind)?;
            } else {
                self.waiting.push((paragraph.passage, kind));
            }
        }
        if self.open.is_empty() {
            for (passage, kind) in std::mem::take(&mut self.waiting) {
                self.add(passage, kind)?;
            }
        }
        Ok(())
    }

    /// Adds a finished block, or keeps it until its slide ends.
    fn add(&mut self, passage: Passage, kind: BlockKind) -> Result<(), ReadError> {
        match &mut self.slide {
            Some(slide) => {
                let limit = self.limits.blocks;
                if slide.blocks.len() >= limit {
                    return Err(ReadError::new("read-blocks", limit.to_string()));
                }
                slide.blocks.push((passage, kind));
                Ok(())
            }
            None => self.builder.add_placed(passage, kind, &self.location),
        }
    }

    /// Adds the blocks of a slide, its title first.
    fn end_slide(&mut self) -> Result<(), ReadError> {
        let Some(slide) = self.slide.take() else {
            return Ok(());
        };
        let sort = slide.sort();
        let (titles, rest): (Vec<_>, Vec<_>) =
            (slide.blocks.into_iter()).partition(|(_, kind)| kind.is_heading());
        let location = Location {
            slide: Some(self.slides),
            ..Location::default()
        };
        if !titles.is_empty() {
            let level = self.outline.level(sort);
            for (passage, _) in titles {
                let heading = BlockKind::Heading { level };
                self.builder.add_placed(passage, heading, &location)?;
            }
        }
        for (passage, kind) in rest {
            self.builder.add_placed(passage, kind, &location)?;
        }
        Ok(())
    }

    fn note_figure(&mut self) {
        if let Some(slide) = &mut self.slide {
            slide.has_figures = true;
        }
    }

    fn begin_span(&mut self, element: &Element) -> Result<(), ReadError> {
        let style = element.attribute("style-name").unwrap_or_default();
        if self.styles.is_hidden(&style) {
            return self.events.skip();
        }
        let is_bold = self.styles.is_bold(&style);
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.spans.push((paragraph.passage.len(), is_bold));
        }
        Ok(())
    }

    fn end_span(&mut self) {
        if let Some(paragraph) = self.open.last_mut()
            && let Some((start, true)) = paragraph.spans.pop()
        {
            paragraph.passage.embolden(start);
        }
    }

    fn turn_page(&mut self) {
        self.page += 1;
        if let [paragraph] = self.open.as_mut_slice() {
            paragraph.passage.turn_page(self.page);
        }
    }

    fn push(&mut self, text: &str, byte: usize) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.passage.push(text, byte);
        }
    }

    fn text(&mut self, text: &str, byte: usize) {
        if let Some(paragraph) = self.open.last_mut() {
            self.saw_text |= !text.trim().is_empty();
            paragraph.passage.push_collapsed(text, byte);
        }
    }
}

impl Slide {
    /// What the slide is for, if it has a title.
    fn sort(&self) -> SlideSort {
        let own = &self.blocks[..self.before_notes.unwrap_or(self.blocks.len())];
        let is_bare = !self.has_figures && own.iter().all(|(_, kind)| kind.is_heading());
        if is_bare || self.has_subtitle {
            SlideSort::Opening
        } else {
            SlideSort::Content
        }
    }
}

impl Table {
    fn start(&mut self, name: &str, element: &Element) {
        match name {
            "table-header-rows" => self.is_header = true,
            "table-row" => {
                self.column = 0;
                self.row_repeat = element.number("number-rows-repeated").unwrap_or(1);
            }
            "table-cell" | "covered-table-cell" => {
                self.column_repeat = element.number("number-columns-repeated").unwrap_or(1);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table-header-rows" => self.is_header = false,
            "table-row" => self.row = self.row.saturating_add(self.row_repeat),
            "table-cell" | "covered-table-cell" => {
                self.column = self.column.saturating_add(self.column_repeat);
            }
            _ => {}
        }
    }

    fn cell(&self) -> BlockKind {
        BlockKind::TableCell {
            table: self.number,
            row: self.row,
            column: self.column,
            header: self.is_header,
        }
    }
}
