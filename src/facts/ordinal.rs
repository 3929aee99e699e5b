//! Ordinals: "third", "11th".

use rust_decimal::Decimal;

use super::Reader;
use super::declare::kind;
use super::number::readable;
use crate::text::{class, role};

/// A place in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordinal {
    /// Its number.
    pub value: Decimal,
    /// Whether its ending is that of its number: "21st", and not "21th".
    pub valid: bool,
}

kind! {
    /// "third", "11th".
    Ordinal(o) as "ordinal", over Words;

    Value: Number = o.value, "the number, exact";
    Valid: Flag = o.valid, "its ending is that of its number: \"21st\", and not \"21th\"";
}

impl Reader<'_> {
    /// The ordinal that starts at token `at`, and the token after it.
    pub(super) fn ordinal(&self, at: usize, end: usize) -> Option<(Ordinal, usize)> {
        if self.is_number(at) {
            let suffix = at + 1 < end
                && self.tokens[at + 1].is_glued()
                && self.is(at + 1, role::NUMBER_ORDINAL_SUFFIX);
            let value = self.word(at).parse().ok().filter(|_| suffix).and_then(readable)?;
            let valid = self.language.ordinal_suffix(self.word(at)).eq_ignore_ascii_case(self.word(at + 1));
            return Some((Ordinal { value, valid }, at + 2));
        }
        let hit = self.lexicon.at(self.text, &self.tokens, at, at + 1, class::ORDINAL)?;
        Some((Ordinal { value: hit.number?.into(), valid: true }, at + 1))
    }
}
