//! What the tokens of RTF make of the text.

use encoding_rs::{Encoding, MACINTOSH};
use rustc_hash::FxHashMap;

use crate::document::{BlockKind, Document, InlineKind, Location, Warning};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::marks::{TypedLists, typed_mark};
use crate::readers::passage::Passage;
use crate::readers::rtf::encodings::{code_page, font_charset};
use crate::readers::rtf::group::{Destination, Group, Properties, UNREAD, Unseen};
use crate::readers::rtf::styles::Styles;

/// Tables inside tables; more make no sense and are taken for one.
const DEEPEST_TABLE: usize = 50;

/// The state of reading.
pub(super) struct Story<'a> {
    builder: Builder<'a>,
    group: Group,
    groups: Vec<Group>,
    passage: Passage,
    /// Bytes that wait to be decoded.
    bytes: Vec<u8>,
    /// Bytes still to pass over after a `\u`.
    skipped: usize,
    /// The first half of a character beyond the first 65 536.
    surrogate: Option<u16>,
    /// The text around an open note, and the link that is open in it.
    outer: Option<(Passage, Option<Link>)>,
    /// Finished notes, until their paragraph ends.
    notes: Vec<Passage>,
    code: String,
    label: String,
    link: Option<Link>,
    /// The open tables, outermost first.
    tables: Vec<Table>,
    list: Option<u32>,
    typed: TypedLists,
    paragraphs: u32,
    styles: Styles,
    fonts: FxHashMap<i32, &'static Encoding>,
    font: i32,
}

/// A link that is open.
struct Link {
    /// Where it began in its passage.
    start: usize,
    target: String,
    /// How many groups are open around its field; its text is one group in that.
    depth: usize,
}

#[derive(Clone, Copy)]
struct Table {
    number: u32,
    row: u32,
    column: u32,
    is_header: bool,
}

impl<'a> Story<'a> {
    /// An empty document.
    pub(super) fn new(builder: Builder<'a>) -> Self {
        Self {
            builder,
            group: Group::outermost(),
            groups: Vec::new(),
            passage: Passage::default(),
            bytes: Vec::new(),
            skipped: 0,
            surrogate: None,
            outer: None,
            notes: Vec::new(),
            code: String::new(),
            label: String::new(),
            link: None,
            tables: Vec::new(),
            list: None,
            typed: TypedLists::default(),
            paragraphs: 0,
            styles: Styles::default(),
            fonts: FxHashMap::default(),
            font: 0,
        }
    }

    /// Adds a warning.
    pub(super) fn warn(&mut self, warning: Warning) {
        self.builder.warn(warning);
    }

    /// `{`
    pub(super) fn open_group(&mut self) {
        self.decode();
        self.groups.push(self.group.clone());
        self.group.is_optional = false;
    }

    /// `}`
    pub(super) fn close_group(&mut self) {
        self.decode();
        let Some(outer) = self.groups.pop() else {
            return;
        };
        let ended = std::mem::replace(&mut self.group, outer);
        if ended.destination == Destination::Styles {
            self.styles.end();
        }
        if ended.is_note && !self.group.is_note {
            self.end_note();
        }
        if ended.destination == Destination::Code && self.group.destination != Destination::Code {
            self.begin_link();
        } else if self.is_link_over() {
            self.end_link();
        }
    }

