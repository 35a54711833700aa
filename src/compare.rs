//! Two JSON reports -> [`Comparison`]: which scores rose and fell, which findings came and went.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::check::fingerprint_key;
use crate::files::Trouble;
use crate::report::compare::{
    ALLOWED_FALL, Behind, CLARITY, Comparison, DocumentChange, FindingCounts, FindingLine,
    FolderChange, Presence, ScoreChange,
};
use crate::report::{
    DocumentReview, FindingReview, MissedGate, Report, RuleReview, SCHEMA_VERSION,
};
use crate::text::Messages;

/// The version of the shape of a comparison.
const COMPARISON_VERSION: u32 = 1;

/// The share of evidence and findings two documents must have in common to be one, renamed.
const SAME_DOCUMENT: f64 = 0.5;

/// Reads a JSON report.
pub fn read(path: &Path) -> Result<Report, Trouble> {
    let trouble = |key, detail| Trouble {
        path: path.to_owned(),
        key,
        detail,
    };
    let text = fs::read_to_string(path)
        .map_err(|error| trouble("compare-unreadable", error.to_string()))?;
    let mut report: Report = serde_json::from_str(&text)
        .map_err(|error| trouble("compare-broken", error.to_string()))?;
    // A run on this folder names its files with `./`, a run on a file does not.
    let documents = report.documents.iter_mut();
    let unread = report.unread.iter_mut().map(|unread| &mut unread.path);
    for path in documents.map(|document| &mut document.path).chain(unread) {
        if let Some(plain) = path.strip_prefix("./") {
            *path = plain.to_owned();
        }
    }
    if report.schema_version != SCHEMA_VERSION {
        let version = report.schema_version.to_string();
        return Err(trouble("compare-version", version));
    }
    Ok(report)
}

/// Compares two reports.
pub fn compare(old: &Report, new: &Report, messages: &Messages) -> Comparison {
    let pairs = pairs(old, new);
    let fate = Fate::of(old, new);
    let is_unread = |path: &str| new.unread.iter().any(|unread| unread.path == path);
    let mut documents: Vec<DocumentChange> = pairs
        .iter()
        .map(|(old, new)| document_change(*old, *new, &fate, messages))
        .collect();
    for document in &mut documents {
        // What could not be read is neither gone nor mended.
        if document.presence == Presence::Removed && is_unread(&document.path) {
            document.presence = Presence::Unread;
            document.findings.mended = 0;
        }
    }
    documents.sort_by(|one, other| one.path.cmp(&other.path));
    let mut findings = FindingCounts::default();
    for document in &documents {
        add(&mut findings, document.findings);
    }
    let (new_findings, known) = parted(new, &fate.new);
    let (mut mended, _) = parted(old, &fate.mended);
    mended.retain(|(path, _)| !is_unread(path));
    Comparison {
        schema_version: COMPARISON_VERSION,
        folders: folders(&documents),
        documents,
        findings,
        new_findings: lines(&new_findings, messages),
        mended_findings: lines(&mended, messages),
        unread: new.unread.clone(),
        allowed_fall: ALLOWED_FALL,
        missed_gates: Vec::new(),
        behind: Behind {
            version: new.version.clone(),
            lang: new.lang,
            rules: rules(old, new),
            new: new_findings,
            known,
            mended,
        },
    }
}

/// The rules that found something in either report, by id; of a rule in both, as the newer has it.
fn rules(old: &Report, new: &Report) -> Vec<RuleReview> {
    let rules = old.rules.iter().chain(&new.rules);
    let by_id: BTreeMap<&str, &RuleReview> = rules.map(|rule| (rule.id.as_str(), rule)).collect();
    by_id.into_values().cloned().collect()
}

/// The steps of documents whose score has fallen by more than `most` points.
pub fn regressions(comparison: &Comparison, most: u8) -> Vec<MissedGate> {
    let mut missed = Vec::new();
    for document in &comparison.documents {
        let fallen = document.scores.iter();
        for score in fallen.filter(|score| score.has_fallen(most)) {
            if let (Some(old), Some(value)) = (score.old, score.new) {
                missed.push(MissedGate {
                    path: document.path.clone(),
                    gate: format!("no-regression.{}", score.id),
                    limit: old - f64::from(most),
                    value,
                });
            }
        }
    }
    missed
}

