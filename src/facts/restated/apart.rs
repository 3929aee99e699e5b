//! Measures that an article tells in two units, in sentences of their own: "a ten-mile walk … the 26 kilometres". One
//! of them is a slip where it has one digit, or the number of its noughts, otherwise than the other has in its unit.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Facts, Measure, Value};
use super::Restatement;
use crate::lexicon::Lexicon;
use crate::text::{Token, role};

/// What metric units measure that are seldom told in two of them by chance.
const BY_CHANCE: [&str; 3] = ["volume", "energy", "power"];

/// How many tokens before a measure the word may stand that says it was told before.
const BACK: usize = 4;

/// How many times one measure in several units may be the other, as a slip of it: "7 lb 1 oz".
const LIKE: Decimal = Decimal::from_parts(16, 0, 0, false, 1);

/// The measures of an article that are told again in another unit, far apart, and wrong. Linear but for the measures
/// of one dimension, of which there may be two in different units.
pub(in crate::facts) fn told_apart(facts: &Facts<'_>, lexicon: &Lexicon, measures: &[Fact]) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut told: Vec<(&Fact, &Measure)> = Vec::new();
    for fact in measures {
        let Value::Measure(measure) = &fact.value else { continue };
        let own = fact.zone.is_own() && measure.dimension != "time" && !look.is_age(fact);
        if own && measure.amount.value > Decimal::ONE {
            told.push((fact, measure));
        }
    }
    let mut found = Vec::new();
    for (i, &(_, a)) in told.iter().enumerate() {
        let same = |&&(_, b): &&(&Fact, &Measure)| b.dimension == a.dimension;
        if !told[..i].iter().any(|other| same(&other)) {
            let of: Vec<_> = told[i..].iter().filter(same).copied().collect();
            found.extend(look.one_told_apart(&of));
        }
    }
    found
}

impl Look<'_> {
    /// The second of two measures of one dimension, if all are one figure in one unit and one in another, and the
    /// second is a slip of the first.
    fn one_told_apart(&self, of: &[(&Fact, &Measure)]) -> Option<Fact> {
        let &(first, a) = of.first()?;
        let &(second, b) = of.iter().find(|(_, b)| b.unit != a.unit)?;
        let is = |x: &Measure, y: &Measure| x.unit == y.unit && x.amount.value == y.amount.value;
        let exact = |x: &Measure| matches!(x.amount.bound, Bound::Exact | Bound::About);
        if first.sentence == second.sentence && first.tokens.1 + 1 >= second.tokens.0
            || !of.iter().all(|&(_, x)| (is(x, a) || is(x, b)) && exact(x))
            || a.rounded.overlaps(b.rounded)
        {
            return None;
        }
        let systems = a.is_metric() != b.is_metric() || BY_CHANCE.contains(&a.dimension);
        let about = b.amount.bound == Bound::About && a.amount.bound == Bound::Exact;
        let apart = systems && (about || self.is_told_before(second));
        let slip = if a.several || b.several {
            let ends = a.base.middle().zip(b.base.middle());
            ends.is_some_and(|(x, y)| x <= y * LIKE && y <= x * LIKE)
        } else {
            a.converted_to(b).is_some_and(|value| is_one_digit_off(value, b.amount.value))
                || b.converted_to(a).is_some_and(|value| is_one_digit_off(value, a.amount.value))
        };
        (apart && slip).then(|| {
            let value = Value::Restatement(Restatement { form: "apart", class: "measure", valid: false });
            self.facts.fact_over((second.tokens.0 as usize, second.tokens.1 as usize), value)
        })
    }

    /// Whether a measure says that it was told before: "the full 222 kilometres", "those 40 acres", "that is about 95
    /// metres".
    fn is_told_before(&self, measure: &Fact) -> bool {
        let at = measure.tokens.0 as usize;
        (at.saturating_sub(BACK)..at)
            .rev()
            .take_while(|&i| self.token(i).is_some_and(Token::is_word))
            .any(|i| self.does(i, role::THE) || self.does(i, role::POINTING))
    }
}

/// Whether two figures have the same digits but for one, or for the number of noughts, the first rounded as the second
/// is written.
fn is_one_digit_off(value: Decimal, written: Decimal) -> bool {
    let written = written.normalize();
    let digits = |of: Decimal| of.mantissa().unsigned_abs().to_string();
    let mut bare = digits(written);
    let length = bare.len();
    bare.truncate(bare.trim_end_matches('0').len());
    let Some(rounded) = value.round_sf(bare.len() as u32).map(|value| value.normalize()) else {
        return false;
    };
    let near = value.round_dp(written.scale());
    let changed = |a: &str, b: &str| {
        a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count() == 1
    };
    let nought = bare.len() > 1 && digits(rounded).trim_end_matches('0') == bare && rounded != written;
    let mut exact = near;
    exact.rescale(written.scale());
    nought || changed(&format!("{:0>length$}", digits(exact)), &digits(written))
}
