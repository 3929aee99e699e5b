//! Plain text: divides lines into blocks.

use super::blocks::{articles, is_source};
use super::builder::Builder;
use super::comment::is_comment;
use super::raw::{Raw, RawBlock, bullet};
use super::table::Tables;
use super::{Document, Origin, large};
use crate::Span;

/// The document of a plain text.
pub(crate) fn document(path: String, text: String, origin: Origin) -> Document {
    let (blocks, comments) = blocks(&text);
    let articles = articles(&text, &blocks);
    Document {
        path,
        text,
        notes: large::notes(&articles).collect(),
        articles,
        unread: Vec::new(),
        published: None,
        comments,
        remarks: Vec::new(),
        origin,
    }
}

/// Reads a text that stands in a field of a record.
pub(crate) fn build(text: String) -> Builder {
    let (blocks, comments) = blocks(&text);
    Builder::of(text, blocks, comments)
}

/// A line this long (in bytes) was not wrapped by hand: it is a paragraph of its own.
const WRAPPED: u32 = 160;

/// The blocks of a text, and its comments to factlint, each of which is a line of its own. Linear.
fn blocks(text: &str) -> (Vec<RawBlock>, Vec<Span>) {
    let bytes = text.as_bytes();
    let (mut blocks, mut comments): (Vec<RawBlock>, Vec<Span>) = (Vec::new(), Vec::new());
    let mut open = false; // whether the next line may continue the last block
    let mut tables = Tables::new();
    let mut above: Option<Row> = None; // the last line, if it was a row of a table
    let mut from = 0usize;
    while from < bytes.len() {
        let to = memchr::memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |n| from + n);
        let line = trim(text, from, to);
        let long = line.end - line.start > WRAPPED;
        let comment = is_comment(line.of(text));
        let row = Row::of(line.of(text)).filter(|row| match &above {
            Some(above) => row.goes_on(above),
            None => Row::of(next(text, to)).is_some_and(|next| *row != Row::Rule && next.goes_on(row)),
        });
        if row.is_some() && above.is_none() {
            tables.begin();
        }
        if above.is_some() && row.is_none() {
            tables.end();
        }
        if let Some(row) = row {
            above = Some(if row == Row::Rule { above.unwrap_or(row) } else { row });
            open = false;
            blocks.last_mut().into_iter().for_each(|last: &mut RawBlock| last.alone = true);
            if row != Row::Rule {
                cells(text, line, row, &mut tables, &mut blocks);
            }
            from = to + 1;
            continue;
        }
        above = None;
        if comment {
            comments.push(line);
        }
        if comment || line.start == line.end {
            open = false;
            if let Some(last) = blocks.last_mut() {
                last.alone = true;
            }
        } else if let Some(mark) = bullet(line.of(text)) {
            let span = trim(text, line.start as usize + mark, line.end as usize);
            blocks.push(RawBlock { span, raw: Raw::Bullet, alone: false, cell: None });
            open = !long;
        } else if let (true, false, Some(last)) = (open, long, blocks.last_mut()) {
            last.span.end = line.end;
        } else {
            blocks.push(RawBlock { span: line, raw: Raw::Paragraph, alone: false, cell: None });
            open = !long && !is_source(text, &blocks[blocks.len() - 1]);
        }
        from = to + 1;
    }
    if let Some(last) = blocks.last_mut() {
        last.alone = true;
    }
    (blocks, comments)
}

/// A line of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// Cells between upright strokes: "| Marsa | 12 |".
    Closed,
    /// So many cells with strokes between them: "Marsa | 12".
    Open(usize),
    /// The line below the headings: "|---|--:|", "------+----".
    Rule,
}

impl Row {
    fn of(line: &str) -> Option<Self> {
        if line.len() < 3 || memchr::memchr2(b'|', b'+', line.as_bytes()).is_none() {
            return None;
        }
        let strokes = memchr::memchr_iter(b'|', line.as_bytes()).count();
        let closed = line.starts_with('|') && line.ends_with('|') && strokes > 2;
        let is_rule = |c: char| matches!(c, '|' | '-' | ':' | ' ' | '=' | '+');
        if line.contains(['-', '=']) && line.chars().all(is_rule) {
            return Some(Self::Rule);
        }
        match strokes {
            0 => None,
            _ if closed => Some(Self::Closed),
            _ => Some(Self::Open(strokes + 1)),
        }
    }

    /// Whether the line can follow another in a table.
    fn goes_on(self, above: &Self) -> bool {
        self == Self::Rule || self == *above
    }
}

