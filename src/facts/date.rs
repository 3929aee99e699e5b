//! Dates: what they say, and where a missing year comes from. [`read`] has how they are written.

mod read;

use std::cmp::Ordering;

use jiff::civil;
use rustc_hash::FxHashMap;

pub(super) use read::is_period;

use super::declare::kind;
use super::{Fact, Value};
use crate::document::Zone;
use crate::language;

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
