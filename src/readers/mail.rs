//! Mail messages: the subject as a heading, then the body. Attachments are not read.

use std::path::Path;

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use crate::document::{Anchor, Document, Format, Location, Warning};
use crate::readers::ReadError;
use crate::readers::limits::Limits;

/// A message before its body is read.
pub(super) struct Mail {
    pub(super) subject: String,
    pub(super) body: Body,
    has_attachments: bool,
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
    let body = body(&message).ok_or_else(|| ReadError::new("read-empty", ""))?;
    Ok(Mail {
        subject,
        body,
        has_attachments: message.attachments().any(is_file),
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

/// The body as plain text if the sender wrote one, else as HTML.
fn body(message: &Message) -> Option<Body> {
    let of_part = |id: &u32| {
        let part = message.parts.get(usize::try_from(*id).ok()?)?;
        match &part.body {
            PartType::Text(text) => Some(Body::Plain(unsigned(text).to_owned())),
            PartType::Html(html) => Some(Body::Html(html.to_string())),
            _ => None,
        }
    };
    let html = message.html_body.iter().find_map(of_part);
    let plain = message.text_body.iter().find_map(of_part);
    match (html, plain) {
        (Some(Body::Html(html)), _) => Some(Body::Html(html)),
        (html, plain) => plain.or(html),
    }
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

/// Makes the document of a body the document of its message: places are paragraphs, because the
/// lines of the file are encoded.
pub(super) fn finish(mail: &Mail, path: &Path, mut document: Document) -> Document {
    path.clone_into(&mut document.path);
    document.format = Format::Eml;
    document.title = Some(mail.subject.clone()).filter(|subject| !subject.is_empty());
    let numbered = (1..).zip(&document.blocks);
    let anchors = numbered.map(|(number, block)| Anchor {
        offset: block.span.start,
        location: Location {
            paragraph: Some(number),
            ..Location::default()
        },
    });
    document.anchors = anchors.collect();
    if mail.has_attachments {
        document.warnings.push(Warning::UnreadParts);
    }
    document
}
