//! Telling at a glance that a test cannot fit a word, so that it need not be made.

use crate::language::{Reading, Signature, Word};
use crate::rules::affixes::{Affixes, Literals};
use crate::rules::expression::{Characters, may_match};
use crate::rules::token_test::{Atom, Attribute, Place, TokenTest, Value};

/// A test with what a word must look like to pass it.
#[derive(Debug)]
pub(super) struct Glanced {
    test: TokenTest,
    /// What the grammar of one of the word's readings lies in.
    signature: Signature,
    /// Whether the grammar is all the test asks for.
    is_grammar: bool,
    /// What its letters are, and of which of its strings.
    shape: Option<(Side, Shape)>,
}

/// Which strings of a word a shape is of.
#[derive(Clone, Copy, Debug)]
enum Side {
    Lower,
    Form,
    Lemmas,
}

/// What strings that fit a value have in common.
#[derive(Debug)]
enum Shape {
    /// They are or begin or end like one of these.
    Edges(ShapeEdges),
    /// They have a character of each set.
    Characters(Vec<Characters>),
}

/// The first and last letters of whole strings, of beginnings, and of endings.
#[derive(Debug, Default)]
struct ShapeEdges {
    whole: Edges,
    starts: u64,
    ends: u64,
}

/// The first and last bytes of some strings, a bit for the low six bits of each.
#[derive(Clone, Copy, Debug, Default)]
struct Edges {
    firsts: u64,
    lasts: u64,
}

/// A word as it looks at a glance.
#[derive(Debug)]
pub(super) struct Look<'a> {
    word: &'a Word,
    lower: Edges,
    form: Edges,
    lemmas: Edges,
    lower_characters: Characters,
    form_characters: Characters,
}

impl<'a> Look<'a> {
    /// The look of a word.
    pub(super) fn new(word: &'a Word) -> Self {
        let lemmas = word.readings.iter().flat_map(Reading::lemmas);
        Self {
            word,
            lower: Edges::of(std::iter::once(&*word.lower)),
            form: Edges::of(std::iter::once(&*word.form)),
            lemmas: Edges::of(lemmas),
            lower_characters: Characters::of(&word.lower),
            form_characters: Characters::of(&word.form),
        }
    }
}

impl Glanced {
    /// A test with the grammar it asks for.
    pub(super) fn new(test: &TokenTest) -> Self {
        Self {
            signature: test.signature(),
            is_grammar: test.is_grammar(),
            shape: None,
            test: test.clone(),
        }
    }

    /// A test with the grammar and the letters it asks for, to be made on every word.
    pub(super) fn shaped(test: &TokenTest) -> Self {
        Self {
            shape: shape(test),
            ..Self::new(test)
        }
    }

    /// Whether some token of this form could pass.
    pub(super) fn may_fit(&self, look: &Look<'_>) -> bool {
        self.has_signature(look.word)
            && self.has_shape(look)
            && (self.is_told(look.word) || self.test.may_fit(look.word))
    }

    /// Whether a token passes.
    pub(super) fn fits(&self, place: Place<'_>) -> bool {
        let word = &place.token.word;
        self.has_signature(word) && (self.is_told(word) || self.test.fits(place))
    }

    /// Whether a word with the signature is certain to pass.
    fn is_told(&self, word: &Word) -> bool {
        self.is_grammar && !word.signatures.is_empty()
    }

    fn has_signature(&self, word: &Word) -> bool {
        let mut signatures = word.signatures.iter();
        word.signatures.is_empty() || signatures.any(|one| one.lies_in(self.signature))
    }

    fn has_shape(&self, look: &Look<'_>) -> bool {
        match &self.shape {
            None => true,
            Some((side, Shape::Edges(edges))) => edges.could_be(match side {
                Side::Lower => look.lower,
                Side::Form => look.form,
                Side::Lemmas => look.lemmas,
            }),
            Some((side, Shape::Characters(sets))) => {
                let characters = match side {
                    Side::Lower => look.lower_characters,
                    Side::Form => look.form_characters,
                    Side::Lemmas => return true,
                };
                may_match(sets, characters)
            }
        }
    }
}

