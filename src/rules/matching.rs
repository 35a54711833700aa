//! Running patterns: all of them at once over a document.
//!
//! Every pattern is filed under what one of its tokens must be (its *trigger*). A distinct word
//! form is looked up once; a pattern runs on a sentence only if a word there triggers it. So the
//! cost follows the text, not the number of rules.

use std::sync::atomic::{AtomicU32, Ordering};

use rustc_hash::{FxBuildHasher, FxHashMap};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::language::{Analysis, Sentence, Word};
use crate::parallel;
use crate::rules::affixes::Literals;
use crate::rules::expression::Characters;
use crate::rules::glance::{Glanced, Look};
use crate::rules::pattern::{Node, Pattern};
use crate::rules::token_test::{Attribute, Place, TokenTest, Value};
use crate::span::Span;

/// Words of the built-in rules, roughly: room is made for them at once.
const WORDS: usize = 8_000;

/// Number of a pattern in an [`Index`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PatternId(u32);

/// A place where a pattern fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What is reported: the marked tokens, or all of them.
    pub span: Span,
    /// Everything the pattern covers.
    pub cover: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the first reported token.
    pub token: usize,
    /// Index after the last reported token.
    pub token_end: usize,
}

/// All patterns of all rules, equal ones once.
#[derive(Debug)]
pub struct Index {
    /// Tells it from the indices of other strategies.
    number: u32,
    programs: Vec<Program>,
    /// By the hash of their notation.
    ids: FxHashMap<u128, PatternId>,
    /// What the words that are looked up do, in chains: see [`Filed`].
    filed: Vec<Filed>,
    /// The first of the chain of a word, by the word's hash.
    by_literal: FxHashMap<u64, u32>,
    by_test: Vec<(Glanced, Trigger)>,
    /// The sets of words of which a pattern needs one in its sentence, each once, and their numbers.
    need_ids: FxHashMap<Vec<(Attribute, u64)>, Need>,
}

/// Number of a set of words of which a pattern needs one in its sentence.
type Need = u32;

/// One thing that a word does if it is found where it is asked for.
///
/// Words are known by their 64-bit hashes. Two of the ten thousand there are have the same one less
/// than once in a thousand million times; then a sentence more is tried, or a match too much made.
#[derive(Clone, Copy, Debug)]
struct Filed {
    attribute: Attribute,
    entry: Entry,
    /// The next thing the same word does.
    next: Option<u32>,
}

/// What a word that is looked up does.
#[derive(Clone, Copy, Debug)]
enum Entry {
    /// It sets a pattern going.
    Trigger(Trigger),
    /// It is one of those a pattern needs.
    Need(Need),
}

/// What a word does to patterns.
#[derive(Debug, Default)]
struct Effects {
    triggers: Box<[Trigger]>,
    needs: Box<[Need]>,
}

/// A pattern that a token sets going, and where its beginning may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Trigger {
    pattern: PatternId,
    /// The fewest tokens of the pattern before the one that triggers it.
    least_before: u16,
    /// The most; `u16::MAX` if there is no limit.
    most_before: u16,
    /// Whether the pattern is this one token, and fits it for certain.
    is_whole: bool,
}

/// Every hit of every pattern in one document, in the order of the text.
#[derive(Debug, Default)]
pub struct Hits {
    by_pattern: FxHashMap<PatternId, Vec<Hit>>,
    /// The characters of each block.
    characters: Vec<Characters>,
}

/// What each distinct form does, kept from document to document of a run.
#[derive(Debug, Default)]
pub struct Triggers {
    /// By the number of an index and the number of a word.
    by_word: FxHashMap<(u32, u32), Effects>,
}

impl Default for Index {
    fn default() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        Self {
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            programs: Vec::new(),
            ids: FxHashMap::default(),
            filed: Vec::with_capacity(WORDS),
            by_literal: FxHashMap::with_capacity_and_hasher(WORDS, FxBuildHasher),
            by_test: Vec::new(),
            need_ids: FxHashMap::default(),
        }
    }
}

impl Index {
    /// Takes a pattern in and gives its number; an equal one has the same.
    pub fn add(&mut self, pattern: &Pattern) -> PatternId {
        self.add_with(pattern, Program::new(&pattern.node))
    }

