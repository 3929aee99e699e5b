//! Lines and columns.

use super::{Document, Origin};
use crate::Span;

/// The lines and columns of a document's places, from 1. They are those of the file, or of the document's
/// text where the file is no text that people read; a paragraph is then a line.
#[derive(Debug)]
pub struct Positions<'d> {
    origin: &'d Origin,
    lines: Lines<'d>,
}

impl<'d> Positions<'d> {
    /// The positions of a document. Linear.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        let origin = &document.origin;
        Self { origin, lines: Lines::new(origin.lines(&document.text)) }
    }

    /// The line and column of what is at byte `at` of the document's text.
    pub fn of(&mut self, at: u32) -> (usize, usize) {
        let (line, column) = self.lines.of(self.origin.in_lines(at));
        (self.origin.lines_before() + line, column)
    }

    /// The line of a span's first character, and the line of what follows its last.
    pub(crate) fn lines(&self, span: Span) -> (usize, usize) {
        let Span { start, end } = self.origin.span_in_lines(span);
        let before = self.origin.lines_before();
        (before + self.lines.line(start), before + self.lines.line(end))
    }

    /// Lines and columns of a span's first character and of what follows its last; columns are bytes of the
    /// file, from 1. A byte order mark belongs to the first line.
    pub(crate) fn bytes(&self, span: Span) -> ((usize, u32), (usize, u32)) {
        let Span { start, end } = self.origin.span_in_lines(span);
        let place = |at: u32| {
            let line = self.lines.line(at);
            let start = if line == 1 { 0 } else { self.origin.byte(self.lines.line_text(line).0 as u32) };
            (self.origin.lines_before() + line, self.origin.byte(at).saturating_sub(start) + 1)
        };
        (place(start), place(end))
    }

    /// The line and column of a span's first character, and those of what follows its last.
    pub fn range(&mut self, span: Span) -> ((usize, usize), (usize, usize)) {
        let Span { start, end } = self.origin.span_in_lines(span);
        let before = self.origin.lines_before();
        let mut place = |at: u32| {
            let (line, column) = self.lines.of(at);
            (before + line, column)
        };
        (place(start), place(end))
    }
}

/// Turns byte offsets of a text into lines and columns, both from 1; columns count Unicode scalar values.
/// Costs one pass over the text, then little for each question: a column is counted on from the last answer
/// in the same line.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    /// Where each line starts.
    starts: Vec<u32>,
    /// The last answer: its line (from 0), byte and column.
    last: (usize, u32, usize),
}

impl<'t> Lines<'t> {
    /// The lines of a text of at most 4 GiB.
    pub(crate) fn new(text: &'t str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end as u32 + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect(), last: (0, 0, 1) }
    }

    /// The line that holds byte `offset`, from 1.
    pub(crate) fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// The line and column of byte `offset`.
    ///
    /// # Panics
    /// If `offset` is outside the text or inside a character.
    pub(crate) fn of(&mut self, offset: u32) -> (usize, usize) {
        let line = self.line(offset) - 1;
        if self.last.0 != line || self.last.1 > offset {
            self.last = (line, self.starts[line], 1);
        }
        let column = self.last.2 + self.text[self.last.1 as usize..offset as usize].chars().count();
        self.last = (line, offset, column);
        (line + 1, column)
    }

    /// The start of a line (counted from 1), and its text without the line end.
    ///
    /// # Panics
    /// If there is no such line.
    pub(crate) fn line_text(&self, line: usize) -> (usize, &'t str) {
        let start = self.starts[line - 1] as usize;
        let end = self.starts.get(line).map_or(self.text.len(), |&next| next as usize);
        let text = &self.text[start..end];
        let text = text.strip_suffix('\n').unwrap_or(text);
        (start, text.strip_suffix('\r').unwrap_or(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_in_any_order() {
        let mut lines = Lines::new("añb\r\ncd\n\ne");
        assert_eq!(lines.of(3), (1, 3));
        assert_eq!(lines.of(7), (2, 2));
        assert_eq!(lines.line_text(2), (6, "cd"));
        assert_eq!(lines.of(10), (4, 1));
        assert_eq!(lines.of(0), (1, 1));
        assert_eq!(lines.line_text(1), (0, "añb"));
    }
}
