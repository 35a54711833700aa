//! A checked document as a report has it: texts in one language, places a person can find.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use crate::check::readability::readability;
use crate::check::suppress::{CommentTrouble, Suppressions};
use crate::check::{Checked, Checker, advice, content_sentences, exceptions, shown_path};
use crate::document::Document;
use crate::language::{Analysis, Language, Sentence};
use crate::report::{
    AnchorReview, BodyBlock, ClarityReview, DocumentReview, EvidenceReview, FindingReview,
    OTHER_LANGUAGE, PlaceReview, StepReview, SuppressedBy, ThemeReview, Unchecked,
};
use crate::rules::{Doctype, Evidence, Finding, Reach, Rule, Severity};
use crate::scoring::StepScore;
use crate::span::Span;

/// The fewest content sentences that make a clarity score.
const CLARITY_UNITS: usize = 5;

/// Writes up a checked document.
pub(super) fn review(checker: &Checker, checked: &Checked<'_>) -> DocumentReview {
    let analysis = &checked.analysis;
    let document = &analysis.document;
    let rules = &checked.in_force.rules.rules;
    let ids: Vec<&str> = rules.iter().map(|rule| rule.header.id.as_str()).collect();
    let (suppressions, mut troubles) = Suppressions::read(document, &ids);
    let mut findings = findings(checker, checked, &suppressions);
    let unchecked = unchecked(analysis);
    findings.extend(other_languages(checker, checked, &suppressions, &unchecked));
    troubles.extend(suppressions.unused());
    findings.extend(
        troubles
            .iter()
            .filter_map(|trouble| comment_finding(checker, checked, trouble)),
    );
    findings.extend(advice::missing_steps(checker, checked));
    finish(checker, document, &mut findings);
    let steps: Vec<StepReview> = steps(checker, checked);
    let clarity = clarity(checked, &findings);
    DocumentReview {
        path: shown_path(&document.path),
        title: title(document),
        format: document.format,
        doctype: checked.doctype.map(|doctype| doctype.id.clone()),
        doctype_title: checked
            .doctype
            .map(|doctype| doctype.title.get(checker.messages.lang).to_owned()),
        language: main_language(analysis),
        strategy: checked.in_force.strategy.id.clone(),
        strategy_title: checked
            .in_force
            .strategy
            .title
            .get(checker.messages.lang)
            .to_owned(),
        words: analysis
            .tokens
            .iter()
            .filter(|token| token.is_word())
            .count(),
        sentences: analysis.sentences.len(),
        advice: advice::first_things(checker, &findings),
        steps,
        themes: themes(checker, checked),
        clarity,
        readability: readability(checker, checked),
        findings,
        unchecked,
        warnings: document.warnings.clone(),
        body: body(document),
        start: place(document, Span::default()),
    }
}

fn findings(
    checker: &Checker,
    checked: &Checked<'_>,
    suppressions: &Suppressions,
) -> Vec<FindingReview> {
    let severity = severities_in(checker, checked);
    let reviewed = checked.found.findings.iter().filter_map(|finding| {
        let severity = severity(finding.rule)?;
        let review = finding_review(checker, checked, finding, severity);
        Some(silenced(review, suppressions))
    });
    reviewed.collect()
}

/// How much the findings of a rule matter in a file: by the settings for its path, else by its
/// document type; nothing if the rule is switched off.
pub(super) fn severities<'c>(
    checker: &'c Checker,
    path: &Path,
    doctype: Option<&'c Doctype>,
) -> impl Fn(&Rule) -> Option<Severity> + 'c {
    let overrides: Vec<_> = checker.config.overrides(path).collect();
    move |rule| {
        if !rule.header.enabled {
            return None;
        }
        let mut latest = overrides.iter().rev();
        match latest.find_map(|over| over.severity.get(&rule.header.id)) {
            Some(over) => over.severity(),
            None => rule.severity_in(doctype),
        }
    }
}

