//! Reports that are one whole, written item by item: memory does not grow with what they hold.

use std::io::{self, Write};
use std::mem;

use serde::Serialize;

/// What a report begins with.
#[derive(Debug)]
pub(super) struct Head(String);

impl Head {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Writes it, if it is not written yet; whether that was now.
    pub(super) fn write(&mut self, out: &mut dyn Write) -> io::Result<bool> {
        let text = mem::take(&mut self.0);
        out.write_all(text.as_bytes())?;
        Ok(!text.is_empty())
    }
}

/// A JSON array, one item a line.
#[derive(Debug)]
pub(super) struct Array(Head);

impl Array {
    /// An array after `before`, which ends with its bracket.
    pub(super) fn new(before: impl Into<String>) -> Self {
        Self(Head::new(before))
    }

    /// Writes an item.
    pub(super) fn item(&mut self, out: &mut dyn Write, item: &impl Serialize) -> io::Result<()> {
        let first = self.0.write(out)?;
        out.write_all(if first { b"\n" } else { b",\n" })?;
        Ok(serde_json::to_writer(out, item)?)
    }

    /// Ends the array.
    pub(super) fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let empty = self.0.write(out)?;
        out.write_all(if empty { b"]" } else { b"\n]" })
    }
}
