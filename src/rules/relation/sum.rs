//! sum: the parts of a fact make its whole.

use rust_decimal::Decimal;

use crate::facts::{Attr, Facts, Key};
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) struct Sum {
    pub(in crate::rules) of: usize,
    pub(in crate::rules) whole: Key,
    pub(in crate::rules) parts: Key,
}

impl Sum {
    pub(super) fn check<'f>(&self, rule: &Rule, facts: &'f Facts<'_>) -> Vec<Violation<'f>> {
        rule.selected(facts, self.of)
            .filter(|fact| match (super::number(fact, self.whole), fact.attr(self.parts)) {
                (Some(whole), Some(Attr::Numbers(parts))) => {
                    parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part)) != Some(whole)
                }
                _ => false,
            })
            .map(|fact| Violation::of(vec![Bound::fact(self.of, fact)]))
            .collect()
    }
}
