//! Breakdowns: a whole and its parts.

use rust_decimal::Decimal;

use super::declare::kind;
use super::make::{Make, Written, figure};
use super::pattern::Match;
use super::{Facts, Value};
use crate::lexicon::Lexicon;

/// A whole and its parts: "nine boats: five in Malta and four in Gozo".
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// The whole as stated.
    pub whole: Decimal,
    /// The parts as stated, in order; never empty.
    pub parts: Vec<Decimal>,
    /// Whether the parts are said to be all of the whole: not after "including".
    pub exhaustive: bool,
    /// "count", "money" or "percent".
    pub class: &'static str,
}

kind! {
    /// A whole and its parts.
    Breakdown(b) as "breakdown", over Facts, made of Captures;

    Whole: Number = b.whole, "the whole as stated";
    Parts: Numbers = &b.parts, "the parts as stated";
    Total: Number = b.total(), "the sum of the parts";
    Class: Text = b.class, "count, money or percent";
    Exhaustive: Flag = b.exhaustive, "the parts are said to be all of the whole";
}

impl Breakdown {
    /// The sum of the parts.
    fn total(&self) -> Option<Decimal> {
        self.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))
    }
}

/// The captures of a phrase that make a breakdown.
#[derive(Debug)]
struct Captures {
    whole: Whole,
    part: usize,
    exhaustive: bool,
}

/// Where the whole of a breakdown comes from.
#[derive(Clone, Copy, Debug)]
enum Whole {
    Captured(usize),
    Always(u32),
}

impl Make for Captures {
    fn of(phrase: &mut Written<'_>) -> Option<Self> {
        let whole = match phrase.raw.whole {
            Some(whole) => Whole::Always(whole),
            None => Whole::Captured(phrase.needs("whole")?),
        };
        Some(Self { whole, part: phrase.needs("part")?, exhaustive: phrase.raw.exhaustive })
    }

    fn make(&self, facts: &Facts<'_>, matched: &Match, _: &Lexicon) -> Vec<Value> {
        self.breakdown(facts, matched).map(Value::Breakdown).into_iter().collect()
    }
}

impl Captures {
    fn breakdown(&self, facts: &Facts<'_>, matched: &Match) -> Option<Breakdown> {
        let parts: Vec<Decimal> =
            matched.captured(self.part).filter_map(|range| figure(facts, range)).collect();
        let (first, _) = matched.captured(self.part).next()?;
        let class = match facts.starting(first)?.value {
            Value::Money(_) => "money",
            Value::Percent(_) => "percent",
            _ => "count",
        };
        let whole = match self.whole {
            Whole::Captured(name) => figure(facts, matched.captured(name).next()?)?,
            Whole::Always(whole) => whole.into(),
        };
        let exhaustive = self.exhaustive;
        (!parts.is_empty()).then_some(Breakdown { whole, parts, exhaustive, class })
    }
}
