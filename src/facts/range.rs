//! Ranges: from one figure or date to another.

use rust_decimal::Decimal;

use super::declare::kind;
use super::make::{Make, Written};
use super::pattern::Match;
use super::{Attr, Fact, Facts, Key, Value, date};
use crate::lexicon::Lexicon;
use crate::text::role;

/// From one figure or date to another: "10 to 12 boats", "from May 2014 to March 2015".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first figure; of dates the first day, as [`Date::days`](super::Date::days) numbers it.
    pub from: Decimal,
    /// The second; of dates the last day. Not always the greater.
    pub to: Decimal,
    /// Whether the range is of dates.
    pub dates: bool,
}

kind! {
    /// From one figure to another.
    Range(r) as "range", over Facts, made of Captures;

    From: Number = (!r.dates).then_some(r.from), "the first figure";
    To: Number = (!r.dates).then_some(r.to), "the second figure";
    First: Number = r.dates.then_some(r.from), "of two dates, the first day of the first";
    Last: Number = r.dates.then_some(r.to), "of two dates, the last day of the second";
}

/// The captures of a phrase that make a range.
#[derive(Debug)]
struct Captures {
    from: usize,
    to: usize,
}

impl Make for Captures {
    fn of(phrase: &mut Written<'_>) -> Option<Self> {
        Some(Self { from: phrase.needs("from")?, to: phrase.needs("to")? })
    }

    fn make(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Vec<Value> {
        self.range(facts, matched, lexicon).map(Value::Range).into_iter().collect()
    }
}

impl Captures {
    fn range(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Option<Range> {
        let first = facts.starting(matched.captured(self.from).next()?.0)?;
        let second = facts.starting(matched.captured(self.to).next()?.0)?;
        let number = |fact: &Fact, key| match fact.attr(key)? {
            Attr::Number(number) => Some(number),
            _ => None,
        };
        let dates = matches!(first.value, Value::Date(_));
        let (start, end) = if dates { (Key::First, Key::Last) } else { (Key::Value, Key::Value) };
        let range = Range { from: number(first, start)?, to: number(second, end)?, dates };
        let sentence = facts.sentences[first.sentence as usize].0 as usize;
        let word = |at: usize, role| facts.tokens.get(at).is_some_and(|t| lexicon.does(t, role));
        let moves = dates
            && range.to < range.from
            && word(matched.tokens.0, role::DATE_FROM)
            && word(second.tokens.0 as usize - 1, role::DATE_FROM_TO);
        (!moves || date::is_period(&facts.tokens[sentence..matched.tokens.0], lexicon)).then_some(range)
    }
}
