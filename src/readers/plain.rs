//! Plain text: paragraphs parted by empty lines, and the headings and lists that are clear.

use std::path::Path;

use crate::document::{BlockKind, Document, Format};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::encoding::decode_sound;
use crate::readers::hyphen::{Joint, joint};
use crate::readers::limits::Limits;
use crate::readers::lines::Lines;
use crate::readers::marks::{Mark, TypedLists, list_mark};
use crate::readers::passage::Passage;

/// A heading has at most this many characters.
const LONGEST_HEADING: usize = 70;

/// Lines longer than this are not wrapped by hand: each is a paragraph.
const WIDEST_WRAP: usize = 120;

/// Reads plain text.
pub(super) fn read(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    read_text(path, &decode_sound(bytes)?, "", limits)
}

/// Reads decoded text that stands under a title.
pub(super) fn read_text(
    path: &Path,
    text: &str,
    title: &str,
    limits: &Limits,
) -> Result<Document, ReadError> {
    let mut builder = Builder::new(path, Format::Text, limits);
    builder.add_title(title)?;
    add_text(&mut builder, text)?;
    Ok(builder.finish())
}

/// Adds the blocks of a plain text.
fn add_text(builder: &mut Builder, text: &str) -> Result<(), ReadError> {
    let mut lines = Lines::new(text);
    let mut lists = TypedLists::default();
    let groups = groups(text);
    for (index, group) in groups.iter().enumerate() {
        let next = groups.get(index + 1).map(Vec::as_slice);
        read_group(group, next, index == 0, &mut |draft| {
            let kind = if let Some((indent, mark)) = draft.item {
                lists.item(indent, mark, builder)
            } else {
                lists = TypedLists::default();
                draft.kind
            };
            builder.add_lined(draft.passage, kind, &mut lines)
        })?;
    }
    Ok(())
}

/// A line of the source without its indent and its end.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    /// Byte offset of the text.
    offset: usize,
    /// Characters of white space before the text; a tab counts as four.
    indent: usize,
}

impl Line<'_> {
    fn width(self) -> usize {
        self.indent + self.text.chars().count()
    }
}

/// The lines between empty lines.
fn groups(text: &str) -> Vec<Vec<Line<'_>>> {
    let mut groups: Vec<Vec<Line>> = Vec::new();
    let mut is_open = false;
    let mut offset = 0;
    for raw in text.split_inclusive(['\n', '\u{c}']) {
        let line = raw.trim();
        let before = &raw[..raw.len() - raw.trim_start().len()];
        if line.is_empty() {
            is_open = false;
        } else {
            let width = |character| if character == '\t' { 4 } else { 1 };
            let line = Line {
                text: line,
                offset: offset + before.len(),
                indent: before.chars().map(width).sum(),
            };
            match groups.last_mut().filter(|_| is_open) {
                Some(group) => group.push(line),
                None => groups.push(vec![line]),
            }
            is_open = !raw.ends_with('\u{c}');
        }
        offset += raw.len();
    }
    groups
}

/// A block while its lines are gathered.
struct Draft {
    passage: Passage,
    kind: BlockKind,
    /// Indent and mark of a list item.
    item: Option<(usize, Mark)>,
}

impl Draft {
    fn new(line: Line, kind: BlockKind) -> Self {
        let mut passage = Passage::default();
        passage.push(line.text, line.offset);
        let item = None;
        Self {
            passage,
            kind,
            item,
        }
    }

    /// Whether an underline makes it a heading: it is one line that reads as a title.
    fn is_title(&self) -> bool {
        self.item.is_none() && self.passage.pieces.len() == 1 && is_title(&self.passage.text)
    }
}

