//! Shares as they are stated: percentages, and fractions in words.

use rust_decimal::Decimal;

use super::super::super::look::Look;
use super::super::super::{Bound, Kind, Value};
use super::super::unit;
use crate::Interval;
use crate::text::{TokenKind, class, role};

/// How far a fraction in words may be from the true one, as a part of it: a quarter is 22 to 28 per cent.
const LOOSE: Decimal = Decimal::from_parts(12, 0, 0, false, 2);

/// A share as stated.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts) struct Stated {
    /// The tokens that say it.
    pub(in crate::facts) tokens: (usize, usize),
    /// Between which percentages it lies.
    pub(in crate::facts) interval: Interval,
}

/// How far from a share the ratio of its two figures may be, in times, where a nought was lost or added.
const NOUGHT: (Decimal, Decimal) =
    (Decimal::from_parts(8, 0, 0, false, 0), Decimal::from_parts(125, 0, 0, false, 1));

/// Whether a figure that is so many times another can be that with a nought added.
pub(super) fn is_by_a_nought(times: Decimal) -> bool {
    (NOUGHT.0..=NOUGHT.1).contains(&times)
}

impl Stated {
    /// How many times the share two figures give.
    pub(super) fn times(&self, part: Decimal, whole: Decimal) -> Option<Decimal> {
        let ratio = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        ratio.checked_div(self.interval.middle()?)
    }

    /// Whether the share is at most twice what two counts give, and at least half. Where it is not, it is of
    /// other counts.
    pub(super) fn is_near(&self, part: Decimal, whole: Decimal) -> bool {
        let ratio = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole));
        let doubled = self.interval.times(Decimal::TWO).high;
        let ends = self.interval.low.zip(doubled).zip(ratio);
        ends.is_some_and(|((low, high), ratio)| ratio * Decimal::TWO >= low && ratio <= high)
    }
}

