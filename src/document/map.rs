//! Maps positions in the linted text to positions in the file.

use crate::Span;

/// Maps spans of a text to bytes of its source, exactly.
///
/// The text is a row of pieces. A piece that stands in the source unchanged may have any length, and each of
/// its bytes has its own place. A piece that the source writes in another way (`&amp;`, `\u00e9`, two bytes a
/// letter) is made of units, each of which stands for a fixed number of source bytes. A text without a
/// source, as the break between two paragraphs, has units of no source bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMap {
    /// Ascending by `text`; never empty; the first is at 0.
    pieces: Vec<Piece>,
}

/// A run of text up to the next piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// The first byte of the piece in the text, and in the source.
    text: u32,
    source: u32,
    /// The length of a unit in bytes: in the text, where it is at least 1, and in the source.
    unit: (u32, u32),
    /// Whether the piece stands for a mark, in whose place no text can be written.
    mark: bool,
}

/// A run of text and its place in the source. It begins and ends with whole units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    /// The run.
    pub(crate) text: Span,
    /// The bytes of the run in the source; empty if it has no place there.
    pub(crate) source: Span,
    /// Whether the run stands for a mark, which can be deleted but not replaced by text.
    pub(crate) mark: bool,
}

impl Piece {
    const SAME: (u32, u32) = (1, 1);

    /// The source bytes of the unit that holds byte `at` of the text.
    fn around(&self, at: u32) -> Span {
        let start = self.source + (at - self.text) / self.unit.0 * self.unit.1;
        Span::new(start, start + self.unit.1)
    }
}

impl SourceMap {
    /// The map of a text that stands in its file unchanged from byte `offset` on.
    #[must_use]
    pub fn shifted(offset: u32) -> Self {
        Self { pieces: vec![Piece { text: 0, source: offset, unit: Piece::SAME, mark: false }] }
    }

    /// The map of a text that is still empty.
    pub(crate) const fn empty() -> Self {
        Self { pieces: Vec::new() }
    }

    /// Adds that the text from byte `text` on stands in the source from byte `source` on, in units of so many
    /// bytes of text and of source.
    pub(crate) fn push(&mut self, text: u32, source: u32, unit: (u32, u32)) {
        self.add(Piece { text, source, unit, mark: false });
    }

    /// Adds text that stands for a mark, which can be deleted but not replaced by text.
    pub(crate) fn push_mark(&mut self, text: u32, source: u32, unit: (u32, u32)) {
        self.add(Piece { text, source, unit, mark: true });
    }

    fn add(&mut self, piece: Piece) {
        let Piece { text, source, unit, mark } = piece;
        let goes_on = self.pieces.last().is_some_and(|last| {
            (last.unit, last.mark) == (unit, mark)
                && (text - last.text).is_multiple_of(unit.0)
                && last.source + (text - last.text) / unit.0 * unit.1 == source
        });
        if !goes_on {
            self.pieces.push(piece);
        }
    }

    /// Adds the map of a text that follows this text, from byte `at` of both on.
    pub(crate) fn extend(&mut self, other: &Self, at: u32) {
        other.pieces.iter().for_each(|piece| self.add(Piece { text: piece.text + at, ..*piece }));
    }

    /// Frees the memory that was reserved for more pieces.
    pub(crate) fn shrink(&mut self) {
        self.pieces.shrink_to_fit();
    }

    fn piece(&self, at: u32) -> Piece {
        let after = self.pieces.partition_point(|piece| piece.text <= at);
        let none = Piece { text: 0, source: 0, unit: Piece::SAME, mark: false };
        self.pieces.get(after.saturating_sub(1)).copied().unwrap_or(none)
    }

    /// The source byte at which byte `at` of the text begins. Logarithmic in the pieces.
    #[must_use]
    pub fn to_source(&self, at: u32) -> u32 {
        self.piece(at).around(at).start
    }

