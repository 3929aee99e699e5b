//! What begins with a number or a word for one: dates, amounts, fractions, ordinals, counts.

use rust_decimal::Decimal;

use super::date::{Date, Precision};
use super::reader::{ExtractedFact, Reader};
use super::{Count, Value, date};
use crate::text::{Space, Token, TokenKind, class};

impl Reader<'_> {
    /// A date, an amount, an ordinal, a number or a count.
    pub(super) fn measured_fact(&self, at: usize, end: usize) -> Option<ExtractedFact> {
        let token = &self.tokens[at];
        let number = token.kind == TokenKind::Number;
        let found = |value, next| Some(ExtractedFact { value, tokens: (at, next), next });
        if (number || token.classes.meets(self.triggers.date))
            && let Some((date, next)) = self.date(at, end)
        {
            return found(Value::Date(date), next);
        }
        if let Some((date, next)) = self.period(at, end) {
            return found(Value::Date(date), next);
        }
        if let Some((date, from)) = self.period_before(at) {
            return Some(ExtractedFact { value: Value::Date(date), tokens: (from, at + 1), next: at + 1 });
        }
        if token.classes.meets(self.triggers.money)
            && let Some((mut money, from, next)) = self.money(at, end)
        {
            self.named_amount(&mut money, from, next, end);
            return Some(ExtractedFact { value: Value::Money(Box::new(money)), tokens: (from, next), next });
        }
        if let Some(part) = self.fraction(at, end) {
            let tokens = (part.from, part.to);
            return Some(ExtractedFact { value: Value::Number(part.number), tokens, next: part.to });
        }
        if token.has(class::NUMBER_GROUP) {
            let group = self.grouped(at, end)?;
            let (count, from, next) = self.group(at, group, end)?;
            let value = Value::Count(Box::new(count));
            return Some(ExtractedFact { value, tokens: (from, next), next: group.to });
        }
        if let Some((ordinal, next)) = self.ordinal(at, end) {
            return found(Value::Ordinal(ordinal), next);
        }
        // "two-thirds of": the number belongs to a fraction.
        let divisor = if self.is_mark(at + 1, b'-') { at + 2 } else { at + 1 };
        if let Some(part) = self.fraction(divisor, end).filter(|p| p.core.0 == at) {
            let tokens = (part.from, part.to);
            return Some(ExtractedFact { value: Value::Number(part.number), tokens, next: part.to });
        }
        // "ten Brinke" is a name that a number word begins.
        let name = self.is_name(at) || token.has(class::NAME_PARTICLE) && self.named(at, end).is_some();
        let words = token.classes.meets(self.triggers.number_word) && !name;
        (number || words).then(|| self.quantity(at, end)).flatten()
    }

    /// A number, and the most special thing it is part of.
    pub(super) fn quantity(&self, at: usize, end: usize) -> Option<ExtractedFact> {
        if let Some((money, next)) = self.pence(at, end) {
            return Some(ExtractedFact { value: Value::Money(Box::new(money)), tokens: (at, next), next });
        }
        let found = self.number(at, end)?;
        let (mut value, to) = self.measured(found, end);
        if let Value::Money(money) = &mut value {
            self.named_amount(money, found.from, to, end);
        }
        if !matches!(value, Value::Number(_)) {
            return Some(ExtractedFact { value, tokens: (found.from, to), next: to });
        }
        // Only the number of a count is taken: a place or an acronym before the noun is a fact
        // too.
        let counted = |(count, from, next): (Count, usize, usize)| {
            let relative = self.period_after(next - 1, next, end).map(|to| {
                let value = Value::Date(Date { relative: true, ..date::blank(Precision::Relative) });
                ExtractedFact { value, tokens: (found.core.0, to), next: to }
            });
            let tokens = (from, next.max(found.to));
            relative.unwrap_or(ExtractedFact { value: Value::Count(Box::new(count)), tokens, next: found.to })
        };
        self.count(found, end).map(counted).or_else(|| {
            // A pronoun ("no one", "one another") or a name ("Seven Oaks") is no number.
            let (from, to) = found.core;
            let one =
                found.number.value == Decimal::ONE && self.tokens[from].is_word() && !found.number.compound;
            let name = self.is_name_of_number(from, to, end);
            (!one && !name).then_some(ExtractedFact { value, tokens: (from, to), next: found.to })
        })
    }

    /// Whether a capitalised number word has a capitalised word after it, as names have: "Seven
    /// Oaks", "Five Star Alliance".
    pub(super) fn is_name_of_number(&self, from: usize, to: usize, end: usize) -> bool {
        let next = self.tokens.get(to).filter(|_| to < end);
        !self.titled
            && self.tokens[from].is_capital()
            && next.is_some_and(|t| {
                t.is_capital()
                    && !t.is_upper()
                    && t.space == Space::Single
                    && !t.classes.meets(self.triggers.place)
                    && !t.has(class::INSTRUMENT)
            })
    }

    /// Whether a number word inside a sentence is capitalised, as names are: "the Seven Five". One that is shouted
    /// before a plain word is none: "finds SIX eggs".
    pub(super) fn is_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let shouted = token.is_upper() && self.tokens.get(at + 1).is_some_and(Token::is_lower);
        token.is_capital() && !shouted && !self.titled && at > self.sentence.0 && {
            let before = &self.tokens[at - 1];
            before.is_word() && !before.is_upper() && token.space == Space::Single
        }
    }
}