    /// The same for a pattern whose program has been made.
    pub(super) fn add_with(&mut self, pattern: &Pattern, program: Program) -> PatternId {
        let notation = xxh3_128(pattern.notation.as_bytes());
        if let Some(id) = self.ids.get(&notation) {
            return *id;
        }
        let id = PatternId(u32::try_from(self.programs.len()).expect("patterns are fewer"));
        let needs = self.needs(&pattern.node);
        self.programs.push(Program { needs, ..program });
        self.ids.insert(notation, id);
        let is_single = matches!(pattern.node, Node::Token { .. });
        for (test, before) in triggers(&pattern.node) {
            let mut trigger = Trigger {
                pattern: id,
                least_before: u16::try_from(before.least).unwrap_or(u16::MAX),
                most_before: before
                    .most
                    .map_or(u16::MAX, |most| u16::try_from(most).unwrap_or(u16::MAX)),
                is_whole: false,
            };
            if let Some((attribute, literals)) = literals(test) {
                // A look-up finds the parts of other readings too, so a part is tested again.
                let is_exact = matches!(test, TokenTest::Atom(_)) && attribute != Attribute::Part;
                trigger.is_whole = is_single && is_exact;
                self.file(attribute, literals, Entry::Trigger(trigger));
            } else {
                self.by_test.push((Glanced::shaped(test), trigger));
            }
        }
        id
    }

    /// The sets of words of which a pattern needs one each, besides those that trigger it.
    fn needs(&mut self, node: &Node) -> Box<[Need]> {
        let Node::Row(nodes) = node else {
            return Box::default();
        };
        let (_, others) = rarest(required(nodes));
        let sets = others.into_iter().filter_map(|tests| {
            let words = tests.into_iter().map(|(test, _)| literals(test));
            words.collect::<Option<Vec<_>>>()
        });
        sets.map(|set| self.need(&set)).collect()
    }

    /// The number of a set of words.
    fn need(&mut self, set: &[(Attribute, &Literals)]) -> Need {
        let key = set
            .iter()
            .map(|(attribute, literals)| (*attribute, literals.digest()))
            .collect();
        if let Some(need) = self.need_ids.get(&key) {
            return *need;
        }
        let need = Need::try_from(self.need_ids.len()).expect("sets are fewer");
        self.need_ids.insert(key, need);
        for (attribute, literals) in set {
            self.file(*attribute, literals, Entry::Need(need));
        }
        need
    }

    /// Files what words do under each of them.
    fn file(&mut self, attribute: Attribute, literals: &Literals, entry: Entry) {
        for literal in literals.iter() {
            let place = u32::try_from(self.filed.len()).expect("words are fewer");
            let next = self.by_literal.insert(xxh3_64(literal.as_bytes()), place);
            self.filed.push(Filed {
                attribute,
                entry,
                next,
            });
        }
    }

    /// Finds every pattern in a document. Blocks that are not checked have no hits.
    pub fn search(&self, analysis: &Analysis, triggers: &mut Triggers) -> Hits {
        let document = &analysis.document;
        let characters = document.blocks.iter();
        let mut hits = Hits {
            by_pattern: FxHashMap::default(),
            characters: characters
                .map(|block| Characters::of(document.slice(block.span)))
                .collect(),
        };
        triggers.add_words(self, analysis);
        let triggers = &*triggers;
        let sentences: Vec<usize> = (0..analysis.sentences.len())
            .filter(|number| analysis.is_checked(analysis.sentences[*number].block))
            .collect();
        let share = sentences.len().div_ceil(parallel::shares()).max(1);
        let shares: Vec<&[usize]> = sentences.chunks(share).collect();
        let found = parallel::map(&shares, |share| self.search_some(analysis, share, triggers));
        for (pattern, mut own) in found.into_iter().flatten() {
            hits.by_pattern.entry(pattern).or_default().append(&mut own);
        }
        hits
    }

