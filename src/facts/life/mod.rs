//! Times and ages that an article tells in different sentences, and what they make of each other: [`Timeline`] has
//! every date of the article with its year, [`old`] the ages and births, [`passed`] the years since something.

use rust_decimal::Decimal;

use super::look::Look;
use super::{Date, Fact, Facts, Kind, Precision, Resolved, Value};
use crate::Interval;
use crate::lexicon::Lexicon;
use crate::text::Class;

pub(super) mod age_nouns;
mod age_whose;
pub(super) mod age_words;
pub(super) mod ages;
mod ends;
pub(super) mod era;
pub(super) mod lasted;
mod length;
pub(super) mod old;
pub(super) mod passed;
mod periods;
mod years;

/// Days of a year in which every month has 31: a day is a number that grows with time, and a year later the day of the
/// same name is as many further.
const YEAR: i64 = 12 * 31;

/// The most words of an entry of a list.
const WORDS: usize = 4;

/// A time from its first day to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    /// The number of its first day.
    pub(super) first: i64,
    /// The number of its last day.
    pub(super) last: i64,
}

impl Time {
    /// The time from one day to another, as dates number them: 20240703.
    fn new((first, last): (u32, u32)) -> Self {
        let day = |number: u32| {
            let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
            (i64::from(year) * 12 + i64::from(month) - 1) * 31 + i64::from(day) - 1
        };
        Self { first: day(first), last: day(last) }
    }

    /// The year in which it begins.
    pub(super) const fn year(self) -> i64 {
        self.first.div_euclid(YEAR)
    }

    /// Whether it is 29 February.
    pub(super) const fn is_leap_day(self) -> bool {
        self.first == self.last && self.first.rem_euclid(YEAR) == 31 + 28
    }

    /// Whether it lies in one month.
    pub(super) const fn is_of_one_month(self) -> bool {
        self.last - self.first < 31
    }

    /// Whether the two have a day in common.
    pub(super) const fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// How many years pass up to a later time, at least and at most.
    pub(super) fn years_to(self, later: Self) -> Interval {
        let years = |days: i64| Decimal::from(days).checked_div(YEAR.into());
        Interval { low: years(later.first - self.last), high: years(later.last - self.first) }
    }

    /// How many whole years pass up to a later time, at least and at most.
    pub(super) fn whole_years_to(self, later: Self) -> (i64, i64) {
        ((later.first - self.last).div_euclid(YEAR), (later.last - self.first).div_euclid(YEAR))
    }
}

/// A time that a date of the article tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) time: Time,
    pub(super) tokens: (usize, usize),
    pub(super) sentence: usize,
    /// Whether the text tells its year.
    pub(super) own: bool,
    /// Whether it is the end of a range whose first time is the one before.
    pub(super) end: bool,
}

/// The times of an article.
pub(super) struct Timeline {
    /// Those that dates tell, in order.
    pub(super) told: Vec<Told>,
    /// The day of publication.
    pub(super) published: Option<Time>,
}

impl Timeline {
    /// The times that an article tells. Linear.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let mut told = Vec::new();
        for fact in facts.of(Kind::Date) {
            let Value::Date(date) = &fact.value else { continue };
            let zone = fact.zone;
            let known = matches!(date.resolved, Resolved::Text | Resolved::Sentence | Resolved::Article)
                || date.resolved == Resolved::Dateline && !date.deictic;
            if !zone.is_own() || !known || date.precision == Precision::Decade {
                continue;
            }
            // "ISO 9001:2015" has no year.
            let joined = fact.tokens.0 > 0
                && facts.tokens[fact.tokens.0 as usize].is_glued()
                && facts.tokens[fact.tokens.0 as usize - 1].is_mark(facts.text, b':');
            if joined {
                continue;
            }
            let own = matches!(date.resolved, Resolved::Text | Resolved::Sentence);
            let tokens = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            let sentence = fact.sentence as usize;
            let mut add = |days: Option<(u32, u32)>, end: bool| {
                told.extend(days.map(|days| Told { time: Time::new(days), tokens, sentence, own, end }));
            };
            match (date.last, date.days()) {
                (Some((0, last)), Some((first, _))) => {
                    let whole = |year: u32| (year * 10_000 + 101, year * 10_000 + 1231);
                    add(Some(whole(first / 10_000)), false);
                    add(Some(whole(u32::from(last.unsigned_abs()))), true);
                }
                (Some(_), Some((first, last))) => {
                    add(Some((first, first)), false);
                    add(Some((last, last)), true);
                }
                (None, days) => add(days.or_else(|| vague(date)), false),
                _ => {}
            }
        }
        let day = |day: jiff::civil::Date| {
            let number = u32::from(day.year().unsigned_abs()) * 10_000
                + u32::from(day.month().unsigned_abs()) * 100
                + u32::from(day.day().unsigned_abs());
            Time::new((number, number))
        };
        Self { told, published: facts.published.map(day) }
    }

    /// The years that the text tells, each once, in order.
    pub(super) fn years(&self) -> Vec<i64> {
        let mut years: Vec<i64> =
            self.told.iter().filter(|told| told.own).map(|told| told.time.year()).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The times of the article and the day of publication.
    pub(super) fn all(&self) -> impl Iterator<Item = Time> {
        self.told.iter().map(|told| told.time).chain(self.published)
    }
}

