//! agree: comparable facts have one value, or one fact has two attributes alike.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::{Alike, compared, nearest, number, single};
use crate::facts::{Attr, Fact, Facts, Key, Kind};
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
    /// It is enough that some of the comparable facts add up to the claim, or are rounded to it.
    pub(in crate::rules) sums: bool,
    /// It is enough that a fact of this name has the claim's value.
    pub(in crate::rules) also: Option<usize>,
    /// It is enough that facts of this name bear the claim out.
    pub(in crate::rules) support: Option<usize>,
    /// The comparable facts must all say the same.
    pub(in crate::rules) alone: bool,
    /// The sentence of the other fact must repeat the words of the claim's block.
    pub(in crate::rules) echo: bool,
    /// The other fact must stand before the claim.
    pub(in crate::rules) back: bool,
}

/// How many facts are added up, and how many sums are tried. A claim that would need more is not reported.
const ADDED: usize = 32;
const SUMS: usize = 1024;

/// The most facts of which two or three may bear a claim out. In a text with more figures some always would.
const SUPPORTS: usize = 48;

impl Agree {
    pub(super) fn check<'f>(
        &self,
        rule: &Rule,
        facts: &'f Facts<'_>,
        lexicon: &Lexicon,
    ) -> Vec<Violation<'f>> {
        match self {
            Self::Within { of, left, right, within } => single(rule, facts, lexicon, *of)
                .into_iter()
                .filter(|(_, fact)| differ((fact, *left), (fact, *right), *within))
                .map(|(violation, _)| violation)
                .collect(),
            Self::Between(between) => between.check(rule, facts, lexicon),
        }
    }
}

impl Between {
    fn check<'f>(&self, rule: &Rule, facts: &'f Facts<'_>, lexicon: &Lexicon) -> Vec<Violation<'f>> {
        let pairs = compared(rule, facts, lexicon, (self.claim, self.other), &self.alike);
        let also = self.also.filter(|_| !pairs.is_empty()).map(|name| rule.selected(facts, name));
        let value = |fact: &Fact| (rule.scope_of(fact), fact.attr(self.value).map(|a| a.to_string()));
        // Of two numbers side by side the first is what was left of a change, and bears out nothing.
        let left = |fact: &&Fact| {
            let next = facts.starting(fact.tokens.1 as usize);
            next.is_none_or(|next| next.attr(Key::Adjacent) != Some(Attr::Flag(true)))
        };
        let also: FxHashSet<_> = also.into_iter().flatten().filter(left).map(value).collect();
        let wrong = |(mut violation, claim, mut others): (Violation<'f>, &'f Fact, Vec<&'f Fact>)| {
            if self.back {
                others.retain(|other| other.tokens.0 < claim.tokens.0);
            }
            if self.echo {
                others.retain(|other| facts.echoes(claim, other));
            }
            let differs = |other: &&Fact| differ((claim, self.value), (other, self.value), self.within);
            let differing = others.iter().copied().filter(differs);
            let other = nearest(claim, differing, (self.value, self.value))?;
            if !also.is_empty() && also.contains(&value(claim)) {
                return None;
            }
            let values = || others.iter().map(|other| other.attr(self.value).map(|a| a.to_string()));
            if self.alone && values().collect::<FxHashSet<_>>().len() > 1
                || self.is_supported(rule, facts, claim)
            {
                return None;
            }
            if self.any && !others.iter().all(differs) || self.sums && self.adds_up(claim, &others) {
                return None;
            }
            if !rule.is_captured(self.claim) {
                violation.bounds.push(Bound::fact(self.other, other));
            }
            Some(violation)
        };
        pairs.into_iter().filter_map(wrong).collect()
    }

