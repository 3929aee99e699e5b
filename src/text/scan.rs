//! Divides a text into tokens. One pass over the bytes; nothing is known of words.

use super::word::{Key, Letters};

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

/// A word that starts with an upper-case letter.
pub(super) const CAPITAL: u8 = 1;
/// A word of two letters or more, all upper case.
pub(super) const UPPER: u8 = 2;
/// A word without upper-case letters.
pub(super) const LOWER: u8 = 4;
/// A word that ends in a period: "U.S.".
pub(super) const DOTTED: u8 = 8;

/// The tokens of a list entry or a pattern, as text.
pub(crate) fn words(entry: &str) -> Vec<&str> {
    let mut scanner = Scanner { text: entry, at: 0, end: entry.len() };
    std::iter::from_fn(|| scanner.next()).map(|raw| &entry[raw.start..raw.end]).collect()
}

/// A token before it is looked up.
pub(super) struct Raw {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    pub(super) space: Space,
    pub(super) flags: u8,
    /// Whether the word has only ASCII letters, digits, periods and straight apostrophes.
    pub(super) ascii: bool,
}

/// The kinds of byte.
const LOWER_LETTER: u8 = 1;
const UPPER_LETTER: u8 = 2;
const DIGIT: u8 = 4;
/// A mark of ASCII that is no apostrophe.
const MARK: u8 = 8;
/// A byte that ends a word wherever it follows one.
const ENDS: u8 = 16;
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
        } else if matches!(byte, b'.' | b':' | b'@') {
            MARK
        } else if byte.is_ascii_punctuation() && byte != b'\'' {
            MARK | ENDS
        } else if matches!(byte, b' ' | b'\n') {
            ENDS
        } else {
            0
        };
        b += 1;
    }
    bytes
};

/// A token of the commonest kinds, which takes no more than a glance.
pub(super) enum Plain {
    /// A word of up to fifteen ASCII letters, with its key.
    Word(Raw, Key),
    /// A mark of ASCII that is no apostrophe.
    Mark(Raw),
}

/// Reads the tokens of a part of a text, one after another.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) end: usize,
}

impl Scanner<'_> {
    /// Reads the next token if it is of the commonest kinds and stands after at most one space, as nearly all do.
    /// Else nothing is read. A word is read eight letters at a time.
    #[inline]
    pub(super) fn plain(&mut self) -> Option<Plain> {
        let near: &[u8; 17] = self.text.as_bytes().get(self.at..self.at + 17)?.try_into().ok()?;
        let (space, from) = if near[0] == b' ' { (Space::Single, 1) } else { (Space::None, 0) };
        let (start, class) = (self.at + from, BYTES[usize::from(near[from])]);
        if class & (LOWER_LETTER | UPPER_LETTER) != 0 {
            let letters = Letters::at(&near[from..])?;
            let (end, after) = (start + letters.len, *near.get(from + letters.len)?);
            // The period may be one of "U.S." or "www.".
            let ends = BYTES[usize::from(after)] & ENDS != 0
                || after == b'.' && letters.len != 1 && letters.len != 3;
            if !ends || end >= self.end {
                return None;
            }
            self.at = end;
            let flag = |holds: bool, flag: u8| if holds { flag } else { 0 };
            let flags = flag(letters.capital, CAPITAL)
                | flag(!letters.lower && letters.len >= 2, UPPER)
                | flag(!letters.upper, LOWER);
            let raw = Raw { start, end, kind: TokenKind::Word, space, flags, ascii: true };
            return Some(Plain::Word(raw, letters.key));
        }
        if class & MARK == 0 || start >= self.end {
            return None;
        }
        self.at = start + 1;
        Some(Plain::Mark(Raw { start, end: self.at, kind: TokenKind::Mark, space, flags: 0, ascii: true }))
    }

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

    pub(super) fn next(&mut self) -> Option<Raw> {
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
        // Nearly always there is no space, or one space before a letter.
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
        if seen & DIGIT != 0
            && let Some(letters) = self.letters_of_amount(start)
        {
            self.at = start + letters;
            seen &= !DIGIT;
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

    /// How many letters of a currency a word begins with, that an amount is glued to: "R180-million", "N40bn", "Rs4,800".
    fn letters_of_amount(&self, start: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[start..self.end];
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if !(1..=3).contains(&letters) || !rest[0].is_ascii_uppercase() {
            return None;
        }
        let rest = &rest[letters..];
        let digits = |rest: &[u8]| rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let whole = digits(rest);
        let mut to = whole;
        // "Rs4,800"
        let mut groups = 0;
        while rest.get(to) == Some(&b',') && digits(&rest[to + 1..]) == 3 {
            to += 4;
            groups += 1;
        }
        if groups > 0 {
            return (whole <= 3).then_some(letters);
        }
        if rest.get(to) == Some(&b'.') && digits(&rest[to + 1..]) > 0 {
            to += 1 + digits(&rest[to + 1..]);
        }
        // "R180 million", "R180-million", "N40bn"
        let apart = usize::from(matches!(rest.get(to), Some(b' ' | b'-')));
        let scale = &rest[to + apart..];
        let scale = &scale[..scale.iter().take_while(|byte| byte.is_ascii_alphabetic()).count()];
        let large = scale.ends_with(b"illion") || apart == 0 && matches!(scale, b"bn" | b"tn");
        (large && whole > 0).then_some(letters)
    }

    /// A word with an apostrophe or with letters that are not ASCII.
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

    /// Takes the rest of "U.S." or "a.m." after its first letter: single letters, each with its period.
    /// Returns the flags of these letters.
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

/// Marks inside words that are not seen: soft hyphens, zero-width joiners, combining accents.
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
