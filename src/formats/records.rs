//! Files of records: [`json`] and [`csv`] find the records and their fields; the contents of fields are read
//! here.

mod csv;
mod json;

use std::sync::LazyLock;

use regex::Regex;

pub(super) use csv::{CSV, TSV};
pub(super) use json::{JSON, JSON_LINES};

use super::encoding::{decode, written};
use super::html;
use super::markdown::{self, day};
use crate::document::Records;
use crate::document::builder::Builder;
use crate::document::fields::Field;
use crate::document::raw::Raw;
use crate::document::records::{How, Part, Record, Start, ranges};
use crate::document::{Document, Fields, Inner, Origin, Reading, SourceMap, Unreadable, plain};

/// The most unreadable records of a piece that are listed one by one.
const LISTED: usize = 10;

/// Reads a piece of a file: whole records. Linear.
///
/// # Errors
/// When the piece is no text. Single records that cannot be read are listed in the document.
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
            Ok(Some(record)) if says_nothing(&record) => Err((None, fields.missing())),
            Ok(Some(record)) => Ok(record),
            Err(wrong) => Err(wrong),
        };
        number += 1;
        match found {
            Ok(record) => write(&record, &mut builder, fields, number),
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
    let (origin, note) = written(format, decoded);
    let note = note.map(|note| match start.byte {
        0 => note,
        byte => format!("in the piece from byte {byte} on, {note}"),
    });
    let origin = Origin { start: (start.byte, start.line), ..origin };
    Ok(Document { unread, ..builder.finish(path, (origin, note)) })
}

/// The place of the first byte that is not white space.
fn first_byte(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn says_nothing(record: &Record<'_>) -> bool {
    record.of(Field::Title).is_empty() && record.of(Field::Text).is_empty()
}

/// Writes a record as an article.
fn write(record: &Record<'_>, builder: &mut Builder, fields: &Fields, number: usize) {
    for part in record.of(Field::Title) {
        let (text, map) = decoded(part);
        builder.append(within(text, fields.inner).all(Raw::Title), &map);
    }
    for part in record.of(Field::Source) {
        let (text, map) = decoded(part);
        let mut source = Builder::new();
        source.open(Raw::Paragraph);
        source.insert("Source: ");
        source.copy(text.trim(), first_byte(&text));
        builder.append(source, &map);
    }
    for part in record.of(Field::Date) {
        let (text, map) = decoded(part);
        let day = day(text.trim()).to_owned();
        let at = first_byte(&text);
        let mut date = Builder::new();
        date.open(Raw::Date);
        date.copy(&day, at);
        builder.append(date, &map);
    }
    let titled = !record.of(Field::Title).is_empty();
    let dated = !record.of(Field::Date).is_empty();
    for part in record.of(Field::Text) {
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
    let id = record.of(Field::Id).first().map(|part| decoded(part).0);
    builder.end_article(number, id);
}

/// Reads a text in a format.
fn within(text: String, inner: Option<Inner>) -> Builder {
    match inner {
        Some(Inner::Html) => html::build(&text),
        Some(Inner::Markdown) => markdown::build(&text),
        Some(Inner::Text) => plain::build(text),
        None if looks_like_html(&text) => html::build(&text),
        None => plain::build(text),
    }
}

/// The text of a part, and the map to the text of the piece.
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

/// Adds text that stands in the piece unchanged.
fn push(text: &mut String, map: &mut SourceMap, run: &str, at: usize) {
    if !run.is_empty() {
        map.push(text.len() as u32, at as u32, (1, 1));
        text.push_str(run);
    }
}

/// Whether a text is HTML: it has an element that articles use, or a character reference.
pub(super) fn looks_like_html(text: &str) -> bool {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)</(?:p|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|table|blockquote|article|section)>
            |<(?:p|br|hr)\s*/?>|<p\s[^<>]*>|&(?:amp|nbsp|lt|gt|quot|apos|[lr][sd]quo|[mn]dash|hellip|euro|pound|\#[0-9]{2,6}|\#x[0-9a-f]{2,5});"
                .replace(['\n', ' '], "")
                .as_str(),
        )
        .expect("the pattern is constant and is compiled by a test")
    });
    memchr::memchr2(b'<', b'&', text.as_bytes()).is_some() && MARK.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_by_its_marks() {
        for html in ["<p>Two held", "Two<br/>held", "A <b>b</b>", "R&amp;D", "&#8220;so&#8221;"] {
            assert!(looks_like_html(html), "{html}");
        }
        for text in ["Two held", "a < b & c > d", "R&D; so", "<pier>", "AT&T"] {
            assert!(!looks_like_html(text), "{text}");
        }
    }
}
