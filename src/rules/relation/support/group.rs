//! Groups and their parts: of which group a count tells a part, and whether the text has one that is large enough.

use rust_decimal::Decimal;

use super::look::{is_definite, is_elided, is_likely, is_measure, is_name, is_text};
use super::same::is_same;
use crate::facts::{Fact, Facts, Key, Kind};
use crate::rules::Rule;
use crate::rules::relation::number;
use crate::text::class;

/// Whether one count can be the group of which another is a part: it stands before the part, and counts the same
/// things; that of a part without a noun stands in its sentence or the one before. A headline may tell the part
/// first.
pub(in crate::rules::relation) fn is_group(facts: &Facts<'_>, part: &Fact, group: &Fact) -> bool {
    let near = part.sentence - group.sentence.min(part.sentence) < 2;
    // "Four of its boats" are of all that it has.
    let owned = !is_elided(part) && !is_definite(part);
    // "46 of the boats it built" are of others than those told before.
    let narrowed = !is_elided(part)
        && facts
            .tokens
            .get(part.tokens.1 as usize)
            .is_some_and(|token| token.is_lower() && token.has(class::PRONOUN));
    let same = if is_elided(part) {
        near && !is_measure(group) && is_likely(part, group)
    } else {
        is_same(facts, &[Key::Noun], part, group)
    };
    (group.tokens.0 < part.tokens.0 || !is_text(part) && is_text(group)) && same && !narrowed && !owned
}

/// Whether a figure of a name, or several of one sentence together, may be as large as a fact's and be of its group:
/// they stand before it. Without a noun the part is one of what stands near.
pub(in crate::rules::relation) fn reaches(
    rule: &Rule,
    facts: &Facts<'_>,
    fact: &Fact,
    group: &Fact,
    name: usize,
) -> bool {
    let Some(value) = number(fact, Key::Value) else { return false };
    let class = fact.attr(Key::Class);
    // What the same sentence counts is nearer than what others count: "47 patients, 53 of them in Lille".
    let within = is_elided(fact) && group.sentence == fact.sentence;
    let others = || rule.selected(facts, name).filter(|other| *other != fact);
    let before = |other: &Fact| other.tokens.0 < fact.tokens.0 || !is_text(fact);
    let fits = |other: &Fact| {
        let near =
            if within { other.sentence == fact.sentence } else { fact.sentence.abs_diff(other.sentence) < 2 };
        let of = other.attr(Key::Class);
        match other.kind() {
            Kind::Number => near && !is_name(other) && !is_enclosed(facts, other),
            _ if of.is_none() => near || is_definite(other),
            _ => {
                !is_measure(other)
                    && class.as_ref().map_or(!within || near, |class| of.as_ref() == Some(class))
            }
        }
    };
    let one = others().any(|other| {
        let repeats =
            number(other, Key::Value) == Some(value) && other.attr(Key::Noun) == fact.attr(Key::Noun);
        let high = other.interval().and_then(|interval| interval.high);
        let likely = |low: Decimal| low.checked_mul(2.into()).is_none_or(|most| most >= value);
        let reaches = match high {
            Some(high) => high >= value,
            None => number(other, Key::Value).is_some_and(likely),
        };
        (before(other) && fits(other) || repeats && class.is_some()) && reaches
    });
    // "Nine nurses and ten doctors came. Of these, twelve …"
    let counts = |other: &Fact| {
        let next = facts.tokens.get(other.tokens.1 as usize);
        let small = [class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY];
        other.kind() == Kind::Count
            || next.is_some_and(|next| next.is_lower() && !small.iter().any(|&class| next.has(class)))
    };
    let beside = |other: &&Fact| {
        let of = other.attr(Key::Class);
        let alike = of.is_none() || of == group.attr(Key::Class);
        other.sentence == group.sentence && before(other) && fits(other) && counts(other) && alike
            || *other == group
    };
    let told: Vec<Decimal> = others().filter(beside).filter_map(|other| number(other, Key::Value)).collect();
    let together = told.iter().copied().try_fold(Decimal::ZERO, Decimal::checked_add);
    one || told.len() > 1 && together.is_none_or(|sum| sum >= value)
}

/// Whether commas or brackets enclose a number, as they do an age: "Ana Borg, 61, said".
fn is_enclosed(facts: &Facts<'_>, fact: &Fact) -> bool {
    let mark = |at: usize| facts.tokens.get(at).is_some_and(|token| !token.is_word());
    fact.tokens.0.checked_sub(1).is_some_and(|at| mark(at as usize)) && mark(fact.tokens.1 as usize)
}
