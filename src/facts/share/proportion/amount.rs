//! A share that is told as an amount too: "a fee of 2 per cent, or $3 million", of a sale of $30 million.

use rust_decimal::Decimal;

use super::super::super::look::Look;
use super::super::super::{Fact, Kind, Value};
use super::Figure;
use super::pair::Pair;
use super::stated::{Stated, is_by_a_nought};
use crate::Interval;
use crate::document::Zone;
use crate::text::role;

/// How many tokens behind a share the amount begins.
const BESIDE: u32 = 5;

/// The most amounts of one currency in an article of which one can be the whole.
const AMOUNTS: usize = 8;

impl<'f> Look<'f> {
    /// A share with its amount right behind it, where one other amount of the article can be what it is a share of,
    /// told at most a sentence away, and no amount makes it right.
    pub(super) fn share_as_amount(&self, stated: Stated, sentence: usize) -> Option<Fact> {
        let next = stated.tokens.1;
        let at = next + usize::from(self.is_pause(next));
        let that_is = self.does(at, role::SHARE_IS) || self.does(at + 1, role::SHARE_IS);
        if !self.does(at, role::OR) && !self.is_mark(next, &["("]) && !that_is {
            return None;
        }
        let start = next as u32;
        let part = self.facts.within(sentence, Kind::Money).find(|money| money.tokens.0 > start)?;
        if part.tokens.0 > start + BESIDE || self.any(self.sentence(sentence), role::SHARE_CHANGE) {
            return None;
        }
        let (part, currency) = amount(part)?;
        let others: Vec<Figure<'f>> = self
            .facts
            .of(Kind::Money)
            .filter(|fact| fact.tokens != part.fact.tokens && fact.zone != Zone::Headline)
            .filter_map(amount)
            .filter(|(other, of)| *of == currency && other.value != part.value)
            .map(|(other, _)| other)
            .collect();
        let fits = |whole: Interval| {
            part.interval.ratio(whole).times(Decimal::ONE_HUNDRED).overlaps(stated.interval)
        };
        // A price may be told without the discount, or with it.
        let borne_out = |whole: &Figure<'_>| {
            [whole.interval, whole.interval.sum(part.interval), whole.interval.difference(part.interval)]
                .into_iter()
                .any(fits)
        };
        let (whole, rest) = others.split_first()?;
        let one = rest.iter().all(|other| other.value == whole.value);
        let beside = others.iter().any(|other| (other.fact.sentence as usize).abs_diff(sentence) < 2);
        if !one || !beside || others.len() > AMOUNTS || whole.value <= part.value || borne_out(whole) {
            return None;
        }
        let nought = stated.times(part.value, whole.value).is_some_and(is_by_a_nought);
        if !nought && !stated.is_near(part.value, whole.value) {
            return None;
        }
        let to = part.fact.tokens.1 as usize;
        self.share((stated.tokens.0, to), stated, &Pair { part, whole: whole.whole() })
    }
}

/// An amount that does not tell how far something moved, and its currency.
fn amount(fact: &Fact) -> Option<(Figure<'_>, &str)> {
    let Value::Money(money) = &fact.value else { return None };
    let (value, interval) = (money.amount.value, money.amount.interval());
    (!money.change && value > Decimal::ZERO)
        .then(|| (Figure { fact, value, interval }, money.currency.as_str()))
}
