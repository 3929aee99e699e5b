//! A majority of seats: "took 47 of the 101 seats. … having secured an absolute majority".

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Fact, Kind, Value};
use super::{Proportion, Words};
use crate::Interval;
use crate::language;
use crate::text::{class, role};

/// How many tokens before "majority" an article and what kind of majority it is may begin.
const LEAD: usize = 4;

impl Look<'_> {
    /// The majorities of the article that the seats told in their sentence, or in the one before, do not make.
    pub(super) fn seat_majorities(&self, words: Words) -> Vec<Fact> {
        let own = |&sentence: &usize| {
            self.facts.has_word_with(sentence, role::SHARE_WORD)
                && self.facts.zone(self.facts.block_of(sentence)).is_own()
        };
        let sentences = (0..self.facts.sentences.len()).filter(own);
        sentences.filter_map(|sentence| self.seat_majority(sentence, words)).collect()
    }

    fn seat_majority(&self, sentence: usize, words: Words) -> Option<Fact> {
        let (from, to) = self.sentence(sentence);
        let at = (from..to)
            .find(|&at| self.listed_as(at, words.majority).is_some_and(|hit| hit.1 == "majority"))?;
        let lead = from.max(at.saturating_sub(LEAD));
        let outright = (lead..at).rev().find(|&at| self.lists(at, words.outright))?;
        let first = outright.checked_sub(1).filter(|&a| self.does(a, role::A_OR_AN))?;
        // "Lost its majority", "short of a majority", "no majority".
        if self.lists_any((from, to), words.needed)
            || self.lists_any((from, to), words.modal)
            || self.lists_any((from, to), words.loses)
        {
            return None;
        }
        let mut pairs = self.seats_of(sentence);
        // "The Tories have a clear majority": another side may.
        let opening =
            [class::OPENER, class::PRONOUN, class::AUXILIARY, class::PREPOSITION, class::DETERMINER];
        let having = language::chosen().looks_active(&self.word(from).to_lowercase());
        let unnamed =
            (having || self.is_any(from, &opening)) && !(from + 1..first).any(|at| self.is_capital_word(at));
        if pairs.is_empty() && unnamed {
            pairs = sentence.checked_sub(1).map_or_else(Vec::new, |last| self.seats_of(last));
        }
        let [(part, whole)] = pairs[..] else { return None };
        let ratio = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        let claimed = Interval { low: Some(Decimal::from(50)), high: None };
        let near = ratio > Decimal::from(25) && part * Decimal::TWO < whole;
        let said = Proportion { claimed, ratio, counted: Some((part, whole)), form: "majority" };
        near.then(|| self.facts.fact_over((first, at + 1), Value::Proportion(Box::new(said))))
    }

    /// The seats of a sentence that are told of all: "47 of the 101 seats".
    fn seats_of(&self, sentence: usize) -> Vec<(Decimal, Decimal)> {
        let told = |fact: &Fact| match &fact.value {
            Value::Count(count) => {
                let seat = self.any((fact.tokens.0 as usize, fact.tokens.1 as usize), role::SHARE_SEAT);
                Some((count.number.value, count.whole?)).filter(|_| seat)
            }
            _ => None,
        };
        self.facts.within(sentence, Kind::Count).filter_map(told).collect()
    }
}
