//! Money, and what else measures a number: a currency or a per cent sign.

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::declare::kind;
use super::number::{ExtractedNumber, Form, Number};
use super::{Reader, Value};
use crate::text::{class, role};

/// An amount of money.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// The amount, in units of the currency.
    pub amount: Number,
    /// ISO 4217 code.
    pub currency: CompactString,
    /// What it is, in the singular: a "fine" of so much.
    pub noun: Option<CompactString>,
    /// "the $5 million fine".
    pub definite: bool,
    /// "$2 million of the fund": what it is a part of; "sum" for "of that sum".
    pub among: Option<CompactString>,
    /// "rose by $5 million": how far something moved, not where it stands.
    pub change: bool,
}

/// What a part of an amount told before is of, where it is not named.
const SUM: &str = "sum";

kind! {
    /// An amount of money.
    Money(m) as "money", over Words;

    [Value, Bound, Grouping] of Number = &m.amount;
    Currency: Text = &m.currency, "ISO 4217 code";
    Noun: Text = m.noun.as_ref(),
        "what it is, in the singular: \"a $5 million fine\", \"a fine of $5 million\"";
    Definite: Flag = m.definite, "points back to an amount: \"the $5 million fine\"";
    Among: Text = m.among.as_ref(),
        "of what it is a part: \"$2 million of the fund\"; \"sum\" for \"of that sum\", \"of which\"";
    Change: Flag = m.change, "by how much something moves: \"rises by $50\"";
    Digits: Number = m.digits(), "how many digits it has up to the last that is not 0";
}

/// The digits of a figure without the noughts at its end: 15 of 1.5 million.
pub(super) fn significand(value: Decimal) -> u128 {
    let mut rest = value.mantissa().unsigned_abs();
    while rest != 0 && rest.is_multiple_of(10) {
        rest /= 10;
    }
    rest
}

impl Money {
    /// How many digits the amount has up to the last that is not 0: 2 for 1.5 million.
    #[must_use]
    pub fn digits(&self) -> u32 {
        significand(self.amount.value).checked_ilog10().map_or(0, |n| n + 1)
    }

    fn new(amount: Number, currency: &str) -> Self {
        Self { amount, currency: currency.into(), noun: None, definite: false, among: None, change: false }
    }
}

