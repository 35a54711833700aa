//! The walk through a part of a Word document: the body, or its notes.

use crate::document::{BlockKind, InlineKind};
use crate::readers::ReadError;
use crate::readers::docx::fields::Fields;
use crate::readers::docx::paragraph::{Paragraph, Properties};
use crate::readers::docx::{Context, NoteId};
use crate::readers::passage::Passage;
use crate::readers::xml::{Element, Event, Events};

/// A finished paragraph.
pub(super) struct Finished {
    pub(super) passage: Passage,
    pub(super) shape: Shape,
    pub(super) page: u32,
    /// The notes it refers to.
    pub(super) references: Vec<NoteId>,
    /// Id of the note it stands in.
    pub(super) note: Option<String>,
}

/// What a paragraph is, with Word's own numbers of lists and the part's of tables.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Block(BlockKind),
    ListItem {
        level: u8,
        ordered: bool,
        number: u32,
    },
    Cell {
        table: u32,
        row: u32,
        column: u32,
        header: bool,
    },
}

/// The state of the walk.
pub(super) struct Story<'a> {
    events: Events<'a>,
    context: &'a Context<'a>,
    /// Open paragraphs: those of a text box stand inside the one it is anchored to.
    open: Vec<Paragraph>,
    /// Finished paragraphs of text boxes, until the outer one ends.
    waiting: Vec<Finished>,
    done: Vec<Finished>,
    /// A paragraph whose mark is deleted, or a large first letter: the next one continues it.
    carried: Option<Paragraph>,
    tables: Vec<Table>,
    table_count: u32,
    page: u32,
    run: Run,
    fields: Fields,
    /// Open content controls: whether they show what is to be written in them.
    controls: Vec<bool>,
    /// Open drawings and text boxes, outermost first.
    frames: Vec<Frame>,
    note: Option<String>,
    /// Whether tracked changes were met.
    pub(super) has_changes: bool,
    /// Whether embedded parts or diagrams were met.
    pub(super) has_unread_parts: bool,
    /// Whether any text was met that should have been read.
    pub(super) saw_text: bool,
}

struct Table {
    number: u32,
    /// Rows begun so far.
    rows: u32,
    /// Column of the open cell; a merged cell stands in its first.
    column: u32,
    next_column: u32,
    is_header: bool,
}

impl Table {
    fn row_property(&mut self, element: &Element) {
        match element.name() {
            "tblHeader" => self.is_header = element.is_on(),
            // Columns that the row leaves free at its start.
            "gridBefore" => {
                let columns: u32 = element.number("val").unwrap_or_default();
                self.next_column = columns.min(1000);
            }
            _ => {}
        }
    }
}

/// The open run.
#[derive(Default)]
struct Run {
    is_hidden: bool,
    is_bold: bool,
}

/// A drawing counts only for the text boxes in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Drawing,
    TextBox,
}

impl<'a> Story<'a> {
    /// Prepares the text of a part.
    pub(super) fn new(text: &'a str, part: &'a str, context: &'a Context<'a>) -> Self {
        Self {
            events: Events::new(text, part, context.limits),
            context,
            open: Vec::new(),
            waiting: Vec::new(),
            done: Vec::new(),
            carried: None,
            tables: Vec::new(),
            table_count: 0,
            page: 1,
            run: Run::default(),
            fields: Fields::default(),
            controls: Vec::new(),
            frames: Vec::new(),
            note: None,
            has_changes: false,
            has_unread_parts: false,
            saw_text: false,
        }
    }

    /// Walks through the part.
    pub(super) fn read(&mut self) -> Result<Vec<Finished>, ReadError> {
        while let Some(event) = self.events.next()? {
            match event {
                Event::Start(element) if self.frames.last() == Some(&Frame::Drawing) => {
                    self.start_in_drawing(&element)?;
                }
                Event::Start(element) => self.start(&element)?,
                Event::End(name) => self.end(&name)?,
                Event::Text(..) => {}
            }
        }
        if let Some(paragraph) = self.carried.take() {
            self.finish(paragraph)?;
        }
        Ok(std::mem::take(&mut self.done))
    }

