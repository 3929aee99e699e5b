//! The century or the decade of a thing, and the year in which it was made or happened, where the text tells one of each:
//! "the 17th-century church", which was put up in 1743; "the drought of the 1970s", when the rains failed in 1982.

use rust_decimal::Decimal;

use super::super::declare::kind;
use super::super::look::Look;
use super::super::{Fact, Key, Kind, Value};
use super::periods::{Period, Words};
use super::{List, Timeline};
use crate::Interval;
use crate::text::{class, role};

/// How many tokens may stand between a word for a year and the year.
const NEAR: usize = 8;

/// How many years apart those of one thing are at most: begun in 1855, ready in 1857.
const CLOSE: i64 = 5;

/// How many years off a century is at most that is a slip.
const FAR: i64 = 150;

/// How many sentences an article has at most of which all can be of one thing.
const SHORT: usize = 13;

/// How many tokens before a time words may stand that make it one end of a span.
const SPAN: usize = 2;

/// The fewest letters of a word that is said again.
const ECHO: usize = 5;

/// How many sentences apart a time and the year of what happened may stand.
const BESIDE: usize = 2;

/// How many tokens may stand between "this century" and its year.
const LISTED: usize = 4;

/// A century or ten years, with the year in which the thing was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Era {
    /// Its first year and its last.
    pub years: (i64, i64),
    /// The year in which the thing was made.
    pub year: i64,
}

kind! {
    /// The century or the ten years of a thing whose year is told elsewhere: "the 17th-century church".
    Era(e) as "era", over Facts;

    Low: Number = Decimal::from(e.years.0), "the first year of the century or the ten years, or of the part of it";
    High: Number = Decimal::from(e.years.1), "the last";
    Year: Number = Decimal::from(e.year), "the year in which the thing was made or begun";
    Span: Number = Decimal::from(e.years.0), "between the first year and the last";
}

impl Era {
    /// Between which values one of its numbers lies.
    pub(in crate::facts) fn interval_of(&self, key: Key) -> Option<Interval> {
        let (low, high) = self.years;
        (key == Key::Span).then(|| Interval::between(low.into(), high.into()))
    }
}

/// How many periods an article tells at most that its years are held against. One with more is a table.
const MANY: usize = 200;

/// A year that the text tells.
#[derive(Clone, Copy)]
struct Year {
    year: i64,
    at: usize,
    sentence: usize,
}

/// The century of an article that tells one, with the only year of something made. Linear.
pub(super) fn read(look: Look<'_>, timeline: &Timeline) -> Vec<Fact> {
    look.era(timeline).into_iter().collect()
}

