//! Finnish abbreviations that are written with a full stop.

/// Abbreviations a sentence seldom ends with: what follows belongs to the same sentence.
const LEADING: &[&str] = &[
    "ai",
    "aik",
    "ao",
    "apul",
    "arv",
    "as",
    "av",
    "dipl",
    "dos",
    "ed",
    "eht",
    "ekon",
    "em",
    "engl",
    "ent",
    "esim",
    "ev",
    "evl",
    "fil",
    "fi",
    "gen",
    "huom",
    "ilm",
    "ins",
    "joht",
    "jr",
    "kand",
    "kans",
    "kapt",
    "kirj",
    "kok",
    "ko",
    "ks",
    "kts",
    "kv",
    "käs",
    "lat",
    "lis",
    "luutn",
    "lut",
    "lyh",
    "lääk",
    "maist",
    "maj",
    "max",
    "merk",
    "mies",
    "min",
    "mm",
    "mo",
    "mom",
    "mr",
    "mrs",
    "ms",
    "n",
    "nk",
    "no",
    "nro",
    "ns",
    "nyk",
    "oik",
    "opisk",
    "os",
    "par",
    "piir",
    "prof",
    "pros",
    "psta",
    "puh",
    "puheenj",
    "puhj",
    "pvm",
    "rak",
    "rek",
    "resp",
    "rov",
    "rva",
    "ruots",
    "saks",
    "sd",
    "s",
    "sk",
    "sopim",
    "st",
    "suom",
    "synt",
    "sih",
    "siht",
    "t",
    "tait",
    "tarv",
    "tekn",
    "teol",
    "tk",
    "toht",
    "toim",
    "tri",
    "ts",
    "tuom",
    "tus",
    "työnjoht",
    "ukr",
    "v",
    "valt",
    "vast",
    "ven",
    "vert",
    "vihr",
    "virall",
    "vrt",
    "vs",
    "vt",
    "vars",
    "yht",
    "yhd",
    "yl",
    "yo",
    "ym",
    "jap",
    "kreik",
    "nim",
    "alk",
    "keskim",
    "liik",
    "mahd",
    "myöh",
    "rkl",
    "tl",
    "dl",
    "ilt",
];

/// Abbreviations that often end a sentence.
const CLOSING: &[&str] = &[
    "aa", "eaa", "ekr", "ekv", "etc", "esm", "jaa", "jkr", "jms", "jne", "milj", "mrd", "muk",
    "mv", "pp", "tms", "ym", "yms", "ynnä", "kpl", "htv", "vko", "ry", "oy", "oyj", "mt", "luk",
    "ltk", "klo", "sh", "th", "tuh",
];

/// How an abbreviation stands in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// The sentence goes on after it.
    Leading,
    /// The sentence may end with it.
    Closing,
}

/// What sort of abbreviation a word without its last full stop is, if it is one.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    let lower = word.to_lowercase();
    if CLOSING.contains(&lower.as_str()) {
        return Some(Abbreviation::Closing);
    }
    if LEADING.contains(&lower.as_str()) {
        return Some(Abbreviation::Leading);
    }
    let mut letters = word.chars();
    let is_initial =
        matches!((letters.next(), letters.next()), (Some(first), None) if first.is_uppercase());
    let is_dotted = word.contains('.')
        && word.split(['.', '-']).all(|part| {
            let short = part.chars().count() <= 4;
            short && part.chars().all(char::is_alphabetic)
        });
    (is_initial || is_dotted).then_some(Abbreviation::Leading)
}
