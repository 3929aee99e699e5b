//! Places of the protocol: lines and characters in the units that were agreed on.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::document::Unit;

/// The lines of a text.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    /// The byte at which each line begins.
    starts: Vec<usize>,
    unit: Unit,
}

impl Lines {
    /// The lines of a text, which end with a line feed, a carriage return, or both. Linear.
    pub(super) fn new(text: &str, unit: Unit) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
            .map(|at| at + 1);
        Self { starts: std::iter::once(0).chain(ends).collect(), unit }
    }

    /// The place of byte `at`. Costs a binary search and a count in the line.
    pub(super) fn position(&self, text: &str, at: usize) -> Position {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= at) - 1;
        let units = self.unit.count(&text[self.starts[line]..at]);
        Position::new(line as u32, units as u32)
    }

    pub(super) fn range(&self, text: &str, bytes: std::ops::Range<usize>) -> Range {
        Range::new(self.position(text, bytes.start), self.position(text, bytes.end))
    }

    /// The byte of a place. A place past the end of its line is that end, and one past the last line that of the text.
    pub(super) fn byte(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else { return text.len() };
        let end = self.starts.get(line + 1).map_or(text.len(), |&next| next);
        let own = text[start..end].trim_end_matches(['\n', '\r']);
        start + self.unit.byte(own, position.character as usize)
    }

    /// The bytes of a range, in order.
    pub(super) fn bytes(&self, text: &str, range: Range) -> std::ops::Range<usize> {
        let (start, end) = (self.byte(text, range.start), self.byte(text, range.end));
        start..end.max(start)
    }

    /// The byte at which the line of byte `at` begins.
    pub(super) fn start_of(&self, at: usize) -> usize {
        self.starts[self.starts.partition_point(|&start| start <= at) - 1]
    }
}

/// The unit to be used with a client that offers these: the one that costs nothing, if it has that.
pub(super) fn unit(offered: Option<&[PositionEncodingKind]>) -> (Unit, PositionEncodingKind) {
    let offered = offered.unwrap_or_default();
    [(Unit::Utf8, PositionEncodingKind::UTF8), (Unit::Utf32, PositionEncodingKind::UTF32)]
        .into_iter()
        .find(|(_, kind)| offered.contains(kind))
        .filter(|_| offered.first() != Some(&PositionEncodingKind::UTF16))
        .unwrap_or((Unit::Utf16, PositionEncodingKind::UTF16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_there_and_back_in_every_unit() {
        let text = "Ferry \u{1f6a2} sinks\r\noff Għawdex\rat\n\nnoon";
        for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
            let lines = Lines::new(text, unit);
            for (at, char) in text.char_indices().filter(|(_, char)| !matches!(char, '\n' | '\r')) {
                assert_eq!(lines.byte(text, lines.position(text, at)), at, "{char} in {unit:?}");
            }
        }
        let lines = Lines::new(text, Unit::Utf16);
        assert_eq!(lines.position(text, text.find("sinks").expect("there")), Position::new(0, 9));
        assert_eq!(lines.position(text, text.find("noon").expect("there")), Position::new(4, 0));
        assert_eq!(lines.byte(text, Position::new(0, 99)), text.find('\r').expect("there"));
        assert_eq!(lines.byte(text, Position::new(99, 0)), text.len());
        assert_eq!(lines.byte(text, Position::new(0, 7)), 6, "inside a character");
    }

    #[test]
    fn the_unit_is_the_first_wish_or_the_cheapest() {
        use PositionEncodingKind as Kind;
        assert_eq!(unit(None).0, Unit::Utf16);
        assert_eq!(unit(Some(&[Kind::UTF16, Kind::UTF8])).0, Unit::Utf16);
        assert_eq!(unit(Some(&[Kind::UTF32, Kind::UTF8])).0, Unit::Utf8);
        assert_eq!(unit(Some(&[Kind::UTF32])).0, Unit::Utf32);
    }
}
