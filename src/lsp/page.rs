//! The page of a rule in Markdown.

use crate::rules::Rule;
use crate::text::Messages;

/// Everything a rule says of itself.
pub(super) fn page(rule: &Rule, messages: &Messages) -> String {
    let header = &rule.header;
    let lang = messages.lang;
    let mut page = format!("**{}** `{}`\n", header.title.get(lang), header.id);
    let mut section = |title: &str, text: &str| {
        if !text.is_empty() {
            page.extend(["\n**", &messages.get(title), "**\n\n", text, "\n"]);
        }
    };
    section("rule-instead", header.message.get(lang));
    section("rule-why", header.why.get(lang));
    section("rule-source", header.source.as_deref().unwrap_or_default());
    let lists = [
        ("rule-bad", &header.bad),
        ("rule-good", &header.good),
        ("rule-shows", &header.shows),
        ("rule-not", &header.not),
    ];
    for (title, examples) in lists {
        let texts: Vec<String> = examples
            .iter()
            .map(|example| format!("- {}", example.text.trim().replace('\n', " ")))
            .collect();
        section(title, &texts.join("\n"));
    }
    page
}
