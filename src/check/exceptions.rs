//! The `[[ignore]]` tables of the settings: what they silence, and which of them do nothing.

use jiff::ZonedDateTime;

use crate::check::Checker;
use crate::check::review::{fingerprint_key, severities};
use crate::config::Ignore;
use crate::report::{DocumentReview, FindingReview, PlaceReview, SuppressedBy};
use crate::rules::Doctype;
use crate::span::Span;

/// The program's rules that speak of exceptions.
const OWN_RULES: [&str; 2] = [UNUSED, EXPIRED];
const UNUSED: &str = "unused-ignore";
const EXPIRED: &str = "expired-ignore";

/// Silences a finding if one of the exceptions is for it and holds today.
pub(super) fn silence(exceptions: &[&Ignore], finding: &mut FindingReview) {
    let holds = |ignore: &&&Ignore| is_for(ignore, finding) && !is_expired(ignore);
    if let Some(ignore) = exceptions.iter().find(holds) {
        finding.suppressed = Some(ignore.reason.clone());
        finding.suppressed_by = Some(SuppressedBy::Settings);
    }
}

fn is_for(ignore: &Ignore, finding: &FindingReview) -> bool {
    let is_same =
        |asked: &Option<String>, own: &str| asked.as_ref().is_none_or(|asked| asked == own);
    is_same(&ignore.rule, &finding.rule) && is_same(&ignore.fingerprint, &finding.fingerprint)
}

/// Whether the last day of an exception has passed.
fn is_expired(ignore: &Ignore) -> bool {
    let today = || ZonedDateTime::now().date();
    ignore.until.is_some_and(|until| until < today())
}

/// Reports every exception that silenced nothing in this run, or whose last day has passed.
///
/// An expired one is reported where it would still be of use, else in the first document it is
/// for; an idle one in the first document it is for. One that is for none of the documents is not
/// spoken of: the run does not tell whether it is of use.
pub(super) fn report(checker: &Checker, documents: &mut [DocumentReview]) {
    for document in documents.iter_mut() {
        document
            .findings
            .retain(|finding| !OWN_RULES.contains(&finding.rule.as_str()));
    }
    for (index, ignore) in checker.config.settings.ignore.iter().enumerate() {
        let concerned =
            |document: &DocumentReview| checker.config.is_ignore_for(index, document.path.as_ref());
        let Some(first) = documents.iter().position(concerned) else {
            continue;
        };
        if is_expired(ignore) {
            let mut reported = false;
            for document in documents.iter_mut().filter(|document| concerned(document)) {
                let open = document.open_findings();
                let place = open
                    .filter(|finding| is_for(ignore, finding))
                    .map(|finding| {
                        let start = finding.span.start;
                        (finding.location.clone(), Span::new(start, start))
                    });
                if let Some((location, span)) = place.min_by_key(|(_, span)| *span) {
                    add(checker, document, EXPIRED, ignore, location, span);
                    reported = true;
                }
            }
            if !reported {
                add_at_start(checker, &mut documents[first], EXPIRED, ignore);
            }
            continue;
        }
        let is_used = documents
            .iter()
            .filter(|document| concerned(document))
            .any(|document| {
                document.findings.iter().any(|finding| {
                    finding.suppressed_by == Some(SuppressedBy::Settings) && is_for(ignore, finding)
                })
            });
        if !is_used {
            add_at_start(checker, &mut documents[first], UNUSED, ignore);
        }
    }
}

fn add_at_start(checker: &Checker, document: &mut DocumentReview, rule: &str, ignore: &Ignore) {
    let location = document.start.clone();
    add(checker, document, rule, ignore, location, Span::default());
}

fn add(
    checker: &Checker,
    document: &mut DocumentReview,
    rule: &str,
    ignore: &Ignore,
    location: PlaceReview,
    span: Span,
) {
    let lang = checker.messages.lang;
    let Some(rule) = checker.in_force().rules.rule(rule) else {
        return;
    };
    let is_its_type = |known: &&Doctype| Some(&known.id) == document.doctype.as_ref();
    let doctype = checker.doctypes.iter().find(is_its_type);
    let Some(severity) = severities(checker, document.path.as_ref(), doctype)(rule) else {
        return;
    };
    let header = &rule.header;
    let mut finding = FindingReview {
        rule: header.id.clone(),
        step: None,
        severity,
        categories: header.categories.clone(),
        title: header.title.get(lang).to_owned(),
        message: header.message.get(lang).replace("{match}", &shown(ignore)),
        suggestion: None,
        other_suggestions: Vec::new(),
        location,
        span,
        text: String::new(),
        // What the exception says stands in for a sentence: it makes the fingerprint its own.
        sentence: shown(ignore),
        fingerprint: String::new(),
        suppressed: None,
        suppressed_by: None,
    };
    finding.fingerprint = format!("{:016x}", fingerprint_key(&finding));
    let place = document
        .findings
        .partition_point(|other| other.span.start < span.start);
    document.findings.insert(place, finding);
}

/// An exception in one line, as its table has it.
fn shown(ignore: &Ignore) -> String {
    let keys = [
        ("file", ignore.file.clone()),
        ("rule", ignore.rule.clone()),
        ("fingerprint", ignore.fingerprint.clone()),
        ("until", ignore.until.map(|until| until.to_string())),
        ("reason", Some(ignore.reason.clone())),
    ];
    let given = keys
        .into_iter()
        .filter_map(|(key, value)| Some(format!("{key} = {}", value?)));
    given.collect::<Vec<_>>().join(", ")
}
