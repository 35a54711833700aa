//! What to do first: the steps that are not shown yet, and the faults that cost the reader most.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::check::review::{finding_at, severities_in};
use crate::check::{Checked, Checker};
use crate::document::Document;
use crate::report::{DocumentReview, FindingReview, OTHER_LANGUAGE};
use crate::rules::{
    AnchorKind, Evidence, EvidenceLevel, Reason, Severity, Step, StepPolicy, hits_range,
};
use crate::scoring::{StepScore, Verdict};
use crate::span::Span;

/// How many things to do first are named.
const FIRST_THINGS: usize = 3;

/// A finding for each step that a document of this type must show and does not show well.
pub(super) fn missing_steps(checker: &Checker, checked: &Checked<'_>) -> Vec<FindingReview> {
    let must_show = checked
        .doctype
        .is_some_and(|doctype| doctype.steps == StepPolicy::Shown);
    let strategy = &checked.in_force.strategy;
    if !must_show || checked.units < strategy.scoring.min_units {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (step, score) in strategy.steps.iter().zip(&checked.scores) {
        let best = best_evidence(checked, step, score);
        if let Some(reason) = reason(score, best) {
            findings.extend(missing_step(checker, checked, step, reason, best));
        }
    }
    findings
}

fn best_evidence<'a>(
    checked: &'a Checked<'_>,
    step: &Step,
    score: &StepScore,
) -> Option<&'a Evidence> {
    let (index, _) = score.counted.first()?;
    checked
        .evidence
        .iter()
        .filter(|one| one.step == step.id)
        .nth(*index)
}

/// What keeps a step from being shown well; nothing if it is.
fn reason(score: &StepScore, best: Option<&Evidence>) -> Option<Reason> {
    let has = |kind| best.is_some_and(|best| best.anchors.iter().any(|anchor| anchor.kind == kind));
    match (score.verdict, best.map(|best| best.kind)) {
        (Verdict::Absent, _) | (_, None | Some(EvidenceLevel::None)) => Some(Reason::NothingFound),
        (_, Some(EvidenceLevel::Heading | EvidenceLevel::Named | EvidenceLevel::Idea)) => {
            Some(Reason::OnlyNamed)
        }
        (_, Some(EvidenceLevel::Deed)) if !has(AnchorKind::Who) => Some(Reason::DeedWithoutDoer),
        (_, Some(EvidenceLevel::Deed)) if !has(AnchorKind::When) => Some(Reason::DoerWithoutDate),
        (_, Some(EvidenceLevel::Deed)) if !has(AnchorKind::Measure) && score.level < 3.0 => {
            Some(Reason::NoMeasure)
        }
        (_, Some(EvidenceLevel::Deed)) => None,
    }
}

fn missing_step(
    checker: &Checker,
    checked: &Checked<'_>,
    step: &Step,
    reason: Reason,
    best: Option<&Evidence>,
) -> Option<FindingReview> {
    let is_missing = matches!(reason, Reason::NothingFound | Reason::OnlyNamed);
    let rule = checked.in_force.rules.rule(if is_missing {
        "missing-step"
    } else {
        "thin-step"
    })?;
    let lang = checker.messages.lang;
    let span = best.map_or_else(|| place_for_deeds(checked), |best| best.span);
    let severity = severities_in(checker, checked)(rule)?;
    let mut finding = finding_at(checker, checked, rule, severity, span);
    finding.step = Some(step.id.clone());
    let section = section_of(&checked.analysis.document, span);
    let name: &str = reason.into();
    let key = if section.is_some() {
        format!("step-{name}-in")
    } else {
        format!("step-{name}")
    };
    let words = best.and_then(|best| best.cues.first());
    let words = words.map_or("", |cue| checked.analysis.document.slice(*cue));
    finding.message = checker.messages.with(
        &key,
        &[
            ("step", step.title.get(lang).into()),
            ("section", section.unwrap_or_default().into()),
            ("words", words.replace('\n', " ").into()),
        ],
    );
    let strategy = &checked.in_force.strategy;
    let advice = strategy.advice_for(&step.id, reason, &checked.found.hits);
    let mut texts = advice
        .into_iter()
        .map(|advice| advice.text.get(lang).to_owned());
    finding.suggestion = texts.next();
    finding.other_suggestions = texts.collect();
    finding.title = format!("{}: {}", finding.title, step.title.get(lang));
    Some(finding)
}

