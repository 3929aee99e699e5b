//! Ranges: from one figure or date to another.

use rust_decimal::Decimal;

use super::declare::kind;

/// From one figure or date to another: "10 to 12 boats", "from May 2014 to March 2015".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first figure; of dates the first day, as [`Date::days`](super::Date::days) numbers it.
    pub from: Decimal,
    /// The second; of dates the last day. Not always the greater.
    pub to: Decimal,
    /// Whether it is of dates.
    pub dates: bool,
}

kind! {
    /// From one figure to another.
    Range(r) as "range", over Facts;

    From: Number = (!r.dates).then_some(r.from), "the first figure";
    To: Number = (!r.dates).then_some(r.to), "the second figure";
    First: Number = r.dates.then_some(r.from), "of two dates, the first day of the first";
    Last: Number = r.dates.then_some(r.to), "of two dates, the last day of the second";
}
