//! Byte spans.

use std::ops::Range;

use compact_str::{CompactString, format_compact};

/// A half-open range of bytes in a [`Document`](crate::Document)'s text, always on
/// character boundaries. A text is at most 4 GiB long, so a span is eight bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`.
    #[inline]
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span as an index range.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text at the span.
    ///
    /// # Panics
    /// If the span was made for another text and does not fit this one.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The words at the span on one line, for people: shortened in the middle if they are long.
    pub(crate) fn shown(self, text: &str) -> CompactString {
        let words = self.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let length = words.chars().count();
        if length <= LONGEST {
            return words.into();
        }
        let head: CompactString = words.chars().take(LONGEST / 2).collect();
        let tail: CompactString = words.chars().skip(length - LONGEST / 2).collect();
        format_compact!("{}…{}", head.trim_end(), tail.trim_start())
    }
}

/// Texts longer than this, in characters, are shortened where they are shown.
const LONGEST: usize = 60;
