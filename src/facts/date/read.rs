//! How dates are written: day, month and year in both orders, ranges, weekdays.

use super::super::Reader;
use super::{Date, Precision, Resolved, blank, day_of};
use crate::lexicon::Lexicon;
use crate::text::{Space, Token, TokenKind, class, role};

/// A day or a range of days in a month.
#[derive(Clone, Copy)]
struct Days {
    first: i8,
    last: Option<i8>,
    to: usize,
}

/// The most tokens between a verb of moving and the date that is moved.
const SHIFT: usize = 12;

/// Whether "from" after these tokens of its sentence begins a period, so that the second date must be the
/// later. It may also lead from an old date to a new one: "brought the deadline forward from 2013 to 2010".
/// A period is where a verb that lasts stands before, or where the phrase begins its clause.
pub(in crate::facts) fn is_period(before: &[Token], lexicon: &Lexicon) -> bool {
    let near = || before.iter().rev().take(SHIFT);
    let front = before.last().is_none_or(|t| !t.is_word() || t.has(class::CONJUNCTION));
    let lasts = || near().any(|t| lexicon.does(t, role::DATE_LASTING));
    !near().any(|t| t.has(class::SHIFT)) && (front || lasts())
}

impl Reader<'_> {
    /// The date that starts at token `at`, and the token after it.
    pub(in crate::facts) fn date(&self, at: usize, end: usize) -> Option<(Date, usize)> {
        let token = &self.tokens[at];
        if !token.has(class::WEEKDAY) {
            return self.calendar_date(at, end);
        }
        let weekday = self.ordinal_of(at, class::WEEKDAY)?;
        let mut next = self.skip_mark(at + 1, end, b'.');
        if token.of(self.text).len() <= 3 && next == at + 1 && !self.is_mark(next, b',') {
            return None; // "Sun", "Mon" as other words
        }
        next = self.skip_mark(next, end, b',');
        next = self.skip_word(next, end, role::THE);
        if let Some((mut date, to)) = self.calendar_date(next, end).filter(|(d, _)| d.day.is_some()) {
            // In "Friday and Saturday, 3-4 May" it is not clear which day is whose.
            let several = date.last.is_some() || self.weekday_before(at);
            date.weekday = Some(weekday).filter(|_| !several);
            return Some((date, to));
        }
        // "Sunday Courier", "Good Friday" are names.
        let named =
            |i: usize| self.tokens[i].is_capital() && !self.tokens[i].has(class::OPENER) && !self.titled;
        let after = at + 1 < end && self.tokens[at + 1].space == Space::Single && named(at + 1);
        if after || at > self.sentence.0 && named(at - 1) && self.tokens[at].space == Space::Single {
            return None;
        }
        let mut date = Date { weekday: Some(weekday), ..blank(Precision::Weekday) };
        let second = self.range_mark(at + 1, end).filter(|&s| self.tokens[s].has(class::WEEKDAY));
        if let Some(second) = second {
            date.last = Some((0, i16::from(self.ordinal_of(second, class::WEEKDAY)?)));
            return Some((date, second + 1));
        }
        Some((date, at + 1))
    }

    /// Whether another weekday stands a word or a mark before.
    fn weekday_before(&self, at: usize) -> bool {
        at >= self.sentence.0 + 2 && (at - 2..at).any(|i| self.tokens[i].has(class::WEEKDAY))
    }

    fn calendar_date(&self, at: usize, end: usize) -> Option<(Date, usize)> {
        if at >= end {
            return None;
        }
        if self.tokens[at].has(class::MONTH) {
            self.month_first(at, end)
        } else if self.tokens[at].kind == TokenKind::Number {
            self.iso(at, end).or_else(|| self.numeric(at, end)).or_else(|| self.day_first(at, end)).or_else(
                || self.year_alone(at, end).filter(|&(_, to)| to >= end || !self.does(to, role::DATE_ERA)),
            )
        } else {
            None
        }
    }

    /// "March 3, 2024", "March 11-14", "June 26 and 27", "March 2024", "in March".
    fn month_first(&self, at: usize, end: usize) -> Option<(Date, usize)> {
        let (month, next) = self.month(at, end)?;
        if let Some(days) = self.days(next, end, true) {
            let comma = self.skip_mark(days.to, end, b',');
            let (year, to) = match self.year(comma, end) {
                Some(year) => (Some(year), comma + 1),
                None => (None, days.to),
            };
            // A day that no month has is a date only if a year says so: not "May 60 people".
            if days.first <= 31 || year.is_some() {
                let last = days.last.map(|d| (month, i16::from(d)));
                return Some((day_of(year, month, days.first, last), to));
            }
        }
        let comma = self.skip_mark(next, end, b',');
        for to in [next, comma] {
            if let Some(year) = self.year(to, end) {
                let date = Date {
                    year: Some(year),
                    month: Some(month),
                    resolved: Resolved::Text,
                    ..blank(Precision::Month)
                };
                return Some((date, to + 1));
            }
        }
        // A bare month needs a word that only goes with time: "May" and "March" are also verbs.
        let lead = self.before(at)?;
        self.does(lead, role::DATE_BEFORE_MONTH)
            .then(|| (Date { month: Some(month), ..blank(Precision::Month) }, next))
    }

    /// "3 July 2024", "3rd of July", "26 and 27 June", "28 February to 2 March".
    fn day_first(&self, at: usize, end: usize) -> Option<(Date, usize)> {
        let days = self.days(at, end, false)?;
        let of = self.skip_word(days.to, end, role::OF);
        let (month, next) = self.month(of, end)?;
        if days.first > 31 {
            return None;
        }
        // "28 February to 2 March 2024": the second half holds the year.
        let (mut last, mut to) = (days.last.map(|d| (month, i16::from(d))), next);
        if last.is_none()
            && let Some(second) = self.range_mark(next, end)
            && let Some(day) = self.days(second, end, false).filter(|d| d.last.is_none())
            && let Some((other, after)) = self.month(day.to, end)
            && (other != month || day.first >= days.first || self.runs(at, next))
        {
            (last, to) = (Some((other, i16::from(day.first))), after);
        }
        let comma = self.skip_mark(to, end, b',');
        let year =
            self.year(to, end).map(|y| (y, to + 1)).or_else(|| self.year(comma, end).map(|y| (y, comma + 1)));
        let (year, to) = year.map_or((None, to), |(y, to)| (Some(y), to));
        Some((day_of(year, month, days.first, last), to))
    }

    /// Whether the period that starts at token `at` and has its mark at token `mark` is one where a verb lasts,
    /// or is not led by "from … to".
    fn runs(&self, at: usize, mark: usize) -> bool {
        let from = self.before(at).filter(|&b| self.does(b, role::DATE_FROM));
        let moves = from.filter(|_| self.does(mark, role::DATE_FROM_TO));
        moves.is_none_or(|from| is_period(&self.tokens[self.sentence.0..from], self.lexicon))
    }

    /// "2024-07-03", "2024/07/03".
    fn iso(&self, at: usize, end: usize) -> Option<(Date, usize)> {
        let year = self.year(at, end)?;
        let joined = |i: usize, mark: u8| self.is_mark(i, mark) && self.is_joint(i, end);
        if ![b'-', b'/'].into_iter().any(|mark| joined(at + 1, mark) && joined(at + 3, mark)) {
            return None;
        }
        let two = |i: usize| Some(self.word(i)).filter(|w| w.len() == 2)?.parse::<i8>().ok();
        let (month, day) = (two(at + 2)?, two(at + 4)?);
        matches!(month, 1..=12).then(|| (day_of(Some(year), month, day, None), at + 5))
    }

    /// "03/04/2024", "25.12.2024": which is the day shows only where one is over 12.
    fn numeric(&self, at: usize, end: usize) -> Option<(Date, usize)> {
        let raw = self.word(at);
        let (parts, to): (Vec<&str>, usize) = if raw.contains('.') {
            (raw.split('.').collect(), at + 1)
        } else {
            let joined = |i: usize| self.is_mark(i, b'/') && self.is_joint(i, end);
            if !joined(at + 1) || !joined(at + 3) {
                return None;
            }
            (vec![raw, self.word(at + 2), self.word(at + 4)], at + 5)
        };
        let [first, second, year] = parts.as_slice() else { return None };
        let small = |w: &str| w.parse::<i8>().ok().filter(|n| w.len() <= 2 && (1..=31).contains(n));
        let (first, second) = (small(first)?, small(second)?);
        let year = year.parse::<i16>().ok().filter(|y| year.len() == 4 && (1000..2200).contains(y))?;
        let date = match (first, second) {
            (13.., 13..) => return None,
            (_, 13..) => day_of(Some(year), first, second, None),
            (13.., _) => day_of(Some(year), second, first, None),
            // Read day first, as most of the world does, and marked.
            _ => Date { ambiguous: first != second, ..day_of(Some(year), second, first, None) },
        };
        Some((Date { numeric: true, ..date }, to))
    }

    /// "2024", "2021-2025", where it can be no number of things.
    fn year_alone(&self, at: usize, end: usize) -> Option<(Date, usize)> {
        let year = self.year(at, end)?;
        let date = Date { year: Some(year), resolved: Resolved::Text, ..blank(Precision::Year) };
        if matches!(self.word(at + 1), "-" | "–" | "/") && self.is_joint(at + 1, end) {
            let second = self.word(at + 2);
            let last = self.year(at + 2, end).or_else(|| {
                let short = second.len() == 2 && second.bytes().all(|b| b.is_ascii_digit());
                let last = year / 100 * 100 + second.parse::<i16>().ok().filter(|_| short)?;
                // "1999–00" ends in 2000.
                Some(if last + 80 <= year { last + 100 } else { last })
            });
            // "Beat them 2019–2017": points.
            let contest = |i: usize| self.does(i, role::SCORE_TOLD) || self.does(i, role::SCORE_MAY_TELL);
            let told = || (self.sentence.0..at).any(contest);
            // "Recommendation RM-2023-20", "Notification No. 1641/28".
            let glued = self.tokens[at].is_glued() && self.before(at).is_some_and(|b| self.word(b) == "-");
            if last.is_some_and(|last| last < year) && (told() || glued || self.is_label(at)) {
                return None;
            }
            // "2014/12" is a month of 2014, since no period ends before it begins.
            let month = second.parse::<i8>().ok().filter(|m| second.len() == 2 && (1..=12).contains(m));
            return last.map(|last| match month.filter(|_| last < year) {
                Some(month) => (Date { month: Some(month), precision: Precision::Month, ..date }, at + 3),
                None => (Date { last: Some((0, last)), ..date }, at + 3),
            });
        }
        let before = self.before(at);
        if self.tokens[at].is_glued()
            && before.is_some_and(|b| matches!(self.word(b), "-" | "/" | "." | "#" | "§"))
        {
            return None;
        }
        let dated = before.is_some_and(|b| self.does(b, role::DATE_BEFORE_YEAR));
        let bounded = (1..=3).any(|len| {
            at.checked_sub(len).filter(|&f| f >= self.sentence.0).is_some_and(|from| {
                self.lexicon
                    .at(self.text, &self.tokens, from, at, class::BOUND)
                    .is_some_and(|h| h.len == len && len > 1)
            })
        });
        if !dated && !(1900..2100).contains(&year) {
            return None;
        }
        // "from 2019 to 2022", "between 2019 and 2022".
        let led = |role| before.filter(|&b| self.does(b, role));
        let (from, between) = (led(role::DATE_FROM), led(role::DATE_BETWEEN));
        let second = if from.is_some() {
            self.range_mark(at + 1, end)
        } else {
            between.and_then(|_| self.joint(at + 1, end))
        };
        let runs = |last: &i16| *last >= year || self.runs(at, at + 1);
        if let Some(last) = second.and_then(|s| self.year(s, end)).filter(runs) {
            return Some((Date { last: Some((0, last)), ..date }, at + 3));
        }
        let counted = at + 1 < end && self.noun(at + 1, end).is_some_and(|n| n.plural);
        (!bounded && (dated || !counted)).then_some((date, at + 1))
    }

    /// A month's name with the period of its abbreviation.
    fn month(&self, at: usize, end: usize) -> Option<(i8, usize)> {
        if at >= end {
            return None;
        }
        let month = self.ordinal_of(at, class::MONTH)?;
        let short = self.does(at, role::DATE_MONTH_ABBREVIATION);
        Some((month, if short { self.skip_mark(at + 1, end, b'.') } else { at + 1 }))
    }

    /// A day of the month or a range of days; after a month's name, a second day needs proof that it counts
    /// nothing.
    fn days(&self, at: usize, end: usize, after_month: bool) -> Option<Days> {
        let (first, to) = self.day(at, end)?;
        let single = Days { first, last: None, to };
        let Some(second) = self.range_mark(to, end).or_else(|| self.joint(to, end)) else {
            return Some(single);
        };
        let Some((last, after)) = self.day(second, end).filter(|&(last, _)| last > first) else {
            return Some(single);
        };
        let free = !after_month
            || after >= end
            || !self.tokens[after].is_word()
            || self.tokens[after].has(class::PREPOSITION)
            || self.tokens[after].has(class::CONJUNCTION)
            || self.tokens[after].has(class::AUXILIARY);
        Some(if free { Days { first, last: Some(last), to: after } } else { single })
    }

    fn day(&self, at: usize, end: usize) -> Option<(i8, usize)> {
        if at >= end || self.tokens[at].kind != TokenKind::Number || self.word(at).len() > 2 {
            return None;
        }
        let day = self.word(at).parse::<i8>().ok().filter(|d| *d > 0)?;
        let suffix = at + 1 < end && self.tokens[at + 1].is_glued() && self.tokens[at + 1].is_word();
        match suffix {
            true => self.is(at + 1, role::NUMBER_ORDINAL_SUFFIX).then_some((day, at + 2)),
            false => Some((day, at + 1)),
        }
    }

    /// The token after "-", "–", "to" or "until" between two ends of a range.
    fn range_mark(&self, at: usize, end: usize) -> Option<usize> {
        (at + 1 < end && (matches!(self.word(at), "-" | "–" | "—") || self.is(at, role::DATE_RANGE)))
            .then_some(at + 1)
    }

    /// The token after "and" between two days.
    fn joint(&self, at: usize, end: usize) -> Option<usize> {
        (at + 1 < end && (self.is(at, role::AND) || self.is_mark(at, b'&'))).then_some(at + 1)
    }

    /// A year of four digits, alone in its token.
    pub(in crate::facts) fn year(&self, at: usize, end: usize) -> Option<i16> {
        let token = self.tokens.get(at).filter(|t| at < end && t.kind == TokenKind::Number)?;
        let suffix = at + 1 < end
            && self.tokens[at + 1].is_glued()
            && self.tokens[at + 1].is_word()
            && !self.word(at + 1).starts_with(['\'', '’']);
        let raw = token.of(self.text);
        raw.parse().ok().filter(|y| raw.len() == 4 && !suffix && (1000..2200).contains(y))
    }

    fn ordinal_of(&self, at: usize, class: crate::text::Class) -> Option<i8> {
        let hit = self.lexicon.at(self.text, &self.tokens, at, at + 1, class)?;
        hit.number.and_then(|n| i8::try_from(n).ok())
    }
}
