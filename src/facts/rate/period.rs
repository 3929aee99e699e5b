//! Rates that are told for two periods: "£95 a month, or £1,140 a year".

use rust_decimal::Decimal;

use super::{Figure, Of, PERIOD, Per, near};
use crate::Interval;
use crate::facts::look::Look;
use crate::facts::{Fact, Value};
use crate::text::role;

impl<'f> Look<'f> {
    /// A rate that is told for two periods: "£95 a month", "£1,140 a year".
    pub(super) fn by_period(
        self,
        rate: &Figure<'f>,
        period: Decimal,
        figures: &[Figure<'f>],
    ) -> Option<Fact> {
        let longer = |figure: &&Figure<'f>| {
            // A year of 365 days is no longer than one of 365 and a quarter.
            let more = matches!(figure.per, Per::Period(other) if other > period + period / Decimal::TWO);
            more && figure.of == rate.of && figure.sentence.abs_diff(rate.sentence) <= 1
        };
        // Who pays by the year pays less: "599 per month or 5,999 per year" is a list of prices.
        let listed = |figure: &Figure<'f>| self.does(figure.tokens.1, role::RATE_PER);
        let mut longer_ones = figures.iter().filter(longer);
        let total = longer_ones.next().filter(|_| longer_ones.next().is_none())?;
        if listed(rate) || listed(total) || self.tells_more(rate, total, PERIOD) {
            return None;
        }
        let Per::Period(other) = total.per else { return None };
        let ratio = other.checked_div(period)?;
        let told = total.said.0.checked_div(rate.said.0)?;
        // A working day is shorter than a day, and a year is told in 12 months.
        let (exact, times) = match ratio {
            r if r > Decimal::from(11) && r < Decimal::from(13) => (true, Decimal::from(12)),
            r if r == Decimal::from(60) || r == Decimal::from(1440) || r == Decimal::from(3600) => (true, r),
            r => (false, r.round()),
        };
        let borne = |n: Decimal| {
            figures.iter().any(|f| matches!(f.of, Of::Count(_) | Of::Plain | Of::Time) && f.said.0 == n)
        };
        let other = told.fract().is_zero() && (borne(told) || self.has_time_of(figures, told));
        let least = times * Decimal::new(102, 2);
        if !exact && told <= least || other || !near(told, times) {
            return None;
        }
        let slack = if exact { Interval::exact(times) } else { Interval::between(Decimal::ZERO, least) };
        Some(self.told_rate(rate, total, (times, slack), None, PERIOD))
    }

    /// Whether a length of time of the article is so many of its unit: "ten months".
    fn has_time_of(self, figures: &[Figure<'f>], n: Decimal) -> bool {
        figures.iter().filter(|f| f.of == Of::Time).any(|f| {
            let (from, to) = f.tokens;
            (from..to).any(|at| {
                self.facts.starting(at).is_some_and(|fact| match &fact.value {
                    Value::Number(number) => number.value == n,
                    Value::Count(count) => count.number.value == n,
                    _ => false,
                })
            })
        })
    }
}
