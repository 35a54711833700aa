//! Finds the header row of tables whose file does not mark one.

use crate::document::{BlockKind, Document};

/// Words a plan's table puts over its columns.
const HEADERS: &[&str] = &[
    "aikataulu",
    "aihe",
    "asia",
    "budjetti",
    "kustannus",
    "kustannukset",
    "kuvaus",
    "lähtötaso",
    "mittari",
    "mittarit",
    "määräaika",
    "päämäärä",
    "resurssit",
    "seuranta",
    "tavoite",
    "tavoitetaso",
    "tavoitteet",
    "tila",
    "toimenpide",
    "toimenpiteet",
    "vaihe",
    "valmis",
    "vastuu",
    "vastuuhenkilö",
    "vastuutaho",
];

/// A header cell is at most this long, in characters.
const LONGEST_HEADER: usize = 40;

/// Marks the first row of a table as its header if it looks like one and none is marked.
///
/// `bold` tells for each block whether all of it is bold.
pub(super) fn mark_headers(document: &mut Document, bold: &[bool]) {
    let mut tables: Vec<Table> = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        if let BlockKind::TableCell {
            table, row, header, ..
        } = block.kind
        {
            let table = table as usize;
            if tables.len() <= table {
                tables.resize_with(table + 1, Table::default);
            }
            tables[table].add(index, row, header);
        }
    }
    for table in tables {
        if !table.looks_headed(document, bold) {
            continue;
        }
        for index in table.first {
            if let BlockKind::TableCell { header, .. } = &mut document.blocks[index].kind {
                *header = true;
            }
        }
    }
}

/// The blocks of a table that tell whether it has a header.
#[derive(Default)]
struct Table {
    /// The blocks of the first row with two cells; a lone cell above it is a title.
    first: Vec<usize>,
    first_row: u32,
    has_more_rows: bool,
    is_marked: bool,
}

impl Table {
    fn add(&mut self, index: usize, row: u32, header: bool) {
        if row == self.first_row {
            self.first.push(index);
        } else if self.first.len() < 2 {
            self.first = vec![index];
            self.first_row = row;
        } else {
            self.has_more_rows = true;
        }
        self.is_marked |= header;
    }

    /// Whether the first row is short, without figures but for years, and bold or made of known
    /// words.
    fn looks_headed(&self, document: &Document, bold: &[bool]) -> bool {
        if self.is_marked || !self.has_more_rows || self.first.len() < 2 {
            return false;
        }
        let text = |index: &usize| document.slice(document.blocks[*index].span);
        let is_short = |text: &str| text.chars().take(LONGEST_HEADER + 1).count() <= LONGEST_HEADER;
        let is_plain = |text: &str| !text.contains(|character: char| character.is_ascii_digit());
        let fits = self
            .first
            .iter()
            .map(text)
            .all(|text| is_short(text) && (is_plain(text) || is_year(text)));
        let is_known =
            |text: &str| HEADERS.contains(&text.trim_end_matches(':').to_lowercase().as_str());
        fits && (self.first.iter().all(|index| bold[*index])
            || self.first.iter().map(text).any(is_known))
    }
}

/// Whether a text is a year and no more.
fn is_year(text: &str) -> bool {
    let text = text.trim();
    text.len() == 4
        && text.starts_with(['1', '2'])
        && text.bytes().all(|byte| byte.is_ascii_digit())
}
