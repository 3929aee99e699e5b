//! The paragraphs of a text document in XML, as Word and OpenDocument have them; each is a line of text.

use std::ops::Range;

use crate::document::Format;
use crate::document::builder::Builder;
use crate::document::raw::Raw;
use crate::document::table::Tables;
use crate::document::{Cell, Document, Origin, SourceMap};

/// How white space is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum White {
    /// White space is kept; a line break is a space.
    Kept,
    /// White space in a row is one space, and is dropped at the start of a paragraph.
    Collapsed,
}

/// The end of a paragraph's text so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Nothing,
    Space,
    Break,
    Other,
}

/// A run of text and its bytes in the part.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: u32,
    end: u32,
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Same,
    /// A character that the part writes in another way.
    Written(char),
    /// A character and how often it comes, for which a mark stands.
    Mark(char, u8),
}

#[derive(Debug)]
struct Paragraph {
    raw: Raw,
    /// Its place in a table.
    cell: Option<Cell>,
    last: Last,
    /// Whether the paragraph has begun in the document.
    begun: bool,
    /// Whether the paragraph is a note, which waits for the end of the part.
    note: bool,
    /// The text so far of a paragraph that lies in another.
    pieces: Vec<Piece>,
}

/// Collects paragraphs. A paragraph inside another, as in a text box, comes after it, and notes come after
/// all. Linear.
#[derive(Debug)]
pub(super) struct Flow<'x> {
    builder: Builder,
    white: White,
    /// The part that is being read, and where it begins in the row of parts.
    xml: &'x str,
    base: usize,
    parts: Vec<(u32, String)>,
    titled: bool,
    /// The open paragraphs, each inside the one before it.
    open: Vec<Paragraph>,
    after: Vec<Paragraph>,
    notes: Vec<Paragraph>,
}

impl<'x> Flow<'x> {
    pub(super) const fn new(white: White) -> Self {
        Self {
            builder: Builder::with_lines(),
            white,
            xml: "",
            base: 0,
            parts: Vec::new(),
            titled: false,
            open: Vec::new(),
            after: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The tables that are open.
    pub(super) const fn tables(&mut self) -> &mut Tables {
        &mut self.builder.tables
    }

    /// Ends the part and begins another.
    pub(super) fn part(&mut self, name: &str, xml: &'x str) {
        self.end_part();
        self.base += self.xml.len();
        self.xml = xml;
        self.parts.push((self.base as u32, name.to_owned()));
    }

    fn end_part(&mut self) {
        while !self.open.is_empty() {
            self.end();
        }
        for paragraph in std::mem::take(&mut self.notes) {
            self.whole(paragraph);
        }
    }

    /// Begins a paragraph, inside the open one if there is one. A note waits for the end of the part.
    pub(super) fn begin(&mut self, raw: Raw, note: bool) {
        let cell = self.builder.tables.current();
        self.open.push(Paragraph { raw, cell, last: Last::Nothing, begun: false, note, pieces: Vec::new() });
    }

    /// Sets the kind of the open paragraph, which must have no text yet.
    pub(super) fn is(&mut self, raw: Raw) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.raw = raw;
        }
    }

    /// Ends the open paragraph. A paragraph without text is dropped.
    pub(super) fn end(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        if paragraph.note {
            self.notes.push(paragraph);
        } else if !self.open.is_empty() {
            self.after.push(paragraph);
        } else {
            self.builder.close_typed();
            for paragraph in std::mem::take(&mut self.after) {
                self.whole(paragraph);
            }
        }
    }

    /// Puts a paragraph into the document that lay inside another or waited.
    fn whole(&mut self, mut paragraph: Paragraph) {
        for piece in std::mem::take(&mut paragraph.pieces) {
            self.emit(&mut paragraph, piece);
        }
        self.builder.close_typed();
    }

