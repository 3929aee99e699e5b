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
        match self.of[..] {
            [of] => {
                let fails = |fact: &Fact| self.condition.fails(&[Bound::fact(of, fact)]);
                single(rule, facts, lexicon, of, fails)
            }
            [first, second] if !rule.is_captured(first) => {
                let mut found = Vec::new();
                let all = |violation: Violation<'f>, fact: &'f Fact, others: Vec<&'f Fact>| {
                    let pairs = others
                        .into_iter()
                        .map(|other| [Bound::fact(first, fact), Bound::fact(second, other)]);
                    let failing = pairs.filter(|pair| self.condition.fails(pair));
                    found.extend(failing.map(|pair| Violation { bounds: pair.into(), ..violation.clone() }));
                    None
                };
                compared(rule, facts, lexicon, (first, second), &Alike::default(), all);
                found
            }
            _ => {
                let fails = |violation: &Violation<'f>| self.condition.fails(&violation.bounds);
                rule.matches(facts, lexicon).into_iter().filter(fails).collect()
            }
        }
    }
}
