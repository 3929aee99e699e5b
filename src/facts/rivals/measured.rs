//! Measures side by side: "for 18 months two years", "over 120 hectares, 150 hectares, of bog".

use super::super::look::Look;
use super::super::restated::is_slip;
use super::super::{Bound, Fact, Facts, Measure, Value};
use super::Rivals;
use crate::lexicon::Lexicon;
use crate::text::{class, role};

/// The measures of an article, in order, that stand side by side where only one can be meant. Linear.
pub(in crate::facts) fn measured(facts: &Facts<'_>, lexicon: &Lexicon, measures: &[Fact]) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    measures
        .windows(2)
        .filter(|pair| look.clash(&pair[0], &pair[1]))
        .map(|pair| {
            let tokens = (pair[0].tokens.0 as usize, pair[1].tokens.1 as usize);
            facts.fact_over(tokens, Value::Rivals(Rivals { class: "measure" }))
        })
        .collect()
}

impl Look<'_> {
    fn clash(&self, first: &Fact, second: &Fact) -> bool {
        let (Value::Measure(a), Value::Measure(b)) = (&first.value, &second.value) else { return false };
        let alike = a.dimension == b.dimension && a.amount.compound == b.amount.compound;
        if !alike
            || first.sentence != second.sentence
            || !first.zone.is_own()
            || a.rounded.overlaps(b.rounded)
        {
            return false;
        }
        let (from, at) = (first.tokens.1 as usize, second.tokens.0 as usize);
        // "Eight hours a day"
        let each = self.does(at, role::A_OR_AN);
        // One unit, where a hyphen joins both to a noun: that is no measure in two units.
        let beside = from == at && (a.unit != b.unit || a.several || b.several || a.amount.compound);
        !each
            && (beside || from + 1 == at && self.is_put_again(first, second, a, b))
            && self.is_led(first)
            && self.sentence_goes_on(second)
    }

    /// Whether the second of two measures stands between commas, or between one and a verb, as only what says the
    /// first again does: "spreads over 120 hectares, 150 hectares, of bog".
    fn is_put_again(&self, first: &Fact, second: &Fact, a: &Measure, b: &Measure) -> bool {
        a.unit == b.unit
            && self.are_two(first.tokens, second.tokens)
            && b.amount.bound == Bound::Exact
            && is_slip(a.base, b.base)
    }

    /// Whether of two figures with a comma between the second is closed by a comma or goes before a verb, and no third
    /// follows.
    pub(super) fn are_two(&self, first: (u32, u32), second: (u32, u32)) -> bool {
        const NEAR: usize = 6;
        let (from, at, to) = (first.1 as usize, second.0 as usize, second.1 as usize);
        let third = (to..to + NEAR).any(|at| self.is_number(at) || self.does(at, role::LIST_RESPECTIVELY));
        let small = [class::PREPOSITION, class::CONJUNCTION, class::ADDITIVE, class::DETERMINER];
        self.is_mark(from, &[","])
            && at == from + 1
            && (self.is_mark(to, &[","]) || self.is_lower(to) && !self.is_any(to, &small))
            && !self.does(to + 1, role::AND)
            && !self.does(to + 1, role::OR)
            && !third
    }
}
