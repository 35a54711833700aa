//! The keys and values at the head of a Markdown file.

/// Keys and values of TOML front matter; what is not a plain value is left out.
pub(super) fn toml(text: &str) -> Vec<(String, String)> {
    let Ok(table) = text.parse::<toml::Table>() else {
        return Vec::new();
    };
    let plain = |(key, value): (String, toml::Value)| match value {
        toml::Value::String(text) => Some((key, text)),
        toml::Value::Integer(number) => Some((key, number.to_string())),
        toml::Value::Float(number) => Some((key, number.to_string())),
        toml::Value::Boolean(truth) => Some((key, truth.to_string())),
        toml::Value::Datetime(date) => Some((key, date.to_string())),
        toml::Value::Array(_) | toml::Value::Table(_) => None,
    };
    table.into_iter().filter_map(plain).collect()
}

/// Keys and values of YAML front matter: the lines `key: value` that are not indented.
pub(super) fn yaml(text: &str) -> Vec<(String, String)> {
    text.lines().filter_map(yaml_line).collect()
}

fn yaml_line(line: &str) -> Option<(String, String)> {
    if line.starts_with([' ', '\t', '#', '-']) {
        return None;
    }
    let (key, value) = line.split_once(':')?;
    let value = value.trim();
    let quoted = |quote| value.strip_prefix(quote)?.strip_suffix(quote);
    let bare = value.split(" #").next().unwrap_or(value).trim_end();
    let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(bare);
    (!value.is_empty()).then(|| (key.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_remarks_are_not_part_of_a_value() {
        let expected = [("title", "Suunnitelma: osa 1"), ("tyyppi", "tiedote")];
        let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let text = "title: 'Suunnitelma: osa 1'\ntyyppi: tiedote # luonnos\nlista:\n  - a\n";
        assert_eq!(yaml(text), expected);
    }

    #[test]
    fn toml_gives_plain_values() {
        let expected = [("title".to_owned(), "Ö".to_owned())];
        assert_eq!(toml("title = \"Ö\"\nlista = [1]\n"), expected);
    }
}
