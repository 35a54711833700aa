//! A page while its blocks are gathered. Nothing is nested here but lists, tables and quotes, so
//! that broken nesting cannot lose text.

use html5gum::StartTag;

use crate::document::{BlockKind, Document, InlineKind};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::html::align::align;
use crate::readers::limits::Limits;
use crate::readers::lines::Lines;
use crate::readers::markup::directive_text;
use crate::readers::passage::Passage;

/// A page being read.
pub(super) struct Page<'a> {
    source: &'a str,
    builder: Builder<'a>,
    lines: Lines<'a>,
    limits: &'a Limits,
    passage: Passage,
    heading: Option<u8>,
    /// For each open list, whether it is numbered.
    lists: Vec<bool>,
    list: u32,
    is_item_start: bool,
    tables: Vec<Table>,
    quotes: usize,
    preformatted: usize,
    is_caption: bool,
    is_title: bool,
    title: String,
    /// How many elements that hold a page's content are open.
    content: usize,
    /// The element that holds the notes, and how many of its name are open in it.
    notes: Option<(String, usize)>,
    /// Where an open link began, and its target.
    link: Option<(usize, String)>,
    /// Where open bold text and open code began.
    bold: Option<usize>,
    code: Option<usize>,
}

/// Only so many columns can be taken by a cell that reaches over several rows, lest a hostile page
/// makes them countless.
const WIDEST_SPANNED: usize = 100;

struct Table {
    number: u32,
    /// Rows begun so far.
    rows: u32,
    column: u32,
    next_column: u32,
    /// For each of the first columns, the last row that a cell from above reaches down to.
    taken: Vec<u32>,
    /// How many rows the cells of the first row reach over; nothing if not all of them are headers.
    header_rows: Option<u32>,
    is_head: bool,
    /// Whether a cell is open, and whether it is a header.
    cell: Option<bool>,
}

impl<'a> Page<'a> {
    /// An empty page.
    pub(super) fn new(source: &'a str, builder: Builder<'a>, limits: &'a Limits) -> Self {
        Self {
            source,
            builder,
            lines: Lines::new(source),
            limits,
            passage: Passage::default(),
            heading: None,
            lists: Vec::new(),
            list: 0,
            is_item_start: false,
            tables: Vec::new(),
            quotes: 0,
            preformatted: 0,
            is_caption: false,
            is_title: false,
            title: String::new(),
            content: 0,
            notes: None,
            link: None,
            bold: None,
            code: None,
        }
    }

    /// Whether an element that holds the page's content is open.
    pub(super) fn is_in_content(&self) -> bool {
        self.content > 0
    }

    /// An element begins.
    pub(super) fn start(&mut self, tag: &StartTag<usize>) -> Result<(), ReadError> {
        let name = String::from_utf8_lossy(&tag.name);
        if is_block(&name) {
            self.flush()?;
        }
        self.start_notes(&name, tag);
        match &*name {
            "title" => self.is_title = self.title.is_empty(),
            "main" | "article" => self.content += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = name[1..].parse().ok(),
            "br" => self.passage.line_break(tag.span.start),
            "blockquote" => self.quotes += 1,
            "pre" => self.preformatted += 1,
            "figcaption" | "caption" => self.is_caption = true,
            "a" => self.link = Some((self.passage.len(), attribute(tag, "href"))),
            "b" | "strong" => self.bold = self.bold.or(Some(self.passage.len())),
            "code" | "kbd" | "samp" => self.code = self.code.or(Some(self.passage.len())),
            "img" => self.picture(tag)?,
            _ => self.start_list_or_table(&name, tag)?,
        }
        Ok(())
    }

