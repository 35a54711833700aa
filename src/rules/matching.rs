//! Running patterns: all of them at once over a document.
//!
//! Every pattern is filed under what one of its tokens must be (its *trigger*). A distinct word
//! form is looked up once; a pattern runs on a sentence only if a word there triggers it. So the
//! cost follows the text, not the number of rules.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::{Analysis, Sentence, Word};
use crate::rules::pattern::{Node, Pattern};
use crate::rules::token_test::{Attribute, Place, TokenTest, Value};
use crate::span::Span;

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
#[derive(Debug, Default)]
pub struct Index {
    programs: Vec<Program>,
    ids: FxHashMap<Box<str>, PatternId>,
    by_literal: FxHashMap<Box<str>, Vec<(Attribute, PatternId)>>,
    by_test: Vec<(TokenTest, PatternId)>,
}

/// Every hit of every pattern in one document, in the order of the text.
#[derive(Debug, Default)]
pub struct Hits {
    by_pattern: FxHashMap<PatternId, Vec<Hit>>,
}

/// What each distinct form triggers, kept from document to document of a run.
#[derive(Debug, Default)]
pub struct Triggers {
    by_word: FxHashMap<u32, Box<[PatternId]>>,
}

impl Index {
    /// Takes a pattern in and gives its number; an equal one has the same.
    pub fn add(&mut self, pattern: &Pattern) -> PatternId {
        if let Some(id) = self.ids.get(&pattern.notation) {
            return *id;
        }
        let id = PatternId(u32::try_from(self.programs.len()).expect("patterns are fewer"));
        self.programs.push(Program::new(&pattern.node));
        self.ids.insert(pattern.notation.clone(), id);
        for trigger in triggers(&pattern.node) {
            match literals(trigger) {
                Some((attribute, literals)) => {
                    for literal in literals {
                        let filed = self.by_literal.entry(literal.clone()).or_default();
                        filed.push((attribute, id));
                    }
                }
                None => self.by_test.push((trigger.clone(), id)),
            }
        }
        id
    }

    /// Finds every pattern in a document. Blocks that are not checked have no hits.
    pub fn search(&self, analysis: &Analysis, triggers: &mut Triggers) -> Hits {
        let mut hits = Hits::default();
        let mut due = FxHashSet::default();
        let mut order = Vec::new();
        let mut scratch = Scratch::default();
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            if !analysis.is_checked(sentence.block) {
                continue;
            }
            due.clear();
            order.clear();
            for token in analysis.tokens_of(sentence) {
                let triggered = triggers.of(self, &token.word);
                order.extend(triggered.iter().copied().filter(|id| due.insert(*id)));
            }
            for id in &order {
                let program = &self.programs[id.0 as usize];
                program.find(analysis, number, &mut scratch, |hit| {
                    hits.by_pattern.entry(*id).or_default().push(hit);
                });
            }
        }
        hits
    }

    fn triggered_by(&self, word: &Word) -> Box<[PatternId]> {
        let mut ids: Vec<PatternId> = Vec::new();
        let mut look_up = |name: &str, asked: &[Attribute]| {
            for (attribute, id) in self.by_literal.get(name).into_iter().flatten() {
                if asked.contains(attribute) {
                    ids.push(*id);
                }
            }
        };
        use Attribute::{First, Form, Last, Lemma, Part, Word as Lower};
        look_up(&word.lower, &[Lower, Part, First, Last]);
        look_up(&word.form, &[Form]);
        for reading in &word.readings {
            for lemma in reading.lemmas() {
                look_up(lemma, &[Lemma, Part, First, Last]);
            }
            for part in &reading.parts {
                look_up(&part.lemma, &[Part, First, Last]);
                look_up(&part.form, &[Part, First, Last]);
            }
        }
        for (test, id) in &self.by_test {
            if test.may_fit(word) {
                ids.push(*id);
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids.into()
    }
}

impl Hits {
    /// The hits of one pattern.
    pub fn of(&self, id: PatternId) -> &[Hit] {
        self.by_pattern.get(&id).map_or(&[], Vec::as_slice)
    }
}

impl Triggers {
    fn of(&mut self, index: &Index, word: &Word) -> &[PatternId] {
        self.by_word
            .entry(word.id)
            .or_insert_with(|| index.triggered_by(word))
    }
}

/// The tests of which one must pass somewhere in a sentence for the pattern to fit there.
fn triggers(node: &Node) -> Vec<&TokenTest> {
    match node {
        Node::Token { test, .. } => match test {
            TokenTest::Or(tests) => tests.iter().collect(),
            TokenTest::Any
            | TokenTest::Atom(_)
            | TokenTest::And(_)
            | TokenTest::Not(_)
            | TokenTest::All(_) => vec![test],
        },
        Node::Row(nodes) => nodes
            .iter()
            .filter(|node| node.least_tokens() > 0)
            .map(triggers)
            .min_by_key(|tests| tests.iter().map(|test| cost(test)).max())
            .unwrap_or_default(),
        Node::Choice(nodes) => nodes.iter().flat_map(triggers).collect(),
        Node::Repeat { node, .. } => triggers(node),
    }
}

/// How often a test passes, roughly: literal forms and lemmas are rare, anything is common.
fn cost(test: &TokenTest) -> u32 {
    match test {
        TokenTest::Any => 100,
        TokenTest::Not(_) => 90,
        TokenTest::All(_) => 60,
        TokenTest::Or(tests) => tests.iter().map(cost).max().unwrap_or(100),
        TokenTest::And(tests) => tests.iter().map(cost).min().unwrap_or(100),
        TokenTest::Atom(atom) => match (&atom.value, atom.attribute) {
            (Value::Literals(_), Attribute::Word | Attribute::Form | Attribute::Lemma) => 1,
            (Value::Literals(_), Attribute::Part | Attribute::First | Attribute::Last) => 2,
            (Value::Affixes(_), _) => 15,
            (Value::Regex(_), Attribute::Word | Attribute::Lemma) => 20,
            (Value::Range(_), _) => 30,
            (_, Attribute::Is | Attribute::Kind) => 80,
            _ => 50,
        },
    }
}

/// The literal strings a test asks for, if a look-up can find them.
fn literals(test: &TokenTest) -> Option<(Attribute, &[Box<str>])> {
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
#[derive(Debug)]
struct Program {
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    /// Takes one token that passes the test.
    Token { test: TokenTest, is_target: bool },
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
}

impl Program {
    fn new(node: &Node) -> Self {
        let mut steps = Vec::new();
        emit(node, &mut steps);
        steps.push(Step::Done);
        Self { steps }
    }

    /// Gives every hit in a sentence, from the left, none overlapping another.
    fn find(
        &self,
        analysis: &Analysis,
        number: usize,
        scratch: &mut Scratch,
        mut give: impl FnMut(Hit),
    ) {
        let sentence = &analysis.sentences[number];
        let mut start = sentence.tokens.start;
        while start < sentence.tokens.end {
            let Some((end, target)) = self.run(analysis, sentence, start, scratch) else {
                start += 1;
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
            start = end.max(start + 1);
        }
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
            test: test.clone(),
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
