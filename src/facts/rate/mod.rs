//! So much for each, or in each: "nine vans at 210 euros each", "£95 a month", "14 tonnes a day for five days",
//! "150 km in two hours and a half, an average of 60 km/h", with what that makes in all.

mod figures;
mod per;
mod period;
mod product;

use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Fact, Facts, Key, Value};
use crate::Interval;
use crate::lexicon::Lexicon;
use crate::text::{class, role};

/// How a rate is told.
const EACH: &str = "each";
const PERIOD: &str = "period";
const SPEED: &str = "speed";

/// The most figures of an article among which what a rate makes is looked for.
const FIGURES: usize = 150;

/// How near a number stands behind "each" where it is of them: "every one of the nine".
const OF_EACH: usize = 4;

/// So much for each of so many, and what is told to be the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// How much for each.
    pub each: (Decimal, Interval),
    /// Of how many, or for how long.
    pub times: (Decimal, Interval),
    /// What is told to be the whole.
    pub total: (Decimal, Interval),
    /// each, period or speed.
    pub form: &'static str,
    /// The tokens of the rate, of its number and of the whole.
    pub beside: Vec<(u32, u32)>,
}

kind! {
    /// So much for each of so many, and what is told to be the whole.
    Rate(r) as "rate", over Facts;

    Each: Number = r.each.0, "how much for each";
    Times: Number = r.times.0, "of how many, or for how long";
    Total: Number = r.total.0, "what is told to be the whole";
    Form: Text = r.form, "each, period for \"a month\" and \"a year\", or speed";
}