    fn start_list_or_table(&mut self, name: &str, tag: &StartTag<usize>) -> Result<(), ReadError> {
        match name {
            "ul" | "ol" => {
                if self.lists.is_empty() {
                    self.list = self.builder.next_list();
                }
                self.lists.push(name == "ol");
            }
            "li" => self.is_item_start = true,
            "table" => self.tables.push(Table {
                number: self.builder.next_table(),
                rows: 0,
                column: 0,
                next_column: 0,
                taken: Vec::new(),
                header_rows: Some(1),
                is_head: false,
                cell: None,
            }),
            _ => {
                if let Some(table) = self.tables.last_mut() {
                    table.start(name, tag);
                }
            }
        }
        if self.lists.len() + self.tables.len() > self.limits.depth {
            return Err(ReadError::new("read-depth", self.limits.depth.to_string()));
        }
        Ok(())
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) -> Result<(), ReadError> {
        if is_block(name) {
            self.flush()?;
        }
        self.end_notes(name);
        match name {
            "title" => self.is_title = false,
            "main" | "article" => self.content = self.content.saturating_sub(1),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "figcaption" | "caption" => self.is_caption = false,
            "a" => self.end_link(),
            "b" | "strong" => self.end_bold(),
            "code" | "kbd" | "samp" => self.end_code(),
            "ul" | "ol" => {
                self.lists.pop();
                self.is_item_start = false;
            }
            "li" => self.is_item_start = false,
            "table" => {
                self.tables.pop();
            }
            _ => {
                if let Some(table) = self.tables.last_mut() {
                    table.end(name);
                }
            }
        }
        Ok(())
    }

    /// Text between two bytes of the source.
    pub(super) fn text(&mut self, text: &[u8], start: usize, end: usize) {
        let text = String::from_utf8_lossy(text);
        if self.is_title {
            self.title.push_str(&text);
            return;
        }
        let source = self.source.get(start..end).unwrap_or_default();
        for (part, byte) in align(&text, source, start) {
            if self.preformatted > 0 {
                self.passage.push(part, byte);
            } else {
                self.passage.push_collapsed(part, byte);
            }
        }
    }

    /// A comment, which may speak to the program.
    pub(super) fn comment(&mut self, comment: &[u8]) {
        let comment = String::from_utf8_lossy(comment);
        if let Some(text) = directive_text(&comment) {
            let offset = self.passage.len();
            self.passage.directives.push((offset, text.to_owned()));
        }
    }

    /// The finished document.
    pub(super) fn finish(mut self) -> Result<Document, ReadError> {
        self.flush()?;
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        self.builder.set_title(&title);
        Ok(self.builder.finish())
    }

    /// A picture: alone it gives its description as a caption, in running text only its place.
    fn picture(&mut self, tag: &StartTag<usize>) -> Result<(), ReadError> {
        let start = self.passage.len();
        let description = attribute(tag, "alt");
        if !self.passage.is_empty() || description.trim().is_empty() {
            self.passage.inline(start, InlineKind::Image);
            return Ok(());
        }
        self.passage.push_collapsed(&description, tag.span.start);
        self.passage.cut();
        self.passage.inline(start, InlineKind::Image);
        let passage = std::mem::take(&mut self.passage);
        self.builder
            .add_lined(passage, BlockKind::Caption, &mut self.lines)
    }

    fn start_notes(&mut self, name: &str, tag: &StartTag<usize>) {
        match &mut self.notes {
            Some((open, depth)) if open == name => *depth += 1,
            None if matches!(
                attribute(tag, "role").as_str(),
                "doc-endnotes" | "doc-footnote"
            ) =>
            {
                self.notes = Some((name.to_owned(), 1));
            }
            Some(_) | None => {}
        }
    }

    fn end_notes(&mut self, name: &str) {
        if let Some((open, depth)) = &mut self.notes
            && open == name
        {
            *depth -= 1;
            if *depth == 0 {
                self.notes = None;
            }
        }
    }

    fn end_link(&mut self) {
        if let Some((start, target)) = self.link.take()
            && start < self.passage.len()
        {
            self.passage.inline(start, InlineKind::Link(target));
        }
    }

    fn end_bold(&mut self) {
        if let Some(start) = self.bold.take() {
            self.passage.embolden(start);
        }
    }

