//! Changes: a figure that moves from one value to another, and by how much: "rose 20 per cent, from 100 to 120", "fell
//! to 80 from 100", "up six points from 52 to 58 per cent", "doubled from 10 to 20".

mod apart;
mod compared;
mod figures;
mod moved;

pub use compared::Comparison;
pub(super) use compared::comparisons;

use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::number::last_digit;
use super::{Fact, Facts, Key, Kind};
use crate::Interval;
use crate::lexicon::Lexicon;
use crate::text::{Class, role};

/// The kinds of facts whose figures move, besides measures.
const FIGURES: [Kind; 4] = [Kind::Money, Kind::Percent, Kind::Count, Kind::Number];

/// A figure and between which values it lies.
type Said = (Decimal, Interval);

/// A figure that moves from one value to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it was.
    pub from: Said,
    /// What it became.
    pub to: Said,
    /// What both are: count, money, percent or measure.
    pub class: &'static str,
    /// 1 where it is said to have grown, -1 where it is said to have shrunk.
    pub direction: Option<Decimal>,
    /// By how many per cent; below 0 where it shrank.
    pub percent: Option<Said>,
    /// By how many percentage points; below 0 where it shrank.
    pub points: Option<Said>,
    /// By how much; below 0 where it shrank.
    pub by: Option<Said>,
    /// How many times what it was it became: 2 for "doubled".
    pub times: Option<Said>,
    /// Whether its size and its figures are told apart, in clauses or sentences of their own.
    pub apart: bool,
    /// Of one told apart: what its first figure becomes by its size.
    pub expected: Option<Said>,
}

kind! {
    /// A figure that moves from one value to another: "rose 20 per cent, from 100 to 120".
    Change(c) as "change", over Facts;

    From: Number = c.from.0, "what it was";
    To: Number = c.to.0, "what it became";
    Class: Text = c.class, "what both are: count, money, percent or measure";
    Direction: Number = c.direction, "1 where it is said to have grown, -1 where it is said to have shrunk";
    Percent: Number = c.percent.map(|said| said.0), "by how many per cent; below 0 where it shrank";
    Points: Number = c.points.map(|said| said.0), "by how many percentage points; below 0 where it shrank";
    By: Number = c.by.map(|said| said.0), "by how much; below 0 where it shrank";
    Times: Number = c.times.map(|said| said.0), "how many times what it was it became: 2 for \"doubled\"";
    Apart: Flag = c.apart, "its size and its figures are told in clauses or sentences of their own";
    Expected: Number = c.expected.map(|said| said.0), "of one told apart, what its first figure becomes by its size";
}

impl Change {
    /// Whether it is told by how much.
    const fn is_sized(&self) -> bool {
        self.percent.is_some() || self.points.is_some() || self.by.is_some() || self.times.is_some()
    }

    /// Between which values one of its numbers lies.
    pub(super) fn interval_of(&self, key: Key) -> Option<Interval> {
        let said = match key {
            Key::From => Some(self.from),
            Key::To => Some(self.to),
            Key::Percent => self.percent,
            Key::Points => self.points,
            Key::By => self.by,
            Key::Times => self.times,
            Key::Expected => self.expected,
            _ => None,
        };
        said.map(|(_, interval)| interval)
    }
}

/// What a figure is of, as far as figures of two things are no change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of<'f> {
    Plain,
    Noun(&'f str),
    Money(&'f str),
    Percent,
    Points,
    Measure(&'f str),
    /// A place in a table.
    Place,
}

impl<'f> Of<'f> {
    /// What two figures are of, of which one may leave it out.
    fn with(self, other: Self) -> Option<Self> {
        match (self, other) {
            (a, b) if a == b => Some(a),
            (Self::Plain, of) | (of, Self::Plain) => Some(of),
            _ => None,
        }
    }

    /// Whether the size of a change that is told in this can be that of figures of another: "64 more", of two numbers of
    /// children; "14 degrees", of two temperatures in Celsius.
    fn is_unit_of(self, of: Self) -> bool {
        match (self, of) {
            (Self::Money(a), Self::Money(b)) => a.is_empty() || b.is_empty() || a == b,
            (Self::Measure(a) | Self::Noun(a), Self::Measure(b)) => b.is_empty() || b.starts_with(a),
            (Self::Noun(a), Self::Noun(b)) => b.is_empty() || a == b,
            (Self::Plain, Self::Noun(_) | Self::Plain) | (Self::Place, Self::Place) => true,
            _ => false,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Plain | Self::Noun(_) | Self::Place => "count",
            Self::Money(_) => "money",
            Self::Percent | Self::Points => "percent",
            Self::Measure(_) => "measure",
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Figure<'f> {
    tokens: (usize, usize),
    of: Of<'f>,
    said: Said,
}

/// What the words for a change are, by the lists that have them.
struct Words {
    direction: Class,
    times: Class,
    comparative: Class,
    measured: Class,
    fold: Class,
}

/// The changes of an article. Linear.
pub(super) fn changes(facts: &Facts<'_>, lexicon: &Lexicon, measures: &[Fact]) -> Vec<Fact> {
    let class = |name| lexicon.class(name);
    let moving = class("change.direction").zip(class("change.times"));
    let beside = class("change.comparative").zip(class("change.measured"));
    let Some(((direction, times), (comparative, measured))) = moving.zip(beside) else { return Vec::new() };
    let Some(fold) = class("change.fold") else { return Vec::new() };
    let words = Words { direction, times, comparative, measured, fold };
    let look = Look { facts, lexicon };
    let mut found = Vec::new();
    for sentence in 0..facts.sentences.len() {
        let (figures, _) = facts.in_sentence(sentence as u32);
        let zone = facts.zone(facts.block_of(sentence));
        let from = facts.has_word_with(sentence, role::DATE_FROM);
        if figures > 1 && zone.is_own() && (from || facts.has_word_with(sentence, role::CHANGE_ON)) {
            found.extend(look.changes(sentence, measures, &words));
        }
    }
    found.extend(apart::changes(facts, lexicon, measures, &words, &found));
    found
}

/// Half of what the last digit of a number that is not 0 stands for.
fn half(value: Decimal) -> Decimal {
    last_digit(value) / Decimal::TWO
}

/// By how much a figure moved, below 0 where it shrank.
fn signed((value, stated): Said, direction: Option<Decimal>) -> Said {
    match direction {
        Some(sign) if sign < Decimal::ZERO => (-value, Interval::exact(Decimal::ZERO).difference(stated)),
        _ => (value, stated),
    }
}

/// A change in per cent as it is told: it may be rounded twice, and one of more than a hundred is in tens.
fn rounded((value, stated): Said) -> Said {
    let by = if value > Decimal::ONE_HUNDRED { half(value) } else { Decimal::new(5, 1) };
    (value, stated.widened(by))
}
