//! The share that a part is of a whole, where both are counted: "Of 90 boats, 63 (80 per cent)".

mod amount;
mod headline;
mod pair;
mod stated;
mod told;
mod wide;

use rust_decimal::Decimal;

use self::pair::Pair;
use self::stated::Stated;
use super::super::look::Look;
use super::super::number::last_digit;
use super::super::{Bound, Fact, Number, Value};
use super::Share;
use crate::Interval;
use crate::document::{Article, Zone};

/// A number of things, or an amount, that can be a part or a whole.
#[derive(Clone, Copy, Debug)]
struct Figure<'f> {
    fact: &'f Fact,
    value: Decimal,
    interval: Interval,
}

/// The shares of an article whose two counts stand beside them.
pub(super) fn shares(look: &Look<'_>, article: &Article) -> Vec<Fact> {
    let mut found = Vec::new();
    for sentence in 0..look.facts.sentences.len() {
        let zone = look.facts.zone(look.facts.block_of(sentence));
        if !matches!(zone, Zone::Headline | Zone::Lead | Zone::Body | Zone::List) {
            continue;
        }
        let shares = look.stated_shares(sentence);
        for &stated in &shares {
            match look.part_and_whole(stated, sentence, &shares) {
                Some(pair) => found.extend(look.share(stated.tokens, stated, &pair)),
                None => found.extend(look.share_as_amount(stated, sentence)),
            }
        }
    }
    found.extend(look.headline_share(article));
    found
}

/// The number of a fact that counts something exactly, or the amount.
fn exact(fact: &Fact) -> Option<Figure<'_>> {
    let number: &Number = match &fact.value {
        Value::Count(count) if count.class != Some("measure") || count.whole.is_some() => &count.number,
        Value::Number(number) => number,
        Value::Money(money) if !money.change => &money.amount,
        _ => return None,
    };
    // "Some 208 of them" is no estimate; "some 780 of them" is one to the tens.
    let about = number.bound == Bound::About && number.value > Decimal::ONE_HUNDRED;
    let told = number.bound == Bound::Exact || about;
    let whole = told && number.value.fract().is_zero() && !number.label && !number.compound;
    let interval = match last_digit(number.value) {
        unit if about && unit > Decimal::ONE => Interval::exact(number.value).widened(unit),
        _ => number.interval(),
    };
    (whole && number.value > Decimal::ONE).then_some(Figure { fact, value: number.value, interval })
}

impl<'f> Look<'f> {
    /// The share that some tokens tell.
    fn share(&self, tokens: (usize, usize), stated: Stated, pair: &Pair<'f>) -> Option<Fact> {
        let (part, whole) = (pair.part.value, pair.whole.value);
        let ratio = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        let given = pair.part.interval.ratio(pair.whole.interval).times(Decimal::ONE_HUNDRED);
        let beside = std::iter::once(pair.part.fact.tokens).chain(pair.whole.tokens).collect();
        let share = Share { part, whole, stated: stated.interval, ratio, given, beside };
        let value = Value::Share(Box::new(share));
        Some(self.facts.fact_over(tokens, value))
    }
}
