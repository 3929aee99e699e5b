//! Reports that are one whole but are written item by item, in fixed memory.

use std::io::{self, Write};
use std::mem;

use serde::Serialize;

use crate::visible;

/// The start of a report.
#[derive(Debug)]
pub(super) struct Head(String);

impl Head {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Writes the start, if it is not written yet. Returns whether it was written now.
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
    /// An array whose start is `before`, which must end with its bracket.
    pub(super) fn new(before: impl Into<String>) -> Self {
        Self(Head::new(before))
    }

    /// Writes an item.
    pub(super) fn item(&mut self, out: &mut dyn Write, item: &impl Serialize) -> io::Result<()> {
        let first = self.0.write(out)?;
        out.write_all(if first { b"\n" } else { b",\n" })?;
        visible::json(out, item)
    }

    /// Ends the array.
    pub(super) fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let empty = self.0.write(out)?;
        out.write_all(if empty { b"]" } else { b"\n]" })
    }
}
