//! Units as the table of units writes them: "mile = 1609.344 m", "month = 2592000..2678400 s".

use rust_decimal::Decimal;

use crate::Interval;

/// A unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit<'l> {
    /// Its name in the singular.
    pub(super) name: &'l str,
    /// What it measures.
    pub(super) dimension: &'static str,
    /// What one of it is in the unit of its dimension.
    pub(super) factor: Interval,
    /// What is added to that: a degree Fahrenheit has another zero than a degree Celsius.
    pub(super) shift: Decimal,
}

/// The unit in which each dimension is reckoned.
const DIMENSIONS: [(&str, &str); 9] = [
    ("m", "length"),
    ("m2", "area"),
    ("m3", "volume"),
    ("kg", "mass"),
    ("s", "time"),
    ("m/s", "speed"),
    ("C", "temperature"),
    ("J", "energy"),
    ("W", "power"),
];

impl<'l> Unit<'l> {
    /// Reads an entry of the table. None if it is not written as one.
    pub(super) fn parse(entry: &'l str) -> Option<Self> {
        let (name, rest) = entry.split_once(" = ")?;
        let mut words = rest.split(' ');
        let (factor, base) = (words.next()?, words.next()?);
        let shift = match (words.next(), words.next()) {
            (None, _) => Decimal::ZERO,
            (Some("-"), Some(by)) => -by.parse::<Decimal>().ok()?,
            _ => return None,
        };
        let (low, high) = factor.split_once("..").unwrap_or((factor, factor));
        let factor = Interval::between(low.parse().ok()?, high.parse().ok()?);
        let (_, dimension) = DIMENSIONS.into_iter().find(|(unit, _)| *unit == base)?;
        Some(Self { name, dimension, factor, shift })
    }

    /// So many of the unit, in the unit of its dimension.
    pub(super) fn of(&self, amount: Interval) -> Interval {
        let times = |end: Option<Decimal>, by: Option<Decimal>| {
            end.zip(by).and_then(|(end, by)| end.checked_mul(by)?.checked_add(self.shift))
        };
        Interval { low: times(amount.low, self.factor.low), high: times(amount.high, self.factor.high) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_names_a_unit_and_what_it_is() {
        let mile = Unit::parse("mile = 1609.344 m").expect("a unit");
        assert_eq!((mile.name, mile.dimension), ("mile", "length"));
        let two = mile.of(Interval::exact(Decimal::TWO));
        assert_eq!(two, Interval::exact("3218.688".parse().expect("a decimal")));
        let month = Unit::parse("month = 2592000..2678400 s").expect("a unit");
        assert!(!month.of(Interval::exact(Decimal::ONE)).is_exact());
        let fahrenheit = Unit::parse("degree = 0.5 C - 16").expect("a unit");
        assert_eq!(fahrenheit.shift, (-16).into());
        assert_eq!(fahrenheit.of(Interval::exact(32.into())), Interval::exact(Decimal::ZERO));
        for bad in ["mile", "mile = 1609", "mile = far m", "mile = 3 leagues", "mile = 3 m + 2"] {
            assert_eq!(Unit::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_unit_that_ships_can_be_read() {
        let table: toml::Table = include_str!("../../../rules/lexicon/en/units.toml").parse().expect("TOML");
        let lists = table["list"].as_array().expect("lists");
        let units = lists.iter().filter(|list| list["class"].as_str() == Some("unit"));
        let entries: Vec<&String> =
            units.flat_map(|list| list["groups"].as_table().expect("groups").keys()).collect();
        assert!(entries.len() > 60);
        for entry in entries {
            assert!(Unit::parse(entry).is_some(), "{entry}");
        }
    }
}
