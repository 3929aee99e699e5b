//! Counts that a noun for a number leads to: "the death toll climbs to 38", "the number of people killed has risen to
//! 36".

use super::{Count, PERSON, Reader};
use crate::text::{TokenKind, role};

/// The most tokens between such a noun and the number.
const REACH: usize = 14;

impl Reader<'_> {
    /// Whether a number with nothing behind it says how many of something there are by now, as a toll or a "number of"
    /// before it tells, and of what.
    pub(in crate::facts) fn toll(&self, count: &mut Count, from: usize, to: usize, end: usize) -> bool {
        let number = &count.number;
        let whole = !number.value.fract().is_zero() || number.label || number.compound;
        let next = self.tokens.get(to + 1).filter(|_| to + 1 < end);
        let ends = to >= end
            || self.tokens[to].kind == TokenKind::Mark
                && !matches!(self.word(to), "-" | "/" | "%" | "°")
                && next.is_none_or(|next| !next.is_glued());
        let after = || self.is(to, role::COUNT_TOLL_AFTER);
        let led = self.before(from).filter(|&at| self.does(at, role::COUNT_TOLL_BEFORE));
        let Some(led) = led.filter(|_| !whole && (ends || after())) else { return false };
        let first = self.sentence.0.max(led.saturating_sub(REACH));
        let stops = |at: &usize| {
            self.tokens[*at].kind == TokenKind::Mark && !matches!(self.word(*at), "-" | "’" | "'")
        };
        for at in (first..led).rev().take_while(|at| !stops(at)) {
            if self.does(at, role::COUNT_TOLL) {
                self.persons(count);
                count.event = Some("death".into());
                return true;
            }
            let of = self.does(at, role::COUNT_NUMBER) && self.is(at + 1, role::OF);
            if of {
                return self.number_of(count, at + 2, led);
            }
        }
        false
    }

    /// What a "number of" is of: "of people killed", "of those missing".
    fn number_of(&self, count: &mut Count, at: usize, end: usize) -> bool {
        let at = self.skip_word(at, end, role::THE);
        let Some(next) = self.phrase(count, at, end) else {
            let event = self.event(at);
            let persons = event.is_some();
            if persons {
                self.persons(count);
                count.event = event;
            }
            return persons;
        };
        count.event = self.event(next);
        count.event.is_some() || count.noun.is_some() && count.class != Some(PERSON)
    }
}
