//! Mail messages: the subject as a heading, then the body. Attachments are not read.

use std::path::Path;

use mail_parser::{Encoding, Header, HeaderName, Message, MessageParser, MimeHeaders, PartType};

use crate::document::{Anchor, Document, Format, Location, Warning};
use crate::readers::ReadError;
use crate::readers::limits::Limits;
use crate::readers::lines::Lines;
use crate::readers::mail::places::{Coding, Run, runs};

mod places;

/// A message before its body is read.
pub(super) struct Mail {
    pub(super) subject: String,
    pub(super) body: Body,
    /// The place of the subject, if it stands in the file as it is.
    subject_place: Option<Location>,
    /// Where the body stands in the file, in order.
    runs: Vec<Run>,
    warnings: Vec<Warning>,
}

/// The body of a message, decoded.
pub(super) enum Body {
    Plain(String),
    Html(String),
}

/// Takes a message apart.
pub(super) fn open(bytes: &[u8], limits: &Limits) -> Result<Mail, ReadError> {
    check_depth(bytes, limits)?;
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or_else(|| ReadError::new("read-mail", ""))?;
    let subject = message.subject().unwrap_or_default().to_owned();
    let (body, runs) = body(&message, bytes).ok_or_else(|| ReadError::new("read-empty", ""))?;
    let mut warnings = Vec::new();
    let is_left_out = |id: &u32| {
        let part = usize::try_from(*id)
            .ok()
            .and_then(|id| message.parts.get(id));
        matches!(body, Body::Html(_)) && part.is_some_and(|part| plain(&part.body).is_some())
    };
    if message.attachments().any(is_file) || message.html_body.iter().any(is_left_out) {
        warnings.push(Warning::UnreadParts);
    }
    Ok(Mail {
        subject_place: subject_place(&message, bytes),
        subject,
        body,
        runs,
        warnings,
    })
}

/// A message inside a message inside a message takes the parser ever deeper.
fn check_depth(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let lower = |needle: &[u8]| {
        let windows = bytes.windows(needle.len());
        windows
            .filter(|window| window.eq_ignore_ascii_case(needle))
            .take(1_000)
            .count()
    };
    let depth = lower(b"content-type: multipart/") + lower(b"content-type: message/rfc822");
    if depth > limits.mail_depth {
        return Err(ReadError::new(
            "read-mail-depth",
            limits.mail_depth.to_string(),
        ));
    }
    Ok(())
}

/// The body as a web page if the sender wrote one, because it shows what is a heading and what a
/// list; else as plain text. A body in several parts, as with pictures between them, is one text.
fn body(message: &Message, bytes: &[u8]) -> Option<(Body, Vec<Run>)> {
    if let Some((html, runs)) = joined(message, bytes, &message.html_body, html) {
        return Some((Body::Html(html), runs));
    }
    let (text, runs) = joined(message, bytes, &message.text_body, plain)?;
    Some((Body::Plain(unsigned(&text).to_owned()), runs))
}

fn html<'a>(part: &'a PartType) -> Option<&'a str> {
    match part {
        PartType::Html(html) => Some(html),
        _ => None,
    }
}

fn plain<'a>(part: &'a PartType) -> Option<&'a str> {
    match part {
        PartType::Text(text) => Some(text),
        _ => None,
    }
}

/// The texts of the parts that hold one, with an empty line between them, and where they stand.
fn joined(
    message: &Message,
    bytes: &[u8],
    parts: &[u32],
    text: for<'a> fn(&'a PartType) -> Option<&'a str>,
) -> Option<(String, Vec<Run>)> {
    let mut joined = String::new();
    let mut known = Vec::new();
    let mut line = 1;
    for part in parts.iter().filter_map(|id| message.part(*id)) {
        let Some(text) = text(&part.body) else {
            continue;
        };
        let coding = match part.encoding {
            Encoding::None => Some(Coding::Plain),
            Encoding::QuotedPrintable => Some(Coding::QuotedPrintable),
            Encoding::Base64 => None,
        };
        let body = part.offset_body as usize..part.offset_end as usize;
        let unknown = Run {
            text: (line, 1),
            file: None,
        };
        let of_part = coding.and_then(|coding| runs(bytes, body, coding, text, line));
        known.extend(of_part.unwrap_or_else(|| vec![unknown]));
        joined.push_str(text);
        joined.push_str("\n\n");
        line += u32::try_from(text.matches('\n').count() + 2).ok()?;
    }
    (line > 1).then_some((joined, known))
}

