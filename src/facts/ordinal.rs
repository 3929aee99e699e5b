//! Ordinals: "third", "11th".

use rust_decimal::Decimal;

use super::declare::kind;

/// A place in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordinal {
    /// Its number.
    pub value: Decimal,
}

kind! {
    /// "third", "11th".
    Ordinal(o) as "ordinal", over Words;

    Value: Number = o.value, "the number, exact";
}
