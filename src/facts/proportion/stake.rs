//! A majority stake that is none: "takes a majority stake … will own 49 per cent".

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Value};
use super::{Proportion, Words};
use crate::Interval;
use crate::text::Token;

/// How many tokens before a percentage may say whose it is.
const NEAR: usize = 4;

impl Look<'_> {
    /// The majority stake of an article whose new owner is said to have less than half.
    pub(super) fn stakes(&self, words: Words) -> Vec<Fact> {
        self.stake(words).into_iter().collect()
    }

    fn stake(&self, words: Words) -> Option<Fact> {
        let own = |at: &usize| self.facts.zone(self.facts.block_of(self.facts.sentence_of(*at))).is_own();
        let mut told = self.all_listed(words.stake).filter(own);
        let at = told.next()?;
        let sentence = self.facts.sentence_of(at);
        let (from, to) = self.sentence(sentence);
        if self.lists_any((from, to), words.sells) || self.lists_any((from, at), words.needed) {
            return None;
        }
        let half = Decimal::from(50);
        let mut held = None;
        for fact in self.facts.of(Kind::Percent) {
            let Value::Percent(percent) = &fact.value else { continue };
            if percent.value.value >= half {
                return None;
            }
            let (at, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            let (start, _) = self.sentence(fact.sentence as usize);
            let before = start.max(at.saturating_sub(NEAR));
            let Some(verb) = (before..at).find(|&at| self.lists(at, words.owns)) else { continue };
            let name = (start..verb).rev().take(3).find(|&at| self.token(at).is_some_and(Token::is_capital));
            let same = name.is_some_and(|name| (from..to).any(|other| self.word(other) == self.word(name)));
            let exact = percent.value.bound == Bound::Exact && !percent.points;
            let share = verb + 1 == at && exact && !self.lists_any((end, end + 3), words.other_time);
            if same && share && fact.sentence as usize != sentence {
                if held.is_some_and(|held| held != percent.value.value) {
                    return None;
                }
                held = Some(percent.value.value);
            }
        }
        let claimed = Interval { low: Some(half), high: None };
        let said = Proportion { claimed, ratio: held?, counted: None, form: "stake" };
        Some(self.facts.fact_over((at, at + 1), Value::Proportion(Box::new(said))))
    }
}
