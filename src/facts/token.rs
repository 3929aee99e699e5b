//! Tokens: words, numbers and marks, with the space before each.
//!
//! One pass over the bytes. Tokens are small records in one vector: every reader of a token
//! wants most of its fields, and an article's tokens fit the nearest cache.

use std::ops::Deref;

use crate::Span;
use crate::lexicon::{Class, Classes, Lexicon, WordId};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, and digits after a letter; with inner apostrophes ("O'Neill") and the periods
    /// of an abbreviation in single letters ("U.S."). A possessive "'s" is a word of its own.
    Word,
    /// Digits, with commas, periods and apostrophes between digits.
    Number,
    /// One mark.
    Mark,
    /// A web or mail address.
    Address,
}

/// The white space before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// None: the token is glued to the one before.
    None,
    /// One space or tab.
    Single,
    /// One no-break or thin space.
    NoBreak,
    /// Two or more, none of them a line break.
    Wide,
    /// White space with a line break.
    Line,
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
    /// The lexicon's classes for it, and for the phrases that start with it.
    pub classes: Classes,
}

const CAPITAL: u8 = 1;
const UPPER: u8 = 2;
const LOWER: u8 = 4;
const DOTTED: u8 = 8;

impl Token {
    /// Its bytes.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// Its text.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span().of(text)
    }

    /// Whether it is a word that starts with an upper-case letter.
    #[must_use]
    pub const fn is_capital(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it is a word of two letters or more, all of them upper case.
    #[must_use]
    pub const fn is_upper(&self) -> bool {
        self.flags & UPPER != 0
    }

    /// Whether it is a word without upper-case letters.
    #[must_use]
    pub const fn is_lower(&self) -> bool {
        self.flags & LOWER != 0
    }

    /// Whether it is a word that ends in a period: "U.S.".
    #[must_use]
    pub const fn is_dotted(&self) -> bool {
        self.flags & DOTTED != 0
    }

    /// Whether it is a word.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether no white space stands before it.
    #[must_use]
    pub fn is_glued(&self) -> bool {
        self.space == Space::None
    }

    /// Whether it has the class.
    #[must_use]
    pub fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it is this mark of one byte.
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

    fn deref(&self) -> &[Token] {
        &self.0
    }
}

impl Tokens {
    /// Room for about as many tokens as `bytes` of prose have.
    pub(crate) fn with_room(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes / 5 + 8))
    }

    /// For how many tokens there is room.
    pub(crate) fn room(&self) -> usize {
        self.0.capacity()
    }

    /// Appends the tokens of `span`. Linear in its length.
    pub fn scan(&mut self, text: &str, span: Span, lexicon: &Lexicon) {
        let mut scanner = Scanner { text, at: span.start as usize, end: span.end as usize };
        while let Some(raw) = scanner.next() {
            let (word, classes) = match raw.kind {
                TokenKind::Word => {
                    let capital = raw.flags & CAPITAL != 0;
                    if raw.ascii {
                        let dot = usize::from(raw.flags & DOTTED != 0);
                        lexicon.look_up_ascii(text, raw.start, raw.end - raw.start - dot, capital)
                    } else {
                        lexicon.look_up(&text[raw.start..raw.end], capital)
                    }
                }
                TokenKind::Mark => lexicon.look_up_mark(&text[raw.start..raw.end]),
                _ => (WordId::UNKNOWN, Classes::NONE),
            };
            self.0.push(Token {
                start: raw.start as u32,
                end: raw.end as u32,
                word,
                kind: raw.kind,
                space: raw.space,
                flags: raw.flags,
                classes,
            });
        }
    }
}

/// The tokens of a list entry or a pattern, as text.
pub(crate) fn words(entry: &str) -> Vec<&str> {
    let mut scanner = Scanner { text: entry, at: 0, end: entry.len() };
    std::iter::from_fn(|| scanner.next()).map(|raw| &entry[raw.start..raw.end]).collect()
}

struct Raw {
    start: usize,
    end: usize,
    kind: TokenKind,
    space: Space,
    flags: u8,
    /// Whether a word has ASCII letters, digits, periods and straight apostrophes alone.
    ascii: bool,
}

