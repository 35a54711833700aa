//! HTML: one file that shows everything, without a network, on paper too, and by keyboard alone.
//!
//! Everything a document says goes through `maud`, which escapes it; the one style sheet and the
//! one script are allowed by their hashes, and nothing else may run.

use std::collections::BTreeMap;
use std::io::{self, Write};

use maud::Markup;

use crate::report::{Report, RuleReview, Style};
use crate::text::Messages;

mod batch;
pub(super) mod catalogue;
mod document;
mod marks;
pub(super) mod page;
mod passages;
mod pictures;

/// What every part of a page needs.
struct Context<'a> {
    messages: &'a Messages,
    rules: BTreeMap<&'a str, &'a RuleReview>,
}

impl Context<'_> {
    fn text(&self, key: &str) -> String {
        self.messages.get(key)
    }
}

/// Writes the report: the page of a single document, or an overview with a page for each.
pub(super) fn write(report: &Report, style: &Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules = report.rules.iter();
    let context = Context {
        messages: style.messages,
        rules: rules.map(|rule| (rule.id.as_str(), rule)).collect(),
    };
    let (title, main): (String, Markup) = match report.documents.as_slice() {
        [single] if report.unread.is_empty() => (
            document::title(single),
            document::page(single, report, &context),
        ),
        documents => (
            batch::title(documents.len(), &context),
            batch::page(report, &context),
        ),
    };
    let lang: &str = report.lang.into();
    let page = page::shell(lang, &title, &main, &report.version, style.messages);
    out.write_all(page.into_string().as_bytes())
}
