//! The rule files that come with the program.

use std::borrow::Cow;

use crate::rules::Source;

/// A rule file: its path under `rules/`, its text, and that without examples, which `build.rs`
/// wrote.
macro_rules! file {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../rules/", $name)),
            include_str!(concat!(env!("OUT_DIR"), "/rules/", $name)),
        )
    };
}

/// Every built-in rule file.
const FILES: &[(&str, &str, &str)] = &[
    file!("clarity/abbreviations.toml"),
    file!("clarity/clauses.toml"),
    file!("clarity/connectives.toml"),
    file!("clarity/headings.toml"),
    file!("clarity/jargon.toml"),
    file!("clarity/notation.toml"),
    file!("clarity/noun-style.toml"),
    file!("clarity/passive.toml"),
    file!("clarity/reader.toml"),
    file!("clarity/sentences.toml"),
    file!("clarity/vagueness.toml"),
    file!("clarity/words.toml"),
    file!("doctypes/agenda.toml"),
    file!("doctypes/blog.toml"),
    file!("doctypes/experiment-plan.toml"),
    file!("doctypes/internal-message.toml"),
    file!("doctypes/minutes.toml"),
    file!("doctypes/plan.toml"),
    file!("doctypes/press-release.toml"),
    file!("doctypes/social-post.toml"),
    file!("energinen-imatra-2030/pillars.toml"),
    file!("energinen-imatra-2030/strategy.toml"),
    file!("grading.toml"),
    file!("imatra-2018/ketterasti.toml"),
    file!("imatra-2018/kimpassa.toml"),
    file!("imatra-2018/kokeillen.toml"),
    file!("imatra-2018/spearheads.toml"),
    file!("imatra-2018/strategy.toml"),
    file!("imatra-2018/voice.toml"),
    file!("linjassa/program.toml"),
    file!("zones.toml"),
];

/// The built-in rule files.
pub fn builtin() -> Vec<Source> {
    let source = |(name, text, _): &(&str, &'static str, &str)| Source {
        name: (*name).to_owned(),
        path: format!("rules/{name}"),
        text: Cow::Borrowed(text),
        is_builtin: true,
    };
    FILES.iter().map(source).collect()
}

/// The same sources, without the examples of built-in rules: a run that only checks is sooner
/// ready without them.
pub fn without_examples(sources: Vec<Source>) -> Vec<Source> {
    let shorten = |source: Source| {
        let file = FILES.iter().find(|(name, _, _)| *name == source.name);
        match file.filter(|_| source.is_builtin) {
            Some((_, _, text)) => Source {
                text: Cow::Borrowed(text),
                ..source
            },
            None => source,
        }
    };
    sources.into_iter().map(shorten).collect()
}
