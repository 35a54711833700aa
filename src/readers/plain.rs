//! Plain text: paragraphs parted by empty lines.

use std::path::Path;

use crate::document::{Anchor, Block, BlockKind, Document, Format, Location};
use crate::readers::ReadError;
use crate::span::Span;

/// Reads plain text.
#[expect(clippy::unnecessary_wraps, reason = "readers share one signature")]
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Document, ReadError> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut document = Document {
        path: path.to_owned(),
        format: Format::Text,
        ..Document::default()
    };
    let mut offset = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let body = line.trim_end();
        if !body.is_empty() {
            let span = Span::new(offset, offset + body.len());
            document.blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
                heading: None,
            });
        }
        let location = Location {
            line: Some(number),
            column: Some(1),
            ..Location::default()
        };
        document.anchors.push(Anchor { offset, location });
        offset += line.len();
    }
    document.text = text;
    Ok(document)
}
