//! Comments and tags in a piece of HTML.

/// The text of a comment that speaks to the program: `<!-- linjassa: … -->`.
pub(super) fn directive(comment: &str) -> Option<&str> {
    let inside = comment.trim().strip_prefix("<!--")?;
    let inside = inside.strip_suffix("-->").unwrap_or(inside);
    directive_text(inside)
}

/// The same for the text inside a comment.
pub(super) fn directive_text(inside: &str) -> Option<&str> {
    let (name, text) = inside.trim().split_once(':')?;
    name.trim()
        .eq_ignore_ascii_case("linjassa")
        .then_some(text.trim())
}

/// Parts HTML into comments, tags and texts, each with its byte offset. Scripts and styles are
/// one tag each.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let rest = html.get(offset..).filter(|rest| !rest.is_empty())?;
        let piece = &rest[..piece_length(rest)];
        offset += piece.len();
        Some((offset - piece.len(), piece))
    })
}

/// Length of the comment, tag or text that HTML begins with; what never ends runs to the end.
fn piece_length(html: &str) -> usize {
    let ending = |end: &str| html.find(end).map_or(html.len(), |at| at + end.len());
    let begins = |start: &str| {
        html.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    if begins("<!--") {
        ending("-->")
    } else if begins("<script") {
        ending("</script>")
    } else if begins("<style") {
        ending("</style>")
    } else if begins("<") {
        ending(">")
    } else {
        html.find('<').unwrap_or(html.len())
    }
}
