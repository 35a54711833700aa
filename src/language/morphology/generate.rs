//! The dictionary walked the other way: from a lemma's outputs to its forms.

use crate::language::morphology::transducer::{MAX_DEPTH, NEUTRAL, Symbol, Transducer};
use crate::language::morphology::vfst::{FINAL, State};

/// What a search from the output side is to find.
#[derive(Debug)]
pub(super) struct Plan {
    /// Outputs that must come in this order.
    pub(super) skeleton: Vec<String>,
    /// Tags that may stand between and after them.
    pub(super) allowed: Vec<&'static str>,
    /// How many derivations may follow the word itself: a participle is one.
    pub(super) derivations: u8,
}

/// Steps a search from the output side may take.
const MAX_GENERATION_STEPS: u32 = 400_000;
/// Letters of the longest form that is made.
const MAX_FORM: u16 = 60;

/// A plan in the numbers of a dictionary's symbols.
struct NumberedPlan {
    skeleton: Vec<u16>,
    allowed: Vec<bool>,
    /// How many derivations may follow.
    derivations: u8,
    /// Symbols that are letters outside of marked text.
    letters: Vec<bool>,
    /// The marks that open text which is not of the form: `[Xp]`, `[Xj]`, `[Xr]`.
    openers: Vec<bool>,
    closer: u16,
    /// The first symbol that is not empty or a flag.
    first_text: u16,
}

/// How far along its plan a search is.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    matched: u16,
    inside: bool,
    length: u16,
    derivations: u8,
}

/// A state on the way of a search from the output side.
struct OutFrame {
    state: State,
    progress: Progress,
    /// Letters of the form so far.
    letters: usize,
    /// Symbols of the output so far.
    emitted: usize,
    undo: Option<(u16, u16)>,
}

impl Transducer<'_> {
    /// Every form whose output follows a plan, with that output, as long as the search is not too
    /// long.
    pub(super) fn generate(&self, plan: &Plan, mut found: impl FnMut(&str, &str)) {
        let Some(plan) = self.numbered(plan) else {
            return;
        };
        let mut variables = vec![NEUTRAL; self.flags];
        let mut letters: Vec<u16> = Vec::new();
        let mut output: Vec<u16> = Vec::new();
        let mut frames = vec![self.out_frame(0, Progress::default(), (0, 0), None)];
        for _ in 0..MAX_GENERATION_STEPS {
            let Some(frame) = frames.last_mut() else {
                return;
            };
            letters.truncate(frame.letters);
            output.truncate(frame.emitted);
            if frame.state.next > frame.state.last {
                if let Some((variable, old)) = frame.undo {
                    variables[usize::from(variable)] = old;
                }
                frames.pop();
                continue;
            }
            let cell = self.cells.cell(frame.state.next);
            frame.state.advance();
            let progress = frame.progress;
            if cell.input == FINAL {
                if usize::from(progress.matched) == plan.skeleton.len() && !progress.inside {
                    found(&self.text(&letters), &self.text(&output));
                }
                continue;
            }
            let Some(mut progress) = plan.after(progress, cell.output) else {
                continue;
            };
            let mut undo = None;
            if cell.input >= self.first_letter {
                progress.length += 1;
                letters.push(cell.input);
            } else if let Symbol::Flag(flag) = self.symbols[usize::from(cell.input)] {
                let variable = usize::from(flag.variable);
                let old = variables[variable];
                let Some(new) = flag.apply(old) else { continue };
                variables[variable] = new;
                undo = Some((flag.variable, old));
            }
            if cell.output >= self.first_letter {
                output.push(cell.output);
            }
            if progress.length <= MAX_FORM && frames.len() < MAX_DEPTH {
                let lengths = (letters.len(), output.len());
                frames.push(self.out_frame(cell.target, progress, lengths, undo));
            } else if let Some((variable, old)) = undo {
                variables[usize::from(variable)] = old;
            }
        }
    }

    fn out_frame(
        &self,
        state: u32,
        progress: Progress,
        (letters, emitted): (usize, usize),
        undo: Option<(u16, u16)>,
    ) -> OutFrame {
        OutFrame {
            state: self.cells.state(state),
            progress,
            letters,
            emitted,
            undo,
        }
    }

    fn text(&self, symbols: &[u16]) -> String {
        let texts = symbols
            .iter()
            .filter_map(|symbol| match self.symbols[usize::from(*symbol)] {
                Symbol::Text(text) => Some(text),
                Symbol::Empty | Symbol::Flag(_) => None,
            });
        texts.collect()
    }

    fn numbered(&self, plan: &Plan) -> Option<NumberedPlan> {
        let number = |name: &str| self.numbers.get(name).copied();
        let set = |names: &mut dyn Iterator<Item = &str>| {
            let mut set = vec![false; self.symbols.len()];
            for symbol in names.filter_map(number) {
                set[usize::from(symbol)] = true;
            }
            set
        };
        let of_derivations: &[&str] = match plan.derivations {
            0 => &[],
            _ => &["[Ll]", "[Ln]", "[Xj]", "[X]"],
        };
        let is_letter =
            |symbol: &Symbol<'_>| matches!(symbol, Symbol::Text(text) if !text.starts_with('['));
        Some(NumberedPlan {
            skeleton: plan
                .skeleton
                .iter()
                .map(|name| number(name))
                .collect::<Option<_>>()?,
            allowed: set(&mut plan.allowed.iter().chain(of_derivations).copied()),
            derivations: plan.derivations,
            letters: self.symbols.iter().map(is_letter).collect(),
            openers: set(&mut ["[Xp]", "[Xj]", "[Xr]"].into_iter()),
            closer: number("[X]")?,
            first_text: self.first_letter,
        })
    }
}

impl NumberedPlan {
    /// How far a search is after an output; none if the plan does not allow it.
    fn after(&self, mut progress: Progress, output: u16) -> Option<Progress> {
        let symbol = usize::from(output);
        if output < self.first_text {
            return Some(progress);
        }
        if self.letters[symbol] && !progress.inside {
            return Some(progress);
        }
        let wanted = self.skeleton.get(usize::from(progress.matched));
        if wanted == Some(&output) {
            progress.matched += 1;
        } else if wanted.is_some()
            || !(self.allowed[symbol] || progress.inside && self.letters[symbol])
        {
            return None;
        }
        if self.openers[symbol] {
            if wanted.is_none() {
                progress.derivations += 1;
                if progress.derivations > self.derivations {
                    return None;
                }
            }
            progress.inside = true;
        } else if output == self.closer {
            progress.inside = false;
        }
        Some(progress)
    }
}
