//! Paragraphs by layout, for files without tags, with their kinds; what runs over columns and pages
//! is put together, and running heads are dropped.

use rustc_hash::FxHashMap;

use crate::document::BlockKind;
use crate::readers::marks::{bullet, number};
use crate::readers::pdf::Paragraph;
use crate::readers::pdf::glyphs::PageGlyphs;
use crate::readers::pdf::lines::{Line, join, lines};
use crate::readers::pdf::rows::{
    Looks, Paragraphed, ends_sentence, paragraph, starts_small, tenths,
};

/// A heading is at least this much larger than running text.
const HEADING_SIZE: f64 = 1.12;

/// A heading has fewer characters than this.
const LONGEST_HEADING: usize = 200;

/// Share of the page's height that is its upper and lower margin.
const MARGIN: f64 = 0.07;

/// Share of the page's height, from the top and from the bottom, in which page numbers stand.
const PAGE_NUMBER_MARGIN: f64 = 0.1;

/// A text of so many characters may be a label or a cell; only a longer one goes on in the next
/// column because its sentence has no end.
const LONGEST_LABEL: usize = 60;

/// A table has at least so many rows.
const FEWEST_ROWS: usize = 2;

/// A table has at most so many columns.
const MOST_COLUMNS: usize = 64;

/// Cells of one column begin within so many points of each other.
const ALIGNED: f64 = 3.0;

/// How many paragraphs back a word divided by a column or page break may stand.
const LOOK_BACK: usize = 6;

/// A paragraph with its looks.
struct Draft {
    parts: Vec<(u32, String)>,
    size: f64,
    /// The left edge and the base line of its first line.
    left: f64,
    top: f64,
    /// The base line of its last line.
    bottom: f64,
    is_in_margin: bool,
    /// Whether it stands where page numbers do.
    is_at_foot_or_head: bool,
    /// Whether it is known to go on in the next column or on the next page.
    goes_on: bool,
}

/// The paragraphs of all pages.
pub(super) fn paragraphs(pages: &[PageGlyphs]) -> Vec<Paragraph> {
    let mut drafts = Vec::new();
    for page in pages {
        let pieces = lines(page.glyphs.iter());
        let (lines, looks) = Looks::of(&pieces);
        add_page(page, &lines, &looks, &mut drafts);
    }
    drop_running_heads(&mut drafts, pages.len());
    let sizes = Sizes::of(&drafts);
    let mut list = 0;
    let mut was_item = false;
    let mut paragraphs = Vec::new();
    let cells = cells(&drafts);
    let numbers: Vec<Option<u32>> = drafts.iter().map(Draft::number).collect();
    for (index, draft) in drafts.into_iter().enumerate() {
        if let Some(kind) = cells[index] {
            was_item = false;
            paragraphs.push(Paragraph {
                kind,
                parts: draft.parts,
            });
            continue;
        }
        let is_numbered = is_in_sequence(&numbers, index) && sizes.level(&draft).is_none();
        let is_item = is_numbered || without_bullet(draft.first_text()).is_some();
        list += u32::from(!was_item && is_item);
        was_item = is_item;
        paragraphs.push(draft.finish(&sizes, list, is_numbered));
    }
    paragraphs
}

/// Whether a numbered paragraph stands beside the one with the number before or after it.
fn is_in_sequence(numbers: &[Option<u32>], index: usize) -> bool {
    let Some(number) = numbers[index] else {
        return false;
    };
    let before = index.checked_sub(1).and_then(|before| numbers[before]);
    let after = numbers.get(index + 1).copied().flatten();
    before.is_some_and(|before| before.checked_add(1) == Some(number))
        || after.is_some_and(|after| number.checked_add(1) == Some(after))
}

fn add_page(page: &PageGlyphs, lines: &[Line], looks: &Looks, drafts: &mut Vec<Draft>) {
    let mut rest = lines;
    while let Some(first) = rest.first() {
        let Paragraphed {
            text,
            count,
            goes_on,
        } = paragraph(rest, looks);
        let bottom = rest[count - 1].y;
        rest = &rest[count..];
        let is_in_margin = first.is_artifact || is_within(MARGIN, first, page);
        if !is_in_margin && let Some(draft) = divided(drafts, page.number, first, &text) {
            draft.go_on(page.number, text);
            draft.bottom = bottom;
            draft.goes_on = goes_on;
            continue;
        }
        drafts.push(Draft {
            parts: vec![(page.number, text)],
            size: first.size,
            left: first.left,
            top: first.y,
            bottom,
            is_in_margin,
            is_at_foot_or_head: is_within(PAGE_NUMBER_MARGIN, first, page),
            goes_on,
        });
    }
}

