//! JSON in which what is hidden is escaped.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::{begins_command, is_hidden};

/// Writes a value as JSON. What it says is the same to a reader of JSON; its bytes are inert.
///
/// # Errors
/// When the output cannot be written.
pub(crate) fn json(out: impl Write, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Escaped(CompactFormatter)))?)
}

/// A value as JSON, as [`json`] writes it.
pub(crate) fn json_text(value: &(impl Serialize + ?Sized)) -> String {
    let mut out = Vec::new();
    // Memory takes all, and what is written here are maps with names for keys.
    let _ = json(&mut out, value);
    String::from_utf8(out).unwrap_or_default()
}

/// Writes a value as JSON, indented, as [`json`] does.
///
/// # Errors
/// When the output cannot be written.
pub(crate) fn json_pretty(out: impl Write, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Escaped(PrettyFormatter::new())))?)
}

/// A formatter whose strings have escapes in the place of what is hidden.
struct Escaped<F>(F);

impl<F: Formatter> Formatter for Escaped<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in text.char_indices() {
            if is_hidden(c) || c == '#' && begins_command(&text[at..]) {
                out.write_all(&text.as_bytes()[from..at])?;
                c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(out, "\\u{unit:04x}"))?;
                from = at + c.len_utf8();
            }
        }
        out.write_all(&text.as_bytes()[from..])
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_key(out)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_value_says_the_same_and_is_inert() {
        let value = json!({
            "a\u{9b}": ["\u{202e}b", "c\x1b\x7f", "##[error]d", "\u{e0041}", "é\n\"", []],
            "e": { "f": 1, "g": null, "h": {} },
        });
        for (pretty, plain) in [(false, value.to_string()), (true, format!("{value:#}"))] {
            let mut out = Vec::new();
            if pretty { json_pretty(&mut out, &value) } else { json(&mut out, &value) }.expect("written");
            let out = String::from_utf8(out).expect("UTF-8");
            assert!(!out.contains(is_hidden) && !out.contains("##["), "{out}");
            assert_eq!(serde_json::from_str::<Value>(&out).expect("JSON"), value);
            assert_eq!(out.lines().count(), plain.lines().count());
        }
    }
}
