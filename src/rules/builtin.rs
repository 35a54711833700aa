//! The rule files that come with the program.

use crate::rules::Source;

/// Every built-in rule file: its path under `rules/` and its text.
const FILES: &[(&str, &str)] = &[
    (
        "clarity/abbreviations.toml",
        include_str!("../../rules/clarity/abbreviations.toml"),
    ),
    (
        "clarity/clauses.toml",
        include_str!("../../rules/clarity/clauses.toml"),
    ),
    (
        "clarity/connectives.toml",
        include_str!("../../rules/clarity/connectives.toml"),
    ),
    (
        "clarity/headings.toml",
        include_str!("../../rules/clarity/headings.toml"),
    ),
    (
        "clarity/jargon.toml",
        include_str!("../../rules/clarity/jargon.toml"),
    ),
    (
        "clarity/notation.toml",
        include_str!("../../rules/clarity/notation.toml"),
    ),
    (
        "clarity/noun-style.toml",
        include_str!("../../rules/clarity/noun-style.toml"),
    ),
    (
        "clarity/passive.toml",
        include_str!("../../rules/clarity/passive.toml"),
    ),
    (
        "clarity/reader.toml",
        include_str!("../../rules/clarity/reader.toml"),
    ),
    (
        "clarity/sentences.toml",
        include_str!("../../rules/clarity/sentences.toml"),
    ),
    (
        "clarity/vagueness.toml",
        include_str!("../../rules/clarity/vagueness.toml"),
    ),
    (
        "clarity/words.toml",
        include_str!("../../rules/clarity/words.toml"),
    ),
    (
        "doctypes/agenda.toml",
        include_str!("../../rules/doctypes/agenda.toml"),
    ),
    (
        "doctypes/blog.toml",
        include_str!("../../rules/doctypes/blog.toml"),
    ),
    (
        "doctypes/experiment-plan.toml",
        include_str!("../../rules/doctypes/experiment-plan.toml"),
    ),
    (
        "doctypes/internal-message.toml",
        include_str!("../../rules/doctypes/internal-message.toml"),
    ),
    (
        "doctypes/minutes.toml",
        include_str!("../../rules/doctypes/minutes.toml"),
    ),
    (
        "doctypes/plan.toml",
        include_str!("../../rules/doctypes/plan.toml"),
    ),
    (
        "doctypes/press-release.toml",
        include_str!("../../rules/doctypes/press-release.toml"),
    ),
    (
        "doctypes/social-post.toml",
        include_str!("../../rules/doctypes/social-post.toml"),
    ),
    (
        "energinen-imatra-2030/pillars.toml",
        include_str!("../../rules/energinen-imatra-2030/pillars.toml"),
    ),
    (
        "energinen-imatra-2030/strategy.toml",
        include_str!("../../rules/energinen-imatra-2030/strategy.toml"),
    ),
    ("grading.toml", include_str!("../../rules/grading.toml")),
    (
        "imatra-2018/ketterasti.toml",
        include_str!("../../rules/imatra-2018/ketterasti.toml"),
    ),
    (
        "imatra-2018/kimpassa.toml",
        include_str!("../../rules/imatra-2018/kimpassa.toml"),
    ),
    (
        "imatra-2018/kokeillen.toml",
        include_str!("../../rules/imatra-2018/kokeillen.toml"),
    ),
    (
        "imatra-2018/spearheads.toml",
        include_str!("../../rules/imatra-2018/spearheads.toml"),
    ),
    (
        "imatra-2018/strategy.toml",
        include_str!("../../rules/imatra-2018/strategy.toml"),
    ),
    (
        "imatra-2018/voice.toml",
        include_str!("../../rules/imatra-2018/voice.toml"),
    ),
    (
        "linjassa/program.toml",
        include_str!("../../rules/linjassa/program.toml"),
    ),
    ("zones.toml", include_str!("../../rules/zones.toml")),
];

/// The built-in rule files.
pub fn builtin() -> Vec<Source> {
    let source = |(name, text): &(&str, &str)| Source {
        name: (*name).to_owned(),
        path: format!("rules/{name}"),
        text: (*text).to_owned(),
        is_builtin: true,
    };
    FILES.iter().map(source).collect()
}
