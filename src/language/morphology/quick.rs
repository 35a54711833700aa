//! The quick search of the dictionary: along drawn-together chains, and never where the next three
//! letters cannot follow.

use crate::language::morphology::edges::{EDGE_BYTES, Edge, NONE};
use crate::language::morphology::transducer::{
    ANY, Flag, MAX_RESULTS, Operation, Search, Symbol, Transducer,
};

/// Letters in the longest word that is searched the quick way.
pub(super) const QUICK_LETTERS: usize = 40;
/// Edges a quick search may follow. A search that needs more is made again as libvoikko makes it,
/// so that it ends where libvoikko's ends; it would take fewer steps than libvoikko allows even
/// if each edge stood for a hundred of them.
const QUICK_EDGES: u32 = 1_000;

/// The edges of the dictionary, as `build.rs` wrote them; the first is the way in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edges<'a> {
    edges: &'a [[u8; EDGE_BYTES]],
    keys: &'a [u8],
    letters: &'a [u8],
    flags: &'a [[u8; 2]],
    outputs: &'a str,
}

/// A state on the way of a quick search.
#[derive(Clone, Copy, Debug)]
pub(super) struct QuickFrame {
    /// The next edge to try.
    next: u32,
    /// The end of those that are not in the order of their letters, and of all.
    unordered_end: u32,
    end: u32,
    /// Letters consumed before this state.
    consumed: u16,
    /// Edges with an output followed before it.
    followed: u16,
    /// The values of the variables.
    variables: Variables,
}

/// The values of the variables that flags set, a few bits for each; 0 is none.
type Variables = u64;

/// A condition on the variables, or a change of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct PackedFlag {
    operation: Operation,
    /// The bits of the variable.
    mask: Variables,
    /// The value in these bits.
    value: Variables,
}

/// The flags of the edges, one list after the other, for variables packed into one number; an
/// error if they do not fit.
pub(super) fn packed(edges: Edges<'_>, symbols: &[Symbol<'_>]) -> Result<Vec<PackedFlag>, String> {
    let flags = || {
        symbols.iter().filter_map(|symbol| match symbol {
            Symbol::Flag(flag) => Some(*flag),
            _ => None,
        })
    };
    // The values of each variable, by the order in which they are met.
    let mut values: Vec<Vec<u16>> = Vec::new();
    for flag in flags() {
        let variable = usize::from(flag.variable);
        values.resize(values.len().max(variable + 1), Vec::new());
        if flag.value > ANY && !values[variable].contains(&flag.value) {
            values[variable].push(flag.value);
        }
    }
    let mut shifts = Vec::with_capacity(values.len());
    let mut bits = 0;
    for known in &values {
        shifts.push(bits);
        bits += usize::BITS - known.len().leading_zeros();
    }
    if bits > Variables::BITS {
        return Err("the dictionary has more flags than this program can read".to_owned());
    }
    let pack = |flag: Flag| {
        let variable = usize::from(flag.variable);
        let width = usize::BITS - values[variable].len().leading_zeros();
        let place = values[variable]
            .iter()
            .position(|value| *value == flag.value);
        PackedFlag {
            operation: flag.operation,
            mask: ((1 << width) - 1) << shifts[variable],
            value: place.map_or(0, |place| (place as Variables + 1) << shifts[variable]),
        }
    };
    let flag_of = |number: &[u8; 2]| match symbols.get(usize::from(u16::from_le_bytes(*number))) {
        Some(Symbol::Flag(flag)) => Ok(pack(*flag)),
        _ => Err("the edges are of another dictionary".to_owned()),
    };
    edges.flags.iter().map(flag_of).collect()
}

impl PackedFlag {
    /// The variables behind this flag; none if it lets nothing pass.
    #[inline]
    fn pass(self, variables: Variables) -> Option<Variables> {
        let old = variables & self.mask;
        let set = variables & !self.mask | self.value;
        match self.operation {
            Operation::Set | Operation::Clear => Some(set),
            Operation::Unify => (old == 0 || old == self.value).then_some(set),
            Operation::Require if self.value == 0 => (old != 0).then_some(variables),
            Operation::Require => (old == self.value).then_some(variables),
            Operation::Forbid if self.value == 0 => (old == 0).then_some(variables),
            Operation::Forbid => (old != self.value).then_some(variables),
        }
    }
}

impl Edges<'static> {
    /// The edges of the dictionary that is built into the program.
    pub(super) fn built_in() -> Self {
        Self {
            edges: include_bytes!(concat!(env!("OUT_DIR"), "/edges.bin"))
                .as_chunks()
                .0,
            keys: include_bytes!(concat!(env!("OUT_DIR"), "/edge_keys.bin")),
            letters: include_bytes!(concat!(env!("OUT_DIR"), "/edge_letters.bin")),
            flags: include_bytes!(concat!(env!("OUT_DIR"), "/edge_flags.bin"))
                .as_chunks()
                .0,
            outputs: include_str!(concat!(env!("OUT_DIR"), "/edge_outputs.txt")),
        }
    }
}

