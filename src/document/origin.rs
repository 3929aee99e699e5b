//! Where the text of a document comes from, and the way back.

use std::borrow::Cow;
use std::ops::Range;

use super::SourceMap;
use super::format::{Charset, Markup, Rewrite, Text, Utf8};
use crate::Span;

/// What a document was read from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// How text stands in it.
    pub(crate) markup: &'static dyn Markup,
    /// From the document's text to the file as it was written.
    pub(crate) map: SourceMap,
    /// The file as text; none where the document's text is that.
    pub(crate) written: Option<String>,
    /// From the file as text to its bytes: past a mark, through an encoding.
    pub(crate) encoding: SourceMap,
    /// The encoding of the file.
    pub(crate) charset: &'static dyn Charset,
    /// Where each part of a file of several parts begins, and its name; bytes of the file are then
    /// those of its parts in a row.
    pub(crate) parts: Vec<(u32, String)>,
    /// Where the piece of the file begins that was read: its byte and line, from 0.
    pub(crate) start: (u64, usize),
    /// Whether the file is packed, so that it cannot be written back.
    pub(crate) packed: bool,
}

impl Origin {
    /// Of a text whose bytes are where `encoding` says.
    pub(crate) fn new(markup: &'static dyn Markup, encoding: SourceMap) -> Self {
        let map = SourceMap::empty();
        Self {
            markup,
            map,
            written: None,
            encoding,
            charset: &Utf8,
            parts: Vec::new(),
            start: (0, 0),
            packed: false,
        }
    }

    /// Of a text that stands in a plain file from byte `offset` on.
    pub(crate) fn plain(offset: u32) -> Self {
        Self { map: SourceMap::shifted(0), ..Self::new(&Text, SourceMap::shifted(offset)) }
    }

    /// The bytes of the file, or of one of its parts, that a span of the document's text stands for.
    #[must_use]
    pub fn bytes(&self, span: Span) -> Range<u64> {
        let span = self.encoding.span(self.map.span(span));
        let part = self.part_of(span.start).map_or(0, |(start, _)| *start);
        let byte = |at: u32| self.start.0 + u64::from(at.saturating_sub(part));
        byte(span.start)..byte(span.end)
    }

    /// The byte of the file at which the piece begins that was read; 0 if it was read whole.
    #[must_use]
    pub const fn start(&self) -> u64 {
        self.start.0
    }

    /// How many lines of the file end before the piece that was read.
    pub(crate) const fn lines_before(&self) -> usize {
        self.start.1
    }

    /// The name of the part of the file that a span of the text comes from, if it has parts.
    #[must_use]
    pub fn part(&self, span: Span) -> Option<&str> {
        self.part_of(self.encoding.span(self.map.span(span)).start).map(|(_, name)| name.as_str())
    }

    /// The part that holds a byte of the parts in a row, and where it begins.
    pub(crate) fn part_of(&self, at: u32) -> Option<&(u32, String)> {
        self.parts[..self.parts.partition_point(|(start, _)| *start <= at)].last()
    }

    /// Whether the file is an archive of parts: then its bytes are those of a part, and lines and
    /// columns are those of the document's text.
    #[must_use]
    pub const fn has_parts(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Whether a span of the text stands in the file byte for byte.
    #[must_use]
    pub fn is_same(&self, span: Span) -> bool {
        self.map.is_same(span) && self.encoding.is_same(self.map.span(span))
    }

    /// The text in which lines and columns are counted, `text` being the document's.
    pub(crate) fn lines<'d>(&'d self, text: &'d str) -> &'d str {
        self.written.as_deref().unwrap_or(text)
    }

    /// Where in [`Origin::lines`] a byte of the document's text is.
    pub(crate) fn in_lines(&self, at: u32) -> u32 {
        if self.written.is_some() { self.map.to_source(at) } else { at }
    }

    /// The byte of the file for one of [`Origin::lines`]; that byte itself in a file of several parts.
    pub(crate) fn byte(&self, at: u32) -> u32 {
        if self.parts.is_empty() { self.encoding.to_source(at) } else { at }
    }

    /// Where in [`Origin::lines`] a span of the document's text is.
    pub(crate) fn span_in_lines(&self, span: Span) -> Span {
        if self.written.is_some() { self.map.span(span) } else { span }
    }

    /// What a text looks like where it is written into the file.
    #[must_use]
    pub fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.markup.escape(text)
    }

    /// Whether the file has many articles, one a record.
    #[must_use]
    pub fn is_records(&self) -> bool {
        self.markup.is_records()
    }

    /// The file with changes made, in order and apart; `bytes` are those of the file. None if a file
    /// of its format cannot be written back.
    #[must_use]
    pub fn write(&self, bytes: &[u8], rewrites: &[Rewrite<'_>]) -> Option<Vec<u8>> {
        self.markup.write(bytes, rewrites)
    }
}
