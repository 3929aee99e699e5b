//! Relations: what must hold between the facts a rule selects. A closed set, one file each.

pub(super) mod agree;
pub(super) mod forbid;
pub(super) mod require;
pub(super) mod sum;

use super::{Rule, Violation};
use crate::facts::{Attr, Fact, Facts, Key};
use crate::lexicon::Lexicon;

/// A compiled relation.
#[derive(Clone, Debug)]
pub(super) enum Relation {
    Forbid(forbid::Forbid),
    Require(require::Require),
    Agree(agree::Agree),
    Sum(sum::Sum),
}

impl Relation {
    /// Where it does not hold, in order.
    pub(super) fn check<'f>(
        &self,
        rule: &Rule,
        facts: &'f Facts<'_>,
        lexicon: &Lexicon,
    ) -> Vec<Violation<'f>> {
        match self {
            Self::Forbid(forbid) => forbid.check(rule, facts, lexicon),
            Self::Require(require) => require.check(rule, facts),
            Self::Agree(agree) => agree.check(rule, facts),
            Self::Sum(sum) => sum.check(rule, facts),
        }
    }
}

/// Whether two facts have an attribute alike; two that are both silent on it do.
fn alike(a: &Fact, b: &Fact, key: Key) -> bool {
    a.attr(key) == b.attr(key)
}

/// Whether two facts can be of the same thing as far as an attribute tells: alike, or one of
/// them silent on it.
fn near(a: &Fact, b: &Fact, key: Key) -> bool {
    match (a.attr(key), b.attr(key)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// The number that an attribute holds.
fn number(fact: &Fact, key: Key) -> Option<rust_decimal::Decimal> {
    match fact.attr(key)? {
        Attr::Number(number) => Some(number),
        _ => None,
    }
}
