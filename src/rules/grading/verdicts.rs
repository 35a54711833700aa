//! What one cue amounts to, by the grammar of its clause.

use std::ops::Range;

use crate::language::{Mood, Reading, Token, TokenKind};
use crate::rules::evidence::{Anchor, Blocked as Block, EvidenceLevel as Level};
use crate::rules::grading::clauses::{Clause, clauses};
use crate::rules::grading::marks::Marks;
use crate::rules::grading::units::Unit;
use crate::rules::grading::{GradedText, Grading};
use crate::rules::{Cue, CueKind};
use crate::span::Span;

/// What one cue amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Blocked(Block),
    Named,
    Idea,
    /// An idea that a hedge made of a deed.
    Hedged,
    Deed,
}

/// Everything that bears on the cues of one unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judge<'a> {
    pub(super) text: GradedText<'a>,
    pub(super) unit: &'a Unit,
    pub(super) grading: &'a Grading,
    pub(super) anchors: &'a [Anchor],
}

impl Verdict {
    /// Its rung on the ladder; none if it is blocked.
    pub(super) fn level(self) -> Option<Level> {
        match self {
            Self::Blocked(_) => None,
            Self::Named => Some(Level::Named),
            Self::Idea | Self::Hedged => Some(Level::Idea),
            Self::Deed => Some(Level::Deed),
        }
    }

    /// Why it counts for nothing.
    pub(super) fn block(self) -> Option<Block> {
        match self {
            Self::Blocked(block) => Some(block),
            Self::Named | Self::Idea | Self::Hedged | Self::Deed => None,
        }
    }
}

