//! The styles of a workbook: which cells are bold, and which numbers are dates.

use rustc_hash::FxHashMap;

use crate::readers::ReadError;
use crate::readers::limits::Limits;
use crate::readers::xml::{Element, Event, Events};

/// Built-in number formats that show a date.
const DATES: &[u32] = &[14, 15, 16, 17, 22, 27, 30, 36, 50, 57];

/// What the cells' styles say.
#[derive(Default)]
pub(super) struct Styles {
    /// For each font, whether it is bold.
    fonts: Vec<bool>,
    /// Formats of the workbook's own, and whether they show a date.
    formats: FxHashMap<u32, bool>,
    /// For each style, its font and its format.
    cells: Vec<(usize, u32)>,
}

impl Styles {
    /// Reads the part; it may be empty.
    pub(super) fn read(text: &str, limits: &Limits) -> Result<Self, ReadError> {
        let mut styles = Self::default();
        let mut events = Events::new(text, "styles.xml", limits);
        let mut is_in_cells = false;
        while let Some(event) = events.next()? {
            match event {
                Event::Start(element) if element.name() == "cellXfs" => is_in_cells = true,
                Event::Start(element) if element.name() == "xf" && is_in_cells => {
                    let font = element.number("fontId").unwrap_or_default();
                    let format = element.number("numFmtId").unwrap_or_default();
                    styles.cells.push((font, format));
                }
                Event::Start(element) => styles.set(&element),
                Event::End(name) if name == "cellXfs" => is_in_cells = false,
                Event::End(_) | Event::Text(..) => {}
            }
        }
        Ok(styles)
    }

    fn set(&mut self, element: &Element) {
        match element.name() {
            "font" => self.fonts.push(false),
            "b" if element.is_on() => {
                if let Some(is_bold) = self.fonts.last_mut() {
                    *is_bold = true;
                }
            }
            "numFmt" => {
                let code = element.attribute("formatCode").unwrap_or_default();
                let id = element.number("numFmtId").unwrap_or_default();
                self.formats.insert(id, is_date(&code));
            }
            _ => {}
        }
    }

    /// Whether a style is bold.
    pub(super) fn is_bold(&self, style: usize) -> bool {
        let font = self
            .cells
            .get(style)
            .and_then(|(font, _)| self.fonts.get(*font));
        font.copied().unwrap_or_default()
    }

    /// A number as a reader sees it.
    pub(super) fn shown(&self, value: &str, style: usize) -> String {
        let format = self.cells.get(style).map(|(_, format)| *format);
        let is_date = format.is_some_and(|format| {
            let own = self.formats.get(&format).copied();
            own.unwrap_or_else(|| DATES.contains(&format))
        });
        let date = value.trim().parse().ok().filter(|_| is_date).and_then(date);
        date.unwrap_or_else(|| value.trim().replace('.', ","))
    }
}

/// Whether a format code shows a day and a year.
fn is_date(code: &str) -> bool {
    let code = code.to_lowercase();
    let outside_quotes: String = code.split('"').step_by(2).collect();
    let has = |letters: &[char]| outside_quotes.contains(letters);
    has(&['d', 'p']) && has(&['y', 'v'])
}

/// The Finnish date of a day number; day 1 is 1 January 1900, and day 60 never was.
fn date(serial: f64) -> Option<String> {
    if !(61.0..2_958_466.0).contains(&serial) {
        return None;
    }
    // Days since 1 March 2000, so that leap days end a year of four or 400.
    let days = format!("{:.0}", serial.floor()).parse::<i64>().ok()? - 36_586;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, carried) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    Some(format!(
        "{day}.{month}.{}",
        2000 + era * 400 + year + carried
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_are_dates() {
        for (serial, expected) in [
            (61.0, "1.3.1900"),
            (36_586.0, "1.3.2000"),
            (45_292.0, "1.1.2024"),
            (45_351.0, "29.2.2024"),
            (46_022.5, "31.12.2025"),
        ] {
            assert_eq!(date(serial).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_format_with_day_and_year_shows_a_date() {
        assert!(is_date("d.m.yyyy"));
        assert!(is_date("pp.kk.vvvv"));
        assert!(!is_date("0.00 \"days\""));
        assert!(!is_date("#,##0"));
    }
}
