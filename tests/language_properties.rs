//! What holds for any text at all.

use linjassa::document::{Block, BlockKind, Document};
use linjassa::language::{Analysis, Morphology, analyze, constructions, doer};
use linjassa::span::Span;
use proptest::prelude::*;

fn analysis(text: &str, morphology: &Morphology) -> Analysis {
    let mut document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        if !line.is_empty() {
            document.blocks.push(Block {
                span: Span::new(start, end),
                kind: BlockKind::Paragraph,
                heading: None,
            });
        }
        start = end + 1;
    }
    analyze(document, morphology)
}

fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Kaupunki",
        "kokeilee",
        "tehdään",
        "esim.",
        "1.",
        "1.1.–30.4.",
        "3 000",
        "klo 9",
        "”Miksi?”",
        "EU:n",
        "suunnittelu- ja kehittämistyö",
        "x@imatra.fi",
        "https://imatra.fi/a(b).",
        "vaa’an",
        "yhteis\u{ad}työ",
        "(ks. 2.)",
        "…",
        ":)",
        "%:n",
        "a\u{308}iti",
        "-10",
        "ei",
        "1–0.",
        "\u{200b}",
        "Ъ",
        "🙂\u{fe0f}",
        "\t",
        ".",
        "...",
        "-",
        "’",
        "#",
        "/",
    ]);
    let spaced = prop::collection::vec(
        (
            words,
            prop::sample::select(vec!["", " ", " ", " ", "\n", "\u{a0}"]),
        ),
        0..25,
    );
    let mixed = spaced.prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(word, space)| [word, space])
            .collect::<String>()
    });
    prop_oneof![mixed, "\\PC{0,60}", any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn spans_are_ordered_and_on_character_boundaries(text in text()) {
        let morphology = Morphology::new();
        let analysis = analysis(&text, &morphology);
        let mut end = 0;
        for sentence in &analysis.sentences {
            prop_assert!(sentence.span.start >= end);
            prop_assert!(!analysis.document.slice(sentence.span).trim().is_empty());
            let block = analysis.document.blocks[sentence.block].span;
            prop_assert!(block.contains(sentence.span));
            let mut token_end = sentence.span.start;
            for token in analysis.tokens_of(sentence) {
                prop_assert!(token.span.start >= token_end && !token.span.is_empty());
                prop_assert!(sentence.span.contains(token.span));
                let _ = analysis.document.slice(token.span);
                token_end = token.span.end;
            }
            end = sentence.span.end;
        }
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            constructions(&analysis, index);
            for token in sentence.tokens.clone() {
                doer(&analysis, index, token);
            }
        }
    }

    #[test]
    fn nothing_but_space_is_left_out(text in text()) {
        let morphology = Morphology::new();
        let analysis = analysis(&text, &morphology);
        let mut covered = vec![false; analysis.document.text.len()];
        for token in &analysis.tokens {
            covered[token.span.start..token.span.end].fill(true);
        }
        for (at, character) in analysis.document.text.char_indices() {
            let is_ignored = character.is_whitespace() || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
            prop_assert!(covered[at] || is_ignored, "{character:?} at {at}");
        }
    }

    #[test]
    fn analysis_is_deterministic(text in text()) {
        let morphology = Morphology::new();
        let describe = |analysis: &Analysis| format!("{:?} {:?}", analysis.languages, analysis.tokens.iter().map(|token| (token.span, token.passive, token.word.readings.clone())).collect::<Vec<_>>());
        prop_assert_eq!(describe(&analysis(&text, &morphology)), describe(&analysis(&text, &Morphology::new())));
    }
}
