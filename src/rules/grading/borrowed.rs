//! Borrowed text: what law, fixed texts and the strategy itself say is no evidence of the writer's.

use crate::language::{Analysis, TokenKind};
use crate::rules::evidence::Blocked;
use crate::rules::strategy::Strategy;
use crate::rules::zones::{ZoneName, Zones};
use crate::rules::{Cue, CueKind};
use crate::span::Span;

/// How many words in a row, in the same forms, make a quotation of the strategy.
///
/// Three are common Finnish (*yhteen hiileen puhaltaminen*); four in a row were not met by chance
/// in a corpus of 3.4 MB.
const WORDS_QUOTED: usize = 4;

/// The strategy's own sentences, as words in small letters.
#[derive(Clone, Debug, Default)]
pub struct Sayings {
    sentences: Vec<Vec<String>>,
}

/// The places of a document that are not its writer's own words.
#[derive(Debug, Default)]
pub struct Borrowed {
    /// Runs of words that the strategy says too, in the order of the text.
    quotations: Vec<Span>,
    /// References to law, and fixed texts.
    zones: Vec<(Span, Blocked)>,
}

impl Sayings {
    /// The sentences of a strategy: its vision, what its steps mean, and its further sayings.
    pub fn of(strategy: &Strategy) -> Self {
        let steps = strategy.steps.iter().map(|step| &step.describes);
        let described = steps.chain([&strategy.vision]).map(|text| &*text.fi);
        let sentences = described.chain(strategy.sayings.iter().map(|saying| &**saying));
        Self {
            sentences: sentences.map(words_of).collect(),
        }
    }

    /// How many words from `at` on the strategy says in the same order.
    fn longest_run(&self, words: &[(Span, &str)], at: usize) -> usize {
        let run = |sentence: &Vec<String>, start: usize| {
            let pairs = sentence[start..].iter().zip(&words[at..]);
            pairs.take_while(|(said, (_, word))| said == word).count()
        };
        self.sentences
            .iter()
            .flat_map(|sentence| (0..sentence.len()).map(move |start| run(sentence, start)))
            .max()
            .unwrap_or(0)
    }
}

impl Borrowed {
    /// Finds the borrowed places of a document.
    pub fn find(analysis: &Analysis, zones: &Zones, sayings: &Sayings) -> Self {
        let words: Vec<(Span, &str)> = analysis
            .tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .map(|token| (token.span, &*token.word.lower))
            .collect();
        let mut quotations = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let run = sayings.longest_run(&words, at);
            if run >= WORDS_QUOTED {
                quotations.push(words[at].0.join(words[at + run - 1].0));
                at += run;
            } else {
                at += 1;
            }
        }
        let zones = zones.spans().filter_map(|(span, name)| match name {
            ZoneName::Law | ZoneName::Statute => Some((span, Blocked::Law)),
            ZoneName::Boilerplate => Some((span, Blocked::Boilerplate)),
            ZoneName::Quote | ZoneName::Name | ZoneName::Code => None,
        });
        Self {
            quotations,
            zones: zones.collect(),
        }
    }

    /// Why a cue is not the writer's own, if it is not. A slogan names the step wherever it stands.
    pub(super) fn block(&self, cue: &Cue<'_>) -> Option<Blocked> {
        let is_quoted = self
            .quotations
            .iter()
            .any(|quoted| quoted.contains(cue.span));
        if is_quoted && cue.rule.header.cue != Some(CueKind::Name) {
            return Some(Blocked::Quotation);
        }
        let zone = self.zones.iter().find(|(zone, _)| zone.contains(cue.span));
        zone.map(|(_, block)| *block)
    }
}

fn words_of(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