impl Edges<'_> {
    #[inline]
    fn edge(&self, number: u32) -> Edge {
        Edge::from_bytes(&self.edges[number as usize])
    }

    /// The letters of an edge.
    #[inline]
    fn letters(&self, edge: Edge) -> &[u8] {
        let start = edge.letters_at as usize;
        &self.letters[start..start + usize::from(edge.letters)]
    }

    /// The next edge of a state that consumes a letter, or none before any other.
    #[inline]
    fn next(&self, wanted: u8, frame: &mut QuickFrame) -> Option<u32> {
        let keys = |from: u32, to: u32| &self.keys[from as usize..to as usize];
        if frame.next < frame.unordered_end {
            let mut left = keys(frame.next, frame.unordered_end).iter();
            if let Some(at) = left.position(|key| *key == wanted || *key == NONE) {
                let found = frame.next + u32::try_from(at).ok()?;
                frame.next = found + 1;
                return Some(found);
            }
        }
        if frame.next <= frame.unordered_end {
            let ordered = keys(frame.unordered_end, frame.end);
            let below = ordered.partition_point(|key| *key < wanted);
            frame.next = frame.unordered_end + u32::try_from(below).ok()?;
            frame.unordered_end = 0;
        }
        let found = frame.next;
        let is_there = found < frame.end && self.keys[found as usize] == wanted;
        frame.next = if is_there { found + 1 } else { frame.end };
        is_there.then_some(found)
    }
}

impl Transducer<'_> {
    /// Finds the outputs; false if that takes too long.
    pub(super) fn search_quickly(&self, search: &mut Search) -> bool {
        search.found.clear();
        search.ends.clear();
        search.quick_frames.clear();
        search.path.clear();
        let mut frame = QuickFrame {
            next: 0,
            unordered_end: 1,
            end: 1,
            consumed: 0,
            followed: 0,
            variables: 0,
        };
        let mut followed = 0;
        loop {
            let Some(child) = self.follow(&mut frame, search) else {
                let Some(parent) = search.quick_frames.pop() else {
                    return true;
                };
                frame = parent;
                continue;
            };
            followed += 1;
            if followed > QUICK_EDGES || search.ends.len() >= MAX_RESULTS {
                return false;
            }
            if frame.next < frame.end {
                search.quick_frames.push(frame);
            }
            frame = child;
        }
    }

    /// The state behind the next edge that can be followed and leads on. An end of the word that
    /// is passed is noted.
    #[inline]
    fn follow(&self, frame: &mut QuickFrame, search: &mut Search) -> Option<QuickFrame> {
        let consumed = usize::from(frame.consumed);
        let wanted = search.input[consumed];
        while let Some(number) = self.edges.next(wanted, frame) {
            let edge = self.edges.edge(number);
            let taken = consumed + usize::from(edge.letters);
            if edge.letters > 1 {
                let stands = search.input.get(consumed + 1..taken).unwrap_or_default();
                let letters = &self.edges.letters(edge)[1..];
                if stands.len() < letters.len() || !stands.iter().zip(letters).all(|(a, b)| a == b)
                {
                    continue;
                }
            }
            let can_follow = match search.bits.get(taken..taken + 3) {
                Some([next, second, third]) => {
                    edge.reach.next & next != 0
                        && edge.reach.second & second != 0
                        && edge.reach.third & third != 0
                }
                _ => false,
            };
            if !can_follow {
                continue;
            }
            let Some(variables) = self.pass_flags(edge, frame.variables) else {
                continue;
            };
            search.path.truncate(usize::from(frame.followed));
            if edge.output > 0 {
                search.path.push((edge.output_at, edge.output));
            }
            if edge.edges == 0 {
                self.note_path(search);
                continue;
            }
            return Some(QuickFrame {
                next: edge.target,
                unordered_end: edge.target + u32::from(edge.unordered),
                end: edge.target + u32::from(edge.edges),
                consumed: frame.consumed + u16::from(edge.letters),
                followed: followed(&search.path),
                variables,
            });
        }
        None
    }

    /// The variables behind the flags of an edge; none if they do not let it pass.
    #[inline]
    fn pass_flags(&self, edge: Edge, variables: Variables) -> Option<Variables> {
        let start = usize::from(edge.flags_at);
        let mut flags = self.flags_of_edges[start..start + usize::from(edge.flags)].iter();
        flags.try_fold(variables, |variables, flag| flag.pass(variables))
    }

    /// Notes the output of the present way as a result.
    fn note_path(&self, search: &mut Search) {
        for (start, length) in &search.path {
            let start = *start as usize;
            let output = &self.edges.outputs[start..start + usize::from(*length)];
            search.found.push_str(output);
        }
        search.ends.push(search.found.len());
    }
}

/// Edges on a way; there are fewer than [`QUICK_EDGES`].
fn followed(path: &[(u32, u16)]) -> u16 {
    u16::try_from(path.len()).unwrap_or(u16::MAX)
}
