//! Events that their names alone do not date.

use compact_str::CompactString;

use super::declare::kind;

/// An event that its name alone does not date: "the action day".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name as the pattern finds it, in lower case.
    pub name: CompactString,
    /// Whether "the" or "that" stands before it.
    pub definite: bool,
}

kind! {
    /// An event that its name alone does not date: "the action day".
    Event(e) as "event", over Facts;

    Name: Text = &e.name, "its name in lower case, without an adjective";
    Definite: Flag = e.definite, "\"the\" or \"that\" stands before it";
}
