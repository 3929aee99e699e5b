//! Quarters, halves and months of a year with the months that they are: "the second quarter, from October to December".

use rust_decimal::Decimal;

use super::super::Fact;
use super::super::look::Look;
use super::Told;
use crate::text::{Token, class, role};

/// How many words may stand between a period and its months.
const FAR: usize = 9;

/// A part of a year by its number, with its months.
struct Period<'t> {
    told: &'t Told,
    /// How many months it has.
    length: u64,
    /// Its first month and its last.
    months: (u64, u64),
}

impl Period<'_> {
    /// Which part of the calendar year it is; none if it is none.
    fn of_calendar(&self) -> Option<u64> {
        let (first, last) = self.months;
        let whole = last + 1 == first + self.length && (first - 1) % self.length == 0;
        whole.then(|| (first - 1) / self.length + 1)
    }
}

impl Look<'_> {
    /// The quarters and halves of the year of an article whose year may be that of the calendar.
    pub(super) fn order_periods(&self, told: &[Told]) -> Vec<Fact> {
        let mut periods: Vec<Period<'_>> = told.iter().filter_map(|told| self.period(told)).collect();
        let calendar = self.all_listed(self.list_named("nth.calendar")).next().is_some();
        if periods.is_empty() && calendar {
            periods.extend(self.only_period(told));
        }
        if periods.is_empty() {
            return Vec::new();
        }
        if !calendar && self.all_listed(self.list_named("nth.fiscal")).next().is_some() {
            return Vec::new();
        }
        // Two that are off by as much are of one year that begins in another month.
        let off = |period: &Period<'_>| {
            let of = Decimal::from(period.of_calendar()?);
            let parts = Decimal::from(12 / period.length);
            Some((of - period.told.value + parts) % parts)
        };
        let shifts: Vec<Option<Decimal>> = periods.iter().map(off).collect();
        let shared = |i: usize| {
            shifts.iter().enumerate().any(|(j, other)| {
                j != i && periods[j].told.value != periods[i].told.value && *other == shifts[i]
            })
        };
        periods
            .iter()
            .enumerate()
            .filter(|(i, _)| !shared(*i))
            .filter_map(|(_, period)| {
                let of = Decimal::from(period.of_calendar()?);
                (period.told.value <= (12 / period.length).into())
                    .then(|| period.told.can(self, of, of, "period"))
            })
            .collect()
    }

    /// A quarter or half with its months: "its second quarter, from October to December".
    fn period<'t>(&self, told: &'t Told) -> Option<Period<'t>> {
        let (from, to) = self.sentence(told.sentence);
        let (at, end) = told.tokens;
        let (next, _, length) = self.listed_whole(end, self.list_named("nth.period"))?;
        let length = length?;
        let behind = (next..to.min(next + FAR)).find_map(|at| self.months_at(at, to)).filter(|(_, first)| {
            let quiet = |at: usize| {
                self.is_pause(at) && *first == at + 1
                    || self.is_mark(at, &["(", ":"])
                    || self.is_any(at, &[class::PREPOSITION, class::DETERMINER])
                    || self.does(at, role::OF)
                    || self.is_lower(at)
                        && !self.has(at, class::AUXILIARY)
                        && !self.has(at, class::CONJUNCTION)
                    || self.is_pause(at) && self.has(at + 1, class::PREPOSITION) && *first == at + 2
            };
            (next..*first).all(quiet) && (next..*first).any(|at| !self.is_lower(at) || *first - next == 1)
        });
        // "July to September, the third quarter"
        let before = || {
            let the = at.checked_sub(1).filter(|&the| the > from && self.has(the, class::DETERMINER))?;
            let pause = the.checked_sub(1).filter(|&pause| self.is_pause(pause))?;
            let first = pause.checked_sub(3).filter(|&first| first >= from)?;
            self.months_at(first, pause)
        };
        let (months, _) = behind.or_else(before)?;
        Some(Period { told, length, months })
    }

    /// The only quarter or half of an article, with the only months of that length: "the three months from October to
    /// December … the third quarter".
    fn only_period<'t>(&self, told: &'t [Told]) -> Option<Period<'t>> {
        let list = self.list_named("nth.period");
        let mut of = told.iter().filter_map(|told| Some((told, self.listed_whole(told.tokens.1, list)?.2?)));
        let (told, length) = of.next().filter(|_| of.next().is_none())?;
        let end = self.facts.tokens.len();
        let mut ranges = (0..end).filter_map(|at| self.months_at(at, end)).map(|(months, _)| months);
        let months = ranges.next().filter(|_| ranges.next().is_none())?;
        let led = Period { told, length, months };
        led.of_calendar().is_some().then_some(led)
    }

    /// A range of months that begins at a token, and that token: "October to December".
    fn months_at(&self, at: usize, end: usize) -> Option<((u64, u64), usize)> {
        let first = self.month_at(at)?;
        let joined = self.lists(at + 1, self.list_named("nth.to")) || self.is_mark(at + 1, &["-", "–", "—"]);
        let last = self.month_at(at + 2).filter(|_| joined && at + 2 < end)?;
        Some(((first, last), at))
    }

    /// The number of the month that a token names.
    pub(super) fn month_at(&self, at: usize) -> Option<u64> {
        let capital = self.token(at).is_some_and(Token::is_capital);
        let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, class::MONTH)?;
        hit.number.filter(|_| capital)
    }

    /// The month that has a number of its own: "the tenth month of the year, September".
    pub(super) fn month(&self, told: &Told) -> Option<Fact> {
        let (end, _) = self.listed(told.tokens.1, self.list_named("nth.month"))?;
        let pause = self.is_pause(end) || self.is_mark(end, &["("]);
        let month = Decimal::from(self.month_at(end + 1).filter(|_| pause)?);
        Some(told.can(self, month, month, "month"))
    }
}
