//! What a pattern needs of a sentence, so that it is tried in few.

use super::{Element, Test};
use crate::facts::{Facts, KindSet};
use crate::lexicon::WordSets;
use crate::text::Classes;

/// The most ways that are told apart. A pattern with more is asked for less.
const WAYS: usize = 16;

/// What the matches of a pattern have at least: of several ways to match, one.
#[derive(Clone, Debug)]
pub(super) struct Needs(Vec<Way>);

/// What the matches of one way have at least.
#[derive(Clone, Debug, Default)]
struct Way {
    /// Sets of words, of each of which there is one.
    words: WordSets,
    /// Sets of classes, of each of which a word has one.
    classes: Vec<Classes>,
    /// The facts that a match takes.
    facts: usize,
    /// Sets of kinds, of each of which there is a fact.
    kinds: Vec<KindSet>,
}

impl Needs {
    pub(super) fn of(elements: &[Element]) -> Self {
        Self(ways(elements))
    }

    /// Whether an article can have a match.
    pub(super) fn may_match(&self, facts: &Facts<'_>) -> bool {
        let words = facts.word_sets();
        self.0
            .iter()
            .any(|way| words.covers(way.words) && way.kinds.iter().all(|&kinds| facts.has_any(kinds)))
    }

    /// Whether a sentence can have a match.
    #[inline]
    pub(super) fn may_match_in(&self, facts: &Facts<'_>, sentence: usize) -> bool {
        let words = facts.word_sets_in(sentence);
        self.0.iter().any(|way| words.covers(way.words) && way.may_match_in(facts, sentence))
    }
}

/// The ways in which a sequence can match.
fn ways(elements: &[Element]) -> Vec<Way> {
    let mut found = vec![Way::default()];
    for element in elements.iter().filter(|element| element.least > 0) {
        let mut of = match &element.test {
            Test::Fact { kinds, .. } => {
                vec![Way { facts: 1, kinds: vec![kinds.iter().collect()], ..Way::default() }]
            }
            Test::Words { set, .. } => vec![Way { words: *set, ..Way::default() }],
            Test::Classes(classes) => {
                vec![Way { classes: vec![classes.iter().copied().collect()], ..Way::default() }]
            }
            Test::Group(group) => ways(group),
            Test::Any(any) => any.iter().flat_map(|sequence| ways(sequence)).collect(),
            Test::Token(_) | Test::Regex(_) | Test::Same(_) | Test::Gap { .. } => continue,
        };
        // What is ahead takes nothing: its facts may be those of the elements that follow.
        let times = if element.ahead { 0 } else { usize::from(element.least) };
        of.iter_mut().for_each(|way| way.facts *= times);
        if found.len() * of.len() <= WAYS {
            found = found.iter().flat_map(|before| of.iter().map(|way| before.and(way))).collect();
        }
    }
    found
}

impl Way {
    /// Whether a sentence that has the words can have a match.
    fn may_match_in(&self, facts: &Facts<'_>, sentence: usize) -> bool {
        let (number, kinds) = facts.in_sentence(sentence as u32);
        number as usize >= self.facts
            && self.kinds.iter().all(|needed| needed.meets(kinds))
            && self.classes.iter().all(|&classes| facts.has_word_of(sentence, classes))
    }

    /// The way that goes on with another.
    fn and(&self, next: &Self) -> Self {
        let mut words = self.words;
        words.add(next.words);
        Self {
            words,
            classes: [&self.classes[..], &next.classes].concat(),
            facts: self.facts + next.facts,
            kinds: [&self.kinds[..], &next.kinds].concat(),
        }
    }
}
