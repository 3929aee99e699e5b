//! count: a stated number is how many there are, or there are at most so many alike.

use rustc_hash::FxHashMap;

use super::{Alike, number};
use crate::facts::{Fact, Facts, Key};
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) enum Count {
    /// Two attributes of one fact: what it states, and how many there are.
    Length { of: usize, stated: Key, items: Key },
    /// Facts that are alike.
    Most { of: usize, other: Option<usize>, most: usize, alike: Alike },
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
            Self::Most { of, other, most, alike } => {
                let mut seen: FxHashMap<_, (usize, &Fact)> = FxHashMap::default();
                let mut found = Vec::new();
                for fact in rule.selected(facts, *of) {
                    let (times, first) = seen.entry(alike.key(rule, fact)).or_insert((0, fact));
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
