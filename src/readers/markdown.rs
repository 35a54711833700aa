//! Markdown: `CommonMark` with tables, footnotes, struck-out text and front matter.

use std::ops::Range;
use std::path::Path;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd,
};
use rustc_hash::FxHashMap;

use crate::document::{BlockKind, Document, Format, InlineKind};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::encoding::decode_sound;
use crate::readers::front_matter;
use crate::readers::limits::Limits;
use crate::readers::lines::Lines;
use crate::readers::markup::{directive, pieces};
use crate::readers::passage::Passage;

/// Reads Markdown.
pub(super) fn read(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let text = decode_sound(bytes)?;
    let builder = Builder::new(path, Format::Markdown, limits);
    let mut reading = Reading {
        builder,
        source: &text,
        items: Vec::new(),
        notes: FxHashMap::default(),
        passage: Passage::default(),
        links: Vec::new(),
        bold: Vec::new(),
        lists: Vec::new(),
        list: 0,
        is_item_start: false,
        quotes: 0,
        struck: 0,
        table: None,
        mode: Mode::Text,
        note: None,
        references: Vec::new(),
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        reading.event(event, range);
    }
    reading.finish()
}

/// A block that waits until all footnotes are known.
struct Item {
    passage: Passage,
    kind: BlockKind,
    /// Labels of the footnotes it refers to.
    references: Vec<String>,
}

/// What text at this place is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Text,
    Code,
    Html,
    FrontMatter(MetadataBlockKind),
}

/// The state of reading.
struct Reading<'a> {
    builder: Builder<'a>,
    source: &'a str,
    items: Vec<Item>,
    notes: FxHashMap<String, Vec<Passage>>,
    passage: Passage,
    /// Where open links and pictures began, with what they are.
    links: Vec<(usize, InlineKind)>,
    /// Where open bold text began.
    bold: Vec<usize>,
    /// For each open list, whether it is numbered.
    lists: Vec<bool>,
    /// Number of the outermost open list.
    list: u32,
    /// Whether the next block is the first of a list item.
    is_item_start: bool,
    quotes: usize,
    /// How many struck-out texts are open.
    struck: usize,
    table: Option<Cell>,
    mode: Mode,
    /// Label of the footnote being defined.
    note: Option<String>,
    references: Vec<String>,
}

/// Where in a table the reader is.
#[derive(Clone, Copy)]
struct Cell {
    table: u32,
    row: u32,
    column: u32,
    header: bool,
}

