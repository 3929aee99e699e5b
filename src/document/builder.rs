//! Builds a document from what a format reads: its text with the places in the source, block by block.

use super::blocks::{articles, one_article};
use super::comment::is_comment;
use super::raw::{Raw, RawBlock, bullet};
use super::table::Tables;
use super::{Article, Cell, Document, Origin, SourceMap, large};
use crate::Span;

/// A document that is being read. Between two blocks of its text stands an empty line, or only a line break,
/// which has no place in the source.
#[derive(Debug)]
pub(crate) struct Builder {
    text: String,
    map: SourceMap,
    blocks: Vec<RawBlock>,
    comments: Vec<Span>,
    /// The articles that are complete.
    articles: Vec<Article>,
    /// The open block: its kind, and where it begins.
    open: Option<(Raw, usize)>,
    /// The place of the open block in its table, if it is a cell.
    cell: Option<Cell>,
    /// The tables that are open.
    pub(crate) tables: Tables,
    /// The byte up to which the source is read. Inserted text stands there.
    at: u32,
    /// The text between two blocks.
    between: &'static str,
}

impl Builder {
    pub(crate) const fn new() -> Self {
        Self::with("\n\n")
    }

    /// A builder with one block a line.
    pub(crate) const fn with_lines() -> Self {
        Self::with("\n")
    }

    const fn with(between: &'static str) -> Self {
        Self {
            text: String::new(),
            map: SourceMap::empty(),
            blocks: Vec::new(),
            comments: Vec::new(),
            articles: Vec::new(),
            open: None,
            cell: None,
            tables: Tables::new(),
            at: 0,
            between,
        }
    }

    /// A builder of a text that stands in its source unchanged, with its blocks.
    pub(crate) fn of(text: String, blocks: Vec<RawBlock>, comments: Vec<Span>) -> Self {
        Self { text, map: SourceMap::shifted(0), blocks, comments, ..Self::new() }
    }

    /// Begins a block, and ends the open block.
    pub(crate) fn open(&mut self, raw: Raw) {
        self.close();
        if !self.text.is_empty() {
            self.insert(self.between);
        }
        self.open = Some((raw, self.text.len()));
        self.cell = if raw == Raw::Cell { self.tables.current() } else { None };
    }

    /// Begins a block that was read before, and ends the open block.
    pub(crate) fn open_late(&mut self, raw: Raw, cell: Option<Cell>) {
        self.open(raw);
        self.cell = if raw == Raw::Cell { cell } else { None };
    }

    /// Ends the open block and trims it. A block without text is dropped, as is one of which nothing stands in the
    /// source.
    pub(crate) fn close(&mut self) {
        let Some((raw, start)) = self.open.take() else { return };
        let inside = &self.text[start..];
        let trimmed = inside.trim();
        if !trimmed.is_empty() {
            let start = start + (inside.len() - inside.trim_start().len());
            let span = Span::new(start as u32, (start + trimmed.len()) as u32);
            let source = self.map.span(span);
            if source.start < source.end {
                self.blocks.push(RawBlock { span, raw, alone: true, cell: self.cell });
            }
        }
    }

    /// Makes the open block a bullet. The first `mark` bytes of it are the bullet mark and no text.
    pub(crate) fn bullet(&mut self, mark: usize) {
        self.open = self.open.map(|(_, start)| (Raw::Bullet, start + mark));
    }

    /// Ends the open block. A paragraph that begins with the mark of a bullet is a bullet, as in plain text.
    pub(crate) fn close_typed(&mut self) {
        if self.raw() == Some(Raw::Paragraph) {
            let text = self.so_far();
            let inside = text.trim_start();
            if let Some(mark) = bullet(inside) {
                self.bullet(text.len() - inside.len() + mark);
            }
        }
        self.close();
    }

    /// The kind of the open block.
    pub(crate) fn raw(&self) -> Option<Raw> {
        self.open.map(|(raw, _)| raw)
    }

    /// The text of the open block so far.
    pub(crate) fn so_far(&self) -> &str {
        self.open.map_or("", |(_, start)| &self.text[start..])
    }

