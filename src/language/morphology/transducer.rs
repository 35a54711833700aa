//! The reader of the dictionary file: a finite-state transducer from word forms to tagged lemmas.
//!
//! The file (libvoikko's unweighted VFST) is a 16-byte header, the symbols as text ending in NUL
//! (the empty one, flag diacritics such as `@P.NAME.ON@`, letters, tags such as `[Ln]`), padding
//! to eight bytes, and transitions of eight bytes each: input symbol (16 bits), output symbol
//! (16), target (24) and the number of transitions after it in its state (8). It is read in place.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Descents and returns a search may make until its next result, as in libvoikko.
const MAX_STEPS: u32 = 100_000;
/// Depth of a search, as in libvoikko.
const MAX_DEPTH: usize = 1_998;
/// Results of one word.
pub(super) const MAX_RESULTS: usize = 100;
/// Characters of the longest output, as in libvoikko.
const MAX_OUTPUT: usize = 2_000;
/// Letters in the longest word that is looked up.
pub(super) const MAX_LETTERS: usize = 255;

const FINAL: u16 = 0xFFFF;
const OVERFLOW: u8 = 0xFF;
const MAGIC: [u8; 8] = [0x6E, 0x3A, 0x01, 0x00, 0xFA, 0x51, 0x03, 0x00];

/// The dictionary that is built into the program.
static BUILT_IN: LazyLock<Transducer<'static>> = LazyLock::new(|| {
    Transducer::new(include_bytes!(env!("LINJASSA_DICTIONARY_FILE")))
        .expect("the file found by build.rs is a dictionary")
});

/// A dictionary file, read in place.
#[derive(Debug)]
pub(super) struct Transducer<'a> {
    cells: &'a [u8],
    symbols: Vec<Symbol<'a>>,
    first_letter: u16,
    letters: FxHashMap<char, u16>,
    flags: usize,
}

/// What a symbol number stands for.
#[derive(Clone, Copy, Debug)]
enum Symbol<'a> {
    Empty,
    Flag(Flag),
    Text(&'a str),
}

/// A condition on, or change of, one of the walk's variables.
#[derive(Clone, Copy, Debug)]
struct Flag {
    operation: Operation,
    variable: u16,
    value: u16,
}

#[derive(Clone, Copy, Debug)]
enum Operation {
    Set,
    Clear,
    Unify,
    Require,
    Forbid,
}

/// The value of a variable that has not been set.
const NEUTRAL: u16 = 0;
/// In a requirement: any value.
const ANY: u16 = 1;

/// One transition.
#[derive(Clone, Copy, Debug)]
struct Cell {
    input: u16,
    output: u16,
    target: u32,
    more: u8,
}

/// A state on the way of a search, and how to leave it again.
#[derive(Clone, Copy, Debug)]
struct Frame {
    next: u32,
    last: u32,
    /// Whether the cell after the next one holds a count, not a transition.
    has_hole: bool,
    consumed: u16,
    emitted: u16,
    undo: Option<(u16, u16)>,
}

/// The memory of a search, kept from word to word so that it need not be made anew.
#[derive(Debug, Default)]
pub(super) struct Search {
    input: Vec<u16>,
    frames: Vec<Frame>,
    variables: Vec<u16>,
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
    pub(super) fn new(file: &'a [u8]) -> Result<Self, String> {
        if file.len() < 18 || file[..8] != MAGIC || file[8] != 0 {
            return Err("not an unweighted Voikko dictionary of format 5".to_owned());
        }
        let count = usize::from(u16::from_le_bytes([file[16], file[17]]));
        let mut at = 18;
        let mut texts = Vec::with_capacity(count);
        for _ in 0..count {
            let end = file[at..].iter().position(|byte| *byte == 0);
            let end = at + end.ok_or("the symbols end too early")?;
            texts.push(std::str::from_utf8(&file[at..end]).map_err(|error| error.to_string())?);
            at = end + 1;
        }
        let cells = file.get(at.next_multiple_of(8)..).unwrap_or_default();
        Ok(Self::with_symbols(cells, &texts))
    }

