//! What the benches share: a long text.

use std::fs;

/// The project's own plans, again and again until there are enough words.
pub(crate) fn text_of(words: usize) -> String {
    let folder = fs::read_dir("fixtures/suunnitelmat").expect("the fixtures are there");
    let mut paths: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    let plans: Vec<String> = paths.iter().flat_map(fs::read_to_string).collect();
    let mut text = String::new();
    for plan in plans.iter().cycle() {
        if text.split_whitespace().count() >= words {
            break;
        }
        text.push_str(plan);
        text.push('\n');
    }
    text
}