    /// Finds every pattern in some of the sentences.
    fn search_some(
        &self,
        analysis: &Analysis,
        sentences: &[usize],
        triggers: &Triggers,
    ) -> FxHashMap<PatternId, Vec<Hit>> {
        let mut hits: FxHashMap<PatternId, Vec<Hit>> = FxHashMap::default();
        let mut due: Vec<(Trigger, usize)> = Vec::new();
        let mut stands: Vec<(usize, &Effects)> = Vec::new();
        let mut scratch = Scratch::default();
        // The last sentence that had a word of each set.
        let mut had = vec![usize::MAX; self.need_ids.len()];
        for number in sentences {
            stands.clear();
            for token in analysis.sentences[*number].tokens.clone() {
                let effects = triggers.of(self, &analysis.tokens[token].word);
                let Some(effects) = effects else { continue };
                for need in &effects.needs {
                    had[*need as usize] = *number;
                }
                stands.push((token, effects));
            }
            due.clear();
            for (token, effects) in &stands {
                let awake = effects.triggers.iter().filter(|trigger| {
                    let mut needs = self.programs[trigger.pattern.0 as usize].needs.iter();
                    needs.all(|need| had[*need as usize] == *number)
                });
                due.extend(awake.map(|trigger| (*trigger, *token)));
            }
            due.sort_unstable_by_key(|(trigger, token)| (trigger.pattern, *token));
            for due in due.chunk_by(|(one, _), (other, _)| one.pattern == other.pattern) {
                let pattern = due[0].0.pattern;
                let program = &self.programs[pattern.0 as usize];
                program.find(analysis, *number, due, &mut scratch, |hit| {
                    hits.entry(pattern).or_default().push(hit);
                });
            }
        }
        hits
    }

    fn effects(&self, word: &Word) -> Effects {
        let mut found: Vec<Trigger> = Vec::new();
        let mut needs: Vec<Need> = Vec::new();
        let mut look_up = |name: &str, asked: &[Attribute]| {
            let mut place = self.by_literal.get(&xxh3_64(name.as_bytes())).copied();
            while let Some(filed) = place.map(|place| self.filed[place as usize]) {
                match filed.entry {
                    _ if !asked.contains(&filed.attribute) => {}
                    Entry::Trigger(trigger) => found.push(trigger),
                    Entry::Need(need) => needs.push(need),
                }
                place = filed.next;
            }
        };
        use Attribute::{First, Form, Last, Lemma, Part, Word as Lower};
        look_up(&word.lower, &[Lower, Part, First, Last]);
        look_up(&word.form, &[Form]);
        for reading in &word.readings {
            for lemma in reading.lemmas() {
                look_up(lemma, &[Lemma, Part, First, Last]);
            }
            if let (Some(first), Some(last)) = (reading.parts.first(), reading.parts.last()) {
                look_up(&first.lemma, &[First]);
                look_up(&first.form, &[First]);
                look_up(&last.lemma, &[Last]);
                look_up(&last.form, &[Last]);
            }
            for part in &reading.parts {
                look_up(&part.lemma, &[Part]);
                look_up(&part.form, &[Part]);
            }
        }
        let look = Look::new(word);
        let fitting = self.by_test.iter().filter(|(test, _)| test.may_fit(&look));
        found.extend(fitting.map(|(_, trigger)| *trigger));
        found.sort_unstable();
        found.dedup();
        needs.sort_unstable();
        needs.dedup();
        Effects {
            triggers: found.into(),
            needs: needs.into(),
        }
    }
}

impl Hits {
    /// The hits of one pattern.
    pub fn of(&self, id: PatternId) -> &[Hit] {
        self.by_pattern.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The characters of a block.
    pub(super) fn characters(&self, block: usize) -> Characters {
        self.characters[block]
    }
}

impl Triggers {
    /// Finds out what the words of a text trigger that were not met before.
    fn add_words(&mut self, index: &Index, analysis: &Analysis) {
        let mut new: FxHashMap<(u32, u32), &Word> = FxHashMap::default();
        for sentence in &analysis.sentences {
            if analysis.is_checked(sentence.block) {
                let words = analysis.tokens_of(sentence).iter().map(|token| &token.word);
                let keyed = words.map(|word| ((index.number, word.id), &**word));
                new.extend(keyed.filter(|(key, _)| !self.by_word.contains_key(key)));
            }
        }
        let new: Vec<((u32, u32), &Word)> = new.into_iter().collect();
        let found = parallel::map(&new, |(key, word)| (*key, index.effects(word)));
        self.by_word.extend(found);
    }

