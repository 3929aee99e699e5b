//! Where cells stand in their tables: rows and columns, with those that go over several.

/// The most rows or columns that one cell can go over; browsers stop there as well.
const SPAN: u32 = 1_000;
/// The most columns of a table that are told apart.
const COLUMNS: u32 = 1_000;

/// The place of a cell in a table. Rows and columns count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The table, counted through the article's text.
    pub table: u32,
    /// The row.
    pub row: u32,
    /// The first column.
    pub column: u32,
    /// Over how many rows it goes.
    pub rows: u32,
    /// Over how many columns it goes.
    pub columns: u32,
}

impl Cell {
    /// Whether it stands in one row and one column.
    #[must_use]
    pub const fn is_single(&self) -> bool {
        self.rows == 1 && self.columns == 1
    }
}

/// The open tables of a file that is being read, each inside a cell of the one before it.
#[derive(Debug)]
pub(crate) struct Tables {
    begun: u32,
    open: Vec<Table>,
}

#[derive(Debug)]
struct Table {
    number: u32,
    /// How many rows have begun.
    rows: u32,
    /// The column after the last cell of the row.
    column: u32,
    /// The open or last cell of the row.
    cell: Option<Cell>,
    /// For each column, the row before which a cell from above ends.
    taken: Vec<u32>,
}

impl Tables {
    pub(crate) const fn new() -> Self {
        Self { begun: 0, open: Vec::new() }
    }

    /// Begins a table.
    pub(crate) fn begin(&mut self) {
        let number = self.begun;
        self.begun += 1;
        self.open.push(Table { number, rows: 0, column: 0, cell: None, taken: Vec::new() });
    }

    /// Ends the innermost table.
    pub(crate) fn end(&mut self) {
        self.open.pop();
    }

    /// Begins a row of the innermost table.
    pub(crate) fn row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.rows += 1;
            table.column = 0;
            table.cell = None;
        }
    }

    /// Leaves out so many columns of the row.
    pub(crate) fn skip(&mut self, columns: u32) {
        if let Some(table) = self.open.last_mut() {
            table.column = (table.column + columns.min(SPAN)).min(COLUMNS);
        }
    }

    /// Begins a cell that goes over so many columns and rows, in the next column that is free. A table without rows has
    /// one.
    pub(crate) fn cell(&mut self, columns: u32, rows: u32) {
        let Some(table) = self.open.last_mut() else { return };
        table.rows = table.rows.max(1);
        let row = table.rows - 1;
        let is_taken = |column: &u32| table.taken.get(*column as usize).is_some_and(|until| *until > row);
        let column = (table.column..COLUMNS).find(|column| !is_taken(column)).unwrap_or(COLUMNS);
        let (columns, rows) = (columns.clamp(1, SPAN), rows.clamp(1, SPAN));
        let end = (column + columns).min(COLUMNS);
        if rows > 1 {
            if table.taken.len() < end as usize {
                table.taken.resize(end as usize, 0);
            }
            table.taken[column as usize..end as usize].fill(row + rows);
        }
        table.column = end;
        table.cell = Some(Cell { table: table.number, row, column, rows, columns });
    }

    /// Begins a cell that goes over so many columns and rows, where the cells that it goes over follow as cells of their
    /// own. It comes so many times.
    pub(crate) fn cell_before_covered(&mut self, columns: u32, rows: u32, times: u32) {
        self.cell(1, 1);
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            (cell.columns, cell.rows) = (columns.clamp(1, SPAN), rows.clamp(1, SPAN));
        }
        self.skip(times.saturating_sub(1));
    }

    /// Makes the open cell go over so many columns more.
    pub(crate) fn widen(&mut self, columns: u32) {
        if let Some(table) = self.open.last_mut()
            && let Some(cell) = &mut table.cell
        {
            cell.columns += columns.min(SPAN);
            table.column = (cell.column + cell.columns).min(COLUMNS);
        }
    }

    /// Makes the open cell one that goes on from the row above, or that goes on in the rows below.
    pub(crate) fn is_joined(&mut self) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.rows = 2;
        }
    }

    /// The innermost cell.
    pub(crate) fn current(&self) -> Option<Cell> {
        self.open.last()?.cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(tables: &Tables) -> (u32, u32, u32) {
        let cell = tables.current().expect("a cell");
        (cell.table, cell.row, cell.column)
    }

    #[test]
    fn cells_that_go_over_others_move_those_beside_and_below() {
        let mut tables = Tables::new();
        tables.begin();
        tables.row();
        tables.cell(1, 2);
        assert_eq!(place(&tables), (0, 0, 0));
        tables.cell(2, 1);
        assert_eq!(place(&tables), (0, 0, 1));
        tables.row();
        tables.cell(1, 1);
        assert_eq!(place(&tables), (0, 1, 1));
        tables.cell(1, 1);
        tables.row();
        tables.cell(1, 1);
        assert_eq!(place(&tables), (0, 2, 0));
    }

    #[test]
    fn a_table_in_a_cell_leaves_the_outer_one_as_it_is() {
        let mut tables = Tables::new();
        tables.begin();
        tables.row();
        tables.cell(1, 1);
        tables.begin();
        tables.cell(1, 1);
        assert_eq!(place(&tables), (1, 0, 0));
        tables.end();
        assert_eq!(place(&tables), (0, 0, 0));
        tables.cell(u32::MAX, u32::MAX);
        tables.cell(1, 1);
        assert_eq!(place(&tables), (0, 0, 1000));
    }
}