/// What a byte can be part of.
const LOWER_LETTER: u8 = 1;
const UPPER_LETTER: u8 = 2;
const DIGIT: u8 = 4;
const WORD: u8 = LOWER_LETTER | UPPER_LETTER | DIGIT;
const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut b = 0;
    while b < 128 {
        let byte = b as u8;
        bytes[b] = if byte.is_ascii_lowercase() {
            LOWER_LETTER
        } else if byte.is_ascii_uppercase() {
            UPPER_LETTER
        } else if byte.is_ascii_digit() {
            DIGIT
        } else {
            0
        };
        b += 1;
    }
    bytes
};

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl Scanner<'_> {
    fn byte(&self, at: usize) -> u8 {
        if at < self.end { self.text.as_bytes()[at] } else { 0 }
    }

    fn char(&self, at: usize) -> Option<char> {
        let byte = self.byte(at);
        match byte {
            0 if at >= self.end => None,
            0..0x80 => Some(char::from(byte)),
            _ => self.text[at..self.end].chars().next(),
        }
    }

    fn next(&mut self) -> Option<Raw> {
        let space = self.space();
        let start = self.at;
        let byte = self.byte(start);
        let class = BYTES[usize::from(byte)];
        let (kind, flags, ascii) = if class & (LOWER_LETTER | UPPER_LETTER) != 0 {
            self.word()
        } else if class == DIGIT {
            self.number();
            (TokenKind::Number, 0, true)
        } else {
            let first = self.char(start)?;
            if is_letter(first) {
                self.other_word(start)
            } else if space == Space::None && self.is_possessive(start, first) {
                self.at += first.len_utf8() + 1;
                (TokenKind::Word, LOWER, first.is_ascii())
            } else {
                self.at += first.len_utf8();
                (TokenKind::Mark, 0, true)
            }
        };
        Some(Raw { start, end: self.at, kind, space, flags, ascii })
    }

    fn space(&mut self) -> Space {
        // Nearly always nothing, or one space before a letter.
        let byte = self.byte(self.at);
        if byte > b' ' && byte < 0x80 {
            return Space::None;
        }
        if byte == b' ' && matches!(self.byte(self.at + 1), b'!'..0x80) {
            self.at += 1;
            return Space::Single;
        }
        let (mut count, mut line, mut no_break) = (0usize, false, false);
        loop {
            match self.byte(self.at) {
                b' ' | b'\t' => {}
                b'\n' | b'\r' | 0x0b | 0x0c => line = true,
                0..0x80 => break,
                _ => match self.char(self.at) {
                    Some(c) if c.is_whitespace() => {
                        no_break = true;
                        self.at += c.len_utf8() - 1;
                    }
                    _ => break,
                },
            }
            self.at += 1;
            count += 1;
        }
        match count {
            0 => Space::None,
            _ if line => Space::Line,
            1 if no_break => Space::NoBreak,
            1 => Space::Single,
            _ => Space::Wide,
        }
    }

    fn number(&mut self) {
        loop {
            while self.byte(self.at).is_ascii_digit() {
                self.at += 1;
            }
            let mark = match self.char(self.at) {
                Some(c @ (',' | '.' | '\'' | '’')) => c.len_utf8(),
                _ => return,
            };
            if !self.byte(self.at + mark).is_ascii_digit() {
                return;
            }
            self.at += mark;
        }
    }

    /// A word that starts with an ASCII letter.
    fn word(&mut self) -> (TokenKind, u8, bool) {
        let start = self.at;
        let bytes = &self.text.as_bytes()[..self.end];
        let mut seen = 0;
        while let Some(&byte) = bytes.get(self.at) {
            let class = BYTES[usize::from(byte)];
            if class & WORD == 0 {
                break;
            }
            seen |= class;
            self.at += 1;
        }
        let mut len = self.at - start;
        let mut flags = 0;
        match self.byte(self.at) {
            b'\'' | 0x80.. => return self.other_word(start),
            b':' | b'@' if self.is_address(start) => return self.address(),
            b'.' if len == 1 => {
                seen |= self.dotted();
                flags = if self.at - start > len { DOTTED } else { 0 };
                len = self.at - start;
            }
            b'.' if len == 3 && self.is_address(start) => return self.address(),
            _ => {}
        }
        if BYTES[usize::from(bytes[start])] == UPPER_LETTER {
            flags |= CAPITAL;
        }
        if seen & LOWER_LETTER == 0
            && len >= 2
            && (seen & DIGIT == 0 || bytes[start + 1].is_ascii_uppercase())
        {
            flags |= UPPER;
        }
        if seen & UPPER_LETTER == 0 {
            flags |= LOWER;
        }
        (TokenKind::Word, flags, true)
    }

    /// A word that has an apostrophe or other letters than ASCII has.
    fn other_word(&mut self, start: usize) -> (TokenKind, u8, bool) {
        self.at = start;
        let (mut upper, mut lower, mut ascii) = (0usize, 0usize, true);
        while let Some(c) = self.char(self.at) {
            let inside = if is_apostrophe(c) {
                self.joins(self.at + c.len_utf8())
            } else {
                is_letter(c) || c.is_ascii_digit() || is_joiner(c)
            };
            if !inside {
                break;
            }
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
            ascii &= c.is_ascii();
            self.at += c.len_utf8();
        }
        if self.is_address(start) {
            return self.address();
        }
        let mut flags = 0;
        if self.char(start).is_some_and(char::is_uppercase) {
            flags |= CAPITAL;
        }
        if lower == 0 && upper >= 2 {
            flags |= UPPER;
        }
        if upper == 0 {
            flags |= LOWER;
        }
        (TokenKind::Word, flags, ascii)
    }

    /// Takes the rest of an address.
    fn address(&mut self) -> (TokenKind, u8, bool) {
        while let Some(c) =
            self.char(self.at).filter(|c| !c.is_whitespace() && !matches!(c, '>' | '<' | '"' | ')'))
        {
            self.at += c.len_utf8();
        }
        while matches!(self.byte(self.at - 1), b'.' | b',' | b';' | b':') {
            self.at -= 1;
        }
        (TokenKind::Address, 0, true)
    }

    /// Whether an apostrophe at `at`, glued to the token before, and an s make a possessive.
    fn is_possessive(&self, at: usize, mark: char) -> bool {
        let s = at + mark.len_utf8();
        is_apostrophe(mark)
            && at > 0
            && self.text[..at].ends_with(char::is_alphanumeric)
            && matches!(self.byte(s), b's' | b'S')
            && !self.char(s + 1).is_some_and(|c| is_letter(c) || c.is_ascii_digit())
    }

    /// Whether an apostrophe before `at` stands inside a word: letters follow, and they are
    /// no possessive s.
    fn joins(&self, at: usize) -> bool {
        match self.char(at) {
            Some('s' | 'S') => self.char(at + 1).is_some_and(is_letter),
            Some(c) => is_letter(c),
            None => false,
        }
    }

    /// Takes the rest of "U.S." or "a.m." after its first letter: single letters, each with
    /// its period. Returns what it took.
    fn dotted(&mut self) -> u8 {
        let (mut at, mut seen) = (self.at, 0);
        while self.byte(at) == b'.' && self.byte(at + 1).is_ascii_alphabetic() && self.byte(at + 2) == b'.' {
            seen |= BYTES[usize::from(self.byte(at + 1))];
            at += 2;
        }
        if at > self.at {
            self.at = at + 1;
        }
        seen
    }

    fn is_address(&self, start: usize) -> bool {
        let (word, next) = (&self.text[start..self.at], self.byte(self.at));
        match next {
            b':' => self.text[self.at..self.end].starts_with("://"),
            b'@' => is_word_byte(self.byte(self.at + 1)),
            b'.' => word.eq_ignore_ascii_case("www"),
            _ => false,
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Marks that stand inside words unseen: soft hyphens, zero-width joiners, combining accents.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{300}'..='\u{36f}')
}

fn is_word_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks() {
        for (text, expected) in [
            ("the O'Neills' U.S. case", vec!["the", "O'Neills", "'", "U.S.", "case"]),
            ("Today’s 1,234.50 (approx.)", vec!["Today", "’s", "1,234.50", "(", "approx", ".", ")"]),
            ("thirty-four 11th 5-day", vec!["thirty", "-", "four", "11", "th", "5", "-", "day"]),
            (
                "see www.example.org/a-b. At 9 a.m.",
                vec!["see", "www.example.org/a-b", ".", "At", "9", "a.m."],
            ),
            ("J. Smith, F16, €5m.", vec!["J", ".", "Smith", ",", "F16", ",", "€", "5", "m", "."]),
            (
                "press@example.org, https://example.org/x",
                vec!["press@example.org", ",", "https://example.org/x"],
            ),
        ] {
            assert_eq!(words(text), expected);
        }
    }

    #[test]
    fn the_space_before_a_token_is_kept() {
        let text = "a b\u{a0}c  d\ne(f";
        let mut scanner = Scanner { text, at: 0, end: text.len() };
        let spaces: Vec<_> = std::iter::from_fn(|| scanner.next()).map(|r| r.space).collect();
        use Space::{Line, NoBreak, None, Single, Wide};
        assert_eq!(spaces, [None, Single, NoBreak, Wide, Line, None, None]);
    }
}