    /// What a word does; none if its text was not added.
    fn of(&self, index: &Index, word: &Word) -> Option<&Effects> {
        self.by_word.get(&(index.number, word.id))
    }
}

/// How many tokens a part of a pattern can cover.
#[derive(Clone, Copy, Debug)]
struct Length {
    least: usize,
    /// None if there is no limit.
    most: Option<usize>,
}

impl Length {
    const NONE: Self = Self {
        least: 0,
        most: Some(0),
    };

    fn of(node: &Node) -> Self {
        match node {
            Node::Token { .. } => Self {
                least: 1,
                most: Some(1),
            },
            Node::Row(nodes) => nodes.iter().map(Self::of).fold(Self::NONE, Self::and),
            Node::Choice(nodes) => {
                let lengths = nodes.iter().map(Self::of);
                let either = |one: Self, other: Self| Self {
                    least: one.least.min(other.least),
                    most: one.most.zip(other.most).map(|(one, other)| one.max(other)),
                };
                lengths.reduce(either).unwrap_or(Self::NONE)
            }
            Node::Repeat { node, least, most } => {
                let once = Self::of(node);
                Self {
                    least: once.least * least,
                    most: once.most.zip(*most).map(|(once, most)| once * most),
                }
            }
        }
    }

    fn and(self, next: Self) -> Self {
        Self {
            least: self.least + next.least,
            most: self.most.zip(next.most).map(|(one, other)| one + other),
        }
    }
}

/// Tests of which one must pass, each with the number of a pattern's tokens before it.
type Tests<'a> = Vec<(&'a TokenTest, Length)>;

/// The tests of which one must pass somewhere in a sentence for the pattern to fit there, each
/// with the number of the pattern's tokens before it.
fn triggers(node: &Node) -> Tests<'_> {
    match node {
        Node::Token { test, .. } => match test {
            TokenTest::Or(tests) => tests.iter().map(|test| (test, Length::NONE)).collect(),
            TokenTest::Any
            | TokenTest::Atom(_)
            | TokenTest::And(_)
            | TokenTest::Not(_)
            | TokenTest::All(_) => vec![(test, Length::NONE)],
        },
        Node::Row(nodes) => rarest(required(nodes)).0,
        Node::Choice(nodes) => nodes.iter().flat_map(triggers).collect(),
        Node::Repeat { node, .. } => triggers(node),
    }
}

/// The tests of each part of a row that must stand in the sentence.
fn required(nodes: &[Node]) -> Vec<Tests<'_>> {
    let mut before = Length::NONE;
    let mut required = Vec::new();
    for node in nodes {
        let length = Length::of(node);
        if length.least > 0 {
            let tests = triggers(node).into_iter();
            required.push(
                tests
                    .map(|(test, inside)| (test, before.and(inside)))
                    .collect(),
            );
        }
        before = before.and(length);
    }
    required
}

/// The tests of the part that seldom stands in a sentence, and those of the other parts.
fn rarest(mut required: Vec<Tests<'_>>) -> (Tests<'_>, Vec<Tests<'_>>) {
    let costs = required.iter().map(|tests| cost_of_any(tests));
    let Some((place, _)) = costs.enumerate().min_by_key(|(_, cost)| *cost) else {
        return (Vec::new(), required);
    };
    (required.remove(place), required)
}

/// How often one of some tests passes.
fn cost_of_any(tests: &[(&TokenTest, Length)]) -> u32 {
    tests.iter().map(|(test, _)| cost(test)).max().unwrap_or(0)
}

/// How often a test passes, roughly: long words are rare, short ones common, and anything is
/// more common still.
fn cost(test: &TokenTest) -> u32 {
    match test {
        TokenTest::Any => 100,
        TokenTest::Not(_) => 90,
        TokenTest::All(_) => 60,
        TokenTest::Or(tests) => tests.iter().map(cost).max().unwrap_or(100),
        TokenTest::And(tests) => tests.iter().map(cost).min().unwrap_or(100),
        TokenTest::Atom(atom) => match (&atom.value, atom.attribute) {
            (Value::Literals(literals), Attribute::Word | Attribute::Form | Attribute::Lemma) => {
                commonness(literals)
            }
            (Value::Literals(literals), Attribute::Part | Attribute::First | Attribute::Last) => {
                commonness(literals) + 1
            }
            (Value::Affixes(_), _) => 15,
            (Value::Regex(_), Attribute::Word | Attribute::Lemma) => 20,
            (Value::Range(_), _) => 30,
            (Value::Variants(_), Attribute::Passive) => 40,
            (_, Attribute::Is | Attribute::Kind) => 80,
            _ => 50,
        },
    }
}

