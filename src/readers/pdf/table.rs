//! Tables by layout: paragraphs that stand beside and under each other in columns. Cells may be
//! empty, hold several paragraphs, or stand across columns.

use crate::document::BlockKind;

/// A table has at least so many rows of two cells or more.
const FEWEST_ROWS: usize = 2;

/// A table has at most so many columns.
const MOST_COLUMNS: usize = 64;

/// A cell has at most so many paragraphs.
const MOST_IN_CELL: usize = 12;

/// A row of cells with several paragraphs is at most so high: columns of running text are higher.
const HIGHEST_ROW: f64 = 150.0;

/// A table has at most so many rows; a longer one is read as several.
const MOST_ROWS: usize = 2000;

/// A lone paragraph so much larger than the first one of a table is a heading after it.
const HEADING_SIZE: f64 = 1.12;

/// So many rows tell where the columns of a table are.
const TELLING_ROWS: usize = 60;

/// At most so many rows of one cell follow each other.
const MOST_LONE: usize = 3;

/// Cells of one column begin within so many points of each other.
const ALIGNED: f64 = 3.0;

/// Where a paragraph stands. Lengths are in points, from the top left corner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its page; nothing if it runs over pages, as no cell does.
    pub(super) page: Option<u32>,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The base lines of its first and last line.
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) size: f64,
}

/// What each paragraph is, if it is in a table.
pub(super) fn cells(places: &[Place]) -> Vec<Option<BlockKind>> {
    let mut kinds = vec![None; places.len()];
    let mut tables = 0;
    let mut start = 0;
    while start < places.len() {
        let Some(table) = table(&places[start..]) else {
            start += 1;
            continue;
        };
        for (row, cells) in (0..).zip(table) {
            for Placed { column, count } in cells {
                let cell = BlockKind::TableCell {
                    table: tables,
                    row,
                    column,
                    header: false,
                };
                kinds[start..start + count].fill(Some(cell));
                start += count;
            }
        }
        tables += 1;
    }
    kinds
}

/// A cell with its column, and how many paragraphs it has.
struct Placed {
    column: u32,
    count: usize,
}

/// Paragraphs of one cell.
#[derive(Clone, Copy, Debug)]
struct Cell {
    count: usize,
    left: f64,
    right: f64,
}

type Row = Vec<Cell>;

/// The rows of the table that some paragraphs begin with: of two cells or more, with lone cells
/// between them.
fn table(places: &[Place]) -> Option<Vec<Vec<Placed>>> {
    let mut rows: Vec<Row> = Vec::new();
    let mut edges: Vec<(f64, f64)> = Vec::new();
    let mut rest = places;
    let mut lone = 0;
    while let Some(first) = rest.first() {
        let row = row(rest);
        lone = if row.len() > 1 { 0 } else { lone + 1 };
        let is_heading = lone > 0 && first.size > places[0].size * HEADING_SIZE;
        if lone > MOST_LONE || rows.len() == MOST_ROWS || row.len() > MOST_COLUMNS || is_heading {
            break;
        }
        rest = &rest[row.iter().map(|cell| cell.count).sum()..];
        rows.push(row);
        if lone == 0 && rows.len() <= TELLING_ROWS {
            let found = columns(&rows);
            if rows.iter().any(|row| placed(row, &found).is_none()) {
                rows.pop();
                break;
            }
            edges = found;
        } else if placed(&rows[rows.len() - 1], &edges).is_none() {
            rows.pop();
            break;
        }
    }
    trim(&mut rows);
    if rows.iter().filter(|row| row.len() > 1).count() < FEWEST_ROWS {
        return None;
    }
    rows.iter().map(|row| placed(row, &edges)).collect()
}

/// Drops lone cells at the end: a paragraph after the table.
fn trim(rows: &mut Vec<Row>) {
    let end = rows.iter().rposition(|row| row.len() > 1);
    rows.truncate(end.map_or(0, |last| last + 1));
}

/// The paragraphs that begin on the line the first one begins on, each to the right of the one
/// before, with those below them in their cells.
fn row(places: &[Place]) -> Row {
    let first = places[0];
    let mut cells = vec![cell(&places[..1])];
    let mut bottom = first.bottom;
    let mut at = 1;
    while let Some(place) = places.get(at) {
        let last = cells[cells.len() - 1];
        if begins_beside(place, &first, last.right) {
            cells.push(cell(&places[at..=at]));
            bottom = bottom.max(place.bottom);
            at += 1;
            continue;
        }
        let more = more_of_cell(&places[at..], &first, last, bottom, cells.len());
        if more == 0 {
            break;
        }
        let whole = &places[at - last.count..at + more];
        bottom = whole
            .iter()
            .map(|place| place.bottom)
            .fold(bottom, f64::max);
        let end = cells.len() - 1;
        cells[end] = cell(whole);
        at += more;
    }
    cells
}