impl Look<'_> {
    /// The percentages and fractions of a sentence that nothing bounds, but for "about".
    pub(in crate::facts) fn stated_shares(&self, sentence: usize) -> Vec<Stated> {
        let (from, to) = self.sentence(sentence);
        let mut found = Vec::new();
        for fact in self.facts.within(sentence, Kind::Percent) {
            if let Value::Percent(percent) = &fact.value
                && !percent.points
                && matches!(percent.value.bound, Bound::Exact | Bound::About)
            {
                let value = percent.value.value;
                let tokens = (fact.tokens.0 as usize, fact.tokens.1 as usize);
                let exact = percent.value.bound == Bound::Exact;
                let near = if exact {
                    Interval::exact(value)
                } else {
                    Interval::exact(value).widened(value * LOOSE)
                };
                found.push(Stated { tokens, interval: near.widened(unit(value)) });
            }
        }
        // "A third", "half", "one in three".
        let named = self.facts.has_word_of(sentence, class::FRACTION.only());
        let half = self.facts.has_word_with(sentence, role::NUMBER_HALF);
        let kinds = self.facts.in_sentence(sentence as u32).1;
        if named || half || kinds.has(Kind::Number) || kinds.has(Kind::Count) {
            found.extend((from..to).filter_map(|at| self.worded_fraction(at, from, to)));
        }
        found.retain(|stated| {
            let first = stated.tokens.0;
            let limits = |at: usize| {
                let hit = |class| self.lexicon.at(self.facts.text, &self.facts.tokens, at, first, class);
                hit(class::BOUND).or_else(|| hit(class::SMALL_BOUND)).is_some() || self.does(at, role::THAN)
            };
            !(from..first).rev().take(3).any(limits)
        });
        found
    }

    /// A half, told by one token.
    pub(in crate::facts) fn half_at(&self, at: usize) -> Stated {
        let half = Decimal::from(50);
        Stated { tokens: (at, at + 1), interval: Interval::exact(half).widened(half * LOOSE) }
    }

    /// The fraction in words that begins at a token, and is no percentage.
    #[inline]
    pub(in crate::facts) fn worded_fraction(&self, at: usize, from: usize, end: usize) -> Option<Stated> {
        if self.may_begin_fraction(at) { self.fraction_at(at, from, end) } else { None }
    }

    /// Whether a token is one of the few that begin a fraction; "a" does only before its name.
    #[inline]
    fn may_begin_fraction(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        token.kind == TokenKind::Number
            || token.has(class::CARDINAL)
            || token.roles() != 0
                && if self.does(at, role::A) {
                    self.has(at + 1, class::FRACTION)
                } else {
                    self.does(at, role::NUMBER_HALF)
                }
    }

    /// The fraction in words that begins at a token: "a quarter", "two thirds", "half", "one driver in three".
    fn fraction_at(&self, at: usize, from: usize, end: usize) -> Option<Stated> {
        let value = |at: usize, class| -> Option<Decimal> {
            if !self.has(at, class) {
                return None;
            }
            let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, class)?;
            hit.number.map(Decimal::from)
        };
        let number = |at: usize| {
            let digits = || if self.is_number(at) { self.word(at).parse().ok() } else { None };
            value(at, class::CARDINAL).or_else(digits)
        };
        let share = |parts: Decimal, of: Decimal, to: usize| {
            let ratio =
                parts.checked_div(of).filter(|ratio| *ratio < Decimal::ONE && *ratio > Decimal::ZERO)?;
            let loose = ratio.min(Decimal::ONE - ratio) * LOOSE * Decimal::ONE_HUNDRED;
            let interval = Interval::exact(ratio * Decimal::ONE_HUNDRED).widened(loose);
            Some(Stated { tokens: (at, to), interval })
        };
        let hyphen = |at: usize| at + usize::from(self.is_mark(at, &["-", "‑"]) && !self.is_dash(at));
        let named = self.has(at + 1, class::FRACTION);
        let a = (named && number(at).is_none() && self.does(at, role::A)).then_some(Decimal::ONE);
        let inner = at > from && self.is_mark(at - 1, &["-", "‑"]) && !self.is_dash(at - 1);
        if let Some(parts) = a.or_else(|| number(at)).filter(|_| !inner) {
            let next = hyphen(at + 1);
            if let Some(of) = value(next, class::FRACTION).filter(|_| next < end) {
                // "The first three quarters of 2025": they are parts of a year.
                let led =
                    at > from && (self.has(at - 1, class::ORDINAL) || self.does(at - 1, role::CHANGE_LAST));
                let year = || {
                    let fact = self.facts.starting(next + 2).filter(|_| self.does(next + 1, role::OF));
                    fact.is_some_and(|fact| matches!(fact.value, Value::Date(_)))
                };
                let period = !self.has(next, class::ORDINAL) && (led || year());
                return if period { None } else { share(parts, of, next + 1) };
            }
            // "One in three", "one driver in three".
            let bare = self.does(at + 1, role::SHARE_OUT);
            let named = self.is_lower(at + 1) && !self.has(at + 1, class::PREPOSITION) && !bare;
            // "One Dane in three"
            let people =
                parts == Decimal::ONE && self.token(at + 1).is_some_and(crate::text::Token::is_capital);
            let noun = at + 1 + usize::from(named || people);
            // "One in every three", "two out of three".
            let out = self.does(noun, role::SHARE_OUT) && self.does(noun + 1, role::OF);
            let of = noun + 1 + usize::from(out);
            let of = of + usize::from(self.does(of, role::SHARE_ALL));
            if (out || self.does(noun, role::IN))
                && of < end
                && let Some(whole) = number(of).filter(|_| a.is_none() && parts < Decimal::TEN)
                && !self.is_mark(of + 1, &["%"])
                && !self.has(of + 1, class::PERCENT)
            {
                let most = if out { Decimal::TEN } else { Decimal::from(20) };
                return share(parts, whole, of + 1).filter(|_| whole <= most);
            }
            return None;
        }
        let half = self.does(at, role::NUMBER_HALF)
            && !inner
            && (!self.is_mark(at + 1, &["-"]) || self.is_dash(at + 1));
        let led = at > from
            && (self.has(at - 1, class::DETERMINER)
                || self.is_number(at - 1)
                || self.has(at - 1, class::ORDINAL));
        (half && !led).then(|| share(Decimal::ONE, Decimal::TWO, at + 1)).flatten()
    }
}
