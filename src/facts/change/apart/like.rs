//! Which figures can be of one thing at two times.

use rust_decimal::Decimal;

use super::super::{Figure, Of};

/// How many times one figure may be the other, so that they are rather of one thing.
const LIKE: Decimal = Decimal::from_parts(6, 0, 0, false, 0);

/// Whether one of two figures is not many times the other.
pub(super) fn is_like(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    let (x, y) = (a.said.0, b.said.0);
    a.of == Of::Place || x <= y * LIKE && y <= x * LIKE
}

/// Whether two figures can be of one thing at two times.
pub(super) fn are_alike(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    let (x, y) = (a.said.0, b.said.0);
    let like = x > Decimal::ZERO && y > Decimal::ZERO && x != y && is_like(a, b);
    a.tokens != b.tokens && a.of.with(b.of).is_some() && like
}
