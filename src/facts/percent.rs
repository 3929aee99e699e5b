//! Percentages: a number with a per cent sign, and percentage points.

use super::Reader;
use super::declare::kind;
use super::number::Number;
use crate::text::class;

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

    [Value, Bound, Grouping] of Number = &p.value;
    Form: Text = if p.points { "points" } else { "share" }, "share, or points for percentage points";
}

impl Reader<'_> {
    /// The percentage that a sign or words at token `at` make of the number before, and the token
    /// after them.
    pub(super) fn percent(&self, value: Number, at: usize, end: usize) -> Option<(Percent, usize)> {
        if self.is_mark(at, b'%') {
            return Some((Percent { value, points: false }, at + 1));
        }
        let hit = self.lexicon.at(self.text, &self.tokens, at, end, class::PERCENT)?;
        Some((Percent { value, points: hit.value == "points" }, at + hit.len))
    }
}
