//! The cells of AsciiDoc's tables, which stand in lines of any number of cells.

use std::ops::Range;

/// A cell: its place in the line, and over how many columns and rows it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) at: Range<usize>,
    pub(super) columns: u32,
    pub(super) rows: u32,
}

/// The columns that a line of attributes says a table has: three for `[%header,cols="2*,>1"]`.
pub(super) fn columns(attributes: &str) -> Option<usize> {
    let (_, value) = attributes.split_once("cols=")?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split([',', ']']).next()?,
    };
    let many = |column: &str| {
        let times = column.split_once('*').map_or("1", |(times, _)| times.trim());
        times.parse::<usize>().unwrap_or(1).min(1_000)
    };
    Some(value.split([',', ';']).map(many).sum())
}

/// The cells that begin in a line of a table whose cells begin with `|`, and the text before the first, which goes on a
/// cell of the line before. Linear.
pub(super) fn cells(line: &str) -> (Range<usize>, Vec<Cell>) {
    let mut cells = Vec::new();
    let mut starts = line.match_indices('|').map(|(at, _)| at).peekable();
    let (before, mut mark) =
        split(&line[..starts.peek().copied().unwrap_or(line.len())], starts.peek().is_some());
    let rest = 0..before.len();
    while let Some(start) = starts.next() {
        let stop = starts.peek().copied();
        let (cell, next) = split(&line[start + 1..stop.unwrap_or(line.len())], stop.is_some());
        let (columns, rows) = spans(mark);
        cells.push(Cell { at: start + 1..start + 1 + cell.len(), columns, rows });
        mark = next;
    }
    (rest, cells)
}

/// The cells of a line whose cells have a mark between them.
pub(super) fn divided(line: &str, mark: char) -> Vec<Cell> {
    let mut from = 0;
    let cell = |text: &str| {
        let at = from..from + text.len();
        from = at.end + mark.len_utf8();
        Cell { at, columns: 1, rows: 1 }
    };
    line.split(mark).map(cell).collect()
}

/// Takes off the mark of the next cell, which says how it is shown: "2+|", "a|".
fn split(text: &str, has_next: bool) -> (&str, &str) {
    let text = text.trim_end();
    let (before, mark) = text.rsplit_once(' ').unwrap_or(("", text));
    if has_next && is_mark(mark) { (before.trim_end(), mark) } else { (text, "") }
}

fn is_mark(mark: &str) -> bool {
    !mark.is_empty()
        && mark.chars().all(|c| c.is_ascii_digit() || ".+*<>^aehlmsd".contains(c))
        && mark.len() <= 6
        && (mark.len() == 1 && !mark.starts_with(|c: char| c.is_ascii_digit())
            || mark.contains(['+', '*', '<', '>', '^']))
}

/// Over how many columns and rows a cell goes by its mark: two columns for "2+", three rows for ".3+".
fn spans(mark: &str) -> (u32, u32) {
    let Some((spans, _)) = mark.split_once('+') else { return (1, 1) };
    let (columns, rows) = spans.split_once('.').unwrap_or((spans, ""));
    let number = |text: &str| text.parse().unwrap_or(1);
    (number(columns), number(rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_line() {
        for (line, rest, expected) in [
            ("|Marsa |12", "", vec!["Marsa*1*1", "12*1*1"]),
            ("| Marsa 2+| 12", "", vec![" Marsa*1*1", " 12*2*1"]),
            (".2+^|Both |7", "", vec!["Both*1*2", "7*1*1"]),
            ("and more | 4", "and more", vec![" 4*1*1"]),
            ("and more", "and more", vec![]),
            ("|a 3 |b", "", vec!["a 3*1*1", "b*1*1"]),
        ] {
            let (before, cells) = cells(line);
            let said = |cell: &Cell| format!("{}*{}*{}", &line[cell.at.clone()], cell.columns, cell.rows);
            assert_eq!(
                (&line[before], cells.iter().map(said).collect::<Vec<_>>()),
                (rest, expected.iter().map(|s| (*s).to_owned()).collect()),
                "{line}"
            );
        }
        let csv: Vec<Range<usize>> = divided("a,bc", ',').into_iter().map(|cell| cell.at).collect();
        assert_eq!(csv, [0..1, 2..4]);
    }

    #[test]
    fn columns_are_those_of_the_attribute() {
        for (line, expected) in [
            ("[%header,cols=\"3,1,1\"]", Some(3)),
            ("[cols=\"2*,>1\",options=header]", Some(3)),
            ("[cols=3*]", Some(3)),
            ("[%header]", None),
        ] {
            assert_eq!(columns(line), expected, "{line}");
        }
    }
}
