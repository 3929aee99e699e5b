//! count: a stated number is how many there are, or there are at most so many alike.

use rustc_hash::FxHashMap;

use super::{Alike, COMPARED, number};
use crate::facts::{Attr, Fact, Facts, Key};
use crate::rules::{Bound, Rule, Violation};

/// How many of ten characters of two sketches must be equal in their places.
const OF_TEN: usize = 9;

#[derive(Clone, Debug)]
pub(in crate::rules) enum Count {
    /// Two attributes of one fact: what it states, and how many there are.
    Length { of: usize, stated: Key, items: Key },
    /// Facts that are alike. With `like`, two are alike only if this sketch is nearly equal in both.
    Most { of: usize, other: Option<usize>, most: usize, alike: Alike, like: Option<Key> },
}

impl Count {
    pub(super) fn check<'f>(&self, rule: &Rule, facts: &'f Facts<'_>) -> Vec<Violation<'f>> {
        match self {
            Self::Length { of, stated, items } => rule
                .selected(facts, *of)
                .filter(|fact| {
                    let (stated, items) = (number(fact, *stated), number(fact, *items));
                    stated.zip(items).is_some_and(|(stated, items)| stated != items)
                })
                .map(|fact| Violation::of(vec![Bound::fact(*of, fact)]))
                .collect(),
            Self::Most { of, other, most, alike, like } => {
                let mut seen: FxHashMap<_, Vec<(usize, &Fact)>> = FxHashMap::default();
                let mut found = Vec::new();
                for fact in rule.selected(facts, *of) {
                    let same = seen.entry(alike.key(rule, fact)).or_default();
                    let near = |first: &Fact| like.is_none_or(|key| is_nearly(first, fact, key));
                    let at = same.iter().position(|(_, first)| near(first)).unwrap_or(same.len());
                    if at == same.len() {
                        if at == COMPARED {
                            continue;
                        }
                        same.push((0, fact));
                    }
                    let (times, first) = &mut same[at];
                    *times += 1;
                    if *times > *most {
                        let mut bounds = vec![Bound::fact(*of, fact)];
                        bounds.extend(other.map(|name| Bound::fact(name, first)));
                        found.push(Violation::of(bounds));
                    }
                }
                found
            }
        }
    }
}

/// Whether two sketches are nearly equal, compared character by character.
fn is_nearly(a: &Fact, b: &Fact, key: Key) -> bool {
    let (Some(Attr::Text(a)), Some(Attr::Text(b))) = (a.attr(key), b.attr(key)) else { return false };
    let equal = a.bytes().zip(b.bytes()).filter(|(a, b)| a == b).count();
    a.len() == b.len() && equal * 10 >= a.len() * OF_TEN
}
