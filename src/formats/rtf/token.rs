//! The tokens of RTF, each with its place.

use std::ops::Range;

/// Groups that are no text of the article. Groups that begin with `\*` are not either.
pub(super) const UNREAD: [&str; 36] = [
    "annotation",
    "atnauthor",
    "atnid",
    "author",
    "bkmkend",
    "bkmkstart",
    "colortbl",
    "comment",
    "datafield",
    "doccomm",
    "falt",
    "filetbl",
    "fldinst",
    "footer",
    "footnote",
    "footerf",
    "footerl",
    "footerr",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "keywords",
    "listtable",
    "nonshppict",
    "objdata",
    "operator",
    "pict",
    "pntxta",
    "pntxtb",
    "revtbl",
    "rsidtbl",
    "tc",
    "txe",
    "xe",
];

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'s> {
    Open,
    Close,
    /// `\*`: programs that do not know the group pass over it.
    Optional,
    /// A control word and its number.
    Word(&'s str, Option<i32>),
    /// A byte, written as `\'e9`.
    Byte(u8),
    /// A control symbol.
    Symbol(char),
    /// Text that stands there unchanged.
    Text,
}

/// The tokens of a part of a file. Linear.
#[derive(Debug)]
pub(super) struct Tokens<'s> {
    source: &'s str,
    at: usize,
    end: usize,
}

impl<'s> Tokens<'s> {
    pub(super) const fn new(source: &'s str, part: Range<usize>) -> Self {
        Self { source, at: part.start, end: part.end }
    }

    fn rest(&self) -> &'s str {
        &self.source[self.at..self.end]
    }

    /// The next token and its place.
    pub(super) fn next(&mut self) -> Option<(Token<'s>, Range<usize>)> {
        loop {
            let rest = self.rest();
            let start = self.at;
            let first = rest.chars().next()?;
            let (token, length) = match first {
                '{' => (Token::Open, 1),
                '}' => (Token::Close, 1),
                '\\' => control(rest),
                '\r' | '\n' => {
                    self.at += 1;
                    continue;
                }
                _ => (Token::Text, rest.find(['{', '}', '\\', '\r', '\n']).unwrap_or(rest.len())),
            };
            self.at += length;
            return Some((token, start..self.at));
        }
    }

    /// The byte that comes next, if one does.
    pub(super) fn next_byte(&self) -> Option<u8> {
        match control(self.rest()) {
            (Token::Byte(byte), _) if self.rest().starts_with('\\') => Some(byte),
            _ => None,
        }
    }

    /// Passes over so many bytes of the file, which are no text. In a source that is not UTF-8 each character is a byte.
    pub(super) fn pass(&mut self, length: usize, is_utf_8: bool) {
        if !is_utf_8 {
            self.at += self.rest().chars().take(length).map(char::len_utf8).sum::<usize>();
            return;
        }
        self.at = self.at.saturating_add(length).min(self.end);
        while !self.source.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    /// Where the group ends in which the next token stands. Linear in the group.
    pub(super) fn end_of_group(&self, is_utf_8: bool) -> usize {
        let mut ahead = Self { source: self.source, at: self.at, end: self.end };
        let mut depth = 0usize;
        while let Some((token, at)) = ahead.next() {
            match token {
                Token::Open => depth += 1,
                Token::Close if depth == 0 => return at.start,
                Token::Close => depth -= 1,
                Token::Word("bin", Some(length)) => ahead.pass(length.max(0) as usize, is_utf_8),
                _ => {}
            }
        }
        self.end
    }
}

/// The control word or symbol at the start of a text that begins with a backslash, and its length.
fn control(text: &str) -> (Token<'_>, usize) {
    let Some(inside) = text.strip_prefix('\\') else { return (Token::Text, 0) };
    let word = inside.len() - inside.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    if word > 0 {
        let after = &inside[word..];
        let digits = after.strip_prefix('-').unwrap_or(after);
        let count = digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = if count > 0 { after.len() - digits.len() + count } else { 0 };
        let value = after[..number].parse().ok();
        // A space after a control word belongs to it.
        let space = usize::from(after[number..].starts_with(' '));
        return (Token::Word(&inside[..word], value), 1 + word + number + space);
    }
    let Some(symbol) = inside.chars().next() else { return (Token::Symbol('\\'), 1) };
    match symbol {
        '*' => (Token::Optional, 2),
        '\'' => match inside.get(1..3).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => (Token::Byte(byte), 4),
            None => (Token::Symbol(symbol), 2),
        },
        symbol => (Token::Symbol(symbol), 1 + symbol.len_utf8()),
    }
}
