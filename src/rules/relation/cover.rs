//! cover: all that the facts of one name say is among what those of another say.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Alike;
use crate::facts::{Fact, Facts};
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) struct Cover {
    pub(in crate::rules) of: usize,
    pub(in crate::rules) by: usize,
    pub(in crate::rules) alike: Alike,
}

impl Cover {
    /// One violation for each thing that is left out. None if there is no fact that could cover it.
    pub(super) fn check<'f>(&self, rule: &Rule, facts: &'f Facts<'_>) -> Vec<Violation<'f>> {
        let (mut covered, mut first) = (FxHashSet::default(), FxHashMap::<u32, &Fact>::default());
        for fact in rule.selected(facts, self.by) {
            covered.insert(self.alike.key(rule, fact));
            first.entry(rule.scope_of(fact)).or_insert(fact);
        }
        if covered.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for fact in rule.selected(facts, self.of) {
            let Some(by) = first.get(&rule.scope_of(fact)) else { continue };
            if covered.insert(self.alike.key(rule, fact)) {
                found.push(Violation::of(vec![Bound::fact(self.of, fact), Bound::fact(self.by, by)]));
            }
        }
        found
    }
}
