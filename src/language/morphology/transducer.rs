//! The reader of the dictionary: a finite-state transducer from word forms to tagged lemmas.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::morphology::edges::{END, NONE, bit};
use crate::language::morphology::quick::{Edges, PackedFlag, QUICK_LETTERS, QuickFrame, packed};
use crate::language::morphology::vfst::{Cells, FINAL, State, Vfst, is_flag};

/// Descents and returns a search may make until its next result, as in libvoikko.
const MAX_STEPS: u32 = 100_000;
/// Depth of a search, as in libvoikko.
pub(super) const MAX_DEPTH: usize = 1_998;
/// Results of one word.
pub(super) const MAX_RESULTS: usize = 100;
/// Characters of the longest output, as in libvoikko.
const MAX_OUTPUT: usize = 2_000;
/// Letters in the longest word that is looked up.
pub(super) const MAX_LETTERS: usize = 255;

/// The dictionary that is built into the program.
static BUILT_IN: LazyLock<Transducer<'static>> = LazyLock::new(|| {
    let file = include_bytes!(env!("LINJASSA_DICTIONARY_FILE"));
    Transducer::new(file, Edges::built_in()).expect("the file found by build.rs is a dictionary")
});

/// A dictionary file, read in place.
#[derive(Debug)]
pub(super) struct Transducer<'a> {
    pub(super) cells: Cells<'a>,
    /// The same with its chains drawn together.
    pub(super) edges: Edges<'a>,
    /// The flags of the edges.
    pub(super) flags_of_edges: Vec<PackedFlag>,
    pub(super) symbols: Vec<Symbol<'a>>,
    /// The number of each symbol that is a text.
    pub(super) numbers: FxHashMap<&'a str, u16>,
    /// The first symbol that is neither empty nor a flag.
    pub(super) first_letter: u16,
    /// The code of each letter below U+0100.
    codes: [u8; 256],
    /// The codes of the others.
    other_codes: FxHashMap<char, u8>,
    /// How many variables the flags set.
    pub(super) flags: usize,
}

/// What a symbol number stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Symbol<'a> {
    Empty,
    Flag(Flag),
    Text(&'a str),
}

/// A condition on, or change of, one of the walk's variables.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flag {
    pub(super) operation: Operation,
    pub(super) variable: u16,
    pub(super) value: u16,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Operation {
    Set,
    Clear,
    Unify,
    Require,
    Forbid,
}

/// The value of a variable that has not been set.
pub(super) const NEUTRAL: u16 = 0;
/// In a requirement: any value.
pub(super) const ANY: u16 = 1;

/// A state on the way of a search, and how to leave it again.
#[derive(Clone, Copy, Debug)]
struct Frame {
    state: State,
    consumed: u16,
    emitted: u16,
    undo: Option<(u16, u16)>,
}

/// The memory of a search, kept from word to word so that it need not be made anew.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// The codes of the word's letters, with [`END`] behind them.
    pub(super) input: Vec<u8>,
    /// The bit of each of them, with that of anything behind them.
    pub(super) bits: Vec<u32>,
    /// The outputs found, one after the other.
    pub(super) found: String,
    /// Where each of them ends.
    pub(super) ends: Vec<usize>,
    /// The way of a quick search.
    pub(super) quick_frames: Vec<QuickFrame>,
    /// The outputs on it: where each begins in the list of outputs, and its length.
    pub(super) path: Vec<(u32, u16)>,
    /// The way of a search made like libvoikko's.
    frames: Vec<Frame>,
    variables: Vec<u16>,
    /// Its present output.
    output: Vec<u16>,
}

impl Transducer<'static> {
    /// The dictionary that is built into the program.
    pub(super) fn built_in() -> &'static Self {
        &BUILT_IN
    }
}