/// The heading a span stands under, or is; none if that is only the title of the document.
fn section_of(document: &Document, span: Span) -> Option<&str> {
    let block = document.block_at(span.start)?;
    let heading = if document.blocks[block].kind.is_heading() {
        block
    } else {
        document.blocks[block].heading?
    };
    (heading > 0).then(|| document.slice(document.blocks[heading].span))
}

/// The heading under which deeds belong, or the start of the document.
fn place_for_deeds(checked: &Checked<'_>) -> Span {
    let blocks = &checked.analysis.document.blocks;
    heading_for_deeds(checked)
        .map(|heading| blocks[heading].span)
        .or_else(|| blocks.first().map(|block| block.span))
        .unwrap_or_default()
}

/// The first heading under which, by the type of the document, deeds belong.
pub(super) fn heading_for_deeds(checked: &Checked<'_>) -> Option<usize> {
    let analysis = &checked.analysis;
    let entries = checked.doctype.map_or(&[][..], |doctype| doctype.actions());
    let names_deeds = |heading: &usize| {
        let sentences = analysis.block_sentences[*heading].clone();
        entries.iter().any(|entry| {
            hits_range(checked.found.hits.of(entry.0.id()), sentences.clone())
                .next()
                .is_some()
        })
    };
    let blocks = analysis.document.blocks.iter().enumerate();
    let headings = blocks.filter(|(_, block)| block.kind.is_heading());
    headings.map(|(index, _)| index).find(names_deeds)
}

/// Lets a report on many documents repeat a suggestion only where there is no other that suits.
///
/// The documents are gone through in their order, so the same files give the same report.
pub(super) fn vary(checker: &Checker, documents: &mut [DocumentReview]) {
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents {
        let mut is_changed = false;
        for finding in &mut document.findings {
            if !is_step(finding) {
                continue;
            }
            let Some(best) = finding.suggestion.take() else {
                continue;
            };
            let mut suiting = vec![best];
            suiting.append(&mut finding.other_suggestions);
            let times = |text: &String| said.get(text).copied().unwrap_or(0);
            // Of equals the first is the least, so the best comes before the others.
            let chosen = (0..suiting.len()).min_by_key(|index| times(&suiting[*index]));
            let text = suiting.remove(chosen.unwrap_or(0));
            is_changed |= chosen != Some(0);
            *said.entry(text.clone()).or_default() += 1;
            finding.suggestion = Some(text);
            finding.other_suggestions = suiting;
        }
        if is_changed {
            document.advice = first_things(checker, &document.findings);
        }
    }
}

/// Whether a finding is about a step that is missing or thin.
fn is_step(finding: &FindingReview) -> bool {
    finding.rule == "missing-step" || finding.rule == "thin-step"
}

/// The few things that help most: missing steps first, then the most serious and frequent faults.
pub(super) fn first_things(checker: &Checker, findings: &[FindingReview]) -> Vec<String> {
    let open = || {
        findings
            .iter()
            .filter(|finding| finding.suppressed.is_none())
    };
    let mut things: Vec<String> = open()
        .filter(|finding| is_step(finding))
        .map(|finding| {
            let suggestion = finding.suggestion.clone().unwrap_or_default();
            format!("{} {suggestion}", finding.message)
                .trim()
                .to_owned()
        })
        .collect();
    let mut by_rule: BTreeMap<&str, (Severity, Vec<&FindingReview>)> = BTreeMap::new();
    // What was not checked is no fault to mend.
    let is_fault = |finding: &&FindingReview| !is_step(finding) && finding.rule != OTHER_LANGUAGE;
    for finding in open().filter(is_fault) {
        let entry = by_rule
            .entry(&finding.rule)
            .or_insert((finding.severity, Vec::new()));
        entry.1.push(finding);
    }
    let mut faults: Vec<_> = by_rule.into_values().collect();
    faults.sort_by_key(|(severity, findings)| Reverse((*severity, findings.len())));
    things.extend(faults.iter().map(|(_, findings)| {
        let count = findings.len().into();
        let first = findings[0];
        let place = first.location.short(&checker.messages);
        checker.messages.with(
            "advice-fault",
            &[
                ("title", first.title.clone().into()),
                ("message", first.message.clone().into()),
                ("place", place.into()),
                ("count", count),
            ],
        )
    }));
    things.truncate(FIRST_THINGS);
    things
}
