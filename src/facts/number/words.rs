//! Numbers in words, parts of a whole and words for groups.

use rust_decimal::Decimal;

use super::super::Reader;
use super::{Bound, ExtractedNumber, Form, Number, readable};
use crate::language::Numerals;
use crate::text::{Class, Role, class, role};

impl Reader<'_> {
    /// A number in words.
    pub(super) fn words(&self, at: usize, end: usize) -> Option<ExtractedNumber> {
        let numeral = self.language.numeral(&Words { reader: self, end }, at)?;
        let mut value = readable(Decimal::from(numeral.halves).checked_div(2.into())?)?;
        let (from, mut to) = numeral.tokens;
        // "Three and a half".
        if to + 2 < end
            && self.is(to, role::AND)
            && self.does(to + 1, role::A)
            && self.does(to + 2, role::NUMBER_HALF)
        {
            (value, to) = (value.checked_add(Decimal::new(5, 1))?, to + 3);
        }
        let mut number = Number::new(value, Form::Words);
        // "two million" is rounded to millions, "half a million" to a tenth of one.
        let scale = self.value(to - 1, to, class::SCALE);
        let whole = |scale: &Decimal| value.checked_rem(*scale).is_some_and(|rest| rest.is_zero());
        number.unit = scale.map(|scale| if whole(&scale) { scale } else { scale / Decimal::TEN });
        Some(ExtractedNumber { number, core: (from, to), from, to })
    }

    /// "a third of", "two-thirds of", "half of", "half the": the part named at token `at`.
    pub(in crate::facts) fn fraction(&self, at: usize, end: usize) -> Option<ExtractedNumber> {
        let divisor = self.value(at, end, class::FRACTION)?;
        let of = at + 1 < end && self.is(at + 1, role::OF);
        let half = divisor == 2.into() && (of || self.is(at + 1, role::NUMBER_HALF_OF));
        let before = self.before(at);
        let parts = before.and_then(|b| {
            let part =
                if self.is_mark(b, b'-') && self.tokens[at].is_glued() { b.checked_sub(1)? } else { b };
            let one = self.does(part, role::A).then_some(Decimal::ONE);
            one.or_else(|| self.value(part, part + 1, class::CARDINAL)).map(|parts| (parts, part))
        });
        let (parts, from) = match parts {
            Some(parts) if of => parts,
            _ if half => (Decimal::ONE, at),
            _ => return None,
        };
        let value = parts.checked_div(divisor)?;
        let number = Number::new(value, Form::Fraction);
        let mut found = ExtractedNumber { number, core: (from, at + 1), from, to: at + 1 };
        self.bound(&mut found, at + 1);
        Some(found)
    }

    /// "both men", "a pair of swans", "a quartet of singers": as many as the word for a group says, where a
    /// plural noun follows. "The trio" leaves it out.
    pub(in crate::facts) fn grouped(&self, at: usize, end: usize) -> Option<ExtractedNumber> {
        let value = self.value(at, end, class::NUMBER_GROUP)?;
        let both = self.does(at, role::NUMBER_BOTH);
        let before = at.checked_sub(1).filter(|&b| b >= self.sentence.0);
        let led = before.is_some_and(|b| self.does(b, role::A)) && self.is(at + 1, role::OF) && at + 1 < end;
        let couple = self.is(at, role::NUMBER_COUPLE);
        let alone = before.is_some_and(|b| self.does(b, role::THE)) && self.tokens[at].is_lower() && !couple;
        let (from, to) = match (both, led, alone) {
            (false, true, _) => (at - 1, at + 2),
            (false, false, false) => return None,
            _ => (at, at + 1),
        };
        let bound = if couple { Bound::About } else { Bound::Exact };
        let number = Number { bound, ..Number::new(value, Form::Words) };
        Some(ExtractedNumber { number, core: (from, to), from, to })
    }

    /// The value of a scale word, glued or not ("3 million", "3bn").
    pub(super) fn scale(&self, at: usize, end: usize) -> Option<Decimal> {
        self.value(at, end, class::SCALE).or_else(|| self.value(at, end, class::HUNDRED))
    }

    fn value(&self, at: usize, end: usize, class: Class) -> Option<Decimal> {
        if at >= end {
            return None;
        }
        self.lexicon.at(self.text, &self.tokens, at, at + 1, class)?.number.map(Decimal::from)
    }
}

/// The tokens of a sentence up to `end`, for numbers in words.
struct Words<'r> {
    reader: &'r Reader<'r>,
    end: usize,
}

impl Numerals for Words<'_> {
    fn value(&self, at: usize, class: Class) -> Option<u64> {
        let Reader { lexicon, text, tokens, .. } = self.reader;
        lexicon.at(text, tokens, at, at + 1, class)?.number
    }

    fn does(&self, at: usize, role: Role) -> bool {
        self.reader.does(at, role)
    }

    fn is_hyphen(&self, at: usize) -> bool {
        self.reader.is_mark(at, b'-')
    }

    fn is_glued(&self, at: usize) -> bool {
        self.reader.tokens[at].is_glued()
    }

    fn range(&self) -> (usize, usize) {
        (self.reader.sentence.0, self.end)
    }
}
