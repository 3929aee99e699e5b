//! Spans of time that are told with their first and last day: "a five-day regatta from 8 to 12 August", "for 25 years, from
//! 1961 to 1986".

use jiff::civil;
use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Bound, Date, Fact, Facts, Key, Kind, Precision, Value};
use crate::Interval;
use crate::language;
use crate::lexicon::Lexicon;
use crate::text::{Token, class, role};

/// The most words between a length and the first day: "a five-day rowing club regatta from".
const WORDS: usize = 4;

/// Seconds in a day.
const DAY: u32 = 86_400;

/// A year for days that are told without one.
const YEAR: i16 = 2023;

/// A span of time with its first and last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// Between which numbers of days its length lies as it is told.
    pub days: Interval,
    /// Between which numbers of days the two ends allow it to lie, with both of them or without one.
    pub span: Interval,
}

kind! {
    /// A span of time that is told with its first and last day: "a five-day regatta from 8 to 12 August".
    Duration(d) as "duration", over Facts;

    Days: Number = d.days.low, "its length in days as it is told; the least where that is open";
    Span: Number = d.span.high, "the days from the first to the last, both counted";
}

impl Duration {
    /// Between which values one of its numbers lies.
    pub(super) const fn interval_of(&self, key: Key) -> Option<Interval> {
        match key {
            Key::Days => Some(self.days),
            Key::Span => Some(self.span),
            _ => None,
        }
    }
}

/// The spans of an article that are told with their ends. Linear.
pub(super) fn durations(facts: &Facts<'_>, lexicon: &Lexicon, measures: &[Fact]) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    measures.iter().filter_map(|measure| look.duration(measure)).collect()
}

/// The first and the last day that a date can mean, and how many days each can be off by.
fn ends(date: &Date, year: i16) -> Option<(civil::Date, civil::Date)> {
    let (first, last) = Date { year: Some(date.year.unwrap_or(year)), ..*date }.days()?;
    let day = |number: u32| {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        let first = civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, 1).ok()?;
        let day = i8::try_from(day).ok()?.clamp(1, first.days_in_month());
        civil::Date::new(first.year(), first.month(), day).ok()
    };
    Some((day(first)?, day(last)?))
}

impl Look<'_> {
    fn duration(&self, length: &Fact) -> Option<Fact> {
        let Value::Measure(measure) = &length.value else { return None };
        let days =
            measure.dimension == "time" && measure.amount.bound == Bound::Exact && length.zone.is_own();
        if !days || measure.base.low? < DAY.into() || self.is_age(length) {
            return None;
        }
        // "One every four days between 1999 and 2003"
        let each =
            (length.tokens.0 as usize).checked_sub(1).is_some_and(|at| self.does(at, role::COUNT_EACH));
        if each {
            return None;
        }
        let first = self.first_day(length.tokens.1 as usize, measure.amount.compound)?;
        let Value::Date(from) = &first.value else { return None };
        let next = first.tokens.1 as usize;
        let second = (from.last.is_none() && self.does(next, role::DATE_FROM_TO))
            .then(|| self.facts.starting(next + 1))
            .flatten();
        let (to, end) = match second.map(|second| (&second.value, second)) {
            Some((Value::Date(to), second)) if to.last.is_none() => (to, second.tokens.1),
            _ if from.last.is_some() => (from, first.tokens.1),
            _ => return None,
        };
        // "From 3 June to Friday"
        let vague =
            |date: &Date| !matches!(date.precision, Precision::Day | Precision::Month | Precision::Year);
        if vague(from) || vague(to) {
            return None;
        }
        let year = from.year.or(to.year).unwrap_or(YEAR);
        let (start, end_of_start) = ends(&Date { last: None, ..*from }, year)?;
        let (start_of_end, stop) = match from.last {
            Some(last) if std::ptr::eq(from, to) => {
                let (_, stop) = ends(from, year)?;
                let start = if last.0 == 0 { civil::Date::new(stop.year(), 1, 1).ok()? } else { stop };
                (start, stop)
            }
            _ => ends(to, year)?,
        };
        let between =
            |a: civil::Date, b: civil::Date| Decimal::from(b.since(a).map_or(0, |span| span.get_days()));
        let (least, most) = (between(end_of_start, start_of_end), between(start, stop) + Decimal::ONE);
        // A span that runs backwards is for another rule.
        if most <= Decimal::ONE {
            return None;
        }
        let told = |seconds: Option<Decimal>| seconds.and_then(|seconds| seconds.checked_div(DAY.into()));
        let stated = Interval { low: told(measure.base.low), high: told(measure.base.high) };
        // Weeks, months and years are not counted to the day: a half of one is let go.
        let one = told(measure.base.low)?.checked_div(measure.amount.value)?;
        let stated = if measure.unit == "day" { stated } else { stated.widened(one / Decimal::TWO) };
        // "Ten years between 2001 and 2016", of which some were spent elsewhere.
        let within = |fact: &Fact| {
            let at = fact.tokens.0 as usize;
            let own = at >= first.tokens.0 as usize && at < end as usize;
            let Value::Date(date) = &fact.value else { return false };
            !own && date.year.is_some_and(|year| start.year() < year && year < stop.year())
        };
        let shorter = stated.high.is_some_and(|high| high < least);
        if shorter && self.facts.of(Kind::Date).any(within) {
            return None;
        }
        let value = Value::Duration(Duration { days: stated, span: Interval::between(least, most) });
        Some(self.facts.fact_over((length.tokens.0 as usize, end as usize), value))
    }

    /// The date that a length leads to: "five-day regatta from 8 June", "20 years, from 1984", "walkout, called for 1 March".
    fn first_day(&self, to: usize, compound: bool) -> Option<&Fact> {
        let small = [
            class::PREPOSITION,
            class::AUXILIARY,
            class::PRONOUN,
            class::CONJUNCTION,
            class::PREDICATE,
            class::DETERMINER,
        ];
        let plain = |at: usize| {
            self.token(at).is_some_and(|t: &Token| t.is_word() && t.is_lower()) && !self.is_any(at, &small)
        };
        let words = if compound { WORDS } else { 1 };
        let mut at = (to..to + words).find(|&at| !plain(at)).unwrap_or(to + words);
        let comma = self.is_mark(at, &[","]);
        at += usize::from(comma);
        if comma && language::chosen().looks_past(self.word(at)) {
            at += 1;
        }
        let led = self.does(at, role::DATE_FROM) || self.does(at, role::DURATION_FOR);
        at += usize::from(led);
        let date = self.facts.starting(at).filter(|fact| fact.kind() == Kind::Date)?;
        (led || comma).then_some(date)
    }
}
