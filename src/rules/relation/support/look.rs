//! What one look at a figure tells.

use rust_decimal::Decimal;

use super::slip;
use crate::document::Zone;
use crate::facts::{Attr, Fact, Key};
use crate::rules::relation::number;

/// A figure that is more than so many times another one does not stand for it.
const LIKELY: u32 = 4;

/// Whether one of two facts can have the other's figure by a slip.
pub(in crate::rules::relation) fn is_slip(a: &Fact, b: &Fact) -> bool {
    number(a, Key::Value).zip(number(b, Key::Value)).is_some_and(|(a, b)| slip::is_slip(a, b))
}

/// Whether one figure can stand for another by a slip: it is not more than so many times as large, or has the
/// same digits. What is further off is of something else.
pub(in crate::rules::relation) fn is_likely(claim: &Fact, other: &Fact) -> bool {
    let (Some(a), Some(b)) = (number(claim, Key::Value), number(other, Key::Value)) else { return true };
    let (less, more) = if a < b { (a, b) } else { (b, a) };
    let near = less.checked_mul(LIKELY.into()).is_none_or(|most| more <= most);
    let mut scaled = less;
    while scaled < more && scaled > Decimal::ZERO {
        let Some(next) = scaled.checked_mul(Decimal::TEN) else { break };
        scaled = next;
    }
    near || scaled == more
}

/// Whether a number is part of a name or of a compound: "Flight 93", "a 19-year-old".
pub(in crate::rules::relation) fn is_name(number: &Fact) -> bool {
    [Key::Label, Key::Compound].into_iter().any(|key| number.attr(key) == Some(Attr::Flag(true)))
}

pub(in crate::rules::relation) fn is_text(fact: &Fact) -> bool {
    matches!(fact.zone, Zone::Lead | Zone::Body | Zone::List)
}

pub(in crate::rules::relation) fn is_definite(fact: &Fact) -> bool {
    fact.attr(Key::Definite) == Some(Attr::Flag(true))
}

pub(in crate::rules::relation) fn is_subset(fact: &Fact) -> bool {
    fact.attr(Key::Subset) == Some(Attr::Flag(true))
}

pub(in crate::rules::relation) fn is_measure(fact: &Fact) -> bool {
    fact.attr(Key::Class) == Some(Attr::Text("measure"))
}

pub(in crate::rules::relation) fn is_elided(fact: &Fact) -> bool {
    fact.attr(Key::Elided) == Some(Attr::Flag(true))
}