    /// Adds text that stands in the part unchanged.
    pub(super) fn text(&mut self, range: Range<usize>) {
        let Some(mut last) = self.last() else { return };
        let bytes = &self.xml.as_bytes()[..range.end];
        let is_white = |at: usize| match bytes.get(at) {
            Some(b'\n' | b'\r') => true,
            Some(b' ' | b'\t') => self.white == White::Collapsed,
            _ => false,
        };
        let white = |at: usize| (at..range.end).take_while(|&at| is_white(at)).count();
        let (mut from, mut at) = (range.start, range.start);
        if last == Last::Break {
            // A line does not begin with spaces.
            while matches!(bytes.get(at), Some(b' ' | b'\n' | b'\r')) {
                at += 1;
            }
            from = at;
        }
        let mut pieces = Vec::new();
        while at < range.end {
            let count = white(at);
            let drop = self.white == White::Collapsed && last != Last::Other;
            if count == 0 {
                last = if matches!(bytes[at], b' ' | b'\t') { Last::Space } else { Last::Other };
                at += 1;
            } else if count == 1 && bytes[at] == b' ' && !drop {
                at += 1;
                last = Last::Space;
            } else {
                pieces.push((from..at, What::Same));
                if !drop {
                    pieces.push((at..at + count, What::Written(' ')));
                    last = Last::Space;
                }
                at += count;
                from = at;
            }
        }
        pieces.push((from..at, What::Same));
        for (range, what) in pieces {
            self.push(range, what, last);
        }
    }

    /// Adds a character that the part writes in another way.
    pub(super) fn written(&mut self, char: char, range: Range<usize>) {
        if matches!(char, ' ' | '\t' | '\n' | '\r') {
            let space = matches!(self.last(), Some(Last::Nothing | Last::Space | Last::Break));
            if !(space && self.white == White::Collapsed) {
                self.push(range, What::Written(' '), Last::Space);
            }
        } else {
            self.push(range, What::Written(char), Last::Other);
        }
    }

    /// Adds a character `count` times, for which a mark stands.
    pub(super) fn mark(&mut self, char: char, count: u8, range: Range<usize>) {
        self.push(range, What::Mark(char, count), Last::Other);
    }

    /// Adds a line break inside a paragraph, which is a space. After an empty line another paragraph begins.
    pub(super) fn line_break(&mut self, range: Range<usize>) {
        match self.last() {
            Some(Last::Other) => self.push(range, What::Mark(' ', 1), Last::Break),
            Some(Last::Space) => self.push(range.end..range.end, What::Same, Last::Break),
            Some(Last::Break) => {
                if let Some(Paragraph { raw, note, .. }) = self.open.last() {
                    let (raw, note) = (*raw, *note);
                    self.end();
                    self.begin(raw, note);
                }
            }
            Some(Last::Nothing) | None => {}
        }
    }

    fn last(&self) -> Option<Last> {
        self.open.last().map(|paragraph| paragraph.last)
    }

    fn push(&mut self, range: Range<usize>, what: What, last: Last) {
        let nested = self.open.len() > 1;
        let Some(mut paragraph) = self.open.pop() else { return };
        paragraph.last = last;
        let piece = Piece { start: range.start as u32, end: range.end as u32, what };
        if range.is_empty() {
            // There is nothing to add.
        } else if nested || paragraph.note {
            paragraph.pieces.push(piece);
        } else {
            self.emit(&mut paragraph, piece);
        }
        self.open.push(paragraph);
    }

    fn emit(&mut self, paragraph: &mut Paragraph, piece: Piece) {
        let range = piece.start as usize..piece.end as usize;
        if !paragraph.begun {
            let white = match piece.what {
                What::Same => self.xml[range.clone()].trim().is_empty(),
                What::Written(char) | What::Mark(char, _) => char.is_whitespace(),
            };
            if white {
                return;
            }
            // Headings after the first one are paragraphs of the article.
            let raw = if paragraph.raw == Raw::Title && self.titled { Raw::Paragraph } else { paragraph.raw };
            self.titled |= raw == Raw::Title;
            self.builder.open_late(raw, paragraph.cell);
            paragraph.begun = true;
        }
        let place = self.base + range.start..self.base + range.end;
        match piece.what {
            What::Same => self.builder.copy(&self.xml[range], place.start),
            What::Written(char) => self.builder.put(char.encode_utf8(&mut [0; 4]), place),
            What::Mark(char, count) => {
                let text: String = std::iter::repeat_n(char, count.into()).collect();
                self.builder.mark(&text, place);
            }
        }
    }

    /// The document.
    pub(super) fn finish(mut self, path: &str, format: &'static dyn Format) -> Document {
        self.end_part();
        let origin = Origin { parts: self.parts, ..Origin::new(format, SourceMap::shifted(0)) };
        self.builder.finish(path, (origin, None))
    }
}
