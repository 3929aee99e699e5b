//! Which columns of a table add up, and which do not though they should.

use compact_str::{ToCompactString as _, format_compact};
use rust_decimal::Decimal;

use super::Column;
use super::figure::{Figure, figure};
use super::grid::{Cell, Table};
use crate::Interval;
use crate::facts::look::Look;
use crate::facts::{Fact, Value, slip};

/// Whole figures below this, without a unit, are counts of things and exact.
const COUNTED: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// In so many rows and more, noughts at the end of each figure tell that they are rounded.
const ROUNDED: usize = 4;

/// The most by which shares that are rounded may miss 100 where the printed total is 100 in another rounding.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// A column that can be read.
struct Read<'t> {
    column: usize,
    /// The first row with a figure of it.
    first: usize,
    rows: Vec<(Figure<'t>, Cell<'t>)>,
    total: (Figure<'t>, Cell<'t>),
    /// Whether its figures are shares of 100.
    share: bool,
}

/// The columns of a table that add up, and one that does not if all others do.
pub(super) fn columns(look: Look<'_>, table: &Table<'_>) -> Vec<Fact> {
    let all: Vec<Read<'_>> =
        (1..table.rows[0].len()).filter_map(|column| read(look, table, column)).collect();
    let (closed, open): (Vec<&Read<'_>>, Vec<&Read<'_>>) =
        all.iter().partition(|read| read.closes(table.scaled));
    let off = match open[..] {
        [one] if one.is_off(closed.len(), table.scaled) => Some(one),
        _ => None,
    };
    let mut found: Vec<&Read<'_>> = closed.into_iter().chain(off).collect();
    found.sort_by_key(|read| read.column);
    found.into_iter().map(|read| fact(look, table, read)).collect()
}

/// A column with a figure in each row from the first to the total; none if a row has something else, if its figures are
/// of several kinds, or if its heading says that they are not added.
fn read<'t>(look: Look<'t>, table: &Table<'t>, column: usize) -> Option<Read<'t>> {
    let at = |row: usize| {
        let cell = table.rows[row][column].filter(|cell| cell.single)?;
        Some((figure(cell.text)?, cell))
    };
    let total = at(table.total)?;
    let mut first = (0..table.total).find(|&row| at(row).is_some())?;
    // A year above the figures is a heading, and so is what has no label.
    let headless = table.rows[first][0].is_none();
    if first + 1 < table.total && (headless || first == 0 && at(first)?.0.is_year()) {
        first += 1;
    }
    let rows: Vec<(Figure<'_>, Cell<'_>)> = (first..table.total).map(at).collect::<Option<_>>()?;
    let labelled = |row: usize| {
        let label = table.rows[row][0]?;
        (label.single && figure(label.text).is_none_or(|figure| !figure.is_year())).then_some(())
    };
    (first..table.total).map(labelled).collect::<Option<Vec<()>>>()?;
    // A date or a year as the label of a row: "2021/22".
    let dated = |row: usize| {
        table.rows[row][0].is_some_and(|label| {
            let digits = label.text.bytes().take(4).filter(u8::is_ascii_digit).count();
            digits == 4 && figure(&label.text[..4]).is_some_and(|figure| figure.is_year())
        })
    };
    let heads: Vec<Cell<'_>> = (0..first).filter_map(|row| table.rows[row][column]).collect();
    let says = |groups: &[&str]| heads.iter().any(|cell| look.table_says(cell.tokens, table.words, groups));
    let figures = || rows.iter().chain([&total]).map(|(figure, _)| figure);
    let share = figures().any(|figure| figure.behind == "%")
        || heads.iter().any(|cell| cell.text.contains('%'))
        || says(&["share"]);
    let one_unit = figures().all(|figure| {
        figure.behind == total.0.behind || share && [figure.behind, total.0.behind].contains(&"")
    });
    let currency = figures().map(|figure| figure.before).find(|before| !before.is_empty()).unwrap_or("");
    let one_currency = figures().all(|figure| figure.before.is_empty() || figure.before == currency);
    // "1.234" among figures without a point can be a thousand and more.
    let mixed = figures().any(Figure::may_be_grouped) && !figures().all(|figure| figure.value.scale() == 3);
    let whole = share && total.0.value.round() == WHOLE;
    let most = rows.iter().map(|(figure, _)| figure.value).max()?;
    let more = total.0.value > most;
    let can_be_added = rows.len() > 1
        && one_unit
        && one_currency
        && !mixed
        && more
        && (whole || !share)
        && !(first..table.total).any(dated)
        && !says(&["rate", "open"]);
    can_be_added.then_some(Read { column, first, rows, total, share })
}