/// The shape a test asks for, if it is easily told.
fn shape(test: &TokenTest) -> Option<(Side, Shape)> {
    match test {
        TokenTest::Atom(atom) => shape_of_atom(atom),
        TokenTest::And(tests) => tests.iter().find_map(shape),
        TokenTest::Any | TokenTest::Or(_) | TokenTest::Not(_) | TokenTest::All(_) => None,
    }
}

fn shape_of_atom(atom: &Atom) -> Option<(Side, Shape)> {
    let side = match atom.attribute {
        Attribute::Word => Side::Lower,
        Attribute::Form => Side::Form,
        Attribute::Lemma => Side::Lemmas,
        _ => return None,
    };
    let shape = match &atom.value {
        Value::Literals(literals) => Shape::Edges(ShapeEdges::of_literals(literals)),
        Value::Affixes(affixes) => Shape::Edges(ShapeEdges::of_affixes(affixes)?),
        Value::Regex(expression) => Shape::Characters(expression.needs().to_vec()),
        Value::Variants(_) | Value::Range(_) => return None,
    };
    Some((side, shape))
}

impl ShapeEdges {
    fn of_literals(literals: &Literals) -> Self {
        Self {
            whole: Edges::of(literals.iter()),
            ..Self::default()
        }
    }

    /// None if they may stand inside a string.
    fn of_affixes(affixes: &Affixes) -> Option<Self> {
        let edges = Self {
            starts: Edges::of(affixes.starts()).firsts,
            ends: Edges::of(affixes.ends()).lasts,
            ..Self::of_literals(affixes.whole())
        };
        affixes.have_edges().then_some(edges)
    }

    fn could_be(&self, given: Edges) -> bool {
        self.starts & given.firsts != 0
            || self.ends & given.lasts != 0
            || self.whole.firsts & given.firsts != 0 && self.whole.lasts & given.lasts != 0
    }
}

impl Edges {
    fn of<'s>(texts: impl Iterator<Item = &'s str>) -> Self {
        let bit = |byte: &u8| 1_u64 << (byte & 63);
        texts.fold(Self::default(), |edges, text| {
            let bytes = text.as_bytes();
            Self {
                firsts: edges.firsts | bytes.first().map_or(0, bit),
                lasts: edges.lasts | bytes.last().map_or(0, bit),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Morphology;
    use crate::rules::Pattern;
    use crate::rules::pattern::Node;

    /// The test of a pattern of one token.
    fn test_of(pattern: &str) -> TokenTest {
        match Pattern::parse(pattern).unwrap().node {
            Node::Row(mut nodes) if nodes.len() == 1 => match nodes.remove(0) {
                Node::Token { test, .. } => test,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_glance_turns_away_only_what_does_not_fit() {
        let morphology = Morphology::new();
        let patterns = [
            r#"[lemma="talo|.*minen"]"#,
            r#"[word="esi.*|.*sta"]"#,
            r#"[form="[A-ZÅÄÖ]{2,6}"]"#,
            r#"[word="[0-9]+%"]"#,
            r#"[lemma=".*päätös.*"]"#,
            r#"[upos="VERB" & voice="Pass"]"#,
            r#"[upos!="VERB"]"#,
            r#"[lemma="tehdä" & (case="Ine" | mood="Cnd")]"#,
        ];
        let words = [
            "talossa",
            "tekeminen",
            "esittely",
            "maasta",
            "EU",
            "5%",
            "kunnanpäätöstä",
            "tehdään",
            "tekisi",
            "tehdessä",
            "ja",
            "äö",
            "",
            ".",
        ];
        for pattern in patterns {
            let test = test_of(pattern);
            let glanced = Glanced::shaped(&test);
            for word in words {
                let word = morphology.word(word);
                assert_eq!(
                    glanced.may_fit(&Look::new(&word)),
                    test.may_fit(&word),
                    "{pattern} {word:?}"
                );
            }
        }
    }
}
