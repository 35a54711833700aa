//! `tokens`: how a text is analysed.

use std::io::{self, Read, Write};
use std::path::Path;

use serde::Serialize;

use crate::cli::TokensFormat;
use crate::cli::run::Status;
use crate::cli::setup::{Setup, SetupFailure};
use crate::language::{
    Analysis, Language, Morphology, Passive, Reading, Token, TokenKind, analyze,
};
use crate::readers;
use crate::span::Span;

/// A sentence as it is shown.
#[derive(Serialize)]
struct ShownSentence<'a> {
    text: &'a str,
    span: Span,
    language: Language,
    /// Words, as Universal Dependencies counts them.
    words: usize,
    tokens: Vec<ShownToken<'a>>,
}

/// A token as it is shown.
#[derive(Serialize)]
struct ShownToken<'a> {
    text: &'a str,
    span: Span,
    kind: TokenKind,
    lemmas: Vec<&'a str>,
    passive: Option<Passive>,
    is_passive: bool,
    readings: &'a [Reading],
}

/// Shows sentences, tokens and readings of a text.
pub(super) fn tokens(
    _setup: &Setup,
    text: Option<String>,
    format: TokensFormat,
) -> Result<io::Result<Status>, SetupFailure> {
    Ok(show(text, format))
}

fn show(text: Option<String>, format: TokensFormat) -> io::Result<Status> {
    let mut given = text.unwrap_or_default();
    if given.is_empty() {
        io::stdin().lock().read_to_string(&mut given)?;
    }
    let document = readers::read(Path::new("text.txt"), given.as_bytes()).unwrap_or_default();
    let morphology = Morphology::default();
    let analysis = analyze(document, &morphology);
    let sentences = shown(&analysis);
    let mut out = io::BufWriter::new(io::stdout().lock());
    match format {
        TokensFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &sentences)?;
            writeln!(out)?;
        }
        TokensFormat::Text => {
            for sentence in &sentences {
                writeln!(out, "{}", sentence.text)?;
                for token in &sentence.tokens {
                    line(token, &mut out)?;
                }
                writeln!(out)?;
            }
        }
    }
    out.flush()?;
    Ok(Status::Clean)
}

fn shown(analysis: &Analysis) -> Vec<ShownSentence<'_>> {
    let sentence = |sentence: &crate::language::Sentence| ShownSentence {
        text: &analysis.document.text[sentence.span.start..sentence.span.end],
        span: sentence.span,
        language: analysis.languages[sentence.block],
        words: analysis
            .tokens_of(sentence)
            .iter()
            .filter(|token| token.is_word())
            .count(),
        tokens: analysis
            .tokens_of(sentence)
            .iter()
            .map(|token| shown_token(analysis, token))
            .collect(),
    };
    analysis.sentences.iter().map(sentence).collect()
}

fn shown_token<'a>(analysis: &'a Analysis, token: &'a Token) -> ShownToken<'a> {
    ShownToken {
        text: &analysis.document.text[token.span.start..token.span.end],
        span: token.span,
        kind: token.kind,
        lemmas: token.word.lemmas(),
        passive: token.passive,
        is_passive: token.passive.is_some(),
        readings: &token.word.readings,
    }
}

fn line(token: &ShownToken<'_>, out: &mut impl Write) -> io::Result<()> {
    let kind: &str = token.kind.into();
    let passive = token.passive.map_or_else(String::new, |passive| {
        let name: &str = passive.into();
        format!("  passive={name}")
    });
    writeln!(
        out,
        "  {:<20} {kind:<11} {}{passive}",
        token.text,
        token.lemmas.join(" ")
    )?;
    for reading in token.readings {
        writeln!(out, "      {}", features(reading))?;
    }
    Ok(())
}

/// A reading in one line, in the order of Universal Dependencies.
fn features(reading: &Reading) -> String {
    let mut parts = vec![
        reading.lemma.to_string(),
        <&str>::from(reading.upos).to_owned(),
    ];
    let mut add = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            parts.push(format!("{name}={value}"));
        }
    };
    add("Case", reading.case.map(Into::into));
    add("Number", reading.number.map(Into::into));
    add("Person", reading.person.map(Into::into));
    add("Mood", reading.mood.map(Into::into));
    add("Tense", reading.tense.map(Into::into));
    add("Voice", reading.voice.map(Into::into));
    add("VerbForm", reading.verb_form.map(Into::into));
    add("PartForm", reading.part_form.map(Into::into));
    add("Degree", reading.degree.map(Into::into));
    add("Polarity", reading.polarity.map(Into::into));
    add("Possessive", reading.possessive.as_deref());
    add("Derivation", reading.derivation.as_deref());
    add("Connegative", reading.connegative.then_some("Yes"));
    add("Guessed", reading.guessed.then_some("Yes"));
    for clitic in &reading.clitics {
        add("Clitic", Some(clitic.into()));
    }
    if !reading.parts.is_empty() {
        let lemmas: Vec<&str> = reading.parts.iter().map(|part| &*part.lemma).collect();
        add("Parts", Some(&lemmas.join("|")));
    }
    parts.join("  ")
}