type Pair<'a> = (Option<&'a DocumentReview>, Option<&'a DocumentReview>);

/// Every document with its other self: the same path, else the most alike content.
fn pairs<'a>(old: &'a Report, new: &'a Report) -> Vec<Pair<'a>> {
    let mut left: BTreeMap<&str, &DocumentReview> = old
        .documents
        .iter()
        .map(|document| (document.path.as_str(), document))
        .collect();
    let mut pairs: Vec<Pair<'a>> = new
        .documents
        .iter()
        .map(|document| (left.remove(document.path.as_str()), Some(document)))
        .collect();
    for (old, new) in &mut pairs {
        let Some(document) = new.filter(|_| old.is_none()) else {
            continue;
        };
        let marks = marks(document);
        let best = left
            .values()
            .map(|known| (overlap(&marks, &self::marks(known)), known.path.as_str()))
            .filter(|(share, _)| *share >= SAME_DOCUMENT)
            .max_by(|one, other| one.0.total_cmp(&other.0));
        *old = best.and_then(|(_, path)| left.remove(path));
    }
    pairs.extend(left.into_values().map(|document| (Some(document), None)));
    pairs
}

/// What a report keeps of a document's text: its evidence and its findings.
fn marks(document: &DocumentReview) -> BTreeSet<String> {
    let evidence = document.steps.iter().flat_map(|step| &step.evidence);
    let texts = evidence.map(|evidence| evidence.text.clone());
    let findings = document.findings.iter();
    texts
        .chain(findings.map(|finding| fingerprint_key(finding).to_string()))
        .collect()
}

fn overlap(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let least = one.len().min(other.len()).max(1);
    one.intersection(other).count() as f64 / least as f64
}

/// What became of each open finding, by document and place in its list.
///
/// Findings are matched over the whole report, so that moved text makes nothing new.
struct Fate {
    new: BTreeSet<(String, usize)>,
    mended: BTreeSet<(String, usize)>,
}

impl Fate {
    fn of(old: &Report, new: &Report) -> Self {
        Self {
            new: without_match(new, old),
            mended: without_match(old, new),
        }
    }
}

/// The open findings of `report` that `other` does not have; of equal ones, those in documents
/// where there are more than before.
fn without_match(report: &Report, other: &Report) -> BTreeSet<(String, usize)> {
    let mut stock: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for (document, _, finding) in open(other) {
        let homes = stock.entry(fingerprint_key(finding)).or_default();
        homes.push(&document.path);
    }
    let mut left: Vec<(&str, usize, u64)> = Vec::new();
    for (document, index, finding) in open(report) {
        let key = fingerprint_key(finding);
        let homes = stock.get_mut(&key);
        let at_home = homes.and_then(|homes| {
            let place = homes.iter().position(|home| *home == document.path)?;
            Some(homes.remove(place))
        });
        if at_home.is_none() {
            left.push((&document.path, index, key));
        }
    }
    left.retain(|(_, _, key)| stock.get_mut(key).and_then(Vec::pop).is_none());
    left.into_iter()
        .map(|(path, index, _)| (path.to_owned(), index))
        .collect()
}

fn open(report: &Report) -> impl Iterator<Item = (&DocumentReview, usize, &FindingReview)> {
    report.documents.iter().flat_map(|document| {
        let findings = document.findings.iter().enumerate();
        findings
            .filter(|(_, finding)| finding.suppressed.is_none())
            .map(move |(index, finding)| (document, index, finding))
    })
}

fn document_change(
    old: Option<&DocumentReview>,
    new: Option<&DocumentReview>,
    fate: &Fate,
    messages: &Messages,
) -> DocumentChange {
    let path = |document: Option<&DocumentReview>| document.map(|document| document.path.clone());
    let count = |document: Option<&DocumentReview>, set: &BTreeSet<(String, usize)>| {
        let own = |path: &String| set.iter().filter(|(known, _)| known == path).count();
        document.map_or(0, |document| own(&document.path))
    };
    let open_now = new.map_or(0, |new| new.open_findings().count());
    let fresh = count(new, &fate.new);
    DocumentChange {
        path: path(new).or_else(|| path(old)).unwrap_or_default(),
        old_path: path(old).filter(|old| new.is_some_and(|new| new.path != *old)),
        presence: match (old, new) {
            (None, _) => Presence::Added,
            (Some(_), None) => Presence::Removed,
            (Some(_), Some(_)) => Presence::Both,
        },
        scores: scores(old, new, messages),
        findings: FindingCounts {
            new: fresh,
            mended: count(old, &fate.mended),
            remaining: open_now - fresh,
        },
    }
}

