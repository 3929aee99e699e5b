//! The tables of RTF, whose paragraphs say that they are in one.

use crate::document::table::Tables;

/// How much of a table is open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Table {
    is_open: bool,
    in_row: bool,
    in_cell: bool,
}

impl Table {
    /// Begins a cell where a paragraph begins, in a row of its own where the row before has ended; or ends the table if
    /// the paragraph is outside.
    pub(super) fn begin_cell(&mut self, tables: &mut Tables, is_inside: bool) {
        if !is_inside {
            if self.is_open {
                tables.end();
            }
            *self = Self::default();
            return;
        }
        if !std::mem::replace(&mut self.is_open, true) {
            tables.begin();
        }
        if !std::mem::replace(&mut self.in_row, true) {
            tables.row();
        }
        if !std::mem::replace(&mut self.in_cell, true) {
            tables.cell(1, 1);
        }
    }

    /// Ends a cell, which may be empty, or the row.
    pub(super) fn end_cell(&mut self, tables: &mut Tables, is_inside: bool, is_row: bool) {
        if is_row {
            self.in_row = false;
        } else if is_inside {
            self.begin_cell(tables, true);
        }
        self.in_cell = false;
    }
}
