//! Lengths of time whose beginning and end stand in other words: "the four-day fair", which goes on from 11 July to 13
//! July; "those three hours", between a curtain that rises at 7.30pm and falls at 9.45pm.

use jiff::civil;
use rust_decimal::Decimal;

use super::super::declare::kind;
use super::super::look::Look;
use super::super::{Bound, Date, Fact, Key, Kind, Measure, Precision, Value};
use super::{List, Time, Timeline, YEAR};
use crate::Interval;
use crate::text::{class, role};

/// How many tokens may stand between a word that begins or ends and its time.
const NEAR: usize = 10;

/// How many sentences may lie between the beginning and the end.
const APART: usize = 8;

/// How many tokens may stand between a time and a word behind it that begins or ends.
const BEHIND: usize = 6;

/// Seconds in a day.
const DAY: u32 = 86_400;

/// Minutes in a day.
const MINUTES: i64 = 24 * 60;

/// A year for days that are told without one.
const SOME: i16 = 2023;

/// A length of time with the beginning and the end that the text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lasted {
    /// Between which numbers of its unit the length lies as it is told.
    pub length: Interval,
    /// Between which numbers of that unit the two ends allow it to lie, with both of them or without one.
    pub span: Interval,
    /// The unit, in the singular.
    pub unit: compact_str::CompactString,
    /// The text from the first time to the last is told by: time, day or year.
    pub by: &'static str,
}

kind! {
    /// A length of time whose beginning and end the text tells in other words: "the four-day fair".
    Lasted(l) as "lasted", over Facts;

    Value: Number = l.length.middle(), "the length as it is told";
    Span: Number = l.span.high, "how long it is from the beginning to the end, in the same unit; the most where that is open";
    Unit: Text = &l.unit, "the unit of both: \"hour\"";
    Form: Text = l.by, "what its ends are: time, day or year";
}

impl Lasted {
    /// Between which values one of its numbers lies.
    pub(in crate::facts) const fn interval_of(&self, key: Key) -> Option<Interval> {
        match key {
            Key::Value => Some(self.length),
            Key::Span => Some(self.span),
            _ => None,
        }
    }
}

/// Two ends and how many seconds lie between them.
struct Ends {
    first: usize,
    second: usize,
    seconds: Interval,
    by: &'static str,
}

/// The words by which a span is told.
#[derive(Clone, Copy)]
struct Words {
    begin: List,
    end: List,
    the: List,
    whole: List,
    led: List,
    takes: List,
    after: List,
}

/// The lengths of an article that are told apart from their ends. Linear.
pub(super) fn read(look: Look<'_>, timeline: &Timeline, measures: &[Fact], clocks: &[Fact]) -> Vec<Fact> {
    let list = |name| List::of(look.lexicon, name);
    let words = Words {
        begin: list("span.begin"),
        end: list("span.end"),
        the: list("span.the"),
        whole: list("span.whole"),
        led: list("span.for"),
        takes: list("span.takes"),
        after: list("span.after"),
    };
    let lengths: Vec<&Fact> = measures.iter().filter(|fact| look.is_length(fact)).collect();
    if lengths.is_empty() {
        return Vec::new();
    }
    let all = [look.clock_ends(clocks), look.day_ends(), look.year_ends(timeline)];
    let mut found = Vec::new();
    for ends in all.into_iter().flatten() {
        found.extend(look.lasted(&lengths, &ends, words));
    }
    found
}

/// Which ends a unit of time is told between.
fn ends_of(unit: &str) -> &'static [&'static str] {
    match unit {
        "second" | "minute" | "hour" => &["time"],
        "day" | "night" | "week" | "fortnight" => &["day"],
        "month" => &["day", "year"],
        _ => &["year"],
    }
}

