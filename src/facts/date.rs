//! Dates: day, month and year in both orders, ranges, weekdays, and where a missing year
//! comes from.

use std::cmp::Ordering;

use jiff::civil;
use rustc_hash::FxHashMap;

use super::declare::kind;
use super::{Fact, Reader, Value};
use crate::document::Zone;
use crate::language;
use crate::lexicon::Lexicon;
use crate::text::{Space, Token, TokenKind};
use crate::text::{class, role};

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Names a day of a month.
    Day,
    /// Names a month.
    Month,
    /// Names a year alone.
    Year,
    /// Names a weekday alone.
    Weekday,
    /// Names a quarter or half of a year.
    Quarter,
    /// Names a season of a year.
    Season,
    /// Names ten years: "the 1990s".
    Decade,
    /// Names a time by its distance: "last week", "a year later".
    Relative,
}

impl Precision {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Weekday => "weekday",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::Decade => "decade",
            Self::Relative => "relative",
        }
    }
}

/// Where the year of a date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// The year is part of the date.
    Text,
    /// It is the year of the one other dated day or month of the sentence.
    Sentence,
    /// It is the year that puts the date nearest to the article's day of publication.
    Dateline,
    /// It is the year that the same day has elsewhere, in an article without a day of publication.
    Article,
    /// The year is not known.
    Nothing,
}

impl Resolved {
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Sentence => "sentence",
            Self::Article => "article",
            Self::Dateline => "dateline",
            Self::Nothing => "nothing",
        }
    }
}

/// A calendar date, proleptic Gregorian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year, written or resolved.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 99 as written; [`Date::valid`] tells whether the month has it.
    pub day: Option<i8>,
    /// 1 (Monday) to 7, as written.
    pub weekday: Option<i8>,
    /// The last day or year of a range, as `(month, day)` or `(0, year)`.
    pub last: Option<(i8, i16)>,
    /// Whether the date is told by its distance from another time.
    pub relative: bool,
    /// Whether it is written in numbers that could be read day first or month first.
    pub ambiguous: bool,
    /// What it names.
    pub precision: Precision,
    /// Where the year comes from.
    pub resolved: Resolved,
    /// Whether it is written in numbers: "03/04/2024".
    pub numeric: bool,
    /// Whether it counts from the day of publication: "this year", "last week".
    pub deictic: bool,
    /// Whether the date lies before or after the day of publication, where both are known.
    pub timing: Option<Ordering>,
}

kind! {
    /// A calendar date of any precision.
    Date(d) as "date", over Words;

    Year: Number = d.year, "the year, as written or resolved";
    Month: Number = d.month, "1 to 12";
    Day: Number = d.day, "the day of the month; of a range, its first";
    Weekday: Text = d.weekday_name(), "the weekday as written, in English";
    CalendarWeekday: Text = d.calendar_weekday(), "the weekday that the calendar gives for the date";
    Precision: Text = d.precision.name(),
        "day, month, year, weekday, quarter, season, decade or relative";
    Range: Flag = d.last.is_some(), "names a first and a last day, weekday or year";
    Relative: Flag = d.relative, "told by its distance: \"last week\", \"a year later\"";
    Ambiguous: Flag = d.ambiguous,
        "in numbers that can be read day first or month first; read day first";
    Resolved: Text = d.resolved.name(),
        "where the year comes from: text, sentence, article, dateline or nothing";
    Valid: Flag = d.valid(), "whether the day exists in the calendar";
    First: Number = d.days().map(|days| days.0),
        "its first day as a number that grows with time, 20240703; absent without a year";
    Last: Number = d.days().map(|days| days.1), "its last day, in the same way";
    Timing: Text = d.timing.map(timing_name),
        "past, same or future, seen from the day of publication; absent if either is not known";
    Deictic: Flag = d.deictic,
        "relative to the day of publication: \"this year\", \"last week\", \"today\"";
    Form: Text = if d.numeric { "numeric" } else { "words" },
        "numeric for \"03/04/2024\", words for all others";
}

