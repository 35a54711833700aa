//! Groups of RTF: what their bytes are, and what holds until they end.

use encoding_rs::{Encoding, WINDOWS_1252};

/// Groups whose text is not part of the document's.
pub(super) const UNREAD: &[&str] = &[
    "annotation",
    "atnauthor",
    "atnid",
    "bkmkend",
    "bkmkstart",
    "colortbl",
    "datafield",
    "datastore",
    "filetbl",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "generator",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "latentstyles",
    "listoverridetable",
    "listtable",
    "mmathPr",
    "nonesttables",
    "nonshppict",
    "objdata",
    "object",
    "pgdsctbl",
    "pict",
    "private",
    "revtbl",
    "rsidtbl",
    // The same shape again, for programs that know no shapes.
    "shprslt",
    "themedata",
    "xmlnstbl",
];

/// What the bytes of a group are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    Text,
    Unread,
    /// The code of a field.
    Code,
    /// The mark of a list item.
    Label,
    Styles,
    Fonts,
    Title,
}

/// What holds until the group ends.
#[derive(Clone)]
pub(super) struct Group {
    pub(super) destination: Destination,
    /// Whether the group began with `\*`: those who do not know it pass over it.
    pub(super) is_optional: bool,
    /// How many bytes stand for each `\u` in old programs.
    pub(super) fallback: usize,
    pub(super) unseen: Unseen,
    pub(super) is_bold: bool,
    pub(super) is_note: bool,
    pub(super) encoding: &'static Encoding,
    pub(super) paragraph: Properties,
}

/// Why text is not seen.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Unseen {
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
}

/// The properties of a paragraph.
#[derive(Clone, Default)]
pub(super) struct Properties {
    /// How many tables it stands in.
    pub(super) nesting: usize,
    /// Whether it is a line of a table of contents.
    pub(super) is_contents: bool,
    /// Outline level from 0.
    pub(super) outline: Option<u8>,
    pub(super) is_in_list: bool,
    /// List level from 0.
    pub(super) level: u8,
    /// Indent in twentieths of a point.
    pub(super) indent: usize,
}

impl Group {
    /// The group a file begins with.
    pub(super) fn outermost() -> Self {
        Self {
            destination: Destination::Text,
            is_optional: false,
            fallback: 1,
            unseen: Unseen::default(),
            is_bold: false,
            is_note: false,
            encoding: WINDOWS_1252,
            paragraph: Properties::default(),
        }
    }
}