impl Judge<'_> {
    /// What a cue amounts to.
    pub(super) fn verdict(&self, cue: &Cue<'_>) -> Verdict {
        let cue_tokens = self.tokens_in(cue.span);
        let (clause, before) = self.clause_of(&cue_tokens);
        if let Some(block) = self.block(cue, &cue_tokens, &clause) {
            return Verdict::Blocked(block);
        }
        if cue.rule.header.cue == Some(CueKind::Name) {
            return Verdict::Named;
        }
        let governors = self.governors(&clause, before);
        // A deed pattern may hold such a word itself: *jatkamme vain, jos …*.
        let own = match cue.rule.header.cue {
            Some(CueKind::Deed) => Some(cue.span),
            Some(CueKind::Practice | CueKind::Name | CueKind::Idea) | None => None,
        };
        let is_framed = self.is_framed(&clause, own)
            || governors.iter().any(|clause| self.is_framed(clause, own));
        let is_deed = match cue.rule.header.cue {
            Some(CueKind::Deed) => true,
            Some(CueKind::Practice) => {
                !self.is_condition(&clause)
                    && !self.is_aim(&cue_tokens, &clause)
                    && (!self.is_modifier(&cue_tokens) || self.is_told_before(&cue_tokens, &clause))
                    && self.is_deed(&cue_tokens, &clause)
            }
            Some(CueKind::Name | CueKind::Idea) | None => false,
        };
        if is_framed || !is_deed {
            Verdict::Idea
        } else if self.has(&self.grading.hedge, &clause) || self.has_way_out(&cue_tokens) {
            Verdict::Hedged
        } else {
            Verdict::Deed
        }
    }

    fn tokens_in(&self, span: Span) -> Range<usize> {
        let tokens = &self.text.analysis.tokens[self.unit.tokens.clone()];
        let start = tokens.partition_point(|token| token.span.end <= span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        self.unit.tokens.start + start..self.unit.tokens.start + end.max(start + 1)
    }

    /// Whether the thing a cue tells more of stands before a verb of the past: *pilotin tulokset
    /// julkaistiin*.
    fn is_told_before(&self, cue: &Range<usize>, clause: &Clause) -> bool {
        self.is_past(clause) && clause.verb.is_some_and(|verb| verb >= cue.end)
    }

    /// The clauses a clause hangs on, one on the other; none if it tells what is done already.
    fn governors(&self, clause: &Clause, before: Vec<Clause>) -> Vec<Clause> {
        let mut governors: Vec<Clause> = Vec::new();
        if self.is_past(clause) {
            return governors;
        }
        for governor in before.into_iter().rev() {
            let last = governors.last().unwrap_or(clause);
            // A second clause after *ja* hangs on what the first one hangs on.
            let goes_on = self.goes_on_another(last) && self.hangs_on_another(&governor);
            if !self.hangs_on_another(last) && !goes_on {
                break;
            }
            governors.push(governor);
        }
        governors
    }

    /// The clause a cue stands in, and those before it. A verbless item goes by its lead-in.
    fn clause_of(&self, cue: &Range<usize>) -> (Clause, Vec<Clause>) {
        let sentence = self.text.analysis.sentences[self.unit.sentences.clone()]
            .iter()
            .find(|sentence| sentence.tokens.contains(&cue.start));
        let tokens = sentence.map_or(self.unit.tokens.clone(), |found| found.tokens.clone());
        let all = clauses(self.text.analysis, tokens.clone());
        let holds_verb = |clause: &&Clause| clause.verb.is_some_and(|verb| cue.contains(&verb));
        let at = all
            .iter()
            .position(|clause| holds_verb(&clause))
            .or_else(|| {
                all.iter()
                    .position(|clause| clause.tokens.contains(&cue.start))
            });
        let Some(at) = at else {
            return (Clause { tokens, verb: None }, Vec::new());
        };
        let before = all[..at].to_vec();
        let own = all[at].clone();
        if own.verb.is_some() {
            return (own, before);
        }
        let lead = self.unit.lead_in.and_then(|sentence| {
            let tokens = self.text.analysis.sentences[sentence].tokens.clone();
            clauses(self.text.analysis, tokens).pop()
        });
        match lead {
            Some(lead) if lead.verb.is_some() => (lead, before),
            Some(_) | None => (own, before),
        }
    }

    pub(super) fn sentences(&self) -> Range<usize> {
        let first = self.unit.lead_in.unwrap_or(self.unit.sentences.start);
        first..self.unit.sentences.end
    }

    pub(super) fn has(&self, marks: &Marks, clause: &Clause) -> bool {
        marks
            .inside(self.text.hits, self.sentences(), clause.tokens.clone())
            .next()
            .is_some()
    }

    /// Whether another clause of the sentence leaves a way out: *…, mikäli se on mahdollista*.
    fn has_way_out(&self, cue: &Range<usize>) -> bool {
        let is_condition = |token: usize| {
            let word = &*self.text.analysis.tokens[token].word.lower;
            ["jos", "mikäli"].contains(&word) && !cue.contains(&token)
        };
        self.grading
            .hedge
            .in_sentences(self.text.hits, self.unit.sentences.clone())
            .any(|hit| is_condition(hit.token))
    }

    /// Whether the clause says what another one wishes or allows: *että …*, *joissa …*.
    fn hangs_on_another(&self, clause: &Clause) -> bool {
        self.begins_with(clause, |token| {
            let is_relative = |reading: &Reading| &*reading.lemma == "joka";
            &*token.word.lower == "että" || token.word.readings.iter().any(is_relative)
        })
    }

    /// Whether the clause is joined to the one before: *ja …*.
    pub(super) fn goes_on_another(&self, clause: &Clause) -> bool {
        self.begins_with(clause, |token| ["ja", "sekä"].contains(&&*token.word.lower))
    }

    pub(super) fn begins_with(&self, clause: &Clause, is_asked: impl Fn(&Token) -> bool) -> bool {
        let tokens = &self.text.analysis.tokens[clause.tokens.clone()];
        let mut words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
        words.next().is_some_and(is_asked)
    }

    /// Whether the clause denies the cue, calls it off or complains of its lack.
    pub(super) fn block(
        &self,
        cue: &Cue<'_>,
        tokens: &Range<usize>,
        clause: &Clause,
    ) -> Option<Block> {
        if let Some(negative) = clause.negative(self.text.analysis)
            && !self.is_excepted(negative, tokens, clause)
        {
            return Some(Block::Negation);
        }
        let without = tokens.start.checked_sub(1).filter(|before| {
            clause.tokens.contains(before)
                && &*self.text.analysis.tokens[*before].word.lower == "ilman"
        });
        if without.is_some() {
            return Some(Block::Negation);
        }
        let mut elsewhere = self
            .grading
            .elsewhere
            .in_sentences(self.text.hits, self.unit.sentences.clone());
        if elsewhere.any(|hit| !hit.span.overlaps(cue.span)) {
            return Some(Block::FalseFriend);
        }
        if is_practice(cue) && self.is_private(clause) && !self.is_with_partner(clause) {
            return Some(Block::FalseFriend);
        }
        if self.has(&self.grading.cancel, clause) {
            return Some(Block::Cancelled);
        }
        let mut lack =
            self.grading
                .lack
                .inside(self.text.hits, self.sentences(), clause.tokens.clone());
        let is_lacking = lack.any(|hit| !hit.span.overlaps(cue.span));
        (is_lacking && !self.is_framed(clause, None)).then_some(Block::Negation)
    }

    fn is_excepted(&self, negative: usize, cue: &Range<usize>, clause: &Clause) -> bool {
        let instead = clause.tokens.clone().find(|index| {
            *index > negative && &*self.text.analysis.tokens[*index].word.lower == "vaan"
        });
        if instead.is_some_and(|instead| cue.end > instead) {
            return true;
        }
        self.grading
            .negation_exception
            .in_sentences(self.text.hits, self.sentences())
            .any(|hit| hit.token <= negative && negative < hit.token_end)
    }

    /// Whether the clause wishes, values, needs or allows instead of telling, outside a span. A
    /// conditional is a wish inside it as well: *lakkauttaisimme raportin*.
    fn is_framed(&self, clause: &Clause, except: Option<Span>) -> bool {
        let frames = &self.grading.frame;
        let mut inside = frames.inside(self.text.hits, self.sentences(), clause.tokens.clone());
        inside.any(|hit| {
            except.is_none_or(|span| !span.contains(hit.span)) || self.is_wish(hit.token, clause)
        })
    }

    /// Whether a word can only be a conditional, and not one of a purpose: *jotta nähtäisiin*.
    fn is_wish(&self, token: usize, clause: &Clause) -> bool {
        let tokens = &self.text.analysis.tokens;
        let readings = &tokens[token].word.readings;
        let is_conditional = readings
            .iter()
            .all(|reading| reading.mood == Some(Mood::Cnd));
        let mut before = clause.tokens.start..token;
        is_conditional
            && !readings.is_empty()
            && !before.any(|index| &*tokens[index].word.lower == "jotta")
    }
}

fn is_practice(cue: &Cue<'_>) -> bool {
    cue.rule.header.cue == Some(CueKind::Practice)
}