const fn timing_name(timing: Ordering) -> &'static str {
    match timing {
        Ordering::Less => "past",
        Ordering::Equal => "same",
        Ordering::Greater => "future",
    }
}

impl Date {
    /// Whether its days exist. Without a year, 29 February does.
    #[must_use]
    pub fn valid(&self) -> bool {
        let exists = |month: i8, day: i8| civil::Date::new(self.year.unwrap_or(2000), month, day).is_ok();
        let last = |(month, day): (i8, i16)| month == 0 || exists(month, i8::try_from(day).unwrap_or(0));
        match (self.month, self.day) {
            (Some(month), Some(day)) => exists(month, day) && self.last.is_none_or(last),
            _ => true,
        }
    }

    /// The weekday as written.
    #[must_use]
    pub fn weekday_name(&self) -> Option<&'static str> {
        self.weekday.map(|w| language::chosen().weekdays[w as usize - 1])
    }

    /// The weekday that the calendar gives for it, if its day, month and year are known.
    #[must_use]
    pub fn calendar_weekday(&self) -> Option<&'static str> {
        Some(language::chosen().weekdays[self.civil()?.weekday().to_monday_zero_offset() as usize])
    }

    /// Its first and last day as numbers that grow with time: 20240703. None without a year and for
    /// quarters and seasons. Of "28 December to 2 January 2024" the first day is of the year before.
    #[must_use]
    pub fn days(&self) -> Option<(u32, u32)> {
        let year = u32::try_from(self.year?).ok()?;
        let vague = matches!(
            self.precision,
            Precision::Weekday | Precision::Relative | Precision::Quarter | Precision::Season
        );
        if vague || self.ambiguous {
            return None;
        }
        let number = |year: u32, month: i8, day: u32| year * 10_000 + month.unsigned_abs() as u32 * 100 + day;
        let month = self.month.unwrap_or(0);
        let first =
            number(year, self.month.unwrap_or(1), self.day.map_or(1, |d| u32::from(d.unsigned_abs())));
        Some(match self.last {
            Some((0, last)) => (first, number(u32::from(last.unsigned_abs()), 12, 31)),
            Some((last, day)) => {
                let first = if last < month { first - 10_000 } else { first };
                (first, number(year, last, u32::from(day.unsigned_abs())))
            }
            None => (
                first,
                number(year, self.month.unwrap_or(12), self.day.map_or(31, |d| u32::from(d.unsigned_abs()))),
            ),
        })
    }

    /// The day itself, if it is known in full and exists.
    #[must_use]
    pub fn civil(&self) -> Option<civil::Date> {
        if self.ambiguous {
            return None;
        }
        civil::Date::new(self.year?, self.month?, self.day?).ok()
    }
}

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
pub(super) fn is_period(before: &[Token], lexicon: &Lexicon) -> bool {
    let near = || before.iter().rev().take(SHIFT);
    let front = before.last().is_none_or(|t| !t.is_word() || t.has(class::CONJUNCTION));
    let lasts = || near().any(|t| lexicon.does(t, role::DATE_LASTING));
    !near().any(|t| t.has(class::SHIFT)) && (front || lasts())
}