impl Reading<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let start = self.passage.len();
                let inside = self.source[range.clone()].find(&*text).unwrap_or(0);
                self.text(&text, &(range.start + inside..range.end));
                self.passage.inline(start, InlineKind::Code);
            }
            Event::InlineHtml(html) => self.inline_html(&html, range.start),
            Event::FootnoteReference(label) => self.references.push(label.into_string()),
            Event::SoftBreak => self.passage.soft_break(range.start),
            Event::HardBreak => self.passage.line_break(range.start),
            Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        match self.mode {
            Mode::FrontMatter(kind) => self.front_matter(text, kind),
            Mode::Text | Mode::Code if self.struck == 0 => self.passage.push(text, range.start),
            Mode::Text | Mode::Code | Mode::Html => {}
        }
    }

    fn front_matter(&mut self, text: &str, kind: MetadataBlockKind) {
        let properties = match kind {
            MetadataBlockKind::YamlStyle => front_matter::yaml(text),
            MetadataBlockKind::PlusesStyle => front_matter::toml(text),
        };
        for (key, value) in properties {
            if matches!(key.to_lowercase().as_str(), "title" | "otsikko") {
                self.builder.set_title(&value);
            }
            self.builder.add_property(&key, &value);
        }
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::Strong => self.bold.push(self.passage.len()),
            Tag::Strikethrough => self.struck += 1,
            Tag::Link { dest_url, .. } => self.open_inline(InlineKind::Link, dest_url),
            Tag::Image { .. } => self.open_inline(|_| InlineKind::Image, CowStr::from("")),
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => {}
            block => {
                self.flush(BlockKind::Paragraph);
                self.start_block(block, range);
            }
        }
    }

    fn open_inline(&mut self, kind: impl Fn(String) -> InlineKind, url: CowStr) {
        self.links
            .push((self.passage.len(), kind(url.into_string())));
    }

    fn start_block(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.mode = Mode::Code;
            }
            Tag::HtmlBlock => {
                self.mode = Mode::Html;
                self.html_block(range);
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.list = self.builder.next_list();
                }
                self.lists.push(first.is_some());
            }
            Tag::Item => self.is_item_start = true,
            Tag::FootnoteDefinition(label) => self.note = Some(label.into_string()),
            Tag::Table(_) => {
                self.table = Some(Cell {
                    table: self.builder.next_table(),
                    row: 0,
                    column: 0,
                    header: false,
                });
            }
            Tag::TableHead => {
                if let Some(cell) = &mut self.table {
                    cell.header = true;
                }
            }
            Tag::MetadataBlock(kind) => self.mode = Mode::FrontMatter(kind),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Strong => {
                if let Some(start) = self.bold.pop() {
                    self.passage.embolden(start);
                }
            }
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                if let Some((start, kind)) = self.links.pop() {
                    self.passage.inline(start, kind);
                }
            }
            TagEnd::Emphasis | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Heading(level) => {
                let level = heading_level(level);
                self.flush(BlockKind::Heading { level });
            }
            TagEnd::Paragraph if self.is_picture() => self.flush(BlockKind::Caption),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::CodeBlock => self.flush(BlockKind::Code),
            block => {
                self.flush(BlockKind::Paragraph);
                self.end_block(block);
            }
        }
        if matches!(
            end,
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)
        ) {
            self.mode = Mode::Text;
        }
    }

    fn end_block(&mut self, end: TagEnd) {
        match end {
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists.pop();
                self.is_item_start = false;
            }
            TagEnd::Item => self.is_item_start = false,
            TagEnd::FootnoteDefinition => self.note = None,
            TagEnd::Table => self.table = None,
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(cell) = &mut self.table {
                    cell.header = false;
                    cell.row += 1;
                    cell.column = 0;
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.table else {
            return;
        };
        self.flush(BlockKind::TableCell {
            table: cell.table,
            row: cell.row,
            column: cell.column,
            header: cell.header,
        });
        if let Some(cell) = &mut self.table {
            cell.column += 1;
        }
    }

    /// Whether the open block is nothing but a picture.
    fn is_picture(&self) -> bool {
        let [inline] = self.passage.inlines.as_slice() else {
            return false;
        };
        inline.kind == InlineKind::Image && inline.span.len() == self.passage.len()
    }

    /// Ends the open block, if there is one; a paragraph becomes what its surroundings make it.
    fn flush(&mut self, kind: BlockKind) {
        let passage = std::mem::take(&mut self.passage);
        let references = std::mem::take(&mut self.references);
        if passage.is_empty() && passage.directives.is_empty() {
            return;
        }
        if let Some(label) = &self.note {
            self.notes.entry(label.clone()).or_default().push(passage);
            return;
        }
        let kind = match kind {
            BlockKind::Paragraph if self.quotes > 0 => BlockKind::Quote,
            BlockKind::Paragraph if self.is_item_start => self.list_item(),
            kind => kind,
        };
        self.items.push(Item {
            passage,
            kind,
            references,
        });
    }

    fn list_item(&mut self) -> BlockKind {
        self.is_item_start = false;
        BlockKind::ListItem {
            level: u8::try_from(self.lists.len()).unwrap_or(u8::MAX),
            ordered: self.lists.last().copied().unwrap_or_default(),
            list: self.list,
        }
    }

    /// A block of HTML: its comments may speak to the program, its text is read as it stands.
    fn html_block(&mut self, range: &Range<usize>) {
        for (offset, piece) in pieces(&self.source[range.clone()]) {
            match directive(piece) {
                Some(text) => self
                    .passage
                    .directives
                    .push((self.passage.len(), text.to_owned())),
                None if piece.starts_with('<') => {}
                None => self.passage.push_collapsed(piece, range.start + offset),
            }
        }
        self.flush(BlockKind::Paragraph);
    }

    fn inline_html(&mut self, html: &str, source: usize) {
        if let Some(text) = directive(html) {
            let offset = self.passage.len();
            self.passage.directives.push((offset, text.to_owned()));
        } else if html.to_ascii_lowercase().starts_with("<br") {
            self.passage.line_break(source);
        }
    }

    /// Adds all blocks, each footnote after the block that first refers to it.
    fn finish(mut self) -> Result<Document, ReadError> {
        self.flush(BlockKind::Paragraph);
        let mut lines = Lines::new(self.source);
        for item in self.items {
            self.builder
                .add_lined(item.passage, item.kind, &mut lines)?;
            for label in item.references {
                for passage in self.notes.remove(&label).unwrap_or_default() {
                    self.builder
                        .add_lined(passage, BlockKind::Footnote, &mut lines)?;
                }
            }
        }
        Ok(self.builder.finish())
    }
}