fn cell(places: &[Place]) -> Cell {
    Cell {
        count: places.len(),
        left: places
            .iter()
            .map(|place| place.left)
            .fold(f64::INFINITY, f64::min),
        right: places.iter().map(|place| place.right).fold(0.0, f64::max),
    }
}

/// Whether a paragraph begins on the line of the first one of a row, to the right of its cells.
fn begins_beside(place: &Place, first: &Place, right: f64) -> bool {
    place.page.is_some()
        && place.page == first.page
        && (place.top - first.top).abs() < 0.45 * first.size
        && place.left > right - 1.0
}

/// How many paragraphs go on in the last cell of a row: those before its next cell, or those of
/// its last cell that stand no lower than the row's other cells.
fn more_of_cell(places: &[Place], first: &Place, last: Cell, bottom: f64, cells: usize) -> usize {
    let is_under = |place: &&Place| {
        let depth = place.bottom - first.top;
        place.page == first.page
            && place.top > first.top + 0.45 * first.size
            && depth < HIGHEST_ROW
            && place.left > last.left - ALIGNED
    };
    let under = places
        .iter()
        .take(MOST_IN_CELL)
        .take_while(is_under)
        .count();
    let right = |count: usize| cell(&places[..count]).right.max(last.right);
    let is_next = |count: &usize| {
        let next = places.get(*count);
        next.is_some_and(|next| begins_beside(next, first, right(*count)))
    };
    if let Some(count) = (1..=under).find(is_next) {
        return count;
    }
    if cells < 2 {
        return 0;
    }
    let is_level = |place: &&Place| is_under(place) && place.top < bottom + 0.45 * first.size;
    places.iter().take(under).take_while(is_level).count()
}

/// The left and right edges of the columns: those of cells that stand over each other. A cell that
/// stands over two of one row is of several columns and tells nothing.
fn columns(rows: &[Row]) -> Vec<(f64, f64)> {
    let telling: Vec<&Row> = rows.iter().filter(|row| row.len() > 1).collect();
    let is_over = |cell: &Cell, other: &Cell| {
        cell.left < other.right - ALIGNED && cell.right > other.left + ALIGNED
    };
    let is_wide = |cell: &Cell| {
        let over = |row: &&Row| row.iter().filter(|other| is_over(cell, other)).count() > 1;
        telling.iter().any(over)
    };
    let cells = telling.iter().flat_map(|row| row.iter());
    let mut edges: Vec<(f64, f64)> = cells
        .filter(|cell| !is_wide(cell))
        .map(|cell| (cell.left, cell.right))
        .collect();
    edges.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for (left, right) in edges {
        match columns.last_mut() {
            Some(last) if left < last.1 - ALIGNED || left - last.0 < ALIGNED => {
                last.1 = last.1.max(right);
            }
            _ => columns.push((left, right)),
        }
    }
    columns
}

/// The columns of the cells of a row; nothing if one of them fits none.
fn placed(row: &[Cell], columns: &[(f64, f64)]) -> Option<Vec<Placed>> {
    let mut placed: Vec<Placed> = Vec::with_capacity(row.len());
    for cell in row {
        let column = column(cell, columns, row.len() == 1)?;
        let column = u32::try_from(column).ok()?;
        if placed.last().is_some_and(|last| last.column >= column) {
            return None;
        }
        placed.push(Placed {
            column,
            count: cell.count,
        });
    }
    Some(placed)
}

