//! JSON lines, and JSON files with an array of records.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{How, Part, piece};
use crate::document::Document;
use crate::document::Fields;
use crate::document::Records;
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
        piece(self, path, bytes, &Start::default(), reading)
    }

    fn records(&'static self) -> Option<&'static dyn Records> {
        Some(self)
    }
}

impl Records for Json {
    fn cut(&self, _: &[u8]) -> Box<dyn Cut> {
        if self.lines { Box::new(Lines) } else { Box::new(Elements::default()) }
    }

    fn is_blank(&self, raw: &[u8]) -> bool {
        let between = self.between();
        raw.iter().all(|byte| byte.is_ascii_whitespace() || between.contains(&(*byte).into()))
    }

    fn parser(&self, _: &str, _: Option<&str>, _: &Fields) -> Box<dyn Parse> {
        Box::new(Values { between: self.between() })
    }
}

/// Finds the ends of records that are lines.
#[derive(Debug)]
struct Lines;

impl Cut for Lines {
    fn ends(&mut self, bytes: &[u8], ends: &mut Vec<usize>) {
        ends.extend(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1));
    }
}

/// Finds the ends of records that are elements of an array, or values one after another.
#[derive(Debug, Default)]
struct Elements {
    /// How many brackets and braces are open, besides the outermost.
    depth: u64,
    string: bool,
    escaped: bool,
    /// Whether a value has begun.
    begun: bool,
    /// Whether that value is an array of records.
    array: bool,
}

impl Cut for Elements {
    fn ends(&mut self, bytes: &[u8], ends: &mut Vec<usize>) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if self.string {
                if std::mem::take(&mut self.escaped) {
                    continue;
                }
                match byte {
                    b'\\' => self.escaped = true,
                    b'"' => self.string = false,
                    _ => at += memchr::memchr2(b'\\', b'"', &bytes[at..]).unwrap_or(bytes.len() - at),
                }
                continue;
            }
            match byte {
                b'"' => self.string = true,
                b'[' if !self.begun => self.array = true,
                b'[' | b'{' => self.depth += 1,
                b']' | b'}' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        ends.push(at);
                    }
                }
                _ => {}
            }
            self.begun |= byte.is_ascii() && !byte.is_ascii_whitespace();
        }
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
            Some(inside) => Some(Part { raw: inside, at: at + 1, how: How::Json }),
            None if raw.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
                Some(Part { raw, at, how: How::Bare })
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
            if let Some(field) = self.fields.find(&name) {
                // Each string of an array is a paragraph.
                let parts = match serde_json::from_str::<Vec<&'t RawValue>>(raw) {
                    Ok(values) => values.iter().filter_map(|value| self.part(value.get())).collect(),
                    Err(_) => self.part(raw).into_iter().collect(),
                };
                self.found.add(field, parts);
            } else if raw.starts_with('{') && self.fields.is_outer(&name) {
                let Self { fields, text, at, .. } = self;
                let inner = Object { fields, text, at, name: &format!("{name}."), found: &mut *self.found };
                // The value is valid JSON, since the whole record is.
                let _ = inner.read(raw);
            }
        }
        Ok(())
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
