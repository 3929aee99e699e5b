//! require: each fact of one kind has one of another in scope.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Fact, Facts, Key};
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
        let key = |fact: &Fact| {
            let on = self.on.iter().map(|&key| fact.attr(key).map(|a| a.to_string()));
            (rule.scope_of(fact), on.collect::<Vec<_>>())
        };
        let met: FxHashSet<_> = rule.selected(facts, self.some).map(key).collect();
        // The first of what must be given, by scope.
        let mut given: FxHashMap<u32, &Fact> = FxHashMap::default();
        for fact in self.given.iter().flat_map(|&name| rule.selected(facts, name)) {
            given.entry(rule.scope_of(fact)).or_insert(fact);
        }
        let due = |fact: &&Fact| self.given.is_none() || given.contains_key(&rule.scope_of(fact));
        rule.selected(facts, self.each)
            .filter(due)
            .filter(|each| !met.contains(&key(each)))
            .map(|each| {
                let witness = self.given.zip(given.get(&rule.scope_of(each)));
                let mut bounds = vec![Bound::fact(self.each, each)];
                bounds.extend(witness.map(|(name, fact)| Bound::fact(name, fact)));
                Violation::of(bounds)
            })
            .collect()
    }
}
