//! Relations: what must hold between the facts a rule names. A closed set, one file each.
//!
//! A relation speaks of names. A name stands for the facts of a selection, or for what the rule's pattern
//! captures. The facts that a relation compares are in one scope, or in one match.

pub(super) mod agree;
pub(super) mod count;
pub(super) mod cover;
pub(super) mod forbid;
pub(super) mod holds;
pub(super) mod order;
pub(super) mod require;
pub(super) mod sum;
mod support;
pub(super) mod vary;

use std::hash::{Hash as _, Hasher as _};

use rust_decimal::Decimal;
use rustc_hash::FxHasher;

use super::{Bound, Rule, Violation};
use crate::facts::{Attr, Fact, Facts, Key};
use crate::lexicon::Lexicon;

/// A compiled relation.
#[derive(Clone, Debug)]
pub(super) enum Relation {
    Forbid(forbid::Forbid),
    Require(require::Require),
    Agree(agree::Agree),
    Sum(sum::Sum),
    Order(order::Order),
    Cover(cover::Cover),
    Count(count::Count),
    Vary(vary::Vary),
    Holds(Box<holds::Holds>),
}

impl Relation {
    /// The violations of the relation, in order.
    pub(super) fn check<'f>(
        &self,
        rule: &Rule,
        facts: &'f Facts<'_>,
        lexicon: &Lexicon,
    ) -> Vec<Violation<'f>> {
        match self {
            Self::Forbid(forbid) => forbid.check(rule, facts, lexicon),
            Self::Require(require) => require.check(rule, facts),
            Self::Agree(agree) => agree.check(rule, facts, lexicon),
            Self::Sum(sum) => sum.check(rule, facts, lexicon),
            Self::Order(order) => order.check(rule, facts, lexicon),
            Self::Cover(cover) => cover.check(rule, facts),
            Self::Count(count) => count.check(rule, facts),
            Self::Vary(vary) => vary.check(rule, facts),
            Self::Holds(holds) => holds.check(rule, facts, lexicon),
        }
    }

    /// The attributes that facts must have alike, where the relation compares facts.
    pub(super) fn alike(&self) -> Option<&Alike> {
        match self {
            Self::Require(require) => Some(&require.alike),
            Self::Agree(agree::Agree::Between(between)) => Some(&between.alike),
            Self::Order(order) => Some(&order.alike),
            Self::Cover(cover) => Some(&cover.alike),
            Self::Count(count::Count::Most { alike, .. }) => Some(alike),
            Self::Vary(vary) => Some(&vary.alike),
            _ => None,
        }
    }

    /// The attributes that facts must have alike, for a caller that changes them.
    pub(super) fn alike_mut(&mut self) -> Option<&mut Alike> {
        match self {
            Self::Require(require) => Some(&mut require.alike),
            Self::Agree(agree::Agree::Between(between)) => Some(&mut between.alike),
            Self::Order(order) => Some(&mut order.alike),
            Self::Cover(cover) => Some(&mut cover.alike),
            Self::Count(count::Count::Most { alike, .. }) => Some(alike),
            Self::Vary(vary) => Some(&mut vary.alike),
            _ => None,
        }
    }

    /// The attribute that is compared between facts of different articles.
    pub(super) const fn compares(&self) -> Option<Key> {
        match self {
            Self::Agree(agree::Agree::Between(between)) => Some(between.value),
            Self::Count(count::Count::Most { like, .. }) => *like,
            Self::Vary(vary) => Some(vary.value),
            _ => None,
        }
    }

    /// The name of the relation in rule files.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Forbid(_) => "forbid",
            Self::Require(_) => "require",
            Self::Agree(_) => "agree",
            Self::Sum(_) => "sum",
            Self::Order(_) => "order",
            Self::Cover(_) => "cover",
            Self::Count(_) => "count",
            Self::Vary(_) => "vary",
            Self::Holds(_) => "holds",
        }
    }

    /// The name that the relation is about: a finding marks it unless the rule says otherwise.
    pub(super) fn subject(&self) -> usize {
        match self {
            Self::Forbid(forbid) => forbid.of[0],
            Self::Require(require) => require.each,
            Self::Agree(agree::Agree::Within { of, .. }) => *of,
            Self::Agree(agree::Agree::Between(between)) => between.claim,
            Self::Sum(sum) => sum.subject(),
            Self::Order(order) => order.of.subject(),
            Self::Cover(cover) => cover.of,
            Self::Count(count::Count::Length { of, .. } | count::Count::Most { of, .. }) => *of,
            Self::Vary(vary) => vary.of,
            Self::Holds(holds) => holds.of[0],
        }
    }
}

/// One name, or two that are compared.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    One(usize),
    Two(usize, usize),
}

