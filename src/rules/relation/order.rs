//! order: one thing is not after, or more than, another.

use rust_decimal::Decimal;

use super::{Alike, Of, compared, nearest, number, single, support};
use crate::facts::{Fact, Facts, Key};
use crate::lexicon::Lexicon;
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) struct Order {
    pub(in crate::rules) of: Of,
    /// The attribute that must not be greater, and the one it is compared with.
    pub(in crate::rules) left: Key,
    pub(in crate::rules) right: Key,
    /// By how much the first attribute may be past the second.
    pub(in crate::rules) within: Decimal,
    pub(in crate::rules) alike: Alike,
    /// The second is the group told before of which the first counts a part, and no fact of this name may be as
    /// large as the part.
    pub(in crate::rules) group: Option<usize>,
}

impl Order {
    pub(super) fn check<'f>(
        &self,
        rule: &Rule,
        facts: &'f Facts<'_>,
        lexicon: &Lexicon,
    ) -> Vec<Violation<'f>> {
        let after = |a: &Fact, b: &Fact| {
            number(a, self.left)
                .zip(number(b, self.right))
                .is_some_and(|(left, right)| left - right > self.within)
        };
        match self.of {
            Of::One(of) => single(rule, facts, lexicon, of, |fact| after(fact, fact)),
            Of::Two(first, second) => {
                let wrong = |mut violation: Violation<'f>, a: &'f Fact, others: Vec<&'f Fact>| {
                    let group = |b: &&Fact| self.group.is_none() || support::is_group(facts, lexicon, a, b);
                    let before = others.iter().copied().filter(|b| after(a, b)).filter(group);
                    let other = nearest(a, before, (self.left, self.right))?;
                    if self.group.is_some_and(|name| support::reaches(rule, facts, a, other, name)) {
                        return None;
                    }
                    if !rule.is_captured(first) {
                        violation.bounds.push(Bound::fact(second, other));
                    }
                    Some(violation)
                };
                compared(rule, facts, lexicon, (first, second), &self.alike, wrong)
            }
        }
    }
}