    fn end_code(&mut self) {
        if let Some(start) = self.code.take() {
            self.passage.inline(start, InlineKind::Code);
        }
    }

    /// Ends the open block, if there is one.
    fn flush(&mut self) -> Result<(), ReadError> {
        self.end_link();
        self.end_bold();
        self.end_code();
        let passage = std::mem::take(&mut self.passage);
        if passage.text.trim().is_empty() && passage.directives.is_empty() {
            return Ok(());
        }
        let kind = self.kind();
        self.builder.add_lined(passage, kind, &mut self.lines)
    }

    /// What the open block is.
    fn kind(&mut self) -> BlockKind {
        if let Some(level) = self.heading {
            return BlockKind::Heading { level };
        }
        if self.notes.is_some() {
            return BlockKind::Footnote;
        }
        if self.is_caption {
            return BlockKind::Caption;
        }
        if let Some(cell) = self.tables.last().and_then(Table::cell) {
            return cell;
        }
        if self.preformatted > 0 {
            return BlockKind::Code;
        }
        if self.quotes > 0 {
            return BlockKind::Quote;
        }
        if !std::mem::take(&mut self.is_item_start) || self.lists.is_empty() {
            return BlockKind::Paragraph;
        }
        BlockKind::ListItem {
            level: u8::try_from(self.lists.len()).unwrap_or(u8::MAX),
            ordered: self.lists.last().copied().unwrap_or_default(),
            list: self.list,
        }
    }
}

impl Table {
    fn start(&mut self, name: &str, tag: &StartTag<usize>) {
        match name {
            "thead" | "tbody" | "tfoot" => {
                self.is_head = name == "thead";
                self.taken.clear();
            }
            "tr" => {
                self.rows += 1;
                self.next_column = 0;
                self.cell = None;
            }
            "td" | "th" => {
                let span = |name: &str| attribute(tag, name).parse().unwrap_or(1).clamp(1, 1000);
                let (columns, rows): (u32, u32) = (span("colspan"), span("rowspan"));
                self.place(columns, rows);
                if self.rows <= 1 {
                    let reach = self.header_rows.filter(|_| name == "th");
                    self.header_rows = reach.map(|reach| reach.max(rows));
                }
                let is_in_header = self.rows <= self.header_rows.unwrap_or(1);
                self.cell = Some(self.is_head || name == "th" && is_in_header);
            }
            _ => {}
        }
    }

    /// Puts a cell into the first columns of its row that no cell from above takes.
    fn place(&mut self, columns: u32, rows: u32) {
        let is_taken = |column: u32| {
            let last = self.taken.get(column as usize);
            last.is_some_and(|last| *last >= self.rows)
        };
        while is_taken(self.next_column) {
            self.next_column += 1;
        }
        self.column = self.next_column;
        self.next_column += columns;
        let end = (self.next_column as usize).min(WIDEST_SPANNED);
        if self.taken.len() < end {
            self.taken.resize(end, 0);
        }
        for last in self.taken[..end].iter_mut().skip(self.column as usize) {
            *last = self.rows + rows - 1;
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "thead" => self.is_head = false,
            "td" | "th" | "tr" => self.cell = None,
            _ => {}
        }
    }

    fn cell(&self) -> Option<BlockKind> {
        let header = self.cell?;
        Some(BlockKind::TableCell {
            table: self.number,
            row: self.rows.saturating_sub(1),
            column: self.column,
            header,
        })
    }
}

/// Whether an element parts blocks.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "pre"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "hr"
            | "dl"
            | "dt"
            | "dd"
            | "form"
            | "fieldset"
            | "legend"
            | "label"
            | "details"
            | "summary"
            | "address"
            | "center"
            | "body"
            | "html"
            | "head"
            | "title"
    )
}

fn attribute(tag: &StartTag<usize>, name: &str) -> String {
    let value = tag.attributes.get(name.as_bytes());
    value.map_or_else(String::new, |value| {
        String::from_utf8_lossy(&value.value).into_owned()
    })
}