impl Look<'_> {
    fn era(&self, timeline: &Timeline) -> Option<Fact> {
        let mut periods = self.centuries(Words::of(*self));
        periods.sort_unstable_by_key(|period| period.tokens);
        if periods.is_empty() || periods.len() > MANY {
            return None;
        }
        let (years, now) = self.years_of_the_past(timeline);
        if let Some(fact) = periods.iter().find_map(|period| self.listed_year(period, &years)) {
            return Some(fact);
        }
        periods.retain(|period| !period.is_current);
        let first = *periods.first()?;
        // Which of two periods is meant is not clear.
        let apart = |a: &Period, b: &Period| a.years.1 < b.years.0 || b.years.1 < a.years.0;
        if periods
            .iter()
            .any(|period| apart(period, &first) || period.years != first.years && period.size == first.size)
        {
            return None;
        }
        let period = *periods.iter().find(|period| self.any_year(period, &years)).unwrap_or(&first);
        let (low, high) = (years.iter().map(|y| y.year).min()?, years.iter().map(|y| y.year).max()?);
        let within = |year: i64| (period.years.0..=period.years.1).contains(&year);
        // The article is written in the period: what is new is of it.
        if high - low > CLOSE || now.is_some_and(within) {
            return None;
        }
        let of = |year: &Year| {
            Some(
                self.facts.fact_over(period.tokens, Value::Era(Era { years: period.years, year: year.year })),
            )
        };
        if let Some(year) = years.iter().find(|year| within(year.year)) {
            return of(year);
        }
        years.iter().find(|year| self.is_of_period(year, &period)).and_then(of)
    }

    /// Whether a time is the first end of a span: "between the late 1990s and 2007".
    fn is_between(&self, period: &Period, from: usize) -> bool {
        let before = (from.max(period.tokens.0.saturating_sub(SPAN)), period.tokens.0);
        self.lists_any(before, List::of(self.lexicon, "era.between"))
    }

    /// Whether a longer word of one sentence stands in another as well.
    fn echoes(&self, (from, to): (usize, usize), other: (usize, usize)) -> bool {
        let long = |at: usize| self.telling(at, ECHO).filter(|_| self.is_lower(at));
        (from..to).filter_map(long).any(|word| (other.0..other.1).filter_map(long).any(|again| again == word))
    }

    /// Whether ten years stand before a thing that the sentence of a year is about: "the sixties saloon, built in 1958".
    fn is_thing_of(&self, period: &Period, year: &Year, (own, of): ((usize, usize), (usize, usize))) -> bool {
        let (at, end) = period.tokens;
        let list = |name| List::of(self.lexicon, name);
        let before = |n: usize| at.checked_sub(n).filter(|&b| b >= of.0);
        // "Its 1990s strategy", "in the 1990s boom"
        let owned = before(1).is_some_and(|b| {
            self.lists(b, list("years.its"))
                || self.lists(b, list("life.own"))
                || self.word(b).ends_with("'s")
                || self.word(b).ends_with("’s")
        });
        let within = (1..=2).filter_map(before).any(|b| self.does(b, role::IN));
        // "An 1840s mill" of the first sentence is what the article is about.
        let opens = before(1).is_some_and(|b| self.does(b, role::A_OR_AN)) && self.facts.sentence_of(at) <= 1;
        let beside = year.sentence.abs_diff(self.facts.sentence_of(at)) <= BESIDE;
        let name =
            |at: usize| self.token(at).filter(|t| t.is_capital() && self.telling(at, ECHO - 1).is_some());
        // The noun, or the name behind it, is said again.
        let noun = || {
            (end..of.1.min(end + LISTED)).filter(|&at| self.is_lower(at) || name(at).is_some()).any(|at| {
                self.telling(at, ECHO - 1).is_some_and(|word| {
                    (own.0..own.1).any(|other| self.word(other).eq_ignore_ascii_case(word))
                })
            })
        };
        let goes_on = own.0 > of.0 && (own.0..own.0 + 2).any(|at| self.has(at, class::PRONOUN));
        !owned && !within && (opens || beside && (own == of || goes_on || noun()))
    }

    fn any_year(&self, period: &Period, years: &[Year]) -> bool {
        years.iter().any(|year| (period.years.0..=period.years.1).contains(&year.year))
    }

    /// "Three times this century, in 1998 and 2009".
    fn listed_year(&self, period: &Period, years: &[Year]) -> Option<Fact> {
        let end = period.tokens.1;
        let led = |at: usize| {
            self.is_mark(at, &[",", ":", "(", "–", "—"])
                || self.does(at, role::IN)
                || self.does(at, role::AND)
        };
        let out = |year: &&Year| {
            year.at >= end
                && year.at - end <= LISTED
                && (end..year.at).all(led)
                && self.is_mark(end, &[",", ":", "(", "–", "—"])
        };
        let year = years.iter().find(out).filter(|_| period.is_time)?;
        let missed = !(period.years.0..=period.years.1).contains(&year.year) && period.size == 100;
        let era = Era { years: period.years, year: year.year };
        missed.then(|| self.facts.fact_over(period.tokens, Value::Era(era)))
    }

    /// Whether a year is that of a thing whose period it is not of.
    fn is_of_period(&self, year: &Year, period: &Period) -> bool {
        let list = |name| List::of(self.lexicon, name);
        let sentence = |at: usize| {
            let (from, to) = self.facts.sentences[self.facts.sentence_of(at)];
            (from as usize, to as usize)
        };
        let (own, of) = (sentence(year.at), sentence(period.tokens.0));
        let again = list("era.again");
        // "Built on the ruins of a 12th-century abbey"
        let older = self
            .lists_any((of.0.max(period.tokens.0.saturating_sub(NEAR)), period.tokens.0), list("era.older"));
        // "Since the early 1990s", "until 2006"
        // "Shortly after 1352" is as good as in that year, and what is from the 13th century is of it.
        let bound = list("era.bound");
        let bounded = |(at, end): (usize, usize), (from, to): (usize, usize)| {
            (from.max(at.saturating_sub(SPAN))..at).any(|b| {
                let near = b > from && self.lists(b - 1, list("era.near"));
                let origin =
                    self.does(b, role::DATE_FROM) && !self.lists_any((end, to.min(end + SPAN)), bound);
                self.lists(b, bound) && !near && !origin
            })
        };
        if older
            || self.lists_any(own, again)
            || !period.is_time && self.lists_any(of, again)
            || bounded((year.at, year.at + 1), own)
            || period.is_time && (bounded(period.tokens, of) || self.is_between(period, of.0))
        {
            return false;
        }
        let made =
            self.lists_any(own, list("era.made")) || year.at > own.0 && self.does(year.at - 1, role::OF);
        let done = made || self.lists_any(own, list("era.done"));
        let apart = year.sentence.abs_diff(self.facts.sentence_of(period.tokens.0));
        let is_short = self.facts.sentences.len() <= SHORT;
        let (first, second) = if own.0 < of.0 { (own, of) } else { (of, own) };
        let echo = own == of || self.echoes(first, second);
        // "It was signed in April 2021."
        let goes_on = apart == 1 && (second.0..second.0 + 2).any(|at| self.has(at, class::PRONOUN));
        // A slip is off by one: by a century, or by ten years.
        let off =
            if year.year < period.years.0 { period.years.0 - year.year } else { year.year - period.years.1 };
        let wide = made && !period.is_time && period.size == 100;
        let like = off <= if wide { FAR } else { period.size };
        let joined = match period.is_time {
            true => {
                let century = period.size == 100;
                is_short && (made || apart <= BESIDE && (done || echo || goes_on || century))
            }
            false if period.size == 100 => made && (is_short || echo) || done && is_short,
            // "Its 1990s strategy" is of those years in another way than "a 1930s cinema", which was built in one.
            false => made && self.is_thing_of(period, year, (own, of)),
        };
        // "They formed in the 1980s and split up in 1991."
        let both = own == of
            && period.size == 10
            && self.any((period.tokens.1.min(year.at), period.tokens.0.max(year.at)), role::AND);
        like && joined && !both
    }

    /// The years that an article tells but for those about its publication, and the year of that.
    fn years_of_the_past(&self, timeline: &Timeline) -> (Vec<Year>, Option<i64>) {
        let now = timeline.published.map(super::Time::year);
        let recent = |year: i64| now.is_some_and(|now| (now - 1..=now + 1).contains(&year));
        let told = timeline.told.iter().filter(|told| told.own).map(|told| Year {
            year: told.time.year(),
            at: told.tokens.0,
            sentence: told.sentence,
        });
        let years = told.chain(self.years_of_things()).filter(|year| !recent(year.year)).collect();
        (years, now)
    }

    /// Numbers that are years by a word before: "a parchment of 1403", "in the year 1126", "the year, 1428", "AD 268".
    fn years_of_things(&self) -> impl Iterator<Item = Year> {
        let list = |name| List::of(self.lexicon, name);
        let (year, bc, ad) = (list("era.year"), list("era.bc"), list("era.ad"));
        self.facts.of(Kind::Number).filter(|fact| fact.zone.is_own()).filter_map(move |fact| {
            let at = fact.tokens.0 as usize;
            if fact.tokens.1 as usize != at + 1 {
                return None;
            }
            let number = self.word(at);
            let value = number.parse::<i64>().ok()?;
            let sentence = fact.sentence as usize;
            let before = at.checked_sub(1)?;
            if self.lists(at + 1, bc) {
                return Some(Year { year: -value, at, sentence });
            }
            if self.lists(before, ad) || self.lists(at + 1, ad) {
                return Some(Year { year: value, at, sentence });
            }
            let from = self.facts.sentences[sentence].0 as usize;
            let near = (from.max(at.saturating_sub(NEAR)), at);
            // The inscription "I call the quick, 1804".
            let led = self.does(before, role::OF)
                || self.lists(before, year)
                || self.is_mark(before, &[","]) && self.lists_any(near, list("era.dated"));
            (led && number.len() == 4 && (1000..2100).contains(&value)).then_some(Year {
                year: value,
                at,
                sentence,
            })
        })
    }
}