/// Gives the blocks of a group to `add`, each as soon as it is finished: a group can be a whole
/// file.
fn read_group(
    group: &[Line],
    next: Option<&[Line]>,
    is_first: bool,
    add: &mut impl FnMut(Draft) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    if let [line] = group
        && let Some(level) = heading(line.text, next, is_first)
    {
        return add(Draft::new(*line, BlockKind::Heading { level }));
    }
    let widest = group.iter().map(|line| line.width()).max();
    let mut open: Option<Draft> = None;
    let mut previous = None;
    for line in group {
        let begun = if let Some(line) = quoted(*line) {
            previous = None;
            add_quoted(line, open.as_mut())
        } else if add_underline(*line, open.as_mut()) {
            previous = None;
            None
        } else {
            let begun = add_line(*line, previous, widest.unwrap_or_default(), open.as_mut());
            previous = Some(*line);
            begun
        };
        if let Some(begun) = begun
            && let Some(finished) = open.replace(begun)
        {
            add(finished)?;
        }
    }
    open.map_or(Ok(()), add)
}

/// Adds a line to the open block, or begins another.
fn add_line(
    line: Line,
    above: Option<Line>,
    widest: usize,
    open: Option<&mut Draft>,
) -> Option<Draft> {
    if let Some(mark) = list_mark(line.text) {
        let text = Line {
            text: &line.text[mark.length..],
            offset: line.offset + mark.length,
            ..line
        };
        let mut draft = Draft::new(text, BlockKind::Paragraph);
        draft.item = Some((line.indent, mark));
        return Some(draft);
    }
    let continued = above.filter(|above| continues(*above, line, widest));
    let Some(draft) = open.filter(|_| continued.is_some()) else {
        return Some(Draft::new(line, BlockKind::Paragraph));
    };
    extend(&mut draft.passage, line);
    None
}

/// Adds a line of an earlier mail to the open block, or begins another.
fn add_quoted(line: Line, open: Option<&mut Draft>) -> Option<Draft> {
    let Some(draft) = open.filter(|open| open.kind == BlockKind::Quote) else {
        return Some(Draft::new(line, BlockKind::Quote));
    };
    extend(&mut draft.passage, line);
    None
}

/// Makes the title above an underline a heading; tells whether there was one.
fn add_underline(line: Line, open: Option<&mut Draft>) -> bool {
    let (Some(level), Some(title)) = (underline(line.text), open) else {
        return false;
    };
    let is_title = title.is_title();
    if is_title {
        title.kind = BlockKind::Heading { level };
    }
    is_title
}

/// Adds a line to a wrapped paragraph.
fn extend(passage: &mut Passage, line: Line) {
    match joint(&passage.text, line.text) {
        Joint::DropHyphen => passage.drop_last(),
        Joint::KeepHyphen => passage.cut(),
        Joint::Space => passage.soft_break(line.offset),
    }
    passage.push(line.text, line.offset);
}

/// Whether a line continues the one above: it goes on in small letters, or its first word did
/// not fit above.
fn continues(above: Line, line: Line, widest: usize) -> bool {
    let starts_small = line.text.chars().next().is_some_and(char::is_lowercase);
    let ends_sentence = above.text.ends_with(['.', '!', '?', ':', ';']);
    if starts_small && !ends_sentence {
        return true;
    }
    let first_word = line.text.split_whitespace().next().unwrap_or_default();
    widest <= WIDEST_WRAP && above.width() + 1 + first_word.chars().count() > widest
}

/// A line of an earlier mail, without its marks.
fn quoted(line: Line) -> Option<Line> {
    let text = line.text.strip_prefix('>')?.trim_start_matches(['>', ' ']);
    Some(Line {
        text,
        offset: line.offset + line.text.len() - text.len(),
        ..line
    })
}

/// The level of the heading that a line of `===` or `---` makes of the line above.
fn underline(line: &str) -> Option<u8> {
    let is_made_of = |mark| line.len() >= 3 && line.chars().all(|character| character == mark);
    if is_made_of('=') {
        Some(1)
    } else {
        is_made_of('-').then_some(2)
    }
}

/// The level of a line that stands alone, if it is clearly a heading.
fn heading(line: &str, next: Option<&[Line]>, is_first: bool) -> Option<u8> {
    if !is_title(line) {
        return None;
    }
    if let Some(level) = number_level(line) {
        return Some(level);
    }
    let first = next?.first()?;
    let introduces_text = first.width() > line.chars().count() && !is_title(first.text)
        || number_level(first.text).is_some();
    if !introduces_text {
        return None;
    }
    Some(if is_first || is_shouted(line) { 1 } else { 2 })
}

