//! Which figures of a text are of the same thing as a claim.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::{class_of, is_bounded, slip};
use crate::document::Zone;
use crate::facts::{Attr, Fact, Facts, Key, Kind};
use crate::rules::Rule;
use crate::rules::relation::number;

/// A figure that is more than so many times another one does not stand for it.
const LIKELY: u32 = 4;

/// Fewer than so many are not told again with another noun.
pub(super) const FEW: u32 = 5;

/// The sort of nouns that are said of persons in general, and their class.
const PERSON: Attr<'static> = Attr::Text("person");

/// The sort of nouns that are said of animals in general.
const ANIMAL: Attr<'static> = Attr::Text("animal");

/// Whether two facts are of one thing: both say the same of at least one of these attributes, and neither says
/// otherwise of another. A count that points back without a noun is of what it points to.
pub(in crate::rules::relation) fn is_same(
    facts: &Facts<'_>,
    share: &[Key],
    claim: &Fact,
    other: &Fact,
) -> bool {
    if !is_likely(claim, other) {
        return false;
    }
    let definite = is_definite(other);
    let pointing = is_elided(other) && definite;
    let to = if pointing { antecedent(facts, other) } else { None };
    let said = |key: Key| other.attr(key).or_else(|| to.and_then(|to| to.attr(key)));
    let (mut alike, mut apart) = (0, 0);
    for &key in share {
        match (claim.attr(key), said(key)) {
            (Some(a), Some(b)) if a == b => alike += 1,
            (Some(_), Some(_)) if key == Key::Noun => {
                // Few of one sort may be others: "all three defendants" after two builders and a clerk.
                let few = |fact: &Fact| number(fact, Key::Value).is_some_and(|value| value < FEW.into());
                let many = !is_text(claim) || !few(claim) && !few(other);
                if many && is_one_sort(claim, &said) && is_slip(claim, other) {
                    alike += 1;
                } else {
                    apart += 1;
                }
            }
            // Of what it points back to a text may say more than the headline does.
            (Some(_), Some(_)) if !definite => apart += 1,
            _ => {}
        }
    }
    // "Three of them" is of any, and "seven of the states" are some of 25.
    let some = is_text(claim) || claim.attr(Key::Class) != Some(PERSON);
    let less = || number(other, Key::Value).zip(number(claim, Key::Value)).is_some_and(|(a, b)| a < b);
    let fewer = || some && less();
    if is_subset(other) && (is_elided(other) || fewer()) {
        return false;
    }
    // Only persons have their noun left out where something happens to them.
    let person = |class: Option<Attr<'_>>| class.is_none_or(|class| class == PERSON);
    let persons = !is_elided(claim) || person(said(Key::Class));
    // "All five" can be no other five where no five are told before.
    let first = pointing && to.is_none() && number(other, Key::Value).is_some_and(|value| value > 2.into());
    apart == 0 && persons && (alike > 0 || first)
}

/// Whether two different nouns can be said of the same: both come to one thing, or one is said of persons in general
/// and the other of some, which says less.
fn is_one_sort<'f>(claim: &'f Fact, said: &dyn Fn(Key) -> Option<Attr<'f>>) -> bool {
    let (a, b) = (claim.attr(Key::Sort), said(Key::Sort));
    let persons = claim.attr(Key::Class) == Some(PERSON) && said(Key::Class) == Some(PERSON);
    // What comes later in the text is told in general, and what a headline tells may be told so in the text.
    let general = persons && (a == Some(PERSON) || b == Some(PERSON) && !is_text(claim));
    // "29 elephants", "31 of the animals".
    let thing =
        |class: Option<Attr<'_>>| class.is_some_and(|c| ["thing", "other"].map(Attr::Text).contains(&c));
    let animals = a == Some(ANIMAL) && thing(said(Key::Class));
    general || animals || a.is_some() && a == b
}

/// Whether one of two facts can have the other's figure by a slip.
fn is_slip(a: &Fact, b: &Fact) -> bool {
    number(a, Key::Value).zip(number(b, Key::Value)).is_some_and(|(a, b)| slip::is_slip(a, b))
}

