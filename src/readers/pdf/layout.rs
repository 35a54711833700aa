//! Paragraphs by layout, for files without tags, with their kinds; what runs over columns and pages
//! is put together, and running heads are dropped.

use rustc_hash::FxHashMap;

use crate::document::BlockKind;
use crate::readers::marks::{bullet, number};
use crate::readers::pdf::Paragraph;
use crate::readers::pdf::glyphs::{Face, PageGlyphs};
use crate::readers::pdf::headings::{Candidate, levels};
use crate::readers::pdf::lines::{Line, join, lines};
use crate::readers::pdf::rows::{Looks, Paragraphed, ends_sentence, paragraph, starts_small};
use crate::readers::pdf::table::{Place, cells};

/// Share of the page's height that is its upper and lower margin.
const MARGIN: f64 = 0.07;

/// Share of the page's height, from the top and from the bottom, in which page numbers stand.
const PAGE_NUMBER_MARGIN: f64 = 0.1;

/// A text of so many characters may be a label or a cell; only a longer one goes on in the next
/// column because its sentence has no end.
const LONGEST_LABEL: usize = 60;

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
    /// The farthest end of its lines.
    right: f64,
    /// The face of its letters, if they share one.
    face: Option<Face>,
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
    let places: Vec<Place> = drafts.iter().map(Draft::place).collect();
    let cells = cells(&places);
    let candidates: Vec<Candidate> = drafts
        .iter()
        .zip(&cells)
        .map(|(draft, cell)| draft.candidate(cell.is_some()))
        .collect();
    let levels = levels(&candidates);
    let mut list = 0;
    let mut was_item = false;
    let mut paragraphs = Vec::new();
    let numbers: Vec<Option<u32>> = drafts.iter().map(Draft::number).collect();
    for (index, draft) in drafts.into_iter().enumerate() {
        if let Some(kind) = cells[index] {
            was_item = false;
            paragraphs.push(Paragraph {
                kind,
                is_bold: draft.is_bold(),
                parts: draft.parts,
            });
            continue;
        }
        let level = levels[index];
        let is_numbered = is_in_sequence(&numbers, index) && level.is_none();
        let is_item = is_numbered || without_bullet(draft.first_text()).is_some();
        list += u32::from(!was_item && is_item);
        was_item = is_item;
        paragraphs.push(draft.finish(level, list, is_numbered));
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
            right,
            face,
            goes_on,
        } = paragraph(rest, looks);
        let bottom = rest[count - 1].y;
        rest = &rest[count..];
        let is_in_margin = first.is_artifact || is_within(MARGIN, first, page);
        if !is_in_margin && let Some(draft) = divided(drafts, page.number, first, &text) {
            draft.go_on(page.number, text);
            draft.bottom = bottom;
            draft.goes_on = goes_on;
            draft.face = draft.face.filter(|shared| face == Some(*shared));
            continue;
        }
        drafts.push(Draft {
            parts: vec![(page.number, text)],
            size: first.size,
            left: first.left,
            top: first.y,
            bottom,
            right,
            face,
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

    /// Where it stands.
    fn place(&self) -> Place {
        Place {
            page: (self.parts.len() == 1).then(|| self.page()),
            left: self.left,
            right: self.right,
            top: self.top,
            bottom: self.bottom,
            size: self.size,
        }
    }

    /// What tells whether it is a heading.
    fn candidate(&self, is_cell: bool) -> Candidate<'_> {
        Candidate {
            text: self.first_text(),
            length: self.length(),
            size: self.size,
            face: self.face,
            is_cell,
        }
    }

    fn is_bold(&self) -> bool {
        self.face.is_some_and(|face| face.is_bold)
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
    fn finish(mut self, level: Option<u8>, list: u32, is_numbered: bool) -> Paragraph {
        let mark = if is_numbered {
            number(self.first_text())
        } else {
            bullet(self.first_text()).filter(|mark| mark.length < self.first_text().len())
        };
        let kind = match (mark, level) {
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
            is_bold: self.is_bold(),
            parts: self.parts,
        }
    }
}

/// The text after a bullet, if it begins with one.
pub(super) fn without_bullet(text: &str) -> Option<&str> {
    let rest = &text[bullet(text)?.length..];
    (!rest.is_empty()).then_some(rest)
}
