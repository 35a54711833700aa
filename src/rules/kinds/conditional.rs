//! `conditional`: an abbreviation must be explained where it first stands.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::rules::kinds::{Kind, Match, Reach};
use crate::rules::query::Query;
use crate::rules::view::View;
use crate::span::Span;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Conditional {
    /// Abbreviations everybody knows, without their endings.
    #[serde(default)]
    allow: BTreeSet<String>,
}

impl Kind for Conditional {
    fn find(&self, view: &View<'_>, query: &Query) -> Vec<Match> {
        let mut seen: BTreeSet<String> = self.allow.clone();
        let document = &view.analysis.document;
        let mut found = Vec::new();
        for candidate in query.find(view) {
            let name = base(document.slice(candidate.span));
            let is_new = seen.insert(name.clone());
            if is_new && !is_explained(&document.text, candidate.span, &name) {
                found.push(candidate);
            }
        }
        found
    }

    fn reach(&self) -> Reach {
        Reach::Word
    }
}

/// The abbreviation without its ending or the rest of a compound: *EU:n*, *ELY-keskus*.
fn base(form: &str) -> String {
    let end = form.find([':', '-', '‑', '–']).unwrap_or(form.len());
    form[..end].to_owned()
}

/// Whether the words are beside it: *työehtosopimus (TES)*, *TES eli työehtosopimus*,
/// *TES (työehtosopimus)*, or the words elsewhere with the abbreviation in brackets.
fn is_explained(text: &str, span: Span, name: &str) -> bool {
    let before = text[..span.start].trim_end();
    let after = text[span.end..].trim_start();
    let is_bracketed = before.ends_with('(') && after.starts_with([')', ',', ';']);
    let explains_itself = after.starts_with("eli ")
        || after.starts_with("tarkoittaa ")
        || before.ends_with(" eli")
        || (after.starts_with('(') && after[1..].starts_with(char::is_lowercase))
        || spells_out(after, name);
    is_bracketed || explains_itself || text.contains(&format!("({name})"))
}

/// Whether the brackets that follow hold words that begin with the letters of the abbreviation:
/// *REST (Representational State Transfer)*.
fn spells_out(after: &str, name: &str) -> bool {
    let inside = after
        .strip_prefix('(')
        .and_then(|rest| rest.split(')').next());
    let words = inside.unwrap_or_default().split([' ', '-']);
    let initials: String = words.filter_map(|word| word.chars().next()).collect();
    initials.chars().count() >= 2 && initials.to_lowercase() == name.to_lowercase()
}
