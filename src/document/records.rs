//! Records: files of many articles, one a record. What the formats of such files promise.

use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

use super::Fields;
use super::fields::Field;

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
pub(crate) struct Part<'t> {
    pub(crate) raw: &'t str,
    /// Its first byte in the text of the piece.
    pub(crate) at: usize,
    pub(crate) how: How,
}

/// How a part is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
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
    pub(crate) fn add(&mut self, (field, rank): (Field, usize), parts: Vec<Part<'t>>) {
        let value = &mut self.values[field as usize];
        if !parts.iter().all(|part| part.raw.trim().is_empty())
            && value.as_ref().is_none_or(|(other, _)| rank < *other)
        {
            *value = Some((rank, parts));
        }
    }

    pub(crate) fn of(&self, field: Field) -> &[Part<'t>] {
        self.values[field as usize].as_ref().map_or(&[], |(_, parts)| parts)
    }
}

/// What is wrong with a record, and at which byte of its text if that is known.
#[doc(hidden)]
pub type Wrong = (Option<usize>, String);

/// What is between ends, and after the last. Some of it is no record, as an empty line.
pub(crate) fn ranges(ends: &[usize], length: usize) -> impl Iterator<Item = Range<usize>> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(ends.iter().copied().chain([length])).map(|(start, end)| start..end)
}
