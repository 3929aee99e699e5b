//! sum: parts make a whole, of one fact or of several.

use rust_decimal::Decimal;

use super::{number, total};
use crate::facts::{Attr, Fact, Facts, Key};
use crate::lexicon::Lexicon;
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) struct Sum {
    pub(in crate::rules) of: Summed,
    /// How far the sum may be from the whole.
    pub(in crate::rules) within: Decimal,
}

#[derive(Clone, Debug)]
pub(in crate::rules) enum Summed {
    /// Whole and parts are attributes of one fact.
    Within { of: usize, whole: Key, parts: Key },
    /// Whole and parts are captures of a pattern, of which one attribute is added.
    Captured { whole: usize, parts: usize, value: Key },
}

impl Sum {
    pub(super) fn subject(&self) -> usize {
        match self.of {
            Summed::Within { of, .. } => of,
            Summed::Captured { whole, .. } => whole,
        }
    }

    pub(super) fn check<'f>(
        &self,
        rule: &Rule,
        facts: &'f Facts<'_>,
        lexicon: &Lexicon,
    ) -> Vec<Violation<'f>> {
        let off = |whole: Option<Decimal>, sum: Option<Decimal>| match whole.zip(sum) {
            Some((whole, sum)) => (whole - sum).abs() > self.within,
            None => false,
        };
        match self.of {
            Summed::Within { of, whole, parts } => {
                let wrong = |fact: &&Fact| match fact.attr(parts) {
                    Some(Attr::Numbers(parts)) => off(number(fact, whole), total(parts.iter().copied())),
                    _ => false,
                };
                rule.selected(facts, of)
                    .filter(wrong)
                    .map(|f| Violation::of(vec![Bound::fact(of, f)]))
                    .collect()
            }
            Summed::Captured { whole, parts, value } => {
                let wrong = |violation: &Violation<'f>| {
                    let all = violation.bounds.iter().filter(|b| b.name == parts);
                    let numbers: Option<Vec<Decimal>> = all.map(|b| number(b.fact?, value)).collect();
                    off(violation.fact(whole).and_then(|f| number(f, value)), numbers.and_then(total))
                };
                rule.matches(facts, lexicon).into_iter().filter(wrong).collect()
            }
        }
    }
}
