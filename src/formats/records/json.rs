//! JSON lines, and JSON files with an array of records.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::super::html::linked;
use super::elements::Elements;
use super::{Fielded, How, Part, piece};
use crate::document::Document;
use crate::document::Fields;
use crate::document::Records;
use crate::document::fields::Field;
use crate::document::records::{Cut, Parse, Record, Start, Wrong};
use crate::document::{Format, Markup, Reading, Unreadable};

/// JSON.
#[derive(Debug)]
pub(in crate::formats) struct Json {
    /// Whether each line is a record.
    lines: bool,
}

/// JSON with an object on each line.
pub(in crate::formats) static JSON_LINES: Json = Json { lines: true };

/// JSON with an array of objects, or objects one after another.
pub(in crate::formats) static JSON: Json = Json { lines: false };

impl Json {
    /// What separates records, besides white space.
    const fn between(&self) -> &'static [char] {
        if self.lines { &[] } else { &[',', '[', ']'] }
    }
}

impl Markup for Json {
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(|c: char| c < ' ' || matches!(c, '"' | '\\')) {
            return Cow::Borrowed(text);
        }
        let quoted = serde_json::Value::from(text).to_string();
        Cow::Owned(quoted[1..quoted.len() - 1].to_owned())
    }

    fn is_records(&self) -> bool {
        true
    }
}

impl Format for Json {
    fn name(&self) -> &'static str {
        if self.lines { "jsonl" } else { "json" }
    }

    fn about(&self) -> &'static str {
        if self.lines { "JSON lines, an article a line" } else { "JSON, an array of articles" }
    }

    fn extensions(&self) -> &'static [&'static str] {
        if self.lines { &["jsonl", "ndjson"] } else { &["json"] }
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, reading: &Reading) -> Result<Document, Unreadable> {
        self.piece(path, bytes, &Start::default(), reading)
    }

    fn records(&'static self) -> Option<&'static dyn Records> {
        Some(self)
    }
}

impl Fielded for Json {
    fn parser(&self, _: &str, _: Option<&str>, _: &Fields) -> Box<dyn Parse> {
        Box::new(Values { between: self.between() })
    }
}

impl Records for Json {
    fn piece(
        &'static self,
        path: &str,
        bytes: Vec<u8>,
        start: &Start,
        reading: &Reading,
    ) -> Result<Document, Unreadable> {
        piece(self, path, bytes, start, reading)
    }

    fn cut(&self, _: &[u8]) -> Box<dyn Cut> {
        if self.lines { Box::new(Lines) } else { Box::new(Elements::default()) }
    }

    /// What stands round a list of records is blank too: `{"articles": [` and `], "page": 1}`.
    fn is_blank(&self, raw: &[u8]) -> bool {
        let between = self.between();
        let trimmed = raw.trim_ascii();
        let round = !self.lines && (trimmed.ends_with(b"[") || trimmed.starts_with(b"]"));
        round || trimmed.iter().all(|byte| byte.is_ascii_whitespace() || between.contains(&(*byte).into()))
    }
}

/// Finds the ends of records that are lines.
#[derive(Debug)]
struct Lines;

impl Cut for Lines {
    fn ends(&mut self, bytes: &[u8], from: usize, ends: &mut Vec<usize>) {
        ends.extend(memchr::memchr_iter(b'\n', &bytes[from..]).map(|at| from + at + 1));
    }
}

/// A parser of values.
struct Values {
    /// What separates values, besides white space.
    between: &'static [char],
}

impl Parse for Values {
    fn parse<'t>(
        &mut self,
        record: &'t str,
        at: usize,
        fields: &Fields,
    ) -> Result<Option<Record<'t>>, Wrong> {
        if self.between.is_empty() || !JSON.is_blank(record.as_bytes()) {
            return self.object(record, at, fields);
        }
        // An object round a list that is an article itself would be lost.
        let tail = record.trim_ascii_start().strip_prefix(']').unwrap_or_default();
        let tail = format!("{{{}", tail.trim_ascii_start().trim_start_matches(','));
        match self.object(&tail, 0, fields) {
            Ok(Some(record)) if !record.of(Field::Text).is_empty() => {
                let what =
                    "the object round the list before this place has a text of its own, which is not read";
                Err((Some(at), what.to_owned()))
            }
            _ => Ok(None),
        }
    }
}

