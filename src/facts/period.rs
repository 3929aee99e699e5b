//! Dates that are not days of the calendar: relative dates, quarters, seasons, decades.

use super::Reader;
use super::date::{Date, Precision, Resolved, blank};
use crate::text::class;
use crate::text::{TokenKind, role};

impl Reader<'_> {
    /// A relative date, quarter, season or decade that starts at token `at`, and the token after
    /// it.
    pub(super) fn period(&self, at: usize, end: usize) -> Option<(Date, usize)> {
        let token = &self.tokens[at];
        if token.kind == TokenKind::Number {
            return self.decade(at, end);
        }
        if !token.has(class::PERIOD) {
            return self.quarter_digits(at, end);
        }
        let hit = self.lexicon.at(self.text, &self.tokens, at, at + 1, class::PERIOD)?;
        let next = at + 1;
        match hit.value {
            // "today", "yesterday".
            "day" => Some((Date { deictic: true, ..relative(None) }, next)),
            // "last week", "this year", "next Tuesday".
            "which" => {
                let weekday = self.lexicon.at(self.text, &self.tokens, next, end, class::WEEKDAY);
                let weekday =
                    weekday.filter(|_| next < end).and_then(|h| h.number).and_then(|n| i8::try_from(n).ok());
                let unit = next < end && self.period_word(next, "unit");
                let season = next < end && self.period_word(next, "season");
                let possessed = at > self.sentence.0 && self.does(at - 1, role::DATE_POSSESSED);
                let date = Date { deictic: true, ..relative(weekday) };
                (!possessed && (weekday.is_some() || unit || season)).then_some((date, next + 1))
            }
            // "summer 2023", "the summer of 2023".
            "season" => self.of_year(next, end).map(|(year, to)| (named(Precision::Season, year), to)),
            // "first quarter of 2024".
            "nth" => {
                let quarter = next < end && self.is(next, role::DATE_QUARTER_NOUN);
                let year = quarter.then(|| self.of_year(next + 1, end)).flatten();
                let (year, to) = year.map(|(y, to)| (Some(y), to)).unwrap_or((None, next + 1));
                quarter
                    .then(|| (Date { year, ..named(Precision::Quarter, 0) }, to))
                    .filter(|(d, _)| d.year.is_some())
            }
            // "a year later", "a week ago": found at its last word.
            _ => None,
        }
    }

    /// The date that ends at a word such as "ago", "later" or "earlier" after "a year", and its first token.
    pub(super) fn period_before(&self, at: usize) -> Option<(Date, usize)> {
        let ends = self.tokens[at].has(class::PERIOD_END);
        let from = at.checked_sub(2).filter(|&f| ends && f >= self.sentence.0)?;
        (self.does(from, role::A_OR_AN) && self.period_word(from + 1, "unit")).then(|| (relative(None), from))
    }

    /// The token after a count of units of time and "ago" or "later": "two days later".
    pub(super) fn period_after(&self, unit: usize, next: usize, end: usize) -> Option<usize> {
        (next < end
            && self.tokens[next].has(class::PERIOD_END)
            && self.noun(unit, end).is_some_and(|n| n.is_time()))
        .then_some(next + 1)
    }

    fn period_word(&self, at: usize, kind: &str) -> bool {
        let hit = self.lexicon.at(self.text, &self.tokens, at, at + 1, class::PERIOD);
        hit.is_some_and(|h| h.value == kind)
    }

    fn of_year(&self, at: usize, end: usize) -> Option<(i16, usize)> {
        let year = self.skip_word(at, end, role::OF);
        self.year(year, end).map(|y| (y, year + 1))
    }

    /// "1990s", "the 1990s".
    fn decade(&self, at: usize, end: usize) -> Option<(Date, usize)> {
        let s = at + 1 < end
            && self.tokens[at + 1].is_glued()
            && self.language.is_decade_suffix(self.word(at + 1));
        let raw = self.word(at);
        let decade = raw
            .parse::<i16>()
            .ok()
            .filter(|y| s && raw.len() == 4 && y % 10 == 0 && (1000..2200).contains(y));
        // A decade has ten years, of which none is the date's.
        decade.map(|_| (named(Precision::Decade, 0), at + 2)).map(|(d, to)| (Date { year: None, ..d }, to))
    }

    /// "Q3 2023".
    fn quarter_digits(&self, at: usize, end: usize) -> Option<(Date, usize)> {
        let quarter = self.tokens[at].has(class::QUARTER);
        let year = self.year(at + 1, end).filter(|_| quarter)?;
        Some((named(Precision::Quarter, year), at + 2))
    }
}

fn relative(weekday: Option<i8>) -> Date {
    Date { relative: true, weekday, ..blank(Precision::Relative) }
}

fn named(precision: Precision, year: i16) -> Date {
    Date { year: Some(year), resolved: Resolved::Text, ..blank(precision) }
}
