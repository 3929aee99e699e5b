//! Edits of a text: which can be made together, what they make of it, and where they leave the rest.

use std::collections::BTreeMap;

use crate::Span;
use crate::finding::Edit;

/// Edits of one text that are apart from each other.
#[derive(Clone, Debug, Default)]
pub struct Edits(BTreeMap<u32, Edit>);

impl Edits {
    /// Adds edits, all of them or none: none where one is not apart from another, of these or of
    /// those that are there. Returns whether they are added. Logarithmic in what is there.
    pub fn add(&mut self, edits: &[Edit]) -> bool {
        for (i, edit) in edits.iter().enumerate() {
            if self.is_apart(edit.span) {
                self.0.insert(edit.span.start, edit.clone());
            } else {
                edits[..i].iter().for_each(|added| drop(self.0.remove(&added.span.start)));
                return false;
            }
        }
        true
    }

    /// Whether a span begins where no edit does and overlaps none.
    fn is_apart(&self, span: Span) -> bool {
        let before = self.0.range(..=span.start).next_back();
        let after = self.0.range(span.start..).next();
        before.is_none_or(|(&start, edit)| start < span.start && edit.span.end <= span.start)
            && after.is_none_or(|(&start, _)| span.start < start && span.end <= start)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The edits, in order of place.
    pub fn iter(&self) -> impl Iterator<Item = &Edit> {
        self.0.values()
    }

    /// The bytes of the text with the edits made; or those of its file, where `place` says which
    /// bytes of it a span of the text stands for. Linear.
    ///
    /// # Panics
    /// If an edit was made for another text and does not fit this one.
    #[must_use]
    pub fn apply(&self, bytes: &[u8], place: impl Fn(Span) -> Span) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut from = 0;
        for edit in self.iter() {
            let span = place(edit.span).range();
            out.extend_from_slice(&bytes[from..span.start]);
            out.extend_from_slice(edit.text.as_bytes());
            from = span.end;
        }
        out.extend_from_slice(&bytes[from..]);
        out
    }

    /// Where spans of the text come to lie once the edits are made. A span that begins or ends inside
    /// an edit has all of what is put there.
    #[must_use]
    pub fn shift(&self) -> Shift {
        let mut by = 0i64;
        let edits = self.iter().map(|edit| {
            let start = i64::from(edit.span.start) + by;
            by += edit.text.len() as i64 - i64::from(edit.span.end - edit.span.start);
            (edit.span, Span::new(at(start), at(start + edit.text.len() as i64)))
        });
        Shift(edits.collect())
    }
}

/// How edits move what stands beside them: the place of each before and after.
#[derive(Clone, Debug)]
pub struct Shift(Vec<(Span, Span)>);

impl Shift {
    /// Where a span lies after the edits. Logarithmic in their number.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        // What is put in right before a span or right after it is no part of it.
        let start = self.0.partition_point(|(edit, _)| edit.end <= span.start);
        let start = match self.0.get(start) {
            Some((edit, now)) if edit.start < span.start => now.start,
            _ => self.after(start, span.start),
        };
        let end = self.0.partition_point(|(edit, _)| edit.start < span.end);
        let end = match self.0[..end].last() {
            Some((edit, now)) if span.end < edit.end => now.end,
            _ => self.after(end, span.end),
        };
        Span::new(start.min(end), end)
    }

    /// Where a byte lies that comes after so many edits.
    fn after(&self, edits: usize, byte: u32) -> u32 {
        self.0[..edits].last().map_or(byte, |(edit, now)| at(i64::from(now.end) + i64::from(byte - edit.end)))
    }
}

/// A place in a text, which is at most 4 GiB long: one that is not is refused when it is read.
fn at(byte: i64) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
