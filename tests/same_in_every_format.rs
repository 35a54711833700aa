//! The same plan gives the same blocks, findings and scores in every format.

use std::path::Path;
use std::process::Command;

use linjassa::document::BlockKind;
use linjassa::readers;
use serde_json::Value;

/// The formats that know all of the plan's structure; the first is the one it was written in.
const WHOLE: &[&str] = &["md", "docx", "odt", "html", "rtf", "pdf", "pptx", "odp"];

fn fixture(name: &str) -> String {
    format!("{}/fixtures/formats/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The program's report on one file of the plan.
fn report(name: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(["check", "--isolated", "--lang", "fi", "--doctype", "plan"])
        .args(["--output", "json", &fixture(name)])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    report["documents"][0].clone()
}

/// What each finding is about and says, in the order of rules and words.
fn findings(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap();
    let shown = |finding: &Value| {
        let of = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let text = of("text").split_whitespace().collect::<Vec<_>>().join(" ");
        format!(
            "{}: {text}: {} {}",
            of("rule"),
            of("message"),
            of("suggestion")
        )
    };
    let mut shown: Vec<String> = findings.iter().map(shown).collect();
    shown.sort();
    shown
}

/// The scores of the steps and of clarity, and how many units they are made of.
fn scores(report: &Value) -> Vec<Value> {
    let steps = report["steps"].as_array().unwrap();
    let of_steps = steps.iter().map(|step| step["score"].clone());
    let clarity = ["score", "units"].map(|key| report["clarity"][key].clone());
    of_steps.chain(clarity).collect()
}

/// A line for each block: its sort and its text.
fn blocks(name: &str) -> Vec<String> {
    let path = fixture(name);
    let bytes = std::fs::read(&path).unwrap();
    let document = readers::read(Path::new(&path), &bytes).unwrap();
    let shown = |block: &linjassa::document::Block| {
        let text = document.slice(block.span).split_whitespace();
        let text = text.collect::<Vec<_>>().join(" ");
        let sort = match block.kind {
            BlockKind::Heading { level } => format!("h{level}"),
            BlockKind::ListItem { level, .. } => format!("li{level}"),
            BlockKind::TableCell {
                row,
                column,
                header,
                ..
            } => format!("{}{row},{column}", if header { "th" } else { "td" }),
            kind => format!("{kind:?}"),
        };
        format!("{sort} {text}")
    };
    document.blocks.iter().map(shown).collect()
}

#[test]
fn every_format_gives_the_same_blocks() {
    let expected = blocks("toimintasuunnitelma.md");
    assert!(expected.len() > 25);
    for ending in WHOLE {
        let found = blocks(&format!("toimintasuunnitelma.{ending}"));
        assert_eq!(found, expected, "{ending}");
    }
}

#[test]
fn every_format_gives_the_same_findings_and_scores() {
    let written = report("toimintasuunnitelma.md");
    assert!(findings(&written).len() > 10);
    for ending in WHOLE {
        let found = report(&format!("toimintasuunnitelma.{ending}"));
        assert_eq!(findings(&found), findings(&written), "{ending}");
        assert_eq!(scores(&found), scores(&written), "{ending}");
    }
}

#[test]
fn a_pdf_without_tags_gives_the_same_blocks_findings_and_scores() {
    // The first has headings of two levels in one size, the second tables with empty cells, cells
    // of two paragraphs and numbers at the right edge of their column.
    for (made, printed) in [
        (
            "toimintasuunnitelma.md",
            "toimintasuunnitelma-merkitsematon.pdf",
        ),
        (
            "liikuntasuunnitelma.docx",
            "liikuntasuunnitelma-merkitsematon.pdf",
        ),
    ] {
        assert_eq!(blocks(printed), blocks(made), "{printed}");
        let (made, printed) = (report(made), report(printed));
        assert_eq!(findings(&printed), findings(&made));
        assert_eq!(scores(&printed), scores(&made));
    }
}
