//! The catalogue of rules: a page of every rule, in one file.

use std::io::{self, Write};

use maud::{Markup, html};

use crate::report::html::page;
use crate::rules::{Example, Rule};
use crate::text::Messages;

/// Writes the pages of rules, in their order, parted by pack and file.
pub(in crate::report) fn write(
    rules: &[Rule],
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = messages.get("catalogue-title");
    let main = html! {
        h1 { (title) }
        p.lead { (messages.with("catalogue-lead", &[("count", rules.len().into())])) }
        nav aria-label=(messages.get("catalogue-contents")) {
            @for pack in packs(rules) {
                h2.pack { (pack[0].pack) }
                ul.plain-list {
                    @for rule in pack {
                        li { a href={ "#" (rule.header.id) } { (rule.header.title.get(messages.lang)) } " " span.rule-id { (rule.header.id) } }
                    }
                }
            }
        }
        @for pack in packs(rules) {
            section.part aria-labelledby={ "pack-" (pack[0].pack) } {
                h2 id={ "pack-" (pack[0].pack) } { (pack[0].pack) }
                @for rule in pack { (rule_page(rule, messages)) }
            }
        }
    };
    let lang: &str = messages.lang.into();
    let page = page::shell(lang, &title, &main, env!("CARGO_PKG_VERSION"), messages);
    out.write_all(page.into_string().as_bytes())
}

/// The rules of one pack after another.
fn packs(rules: &[Rule]) -> impl Iterator<Item = &[Rule]> {
    rules.chunk_by(|one, next| one.pack == next.pack)
}

fn rule_page(rule: &Rule, messages: &Messages) -> Markup {
    let header = &rule.header;
    let lang = messages.lang;
    let text = |key: &str| messages.get(key);
    let sections = [
        ("rule-instead", rule.general_message(lang)),
        ("rule-why", header.why.get(lang).to_owned()),
        ("rule-source", header.source.clone().unwrap_or_default()),
    ];
    let examples = [
        ("rule-bad", &header.bad),
        ("rule-good", &header.good),
        ("rule-shows", &header.shows),
        ("rule-not", &header.not),
    ];
    let words = rule.better_words();
    html! {
        article.rule-page id=(header.id) aria-labelledby={ (header.id) "-title" } {
            h3 id={ (header.id) "-title" } { (header.title.get(lang)) }
            p.facts {
                span.rule-id { (header.id) } " · " (means(rule, messages))
                @if !header.doctypes.is_empty() { " · " (header.doctypes.join(", ")) }
            }
            @for (title, section) in &sections {
                @if !section.is_empty() {
                    h4 { (text(title)) }
                    p { (section) }
                }
            }
            @if !words.is_empty() {
                h4 id={ (header.id) "-words" } { (text("rule-words")) }
                div.scroll tabindex="0" role="region" aria-labelledby={ (header.id) "-title " (header.id) "-words" } {
                    table.words {
                        thead { tr { th scope="col" { (text("rule-word")) } th scope="col" { (text("rule-better")) } } }
                        tbody lang="fi" {
                            @for (word, better) in &words { tr { th scope="row" { (word) } td { (better) } } }
                        }
                    }
                }
            }
            @for (title, examples) in &examples {
                @if !examples.is_empty() {
                    h4 { (text(title)) }
                    ul.plain-list lang="fi" { @for one in *examples { li { (example(one)) } } }
                }
            }
            h4 { (text("rule-off")) }
            p { (messages.with("rule-off-how", &[("rule", header.id.as_str().into())])) }
        }
    }
}

/// What a match of a rule means: a severity, or evidence for a step.
fn means(rule: &Rule, messages: &Messages) -> String {
    match (rule.header.severity, &rule.header.step) {
        (Some(severity), _) => messages.get(&format!("severity-{}", <&str>::from(severity))),
        (None, step) => step.clone().unwrap_or_default(),
    }
}

/// An example with what is found in it marked, and the better wording after it.
fn example(example: &Example) -> Markup {
    let marked = example.marked();
    let mut at = 0;
    let mut parts = Vec::new();
    for (span, better) in &marked.spans {
        parts.push(html! {
            (marked.text[at..span.start]) mark { (marked.text[span.start..span.end]) }
            @if let Some(better) = better { " → " ins { (better) } }
        });
        at = span.end;
    }
    html! {
        @for part in &parts { (part) }
        (marked.text[at..].trim_end())
    }
}
