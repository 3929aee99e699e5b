//! The tables of an article as rows and columns, and what the words of their cells tell.

use super::figure::Notation;
use super::label::Label;
use crate::document::{Article, Block, Zone};
use crate::facts::look::Look;
use crate::text::Class;

/// The most rows and columns of a table that is read.
const ROWS: usize = 300;
const COLUMNS: usize = 60;

/// A cell: its text, and its tokens from the first to before the last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: (usize, usize),
    /// Whether it stands in one row and one column, and has one paragraph.
    pub(super) single: bool,
}

/// A table with a total in its last row.
pub(super) struct Table<'t> {
    /// The cells of each row, by column.
    pub(super) rows: Vec<Vec<Option<Cell<'t>>>>,
    /// The row that says that it is the total.
    pub(super) total: usize,
    /// What the label of each row says.
    pub(super) labels: Vec<Label>,
    /// How its figures are written.
    pub(super) notation: Notation,
    /// The list of the words of tables.
    pub(super) words: Class,
    /// Whether figures are counted in a unit, so that they are rounded.
    pub(super) scaled: bool,
    /// Whether a title or note says that figures are rounded, perhaps to more than their last digit.
    pub(super) rounded: bool,
}

impl Table<'_> {
    /// Whether a row is a heading above rows: it has one cell, in a table with sub-totals or with cells over columns.
    pub(super) fn is_heading(&self, row: usize) -> bool {
        let alone = self.rows[row].iter().flatten().count() == 1;
        let over = || self.rows[row].iter().flatten().any(|cell| !cell.single);
        alone
            && (over()
                || self.labels[..self.total]
                    .iter()
                    .any(|label| matches!(label, Label::Sub | Label::Total(_))))
    }
}

/// The tables that end in one total, and whose words leave no doubt that it is that of all rows. Linear.
pub(super) fn tables<'t>(look: Look<'t>, article: &Article, words: Class) -> Vec<Table<'t>> {
    let blocks = &article.blocks;
    let number = |block: &Block| block.cell.map(|cell| cell.table);
    let mut found = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let end = at + blocks[at..].iter().take_while(|block| number(block) == number(&blocks[at])).count();
        if number(&blocks[at]).is_some()
            && blocks[at..end].iter().all(|block| block.zone == Zone::Table)
            && let Some(rows) = rows(look, &blocks[at..end], at)
            && let Some((total, labels)) = look.total_row(&rows, words)
        {
            // What stands right above and below may be its title and its notes.
            let beside = [at.checked_sub(1), Some(end).filter(|end| *end < blocks.len())];
            let beside = beside.into_iter().flatten().filter(|&block| blocks[block].cell.is_none());
            let beside: Vec<(usize, usize)> = beside.map(|block| look.block_tokens(block)).collect();
            let cells = || rows.iter().flatten().flatten().map(|cell| cell.tokens);
            let says = |tokens: (usize, usize), group: &[&str]| look.table_says(tokens, words, group);
            let open = cells().chain(beside.iter().copied()).any(|tokens| says(tokens, &["open"]))
                || beside.iter().any(|tokens| look.tells_some(*tokens, words));
            let heads = rows.iter().take_while(|row| row.iter().flatten().count() < 2).flatten().flatten();
            let heads: Vec<(usize, usize)> = heads.map(|cell| cell.tokens).collect();
            let titles = |group: &str| heads.iter().chain(&beside).any(|tokens| says(*tokens, &[group]));
            let (scaled, rounded) = (titles("scale"), titles("rounded"));
            let some = heads.iter().any(|tokens| says(*tokens, &["some"]));
            if !open && !some {
                let notation = Notation::of(rows[..=total].iter().flatten().flatten().map(|cell| cell.text));
                found.push(Table { rows, total, labels, notation, words, scaled, rounded });
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// The cells of a table by rows; none if it is too large, or cells overlap.
fn rows<'t>(look: Look<'t>, blocks: &[Block], first: usize) -> Option<Vec<Vec<Option<Cell<'t>>>>> {
    let places = || blocks.iter().filter_map(|block| block.cell);
    let height = places().map(|cell| cell.row as usize + 1).max()?;
    let width = places().map(|cell| cell.column as usize + 1).max()?;
    if height > ROWS || !(2..=COLUMNS).contains(&width) {
        return None;
    }
    let mut rows = vec![vec![None; width]; height];
    for (n, (block, place)) in blocks.iter().zip(places()).enumerate() {
        let cell: &mut Option<Cell<'t>> = &mut rows[place.row as usize][place.column as usize];
        *cell = Some(match cell {
            Some(cell) => Cell { single: false, ..*cell },
            None => Cell {
                text: block.span.of(look.facts.text),
                tokens: look.block_tokens(first + n),
                single: place.is_single(),
            },
        });
    }
    Some(rows)
}

impl<'t> Look<'t> {
    /// The row that is the total of all rows above it, which is the last with figures; none if it is not, or if a row
    /// tells something that is added in another way.
    fn total_row(self, rows: &[Vec<Option<Cell<'_>>>], words: Class) -> Option<(usize, Vec<Label>)> {
        let label = |row: &Vec<Option<Cell<'_>>>| {
            row.iter().flatten().next().map_or(Label::Row, |cell| self.row_label(cell.tokens, words))
        };
        let labels: Vec<Label> = rows.iter().map(label).collect();
        let total = rows.iter().rposition(|row| row.iter().flatten().count() > 1)?;
        let is_total = matches!(labels[total], Label::Total(_));
        let apart = labels[..total].contains(&Label::Apart);
        (is_total && !apart).then_some((total, labels))
    }

    /// Whether a word of a cell or paragraph is in one of these groups of the words of tables.
    pub(super) fn table_says(self, (from, to): (usize, usize), words: Class, groups: &[&str]) -> bool {
        (from..to).any(|at| self.aside_at(at, to, words).is_some_and(|hit| groups.contains(&hit.value)))
    }

    /// Whether a paragraph tells that the rows are only some: "the five largest", "the top ten".
    fn tells_some(self, (from, to): (usize, usize), words: Class) -> bool {
        let figures = self.told_figures((from, to));
        (from..to).any(|at| {
            let some = self.aside_at(at, to, words).filter(|hit| hit.value == "some");
            some.is_some_and(|hit| {
                figures.iter().any(|figure| figure.tokens.1 == at || figure.tokens.0 == at + hit.len)
            })
        })
    }

    /// The tokens of a block.
    fn block_tokens(self, block: usize) -> (usize, usize) {
        let sentences = &self.facts.sentences;
        let (first, last) = (self.facts.blocks[block] as usize, self.facts.blocks[block + 1] as usize);
        if first == last {
            return (0, 0);
        }
        (sentences[first].0 as usize, sentences[last - 1].1 as usize)
    }
}
