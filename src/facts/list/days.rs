//! Series of days, months or years: "Thursday, Friday and Saturday", "2015, 2017 and 2019".

use super::super::look::Look;
use super::series::Series;
use crate::text::{class, role};

impl Look<'_> {
    /// The series of days, months or years at a token: "Thursday, Friday and Saturday", "2015, 2017 and 2019".
    pub(super) fn days_from(&self, from: usize, end: usize) -> Option<Series> {
        let link = |at: usize| self.is_mark(at, &[","]) || self.does(at, role::AND);
        let (mut at, mut items, mut joined) = (from, 0, false);
        while at < end && self.is_day(at) {
            items += 1;
            let to = (at + 1..end).find(|&at| !link(at)).unwrap_or(end);
            if joined || !self.is_day(to) {
                let tokens = (from, at + 1);
                return (joined && items > 1).then_some(Series {
                    low: items,
                    high: Some(items),
                    persons: 0,
                    places: 0,
                    tokens,
                });
            }
            joined = (at + 1..to).any(|at| self.does(at, role::AND));
            at = to;
        }
        None
    }

    pub(super) fn is_day(&self, at: usize) -> bool {
        let year = self.word(at).parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
        self.is_any(at, &[class::WEEKDAY, class::MONTH])
            || year && self.token(at).is_some_and(|t| !t.is_word())
    }
}
