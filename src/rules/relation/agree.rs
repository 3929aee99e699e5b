//! agree: comparable facts have one value, or one fact has two attributes alike.

use crate::facts::{Facts, Key};
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) enum Agree {
    /// Two attributes of one fact.
    Within { of: usize, left: Key, right: Key },
    /// One attribute of comparable facts.
    Between(Between),
}

#[derive(Clone, Debug)]
pub(in crate::rules) struct Between {
    pub(in crate::rules) claim: usize,
    pub(in crate::rules) other: usize,
    pub(in crate::rules) value: Key,
    pub(in crate::rules) on: Vec<Key>,
    pub(in crate::rules) near: Vec<Key>,
    pub(in crate::rules) any: bool,
}

impl Agree {
    pub(super) fn check<'f>(&self, rule: &Rule, facts: &'f Facts<'_>) -> Vec<Violation<'f>> {
        match self {
            Self::Within { of, left, right } => rule
                .selected(facts, *of)
                .filter(|fact| match (fact.attr(*left), fact.attr(*right)) {
                    (Some(left), Some(right)) => left != right,
                    _ => false,
                })
                .map(|fact| Violation::of(vec![Bound::fact(*of, fact)]))
                .collect(),
            Self::Between(between) => between.check(rule, facts),
        }
    }
}

impl Between {
    fn check<'f>(&self, rule: &Rule, facts: &'f Facts<'_>) -> Vec<Violation<'f>> {
        let others: Vec<_> = rule.selected(facts, self.other).collect();
        let mut violations = Vec::new();
        for claim in rule.selected(facts, self.claim) {
            let comparable = others.iter().copied().filter(|other| {
                !std::ptr::eq(claim, *other)
                    && rule.scope_of(claim) == rule.scope_of(other)
                    && self.on.iter().all(|&key| super::alike(claim, other, key))
                    && self.near.iter().all(|&key| super::near(claim, other, key))
            });
            let (same, different): (Vec<_>, Vec<_>) =
                comparable.partition(|other| claim.attr(self.value) == other.attr(self.value));
            if self.any && !same.is_empty() {
                continue;
            }
            if let Some(other) = different.first() {
                violations.push(Violation::of(vec![
                    Bound::fact(self.claim, claim),
                    Bound::fact(self.other, other),
                ]));
            }
        }
        violations
    }
}