    fn start_in_drawing(&mut self, element: &Element) -> Result<(), ReadError> {
        match element.name() {
            "txbxContent" => self.frames.push(Frame::TextBox),
            "drawing" | "pict" | "object" => self.frames.push(Frame::Drawing),
            "relIds" => self.has_unread_parts = true,
            "Fallback" => self.events.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, element: &Element) -> Result<(), ReadError> {
        match element.name() {
            "p" => self.begin_paragraph(),
            "pPr" => {
                let properties = Properties::read(&mut self.events)?;
                self.has_changes |= properties.is_mark_deleted;
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.properties = properties;
                }
            }
            "r" => self.run = Run::default(),
            "rPr" => self.run_properties()?,
            "t" => self.text()?,
            "tab" | "ptab" => self.push("\t", element.byte),
            "br" | "cr" => self.push("\n", element.byte),
            "noBreakHyphen" => self.push("-", element.byte),
            "lastRenderedPageBreak" => self.turn_page(),
            "ins" | "moveTo" => self.has_changes = true,
            "del" | "moveFrom" => {
                self.has_changes = true;
                self.events.skip()?;
            }
            "sdt" => self.controls.push(false),
            "sdtPr" => self.content_control()?,
            "altChunk" => self.has_unread_parts = true,
            "instrText" => {
                let code = self.events.text()?;
                self.fields.add_code(&code);
            }
            "Fallback" | "delText" | "delInstrText" | "rubyPr" | "rt" | "sdtEndPr" | "sectPr"
            | "tblPr" | "tblPrEx" | "tblGrid" | "binData" | "annotation" => self.events.skip()?,
            "drawing" | "pict" | "object" => self.frames.push(Frame::Drawing),
            "footnote" | "endnote" => self.begin_note(element)?,
            "fldChar" => self.field(element),
            "fldSimple" => {
                let code = element.attribute("instr").unwrap_or_default();
                self.open_link(Fields::link(&code));
            }
            "hyperlink" => {
                let target = self.link_target(element);
                self.open_link(target);
            }
            "footnoteReference" => self.refer(element, false),
            "endnoteReference" => self.refer(element, true),
            _ => self.start_in_table(element)?,
        }
        Ok(())
    }