impl Values {
    fn object<'t>(&self, record: &'t str, at: usize, fields: &Fields) -> Result<Option<Record<'t>>, Wrong> {
        let between = |c: char| c.is_ascii_whitespace() || self.between.contains(&c);
        let begun = record.trim_start_matches(between);
        let at = at + (record.len() - begun.len());
        let record = begun.trim_ascii_end();
        if record.is_empty() {
            return Ok(None);
        }
        let mut found = Record::default();
        let object = Object { fields, text: record, at, name: "", found: &mut found };
        object.read(record).map_err(|error| {
            let said = error.to_string();
            let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
            (Some(at + place(record, &error)), said.to_owned())
        })?;
        found.is_other &= found.of(Field::Text).is_empty();
        Ok(Some(found))
    }
}

/// The byte of a text at which an error is.
fn place(text: &str, error: &serde_json::Error) -> usize {
    let start = match error.line() {
        0 | 1 => 0,
        line => memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 2).map_or(0, |end| end + 1),
    };
    let mut at = (start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// An object in a record: the record itself, or an object inside it.
struct Object<'f, 't, 'r> {
    fields: &'f Fields,
    /// The text of the record, and where it begins in the piece.
    text: &'t str,
    at: usize,
    /// The name of the object, with a dot after it; empty for the record.
    name: &'f str,
    found: &'r mut Record<'t>,
}

impl<'t> Object<'_, 't, '_> {
    fn read(self, text: &'t str) -> Result<(), serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.deserialize_map(self)?;
        deserializer.end()
    }

    /// A string or number of the record.
    fn part(&self, raw: &'t str) -> Option<Part<'t>> {
        // The value is a part of the text.
        let at = self.at + (raw.as_ptr().addr() - self.text.as_ptr().addr());
        let inside = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        match inside {
            Some(inside) => Some(Part::new(inside, at + 1, How::Json)),
            None if raw.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
                Some(Part::new(raw, at, How::Bare))
            }
            None => None,
        }
    }
}

impl<'t> Visitor<'t> for Object<'_, 't, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of an article")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            let raw: &'t RawValue = map.next_value()?;
            let raw = raw.get();
            let name = format!("{}{key}", self.name);
            self.found.is_other |= is_other(&name, raw);
            let (field, is_outer) = (self.fields.find(&name), self.fields.is_outer(&name));
            if field.is_none() && !is_outer {
                continue;
            }
            // Each string of an array is a paragraph.
            let values = serde_json::from_str::<Vec<&'t RawValue>>(raw).ok();
            let values = || values.iter().flatten().map(|value| value.get()).chain([raw]);
            if let Some(field) = field {
                let parts = values().filter_map(|value| self.part(value));
                // The number of an author is not a name.
                let parts = parts.filter(|part| field.0 != Field::Byline || part.how == How::Json).collect();
                self.found.add(field, parts);
            }
            if is_outer {
                let Self { fields, text, at, .. } = self;
                for object in values().filter(|value| value.starts_with('{')) {
                    let name = &format!("{name}.");
                    // The value is valid JSON, since the whole record is.
                    let _ = Object { fields, text, at, name, found: &mut *self.found }.read(object);
                }
            }
        }
        Ok(())
    }
}

/// Whether a member of an object says that it is something other than an article: a picture of a news agency, or one of
/// the things besides articles that JSON-LD describes.
fn is_other(name: &str, raw: &str) -> bool {
    const MEDIA: [&str; 7] = [
        "\"picture\"",
        "\"graphic\"",
        "\"video\"",
        "\"audio\"",
        "\"animation\"",
        "\"composite\"",
        "\"component\"",
    ];
    match name {
        "type" => MEDIA.contains(&raw),
        "@type" => !linked::is_article(raw),
        _ => false,
    }
}

/// The character that an escape stands for, and the length of the escape in bytes.
pub(super) fn escape(text: &str) -> (char, usize) {
    let hex = |at: usize| text.get(at..at + 4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let lost = char::REPLACEMENT_CHARACTER;
    match text.as_bytes().get(1) {
        Some(b'n') => ('\n', 2),
        Some(b't') => ('\t', 2),
        Some(b'r') => ('\r', 2),
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{c}', 2),
        Some(b'u') => {
            let Some(first) = hex(2) else { return (lost, 2) };
            let second = (text.get(6..8) == Some("\\u")).then(|| hex(8)).flatten();
            match (first, second) {
                (0xd800..=0xdbff, Some(second @ 0xdc00..=0xdfff)) => {
                    let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                    (char::from_u32(code).unwrap_or(lost), 12)
                }
                _ => (char::from_u32(first).unwrap_or(lost), 6),
            }
        }
        Some(&byte) if byte.is_ascii() => (byte.into(), 2),
        _ => (lost, 1),
    }
}