impl<'a> Transducer<'a> {
    /// Reads the symbols of a dictionary file; the transitions stay where they are.
    fn new(file: &'a [u8], edges: Edges<'a>) -> Result<Self, String> {
        let file = Vfst::new(file)?;
        let mut variables = Vec::new();
        let mut values = vec!["", "@"];
        let mut symbols = Vec::with_capacity(file.symbols.len());
        let first_letter = file.first_letter();
        let mut codes = [NONE; 256];
        let mut other_codes = FxHashMap::default();
        let mut numbers = FxHashMap::default();
        for (number, text) in (0_u16..).zip(&file.symbols) {
            let text: &str = text;
            let mut characters = text.chars();
            symbols.push(if text.is_empty() {
                Symbol::Empty
            } else if is_flag(text) {
                Symbol::Flag(Flag::parse(text, &mut variables, &mut values))
            } else {
                numbers.insert(text, number);
                Symbol::Text(text)
            });
            if let (Some(letter), None) = (characters.next(), characters.next()) {
                let code = number
                    .checked_sub(first_letter)
                    .and_then(|code| u8::try_from(code).ok());
                match (codes.get_mut(letter as usize), code) {
                    (Some(known), Some(code)) => *known = code,
                    (None, Some(code)) => {
                        other_codes.insert(letter, code);
                    }
                    (_, None) => {}
                }
            }
        }
        Ok(Self {
            first_letter,
            cells: file.cells,
            flags_of_edges: packed(edges, &symbols)?,
            edges,
            symbols,
            numbers,
            codes,
            other_codes,
            flags: variables.len(),
        })
    }

    /// The code of a letter, if the dictionary has it.
    fn code(&self, letter: char) -> Option<u8> {
        match self.codes.get(letter as usize) {
            Some(code) => Some(*code).filter(|code| *code != NONE),
            None => self.other_codes.get(&letter).copied(),
        }
    }

    /// Every output for a form, in the order of the file. The form is in lower case.
    pub(super) fn look_up(&self, form: &str, search: &mut Search, mut found: impl FnMut(&str)) {
        search.input.clear();
        search.bits.clear();
        for letter in form.chars() {
            // No letter of the file: no transition can consume it.
            let Some(code) = self.code(letter) else {
                return;
            };
            search.input.push(code);
            search.bits.push(bit(code));
        }
        if search.input.len() > MAX_LETTERS {
            return;
        }
        let is_short = search.input.len() <= QUICK_LETTERS;
        search.input.push(END);
        search.bits.extend([bit(END), u32::MAX, u32::MAX]);
        if !(is_short && self.search_quickly(search)) {
            self.search_like_libvoikko(search);
        }
        let mut start = 0;
        for end in &search.ends {
            found(&search.found[start..*end]);
            start = *end;
        }
    }

    /// Notes the present output as a result.
    fn note(&self, search: &mut Search) {
        for symbol in &search.output {
            if let Symbol::Text(part) = self.symbols[usize::from(*symbol)] {
                search.found.push_str(part);
            }
        }
        search.ends.push(search.found.len());
    }

    /// Finds the outputs as libvoikko does, step by step, with its limits.
    fn search_like_libvoikko(&self, search: &mut Search) {
        self.start(search);
        while search.ends.len() < MAX_RESULTS && self.next(search) {
            let start = search.found.len();
            self.note(search);
            if search.found[start..].chars().count() >= MAX_OUTPUT {
                search.found.truncate(start);
                search.ends.pop();
                return;
            }
        }
    }

    fn start(&self, search: &mut Search) {
        search.variables.clear();
        search.variables.resize(self.flags, NEUTRAL);
        search.found.clear();
        search.ends.clear();
        search.output.clear();
        search.frames.clear();
        search.frames.push(self.frame(0, 0, 0, None));
    }

    /// Walks on to the next output; false when there is none or the search has become too long.
    fn next(&self, search: &mut Search) -> bool {
        for _ in 0..MAX_STEPS {
            match self.step(search) {
                Step::Down if search.frames.len() > MAX_DEPTH => return false,
                Step::Down | Step::Up => {}
                Step::Result => return true,
                Step::End => return false,
            }
        }
        false
    }

