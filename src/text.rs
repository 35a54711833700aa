//! Texts people read, in the languages of the interface.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

/// A language of the interface.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::EnumIter,
    clap::ValueEnum,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Lang {
    /// Finnish.
    Fi,
    /// English.
    #[default]
    En,
}

/// A text in both languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// In Finnish.
    pub fi: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// The same text for both languages.
    pub fn both(text: &str) -> Self {
        Self {
            fi: text.to_owned(),
            en: text.to_owned(),
        }
    }

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fi => &self.fi,
            Lang::En => &self.en,
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text, or { fi = \"…\", en = \"…\" }")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text::both(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        let (mut fi, mut en) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "fi" => fi = Some(map.next_value()?),
                "en" => en = Some(map.next_value()?),
                other => return Err(de::Error::unknown_field(other, &["fi", "en"])),
            }
        }
        match (fi, en) {
            (Some(fi), Some(en)) => Ok(Text { fi, en }),
            (Some(text), None) | (None, Some(text)) => Ok(Text::both(&text)),
            (None, None) => Err(de::Error::missing_field("fi")),
        }
    }
}

/// The interface's texts in one language.
pub struct Messages {
    /// The language.
    pub lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

/// The Fluent files of a language.
const fn files(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Fi => &[
            include_str!("../locales/fi.ftl"),
            include_str!("../locales/read.fi.ftl"),
            include_str!("../locales/report.fi.ftl"),
            include_str!("../locales/workflow.fi.ftl"),
        ],
        Lang::En => &[
            include_str!("../locales/en.ftl"),
            include_str!("../locales/read.en.ftl"),
            include_str!("../locales/report.en.ftl"),
            include_str!("../locales/workflow.en.ftl"),
        ],
    }
}

impl Messages {
    /// The texts of a language.
    pub fn new(lang: Lang) -> Self {
        let tag = match lang {
            Lang::Fi => unic_langid::langid!("fi"),
            Lang::En => unic_langid::langid!("en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::Fi => finnish_number,
            Lang::En => english_number,
        }));
        for file in files(lang) {
            let resource = FluentResource::try_new((*file).to_owned())
                .expect("a test reads every built-in Fluent file");
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// A text without arguments. An unknown key is shown as itself.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A number as people write it: `12 345,5` in Finnish, `12,345.5` in English.
    pub fn number(&self, value: impl Into<FluentNumber>) -> String {
        written(&value.into(), self.lang)
    }

    /// A text with its arguments filled in.
    pub fn with(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        let (name, attribute) = key
            .split_once('.')
            .map_or((key, None), |(name, rest)| (name, Some(rest)));
        let message = self.bundle.get_message(name);
        let pattern = message.and_then(|message| match attribute {
            None => message.value(),
            Some(attribute) => message.get_attribute(attribute).map(|found| found.value()),
        });
        let Some(pattern) = pattern else {
            return key.to_owned();
        };
        let arguments: FluentArgs<'_> = arguments
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut errors);
        text.into_owned()
    }
}

/// Fluent takes a formatter without surroundings, so each language has one.
fn finnish_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(written(number, Lang::Fi)),
        _ => None,
    }
}

fn english_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(written(number, Lang::En)),
        _ => None,
    }
}

/// A number with its thousands apart and the decimal mark of the language.
///
/// Finnish sets a space that does not break; a number of four digits needs none in either language.
fn written(number: &FluentNumber, lang: Lang) -> String {
    let plain = number.as_string();
    let (thousands, mark) = match lang {
        Lang::Fi => ('\u{a0}', ','),
        Lang::En => (',', '.'),
    };
    let (whole, decimals) = plain
        .split_once('.')
        .map_or((&*plain, None), |(whole, decimals)| (whole, Some(decimals)));
    let digits = whole.trim_start_matches('-').len();
    let mut text = String::new();
    for (index, character) in whole.chars().enumerate() {
        let left = whole.len() - index;
        let is_group = left % 3 == 0 && digits > 4 && left < digits;
        if is_group {
            text.push(thousands);
        }
        text.push(character);
    }
    if let Some(decimals) = decimals {
        text.push(mark);
        text.push_str(decimals);
    }
    text
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        let (finnish, english) = (Messages::new(Lang::Fi), Messages::new(Lang::En));
        let cases = [
            (0.0, "0", "0"),
            (2.5, "2,5", "2.5"),
            (1234.0, "1234", "1234"),
            (70_635.0, "70\u{a0}635", "70,635"),
            (-1_234_567.5, "-1\u{a0}234\u{a0}567,5", "-1,234,567.5"),
        ];
        for (value, fi, en) in cases {
            assert_eq!(finnish.number(value), fi);
            assert_eq!(english.number(value), en);
            let arguments = [("words", value.into())];
            let text = finnish.with("report-words", &arguments);
            assert_eq!(text, format!("{fi} sanaa"));
        }
    }
}
