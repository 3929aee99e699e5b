//! Which rows of a column are added.

use rust_decimal::Decimal;

use super::figure::{Figure, figure};
use super::grid::{Cell, Table};
use super::label::Label;
use super::rounding::Rounding;
use crate::Interval;
use crate::facts::look::Look;
use crate::facts::slip;

/// A column that can be read.
pub(super) struct Items<'t> {
    pub(super) column: usize,
    /// The first row with a figure of it.
    pub(super) first: usize,
    /// The figures that are added: sub-totals stand for the rows that they add up.
    pub(super) rows: Vec<(Figure<'t>, Cell<'t>)>,
    /// The sum of the rows, and between which values it lies.
    pub(super) sum: (Decimal, Interval),
    pub(super) total: (Figure<'t>, Cell<'t>),
    /// Whether its figures are shares of 100.
    pub(super) share: bool,
    pub(super) rounding: Rounding,
}

type Item<'t> = (Figure<'t>, Cell<'t>);

/// A column with a figure in each row from the first to the total; none if a row has something else, if its figures are
/// of several kinds, or if its heading says that they are not added.
pub(super) fn items<'t>(look: Look<'t>, table: &Table<'t>, column: usize) -> Option<Items<'t>> {
    let at = |row: usize| {
        let cell = table.rows[row][column].filter(|cell| cell.single)?;
        Some((figure(cell.text, table.notation)?, cell))
    };
    let total = at(table.total)?;
    let mut first = (0..table.total).find(|&row| at(row).is_some())?;
    // A year above the figures is a heading, and so is what has no label.
    let headless =
        table.rows[first][0].is_none() && table.rows[first..table.total].iter().any(|row| row[0].is_some());
    if first + 1 < table.total && (headless || first == 0 && at(first)?.0.is_year()) {
        first += 1;
    }
    let body = (first..table.total).filter(|&row| !table.is_heading(row));
    let all: Vec<(usize, Item<'t>)> = body.map(|row| Some((row, at(row)?))).collect::<Option<_>>()?;
    let many = all.iter().filter(|(row, _)| table.labels[*row] == Label::Row).count();
    if matches!(table.labels[table.total], Label::Total(Some(said)) if said != many) {
        return None;
    }
    let year = |text: &str| figure(text, table.notation).is_some_and(|figure| figure.is_year());
    // A date or a year as the label of a row: "2021/22".
    let dated = |row: &Vec<Option<Cell<'_>>>| {
        row[0].is_some_and(|label| {
            let digits = label.text.bytes().take(4).filter(u8::is_ascii_digit).count();
            year(label.text) || digits == 4 && year(&label.text[..4])
        })
    };
    let heads: Vec<Cell<'_>> = (0..first).filter_map(|row| table.rows[row][column]).collect();
    let says = |groups: &[&str]| heads.iter().any(|cell| look.table_says(cell.tokens, table.words, groups));
    let figures: Vec<&Figure<'_>> = all.iter().map(|(_, (figure, _))| figure).chain([&total.0]).collect();
    let share = figures.iter().any(|figure| figure.behind == "%")
        || heads.iter().any(|cell| cell.text.contains('%'))
        || says(&["share"]);
    let one_unit = figures.iter().all(|figure| {
        figure.behind == total.0.behind || share && [figure.behind, total.0.behind].contains(&"")
    });
    let currency = figures.iter().map(|figure| figure.before).find(|before| !before.is_empty()).unwrap_or("");
    let one_currency = figures.iter().all(|figure| figure.before.is_empty() || figure.before == currency);
    // "1.234" among figures without a point can be a thousand and more.
    let mixed = figures.iter().any(|figure| figure.may_be_grouped())
        && !figures.iter().all(|figure| figure.value.scale() == 3);
    let years = figures.iter().all(|figure| figure.is_year());
    let rounding = Rounding::of(&figures, share, table.scaled);
    let signed = figures.iter().any(|figure| figure.signed) && !share;
    let rows = added(table, all, &rounding)?;
    let within = sum_within(&rows, &rounding);
    let hundred = Interval::exact(Decimal::ONE_HUNDRED);
    let whole = share && (total.0.value.round() == Decimal::ONE_HUNDRED || within.touches(hundred));
    let most = rows.iter().map(|(figure, _)| figure.value).max()?;
    let sum = rows.iter().try_fold(Decimal::ZERO, |sum, (figure, _)| sum.checked_add(figure.value))?;
    let below = rows.iter().any(|(figure, _)| figure.value < Decimal::ZERO);
    let can_be_added = rows.len() > 1
        && one_unit
        && one_currency
        && !mixed
        && (below || total.0.value > most || slip::lacks_digit(total.0.value, sum))
        && (signed || !says(&["signed"]))
        && (whole || !share)
        && !(table.rounded && rounding.is_whole())
        && !years
        && !table.rows[first..table.total].iter().any(dated)
        && !says(&["rate", "open", "some"]);
    can_be_added.then_some(Items { column, first, rows, sum: (sum, within), total, share, rounding })
}

/// The rows that are added: no parts of others, and the sub-totals in place of the rows above them. None if a sub-total
/// adds up no rows right above it.
fn added<'t>(table: &Table<'t>, all: Vec<(usize, Item<'t>)>, rounding: &Rounding) -> Option<Vec<Item<'t>>> {
    let mut rows: Vec<Item<'t>> = Vec::new();
    let mut after = 0; // the first row below the last sub-total
    for (row, item) in all {
        match table.labels[row] {
            Label::Part => continue,
            Label::Sub | Label::Total(_) => {
                let total = rounding.within(&item.0);
                let is_sum = |from: usize| sum_within(&rows[from..], rounding).touches(total);
                let fewest = rows.len().saturating_sub(1).max(after + 1);
                let from = (after..fewest).find(|&from| is_sum(from))?;
                rows.truncate(from);
                after = rows.len() + 1;
            }
            Label::Row | Label::Apart => {}
        }
        rows.push(item);
    }
    Some(rows)
}

fn sum_within(rows: &[Item<'_>], rounding: &Rounding) -> Interval {
    let rows = rows.iter().map(|(figure, _)| rounding.within(figure));
    rows.fold(Interval::exact(Decimal::ZERO), Interval::sum)
}

impl Items<'_> {
    /// Between which values the total lies.
    pub(super) fn total_within(&self) -> Interval {
        self.rounding.within(&self.total.0)
    }

    /// Whether the rows can make the total, as far as they are rounded.
    pub(super) fn closes(&self) -> bool {
        self.fits(Decimal::ZERO)
    }

    /// Whether the rows can make the total where so much of them is not added.
    pub(super) fn fits(&self, less: Decimal) -> bool {
        self.sum.1.difference(Interval::exact(less)).touches(self.total_within())
    }
}