/// Whether a line stands within a share of the page's height from its top or bottom.
fn is_within(share: f64, line: &Line, page: &PageGlyphs) -> bool {
    line.y < share * page.height || line.y > (1.0 - share) * page.height
}

/// The paragraph that goes on with this line after a column or page break: its last word is
/// divided, its last sentence has no end, or its last line says that it is not the last.
fn divided<'a>(
    drafts: &'a mut [Draft],
    page: u32,
    line: &Line,
    text: &str,
) -> Option<&'a mut Draft> {
    let is_small = starts_small(text);
    let is_body = |draft: &Draft| !draft.is_in_margin && is_size(draft.size, line.size);
    let ends_divided = |draft: &Draft| {
        is_small && is_body(draft) && draft.last_text().ends_with(['-', '\u{ad}', '\u{2010}'])
    };
    let recent = drafts.len().saturating_sub(LOOK_BACK)..drafts.len();
    let by_hyphen = recent
        .clone()
        .rev()
        .find(|index| ends_divided(&drafts[*index]));
    let by_looks = || {
        let index = recent.rev().find(|index| is_body(&drafts[*index]))?;
        let draft = &drafts[index];
        // What begins on the same line is a cell beside it.
        let is_beside = (line.y - draft.top).abs() < line.size;
        let is_new_column = draft.page() != page || line.y < draft.bottom && !is_beside;
        let has_mark = bullet(text).is_some() || number(text).is_some();
        let is_open =
            is_small && !ends_sentence(draft.last_text()) && draft.length() > LONGEST_LABEL;
        (is_new_column && !has_mark && (draft.goes_on || is_open)).then_some(index)
    };
    drafts.get_mut(by_hyphen.or_else(by_looks)?)
}

fn is_size(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.1
}

/// The cells of tables: paragraphs that begin beside each other, under those of the row above.
fn cells(drafts: &[Draft]) -> Vec<Option<BlockKind>> {
    let mut kinds = vec![None; drafts.len()];
    let mut tables = 0;
    let mut start = 0;
    while start < drafts.len() {
        let rows = table(&drafts[start..]);
        if rows.len() < FEWEST_ROWS {
            start += row(&drafts[start..]).len();
            continue;
        }
        for (row, columns) in (0..).zip(rows) {
            for column in columns {
                kinds[start] = Some(BlockKind::TableCell {
                    table: tables,
                    row,
                    column,
                    header: false,
                });
                start += 1;
            }
        }
        tables += 1;
    }
    kinds
}

/// The rows of the table that some paragraphs begin with: for each, the columns of its cells.
fn table(drafts: &[Draft]) -> Vec<Vec<u32>> {
    let first = row(drafts);
    let edges: Vec<f64> = first.iter().map(|draft| draft.left).collect();
    let mut rows = Vec::new();
    if edges.len() > MOST_COLUMNS {
        return rows;
    }
    let mut rest = drafts;
    loop {
        let cells = row(rest);
        let column = |cell: &Draft| {
            let is_under = |edge: &f64| (edge - cell.left).abs() < ALIGNED;
            u32::try_from(edges.iter().position(is_under)?).ok()
        };
        let columns: Option<Vec<u32>> = cells.iter().map(column).collect();
        let Some(columns) = columns.filter(|columns| columns.len() > 1) else {
            return rows;
        };
        rows.push(columns);
        rest = &rest[cells.len()..];
    }
}

/// The paragraphs that begin on the line the first one begins on, each to the right of the one
/// before.
fn row(drafts: &[Draft]) -> &[Draft] {
    let is_beside = |pair: &&[Draft]| {
        let (one, next) = (&pair[0], &pair[1]);
        one.parts.len() == 1
            && one.page() == next.page()
            && (one.top - next.top).abs() < 0.45 * one.size
            && next.left > one.left
    };
    let beside = drafts.windows(2).take_while(is_beside).count();
    &drafts[..drafts.len().min(beside + 1)]
}

/// Drops what stands in the margins of at least half of the pages, figures aside, and the numbers
/// of pages.
fn drop_running_heads(drafts: &mut Vec<Draft>, pages: usize) {
    drafts.retain(|draft| !(draft.is_at_foot_or_head && draft.is_page_number()));
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for draft in drafts.iter().filter(|draft| draft.is_in_margin) {
        *counts.entry(draft.pattern()).or_default() += 1;
    }
    let is_running = |draft: &Draft| {
        draft.is_in_margin
            && counts
                .get(&draft.pattern())
                .is_some_and(|count| *count > 1 && count * 2 >= pages)
    };
    drafts.retain(|draft| !is_running(draft));
}

/// The sizes of headings, largest first, and of running text.
struct Sizes {
    body: f64,
    headings: Vec<i64>,
}

