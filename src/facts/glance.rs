//! What a glance at the tokens of a sentence or a block tells, so that none is searched for what it has not.

use crate::text::{Classes, Space, Token, TokenKind};

/// What the words of a sentence can be, and whether white space stands where it may be wrong.
pub(super) struct Glance {
    pub(super) classes: Classes,
    pub(super) spaced: bool,
}

impl Glance {
    pub(super) fn of(tokens: &[Token]) -> Self {
        let (mut classes, mut spaced) = (Classes::NONE, false);
        for token in tokens {
            classes = classes.union(token.classes);
            spaced |= match token.space {
                Space::Wide => true,
                Space::Single => token.kind == TokenKind::Mark,
                Space::None => token.kind == TokenKind::Word,
                _ => false,
            };
        }
        Self { classes, spaced }
    }
}

/// Which marks a block has, so that nearly no block is searched for their other halves.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) quotes: bool,
    pub(super) brackets: bool,
}

impl Marks {
    pub(super) fn of(text: &str, tokens: &[Token]) -> Self {
        let mut marks = Self::default();
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Mark) {
            match token.of(text) {
                "\"" | "“" | "”" | "«" | "»" | "„" => marks.quotes = true,
                "(" | ")" | "[" | "]" => marks.brackets = true,
                _ => {}
            }
        }
        marks
    }
}
