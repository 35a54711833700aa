//! The analysis: any text through the language, every built-in rule, grading, scoring and the
//! machine reports.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use linjassa::check::Checker;
use linjassa::config::Config;
use linjassa::language::Morphology;
use linjassa::rules::{Triggers, builtin};
use linjassa::text::{Lang, Messages};

static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let messages = Messages::new(Lang::Fi);
    let checker = Checker::new(
        Config::default(),
        messages,
        &builtin(),
        Morphology::default(),
        None,
    );
    checker.unwrap_or_else(|error| panic!("the built-in rules are right: {error:?}"))
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    // A PDF would be handed to a child process.
    if text.starts_with("%PDF-") {
        return;
    }
    let mut triggers = Triggers::default();
    if let Ok(review) = CHECKER.review_bytes(Path::new("a.md"), text.as_bytes(), &mut triggers) {
        let scores = review.steps.iter().filter_map(|step| step.score);
        assert!(scores.into_iter().all(|score| score <= 100));
        let report = CHECKER.report(vec![Ok(review)]);
        let _ = serde_json::to_string(&report);
    }
});
