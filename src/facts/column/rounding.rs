//! How far the figures of a column are rounded.

use rust_decimal::Decimal;

use super::figure::Figure;
use crate::Interval;

/// Whole figures below this, without a unit, are counts of things and exact.
const COUNTED: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// In so many rows and more, noughts at the end of each figure tell that they are rounded.
const ROUNDED: usize = 4;

/// How far the figures of a column are rounded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rounding {
    /// Whether the figures are counts of things.
    exact: bool,
    /// Whether all figures are whole and as they are written.
    whole: bool,
    /// What the last digit of all whole figures stands for.
    step: Decimal,
}

impl Rounding {
    /// That of the figures of a column and its total, of which a heading can say that they are counted in a unit.
    pub(super) fn of(figures: &[&Figure<'_>], share: bool, scaled: bool) -> Self {
        let whole = figures.iter().all(|figure| figure.step == Decimal::ONE);
        let bare = |figure: &&Figure<'_>| {
            figure.before.is_empty() && figure.behind.is_empty() && figure.value.abs() < COUNTED
        };
        let digits =
            figures.iter().filter(|figure| !figure.value.is_zero()).map(|figure| figure.last_digit());
        let mut step = if whole { digits.min().unwrap_or(Decimal::ONE) } else { Decimal::ONE };
        if step < Decimal::ONE_THOUSAND && figures.len() <= ROUNDED {
            step = Decimal::ONE;
        }
        let exact = whole && figures.iter().all(bare) && !scaled && !share && step == Decimal::ONE;
        Self { exact, whole, step }
    }

    /// Whether all figures are whole, so that they may be rounded to more than their last digit.
    pub(super) const fn is_whole(&self) -> bool {
        self.whole
    }

    /// Between which values a figure lies: half of its last digit either way, unless it is a count of things.
    pub(super) fn within(&self, figure: &Figure<'_>) -> Interval {
        let step = match figure.step {
            _ if self.exact => return Interval::exact(figure.value),
            _ if self.whole => self.step,
            // "$850,000" beside "$2.4m".
            step if step == Decimal::ONE => figure.last_digit(),
            step => step,
        };
        Interval::rounded(figure.value, step)
    }
}
