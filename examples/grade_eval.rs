//! Throw-away: grades JSON lines.
#![allow(clippy::pedantic, clippy::print_stdout, missing_docs)]
use linjassa::{
    language::{Morphology, analyze},
    readers,
    rules::{Level, Library, Strategy, Triggers, builtin, evidence},
};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;
fn main() {
    let mut sources = builtin();
    if let Ok(folder) = std::env::var("RULES") {
        sources.extend(linjassa::files::rule_folder(Path::new(&folder)).unwrap());
    }
    let library = match Library::read(&sources) {
        Ok(l) => l,
        Err(m) => {
            for m in m {
                println!("{m}");
            }
            std::process::exit(2)
        }
    };
    let name = std::env::var("STRATEGY").unwrap_or("imatra-2018".into());
    let (set, strategies, _) = library.into_rule_set(&name, &BTreeMap::new());
    let strategy: &Strategy = strategies.iter().find(|s| s.id == name).unwrap();
    let morphology = Morphology::default();
    let mut triggers = Triggers::default();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = value["text"].as_str().unwrap();
        let document = readers::read(Path::new("a.txt"), text.as_bytes()).unwrap_or_default();
        let analysis = analyze(document, &morphology);
        let found = set.apply(&analysis, &morphology, None, &mut triggers);
        let ev = evidence(
            &analysis,
            &found.cues,
            &found.hits,
            &set.grading,
            &strategy.scoring,
        );
        let mut steps: BTreeMap<&str, (Level, f64)> = BTreeMap::new();
        let mut details = Vec::new();
        for e in &ev {
            let best = steps.entry(e.step).or_insert((Level::None, 0.0));
            if e.grade.kind > best.0 {
                best.0 = e.grade.kind;
            }
            if e.grade.level > best.1 {
                best.1 = e.grade.level;
            }
            details.push(serde_json::json!({"step": e.step, "kind": e.grade.kind, "level": e.grade.level, "block": e.grade.blocked_by, "anchors": e.grade.anchors.iter().map(|a| format!("{:?}:{}", a.kind, analysis.document.slice(a.span))).collect::<Vec<_>>(), "cues": e.cues.iter().map(|c| format!("{}:{}", c.rule.header.id, analysis.document.slice(c.span))).collect::<Vec<_>>(), "unit": analysis.document.slice(e.unit.span)}));
        }
        println!(
            "{}",
            serde_json::json!({"id": value["id"], "steps": steps, "details": details})
        );
    }
}
