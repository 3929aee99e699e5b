//! Days that run backwards: "from 14 September to 3 August", "9pm on 22 March until 5am on 21 March".

use jiff::civil;

use super::super::date::{Precision, Resolved};
use super::super::look::Look;
use super::super::{Date, Fact, Kind, Value};
use super::Words;
use crate::text::{class, role};

/// How many tokens may stand between two days of a range.
const GAP: usize = 5;

/// Over how many days a range that begins and ends without a year is no slip but a whole year, and over how many it is
/// hardly meant.
const YEAR: i32 = 352;
const LONG: i32 = 300;

/// Which of two days is the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    Forward,
    /// The second comes first, or nearly a year later.
    Backward,
    Unclear,
}

impl Look<'_> {
    /// The ranges of days of a sentence that run backwards.
    pub(super) fn reversed_dates(
        &self,
        sentence: usize,
        (from, to): (usize, usize),
        words: Words,
    ) -> Vec<Fact> {
        let mut found = Vec::new();
        let mut before: Option<&Fact> = None;
        for fact in self.facts.within(sentence, Kind::Date) {
            let Value::Date(date) = &fact.value else { continue };
            if date.month.is_none() || date.relative && date.day.is_none() {
                before = None;
                continue;
            }
            if self.is_backward_by_itself((from, to), fact, date, words) {
                found.push(self.reversal((fact.tokens.0 as usize, fact.tokens.1 as usize), "date", "days"));
            }
            if let Some(at) = self.later_day_before((from, to), fact, date, words) {
                found.push(self.reversal((at, fact.tokens.1 as usize), "date", "days"));
            }
            if let Some(first) = before
                && self.is_range_of_days((from, to), first, fact, words)
            {
                found.push(self.reversal((first.tokens.0 as usize, fact.tokens.1 as usize), "date", "days"));
            }
            before = Some(fact);
        }
        found
    }

    /// Whether a date that names two days, "21 to 12 April", ends before it begins.
    fn is_backward_by_itself(
        &self,
        (from, to): (usize, usize),
        fact: &Fact,
        date: &Date,
        words: Words,
    ) -> bool {
        let Some((month, day)) = date.last.filter(|&(month, _)| month > 0) else { return false };
        let at = fact.tokens.0 as usize;
        let led = at > from && (self.does(at - 1, role::DATE_FROM) || self.does(at - 1, role::DATE_BETWEEN));
        let resolved = Resolved::Nothing;
        let weekday = None;
        let first = Date { last: None, resolved, weekday, ..*date };
        let last = Date { month: Some(month), day: i8::try_from(day).ok(), ..first };
        let full_year = self.lasts_a_year((from, to), words);
        let back = course(&first, &last, full_year) == Course::Backward;
        (led || date.month == Some(month)) && back && !self.moves_an_end((from, to))
    }

    /// Whether a range that ends a year later may be told: "the licence runs from 1 May to 30 April", but not "this year".
    pub(super) fn lasts_a_year(&self, (from, to): (usize, usize), words: Words) -> bool {
        (from..to).any(|at| {
            let this = at > from && self.does(at - 1, role::NTH_THIS);
            self.lists(at, words.full_year) && !this
        })
    }

    /// The number of a later day that a mark or "to" joins to a date of one month: "24-17 May".
    fn later_day_before(
        &self,
        (from, to): (usize, usize),
        fact: &Fact,
        date: &Date,
        words: Words,
    ) -> Option<usize> {
        let at = fact.tokens.0 as usize;
        let day = date.day?;
        let first = at.checked_sub(2).filter(|&first| first >= from)?;
        let leads = self.numbered_day(at)? == day && self.range_link(at - 1) == Some(at);
        let mark = self.is_mark(at - 1, &["-", "–", "—", "‑", "−"]);
        let before = first.checked_sub(1).filter(|&before| before >= from);
        let chain =
            before.is_some_and(|b| self.is_mark(b, &["-", "–", "/", "."]) || self.has(b, class::MONTH));
        let led = mark || before.is_some_and(|b| self.does(b, role::DATE_FROM));
        let later = self.numbered_day(first)? > day;
        let other = self.lists_any((from, to), words.contest) || self.moves_an_end((from, at));
        (leads && led && later && !chain && !other && date.last.is_none()).then_some(first)
    }

    /// The day of a month that a token is by its digits.
    fn numbered_day(&self, at: usize) -> Option<i8> {
        let token = self.token(at).filter(|t| t.kind == crate::text::TokenKind::Number)?;
        token.of(self.facts.text).parse().ok().filter(|day| (1..=31).contains(day))
    }

    fn is_range_of_days(&self, (from, to): (usize, usize), first: &Fact, last: &Fact, words: Words) -> bool {
        let (Value::Date(a), Value::Date(b)) = (&first.value, &last.value) else { return false };
        let (at, gap) = (first.tokens.0 as usize, (first.tokens.1 as usize, last.tokens.0 as usize));
        if gap.1 <= gap.0 || gap.1 - gap.0 > GAP || a.last.is_some() {
            return false;
        }
        let near = (from.max(at.saturating_sub(4)), at);
        let between = self.any(near, role::DATE_BETWEEN) && self.does(gap.0, role::AND);
        let led = self.any(near, role::DATE_FROM);
        let link = self.range_link(gap.0).is_some();
        let mark = self.token(gap.0).is_some_and(|t| !t.is_word());
        // What stands behind the link: a time, "on", "the", a weekday.
        let small = (gap.0 + 1..gap.1).all(|at| {
            self.is_any(at, &[class::PREPOSITION, class::DETERMINER, class::WEEKDAY])
                || self.is_number(at)
                || self.does(at, role::TIME_HALF)
                || self.is_mark(at, &[",", ".", ":"])
        });
        let told = between || link && (led || mark && gap.1 == gap.0 + 1);
        // "From May 2022 to March 2022, when a system was brought in": what moves stands in the clause of the range.
        let end = last.tokens.1 as usize;
        let years = a.resolved == Resolved::Text && b.resolved == Resolved::Text;
        let clause = (end..to).find(|&at| years && self.is_mark(at, &[","])).unwrap_or(to);
        let moved = self.moves_an_end((from, clause));
        told && small && !moved && course(a, b, self.lasts_a_year((from, to), words)) == Course::Backward
    }
}

