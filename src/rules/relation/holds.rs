//! holds: an arithmetic comparison of what facts say is true, as far as they are rounded.

use super::{Alike, compared, single};
use crate::facts::{Fact, Facts};
use crate::lexicon::Lexicon;
use crate::rules::expression::Condition;
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) struct Holds {
    /// The names that it speaks of: one, or two that are selected, or all that the pattern captures.
    pub(in crate::rules) of: Vec<usize>,
    pub(in crate::rules) condition: Condition,
}

impl Holds {
    pub(super) fn check<'f>(
        &self,
        rule: &Rule,
        facts: &'f Facts<'_>,
        lexicon: &Lexicon,
    ) -> Vec<Violation<'f>> {
        let fails = |violation: &Violation<'f>| self.condition.fails(violation);
        match self.of[..] {
            [of] => single(rule, facts, lexicon, of).into_iter().map(|(v, _)| v).filter(fails).collect(),
            [first, second] if !rule.is_captured(first) => {
                let both = |(violation, _, others): (Violation<'f>, &'f Fact, Vec<&'f Fact>)| {
                    let with = move |other| {
                        let mut violation = violation.clone();
                        violation.bounds.push(Bound::fact(second, other));
                        violation
                    };
                    others.into_iter().map(with).collect::<Vec<_>>()
                };
                let pairs = compared(rule, facts, lexicon, (first, second), &Alike::default());
                pairs.into_iter().flat_map(both).filter(fails).collect()
            }
            _ => rule.matches(facts, lexicon).into_iter().filter(fails).collect(),
        }
    }
}
