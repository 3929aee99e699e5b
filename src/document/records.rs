//! Files of many articles, one a record: what the formats of such files have in common.

use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

use super::fields::Field;
use super::{Fields, Inner};

/// Finds the ends of records in bytes that come piece by piece.
pub trait Cut: Debug + Send {
    /// Adds the ends of records, one past their last byte. The bytes before `from` were given the last time, and those
    /// from there on are the next of the file.
    fn ends(&mut self, bytes: &[u8], from: usize, ends: &mut Vec<usize>);
}

/// A parser of records.
pub(crate) trait Parse {
    /// Parses the record that begins at byte `at` of the piece; nothing if it is no record, as an empty line.
    fn parse<'t>(&mut self, record: &'t str, at: usize, fields: &Fields)
    -> Result<Option<Record<'t>>, Wrong>;
}

/// Where in its file a piece begins.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The first byte of the piece in the file, from 0.
    pub byte: u64,
    /// The number of lines before the piece.
    pub line: usize,
    /// The number of records before the piece.
    pub record: usize,
    /// The [`Records::head`](super::format::Records::head) of the file; empty for the first piece.
    pub head: Arc<[u8]>,
}

/// A part of a field, as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'t> {
    pub(crate) raw: &'t str,
    /// The first byte of the part in the text of the piece.
    pub(crate) at: usize,
    pub(crate) how: How,
    /// The format of the text, where the file says it.
    pub(crate) inner: Option<Inner>,
}

impl<'t> Part<'t> {
    pub(crate) const fn new(raw: &'t str, at: usize, how: How) -> Self {
        Self { raw, at, how, inner: None }
    }
}

/// How a part is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// Unchanged.
    Bare,
    /// Inside the quotation marks of JSON.
    Json,
    /// Inside quotation marks, with quotation marks doubled.
    Doubled,
    /// Between the tags of an element of XML, as text with references and CDATA sections.
    Xml,
    /// Between the tags of an element of XML, with the elements of an article in it.
    Elements,
    /// As mail transfers bytes: in base64 or quoted-printable, in an encoding with this name.
    Transfer { base64: bool, charset: &'static str },
    /// As a header of mail, which may have encoded words.
    Words,
}

/// A record: the parts of each field.
#[derive(Debug, Default)]
pub(crate) struct Record<'t> {
    values: [Option<(usize, Vec<Part<'t>>)>; Field::COUNT],
    /// Whether this is no article but something else that the file lists, as a picture.
    pub(crate) is_other: bool,
    /// What is to be told of the record, as that a part of it is not read.
    pub(crate) note: Option<String>,
}

impl<'t> Record<'t> {
    /// Adds a field. Of several names for one field, the name of the lowest rank whose field is not empty
    /// counts.
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

/// The error of a record, and the byte of its text, if that is known.
pub(crate) type Wrong = (Option<usize>, String);

/// The ranges between ends, and the one after the last end. Some of them are no records, as an empty line.
pub(crate) fn ranges(ends: &[usize], length: usize) -> impl Iterator<Item = Range<usize>> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(ends.iter().copied().chain([length])).map(|(start, end)| start..end)
}