    /// A byte of text.
    pub(super) fn byte(&mut self, byte: u8) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else {
            self.bytes.push(byte);
        }
    }

    /// A control symbol.
    pub(super) fn symbol(&mut self, symbol: u8) -> Result<(), ReadError> {
        match symbol {
            b'*' => self.group.is_optional = true,
            b'~' => self.push("\u{a0}"),
            b'_' => self.push("-"),
            b'\r' | b'\n' => self.end_paragraph()?,
            b'{' | b'}' | b'\\' => self.byte(symbol),
            _ => {}
        }
        Ok(())
    }

    /// A control word.
    pub(super) fn word(&mut self, name: &str, number: Option<i32>) -> Result<(), ReadError> {
        self.decode();
        let is_on = number != Some(0);
        match name {
            "par" | "sect" => self.end_paragraph()?,
            "cell" => self.end_cell(1)?,
            "row" => self.end_row(1),
            "nestcell" => self.end_cell(self.group.paragraph.nesting.max(2))?,
            "nestrow" => self.end_row(self.group.paragraph.nesting.max(2)),
            "trowd" => {
                if let Some(table) = self.tables.last_mut() {
                    table.is_header = false;
                }
            }
            "trhdr" => self.open_table(self.tables.len().max(1)).is_header = true,
            "intbl" => {
                let nesting = &mut self.group.paragraph.nesting;
                *nesting = (*nesting).max(1);
            }
            "itap" => {
                let nesting = usize::try_from(number.unwrap_or(1)).unwrap_or_default();
                self.group.paragraph.nesting = nesting.min(DEEPEST_TABLE);
            }
            "v" => self.group.unseen.is_hidden = is_on,
            "b" => self.group.is_bold = is_on,
            "deleted" => {
                self.group.unseen.is_deleted = is_on;
                self.builder.warn(Warning::TrackedChanges);
            }
            "revised" => self.builder.warn(Warning::TrackedChanges),
            "plain" => {
                self.group.unseen = Unseen::default();
                self.group.is_bold = false;
            }
            "pard" => self.group.paragraph = Properties::default(),
            "footnote" => self.begin_note(),
            "u" => self.unicode(number.unwrap_or_default()),
            "uc" => self.group.fallback = number.unwrap_or(1).clamp(0, 16).unsigned_abs() as usize,
            _ => self.describe(name, number.unwrap_or_default()),
        }
        if name != "u" {
            self.surrogate = None;
        }
        self.group.is_optional = false;
        Ok(())
    }

    /// A word that tells of styles, fonts, lists or encodings, or names a sort of group.
    fn describe(&mut self, name: &str, number: i32) {
        let is_in_styles = self.group.destination == Destination::Styles;
        let level = u8::try_from(number).ok().filter(|level| *level < 9);
        match name {
            "outlinelevel" if is_in_styles => self.styles.open.outline = level,
            "sbasedon" if is_in_styles => self.styles.open.based_on = Some(number),
            "outlinelevel" => self.group.paragraph.outline = level,
            "s" if is_in_styles => self.styles.open.number = number,
            "s" => {
                self.group.paragraph.is_contents = self.styles.is_contents(number);
                let outline = self.styles.outline(number);
                self.group.paragraph.outline = self.group.paragraph.outline.or(outline);
            }
            "li" if !is_in_styles => {
                self.group.paragraph.indent = usize::try_from(number).unwrap_or_default();
            }
            "ls" if !is_in_styles => self.group.paragraph.is_in_list = number > 0,
            "ilvl" if !is_in_styles => self.group.paragraph.level = level.unwrap_or_default(),
            "ansicpg" => self.set_encoding(code_page(number)),
            "mac" => self.set_encoding(Some(MACINTOSH)),
            "f" if self.group.destination == Destination::Fonts => self.font = number,
            "f" => {
                if let Some(encoding) = self.fonts.get(&number) {
                    self.group.encoding = encoding;
                }
            }
            "fcharset" => {
                if let Some(encoding) = font_charset(number) {
                    self.fonts.insert(self.font, encoding);
                }
            }
            _ => self.name_group_or_character(name),
        }
    }

    fn name_group_or_character(&mut self, name: &str) {
        match name {
            "line" | "lbr" => self.push("\n"),
            "tab" => self.push("\t"),
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "bullet" => self.push("•"),
            "emspace" | "enspace" | "qmspace" => self.push(" "),
            "stylesheet" => self.turn_to(Destination::Styles),
            "fonttbl" => self.turn_to(Destination::Fonts),
            "info" => self.turn_to(Destination::Unread),
            "title" if self.group.destination == Destination::Unread => {
                self.group.destination = Destination::Title;
            }
            "fldinst" => {
                self.turn_to(Destination::Code);
                self.code.clear();
            }
            "listtext" | "pntext" => {
                self.turn_to(Destination::Label);
                self.label.clear();
            }
            "shptxt" | "shpinst" | "shp" | "fldrslt" | "ud" => {}
            name if UNREAD.contains(&name) || self.group.is_optional => {
                self.turn_to(Destination::Unread);
            }
            _ => {}
        }
    }

    /// The open group holds something else than text, unless it stands in what is not read.
    fn turn_to(&mut self, destination: Destination) {
        if self.group.destination == Destination::Text {
            self.group.destination = destination;
        }
    }

    /// Sets the encoding of this group and those around it.
    fn set_encoding(&mut self, encoding: Option<&'static Encoding>) {
        let Some(encoding) = encoding else {
            return;
        };
        self.group.encoding = encoding;
        for group in &mut self.groups {
            group.encoding = encoding;
        }
    }

    fn unicode(&mut self, number: i32) {
        self.skipped = self.group.fallback;
        let unit = (number & 0xffff).unsigned_abs();
        let Ok(unit) = u16::try_from(unit) else {
            return;
        };
        let first = self.surrogate.take();
        if (0xd800..0xdc00).contains(&unit) {
            self.surrogate = Some(unit);
            return;
        }
        let units = first.into_iter().chain([unit]);
        for character in char::decode_utf16(units) {
            let character = character.unwrap_or('\u{fffd}');
            self.push(character.encode_utf8(&mut [0; 4]));
        }
    }

    /// Decodes the bytes that wait.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let (text, _) = self.group.encoding.decode_without_bom_handling(&bytes);
        self.add(&text);
    }

    fn push(&mut self, text: &str) {
        self.decode();
        self.add(text);
    }

    fn add(&mut self, text: &str) {
        match self.group.destination {
            Destination::Text if self.group.unseen != Unseen::default() => {}
            Destination::Text => {
                let start = self.passage.len();
                self.passage.push(text, 0);
                if self.group.is_bold {
                    self.passage.embolden(start);
                }
            }
            Destination::Code => self.code.push_str(text),
            Destination::Label => self.label.push_str(text),
            Destination::Title => self.builder.set_title(text),
            Destination::Styles => self.styles.open.name.push_str(text),
            Destination::Unread | Destination::Fonts => {}
        }
    }

    fn begin_note(&mut self) {
        if self.outer.is_none() {
            self.outer = Some((std::mem::take(&mut self.passage), self.link.take()));
            self.group.is_note = true;
            self.group.paragraph = Properties::default();
        }
    }

    fn end_note(&mut self) {
        let note = std::mem::take(&mut self.passage);
        self.notes.push(note);
        (self.passage, self.link) = self.outer.take().unwrap_or_default();
    }

    fn begin_link(&mut self) {
        let code = std::mem::take(&mut self.code);
        let mut parts = code.split('"');
        let is_link = parts
            .next()
            .is_some_and(|name| name.trim().starts_with("HYPERLINK"));
        if let Some(target) = parts.next().filter(|_| is_link) {
            self.link = Some(Link {
                start: self.passage.len(),
                target: target.to_owned(),
                depth: self.groups.len(),
            });
        }
    }

    /// Whether the group that has just closed held the text of the open link.
    fn is_link_over(&self) -> bool {
        let depth = self.groups.len();
        let is_over = |link: &Link| depth <= link.depth;
        self.group.destination == Destination::Text && self.link.as_ref().is_some_and(is_over)
    }

    fn end_link(&mut self) {
        if let Some(Link { start, target, .. }) = self.link.take() {
            self.passage.inline(start, InlineKind::Link(target));
        }
    }

    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        self.decode();
        if self.group.destination != Destination::Text {
            return Ok(());
        }
        if self.group.is_note {
            // The paragraphs of a note are lines of one block.
            self.passage.line_break(0);
            return Ok(());
        }
        if self.group.paragraph.is_contents {
            self.passage = Passage::default();
            self.link = None;
            return Ok(());
        }
        let nesting = self.group.paragraph.nesting;
        let kind = if nesting > 0 {
            self.cell_kind(nesting)
        } else {
            self.tables.clear();
            self.paragraph_kind()
        };
        self.add_block(kind)
    }

    /// Ends a cell of a table that is so deep; 1 is the outermost.
    fn end_cell(&mut self, nesting: usize) -> Result<(), ReadError> {
        self.decode();
        if self.group.destination != Destination::Text {
            return Ok(());
        }
        let kind = self.cell_kind(nesting);
        self.add_block(kind)?;
        self.open_table(nesting).column += 1;
        Ok(())
    }

    fn end_row(&mut self, nesting: usize) {
        let table = self.open_table(nesting);
        table.row += 1;
        table.column = 0;
    }

    /// The open table that is so deep; those inside it are over.
    fn open_table(&mut self, nesting: usize) -> &mut Table {
        let builder = &mut self.builder;
        self.tables.resize_with(nesting, || Table {
            number: builder.next_table(),
            row: 0,
            column: 0,
            is_header: false,
        });
        &mut self.tables[nesting - 1]
    }

    fn cell_kind(&mut self, nesting: usize) -> BlockKind {
        self.list = None;
        let table = *self.open_table(nesting);
        BlockKind::TableCell {
            table: table.number,
            row: table.row,
            column: table.column,
            header: table.is_header,
        }
    }

    fn paragraph_kind(&mut self) -> BlockKind {
        let is_empty = self.passage.text.trim().is_empty();
        if let Some(level) = self.group.paragraph.outline {
            self.list = None;
            return BlockKind::Heading { level: level + 1 };
        }
        if !self.group.paragraph.is_in_list {
            if !is_empty {
                self.list = None;
            }
            return self.typed_kind();
        }
        let list = *self.list.get_or_insert_with(|| self.builder.next_list());
        BlockKind::ListItem {
            level: self.group.paragraph.level + 1,
            ordered: self
                .label
                .contains(|character: char| character.is_ascii_digit())
                || self.label.trim_end().ends_with([')', '.']),
            list,
        }
    }

    /// A list item if its mark is typed, else running text.
    fn typed_kind(&mut self) -> BlockKind {
        let Some(mark) = typed_mark(&self.passage.text) else {
            self.typed = TypedLists::default();
            return BlockKind::Paragraph;
        };
        self.passage.drop_start(mark.length);
        let indent = self.group.paragraph.indent;
        self.typed.item(indent, mark, &mut self.builder)
    }

    fn add_block(&mut self, kind: BlockKind) -> Result<(), ReadError> {
        let passage = std::mem::take(&mut self.passage);
        self.link = None;
        if !passage.text.trim().is_empty() {
            self.paragraphs += 1;
        }
        let location = Location {
            paragraph: Some(self.paragraphs.max(1)),
            ..Location::default()
        };
        self.builder.add_placed(passage, kind, &location)?;
        for note in std::mem::take(&mut self.notes) {
            self.builder
                .add_placed(note, BlockKind::Footnote, &location)?;
        }
        Ok(())
    }

    /// The finished document.
    pub(super) fn finish(mut self) -> Result<Document, ReadError> {
        self.decode();
        if self.outer.is_some() {
            self.end_note();
        }
        let kind = self.paragraph_kind();
        self.add_block(kind)?;
        Ok(self.builder.finish())
    }
}
