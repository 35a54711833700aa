//! Reading rule files, with every mistake shown where it stands.

use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::rules::query::{QUERY_KEYS, Query};
use crate::rules::{HEADER_KEYS, Header, Rule, Severity};
use crate::text::Text;
use crate::toml_file::{Mistake, TomlFile};

/// Reads one rule file; `name` is its path under the rules folder.
pub(super) fn read(file: &mut TomlFile<'_>, name: &str) -> Vec<Rule> {
    let root = file.root();
    rules_of(file, name, root)
}

/// Reads the rules of a table that may hold `[[rule]]` and `[words]` and nothing else.
pub(super) fn rules_of<'a>(file: &mut TomlFile<'a>, name: &str, root: DeTable<'a>) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (key, value) in root {
        match (key.get_ref().as_ref(), value.into_inner()) {
            ("rule", DeValue::Array(tables)) => {
                let (path, source) = (file.path(), file.source());
                let tables: Vec<_> = tables.into_iter().collect();
                let read: Vec<(Option<Rule>, Vec<Mistake>)> = tables
                    .into_par_iter()
                    .map(|table| {
                        let mut file = TomlFile::new(path, source);
                        (read_rule(&mut file, name, table), file.mistakes)
                    })
                    .collect();
                for (rule, mut mistakes) in read {
                    rules.extend(rule);
                    file.mistakes.append(&mut mistakes);
                }
            }
            ("words", DeValue::Table(words)) => {
                rules.extend(read_words(file, name, words, key.span()));
            }
            (other, _) => file.add(
                key.span(),
                &format!("unknown key `{other}`; expected `[[rule]]` or `[words]`"),
            ),
        }
    }
    rules
}

fn read_rule<'a>(file: &mut TomlFile<'a>, name: &str, value: Spanned<DeValue<'a>>) -> Option<Rule> {
    let span = value.span();
    let DeValue::Table(table) = value.into_inner() else {
        file.add(span, "expected a table: [[rule]]");
        return None;
    };
    let span = title_span(&table).unwrap_or(span);
    let known = |keys: &[&str], key: &Spanned<_>| {
        let key: &toml::de::DeString<'_> = Spanned::get_ref(key);
        keys.contains(&key.as_ref())
    };
    let (header, rest): (DeTable<'_>, DeTable<'_>) = table
        .into_iter()
        .partition(|(key, _)| known(HEADER_KEYS, key));
    let (query, keys): (DeTable<'_>, DeTable<'_>) = rest
        .into_iter()
        .partition(|(key, _)| known(QUERY_KEYS, key));
    let has_query = !query.is_empty();
    let query_span = query.keys().next().map(Spanned::span);
    let header: Option<Header> = file.table(header, span.clone());
    let query: Option<Query> = file.table(query, span.clone());
    let header = header?;
    let listed = header.kind.0;
    if has_query && !listed.takes_query {
        let message = format!("the kind `{}` takes no search keys", header.kind.name());
        file.add(query_span.unwrap_or_else(|| span.clone()), &message);
    }
    let kind = (listed.read)(file, keys, span.clone());
    let rule = Rule {
        pack: pack(name).to_owned(),
        file: name.to_owned(),
        header,
        query: query?,
        kind: kind?,
    };
    check(file, &rule, span);
    Some(rule)
}

/// What the types cannot say.
fn check(file: &mut TomlFile<'_>, rule: &Rule, span: Range<usize>) {
    let header = &rule.header;
    match (header.severity, &header.step, header.cue) {
        (Some(_), None, None) | (None, Some(_), Some(_)) => {}
        (None, None, _) => file.add(
            span.clone(),
            "missing `severity` (a finding) or `step` and `cue` (evidence)",
        ),
        (Some(_), _, _) => file.add(
            span.clone(),
            "a rule has either `severity` or `step` and `cue`, not both",
        ),
        (None, Some(_), None) => {
            file.add(span.clone(), "missing `cue`: name, idea, practice or deed");
        }
    }
    let searches = ["existence", "occurrence"].contains(&header.kind.name());
    if searches && rule.query.is_empty() {
        file.add(
            span.clone(),
            "nothing to look for: give `lemmas`, `phrases`, `pattern` or `regex`",
        );
    }
    let is_kebab = header
        .id
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if header.id.is_empty() || !is_kebab {
        file.add(
            span,
            &format!(
                "the id `{}` is not in kebab-case, such as `long-sentence`",
                header.id
            ),
        );
    }
}

/// The place of a rule's id: the best place for what is missing.
fn title_span(table: &DeTable<'_>) -> Option<Range<usize>> {
    table.get("id").map(Spanned::span)
}

/// The folder a rule file stands in; a file without one is its own pack.
fn pack(name: &str) -> &str {
    name.split_once('/')
        .map_or_else(|| name.trim_end_matches(".toml"), |(pack, _)| pack)
}

/// A two-column word list: word, better word.
fn read_words<'a>(
    file: &mut TomlFile<'a>,
    name: &str,
    words: DeTable<'a>,
    span: Range<usize>,
) -> Option<Rule> {
    let swap = Spanned::new(span.clone(), DeValue::Table(words));
    let key = Spanned::new(span.clone(), "swap".into());
    let keys: DeTable<'_> = std::iter::once((key, swap)).collect();
    let kind_name = crate::rules::kinds::substitution();
    let kind = (kind_name.0.read)(file, keys, span)?;
    let stem = name
        .rsplit('/')
        .next()
        .unwrap_or(name)
        .trim_end_matches(".toml");
    let id: String = stem.to_lowercase().chars().map(ascii_kebab).collect();
    Some(Rule {
        pack: pack(name).to_owned(),
        file: name.to_owned(),
        header: Header {
            id: format!("words-{id}"),
            kind: kind_name,
            severity: Some(Severity::Warning),
            title: Text {
                fi: format!("Oma sanasto: {stem}"),
                en: format!("Own word list: {stem}"),
            },
            message: Text {
                fi: "Sanan ”{match}” tilalle sopii: {suggestion}.".to_owned(),
                en: "A better word for “{match}”: {suggestion}.".to_owned(),
            },
            ..Header::empty(kind_name)
        },
        query: Query::default(),
        kind,
    })
}

fn ascii_kebab(character: char) -> char {
    match character {
        'ä' | 'å' => 'a',
        'ö' => 'o',
        c if c.is_ascii_alphanumeric() => c,
        _ => '-',
    }
}

impl Header {
    fn empty(kind: crate::rules::KindName) -> Self {
        Self {
            id: String::new(),
            kind,
            severity: None,
            step: None,
            cue: None,
            title: Text::default(),
            message: Text::default(),
            why: Text::default(),
            source: None,
            suggestion: None,
            categories: Vec::new(),
            doctypes: Vec::new(),
            scope: Vec::new(),
            zones: Vec::new(),
            enabled: true,
            bad: Vec::new(),
            good: Vec::new(),
            shows: Vec::new(),
            not: Vec::new(),
        }
    }
}
