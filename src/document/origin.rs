//! The source of a document's text, and the map back to it.

use std::borrow::Cow;
use std::ops::Range;

use super::SourceMap;
use super::format::{Changes, Charset, Markup, Note, Rewrite, Text, Utf8};
use crate::Span;

/// The source of a document.
#[derive(Clone, Debug)]
pub struct Origin {
    /// How text is written in the source.
    pub(crate) markup: &'static dyn Markup,
    /// The map from the document's text to the file as decoded text.
    pub(crate) map: SourceMap,
    /// The file as decoded text; none where that is the document's text.
    pub(crate) written: Option<String>,
    /// The map from the file as decoded text to its bytes, past a byte order mark and through an encoding.
    pub(crate) encoding: SourceMap,
    /// The encoding of the file.
    pub(crate) charset: &'static dyn Charset,
    /// For a file of several parts, the first byte and the name of each part. Bytes of the file are then
    /// bytes of its parts in a row.
    pub(crate) parts: Vec<(u32, String)>,
    /// The byte and line of the file, from 0, at which the piece begins that was read.
    pub(crate) start: (u64, usize),
    /// Whether the file is packed, so that it cannot be written back.
    pub(crate) packed: bool,
    /// How changes of the file are written.
    pub(crate) changes: Changes,
}

impl Origin {
    /// The origin of a text whose encoding has this map.
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
            changes: Changes::Plain,
        }
    }

    /// The origin of a text that stands in a plain file from byte `offset` on.
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

    /// The byte of the file at which the piece begins that was read; 0 if the file was read whole.
    #[must_use]
    pub const fn start(&self) -> u64 {
        self.start.0
    }

    /// The number of lines of the file before the piece that was read.
    pub(crate) const fn lines_before(&self) -> usize {
        self.start.1
    }

    /// The name of the part of the file that a span of the text comes from, if the file has parts.
    #[must_use]
    pub fn part(&self, span: Span) -> Option<&str> {
        self.part_of(self.encoding.span(self.map.span(span)).start).map(|(_, name)| name.as_str())
    }

    /// The part that holds byte `at` of the parts in a row, with its first byte.
    pub(crate) fn part_of(&self, at: u32) -> Option<&(u32, String)> {
        self.parts[..self.parts.partition_point(|(start, _)| *start <= at)].last()
    }

    /// Whether the file is an archive of parts. Its bytes are then those of a part, and lines and columns are
    /// those of the document's text.
    #[must_use]
    pub const fn has_parts(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Whether a span of the text stands in the file byte for byte.
    #[must_use]
    pub fn is_same(&self, span: Span) -> bool {
        self.map.is_same(span) && self.encoding.is_same(self.map.span(span))
    }

    /// The text in which lines and columns are counted; `text` is the document's text.
    pub(crate) fn lines<'d>(&'d self, text: &'d str) -> &'d str {
        self.written.as_deref().unwrap_or(text)
    }

    /// The byte of [`Origin::lines`] for a byte of the document's text.
    pub(crate) fn in_lines(&self, at: u32) -> u32 {
        if self.written.is_some() { self.map.to_source(at) } else { at }
    }

    /// The byte of the file for a byte of [`Origin::lines`]; the same byte in a file of several parts.
    pub(crate) fn byte(&self, at: u32) -> u32 {
        if self.parts.is_empty() { self.encoding.to_source(at) } else { at }
    }

    /// The span of [`Origin::lines`] for a span of the document's text.
    pub(crate) fn span_in_lines(&self, span: Span) -> Span {
        if self.written.is_some() { self.map.span(span) } else { span }
    }

    /// A text as it is written into the file.
    #[must_use]
    pub fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.markup.escape(text)
    }

    /// Whether the file has many articles, one a record.
    #[must_use]
    pub fn is_records(&self) -> bool {
        self.markup.is_records()
    }

    /// Makes changes in the file, whose bytes are `bytes`. They must be in order and without overlap. None if
    /// a file of its format cannot be written back.
    #[must_use]
    pub fn write(&self, bytes: &[u8], rewrites: &[Rewrite<'_>]) -> Option<Vec<u8>> {
        match &self.changes {
            Changes::Plain => self.markup.write(bytes, rewrites),
            Changes::Tracked { date } => self.markup.track(bytes, rewrites, date.as_deref()),
        }
    }

    /// Adds a comment for each span of the document's text to the file, whose bytes are `bytes`: its paragraphs. The
    /// comments are of `date`, if one is given. None if files of the format have no comments, or the file is packed.
    #[must_use]
    pub fn annotate(
        &self,
        bytes: &[u8],
        said: &[(Span, Vec<String>)],
        date: Option<&str>,
    ) -> Option<Vec<u8>> {
        let note = |(span, text): &'_ (Span, Vec<String>)| {
            let range = self.bytes(*span);
            (self.part(*span), range.start as usize..range.end as usize, text.clone())
        };
        let read: Vec<_> = said.iter().map(note).collect();
        let notes: Vec<Note<'_>> = read
            .iter()
            .map(|(part, bytes, text)| Note { part: *part, bytes: bytes.clone(), text: text.as_slice() })
            .collect();
        if self.packed { None } else { self.markup.annotate(bytes, &notes, date) }
    }
}
