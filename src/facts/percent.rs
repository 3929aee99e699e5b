//! Percentages: a number with a per cent sign, and percentage points.

use super::declare::kind;
use super::number::Number;

/// A percentage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percent {
    /// The figure before the sign.
    pub value: Number,
    /// Whether it is of percentage points, not of a whole.
    pub points: bool,
}

kind! {
    /// A percentage.
    Percent(p) as "percent", over Words;

    [Value, Bound] of Number = &p.value;
    Form: Text = if p.points { "points" } else { "share" }, "share, or points for percentage points";
}
