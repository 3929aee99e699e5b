//! CSV, with a header: RFC 4180, with commas, semicolons or tabs between the fields.

use std::borrow::Cow;

use super::{Fielded, How, Part, piece};
use crate::document::Document;
use crate::document::Fields;
use crate::document::Records;
use crate::document::fields::Field;
use crate::document::records::{Cut, Parse, Record, Start, Wrong};
use crate::document::{Format, Markup, Reading, Unreadable};

/// CSV.
#[derive(Debug)]
pub(in crate::formats) struct Csv {
    /// Whether only tabs separate the fields.
    tabs: bool,
}

/// CSV whose separator is the most frequent in the header: comma, semicolon or tab.
pub(in crate::formats) static CSV: Csv = Csv { tabs: false };

/// CSV with tabs between the fields.
pub(in crate::formats) static TSV: Csv = Csv { tabs: true };

impl Markup for Csv {
    /// Text is escaped as inside quotation marks.
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if text.contains('"') { Cow::Owned(text.replace('"', "\"\"")) } else { Cow::Borrowed(text) }
    }

    fn is_records(&self) -> bool {
        true
    }
}

impl Format for Csv {
    fn name(&self) -> &'static str {
        if self.tabs { "tsv" } else { "csv" }
    }

    fn about(&self) -> &'static str {
        if self.tabs { "the same with tabs" } else { "CSV with a header, an article a row" }
    }

    fn extensions(&self) -> &'static [&'static str] {
        if self.tabs { &["tsv"] } else { &["csv"] }
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, reading: &Reading) -> Result<Document, Unreadable> {
        self.piece(path, bytes, &Start::default(), reading)
    }

    fn records(&'static self) -> Option<&'static dyn Records> {
        Some(self)
    }
}

impl Fielded for Csv {
    fn parser(&self, text: &str, head: Option<&str>, fields: &Fields) -> Box<dyn Parse> {
        let separator = self.separator(head.unwrap_or(text).as_bytes());
        Box::new(Table { separator, columns: head.map(|head| columns(head, separator, fields)) })
    }
}

impl Records for Csv {
    fn piece(
        &'static self,
        path: &str,
        bytes: Vec<u8>,
        start: &Start,
        reading: &Reading,
    ) -> Result<Document, Unreadable> {
        piece(self, path, bytes, start, reading)
    }

    fn cut(&self, first: &[u8]) -> Box<dyn Cut> {
        Box::new(Rows::new(self.separator(first)))
    }

    fn head<'b>(&self, first: &'b [u8], ends: &[usize]) -> &'b [u8] {
        &first[..ends.first().copied().unwrap_or(first.len())]
    }
}

impl Csv {
    /// The separator of a file that begins with these bytes.
    fn separator(&self, first: &[u8]) -> u8 {
        let line = &first[..memchr::memchr(b'\n', first).unwrap_or(first.len())];
        let often = |separator: &u8| memchr::memchr_iter(*separator, line).count();
        let most = [b'\t', b';', b','].into_iter().max_by_key(often);
        most.filter(|_| !self.tabs).unwrap_or(b'\t')
    }
}

/// The field of a column, if it is read.
type Column = Option<(Field, usize)>;

/// A parser of rows.
struct Table {
    separator: u8,
    /// The columns; none before the header.
    columns: Option<Vec<Column>>,
}

impl Parse for Table {
    fn parse<'t>(&mut self, row: &'t str, at: usize, fields: &Fields) -> Result<Option<Record<'t>>, Wrong> {
        if row.trim_ascii().is_empty() {
            return Ok(None);
        }
        let Some(columns) = &self.columns else {
            self.columns = Some(columns(row, self.separator, fields));
            return Ok(None);
        };
        let (parts, is_whole) = parts(row, at, self.separator);
        if !is_whole {
            return Err((None, "a quotation mark that opens a field is not closed".to_owned()));
        }
        let mut record = Record::default();
        for (part, column) in parts.into_iter().zip(columns) {
            if let Some(field) = column {
                record.add(*field, vec![part]);
            }
        }
        Ok(Some(record))
    }
}

/// The columns of a header.
fn columns(row: &str, separator: u8, fields: &Fields) -> Vec<Column> {
    let (parts, _) = parts(row, 0, separator);
    parts.iter().map(|part| fields.find(part.raw.trim())).collect()
}

/// The fields of a row, and whether the last one is whole.
fn parts(row: &str, at: usize, separator: u8) -> (Vec<Part<'_>>, bool) {
    let mut rows = Rows::new(separator);
    let (mut parts, mut start, mut quoted) = (Vec::new(), 0, false);
    let part = |range: std::ops::Range<usize>, quoted: bool| {
        let raw = &row[range.clone()];
        match raw.find('"').filter(|_| quoted) {
            Some(open) => {
                let inside = &raw[open + 1..];
                let inside = &inside[..inside.rfind('"').unwrap_or(inside.len())];
                Part::new(inside, at + range.start + open + 1, How::Doubled)
            }
            None => Part::new(raw, at + range.start, How::Bare),
        }
    };
    for (here, byte) in row.bytes().enumerate() {
        let end = rows.step(byte);
        quoted |= rows.state == State::Quoted;
        if end.is_some() {
            parts.push(part(start..here, quoted));
            (start, quoted) = (here + 1, false);
        }
        if end == Some(End::Row) {
            return (trimmed(parts), true);
        }
    }
    parts.push(part(start..row.len(), quoted));
    (trimmed(parts), rows.state != State::Quoted)
}

/// The fields of a row, without the carriage return after the last.
fn trimmed(mut parts: Vec<Part<'_>>) -> Vec<Part<'_>> {
    if let Some(last) = parts.last_mut().filter(|last| last.how == How::Bare) {
        last.raw = last.raw.trim_end_matches('\r');
    }
    parts
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At the start of a field.
    Start,
    Bare,
    Quoted,
    /// After a quotation mark in a quoted field: the end of the field, or one of two marks.
    Quote,
}

/// What ends at a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Field,
    Row,
}

/// Finds the ends of rows. Lines end records, except inside a quoted field.
#[derive(Debug)]
struct Rows {
    separator: u8,
    state: State,
}

impl Rows {
    const fn new(separator: u8) -> Self {
        Self { separator, state: State::Start }
    }

    /// Takes the next byte, and returns what ends there.
    fn step(&mut self, byte: u8) -> Option<End> {
        let end = match (self.state, byte) {
            (State::Quoted, _) => None,
            (_, b'\n') => Some(End::Row),
            (_, byte) => (byte == self.separator).then_some(End::Field),
        };
        self.state = match (self.state, byte) {
            (State::Quoted, b'"') => State::Quote,
            (State::Quoted, _) | (State::Start | State::Quote, b'"') => State::Quoted,
            _ if end.is_some() => State::Start,
            _ => State::Bare,
        };
        end
    }
}

impl Cut for Rows {
    fn ends(&mut self, bytes: &[u8], from: usize, ends: &mut Vec<usize>) {
        for (at, byte) in bytes.iter().enumerate().skip(from) {
            if self.step(*byte) == Some(End::Row) {
                ends.push(at + 1);
            }
        }
    }
}
