//! Which figures of a text are of the same thing as a claim.

use rust_decimal::Decimal;

use super::firm::is_firm;
use super::look::{is_definite, is_elided, is_likely, is_measure, is_slip, is_subset, is_text};
use super::noun::{FEW, PERSON, is_kind_of, is_of_one, is_one_sort};
use super::{class_of, is_bounded, slip};
use crate::document::Zone;
use crate::facts::{Attr, Fact, Facts, Key, Kind};
use crate::lexicon::Lexicon;
use crate::rules::relation::number;
use crate::text::role;

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
    let to = if pointing { antecedent(facts, claim, other) } else { None };
    let said = |key: Key| other.attr(key).or_else(|| to.and_then(|to| to.attr(key)));
    // "Five crocs trapped", "rangers pulled four crocodiles from the bay": two verbs of no known meaning may tell the
    // same.
    let plain = |fact: &Fact| fact.attr(Key::Event) == fact.attr(Key::Predicate);
    let again = || {
        let told = || plain(claim) && plain(other) && facts.echoes(claim, other);
        !is_text(claim) && other.zone == Zone::Lead && (told() || is_firm(facts, claim, other))
    };
    let (mut alike, mut apart) = (0, 0);
    for &key in share {
        match (claim.attr(key), said(key)) {
            (Some(a), Some(b)) if a == b => alike += 1,
            (Some(_), Some(_)) if key == Key::Noun => {
                // Few of one sort may be others: "all three defendants" after two builders and a clerk.
                let few = |fact: &Fact| number(fact, Key::Value).is_some_and(|value| value < FEW.into());
                let many = !is_text(claim) || !few(claim) && !few(other);
                let certain = || !is_text(claim) && is_certain(claim, &said) && is_firm(facts, claim, other);
                // A slip alone does not make one of persons who are told by two nouns, one of them with a limit, or
                // who are few.
                let slip = || {
                    let persons = claim.attr(Key::Class) == Some(PERSON);
                    let told = !few(other) || other.zone == Zone::Lead || is_firm(facts, claim, other);
                    is_slip(claim, other) && (!persons || told && !is_bounded(other))
                };
                if is_kind_of(claim, to.unwrap_or(other))
                    || many && is_one_sort(claim, &said) && (slip() || certain())
                {
                    alike += 1;
                } else {
                    apart += 1;
                }
            }
            // Of what it points back to a text may say more than the headline does, and of what it tells again.
            (Some(_), Some(_)) if !definite && !again() => apart += 1,
            _ => {}
        }
    }
    // "A six-car crash" is told of all of them, but a text may count some first.
    if claim.attr(Key::Compound) == Some(Attr::Flag(true)) && !is_firm(facts, claim, other) {
        return false;
    }
    // "Three of them" is of any, and "seven of the states" are some of 25.
    let some = is_text(claim) || claim.attr(Key::Class) != Some(PERSON);
    let less = || number(other, Key::Value).zip(number(claim, Key::Value)).is_some_and(|(a, b)| a < b);
    let fewer = || some && less();
    let all = is_subset(other) && other.attr(Key::Complete) == Some(Attr::Flag(true));
    if is_subset(other) && !all && (is_elided(other) || fewer()) {
        return false;
    }
    // Only persons have their noun left out where something happens to them.
    let person = |class: Option<Attr<'_>>| class.is_none_or(|class| class == PERSON);
    let persons = !is_elided(claim) || person(said(Key::Class));
    // "All five" can be no other five where no five are told before.
    let three = number(other, Key::Value).is_some_and(|value| value > 2.into());
    // "Two potters share the prize", "work by all six": others may be among the six.
    let twice = || number(claim, Key::Value).zip(number(other, Key::Value)).is_some_and(|(a, b)| b <= a + a);
    let first = pointing && to.is_none() && three && twice();
    apart == 0 && persons && (alike > 0 || first)
}

/// Whether two nouns of one sort leave no doubt: they are of things, or the same is said of both, for there are many
/// persons in a text.
fn is_certain<'f>(claim: &'f Fact, said: &dyn Fn(Key) -> Option<Attr<'f>>) -> bool {
    let (event, sort) = (said(Key::Event), said(Key::Sort));
    claim.attr(Key::Class) != Some(PERSON) && sort.is_some()
        || event.is_some() && event == claim.attr(Key::Event)
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
    let beside = || match claim.attr(Key::Noun) {
        Some(Attr::Text(noun)) => facts.has_word_like(other.sentence, noun),
        _ => false,
    };
    let fits = garbled
        || match (&class, &of) {
            (Some(a), Some(b)) => a == b && persons,
            (None, _) => true,
            // "The pair" are persons, unless the things are named beside: "the Lille and Ghent libraries".
            (Some(class), None) => is_definite(other) && (*class == PERSON || beside()),
        };
    let exact = !is_bounded(claim) && !is_bounded(other);
    let plain =
        !is_subset(other) && other.attr(Key::Additive) != Some(Attr::Flag(true)) && !is_measure(other);
    let said = !differ(Key::Event) && !differ(Key::Place);
    if !(is_slip(claim, other) && fits && exact && plain && said && is_text(other)) {
        return false;
    }
    // "Each of the 48" can only be those that were told as 84.
    if is_text(claim) {
        return garbled && is_elided(claim) && is_definite(claim);
    }
    garbled && other.zone == Zone::Lead || is_firm(facts, claim, other)
}

/// Whether a claim can be held against a figure as far as one or both are said to come on top. "Eight new stations"
/// are held against those that are new too, or against fewer: among more are the old ones. "Four more" are held only
/// against four that are more.
pub(in crate::rules::relation) fn is_on_top(
    facts: &Facts<'_>,
    lexicon: &Lexicon,
    claim: &Fact,
    other: &Fact,
) -> bool {
    let more = |fact: &Fact| fact.attr(Key::Additive) == Some(Attr::Flag(true));
    let fewer = || number(other, Key::Value) < number(claim, Key::Value);
    let new = || {
        let words = &facts.tokens[claim.tokens.0 as usize..claim.tokens.1 as usize];
        words.iter().any(|word| lexicon.does(word, role::COUNT_NEW))
    };
    match (more(claim), more(other)) {
        (false, other) => !other,
        (true, other) => other || fewer() && new(),
    }
}

/// The count with the same value to which one without a noun points back: the last one that is of what the claim
/// counts, or else the last.
fn antecedent<'f>(facts: &'f Facts<'_>, claim: &Fact, fact: &Fact) -> Option<&'f Fact> {
    let value = fact.attr(Key::Value);
    let before = |other: &&Fact| other.tokens.0 < fact.tokens.0 && is_text(other);
    let told = |other: &&Fact| !is_elided(other) && other.attr(Key::Value) == value;
    let mut all = facts.of(Kind::Count).filter(before).filter(told).rev();
    let last = all.next()?;
    if is_of_one(claim, last) { Some(last) } else { all.find(|other| is_of_one(claim, other)).or(Some(last)) }
}
