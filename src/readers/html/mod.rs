//! Web pages: the text a visitor sees, without navigation, banners and footers.

use std::path::Path;

use html5gum::{DefaultEmitter, Token, Tokenizer};
use memchr::memmem;

use crate::document::{Document, Format, Warning};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::encoding::decode_as;
use crate::readers::html::hidden::Hidden;
use crate::readers::html::page::Page;
use crate::readers::limits::Limits;

mod align;
mod hidden;
mod page;

/// How far into a page its encoding may be named.
const HEAD: usize = 2048;

/// Reads a web page.
pub(super) fn read(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let decoded = decode_as(bytes, charset(bytes).as_deref());
    let mut document = read_text(path, &decoded.text, "", limits)?;
    let is_told = document.warnings.contains(&Warning::UnreadableCharacters);
    if decoded.is_damaged && !is_told {
        document.warnings.push(Warning::InvalidBytes);
    }
    Ok(document)
}

/// Reads a decoded page that stands under a title.
pub(super) fn read_text(
    path: &Path,
    text: &str,
    title: &str,
    limits: &Limits,
) -> Result<Document, ReadError> {
    let mut builder = Builder::new(path, Format::Html, limits);
    builder.add_title(title)?;
    let mut page = Page::new(text, builder, limits);
    let mut hidden = Hidden::default();
    let mut saw_text = false;
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                if !hidden.hides_start(&tag, page.is_in_content()) {
                    page.start(&tag)?;
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !hidden.hides_end(&name) {
                    page.end(&name)?;
                }
            }
            Token::String(text) if hidden.is_open() => {
                saw_text |= !text.value.trim_ascii().is_empty();
            }
            Token::String(text) => {
                saw_text |= !text.value.trim_ascii().is_empty();
                page.text(&text.value, text.span.start, text.span.end);
            }
            Token::Comment(comment) => page.comment(&comment.value),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    let document = page.finish()?;
    if document.blocks.is_empty() && saw_text {
        return Err(ReadError::new("read-part-unread", "HTML"));
    }
    Ok(document)
}

/// The encoding the page names.
fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let start = memmem::find(&head, b"charset=")? + "charset=".len();
    let rest = String::from_utf8_lossy(&head[start..]).into_owned();
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let end = rest
        .find(|character: char| !character.is_ascii_alphanumeric() && !"-_:".contains(character));
    Some(rest[..end.unwrap_or(rest.len())].to_owned())
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind;

    use super::*;

    fn outline(html: &str) -> Vec<String> {
        let document = read(Path::new("a.html"), html.as_bytes(), &Limits::default());
        let document = document.expect("the page is read");
        let name = |kind| match kind {
            BlockKind::Heading { level } => format!("h{level}"),
            BlockKind::ListItem {
                level,
                ordered,
                list,
            } => {
                format!("{}{level}/{list}", if ordered { "n" } else { "b" })
            }
            BlockKind::TableCell {
                row,
                column,
                header,
                ..
            } => {
                format!("{}{row},{column}", if header { "th" } else { "td" })
            }
            BlockKind::Paragraph => "p".to_owned(),
            other => format!("{other:?}"),
        };
        let shown = |block: &crate::document::Block| {
            format!("{} {}", name(block.kind), document.slice(block.span))
        };
        document.blocks.iter().map(shown).collect()
    }

    #[test]
    fn end_tags_may_be_left_out() {
        let html = "<h1>Otsikko</h1><p>Eka<p>Toka<ul><li>a<li>b<ul><li>c</ul></ul>Loppu";
        assert_eq!(
            outline(html),
            [
                "h1 Otsikko",
                "p Eka",
                "p Toka",
                "b1/0 a",
                "b1/0 b",
                "b2/0 c",
                "p Loppu"
            ]
        );
    }

    #[test]
    fn what_a_visitor_does_not_see_is_not_read() {
        let html = "<nav>Valikko</nav><header>Banneri</header><main><header><h1>Otsikko</h1></header>\
            <p hidden>Piilo<p>Näkyy<div style='display: none'>Piilo<div>syvä</div></div>\
            <p>Raha <del>100</del><ins>200</ins></main><footer>Alas</footer><script>x<y</script>";
        assert_eq!(outline(html), ["h1 Otsikko", "p Näkyy", "p Raha 200"]);
    }

    #[test]
    fn a_header_row_is_a_header_and_a_row_title_is_not() {
        let html = "<table><tr><th>Tavoite<th>Mittari<tr><th>Raha<td>1</table>";
        assert_eq!(
            outline(html),
            ["th0,0 Tavoite", "th0,1 Mittari", "td1,0 Raha", "td1,1 1"]
        );
    }

    #[test]
    fn every_word_leads_back_to_its_line_and_column() {
        let html = "<p>K&auml;yt&shy;t&ouml; ja\n  <b>raha</b> &amp; aika\n";
        let document = read(Path::new("a.html"), html.as_bytes(), &Limits::default());
        let document = document.expect("the page is read");
        assert_eq!(document.text, "Käyttö ja raha & aika\n");
        for (word, line, column) in [("ja", 1, 26), ("raha", 2, 6), ("aika", 2, 21)] {
            let place = document.location(document.text.find(word).expect("the word is there"));
            assert_eq!(
                (place.line, place.column),
                (Some(line), Some(column)),
                "{word}"
            );
        }
    }

    #[test]
    fn a_comment_speaks_of_the_next_block() {
        let html = "<p>Eka</p><!-- linjassa: ignore passive --><p>Toka</p>";
        let document = read(Path::new("a.html"), html.as_bytes(), &Limits::default());
        let document = document.expect("the page is read");
        assert_eq!(document.directives[0].offset, document.blocks[1].span.start);
    }
}
