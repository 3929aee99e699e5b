//! Lines and columns.

/// Turns byte offsets of a text into lines and columns, both from 1; columns count Unicode
/// scalar values. Ascending offsets cost one pass over the text in all.
#[derive(Debug)]
pub struct Positions<'t> {
    text: &'t str,
    line: usize,
    /// Where the line starts.
    start: usize,
    /// Where the last question was, and its column.
    at: usize,
    column: usize,
}

impl<'t> Positions<'t> {
    /// Positions in a text.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self { text, line: 1, start: 0, at: 0, column: 1 }
    }

    /// The line and column of byte `offset`.
    ///
    /// # Panics
    /// If `offset` is outside the text or inside a character.
    pub fn of(&mut self, offset: u32) -> (usize, usize) {
        let offset = offset as usize;
        if offset < self.at {
            *self = Self::new(self.text);
        }
        let between = &self.text.as_bytes()[self.at..offset];
        for newline in memchr::memchr_iter(b'\n', between) {
            self.line += 1;
            self.start = self.at + newline + 1;
        }
        if self.start > self.at {
            (self.at, self.column) = (self.start, 1);
        }
        self.column += self.text[self.at..offset].chars().count();
        self.at = offset;
        (self.line, self.column)
    }

    /// The line that holds the last offset asked for, without its end: where it starts, and its
    /// text.
    #[must_use]
    pub fn current_line(&self) -> (usize, &'t str) {
        let rest = &self.text[self.start..];
        let line = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |end| &rest[..end]);
        (self.start, line.strip_suffix('\r').unwrap_or(line))
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
        assert_eq!(positions.current_line(), (6, "cd"));
        assert_eq!(positions.of(10), (4, 1));
        assert_eq!(positions.of(0), (1, 1));
    }
}
