//! The clarity score rises when faults are mended, and does not move with length.

use std::collections::BTreeSet;
use std::fs;

use serde::Deserialize;
use serde_json::Value;

mod checked;

use checked::checked;

/// The same message as offices write it, and mended.
#[derive(Deserialize)]
struct Pair {
    name: String,
    officialese: String,
    mended: String,
}

#[derive(Deserialize)]
struct Pairs {
    pair: Vec<Pair>,
}

fn pairs() -> Vec<Pair> {
    let text = fs::read_to_string("fixtures/selkeys/parit.toml").unwrap();
    toml::from_str::<Pairs>(&text).unwrap().pair
}

/// The clarity scores of texts, in their order.
fn scores(texts: &[String]) -> Vec<u64> {
    let folder = tempfile::tempdir().unwrap();
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.path().join(format!("{number:04}.md")), text).unwrap();
    }
    let report = checked(folder.path(), &[]);
    let documents = report["documents"].as_array().unwrap();
    assert_eq!(documents.len(), texts.len());
    let score = |document: &Value| {
        document["clarity"]["score"]
            .as_u64()
            .expect("it is long enough")
    };
    documents.iter().map(score).collect()
}

fn sentences(text: &str) -> Vec<&str> {
    text.trim().split_inclusive(". ").collect()
}

#[test]
fn the_mended_text_is_always_clearer() {
    let pairs = pairs();
    assert!(pairs.len() >= 25, "{}", pairs.len());
    let texts: Vec<String> = pairs
        .iter()
        .flat_map(|pair| [pair.officialese.clone(), pair.mended.clone()])
        .collect();
    for (pair, scores) in pairs.iter().zip(scores(&texts).chunks(2)) {
        assert!(scores[0] < scores[1], "{}: {scores:?}", pair.name);
    }
}

#[test]
fn every_mended_sentence_raises_the_score_or_leaves_it() {
    let pairs = pairs();
    let mut texts = Vec::new();
    for pair in &pairs {
        let (old, new) = (sentences(&pair.officialese), sentences(&pair.mended));
        assert_eq!(old.len(), new.len(), "{}: one for each", pair.name);
        let mended_so_far = |count: usize| [&new[..count], &old[count..]].concat().concat();
        texts.extend((0..=old.len()).map(mended_so_far));
    }
    let scores = scores(&texts);
    let mut rest = scores.as_slice();
    for pair in &pairs {
        let (own, others) = rest.split_at(sentences(&pair.mended).len() + 1);
        rest = others;
        assert!(own.is_sorted(), "{}: {own:?}", pair.name);
        let steps: BTreeSet<_> = own.iter().collect();
        assert!(
            steps.len() >= 3,
            "{}: it rises in steps: {own:?}",
            pair.name
        );
    }
}

#[test]
fn a_text_of_the_same_quality_scores_the_same_at_any_length() {
    let pairs = pairs();
    let versions: Vec<&str> = pairs
        .iter()
        .flat_map(|pair| [pair.officialese.trim(), pair.mended.trim()])
        .collect();
    let lengths = [1, 2, 5, 20];
    let texts: Vec<String> = versions
        .iter()
        .flat_map(|text| lengths.map(|length| vec![*text; length].join("\n\n")))
        .collect();
    for (text, scores) in versions.iter().zip(scores(&texts).chunks(lengths.len())) {
        let is_same = scores.iter().all(|score| *score == scores[0]);
        assert!(is_same, "{scores:?}: {text}");
    }
}

#[test]
fn many_texts_together_score_what_they_score_apart() {
    let pairs = pairs();
    let versions: [Vec<String>; 2] = [
        pairs.iter().map(|pair| pair.officialese.clone()).collect(),
        pairs.iter().map(|pair| pair.mended.clone()).collect(),
    ];
    for texts in versions {
        let apart = scores(&texts);
        let mean = apart.iter().sum::<u64>() as f64 / apart.len() as f64;
        let together = scores(&[texts.join("\n\n")])[0] as f64;
        assert!(
            (mean - together).abs() < 3.0,
            "{mean} apart, {together} together"
        );
    }
}

#[test]
fn an_abbreviation_weighs_the_same_however_often_it_stands() {
    let text = "Kokous on maanantaina. SRTL:n lomake on netissä. Täytä se illalla. Tulos tulee postissa. Kiitos avusta.";
    let scores = scores(&[
        text.to_owned(),
        [text; 4].join("\n\n"),
        text.replace("SRTL:n", "Kerhon"),
    ]);
    assert_eq!(scores, [80, 80, 100]);
}
