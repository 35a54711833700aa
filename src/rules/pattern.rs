//! The pattern language: a row of tokens within one sentence.
//!
//! The notation is a subset of the Corpus Query Language of Korp and Sketch Engine; the whole of
//! it stands in `docs/rules.md`. This file turns notation into a [`Pattern`]; `matching.rs` runs it.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer};

use crate::rules::token_test::{Atom, Attribute, TokenTest, Value};

/// The most copies a counted repetition may have.
const MOST_REPEATS: usize = 60;

/// A pattern that is known to be right.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The notation it was read from; patterns with equal notation are equal.
    pub notation: Box<str>,
    /// What it looks for.
    pub node: Node,
}

/// A part of a pattern.
#[derive(Clone, Debug)]
pub enum Node {
    /// One token.
    Token {
        /// What the token must be.
        test: TokenTest,
        /// Whether the token is part of what is reported.
        is_target: bool,
    },
    /// One after the other.
    Row(Vec<Node>),
    /// One of several.
    Choice(Vec<Node>),
    /// The same again.
    Repeat {
        /// What is repeated.
        node: Box<Node>,
        /// At least so many times.
        least: usize,
        /// At most so many times; none means to the end of the sentence.
        most: Option<usize>,
    },
}

/// A mistake in the notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong and what would be right.
    pub message: String,
    /// Character of the notation where it is wrong, from 1.
    pub column: usize,
}

impl Pattern {
    /// Reads the pattern language.
    pub fn parse(notation: &str) -> Result<Self, PatternError> {
        let mut parser = Parser {
            notation,
            rest: notation,
        };
        let node = parser.choice()?;
        if parser.eat("within") && !parser.eat("s") {
            return Err(parser.error("expected `s` after `within`"));
        }
        parser.space();
        if !parser.rest.is_empty() {
            return Err(parser.error("expected a token such as [lemma=\"kokeilu\"]"));
        }
        if node.least_tokens() == 0 {
            return Err(parser.error("the pattern would match nothing at all; ask for a token"));
        }
        Ok(Self {
            notation: notation.into(),
            node,
        })
    }

    /// A word in any inflected form; `*` before or after it stands for parts of a compound.
    pub fn lemma(entry: &str) -> Self {
        Self {
            notation: format!("lemma:{entry}").into(),
            node: Node::token(lemma_test(entry)),
        }
    }

    /// Words in a row, each a lemma or the exact form; `…` stands for up to four other words.
    pub fn phrase(entry: &str) -> Self {
        let word = |word: &str| match word {
            "…" | "..." => Node::Repeat {
                node: Box::new(Node::token(TokenTest::Any)),
                least: 0,
                most: Some(4),
            },
            word => Node::token(TokenTest::Or(vec![
                TokenTest::Atom(Atom {
                    attribute: Attribute::Word,
                    value: Value::literal(&word.to_lowercase()),
                }),
                lemma_test(word),
            ])),
        };
        Self {
            notation: format!("phrase:{entry}").into(),
            node: Node::Row(entry.split_whitespace().map(word).collect()),
        }
    }

    /// An entry of a word list: a pattern, a phrase or a lemma, by its look.
    pub fn entry(entry: &str) -> Result<Self, PatternError> {
        let entry = entry.trim();
        if entry.is_empty() {
            return Err(PatternError {
                message: "an empty entry".to_owned(),
                column: 1,
            });
        }
        Ok(if entry.contains(['[', '"']) {
            Self::parse(entry)?
        } else if entry.contains(char::is_whitespace) {
            Self::phrase(entry)
        } else {
            Self::lemma(entry)
        })
    }
}

impl Node {
    fn token(test: TokenTest) -> Self {
        Self::Token {
            test,
            is_target: false,
        }
    }

    /// The fewest tokens it can match.
    pub fn least_tokens(&self) -> usize {
        match self {
            Self::Token { .. } => 1,
            Self::Row(nodes) => nodes.iter().map(Self::least_tokens).sum(),
            Self::Choice(nodes) => nodes.iter().map(Self::least_tokens).min().unwrap_or(0),
            Self::Repeat { node, least, .. } => node.least_tokens() * least,
        }
    }
}

fn lemma_test(entry: &str) -> TokenTest {
    let lower = entry.to_lowercase();
    let name = lower.trim_matches('*');
    let attribute = match (lower.starts_with('*'), lower.ends_with('*')) {
        (true, true) => Attribute::Part,
        (true, false) => Attribute::Last,
        (false, true) => Attribute::First,
        (false, false) => Attribute::Lemma,
    };
    let atom = |attribute| {
        TokenTest::Atom(Atom {
            attribute,
            value: Value::literal(name),
        })
    };
    // A word may be a compound itself: *sidosryhmä* has no part of that name.
    match attribute {
        Attribute::Lemma => atom(attribute),
        _ => TokenTest::Or(vec![atom(Attribute::Lemma), atom(attribute)]),
    }
}