/// The same for a checked document.
pub(super) fn severities_in<'c>(
    checker: &'c Checker,
    checked: &'c Checked<'_>,
) -> impl Fn(&Rule) -> Option<Severity> + 'c {
    severities(checker, &checked.analysis.document.path, checked.doctype)
}

/// A finding with the reason a comment gives for leaving it out, if one does.
fn silenced(mut finding: FindingReview, suppressions: &Suppressions) -> FindingReview {
    finding.suppressed = suppressions.reason(&finding.rule, finding.span);
    finding.suppressed_by = finding.suppressed.as_ref().map(|_| SuppressedBy::Comment);
    finding
}

/// A finding for each language that was not checked, where its first block begins.
fn other_languages(
    checker: &Checker,
    checked: &Checked<'_>,
    suppressions: &Suppressions,
    unchecked: &[Unchecked],
) -> Vec<FindingReview> {
    let Some(rule) = checked.in_force.rules.rule(OTHER_LANGUAGE) else {
        return Vec::new();
    };
    let Some(severity) = severities_in(checker, checked)(rule) else {
        return Vec::new();
    };
    let finding = |part: &Unchecked| {
        let mut finding = finding_at(checker, checked, rule, severity, part.span);
        finding.message = finding
            .message
            .replace("{match}", &part.message(&checker.messages));
        silenced(finding, suppressions)
    };
    unchecked.iter().map(finding).collect()
}

fn finding_review(
    checker: &Checker,
    checked: &Checked<'_>,
    finding: &Finding<'_>,
    severity: Severity,
) -> FindingReview {
    let lang = checker.messages.lang;
    let text = &checked.analysis.document.text;
    FindingReview {
        message: finding.message(lang, text),
        suggestion: finding.suggestion(lang, text),
        ..finding_at(checker, checked, finding.rule, severity, finding.found.span)
    }
}

/// A finding of a rule at a place, with the rule's own texts.
pub(super) fn finding_at(
    checker: &Checker,
    checked: &Checked<'_>,
    rule: &Rule,
    severity: Severity,
    span: Span,
) -> FindingReview {
    let lang = checker.messages.lang;
    let document = &checked.analysis.document;
    FindingReview {
        rule: rule.header.id.clone(),
        step: None,
        severity,
        categories: rule.header.categories.clone(),
        title: rule.header.title.get(lang).to_owned(),
        message: rule.header.message.get(lang).to_owned(),
        suggestion: None,
        other_suggestions: Vec::new(),
        location: place(document, span),
        span,
        text: document.slice(span).to_owned(),
        sentence: sentence_text(&checked.analysis, span),
        fingerprint: String::new(),
        suppressed: None,
        suppressed_by: None,
    }
}

fn comment_finding(
    checker: &Checker,
    checked: &Checked<'_>,
    trouble: &CommentTrouble,
) -> Option<FindingReview> {
    let rule = checked.in_force.rules.rule(trouble.rule)?;
    let severity = severities_in(checker, checked)(rule)?;
    let offset = trouble.offset.min(checked.analysis.document.text.len());
    let place = Span::new(offset, offset);
    let mut finding = finding_at(checker, checked, rule, severity, place);
    finding.message = finding.message.replace("{match}", &trouble.text);
    finding.suggestion.clone_from(&trouble.suggestion);
    finding.sentence.clone_from(&trouble.text);
    Some(finding)
}

/// Sorts, gives fingerprints, and marks what the settings leave out.
fn finish(checker: &Checker, document: &Document, findings: &mut [FindingReview]) {
    findings.sort_by(|one, other| (one.span, &one.rule).cmp(&(other.span, &other.rule)));
    let exceptions: Vec<_> = checker.config.ignores(&document.path).collect();
    let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
    for finding in findings {
        let key = fingerprint_key(finding);
        let copy = seen.entry(key).or_default();
        finding.fingerprint = format!("{:016x}", key.wrapping_add(*copy as u64));
        *copy += 1;
        if finding.suppressed.is_none() {
            exceptions::silence(&exceptions, finding);
        }
    }
}