    /// Whether a fact, or the sum of two or three, bears the claim out; of amounts that are rounded, also the
    /// difference of two. A fact of another class than the claim's does not.
    fn is_supported(&self, rule: &Rule, facts: &Facts<'_>, claim: &Fact) -> bool {
        let (Some(name), Some(claimed)) = (self.support, number(claim, self.value)) else { return false };
        let class = |fact: &Fact| fact.attr(Key::Class).map(|class| class.to_string());
        let own = class(claim);
        let of_class = |fact: &&Fact| own.is_none() || class(fact).is_none_or(|c| own == Some(c));
        let scope = rule.scope_of(claim);
        let all: Vec<&Fact> = rule.selected(facts, name).filter(|f| rule.scope_of(f) == scope).collect();
        // "26 in Malta and one in Gozo": what has no noun goes by the one that stands in its sentence.
        let sentences: FxHashSet<u32> =
            all.iter().filter(|f| own.is_some() && class(f) == own).map(|f| f.sentence).collect();
        let additive = |fact: &Fact| fact.attr(Key::Additive) == Some(Attr::Flag(true));
        let said = |fact: &Fact| fact.attr(Key::Predicate).map(|predicate| predicate.to_string());
        let same = |fact: &Fact| said(fact).is_some_and(|predicate| said(claim) == Some(predicate));
        let goes = |fact: &&Fact| {
            let noun = own.is_none() || class(fact).is_some();
            noun || additive(fact) || same(fact) || sentences.contains(&fact.sentence)
        };
        let values: Vec<(Decimal, Option<Attr<'_>>)> = all
            .into_iter()
            .filter(of_class)
            .filter(goes)
            .filter_map(|fact| Some((number(fact, self.value)?, fact.attr(Key::Bound))))
            .collect();
        if values.len() > SUPPORTS
            || values.iter().any(|(value, bound)| bears_out(claimed, *value, bound.as_ref()))
        {
            return true;
        }
        if claim.kind() == Kind::Money && is_product(facts, claimed, values.iter().map(|(value, _)| *value)) {
            return true;
        }
        let half = if is_rounded(claimed) { unit(claimed) / Decimal::TWO } else { Decimal::ZERO };
        let near = |value: Option<Decimal>| value.is_some_and(|v| v == claimed || (v - claimed).abs() < half);
        let apart = |a: Decimal, b: Decimal| is_rounded(claimed) && near(a.checked_sub(b).map(|d| d.abs()));
        let values: Vec<Decimal> = values.into_iter().map(|(value, _)| value).collect();
        values.iter().enumerate().any(|(i, a)| {
            values[i + 1..].iter().enumerate().any(|(j, b)| {
                let sum = a.checked_add(*b);
                let third = |c: &Decimal| near(sum.and_then(|sum| sum.checked_add(*c)));
                near(sum) || apart(*a, *b) || values[i + j + 2..].iter().any(third)
            })
        })
    }

    /// Whether one of the other facts is rounded to the claim, or some of them add up to such a fact.
    fn adds_up(&self, claim: &Fact, others: &[&Fact]) -> bool {
        let Some(claim) = number(claim, self.value) else { return false };
        let unit = unit(claim);
        let others: Vec<&&Fact> = others.iter().filter(|o| number(o, self.value).is_some()).collect();
        let values: Vec<Decimal> = others.iter().filter_map(|o| number(o, self.value)).collect();
        if values.len() > ADDED || values.iter().any(|value| (*value - claim).abs() < unit) {
            return true;
        }
        // A sum with a limit in it ("over $110 million") is as good as a rounded one.
        let limits = others.iter().map(|o| o.attr(Key::Bound).is_some_and(|b| b != Attr::Text("exact")));
        let mut sums: FxHashSet<(Decimal, bool)> = FxHashSet::default();
        for (value, limit) in values.into_iter().zip(limits) {
            let more: Vec<_> =
                sums.iter().filter_map(|(s, l)| Some((s.checked_add(value)?, *l || limit))).collect();
            sums.extend(more);
            sums.insert((value, limit));
            if sums.len() > SUMS {
                return true;
            }
        }
        sums.iter().any(|&(sum, limit)| sum == claim || limit && (sum - claim).abs() < unit)
    }
}

/// Whether an amount is so many times another: "a prize of $50,000" of five schools that get $10,000 each.
fn is_product(facts: &Facts<'_>, claim: Decimal, values: impl Iterator<Item = Decimal>) -> bool {
    let times: FxHashSet<Decimal> = values
        .filter(|value| *value > Decimal::ZERO && claim.checked_rem(*value) == Some(Decimal::ZERO))
        .filter_map(|value| claim.checked_div(value))
        .filter(|times| *times > Decimal::ONE)
        .map(|times| times.normalize())
        .collect();
    let figures = || [Kind::Count, Kind::Number].into_iter().flat_map(|kind| facts.of(kind));
    !times.is_empty()
        && figures().any(|fact| number(fact, Key::Value).is_some_and(|n| times.contains(&n.normalize())))
}

/// Whether a value is a claim's, rounded as either is, or its limit allows the claim and is near it: "over
/// $500,000" for 568,000.
fn bears_out(claim: Decimal, value: Decimal, bound: Option<&Attr<'_>>) -> bool {
    let far = (value - claim).abs();
    let rounded = |number: Decimal| is_rounded(number) && far < unit(number);
    let two = Decimal::TWO;
    value == claim
        || rounded(claim)
        || is_rounded(value) && far * two <= unit(value)
        || match bound {
            Some(Attr::Text("at-least")) => value <= claim && claim <= value * two,
            Some(Attr::Text("at-most")) => claim <= value && value <= claim * two,
            Some(Attr::Text("about")) => far * Decimal::TEN <= claim,
            _ => false,
        }
}

/// Whether a number is so large that its last digits may be rounded.
fn is_rounded(number: Decimal) -> bool {
    number >= Decimal::ONE_THOUSAND
}

/// The value of the last digit of a number that is not 0: 100,000 for 1.5 million.
fn unit(number: Decimal) -> Decimal {
    let number = number.normalize();
    let (mut unit, mut rest) = (Decimal::new(1, number.scale()), number.mantissa());
    while rest != 0 && rest % 10 == 0 {
        rest /= 10;
        unit *= Decimal::TEN;
    }
    if unit == Decimal::ONE { Decimal::ZERO } else { unit }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_of_a_rounded_number() {
        for (number, expected) in
            [("1500000", "100000"), ("83000000", "1000000"), ("12", "0"), ("1.5", "0.1")]
        {
            assert_eq!(
                unit(number.parse().expect("a number")),
                expected.parse().expect("a number"),
                "{number}"
            );
        }
    }
}
