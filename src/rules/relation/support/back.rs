//! Which counts of a text a later one can point back to.

use super::is_bounded;
use super::look::{is_definite, is_likely, is_slip, is_subset};
use super::noun::PERSON;
use crate::facts::{Attr, Fact, Facts, Key, Kind};
use crate::lexicon::Lexicon;
use crate::rules::relation::number;
use crate::text::{class, role};
use rust_decimal::Decimal;

/// Whether a fact can be what a later one points back to. What is a sum and does not point back, "a total of 30",
/// tells of the same only where the same is said of both.
pub(in crate::rules::relation) fn is_pointed_to(
    facts: &Facts<'_>,
    lexicon: &Lexicon,
    claim: &Fact,
    other: &Fact,
) -> bool {
    let definite = is_definite(claim);
    let said = |key: Key| claim.attr(key).is_some() && claim.attr(key) == other.attr(key);
    let before = other.tokens.0 < claim.tokens.0 && other.sentence != claim.sentence;
    let overlap = || claim.interval().zip(other.interval()).is_some_and(|(a, b)| a.overlaps(b));
    let open = is_bounded(other) && overlap();
    let total = !open && !is_each(facts, lexicon, other) && !is_divided(facts, claim, other);
    let all = || total && !is_narrowed(facts, lexicon, claim, other);
    // "She took six wickets. All ten fell in an hour": fewer may be some of them.
    let fewer = number(other, Key::Value) < number(claim, Key::Value) && !is_slip(claim, other);
    let some = fewer && claim.attr(Key::Complete) == Some(Attr::Flag(true)) && is_object(facts, other);
    before
        && !some
        && is_near(claim, other)
        && all()
        && (definite || said(Key::Predicate) || said(Key::Event))
}

/// Whether a count is what a verb before it says that somebody did: "took six wickets".
fn is_object(facts: &Facts<'_>, fact: &Fact) -> bool {
    let before = fact.tokens.0.checked_sub(1).and_then(|at| facts.tokens.get(at as usize));
    before.is_some_and(|token| token.has(class::PREDICATE))
}

/// Whether two counts are near enough for one to be told for the other: none is more than twice as large, or they have
/// the same digits.
fn is_near(claim: &Fact, other: &Fact) -> bool {
    let within = |a: Option<Decimal>, b: Option<Decimal>| {
        a.zip(b).is_some_and(|(a, b)| a.checked_mul(Decimal::TWO).is_none_or(|most| b <= most))
    };
    let (a, b) = (number(claim, Key::Value), number(other, Key::Value));
    is_likely(claim, other) && (within(a, b) && within(b, a) || is_slip(claim, other))
}

/// Whether a count is of fewer than those told before by its own words: "the five that were sentenced", "the 49
/// arrested men" of 53, "the 14 million visitors in 2019".
fn is_narrowed(facts: &Facts<'_>, lexicon: &Lexicon, claim: &Fact, other: &Fact) -> bool {
    let does = |at: usize, role| facts.tokens.get(at).is_some_and(|token| lexicon.does(token, role));
    let mut at = claim.tokens.1 as usize;
    // "The five men and three firms that were sentenced".
    if does(at, role::AND)
        && let Some(next) = facts.starting(at + 1).filter(|next| next.kind() == Kind::Count)
    {
        at = next.tokens.1 as usize;
    }
    let relative = [role::SYNTAX_RELATIVE, role::SYNTAX_THAT].into_iter().any(|role| does(at, role));
    let dated = does(at, role::IN) && facts.starting(at + 1).is_some_and(|next| next.kind() == Kind::Date);
    let person = claim.attr(Key::Class) == Some(PERSON);
    let modified = person && claim.attr(Key::Modifiers).is_some() && other.attr(Key::Modifiers).is_none();
    dated || (relative || modified) && number(claim, Key::Value) < number(other, Key::Value)
}

/// Whether a count is one of several that its sentence gives of the same things, or of persons with two nouns: none of
/// them is all that a later one points back to.
fn is_divided(facts: &Facts<'_>, claim: &Fact, other: &Fact) -> bool {
    let noun = |fact: &Fact| fact.attr(Key::Noun).map(|noun| noun.to_string());
    let again = |fact: &Fact| {
        let beside = fact.sentence == other.sentence && fact != other && !is_subset(fact);
        beside && noun(fact).is_some() && noun(fact) == noun(other)
    };
    let joined = other.attr(Key::Joined) == Some(Attr::Flag(true)) && noun(claim) != noun(other);
    joined || other.kind() == Kind::Count && facts.of(Kind::Count).any(again)
}

/// Whether a count is told of each of several: "ten counts, each, of fraud and of theft".
fn is_each(facts: &Facts<'_>, lexicon: &Lexicon, fact: &Fact) -> bool {
    let after = facts.tokens.iter().skip(fact.tokens.1 as usize).take(2);
    after
        .take_while(|token| token.is_lower() || !token.is_word())
        .any(|token| lexicon.does(token, role::MONEY_EACH))
}