/// A number that depends on the rule, the words found and their sentence, not on place or file.
///
/// What is said of a step is said of the whole document, so there the step stands for the words:
/// it is the same finding when the first sentence changes, and another one for another step.
pub fn fingerprint_key(finding: &FindingReview) -> u64 {
    let mut key = finding.rule.clone();
    if let Some(step) = &finding.step {
        key.extend(["\u{1f}", step]);
        return xxh3_64(key.as_bytes());
    }
    for text in [&finding.text, &finding.sentence] {
        key.push('\u{1f}');
        let words = text.split(|c: char| !c.is_alphanumeric());
        for (number, word) in words.filter(|word| !word.is_empty()).enumerate() {
            key.extend((number > 0).then_some(' '));
            key.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    xxh3_64(key.as_bytes())
}

fn steps(checker: &Checker, checked: &Checked<'_>) -> Vec<StepReview> {
    let lang = checker.messages.lang;
    let strategy = &checked.in_force.strategy;
    let step_review = |(step, score): (&crate::rules::Step, &StepScore)| StepReview {
        id: step.id.clone(),
        title: step.title.get(lang).to_owned(),
        score: score.score,
        verdict: score.verdict,
        level: score.level,
        cheap_talk: score.cheap_talk,
        evidence: evidence_of(checked, &step.id)
            .map(|one| evidence_review(checked, one))
            .collect(),
    };
    strategy
        .steps
        .iter()
        .zip(&checked.scores)
        .map(step_review)
        .collect()
}

fn evidence_of<'a>(checked: &'a Checked<'_>, step: &'a str) -> impl Iterator<Item = &'a Evidence> {
    checked.evidence.iter().filter(move |one| one.step == step)
}

fn evidence_review(checked: &Checked<'_>, evidence: &Evidence) -> EvidenceReview {
    let document = &checked.analysis.document;
    EvidenceReview {
        level: evidence.level,
        kind: evidence.kind,
        rule: evidence.rules.first().cloned().unwrap_or_default(),
        rules: evidence.rules.clone(),
        location: place(document, evidence.span),
        span: evidence.span,
        text: document.slice(evidence.span).replace('\n', " | "),
        anchors: evidence
            .anchors
            .iter()
            .map(|anchor| AnchorReview {
                kind: anchor.kind,
                text: document.slice(anchor.span).to_owned(),
            })
            .collect(),
        missing: evidence.missing.clone(),
        blocked_by: evidence.blocked_by,
        hedged: evidence.is_hedged,
    }
}

fn themes(checker: &Checker, checked: &Checked<'_>) -> Vec<ThemeReview> {
    let lang = checker.messages.lang;
    let spearheads = checked.in_force.strategy.spearheads.iter();
    let themes = spearheads.map(|theme| ThemeReview {
        id: theme.id.clone(),
        title: theme.title.get(lang).to_owned(),
        units: evidence_of(checked, &theme.id)
            .filter(|one| one.level > 0.0)
            .count(),
    });
    themes.filter(|theme| theme.units > 0).collect()
}

/// The share of content sentences without a finding that makes language unclear.
///
/// What is said of the text as a whole is no fault of a sentence, so the score does not move when
/// a text of the same quality gets longer.
fn clarity(checked: &Checked<'_>, findings: &[FindingReview]) -> ClarityReview {
    let sentences: Vec<&Sentence> = content_sentences(&checked.analysis, &checked.found).collect();
    let mut places: Vec<Span> = Vec::new();
    let mut words: BTreeSet<&str> = BTreeSet::new();
    for finding in findings {
        let rule = checked.in_force.rules.rule(&finding.rule);
        let Some(rule) = rule.filter(|rule| rule.pack == "clarity") else {
            continue;
        };
        match rule.reach() {
            Reach::Place => places.push(finding.span),
            Reach::Word => {
                words.insert(base(&finding.text));
            }
            Reach::Text => {}
        }
    }
    let has_word = |sentence: &Sentence| {
        let mut tokens = checked.analysis.tokens_of(sentence).iter();
        !words.is_empty() && tokens.any(|token| words.contains(base(&token.word.form)))
    };
    let is_unclear = |sentence: &&&Sentence| {
        places.iter().any(|place| place.overlaps(sentence.span)) || has_word(sentence)
    };
    let unclear = sentences.iter().filter(is_unclear).count();
    let clear = sentences.len() - unclear;
    ClarityReview {
        score: (sentences.len() >= CLARITY_UNITS).then(|| share(clear, sentences.len())),
        units: sentences.len(),
        unclear,
    }
}

