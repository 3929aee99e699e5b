//! vary: one thing keeps one form.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::Alike;
use crate::facts::{Fact, Facts, Key, is_slip};
use crate::rules::{Bound, Rule, Violation};

/// How many times as often as another form the usual form must come for the other to be a slip.
const CLEAR: usize = 2;

/// How forms that are not the same are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Like {
    /// Facts whose forms have the same letters in another order are of one thing.
    Letters,
    /// Forms are compared if they are one letter apart.
    Nearly,
}

#[derive(Clone, Debug)]
pub(in crate::rules) struct Vary {
    pub(in crate::rules) of: usize,
    /// The name that a form is compared with: another selection, or the usual form in the same selection.
    pub(in crate::rules) other: usize,
    /// Whether `other` is another selection.
    pub(in crate::rules) apart: bool,
    pub(in crate::rules) value: Key,
    pub(in crate::rules) like: Option<Like>,
    pub(in crate::rules) alike: Alike,
}

impl Vary {
    pub(super) fn check<'f>(&self, rule: &Rule, facts: &'f Facts<'_>) -> Vec<Violation<'f>> {
        let keyed = |fact: &'f Fact| fact.attr(self.value).is_some().then(|| (self.thing(rule, fact), fact));
        let mut of: Vec<(u64, &Fact)> = rule.selected(facts, self.of).filter_map(keyed).collect();
        if !self.apart {
            let varied = self.varied(&of);
            of.retain(|(thing, _)| varied.contains(thing));
        }
        if of.is_empty() {
            return Vec::new();
        }
        let mut things: FxHashMap<u64, Forms<'_>> = FxHashMap::default();
        let mut add = |thing: u64, fact: &'f Fact| things.entry(thing).or_default().add(fact, self.value);
        if self.apart {
            rule.selected(facts, self.other).for_each(|fact| add(self.thing(rule, fact), fact));
        } else {
            of.iter().for_each(|&(thing, fact)| add(thing, fact));
        }
        // A form that could be of two things is of neither.
        things.retain(|_, forms| !self.apart || forms.0.len() == 1);
        let nearly = self.like == Some(Like::Nearly);
        let things: FxHashMap<u64, (&Fact, Forms<'_>)> =
            things.into_iter().filter_map(|(thing, forms)| Some((thing, (forms.usual()?, forms)))).collect();
        let differs = |&(thing, fact): &(u64, &'f Fact)| {
            let (usual, forms) = things.get(&thing)?;
            let usual = if nearly { forms.near(fact, self.value)? } else { *usual };
            if fact.attr(self.value) == usual.attr(self.value) {
                return None;
            }
            // Between articles the usual form must stand in another article.
            let stands = |(of, other): &&(u64, &Fact)| {
                other.block != fact.block && *of == thing && other.attr(self.value) == usual.attr(self.value)
            };
            let usual = if rule.is_archive() && usual.block == fact.block {
                of.iter().find(stands)?.1
            } else {
                usual
            };
            let violation = Violation::of(vec![Bound::fact(self.of, fact), Bound::fact(self.other, usual)]);
            let mendable =
                self.apart || forms.often(usual, self.value) >= CLEAR * forms.often(fact, self.value);
            Some(Violation { mendable, ..violation })
        };
        of.iter().filter_map(differs).collect()
    }

    /// The things of which there are several forms.
    fn varied(&self, of: &[(u64, &Fact)]) -> FxHashSet<u64> {
        let mut by_thing = of.to_vec();
        by_thing.sort_unstable_by_key(|(thing, _)| *thing);
        let forms = by_thing.chunk_by(|(a, _), (b, _)| a == b);
        let several = |forms: &&[(u64, &Fact)]| {
            let (_, first) = forms[0];
            forms[1..].iter().any(|(_, fact)| fact.attr(self.value) != first.attr(self.value))
        };
        forms.filter(several).map(|forms| forms[0].0).collect()
    }

    /// The thing that a fact is a form of, as a hash.
    fn thing(&self, rule: &Rule, fact: &Fact) -> u64 {
        let key = self.alike.key(rule, fact);
        if self.like != Some(Like::Letters) {
            return key;
        }
        let mut letters: Vec<char> =
            fact.attr(self.value).map_or_else(String::new, |a| a.to_string()).chars().collect();
        letters.sort_unstable();
        let mut hasher = FxHasher::default();
        (key, letters).hash(&mut hasher);
        hasher.finish()
    }
}

/// The forms of one thing, by the value of the attribute. Each has its first fact and its number of facts.
#[derive(Default)]
struct Forms<'f>(FxHashMap<String, (&'f Fact, usize)>);

impl<'f> Forms<'f> {
    fn add(&mut self, fact: &'f Fact, value: Key) {
        self.0.entry(said(fact, value)).or_insert((fact, 0)).1 += fact.times();
    }

    /// How many facts have the form of this fact.
    fn often(&self, fact: &Fact, value: Key) -> usize {
        self.0.get(&said(fact, value)).map_or(0, |form| form.1)
    }

    /// The first fact of the most frequent form; of several such forms, the one that begins last.
    fn usual(&self) -> Option<&'f Fact> {
        let most = self.0.values().max_by_key(|(first, often)| (*often, first.span.start));
        most.map(|(first, _)| *first)
    }
}

impl<'f> Forms<'f> {
    /// The first fact of a form that is one letter away and more frequent, or as frequent and before this
    /// one; of several such forms, the most frequent. Linear in the forms.
    fn near(&self, fact: &Fact, value: Key) -> Option<&'f Fact> {
        let own = said(fact, value);
        let (first, times) = self.0.get(&own)?;
        let rank = |(first, times): &(&Fact, usize)| (*times, std::cmp::Reverse(first.span.start));
        let near =
            self.0.iter().filter(|(form, of)| rank(of) > rank(&(*first, *times)) && is_nearly(&own, form));
        near.map(|(_, of)| of).max_by_key(|of| rank(of)).map(|(first, _)| *first)
    }
}

/// Whether two forms are one letter apart. Forms that differ only in capitals, apostrophes, hyphens, spaces
/// and accents are the same.
fn is_nearly(a: &str, b: &str) -> bool {
    let letters = |form: &str| form.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let (a, b) = (letters(a), letters(b));
    a.is_ascii() == b.is_ascii() && a != b && is_slip(&a, &b)
}

fn said(fact: &Fact, value: Key) -> String {
    fact.attr(value).map_or_else(String::new, |said| said.to_string())
}
