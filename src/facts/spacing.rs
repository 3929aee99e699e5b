//! White space where it should be one space.

use compact_str::{CompactString, format_compact};

use super::Reader;
use super::declare::kind;
use crate::text::{Space, Token, TokenKind, class};

/// White space that is not as it should be, with the words on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spacing {
    /// What is wrong with it.
    pub slip: SpacingSlip,
    /// The words as they should stand.
    pub proper: CompactString,
}

kind! {
    /// White space that is not one space where one belongs.
    Spacing(s) as "spacing", over Facts;

    Form: Text = s.slip.name(),
        "wide: several spaces; before-mark: a space before a comma or full stop; after-comma: none after a comma; missing: none after a full stop";
    Proper: Text = &s.proper,
        "the words as they should stand: with one space, or none before a mark";
}

/// What is wrong with the white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpacingSlip {
    /// Several spaces inside a sentence.
    Wide,
    /// A space before a comma or full stop.
    BeforeMark,
    /// No space after a comma.
    AfterComma,
    /// No space after a full stop that ends a sentence.
    Missing,
}

impl SpacingSlip {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::BeforeMark => "before-mark",
            Self::AfterComma => "after-comma",
            Self::Missing => "missing",
        }
    }
}

/// A sentence with more wide spaces than this is a row of a table.
const TABLE: usize = 2;

impl Reader<'_> {
    /// The spacing slips of the current sentence, each with its first and last token: those on both
    /// sides of the gap, and the full stop that is before it.
    pub(super) fn spacing(&self) -> impl Iterator<Item = (Spacing, usize, usize)> {
        let (from, end) = self.sentence;
        (from..end).filter_map(move |at| {
            let token = &self.tokens[at];
            let slip = match (token.space, token.kind) {
                (Space::Wide, _) if at > from && self.is_inside(at) && !self.is_table() => SpacingSlip::Wide,
                (Space::Single, TokenKind::Mark) if at > from && self.is_loose(at, end) => {
                    SpacingSlip::BeforeMark
                }
                (Space::None, TokenKind::Word) if at > from + 1 && self.is_glued_to_comma(at, end) => {
                    SpacingSlip::AfterComma
                }
                // The sentence splitter found a sentence that starts glued to the last.
                (Space::None, TokenKind::Word) if at == from && at > self.block.0 && self.opens_prose(at) => {
                    SpacingSlip::Missing
                }
                _ => return None,
            };
            let before = usize::from(matches!(slip, SpacingSlip::Missing | SpacingSlip::AfterComma)) + 1;
            let first = at.saturating_sub(before).max(self.block.0);
            Some((Spacing { slip, proper: self.proper(slip, first, at) }, first, at))
        })
    }

    /// Whether a word is glued to a comma that is glued to a word before it, and is no part of a row of such words
    /// ("ports,boats,fish"), of an address or of a formula.
    fn is_glued_to_comma(&self, at: usize, end: usize) -> bool {
        let comma = |at: usize| self.is_mark(at, b',');
        let glued = |at: usize| at < end && self.tokens[at].is_glued();
        let letters = |at: usize| {
            let word = self.word(at);
            word.len() > 1 && word.chars().all(char::is_alphabetic)
        };
        let number = self.tokens[at - 2].kind == TokenKind::Number && !self.tokens[at - 2].is_glued();
        let closes =
            !glued(at + 1) || matches!(self.word(at + 1), "." | ";" | ":" | "!" | "?" | ")" | "”" | "\"");
        comma(at - 1)
            && glued(at - 1)
            && letters(at)
            && (letters(at - 2) || number)
            && !(at > 3 && comma(at - 3) && glued(at - 2))
            && closes
    }

    /// Whether a word that is glued to the full stop before it opens a sentence of prose, and is no part of a
    /// program or a domain ("window.AdSlot", "readers.TheHarbour.com"), and no heading whose line was lost
    /// ("on board.Harbour Dues Rise").
    fn opens_prose(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < self.block.1);
        let inner = self.word(at).chars().skip(1).any(char::is_uppercase);
        let glued = next.is_some_and(|t| t.is_glued() && !t.is_mark(self.text, b',') && !t.is_word());
        let heading = !token.has(class::OPENER) && next.is_some_and(Token::is_capital);
        !inner && !glued && !heading
    }

    /// The words from token `first` to token `last` with the space before the last as it should be.
    fn proper(&self, slip: SpacingSlip, first: usize, last: usize) -> CompactString {
        let space = if slip == SpacingSlip::BeforeMark { "" } else { " " };
        let before = self.span(first, last).of(self.text);
        format_compact!("{before}{space}{}", self.word(last))
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