/// An abbreviation without its ending or the rest of a compound: *TES:n*, *TES-sopimus*.
fn base(form: &str) -> &str {
    form.split([':', '-']).next().unwrap_or(form)
}

fn share(part: usize, whole: usize) -> u8 {
    u8::try_from((part * 200 + whole) / (whole * 2)).unwrap_or(100)
}

/// Where a span stands, with the headings above it.
pub(super) fn place(document: &Document, span: Span) -> PlaceReview {
    let location = document.location(span.start);
    let end = document.location(span.end);
    let block = document.block_at(span.start);
    PlaceReview {
        end_line: location.line.and(end.line),
        end_column: location.line.and(end.column),
        byte_column: None,
        end_byte_column: None,
        headings: block.map_or_else(Vec::new, |block| {
            document
                .heading_path(block)
                .into_iter()
                .map(str::to_owned)
                .collect()
        }),
        place: location,
    }
}

fn sentence_text(analysis: &Analysis, span: Span) -> String {
    let after = analysis
        .sentences
        .partition_point(|sentence| sentence.span.start <= span.start);
    let sentence = after.checked_sub(1).map(|index| &analysis.sentences[index]);
    sentence.map_or_else(String::new, |sentence| {
        analysis.document.slice(sentence.span).to_owned()
    })
}

fn title(document: &Document) -> Option<String> {
    let heading = document.blocks.iter().find(|block| block.kind.is_heading());
    let heading = heading.map(|block| document.slice(block.span).to_owned());
    document.title.clone().or(heading)
}

/// The language of the most words.
fn main_language(analysis: &Analysis) -> Language {
    let mut lengths: Vec<(usize, Language)> = Vec::new();
    for (block, language) in analysis.document.blocks.iter().zip(&analysis.languages) {
        match lengths.iter_mut().find(|(_, known)| known == language) {
            Some((length, _)) => *length += block.span.len(),
            None => lengths.push((block.span.len(), *language)),
        }
    }
    let longest = lengths
        .into_iter()
        .filter(|(_, language)| *language != Language::Unknown)
        .max_by_key(|(length, _)| *length);
    longest.map_or(Language::Unknown, |(_, language)| language)
}

/// What was not checked, a language at a time, in the order of the text.
fn unchecked(analysis: &Analysis) -> Vec<Unchecked> {
    let mut unchecked: Vec<Unchecked> = Vec::new();
    for (block, language) in analysis.languages.iter().enumerate() {
        let sentences = analysis.sentences_of(block);
        let Some(first) = sentences.first().filter(|_| !analysis.is_checked(block)) else {
            continue;
        };
        let tokens = sentences
            .iter()
            .flat_map(|sentence| analysis.tokens_of(sentence));
        let words = tokens.filter(|token| token.is_word()).count();
        match unchecked
            .iter_mut()
            .find(|known| known.language == *language)
        {
            Some(known) => {
                known.blocks += 1;
                known.words += words;
            }
            None => unchecked.push(Unchecked {
                language: *language,
                blocks: 1,
                words,
                location: place(&analysis.document, first.span),
                span: first.span,
            }),
        }
    }
    unchecked
}

fn body(document: &Document) -> Vec<BodyBlock> {
    let block = |block: &crate::document::Block| BodyBlock {
        span: block.span,
        kind: block.kind,
        text: document.slice(block.span).to_owned(),
    };
    document.blocks.iter().map(block).collect()
}
