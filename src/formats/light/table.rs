//! Tables drawn with lines of text, as reStructuredText has them.

use std::ops::Range;

use super::lines::Line;

/// The most columns that are read. Nobody draws so many.
const COLUMNS: usize = 100;

/// A cell: the places of its lines.
type Cell = Vec<Range<usize>>;

/// The rows of a table drawn with `+---+` or of columns under `====`, with their cells. Linear.
pub(super) fn rows(table: &[Line<'_>]) -> Vec<Vec<Cell>> {
    let Some(border) = table.first() else { return Vec::new() };
    let is_grid = border.text.trim_start().starts_with('+');
    let mut columns = columns(border.text, is_grid);
    columns.truncate(COLUMNS);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row: Vec<Cell> = vec![Vec::new(); columns.len()];
    for line in table {
        let drawn = line.text.trim();
        let is_border = !drawn.is_empty() && drawn.chars().all(|c| matches!(c, '+' | '-' | '=' | ' '));
        // In a table of columns each line with something in the first column is a row.
        let first = columns.first().and_then(|column| part(line, column));
        if is_border || !is_grid && first.is_some() {
            rows.push(std::mem::replace(&mut row, vec![Vec::new(); columns.len()]));
        }
        if is_border {
            continue;
        }
        for (column, cell) in columns.iter().zip(&mut row) {
            cell.extend(part(line, column));
        }
    }
    rows.push(row);
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

/// The bytes of the columns, by the border above them. The last goes on to the end of the line.
fn columns(border: &str, is_grid: bool) -> Vec<Range<usize>> {
    let (mut columns, mut start) = (Vec::new(), None);
    let is_line = |byte: u8| matches!(byte, b'-' | b'=');
    for (at, byte) in border.bytes().chain([b' ']).enumerate() {
        match (start, is_line(byte)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                columns.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    if let (Some(last), false) = (columns.last_mut(), is_grid) {
        last.end = usize::MAX;
    }
    columns
}

/// The place of the text of a line in a column; none if there is none.
fn part(line: &Line<'_>, column: &Range<usize>) -> Option<Range<usize>> {
    // Columns are drawn in characters.
    let byte = |n: usize| line.text.char_indices().nth(n).map_or(line.text.len(), |(at, _)| at);
    let (start, end) = (byte(column.start), byte(column.end));
    let text = &line.text[start..end];
    let inside = text.trim_matches(|c: char| c.is_whitespace() || c == '|');
    let at = line.at
        + start
        + (text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '|').len());
    (!inside.is_empty()).then(|| at..at + inside.len())
}
