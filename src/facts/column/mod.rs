//! Columns of tables that end in a total: the figures of the rows, and what is printed below them.
//!
//! A table says little of itself, so a column is read only where nothing else can be meant: each row has one figure of
//! one kind, the row at the end says that it is the total, the total is more than each row, and the other columns of the
//! table add up.

mod figure;
mod grid;
mod items;
mod label;
mod rounding;
mod sum;

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Fact, Facts, Key};
use crate::Interval;
use crate::document::Article;
use crate::lexicon::Lexicon;

/// A column of a table that ends in a total.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading, or its place in the table.
    pub name: CompactString,
    /// The sum of its rows, and between which values it lies.
    pub sum: (Decimal, Interval),
    /// The total that is printed below them.
    pub total: (Decimal, Interval),
    /// The figures of its rows.
    pub parts: Vec<Decimal>,
    /// The tokens of the total, and of the figure of each row.
    pub beside: Vec<(u32, u32)>,
}

kind! {
    /// A column of a table that ends in a total.
    Column(c) as "column", over Facts;

    Name: Text = &c.name, "its heading, or its place in the table: \"column 2\"";
    Value: Number = c.sum.0, "the sum of its rows";
    Total: Number = c.total.0, "the total that is printed below them";
    Parts: Numbers = &c.parts, "the figures of its rows";
}

impl Column {
    /// Between which values one of its numbers lies.
    pub(super) const fn interval_of(&self, key: Key) -> Option<Interval> {
        match key {
            Key::Value => Some(self.sum.1),
            Key::Total => Some(self.total.1),
            _ => None,
        }
    }
}

/// The columns of an article's tables that end in a total. Linear in the cells, but for a table with a column that does
/// not add up, which costs the square of its rows, of which there are at most 300.
pub(super) fn columns(facts: &Facts<'_>, article: &Article, lexicon: &Lexicon) -> Vec<Fact> {
    if article.blocks.iter().all(|block| block.cell.is_none()) {
        return Vec::new();
    }
    let Some(words) = lexicon.class("table.word") else { return Vec::new() };
    let look = Look { facts, lexicon };
    let tables = grid::tables(look, article, words);
    tables.iter().flat_map(|table| sum::columns(look, table)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hold, none};
    use super::super::{Key, Kind};

    const KEYS: &[Key] = &[Key::Name, Key::Value, Key::Total];

    fn table(rows: &str) -> String {
        let rows: Vec<String> = rows.split('/').map(|row| format!("| {} |", row.trim())).collect();
        format!("Harbour counts boats\n\nThe harbour counted its boats.\n\n{}\n", rows.join("\n"))
    }

    #[test]
    fn a_column_is_its_rows_and_their_total() {
        let cases: [(&str, &[&str]); 13] = [
            ("Town | Boats / Marsa | 12 / Qormi | 30 / Total | 42", &["42 name=Boats value=42 total=42"]),
            ("Town | Boats / Marsa | 12 / Qormi | 30 / Total | 43", &["43 name=Boats value=42 total=43"]),
            ("Marsa | 12 / Qormi | 30 / In all | 42", &["42 name=column 2 value=42 total=42"]),
            (
                "Town | 2023 | 2024 / Marsa | €1,200 | 1,310.50 / Qormi | 800 | 900 / Totals: | €2,000 | 2,210.50",
                &["€2,000 name=2023 value=2000 total=2000", "2,210.50 name=2024 value=2210.5 total=2210.5"],
            ),
            (
                "Fuel | Share, % / Oil | 61 / Gas | 39.2 / Total | 100",
                &["100 name=Share, % value=100.2 total=100"],
            ),
            (
                "Item | Net / Ropes | 30 / Fines | (12) / Sails | 20 / Total | 38",
                &["38 name=Net value=38 total=38"],
            ),
            // Sub-totals that add up the rows above them, and a row that is part of another.
            (
                "Town | Boats / Marsa | 12 / Qormi | 30 / Sub-total | 42 / Birgu | 6 / Total | 49",
                &["49 name=Boats value=48 total=49"],
            ),
            (
                "Town | Boats / Marsa | 12 / of which new | 4 / Qormi | 30 / Total | 43",
                &["43 name=Boats value=42 total=43"],
            ),
            // Other labels of the last row, and points between groups.
            ("Town | Boats / Marsa | 12 / Qormi | 30 / All towns | 43", &["43 name=Boats value=42 total=43"]),
            (
                "Town | Boats / Marsa | 12 / Qormi | 30 / All two towns | 43",
                &["43 name=Boats value=42 total=43"],
            ),
            (
                "Town | Boats / Marsa | 12 / Qormi | 30 / Boats, total | 43",
                &["43 name=Boats value=42 total=43"],
            ),
            (
                "Town | Sales / Marsa | 1.284,6 / Qormi | 312,4 / Total | 1.599,0",
                &["1.599,0 name=Sales value=1597 total=1599"],
            ),
            (
                "Town | Cost / Marsa | $2.4m / Qormi | $850,000 / Total | $3.75m",
                &["$3.75m name=Cost value=3250000 total=3750000"],
            ),
        ];
        for (rows, expected) in cases {
            let text = table(rows);
            hold(Kind::Column, KEYS, &[(text.as_str(), expected)]);
        }
    }

    #[test]
    fn a_column_that_may_not_be_added_is_none() {
        for rows in [
            // No total, or one that is not the last row.
            "Town | Boats / Marsa | 12 / Qormi | 30",
            "Town | Boats / Total | 42 / Marsa | 12 / Qormi | 31",
            // Something is not told.
            "Town | Boats / Marsa | 12 / Qormi | – / Birgu | 4 / Total | 43",
            "Town | Boats / Marsa | 12 / Qormi | n/a / Total | 43",
            "Town | Boats / Marsa | 12* / Qormi | 30 / Total | 43",
            // Figures of several units.
            "Town | Boats / Marsa | 12 km / Qormi | 30 m / Total | 43",
            // Shares that are not of one whole, and averages.
            "Town | Turnout, % / Marsa | 52 / Qormi | 60 / Total | 57",
            "Town | Average age / Marsa | 5 / Qormi | 6 / Total | 12",
            "Town | Age / Marsa | 52 / Qormi | 60 / Total | 57",
            // Years in the first column.
            "Year | Boats / 2021 | 12 / 2022 | 30 / Total | 43",
            // Sub-totals, and rows that are part of others.
            "Town | Boats / Marsa | 12 / Qormi | 30 / Sub-total | 40 / Birgu | 6 / Total | 49",
            "Town | Boats / Marsa | 12 / Qormi | 30 / of which new | 4 / Birgu | 6 / Total | 42",
            // A total of more than what stands in the table.
            "Town | Boats / Marsa | 12 / Qormi | 30 / All 12 towns | 43",
            "Town | Boats / Marsa | 12 / Qormi | 30 / All others | 43",
            "Town | Boats / Marsa | 12 / Qormi | 30 / Total, others included | 43",
            "Boat | Number / Ferries | 12 / Large | 8 / Small | 4 / Tugs | 30 / Total | 42",
            // What is not in the table.
            "Town | Boats / Marsa | 12 / Qormi | 30 / Total | 97",
        ] {
            none(Kind::Column, &[&table(rows)]);
        }
    }
}