/// Whether a line is short, begins like a title and does not end like a sentence.
fn is_title(line: &str) -> bool {
    let starts = |character: char| character.is_uppercase() || character.is_ascii_digit();
    line.chars().count() <= LONGEST_HEADING
        && line.chars().next().is_some_and(starts)
        && line.chars().any(char::is_alphabetic)
        && !line.ends_with(['.', ',', ':', ';', '!', '?'])
}

fn is_shouted(line: &str) -> bool {
    !line.chars().any(char::is_lowercase)
}

/// The level of a numbered heading: `2 Tavoitteet` has one number, `2.1 Väestö` two. The document's
/// title stands above them.
fn number_level(line: &str) -> Option<u8> {
    let (number, title) = line.split_once(' ')?;
    let parts = number.trim_end_matches('.').split('.');
    let is_part = |part: &str| {
        !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let starts_big = title
        .trim_start()
        .chars()
        .next()
        .is_some_and(char::is_uppercase);
    let is_number = parts.clone().all(is_part);
    let level = u8::try_from(parts.count() + 1).ok()?;
    (is_number && starts_big && level <= 6).then_some(level)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> Vec<String> {
        let document = read(Path::new("a.txt"), text.as_bytes(), &Limits::default());
        let document = document.expect("plain text is read");
        let name = |kind| match kind {
            BlockKind::Heading { level } => format!("h{level}"),
            BlockKind::ListItem {
                level,
                ordered,
                list,
            } => {
                format!("{}{level}/{list}", if ordered { "n" } else { "b" })
            }
            _ => "p".to_owned(),
        };
        let shown = |block: &crate::document::Block| {
            format!("{} {}", name(block.kind), document.slice(block.span))
        };
        document.blocks.iter().map(shown).collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "Kunta lisää kokeiluja ja kertoo niistä kehitys-\nyhtiölle ja asukkaille kerran kuussa.\nToinen kappale.\n";
        let expected = [
            "p Kunta lisää kokeiluja ja kertoo niistä kehitysyhtiölle ja asukkaille kerran kuussa.",
            "p Toinen kappale.",
        ];
        assert_eq!(outline(text), expected);
    }

    #[test]
    fn clear_headings_are_headings() {
        let text = "Viestintäsuunnitelma\n\nTämä on ensimmäinen kappale, ja se on pitkä.\n\n2.1 Tavoitteet\n\nTeksti.\n\nSeuranta\n--------\nTeksti jatkuu.\n";
        let expected = [
            "h1 Viestintäsuunnitelma",
            "p Tämä on ensimmäinen kappale, ja se on pitkä.",
            "h3 2.1 Tavoitteet",
            "p Teksti.",
            "h2 Seuranta",
            "p Teksti jatkuu.",
        ];
        assert_eq!(outline(text), expected);
    }

    #[test]
    fn a_signature_is_not_a_heading() {
        let text = "Tervetuloa mukaan.\n\nAino Öhman\n\nViestintä\n";
        assert_eq!(
            outline(text),
            ["p Tervetuloa mukaan.", "p Aino Öhman", "p Viestintä"]
        );
    }

    #[test]
    fn list_marks_make_items_and_indents_make_levels() {
        let text = "Teemme näin:\n- yksi asia,\n  joka jatkuu\n  - alakohta\n- toinen\n\n1. eka\n2. toka\n";
        let expected = [
            "p Teemme näin:",
            "b1/0 yksi asia, joka jatkuu",
            "b2/0 alakohta",
            "b1/0 toinen",
            "n1/0 eka",
            "n1/0 toka",
        ];
        assert_eq!(outline(text), expected);
    }

    #[test]
    fn a_wrapped_line_leads_back_to_its_own_line() {
        let text = "Kunta kokeilee uutta\ntapaa toimia.\n";
        let document = read(Path::new("a.txt"), text.as_bytes(), &Limits::default());
        let document = document.expect("plain text is read");
        let offset = document.text.find("toimia").expect("the word is there");
        let place = document.location(offset);
        assert_eq!((place.line, place.column), (Some(2), Some(7)));
    }
}