/// The whole year of a season or a quarter that the text gives a year.
fn vague(date: &Date) -> Option<(u32, u32)> {
    let year = u32::try_from(date.year?).ok()?;
    matches!(date.precision, Precision::Quarter | Precision::Season)
        .then_some((year * 10_000 + 101, year * 10_000 + 1231))
}

/// A list of words by its name, which may be missing.
#[derive(Clone, Copy, Debug)]
pub(super) struct List(Option<Class>);

impl List {
    pub(super) fn of(lexicon: &Lexicon, name: &str) -> Self {
        Self(lexicon.class(name))
    }
}

impl Look<'_> {
    /// Whether an entry of a list begins at a token.
    #[inline]
    pub(super) fn lists(&self, at: usize, list: List) -> bool {
        self.listed(at, list).is_some()
    }

    /// The token after the entry of a list that begins at a token, and its number.
    #[inline]
    pub(super) fn listed(&self, at: usize, List(class): List) -> Option<(usize, Option<u64>)> {
        let end = self.facts.tokens.len().min(at + WORDS);
        let hit = self.aside_at(at, end, class?)?;
        Some((at + hit.len, hit.number))
    }

    /// The token after the entry of a list that begins at a token, the group it stands in, and its number.
    pub(super) fn listed_whole(&self, at: usize, List(class): List) -> Option<(usize, &str, Option<u64>)> {
        let end = self.facts.tokens.len().min(at + WORDS);
        let hit = self.aside_at(at, end, class?)?;
        Some((at + hit.len, hit.value, hit.number))
    }

    /// Whether an entry of a list begins at one of the tokens. Costs nothing where these are of one sentence, none of
    /// whose words begins one.
    pub(super) fn lists_any(&self, (from, to): (usize, usize), list: List) -> bool {
        let Some(class) = list.0.filter(|_| from < to) else { return false };
        let sentence = self.facts.sentence_of(from);
        let one = self.facts.sentence_of(to - 1) == sentence && sentence < self.facts.sentences.len();
        let may_have = !one || self.facts.has_aside(sentence, class);
        may_have && (from..to).any(|at| self.lists(at, list))
    }

    /// The tokens of the article at which an entry of a list begins, in order. Costs nothing for sentences none of
    /// whose words begins one.
    pub(super) fn all_listed(&self, list: List) -> impl Iterator<Item = usize> {
        let sentences = list.0.into_iter().flat_map(|class| self.sentences_with(class));
        let tokens = sentences.flat_map(|sentence| {
            let (from, to) = self.facts.sentences[sentence];
            from as usize..to as usize
        });
        tokens.filter(move |&at| self.lists(at, list))
    }
}

/// The facts that the times of an article make of each other.
pub(super) fn read(facts: &Facts<'_>, lexicon: &Lexicon, measures: &[Fact], more: &[Fact]) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let timeline = Timeline::read(facts);
    let mut found = old::read(look, &timeline);
    found.extend(passed::read(look, &timeline, measures));
    found.extend(lasted::read(look, &timeline, measures, more));
    found.extend(era::read(look, &timeline));
    found
}
