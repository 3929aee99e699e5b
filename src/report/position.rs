//! Lines and columns.

/// Turns byte offsets of a text into lines and columns, both from 1; columns count Unicode
/// scalar values. Costs one pass over the text, then little for each question: a column counts
/// on from the last one asked for in the same line.
#[derive(Debug)]
pub struct Positions<'t> {
    text: &'t str,
    /// Where each line starts.
    starts: Vec<u32>,
    /// The last column told: its line (from 0), byte and column.
    last: (usize, u32, usize),
}

impl<'t> Positions<'t> {
    /// Positions in a text of at most 4 GiB.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end as u32 + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect(), last: (0, 0, 1) }
    }

    /// The line that holds byte `offset`, from 1.
    #[must_use]
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// The line and column of byte `offset`.
    ///
    /// # Panics
    /// If `offset` is outside the text or inside a character.
    pub fn of(&mut self, offset: u32) -> (usize, usize) {
        let line = self.line(offset) - 1;
        if self.last.0 != line || self.last.1 > offset {
            self.last = (line, self.starts[line], 1);
        }
        let column = self.last.2 + self.text[self.last.1 as usize..offset as usize].chars().count();
        self.last = (line, offset, column);
        (line + 1, column)
    }

    /// Where a line (from 1) starts, and its text without its end.
    ///
    /// # Panics
    /// If there is no such line.
    #[must_use]
    pub fn line_text(&self, line: usize) -> (usize, &'t str) {
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
        let mut positions = Positions::new("añb\r\ncd\n\ne");
        assert_eq!(positions.of(3), (1, 3));
        assert_eq!(positions.of(7), (2, 2));
        assert_eq!(positions.line_text(2), (6, "cd"));
        assert_eq!(positions.of(10), (4, 1));
        assert_eq!(positions.of(0), (1, 1));
        assert_eq!(positions.line_text(1), (0, "añb"));
    }
}
