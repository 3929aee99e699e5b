//! Selections: the facts of some kinds that stand in some zones and meet conditions.

use super::Rule;
use crate::document::ZoneSet;
use crate::facts::condition::Conditions;
use crate::facts::{Fact, Facts, Kind, Value};

/// What a name of a rule selects.
#[derive(Clone, Debug)]
pub(crate) struct Selector {
    pub(super) kinds: Vec<Kind>,
    /// The zones; none for those of the article's own text.
    pub(super) zones: Option<ZoneSet>,
    pub(super) conditions: Conditions,
}

impl Rule {
    /// The facts that a name selects, kind by kind, each in order. Linear in the facts of these kinds.
    pub(crate) fn selected<'f>(&self, facts: &'f Facts<'_>, name: usize) -> impl Iterator<Item = &'f Fact> {
        let selector = self.selectors[name].as_ref();
        let zones = selector.and_then(|selector| selector.zones).unwrap_or(ZoneSet::OWN);
        let kinds = selector.map_or(&[][..], |selector| &selector.kinds);
        let of = kinds.iter().flat_map(|&kind| facts.of(kind));
        of.filter(move |fact| match &fact.value {
            Value::Recorded(recorded) => recorded.tag & 1 << name != 0,
            _ => zones.has(fact.zone) && selector.is_some_and(|selector| selector.conditions.hold(fact)),
        })
    }
}
