//! Measures sentences, tokens, lemmas, passives and participle constructions against a treebank in
//! CoNLL-U.
//!
//! `cargo run --release --example ud_eval -- fi_tdt-ud-dev.conllu [--show tokens|sentences|finite|participles|lemmas|preferred|constructions]`

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::collections::HashSet;
use std::{env, fs};

use linjassa::document::{Block, BlockKind, Document};
use linjassa::language::{
    Analysis, Construction, Morphology, Passive, Token, TokenKind, analyze, constructions,
};
use linjassa::span::Span;

#[derive(Default)]
struct Gold {
    text: String,
    blocks: Vec<Block>,
    sentences: Vec<Span>,
    tokens: Vec<GoldToken>,
    /// The heads of participle constructions.
    constructions: Vec<Span>,
}

struct GoldToken {
    span: Span,
    lemma: String,
    upos: String,
    feats: String,
    head: usize,
    deprel: String,
    aux: bool,
    multiword: bool,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let show = arguments
        .iter()
        .position(|a| a == "--show")
        .map(|at| arguments[at + 1].clone());
    let show = show.unwrap_or_default();
    let source = fs::read_to_string(&arguments[0]).expect("the first argument is a CoNLL-U file");
    let gold = read(&source);
    let document = Document {
        text: gold.text.clone(),
        blocks: gold.blocks.clone(),
        ..Document::default()
    };
    let morphology = Morphology::default();
    let analysis = analyze(document, &morphology);
    let sentences: Vec<Span> = analysis
        .sentences
        .iter()
        .map(|sentence| sentence.span)
        .collect();
    spans(
        "sentences",
        &gold.sentences,
        &sentences,
        &gold.text,
        show == "sentences",
    );
    let tokens: Vec<Span> = analysis.tokens.iter().map(|token| token.span).collect();
    let gold_tokens: Vec<Span> = gold.tokens.iter().map(|token| token.span).collect();
    spans(
        "tokens",
        &gold_tokens,
        &tokens,
        &gold.text,
        show == "tokens",
    );
    lemmas(&gold, &analysis, &show);
    passives(&gold, &analysis, &show);
    participle_constructions(&gold, &analysis, &show);
}

fn read(source: &str) -> Gold {
    let mut gold = Gold::default();
    let mut block_start = 0;
    for chunk in source
        .split("\n\n")
        .filter(|chunk| !chunk.trim().is_empty())
    {
        let sentence_text = chunk
            .lines()
            .find_map(|line| line.strip_prefix("# text = "))
            .expect("a sentence has text");
        if chunk.contains("# newdoc") {
            end_block(&mut gold, &mut block_start);
        }
        if gold.text.len() > block_start {
            gold.text.push(' ');
        }
        let start = gold.text.len();
        gold.text.push_str(sentence_text);
        gold.sentences.push(Span::new(start, gold.text.len()));
        add_tokens(&mut gold, chunk, start);
        let last = sentence_text.trim_end_matches(['"', '”', ')', '’', '\'']);
        if !last.ends_with(['.', '!', '?', '…']) && !sentence_text.ends_with([')', 'D']) {
            end_block(&mut gold, &mut block_start);
        }
    }
    end_block(&mut gold, &mut block_start);
    gold
}

fn end_block(gold: &mut Gold, start: &mut usize) {
    if gold.text.len() > *start {
        gold.blocks.push(Block {
            span: Span::new(*start, gold.text.len()),
            kind: BlockKind::Paragraph,
            heading: None,
        });
        gold.text.push('\n');
        *start = gold.text.len();
    }
}

fn add_tokens(gold: &mut Gold, chunk: &str, start: usize) {
    let rows: Vec<Vec<&str>> = chunk
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let with_aux: HashSet<&str> = rows
        .iter()
        .filter(|row| row[7].starts_with("aux"))
        .map(|row| row[6])
        .collect();
    let mut at = start;
    let mut skip_to = 0;
    let heads: HashSet<&str> = construction_heads(&rows).into_iter().collect();
    for row in &rows {
        if row[0].contains('.') {
            continue;
        }
        let multiword = row[0].contains('-');
        if let Some((_, last)) = row[0].split_once('-') {
            skip_to = last.parse().expect("a range ends in a number");
        } else if row[0].parse::<usize>().expect("a row has a number") <= skip_to {
            continue;
        }
        let found = at
            + gold.text[at..]
                .find(row[1])
                .expect("the text holds the token");
        let span = Span::new(found, found + row[1].len());
        at = span.end;
        if heads.contains(row[0]) {
            gold.constructions.push(span);
        }
        gold.tokens.push(GoldToken {
            span,
            lemma: row[2].replace(['#', '-'], "").to_lowercase(),
            upos: row[3].into(),
            feats: row[5].into(),
            head: row[6].parse().unwrap_or(0),
            deprel: row[7].into(),
            aux: with_aux.contains(row[0]),
            multiword,
        });
    }
}