/// The column of a cell: the one it begins with, or the only one it stands over, as a centred
/// heading or a right-aligned number does. A lone cell must stay within its column.
fn column(cell: &Cell, columns: &[(f64, f64)], is_lone: bool) -> Option<usize> {
    let next_left = |column: usize| columns.get(column + 1).map_or(f64::INFINITY, |next| next.0);
    let is_within = |column: usize| cell.right < next_left(column);
    let aligned = columns
        .iter()
        .position(|(left, _)| (left - cell.left).abs() < ALIGNED);
    if let Some(column) = aligned {
        return (!is_lone || is_within(column)).then_some(column);
    }
    let overlaps = |(left, right): &(f64, f64)| cell.left < *right && cell.right > *left;
    let column = columns.iter().position(overlaps)?;
    let is_after = cell.left > columns[column].0 - ALIGNED || !is_lone;
    (is_within(column) && is_after).then_some(column)
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind;
    use crate::readers::pdf::table::{Place, cells};

    /// A paragraph of one line from a left to a right edge, on a base line.
    fn at(left: f64, right: f64, top: f64) -> Place {
        Place {
            page: Some(1),
            left,
            right,
            top,
            bottom: top,
            size: 10.0,
        }
    }

    /// The table, row and column of each paragraph, or a dash.
    fn shown(places: &[Place]) -> Vec<String> {
        let shown = |kind: Option<BlockKind>| match kind {
            Some(BlockKind::TableCell {
                table, row, column, ..
            }) => format!("{table}/{row},{column}"),
            _ => "-".to_owned(),
        };
        cells(places).into_iter().map(shown).collect()
    }

    #[test]
    fn rows_with_empty_cells_are_of_the_table() {
        let places = [
            at(50.0, 500.0, 50.0),
            at(50.0, 110.0, 100.0),
            at(200.0, 260.0, 100.0),
            at(350.0, 410.0, 100.0),
            // Only the first, the last, and the second cell have text.
            at(50.0, 150.0, 120.0),
            at(350.0, 400.0, 140.0),
            at(50.0, 100.0, 160.0),
            at(350.0, 390.0, 160.0),
            at(50.0, 140.0, 180.0),
            at(200.0, 280.0, 180.0),
            at(50.0, 480.0, 220.0),
        ];
        let expected = [
            "-", "0/0,0", "0/0,1", "0/0,2", "0/1,0", "0/2,2", "0/3,0", "0/3,2", "0/4,0", "0/4,1",
            "-",
        ];
        assert_eq!(shown(&places), expected);
    }

    #[test]
    fn the_first_cell_of_the_header_may_be_empty() {
        let places = [
            at(200.0, 230.0, 100.0),
            at(300.0, 330.0, 100.0),
            at(50.0, 120.0, 120.0),
            at(208.0, 230.0, 120.0),
            at(312.0, 330.0, 120.0),
        ];
        assert_eq!(
            shown(&places),
            ["0/0,1", "0/0,2", "0/1,0", "0/1,1", "0/1,2"]
        );
    }

    #[test]
    fn no_row_need_have_all_cells() {
        let places = [
            at(200.0, 230.0, 100.0),
            at(300.0, 330.0, 100.0),
            at(50.0, 120.0, 120.0),
            at(200.0, 230.0, 120.0),
            at(50.0, 110.0, 140.0),
            at(300.0, 330.0, 140.0),
        ];
        let expected = ["0/0,1", "0/0,2", "0/1,0", "0/1,1", "0/2,0", "0/2,2"];
        assert_eq!(shown(&places), expected);
    }

    #[test]
    fn a_cell_may_have_several_paragraphs() {
        let places = [
            at(50.0, 110.0, 100.0),
            at(200.0, 260.0, 100.0),
            at(50.0, 150.0, 120.0),
            at(50.0, 140.0, 135.0),
            at(200.0, 280.0, 120.0),
            at(200.0, 270.0, 135.0),
            at(50.0, 140.0, 160.0),
            at(200.0, 270.0, 160.0),
        ];
        let expected = [
            "0/0,0", "0/0,1", "0/1,0", "0/1,0", "0/1,1", "0/1,1", "0/2,0", "0/2,1",
        ];
        assert_eq!(shown(&places), expected);
    }

    #[test]
    fn a_paragraph_across_the_columns_ends_the_table() {
        let pair = |top: f64| [at(50.0, 110.0, top), at(200.0, 260.0, top)];
        let places = [
            pair(100.0).as_slice(),
            &pair(120.0),
            &[at(50.0, 400.0, 140.0)],
            &pair(160.0),
            &pair(180.0),
        ]
        .concat();
        let expected = [
            "0/0,0", "0/0,1", "0/1,0", "0/1,1", "-", "1/0,0", "1/0,1", "1/1,0", "1/1,1",
        ];
        assert_eq!(shown(&places), expected);
        assert_eq!(
            shown(&[pair(100.0).as_slice(), &[at(50.0, 400.0, 120.0)]].concat()),
            ["-"; 3]
        );
    }
}
