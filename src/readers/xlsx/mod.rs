//! Excel: the sheets in their order, each a table whose cells stand at their names.
//!
//! Hidden sheets are not read. A number is read as it is stored, a date as a Finnish date.

use std::path::Path;
use std::sync::Arc;

use crate::document::{BlockKind, Document, Format, Location, Warning};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::cells::cell_name;
use crate::readers::limits::Limits;
use crate::readers::package::Package;
use crate::readers::passage::Passage;
use crate::readers::relations::Relations;
use crate::readers::xlsx::sheet::{Cell, Sheet};
use crate::readers::xlsx::styles::Styles;
use crate::readers::xml::{Event, Events};

mod sheet;
mod styles;

/// Reads a workbook.
pub(super) fn read(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let relations = Relations::of("", &mut package, limits)?;
    let main = relations.first("officeDocument");
    let main = main.unwrap_or("xl/workbook.xml").to_owned();
    let text = package.part(&main)?;
    let text = text.ok_or_else(|| ReadError::new("read-part-missing", main.as_str()))?;
    let relations = Relations::of(&main, &mut package, limits)?;
    let workbook = Workbook::read(&main, &relations, &mut package, limits)?;
    let mut builder = Builder::new(path, Format::Xlsx, limits);
    let mut cells = 0;
    for (name, part) in sheets(&text, &main, &relations, limits)? {
        let text = package.part(&part)?;
        let text = text.ok_or_else(|| ReadError::new("read-part-missing", part.as_str()))?;
        let mut sheet = Sheet::read(&text, &part, &workbook, limits)?;
        cells += sheet.cells.len();
        if cells > limits.cells {
            return Err(ReadError::new("read-cells", limits.cells.to_string()));
        }
        sheet
            .header_rows
            .extend(table_headers(&part, &mut package, limits)?);
        add_sheet(&mut builder, &name, sheet)?;
    }
    if package.has_embedded_parts() || has_text_boxes(&mut package) {
        builder.warn(Warning::UnreadParts);
    }
    if package.is_damaged {
        builder.warn(Warning::DamagedChecksum);
    }
    Ok(builder.finish())
}

/// Whether there are text boxes on the sheets, or drawings that cannot be read.
fn has_text_boxes(package: &mut Package) -> bool {
    package.drawings().iter().any(|drawing| {
        let text = package.part(drawing).ok().flatten();
        text.is_none_or(|text| text.contains("<a:t>"))
    })
}

/// What the sheets share.
struct Workbook {
    strings: Vec<String>,
    styles: Styles,
}

impl Workbook {
    fn read(
        main: &str,
        relations: &Relations,
        package: &mut Package,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut part = |kind: &str| {
            let default = format!("{folder}/{kind}.xml");
            let name = relations.first(kind).unwrap_or(&default);
            package.part(name).map(Option::unwrap_or_default)
        };
        Ok(Self {
            strings: strings(&part("sharedStrings")?, limits)?,
            styles: Styles::read(&part("styles")?, limits)?,
        })
    }
}

/// The texts cells share.
fn strings(text: &str, limits: &Limits) -> Result<Vec<String>, ReadError> {
    let mut strings = Vec::new();
    let mut events = Events::new(text, "sharedStrings.xml", limits);
    while let Some(event) = events.next()? {
        if matches!(&event, Event::Start(element) if element.name() == "si") {
            strings.push(sheet::rich_text(&mut events, "si")?);
        }
    }
    Ok(strings)
}

/// Names and parts of the sheets that are shown.
fn sheets(
    text: &str,
    part: &str,
    relations: &Relations,
    limits: &Limits,
) -> Result<Vec<(String, String)>, ReadError> {
    let mut sheets = Vec::new();
    let mut events = Events::new(text, part, limits);
    while let Some(event) = events.next()? {
        let Event::Start(element) = event else {
            continue;
        };
        let state = element.attribute("state");
        if element.name() != "sheet" || state.is_some_and(|state| state.contains("idden")) {
            continue;
        }
        let name = element.attribute("name").unwrap_or_default();
        let id = element.prefixed_attribute("id").unwrap_or_default();
        let target = relations.target(&id);
        let target = target.ok_or_else(|| ReadError::new("read-part-missing", name.as_str()))?;
        sheets.push((name, target.to_owned()));
    }
    Ok(sheets)
}

/// The header rows of a sheet's tables, from 0.
fn table_headers(
    part: &str,
    package: &mut Package,
    limits: &Limits,
) -> Result<Vec<u32>, ReadError> {
    let relations = Relations::of(part, package, limits)?;
    let mut rows = Vec::new();
    for table in relations.all("table") {
        let text = package.part(table)?.unwrap_or_default();
        let mut events = Events::new(&text, table, limits);
        while let Some(event) = events.next()? {
            let Event::Start(element) = event else {
                continue;
            };
            let has_header = element.attribute("headerRowCount").as_deref() != Some("0");
            if element.name() == "table" && has_header {
                rows.extend(sheet::first_row(&element));
            }
        }
    }
    Ok(rows)
}

fn add_sheet(builder: &mut Builder, name: &str, sheet: Sheet) -> Result<(), ReadError> {
    let table = builder.next_table();
    let name: Arc<str> = name.into();
    for Cell {
        row,
        column,
        text,
        is_bold,
    } in sheet.cells
    {
        let mut passage = Passage::default();
        passage.push(&text, 0);
        if is_bold {
            passage.embolden(0);
        }
        let kind = BlockKind::TableCell {
            table,
            row,
            column,
            header: sheet.header_rows.contains(&row),
        };
        let location = Location {
            sheet: Some(name.clone()),
            cell: Some(cell_name(row, column)),
            ..Location::default()
        };
        builder.add_placed(passage, kind, &location)?;
    }
    Ok(())
}