struct Parser<'n> {
    notation: &'n str,
    /// What has not been read yet.
    rest: &'n str,
}

impl<'n> Parser<'n> {
    fn error(&self, message: &str) -> PatternError {
        self.error_at(self.rest, message)
    }

    /// A mistake where so much was left to read.
    fn error_at(&self, rest: &str, message: &str) -> PatternError {
        let read = &self.notation[..self.notation.len() - rest.len()];
        PatternError {
            message: message.to_owned(),
            column: read.chars().count() + 1,
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes what comes next, if it is this.
    fn take(&mut self, wanted: &str) -> bool {
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes the characters that come next, as long as they fit.
    fn take_while(&mut self, fits: fn(char) -> bool) -> &'n str {
        let end = self.rest.find(|character| !fits(character));
        let (taken, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Takes what comes next after spaces, if it is this.
    fn eat(&mut self, wanted: &str) -> bool {
        self.space();
        self.take(wanted)
    }

    fn expect(&mut self, wanted: &str) -> Result<(), PatternError> {
        if self.eat(wanted) {
            return Ok(());
        }
        Err(self.error(&format!("expected `{wanted}`")))
    }

    fn choice(&mut self) -> Result<Node, PatternError> {
        let first = self.row()?;
        if !self.eat("|") {
            return Ok(first);
        }
        let mut rows = vec![first, self.row()?];
        while self.eat("|") {
            rows.push(self.row()?);
        }
        Ok(Node::Choice(rows))
    }

    fn row(&mut self) -> Result<Node, PatternError> {
        let mut nodes = Vec::new();
        loop {
            self.space();
            match self.peek() {
                Some('[' | '"' | '(' | '@') => nodes.push(self.repeated()?),
                _ if nodes.is_empty() => return Err(self.error("expected a token: [ … ]")),
                _ => return Ok(Node::Row(nodes)),
            }
        }
    }

    fn repeated(&mut self) -> Result<Node, PatternError> {
        let node = self.element()?;
        let (least, most) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => return self.counted(node),
            _ => return Ok(node),
        };
        self.rest = &self.rest[1..];
        Ok(Node::Repeat {
            node: Box::new(node),
            least,
            most,
        })
    }

    fn counted(&mut self, node: Node) -> Result<Node, PatternError> {
        self.rest = &self.rest[1..];
        let least = self.number().unwrap_or(0);
        let most = if self.eat(",") {
            self.number()
        } else {
            Some(least)
        };
        self.expect("}")?;
        if most.is_some_and(|most| most < least) || least.max(most.unwrap_or(0)) > MOST_REPEATS {
            return Err(self.error(&format!(
                "expected {{least,most}} with least <= most <= {MOST_REPEATS}"
            )));
        }
        Ok(Node::Repeat {
            node: Box::new(node),
            least,
            most,
        })
    }

    fn number(&mut self) -> Option<usize> {
        self.space();
        let digits = self.take_while(|character| character.is_ascii_digit());
        digits.parse().ok()
    }

    fn element(&mut self) -> Result<Node, PatternError> {
        let is_target = self.eat("@");
        self.space();
        if self.take("(") {
            let mut node = self.choice()?;
            self.expect(")")?;
            if is_target {
                mark(&mut node);
            }
            return Ok(node);
        }
        if self.take("[") {
            let test = if self.eat("]") {
                TokenTest::Any
            } else {
                let test = self.either()?;
                self.expect("]")?;
                test
            };
            return Ok(Node::Token { test, is_target });
        }
        if self.rest.starts_with('"') {
            let value = self.string()?;
            // A bare mark such as "(" is itself, not an expression.
            let atom = if value.chars().any(char::is_alphanumeric) {
                self.atom(Attribute::Word, value)?
            } else {
                Atom {
                    attribute: Attribute::Word,
                    value: Value::literal(value),
                }
            };
            let test = TokenTest::Atom(atom);
            return Ok(Node::Token { test, is_target });
        }
        Err(self.error("expected a token: [ … ]"))
    }

    fn either(&mut self) -> Result<TokenTest, PatternError> {
        let first = self.both()?;
        if !self.eat("|") {
            return Ok(first);
        }
        let mut tests = vec![first, self.both()?];
        while self.eat("|") {
            tests.push(self.both()?);
        }
        Ok(TokenTest::Or(tests))
    }

    fn both(&mut self) -> Result<TokenTest, PatternError> {
        let first = self.single()?;
        if !self.eat("&") {
            return Ok(first);
        }
        let mut tests = vec![first, self.single()?];
        while self.eat("&") {
            tests.push(self.single()?);
        }
        Ok(TokenTest::And(tests))
    }

    fn single(&mut self) -> Result<TokenTest, PatternError> {
        if self.eat("!") {
            return Ok(TokenTest::Not(Box::new(self.single()?)));
        }
        if self.take("(") {
            let test = self.either()?;
            self.expect(")")?;
            return Ok(test);
        }
        if self.take("all(") {
            let test = self.either()?;
            self.expect(")")?;
            return Ok(TokenTest::All(Box::new(test)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<TokenTest, PatternError> {
        let start = self.rest;
        let name = self.take_while(char::is_alphabetic);
        let attribute = Attribute::parse(name).map_err(|message| self.error_at(start, &message))?;
        self.space();
        let operator = ["=", "!=", ">=", "<=", ">", "<"]
            .into_iter()
            .find(|operator| self.take(operator))
            .ok_or_else(|| self.error("expected `=`, `!=`, `>=` or `<=`"))?;
        if attribute.is_number() {
            let number = self.number().or_else(|| self.string().ok()?.parse().ok());
            let number = number.ok_or_else(|| self.error("expected a number"))?;
            return Ok(number_test(attribute, operator, number));
        }
        self.space();
        let value = self.string()?;
        let atom = TokenTest::Atom(self.atom(attribute, value)?);
        match operator {
            "=" => Ok(atom),
            "!=" => Ok(TokenTest::Not(Box::new(atom))),
            _ => Err(self.error(&format!("`{name}` is compared with `=` or `!=`"))),
        }
    }

    fn string(&mut self) -> Result<&'n str, PatternError> {
        if !self.take("\"") {
            return Err(self.error("expected a value in double quotes"));
        }
        let Some((value, rest)) = self.rest.split_once('"') else {
            self.rest = "";
            return Err(self.error("expected a closing double quote"));
        };
        self.rest = rest;
        Ok(value)
    }

    fn atom(&self, attribute: Attribute, value: &str) -> Result<Atom, PatternError> {
        let value = Value::parse(attribute, value).map_err(|message| self.error(&message))?;
        Ok(Atom { attribute, value })
    }
}

fn number_test(attribute: Attribute, operator: &str, number: usize) -> TokenTest {
    let range = match operator {
        "=" | "!=" => number..=number,
        ">=" => number..=usize::MAX,
        "<=" => 0..=number,
        ">" => number.saturating_add(1)..=usize::MAX,
        _ => 0..=number.saturating_sub(1),
    };
    let atom = TokenTest::Atom(Atom {
        attribute,
        value: Value::Range(range),
    });
    if operator == "!=" {
        return TokenTest::Not(Box::new(atom));
    }
    atom
}

fn mark(node: &mut Node) {
    match node {
        Node::Token { is_target, .. } => *is_target = true,
        Node::Row(nodes) | Node::Choice(nodes) => nodes.iter_mut().for_each(mark),
        Node::Repeat { node, .. } => mark(node),
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (character {})", self.message, self.column)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let notation = String::deserialize(deserializer)?;
        Self::parse(&notation).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_that_is_right_is_read() {
        for notation in [
            r#"[lemma="yhdessä"] []{0,6} [lemma="kanssa"]"#,
            r#"[case="Gen" & upos!="PROPN"] @[word="toimesta"]"#,
            r#"("a" | "b" [upos="NOUN"]+)? [letters>=20 & parts>=4] within s"#,
            r#"[all(case="Gen")]{3,}"#,
        ] {
            assert!(Pattern::parse(notation).is_ok(), "{notation}");
        }
    }

    #[test]
    fn a_mistake_is_named_at_its_place() {
        for (notation, message, column) in [
            (r#"[lema="a"]"#, "did you mean `lemma`", 2),
            (r#"[case="Genn"]"#, "did you mean `Gen`", 13),
            (r#"[lemma="a""#, "expected `]`", 11),
            (r#"[lemma="(a"]"#, "regular expression", 12),
            ("[]*", "match nothing", 4),
        ] {
            let error = Pattern::parse(notation).unwrap_err();
            assert!(error.message.contains(message), "{notation}: {error}");
            assert_eq!(error.column, column, "{notation}: {error}");
        }
    }
}
