//! Arithmetic over what facts say: "change.from * (100 + change.percent) / 100". Reckoned in intervals, so that what is
//! rounded or bounded in the text leaves room.

mod parse;

use rust_decimal::Decimal;

use super::Bound;
use crate::Interval;
use crate::facts::{Key, Kind, Value};

pub(super) use parse::Parser;

/// An expression.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    Number(Decimal),
    /// An attribute of a name.
    Attribute(usize, Key),
    Both(Box<Self>, Operator, Box<Self>),
    Call(Function, Vec<Self>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Plus,
    Minus,
    Times,
    Divide,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Min,
    Max,
    Abs,
    /// To the nearest whole number, halves away from 0.
    Round,
    /// As it is printed, without the room that rounding leaves.
    Exact,
}

/// What two expressions must be to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
}

/// A comparison of two expressions.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub(super) left: Expression,
    pub(super) comparison: Comparison,
    pub(super) right: Expression,
}

impl Condition {
    /// The names of which it speaks, in order and each once.
    pub(super) fn names(&self) -> Vec<usize> {
        let mut names = Vec::new();
        self.left.add_names(&mut names);
        self.right.add_names(&mut names);
        names
    }

    /// Whether it cannot hold of the facts of some names. False where one of them is silent on what it asks for, or
    /// where amounts are in several currencies.
    pub(super) fn fails(&self, of: &[Bound<'_>]) -> bool {
        let mut currencies = of.iter().filter_map(|bound| match &bound.fact?.value {
            Value::Money(money) => Some(&money.currency),
            _ => None,
        });
        let first = currencies.next();
        if currencies.any(|other| Some(other) != first) {
            return false;
        }
        let Some((left, right)) = self.left.value(of).zip(self.right.value(of)) else { return false };
        let below = |a: Interval, b: Interval| a.high.zip(b.low).is_some_and(|(a, b)| a < b);
        let not_above = |a: Interval, b: Interval| a.high.zip(b.low).is_some_and(|(a, b)| a <= b);
        match self.comparison {
            Comparison::Equal => below(left, right) || below(right, left),
            Comparison::Unequal => left.is_exact() && left == right,
            Comparison::Less => not_above(right, left),
            Comparison::LessOrEqual => below(right, left),
            Comparison::More => not_above(left, right),
            Comparison::MoreOrEqual => below(left, right),
        }
    }
}

impl Expression {
    /// The names of which it speaks, in order and each once.
    pub(super) fn names(&self) -> Vec<usize> {
        let mut names = Vec::new();
        self.add_names(&mut names);
        names
    }

    /// Its value in the middle of what is possible, for people to read.
    pub(super) fn middle(&self, of: &[Bound<'_>]) -> Option<Decimal> {
        self.value(of)?.middle()
    }

    fn add_names(&self, names: &mut Vec<usize>) {
        match self {
            Self::Number(_) => {}
            Self::Attribute(name, _) => {
                if !names.contains(name) {
                    names.push(*name);
                }
            }
            Self::Both(left, _, right) => {
                left.add_names(names);
                right.add_names(names);
            }
            Self::Call(_, of) => of.iter().for_each(|part| part.add_names(names)),
        }
    }

    /// Between which values it lies. None if a fact is silent on what it asks for.
    pub(super) fn value(&self, of: &[Bound<'_>]) -> Option<Interval> {
        Some(match self {
            Self::Number(number) => Interval::exact(*number),
            Self::Attribute(name, key) => {
                of.iter().find(|bound| bound.name == *name)?.fact?.interval_of(*key)?
            }
            Self::Both(left, operator, right) => {
                let (left, right) = (left.value(of)?, right.value(of)?);
                match operator {
                    Operator::Plus => left.sum(right),
                    Operator::Minus => left.difference(right),
                    Operator::Times => left.product(right),
                    Operator::Divide => left.quotient(right),
                }
            }
            Self::Call(function, parts) => {
                let parts: Option<Vec<Interval>> = parts.iter().map(|part| part.value(of)).collect();
                let mut parts = parts?.into_iter();
                let first = parts.next()?;
                match function {
                    Function::Min => parts.fold(first, Interval::min),
                    Function::Max => parts.fold(first, Interval::max),
                    Function::Abs => first.abs(),
                    Function::Round => first.round(),
                    Function::Exact => Interval::exact(first.middle()?),
                }
            }
        })
    }

    /// The value if it is the same for all facts.
    fn constant(&self) -> Option<Interval> {
        self.names().is_empty().then(|| self.value(&[]))?
    }
}

/// What a figure is of, as far as figures of two things cannot be added or compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// A number of anything, or a share.
    Plain,
    Money,
    Measure,
    Day,
}

impl Unit {
    const fn name(self) -> &'static str {
        match self {
            Self::Plain => "a number",
            Self::Money => "an amount of money",
            Self::Measure => "a measure",
            Self::Day => "a day",
        }
    }

    /// What an attribute of facts of some kinds is of.
    fn of(kinds: &[Kind], key: Key) -> Self {
        let of = |kind: &Kind| match (kind, key) {
            (Kind::Money, Key::Value) => Self::Money,
            (Kind::Measure, Key::Low | Key::High) => Self::Measure,
            (_, Key::First | Key::Last) => Self::Day,
            _ => Self::Plain,
        };
        let mut all = kinds.iter().map(of);
        let first = all.next().unwrap_or(Self::Plain);
        if all.all(|other| other == first) { first } else { Self::Plain }
    }
}
