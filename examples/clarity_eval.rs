//! Measures constructions and passives against sentences labelled in JSON lines.
//!
//! `cargo run --release --example clarity_eval -- B_clarity.jsonl [--show]`

use std::{env, fs};

use linjassa::document::{Block, BlockKind, Document};
use linjassa::language::{Morphology, Passive, analyze, constructions};
use linjassa::span::Span;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let source =
        fs::read_to_string(&arguments[0]).expect("the first argument is a file of JSON lines");
    let morphology = Morphology::new();
    let mut counts = [[0_u32; 3]; 2];
    for line in source.lines() {
        let item: serde_json::Value = serde_json::from_str(line).expect("a line is a JSON object");
        let text = item["text"]
            .as_str()
            .expect("an item has its text")
            .to_owned();
        let block = Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
            heading: None,
        };
        let analysis = analyze(
            Document {
                text,
                blocks: vec![block],
                ..Document::default()
            },
            &morphology,
        );
        let found: Vec<_> = (0..analysis.sentences.len())
            .flat_map(|index| constructions(&analysis, index))
            .collect();
        let passive = analysis
            .tokens
            .iter()
            .any(|token| matches!(token.passive, Some(Passive::Finite | Passive::Compound)));
        for (count, name, own) in [
            (0, "participle", !found.is_empty()),
            (1, "passive", passive),
        ] {
            let gold = item["labels"][name] == true;
            counts[count][0] += u32::from(gold && own);
            counts[count][1] += u32::from(own);
            counts[count][2] += u32::from(gold);
            if gold != own && arguments.len() > 1 {
                let shown: Vec<_> = found
                    .iter()
                    .map(|found| (analysis.document.slice(found.span), found.kind))
                    .collect();
                println!(
                    "{name} gold {gold} {} {shown:?} {}",
                    item["evidence"][format!("{name}_tokens")],
                    analysis.document.text
                );
            }
        }
    }
    for (name, [right, own, gold]) in ["participle", "passive"].iter().zip(counts) {
        let (precision, recall) = (
            f64::from(right) / f64::from(own.max(1)),
            f64::from(right) / f64::from(gold.max(1)),
        );
        println!(
            "{name:<12} P {precision:.3} R {recall:.3} F {:.3} of {gold}",
            2.0 * precision * recall / (precision + recall).max(1e-9)
        );
    }
}