impl Sizes {
    fn of(drafts: &[Draft]) -> Self {
        let mut lengths: FxHashMap<i64, usize> = FxHashMap::default();
        for draft in drafts {
            *lengths.entry(tenths(draft.size)).or_default() += draft.length();
        }
        let mut sizes: Vec<(i64, usize)> = lengths.into_iter().collect();
        sizes.sort_unstable_by_key(|(size, length)| (*length, *size));
        let body = sizes.last().map_or(0, |(size, _)| *size) as f64 / 10.0;
        let is_heading =
            |draft: &&Draft| draft.size > body * HEADING_SIZE && draft.length() < LONGEST_HEADING;
        let mut headings: Vec<i64> = drafts
            .iter()
            .filter(is_heading)
            .map(|draft| tenths(draft.size))
            .collect();
        headings.sort_unstable_by(|one, other| other.cmp(one));
        headings.dedup();
        Self { body, headings }
    }

    /// The level of the heading that text of a size and length is, if it is one.
    fn level(&self, draft: &Draft) -> Option<u8> {
        if draft.size <= self.body * HEADING_SIZE || draft.length() >= LONGEST_HEADING {
            return None;
        }
        let place = self
            .headings
            .iter()
            .position(|size| *size == tenths(draft.size))?;
        u8::try_from(place + 1).ok().map(|level| level.min(9))
    }
}

impl Draft {
    /// Goes on with text from another column or page.
    fn go_on(&mut self, page: u32, text: String) {
        match self.parts.last_mut() {
            Some((last, end)) if *last == page => join(end, &text),
            Some((_, end)) => {
                // The hyphen of the divided word stands on the page before.
                let mut joined = std::mem::take(end);
                let before = joined.len();
                join(&mut joined, &text);
                let cut = joined.len().min(joined.len() - text.len());
                let rest = joined.split_off(cut);
                debug_assert!(
                    joined.len() <= before + 1,
                    "only a hyphen or a space changes"
                );
                *end = joined;
                self.parts.push((page, rest));
            }
            None => self.parts.push((page, text)),
        }
    }

    fn first_text(&self) -> &str {
        self.parts.first().map_or("", |(_, text)| text)
    }

    fn last_text(&self) -> &str {
        self.parts.last().map_or("", |(_, text)| text)
    }

    /// The page it ends on.
    fn page(&self) -> u32 {
        self.parts.last().map_or(0, |(page, _)| *page)
    }

    /// The number it begins with, as an item of a list does.
    fn number(&self) -> Option<u32> {
        let text = self.first_text();
        let mark = number(text)?;
        let digits = text[..mark.length].trim_end().trim_end_matches(['.', ')']);
        digits.parse().ok()
    }

    fn length(&self) -> usize {
        self.parts
            .iter()
            .map(|(_, text)| text.chars().count())
            .sum()
    }

    /// Whether it is the number of its page and no more: `3`, `- 3 -`, `3 (12)`, `Sivu 3/12`.
    fn is_page_number(&self) -> bool {
        let text = self.first_text();
        let mut parts = text.split(|character: char| !character.is_alphanumeric());
        let number = self.parts.first().map_or(0, |(page, _)| *page).to_string();
        let is_of_number = |part: &str| {
            part.bytes().all(|byte| byte.is_ascii_digit())
                || matches!(part.to_lowercase().as_str(), "sivu" | "s" | "sida" | "page")
        };
        text.split_whitespace().count() <= 3
            && parts.clone().any(|part| part == number)
            && parts.all(is_of_number)
    }

    /// The text with every figure masked, by which a running head is known.
    fn pattern(&self) -> String {
        let text = self.parts.iter().flat_map(|(_, text)| text.chars());
        text.map(|character| {
            if character.is_ascii_digit() {
                '#'
            } else {
                character
            }
        })
        .collect()
    }

    /// The paragraph with its mark taken off, if it is an item of a list.
    fn finish(mut self, sizes: &Sizes, list: u32, is_numbered: bool) -> Paragraph {
        let mark = if is_numbered {
            number(self.first_text())
        } else {
            bullet(self.first_text()).filter(|mark| mark.length < self.first_text().len())
        };
        let kind = match (mark, sizes.level(&self)) {
            (Some(mark), _) => {
                let (_, text) = &mut self.parts[0];
                text.drain(..mark.length);
                BlockKind::ListItem {
                    level: 1,
                    ordered: mark.is_ordered,
                    list,
                }
            }
            (None, Some(level)) => BlockKind::Heading { level },
            (None, None) => BlockKind::Paragraph,
        };
        Paragraph {
            kind,
            parts: self.parts,
        }
    }
}

/// The text after a bullet, if it begins with one.
pub(super) fn without_bullet(text: &str) -> Option<&str> {
    let rest = &text[bullet(text)?.length..];
    (!rest.is_empty()).then_some(rest)
}
