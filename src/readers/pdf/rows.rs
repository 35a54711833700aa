//! Lines of a page -> paragraphs: by the distance, size and edges of lines.

use rustc_hash::FxHashMap;

use crate::readers::marks::{bullet, number};
use crate::readers::pdf::glyphs::Face;
use crate::readers::pdf::lines::{Line, join};

/// The gap between words of a justified line, in sizes of its letters.
const WIDEST_GAP: f64 = 12.0;

/// This many lines of a page end at the right edge of a column.
const COMMON_EDGE: usize = 4;

/// The narrowest space between words, in sizes of its letters.
const NARROWEST_SPACE: f64 = 0.2;

/// How many lines above and below a line tell where its column ends.
const LOOK_AROUND: usize = 8;

/// Lines of a size so far apart this many times are so far apart as a rule.
const COMMON_LEADING: usize = 3;

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
            line.face = line.face.filter(|face| piece.face == Some(*face));
        }
        joined.push(line);
        rest = after;
    }
    joined
}

/// How the lines of a page stand.
pub(super) struct Looks {
    edges: Edges,
    /// The usual distance between base lines, by the size of letters in tenths of a point.
    leading: FxHashMap<i64, f64>,
    /// The farthest end of lines, by their size in tenths of a point and their left edge in points.
    rights: FxHashMap<(i64, i64), f64>,
    /// The size of most letters, in tenths of a point.
    body: i64,
}

impl Looks {
    /// The lines that pieces make, and how they stand.
    pub(super) fn of(pieces: &[Line]) -> (Vec<Line>, Self) {
        let edges = Edges::of(pieces);
        let lines = justified(pieces, &edges);
        let mut rights: FxHashMap<(i64, i64), f64> = FxHashMap::default();
        let mut letters: FxHashMap<i64, usize> = FxHashMap::default();
        for line in &lines {
            let size = tenths(line.size);
            let right = rights.entry((size, tenths(line.left) / 10)).or_default();
            *right = right.max(line.right);
            *letters.entry(size).or_default() += line.text.len();
        }
        let body = letters
            .into_iter()
            .max_by_key(|(size, count)| (*count, *size));
        let looks = Self {
            leading: usual_leading(&lines),
            edges,
            rights,
            body: body.map_or(0, |(size, _)| size),
        };
        (lines, looks)
    }

    /// The farthest end of the lines of this page that have the size and left edge of a line.
    fn right(&self, line: &Line) -> f64 {
        let (size, left) = (tenths(line.size), tenths(line.left) / 10);
        let near = (left - 1..=left + 1).filter_map(|left| self.rights.get(&(size, left)));
        near.fold(line.right, |right, end| right.max(*end))
    }

    /// Whether a line is of justified text, and two words or more, so that it ends at the edge
    /// unless it is the last of its paragraph.
    fn is_stretched(&self, line: &Line) -> bool {
        self.edges.is_justified && tenths(line.size) == self.body && line.text.contains(' ')
    }
}