/// The steps of both in the order of the newer one, then clarity.
fn scores(
    old: Option<&DocumentReview>,
    new: Option<&DocumentReview>,
    messages: &Messages,
) -> Vec<ScoreChange> {
    let steps = [new, old].into_iter().flatten().flat_map(|one| &one.steps);
    let mut scores: Vec<ScoreChange> = Vec::new();
    for step in steps {
        if scores.iter().any(|known| known.id == step.id) {
            continue;
        }
        let score = |document: Option<&DocumentReview>| {
            let steps = document.map_or(&[][..], |document| &document.steps);
            let step = steps.iter().find(|one| one.id == step.id)?;
            step.score.map(f64::from)
        };
        scores.push(ScoreChange {
            id: step.id.clone(),
            title: step.title.clone(),
            old: score(old),
            new: score(new),
        });
    }
    let clarity = |document: Option<&DocumentReview>| document?.clarity.score.map(f64::from);
    scores.push(ScoreChange {
        id: CLARITY.to_owned(),
        title: messages.get("compare-clarity"),
        old: clarity(old),
        new: clarity(new),
    });
    scores
}

/// Every folder above a document, with the means of what is below it.
///
/// A document that could not be read again would move the means by being away, so it is left out.
fn folders(documents: &[DocumentChange]) -> Vec<FolderChange> {
    let mut by_folder: BTreeMap<String, Vec<&DocumentChange>> = BTreeMap::new();
    for document in documents {
        if document.presence == Presence::Unread {
            continue;
        }
        let folders = Path::new(&document.path).ancestors().skip(1);
        for folder in folders {
            let name = folder.to_string_lossy().into_owned();
            let name = if name.is_empty() {
                ".".to_owned()
            } else {
                name
            };
            by_folder.entry(name).or_default().push(document);
        }
    }
    let change = |(path, inside): (String, Vec<&DocumentChange>)| {
        let mut findings = FindingCounts::default();
        for document in &inside {
            add(&mut findings, document.findings);
        }
        FolderChange {
            path,
            documents: inside.len(),
            scores: means(&inside),
            findings,
        }
    };
    by_folder.into_iter().map(change).collect()
}

fn means(documents: &[&DocumentChange]) -> Vec<ScoreChange> {
    let mut means: Vec<ScoreChange> = Vec::new();
    let all = || documents.iter().flat_map(|document| &document.scores);
    for score in all() {
        if means.iter().any(|known| known.id == score.id) {
            continue;
        }
        let own = || all().filter(|one| one.id == score.id);
        means.push(ScoreChange {
            old: mean(own().filter_map(|one| one.old)),
            new: mean(own().filter_map(|one| one.new)),
            ..score.clone()
        });
    }
    means.sort_by_key(|score| score.id == CLARITY);
    means
}

fn mean(scores: impl Iterator<Item = f64>) -> Option<f64> {
    let scores: Vec<f64> = scores.collect();
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    (!scores.is_empty()).then_some((mean * 10.0).round() / 10.0)
}

fn add(sum: &mut FindingCounts, counts: FindingCounts) {
    sum.new += counts.new;
    sum.mended += counts.mended;
    sum.remaining += counts.remaining;
}

type Placed = (String, FindingReview);

/// The chosen open findings and the others, each with its file.
fn parted(report: &Report, chosen: &BTreeSet<(String, usize)>) -> (Vec<Placed>, Vec<Placed>) {
    let (mut taken, mut left) = (Vec::new(), Vec::new());
    for (document, index, finding) in open(report) {
        let is_chosen = chosen.contains(&(document.path.clone(), index));
        let side = if is_chosen { &mut taken } else { &mut left };
        side.push((document.path.clone(), finding.clone()));
    }
    (taken, left)
}

fn lines(findings: &[Placed], messages: &Messages) -> Vec<FindingLine> {
    let findings = findings.iter();
    findings
        .map(|(path, finding)| FindingLine {
            path: path.clone(),
            place: finding.location.short(messages),
            rule: finding.rule.clone(),
            message: finding.message.clone(),
            text: finding.text.clone(),
        })
        .collect()
}
