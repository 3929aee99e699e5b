//! Whether two nouns are told of the same things.

use super::look::is_text;
use crate::facts::{Attr, Fact, Key};

/// Fewer than so many are not told again with another noun.
pub(in crate::rules::relation) const FEW: u32 = 5;

/// The sort of nouns that are said of persons in general, and their class.
pub(in crate::rules::relation) const PERSON: Attr<'static> = Attr::Text("person");

/// The sort of nouns that are said of the kinds of things.
pub(in crate::rules::relation) const KIND: Attr<'static> = Attr::Text("kind");

/// The sort of nouns that are said of animals in general.
pub(in crate::rules::relation) const ANIMAL: Attr<'static> = Attr::Text("animal");

/// Whether two different nouns can be said of the same: both come to one thing, or one is said of persons in general
/// and the other of some, which says less.
pub(in crate::rules::relation) fn is_one_sort<'f>(
    claim: &'f Fact,
    said: &dyn Fn(Key) -> Option<Attr<'f>>,
) -> bool {
    let (a, b) = (claim.attr(Key::Sort), said(Key::Sort));
    let persons = claim.attr(Key::Class) == Some(PERSON) && said(Key::Class) == Some(PERSON);
    // What comes later in the text is told in general, and what a headline tells may be told so in the text.
    let general = persons && (a == Some(PERSON) || b == Some(PERSON) && !is_text(claim));
    // "29 elephants", "31 of the animals".
    let thing =
        |class: Option<Attr<'_>>| class.is_some_and(|c| ["thing", "other"].map(Attr::Text).contains(&c));
    let animals = a == Some(ANIMAL) && thing(said(Key::Class))
        || b == Some(ANIMAL) && !is_text(claim) && thing(claim.attr(Key::Class));
    general || animals || a.is_some() && a == b
}

/// Whether one count is of the kinds of what the other counts: "four frogs", "four frog species".
pub(in crate::rules::relation) fn is_kind_of(a: &Fact, b: &Fact) -> bool {
    let of = |kinds: &Fact, things: &Fact| {
        let (Some(Attr::Text(noun)), Some(Attr::Text(modifiers))) =
            (things.attr(Key::Noun), kinds.attr(Key::Modifiers))
        else {
            return false;
        };
        kinds.attr(Key::Sort) == Some(KIND) && modifiers.split(' ').any(|word| word == noun)
    };
    of(a, b) || of(b, a)
}

/// Whether two counts are of the same things by their nouns alone.
pub(in crate::rules::relation) fn is_of_one(claim: &Fact, other: &Fact) -> bool {
    let said = |key: Key| other.attr(key);
    claim.attr(Key::Noun).is_some_and(|noun| said(Key::Noun) == Some(noun))
        || is_one_sort(claim, &said)
        || is_kind_of(claim, other)
}
