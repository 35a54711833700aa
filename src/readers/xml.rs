//! XML as a row of elements and texts, with our own bounds on depth and attributes.

use std::borrow::Cow;
use std::time::Instant;

use quick_xml::events::{BytesRef, BytesStart, Event as Raw};
use quick_xml::{Reader, XmlVersion};

use crate::readers::ReadError;
use crate::readers::limits::Limits;

/// Attributes read per element; real files stay far below.
const MOST_ATTRIBUTES: usize = 64;

/// The clock is looked at once in so many elements.
const BETWEEN_LOOKS: usize = 4096;

/// One thing met in XML.
pub(super) enum Event<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The element with this local name ends.
    End(String),
    /// Text, with its byte in the part. A character reference is a text of its own.
    Text(String, usize),
}

/// The start of an element.
pub(super) struct Element<'a> {
    start: BytesStart<'a>,
    /// Byte in the part where the element begins.
    pub(super) byte: usize,
}

/// Reads a part event by event. An empty element also ends.
pub(super) struct Events<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    limits: &'a Limits,
    /// When reading of the part began, and how many elements have been met.
    begun: Instant,
    elements: usize,
    /// Names of the elements that are open.
    open: Vec<String>,
    /// Whether the innermost open element was written as an empty one.
    is_ending: bool,
}

impl<'a> Events<'a> {
    /// Prepares the text of a part; the name of the part is for error messages.
    pub(super) fn new(text: &'a str, part: &'a str, limits: &'a Limits) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        config.check_comments = false;
        Self {
            reader,
            part,
            limits,
            begun: Instant::now(),
            elements: 0,
            open: Vec::new(),
            is_ending: false,
        }
    }

    /// The next event, or nothing at the end of a whole part.
    pub(super) fn next(&mut self) -> Result<Option<Event<'a>>, ReadError> {
        if self.is_ending {
            self.is_ending = false;
            return Ok(self.open.pop().map(Event::End));
        }
        loop {
            let byte = position(&self.reader);
            let raw = match self.reader.read_event() {
                Ok(raw) => raw,
                Err(error) => return Err(self.damaged(&error.to_string())),
            };
            let event = match raw {
                Raw::Start(start) => self.begin(start, byte)?,
                Raw::Empty(start) => {
                    self.is_ending = true;
                    self.begin(start, byte)?
                }
                Raw::End(_) => match self.open.pop() {
                    Some(name) => Event::End(name),
                    None => continue,
                },
                Raw::Text(text) => Event::Text(text.xml10_content().into_owned(), byte),
                Raw::CData(text) => {
                    let inside = byte + "<![CDATA[".len();
                    Event::Text(text.xml10_content().into_owned(), inside)
                }
                Raw::GeneralRef(reference) => Event::Text(character(&reference).into(), byte),
                Raw::Eof if self.open.is_empty() => return Ok(None),
                Raw::Eof => return Err(self.damaged("the part ends too early")),
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) => continue,
            };
            return Ok(Some(event));
        }
    }

    /// Passes over the rest of the innermost open element.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let depth = self.open.len();
        while self.open.len() >= depth && depth > 0 {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// The text of the innermost open element; passes over it and all inside.
    pub(super) fn text(&mut self) -> Result<String, ReadError> {
        let depth = self.open.len();
        let mut text = String::new();
        while self.open.len() >= depth && depth > 0 {
            match self.next()? {
                Some(Event::Text(part, _)) => text.push_str(&part),
                Some(Event::Start(_) | Event::End(_)) => {}
                None => break,
            }
        }
        Ok(text)
    }

    fn begin(&mut self, start: BytesStart<'a>, byte: usize) -> Result<Event<'a>, ReadError> {
        if self.open.len() >= self.limits.depth {
            let limit = self.limits.depth.to_string();
            return Err(ReadError::new("read-depth", limit));
        }
        self.elements += 1;
        if self.elements.is_multiple_of(BETWEEN_LOOKS) {
            self.limits.check_time(self.begun)?;
        }
        let element = Element { start, byte };
        self.open.push(element.name().to_owned());
        Ok(Event::Start(element))
    }

    fn damaged(&self, reason: &str) -> ReadError {
        let byte = self.reader.error_position();
        let detail = format!("{}, {byte}: {reason}", self.part);
        ReadError::new("read-damaged", detail)
    }
}

impl Element<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        local(self.start.name().0)
    }

    /// The value of the attribute with this local name.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.find(|key| local(key) == name)
    }

    /// The value of the attribute with this local name that has a prefix, such as `r:id`.
    pub(super) fn prefixed_attribute(&self, name: &str) -> Option<String> {
        self.find(|key| local(key) == name && key.contains(':'))
    }

    /// An attribute as a number.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an on-off property is on: present and not `0`, `false` or `off`.
    pub(super) fn is_on(&self) -> bool {
        let value = self.attribute("val");
        !matches!(value.as_deref(), Some("0" | "false" | "off"))
    }

    fn find(&self, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
        let mut attributes = self.start.attributes();
        let attribute = attributes
            .with_checks(false)
            .take(MOST_ATTRIBUTES)
            .flatten()
            .find(|attribute| is_wanted(attribute.key.0))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| attribute.value.to_string(), Cow::into_owned))
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A character reference; entities of a document type are not expanded.
fn character(reference: &BytesRef) -> char {
    if reference.is_char_ref() {
        let character = reference.resolve_char_ref().ok().flatten();
        return character.unwrap_or('\u{fffd}');
    }
    match &**reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => '\u{fffd}',
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
