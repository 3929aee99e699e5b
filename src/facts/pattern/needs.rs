//! What a pattern needs of a sentence, so that it is tried in few.

use super::{Element, Test};
use crate::facts::{Facts, Kind, KindSet};
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
    /// The facts that a match takes, each by the kinds it can have.
    taken: Vec<KindSet>,
    /// Facts that are there and may be among those taken.
    ahead: Vec<KindSet>,
    /// The kinds of these facts that must be there, and of the other facts the kinds of which one must.
    every: KindSet,
    some: Vec<KindSet>,
    /// A kind of which a match takes several facts, and how many.
    several: Option<(Kind, usize)>,
}

impl Needs {
    pub(super) fn of(elements: &[Element]) -> Self {
        let mut ways = ways(elements);
        for way in &mut ways {
            let often = |kind: Kind| way.taken.iter().filter(|of| **of == [kind].iter().collect()).count();
            let most = Kind::ALL.into_iter().map(|kind| (kind, often(kind))).max_by_key(|(_, often)| *often);
            way.several = most.filter(|(_, often)| *often > 1);
            let (one, some) = way.taken.iter().chain(&way.ahead).partition(|kinds| kinds.len() == 1);
            way.every = Vec::into_iter(one).fold(KindSet::default(), KindSet::union);
            way.some = some;
        }
        Self(ways)
    }

    /// Whether an article can have a match.
    pub(super) fn may_match(&self, facts: &Facts<'_>) -> bool {
        let words = facts.word_sets();
        self.0.iter().any(|way| words.covers(way.words) && way.may_have(facts.present()))
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
                vec![Way { taken: vec![kinds.iter().collect()], ..Way::default() }]
            }
            Test::Words { set, .. } => vec![Way { words: *set, ..Way::default() }],
            Test::Classes(classes) => {
                vec![Way { classes: vec![classes.iter().copied().collect()], ..Way::default() }]
            }
            Test::Group(group) => ways(group),
            Test::Any(any) => any.iter().flat_map(|sequence| ways(sequence)).collect(),
            Test::Token(_) | Test::Regex(_) | Test::Same(_) | Test::Gap { .. } => continue,
        };
        for way in &mut of {
            if element.ahead {
                way.ahead.append(&mut way.taken);
            }
            way.taken = way.taken.repeat(element.least.into());
        }
        if found.len() * of.len() <= WAYS {
            found = found.iter().flat_map(|before| of.iter().map(|way| before.and(way))).collect();
        }
    }
    found
}

impl Way {
    /// Whether all facts that it needs can be among those of some kinds.
    fn may_have(&self, kinds: KindSet) -> bool {
        kinds.covers(self.every) && self.some.iter().all(|some| some.meets(kinds))
    }

    /// Whether a sentence that has the words can have a match.
    fn may_match_in(&self, facts: &Facts<'_>, sentence: usize) -> bool {
        let (number, kinds) = facts.in_sentence(sentence as u32);
        let enough = |(kind, often): (Kind, usize)| facts.within(sentence, kind).nth(often - 1).is_some();
        number as usize >= self.taken.len()
            && self.may_have(kinds)
            && self.classes.iter().all(|&classes| facts.has_word_of(sentence, classes))
            && self.several.is_none_or(enough)
    }

    /// The way that goes on with another.
    fn and(&self, next: &Self) -> Self {
        let mut words = self.words;
        words.add(next.words);
        Self {
            words,
            classes: [&self.classes[..], &next.classes].concat(),
            taken: [&self.taken[..], &next.taken].concat(),
            ahead: [&self.ahead[..], &next.ahead].concat(),
            ..Self::default()
        }
    }
}
