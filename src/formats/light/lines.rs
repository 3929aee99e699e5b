//! The lines of a text, and blocks of them.

use std::ops::Range;

/// A line, without the white space at its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'s> {
    /// The text with the white space before it.
    pub(super) text: &'s str,
    /// The first byte of the line.
    pub(super) at: usize,
}

impl<'s> Line<'s> {
    pub(super) fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }

    /// The bytes of white space before the text.
    pub(super) fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// The place of the text without the white space before it.
    pub(super) fn inside(self) -> Range<usize> {
        self.at + self.indent()..self.at + self.text.len()
    }

    /// The line from byte `from` of its text on.
    pub(super) fn from(self, from: usize) -> Self {
        Self { text: &self.text[from..], at: self.at + from }
    }
}

/// The lines of a text. Linear.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.push(Line { text: line.trim_end(), at });
        at += line.len();
    }
    lines
}

/// The mark that repeats through a whole line, at least `least` times.
pub(super) fn rule(line: Line<'_>, least: usize) -> Option<char> {
    let mark = line.text.chars().next().filter(char::is_ascii_punctuation)?;
    (line.text.len() >= least && line.text.chars().all(|c| c == mark)).then_some(mark)
}

/// The length of the mark of an item with its white space: a bullet of `bullets`, or a number with a period or bracket.
pub(super) fn item(text: &str, bullets: &[char]) -> Option<usize> {
    let rest = text.trim_start_matches(bullets);
    let mark = text.len() - rest.len();
    let mark = if mark > 0 { mark } else { numbered(text)? };
    let after = &text[mark..];
    let inside = after.trim_start();
    (inside.len() < after.len() && !inside.is_empty()).then_some(text.len() - inside.len())
}

/// The length of the number of an item: "3.", "#.", "(b)".
fn numbered(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('(').unwrap_or(text);
    let count = inside.len() - inside.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let count = if count > 0 {
        count
    } else {
        usize::from(inside.starts_with(|c: char| c == '#' || c.is_ascii_alphabetic()))
    };
    let end = inside[count..].chars().next()?;
    let is_closed = if inside.len() < text.len() { end == ')' } else { matches!(end, '.' | ')') };
    // "A. Vella" is a name, and "a)" is not.
    let is_name = end == '.' && inside.starts_with(|c: char| c.is_ascii_alphabetic());
    (count > 0 && is_closed && !is_name).then_some(text.len() - inside.len() + count + 1)
}
