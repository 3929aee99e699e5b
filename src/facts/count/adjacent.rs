//! Two numbers side by side before one noun.

use rust_decimal::Decimal;

use super::{ExtractedNumber, Form, Grouping, Number, Reader};
use crate::text::{class, role};

/// Whether two numbers are near enough to each other for one to have taken the place of the other. Those of
/// sizes and models are in digits.
fn is_same_size(a: &Number, b: &Number) -> bool {
    let (less, more) = if a.value < b.value { (a.value, b.value) } else { (b.value, a.value) };
    let whole = less.fract().is_zero() && more.fract().is_zero();
    let words = a.form == Form::Words && b.form == Form::Words;
    let near = words || less.checked_mul(4.into()).is_some_and(|most| more <= most);
    whole && less > Decimal::ONE && near
}

/// Whether a number is so long without a mark between its digits as numbers of telephones and catalogues are.
fn is_long(number: &Number) -> bool {
    number.form == Form::Digits && number.grouping == Grouping::None && number.value >= 1000.into()
}

impl Reader<'_> {
    /// Whether a number stands right before another one that counts things, as a figure that was left when it
    /// was changed does: "the eight six suspects". Columns, telephone numbers, models and names have numbers
    /// side by side too, so there must be no sign of one of these.
    pub(in crate::facts) fn number_stands_before(&self, found: &ExtractedNumber, end: usize) -> bool {
        let ExtractedNumber { from, to, number, .. } = *found;
        if from <= self.sentence.0 || self.tokens[from].is_glued() || !self.is_numeral(from - 1) {
            return false;
        }
        let first =
            (self.sentence.0..from).rev().take_while(|&i| self.is_numeral(i) || self.is_mark(i, b'-'));
        let reads = |at: usize| self.number(at, from).filter(|n| n.core == (at, from));
        let Some(before) = first.filter_map(reads).last() else { return false };
        let at = before.core.0;
        let led = self.before(at);
        // "Three Nine Mile Sailors Jailed": in a headline of capitals the second may begin a name.
        let begins_name = self.titled && number.form == Form::Words;
        !(self.is_row(at, led) || begins_name)
            && self.year(from - 1, from).is_none()
            && is_same_size(&before.number, &number)
            && !(number.form == Form::Digits && before.number.value == number.value)
            && !(is_long(&before.number) && is_long(&number))
            && !self.is_model(from, to, end)
            && !self.is_fronted(led)
    }

    /// Whether a token is a number in digits or part of one in words.
    pub(in crate::facts) fn is_numeral(&self, at: usize) -> bool {
        self.is_number(at) || self.tokens[at].classes.meets(self.triggers.number_word)
    }

    /// Whether the numerals from token `at` on are a row of figures or a telephone number: a third numeral, a
    /// mark, the name of the row or a word for calling stands before them.
    pub(in crate::facts) fn is_row(&self, at: usize, led: Option<usize>) -> bool {
        led.is_some_and(|led| {
            let token = &self.tokens[led];
            let mark =
                !token.is_word() && !matches!(self.word(led), "\"" | "“" | "‘" | "«" | "(" | "," | ";");
            mark || self.tokens[at].is_glued() && token.is_word()
                || self.is_numeral(led)
                || self.does(led, role::TELEPHONE)
                || self.noun(led, at).is_some()
                    && !token.has(class::PREDICATE)
                    && !(token.is_lower() && self.language.looks_active(self.word(led)))
        })
    }

    /// Whether a number belongs to a name, a model or a size and not to what is counted: "ten Six Nations
    /// titles", "five 787 Dreamliners", "eight 2,000 L tanks", "four six lane roads".
    pub(in crate::facts) fn is_model(&self, from: usize, to: usize, end: usize) -> bool {
        let name = |at: usize| {
            let token = &self.tokens[at];
            token.is_capital() && !self.titled && !token.classes.meets(self.triggers.place)
        };
        let compound = || {
            let more = to + 1 < end && self.tokens[to + 1].is_word() && !self.ends_phrase(to + 1);
            more && self.noun(to, end).is_some_and(|noun| !noun.plural)
        };
        name(from) || to < end && (name(to) || self.does(to, role::UNIT_SYMBOL) || compound())
    }

    /// Whether the number is the end of a phrase in front of its sentence, after which a comma may be left
    /// out: "In a crew of nine seven sailors were hurt".
    pub(in crate::facts) fn is_fronted(&self, led: Option<usize>) -> bool {
        let Some(led) = led else { return false };
        let plain = |at: usize| {
            let token = &self.tokens[at];
            token.is_word() && !token.has(class::AUXILIARY) && !token.has(class::PREDICATE)
        };
        self.tokens[self.sentence.0].has(class::PREPOSITION)
            && self.tokens[led].has(class::PREPOSITION)
            && (self.sentence.0..led).all(plain)
    }
}
