//! From positions in the linted text to positions in the file.

use crate::Span;

/// Maps spans of a document's text to bytes of its file, exactly and in both orders of
/// magnitude: a plain file is one piece, a marked-up one has a piece for each run of text.
#[derive(Clone, Debug)]
pub struct SourceMap {
    /// Where each run starts: `(byte in the text, byte in the file)`, ascending, never empty.
    pieces: Vec<(u32, u32)>,
}

impl SourceMap {
    /// The map of a text that stands in its file unchanged from byte `offset` on.
    #[must_use]
    pub fn shifted(offset: u32) -> Self {
        Self { pieces: vec![(0, offset)] }
    }

    /// The byte in the file that holds byte `at` of the text. Logarithmic in the pieces.
    #[must_use]
    pub fn to_source(&self, at: u32) -> u32 {
        let after = self.pieces.partition_point(|&(text, _)| text <= at);
        let (text, source) = self.pieces[after.saturating_sub(1)];
        source + (at - text)
    }

    /// The bytes in the file that a span of the text stands for.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        // The end is mapped by its last byte, so that it stays inside the run it belongs to.
        let start = self.to_source(span.start);
        let end = if span.end > span.start { self.to_source(span.end - 1) + 1 } else { start };
        Span::new(start, end)
    }
}
