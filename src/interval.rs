//! Intervals: between which values a figure lies. "About 500" is no point, and neither is "2.2 billion".
//!
//! An end that is `None` is open: "at least five" has no high end. What is too large for a decimal is open too.

use rust_decimal::{Decimal, RoundingStrategy};

/// The values from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lowest value; `None` if there is none.
    pub low: Option<Decimal>,
    /// The highest value; `None` if there is none.
    pub high: Option<Decimal>,
}

impl Interval {
    /// One value.
    #[must_use]
    pub const fn exact(value: Decimal) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// The values from one to another.
    #[must_use]
    pub const fn between(low: Decimal, high: Decimal) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    /// A value that is rounded to a unit: half of it either way.
    #[must_use]
    pub fn rounded(value: Decimal, unit: Decimal) -> Self {
        Self::exact(value).widened(unit / Decimal::TWO)
    }

    /// The interval with so much more at either end.
    #[must_use]
    pub fn widened(self, by: Decimal) -> Self {
        Self {
            low: self.low.and_then(|low| low.checked_sub(by)),
            high: self.high.and_then(|high| high.checked_add(by)),
        }
    }

    /// Whether it is one value.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.low.is_some() && self.low == self.high
    }

    /// Whether a value lies in it.
    #[must_use]
    pub fn contains(self, value: Decimal) -> bool {
        self.overlaps(Self::exact(value))
    }

    /// Whether a value can lie in both. Where only the ends of two touch, it does not: nothing is rounded down to one
    /// figure and up to the other.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let exact = self.is_exact() || other.is_exact();
        let reaches = |high: Option<Decimal>, low: Option<Decimal>| {
            high.zip(low).is_none_or(|(high, low)| low < high || exact && low == high)
        };
        reaches(self.high, other.low) && reaches(other.high, self.low)
    }

    /// Whether a value can lie in both, or both end at one value.
    #[must_use]
    pub fn touches(self, other: Self) -> bool {
        let meet = |high: Option<Decimal>, low: Option<Decimal>| high.is_some() && high == low;
        self.overlaps(other) || meet(self.high, other.low) || meet(other.high, self.low)
    }

    /// What the sum of a value of each lies in.
    #[must_use]
    pub fn sum(self, other: Self) -> Self {
        Self {
            low: both(self.low, other.low, Decimal::checked_add),
            high: both(self.high, other.high, Decimal::checked_add),
        }
    }

    /// What the value of this less a value of the other lies in.
    #[must_use]
    pub fn difference(self, other: Self) -> Self {
        Self {
            low: both(self.low, other.high, Decimal::checked_sub),
            high: both(self.high, other.low, Decimal::checked_sub),
        }
    }

    /// What so many times a value lies in; the number of times is not below 0.
    #[must_use]
    pub fn times(self, times: Decimal) -> Self {
        let product = |end: Option<Decimal>| end.and_then(|end| end.checked_mul(times));
        Self { low: product(self.low), high: product(self.high) }
    }

    /// What the product of a value of each lies in; open if an end of one is.
    #[must_use]
    pub fn product(self, other: Self) -> Self {
        let ends =
            [(self.low, other.low), (self.low, other.high), (self.high, other.low), (self.high, other.high)];
        let products: Option<Vec<Decimal>> = ends.into_iter().map(|(a, b)| a?.checked_mul(b?)).collect();
        products.map_or(Self::OPEN, |all| Self {
            low: all.iter().min().copied(),
            high: all.iter().max().copied(),
        })
    }

    /// What a value of this divided by one of the other lies in, whatever their signs; open if the divisor may be 0 or
    /// an end of one is open.
    #[must_use]
    pub fn quotient(self, other: Self) -> Self {
        let end = |end: Option<Decimal>| end.and_then(|end| Decimal::ONE.checked_div(end));
        if other.low.is_none() || other.high.is_none() || other.contains(Decimal::ZERO) {
            return Self::OPEN;
        }
        self.product(Self { low: end(other.high), high: end(other.low) })
    }

    /// What the lesser of a value of each lies in.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        let lower = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).map(|(a, b)| a.min(b));
        let high =
            self.high.map_or(other.high, |high| Some(other.high.map_or(high, |other| other.min(high))));
        Self { low: lower(self.low, other.low), high }
    }

    /// What the greater of a value of each lies in.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        self.negative().min(other.negative()).negative()
    }

    /// The value in the middle; none where there is no bound on a side, or the sum of the two is too large to tell.
    #[must_use]
    pub fn middle(self) -> Option<Decimal> {
        Some(self.low?.checked_add(self.high?)? / Decimal::TWO)
    }

    /// What a value of this without its sign lies in.
    #[must_use]
    pub fn abs(self) -> Self {
        if self.low.is_some_and(|low| low >= Decimal::ZERO) {
            return self;
        }
        let negative = self.negative();
        if negative.low.is_some_and(|low| low >= Decimal::ZERO) {
            return negative;
        }
        Self { low: Some(Decimal::ZERO), high: self.max(negative).high }
    }

    /// What a value of this rounded to a whole number lies in; halves are rounded away from 0.
    #[must_use]
    pub fn round(self) -> Self {
        let whole = |end: Option<Decimal>| {
            end.map(|end| end.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
        };
        Self { low: whole(self.low), high: whole(self.high) }
    }

    const OPEN: Self = Self { low: None, high: None };

    fn negative(self) -> Self {
        let negative = |end: Option<Decimal>| end.map(|end| -end);
        Self { low: negative(self.high), high: negative(self.low) }
    }

    /// What a value of this divided by one of the other lies in. Both are of values above 0: an end that is
    /// lower counts as 0, and a divisor that may be 0 leaves the high end open.
    #[must_use]
    pub fn ratio(self, other: Self) -> Self {
        let positive = |end: Option<Decimal>| end.unwrap_or_default().max(Decimal::ZERO);
        let low = other.high.map_or(Some(Decimal::ZERO), |high| positive(self.low).checked_div(high));
        let high = self.high.and_then(|high| high.checked_div(positive(other.low)));
        Self { low, high }
    }
}