/// The place of a subject that stands on one line and is not encoded.
fn subject_place(message: &Message, bytes: &[u8]) -> Option<Location> {
    let is_subject = |header: &&Header| header.name == HeaderName::Subject;
    let headers = &message.parts.first()?.headers;
    let header = headers.iter().rfind(is_subject)?;
    let start = header.offset_start as usize;
    let source = std::str::from_utf8(bytes.get(..header.offset_end as usize)?).ok()?;
    let value = source.get(start..)?;
    let blank = value.len() - value.trim_start().len();
    (Some(value.trim()) == message.subject() && !value.trim().contains("  "))
        .then(|| Lines::new(source).location(start + blank))
}

/// A body without the signature, which begins with a line of two hyphens.
fn unsigned(body: &str) -> &str {
    let marks = ["\n-- \n", "\n-- \r\n", "\n--\n", "\n--\r\n"];
    let end = marks.iter().filter_map(|mark| body.rfind(mark)).max();
    &body[..end.unwrap_or(body.len())]
}

/// Whether an attachment is a file somebody sent, and not a picture in the text.
fn is_file(part: &mail_parser::MessagePart) -> bool {
    part.attachment_name().is_some() || part.is_message()
}

/// Makes the document of a body the document of its message: its lines are those of the file where
/// the file holds them as they are, and every place has the number of its paragraph.
pub(super) fn finish(mail: &Mail, path: &Path, mut document: Document) -> Document {
    path.clone_into(&mut document.path);
    document.format = Format::Eml;
    document.title = Some(mail.subject.clone()).filter(|subject| !subject.is_empty());
    document.anchors = anchors(mail, &document);
    document.warnings.extend_from_slice(&mail.warnings);
    document
}

/// The places of a document in the file, from its places in the body.
fn anchors(mail: &Mail, document: &Document) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    // A letter that was left out of the subject would move the places of those after it.
    let first = document.blocks.first();
    let is_whole = first.is_some_and(|block| document.slice(block.span) == mail.subject);
    let ends = document.anchors.iter().skip(1).map(|next| next.offset);
    let ends = ends.chain([document.text.len()]);
    for (anchor, end) in document.anchors.iter().zip(ends) {
        let block = document.block_at(anchor.offset).unwrap_or_default();
        let paragraph = Location {
            paragraph: u32::try_from(block + 1).ok(),
            ..Location::default()
        };
        let is_subject = block == 0 && is_whole && anchor.location.line.is_none();
        let place = match &mail.subject_place {
            Some(place) if is_subject => Location {
                paragraph: paragraph.paragraph,
                ..place.clone()
            },
            _ => paragraph,
        };
        let text = &document.text[anchor.offset..end];
        let known = in_file(&anchor.location, text, &mail.runs);
        if known.is_empty() {
            anchors.push(Anchor {
                offset: anchor.offset,
                location: place,
            });
            continue;
        }
        anchors.extend(known.into_iter().map(|(offset, (line, column))| Anchor {
            offset: anchor.offset + offset,
            location: Location {
                line: Some(line),
                column: Some(column),
                ..place.clone()
            },
        }));
    }
    anchors
}

/// The offsets in a text that runs in step from a place of the body, at which its place in the file
/// is known, each with line and column.
fn in_file(place: &Location, text: &str, runs: &[Run]) -> Vec<(usize, (u32, u32))> {
    let (Some(line), Some(column)) = (place.line, place.column) else {
        return Vec::new();
    };
    let place = (line, column);
    let after = runs.partition_point(|run| run.text <= place);
    let (before, later) = runs.split_at(after);
    let Some(first) = before.last().and_then(|run| run.place(place)) else {
        return Vec::new();
    };
    let mut known = vec![(0, first)];
    let mut characters = (column..).zip(text.char_indices());
    let same_line = later.iter().take_while(|run| run.text.0 == line);
    known.extend(same_line.map_while(|run| {
        let (_, (offset, _)) = characters.find(|(column, _)| *column == run.text.1)?;
        Some((offset, run.file?))
    }));
    known
}
