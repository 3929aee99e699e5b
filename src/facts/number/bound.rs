//! The words that bound a number: "at least 40", "40 or more".

use super::super::Reader;
use super::{Bound, ExtractedNumber, Form};
use crate::text::{class, role};

impl Reader<'_> {
    /// Takes the words that bound a number, before or after it, into the number.
    pub(in crate::facts) fn bound(&self, found: &mut ExtractedNumber, end: usize) {
        for len in (1..=4).rev() {
            let Some(from) = found.from.checked_sub(len).filter(|&f| f >= self.sentence.0) else {
                continue;
            };
            let hit = self.lexicon.at(self.text, &self.tokens, from, found.from, class::BOUND);
            if let Some(hit) = hit.filter(|h| h.len == len && !self.is_preposition(from, found, end)) {
                found.number.bound = Bound::named(hit.value);
                found.from = from;
                return;
            }
        }
        if found.to >= end {
            return;
        }
        if let Some(hit) = self.lexicon.at(self.text, &self.tokens, found.to, end, class::BOUND_AFTER) {
            found.number.bound = Bound::named(hit.value);
            found.to += hit.len;
        } else if self.is_mark(found.to, b'+') && self.tokens[found.to].is_glued() {
            found.number.bound = Bound::Above;
            found.to += 1;
        }
    }

    /// Whether "over", "under", "about" and the like is a preposition here and no bound: "under
    /// two names", "spread over four floors", "hand over £50", "goes up to £12".
    fn is_preposition(&self, at: usize, found: &ExtractedNumber, end: usize) -> bool {
        if !self.tokens[at].has(class::SMALL_BOUND) {
            return false;
        }
        let before = self.before(at);
        let phrasal = before.is_some_and(|b| self.is(b, role::VERB_PHRASAL));
        // "Adds up to £35,000": a sum, and no limit.
        let sum = before.is_some_and(|b| self.does(b, role::VERB_OF_SUM));
        let few = found.number.form == Form::Words && found.number.value < 10.into();
        // "1.3 billion over 38 months": a span of time, unless another preposition leads to it.
        let time = self.is(at, role::OVER) && self.noun(found.to, end).is_some_and(|n| n.is_time());
        let led = before.is_some_and(|b| self.is(b, role::DATE_BEFORE_SPAN));
        phrasal || sum || few || time && !led
    }
}
