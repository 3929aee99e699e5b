//! forbid: a fact with certain attributes, or a pattern, does not occur.

use crate::facts::Facts;
use crate::lexicon::Lexicon;
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) struct Forbid {
    /// A selected name, or names that the pattern captures; never empty.
    pub(in crate::rules) of: Vec<usize>,
}

impl Forbid {
    pub(super) fn check<'f>(
        &self,
        rule: &Rule,
        facts: &'f Facts<'_>,
        lexicon: &Lexicon,
    ) -> Vec<Violation<'f>> {
        let of = self.of[0];
        if !rule.is_captured(of) {
            return rule.selected(facts, of).map(|f| Violation::of(vec![Bound::fact(of, f)])).collect();
        }
        let about = |violation: Violation<'f>| {
            let whole = violation.cover(&self.of)?;
            Some(Violation { whole, ..violation })
        };
        rule.matches(facts, lexicon).into_iter().filter_map(about).collect()
    }
}
