//! Breakdowns: a whole and its parts.

use rust_decimal::Decimal;

use super::declare::kind;

/// A whole and its parts: "nine boats: five in Malta and four in Gozo".
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// The whole as stated.
    pub whole: Decimal,
    /// The parts as stated, in order; never empty.
    pub parts: Vec<Decimal>,
    /// Whether the parts are said to be all of the whole: not after "including".
    pub exhaustive: bool,
    /// "count", "money" or "percent".
    pub class: &'static str,
}

kind! {
    /// A whole and its parts.
    Breakdown(b) as "breakdown", over Facts;

    Whole: Number = b.whole, "the whole as stated";
    Parts: Numbers = &b.parts, "the parts as stated";
    Total: Number = b.total(), "the sum of the parts";
    Class: Text = b.class, "count, money or percent";
    Exhaustive: Flag = b.exhaustive, "the parts are said to be all of the whole";
}

impl Breakdown {
    /// The sum of the parts.
    fn total(&self) -> Option<Decimal> {
        self.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))
    }
}
