//! Which columns of a table add up, and which do not though they should.

use compact_str::{ToCompactString as _, format_compact};
use rust_decimal::Decimal;

use super::Column;
use super::grid::{Cell, Table};
use super::items::{Items, items};
use crate::Interval;
use crate::facts::look::Look;
use crate::facts::{Fact, Value, slip};

/// A column with so many rows and a total above so much that adds up shows that the last row is the total of all.
const SHOWN: (usize, Decimal) = (2, Decimal::ONE_HUNDRED);

/// The columns of a table that add up, and one that does not if all others do.
pub(super) fn columns(look: Look<'_>, table: &Table<'_>) -> Vec<Fact> {
    let all: Vec<Items<'_>> =
        (1..table.rows[0].len()).filter_map(|column| items(look, table, column)).collect();
    let (closed, open): (Vec<&Items<'_>>, Vec<&Items<'_>>) = all.iter().partition(|items| items.closes());
    let off = match open[..] {
        [one] if one.is_off(&closed) => Some(one),
        _ => None,
    };
    let mut found: Vec<&Items<'_>> = closed.into_iter().chain(off).collect();
    found.sort_by_key(|items| items.column);
    found.into_iter().map(|items| fact(look, table, items)).collect()
}

impl Items<'_> {
    /// Whether the total is a slip: it is near the sum or has its digits, and no choice of the rows makes it, unless
    /// another column shows that all rows are added. `closed` are the other columns, which add up.
    fn is_off(&self, closed: &[&Self]) -> bool {
        let (sum, total) = (self.sum.0, self.total.0.value);
        let one_sign = sum.is_sign_negative() == total.is_sign_negative();
        let is_slip = one_sign && slip::is_slip(sum.abs(), total.abs()) || slip::lacks_digit(total, sum);
        if self.share {
            // Shares that fall short may leave some out.
            return (!closed.is_empty() || sum > total) && is_slip;
        }
        let (rows, least) = SHOWN;
        let alike = closed
            .iter()
            .filter(|other| !other.share && other.rows.len() == self.rows.len() && rows <= other.rows.len());
        let values = || self.rows.iter().map(|(figure, _)| figure.value);
        // A sign that was lost: "-1.1" added as 1.1.
        let lost = values().any(|value| value.is_sign_negative() && self.fits(value * Decimal::TWO));
        if alike.clone().count() > 1 || alike.into_iter().any(|other| other.digits() >= least) {
            // A row that was not added, or was added twice; or the sign of the sum.
            let row = values().any(|value| self.fits(value) || self.fits(-value));
            return is_slip || lost || row || total == -sum;
        }
        lost || is_slip && !self.is_of_some()
    }

    /// The total without its point.
    fn digits(&self) -> Decimal {
        let total = self.total.0.value.normalize();
        Decimal::from_i128_with_scale(total.mantissa().abs(), 0)
    }

    /// Whether the total may be that of some of the rows: without one or two of them, with one or two taken off where
    /// no row has a sign, without those that add up others, or of rows in a row.
    fn is_of_some(&self) -> bool {
        let values: Vec<Decimal> = self.rows.iter().map(|(figure, _)| figure.value).collect();
        let signs = values.iter().any(Decimal::is_sign_negative);
        // A column of few rows that are not rounded closes by chance more often with pairs.
        for (n, one) in values.iter().enumerate() {
            for other in std::iter::once(Decimal::ZERO).chain(values[n + 1..].iter().copied()) {
                let both = one + other;
                if self.fits(both) || !signs && self.fits(both * Decimal::TWO) {
                    return true;
                }
            }
        }
        let added: Decimal = (0..values.len()).filter(|&n| adds_up(&values, n)).map(|n| values[n]).sum();
        let half = self.sum.0 / Decimal::TWO;
        self.fits(added) || self.fits(half) || self.is_of_a_run()
    }

    fn is_of_a_run(&self) -> bool {
        let total = self.total_within();
        (0..self.rows.len()).any(|from| {
            let mut sum = Interval::exact(Decimal::ZERO);
            self.rows[from..].iter().any(|(figure, _)| {
                sum = sum.sum(self.rounding.within(figure));
                sum.overlaps(total)
            })
        })
    }
}

/// Whether a row is the sum of two or more rows right above or below it.
fn adds_up(values: &[Decimal], n: usize) -> bool {
    let makes = |beside: &mut dyn Iterator<Item = Decimal>| {
        let mut sum = Decimal::ZERO;
        beside.enumerate().any(|(many, value)| {
            sum += value;
            many > 0 && sum == values[n]
        })
    };
    makes(&mut values[..n].iter().rev().copied()) || makes(&mut values[n + 1..].iter().copied())
}

fn fact(look: Look<'_>, table: &Table<'_>, items: &Items<'_>) -> Fact {
    let heading = (0..items.first).rev().find_map(|row| table.rows[row][items.column]);
    let name = match heading {
        Some(cell) => cell.text.split_whitespace().collect::<Vec<_>>().join(" ").to_compact_string(),
        None => format_compact!("column {}", items.column + 1),
    };
    let tokens = |cell: &Cell<'_>| (cell.tokens.0 as u32, cell.tokens.1 as u32);
    let cells = std::iter::once(&items.total).chain(&items.rows);
    let value = Column {
        name,
        sum: items.sum,
        total: (items.total.0.value, items.total_within()),
        parts: items.rows.iter().map(|(figure, _)| figure.value).collect(),
        beside: cells.map(|(_, cell)| tokens(cell)).collect(),
    };
    look.facts.fact_over(items.total.1.tokens, Value::Column(Box::new(value)))
}