impl Reader<'_> {
    /// "$5 million", "US$236 billion", "EUR 34 000": the amount after the currency at `at`.
    pub(super) fn money(&self, at: usize, end: usize) -> Option<(Money, usize, usize)> {
        let symbol = self.lexicon.at(self.text, &self.tokens, at, end, class::CURRENCY_SYMBOL);
        let hit =
            symbol.or_else(|| self.lexicon.at(self.text, &self.tokens, at, end, class::CURRENCY_CODE))?;
        let number = at + hit.len;
        // "R180 million", and no "class R 45".
        let letter =
            |at: usize| self.word(at).len() == 1 && self.word(at).as_bytes()[0].is_ascii_alphabetic();
        if number >= end
            || letter(at) && !self.tokens[number].is_glued()
            || !self.tokens[number].classes.meets(self.triggers.number_word) && !self.is_number(number)
        {
            return None;
        }
        let mut found = self.number_after_symbol(number, end)?;
        found.from = at; // what bounds the amount stands before the currency
        found.core.0 = at;
        self.bound(&mut found, end);
        // The "5" of "Rs 5 lakh" is no name, as that of "Route 5" is.
        found.number.label = false;
        Some((Money::new(found.number, hit.value), found.from, found.to))
    }

    /// The fact of a number that a currency, a per cent sign or neither follows, and the token after it.
    pub(super) fn measured(&self, found: ExtractedNumber, end: usize) -> (Value, usize) {
        let ExtractedNumber { number, to, .. } = found;
        // "a five-million-dollar bridge": hyphens join the parts of a compound.
        let large = number.value >= 1000.into() && number.form != Form::Digits;
        let joined = large && to < end && self.is_mark(to, b'-') && self.is_joint(to, end);
        let to = if joined { to + 1 } else { to };
        if joined && self.lexicon.at(self.text, &self.tokens, to, end, class::CURRENCY_NAME).is_none() {
            return (Value::Number(number), to - 1);
        }
        if to < end {
            if let Some((percent, to)) = self.percent(number, to, end) {
                return (Value::Percent(percent), to);
            }
            if let Some(hit) = self.lexicon.at(self.text, &self.tokens, to, end, class::CURRENCY_SUBUNIT) {
                let hundredth = number.value.checked_div(100.into()).unwrap_or(number.value);
                let amount = Number { value: hundredth, ..number };
                return (Value::Money(Box::new(Money::new(amount, hit.value))), to + hit.len);
            }
            for class in [class::CURRENCY_SYMBOL, class::CURRENCY_NAME, class::CURRENCY_CODE] {
                let hit = self.lexicon.at(self.text, &self.tokens, to, end, class);
                // "52 N" is no amount.
                if let Some(hit) = hit.filter(|_| self.word(to).len() > 1 || !self.tokens[to].is_capital()) {
                    let money = Money::new(number, hit.value);
                    return (Value::Money(Box::new(money)), to + hit.len);
                }
            }
        }
        (Value::Number(number), to)
    }

    /// "45p": pence, by the letter alone.
    pub(super) fn pence(&self, at: usize, end: usize) -> Option<(Money, usize)> {
        let letter = at + 1 < end && self.tokens[at + 1].is_glued() && self.is(at + 1, role::NUMBER_PENCE);
        let mark = at + 2 < end
            && self.tokens[at + 2].is_glued()
            && self.is_mark(at + 2, b'.')
            && at + 3 < end
            && self.tokens[at + 3].is_glued();
        let mut amount = (letter && !mark && self.is_number(at)).then(|| self.number(at, at + 1))??.number;
        amount.value = amount.value.checked_div(100.into())?;
        Some((Money::new(amount, "GBP"), at + 2))
    }

    /// Adds to an amount what it is of: "a $5 million civil penalty", "a penalty of $5 million",
    /// "$5 million in civil penalties".
    pub(super) fn named_amount(&self, money: &mut Money, from: usize, to: usize, end: usize) {
        // "the $3 million revenue mark" is a mark.
        let narrows = |at: usize| {
            let token = self.tokens.get(at).filter(|t| at < end && t.is_lower() && !t.is_glued());
            token.is_some_and(|t| {
                let word = self.word(at);
                let verb = self.language.looks_past(word) || self.language.looks_plural(word);
                self.noun(at, end).is_some_and(|n| n.is_listed()) || t.classes.is_none() && !verb
            })
        };
        let noun = |at: usize| {
            let hit = self.lexicon.at(self.text, &self.tokens, at, end, class::MONEY_NOUN)?;
            (!narrows(at + hit.len)).then(|| hit.value.into())
        };
        let after = self.skip_word(to, end, role::IN);
        let words = (after..end.min(after + 3)).take_while(|&i| self.tokens[i].is_lower());
        let before = || {
            let of = self.before(from).filter(|&of| self.is(of, role::MONEY_OF))?;
            noun(self.before(of)?)
        };
        money.noun = words.into_iter().find_map(noun).or_else(before);
        let led = |role| self.before(from).is_some_and(|b| self.does(b, role));
        (money.definite, money.change) = (led(role::POINTING), led(role::MONEY_BY));
        money.among = self.part_of_sum(from, to, end);
    }

    /// What an amount is a part of: "£3m of the fund", "of that sum, £3m", "of which £3m".
    fn part_of_sum(&self, from: usize, to: usize, end: usize) -> Option<CompactString> {
        let first = self.sentence.0;
        if to < end && self.is(to, role::OF) {
            let (sum, next) = self.sum_at(to + 1, end)?;
            let goes_on = next < end && self.is(next, role::OF);
            return (next > to + 2 && !goes_on).then_some(sum);
        }
        if from > first + 1 && self.does(from - 1, role::SYNTAX_RELATIVE) && self.is(from - 2, role::OF) {
            return Some(CompactString::const_new(SUM));
        }
        // "Out of the grant, £3m"
        let first = first + usize::from(self.does(first, role::SHARE_OUT));
        if from < first + 3 || !self.does(first, role::OF) || (first..from).any(|at| self.is_number(at)) {
            return None;
        }
        let (sum, next) = self.sum_at(first + 1, from)?;
        self.is_mark(next, b',').then_some(sum)
    }

    /// The sum that "the fund" or "that sum" is, and the token after it.
    fn sum_at(&self, at: usize, end: usize) -> Option<(CompactString, usize)> {
        if at >= end || !self.does(at, role::POINTING) {
            return None;
        }
        let noun = at + 1;
        let sum = || CompactString::const_new(SUM);
        if noun < end && self.does(noun, role::MONEY_SUM) {
            return Some((sum(), noun + 1));
        }
        if noun < end
            && let Some(hit) = self.lexicon.at(self.text, &self.tokens, noun, end, class::MONEY_NOUN)
        {
            let next = noun + hit.len;
            let narrowed = next < end
                && self.tokens[next].is_lower()
                && self.noun(next, end).is_some_and(|n| n.is_listed());
            return (!narrowed).then(|| (hit.value.into(), next));
        }
        (!self.does(at, role::THE)).then(|| (sum(), noun))
    }

    /// A number after a currency sign, where "m" and "k" are scales too, glued or apart: "$5m", "US$ 3 m".
    fn number_after_symbol(&self, at: usize, end: usize) -> Option<ExtractedNumber> {
        let letter = |at: usize| {
            let hit = self.lexicon.at(self.text, &self.tokens, at, end, class::SCALE_LETTER);
            // "a $3 M&A deal".
            hit.filter(|_| at < end && !self.is_mark(at + 1, b'&'))?.number
        };
        let plain = self.number(at, end);
        if let Some(found) = &plain
            && (found.number.form != Form::Digits || letter(found.to).is_none())
        {
            return plain;
        }
        let scale = plain.map_or(at + 1, |found| found.to);
        let mut found = self.number(at, scale)?;
        found.number = found.number.scaled(letter(scale)?.into())?;
        found.to = scale + 1;
        Some(found)
    }
}
