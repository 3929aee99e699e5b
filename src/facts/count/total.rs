//! Counts that are said to be all: "all 30 boats", "a total of 30 boats", "its 30 boats".

use super::Reader;
use crate::text::{class, role};

impl Reader<'_> {
    /// Whether a count that is said to be all points back to a group, as "all 30 boats", "each of the 30 boats",
    /// "the full group of 30 boats" and "the harbour's 30 boats" do, and "a total of 30 boats" and "30 boats in
    /// all" do not. None where nothing says that it is all.
    pub(in crate::facts) fn complete(&self, from: usize, next: usize, end: usize) -> Option<bool> {
        let total = |at: Option<usize>| at.is_some_and(|at| self.does(at, role::COUNT_TOTAL));
        // "One out of every ten" is a rate.
        let all = |at: Option<usize>| total(at) && !at.is_some_and(|at| self.does(at, role::COUNT_EACH));
        let before = self.before(from);
        let the = before.filter(|&at| self.does(at, role::THE));
        let of = the.map_or(before, |the| self.before(the)).filter(|&at| self.is(at, role::OF));
        let noun = of.and_then(|of| self.before(of));
        let adjective = noun.and_then(|noun| self.before(noun)).filter(|_| the.is_none());
        // Persons, and who has a name, may have as many as others.
        let thing = |at: usize| self.tokens[at].is_lower() && !self.tokens[at].has(class::NOUN_PERSON);
        let owner = |end: usize| self.before(end).is_some_and(thing);
        let own = |at: usize| self.does(at, role::COUNT_OWN) || self.is_possessive(at) && owner(at);
        let pointing = before.is_some_and(own)
            || all(before)
            || total(the.and_then(|the| self.before(the)))
            || total(adjective)
            || the.is_some() && total(noun);
        let summed = || next + 1 < end && self.is(next, role::IN) && total(Some(next + 1));
        (pointing || total(noun) || summed()).then_some(pointing)
    }

    /// Whether a token is the end of a possessive: "the harbour's".
    pub(in crate::facts) fn is_possessive(&self, at: usize) -> bool {
        self.language.is_possessive(self.word(at))
    }
}
