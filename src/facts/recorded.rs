//! Facts that are recalled and not read: what another article stated, as it was recorded.

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::attribute::{Attr, Key};
use super::{Fact, Kind, Value};
use crate::Span;
use crate::document::Zone;

/// A fact of another article: its kind, and the attributes that were recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// The kind of the fact.
    pub kind: Kind,
    /// The recorded attributes and their values.
    pub said: Vec<(Key, Said)>,
    /// Bits for the use of whoever records and recalls the fact; facts give them no meaning.
    pub tag: u32,
    /// How many articles state the fact.
    pub times: usize,
}

/// The value of an attribute, owned.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Said {
    /// Text.
    Text(CompactString),
    /// A decimal.
    Number(Decimal),
    /// True or false.
    Flag(bool),
    /// Decimals.
    Numbers(Vec<Decimal>),
}

impl From<Attr<'_>> for Said {
    fn from(attr: Attr<'_>) -> Self {
        match attr {
            Attr::Text(text) => Self::Text(text.into()),
            Attr::Number(number) => Self::Number(number),
            Attr::Flag(flag) => Self::Flag(flag),
            Attr::Numbers(numbers) => Self::Numbers(numbers.to_vec()),
        }
    }
}

impl Recorded {
    pub(super) fn attr(&self, key: Key) -> Option<Attr<'_>> {
        let (_, said) = self.said.iter().find(|(k, _)| *k == key)?;
        Some(match said {
            Said::Text(text) => Attr::Text(text),
            Said::Number(number) => Attr::Number(*number),
            Said::Flag(flag) => Attr::Flag(*flag),
            Said::Numbers(numbers) => Attr::Numbers(numbers),
        })
    }
}

impl Fact {
    /// A fact of another article, with its place in a text made of such facts; `block` tells one
    /// article from another, and grows from the earlier to the later.
    pub(crate) fn recorded(recorded: Recorded, span: Span, block: u32) -> Self {
        let value = Value::Recorded(Box::new(recorded));
        Self { span, tokens: (0, 0), zone: Zone::Body, block, sentence: block, value }
    }

    /// How many articles state the fact: one, unless it is recorded.
    pub(crate) fn times(&self) -> usize {
        if let Value::Recorded(recorded) = &self.value { recorded.times } else { 1 }
    }
}
