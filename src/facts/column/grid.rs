//! The tables of an article as rows and columns, and what the words of their cells tell.

use crate::document::{Article, Block, Zone};
use crate::facts::look::Look;
use crate::text::{Class, TokenKind};

/// The most rows and columns of a table that is read.
const ROWS: usize = 300;
const COLUMNS: usize = 60;

/// The most words behind "total" in the label of a row: "total income and fees".
const ADDED: usize = 3;

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
    /// The list of the words of tables.
    pub(super) words: Class,
    /// Whether figures are counted in a unit, so that they are rounded.
    pub(super) scaled: bool,
}

/// What the label of a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Total,
    /// A row that is part of another.
    Part,
    Other,
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
            && let Some(total) = look.total_row(&rows, words)
        {
            // What stands right above and below may be its title and its notes.
            let beside = [at.checked_sub(1), Some(end).filter(|end| *end < blocks.len())];
            let beside = beside.into_iter().flatten().filter(|&block| blocks[block].cell.is_none());
            let beside: Vec<(usize, usize)> = beside.map(|block| look.block_tokens(block)).collect();
            let cells = || rows.iter().flatten().flatten().map(|cell| cell.tokens);
            let says = |tokens: (usize, usize), group: &[&str]| look.table_says(tokens, words, group);
            let open = cells().chain(beside.iter().copied()).any(|tokens| says(tokens, &["open"]));
            let heads = rows.iter().take_while(|row| row.iter().flatten().count() < 2).flatten().flatten();
            let titles = heads.map(|cell| cell.tokens).chain(beside.iter().copied());
            let scaled = titles.into_iter().any(|tokens| says(tokens, &["scale"]));
            if !open {
                found.push(Table { rows, total, words, scaled });
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
    /// The row that is the total of all rows above it; none if there is none, if others add up some of the rows, or if
    /// rows with figures come after it.
    fn total_row(self, rows: &[Vec<Option<Cell<'_>>>], words: Class) -> Option<usize> {
        let labels: Vec<Label> =
            rows.iter().map(|row| row[0].map_or(Label::Other, |cell| self.row_label(cell, words))).collect();
        let total = labels.iter().position(|label| *label == Label::Total)?;
        let one = labels.iter().filter(|label| **label == Label::Total).count() == 1;
        let parts = labels.contains(&Label::Part);
        let more = rows[total + 1..].iter().any(|row| row.iter().flatten().count() > 1);
        (one && !parts && !more).then_some(total)
    }

    /// What the label of a row says.
    fn row_label(self, cell: Cell<'_>, words: Class) -> Label {
        let (from, to) = cell.tokens;
        let Some(hit) = self.aside_at(from, to, words) else { return Label::Other };
        let mut end = to;
        while end > from && self.is_mark(end - 1, &[":", "."]) {
            end -= 1;
        }
        let rest = from + hit.len..end;
        let plain = |at: usize| self.token(at).is_some_and(|token| token.kind == TokenKind::Word);
        match hit.value {
            "part" => Label::Part,
            "total" if rest.is_empty() => Label::Total,
            "total-of" if rest.len() <= ADDED && rest.clone().all(plain) => Label::Total,
            // What is more than these words can be the total of anything.
            "total-of" => Label::Part,
            _ => Label::Other,
        }
    }

    /// Whether a word of a cell or paragraph is in one of these groups of the words of tables.
    pub(super) fn table_says(self, (from, to): (usize, usize), words: Class, groups: &[&str]) -> bool {
        (from..to).any(|at| self.aside_at(at, to, words).is_some_and(|hit| groups.contains(&hit.value)))
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
