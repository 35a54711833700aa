//! The rule files that come with the program.

use crate::rules::Source;

/// Every built-in rule file: its path under `rules/` and its text.
const FILES: &[(&str, &str)] = &[
    ("zones.toml", include_str!("../../rules/zones.toml")),
    ("grading.toml", include_str!("../../rules/grading.toml")),
    (
        "imatra-2018/strategy.toml",
        include_str!("../../rules/imatra-2018/strategy.toml"),
    ),
    (
        "imatra-2018/kokeillen.toml",
        include_str!("../../rules/imatra-2018/kokeillen.toml"),
    ),
    (
        "imatra-2018/kimpassa.toml",
        include_str!("../../rules/imatra-2018/kimpassa.toml"),
    ),
    (
        "imatra-2018/ketterasti.toml",
        include_str!("../../rules/imatra-2018/ketterasti.toml"),
    ),
    (
        "imatra-2018/spearheads.toml",
        include_str!("../../rules/imatra-2018/spearheads.toml"),
    ),
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
