//! White space where it should be one space.

use super::Reader;
use super::token::{Space, TokenKind};

/// What is wrong with the white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// Several spaces inside a sentence.
    Wide,
    /// A space before a comma or full stop.
    BeforeMark,
    /// No space after a full stop that ends a sentence.
    Missing,
}

impl Spacing {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::BeforeMark => "before-mark",
            Self::Missing => "missing",
        }
    }
}

/// A sentence with more wide spaces than this is a row of a table.
const TABLE: usize = 2;

impl Reader<'_> {
    /// The spacing slips of the current sentence, each with the token after the gap.
    pub(super) fn spacing(&self) -> impl Iterator<Item = (Spacing, usize)> {
        let (from, end) = self.sentence;
        (from..end).filter_map(move |at| {
            let token = &self.tokens[at];
            let spacing = match (token.space, token.kind) {
                (Space::Wide, _) if at > from && self.is_inside(at) && !self.is_table() => Spacing::Wide,
                (Space::Single, TokenKind::Mark) if at > from && self.is_loose(at, end) => {
                    Spacing::BeforeMark
                }
                // The sentence splitter found a sentence that starts glued to the last.
                (Space::None, TokenKind::Word) if at == from && at > self.block.0 => Spacing::Missing,
                _ => return None,
            };
            Some((spacing, at))
        })
    }

    /// Whether the sentence has so many wide gaps that it is a row of a table. Looks no further
    /// than it must.
    fn is_table(&self) -> bool {
        let tokens = &self.tokens[self.sentence.0 + 1..self.sentence.1];
        tokens.iter().filter(|t| t.space == Space::Wide).nth(TABLE).is_some()
    }

    /// Whether words stand on both sides, not the end of a sentence or a heading.
    fn is_inside(&self, at: usize) -> bool {
        let before = &self.tokens[at - 1];
        let word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
        let shouted = before.is_upper() && at - 1 <= self.block.0 + 3;
        (word(before.kind) || matches!(self.word(at - 1), "," | ";"))
            && word(self.tokens[at].kind)
            && !before.of(self.text).ends_with('.')
            && !shouted
    }

    /// Whether a comma or full stop has a space before it and one, or nothing, after.
    fn is_loose(&self, at: usize, end: usize) -> bool {
        // A space keeps the full stop out of an address.
        if self.tokens[at - 1].kind == TokenKind::Address {
            return false;
        }
        let dots = at + 1 < end && self.is_mark(at + 1, b'.') || matches!(self.word(at - 1), "." | "," | "…");
        let glued = at + 1 < end && self.tokens[at + 1].is_glued();
        matches!(self.word(at), "," | ".") && !glued && !dots
    }
}
