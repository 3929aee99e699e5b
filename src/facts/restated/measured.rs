//! Measures that are told twice, in two units: "10 miles (16 km)", "72 hours, in other words three days".

use rust_decimal::Decimal;

use super::super::life::List;
use super::super::look::Look;
use super::super::{Bound, Fact, Facts, Measure, Value};
use super::{Restatement, is_slip};
use crate::lexicon::Lexicon;
use crate::text::{Token, role};

/// The most tokens between a measure and one that says it again in other units.
const LINK: usize = 6;

/// How many tokens behind a measure the word for its units may stand: "in the language of the old".
const SYSTEM: usize = 5;

/// So many times over, a figure in another unit may be wrong: a factor that is turned round, or a digit too many.
const OFF: u32 = 12;

/// The measures of an article, in order, that are told twice. Linear.
pub(in crate::facts) fn converted(facts: &Facts<'_>, lexicon: &Lexicon, measures: &[Fact]) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    measures.windows(2).filter_map(|pair| look.converted(&pair[0], &pair[1])).collect()
}

impl Look<'_> {
    fn converted(&self, first: &Fact, second: &Fact) -> Option<Fact> {
        let (Value::Measure(a), Value::Measure(b)) = (&first.value, &second.value) else { return None };
        let alike = a.dimension == b.dimension && first.sentence == second.sentence && first.zone.is_own();
        if !alike || a.unit == b.unit && a.several == b.several || self.is_age(first) || self.is_age(second) {
            return None;
        }
        let from = self.past_adjective(first);
        let (at, to) = (second.tokens.0 as usize, second.tokens.1 as usize);
        let (_, end) = self.sentence(first.sentence as usize);
        let slash = self.is_mark(from, &["/"]) && at == from + 1;
        let form = if slash { Some("or") } else { self.again(from, (at, to), end) };
        let form = form
            .or_else(|| self.bracketed(from, at, to).then_some("bracket"))
            .or_else(|| self.in_other_units(from, (at, to), end))
            .or_else(|| {
                (is_of_two_systems(a, b) && self.about_again(from, b, (at, to), end)).then_some("or")
            })?;
        let time = a.dimension == "time";
        // Time is not rounded where it is told in other units.
        let (x, y) = if time { (a.base, b.base) } else { (a.rounded_beside(b), b.rounded_beside(a)) };
        // "Just under 300 kilos" may be rounded, and "under 300 kilos" may be far less.
        let y = match b.amount.bound {
            Bound::Exact | Bound::About => y,
            bound if bound == Bound::Nearly || self.is_little(at) => {
                y.widened(y.middle().unwrap_or_default().abs() / Decimal::TEN)
            }
            _ => b.base,
        };
        let valid = x.overlaps(y)
            || a.without_shift().is_some_and(|x| b.without_shift().is_some_and(|y| x.overlaps(y)));
        // "Thirty days or six months": a choice.
        let choice = time && (form == "or" || form == "bracket") && !is_slip(x, y);
        (!choice && (valid || is_off(a, b))).then(|| {
            let value = Value::Restatement(Restatement { form, class: "measure", valid });
            self.facts.fact_over((first.tokens.0 as usize, to), value)
        })
    }

    /// Whether a measure stands beside another between commas and is told to be about it: "two kilos, about four and a half
    /// pounds,".
    fn about_again(&self, from: usize, b: &Measure, (at, to): (usize, usize), end: usize) -> bool {
        let about = matches!(b.amount.bound, Bound::About | Bound::Nearly);
        about && self.is_pause(from) && at == from + 1 && (to >= end || self.is_pause(to))
    }

    /// Whether brackets hold a measure and nothing else but what leads to it, or another that says it again: "(or
    /// 16 km)", "(12 ft; 3.6 m)", "(140 lb, or 63.5 kg)".
    fn bracketed(&self, from: usize, at: usize, to: usize) -> bool {
        let led = self.is_mark(from, &["(", "["])
            && (at == from + 1
                || at == from + 2
                    && (self.does(from + 1, role::OR) || self.does(from + 1, role::SHARE_WORDS)));
        let or = self.is_mark(to, &[","]) && self.does(to + 1, role::OR);
        led && (or || self.is_mark(to, &[")", "]", ";", "/"]))
    }

    /// Whether a word stands before a bound that says that it is not far off: "just over".
    fn is_little(&self, at: usize) -> bool {
        at > 0 && self.lists(at - 1, List::of(self.lexicon, "span.small"))
    }

    /// What joins a measure to one that is told as that of other units, or as what the first is: "75mm, or three inches
    /// in old money", "1,100 pounds, which is a shade under 500 kilos".
    fn in_other_units(&self, from: usize, (at, to): (usize, usize), end: usize) -> Option<&'static str> {
        let small = |at: usize| self.does(at, role::A) || self.is_little(at + 1);
        if !self.is_pause(from) || at <= from + 1 || at > from + LINK {
            return None;
        }
        if self.does(from + 1, role::OR) && (from + 2..at).all(small) {
            let told = self.does(to, role::IN)
                && (to + 1..end.min(to + SYSTEM)).any(|at| self.does(at, role::MEASURE_SYSTEM));
            let closes = to >= end || self.is_pause(to);
            return (told || closes && at > from + 2).then_some("or");
        }
        // Nothing but what ends the clause: "which is two metres above the mark" says nothing again.
        let relative = self.does(from + 1, role::SYNTAX_RELATIVE) || self.does(from + 1, role::POINTING);
        let is = relative && self.does(from + 2, role::MEASURE_MAKES) && (from + 3..at).all(small);
        let closes = to >= end || self.is_mark(to, &[",", ";", ":", ")", "."]);
        (is && closes).then_some("that-is")
    }

    /// The token after a measure and the adjective that goes with it: "ten miles long (16 km)".
    fn past_adjective(&self, measure: &Fact) -> usize {
        let to = measure.tokens.1 as usize;
        if self.does(to, role::MEASURE_ADJECTIVE) && self.is_mark(to + 1, &["("]) { to + 1 } else { to }
    }

    /// Whether a measure is an age: "a 24-year-old".
    pub(in crate::facts) fn is_age(&self, measure: &Fact) -> bool {
        let to = measure.tokens.1 as usize;
        self.is_mark(to, &["-", "‑"])
            && self.token(to).is_some_and(Token::is_glued)
            && self.does(to + 1, role::AGE_OLD)
    }
}

/// Whether one of two measures that are not far apart is metric, and the other is not.
fn is_of_two_systems(a: &Measure, b: &Measure) -> bool {
    a.dimension != "time" && a.is_metric() != b.is_metric() && is_slip(a.rounded, b.rounded)
}

/// Whether one measure can stand for another by a slip.
fn is_off(a: &Measure, b: &Measure) -> bool {
    let most = |of: &Measure| of.base.low.zip(of.base.high);
    let Some(((low, high), (other_low, other_high))) = most(a).zip(most(b)) else { return false };
    let within = |a, b: Decimal| b.checked_mul(OFF.into()).is_none_or(|b| a <= b);
    a.dimension == "temperature" || within(low, other_high) && within(other_low, high)
}
