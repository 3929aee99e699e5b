//! require: each fact of one kind has one of another in scope.

use crate::facts::{Facts, Key};
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) struct Require {
    pub(in crate::rules) each: usize,
    pub(in crate::rules) some: usize,
    pub(in crate::rules) on: Vec<Key>,
    pub(in crate::rules) given: Option<usize>,
}

impl Require {
    pub(super) fn check<'f>(&self, rule: &Rule, facts: &'f Facts<'_>) -> Vec<Violation<'f>> {
        let some: Vec<_> = rule.selected(facts, self.some).collect();
        let given: Option<Vec<_>> = self.given.map(|name| rule.selected(facts, name).collect());
        rule.selected(facts, self.each)
            .filter(|each| {
                let due = given.as_ref().is_none_or(|given| given.iter().any(|g| rule.in_scope(each, g)));
                let met = some
                    .iter()
                    .any(|s| rule.in_scope(each, s) && self.on.iter().all(|&key| super::alike(each, s, key)));
                due && !met
            })
            .map(|each| {
                let mut bounds = vec![Bound::fact(self.each, each)];
                let witness = given.as_ref().and_then(|given| given.iter().find(|g| rule.in_scope(each, g)));
                bounds.extend(self.given.zip(witness).map(|(name, fact)| Bound::fact(name, fact)));
                Violation::of(bounds)
            })
            .collect()
    }
}