/// How common words are, roughly, from 1 to 12: the shorter, the more common.
fn commonness(literals: &Literals) -> u32 {
    12 - u32::try_from(literals.shortest().min(11)).unwrap_or(11)
}

/// The literal strings a test asks for, if a look-up can find them.
fn literals(test: &TokenTest) -> Option<(Attribute, &Literals)> {
    match test {
        TokenTest::Atom(atom) => match (&atom.value, atom.attribute) {
            (
                Value::Literals(literals),
                Attribute::Word
                | Attribute::Form
                | Attribute::Lemma
                | Attribute::Part
                | Attribute::First
                | Attribute::Last,
            ) => Some((atom.attribute, literals)),
            _ => None,
        },
        TokenTest::And(tests) => tests.iter().find_map(literals),
        TokenTest::Any | TokenTest::Or(_) | TokenTest::Not(_) | TokenTest::All(_) => None,
    }
}

/// A pattern as instructions for a small backtracking machine.
#[derive(Debug, Default)]
pub(super) struct Program {
    steps: Vec<Step>,
    /// Sets of words of which a sentence must have one each.
    needs: Box<[Need]>,
}

#[derive(Debug)]
enum Step {
    /// Takes one token that passes the test.
    Token { test: Glanced, is_target: bool },
    /// Goes on at either place, the first one first.
    Split(usize, usize),
    /// Goes on elsewhere.
    Jump(usize),
    /// Everything fits.
    Done,
}

/// Room for one run of the machine, kept to save allocations.
#[derive(Debug, Default)]
struct Scratch {
    /// For each state the run it was last entered in, so that nothing need be wiped between runs.
    seen: Vec<u32>,
    run: u32,
    stack: Vec<(usize, usize, Option<(usize, usize)>)>,
    /// Where to begin, and whether the pattern is certain to fit there.
    starts: Vec<(usize, bool)>,
}

impl Program {
    /// The program of a pattern, before it is known which words a sentence must have.
    pub(super) fn new(node: &Node) -> Self {
        let mut steps = Vec::new();
        emit(node, &mut steps);
        steps.push(Step::Done);
        Self {
            steps,
            needs: Box::default(),
        }
    }

    /// Gives every hit in a sentence, from the left, none overlapping another.
    ///
    /// `due` is what triggered the pattern, and at which tokens, in their order.
    fn find(
        &self,
        analysis: &Analysis,
        number: usize,
        due: &[(Trigger, usize)],
        scratch: &mut Scratch,
        mut give: impl FnMut(Hit),
    ) {
        let sentence = &analysis.sentences[number];
        scratch.starts.clear();
        for (trigger, token) in due {
            let room = token - sentence.tokens.start;
            let most = match trigger.most_before {
                u16::MAX => room,
                most => room.min(usize::from(most)),
            };
            let least = usize::from(trigger.least_before);
            let starts = (least..=most).map(|before| (token - before, trigger.is_whole));
            scratch.starts.extend(starts);
        }
        scratch
            .starts
            .sort_unstable_by_key(|(start, is_whole)| (*start, !is_whole));
        let mut free = sentence.tokens.start;
        let mut starts = std::mem::take(&mut scratch.starts);
        for (start, is_whole) in starts.drain(..) {
            if start < free {
                continue;
            }
            // A start is tried once.
            free = start + 1;
            let fit = if is_whole {
                Some((start + 1, None))
            } else {
                self.run(analysis, sentence, start, scratch)
            };
            let Some((end, target)) = fit else {
                continue;
            };
            let (token, token_end) = target.unwrap_or((start, end));
            let span = |from: usize, to: usize| {
                Span::new(
                    analysis.tokens[from].span.start,
                    analysis.tokens[to - 1].span.end,
                )
            };
            give(Hit {
                span: span(token, token_end),
                cover: span(start, end),
                sentence: number,
                token,
                token_end,
            });
            free = end.max(start + 1);
        }
        scratch.starts = starts;
    }

