//! What a text says of the figure that a claim states: whether it bears it out, and which of its figures are of
//! the same thing.
//!
//! A claim is borne out by a figure that can be the same, by two or three that add up to it, by two that are so
//! far apart, by one that is taken so many times, and by things that are named and not counted. A claim that
//! any of these may bear out passes: in doubt the text is right.

mod back;
mod firm;
mod group;
mod look;
mod noun;
mod part;
mod same;

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::number;
use crate::Interval;
use crate::facts::{Attr, Fact, Facts, Key, Kind, slip};
use crate::lexicon::Lexicon;
use crate::rules::Rule;

pub(super) use crate::facts::slip::is_slip;
pub(super) use back::is_pointed_to;
pub(super) use firm::{is_amount_of, is_in_headline, is_prominent, is_told_twice, names_more};
pub(super) use group::{is_group, reaches};
pub(super) use same::{is_on_top, is_same, is_total};

/// The most figures of which some may bear a claim out together. In a text with more some always would.
const FIGURES: usize = 48;

/// The part of a figure by which it is rounded at most where that is not to its first digit: a twentieth.
const SLIGHT: u32 = 20;

/// The part of a figure by which a claim is rounded at most to its first digit.
const FIFTH: u32 = 5;

/// The part of it by which digits that are cut off come to at most: "$4 million" for 4.6 million.
const CUT: u32 = 3;

/// The part of it by which a text rounds at most what a claim tells with more digits.
const TENTH: u32 = 10;

/// The part of a sum that may be lost at most when each of its parts is rounded for itself.
const LOST: u32 = 200;

/// Below this a figure is not rounded.
const SMALL: u32 = 100;

/// A figure of the text.
struct Figure<'f> {
    fact: &'f Fact,
    value: Decimal,
    interval: Interval,
    class: Option<Attr<'f>>,
}

impl Figure<'_> {
    /// Between which values it lies as a part of a sum: a figure that nothing bounds counts as it is printed.
    fn part(&self) -> Interval {
        if is_bounded(self.fact) { self.interval } else { Interval::exact(self.value) }
    }
}

fn is_bounded(fact: &Fact) -> bool {
    fact.attr(Key::Bound).is_some_and(|bound| bound != Attr::Text("exact"))
}

/// Whether the facts of a name bear a claim out. One that points back is not borne out by what repeats it.
pub(super) fn bears_out(
    rule: &Rule,
    facts: &Facts<'_>,
    lexicon: &Lexicon,
    claim: &Fact,
    name: usize,
    back: bool,
) -> bool {
    let Some((value, interval)) = number(claim, Key::Value).zip(claim.interval()) else { return false };
    let scope = rule.scope_of(claim);
    // Of two numbers side by side the first is what was left of a change, and bears out nothing.
    let left = |fact: &&Fact| {
        let next = facts.starting(fact.tokens.1 as usize);
        next.is_none_or(|next| next.attr(Key::Adjacent) != Some(Attr::Flag(true)))
    };
    // What points back may be borne out by what any part of the text told before.
    let before =
        |fact: &Fact| back && fact.tokens.0 < claim.tokens.0 && number(fact, Key::Value) == Some(value);
    let near = |fact: &Fact| rule.scope_of(fact) == scope || before(fact);
    let others = rule.selected(facts, name).filter(|fact| near(fact) && *fact != claim);
    // "The second of them" tells of no two.
    let second = |fact: &Fact| fact.kind() == Kind::Ordinal && number(fact, Key::Value) <= Some(Decimal::TWO);
    let repeats = |fact: &Fact| fact.tokens.0 > claim.tokens.0 && number(fact, Key::Value) == Some(value);
    let figures: Vec<Figure<'_>> = others
        .filter(|fact| !(second(fact) || back && repeats(fact)))
        .filter(left)
        .filter_map(|fact| {
            let (value, interval) = (number(fact, Key::Value)?, fact.interval()?);
            Some(Figure { fact, value, interval, class: fact.attr(Key::Class) })
        })
        .take(FIGURES + 1)
        .collect();
    // What a large claim is made of may be rounded to its last digit that is not 0, each part for itself, but not by
    // much.
    let half = (unit(value) / Decimal::TWO).min(value / Decimal::from(SLIGHT));
    let half = half.max(unit(value).min(value / Decimal::from(LOST)));
    let large = value >= Decimal::ONE_THOUSAND && !is_bounded(claim);
    let interval = if large { Interval::exact(value).widened(half) } else { interval };
    let claimed = Claim { fact: claim, value, interval, class: class_of(claim), lexicon };
    // "Seventh man charged; seven held to date".
    let last = |fact: &Fact| !look::is_text(fact) && number(fact, Key::Value) == Some(value);
    figures.len() > FIGURES
        || facts.of(Kind::Ordinal).any(last)
        || figures.iter().any(|figure| claimed.is_told_by(figure) && !is_told_exactly(&figures, figure))
        || claimed.is_made_of(facts, &figures)
        || claim.kind() == Kind::Money && claimed.is_product(facts, &figures)
        || claim.kind() == Kind::Count && claimed.is_named(facts)
}

