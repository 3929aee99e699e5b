//! vary: one thing keeps one form.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rustc_hash::FxHashMap;

use super::Alike;
use crate::facts::{Fact, Facts, Key};
use crate::rules::{Bound, Rule, Violation};

/// How many times as often as another form the usual one must come for the other to be a slip for it.
const CLEAR: usize = 2;

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
        let mut things: FxHashMap<u64, Forms<'_>> = FxHashMap::default();
        let mut add = |fact: &'f Fact| {
            let forms = things.entry(self.thing(rule, fact)).or_insert_with(|| Forms::new(fact));
            forms.add(fact, self.value);
        };
        if self.apart {
            rule.selected(facts, self.other).for_each(&mut add);
        } else {
            of.iter().copied().for_each(&mut add);
        }
        let differs = |fact: &&'f Fact| {
            // What could be a form of two other things is taken for neither.
            let forms = things.get(&self.thing(rule, fact)).filter(|f| !self.apart || f.more.is_empty())?;
            let usual = forms.usual();
            if fact.attr(self.value) == usual.attr(self.value) {
                return None;
            }
            let violation = Violation::of(vec![Bound::fact(self.of, fact), Bound::fact(self.other, usual)]);
            let often = |fact| forms.of(fact, self.value);
            let mendable = self.apart || often(usual) >= CLEAR * often(fact);
            Some(Violation { mendable, ..violation })
        };
        of.iter().filter_map(differs).collect()
    }

    /// What a fact is a form of.
    fn thing(&self, rule: &Rule, fact: &Fact) -> u64 {
        let key = self.alike.key(rule, fact);
        if !self.letters {
            return key;
        }
        let mut letters: Vec<char> =
            fact.attr(self.value).map_or_else(String::new, |a| a.to_string()).chars().collect();
        letters.sort_unstable();
        let mut hasher = DefaultHasher::new();
        (key, letters).hash(&mut hasher);
        hasher.finish()
    }
}

/// The forms of one thing, each with its first fact and how often it comes.
struct Forms<'f> {
    first: (&'f Fact, usize),
    more: Vec<(&'f Fact, usize)>,
}

impl<'f> Forms<'f> {
    const fn new(first: &'f Fact) -> Self {
        Self { first: (first, 0), more: Vec::new() }
    }

    fn add(&mut self, fact: &'f Fact, value: Key) {
        let same = |form: &&mut (&Fact, usize)| form.0.attr(value) == fact.attr(value);
        match std::iter::once(&mut self.first).chain(&mut self.more).find(same) {
            Some(form) => form.1 += 1,
            None => self.more.push((fact, 1)),
        }
    }

    /// The first fact of the form that comes most often; of several, of the one that begins last.
    fn usual(&self) -> &'f Fact {
        std::iter::once(&self.first).chain(&self.more).max_by_key(|form| form.1).unwrap_or(&self.first).0
    }

    /// How often the form of a fact comes.
    fn of(&self, fact: &Fact, value: Key) -> usize {
        let mut forms = std::iter::once(&self.first).chain(&self.more);
        forms.find(|form| form.0.attr(value) == fact.attr(value)).map_or(0, |form| form.1)
    }
}
