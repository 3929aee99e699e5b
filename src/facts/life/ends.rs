//! The beginning and the end of a span of time: the two times of day, days or years of an article that tells no third.

use jiff::civil;
use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Date, Fact, Kind, Precision, Value};
use super::{List, Time, Timeline, YEAR};
use crate::Interval;
use crate::text::{TokenKind, class, role};

/// Seconds in a day.
const DAY: u32 = 86_400;

/// Minutes in a day.
const MINUTES: i64 = 24 * 60;

/// A year for days that are told without one.
const SOME: i16 = 2023;

/// Two ends and how many seconds lie between them.
pub(super) struct Ends {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) seconds: Interval,
    pub(super) by: &'static str,
    /// Whether the text joins the two: "from Monday to Thursday".
    pub(super) joined: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug)]
struct Hour {
    tokens: (usize, usize),
    sentence: usize,
    minute: i64,
    /// Whether it may be of both halves of the day: "at 2.10".
    open: bool,
}

/// An end told by a day of the week or a date.
#[derive(Clone, Copy, Debug)]
struct Day {
    date: Date,
    at: usize,
    /// Whether it is the last day of a range.
    joined: bool,
}

impl Look<'_> {
    /// The two times of day of an article that tells no third.
    pub(super) fn clock_ends(&self, clocks: &[Fact]) -> Option<Ends> {
        let hours = self.hours(clocks);
        let first = *hours.first()?;
        let second = *hours.iter().find(|hour| hour.minute != first.minute).or(hours.get(1))?;
        if hours.iter().any(|hour| hour.minute != first.minute && hour.minute != second.minute) {
            return None;
        }
        // Clocks of two places, or set forward, tell no length.
        let other = List::of(self.lexicon, "span.other-clock");
        let elsewhere = [first.sentence, second.sentence]
            .into_iter()
            .flat_map(|s| s..(s + 2).min(self.facts.sentences.len()))
            .any(|sentence| {
                let (from, to) = self.facts.sentences[sentence];
                self.lists_any((from as usize, to as usize), other)
            });
        if elsewhere || second.sentence.abs_diff(first.sentence) > 2 {
            return None;
        }
        let apart = second.minute - first.minute;
        // Half a day is not told apart where one of the two may be before noon and after.
        let minutes = apart.rem_euclid(if first.open || second.open { MINUTES / 2 } else { MINUTES });
        let weekday = |hour: Hour| {
            let to = hour.tokens.1;
            (to..to + 3).filter_map(|at| self.facts.starting(at)).find_map(|next| match &next.value {
                Value::Date(Date { weekday: Some(day), .. }) if next.sentence as usize == hour.sentence => {
                    Some(i64::from(*day))
                }
                _ => None,
            })
        };
        let days = match (weekday(first), weekday(second)) {
            (Some(first), Some(second)) => Some((second - first).rem_euclid(7)),
            (Some(_), None) | (None, Some(_)) if first.minute == second.minute => return None,
            _ => None,
        };
        let minutes = match days {
            Some(days) if first.open || second.open => {
                return (days == 0 && minutes > 0).then(|| self.hours_apart(first, second, minutes));
            }
            Some(days) => days * MINUTES + apart,
            None => minutes,
        };
        (minutes > 0).then(|| self.hours_apart(first, second, minutes))
    }

    fn hours_apart(&self, first: Hour, second: Hour, minutes: i64) -> Ends {
        Ends {
            first: first.tokens.0,
            second: second.tokens.0,
            seconds: Interval::exact((minutes * 60).into()),
            by: "time",
            joined: false,
        }
    }

    /// The times of day of an article in order, those without a label as well: "at 2.10", "noon", "at twenty to two".
    fn hours(&self, clocks: &[Fact]) -> Vec<Hour> {
        let mut hours: Vec<Hour> = clocks
            .iter()
            .filter_map(|fact| match &fact.value {
                Value::Clock(clock) => Some(Hour {
                    tokens: (fact.tokens.0 as usize, fact.tokens.1 as usize),
                    sentence: fact.sentence as usize,
                    minute: clock.minute?.into(),
                    open: false,
                }),
                _ => None,
            })
            .collect();
        let list = |name| List::of(self.lexicon, name);
        let (named, at_list, past) = (list("span.clock"), list("span.at"), list("span.past-hour"));
        for (sentence, &(from, to)) in self.facts.sentences.iter().enumerate() {
            if !self.facts.has_word_with(sentence, role::CLOCK_TOLD)
                || !self.facts.zone(self.facts.block_of(sentence)).is_own()
            {
                continue;
            }
            let (from, to) = (from as usize, to as usize);
            for at in from..to {
                let led = at > from && self.lists(at - 1, at_list);
                let read = match self.listed(at, named) {
                    Some((end, Some(minute))) => Some(((at, end), minute as i64, false)),
                    _ if led || self.is_past_hour(at, past) => self.open_hour(at),
                    _ => None,
                };
                if let Some((tokens, minute, open)) = read
                    && hours.iter().all(|hour| tokens.1 <= hour.tokens.0 || hour.tokens.1 <= tokens.0)
                {
                    hours.push(Hour { tokens, sentence, minute, open });
                }
            }
        }
        hours.sort_unstable_by_key(|hour| hour.tokens);
        hours
    }

    /// Whether "past" stands behind a number, and a number behind that: "ten past four", which is no range as "five to
    /// six" may be.
    fn is_past_hour(&self, at: usize, past: List) -> bool {
        self.lists(at + 1, past)
            && (self.is_number(at) || self.is_lower(at))
            && self.plain_number(at + 2).is_some()
    }

    /// A time of day that nothing labels: its tokens, its minute, and whether it may be of both halves of the day.
    fn open_hour(&self, at: usize) -> Option<((usize, usize), i64, bool)> {
        let alone = |end: usize| {
            !self.is_mark(end, &["%", "-", "/"])
                && (!self.is_lower(end)
                    || self.is_any(
                        end,
                        &[
                            class::PREPOSITION,
                            class::DETERMINER,
                            class::CONJUNCTION,
                            class::AUXILIARY,
                            class::PRONOUN,
                        ],
                    ))
        };
        if self.token(at).is_some_and(|t| t.kind == TokenKind::Number)
            && let Some((hour, minute)) = self.word(at).split_once('.')
        {
            let two = (1..=2).contains(&hour.len()) && minute.len() == 2;
            let zero = hour.starts_with('0');
            let (hour, minute) = (hour.parse::<i64>().ok()?, minute.parse::<i64>().ok()?);
            return (two && hour < 24 && minute < 60 && alone(at + 1)).then_some((
                (at, at + 1),
                hour * 60 + minute,
                hour <= 12 && !zero,
            ));
        }
        // "Ten past eleven", "a quarter to two", "half past six"
        let list = |name| List::of(self.lexicon, name);
        let minute = |at: usize| {
            self.listed(at, list("span.part-of-hour"))
                .and_then(|(end, n)| Some((end, n? as i64)))
                .or_else(|| Some((at + 1, i64::try_from(self.plain_number(at)?).ok()?)))
        };
        let (end, minutes) = minute(at)?;
        let (past, to) = (self.lists(end, list("span.past")), self.lists(end, list("span.to")));
        let hour = i64::try_from(self.plain_number(end + 1)?).ok().filter(|hour| (1..=12).contains(hour))?;
        let minute = match (past, to) {
            (true, _) => hour * 60 + minutes,
            (_, true) => hour * 60 - minutes,
            _ => return None,
        };
        ((1..60).contains(&minutes) && alone(end + 2)).then_some(((at, end + 2), minute, true))
    }

    /// The two days of an article that tells no third: dates, or days of the week.
    pub(super) fn day_ends(&self) -> Option<Ends> {
        let mut days: Vec<Day> = Vec::new();
        for fact in self.facts.of(Kind::Date).filter(|fact| fact.zone.is_own()) {
            let Value::Date(date) = &fact.value else { continue };
            let plain = matches!(date.precision, Precision::Day | Precision::Weekday);
            if !plain || date.ambiguous || date.deictic {
                continue;
            }
            let at = fact.tokens.0 as usize;
            let first = Date { last: None, ..*date };
            days.push(Day { date: first, at, joined: false });
            if let Some((month, day)) = date.last {
                let last = Date { month: Some(month), day: i8::try_from(day).ok(), ..first };
                days.push(Day { date: last, at, joined: true });
            }
        }
        let dated: Vec<Day> =
            days.iter().filter(|day| day.date.precision == Precision::Day).copied().collect();
        let of_week: Vec<Day> =
            days.iter().filter(|day| day.date.precision == Precision::Weekday).copied().collect();
        self.dated_ends(&dated).or_else(|| self.ends_of_week(&dated, &of_week))
    }

    /// Two dates: "on 2 June", "until 14 June".
    fn dated_ends(&self, days: &[Day]) -> Option<Ends> {
        let same = |a: &Date, b: &Date| (a.month, a.day) == (b.month, b.day);
        let first = days.first()?;
        let second = days.iter().find(|day| !same(&day.date, &first.date))?;
        if days.iter().any(|day| !same(&day.date, &first.date) && !same(&day.date, &second.date)) {
            return None;
        }
        let year = days.iter().find_map(|day| day.date.year);
        let day =
            |date: &Date| civil::Date::new(date.year.or(year).unwrap_or(SOME), date.month?, date.day?).ok();
        let (mut first, mut second) = (*first, *second);
        let (mut a, mut b) = (day(&first.date)?, day(&second.date)?);
        // "He was freed on 2 July. He had been seized on 2 June."
        let told = |at: usize, name| {
            let (from, to) = self.facts.sentences[self.facts.sentence_of(at)];
            self.lists_any((from as usize, to as usize), List::of(self.lexicon, name))
        };
        // "It runs until 20 February": it does not begin then.
        let until = second.at > 0
            && (self.does(second.at - 1, role::DATE_FROM_TO) || self.does(second.at - 1, role::TIME_UNTIL));
        if b < a
            && (second.date.year.is_some() && first.date.year.is_some()
                || told(first.at, "span.end") && told(second.at, "span.begin") && !until)
        {
            (a, b) = (b, a);
            (first, second) = (second, first);
        } else if b < a {
            b = civil::Date::new(b.year() + 1, b.month(), b.day()).ok()?;
        }
        let between = i64::from(b.since(a).ok()?.get_days());
        // A leap year is not ruled out where no year is told.
        let leap = i64::from(year.is_none() && a.month() <= 2 && b.month() > 2);
        let seconds = |days: i64| Decimal::from(days).checked_mul(DAY.into());
        (between > 0).then(|| Ends {
            first: first.at,
            second: second.at,
            seconds: Interval { low: seconds(between), high: seconds(between + 1 + leap) },
            by: "day",
            joined: second.joined,
        })
    }

    /// Two days of one week, or a date and a day of the week: "opens on Monday and closes on Thursday".
    fn ends_of_week(&self, dated: &[Day], of_week: &[Day]) -> Option<Ends> {
        let day = |date: &Date| date.weekday.map(i64::from);
        let (first, second) = match (dated, of_week) {
            ([], [first, rest @ ..]) => {
                (*first, *rest.iter().find(|other| day(&other.date) != day(&first.date))?)
            }
            ([first], [second, ..]) if first.at < second.at => (*first, *second),
            _ => return None,
        };
        let (a, b) = (day(&first.date)?, day(&second.date)?);
        if of_week.iter().any(|other| day(&other.date) != Some(a) && day(&other.date) != Some(b)) {
            return None;
        }
        let apart = self.facts.sentence_of(second.at).abs_diff(self.facts.sentence_of(first.at));
        let between = (b - a).rem_euclid(7);
        let seconds = |days: i64| Decimal::from(days).checked_mul(DAY.into());
        (between > 0 && apart <= 1).then(|| Ends {
            first: first.at,
            second: second.at,
            seconds: Interval { low: seconds(between), high: seconds(between + 1) },
            by: "day",
            joined: false,
        })
    }

    /// The two years of an article that tells no third.
    pub(super) fn year_ends(&self, timeline: &Timeline) -> Option<Ends> {
        let mut years = timeline.years();
        // The year of publication is no end where there are two without it.
        if years.len() == 3 && years.last().copied() == timeline.published.map(Time::year) {
            years.pop();
        }
        let [from, to] = years[..] else { return None };
        let finest = |year: i64| {
            timeline
                .told
                .iter()
                .filter(|told| told.own && told.time.year() == year)
                .min_by_key(|told| told.time.last - told.time.first)
        };
        let (first, second) = (finest(from)?, finest(to)?);
        let seconds = |days: i64| {
            // A day of a year of 12 equal months.
            Decimal::from(days).checked_mul(Decimal::from(u64::from(DAY) * 365))?.checked_div(YEAR.into())
        };
        let of = |a: Time, b: Time| Interval {
            low: seconds(b.first - a.last),
            high: seconds(b.last - a.first + 1),
        };
        let joined = second.end && second.sentence == first.sentence;
        Some(Ends {
            first: first.tokens.0,
            second: second.tokens.0,
            seconds: of(first.time, second.time),
            by: "year",
            joined,
        })
    }
}
