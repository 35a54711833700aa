//! Rich Text Format.
//!
//! Deletions, comments, hidden text, headers, footers and field codes are not read.

use std::path::Path;

use crate::document::{Document, Format, Warning};
use crate::readers::ReadError;
use crate::readers::builder::Builder;
use crate::readers::limits::Limits;
use crate::readers::rtf::story::Story;
use crate::readers::rtf::tokens::{Token, Tokens};

mod encodings;
mod group;
mod story;
mod styles;
mod tokens;

/// Reads RTF.
pub(super) fn read(path: &Path, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let bytes = bytes.trim_ascii_start();
    let mut story = Story::new(Builder::new(path, Format::Rtf, limits));
    let mut depth = 0;
    for token in Tokens::new(bytes) {
        match token {
            Token::Open => {
                depth += 1;
                if depth > limits.depth {
                    return Err(ReadError::new("read-depth", limits.depth.to_string()));
                }
                story.open_group();
            }
            Token::Close => {
                depth = depth.saturating_sub(1);
                story.close_group();
                if depth == 0 {
                    break;
                }
            }
            Token::Word(name, number) => story.word(name, number)?,
            Token::Symbol(symbol) => story.symbol(symbol)?,
            Token::Byte(byte) => story.byte(byte),
        }
    }
    if depth > 0 {
        story.warn(Warning::DamagedChecksum);
    }
    story.finish()
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind;

    use super::*;

    fn document(rtf: &str) -> Document {
        read(Path::new("a.rtf"), rtf.as_bytes(), &Limits::default()).expect("RTF is read")
    }

    #[test]
    fn text_is_decoded_by_code_page_and_number() {
        let rtf = r"{\rtf1\ansi\ansicpg1252\uc1 K\'e4yt\'e4nt\u246?\endash raha\~1\par Toka}";
        let document = document(rtf);
        assert_eq!(document.text, "Käytäntö–raha\u{a0}1\nToka\n");
    }

    #[test]
    fn what_a_reader_does_not_see_is_not_read() {
        let rtf = r"{\rtf1{\header Yl\'e4}{\*\generator X}Raha {\deleted 100 }{\v piilo }200{\*\annotation huom}.\par}";
        assert_eq!(document(rtf).text, "Raha 200.\n");
    }

    #[test]
    fn a_header_row_is_marked() {
        let rtf = r"{\rtf1\trowd\trhdr\intbl A1\cell B\cell\row\trowd\intbl C\cell D\cell\row\pard Loppu\par}";
        let document = document(rtf);
        let headers: Vec<bool> = document
            .blocks
            .iter()
            .map(|block| matches!(block.kind, BlockKind::TableCell { header: true, .. }))
            .collect();
        assert_eq!(headers, [true, true, false, false, false]);
    }

    #[test]
    fn a_link_keeps_its_target() {
        let rtf = r#"{\rtf1 Katso {\field{\*\fldinst HYPERLINK "https://esimerkki.fi"}{\fldrslt ohje}}.\par}"#;
        let document = document(rtf);
        assert_eq!(document.text, "Katso ohje.\n");
        assert_eq!(document.slice(document.inlines[0].span), "ohje");
    }
}
