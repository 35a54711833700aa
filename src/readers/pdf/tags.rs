//! The structure tree of a tagged PDF.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Number, Object};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::BlockKind;
use crate::readers::pdf::glyphs::{Mark, PageGlyphs};

/// Objects of the tree that are looked at.
const MOST_OBJECTS: usize = 2_000_000;

/// A role is mapped to another at most this many times; a circle ends here.
const LONGEST_CHAIN: usize = 8;

/// The tree is followed this deep.
const DEEPEST: usize = 256;

/// Of 100 characters, this many must belong to the tree for it to be used.
const COVERAGE: usize = 80;

/// The structure elements that hold text, in order.
#[derive(Default)]
pub(super) struct Tags {
    pub(super) elements: Vec<Element>,
    /// Page object and number of marked content -> element.
    by_content: FxHashMap<(u32, i32), u32>,
}

/// A structure element.
pub(super) struct Element {
    pub(super) role: Role,
    /// How far its text begins from the edge, if the file tells; in units of its program.
    pub(super) indent: Option<f64>,
}

/// What the text of an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Block(BlockKind),
    /// The mark of a list item or the number of a note.
    Label,
    /// A table of contents.
    Unread,
}

impl Tags {
    /// Reads the structure tree, if there is one.
    pub(super) fn read(pdf: &Pdf) -> Self {
        let xref = pdf.xref();
        let root = xref.get::<Dict>(xref.root_id());
        let Some(root) = root.and_then(|root| root.get::<Dict>("StructTreeRoot")) else {
            return Self::default();
        };
        let mut walk = Walk {
            roles: root.get::<Dict>("RoleMap"),
            tags: Self::default(),
            tables: Vec::new(),
            lists: 0,
        };
        walk.read(root);
        walk.tags
    }

    /// The element that marked content belongs to.
    pub(super) fn element(&self, page: u32, number: i32) -> Option<u32> {
        self.by_content.get(&(page, number)).copied()
    }
}

/// Whether structure elements hold nearly all of the text.
pub(super) fn cover(pages: &[PageGlyphs]) -> bool {
    let glyphs = pages.iter().flat_map(|page| &page.glyphs);
    let (mut inside, mut all) = (0, 0);
    for glyph in glyphs.filter(|glyph| glyph.mark != Mark::Artifact) {
        all += 1;
        inside += usize::from(matches!(glyph.mark, Mark::Element(_)));
    }
    all > 0 && inside * 100 >= all * COVERAGE
}

/// Where in the tree the walk is.
#[derive(Clone, Copy)]
struct Place {
    /// Object of the page the content stands on.
    page: u32,
    /// The element the content belongs to.
    owner: Option<u32>,
    depth: usize,
    list_level: u8,
    list: u32,
    around: Around,
}

/// What decides the kind of a paragraph before its own role does.
#[derive(Clone, Copy)]
enum Around {
    Body,
    Item,
    Table(usize),
    Row(usize),
    Cell(BlockKind),
    Other(BlockKind),
    Unread,
}

/// The rows and columns of a table met so far.
#[derive(Clone, Copy, Default)]
struct Table {
    rows: u32,
    columns: u32,
    is_head: bool,
}

struct Walk<'a> {
    roles: Option<Dict<'a>>,
    tags: Tags,
    tables: Vec<Table>,
    lists: u32,
}