    /// Takes the first transition that can be taken from the present state, or returns from it.
    fn step(&self, search: &mut Search) -> Step {
        let Some(frame) = search.frames.last_mut() else {
            return Step::End;
        };
        let wanted = match search.input[usize::from(frame.consumed)] {
            END => FINAL,
            code => self.first_letter + u16::from(code),
        };
        search.output.truncate(usize::from(frame.emitted));
        while frame.state.next <= frame.state.last {
            let cell = self.cells.cell(frame.state.next);
            frame.state.advance();
            if cell.input == FINAL {
                if wanted == FINAL {
                    return Step::Result;
                }
                continue;
            }
            let mut undo = None;
            let mut taken = frame.consumed;
            if cell.input >= self.first_letter {
                if cell.input < wanted && wanted != FINAL {
                    frame.state.next = self.first_with(wanted, frame.state);
                    continue;
                }
                if cell.input != wanted {
                    // Only later letters follow.
                    frame.state.next = frame.state.last + 1;
                    break;
                }
                taken += 1;
            } else if let Symbol::Flag(flag) = self.symbols[usize::from(cell.input)] {
                let variable = usize::from(flag.variable);
                let old = search.variables[variable];
                let Some(new) = flag.apply(old) else {
                    continue;
                };
                search.variables[variable] = new;
                undo = Some((flag.variable, old));
            }
            if cell.output >= self.first_letter {
                search.output.push(cell.output);
            }
            let emitted = search.output.len();
            search
                .frames
                .push(self.frame(cell.target, taken, emitted, undo));
            return Step::Down;
        }
        if let Some((variable, old)) = frame.undo {
            search.variables[usize::from(variable)] = old;
        }
        search.frames.pop();
        if search.frames.is_empty() {
            Step::End
        } else {
            Step::Up
        }
    }

    /// The next transition of a state whose input is not below `wanted`.
    ///
    /// The letters of a state stand last in it, in rising order.
    fn first_with(&self, wanted: u16, state: State) -> u32 {
        let (mut low, mut high) = (state.next, state.last + 1);
        while low < high {
            let middle = low.midpoint(high);
            if self.cells.cell(middle).input < wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    #[inline]
    fn frame(&self, state: u32, consumed: u16, emitted: usize, undo: Option<(u16, u16)>) -> Frame {
        Frame {
            state: self.cells.state(state),
            consumed,
            emitted: u16::try_from(emitted).expect("the depth is capped"),
            undo,
        }
    }
}

/// What one step of a search led to.
enum Step {
    Down,
    Up,
    Result,
    End,
}

impl Flag {
    fn parse<'a>(text: &'a str, variables: &mut Vec<&'a str>, values: &mut Vec<&'a str>) -> Self {
        let mut fields = text.trim_matches('@').split('.');
        let operation = match fields.next() {
            Some("P") => Operation::Set,
            Some("C") => Operation::Clear,
            Some("U") => Operation::Unify,
            Some("R") => Operation::Require,
            _ => Operation::Forbid,
        };
        let variable = number_of(fields.next().unwrap_or_default(), variables);
        let value = number_of(fields.next().unwrap_or("@"), values);
        Self {
            operation,
            variable,
            value,
        }
    }

    /// The variable's new value, or none if the transition is not allowed.
    pub(super) fn apply(self, old: u16) -> Option<u16> {
        match self.operation {
            Operation::Set => Some(self.value),
            Operation::Clear => Some(NEUTRAL),
            Operation::Unify => (old == NEUTRAL || old == self.value).then_some(self.value),
            Operation::Require if self.value == ANY => (old != NEUTRAL).then_some(old),
            Operation::Require => (old == self.value).then_some(old),
            Operation::Forbid if self.value == ANY => (old == NEUTRAL).then_some(old),
            Operation::Forbid => (old != self.value).then_some(old),
        }
    }
}

/// The number of a name in a list, to which it is added if it is new.
fn number_of<'a>(name: &'a str, names: &mut Vec<&'a str>) -> u16 {
    let known = names.iter().position(|known| *known == name);
    let index = known.unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    });
    u16::try_from(index).expect("there are fewer names than symbols")
}
