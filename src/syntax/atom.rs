//! Atoms: what one phrase says by itself, as far as the structure of a sentence needs it.

use rust_decimal::Decimal;

/// A phrase that is read already: a figure, a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Atom {
    /// Its first token.
    pub from: u32,
    /// The token after its last; for a figure with a noun, the one after the noun.
    pub to: u32,
    /// What it is.
    pub kind: AtomKind,
}

/// What an atom is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AtomKind {
    /// A figure that counts or measures something.
    Figure(Figure),
    /// A number that is a name, an age or part of a compound, and counts nothing.
    Label,
    /// A date or a period.
    Date,
}

/// A number of something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Its value as stated.
    pub value: Decimal,
    /// What it is a number of.
    pub unit: Unit,
    /// Whether it is stated without a bound such as "about".
    pub exact: bool,
    /// The token after the number itself; its noun group may go on.
    pub number_to: u32,
    /// Whether a noun stands with it. A figure without one has left it out.
    pub noun: bool,
    /// Whether it is a part of a group: "two of the suspects", "two of them".
    pub subset: bool,
    /// Whether it comes on top of others: "two others", "eight more suspects".
    pub additive: bool,
    /// Whether it stands right after a name and may belong to it: "Flight 93", but "Lusaka 62, Ndola 41".
    pub named: bool,
    /// The index of the fact it was made of, for the caller.
    pub fact: u32,
}

/// What a figure is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things that are counted, or a number of which nothing is said.
    Count,
    /// Money.
    Money,
    /// Per cent.
    Percent,
}