impl Look<'_> {
    /// Whether a measure is a length of time that nothing bounds.
    fn is_length(&self, fact: &Fact) -> bool {
        let Value::Measure(measure) = &fact.value else { return false };
        measure.dimension == "time"
            && measure.amount.bound == Bound::Exact
            && fact.zone.is_own()
            && !self.is_age(fact)
            && !self.lists(fact.tokens.1 as usize, List::of(self.lexicon, "years.ago"))
    }

    /// The length that is told with two ends, if the article tells one such length and not another.
    fn lasted(&self, lengths: &[&Fact], ends: &Ends, words: Words) -> Option<Fact> {
        let measure = |fact: &Fact| match &fact.value {
            Value::Measure(measure) => Some((**measure).clone()),
            _ => None,
        };
        let mut of = lengths
            .iter()
            .filter(|fact| measure(fact).is_some_and(|measure| ends_of(&measure.unit).contains(&ends.by)));
        let (length, None) = (of.next()?, of.next()) else { return None };
        let measure = measure(length)?;
        if !self.is_begun(ends, words) || !self.is_pointed(length, &measure, ends, words) {
            return None;
        }
        // A span that leads straight to its days is read there.
        let one = measure.base.low?.checked_div(measure.amount.value)?;
        let count = |seconds: Option<Decimal>| seconds.and_then(|seconds| seconds.checked_div(one));
        let span = Interval { low: count(ends.seconds.low), high: count(ends.seconds.high) };
        let told = Interval { low: count(measure.base.low), high: count(measure.base.high) };
        // Only days and hours with minutes are counted out; of the others a half is let go.
        let slack = match measure.unit.as_str() {
            "day" | "night" => Decimal::ZERO,
            "minute" => measure.amount.value.checked_div(Decimal::TEN)?,
            _ if measure.several => Decimal::new(2, 1),
            _ => Decimal::new(5, 1),
        };
        // What is more than twice as long is something else.
        let twice =
            |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).is_none_or(|(a, b)| a <= b * Decimal::TWO);
        if !twice(told.low, span.high) || !twice(span.low, told.high) {
            return None;
        }
        let lasted = Lasted { length: told.widened(slack), span, unit: measure.unit.clone(), by: ends.by };
        Some(
            self.facts.fact_over(
                (length.tokens.0 as usize, length.tokens.1 as usize),
                Value::Lasted(Box::new(lasted)),
            ),
        )
    }

    /// Whether words say that something begins at the first end and ends at the second.
    fn is_begun(&self, ends: &Ends, words: Words) -> bool {
        let near = |at: usize, list: List| {
            let (from, to) = self.facts.sentences[self.facts.sentence_of(at)];
            let before = (from as usize).max(at.saturating_sub(NEAR));
            // "In 2014 she retired."
            let after = (at, (to as usize).min(at + BEHIND));
            self.lists_any((before, at), list) || self.lists_any(after, list)
        };
        let until = (1..=2).any(|n| {
            ends.second.checked_sub(n).is_some_and(|at| {
                at > ends.first
                    && (self.does(at, role::DATE_FROM_TO)
                        || self.does(at, role::TIME_UNTIL)
                        || n == 1 && self.does(at, role::AND))
            })
        });
        let (first, second) = (self.facts.sentence_of(ends.first), self.facts.sentence_of(ends.second));
        second.abs_diff(first) <= if ends.by == "time" { 2 } else { APART }
            && near(ends.first, words.begin)
            && (until || near(ends.second, words.end))
    }

    /// Whether a length points to a span that is told: "those three hours", "the four-day fair", "for 12 years".
    fn is_pointed(&self, length: &Fact, measure: &Measure, ends: &Ends, words: Words) -> bool {
        let mut at = length.tokens.0 as usize;
        let from = self.facts.sentences[length.sentence as usize].0 as usize;
        while at > from && self.lists(at - 1, words.whole) {
            at -= 1;
        }
        let Some(before) = at.checked_sub(1).filter(|&b| b >= from) else { return false };
        let each = self.does(before, role::COUNT_EACH);
        let pointed = self.lists(before, words.the)
            || self.word(before).ends_with("'s")
            || self.word(before).ends_with("’s");
        // "Was mayor for 12 years": it is told beside.
        let near = |at: usize| self.facts.sentence_of(at).abs_diff(length.sentence as usize) <= 1;
        let end = length.tokens.1 as usize;
        let led = self.lists(before, words.led)
            || self.lists(before, words.takes)
            || self.lists(before, words.after) && self.has(end, class::PREPOSITION)
            // "The dry spell of 60 days"
            || self.does(before, role::OF) && (from.max(before.saturating_sub(4))..before).any(|at| self.does(at, role::THE));
        let led =
            !measure.amount.compound && led && (ends.by == "time" || near(ends.first) && near(ends.second));
        // "A two-hour show starts at 8pm and ends at 9pm."
        let whole = |at: usize| self.facts.sentence_of(at) == length.sentence as usize;
        let led = led || measure.amount.compound && whole(ends.first) && whole(ends.second);
        // "For 25 years from 2007": it is told where it leads.
        !self.does(end, role::DATE_FROM) && !each && (pointed || led)
    }

    /// The two times of day of an article that tells no third.
    fn clock_ends(&self, clocks: &[Fact]) -> Option<Ends> {
        let times: Vec<(&Fact, u16)> = clocks
            .iter()
            .filter_map(|fact| match &fact.value {
                Value::Clock(clock) => Some((fact, clock.minute?)),
                _ => None,
            })
            .collect();
        let [(first, a), (second, b)] = times[..] else { return None };
        let near = second.sentence.abs_diff(first.sentence) <= 1;
        let minutes = (i64::from(b) - i64::from(a)).rem_euclid(MINUTES);
        let weekday = |fact: &Fact| {
            let to = fact.tokens.1 as usize;
            (to..to + 3).filter_map(|at| self.facts.starting(at)).find_map(|next| match &next.value {
                Value::Date(Date { weekday: Some(day), .. }) if next.sentence == fact.sentence => {
                    Some(i64::from(*day))
                }
                _ => None,
            })
        };
        let minutes = match (weekday(first), weekday(second)) {
            (Some(first), Some(second)) => {
                (second - first).rem_euclid(7) * MINUTES + i64::from(b) - i64::from(a)
            }
            (Some(_), None) | (None, Some(_)) => return None,
            (None, None) => minutes,
        };
        (near && minutes > 0).then(|| Ends {
            first: first.tokens.0 as usize,
            second: second.tokens.0 as usize,
            seconds: Interval::exact((minutes * 60).into()),
            by: "time",
        })
    }

    /// The two days of an article that tells no third.
    fn day_ends(&self) -> Option<Ends> {
        let mut days: Vec<(Date, usize)> = Vec::new();
        for fact in self.facts.of(Kind::Date).filter(|fact| fact.zone.is_own()) {
            let Value::Date(date) = &fact.value else { continue };
            if date.precision != Precision::Day || date.ambiguous || date.deictic {
                continue;
            }
            let at = fact.tokens.0 as usize;
            let first = Date { last: None, ..*date };
            days.push((first, at));
            if let Some((month, day)) = date.last {
                days.push((Date { month: Some(month), day: i8::try_from(day).ok(), ..first }, at));
            }
        }
        let same = |a: &Date, b: &Date| (a.month, a.day) == (b.month, b.day);
        let second = days.iter().find(|(date, _)| !same(date, &days[0].0))?;
        if days.iter().any(|(date, _)| !same(date, &days[0].0) && !same(date, &second.0)) {
            return None;
        }
        let year = days.iter().find_map(|(date, _)| date.year);
        let day =
            |date: &Date| civil::Date::new(date.year.or(year).unwrap_or(SOME), date.month?, date.day?).ok();
        let (a, mut b) = (day(&days[0].0)?, day(&second.0)?);
        if b < a && second.0.year.is_none() {
            b = civil::Date::new(b.year() + 1, b.month(), b.day()).ok()?;
        }
        let between = i64::from(b.since(a).ok()?.get_days());
        // A leap year is not ruled out where no year is told.
        let leap = i64::from(year.is_none() && a.month() <= 2 && b.month() > 2);
        let seconds = |days: i64| Decimal::from(days).checked_mul(DAY.into());
        (between > 0).then(|| Ends {
            first: days[0].1,
            second: second.1,
            seconds: Interval { low: seconds(between), high: seconds(between + 1 + leap) },
            by: "day",
        })
    }

    /// The two years of an article that tells no third.
    fn year_ends(&self, timeline: &Timeline) -> Option<Ends> {
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
        Some(Ends {
            first: first.tokens.0,
            second: second.tokens.0,
            seconds: of(first.time, second.time),
            by: "year",
        })
    }
}