    fn with_symbols(cells: &'a [u8], texts: &[&'a str]) -> Self {
        let mut variables = Vec::new();
        let mut values = vec!["", "@"];
        let mut symbols = Vec::with_capacity(texts.len());
        let mut letters = FxHashMap::default();
        for (number, text) in (0..).zip(texts) {
            let is_letter = text.chars().count() == 1;
            symbols.push(if text.is_empty() {
                Symbol::Empty
            } else if text.starts_with('@') && !is_letter {
                Symbol::Flag(Flag::parse(text, &mut variables, &mut values))
            } else {
                Symbol::Text(text)
            });
            if is_letter {
                letters.extend(text.chars().map(|letter| (letter, number)));
            }
        }
        let is_flagless = |symbol: &Symbol<'_>| matches!(symbol, Symbol::Text(_));
        let first_letter = symbols.iter().position(is_flagless).unwrap_or_default();
        Self {
            cells,
            first_letter: u16::try_from(first_letter).expect("symbols are numbered in 16 bits"),
            symbols,
            letters,
            flags: variables.len(),
        }
    }

    /// Every output for a form, in the order of the file. The form is in lower case.
    pub(super) fn look_up(&self, form: &str, search: &mut Search, mut found: impl FnMut(&str)) {
        if form.chars().count() > MAX_LETTERS {
            return;
        }
        search.input.clear();
        for letter in form.chars() {
            // No letter of the file: no transition can consume it.
            let Some(symbol) = self.letters.get(&letter) else {
                return;
            };
            search.input.push(*symbol);
        }
        self.start(search);
        let mut text = String::new();
        let mut results = 0;
        while results < MAX_RESULTS && self.next(search) {
            text.clear();
            for symbol in &search.output {
                if let Symbol::Text(part) = self.symbols[usize::from(*symbol)] {
                    text.push_str(part);
                }
            }
            if text.len() >= MAX_OUTPUT && text.chars().count() >= MAX_OUTPUT {
                return;
            }
            found(&text);
            results += 1;
        }
    }

    fn start(&self, search: &mut Search) {
        search.variables.clear();
        search.variables.resize(self.flags, NEUTRAL);
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
        let consumed = usize::from(frame.consumed);
        let wanted = search.input.get(consumed).copied();
        search.output.truncate(usize::from(frame.emitted));
        while frame.next <= frame.last {
            let cell = self.cell(frame.next);
            frame.next += 1 + u32::from(frame.has_hole);
            frame.has_hole = false;
            if cell.input == FINAL {
                if wanted.is_none() {
                    return Step::Result;
                }
                continue;
            }
            let mut undo = None;
            let mut taken = frame.consumed;
            if cell.input >= self.first_letter {
                let Some(wanted) = wanted else {
                    // Only letters follow.
                    frame.next = frame.last + 1;
                    break;
                };
                if cell.input < wanted {
                    frame.next = self.first_with(wanted, frame.next, frame.last);
                    continue;
                }
                if cell.input > wanted {
                    frame.next = frame.last + 1;
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

    /// The first transition of `from..=last` whose input is not below `wanted`.
    ///
    /// The letters of a state stand last in it, in rising order.
    fn first_with(&self, wanted: u16, from: u32, last: u32) -> u32 {
        let (mut low, mut high) = (from, last + 1);
        while low < high {
            let middle = low.midpoint(high);
            if self.cell(middle).input < wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn frame(&self, state: u32, consumed: u16, emitted: usize, undo: Option<(u16, u16)>) -> Frame {
        let more = self.cell(state).more;
        let has_hole = more == OVERFLOW;
        let last = if has_hole {
            state + 1 + self.count(state + 1)
        } else {
            state + u32::from(more)
        };
        Frame {
            next: state,
            last,
            has_hole,
            consumed,
            emitted: u16::try_from(emitted).expect("the depth is capped"),
            undo,
        }
    }

    /// The number of transitions after the first one of a state that has more than 254.
    fn count(&self, index: u32) -> u32 {
        let cell = self.cell(index);
        u32::from(cell.input) | u32::from(cell.output) << 16
    }

    fn cell(&self, index: u32) -> Cell {
        let at = index as usize * 8;
        let bytes: [u8; 8] = self.cells[at..at + 8]
            .try_into()
            .expect("the range is eight bytes long");
        Cell {
            input: u16::from_le_bytes([bytes[0], bytes[1]]),
            output: u16::from_le_bytes([bytes[2], bytes[3]]),
            target: u32::from_le_bytes([bytes[4], bytes[5], bytes[6], 0]),
            more: bytes[7],
        }
    }
}

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
    next: u32,
    last: u32,
    has_hole: bool,
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
            if frame.next > frame.last {
                if let Some((variable, old)) = frame.undo {
                    variables[usize::from(variable)] = old;
                }
                frames.pop();
                continue;
            }
            let cell = self.cell(frame.next);
            frame.next += 1 + u32::from(frame.has_hole);
            frame.has_hole = false;
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
        let frame = self.frame(state, 0, 0, None);
        OutFrame {
            next: frame.next,
            last: frame.last,
            has_hole: frame.has_hole,
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
        let number = |name: &str| {
            let is_it = |symbol: &Symbol<'_>| matches!(symbol, Symbol::Text(text) if *text == name);
            self.symbols
                .iter()
                .position(is_it)
                .and_then(|at| u16::try_from(at).ok())
        };
        let is_allowed = |symbol: &Symbol<'_>| match symbol {
            Symbol::Text(text) => {
                plan.allowed.contains(text)
                    || plan.derivations > 0 && matches!(*text, "[Ll]" | "[Ln]" | "[Xj]" | "[X]")
            }
            Symbol::Empty | Symbol::Flag(_) => true,
        };
        let is_one_of = |symbol: &Symbol<'_>, names: &[&str]| matches!(symbol, Symbol::Text(text) if names.contains(text));
        Some(NumberedPlan {
            skeleton: plan
                .skeleton
                .iter()
                .map(|name| number(name))
                .collect::<Option<_>>()?,
            allowed: self.symbols.iter().map(is_allowed).collect(),
            derivations: plan.derivations,
            letters: self
                .symbols
                .iter()
                .map(|symbol| matches!(symbol, Symbol::Text(text) if !text.starts_with('[')))
                .collect(),
            openers: self
                .symbols
                .iter()
                .map(|symbol| is_one_of(symbol, &["[Xp]", "[Xj]", "[Xr]"]))
                .collect(),
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
    fn apply(self, old: u16) -> Option<u16> {
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
