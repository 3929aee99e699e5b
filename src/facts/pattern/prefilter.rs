//! What the matches of a pattern start with, so that it is tried only there.

use super::{Element, Test};
use crate::facts::{Facts, KindSet};
use crate::text::{Classes, Token, WordId};

/// What a match can start with: one of all that is named here. Looking for that is cheaper than trying the pattern.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefilter {
    /// Whether it is a fact in any case.
    facts: bool,
    /// Whether it is any token.
    any: bool,
    /// The kinds of facts.
    kinds: KindSet,
    /// The classes of words.
    classes: Classes,
    words: Vec<WordId>,
    /// For the last digits of the words' ids a bit each, so that nearly no other word is looked for among them.
    digits: u64,
}

impl Prefilter {
    /// Whether a match can start at a token.
    #[inline]
    pub(super) fn admits(&self, facts: &Facts<'_>, at: usize, token: &Token) -> bool {
        let starts = || facts.starting(at).is_some_and(|fact| self.kinds.has(fact.kind()));
        if self.facts {
            return starts();
        }
        self.any
            || token.classes.meets(self.classes)
            || self.digits & digit(token.word) != 0 && self.words.contains(&token.word)
            || !self.kinds.is_empty() && starts()
    }

    fn any() -> Self {
        Self { any: true, ..Self::default() }
    }

    /// The prefilter of a pattern that starts in one of two ways.
    fn or(mut self, other: Self) -> Self {
        self.facts &= other.facts;
        self.any |= other.any;
        self.kinds = self.kinds.union(other.kinds);
        self.classes = self.classes.union(other.classes);
        self.words.extend(other.words);
        self.digits |= other.digits;
        self
    }
}

const fn digit(word: WordId) -> u64 {
    1 << (word.0 % u64::BITS)
}

/// What the matches of some elements start with.
pub(super) fn prefilter(elements: &[Element]) -> Prefilter {
    let Some(Element { test, least: 1.., .. }) = elements.first() else { return Prefilter::any() };
    match test {
        // Several groups, clauses and series can start at one token.
        Test::Fact { kinds, .. } if kinds.iter().any(|kind| kind.is_syntactic()) => Prefilter::any(),
        Test::Fact { kinds, .. } => {
            Prefilter { facts: true, kinds: kinds.iter().collect(), ..Prefilter::default() }
        }
        Test::Classes(classes) => {
            Prefilter { classes: classes.iter().copied().collect(), ..Prefilter::default() }
        }
        Test::Words { words, .. } => Prefilter {
            words: words.clone(),
            digits: words.iter().fold(0, |digits, &word| digits | digit(word)),
            ..Prefilter::default()
        },
        Test::Group(group) => prefilter(group),
        Test::Any(any) => {
            any.iter().map(|sequence| prefilter(sequence)).reduce(Prefilter::or).unwrap_or_default()
        }
        _ => Prefilter::any(),
    }
}
