//! Comments of a document that are to factlint: what they say, and of which text.

use std::ops::Range;

use crate::Span;
use crate::document::{Document, IGNORE, Remark};

/// The comments to factlint.
#[derive(Debug, Default)]
pub(super) struct Remarks(Vec<Commented>);

#[derive(Debug)]
struct Commented {
    id: String,
    text: String,
    /// The bytes of the article's part from where the comment begins to where it ends or is referred to.
    at: Option<Range<usize>>,
}

impl Remarks {
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a comment, if it is to factlint.
    pub(super) fn add(&mut self, id: String, text: &str) {
        let text = text.trim();
        if text.starts_with(IGNORE) {
            self.0.push(Commented { id, text: text.to_owned(), at: None });
        }
    }

    /// Tells that a comment stands at a byte, or begins there.
    pub(super) fn begins(&mut self, id: &str, at: usize) {
        self.set(id, |_| Some(at..at));
    }

    /// Tells that a comment ends at a byte.
    pub(super) fn ends(&mut self, id: &str, at: usize) {
        self.set(id, |range| Some(range.map_or(at, |range| range.start)..at));
    }

    /// Tells that a byte refers to a comment, which may have no range.
    pub(super) fn refers(&mut self, id: &str, at: usize) {
        self.set(id, |range| Some(range.unwrap_or(at..at)));
    }

    fn set(&mut self, id: &str, to: impl Fn(Option<Range<usize>>) -> Option<Range<usize>>) {
        for comment in self.0.iter_mut().filter(|comment| comment.id == id) {
            comment.at = to(comment.at.take());
        }
    }

    /// Adds the comments to a document, each with the text that it speaks of.
    pub(super) fn add_to(self, document: &mut Document) {
        let mut remarks = Vec::new();
        for Commented { text, at, .. } in self.0 {
            let Some(at) = at else { continue };
            if let Some(span) = document.spoken_of(&at) {
                remarks.push(Remark { text, span });
            }
        }
        remarks.sort_by_key(|remark| remark.span);
        document.remarks = remarks;
    }
}

impl Document {
    /// The text that stands in these bytes of the source; where none does, that of the paragraph there.
    fn spoken_of(&self, bytes: &Range<usize>) -> Option<Span> {
        let map = &self.origin.map;
        let blocks = || self.articles.iter().flat_map(|article| &article.blocks).map(|block| block.span);
        let place = |span: Span| {
            let source = map.span(span);
            source.start as usize..source.end as usize
        };
        let mut found: Option<Span> = None;
        for block in blocks() {
            let source = place(block);
            if source.start >= bytes.end || bytes.start >= source.end {
                continue;
            }
            // The first byte of the text at or after a byte of the source.
            let at = |byte: usize| {
                let (mut low, mut high) = (block.start, block.end);
                while low < high {
                    let middle = low + (high - low) / 2;
                    if (map.to_source(middle) as usize) < byte { low = middle + 1 } else { high = middle }
                }
                low
            };
            let span = Span::new(at(bytes.start), at(bytes.end));
            if span.start < span.end {
                found = Some(found.map_or(span, |found| found.cover(span)));
            }
        }
        let near = |block: &Span| bytes.start <= place(*block).end;
        found.or_else(|| blocks().find(near)).or_else(|| blocks().next_back())
    }
}
