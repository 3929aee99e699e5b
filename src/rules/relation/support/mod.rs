//! What a text says of the figure that a claim states: whether it bears it out, and which of its figures are of
//! the same thing.
//!
//! A claim is borne out by a figure that can be the same, by two or three that add up to it, by two that are so
//! far apart, by one that is taken so many times, and by things that are named and not counted. A claim that
//! any of these may bear out passes: in doubt the text is right.

mod group;
mod same;
mod slip;

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::number;
use crate::Interval;
use crate::facts::{Attr, Fact, Facts, Key, Kind};
use crate::lexicon::Lexicon;
use crate::rules::Rule;

pub(super) use group::{is_group, reaches};
pub(super) use same::{is_pointed_to, is_same, is_told_twice, is_total};
pub(super) use slip::is_slip;

/// The most figures of which some may bear a claim out together. In a text with more some always would.
const FIGURES: usize = 48;

/// The part of a figure by which it is rounded at most where that is not to its first digit: a twentieth.
const SLIGHT: u32 = 20;

/// The part of a figure by which it is rounded at most to its first digit.
const FIFTH: u32 = 5;

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
    let others = rule.selected(facts, name).filter(|fact| rule.scope_of(fact) == scope && *fact != claim);
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
        .collect();
    // What a large claim is made of may be rounded to its last digit that is not 0, but not by much.
    let half = (unit(value) / Decimal::TWO).min(value / Decimal::from(SLIGHT));
    let large = value >= Decimal::ONE_THOUSAND && !is_bounded(claim);
    let interval = if large { Interval::exact(value).widened(half) } else { interval };
    let claimed = Claim { fact: claim, value, interval, class: class_of(claim), lexicon };
    figures.len() > FIGURES
        || figures.iter().any(|figure| claimed.is_told_by(figure))
        || claimed.is_made_of(facts, &figures)
        || claim.kind() == Kind::Money && claimed.is_product(facts, &figures)
        || claim.kind() == Kind::Count && claimed.is_named(facts)
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
                && (is_rounded(self.value, figure.value) || is_rounded(figure.value, self.value));
        }
        // A limit allows what is near it: "at least one bid" are no three men.
        let near = |a: Decimal, b: Decimal| a <= b + b;
        let near = near(self.value, figure.value) && near(figure.value, self.value);
        !measure && near && figure.interval.overlaps(self.interval)
    }

    /// Whether a figure can be a part of the claim: it is of things of one class, or has no noun of its own and
    /// stands where such things are counted.
    fn is_part(&self, figure: &Figure<'_>, sentences: &FxHashSet<u32>) -> bool {
        let fact = figure.fact;
        match (&self.class, &figure.class) {
            (None, _) => true,
            (Some(a), Some(b)) if a == b => true,
            (Some(a), Some(b)) => {
                let vague = |class: &Attr<'_>| *class == Attr::Text("other");
                let known = |class: &Attr<'_>| ["person", "measure"].map(Attr::Text).contains(class);
                vague(a) && !known(b) || vague(b) && !known(a)
            }
            (Some(_), None) => {
                let said = |key: Key| fact.attr(key).is_some() && fact.attr(key) == self.fact.attr(key);
                fact.attr(Key::Additive) == Some(Attr::Flag(true))
                    || [Key::Predicate, Key::Event].into_iter().any(said)
                    || sentences.contains(&fact.sentence)
                    || !same::is_subset(fact) && sentences.contains(&fact.sentence.saturating_sub(1))
            }
        }
    }

    /// Whether the largest of three figures, for which the claim can stand by a slip, is the sum of the others and of
    /// one or two more that the text has: a whole is not added to its own parts. Of two figures the third is 0.
    fn is_whole(&self, figures: &[Decimal], of: [Decimal; 3]) -> bool {
        let whole = of[0].max(of[1]).max(of[2]);
        let total = of.iter().copied().try_fold(Decimal::ZERO, Decimal::checked_add);
        let Some(rest) = total.and_then(|total| whole.checked_sub(total - whole)) else { return false };
        let others = || figures.iter().filter(|figure| !of.contains(figure));
        let two = of.contains(&Decimal::ZERO);
        let made = rest.is_zero()
            || others().any(|figure| *figure == rest)
            || two && others().any(|a| others().any(|b| a != b && a.checked_add(*b) == Some(rest)));
        made && is_slip(self.value, whole)
    }

    /// Whether two or three figures add up to the claim, or two are so far apart.
    fn is_made_of(&self, facts: &Facts<'_>, figures: &[Figure<'_>]) -> bool {
        let own = |figure: &&Figure<'_>| figure.class.is_some() && figure.class == self.class;
        let sentences: FxHashSet<u32> = figures.iter().filter(own).map(|f| f.fact.sentence).collect();
        // What is told twice is one part.
        let mut told = FxHashSet::default();
        let parts: Vec<&Figure<'_>> = figures
            .iter()
            .filter(|figure| figure.fact.kind() == self.fact.kind() && self.is_part(figure, &sentences))
            .filter(|figure| figure.fact.attr(Key::Whole).is_none())
            .filter(|figure| {
                let noun = figure.fact.attr(Key::Noun).map(|noun| noun.to_string());
                told.insert((figure.value, noun)) || figure.fact.attr(Key::Additive) == Some(Attr::Flag(true))
            })
            .collect();
        let near = |interval: Interval| interval.overlaps(self.interval);
        let large = self.value >= Decimal::ONE_THOUSAND;
        let values: Vec<Decimal> = parts.iter().map(|part| part.value).collect();
        parts.iter().enumerate().any(|(i, a)| {
            let next = self.value == a.value + Decimal::ONE && a.class == self.class;
            let lone = next && facts.names_one_more(a.fact, self.lexicon);
            lone || parts[i + 1..].iter().enumerate().any(|(j, b)| {
                let sum = a.part().sum(b.part());
                let apart = || {
                    let (more, less) = if a.value > b.value { (a, b) } else { (b, a) };
                    let close = a.fact.sentence == b.fact.sentence;
                    (large || close) && near(more.part().difference(less.part()))
                };
                let third = |c: &&Figure<'_>| {
                    near(sum.sum(c.part())) && !self.is_whole(&values, [a.value, b.value, c.value])
                };
                near(sum) && !self.is_whole(&values, [a.value, b.value, Decimal::ZERO])
                    || apart()
                    || parts[i + j + 2..].iter().any(third)
            })
        })
    }

    /// Whether the claim is so many times an amount: "a prize of $50,000" of five schools that get $10,000
    /// each.
    fn is_product(&self, facts: &Facts<'_>, figures: &[Figure<'_>]) -> bool {
        let numbers = [Kind::Count, Kind::Number].into_iter().flat_map(|kind| facts.of(kind));
        let times: Vec<Decimal> =
            numbers.filter_map(|fact| number(fact, Key::Value)).filter(|n| *n > Decimal::ONE).collect();
        figures.iter().any(|figure| {
            let product = |times: &Decimal| figure.value.checked_mul(*times);
            times.iter().any(|times| product(times) == Some(self.value))
        })
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
        let full = |person: &&Fact| same::is_text(person) && person.attr(Key::Given).is_some();
        let named: Vec<&Fact> = facts.of(Kind::Person).filter(full).collect();
        let names = |people: &[&Fact]| {
            let names = people.iter().filter_map(|person| Some(person.attr(Key::Full)?.to_string()));
            Decimal::from(names.collect::<FxHashSet<_>>().len())
        };
        named.chunk_by(|a, b| facts.is_next_name(a, b)).any(|run| names(run) == self.value)
    }
}

/// Whether a figure is another one, rounded to its last digit that is not 0. Of 1,000 and more digits may be cut
/// off instead; small figures are not rounded by more than a twentieth.
fn is_rounded(figure: Decimal, exact: Decimal) -> bool {
    let (far, unit) = ((figure - exact).abs(), unit(figure));
    let part = |of: u32| far <= figure / Decimal::from(of);
    match figure {
        _ if far.is_zero() => true,
        _ if figure < SMALL.into() => false,
        _ if figure < Decimal::ONE_THOUSAND => far + far <= unit && part(SLIGHT),
        _ => far + far < unit && part(FIFTH) || far < unit && part(SLIGHT),
    }
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
            assert_eq!(is_rounded(figure.into(), exact.into()), expected, "{figure} for {exact}");
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