/// Ids of the heads of participle constructions: participles and infinitives that stand for a
/// clause, and participles before their noun with a dependant of their own before them, adverbs
/// left out.
fn construction_heads<'a>(rows: &[Vec<&'a str>]) -> Vec<&'a str> {
    let number = |id: &str| id.parse::<usize>().unwrap_or(0);
    let is_head = |row: &&Vec<&'a str>| {
        let children: Vec<&Vec<&str>> = rows.iter().filter(|child| child[6] == row[0]).collect();
        let (feats, relation) = (row[5], row[7].split(':').next().unwrap_or_default());
        let is_participle = feats.contains("VerbForm=Part");
        let is_finite = children.iter().any(|child| {
            child[7].starts_with("aux")
                || child[7].starts_with("cop") && child[5].contains("VerbForm=Fin")
        });
        let has_mark = children.iter().any(|child| child[7] == "mark");
        let is_infinitive = feats.contains("VerbForm=Inf")
            && ["Ine", "Abe", "Ins", "Tra", "Ess", "Par"]
                .iter()
                .any(|case| feats.contains(&format!("Case={case}")));
        let stands_for_clause = matches!(relation, "advcl" | "ccomp" | "xcomp")
            && !is_finite
            && (is_participle && !has_mark || is_infinitive);
        let is_light = |child: &Vec<&str>| {
            matches!(child[3], "ADV" | "PUNCT" | "CCONJ")
                || ["advmod", "punct", "cc", "aux", "mark"]
                    .iter()
                    .any(|light| child[7].starts_with(light))
        };
        let is_heavy = matches!(relation, "acl" | "amod")
            && is_participle
            && number(row[0]) < number(row[6])
            && children
                .iter()
                .any(|child| number(child[0]) < number(row[0]) && !is_light(child));
        stands_for_clause || is_heavy
    };
    rows.iter().filter(is_head).map(|row| row[0]).collect()
}

/// Sentences with a participle construction, and the constructions themselves by their heads.
fn participle_constructions(gold: &Gold, analysis: &Analysis, show: &str) {
    let own: Vec<Construction> = (0..analysis.sentences.len())
        .flat_map(|sentence| constructions(analysis, sentence))
        .collect();
    let (mut sentences, mut heads) = ([0; 3], [0; 3]);
    for sentence in &gold.sentences {
        let inside = |span: Span| sentence.contains(span);
        let heads_here = gold.constructions.iter();
        let gold_here: Vec<&Span> = heads_here.filter(|head| inside(**head)).collect();
        let own_here: Vec<&Construction> = own.iter().filter(|one| inside(one.span)).collect();
        count(&mut sentences, !gold_here.is_empty(), !own_here.is_empty());
        let is_found = |head: &&&Span| own_here.iter().any(|one| one.span.end == head.end);
        heads[0] += gold_here.iter().filter(is_found).count();
        heads[1] += own_here.len();
        heads[2] += gold_here.len();
        if show == "constructions" {
            let text = &gold.text[sentence.start..sentence.end];
            let decides = gold_here.is_empty() != own_here.is_empty();
            for head in gold_here.iter().filter(|head| !is_found(head)) {
                let token = gold.tokens.iter().find(|token| token.span == **head);
                let (relation, feats) = token.map_or(("", ""), |t| (&t.deprel, &t.feats));
                let word = &gold.text[head.start..head.end];
                println!("  missed {decides} {word} {relation} {feats} | {text}");
            }
            let is_right = |one: &Construction| gold_here.iter().any(|h| h.end == one.span.end);
            for one in own_here.iter().filter(|one| !is_right(one)) {
                let kind: &str = one.kind.into();
                let words = &gold.text[one.span.start..one.span.end];
                println!("  extra {decides} {kind} {words} | {text}");
            }
        }
    }
    report("constr. sent.", sentences[0], sentences[1], sentences[2]);
    report("constr. heads", heads[0], heads[1], heads[2]);
}

fn spans(name: &str, gold: &[Span], own: &[Span], text: &str, show: bool) {
    let gold_set: HashSet<&Span> = gold.iter().collect();
    let own_set: HashSet<&Span> = own.iter().collect();
    let right = gold_set.intersection(&own_set).count();
    report(name, right, own.len(), gold.len());
    if show {
        for span in own.iter().filter(|span| !gold_set.contains(span)) {
            println!("  extra {:?}", &text[span.start..span.end]);
        }
        for span in gold.iter().filter(|span| !own_set.contains(span)) {
            println!("  missed {:?}", &text[span.start..span.end]);
        }
    }
}

