//! forbid: a pattern, or a fact with certain attributes, does not occur.

use crate::facts::Facts;
use crate::facts::pattern::Pattern;
use crate::lexicon::Lexicon;
use crate::rules::{Bound, Rule, Violation};

#[derive(Clone, Debug)]
pub(in crate::rules) enum Forbid {
    /// A selected fact, by the index of its name.
    Fact(usize),
    /// A pattern; its names are the rule's, shifted by `base`.
    Pattern { pattern: Pattern, base: usize },
}

impl Forbid {
    pub(super) fn check<'f>(
        &self,
        rule: &Rule,
        facts: &'f Facts<'_>,
        lexicon: &Lexicon,
    ) -> Vec<Violation<'f>> {
        match self {
            Self::Fact(name) => rule
                .selected(facts, *name)
                .map(|fact| Violation::of(vec![Bound::fact(*name, fact)]))
                .collect(),
            Self::Pattern { pattern, base } => pattern
                .matches(facts, lexicon)
                .into_iter()
                .map(|matched| {
                    let bound = |&(name, from, to): &(usize, usize, usize)| Bound {
                        name: base + name,
                        span: facts.span(from, to),
                        fact: facts.starting(from).filter(|f| f.tokens.1 as usize == to),
                    };
                    let bounds = matched.captures.iter().map(bound).collect();
                    Violation { bounds, whole: facts.span(matched.tokens.0, matched.tokens.1) }
                })
                .collect(),
        }
    }
}