/// The usual distance between the base lines of each size: the most common one.
fn usual_leading(lines: &[Line]) -> FxHashMap<i64, f64> {
    let mut counts: FxHashMap<(i64, i64), usize> = FxHashMap::default();
    for pair in lines.windows(2) {
        let distance = pair[1].y - pair[0].y;
        let sizes = (tenths(pair[0].size), tenths(pair[1].size));
        let is_next = distance > 0.8 * pair[0].size && distance < 1.9 * pair[0].size;
        if is_next && sizes.0 == sizes.1 {
            *counts.entry((sizes.0, tenths(distance) / 5)).or_default() += 1;
        }
    }
    let mut common: Vec<_> = counts
        .into_iter()
        .filter(|(_, count)| *count >= COMMON_LEADING)
        .collect();
    // The last of a size wins: the most common, and of equals the smallest.
    common.sort_by_key(|((_, halves), count)| (*count, -halves));
    let leading = |((size, halves), _)| (size, halves as f64 / 2.0 + 0.25);
    common.into_iter().map(leading).collect()
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

/// The first paragraph of some lines.
pub(super) struct Paragraphed {
    pub(super) text: String,
    /// How many pieces of lines it takes.
    pub(super) count: usize,
    /// The farthest end of its lines.
    pub(super) right: f64,
    /// The face of its letters, if they share one.
    pub(super) face: Option<Face>,
    /// Whether it is known to go on in the next column or on the next page.
    pub(super) goes_on: bool,
}

pub(super) fn paragraph(lines: &[Line], looks: &Looks) -> Paragraphed {
    let first = &lines[0];
    let mut text = first.text.clone();
    let mut previous = first;
    let mut leading = f64::INFINITY;
    let mut rows = 1;
    let mut count = 1;
    let (mut right, mut face) = (first.right, first.face);
    for (index, line) in lines.iter().enumerate().skip(1) {
        let gap = line.left - previous.right;
        if line.is_level_with(previous) && gap >= -1.0 && gap < 3.0 * line.size {
            text.push(' ');
            text.push_str(&line.text);
        } else if follows(line, previous, first, leading)
            && !is_set_apart(line, previous, rows, looks)
            && !ends_early(
                previous,
                line,
                column_right(&lines[..index], &lines[index..]),
                looks,
            )
            && !begins_row(line, &lines[index + 1..])
            && !changes_face(
                previous,
                line,
                column_right(&lines[..index], &lines[index..]),
            )
        {
            leading = leading.min(line.y - previous.y);
            join(&mut text, &line.text);
            rows += 1;
        } else {
            break;
        }
        previous = line;
        count += 1;
        right = right.max(line.right);
        face = face.filter(|face| line.face == Some(*face));
    }
    Paragraphed {
        right,
        face,
        goes_on: looks.is_stretched(previous) && looks.edges.contains(previous),
        text,
        count,
    }
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

/// Whether a line that could go on with the paragraph looks like the first of another: it comes
/// after more room than lines of its size have between them, is indented, or has a number.
fn is_set_apart(line: &Line, previous: &Line, rows: usize, looks: &Looks) -> bool {
    if starts_small(&line.text) {
        return false;
    }
    let size = previous.size;
    let usual = looks.leading.get(&tenths(size)).copied();
    let is_far = usual.is_some_and(|usual| line.y - previous.y > 1.25 * usual);
    // The second line of an item also stands to the right of the first.
    let is_indented = rows > 1 && line.left > previous.left + 0.8 * size;
    let is_end = ends_sentence(&previous.text);
    is_far || is_end && (is_indented || number(&line.text).is_some())
}

/// Whether a line in letters of another weight or colour begins another paragraph: there was room
/// for its first word on the line before, as there is after a heading.
fn changes_face(previous: &Line, line: &Line, right: f64) -> bool {
    let (Some(one), Some(other)) = (previous.face, line.face) else {
        return false;
    };
    let is_same = one.is_bold == other.is_bold && one.color == other.color;
    let room = line.first_word - line.left + NARROWEST_SPACE * previous.size;
    !is_same
        && !starts_small(&line.text)
        && !is_unfinished(&previous.text)
        && right - previous.right > room
}

/// Whether a piece begins a row of a table: the next one stands far to its right, or the one after
/// the other lines of its cell does.
fn begins_row(line: &Line, after: &[Line]) -> bool {
    let is_under = |next: &&Line| {
        next.y > line.y + 0.45 * line.size && (next.left - line.left).abs() < 2.0 * line.size
    };
    let under = after.iter().take(LOOK_AROUND).take_while(is_under).count();
    let right = after[..under].iter().map(|line| line.right);
    let right = right.fold(line.right, f64::max);
    let gap = if under == 0 { 3.0 } else { 0.5 };
    after
        .get(under)
        .is_some_and(|next| next.is_level_with(line) && next.left - right >= gap * line.size)
}

/// The right edge of the column: the farthest end of the lines of the paragraph so far and of the
/// lines after it that begin where it begins.
fn column_right(before: &[Line], after: &[Line]) -> f64 {
    let Some(last) = before.last() else {
        return 0.0;
    };
    let is_alike = |line: &&Line| {
        (line.left - last.left).abs() < 2.0 && (line.size - last.size).abs() < 0.12 * last.size
    };
    let so_far = before.iter().rev().take(LOOK_AROUND).take_while(is_alike);
    let below = after.iter().take(LOOK_AROUND).take_while(is_alike);
    let ends = so_far.chain(below).map(|line| line.right);
    ends.fold(last.right, f64::max)
}

/// Whether a line ends well before the right edge of its column, as only the last one of a
/// paragraph does.
///
/// In justified text every other line of two words or more ends at the edge. Elsewhere, and for a
/// line of one word, the first word of the next line tells by whether there was room for it.
fn ends_early(previous: &Line, line: &Line, right: f64, looks: &Looks) -> bool {
    let (size, free) = (previous.size, right - previous.right);
    if is_unfinished(&previous.text) {
        return false;
    }
    let is_end = ends_sentence(&previous.text);
    let is_start = !starts_small(&line.text);
    if looks.is_stretched(previous) {
        return free > 0.5 * size && !looks.edges.contains(previous) && (is_end || is_start);
    }
    let room = line.first_word - line.left + NARROWEST_SPACE * size;
    let is_short = is_start && free > room && free > 0.4 * (right - previous.left);
    is_short || is_end && looks.right(previous) - previous.right > room
}

/// Whether a line ends where no sentence and no heading does.
fn is_unfinished(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    text.ends_with([',', '-', '–', '\u{ad}']) || matches!(last, "ja" | "tai" | "sekä" | "eli")
}

/// Whether a line ends as a sentence or a lead-in does.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’', '»', ')']);
    text.ends_with(['.', '!', '?', ':', ';', '…'])
}

pub(super) fn starts_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// A size in tenths of a point.
pub(super) fn tenths(size: f64) -> i64 {
    let rounded = (size * 10.0).round().clamp(0.0, 100_000.0);
    #[expect(clippy::cast_possible_truncation, reason = "held within bounds above")]
    let whole = rounded as i64;
    whole
}
