//! vary: one thing keeps one form.

use rustc_hash::FxHashMap;

use super::Alike;
use crate::facts::{Fact, Facts, Key};
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) struct Vary {
    pub(in crate::rules) of: usize,
    /// What its form is compared with: another selection, or the usual form among its own.
    pub(in crate::rules) other: usize,
    /// Whether `other` is another selection.
    pub(in crate::rules) apart: bool,
    pub(in crate::rules) value: Key,
    /// Whether things are one that have the same letters in another order.
    pub(in crate::rules) letters: bool,
    pub(in crate::rules) alike: Alike,
}

impl Vary {
    pub(super) fn check<'f>(&self, rule: &Rule, facts: &'f Facts<'_>) -> Vec<Violation<'f>> {
        let of: Vec<&Fact> = rule.selected(facts, self.of).filter(|f| f.attr(self.value).is_some()).collect();
        if of.is_empty() {
            return Vec::new();
        }
        let mut things: FxHashMap<_, Vec<&Fact>> = FxHashMap::default();
        if self.apart {
            for other in rule.selected(facts, self.other) {
                things.entry(self.thing(rule, other)).or_default().push(other);
            }
        } else {
            for fact in &of {
                things.entry(self.thing(rule, fact)).or_default().push(fact);
            }
        }
        // What could be a form of two things is taken for neither.
        let one =
            |all: &[&Fact]| !self.apart || all.iter().all(|f| f.attr(self.value) == all[0].attr(self.value));
        let usual: FxHashMap<_, &Fact> = things
            .iter()
            .filter(|(_, all)| one(all))
            .filter_map(|(thing, all)| Some((thing, self.usual(all)?)))
            .collect();
        let differs = |fact: &&'f Fact| {
            let usual = *usual.get(&self.thing(rule, fact))?;
            (fact.attr(self.value) != usual.attr(self.value))
                .then(|| Violation::of(vec![Bound::fact(self.of, fact), Bound::fact(self.other, usual)]))
        };
        of.iter().filter_map(differs).collect()
    }

    /// What a fact is a form of.
    fn thing(&self, rule: &Rule, fact: &Fact) -> (u32, Vec<Option<String>>) {
        let (scope, mut key) = self.alike.key(rule, fact);
        if self.letters {
            let mut letters: Vec<char> =
                fact.attr(self.value).map_or_else(String::new, |a| a.to_string()).chars().collect();
            letters.sort_unstable();
            key.push(Some(letters.into_iter().collect()));
        }
        (scope, key)
    }

    /// The first fact of the form that occurs most often; of several, of the one that begins last.
    fn usual<'f>(&self, all: &[&'f Fact]) -> Option<&'f Fact> {
        let mut forms: Vec<(&Fact, usize)> = Vec::new();
        for fact in all {
            match forms.iter_mut().find(|(first, _)| first.attr(self.value) == fact.attr(self.value)) {
                Some((_, times)) => *times += 1,
                None => forms.push((fact, 1)),
            }
        }
        forms.into_iter().max_by_key(|&(_, times)| times).map(|(first, _)| first)
    }
}
