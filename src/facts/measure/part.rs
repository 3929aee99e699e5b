//! Measures that are said to be of something whose measure was told before: "the trail is 62 km long … 71 km of the
//! trail are new".

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Value};
use super::Measure;
use crate::text::{Token, class, role};

/// How many sentences before a part its whole may be told.
const SENTENCES: u32 = 3;

/// The most words of what a part is of: "of the whole new trail".
const WORDS: usize = 4;

/// Says of each measure that is a part what it is a part of, where the whole can be no other. Linear, but for the
/// measures of the sentences before each part.
pub(super) fn set_wholes(look: Look<'_>, measures: &mut [Fact]) {
    for at in 1..measures.len() {
        let (before, rest) = measures.split_at_mut(at);
        let part = &mut rest[0];
        let Some(whole) = look.whole_of_measure(part, before) else { continue };
        if let Value::Measure(measure) = &mut part.value {
            measure.whole = Some(whole);
        }
    }
}

fn measure(fact: &Fact) -> Option<&Measure> {
    match &fact.value {
        Value::Measure(measure) => Some(measure),
        _ => None,
    }
}

impl Look<'_> {
    /// The value, in its unit, of what a measure is a part of.
    fn whole_of_measure(&self, part: &Fact, before: &[Fact]) -> Option<Decimal> {
        let of = measure(part)
            .filter(|of| !of.several && of.amount.bound == Bound::Exact && !of.amount.compound)?;
        let words = self.part_of(part)?;
        let near = before.iter().rev().take_while(|fact| fact.sentence + SENTENCES >= part.sentence);
        let like: Vec<(&Fact, &Measure)> = near
            .filter_map(|fact| Some((fact, measure(fact)?)))
            .filter(|(_, other)| other.dimension == of.dimension)
            .collect();
        // What any measure before allows can be right.
        let more =
            |(_, other): &(&Fact, &Measure)| other.base.high.is_none_or(|high| Some(high) >= of.base.low);
        if like.iter().any(more) {
            return None;
        }
        let named = |(fact, other): &&(&Fact, &Measure)| {
            // "12 miles of the trail … 30 miles of the trail": two parts.
            other.unit == of.unit
                && !other.several
                && fact.sentence < part.sentence
                && self.part_of(fact).is_none()
                && words.clone().any(|at| self.facts.has_word_like(fact.sentence, self.word(at)))
        };
        let mut named = like.iter().filter(named);
        let (_, whole) = named.next()?;
        (named.next().is_none() && whole.amount.bound == Bound::Exact).then_some(whole.amount.value)
    }

    /// The words for what a measure is a part of: "71 km of the trail"; "of the area burnt, 4,100 hectares".
    fn part_of(&self, part: &Fact) -> Option<Range<usize>> {
        let (at, to) = (part.tokens.0 as usize, part.tokens.1 as usize);
        let the = |at: usize| self.does(at, role::THE) || self.does(at, role::COUNT_OWN);
        if self.does(to, role::OF) && the(to + 1) {
            return self.plain_words(to + 2, to + 2 + WORDS);
        }
        let (from, _) = self.facts.sentences[part.sentence as usize];
        let opens = from as usize + usize::from(self.does(from as usize, role::SHARE_OUT));
        let fronted =
            self.does(opens, role::OF) && the(opens + 1) && self.is_mark(at.checked_sub(1)?, &[","]);
        if !fronted || at - opens > WORDS + 3 {
            return None;
        }
        self.plain_words(opens + 2, at - 1)
    }

    /// The words in small letters from a token on, up to the first that leads to something else.
    fn plain_words(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let small =
            [class::PREPOSITION, class::AUXILIARY, class::DETERMINER, class::PRONOUN, class::CONJUNCTION];
        let word = |at: &usize| {
            self.token(*at).is_some_and(|t: &Token| t.is_word() && t.is_lower() && t.end - t.start > 2)
                && !self.is_any(*at, &small)
        };
        let last = (from..to).take_while(word).last()?;
        Some(from..last + 1)
    }
}
