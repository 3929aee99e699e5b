//! agree: comparable facts have one value, or one fact has two attributes alike.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::{Alike, compared, nearest, number, single, support};
use crate::facts::{Fact, Facts, Key, Kind};
use crate::lexicon::Lexicon;
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) enum Agree {
    /// Two attributes of one fact.
    Within { of: usize, left: Key, right: Key, within: Option<Decimal> },
    /// One attribute of comparable facts.
    Between(Between),
}

#[derive(Clone, Debug)]
pub(in crate::rules) struct Between {
    pub(in crate::rules) claim: usize,
    pub(in crate::rules) other: usize,
    pub(in crate::rules) value: Key,
    pub(in crate::rules) alike: Alike,
    /// How far two numbers may be apart.
    pub(in crate::rules) within: Option<Decimal>,
    /// It is enough that one of the comparable facts agrees.
    pub(in crate::rules) any: bool,
    /// Attributes of which both facts must say the same of one at least, and differ in none.
    pub(in crate::rules) share: Vec<Key>,
    /// It is enough that facts of this name bear the claim out.
    pub(in crate::rules) support: Option<usize>,
    /// The comparable facts must all say the same.
    pub(in crate::rules) alone: bool,
    /// The sentence of the other fact must repeat the words of the claim's block.
    pub(in crate::rules) echo: bool,
    /// The other fact must stand before the claim.
    pub(in crate::rules) back: bool,
    /// One must be able to stand for the other by a slip.
    pub(in crate::rules) slip: bool,
    /// Where nothing is comparable by what is shared, a total is that the text tells twice.
    pub(in crate::rules) total: bool,
}

impl Agree {
    pub(super) fn check<'f>(
        &self,
        rule: &Rule,
        facts: &'f Facts<'_>,
        lexicon: &Lexicon,
    ) -> Vec<Violation<'f>> {
        match self {
            Self::Within { of, left, right, within } => {
                single(rule, facts, lexicon, *of, |fact| differ((fact, *left), (fact, *right), *within))
            }
            Self::Between(between) => between.check(rule, facts, lexicon),
        }
    }
}

impl Between {
    fn check<'f>(&self, rule: &Rule, facts: &'f Facts<'_>, lexicon: &Lexicon) -> Vec<Violation<'f>> {
        let wrong = |mut violation: Violation<'f>, claim: &'f Fact, mut others: Vec<&'f Fact>| {
            let differs = |other: &&Fact| differ((claim, self.value), (other, self.value), self.within);
            // What follows only leaves facts out.
            if !others.iter().any(differs) {
                return None;
            }
            if self.back {
                others.retain(|other| support::is_pointed_to(facts, lexicon, claim, other));
            }
            others.retain(|other| !support::is_in_headline(facts, claim, other));
            if let Some(name) = self.support.filter(|_| claim.kind() == Kind::Money && !self.back) {
                others.retain(|other| support::is_amount_of(rule, facts, lexicon, claim, other, name));
            }
            if !self.share.is_empty() {
                others.retain(|other| support::is_on_top(facts, lexicon, claim, other));
                let same = |other: &&Fact| support::is_same(facts, &self.share, claim, other);
                let found: Vec<&Fact> = others.iter().copied().filter(same).collect();
                others.retain(|other| {
                    if found.is_empty() {
                        self.total && support::is_total(facts, claim, other)
                    } else {
                        same(other)
                    }
                });
                if self.total {
                    others.retain(|other| {
                        support::is_prominent(facts, claim, other)
                            && !support::names_more(facts, lexicon, claim, other)
                    });
                }
                let several = |a: &&Fact| others.iter().any(|b| a.attr(self.value) != b.attr(self.value));
                if found.is_empty() && others.iter().any(several) {
                    return None;
                }
            }
            if self.slip {
                let values = |other: &Fact| number(claim, self.value).zip(number(other, self.value));
                others.retain(|other| values(other).is_some_and(|(a, b)| support::is_slip(a, b)));
            }
            if self.echo {
                let twice = |other: &Fact, name| support::is_told_twice(rule, facts, other, name);
                let told = |other: &Fact| self.support.is_some_and(|name| twice(other, name));
                others.retain(|other| facts.echoes(claim, other) || told(other));
            }
            let differing = others.iter().copied().filter(differs);
            let other = nearest(claim, differing, (self.value, self.value))?;
            let values = || others.iter().map(|other| other.attr(self.value).map(|a| a.to_string()));
            if self.alone && values().collect::<FxHashSet<_>>().len() > 1
                || self
                    .support
                    .is_some_and(|name| support::bears_out(rule, facts, lexicon, claim, name, self.back))
            {
                return None;
            }
            if self.any && !others.iter().all(differs) {
                return None;
            }
            if !rule.is_captured(self.claim) {
                violation.bounds.push(Bound::fact(self.other, other));
            }
            Some(violation)
        };
        compared(rule, facts, lexicon, (self.claim, self.other), &self.alike, wrong)
    }
}

/// Whether two attributes differ. An attribute on which a fact is silent differs from nothing.
fn differ((a, left): (&Fact, Key), (b, right): (&Fact, Key), within: Option<Decimal>) -> bool {
    match (a.attr(left), b.attr(right)) {
        (Some(x), Some(y)) => match within.zip(number(a, left)).zip(number(b, right)) {
            Some(((within, x), y)) => (x - y).abs() > within,
            None => x != y,
        },
        _ => false,
    }
}