/// Which of two dates that are named one after the other is the earlier.
pub(super) fn course(a: &Date, b: &Date, full_year: bool) -> Course {
    let (Some(month), Some(end)) = (a.month, b.month) else { return years(a, b) };
    let own = |date: &Date| date.resolved == Resolved::Text;
    if own(a) && own(b) {
        return years(a, b);
    }
    let (Some(day), Some(last)) = (a.day, b.day) else { return Course::Unclear };
    let exact = a.precision == Precision::Day && b.precision == Precision::Day;
    if !exact || (own(a) || own(b)) && month != end {
        return Course::Unclear;
    }
    if month == end {
        return match (last < day, full_year) {
            (true, true) => Course::Unclear,
            (true, false) => Course::Backward,
            (false, _) => Course::Forward,
        };
    }
    if end > month {
        return Course::Forward;
    }
    // Over the turn of the year.
    let months = i32::from(end - month).rem_euclid(12);
    let days = months * 365 / 12 + i32::from(last - day);
    match weekdays(a, b) {
        Some(true) => Course::Backward,
        Some(false) => Course::Forward,
        None if (LONG..YEAR).contains(&days) && !full_year => Course::Backward,
        None => Course::Unclear,
    }
}

/// Whether the weekdays of two days are those of one year, and not of two that follow each other. None if they do not
/// tell.
fn weekdays(a: &Date, b: &Date) -> Option<bool> {
    let apart = |years: i16| {
        let first = civil::Date::new(2001, a.month?, a.day?).ok()?;
        let last = civil::Date::new(2001 + years, b.month?, b.day?).ok()?;
        let days = last.since(first).ok()?.get_days();
        Some((i32::from(a.weekday?) + days - 1).rem_euclid(7) + 1 == i32::from(b.weekday?))
    };
    match (apart(0)?, apart(1)?) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The course of two dates with their years, or of two years.
fn years(a: &Date, b: &Date) -> Course {
    let own = |date: &Date| date.resolved == Resolved::Text && !date.ambiguous;
    let exact = |date: &Date| matches!(date.precision, Precision::Day | Precision::Month | Precision::Year);
    let (Some(first), Some(last)) = (a.days(), b.days()) else { return Course::Unclear };
    if !own(a) || !own(b) || !exact(a) || !exact(b) || first.0 / 10_000 > last.1 / 10_000 + 150 {
        return Course::Unclear;
    }
    if last.1 < first.0 { Course::Backward } else { Course::Forward }
}