fn heading_level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        read(Path::new("kokeilu.md"), text.as_bytes(), &Limits::default())
            .expect("Markdown is read")
    }

    fn outline(text: &str) -> Vec<String> {
        let document = document(text);
        let shown = |block: &crate::document::Block| {
            format!("{:?}: {}", block.kind, document.slice(block.span))
        };
        document.blocks.iter().map(shown).collect()
    }

    #[test]
    fn a_list_item_keeps_its_level_and_its_later_paragraphs_are_paragraphs() {
        let blocks = outline("- yksi\n\n  lisää\n  - kaksi\n- kolme\n");
        let item = |level| format!("ListItem {{ level: {level}, ordered: false, list: 0 }}");
        assert_eq!(
            blocks,
            [
                format!("{}: yksi", item(1)),
                "Paragraph: lisää".to_owned(),
                format!("{}: kaksi", item(2)),
                format!("{}: kolme", item(1)),
            ]
        );
    }

    #[test]
    fn a_footnote_stands_after_the_block_that_refers_to_it() {
        let blocks = outline("Väestö kasvaa[^1].\n\nLoppu.\n\n[^1]: Tilasto 2024.\n");
        assert_eq!(
            blocks,
            [
                "Paragraph: Väestö kasvaa.",
                "Footnote: Tilasto 2024.",
                "Paragraph: Loppu."
            ]
        );
    }

    #[test]
    fn every_run_of_text_leads_back_to_its_line_and_column() {
        let text =
            "# Otsikko\n\nEnsimmäinen **rivi** ja\ntoinen [rivi](https://esimerkki.fi) tässä.\n";
        let document = document(text);
        for (word, line, column) in [
            ("Otsikko", 1, 3),
            ("rivi ja", 3, 15),
            ("toinen", 4, 1),
            ("tässä", 4, 37),
        ] {
            let offset = document.text.find(word).expect("the word is in the text");
            let place = document.location(offset);
            assert_eq!(
                (place.line, place.column),
                (Some(line), Some(column)),
                "{word}"
            );
        }
    }

    #[test]
    fn front_matter_gives_title_and_properties() {
        let document = document("---\ntitle: \"Kokeilu\"\nTyyppi: tiedote\n---\n\nTeksti.\n");
        assert_eq!(document.title.as_deref(), Some("Kokeilu"));
        let expected = ("tyyppi".to_owned(), "tiedote".to_owned());
        assert!(document.properties.contains(&expected));
        assert_eq!(document.text, "Teksti.\n");
    }

    #[test]
    fn a_comment_speaks_of_the_next_block() {
        let document = document("Eka.\n\n<!-- linjassa: ignore passive -->\n\nToka.\n");
        let directive = &document.directives[0];
        assert_eq!(directive.text, "ignore passive");
        assert_eq!(directive.offset, document.blocks[1].span.start);
    }

    #[test]
    fn struck_out_text_is_not_read() {
        assert_eq!(
            outline("Raha on ~~100~~ 200 euroa."),
            ["Paragraph: Raha on  200 euroa."]
        );
    }

    #[test]
    fn text_inside_html_is_read() {
        assert_eq!(
            outline("<div class=\"a\">\nSisältö <b>tässä</b>\n</div>\n"),
            ["Paragraph: Sisältö tässä"]
        );
    }
}
