//! What the sentence after a deed adds to it.
//!
//! Clear Finnish parts *Kokeilemme iltavuoroa maaliskuussa, ja mittarina on kävijämäärä* into two
//! sentences. The deed must not lose its measure by that.

use crate::rules::evidence::Anchor;
use crate::rules::grading::clauses::clauses;
use crate::rules::grading::units::{Unit, unit};
use crate::rules::grading::verdicts::Judge;

impl Judge<'_> {
    /// The anchors in the next sentence of the paragraph, if it goes on about the deed.
    pub(super) fn told_after(&self) -> Vec<Anchor> {
        let next = self.next_sentence().filter(|next| self.goes_on(next));
        next.map_or_else(Vec::new, |next| {
            self.grading
                .anchors(self.text.analysis, &next, self.text.hits)
        })
    }

    fn next_sentence(&self) -> Option<Unit> {
        let next = self.unit.sentences.end;
        let is_running = self.unit.row.is_none();
        let is_near = self.text.analysis.sentences.get(next)?.block == self.unit.block;
        (is_running && is_near)
            .then(|| unit(self.text.analysis, self.unit.block, next..next + 1))
            .flatten()
    }

    /// Whether a sentence may be about the same deed: it denies nothing, and it does not tell of
    /// the past after a deed of the present, as in *Kokeilemme iltavuoroa. Talo valmistui 1978.*
    fn goes_on(&self, next: &Unit) -> bool {
        let all = clauses(self.text.analysis, next.tokens.clone());
        let denies = all.iter().any(|clause| {
            clause.negative(self.text.analysis).is_some() && !self.is_condition(clause)
        });
        !denies && (self.tells_of_past(self.unit) || !self.tells_of_past(next))
    }

    /// Whether the first verb of a unit is in the past.
    fn tells_of_past(&self, unit: &Unit) -> bool {
        let all = clauses(self.text.analysis, unit.tokens.clone());
        let first = all.iter().find(|clause| clause.verb.is_some());
        first.is_some_and(|clause| self.is_past(clause))
    }
}
