//! Texts people read, in the languages of the interface.

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
