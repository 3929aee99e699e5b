//! require: each fact of one name has one of another in scope.

use rustc_hash::FxHashSet;

use super::Alike;
use crate::facts::Facts;
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) struct Require {
    pub(in crate::rules) each: usize,
    pub(in crate::rules) some: usize,
    pub(in crate::rules) alike: Alike,
}

impl Require {
    pub(super) fn check<'f>(&self, rule: &Rule, facts: &'f Facts<'_>) -> Vec<Violation<'f>> {
        let each: Vec<_> = rule.selected(facts, self.each).collect();
        if each.is_empty() {
            return Vec::new();
        }
        let met: FxHashSet<_> =
            rule.selected(facts, self.some).map(|fact| self.alike.key(rule, fact)).collect();
        each.into_iter()
            .filter(|each| !met.contains(&self.alike.key(rule, each)))
            .map(|each| Violation::of(vec![Bound::fact(self.each, each)]))
            .collect()
    }
}