fn report(name: &str, right: usize, own: usize, gold: usize) {
    let precision = right as f64 / own.max(1) as f64;
    let recall = right as f64 / gold.max(1) as f64;
    let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
    println!("{name:<14} P {precision:.4} R {recall:.4} F {f1:.4} ({right} of {gold})");
}

fn aligned<'a>(gold: &'a Gold, analysis: &'a Analysis) -> Vec<(&'a GoldToken, &'a Token)> {
    let mut pairs = Vec::new();
    for gold in &gold.tokens {
        if let Ok(at) = analysis
            .tokens
            .binary_search_by_key(&gold.span, |token| token.span)
        {
            pairs.push((gold, &analysis.tokens[at]));
        }
    }
    pairs
}

fn lemmas(gold: &Gold, analysis: &Analysis, show: &str) {
    let (mut all, mut inside, mut first, mut known) = (0, 0, 0, 0);
    for (gold, token) in aligned(gold, analysis) {
        let is_word = !matches!(gold.upos.as_str(), "PUNCT" | "SYM") && !gold.multiword;
        if !is_word || !token.word.form.chars().any(char::is_alphabetic) {
            continue;
        }
        all += 1;
        known += usize::from(token.word.readings.iter().any(|reading| !reading.guessed));
        let lemmas = token.word.lemmas();
        let is_inside = lemmas
            .iter()
            .any(|lemma| lemma.replace('-', "") == gold.lemma);
        inside += usize::from(is_inside);
        if !is_inside && show == "lemmas" {
            println!(
                "  {} {} {} got {lemmas:?}",
                token.word.form, gold.lemma, gold.upos
            );
        }
        let preferred = token.word.preferred(token_is_first(analysis, token));
        let is_right =
            preferred.is_some_and(|reading| reading.lemma.replace('-', "") == gold.lemma);
        first += usize::from(is_right);
        if is_inside && !is_right && show == "preferred" {
            println!(
                "  {} {} {} got {:?}",
                token.word.form,
                gold.lemma,
                gold.upos,
                preferred.map(|r| &r.lemma)
            );
        }
    }
    let share = |part: usize| part as f64 / f64::from(all.max(1));
    println!(
        "lemmas         known {:.4} in set {:.4} preferred {:.4} of {all}",
        share(known),
        share(inside),
        share(first)
    );
}

fn token_is_first(analysis: &Analysis, token: &Token) -> bool {
    let at = analysis
        .sentences
        .partition_point(|sentence| sentence.span.start <= token.span.start)
        - 1;
    let first = analysis
        .tokens_of(&analysis.sentences[at])
        .iter()
        .find(|token| token.kind == TokenKind::Word);
    first.is_some_and(|first| first.span == token.span)
}

fn passives(gold: &Gold, analysis: &Analysis, show: &str) {
    let (mut finite, mut other, mut chain) = ([0; 3], [0; 3], [0; 3]);
    for (gold, token) in aligned(gold, analysis) {
        let is_pass = gold.feats.contains("Voice=Pass")
            && matches!(gold.upos.as_str(), "VERB" | "AUX" | "ADJ" | "NOUN");
        let is_finite = is_pass && gold.feats.contains("VerbForm=Fin");
        let is_other = is_pass && !is_finite;
        let is_chain = is_other && gold.aux;
        let (own_finite, own_chain) = (
            token.passive == Some(Passive::Finite),
            token.passive == Some(Passive::Compound),
        );
        let own_other = token.passive.is_some() && !own_finite;
        count(&mut finite, is_finite, own_finite);
        count(&mut other, is_pass, token.passive.is_some());
        count(&mut chain, is_chain, own_chain);
        if show == "finite" && is_finite != own_finite
            || show == "participles" && is_other != own_other
        {
            println!(
                "  {} gold {} {} {} own {:?}",
                token.word.form, gold.lemma, gold.feats, gold.deprel, token.passive
            );
        }
        let _ = gold.head;
    }
    for (name, counts) in [
        ("finite", finite),
        ("all passives", other),
        ("compound", chain),
    ] {
        report(name, counts[0], counts[1], counts[2]);
    }
}

fn count(counts: &mut [usize; 3], gold: bool, own: bool) {
    counts[0] += usize::from(gold && own);
    counts[1] += usize::from(own);
    counts[2] += usize::from(gold);
}