impl<'a> Walk<'a> {
    /// Walks through the tree with a stack of its own, in the order of the document.
    fn read(&mut self, root: Dict<'a>) {
        let place = Place {
            page: 0,
            owner: None,
            depth: 0,
            list_level: 0,
            list: 0,
            around: Around::Body,
        };
        let mut seen = FxHashSet::default();
        let mut stack = vec![(Object::Dict(root), place)];
        let mut count = 0;
        while let Some((object, place)) = stack.pop() {
            count += 1;
            if count > MOST_OBJECTS {
                break;
            }
            match object {
                Object::Number(number) => {
                    #[expect(
                        clippy::cast_possible_truncation,
                        reason = "an odd number finds nothing"
                    )]
                    self.mark(place, number.as_i64() as i32);
                }
                Object::Dict(dict) => {
                    let is_new = dict.obj_id().is_none_or(|id| seen.insert(id));
                    if is_new && place.depth < DEEPEST {
                        self.open(&dict, place, &mut stack);
                    }
                }
                _ => {}
            }
        }
    }

    fn mark(&mut self, place: Place, number: i32) {
        if let Some(owner) = place.owner {
            self.tags.by_content.insert((place.page, number), owner);
        }
    }

    /// Opens an element or a reference to content, and puts its children on the stack.
    fn open(&mut self, dict: &Dict<'a>, place: Place, stack: &mut Vec<(Object<'a>, Place)>) {
        let mut place = place;
        if let Some(page) = dict.get_ref("Pg") {
            place.page = page.obj_number;
        }
        if let Some(number) = dict.get::<i32>("MCID") {
            self.mark(place, number);
            return;
        }
        if let Some(name) = dict.get::<Name>("S") {
            let role = self.standard(name.as_str());
            place = self.enter(&role, dict, place);
        }
        let children = match dict.get::<Array>("K") {
            Some(array) => array.iter::<Object>().collect(),
            None => dict.get::<Object>("K").into_iter().collect::<Vec<_>>(),
        };
        place.depth += 1;
        stack.extend(children.into_iter().rev().map(|child| (child, place)));
    }

    /// The standard role that a role of the file's own stands for.
    fn standard(&self, name: &str) -> String {
        let mut name = name.to_owned();
        for _ in 0..LONGEST_CHAIN {
            let mapped = self
                .roles
                .as_ref()
                .and_then(|roles| roles.get::<Name>(&name));
            match mapped {
                Some(mapped) if mapped.as_str() != name => mapped.as_str().clone_into(&mut name),
                _ => break,
            }
        }
        name
    }

    /// The place inside an element of a role.
    fn enter(&mut self, role: &str, dict: &Dict, place: Place) -> Place {
        let mut place = place;
        match role {
            "L" => {
                if place.list_level == 0 {
                    self.lists += 1;
                    place.list = self.lists;
                }
                place.list_level = place.list_level.saturating_add(1);
            }
            "LI" | "LBody" => place.around = around_item(place.around),
            "Table" => {
                self.tables.push(Table::default());
                place.around = Around::Table(self.tables.len() - 1);
            }
            "THead" | "TBody" | "TFoot" => self.enter_rows(role, place),
            "TR" => place.around = self.enter_row(place),
            "TD" | "TH" => place.around = self.enter_cell(role, dict, place),
            "Note" | "FENote" => place.around = Around::Other(BlockKind::Footnote),
            "Caption" => place.around = Around::Other(BlockKind::Caption),
            "BlockQuote" => place.around = Around::Other(BlockKind::Quote),
            "Figure" => place.around = Around::Other(BlockKind::TextBox),
            "TOC" | "Index" | "Artifact" => place.around = Around::Unread,
            _ => {}
        }
        if is_inline(role) && place.owner.is_some() || is_grouping(role) {
            return place;
        }
        let owner = u32::try_from(self.tags.elements.len()).ok();
        self.tags.elements.push(Element {
            role: text_role(role, place),
            indent: attribute(dict, "StartIndent").map(|indent| indent.as_f64()),
        });
        place.owner = owner;
        place
    }

    fn enter_rows(&mut self, role: &str, place: Place) {
        if let Around::Table(table) = place.around {
            self.tables[table].is_head = role == "THead";
        }
    }

    fn enter_row(&mut self, place: Place) -> Around {
        let Around::Table(table) = place.around else {
            return place.around;
        };
        self.tables[table].rows += 1;
        self.tables[table].columns = 0;
        Around::Row(table)
    }

    fn enter_cell(&mut self, role: &str, dict: &Dict, place: Place) -> Around {
        let Around::Row(number) = place.around else {
            return place.around;
        };
        let table = &mut self.tables[number];
        let row = table.rows.saturating_sub(1);
        let cell = BlockKind::TableCell {
            table: u32::try_from(number).unwrap_or_default(),
            row,
            column: table.columns,
            header: table.is_head || role == "TH" && row == 0,
        };
        table.columns += span(dict).clamp(1, 1000);
        Around::Cell(cell)
    }
}

/// How many columns a cell takes.
fn span(dict: &Dict) -> u32 {
    let span = attribute(dict, "ColSpan");
    span.and_then(|span| u32::try_from(span.as_i64()).ok())
        .unwrap_or(1)
}

/// A number among the attributes of an element: it has a dictionary of them, or a list of dictionaries.
fn attribute(dict: &Dict, name: &str) -> Option<Number> {
    if let Some(attributes) = dict.get::<Dict>("A") {
        return attributes.get(name);
    }
    let lists = dict.get::<Array>("A")?;
    lists.iter::<Dict>().find_map(|list| list.get(name))
}

/// A list in a cell or a note is still that.
fn around_item(around: Around) -> Around {
    match around {
        Around::Body | Around::Item | Around::Table(_) | Around::Row(_) => Around::Item,
        Around::Cell(_) | Around::Other(_) | Around::Unread => around,
    }
}

/// Whether an element of a role is a part of the block around it.
fn is_inline(role: &str) -> bool {
    matches!(
        role,
        "Span"
            | "Link"
            | "Quote"
            | "Em"
            | "Strong"
            | "Sub"
            | "Reference"
            | "Annot"
            | "Code"
            | "Ruby"
            | "BibEntry"
    )
}

/// Whether an element of a role only groups others; text straight in it is a paragraph's.
fn is_grouping(role: &str) -> bool {
    matches!(
        role,
        "Document" | "Part" | "L" | "Table" | "THead" | "TBody" | "TFoot" | "TR"
    )
}

/// What the text straight in an element is.
fn text_role(role: &str, place: Place) -> Role {
    if role == "Lbl" {
        return Role::Label;
    }
    let kind = match place.around {
        Around::Unread => return Role::Unread,
        Around::Other(kind) => kind,
        Around::Cell(cell) => cell,
        Around::Body | Around::Item | Around::Table(_) | Around::Row(_) => {
            let level = role
                .strip_prefix('H')
                .map(|level| level.parse().unwrap_or(1));
            match (role, level, place.around) {
                ("Title", _, _) => BlockKind::Heading { level: 1 },
                ("Code", _, _) => BlockKind::Code,
                (_, Some(level), _) => BlockKind::Heading {
                    level: u8::clamp(level, 1, 9),
                },
                (_, None, Around::Item) => BlockKind::ListItem {
                    level: place.list_level.max(1),
                    ordered: false,
                    list: place.list,
                },
                _ => BlockKind::Paragraph,
            }
        }
    };
    Role::Block(kind)
}
