//! Measures that are told twice, in two units: "10 miles (16 km)", "72 hours, in other words three days".

use super::super::look::Look;
use super::super::{Fact, Facts, Measure, Value};
use super::{Restatement, is_slip};
use crate::lexicon::Lexicon;
use crate::text::{Token, role};

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
        let form = form.or_else(|| self.bracketed(from, at, to).then_some("bracket"))?;
        let time = a.dimension == "time";
        // Time is not rounded where it is told in other units.
        let (x, y) = if time { (a.base, b.base) } else { (a.rounded_beside(b), b.rounded_beside(a)) };
        let valid = x.overlaps(y)
            || a.without_shift().is_some_and(|x| b.without_shift().is_some_and(|y| x.overlaps(y)));
        // "Thirty days or six months": a choice.
        let choice = time && (form == "or" || form == "bracket") && !is_slip(x, y);
        (!choice && (valid || is_off(a, b))).then(|| {
            let value = Value::Restatement(Restatement { form, class: "measure", valid });
            self.facts.fact_over((first.tokens.0 as usize, to), value)
        })
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

/// Whether one measure can stand for another by a slip.
fn is_off(a: &Measure, b: &Measure) -> bool {
    let most = |of: &Measure| of.base.low.zip(of.base.high);
    let Some(((low, high), (other_low, other_high))) = most(a).zip(most(b)) else { return false };
    let within = |a, b: rust_decimal::Decimal| b.checked_mul(OFF.into()).is_none_or(|b| a <= b);
    a.dimension == "temperature" || within(low, other_high) && within(other_low, high)
}
