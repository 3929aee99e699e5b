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
    /// The spacing slips of the current sentence, as pairs of the tokens on both sides.
    pub(super) fn spacing(&self) -> impl Iterator<Item = (Spacing, usize)> {
        let (from, end) = self.sentence;
        let wide = (from + 1..end).filter(|&i| self.tokens[i].space == Space::Wide).count();
        (from..end).filter_map(move |at| {
            let token = &self.tokens[at];
            let spacing = match token.space {
                Space::Wide if at > from && wide <= TABLE && self.is_inside(at) => Spacing::Wide,
                Space::Single if token.kind == TokenKind::Mark && at > from && self.is_loose(at, end) => {
                    Spacing::BeforeMark
                }
                // The sentence splitter found a sentence that starts glued to the last.
                Space::None if at == from && at > self.block.0 && token.is_word() => Spacing::Missing,
                _ => return None,
            };
            Some((spacing, at))
        })
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
        let dots = at + 1 < end && self.is_mark(at + 1, b'.') || matches!(self.word(at - 1), "." | "," | "…");
        let glued = at + 1 < end && self.tokens[at + 1].is_glued();
        matches!(self.word(at), "," | ".") && !glued && !dots
    }
}