/// What comes of two ends; open if one of them is, or if it is too large.
fn both(
    a: Option<Decimal>,
    b: Option<Decimal>,
    of: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Decimal> {
    a.zip(b).and_then(|(a, b)| of(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(low: i64, high: i64) -> Interval {
        Interval::between(low.into(), high.into())
    }

    fn from(low: i64) -> Interval {
        Interval { low: Some(low.into()), high: None }
    }

    #[test]
    fn intervals_overlap_where_more_than_their_ends_touch() {
        assert!(of(3, 6).overlaps(of(5, 9)));
        assert!(!of(3, 5).overlaps(of(5, 9)));
        assert!(Interval::exact(5.into()).overlaps(of(5, 9)));
        assert!(!of(3, 5).overlaps(of(6, 9)));
        assert!(from(3).overlaps(of(900, 901)));
        assert!(!from(3).contains(2.into()));
        assert!(Interval::exact(4.into()).is_exact() && !from(4).is_exact());
    }

    #[test]
    fn a_rounded_value_has_half_a_unit_either_way() {
        assert_eq!(Interval::rounded(400.into(), 100.into()), of(350, 450));
    }

    #[test]
    fn ends_are_added_and_subtracted_crosswise() {
        assert_eq!(of(3, 5).sum(of(10, 20)), of(13, 25));
        assert_eq!(of(10, 20).difference(of(3, 5)), of(5, 17));
        assert_eq!(of(10, 20).difference(from(3)), Interval { low: None, high: Some(17.into()) });
        assert_eq!(of(3, 5).times(4.into()), of(12, 20));
    }

    #[test]
    fn a_ratio_is_widest_where_the_divisor_is_smallest() {
        assert_eq!(of(10, 20).ratio(of(2, 5)), of(2, 10));
        assert_eq!(of(10, 20).ratio(of(0, 5)), from(2));
        assert_eq!(of(10, 20).ratio(from(5)), of(0, 4));
    }

    #[test]
    fn products_and_quotients_mind_the_signs() {
        assert_eq!(of(-2, 3).product(of(4, 5)), of(-10, 15));
        assert_eq!(of(-2, -1).product(of(-3, 4)), of(-8, 6));
        assert_eq!(of(2, 3).product(from(4)), Interval::OPEN);
        assert_eq!(of(-20, 10).quotient(of(-4, -2)), of(-5, 10));
        assert_eq!(of(10, 20).quotient(of(-1, 5)), Interval::OPEN);
    }

    #[test]
    fn the_lesser_the_greater_and_the_nearest_whole_of_two() {
        assert_eq!(of(1, 5).min(of(2, 3)), of(1, 3));
        assert_eq!(of(1, 5).max(of(2, 3)), of(2, 5));
        assert_eq!(of(1, 5).min(from(2)), of(1, 5));
        assert_eq!(of(-5, 3).abs(), of(0, 5));
        assert_eq!(of(-5, -3).abs(), of(3, 5));
        let half = Decimal::new(25, 1);
        assert_eq!(Interval::between(-half, half).round(), of(-3, 3));
    }

    #[test]
    fn what_is_too_large_is_open() {
        assert_eq!(Interval::exact(Decimal::MAX).sum(of(1, 1)), Interval { low: None, high: None });
    }
}