    /// Adds text that stands in the source unchanged from byte `at` on.
    pub(crate) fn copy(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            self.map.push(self.text.len() as u32, at as u32, (1, 1));
            self.text.push_str(text);
            self.at = (at + text.len()) as u32;
        }
    }

    /// Adds text that the source writes in another way: the whole text stands for all these bytes.
    pub(crate) fn put(&mut self, text: &str, source: std::ops::Range<usize>) {
        if !text.is_empty() {
            let unit = (text.len() as u32, source.len() as u32);
            self.map.push(self.text.len() as u32, source.start as u32, unit);
            self.text.push_str(text);
            self.at = source.end as u32;
        }
    }

    /// Adds text that a mark of the source stands for, as `<w:tab/>` for a tab. The mark can be deleted, but
    /// no text can be written in its place.
    pub(crate) fn mark(&mut self, text: &str, source: std::ops::Range<usize>) {
        if !text.is_empty() {
            let unit = (text.len() as u32, source.len() as u32);
            self.map.push_mark(self.text.len() as u32, source.start as u32, unit);
            self.text.push_str(text);
            self.at = source.end as u32;
        }
    }

    /// Adds text that has no place in the source.
    pub(crate) fn insert(&mut self, text: &str) {
        let at = self.at as usize;
        self.put(text, at..at);
    }

    /// Adds a comment that stands in the source unchanged. Only comments to factlint are kept; they end the
    /// open block.
    pub(crate) fn comment(&mut self, comment: &str, at: usize) {
        if is_comment(comment) {
            self.close();
            self.insert(self.between);
            let start = self.text.len() as u32;
            self.copy(comment, at);
            self.comments.push(Span::new(start, self.text.len() as u32));
        }
    }

    /// The builder with all blocks made blocks of one kind.
    pub(crate) fn all(mut self, raw: Raw) -> Self {
        self.close();
        self.blocks.iter_mut().for_each(|block| (block.raw, block.cell) = (raw, None));
        self
    }

    /// The builder with blocks of one kind made paragraphs.
    pub(crate) fn without(mut self, raw: Raw) -> Self {
        self.close();
        let blocks = self.blocks.iter_mut().filter(|block| block.raw == raw);
        blocks.for_each(|block| (block.raw, block.cell) = (Raw::Paragraph, None));
        self
    }

    /// Adds the blocks of another builder, whose source is a text with the map `outer`.
    pub(crate) fn append(&mut self, mut other: Self, outer: &SourceMap) {
        other.close();
        self.close();
        if other.text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.insert(self.between);
        }
        let shift = self.text.len() as u32;
        let moved = |span: Span| Span::new(span.start + shift, span.end + shift);
        self.map.extend(&other.map.through(outer, other.text.len() as u32), shift);
        self.text.push_str(&other.text);
        self.at = outer.to_source(other.at);
        let last = self.blocks.iter().filter_map(|block| block.cell).map(|cell| cell.table).max();
        let tables = last.map_or(0, |last| last + 1);
        let blocks = other.blocks.into_iter().map(|block| {
            let cell = block.cell.map(|cell| Cell { table: cell.table + tables, ..cell });
            RawBlock { span: moved(block.span), cell, ..block }
        });
        self.blocks.extend(blocks);
        self.comments.extend(other.comments.into_iter().map(moved));
    }

    /// Makes an article of the blocks since the last article, if there are any.
    pub(crate) fn end_article(&mut self, index: usize, id: Option<String>) {
        self.close();
        let blocks = std::mem::take(&mut self.blocks);
        if !blocks.is_empty() {
            self.articles.push(Article { index, id, ..one_article(&self.text, &blocks) });
        }
    }

    /// The document of all blocks.
    pub(crate) fn finish(
        mut self,
        path: impl Into<String>,
        (origin, note): (Origin, Option<String>),
    ) -> Document {
        self.close();
        self.map.shrink();
        self.articles.extend(articles(&self.text, &self.blocks));
        let origin = Origin { map: self.map, ..origin };
        let notes = note.into_iter().chain(large::notes(&self.articles)).collect();
        Document {
            path: path.into(),
            text: self.text,
            articles: self.articles,
            notes,
            unread: Vec::new(),
            published: None,
            comments: self.comments,
            remarks: Vec::new(),
            origin,
        }
    }
}
