//! Paragraphs by layout, for files without tags: by the distance, size and edges of lines.

use rustc_hash::FxHashMap;

use crate::document::BlockKind;
use crate::readers::marks::bullet;
use crate::readers::pdf::Paragraph;
use crate::readers::pdf::glyphs::PageGlyphs;
use crate::readers::pdf::lines::{Line, join, lines};

/// A heading is at least this much larger than running text.
const HEADING_SIZE: f64 = 1.12;

/// A heading has fewer characters than this.
const LONGEST_HEADING: usize = 200;

/// Share of the page's height that is its upper and lower margin.
const MARGIN: f64 = 0.07;

/// The gap between words of a justified line, in sizes of its letters.
const WIDEST_GAP: f64 = 12.0;

/// This many lines of a page end at the right edge of a column.
const COMMON_EDGE: usize = 4;

/// How many paragraphs back a word divided by a column or page break may stand.
const LOOK_BACK: usize = 6;

/// A paragraph with its looks.
struct Draft {
    parts: Vec<(u32, String)>,
    size: f64,
    is_in_margin: bool,
}

/// The paragraphs of all pages.
pub(super) fn paragraphs(pages: &[PageGlyphs]) -> Vec<Paragraph> {
    let mut drafts = Vec::new();
    for page in pages {
        let pieces = lines(page.glyphs.iter());
        let edges = Edges::of(&pieces);
        let lines = justified(&pieces, &edges);
        add_page(page, &lines, &edges, &mut drafts);
    }
    drop_running_heads(&mut drafts, pages.len());
    let sizes = Sizes::of(&drafts);
    let mut list = 0;
    let mut was_item = false;
    let mut paragraphs = Vec::new();
    for draft in drafts {
        let bullet = draft
            .parts
            .first()
            .and_then(|(_, text)| without_bullet(text));
        list += u32::from(!was_item && bullet.is_some());
        was_item = bullet.is_some();
        paragraphs.push(draft.finish(&sizes, list));
    }
    paragraphs
}

fn add_page(page: &PageGlyphs, lines: &[Line], edges: &Edges, drafts: &mut Vec<Draft>) {
    let mut rest = lines;
    while let Some(first) = rest.first() {
        let (text, count) = paragraph(rest, edges);
        rest = &rest[count..];
        let is_in_margin = first.is_artifact
            || first.y < MARGIN * page.height
            || first.y > (1.0 - MARGIN) * page.height;
        if !is_in_margin && let Some(draft) = divided(drafts, first, &text) {
            draft.go_on(page.number, text);
            continue;
        }
        drafts.push(Draft {
            parts: vec![(page.number, text)],
            size: first.size,
            is_in_margin,
        });
    }
}

/// Puts the words of justified lines together. Their gaps may be wider than those of cells, but
/// such a line has one word a piece and ends where many lines end.
fn justified(lines: &[Line], edges: &Edges) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut rest = lines;
    while let Some(first) = rest.first() {
        let count = word_pieces(rest);
        let end = rest[..count]
            .iter()
            .rposition(|line| edges.contains(line))
            .unwrap_or_default();
        let (row, after) = rest.split_at(end + 1);
        let mut line = first.clone();
        for piece in &row[1..] {
            line.text.push(' ');
            line.text.push_str(&piece.text);
            line.right = piece.right;
        }
        joined.push(line);
        rest = after;
    }
    joined
}

/// The right edges of a page's columns.
struct Edges {
    /// Points from the left, and how many pieces end there.
    ends: FxHashMap<i64, usize>,
    /// Whether most lines end at them.
    is_justified: bool,
}

impl Edges {
    fn of(lines: &[Line]) -> Self {
        let mut ends: FxHashMap<i64, usize> = FxHashMap::default();
        for line in lines {
            *ends.entry(tenths(line.right) / 10).or_default() += 1;
        }
        let is_justified = false;
        let edges = Self { ends, is_justified };
        let wide = lines.iter().filter(|line| line.text.contains(' '));
        let (at_edge, free): (Vec<&Line>, Vec<&Line>) = wide.partition(|line| edges.contains(line));
        Self {
            is_justified: at_edge.len() > free.len(),
            ..edges
        }
    }

    /// Whether a piece ends at an edge.
    fn contains(&self, line: &Line) -> bool {
        let end = tenths(line.right) / 10;
        let near = (end - 1..=end + 1).filter_map(|end| self.ends.get(&end));
        near.sum::<usize>() >= COMMON_EDGE
    }
}

/// How many pieces the lines begin with that stand on one base line and are, after the first,
/// a word each.
fn word_pieces(lines: &[Line]) -> usize {
    let is_next = |pair: &&[Line]| {
        let gap = pair[1].left - pair[0].right;
        pair[1].is_level_with(&pair[0])
            && !pair[1].text.contains(' ')
            && gap > 0.0
            && gap < WIDEST_GAP * pair[0].size
    };
    1 + lines.windows(2).take_while(is_next).count()
}

