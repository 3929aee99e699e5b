//! Lengths of time as a text tells them: "four days", "12 unbroken years", "a little under 12 years".

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Value};
use super::List;
use crate::Interval;

/// A length of time as it is told.
pub(super) struct Length {
    pub(super) tokens: (usize, usize),
    pub(super) sentence: usize,
    pub(super) unit: CompactString,
    /// In its unit.
    pub(super) value: Decimal,
    /// In seconds.
    pub(super) base: Interval,
    /// Whether it is told in several units.
    pub(super) several: bool,
    /// Whether it stands before what lasts: "four-day".
    pub(super) compound: bool,
    /// Between which numbers of its unit it lies, where words bound it: "a little under 12 years".
    pub(super) bounded: Option<Interval>,
}

/// How many seconds a unit has that is counted as a noun, at least and at most.
fn seconds_of(unit: &str) -> Option<(u64, u64)> {
    Some(match unit {
        "minute" => (60, 60),
        "hour" => (3_600, 3_600),
        "day" | "night" => (86_400, 86_400),
        "week" => (604_800, 604_800),
        "month" => (28 * 86_400, 31 * 86_400),
        "year" => (365 * 86_400, 366 * 86_400),
        _ => return None,
    })
}

/// Between which numbers of its unit a length lies that words bound, by no more than one where the words are small:
/// "just over 12 years".
fn within(bound: Bound, value: Decimal, small: bool) -> Interval {
    let one = Decimal::ONE;
    match bound {
        Bound::Exact => Interval::exact(value),
        Bound::About => Interval::exact(value).widened(value / Decimal::from(5)),
        Bound::AtLeast | Bound::Above if small => Interval::between(value, value + one),
        Bound::AtLeast | Bound::Above => Interval { low: Some(value), high: None },
        Bound::Nearly => Interval::between(value - one, value),
        Bound::AtMost if small => Interval::between(value - one, value),
        Bound::AtMost => Interval::between(Decimal::ZERO, value),
    }
}

impl Look<'_> {
    /// A measure that is a length of time.
    pub(super) fn length(&self, fact: &Fact, ago: List, small: List) -> Option<Length> {
        let Value::Measure(measure) = &fact.value else { return None };
        let is_length = measure.dimension == "time"
            && fact.zone.is_own()
            && !self.is_age(fact)
            && !self.lists(fact.tokens.1 as usize, ago);
        let value = measure.amount.value;
        let tokens = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let (base, bounded) = match measure.amount.bound {
            _ if !is_length => return None,
            Bound::Exact => (measure.base, None),
            _ if measure.several => return None,
            bound => {
                let (low, high) = seconds_of(&measure.unit)?;
                let base =
                    Interval { low: value.checked_mul(low.into()), high: value.checked_mul(high.into()) };
                let small = tokens.0.checked_sub(1).is_some_and(|at| self.lists(at, small));
                (base, Some(within(bound, value, small)))
            }
        };
        Some(Length {
            tokens,
            sentence: fact.sentence as usize,
            unit: measure.unit.clone(),
            value,
            base,
            several: measure.several,
            compound: measure.amount.compound,
            bounded,
        })
    }

    /// Lengths with a word between the figure and the unit, "12 unbroken years", and nights.
    pub(super) fn counted_lengths(&self, known: &[Length], ago: List) -> Vec<Length> {
        let counted = |fact: &Fact| {
            let Value::Count(count) = &fact.value else { return None };
            if count.class != Some("measure") || count.number.bound != Bound::Exact || !fact.zone.is_own() {
                return None;
            }
            let unit = count.noun.clone()?;
            let (low, high) = seconds_of(&unit)?;
            let tokens = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            if self.lists(tokens.1, ago) || known.iter().any(|length| length.tokens.0 == tokens.0) {
                return None;
            }
            let value = count.number.value;
            let base = Interval { low: value.checked_mul(low.into()), high: value.checked_mul(high.into()) };
            let sentence = fact.sentence as usize;
            Some(Length {
                tokens,
                sentence,
                unit,
                value,
                base,
                several: false,
                compound: false,
                bounded: None,
            })
        };
        self.facts.of(Kind::Count).filter_map(counted).collect()
    }
}
