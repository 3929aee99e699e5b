//! Files of records: [`json`] and [`csv`] find the records and their fields, [`columns`] is given them; the contents
//! of fields are read here.

mod columns;
mod csv;
mod elements;
mod json;

use std::sync::LazyLock;

use regex::Regex;

pub use columns::{Columns, columns};
pub(super) use csv::{CSV, TSV};
pub(super) use json::{JSON, JSON_LINES};

use super::encoding::{decode, written};
use super::markdown::{self, day};
use super::xml::{self, Unit};
use super::{html, transfer};
use crate::document::Records;
use crate::document::builder::Builder;
use crate::document::fields::Field;
use crate::document::raw::Raw;
use crate::document::records::{How, Parse, Part, Record, Start, ranges};
use crate::document::{Document, Fields, Inner, Origin, Reading, SourceMap, Unreadable, plain};

/// The most unreadable records of a piece that are listed one by one.
const LISTED: usize = 10;

/// A format whose records have fields with names.
pub(super) trait Fielded: Records {
    /// A parser for the records of a piece with this text, given the head of the file.
    fn parser(&self, text: &str, head: Option<&str>, fields: &Fields) -> Box<dyn Parse>;

    /// What is told of a record without headline and text.
    fn missing(&self, fields: &Fields) -> String {
        fields.missing()
    }

    /// The encoding that a file declares which begins with these bytes.
    fn declared(&self, _first: &[u8]) -> Option<String> {
        None
    }

    /// Refuses a file that begins with this text if it is of another kind.
    ///
    /// # Errors
    /// What the file seems to be, and the way out.
    fn accepts(&self, _first: &str) -> Result<(), Unreadable> {
        Ok(())
    }
}

/// Reads a piece of a file: whole records. Linear.
///
/// # Errors
/// When the piece is no text. Single records that cannot be read are listed in the document.
pub(super) fn piece<F: Fielded>(
    format: &'static F,
    path: &str,
    bytes: Vec<u8>,
    start: &Start,
    reading: &Reading,
) -> Result<Document, Unreadable> {
    let declared = format.declared(if start.head.is_empty() { &bytes } else { &start.head });
    let decode = |bytes: Vec<u8>| decode(bytes, declared.as_deref());
    let decoded = decode(bytes)?;
    let head = if start.head.is_empty() { None } else { Some(decode(start.head.to_vec())?.text) };
    let (text, fields) = (decoded.text.as_str(), &*reading.fields);
    let first = head.as_deref().unwrap_or(text);
    format.accepts(first)?;
    let mut ends = Vec::new();
    format.cut(first.as_bytes()).ends(text.as_bytes(), 0, &mut ends);
    let mut parser = format.parser(text, head.as_deref(), fields);
    let (mut builder, mut number) = (Builder::new(), start.record);
    let (mut unread, mut untold) = (Listed::default(), Listed::default());
    for range in ranges(&ends, text.len()) {
        let raw = &text[range.clone()];
        let found = parser.parse(raw, range.start, fields);
        if format.is_blank(raw.as_bytes()) && found.is_ok() || matches!(found, Ok(None)) {
            continue;
        }
        number += 1;
        let at = || range.start + first_byte(raw);
        match found {
            Ok(None) => {}
            Ok(Some(record)) if record.is_other => {}
            Ok(Some(record)) if says_nothing(&record) => unread.add(number, at(), || format.missing(fields)),
            Ok(Some(record)) => {
                if let Some(note) = &record.note {
                    untold.add(number, at(), || note.clone());
                }
                if record.of(Field::Text).is_empty() {
                    untold.add(number, at(), || "it has a headline and no text".to_owned());
                }
                write(&record, &mut builder, fields, number);
            }
            Err((place, what)) => unread.add(number, place.unwrap_or_else(at), || what),
        }
    }
    let line = |at: usize| start.line + memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1;
    let unread = unread.told(line, "more records after these cannot be read");
    let mut notes = untold.told(line, "more such things");
    let (origin, note) = written(format, decoded);
    let note = note.map(|note| match start.byte {
        0 => note,
        byte => format!("in the piece from byte {byte} on, {note}"),
    });
    let origin = Origin { start: (start.byte, start.line), packed: format.is_sealed(), ..origin };
    let mut document = builder.finish(path, (origin, note));
    document.notes.append(&mut notes);
    Ok(Document { unread, ..document })
}

/// Things to say of records of a piece. Of many, the first are listed and the others counted.
#[derive(Default)]
struct Listed {
    first: Vec<(usize, usize, String)>,
    more: usize,
}

impl Listed {
    /// Adds what is to say of a record with a number and a place in the piece.
    fn add(&mut self, number: usize, at: usize, what: impl FnOnce() -> String) {
        if self.first.len() < LISTED {
            self.first.push((number, at, what()));
        } else {
            self.more += 1;
        }
    }

