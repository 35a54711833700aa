//! Word: the body, its footnotes and endnotes, as a reader of the document sees them.
//!
//! Insertions are read, deletions, comments, hidden text, headers, footers, field codes and
//! tables of contents are not.

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::document::{BlockKind, Document, Format, Location, Warning};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::docx::numbering::Numbering;
use crate::readers::docx::story::{Finished, Shape, Story};
use crate::readers::docx::styles::Styles;
use crate::readers::limits::Limits;
use crate::readers::marks::{TypedLists, typed_mark};
use crate::readers::package::Package;
use crate::readers::passage::{Passage, Piece};
use crate::readers::relations::Relations;
use crate::readers::xml::{Event, Events};

mod fields;
mod numbering;
mod paragraph;
mod story;
mod styles;

/// What the walk through a part needs to know of the other parts.
struct Context<'a> {
    styles: Styles,
    numbering: Numbering,
    relations: Relations,
    limits: &'a Limits,
}

/// Footnotes and endnotes by their reference.
type Notes = FxHashMap<NoteId, Vec<Passage>>;

/// What a note reference names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct NoteId {
    is_endnote: bool,
    id: String,
}

/// Reads a Word document.
pub(super) fn read(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    Ok(read_with_source(path, bytes, limits)?.0)
}

/// Reads a Word document; the pieces tell at which byte of the main part its text stands.
pub(super) fn read_with_source(
    path: &Path,
    bytes: &[u8],
    limits: &Limits,
) -> Result<(Document, Vec<Piece>), ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package, limits)?;
    let text = package.part(&main)?;
    let text = text.ok_or_else(|| ReadError::new("read-part-missing", main.as_str()))?;
    let context = context(&main, &mut package, limits)?;
    let notes = notes(&context, &mut package)?;
    let mut story = Story::new(&text, &main, &context);
    let blocks = story.read()?;
    if blocks.is_empty() && story.saw_text {
        return Err(ReadError::new("read-part-unread", main.as_str()));
    }
    let relations = Relations::of("", &mut package, limits)?;
    let knows_pages = knows_pages(&text, &mut package, &relations)?;
    let mut builder = Builder::new(path, Format::Docx, limits);
    set_title(&mut builder, &mut package, &relations, limits)?;
    let warnings = [
        (story.has_changes, Warning::TrackedChanges),
        (
            story.has_unread_parts || package.has_embedded_parts(),
            Warning::UnreadParts,
        ),
        (package.is_damaged, Warning::DamagedChecksum),
    ];
    for (_, warning) in warnings.into_iter().filter(|(is_met, _)| *is_met) {
        builder.warn(warning);
    }
    add_blocks(&mut builder, blocks, notes)?;
    if !knows_pages {
        builder.forget_pages();
    }
    Ok(builder.finish_with_source())
}

/// Name of the part that holds the body.
pub(super) fn main_part(package: &mut Package, limits: &Limits) -> Result<String, ReadError> {
    let relations = Relations::of("", package, limits)?;
    let named = relations.first("officeDocument");
    let named = named.filter(|part| package.contains(part));
    Ok(named.unwrap_or("word/document.xml").to_owned())
}

fn context<'a>(
    main: &str,
    package: &mut Package,
    limits: &'a Limits,
) -> Result<Context<'a>, ReadError> {
    let relations = Relations::of(main, package, limits)?;
    let named = |kind: &str| {
        let default = format!("word/{kind}.xml");
        relations.first(kind).map_or(default, str::to_owned)
    };
    let (styles, numbering) = (named("styles"), named("numbering"));
    let text = package.part(&styles)?.unwrap_or_default();
    let styles = Styles::read(&text, &styles, limits)?;
    let text = package.part(&numbering)?.unwrap_or_default();
    let numbering = Numbering::read(&text, &numbering, limits)?;
    Ok(Context {
        styles,
        numbering,
        relations,
        limits,
    })
}

/// Reads the parts with footnotes and endnotes.
fn notes(context: &Context, package: &mut Package) -> Result<Notes, ReadError> {
    let mut notes = Notes::default();
    for (kind, is_endnote) in [("footnotes", false), ("endnotes", true)] {
        let name = context.relations.first(kind);
        let name = name.map_or_else(|| format!("word/{kind}.xml"), str::to_owned);
        let Some(text) = package.part(&name)? else {
            continue;
        };
        for block in Story::new(&text, &name, context).read()? {
            let Some(id) = block.note else {
                continue;
            };
            let mut passage = block.passage;
            // Their bytes and pages are those of another part.
            passage.pieces.clear();
            passage.pages.clear();
            notes
                .entry(NoteId { is_endnote, id })
                .or_default()
                .push(passage);
        }
    }
    Ok(notes)
}

