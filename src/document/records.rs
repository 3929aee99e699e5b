//! Records: files of many articles, one a record, and which of its fields are read. [`json`] and
//! [`csv`] find the records and their fields; what a field says is read here.

mod csv;
mod fields;
mod json;

use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

pub(super) use csv::{CSV, TSV};
pub use fields::{Fields, Inner};
pub(super) use json::{JSON, JSON_LINES};

use super::blocks::Raw;
use super::builder::Builder;
use super::encoding::decode;
use super::format::{Format, Reading, Unreadable};
use super::html;
use super::markdown::{self, day};
use super::plain;
use super::{Document, Origin, SourceMap};
use fields::{Field, looks_like_html};

/// A format whose files can be read piece by piece, so that they may be of any size.
pub trait Records: Format {
    /// What finds the ends of records in a file that begins with these bytes.
    fn cut(&self, first: &[u8]) -> Box<dyn Cut>;

    /// What of the first records, which end there, later pieces need to be understood.
    fn head<'b>(&self, _first: &'b [u8], _ends: &[usize]) -> &'b [u8] {
        &[]
    }

    /// Whether what lies between two ends is no record.
    fn is_blank(&self, raw: &[u8]) -> bool {
        raw.trim_ascii().is_empty()
    }

    /// What reads the records of a piece with this text, given the head of the file.
    #[doc(hidden)]
    fn parser(&self, text: &str, head: Option<&str>, fields: &Fields) -> Box<dyn Parse>;
}

/// Finds the ends of records in bytes that come piece by piece.
pub trait Cut: Debug + Send {
    /// Adds the places in these bytes, the next of the file, that are one past the end of a record.
    fn ends(&mut self, bytes: &[u8], ends: &mut Vec<usize>);
}

/// Reads records.
#[doc(hidden)]
pub trait Parse {
    /// Reads the record that begins at byte `at` of the piece; nothing if it is none, as an empty line.
    fn parse<'t>(&mut self, record: &'t str, at: usize, fields: &Fields)
    -> Result<Option<Record<'t>>, Wrong>;
}

/// Where a piece of a file begins.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Its first byte in the file, from 0.
    pub byte: u64,
    /// How many lines end before it.
    pub line: usize,
    /// How many records come before it.
    pub record: usize,
    /// What [`Records::head`] says of the file; nothing for its first piece.
    pub head: Arc<[u8]>,
}

/// A part of what a field says, as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'t> {
    pub(super) raw: &'t str,
    /// Its first byte in the text of the piece.
    pub(super) at: usize,
    pub(super) how: How,
}

/// How a part is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// As it is.
    Bare,
    /// Inside the quotation marks of JSON.
    Json,
    /// Inside quotation marks that are doubled where one is meant.
    Doubled,
}

/// What a record says: by field, the parts that say it.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Record<'t> {
    values: [Option<(usize, Vec<Part<'t>>)>; Field::COUNT],
}

impl<'t> Record<'t> {
    /// Adds what a field says. Of several names of a field, that of the lowest rank counts that says
    /// something.
    pub(super) fn add(&mut self, (field, rank): (Field, usize), parts: Vec<Part<'t>>) {
        let value = &mut self.values[field as usize];
        if !parts.iter().all(|part| part.raw.trim().is_empty())
            && value.as_ref().is_none_or(|(other, _)| rank < *other)
        {
            *value = Some((rank, parts));
        }
    }

    fn of(&self, field: Field) -> &[Part<'t>] {
        self.values[field as usize].as_ref().map_or(&[], |(_, parts)| parts)
    }
}

/// The most records of a piece that are listed one by one if they cannot be read.
const LISTED: usize = 10;

/// What is wrong with a record, and at which byte of its text if that is known.
#[doc(hidden)]
pub type Wrong = (Option<usize>, String);

/// Reads a piece of a file: whole records. Linear.
///
/// # Errors
/// When it is no text. Single records that cannot be read are listed in the document.
pub(crate) fn piece(
    format: &'static dyn Records,
    path: &str,
    bytes: Vec<u8>,
    start: &Start,
    reading: &Reading,
) -> Result<Document, Unreadable> {
    let decoded = decode(bytes, None)?;
    let head = if start.head.is_empty() { None } else { Some(decode(start.head.to_vec(), None)?.text) };
    let (text, fields) = (decoded.text.as_str(), &*reading.fields);
    let first = head.as_deref().unwrap_or(text).as_bytes();
    let mut ends = Vec::new();
    format.cut(first).ends(text.as_bytes(), &mut ends);
    let mut parser = format.parser(text, head.as_deref(), fields);
    let (mut builder, mut number) = (Builder::new(), start.record);
    let (mut unread, mut more) = (Vec::new(), 0usize);
    for range in ranges(&ends, text.len()) {
        let found = match parser.parse(&text[range.clone()], range.start, fields) {
            Ok(None) => continue,
            Ok(Some(record)) if record.says_nothing() => Err((None, fields.missing())),
            Ok(Some(record)) => Ok(record),
            Err(wrong) => Err(wrong),
        };
        number += 1;
        match found {
            Ok(record) => record.write(&mut builder, fields, number),
            Err(_) if unread.len() == LISTED => more += 1,
            Err((at, what)) => {
                unread.push((number, at.unwrap_or_else(|| range.start + first_byte(&text[range])), what));
            }
        }
    }
    let line = |at: usize| start.line + memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1;
    let mut unread: Vec<String> = unread
        .iter()
        .map(|(number, at, what)| format!("record {number}, line {}: {what}", line(*at)))
        .collect();
    if more > 0 {
        unread.push(format!("{more} more records after these cannot be read"));
    }
    let (origin, note) = Origin::written(format, decoded);
    let note = note.map(|note| match start.byte {
        0 => note,
        byte => format!("in the piece from byte {byte} on, {note}"),
    });
    let origin = Origin { start: (start.byte, start.line), ..origin };
    Ok(Document { unread, ..builder.finish(path, (origin, note)) })
}

/// What is between ends, and after the last. Some of it is no record, as an empty line.
pub(crate) fn ranges(ends: &[usize], length: usize) -> impl Iterator<Item = Range<usize>> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(ends.iter().copied().chain([length])).map(|(start, end)| start..end)
}

