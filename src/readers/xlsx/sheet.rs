//! The cells of a sheet.

use crate::readers::ReadError;
use crate::readers::cells::cell_position;
use crate::readers::limits::Limits;
use crate::readers::xlsx::Workbook;
use crate::readers::xml::{Element, Event, Events};

/// The filled cells of a sheet in their order.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) cells: Vec<Cell>,
    /// Rows the file marks as headers, from 0.
    pub(super) header_rows: Vec<u32>,
}

/// A filled cell; row and column from 0.
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) text: String,
    pub(super) is_bold: bool,
}

impl Sheet {
    /// Reads a sheet's part.
    pub(super) fn read(
        text: &str,
        part: &str,
        workbook: &Workbook,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let mut sheet = Self::default();
        let mut events = Events::new(text, part, limits);
        let (mut row, mut column) = (0, 0);
        while let Some(event) = events.next()? {
            let Event::Start(element) = event else {
                continue;
            };
            match element.name() {
                "row" => {
                    let number: u32 = element.number("r").unwrap_or(row + 1);
                    row = number.max(1);
                    column = 0;
                }
                "c" => {
                    let named = element.attribute("r");
                    let place = named.and_then(|name| cell_position(&name));
                    let place = place.unwrap_or((row.saturating_sub(1), column));
                    column = place.1.saturating_add(1);
                    sheet.add_cell(&element, place, &mut events, workbook)?;
                    if sheet.cells.len() > limits.cells {
                        return Err(ReadError::new("read-cells", limits.cells.to_string()));
                    }
                }
                "autoFilter" => sheet.header_rows.extend(first_row(&element)),
                _ => {}
            }
        }
        Ok(sheet)
    }

    fn add_cell(
        &mut self,
        element: &Element,
        (row, column): (u32, u32),
        events: &mut Events,
        workbook: &Workbook,
    ) -> Result<(), ReadError> {
        let kind = element.attribute("t").unwrap_or_default();
        let style = element.number("s").unwrap_or(0);
        let value = value(events)?;
        let text = match kind.as_str() {
            "s" => {
                let shared = value.trim().parse().ok();
                let shared = shared.and_then(|index: usize| workbook.strings.get(index));
                shared.cloned().unwrap_or_default()
            }
            "" | "n" => workbook.styles.shown(&value, style),
            _ => value,
        };
        if !text.trim().is_empty() {
            self.cells.push(Cell {
                row,
                column,
                text,
                is_bold: workbook.styles.is_bold(style),
            });
        }
        Ok(())
    }
}

/// The value of the cell that is open, or the text written in it.
fn value(events: &mut Events) -> Result<String, ReadError> {
    let mut text = String::new();
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) if element.name() == "v" => text = events.text()?,
            Event::Start(element) if element.name() == "is" => text = rich_text(events, "is")?,
            Event::Start(element) if element.name() == "f" => events.skip()?,
            Event::End(name) if name == "c" => break,
            Event::Start(_) | Event::End(_) | Event::Text(..) => {}
        }
    }
    Ok(text)
}

/// The text of the open element of this name; how it is pronounced goes by.
pub(super) fn rich_text(events: &mut Events, name: &str) -> Result<String, ReadError> {
    let mut text = String::new();
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) if element.name() == "t" => text.push_str(&events.text()?),
            Event::Start(element) if element.name() == "rPh" => events.skip()?,
            Event::End(ended) if ended == name => break,
            Event::Start(_) | Event::End(_) | Event::Text(..) => {}
        }
    }
    Ok(text)
}

/// The first row, from 0, of the range an element refers to: `A3:D20`.
pub(super) fn first_row(element: &Element) -> Option<u32> {
    let range = element.attribute("ref")?;
    let start = range.split(':').next()?;
    cell_position(&start.replace('$', "")).map(|(row, _)| row)
}
