//! Possession of the ball, which two teams share: "58 per cent of the possession to Town's 42".

use rust_decimal::Decimal;

use super::super::super::look::Look;
use super::super::super::{Fact, Kind, Value};
use super::{Shares, is_off, parts};
use crate::text::role;

/// How many tokens may stand between what one team has and what the other has.
const APART: usize = 6;

impl Look<'_> {
    pub(super) fn possession(&self, sentence: usize) -> Option<Fact> {
        let percents = self.percents(sentence);
        let [first, rest @ ..] = &percents[..] else { return None };
        let (_, end) = self.sentence(sentence);
        let next = first.tokens.1 as usize;
        let ball = (next..end.min(next + 4)).find(|&at| self.does(at, role::SHARE_POSSESSION))?;
        let against = (ball + 1..end.min(ball + 3))
            .find(|&at| self.does(at, role::SYNTAX_TO) || self.does(at, role::SHARE_AGAINST))?;
        let near = |fact: &Fact| {
            let at = fact.tokens.0 as usize;
            at > against && at <= against + APART
        };
        let mut all = parts(&[first])?;
        let other = match rest {
            [] => self.facts.within(sentence, Kind::Number).find(|fact| near(fact))?,
            [other] if near(other) => other,
            _ => return None,
        };
        let share = match &other.value {
            Value::Number(number) => number.value,
            Value::Percent(percent) => percent.value.value,
            _ => return None,
        };
        all.push(share);
        let sound = all.iter().all(|part| *part < Decimal::ONE_HUNDRED) && is_off(&all);
        sound.then(|| self.shares_of(&[first, other], Shares { parts: all, exhaustive: true }))
    }
}
