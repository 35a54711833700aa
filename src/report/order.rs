//! The order of documents in a report.

use std::cmp::Reverse;

use crate::report::{DocumentReview, Report};

/// What documents are ordered by; those that are alike stand in the order of their paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Sort {
    /// By path.
    #[default]
    Path,
    /// The weakest step first; documents without a score last.
    Score,
    /// The least clear first; documents without a score last.
    Clarity,
    /// The most errors first, then the most warnings, then the most findings in all.
    Findings,
    /// The shortest first.
    Words,
}

impl Report {
    /// Puts the documents into an order.
    pub fn sort(&mut self, sort: Sort) {
        let documents = &mut self.documents;
        documents.sort_by(|one, other| one.path.cmp(&other.path));
        match sort {
            Sort::Path => {}
            Sort::Score => documents.sort_by_key(|document| {
                let scores = document.steps.iter().filter_map(|step| step.score);
                let weakest = scores.clone().min();
                (
                    weakest.is_none(),
                    weakest,
                    scores.map(u32::from).sum::<u32>(),
                )
            }),
            Sort::Clarity => documents.sort_by_key(|document| {
                let clarity = document.clarity.score;
                (clarity.is_none(), clarity)
            }),
            Sort::Findings => documents.sort_by_key(|document| Reverse(weight(document))),
            Sort::Words => documents.sort_by_key(|document| document.words),
        }
    }
}

/// Findings by severity, the gravest first.
fn weight(document: &DocumentReview) -> [usize; 3] {
    use crate::rules::Severity::{Error, Warning};
    let count = |wanted| {
        let open = document.open_findings();
        open.filter(|finding| finding.severity == wanted).count()
    };
    [
        count(Error),
        count(Warning),
        document.open_findings().count(),
    ]
}