impl Read<'_> {
    /// Between which values a figure lies: half of its last digit either way, unless it is a count of things.
    fn within(&self, figure: &Figure<'_>, scaled: bool) -> Interval {
        let figures = || self.rows.iter().chain([&self.total]).map(|(figure, _)| figure);
        let counts = figures().all(|f| {
            f.value.fract().is_zero() && f.before.is_empty() && f.behind.is_empty() && f.value < COUNTED
        });
        let mut unit = Decimal::new(1, figure.value.scale());
        if figures().all(|f| f.value.fract().is_zero()) {
            let next = |unit: Decimal| unit.checked_mul(Decimal::TEN);
            let ends = |unit: Decimal| figures().all(|f| (f.value % unit).is_zero());
            while let Some(larger) = next(unit).filter(|&larger| larger < figure.value && ends(larger)) {
                unit = larger;
            }
            let thousands = unit >= Decimal::ONE_THOUSAND;
            if !thousands && self.rows.len() < ROUNDED {
                unit = Decimal::ONE;
            }
        }
        if counts && !scaled && !self.share && unit == Decimal::ONE {
            return Interval::exact(figure.value);
        }
        Interval::rounded(figure.value, unit)
    }

    fn sum(&self) -> Option<Decimal> {
        self.rows.iter().try_fold(Decimal::ZERO, |sum, (figure, _)| sum.checked_add(figure.value))
    }

    fn sum_within(&self, scaled: bool) -> Interval {
        let rows = self.rows.iter().map(|(figure, _)| self.within(figure, scaled));
        rows.fold(Interval::exact(Decimal::ZERO), Interval::sum)
    }

    /// Whether the rows can make the total, as far as they are rounded.
    fn closes(&self, scaled: bool) -> bool {
        self.fits(Decimal::ZERO, scaled)
    }

    /// Whether the rows can make the total where so much of them is not added.
    fn fits(&self, less: Decimal, scaled: bool) -> bool {
        let total = self.within(&self.total.0, scaled);
        let sum = self.sum_within(scaled).difference(Interval::exact(less));
        let touches = sum.high == total.low || sum.low == total.high;
        sum.overlaps(total) || touches
    }

    /// Whether the total is a slip: it is near the sum or has its digits, and no choice of the rows makes it. `closed` is
    /// how many other columns add up.
    fn is_off(&self, closed: usize, scaled: bool) -> bool {
        let Some(sum) = self.sum() else { return false };
        let total = self.total.0.value;
        if self.share {
            // Shares that fall short may leave some out.
            return (closed > 0 || sum > total) && slip::is_slip(sum, total);
        }
        slip::is_slip(sum, total) && !self.is_of_some(sum, scaled)
    }

    /// Whether the total may be that of some of the rows: without one or two of them, with one or two taken off, without
    /// those that add up others, or of rows in a row.
    fn is_of_some(&self, sum: Decimal, scaled: bool) -> bool {
        let values: Vec<Decimal> = self.rows.iter().map(|(figure, _)| figure.value).collect();
        let fits = |less: Decimal| self.fits(less, scaled);
        // A column of few rows that are not rounded closes by chance more often with pairs.
        for (n, one) in values.iter().enumerate() {
            for other in std::iter::once(Decimal::ZERO).chain(values[n + 1..].iter().copied()) {
                let both = one + other;
                if fits(both) || fits(both * Decimal::TWO) {
                    return true;
                }
            }
        }
        let added: Decimal = (0..values.len()).filter(|&n| adds_up(&values, n)).map(|n| values[n]).sum();
        let half = sum / Decimal::TWO;
        fits(added) || fits(half) || self.is_of_a_run(&values, scaled)
    }

    fn is_of_a_run(&self, values: &[Decimal], scaled: bool) -> bool {
        let total = self.within(&self.total.0, scaled);
        let within = |value: &(Figure<'_>, Cell<'_>)| self.within(&value.0, scaled);
        (0..values.len()).any(|from| {
            let mut sum = Interval::exact(Decimal::ZERO);
            self.rows[from..].iter().any(|row| {
                sum = sum.sum(within(row));
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

fn fact(look: Look<'_>, table: &Table<'_>, read: &Read<'_>) -> Fact {
    let heading = (0..read.first).rev().find_map(|row| table.rows[row][read.column]);
    let name = match heading {
        Some(cell) => cell.text.split_whitespace().collect::<Vec<_>>().join(" ").to_compact_string(),
        None => format_compact!("column {}", read.column + 1),
    };
    let tokens = |cell: &Cell<'_>| (cell.tokens.0 as u32, cell.tokens.1 as u32);
    let cells = std::iter::once(&read.total).chain(&read.rows);
    let value = Column {
        name,
        sum: (read.sum().unwrap_or_default(), read.sum_within(table.scaled)),
        total: (read.total.0.value, read.within(&read.total.0, table.scaled)),
        parts: read.rows.iter().map(|(figure, _)| figure.value).collect(),
        beside: cells.map(|(_, cell)| tokens(cell)).collect(),
    };
    look.facts.fact_over(read.total.1.tokens, Value::Column(Box::new(value)))
}
