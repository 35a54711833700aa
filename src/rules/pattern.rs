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
            characters: notation.chars().collect(),
            at: 0,
        };
        let node = parser.choice()?;
        if parser.keyword("within") {
            parser.space();
            if !parser.keyword("s") {
                return Err(parser.error("expected `s` after `within`"));
            }
        }
        parser.space();
        if parser.at < parser.characters.len() {
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

struct Parser {
    characters: Vec<char>,
    at: usize,
}

impl Parser {
    fn error(&self, message: &str) -> PatternError {
        PatternError {
            message: message.to_owned(),
            column: self.at + 1,
        }
    }

    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.space();
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: char) -> Result<(), PatternError> {
        if self.eat(wanted) {
            return Ok(());
        }
        Err(self.error(&format!("expected `{wanted}`")))
    }

    fn keyword(&mut self, word: &str) -> bool {
        self.space();
        let rest = &self.characters[self.at..];
        let found = rest.len() >= word.chars().count()
            && word
                .chars()
                .zip(rest)
                .all(|(wanted, given)| wanted == *given);
        if found {
            self.at += word.chars().count();
        }
        found
    }

    fn choice(&mut self) -> Result<Node, PatternError> {
        let mut rows = vec![self.row()?];
        while self.eat('|') {
            rows.push(self.row()?);
        }
        Ok(if rows.len() == 1 {
            rows.remove(0)
        } else {
            Node::Choice(rows)
        })
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
        self.at += 1;
        Ok(Node::Repeat {
            node: Box::new(node),
            least,
            most,
        })
    }

    fn counted(&mut self, node: Node) -> Result<Node, PatternError> {
        self.at += 1;
        let least = self.number().unwrap_or(0);
        let most = if self.eat(',') {
            self.number()
        } else {
            Some(least)
        };
        self.expect('}')?;
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
        let start = self.at;
        while self.peek().is_some_and(|digit| digit.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.characters[start..self.at].iter().collect();
        digits.parse().ok()
    }

    fn element(&mut self) -> Result<Node, PatternError> {
        let is_target = self.eat('@');
        self.space();
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let mut node = self.choice()?;
                self.expect(')')?;
                if is_target {
                    mark(&mut node);
                }
                Ok(node)
            }
            Some('"') => {
                let value = self.string()?;
                // A bare mark such as "(" is itself, not an expression.
                let atom = if value.chars().any(char::is_alphanumeric) {
                    self.atom(Attribute::Word, &value)?
                } else {
                    Atom {
                        attribute: Attribute::Word,
                        value: Value::literal(&value),
                    }
                };
                let test = TokenTest::Atom(atom);
                Ok(Node::Token { test, is_target })
            }
            Some('[') => {
                self.at += 1;
                let test = if self.eat(']') {
                    TokenTest::Any
                } else {
                    let test = self.either()?;
                    self.expect(']')?;
                    test
                };
                Ok(Node::Token { test, is_target })
            }
            _ => Err(self.error("expected a token: [ … ]")),
        }
    }

    fn either(&mut self) -> Result<TokenTest, PatternError> {
        let mut tests = vec![self.both()?];
        while self.eat('|') {
            tests.push(self.both()?);
        }
        Ok(if tests.len() == 1 {
            tests.remove(0)
        } else {
            TokenTest::Or(tests)
        })
    }

    fn both(&mut self) -> Result<TokenTest, PatternError> {
        let mut tests = vec![self.single()?];
        while self.eat('&') {
            tests.push(self.single()?);
        }
        Ok(if tests.len() == 1 {
            tests.remove(0)
        } else {
            TokenTest::And(tests)
        })
    }

    fn single(&mut self) -> Result<TokenTest, PatternError> {
        if self.eat('!') {
            return Ok(TokenTest::Not(Box::new(self.single()?)));
        }
        if self.eat('(') {
            let test = self.either()?;
            self.expect(')')?;
            return Ok(test);
        }
        if self.keyword("all(") {
            let test = self.either()?;
            self.expect(')')?;
            return Ok(TokenTest::All(Box::new(test)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<TokenTest, PatternError> {
        self.space();
        let start = self.at;
        while self.peek().is_some_and(char::is_alphabetic) {
            self.at += 1;
        }
        let name: String = self.characters[start..self.at].iter().collect();
        let attribute = Attribute::parse(&name).map_err(|message| PatternError {
            message,
            column: start + 1,
        })?;
        self.space();
        let operator = ["!=", ">=", "<=", "=", ">", "<"]
            .into_iter()
            .find(|operator| self.keyword(operator))
            .ok_or_else(|| self.error("expected `=`, `!=`, `>=` or `<=`"))?;
        if attribute.is_number() {
            let number = self.number().or_else(|| self.string().ok()?.parse().ok());
            let number = number.ok_or_else(|| self.error("expected a number"))?;
            return Ok(number_test(attribute, operator, number));
        }
        self.space();
        let value = self.string()?;
        let atom = TokenTest::Atom(self.atom(attribute, &value)?);
        match operator {
            "=" => Ok(atom),
            "!=" => Ok(TokenTest::Not(Box::new(atom))),
            _ => Err(self.error(&format!("`{name}` is compared with `=` or `!=`"))),
        }
    }

    fn string(&mut self) -> Result<String, PatternError> {
        if self.peek() != Some('"') {
            return Err(self.error("expected a value in double quotes"));
        }
        self.at += 1;
        let start = self.at;
        while self.peek().is_some_and(|character| character != '"') {
            self.at += 1;
        }
        let value = self.characters[start..self.at].iter().collect();
        if self.peek().is_none() {
            return Err(self.error("expected a closing double quote"));
        }
        self.at += 1;
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