/// Whether a figure that a limit goes with is told once more without it: "as many as 28 pupils", "all 28".
fn is_told_exactly(figures: &[Figure<'_>], figure: &Figure<'_>) -> bool {
    is_bounded(figure.fact)
        && figures.iter().any(|other| !is_bounded(other.fact) && other.value == figure.value)
}

/// The class of a claim; where its noun is left out it is of persons.
fn class_of(claim: &Fact) -> Option<Attr<'_>> {
    claim.attr(Key::Class).or_else(|| claim.attr(Key::Event).map(|_| Attr::Text("person")))
}

/// The claim that is to be borne out.
struct Claim<'f> {
    fact: &'f Fact,
    value: Decimal,
    /// Between which values the figure can lie.
    interval: Interval,
    class: Option<Attr<'f>>,
    lexicon: &'f Lexicon,
}

impl Claim<'_> {
    /// Whether a figure can be the claim's, whatever it is of; lengths and times are no counts.
    fn is_told_by(&self, figure: &Figure<'_>) -> bool {
        let measure = figure.class == Some(Attr::Text("measure")) && self.class != figure.class;
        if !is_bounded(self.fact) && !is_bounded(figure.fact) {
            return !measure
                && (is_rounded(self.value, figure.value, FIFTH)
                    || is_cut(self.value, figure.value)
                    || is_rounded(figure.value, self.value, TENTH));
        }
        // A limit allows what is near it: "at least one bid" are no three men.
        let near = |a: Decimal, b: Decimal| a <= b + b;
        let near = near(self.value, figure.value) && near(figure.value, self.value);
        !measure && (near && figure.interval.overlaps(self.interval) || is_cut(self.value, figure.value))
    }

    /// Whether the text names as many persons as the claim counts, one after another, or has as many bullets.
    fn is_named(&self, facts: &Facts<'_>) -> bool {
        let bullets = |list: &Fact| {
            list.attr(Key::Form) == Some(Attr::Text("bullets"))
                && number(list, Key::Items) == Some(self.value)
        };
        if facts.of(Kind::List).any(bullets) {
            return true;
        }
        if self.class != Some(Attr::Text("person")) {
            return false;
        }
        let full = |person: &&Fact| look::is_text(person) && person.attr(Key::Given).is_some();
        let named: Vec<&Fact> = facts.of(Kind::Person).filter(full).collect();
        let names = |people: &[&Fact]| {
            let names = people.iter().filter_map(|person| person.attr(Key::Full));
            Decimal::from(names.collect::<FxHashSet<_>>().len())
        };
        named.chunk_by(|a, b| facts.is_next_name(a, b)).any(|run| names(run) == self.value)
    }
}

/// Whether a figure is another one, rounded to its last digit that is not 0. Of 1,000 and more digits may be cut
/// off instead; small figures are not rounded by more than a twentieth. To its first digit one is rounded by no more
/// than so much of it.
fn is_rounded(figure: Decimal, exact: Decimal, most: u32) -> bool {
    let (far, unit) = ((figure - exact).abs(), unit(figure));
    let part = |of: u32| far <= figure / Decimal::from(of);
    match figure {
        _ if far.is_zero() => true,
        _ if figure < SMALL.into() => false,
        _ if figure < Decimal::ONE_THOUSAND => far + far <= unit && part(SLIGHT),
        _ => far + far < unit && part(most) || far < unit && part(SLIGHT),
    }
}

/// Whether a figure of 1,000 and more is what is left of another one when digits are cut off.
fn is_cut(figure: Decimal, exact: Decimal) -> bool {
    let far = exact - figure;
    figure >= Decimal::ONE_THOUSAND
        && far > Decimal::ZERO
        && far < unit(figure)
        && far <= figure / Decimal::from(CUT)
}

/// The value of the last digit of a number that is not 0: 100,000 for 1.5 million; 0 where it ends in ones.
fn unit(number: Decimal) -> Decimal {
    let number = number.normalize();
    let (mut unit, mut rest) = (Decimal::new(1, number.scale()), number.mantissa());
    while rest != 0 && rest % 10 == 0 {
        rest /= 10;
        unit *= Decimal::TEN;
    }
    if unit == Decimal::ONE { Decimal::ZERO } else { unit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_rounded_to_its_last_digit() {
        for (figure, exact, expected) in [
            (500, 496, true),
            (500, 450, false),
            (40, 38, false),
            (2_400_000, 2_468_000, true),
            (6_000_000, 5_000_000, false),
            (2_000_000, 2_400_000, true),
            (3_200, 2_300, false),
        ] {
            assert_eq!(is_rounded(figure.into(), exact.into(), FIFTH), expected, "{figure} for {exact}");
        }
    }

    #[test]
    fn the_unit_of_a_rounded_number() {
        for (number, expected) in
            [("1500000", "100000"), ("83000000", "1000000"), ("12", "0"), ("1.5", "0.1")]
        {
            assert_eq!(
                unit(number.parse().expect("a number")),
                expected.parse().expect("a number"),
                "{number}"
            );
        }
    }
}