/// The text of the first paragraph, and how many pieces of lines it takes.
fn paragraph(lines: &[Line], edges: &Edges) -> (String, usize) {
    let first = &lines[0];
    let mut text = first.text.clone();
    let mut previous = first;
    let mut right = first.right;
    let mut leading = f64::INFINITY;
    let mut count = 1;
    for (index, line) in lines.iter().enumerate().skip(1) {
        let gap = line.left - previous.right;
        if line.is_level_with(previous) && gap >= -1.0 && gap < 3.0 * line.size {
            text.push(' ');
            text.push_str(&line.text);
        } else if follows(line, previous, first, leading)
            && !ends_early(previous, line, right, edges)
            && !begins_row(line, lines.get(index + 1))
        {
            leading = leading.min(line.y - previous.y);
            join(&mut text, &line.text);
        } else {
            break;
        }
        right = right.max(line.right);
        previous = line;
        count += 1;
    }
    (text, count)
}

/// Whether a line is the next of the paragraph: of its size, at its distance, under its text.
fn follows(line: &Line, previous: &Line, first: &Line, leading: f64) -> bool {
    let size = previous.size;
    let distance = line.y - previous.y;
    line.is_turned == previous.is_turned
        && line.is_artifact == previous.is_artifact
        && (line.size - size).abs() < 0.12 * size
        && distance > 0.3 * size
        && distance < 1.9 * size
        && distance < 1.25 * leading
        && line.left < previous.right
        && line.right > first.left
        && (line.left - first.left).abs() < 4.0 * size
        && bullet(&line.text).is_none()
        && (bullet(&first.text).is_none() || line.left > first.left + 0.5 * size)
}

/// Whether a piece begins a row of a table: the next one stands far to its right.
fn begins_row(line: &Line, next: Option<&Line>) -> bool {
    next.is_some_and(|next| next.is_level_with(line) && next.left - line.right >= 3.0 * line.size)
}

/// Whether a line ends a sentence well before the right edge. In justified text only a line of
/// one word does so without ending the paragraph; elsewhere the first word of the next line tells
/// by whether it would have fitted.
fn ends_early(previous: &Line, line: &Line, right: f64, edges: &Edges) -> bool {
    let letters = |text: &str| text.chars().count() as f64;
    let free = right - previous.right;
    let size = previous.size;
    if !previous.text.ends_with(['.', '!', '?', ':']) || free < 4.0 * size {
        return false;
    }
    if edges.is_justified && previous.text.contains(' ') {
        return true;
    }
    let word = line.text.split_whitespace().next().unwrap_or_default();
    let width = (line.right - line.left) * letters(word) / letters(&line.text).max(1.0);
    free > width + size
}

/// The paragraph whose last word a column or page break divided, if this line goes on with it.
fn divided<'a>(drafts: &'a mut [Draft], line: &Line, text: &str) -> Option<&'a mut Draft> {
    let starts_small = text.chars().next().is_some_and(char::is_lowercase);
    let recent = drafts.iter_mut().rev().take(LOOK_BACK);
    let mut body = recent.filter(|draft| !draft.is_in_margin);
    let ends_divided = |draft: &&mut Draft| {
        let text = draft.parts.last().map_or("", |(_, text)| text.as_str());
        (draft.size - line.size).abs() < 0.1 && text.ends_with(['-', '\u{ad}', '\u{2010}'])
    };
    body.find(ends_divided).filter(|_| starts_small)
}

/// Drops what stands in the margins of at least half of the pages, figures aside.
fn drop_running_heads(drafts: &mut Vec<Draft>, pages: usize) {
    if pages < 3 {
        return;
    }
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for draft in drafts.iter().filter(|draft| draft.is_in_margin) {
        *counts.entry(draft.pattern()).or_default() += 1;
    }
    let is_running = |draft: &Draft| {
        draft.is_in_margin
            && counts
                .get(&draft.pattern())
                .is_some_and(|count| count * 2 >= pages)
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

    fn length(&self) -> usize {
        self.parts
            .iter()
            .map(|(_, text)| text.chars().count())
            .sum()
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

    fn finish(mut self, sizes: &Sizes, list: u32) -> Paragraph {
        let level = sizes.level(&self);
        let first = self.parts.first_mut();
        let bullet = first
            .as_ref()
            .and_then(|(_, text)| without_bullet(text))
            .map(str::to_owned);
        let kind = match (level, bullet, first) {
            (_, Some(text), Some(first)) => {
                first.1 = text;
                BlockKind::ListItem {
                    level: 1,
                    ordered: false,
                    list,
                }
            }
            (Some(level), _, _) => BlockKind::Heading { level },
            _ => BlockKind::Paragraph,
        };
        Paragraph {
            kind,
            parts: self.parts,
        }
    }
}

/// A size in tenths of a point.
fn tenths(size: f64) -> i64 {
    let rounded = (size * 10.0).round().clamp(0.0, 100_000.0);
    #[expect(clippy::cast_possible_truncation, reason = "held within bounds above")]
    let whole = rounded as i64;
    whole
}

/// The text after a bullet, if it begins with one.
pub(super) fn without_bullet(text: &str) -> Option<&str> {
    let rest = &text[bullet(text)?.length..];
    (!rest.is_empty()).then_some(rest)
}