    /// The lines to show. `line` tells the line of a place.
    fn told(&self, line: impl Fn(usize) -> usize, others: &str) -> Vec<String> {
        let listed = self.first.iter();
        let mut told: Vec<String> =
            listed.map(|(number, at, what)| format!("record {number}, line {}: {what}", line(*at))).collect();
        if self.more > 0 {
            told.push(format!("{} {others}", self.more));
        }
        told
    }
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
    let whole = |field: Field, raw: Raw, builder: &mut Builder| {
        for part in record.of(field) {
            let (inner, map) = within(part, fields.inner, false);
            builder.append(inner.all(raw), &map);
        }
    };
    let line = |field: Field, raw: Raw, before: &str, builder: &mut Builder| {
        for part in record.of(field) {
            if part.how == How::Elements {
                let (inner, map) = within(part, fields.inner, false);
                builder.append(inner.all(raw), &map);
                continue;
            }
            let (text, map) = decoded(part);
            let said = text.trim();
            let mut line = Builder::new();
            line.open(raw);
            line.insert(before);
            if raw == Raw::Date {
                date(&mut line, said, first_byte(&text));
            } else {
                line.copy(said, first_byte(&text));
            }
            builder.append(line, &map);
        }
    };
    whole(Field::Title, Raw::Title, builder);
    whole(Field::Kicker, Raw::Kicker, builder);
    whole(Field::Byline, Raw::Byline, builder);
    line(Field::Source, Raw::Paragraph, "Source: ", builder);
    line(Field::Date, Raw::Date, "", builder);
    let titled = !record.of(Field::Title).is_empty();
    let dated = !record.of(Field::Date).is_empty();
    for part in record.of(Field::Text) {
        let (mut inner, map) = within(part, fields.inner, titled);
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

/// Adds the day of a date as programs write it: "2024-03-12T09:30:00Z", "20240312T093000Z", or "Tue, 12 Mar 2024
/// 09:30:00 +0000". Any other date is added as it is.
fn date(builder: &mut Builder, said: &str, at: usize) {
    let compact = said.get(..8).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()));
    let compact = compact.filter(|_| said[8..].is_empty() || said[8..].starts_with('T'));
    let compact = compact.map(|day| (format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]), 8));
    let mail = || {
        let parsed = jiff::fmt::rfc2822::parse(said).ok()?;
        Some((parsed.date().to_string(), said.len()))
    };
    match compact.or_else(mail) {
        Some((day, length)) => builder.put(&day, at..at + length),
        None => builder.copy(day(said), at),
    }
}

/// Reads the text of a part, by its own format, the one that the configuration names, or its marks; with the map from
/// the text that was read to the text of the piece. `titled` is whether the record has a headline.
fn within(part: &Part<'_>, configured: Option<Inner>, titled: bool) -> (Builder, SourceMap) {
    if part.how == How::Elements {
        return (html::elements(part.raw), SourceMap::shifted(part.at as u32));
    }
    let (text, map) = decoded(part);
    let builder = match part.inner.or(configured) {
        Some(Inner::Html) => html::build_field(&text, titled),
        Some(Inner::Markdown) => markdown::build(&text),
        Some(Inner::Text) => plain::build(text),
        None if looks_like_html(&text) => html::build_field(&text, titled),
        None => plain::build(text),
    };
    (builder, map)
}

/// The text of a part, and the map to the text of the piece.
fn decoded(part: &Part<'_>) -> (String, SourceMap) {
    let Part { raw, at, how, .. } = *part;
    let next: fn(&str) -> Option<(usize, Unit)> = match how {
        How::Bare => return (raw.to_owned(), SourceMap::shifted(at as u32)),
        How::Json => |rest| {
            let to = memchr::memchr(b'\\', rest.as_bytes())?;
            let (said, length) = json::escape(&rest[to..]);
            Some((to, Unit::Written(said, length)))
        },
        How::Doubled => |rest| {
            let to = memchr::memchr(b'"', rest.as_bytes())?;
            // One that is not doubled should not stand there, and is read as it is.
            Some((to, Unit::Written('"', if rest[to + 1..].starts_with('"') { 2 } else { 1 })))
        },
        How::Xml | How::Elements => xml::unit,
        How::Transfer { base64, charset } => return moved(transfer::decoded(raw, base64, charset), at),
        How::Words => return moved(transfer::words(raw), at),
    };
    let (mut text, mut map) = (String::with_capacity(raw.len()), SourceMap::empty());
    map.push(0, at as u32, (1, 1));
    let mut from = 0;
    while let Some((length, unit)) = next(&raw[from..]) {
        let to = from + length;
        push(&mut text, &mut map, &raw[from..to], at + from);
        from = match unit {
            Unit::Written(said, length) => {
                map.push(text.len() as u32, (at + to) as u32, (said.len_utf8() as u32, length as u32));
                text.push(said);
                (to + length).min(raw.len())
            }
            Unit::Verbatim(range, length) => {
                push(&mut text, &mut map, &raw[to + range.start..to + range.end], at + to + range.start);
                to + length
            }
        };
    }
    push(&mut text, &mut map, &raw[from..], at + from);
    (text, map)
}

/// A text and its map, whose source begins at byte `at` of the piece.
fn moved((text, map): (String, SourceMap), at: usize) -> (String, SourceMap) {
    let length = text.len() as u32;
    let map = map.through(&SourceMap::shifted(at as u32), length);
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