impl Reader<'_> {
    /// The date that starts at token `at`, and the token after it.
    pub(super) fn date(&self, at: usize, end: usize) -> Option<(Date, usize)> {
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
                Some(year / 100 * 100 + second.parse::<i16>().ok().filter(|_| short)?)
            });
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
    pub(super) fn year(&self, at: usize, end: usize) -> Option<i16> {
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

pub(super) fn blank(precision: Precision) -> Date {
    Date {
        year: None,
        month: None,
        day: None,
        weekday: None,
        last: None,
        relative: false,
        ambiguous: false,
        precision,
        resolved: Resolved::Nothing,
        numeric: false,
        deictic: false,
        timing: None,
    }
}

fn day_of(year: Option<i16>, month: i8, day: i8, last: Option<(i8, i16)>) -> Date {
    let resolved = if year.is_some() { Resolved::Text } else { Resolved::Nothing };
    Date { year, month: Some(month), day: Some(day), last, resolved, ..blank(Precision::Day) }
}

/// Resolves the years of dates that lack one, where the text leaves no doubt. `published` is the day of the
/// dateline.
pub(super) fn resolve(facts: &mut [Fact], published: Option<civil::Date>) {
    let mut by_sentence = Years::default();
    let mut by_day = Years::default();
    for fact in facts.iter() {
        if let Value::Date(Date { year: Some(year), month: Some(month), day, .. }) = fact.value {
            by_sentence.add((fact.sentence, 0), year);
            if let Some(day) = day {
                by_day.add((month as u32, day), year);
            }
        }
    }
    for fact in facts.iter_mut() {
        let Value::Date(date) = &mut fact.value else { continue };
        let (None, Some(month)) = (date.year, date.month) else { continue };
        let same_day = || by_day.one(&(month as u32, date.day?));
        let resolved = if let Some(year) = by_sentence.one(&(fact.sentence, 0)) {
            (year, Resolved::Sentence)
        } else if let Some(published) = published {
            (nearest(date, published), Resolved::Dateline)
        } else if let Some(year) = same_day() {
            (year, Resolved::Article)
        } else {
            continue;
        };
        (date.year, date.resolved) = (Some(resolved.0), resolved.1);
    }
    if let Some(published) = published {
        for fact in facts.iter_mut() {
            if let Value::Date(date) = &mut fact.value {
                if date.deictic {
                    date.resolved = Resolved::Dateline;
                }
                date.timing = timing(date, published);
            }
        }
    }
}

/// Whether a date lies before or after the day of publication as a whole, or neither.
fn timing(date: &Date, published: civil::Date) -> Option<Ordering> {
    let (first, last) = date.days()?;
    let (day, _) = day_of(Some(published.year()), published.month(), published.day(), None).days()?;
    Some(if last < day {
        Ordering::Less
    } else if first > day {
        Ordering::Greater
    } else {
        Ordering::Equal
    })
}

/// The year that dates with one key have; none where they have several.
#[derive(Default)]
struct Years(FxHashMap<(u32, i8), Option<i16>>);

impl Years {
    fn add(&mut self, with: (u32, i8), year: i16) {
        let known = self.0.entry(with).or_insert(Some(year));
        *known = known.filter(|known| *known == year);
    }

    fn one(&self, with: &(u32, i8)) -> Option<i16> {
        self.0.get(with).copied().flatten()
    }
}

/// A date of day or month precision.
fn dated(fact: &Fact) -> Option<Date> {
    match fact.value {
        Value::Date(date) if date.month.is_some() => Some(date),
        _ => None,
    }
}

/// The year that puts a date nearest to the day of publication. News is of the last and next
/// few months; where two years are almost as near and the weekday fits only one, that one.
fn nearest(date: &Date, published: civil::Date) -> i16 {
    let away = |year: i16| {
        let day = civil::Date::new(year, date.month.unwrap_or(1), date.day.unwrap_or(15).min(28))
            .unwrap_or(published);
        day.since(published).map_or(0, |span| span.get_days().abs())
    };
    let year = published.year();
    let mut years = [year - 1, year, year + 1];
    years.sort_by_key(|&y| away(y));
    let fits = |year: &i16| {
        let day = Date { year: Some(*year), ..*date };
        day.weekday.is_none() || day.weekday_name() == day.calendar_weekday()
    };
    years.into_iter().take(2).filter(|&y| away(y) < 270).find(fits).unwrap_or(years[0])
}

/// The day of publication: the full date of the dateline, or else the day that is known of the article.
pub(super) fn published(facts: &[Fact], known: Option<civil::Date>) -> Option<civil::Date> {
    let full = |f: &Fact| dated(f).and_then(|d| d.civil());
    let dated = facts.iter().filter(|f| f.zone == Zone::Dateline).find_map(full);
    dated.or(known)
}

#[cfg(test)]
mod tests;
