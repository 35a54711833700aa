//! Text of documents made harmless for the format it is written into.

/// Whether a character could steer a terminal or turn text around.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One line without characters that could steer a terminal or turn text around.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !steers(*c))
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect()
}

/// Without the characters that are not allowed in HTML or that turn the text around.
pub(super) fn visible(text: &str) -> String {
    let is_visible = |c: &char| {
        (!c.is_control() || matches!(c, '\n' | '\t'))
            && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(is_visible).collect()
}

/// Without the characters XML 1.0 cannot hold, escaped or not.
pub(super) fn xml(text: &str) -> String {
    let is_legal = |c: &char| matches!(c, '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_legal).collect()
}

/// One line of Markdown in which nothing is markup, fit for a table's cell.
pub(super) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // A name or number of somebody else would be told of the report.
            '@' => escaped.push_str("&#64;"),
            '#' => escaped.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A cell that no spreadsheet takes for a formula. A number stays one, below zero too.
pub(super) fn cell(text: &str) -> String {
    let is_number = text.replacen(',', ".", 1).parse::<f64>().is_ok();
    let is_formula = text
        .trim_start_matches([' ', '\u{a0}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula && !is_number {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_steer_the_terminal() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c\nd"), "a[31mbc d");
    }

    #[test]
    fn text_cannot_be_markdown() {
        assert_eq!(
            markdown("a|b `c` <d> [e](f) @g"),
            "a\\|b \\`c\\` &lt;d&gt; \\[e\\](f) &#64;g"
        );
    }

    #[test]
    fn a_formula_is_neutralised_wherever_the_cell_begins() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell(" @SUM(A1)"), "' @SUM(A1)");
        assert_eq!(cell("- luettelo"), "'- luettelo");
        assert_eq!(cell("a=1"), "a=1");
        assert_eq!(cell("-12,5"), "-12,5");
        assert_eq!(cell("-1+1"), "'-1+1");
    }

    #[test]
    fn xml_drops_what_it_cannot_hold() {
        assert_eq!(xml("a\u{0}b\u{8}c\u{ffff}d\ne"), "abcd\ne");
    }
}