    fn start_in_table(&mut self, element: &Element) -> Result<(), ReadError> {
        if element.name() == "tbl" {
            self.tables.push(Table {
                number: self.table_count,
                rows: 0,
                column: 0,
                next_column: 0,
                is_header: false,
            });
            self.table_count += 1;
            return Ok(());
        }
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        match element.name() {
            "tr" => {
                table.rows += 1;
                table.next_column = 0;
                table.is_header = false;
            }
            "trPr" => self.row_properties()?,
            "tc" => {
                table.column = table.next_column;
                table.next_column += 1;
            }
            "gridSpan" => {
                let span: u32 = element.number("val").unwrap_or(1);
                table.next_column = table.column + span.clamp(1, 1000);
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "drawing" | "pict" | "object" | "txbxContent" => {
                self.frames.pop();
            }
            _ if self.frames.last() == Some(&Frame::Drawing) => {}
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    self.end_paragraph(paragraph)?;
                }
            }
            "r" => self.run = Run::default(),
            "hyperlink" | "fldSimple" => self.close_link(),
            "sdt" => {
                self.controls.pop();
            }
            "tbl" => {
                self.tables.pop();
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_paragraph(&mut self) {
        let mut paragraph = self.carried.take().unwrap_or_default();
        paragraph.is_in_box = self.frames.contains(&Frame::TextBox);
        if paragraph.passage.is_empty() {
            paragraph.page = self.page;
        }
        paragraph.cell = self.tables.last().map(|table| Shape::Cell {
            table: table.number,
            row: table.rows.saturating_sub(1),
            column: table.column,
            header: table.is_header,
        });
        self.open.push(paragraph);
    }

    fn end_paragraph(&mut self, mut paragraph: Paragraph) -> Result<(), ReadError> {
        let properties = &paragraph.properties;
        let is_continued = properties.is_mark_deleted || properties.is_drop_cap;
        if is_continued && self.open.is_empty() {
            paragraph.properties = Properties::default();
            self.carried = Some(paragraph);
            return Ok(());
        }
        self.finish(paragraph)
    }

    fn finish(&mut self, paragraph: Paragraph) -> Result<(), ReadError> {
        let shape = paragraph.shape(self.context);
        let is_contents = self.context.styles.is_contents(&paragraph.properties.style);
        let is_empty = paragraph.passage.text.trim().is_empty() && paragraph.references.is_empty();
        if !is_empty && !is_contents {
            let finished = Finished {
                passage: paragraph.passage,
                shape,
                page: paragraph.page,
                references: paragraph.references,
                note: self.note.clone(),
            };
            if self.open.is_empty() {
                self.done.push(finished);
            } else {
                self.waiting.push(finished);
            }
        }
        if self.open.is_empty() {
            self.done.append(&mut self.waiting);
        }
        let limit = self.context.limits.blocks;
        if self.done.len() + self.waiting.len() > limit {
            return Err(ReadError::new("read-blocks", limit.to_string()));
        }
        Ok(())
    }

    fn run_properties(&mut self) -> Result<(), ReadError> {
        while let Some(event) = self.events.next()? {
            let element = match event {
                Event::Start(element) => element,
                Event::End(name) if name == "rPr" => break,
                Event::End(_) | Event::Text(..) => continue,
            };
            match element.name() {
                "vanish" => self.run.is_hidden = element.is_on(),
                "b" => self.run.is_bold = element.is_on(),
                "rStyle" => {
                    let style = element.attribute("val").unwrap_or_default();
                    self.run.is_hidden |= self.context.styles.is_hidden(&style);
                    self.run.is_bold |= self.context.styles.is_bold(&style);
                }
                "rPrChange" => {
                    self.has_changes = true;
                    self.events.skip()?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A row's properties; a deleted row is passed over.
    fn row_properties(&mut self) -> Result<(), ReadError> {
        let mut is_deleted = false;
        while let Some(event) = self.events.next()? {
            match event {
                Event::Start(element) if element.name() == "del" => is_deleted = true,
                Event::Start(element) => {
                    if let Some(table) = self.tables.last_mut() {
                        table.row_property(&element);
                    }
                }
                Event::End(name) if name == "trPr" => break,
                Event::End(_) | Event::Text(..) => {}
            }
        }
        if is_deleted {
            self.has_changes = true;
            self.events.skip()?;
        }
        Ok(())
    }

    /// A content control's properties; the one that holds a table of contents is passed over.
    ///
    /// One that nobody has filled in shows what to write there, which is no text of the document
    /// (ECMA-376, part 1, 17.5.2.39).
    fn content_control(&mut self) -> Result<(), ReadError> {
        let mut is_contents = false;
        while let Some(event) = self.events.next()? {
            match event {
                Event::Start(element) if element.name() == "docPartGallery" => {
                    let gallery = element.attribute("val");
                    is_contents |= gallery.as_deref() == Some("Table of Contents");
                }
                Event::Start(element) if element.name() == "showingPlcHdr" => {
                    if let Some(is_placeholder) = self.controls.last_mut() {
                        *is_placeholder = element.is_on();
                    }
                }
                Event::End(name) if name == "sdtPr" => break,
                Event::Start(_) | Event::End(_) | Event::Text(..) => {}
            }
        }
        if is_contents {
            self.controls.pop();
            self.events.skip()?;
        }
        Ok(())
    }

    fn text(&mut self) -> Result<(), ReadError> {
        while let Some(event) = self.events.next()? {
            match event {
                Event::Text(text, byte) => {
                    self.saw_text |= !self.is_in_placeholder();
                    self.push(&text, byte);
                }
                Event::End(name) if name == "t" => break,
                Event::Start(_) | Event::End(_) => {}
            }
        }
        Ok(())
    }

    fn push(&mut self, text: &str, byte: usize) {
        if self.run.is_hidden || self.fields.is_in_code() || self.is_in_placeholder() {
            return;
        }
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        let start = paragraph.passage.len();
        paragraph.passage.push(text, byte);
        let is_bold = || self.context.styles.is_bold(&paragraph.properties.style);
        if self.run.is_bold || is_bold() {
            paragraph.passage.embolden(start);
        }
    }

    fn is_in_placeholder(&self) -> bool {
        self.controls.contains(&true)
    }

    fn turn_page(&mut self) {
        self.page += 1;
        if let Some(paragraph) = self.open.last_mut() {
            if paragraph.passage.is_empty() {
                paragraph.page = self.page;
            } else {
                paragraph.passage.turn_page(self.page);
            }
        }
    }

    /// A note; the lines that part notes from the text are passed over.
    fn begin_note(&mut self, element: &Element) -> Result<(), ReadError> {
        let kind = element.attribute("type");
        if kind.is_some_and(|kind| kind != "normal") {
            return self.events.skip();
        }
        self.note = element.attribute("id");
        Ok(())
    }

    fn refer(&mut self, element: &Element, is_endnote: bool) {
        if let (Some(paragraph), Some(id)) = (self.open.last_mut(), element.attribute("id")) {
            paragraph.references.push(NoteId { is_endnote, id });
        }
    }

    fn link_target(&self, element: &Element) -> Option<String> {
        let id = element.prefixed_attribute("id");
        let target = id.and_then(|id| self.context.relations.target(&id).map(str::to_owned));
        target.or_else(|| {
            element
                .attribute("anchor")
                .map(|anchor| format!("#{anchor}"))
        })
    }

    fn open_link(&mut self, target: Option<String>) {
        if let Some(paragraph) = self.open.last_mut() {
            let start = paragraph.passage.len();
            paragraph.links.push((start, target));
        }
    }

    fn close_link(&mut self) {
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        if let Some((start, Some(target))) = paragraph.links.pop() {
            paragraph.passage.inline(start, InlineKind::Link(target));
        }
    }

    fn field(&mut self, element: &Element) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => {
                let target = self.fields.separate();
                self.open_link(target);
            }
            Some("end") if self.fields.end() => self.close_link(),
            _ => {}
        }
    }
}
