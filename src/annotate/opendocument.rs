//! Comments in a LibreOffice document: they stand in the text, with a mark where they end.

use std::collections::BTreeMap;

use crate::annotate::archive::rewrite;
use crate::annotate::{AUTHOR, AnnotateError, Comment, as_utf8, escape, insert};
use crate::readers::PartSource;

const OFFICE: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"";
const TEXT: &str = "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
const DUBLIN_CORE: &str = "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

/// Writes the comments into the content of a package.
pub(super) fn write(
    bytes: &[u8],
    source: &PartSource,
    comments: &[Comment],
) -> Result<Vec<u8>, AnnotateError> {
    let mut insertions: BTreeMap<usize, String> = BTreeMap::new();
    for (number, comment) in comments.iter().enumerate() {
        let end = format!("<office:annotation-end {OFFICE} office:name=\"linjassa-{number}\"/>");
        // What ends here stands before what begins here.
        insertions
            .entry(comment.end)
            .or_default()
            .insert_str(0, &end);
    }
    for (number, comment) in comments.iter().enumerate() {
        let start = annotation(number, &comment.text);
        insertions
            .entry(comment.start)
            .or_default()
            .push_str(&start);
    }
    let content = as_utf8(&insert(&source.part, &insertions));
    rewrite(bytes, &[(source.name.clone(), content)])
}

fn annotation(number: usize, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escape).collect();
    let lines = lines.join("</text:p><text:p>");
    format!(
        "<office:annotation {OFFICE} {TEXT} {DUBLIN_CORE} office:name=\"linjassa-{number}\">\
         <dc:creator>{AUTHOR}</dc:creator><text:p>{lines}</text:p></office:annotation>"
    )
}
