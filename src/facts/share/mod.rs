//! Shares: percentages and fractions that are held against each other, or against the counts that they are of.

mod partition;
mod proportion;
mod series;

use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::structure::Structure;
use super::{Fact, Facts};
use crate::Interval;
use crate::document::Article;
use crate::lexicon::Lexicon;

/// The share that one count is of another, as stated and as the counts give it.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// How many the share is.
    pub part: Decimal,
    /// How many there are in all.
    pub whole: Decimal,
    /// Between which percentages the share lies as it is stated.
    pub stated: Interval,
    /// The percentage as calculated.
    pub ratio: Decimal,
    /// Between which percentages it lies, as the two figures are rounded.
    pub given: Interval,
    /// The tokens of the two counts, as far as they stand apart from the share.
    pub beside: Vec<(u32, u32)>,
}

kind! {
    /// The share that one count is of another: "nine of the 45 boats, or 20 per cent".
    Share(s) as "share", over Facts;

    Part: Number = s.part, "how many the share is";
    Whole: Number = s.whole, "how many there are in all";
    Ratio: Number = s.ratio.round_dp(1).normalize(), "the percentage that the two counts give";
    Valid: Flag = s.stated.overlaps(s.given), "the share as stated is that of the two counts, if it is rounded";
}

/// The shares that parts are of one whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// The percentages, in order.
    pub parts: Vec<Decimal>,
    /// Whether nothing is left out.
    pub exhaustive: bool,
}

kind! {
    /// Shares of one whole, at the first of them: "60 per cent of sales, … the rest, 40 per cent".
    Shares(s) as "shares", over Facts;

    Parts: Numbers = &s.parts, "the percentages";
    Total: Number = s.parts.iter().sum::<Decimal>(), "their sum";
    Low: Number = s.interval().low, "the least that they can add up to, as each is rounded";
    High: Number = s.interval().high, "the most that they can add up to";
    Whole: Number = s.whole(), "100";
    Exhaustive: Flag = s.exhaustive, "nothing is said to be left out";
}

impl Shares {
    /// What the shares are of, in per cent.
    fn whole(&self) -> Decimal {
        Decimal::ONE_HUNDRED
    }

    /// What the shares can add up to.
    fn interval(&self) -> Interval {
        let half = self.parts.iter().map(|part| unit(*part) / Decimal::TWO).sum::<Decimal>();
        // Where decimals are rounded twice, by the source and by the writer, the sum is off by more.
        let least = Decimal::new(5, 1);
        Interval::exact(self.parts.iter().sum()).widened(half.max(least))
    }
}

/// What the last digit of a percentage stands for.
fn unit(percent: Decimal) -> Decimal {
    Decimal::new(1, percent.scale())
}

/// The shares of an article. Linear but for the figures that a share without a whole is held against, whose
/// number is bounded.
pub(super) fn shares(
    facts: &Facts<'_>,
    article: &Article,
    structure: &Structure,
    lexicon: &Lexicon,
) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut found = partition::shares(&look, article);
    found.extend(series::shares(&look, structure, &found));
    found.extend(proportion::shares(&look, article));
    found
}
