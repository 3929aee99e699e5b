//! Writes text without the marks inside a line.

use std::ops::Range;

use crate::document::builder::Builder;

/// What stands at a place of a line.
pub(super) enum Mark<'s> {
    /// A mark of so many bytes that is no text.
    Nothing(usize),
    /// A mark of so many bytes that stands for a text.
    Stands(usize, &'s str),
    /// A mark of so many bytes with a text inside, whose place in the line is the range; marks in it are read too.
    Inside(usize, Range<usize>),
    /// The same, with what the marks before and after the text stand for.
    Quoted(usize, Range<usize>, [&'static str; 2]),
    /// The same, but the text is read as it is.
    Verbatim(usize, Range<usize>),
}

/// Tells what stands at byte `at` of a line, if it is a mark.
pub(super) type Marks<'m, 's> = dyn Fn(&'s str, usize) -> Option<Mark<'s>> + 'm;

/// How deep marks are read in each other.
const DEPTH: usize = 8;

/// The most bytes between two marks that belong together, so that many open marks take linear time.
pub(super) const LONGEST: usize = 1 << 12;

/// How many marks of one kind are tried as the end of a marked text, for the same reason.
const TRIED: usize = 32;

/// A text from byte `at` on, as far as the mark that ends it is looked for.
pub(super) fn ahead(text: &str, at: usize) -> &str {
    let mut end = (at + LONGEST).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}

/// Adds a text that begins at byte `at` of the source. Line breaks stay. `marks` is asked at each of `starts` only.
pub(super) fn write<'s>(
    builder: &mut Builder,
    text: &'s str,
    at: usize,
    starts: &[char],
    marks: &Marks<'_, 's>,
) {
    part(builder, (text, at), starts, marks, DEPTH);
}

fn part<'s>(
    builder: &mut Builder,
    (text, at): (&'s str, usize),
    starts: &[char],
    marks: &Marks<'_, 's>,
    depth: usize,
) {
    let (mut from, mut here) = (0, 0);
    while let Some(next) = text[here..].find(starts).map(|next| here + next) {
        let Some(mark) = marks(text, next) else {
            here = next + text[next..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        copy(builder, &text[from..next], at + from);
        let inner = |range: Range<usize>| (&text[range.clone()], at + range.start);
        let length = match mark {
            Mark::Nothing(length) => length,
            Mark::Stands(length, said) => {
                builder.put(said, at + next..at + next + length);
                length
            }
            Mark::Quoted(length, range, [open, close]) => {
                builder.put(open, at + next..at + range.start);
                let end = range.end;
                part(builder, inner(range), starts, marks, depth.saturating_sub(1));
                builder.put(close, at + end..at + next + length);
                length
            }
            Mark::Inside(length, range) if depth > 0 => {
                part(builder, inner(range), starts, marks, depth - 1);
                length
            }
            Mark::Inside(length, range) | Mark::Verbatim(length, range) => {
                let (text, at) = inner(range);
                copy(builder, text, at);
                length
            }
        };
        here = next + length.max(1);
        while !text.is_char_boundary(here) {
            here += 1;
        }
        from = here;
    }
    copy(builder, &text[from..], at + from);
}

/// Adds text of a paragraph, whose lines are wrapped: an end of a line, with the white space beside it, is a space. Linear.
fn copy(builder: &mut Builder, text: &str, at: usize) {
    let mut from = 0;
    while let Some(end) = text[from..].find('\n').map(|end| from + end) {
        let last = from + text[from..end].trim_end().len();
        let next = text.len() - text[end..].trim_start().len();
        builder.copy(&text[from..last], at + from);
        builder.put(" ", at + last..at + next);
        from = next;
    }
    builder.copy(&text[from..], at + from);
}

/// The character before a place.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character at a place.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Whether a character is part of a word.
pub(super) fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// The text between a mark at byte `at` and the next such mark that ends it: no space stands inside either, and with
/// `words` no word goes on outside. The mark may not go on over an empty line. Linear.
pub(super) fn between<'s>(text: &'s str, at: usize, mark: &str, words: bool) -> Option<Mark<'s>> {
    let start = at + mark.len();
    if after(text, start).is_none_or(char::is_whitespace) || words && is_word(before(text, at)) {
        return None;
    }
    let mut from = start;
    let limit = start + ahead(text, start).len();
    for _ in 0..TRIED {
        let end = from + text[from..limit].find(mark)?;
        let next = end + mark.len();
        let tight = end > start && !before(text, end).is_some_and(char::is_whitespace);
        if tight && !(words && is_word(after(text, next))) {
            return Some(Mark::Inside(next - at, start..end));
        }
        from = next;
    }
    None
}
