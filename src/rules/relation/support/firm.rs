//! Which figures of a text are told firmly: again, with their parts, as a list, or as those that a reader has met.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::class_of;
use super::look::{is_definite, is_elided, is_likely, is_name, is_slip, is_text};
use super::noun::{FEW, PERSON, is_of_one};
use crate::document::Zone;
use crate::facts::{Attr, Fact, Facts, Key, Kind};
use crate::lexicon::Lexicon;
use crate::rules::Rule;
use crate::rules::relation::number;
use crate::text::role;

/// Of so many amounts any may be what the claim is made of.
const AMOUNTS: usize = 4;

/// Whether the parts that are told of a figure add up to it.
fn is_proved(facts: &Facts<'_>, fact: &Fact) -> bool {
    let value = number(fact, Key::Value);
    let closes =
        |sum: &Fact| sum.attr(Key::Closes) == Some(Attr::Flag(true)) && number(sum, Key::Whole) == value;
    let over = |sum: &Fact| (sum.tokens.0..sum.tokens.1).contains(&fact.tokens.0);
    facts.of(Kind::Breakdown).any(|sum| over(sum) && closes(sum))
}

/// Whether the parts of a fact prove it, or another sentence gives its value too, among the facts of a name.
pub(in crate::rules::relation) fn is_told_twice(
    rule: &Rule,
    facts: &Facts<'_>,
    fact: &Fact,
    name: usize,
) -> bool {
    let value = fact.attr(Key::Value);
    let again = |other: &Fact| other.sentence != fact.sentence && other.attr(Key::Value) == value;
    is_proved(facts, fact)
        || rule.selected(facts, name).any(|other| other.kind() == fact.kind() && again(other))
}

/// Whether a text tells a figure again, has as many names in a list, or points back with it alone.
pub(super) fn is_firm(facts: &Facts<'_>, claim: &Fact, other: &Fact) -> bool {
    let value = number(other, Key::Value);
    let of = other.attr(Key::Class).or_else(|| other.attr(Key::Event).map(|_| PERSON));
    let again = |fact: &Fact| {
        let number_of = fact.kind() == Kind::Number && !is_name(fact);
        let one = || fact.attr(Key::Class) == of || is_of_one(other, fact) || is_of_one(claim, fact);
        // "Two" is said of many things.
        let few = value < Some(FEW.into());
        let counts = fact.kind() == Kind::Count && (is_elided(fact) && (!few || is_definite(fact)) || one());
        (number_of && !few || counts) && is_text(fact) && number(fact, Key::Value) == value
    };
    let told = |fact: &Fact| fact.sentence != other.sentence && again(fact);
    let listed = |list: &Fact| value > Some(Decimal::TWO) && number(list, Key::Items) == value;
    [Kind::Count, Kind::Number].into_iter().any(|kind| facts.of(kind).any(told))
        || facts.of(Kind::List).any(listed)
        || is_proved(facts, other)
        || is_definite(other) && (is_elided(other) || other.attr(Key::Complete) == Some(Attr::Flag(true)))
}

/// Whether a figure is one that readers will hold against the claim: it stands in the lead, points back, is told
/// again, or can stand for the claim by a slip. Others may be of other things of the sort.
pub(in crate::rules::relation) fn is_prominent(facts: &Facts<'_>, claim: &Fact, other: &Fact) -> bool {
    other.zone == Zone::Lead || is_definite(other) || is_slip(claim, other) || is_firm(facts, claim, other)
}

/// Whether who is missing from a total may be named: "the brothers were jailed, and so was Ana Borg", "a mayor and three
/// clerks", "nine men already jailed" beside the tenth.
pub(in crate::rules::relation) fn names_more(
    facts: &Facts<'_>,
    lexicon: &Lexicon,
    claim: &Fact,
    other: &Fact,
) -> bool {
    let does = |at: Option<usize>, role| {
        at.and_then(|at| facts.tokens.get(at)).is_some_and(|token| lexicon.does(token, role))
    };
    let same_noun = |a: &Fact, b: &Fact| a.attr(Key::Noun) == b.attr(Key::Noun);
    let beside = does((claim.tokens.0 as usize).checked_sub(1), role::AND) && !same_noun(claim, other);
    let already = does(Some(claim.tokens.1 as usize), role::COUNT_BEFORE_VERB);
    let next = number(claim, Key::Value).map(|value| value + Decimal::ONE);
    if (beside || already) && number(other, Key::Value) == next {
        return true;
    }
    let (Some(claimed), value) = (number(claim, Key::Value), number(other, Key::Value)) else { return false };
    let listed = |list: &Fact| number(list, Key::Items) == value;
    class_of(claim) == Some(PERSON)
        && !is_of_one(claim, other)
        && value < Some(claimed)
        && names(facts) >= claimed
        && !facts.of(Kind::List).any(listed)
}

/// How many persons the text names in full.
fn names(facts: &Facts<'_>) -> Decimal {
    let full = |person: &&Fact| is_text(person) && person.attr(Key::Given).is_some();
    let named = facts.of(Kind::Person).filter(full);
    named.filter_map(|person| person.attr(Key::Full)).collect::<FxHashSet<_>>().len().into()
}

/// Whether a headline gives a figure too, beside the claim and of something else: a text that repeats it does not
/// contradict the claim.
pub(in crate::rules::relation) fn is_in_headline(facts: &Facts<'_>, claim: &Fact, other: &Fact) -> bool {
    let beside = |fact: &Fact| matches!(fact.zone, Zone::Headline | Zone::Kicker) && fact != claim;
    let told = |fact: &Fact| beside(fact) && fact.attr(Key::Value) == other.attr(Key::Value);
    let one = |fact: &Fact| is_of_one(claim, fact) || is_slip(claim, fact);
    !is_text(claim)
        && is_text(other)
        && !is_of_one(claim, other)
        && facts.of(other.kind()).any(|fact| told(fact) && !one(fact))
}

/// Whether an amount may be the one that the claim tells otherwise: it stands in the lead, or can stand for it by a slip,
/// or is told again and near enough; or the text has no more than a few amounts. A rate is held against a rate.
pub(in crate::rules::relation) fn is_amount_of(
    rule: &Rule,
    facts: &Facts<'_>,
    lexicon: &Lexicon,
    claim: &Fact,
    other: &Fact,
    name: usize,
) -> bool {
    let all = rule.selected(facts, name).filter(|fact| fact.kind() == Kind::Money);
    let values: FxHashSet<Option<Decimal>> = all.map(|fact| number(fact, Key::Value)).collect();
    let rate = |fact: &Fact| {
        let next = facts.tokens.get(fact.tokens.1 as usize);
        next.is_some_and(|next| {
            [role::MONEY_EACH, role::A_OR_AN].iter().any(|&role| next.is_lower() && lexicon.does(next, role))
        })
    };
    if rate(claim) != rate(other) {
        return false;
    }
    let again = || is_likely(claim, other) && is_told_twice(rule, facts, other, name);
    other.zone == Zone::Lead || values.len() < AMOUNTS || is_slip(claim, other) || again()
}