impl Of {
    fn subject(self) -> usize {
        match self {
            Self::One(of) | Self::Two(of, _) => of,
        }
    }
}

/// The attributes that facts must have alike to be compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alike {
    /// Attributes that both facts have alike. Two facts that are silent on one are alike in it.
    pub(crate) on: Vec<Key>,
    /// Attributes that both facts have alike unless one of them is silent.
    pub(crate) near: Vec<Key>,
}

impl Alike {
    /// The key under which comparable facts are found: a hash of the scope of a fact and of the attributes
    /// that must be alike. Two facts that differ in these have one hash by a chance of one in 2⁶⁴.
    fn key(&self, rule: &Rule, fact: &Fact) -> u64 {
        let mut hasher = FxHasher::default();
        rule.scope_of(fact).hash(&mut hasher);
        self.on.iter().for_each(|&key| fact.attr(key).hash(&mut hasher));
        hasher.finish()
    }

    fn near(&self, a: &Fact, b: &Fact) -> bool {
        self.near.iter().all(|&key| match (a.attr(key), b.attr(key)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        })
    }
}

/// The most facts of a scope that are compared with one. In a text with more facts that are alike, a
/// difference is no contradiction but another thing, and the time would grow faster than the text.
const COMPARED: usize = 256;

/// What is wrong between each fact of one name and the comparable facts of another; in a pattern, the other capture
/// of its match. Facts without a comparable fact are left out, and facts with more than [`COMPARED`].
fn compared<'f>(
    rule: &Rule,
    facts: &'f Facts<'_>,
    lexicon: &Lexicon,
    (claim, other): (usize, usize),
    alike: &Alike,
    mut wrong: impl FnMut(Violation<'f>, &'f Fact, Vec<&'f Fact>) -> Option<Violation<'f>>,
) -> Vec<Violation<'f>> {
    if rule.is_captured(claim) {
        let pair = |violation: Violation<'f>| {
            let (a, b) = (violation.fact(claim)?, violation.fact(other)?);
            wrong(violation, a, vec![b])
        };
        return rule.matches(facts, lexicon).into_iter().filter_map(pair).collect();
    }
    let mut claims = rule.selected(facts, claim).peekable();
    if claims.peek().is_none() {
        return Vec::new();
    }
    let mut others: Vec<(u64, &Fact)> =
        rule.selected(facts, other).map(|fact| (alike.key(rule, fact), fact)).collect();
    others.sort_by_key(|(key, _)| *key);
    let mut found = Vec::new();
    for fact in claims {
        let key = alike.key(rule, fact);
        let first = others.partition_point(|(of, _)| *of < key);
        let same = &others[first..];
        let same = &same[..same.partition_point(|(of, _)| *of == key)];
        if same.len() > COMPARED {
            continue;
        }
        let other = |o: &&Fact| rule.is_comparable(fact, o) && alike.near(fact, o);
        let comparable: Vec<&Fact> = same.iter().map(|(_, fact)| *fact).filter(other).collect();
        if !comparable.is_empty() {
            found.extend(wrong(Violation::of(vec![Bound::fact(claim, fact)]), fact, comparable));
        }
    }
    found
}

/// Each fact of one name that is wrong; in a pattern, each match of which the fact is that the name captures.
fn single<'f>(
    rule: &Rule,
    facts: &'f Facts<'_>,
    lexicon: &Lexicon,
    of: usize,
    wrong: impl Fn(&Fact) -> bool,
) -> Vec<Violation<'f>> {
    if rule.is_captured(of) {
        let one = |violation: &Violation<'f>| violation.fact(of).is_some_and(&wrong);
        return rule.matches(facts, lexicon).into_iter().filter(one).collect();
    }
    let wrong = rule.selected(facts, of).filter(|fact| wrong(fact));
    wrong.map(|fact| Violation::of(vec![Bound::fact(of, fact)])).collect()
}

/// The number that an attribute holds.
fn number(fact: &Fact, key: Key) -> Option<Decimal> {
    match fact.attr(key)? {
        Attr::Number(number) => Some(number),
        _ => None,
    }
}

/// The sum of numbers; none where a decimal cannot hold it.
fn total(numbers: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    numbers.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// The fact whose value is nearest to that of `to`. The choice does not depend on the order of the article,
/// unless several facts have the same value.
fn nearest<'f>(to: &Fact, of: impl Iterator<Item = &'f Fact>, (left, right): (Key, Key)) -> Option<&'f Fact> {
    let to = number(to, left).unwrap_or_default();
    of.min_by_key(|fact| {
        let value = number(fact, right).unwrap_or_default();
        let far = value.checked_sub(to).map_or(Decimal::MAX, |far| far.abs());
        (far, value, fact.attr(right).map(|value| value.to_string()))
    })
}