    /// Runs the machine from one token: the end and the marked tokens of the first way to fit.
    ///
    /// No state (step, token) is entered twice, so the time is at most steps × tokens.
    fn run(
        &self,
        analysis: &Analysis,
        sentence: &Sentence,
        start: usize,
        scratch: &mut Scratch,
    ) -> Option<(usize, Option<(usize, usize)>)> {
        let width = sentence.tokens.end - start + 1;
        if let Some(Step::Token { test, .. }) = self.steps.first()
            && !test.fits(place(analysis, sentence, start))
        {
            return None;
        }
        let states = self.steps.len() * width;
        if scratch.seen.len() < states || scratch.run == u32::MAX {
            scratch.seen.clear();
            scratch.seen.resize(states, 0);
            scratch.run = 0;
        }
        scratch.run += 1;
        scratch.stack.clear();
        scratch.stack.push((0, start, None));
        while let Some((step, at, target)) = scratch.stack.pop() {
            let state = step * width + (at - start);
            if std::mem::replace(&mut scratch.seen[state], scratch.run) == scratch.run {
                continue;
            }
            match &self.steps[step] {
                Step::Done => return Some((at, target)),
                Step::Jump(to) => scratch.stack.push((*to, at, target)),
                Step::Split(first, second) => {
                    scratch.stack.push((*second, at, target));
                    scratch.stack.push((*first, at, target));
                }
                Step::Token { test, is_target } => {
                    if at < sentence.tokens.end && test.fits(place(analysis, sentence, at)) {
                        let marked = match target {
                            Some((from, _)) if *is_target => Some((from, at + 1)),
                            None if *is_target => Some((at, at + 1)),
                            other => other,
                        };
                        scratch.stack.push((step + 1, at + 1, marked));
                    }
                }
            }
        }
        None
    }
}

fn place<'a>(analysis: &'a Analysis, sentence: &'a Sentence, index: usize) -> Place<'a> {
    Place {
        text: &analysis.document.text,
        token: &analysis.tokens[index],
        index,
        sentence,
    }
}

fn emit(node: &Node, steps: &mut Vec<Step>) {
    match node {
        Node::Token { test, is_target } => steps.push(Step::Token {
            test: Glanced::new(test),
            is_target: *is_target,
        }),
        Node::Row(nodes) => nodes.iter().for_each(|node| emit(node, steps)),
        Node::Choice(nodes) => emit_choice(nodes, steps),
        Node::Repeat { node, least, most } => {
            for _ in 0..*least {
                emit(node, steps);
            }
            match most {
                Some(most) => {
                    for _ in *least..*most {
                        emit_optional(node, steps);
                    }
                }
                None => emit_loop(node, steps),
            }
        }
    }
}

fn emit_choice(nodes: &[Node], steps: &mut Vec<Step>) {
    let mut jumps = Vec::new();
    for (number, node) in nodes.iter().enumerate() {
        if number + 1 == nodes.len() {
            emit(node, steps);
            continue;
        }
        let split = steps.len();
        steps.push(Step::Done);
        emit(node, steps);
        jumps.push(steps.len());
        steps.push(Step::Done);
        steps[split] = Step::Split(split + 1, steps.len());
    }
    let end = steps.len();
    for jump in jumps {
        steps[jump] = Step::Jump(end);
    }
}

fn emit_optional(node: &Node, steps: &mut Vec<Step>) {
    let split = steps.len();
    steps.push(Step::Done);
    emit(node, steps);
    steps[split] = ordered_split(node, split + 1, steps.len());
}

fn emit_loop(node: &Node, steps: &mut Vec<Step>) {
    let split = steps.len();
    steps.push(Step::Done);
    emit(node, steps);
    steps.push(Step::Jump(split));
    steps[split] = ordered_split(node, split + 1, steps.len());
}

/// A gap of any tokens stops as soon as it can; a repeated condition goes on as long as it can.
fn ordered_split(node: &Node, inside: usize, after: usize) -> Step {
    match node {
        Node::Token {
            test: TokenTest::Any,
            ..
        } => Step::Split(after, inside),
        _ => Step::Split(inside, after),
    }
}
