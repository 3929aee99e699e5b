//! The century or the ten years of a thing, and the year in which it was made, where the text tells one of each: "the
//! 17th-century church", which was put up in 1743.

use rust_decimal::Decimal;

use super::super::declare::kind;
use super::super::look::Look;
use super::super::{Fact, Key, Kind, Value};
use super::{List, Timeline};
use crate::Interval;
use crate::text::{Token, TokenKind, class, role};

/// How many tokens may stand between a word for making and the year.
const NEAR: usize = 8;

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

    Low: Number = Decimal::from(e.years.0), "the first year of the century or the ten years";
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

/// The century of an article that tells one, with the only year of something made. Linear.
pub(super) fn read(look: Look<'_>, timeline: &Timeline) -> Vec<Fact> {
    look.era(timeline).into_iter().collect()
}

impl Look<'_> {
    fn era(&self, timeline: &Timeline) -> Option<Fact> {
        let list = |name| List::of(self.lexicon, name);
        let (century, turn) = (list("era.century"), list("era.turn"));
        let mut eras: Vec<((i64, i64), (usize, usize))> = Vec::new();
        for fact in self.facts.of(Kind::Ordinal).filter(|fact| fact.zone.is_own()) {
            let (at, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            let end = end + usize::from(self.is_mark(end, &["-", "‑"]));
            let Value::Ordinal(ordinal) = &fact.value else { continue };
            if !self.lists(end, century) {
                continue;
            }
            let last = i64::try_from(ordinal.value).ok()?.checked_mul(100)?;
            // "The turn of the 20th century" is its beginning.
            let turned = (1..=3).any(|n| at.checked_sub(n).is_some_and(|at| self.lists(at, turn)));
            let years = if turned { (last - 110, last - 85) } else { (last - 100, last) };
            eras.push((years, (at, end + 1)));
        }
        // "1970s"
        for at in 0..self.facts.tokens.len() {
            let year = self.token(at).filter(|t| t.kind == TokenKind::Number && t.end - t.start == 4);
            let tens = year
                .and_then(|_| self.word(at).parse::<i64>().ok())
                .filter(|year| (1000..2100).contains(year) && year % 10 == 0);
            let own = || self.facts.zone(self.facts.block_of(self.facts.sentence_of(at))).is_own();
            if let Some(year) = tens
                && self.lists(at + 1, list("era.tens"))
                && self.token(at + 1).is_some_and(Token::is_glued)
                && own()
                && at
                    .checked_sub(1)
                    .is_some_and(|b| self.lists(b, list("span.the")) || self.has(b, class::PRONOUN))
            {
                eras.push(((year - 1, year + 10), (at, at + 2)));
            }
        }
        let (years, tokens) = *eras.first()?;
        if eras.iter().any(|(other, _)| *other != years) {
            return None;
        }
        // "In the 1970s, when the pier burnt down in 1984".
        let when = list("life.when");
        let when = (0..2).any(|n| self.lists(tokens.1 + n, when)).then(|| self.facts.sentence_of(tokens.0));
        let year = self.only_year_made(timeline, when)?;
        // A slip is off by one: by a century, or by ten years.
        let length = years.1 - years.0;
        let slip = (years.0 - length..=years.1 + length).contains(&year);
        slip.then(|| self.facts.fact_over(tokens, Value::Era(Era { years, year })))
    }

    /// The only year that an article tells but for that of publication, if something was made in it and not made again, or
    /// it stands in a sentence that tells when.
    fn only_year_made(&self, timeline: &Timeline, when: Option<usize>) -> Option<i64> {
        let now = timeline.published.map(super::Time::year);
        let recent = |year: i64| now.is_some_and(|now| (now - 1..=now + 1).contains(&year));
        let list = |name| List::of(self.lexicon, name);
        let (made, again) = (list("era.made"), list("era.again"));
        let mut years: Vec<(i64, usize)> = Vec::new();
        for told in timeline.told.iter().filter(|told| told.own && !recent(told.time.year())) {
            if told.end {
                return None;
            }
            years.push((told.time.year(), told.tokens.0));
        }
        years.extend(self.years_of_things().filter(|(year, _)| !recent(*year)));
        let (year, at) = *years.first()?;
        if years.iter().any(|(other, _)| *other != year) {
            return None;
        }
        let (from, to) = self.facts.sentences[self.facts.sentence_of(at)];
        let (from, to) = (from as usize, to as usize);
        let near = (from.max(at.saturating_sub(NEAR)), at);
        let of = at > from && self.does(at - 1, role::OF);
        let told = when == Some(self.facts.sentence_of(at));
        ((self.lists_any(near, made) || of || told) && !self.lists_any((from, to), again)).then_some(year)
    }

    /// Numbers that are years by the word before: "a parchment of 1403", "in the year 1126".
    fn years_of_things(&self) -> impl Iterator<Item = (i64, usize)> {
        let year = List::of(self.lexicon, "era.year");
        self.facts.of(Kind::Number).filter_map(move |fact| {
            let at = fact.tokens.0 as usize;
            let led = at > 0 && (self.does(at - 1, role::OF) || self.lists(at - 1, year));
            let number = self.word(at);
            let figure = number.len() == 4 && fact.tokens.1 as usize == at + 1 && fact.zone.is_own();
            number
                .parse::<i64>()
                .ok()
                .filter(|year| led && figure && (1000..2100).contains(year))
                .map(|year| (year, at))
        })
    }
}
