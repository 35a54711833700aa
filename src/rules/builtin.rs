//! The rule files that come with the program.

use crate::rules::Source;

/// Every built-in rule file: its path under `rules/` and its text.
const FILES: &[(&str, &str)] = &[("zones.toml", include_str!("../../rules/zones.toml"))];

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