impl Rate {
    /// Between which values one of its numbers lies.
    pub(super) const fn interval_of(&self, key: Key) -> Option<Interval> {
        match key {
            Key::Each => Some(self.each.1),
            Key::Times => Some(self.times.1),
            Key::Total => Some(self.total.1),
            _ => None,
        }
    }
}

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Of<'f> {
    Money(&'f str),
    /// A unit, and in how many of the unit of its dimension it is told.
    Measure(&'f str),
    /// So many seconds.
    Time,
    Count(&'f str),
    Plain,
}

/// A figure of the article.
#[derive(Clone, Copy, Debug)]
struct Figure<'f> {
    tokens: (usize, usize),
    sentence: usize,
    of: Of<'f>,
    said: (Decimal, Interval),
    /// Its number as told, and its noun or unit.
    told: (Decimal, &'f str),
    /// What it is for: each thing, a period of so many seconds, or nothing.
    per: Per<'f>,
    /// Whether it is told to be the whole.
    whole: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Per<'f> {
    None,
    Each,
    /// A thing by its noun.
    Thing(&'f str),
    /// Each of the things that the figure before it counts: "four shifts of 12 hours".
    Of(Decimal),
    /// A period, in seconds.
    Period(Decimal),
}

/// The rates of an article whose number and whole are told. Bounded by the square of [`FIGURES`].
pub(super) fn rates(facts: &Facts<'_>, lexicon: &Lexicon, measures: &[Fact]) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let figures = look.rate_figures(measures);
    let rates: Vec<&Figure<'_>> = figures.iter().filter(|figure| figure.per != Per::None).collect();
    if rates.is_empty() || figures.len() > FIGURES {
        return Vec::new();
    }
    let mut found = Vec::new();
    for rate in &rates {
        found.extend(look.rate(rate, &figures));
    }
    found
}

impl<'f> Look<'f> {
    /// Whether what was paid was less or more than that, by the words of the sentences. A name says nothing, nor does
    /// what there is none of; and of a rate that is told for two periods nothing is taken off in between: "£400 a month
    /// before deductions".
    fn tells_more(self, rate: &Figure<'f>, total: &Figure<'f>, form: &str) -> bool {
        let other = |sentence: usize| {
            let (start, end) = self.sentence(sentence);
            let none = |at: &usize| {
                self.does(*at, role::WITHOUT)
                    || self.does(*at, role::SHARE_NONE)
                    || form == PERIOD && self.does(*at, role::CHANGE_EARLIER)
            };
            let told = |at: usize| {
                // "Not all have paid yet", and not "yet the bill".
                let joins = self.has(at, class::CONJUNCTION) && self.has(at + 1, class::DETERMINER);
                self.is_lower(at)
                    && !joins
                    && self.does(at, role::RATE_OTHER)
                    && !(at.saturating_sub(3).max(start)..at).any(|at| none(&at))
            };
            self.facts.has_word_with(sentence, role::RATE_OTHER) && (start..end).any(told)
        };
        other(rate.sentence)
            || total.sentence != rate.sentence && other(total.sentence)
            || self.tells_part(rate, total)
    }

    /// Whether words between a rate and its whole tell of some who get another part: "takes half", "get half that", "the
    /// other three".
    fn tells_part(self, rate: &Figure<'f>, total: &Figure<'f>) -> bool {
        let sentences = rate.sentence.min(total.sentence)..=rate.sentence.max(total.sentence);
        sentences.into_iter().any(|sentence| {
            let (start, end) = self.sentence(sentence);
            let told = |at: usize| {
                // "Half an hour", "an hour and a half"
                let length = self.does(at + 1, role::A_OR_AN) || self.does(at.saturating_sub(2), role::AND);
                let others = self.has(at, class::ADDITIVE) && self.does(at.saturating_sub(1), role::THE);
                self.does(at, role::RATE_PART) && !length || others && self.is_number(at + 1)
            };
            (start..end).any(told)
        })
    }

    /// Whether a figure is the number of the things of which each has something: "every one of the nine".
    fn is_of_each(self, figure: &Figure<'f>) -> bool {
        let (start, _) = self.sentence(figure.sentence);
        let from = figure.tokens.0;
        let of = |at: usize| self.does(at, role::OF);
        (from.saturating_sub(OF_EACH).max(start)..from)
            .any(|at| self.does(at, role::RATE_EACH) && (at + 1..from).rev().take(2).any(of))
    }

    /// Whether a length of time is one that lies back: "in the past year".
    fn is_past(self, at: usize) -> bool {
        at > 0 && (self.does(at - 1, role::CHANGE_LAST) || self.does(at - 1, role::RATE_PAST))
    }

    /// The fact of a rate with its number and its whole.
    fn told_rate(
        self,
        rate: &Figure<'f>,
        total: &Figure<'f>,
        times: (Decimal, Interval),
        number: Option<&Figure<'f>>,
        form: &'static str,
    ) -> Fact {
        let places = [Some(rate), number, Some(total)].into_iter().flatten();
        let beside = places.map(|figure| (figure.tokens.0 as u32, figure.tokens.1 as u32)).collect();
        let value = Rate { each: rate.said, times, total: total.said, form, beside };
        let (first, last) = if rate.tokens < total.tokens { (rate, total) } else { (total, rate) };
        let tokens = if number.is_some_and(|number| number.sentence > last.sentence && form == SPEED) {
            // "It does 12 knots, and the way is 18 miles … Reckon with two hours."
            number.map_or(last.tokens, |number| number.tokens)
        } else if first.sentence == last.sentence {
            (first.tokens.0, last.tokens.1)
        } else if form == EACH {
            total.tokens
        } else {
            last.tokens
        };
        self.facts.fact_over(tokens, Value::Rate(Box::new(value)))
    }
}

/// How many times what a rate makes its total may be for a slip, up or down; or ten times, by a nought.
const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 0);

/// Whether one figure can stand for another by a slip: less than twice apart, or with a nought too many or too few.
fn near(a: Decimal, b: Decimal) -> bool {
    let (small, large) = (a.min(b), a.max(b));
    small > Decimal::ZERO && (large <= small * NEAR || large == small * Decimal::TEN)
}
