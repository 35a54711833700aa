//! The parts of a page that its visitor does not see.

use html5gum::StartTag;

/// Elements whose text is never part of the page's own text.
const UNREAD: &[&str] = &[
    "script", "style", "template", "noscript", "svg", "math", "nav", "del", "s", "strike",
    "button", "select", "textarea", "iframe", "object", "audio", "video", "canvas", "rt", "rp",
    "dialog",
];

/// Elements that belong to the site, unless they stand inside the page's content.
const FRAME: &[&str] = &["header", "footer", "aside"];

/// Roles that do, and those of the marks of notes.
const HIDDEN_ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "doc-noteref",
    "doc-backlink",
];

/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that end where another begins, or with the element around them.
const LOOSE: &[&str] = &["p", "li", "dt", "dd", "td", "th", "tr", "option"];

/// The hidden element that is open.
#[derive(Default)]
pub(super) struct Hidden {
    name: String,
    /// How many elements of that name are open inside it, itself included.
    depth: usize,
}

impl Hidden {
    /// Whether a hidden element is open.
    pub(super) fn is_open(&self) -> bool {
        self.depth > 0
    }

    /// Whether the element is hidden or stands inside what is.
    pub(super) fn hides_start(&mut self, tag: &StartTag<usize>, is_in_content: bool) -> bool {
        let name = String::from_utf8_lossy(&tag.name);
        if self.is_open() && LOOSE.contains(&self.name.as_str()) && ends(&self.name, &name) {
            self.depth = 0;
        }
        if self.is_open() {
            self.depth += usize::from(*name == *self.name && !tag.self_closing);
            return true;
        }
        let is_hidden =
            UNREAD.contains(&&*name) || FRAME.contains(&&*name) && !is_in_content || is_marked(tag);
        if !is_hidden || VOID.contains(&&*name) {
            return false;
        }
        self.name = name.into_owned();
        self.depth = usize::from(!tag.self_closing);
        true
    }

    /// Whether the end tag belongs to what is hidden.
    pub(super) fn hides_end(&mut self, name: &str) -> bool {
        if !self.is_open() {
            return false;
        }
        if name == self.name {
            self.depth -= 1;
            return true;
        }
        if LOOSE.contains(&self.name.as_str()) && is_around(name) {
            self.depth = 0;
            return false;
        }
        true
    }
}

/// Whether a start tag ends a loose element.
fn ends(open: &str, name: &str) -> bool {
    match open {
        "p" => crate::readers::html::page::is_block(name),
        "td" | "th" => matches!(name, "td" | "th" | "tr"),
        "dt" | "dd" => matches!(name, "dt" | "dd"),
        open => name == open,
    }
}

/// Whether an end tag belongs to an element that loose ones stand in.
fn is_around(name: &str) -> bool {
    matches!(
        name,
        "ul" | "ol"
            | "table"
            | "tbody"
            | "thead"
            | "dl"
            | "div"
            | "section"
            | "main"
            | "article"
            | "body"
    )
}

/// Whether an attribute hides the element.
fn is_marked(tag: &StartTag<usize>) -> bool {
    let attribute = |name: &str| {
        let value = tag.attributes.get(name.as_bytes())?;
        Some(String::from_utf8_lossy(&value.value).to_ascii_lowercase())
    };
    let style = attribute("style").unwrap_or_default().replace(' ', "");
    attribute("hidden").is_some_and(|value| value != "until-found")
        || attribute("aria-hidden").as_deref() == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        // So LibreOffice writes the headers and footers of a document.
        || *tag.name == b"div"[..] && attribute("title").is_some_and(|title| matches!(title.as_str(), "header" | "footer"))
        || attribute("role").is_some_and(|role| HIDDEN_ROLES.contains(&role.as_str()))
}
