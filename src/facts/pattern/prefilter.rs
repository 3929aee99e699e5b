//! What the matches of a pattern start with, so that it is tried only there.

use super::{Element, Test};
use crate::facts::{Facts, Kind};
use crate::text::{Classes, WordId};

/// What a match must start with. Looking for that is cheaper than trying the pattern.
#[derive(Clone, Debug)]
pub(super) enum Prefilter {
    /// A fact of one of these kinds.
    Facts(Vec<Kind>),
    /// A token of one of these classes.
    Classes(Classes),
    /// One of these words.
    Words(Vec<WordId>),
    /// One of several, none of which is any token.
    Several(Vec<Self>),
    /// Any token.
    Any,
}

impl Prefilter {
    /// What it lets through is let through by one of these.
    pub(super) fn parts(&self) -> &[Self] {
        match self {
            Self::Several(several) => several,
            one => std::slice::from_ref(one),
        }
    }

    /// The tokens that it lets through, each with its sentence, in order and each once.
    pub(super) fn starts(&self, facts: &Facts<'_>) -> Vec<(u32, u32)> {
        let mut starts = Vec::new();
        for one in self.parts() {
            match one {
                Self::Facts(kinds) => {
                    let of = kinds.iter().flat_map(|&kind| facts.of(kind));
                    starts.extend(of.map(|fact| (fact.tokens.0, fact.sentence)));
                }
                Self::Words(words) => {
                    starts.extend(words.iter().flat_map(|&word| facts.starts_with(word)));
                }
                Self::Classes(classes) => {
                    for (sentence, &(from, to)) in facts.sentences.iter().enumerate() {
                        if facts.has_word_of(sentence, *classes) {
                            let has = |&at: &u32| facts.tokens[at as usize].classes.meets(*classes);
                            starts.extend((from..to).filter(has).map(|at| (at, sentence as u32)));
                        }
                    }
                }
                Self::Several(_) | Self::Any => {}
            }
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    }
}

/// What the matches of some elements start with.
pub(super) fn prefilter(elements: &[Element]) -> Prefilter {
    let Some(Element { test, least: 1.., .. }) = elements.first() else { return Prefilter::Any };
    match test {
        Test::Fact { kinds, .. } => Prefilter::Facts(kinds.clone()),
        Test::Classes(classes) => Prefilter::Classes(classes.iter().copied().collect()),
        Test::Words(words) => Prefilter::Words(words.clone()),
        Test::Group(group) => prefilter(group),
        Test::Any(any) => {
            any.iter().map(|sequence| prefilter(sequence)).reduce(either).unwrap_or(Prefilter::Any)
        }
        _ => Prefilter::Any,
    }
}

/// The prefilter of a pattern that starts in one of two ways.
fn either(a: Prefilter, b: Prefilter) -> Prefilter {
    match (a, b) {
        (Prefilter::Facts(mut a), Prefilter::Facts(b)) => {
            a.extend(b.into_iter().filter(|kind| !a.contains(kind)).collect::<Vec<_>>());
            Prefilter::Facts(a)
        }
        (Prefilter::Words(mut a), Prefilter::Words(b)) => {
            a.extend(b);
            Prefilter::Words(a)
        }
        (Prefilter::Classes(a), Prefilter::Classes(b)) => Prefilter::Classes(a.union(b)),
        (Prefilter::Any, _) | (_, Prefilter::Any) => Prefilter::Any,
        (a, b) => Prefilter::Several([a.parts(), b.parts()].concat()),
    }
}
