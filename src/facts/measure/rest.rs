//! What a measure has behind its unit: "an hour and three quarters", "12 stone 8".

use rust_decimal::Decimal;

use super::{Measure, Read};
use crate::Interval;
use crate::facts::look::Look;
use crate::text::{Class, Token, TokenKind, class, role};

/// Words that no number counts.
const SMALL: [Class; 3] = [class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY];

impl<'f> Look<'f> {
    /// The fraction that follows a unit, and the token after it: "and three quarters", but not "and a quarter of the way".
    pub(super) fn and_a_part(&self, to: usize, end: usize) -> Option<(Decimal, usize)> {
        if !self.does(to, role::AND) {
            return None;
        }
        let value = |at: usize, class| {
            self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, class)?.number
        };
        let part = to + 2 + usize::from(self.is_mark(to + 2, &["-"]));
        let parts = if self.does(to + 1, role::A_OR_AN) { 1 } else { value(to + 1, class::CARDINAL)? };
        let of = value(part, class::FRACTION).filter(|_| part < end)?;
        let next = part + 1;
        let closes = next >= end || !self.is_lower(next) || self.is_any(next, &SMALL);
        let alone = closes && !self.does(next, role::OF) && parts < of;
        alone.then(|| Some((Decimal::from(parts).checked_div(Decimal::from(of))?, next)))?
    }

    /// A measure with the figure behind it that is of the next smaller unit, which is not told: "12 stone 8", "6 feet 2".
    pub(super) fn with_rest(&self, read: Read<'f>, end: usize) -> Read<'f> {
        let at = read.tokens.1;
        let amount = &read.measure.amount;
        if read.measure.several || amount.compound || !amount.value.fract().is_zero() {
            return read;
        }
        let Some(part) = self.rest_of_unit(at, end, read.unit.name) else { return read };
        let with = |by: Decimal| read.unit.of(amount.interval().sum(Interval::exact(part).widened(by)));
        let (base, rounded) = (with(Decimal::ZERO), with(Decimal::new(4, 2)));
        let measure = Measure { base, rounded, several: true, ..read.measure };
        Read { tokens: (read.tokens.0, at + 1), measure, unit: read.unit }
    }

    /// The part of a unit that the number at a token tells, which counts nothing behind it.
    fn rest_of_unit(&self, at: usize, end: usize, unit: &str) -> Option<Decimal> {
        let parts = match unit {
            "stone" => Decimal::from(14),
            "foot" => Decimal::from(12),
            _ => return None,
        };
        let number = self.token(at).filter(|token| at < end && token.kind == TokenKind::Number)?;
        let next = at + 1;
        let mark = |token: &Token| token.kind == TokenKind::Mark;
        let closes = next >= end
            || self.is_mark(next, &[",", ".", ")", ";", "("])
            || self.token(next).is_some_and(|token| mark(token) && !token.is_glued())
            || self.is_lower(next)
                && self.is_any(next, &SMALL)
                && !self.token(next).is_some_and(Token::is_glued);
        let value: Decimal = number.of(self.facts.text).parse().ok().filter(|_| closes)?;
        (value < parts).then(|| value.checked_div(parts))?
    }
}
