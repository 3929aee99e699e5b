//! Counts of some of a group: "two of the suspects", "of the 64 flights, 71 were late".

use super::noun::MODIFIERS;
use super::{Bound, Count, Reader};
use crate::text::{class, role};

impl Reader<'_> {
    /// Whether a count stands right after "of these" at the start of its sentence.
    pub(in crate::facts) fn is_of_them(&self, from: usize) -> bool {
        let first = self.sentence.0;
        // "Out of them, 34 were red".
        let of = from
            .checked_sub(3)
            .filter(|&of| of == first || of == first + 1 && self.does(first, role::COUNT_OUT_OF));
        of.is_some_and(|of| {
            self.does(of, role::OF) && self.is(of + 1, role::COUNT_OF_THEM) && self.is_mark(of + 2, b',')
        })
    }

    /// "of the suspects", "of them", "of the eight suspects": a part of a group.
    pub(in crate::facts) fn subset(&self, count: &mut Count, of: usize, end: usize) -> Option<usize> {
        let at = of + 1;
        if at >= end {
            return None;
        }
        if self.is(at, role::COUNT_OF_THEM) {
            count.subset = true;
            return Some(self.those(count, at, end));
        }
        let owner = self.owner(at, end);
        if count.number.label || owner.is_none() && !self.is(at, role::COUNT_OF_GROUP) {
            return None;
        }
        (count.subset, count.definite) = (true, true);
        let mut at = owner.unwrap_or(at + 1);
        if let Some(inner) = (at < end).then(|| self.number(at, end)).flatten() {
            // "Eight of the two-day meeting's talks": the two are of the days.
            let joined = inner.to < end && self.is_mark(inner.to, b'-') && self.tokens[inner.to].is_glued();
            let exact = inner.number.bound == Bound::Exact && !joined;
            count.whole = exact.then_some(inner.number.value);
            at = inner.to;
        }
        let next = self.phrase(count, at, end).filter(|_| count.noun.is_some());
        next.or_else(|| self.people(count, at, end))
    }

    /// "Of Marsa Rovers' goals", "of Gozo's schools": the token after the name to which a group belongs.
    pub(in crate::facts) fn owner(&self, at: usize, end: usize) -> Option<usize> {
        let name = |i: &usize| self.tokens[*i].is_capital() && self.tokens[*i].is_word();
        let to = at + (at..end.min(at + MODIFIERS)).take_while(name).count();
        (to > at && to + 1 < end && self.is_possessive(to)).then_some(to + 1)
    }

    /// "Of those who fell ill", "of those acres": the token after what those are, or after the word itself.
    pub(in crate::facts) fn those(&self, count: &mut Count, at: usize, end: usize) -> usize {
        let (word, next) = (&self.tokens[at], at + 1);
        if !word.has(class::DETERMINER) || next >= end {
            return next;
        }
        if self.does(next, role::WHO) {
            self.persons(count);
            return next;
        }
        let mut read = count.clone();
        match self.phrase(&mut read, next, end) {
            Some(to) if read.noun.is_some() => {
                *count = read;
                to
            }
            _ => next,
        }
    }

    /// "Of the dead": an adjective that stands for persons.
    pub(in crate::facts) fn people(&self, count: &mut Count, at: usize, end: usize) -> Option<usize> {
        let adjective = at < end && self.does(at, role::COUNT_PEOPLE);
        if !adjective || self.noun(at + 1, end).is_some() {
            return None;
        }
        count.event = self.event(at);
        self.persons(count);
        Some(at + 1)
    }

    /// "Of the 64 flights, 71 were late": a count without a noun after a group that stands in front.
    pub(in crate::facts) fn of_fronted(&self, count: &mut Count, from: usize, end: usize) {
        let first = self.sentence.0;
        let group = first + 2;
        let fronted =
            group < from && self.does(first, role::OF) && self.does(first + 1, role::COUNT_OF_GROUP);
        if !fronted || from == first || !self.is_mark(from - 1, b',') {
            return;
        }
        if (first..from - 1).any(|at| self.is_mark(at, b',')) {
            return;
        }
        let inner = self.number(group, from).filter(|inner| inner.core.0 == group);
        let Some(inner) = inner.filter(|i| i.number.bound == Bound::Exact && !i.number.compound) else {
            return;
        };
        let mut whole = Count::new(inner.number);
        if self.phrase(&mut whole, inner.to, end).is_some()
            && whole.noun.is_some()
            && whole.class != Some("measure")
        {
            (count.subset, count.whole) = (true, Some(inner.number.value));
        }
    }
}