/// The line after a line that ends at byte `to`.
fn next(text: &str, to: usize) -> &str {
    text.get(to + 1..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim()
}

/// Adds the cells of a row, of which those without text count and are no blocks.
fn cells(text: &str, line: Span, row: Row, tables: &mut Tables, blocks: &mut Vec<RawBlock>) {
    let start = usize::from(row == Row::Closed);
    let end = line.of(text).len() - start;
    tables.row();
    let mut from = line.start as usize + start;
    for cell in line.of(text)[start..end].split('|') {
        let to = from + cell.len();
        tables.cell(1, 1);
        let span = trim(text, from, to);
        if span.start < span.end {
            blocks.push(RawBlock { span, raw: Raw::Cell, alone: true, cell: tables.current() });
        }
        from = to + 1;
    }
}

/// The span of a line without the white space around it.
fn trim(text: &str, from: usize, to: usize) -> Span {
    let line = &text[from..to];
    let start = from + (line.len() - line.trim_start().len());
    Span::new(start as u32, (start + line.trim().len()) as u32)
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Block};
    use super::*;

    fn read(text: &str) -> (Vec<Article>, Vec<Span>) {
        let document = document(String::new(), text.to_owned(), Origin::plain(0));
        (document.articles, document.comments)
    }

    fn zones(text: &str) -> Vec<Vec<(&'static str, &str)>> {
        read(text)
            .0
            .iter()
            .map(|a| a.blocks.iter().map(|b| (b.zone.name(), b.span.of(text))).collect())
            .collect()
    }

    #[test]
    fn a_source_line_makes_the_line_before_it_a_headline() {
        let text = "Two held\r\n\r\nSource: Harbour Gazette\r\n\r\n3 May 2024\r\n\r\nPolice held two.\r\n\r\n\
                    Listed:\r\n  • Malta: customs\r\n  – Italy: police\r\n\r\nNext one\r\n\r\nSource: X\r\n\r\nBody.\r\n";
        assert_eq!(
            zones(text),
            [
                vec![
                    ("headline", "Two held"),
                    ("source", "Source: Harbour Gazette"),
                    ("dateline", "3 May 2024"),
                    ("lead", "Police held two."),
                    ("body", "Listed:"),
                    ("list", "Malta: customs"),
                    ("list", "Italy: police"),
                ],
                vec![("headline", "Next one"), ("source", "Source: X"), ("lead", "Body.")],
            ]
        );
    }

    #[test]
    fn a_bullet_knows_the_paragraph_that_introduces_it() {
        let text = "Head\n\nLead.\n\nListed:\n\n- one\n- two\n";
        let article = &read(text).0[0];
        assert_eq!(article.blocks[3].parent, Some(2));
        assert_eq!(article.blocks[4].parent, Some(2));
    }

    #[test]
    fn without_marks_a_short_first_line_that_stands_alone_is_the_headline() {
        assert_eq!(zones("Ferry resumes\n\nThe ferry is back.")[0][0].0, "headline");
        assert_eq!(zones("The ferry is back.\n\nIt sailed.")[0][0].0, "lead");
        assert_eq!(zones("The ferry\nis back\n\nIt sailed.")[0][0].0, "lead");
        assert_eq!(zones("One line only")[0], [("lead", "One line only")]);
    }

    #[test]
    fn lines_wrapped_by_hand_are_one_paragraph() {
        let text = "Head\n\nThe ferry is\nback in\nservice.\n\nMore.";
        assert_eq!(zones(text)[0][1], ("lead", "The ferry is\nback in\nservice."));
    }

    /// The cells of a text, with their rows and columns.
    fn cells_of(text: &str) -> Vec<(&str, u32, u32)> {
        let cell = |block: &Block| block.cell.map(|cell| (block.span.of(text), cell.row, cell.column));
        read(text).0[0].blocks.iter().filter_map(cell).collect()
    }

    const BOATS: [(&str, u32, u32); 5] =
        [("Town", 0, 0), ("Boats", 0, 1), ("Marsa", 1, 0), ("12", 1, 1), ("30", 2, 1)];

    #[test]
    fn lines_of_cells_are_a_table() {
        let text = "Head\n\nThe harbour counts:\n| Town | Boats |\n|---|--:|\n| Marsa | 12 |\n|  | 30 |\n\nOr |so|\n\n| so |";
        assert_eq!(cells_of(text), BOATS);
        assert_eq!(zones(text)[0][1], ("lead", "The harbour counts:"));
        assert_eq!(zones(text)[0].len(), 9);
    }

    #[test]
    fn strokes_between_cells_are_a_table_where_lines_have_the_same_number_of_them() {
        let text = "Head\n\nTown | Boats\n------+------\nMarsa | 12\n| 30\n\nHome | News | Sport\nOther | So\n\nOnly | this";
        assert_eq!(cells_of(text), BOATS);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(read("").0.is_empty());
        assert!(read(" \n\t\r\n").0.is_empty());
    }

    #[test]
    fn a_comment_to_factlint_is_in_no_block_and_ends_a_paragraph() {
        let text = "Head\n\nThe ferry is\n  <!-- factlint-ignore a.b: so -->\nback.\n<!-- a note -->";
        assert_eq!(
            zones(text)[0],
            [("headline", "Head"), ("lead", "The ferry is"), ("body", "back.\n<!-- a note -->")]
        );
        let comments: Vec<&str> = read(text).1.iter().map(|span| span.of(text)).collect();
        assert_eq!(comments, ["<!-- factlint-ignore a.b: so -->"]);
    }
}
