//! The shell of a page: what every HTML report has around its content.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::text::Messages;

const STYLE: &str = include_str!("style.css");

const SCRIPT: &str = include_str!("script.js");

/// A whole page around its content.
pub(in crate::report) fn shell(
    lang: &str,
    title: &str,
    main: &Markup,
    version: &str,
    messages: &Messages,
) -> Markup {
    let text = |key: &str| messages.get(key);
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (title) " – Linjassa" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { (text("html-skip")) }
                header.bar-top {
                    span.brand { "Linjassa" }
                    button #theme type="button" hidden data-dark=(text("html-dark")) data-light=(text("html-light")) {}
                }
                main #main tabindex="-1" { (main) }
                footer { (messages.with("html-footer", &[("version", version.into())])) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// Nothing is fetched, and only our own style sheet and script are used.
fn policy() -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_and_the_style_sheet_cannot_end_their_element() {
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
        assert!(!STYLE.contains("</"));
    }
}