/// Whether the page breaks in the text are those of the finished document: Word notes where
/// pages began when it last laid the document out, and how many there were.
fn knows_pages(
    text: &str,
    package: &mut Package,
    relations: &Relations,
) -> Result<bool, ReadError> {
    let name = relations.first("extended-properties");
    let properties = package.part(name.unwrap_or("docProps/app.xml"))?;
    let properties = properties.unwrap_or_default();
    let counted = properties
        .split_once("<Pages>")
        .and_then(|(_, rest)| rest.split('<').next())
        .and_then(|count| count.trim().parse::<usize>().ok());
    let marked = text.matches("lastRenderedPageBreak").count() + 1;
    Ok(counted == Some(marked))
}

fn set_title(
    builder: &mut Builder,
    package: &mut Package,
    relations: &Relations,
    limits: &Limits,
) -> Result<(), ReadError> {
    let name = relations.first("core-properties");
    let name = name.unwrap_or("docProps/core.xml");
    let properties = package.part(name)?.unwrap_or_default();
    if let Some(title) = title(&properties, name, limits) {
        builder.set_title(&title);
    }
    Ok(())
}

/// The title in the core properties. Their damage does not touch the text.
fn title(properties: &str, name: &str, limits: &Limits) -> Option<String> {
    let mut events = Events::new(properties, name, limits);
    while let Ok(Some(event)) = events.next() {
        if matches!(&event, Event::Start(element) if element.name() == "title") {
            return events.text().ok();
        }
    }
    None
}

/// Adds all blocks, each note after the block that refers to it.
fn add_blocks(
    builder: &mut Builder,
    blocks: Vec<Finished>,
    mut notes: Notes,
) -> Result<(), ReadError> {
    let mut numbers = Numbers::default();
    for (number, mut block) in (1..).zip(blocks) {
        let location = Location {
            page: Some(block.page),
            paragraph: Some(number),
            ..Location::default()
        };
        let kind = numbers.kind(&mut block, builder);
        builder.add_placed(block.passage, kind, &location)?;
        for id in block.references {
            for passage in notes.remove(&id).unwrap_or_default() {
                builder.add_placed(passage, BlockKind::Footnote, &location)?;
            }
        }
    }
    Ok(())
}

/// The lists and tables met so far.
#[derive(Default)]
struct Numbers {
    lists: Lists,
    typed: TypedLists,
    /// Number in the part -> number in the document.
    tables: FxHashMap<u32, u32>,
}

impl Numbers {
    /// What a block is, with the document's numbers.
    fn kind(&mut self, block: &mut Finished, builder: &mut Builder) -> BlockKind {
        if !matches!(block.shape, Shape::ListItem { .. }) {
            self.lists = Lists::default();
        }
        match block.shape {
            Shape::Block(BlockKind::Paragraph) => {
                typed_kind(&mut block.passage, &mut self.typed, builder)
            }
            Shape::Block(kind) => kind,
            Shape::ListItem {
                level,
                ordered,
                number,
            } => BlockKind::ListItem {
                level,
                ordered,
                list: self.lists.list(level, number, builder),
            },
            Shape::Cell {
                table,
                row,
                column,
                header,
            } => {
                let number = self.tables.entry(table);
                BlockKind::TableCell {
                    table: *number.or_insert_with(|| builder.next_table()),
                    row,
                    column,
                    header,
                }
            }
        }
    }
}

/// A list item if its mark is typed, else running text.
fn typed_kind(passage: &mut Passage, lists: &mut TypedLists, builder: &mut Builder) -> BlockKind {
    let Some(mark) = typed_mark(&passage.text) else {
        *lists = TypedLists::default();
        return BlockKind::Paragraph;
    };
    passage.drop_start(mark.length);
    lists.item(0, mark, builder)
}

/// The list that is open, with the number Word gives it.
#[derive(Default)]
struct Lists {
    open: Option<(u32, u32)>,
}

impl Lists {
    /// The list of an item: the open one, unless an item of the first level is numbered otherwise.
    fn list(&mut self, level: u8, number: u32, builder: &mut Builder) -> u32 {
        if let Some((open, list)) = self.open
            && (open == number || level > 1)
        {
            return list;
        }
        let list = builder.next_list();
        self.open = Some((number, list));
        list
    }
}
