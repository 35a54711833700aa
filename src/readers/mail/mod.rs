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
    /// The runs of each line of the body; none for lines whose place is not known.
    lines: Vec<Vec<Run>>,
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
    let (body, lines) = body(&message, bytes).ok_or_else(|| ReadError::new("read-empty", ""))?;
    let (Body::Plain(text) | Body::Html(text)) = &body;
    let mut warnings = Vec::new();
    if text.contains('\u{fffd}') {
        warnings.push(Warning::InvalidBytes);
    }
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
        lines,
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
fn body(message: &Message, bytes: &[u8]) -> Option<(Body, Vec<Vec<Run>>)> {
    if let Some((html, lines)) = joined(message, bytes, &message.html_body, html) {
        return Some((Body::Html(html), lines));
    }
    let (text, lines) = joined(message, bytes, &message.text_body, plain)?;
    Some((Body::Plain(unsigned(&text).to_owned()), lines))
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

/// The texts of the parts that hold one, with an empty line between them, and the runs of each
/// line.
fn joined(
    message: &Message,
    bytes: &[u8],
    parts: &[u32],
    text: for<'a> fn(&'a PartType) -> Option<&'a str>,
) -> Option<(String, Vec<Vec<Run>>)> {
    let mut joined: Option<(String, Vec<Vec<Run>>)> = None;
    for id in parts {
        let Some(part) = usize::try_from(*id)
            .ok()
            .and_then(|id| message.parts.get(id))
        else {
            continue;
        };
        let Some(text) = text(&part.body) else {
            continue;
        };
        let coding = match part.encoding {
            Encoding::None => Some(Coding::Plain),
            Encoding::QuotedPrintable => Some(Coding::QuotedPrintable),
            Encoding::Base64 => None,
        };
        let body = part.offset_body as usize..part.offset_end as usize;
        let known = coding.and_then(|coding| runs(bytes, body, coding, text));
        let known = known.unwrap_or_else(|| vec![Vec::new(); text.split('\n').count()]);
        match &mut joined {
            None => joined = Some((text.to_owned(), known)),
            Some((before, lines)) => {
                before.push_str("\n\n");
                before.push_str(text);
                lines.push(Vec::new());
                lines.extend(known);
            }
        }
    }
    joined
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
    let ends = document.anchors.iter().skip(1).map(|next| next.offset);
    let ends = ends.chain([document.text.len()]);
    for (anchor, end) in document.anchors.iter().zip(ends) {
        let block = document.block_at(anchor.offset).unwrap_or_default();
        let paragraph = Location {
            paragraph: u32::try_from(block + 1).ok(),
            ..Location::default()
        };
        let is_subject = block == 0 && anchor.location.line.is_none();
        let place = match &mail.subject_place {
            Some(place) if is_subject => Location {
                paragraph: paragraph.paragraph,
                ..place.clone()
            },
            _ => paragraph,
        };
        let text = &document.text[anchor.offset..end];
        let known = in_file(&anchor.location, text, &mail.lines);
        if known.is_empty() {
            anchors.push(Anchor {
                offset: anchor.offset,
                location: place,
            });
            continue;
        }
        anchors.extend(known.into_iter().map(|(offset, line, column)| Anchor {
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
fn in_file(place: &Location, text: &str, lines: &[Vec<Run>]) -> Vec<(usize, u32, u32)> {
    let (Some(line), Some(column)) = (place.line, place.column) else {
        return Vec::new();
    };
    let runs = lines.get(line as usize - 1).map_or(&[][..], Vec::as_slice);
    let after = runs.partition_point(|run| run.column <= column);
    let Some((first, later)) = after.checked_sub(1).and_then(|at| runs[at..].split_first()) else {
        return Vec::new();
    };
    let mut known = vec![(
        0,
        first.file_line,
        first.file_column + column - first.column,
    )];
    let mut characters = (column..).zip(text.char_indices());
    known.extend(later.iter().map_while(|run| {
        let (_, (offset, _)) = characters.find(|(column, _)| *column == run.column)?;
        Some((offset, run.file_line, run.file_column))
    }));
    known
}