/// The place of the first byte that is no white space.
fn first_byte(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

impl Record<'_> {
    fn says_nothing(&self) -> bool {
        self.of(Field::Title).is_empty() && self.of(Field::Text).is_empty()
    }

    /// Writes the record as an article.
    fn write(&self, builder: &mut Builder, fields: &Fields, number: usize) {
        for part in self.of(Field::Title) {
            let (text, map) = decoded(part);
            builder.append(within(text, fields.inner).all(Raw::Title), &map);
        }
        for part in self.of(Field::Source) {
            let (text, map) = decoded(part);
            let mut source = Builder::new();
            source.open(Raw::Paragraph);
            source.insert("Source: ");
            source.copy(text.trim(), first_byte(&text));
            builder.append(source, &map);
        }
        for part in self.of(Field::Date) {
            let (text, map) = decoded(part);
            let day = day(text.trim()).to_owned();
            let at = first_byte(&text);
            let mut date = Builder::new();
            date.open(Raw::Date);
            date.copy(&day, at);
            builder.append(date, &map);
        }
        let titled = !self.of(Field::Title).is_empty();
        let dated = !self.of(Field::Date).is_empty();
        for part in self.of(Field::Text) {
            let (text, map) = decoded(part);
            let mut inner = within(text, fields.inner);
            if titled {
                inner = inner.without(Raw::Title);
            }
            if dated {
                inner = inner.without(Raw::Date);
            }
            builder.append(inner, &map);
        }
        let id = self.of(Field::Id).first().map(|part| decoded(part).0);
        builder.end_article(number, id);
    }
}

/// What a text in a format says.
fn within(text: String, inner: Option<Inner>) -> Builder {
    match inner {
        Some(Inner::Html) => html::build(&text),
        Some(Inner::Markdown) => markdown::build(&text),
        Some(Inner::Text) => plain::build(text),
        None if looks_like_html(&text) => html::build(&text),
        None => plain::build(text),
    }
}

/// What a part says, and where each of its bytes stands in the text of the piece.
fn decoded(part: &Part<'_>) -> (String, SourceMap) {
    let Part { raw, at, how } = *part;
    let mark = match how {
        How::Bare => return (raw.to_owned(), SourceMap::shifted(at as u32)),
        How::Json => b'\\',
        How::Doubled => b'"',
    };
    let (mut text, mut map) = (String::with_capacity(raw.len()), SourceMap::empty());
    map.push(0, at as u32, (1, 1));
    let mut from = 0;
    while let Some(to) = memchr::memchr(mark, &raw.as_bytes()[from..]).map(|n| from + n) {
        push(&mut text, &mut map, &raw[from..to], at + from);
        let (said, length) = match how {
            How::Json => json::escape(&raw[to..]),
            _ => ('"', 2),
        };
        map.push(text.len() as u32, (at + to) as u32, (said.len_utf8() as u32, length as u32));
        text.push(said);
        from = (to + length).min(raw.len());
    }
    push(&mut text, &mut map, &raw[from..], at + from);
    (text, map)
}

/// Adds text that stands in the piece as it is.
fn push(text: &mut String, map: &mut SourceMap, run: &str, at: usize) {
    if !run.is_empty() {
        map.push(text.len() as u32, at as u32, (1, 1));
        text.push_str(run);
    }
}