    /// The source bytes that a span of the text stands for. Logarithmic in the pieces.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        let start = self.to_source(span.start);
        // The end is taken from the last byte, so that it stays inside the run of that byte.
        let end =
            if span.end > span.start { self.piece(span.end - 1).around(span.end - 1).end } else { start };
        Span::new(start, end.max(start))
    }

    /// Whether a span stands in the source byte for byte. Logarithmic, and linear in the pieces
    /// of the span.
    #[must_use]
    pub fn is_same(&self, span: Span) -> bool {
        let from = self.pieces.partition_point(|piece| piece.text <= span.start).saturating_sub(1);
        let here = self.pieces[from..].iter().take_while(|piece| piece.text < span.end.max(span.start + 1));
        let whole = self.span(span);
        here.clone().all(|piece| piece.unit == Piece::SAME)
            && whole.end - whole.start == span.end - span.start
    }

    /// The runs of a span with their places, extended to whole units. Logarithmic in the pieces, and linear
    /// in those of the span.
    pub(crate) fn stands(&self, span: Span) -> impl Iterator<Item = Stand> {
        let from = self.pieces.partition_point(|piece| piece.text <= span.start).saturating_sub(1);
        let here = self.pieces[from..].iter().take_while(move |piece| piece.text < span.end);
        let stands = here.enumerate().map(move |(i, piece)| {
            let next = self.pieces.get(from + i + 1).map_or(u32::MAX, |next| next.text);
            let (start, end) = (span.start.max(piece.text), span.end.min(next));
            let units = ((start - piece.text) / piece.unit.0, (end - piece.text).div_ceil(piece.unit.0));
            let of = |at: u32, unit: u32| Span::new(at + units.0 * unit, at + units.1 * unit);
            Stand {
                text: of(piece.text, piece.unit.0),
                source: of(piece.source, piece.unit.1),
                mark: piece.mark,
            }
        });
        stands.filter(|stand| stand.text.start < stand.text.end)
    }

    /// The map of a text of `length` bytes to the source of its source. Linear in the pieces of both.
    #[must_use]
    pub fn through(&self, outer: &Self, length: u32) -> Self {
        let mut map = Self::empty();
        for (i, piece) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(i + 1).map_or(length, |next| next.text);
            if piece.unit == Piece::SAME {
                // The pieces of the outer map that overlap this piece.
                let (from, to) = (piece.source, piece.source + (end - piece.text));
                let first = outer.pieces.partition_point(|p| p.text <= from).saturating_sub(1);
                let inner = outer.pieces[first..].iter().take_while(|p| p.text < to || p.text == from);
                for p in inner {
                    let start = p.text.max(from);
                    // A run may begin inside a unit only where it stands for the whole unit.
                    let text = piece.text + (start - from);
                    map.add(Piece { text, source: p.around(start).start, ..*p });
                }
            } else {
                let mut at = piece.text;
                while at < end {
                    let source = outer.span(piece.around(at));
                    let unit = (piece.unit.0, source.end - source.start);
                    map.add(Piece { text: at, source: source.start, unit, mark: piece.mark });
                    at += piece.unit.0;
                }
            }
        }
        map
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "a&b c" from `a&amp;b  c` with a break after it.
    fn map() -> SourceMap {
        let mut map = SourceMap::empty();
        map.push(0, 10, (1, 1));
        map.push(1, 11, (1, 5));
        map.push(2, 16, (1, 1));
        map.push(3, 17, (1, 2));
        map.push(4, 19, (1, 1));
        map.push(5, 20, (2, 0));
        map
    }

    #[test]
    fn units_are_whole_and_inserted_text_is_nowhere() {
        let map = map();
        assert_eq!(map.span(Span::new(0, 3)), Span::new(10, 17));
        assert_eq!(map.span(Span::new(1, 2)), Span::new(11, 16));
        assert_eq!(map.span(Span::new(2, 5)), Span::new(16, 20));
        assert_eq!(map.span(Span::new(5, 7)), Span::new(20, 20));
        assert!(map.is_same(Span::new(0, 1)) && map.is_same(Span::new(4, 5)));
        assert!(!map.is_same(Span::new(0, 2)) && !map.is_same(Span::new(1, 2)));
    }

    #[test]
    fn through_another_map() {
        // Each byte of the source is two bytes of a file that begins with a mark.
        let mut outer = SourceMap::empty();
        outer.push(0, 2, (1, 2));
        let map = map();
        let both = map.through(&outer, 7);
        for start in 0..7 {
            for end in start + 1..=7 {
                let span = Span::new(start, end);
                assert_eq!(both.span(span), outer.span(map.span(span)), "{span:?}");
            }
        }
    }
}
