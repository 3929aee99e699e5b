//! Counts whose noun is left out or stands elsewhere: "six in Malta", "a crew of 22", "all six keep", "a 65-seat hall".

use rust_decimal::Decimal;

use super::{Bound, Count, ExtractedNumber, PERSON, Reader};
use crate::document::Zone;
use crate::text::{TokenKind, class, role};

impl Reader<'_> {
    /// A count without its noun: "six in Malta", "eight arrested", "two others".
    pub(in crate::facts) fn elided(&self, count: &mut Count, at: usize, end: usize) -> Option<usize> {
        let number = count.number;
        let few = number.value < 10_000.into() && number.value.fract().is_zero() && !number.label;
        if at >= end || !few {
            return None;
        }
        let word = self.word(at);
        if self.tokens[at].has(class::ADDITIVE) {
            count.additive = true;
            return self.is(at, role::COUNT_ADDITIVE_NOUN).then_some(at + 1);
        }
        // "no one", "218 votes to 209", "aged 44".
        let before = self.word_before(at, count);
        if before.is_some_and(|b| self.is(b, role::COUNT_NOT_AFTER) || self.does(b, role::NO)) {
            return None;
        }
        let token = &self.tokens[at];
        let verb = token.has(class::PREDICATE)
            || self.event(at).is_some()
            || token.has(class::AUXILIARY)
            || token.is_lower() && self.language.looks_past(word) && token.classes.is_none()
            || self.does(at, role::COUNT_ELIDED_BEFORE);
        let place = self.is(at, role::COUNT_PLACE_AFTER) && !token.is_glued();
        (verb || place).then_some(at)
    }

    /// The word before a count whose noun would start at token `at`.
    pub(in crate::facts) fn word_before(&self, at: usize, count: &Count) -> Option<usize> {
        let bounded = count.number.bound != Bound::Exact;
        let first = (self.sentence.0..at).rev().take_while(|&i| {
            let token = &self.tokens[i];
            self.is_number(i)
                || token.classes.meets(self.triggers.number_word)
                || bounded && token.has(class::BOUND)
        });
        first.last().unwrap_or(at).checked_sub(1).filter(|&b| b >= self.sentence.0)
    }

    /// "A crew of 22": the members of what is told before the number are persons, or animals.
    pub(in crate::facts) fn members(&self, count: &mut Count, from: usize) -> bool {
        let of = self.before(from).filter(|&of| self.does(of, role::OF));
        let Some(group) = of.and_then(|of| self.before(of)) else { return false };
        let number = &count.number;
        let whole = number.value.fract().is_zero() && number.value > Decimal::ONE;
        if !whole || number.label || number.compound || !self.does(group, role::COUNT_MEMBERS) {
            return false;
        }
        self.persons(count);
        true
    }

    /// "All six keep their doors open": what is said to be all, and stands before a verb or at the end of its
    /// phrase, is no number of something else.
    pub(in crate::facts) fn all_alone(&self, count: &Count, from: usize, to: usize, end: usize) -> bool {
        let number = &count.number;
        let whole = number.value.fract().is_zero() && number.value > Decimal::ONE && !number.label;
        let all =
            || self.before(from).is_some_and(|b| self.does(b, role::SHARE_ALL) || self.does(b, role::THE));
        let plain = |at: usize| {
            let token = &self.tokens[at];
            let number = token.classes.meets(self.triggers.number_word);
            token.is_lower() && !token.is_glued() && !number && self.noun(at, end).is_none()
        };
        let over =
            to >= end || self.tokens[to].kind == TokenKind::Mark && !self.tokens[to].is_glued() || plain(to);
        whole && over && all() && self.complete(from, to, end).is_some()
    }

    /// What a headline counts in a compound: "a 65-seat hall", "a six-goal win".
    pub(in crate::facts) fn compounded(
        &self,
        found: &ExtractedNumber,
        end: usize,
    ) -> Option<(Count, usize, usize)> {
        let &ExtractedNumber { from, to, number, .. } = found;
        let headline = matches!(self.zone, Zone::Headline | Zone::Kicker);
        if !(headline && to < end && self.is_mark(to, b'-') && self.is_joint(to, end)) {
            return None;
        }
        let next = to + 2;
        let ends = next >= end || !self.tokens[next].is_glued();
        let noun = self.noun(to + 1, end).filter(|noun| {
            ends && noun.is_listed() && !noun.plural && !matches!(noun.class, "measure" | PERSON)
        })?;
        let sort = self.sort(next);
        let count = Count {
            noun: Some(noun.lemma),
            class: Some(noun.class),
            sort,
            number_to: to as u32,
            ..Count::new(number)
        };
        Some((count, from, next))
    }
}
