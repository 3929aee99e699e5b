//! Edits of a text: which can be made together, how they change it, and how they move the rest.

use std::collections::BTreeMap;

use crate::Span;
use crate::finding::Edit;

/// Edits of one text that do not touch each other.
#[derive(Clone, Debug, Default)]
pub struct Edits(BTreeMap<u32, Edit>);

impl Edits {
    /// Adds edits, all of them or none: none if one touches another of them or one that is there already.
    /// Returns whether they are added. Logarithmic in the number of edits that are there.
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

    /// Whether a span overlaps no edit and begins where none begins.
    fn is_apart(&self, span: Span) -> bool {
        let before = self.0.range(..=span.start).next_back();
        let after = self.0.range(span.start..).next();
        before.is_none_or(|(&start, edit)| start < span.start && edit.span.end <= span.start)
            && after.is_none_or(|(&start, _)| span.start < start && span.end <= start)
    }

    /// Whether there are no edits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The edits, in order of place.
    pub fn iter(&self) -> impl Iterator<Item = &Edit> {
        self.0.values()
    }

    /// The bytes of the text with the edits made; or those of its file, where `place` gives the bytes of the
    /// file for a span of the text. Linear.
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

    /// How spans of the text move once the edits are made. A span that begins or ends inside an edit takes in
    /// the whole new text of the edit.
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

/// How edits move the text beside them: the span of each edit before and after.
#[derive(Clone, Debug)]
pub struct Shift(Vec<(Span, Span)>);

impl Shift {
    /// The place of a span after the edits. Logarithmic in their number.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        // A text that is inserted right before or right after a span is no part of it.
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

    /// The new place of a byte that comes after this many edits.
    fn after(&self, edits: usize, byte: u32) -> u32 {
        self.0[..edits].last().map_or(byte, |(edit, now)| at(i64::from(now.end) + i64::from(byte - edit.end)))
    }
}

/// A place in a text, which is at most 4 GiB long: a longer one is refused when it is read.
fn at(byte: i64) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
