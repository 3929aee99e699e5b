//! Claims: the numbers of an article that may say how many items a list has. "five countries", "four prizes: …",
//! "merged into five: …".

use rust_decimal::prelude::ToPrimitive;

use super::super::look::Look;
use super::super::number::Form;
use super::super::{Bound, Count, Fact, Kind, Value};
use crate::language;
use crate::text::{Token, class, role};

/// The greatest number of which a text names all.
pub(super) const MOST: usize = 40;

/// The number of a count that can announce a list.
pub(super) fn announced(count: &Count) -> Option<usize> {
    let number = count.number;
    let plain = number.bound == Bound::Exact && !count.adjacent && number.value.fract().is_zero();
    number.value.to_usize().filter(|n| plain && (2..=MOST).contains(n))
}

/// How many words a count has at most behind its number.
const WORDS: usize = 5;

impl Look<'_> {
    /// The counts that may announce a list, in the order of the article but for those that are no facts.
    pub(super) fn claims(&self) -> Vec<Fact> {
        let namely = |fact: &Fact| self.facts.has_word_with(fact.sentence as usize, role::LIST_NAMELY);
        let named =
            |fact: &&Fact| matches!(&fact.value, Value::Count(count) if count.noun.is_some() || namely(fact));
        let counts = self.facts.of(Kind::Count).filter(named).cloned();
        let plain = self
            .facts
            .of(Kind::Number)
            .filter_map(|fact| self.plain_count(fact).or_else(|| self.elided_count(fact)));
        counts.chain(plain).collect()
    }

    /// A number as the count of the word behind it, where that is a noun by what follows: "four prizes: …". Many
    /// nouns are verbs as well, and no count by themselves.
    fn plain_count(&self, fact: &Fact) -> Option<Fact> {
        let Value::Number(number) = fact.value else { return None };
        if number.label || number.compound {
            return None;
        }
        let to = fact.tokens.1 as usize;
        let told = |noun: usize| {
            let next = noun + 1;
            self.is_mark(next, &[":", "(", ",", "."])
                || self.is_dash(next)
                || self.does(next, role::LIST_NAMELY)
                || self.has(next, class::PREPOSITION)
        };
        let small = [class::PREPOSITION, class::DETERMINER, class::PRONOUN, class::AUXILIARY];
        let plain = |at: &usize| {
            let word = self.token(*at).is_some_and(Token::is_word) && !self.is_any(*at, &small);
            word || self.is_mark(*at, &["-", "‑"]) && !self.is_dash(*at)
        };
        let noun = (to..to + WORDS).take_while(plain).find(|&at| self.is_plural(at))?;
        if !told(noun) {
            return None;
        }
        let word = self.word(noun);
        let count = Count {
            noun: Some(language::chosen().stem(word)),
            class: Some("other"),
            number_to: fact.tokens.1,
            ..Count::new(number)
        };
        let tokens = (fact.tokens.0, noun as u32 + 1);
        let span = self.facts.span(tokens.0 as usize, noun + 1);
        Some(Fact { span, tokens, value: Value::Count(Box::new(count)), ..fact.clone() })
    }

    /// A number right before a colon as the count of what is told before: "the nine wards become five: …".
    fn elided_count(&self, fact: &Fact) -> Option<Fact> {
        let Value::Number(number) = fact.value else { return None };
        let (from, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        if !self.is_mark(to, &[":"]) || number.form != Form::Words || number.label || number.compound {
            return None;
        }
        let before = from.checked_sub(1)?;
        let counted = |other: &Fact| other.tokens.0 < fact.tokens.0;
        let led = self.does(before, role::SYNTAX_BETWEEN)
            || self.has(before, class::AUXILIARY)
            || self.is_lower(before) && self.facts.within(fact.sentence as usize, Kind::Count).any(counted);
        let count = Count { number_to: fact.tokens.1, ..Count::new(number) };
        led.then(|| Fact { value: Value::Count(Box::new(count)), ..fact.clone() })
    }
}
