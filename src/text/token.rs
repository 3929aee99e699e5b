//! Tokens: words, numbers and marks, with the space before each.
//!
//! One pass over the bytes. Tokens are small records in one vector: every reader of a token
//! wants most of its fields, and an article's tokens fit the nearest cache.

use std::ops::Deref;

use super::scan::{CAPITAL, DOTTED, LOWER, Plain, Raw, Scanner, UPPER};
use super::scan::{Space, TokenKind};
use super::word::Key;
use super::{Class, Classes, WordId};
use crate::Span;

/// What word lists know of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub word: WordId,
    /// The classes of the word as it is written.
    pub classes: Classes,
    /// The number of the word's set of roles; 0 if it has none.
    pub roles: u16,
}

/// The interface through which tokens are looked up in word lists.
pub trait Words {
    /// Looks up a word of ASCII letters, digits, apostrophes and periods: the `len` bytes at byte `start` of
    /// a text.
    fn look_up_ascii(&self, text: &str, start: usize, len: usize, capital: bool) -> Known;

    /// Looks up such a word that is short, by its key.
    fn look_up_short(&self, key: Key, text: &str, place: (usize, usize), capital: bool) -> Known;

    /// Looks up any word as it is written.
    fn look_up(&self, form: &str, capital: bool) -> Known;

    /// Looks up a mark.
    fn look_up_mark(&self, mark: &str) -> Known;

    /// Looks up a mark of one byte of ASCII.
    fn look_up_byte(&self, mark: u8) -> Known;
}

/// A token of an article.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its id in the lexicon, if the lexicon knows it.
    pub word: WordId,
    /// What it is made of.
    pub kind: TokenKind,
    /// The white space before it.
    pub space: Space,
    flags: u8,
    /// The low byte of the number of its set of roles; the rest is in the high bits of the flags, so that a token
    /// has 24 bytes.
    roles: u8,
    /// The lexicon's classes for it, and for the phrases that start with it.
    pub classes: Classes,
}

impl Token {
    /// The number that the lexicon has for its set of roles; 0 if it has none.
    #[inline]
    pub(crate) fn roles(&self) -> u16 {
        u16::from(self.roles) | u16::from(self.flags >> 5) << 8
    }

    /// Its bytes.
    #[inline]
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// Its text.
    #[inline]
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span().of(text)
    }

    /// Whether it is a word that starts with an upper-case letter.
    #[inline]
    #[must_use]
    pub const fn is_capital(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it is a word of two letters or more, all of them upper case.
    #[inline]
    #[must_use]
    pub const fn is_upper(&self) -> bool {
        self.flags & UPPER != 0
    }

    /// Whether it is a word without upper-case letters.
    #[inline]
    #[must_use]
    pub const fn is_lower(&self) -> bool {
        self.flags & LOWER != 0
    }

    /// Whether it is a word that ends in a period: "U.S.".
    #[inline]
    #[must_use]
    pub const fn is_dotted(&self) -> bool {
        self.flags & DOTTED != 0
    }

    /// Whether it is a word.
    #[inline]
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether no white space stands before it.
    #[inline]
    #[must_use]
    pub fn is_glued(&self) -> bool {
        self.space == Space::None
    }

    /// Whether it has the class.
    #[inline]
    #[must_use]
    pub fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it is this mark of one byte.
    #[inline]
    #[must_use]
    pub fn is_mark(&self, text: &str, mark: u8) -> bool {
        self.kind == TokenKind::Mark && text.as_bytes()[self.start as usize] == mark
    }
}

/// The tokens of a text, in order.
#[derive(Clone, Debug, Default)]
pub struct Tokens(Vec<Token>);

impl Deref for Tokens {
    type Target = [Token];

    #[inline]
    fn deref(&self) -> &[Token] {
        &self.0
    }
}

impl Tokens {
    /// An empty list with room for about as many tokens as `bytes` of prose have.
    pub(crate) fn with_room(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes / 5 + 8))
    }

    /// The number of tokens for which there is room.
    pub(crate) fn room(&self) -> usize {
        self.0.capacity()
    }

    /// Appends the tokens of `span`. Linear in its length.
    pub fn scan(&mut self, text: &str, span: Span, lexicon: &impl Words) {
        let mut scanner = Scanner { text, at: span.start as usize, end: span.end as usize };
        loop {
            let (raw, known) = match scanner.plain() {
                Some(Plain::Word(raw, key)) => {
                    let capital = raw.flags & CAPITAL != 0;
                    let known = lexicon.look_up_short(key, text, (raw.start, raw.end), capital);
                    (raw, known)
                }
                Some(Plain::Mark(raw)) => {
                    let known = lexicon.look_up_byte(text.as_bytes()[raw.start]);
                    (raw, known)
                }
                None => {
                    let Some(raw) = scanner.next() else { break };
                    let known = look_up(text, &raw, lexicon);
                    (raw, known)
                }
            };
            let Known { word, classes, roles } = known;
            self.0.push(Token {
                start: raw.start as u32,
                end: raw.end as u32,
                word,
                kind: raw.kind,
                space: raw.space,
                flags: raw.flags | ((roles >> 8) as u8) << 5,
                roles: roles as u8,
                classes,
            });
        }
    }
}

/// What is known of a token of any kind.
fn look_up(text: &str, raw: &Raw, lexicon: &impl Words) -> Known {
    let form = || &text[raw.start..raw.end];
    let capital = raw.flags & CAPITAL != 0;
    match raw.kind {
        TokenKind::Word if raw.ascii => {
            let dot = usize::from(raw.flags & DOTTED != 0);
            lexicon.look_up_ascii(text, raw.start, raw.end - raw.start - dot, capital)
        }
        TokenKind::Word => lexicon.look_up(form(), capital),
        TokenKind::Mark => lexicon.look_up_mark(form()),
        TokenKind::Number | TokenKind::Address => Known::default(),
    }
}