/// Whether one figure can stand for another by a slip: it is not more than so many times as large, or has the
/// same digits. What is further off is of something else.
pub(super) fn is_likely(claim: &Fact, other: &Fact) -> bool {
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

/// Whether a fact can be what a later one points back to. What is a sum and does not point back, "a total of 30",
/// tells of the same only where the same is said of both.
pub(in crate::rules::relation) fn is_pointed_to(claim: &Fact, other: &Fact) -> bool {
    let definite = claim.attr(Key::Definite) == Some(Attr::Flag(true));
    let said = |key: Key| claim.attr(key).is_some() && claim.attr(key) == other.attr(key);
    let before = other.tokens.0 < claim.tokens.0 && other.sentence != claim.sentence;
    before && is_likely(claim, other) && (definite || said(Key::Predicate) || said(Key::Event))
}

/// Whether another sentence gives the value of a fact too, among the facts of a name.
pub(in crate::rules::relation) fn is_told_twice(
    rule: &Rule,
    facts: &Facts<'_>,
    fact: &Fact,
    name: usize,
) -> bool {
    let value = fact.attr(Key::Value);
    let again = |other: &Fact| other.sentence != fact.sentence && other.attr(Key::Value) == value;
    rule.selected(facts, name).any(|other| other.kind() == fact.kind() && again(other))
}

/// Whether a text gives a count twice, or has as many names in a list, or says that it is all, so that it is the
/// total to which a claim must fit that nothing bears out: "six people", "each of the six".
pub(in crate::rules::relation) fn is_total(facts: &Facts<'_>, claim: &Fact, other: &Fact) -> bool {
    let (Some(claimed), Some(value)) = (number(claim, Key::Value), number(other, Key::Value)) else {
        return false;
    };
    let differ = |key: Key| claim.attr(key).zip(other.attr(key)).is_some_and(|(a, b)| a != b);
    let (class, of) =
        (class_of(claim), other.attr(Key::Class).or_else(|| other.attr(Key::Event).map(|_| PERSON)));
    let persons = class == Some(PERSON);
    let garbled =
        slip::is_garbled(claimed.min(value), claimed.max(value)) && claimed.min(value) > Decimal::TEN;
    let fits = garbled
        || match (&class, &of) {
            (Some(a), Some(b)) => a == b && persons,
            (None, _) => true,
            (_, None) => is_definite(other),
        };
    let exact = !is_bounded(claim) && !is_bounded(other);
    let plain =
        !is_subset(other) && other.attr(Key::Additive) != Some(Attr::Flag(true)) && !is_measure(other);
    let said = !differ(Key::Event) && !differ(Key::Place);
    if !(is_slip(claim, other) && fits && exact && plain && said && is_text(other)) {
        return false;
    }
    let again = |fact: &Fact| {
        let number_of = fact.kind() == Kind::Number && !is_name(fact);
        let counts = fact.kind() == Kind::Count && (is_elided(fact) || fact.attr(Key::Class) == of);
        (number_of || counts) && is_text(fact) && number(fact, Key::Value) == Some(value)
    };
    let told = |fact: &Fact| fact.sentence != other.sentence && again(fact);
    let listed = |list: &Fact| number(list, Key::Items) == Some(value);
    let firm = garbled && other.zone == Zone::Lead
        || [Kind::Count, Kind::Number].into_iter().any(|kind| facts.of(kind).any(told))
        || facts.of(Kind::List).any(listed)
        || is_elided(other) && is_definite(other);
    // Who is missing from a small total may be named: "the brothers were jailed, and so was Ana Borg".
    let more = persons && claimed > value && names(facts) >= claimed && !facts.of(Kind::List).any(listed);
    firm && !more
}

/// How many persons the text names in full.
fn names(facts: &Facts<'_>) -> Decimal {
    let full = |person: &&Fact| is_text(person) && person.attr(Key::Given).is_some();
    let named = facts.of(Kind::Person).filter(full);
    named.filter_map(|p| Some(p.attr(Key::Full)?.to_string())).collect::<FxHashSet<_>>().len().into()
}

/// Whether a number is part of a name or of a compound: "Flight 93", "a 19-year-old".
pub(super) fn is_name(number: &Fact) -> bool {
    [Key::Label, Key::Compound].into_iter().any(|key| number.attr(key) == Some(Attr::Flag(true)))
}

/// The count with the same value to which one without a noun points back.
fn antecedent<'f>(facts: &'f Facts<'_>, fact: &Fact) -> Option<&'f Fact> {
    let value = fact.attr(Key::Value);
    let before = |other: &&Fact| other.tokens.0 < fact.tokens.0 && is_text(other);
    let told = |other: &&Fact| !is_elided(other) && other.attr(Key::Value) == value;
    facts.of(Kind::Count).filter(before).rfind(told)
}

pub(super) fn is_text(fact: &Fact) -> bool {
    matches!(fact.zone, Zone::Lead | Zone::Body | Zone::List)
}

pub(super) fn is_definite(fact: &Fact) -> bool {
    fact.attr(Key::Definite) == Some(Attr::Flag(true))
}

pub(super) fn is_subset(fact: &Fact) -> bool {
    fact.attr(Key::Subset) == Some(Attr::Flag(true))
}

pub(super) fn is_measure(fact: &Fact) -> bool {
    fact.attr(Key::Class) == Some(Attr::Text("measure"))
}

pub(super) fn is_elided(fact: &Fact) -> bool {
    fact.attr(Key::Elided) == Some(Attr::Flag(true))
}
