//! What a format is: how the bytes of a file become a document, and how its text is written back. The list of
//! formats is in [`formats`](crate::formats).

use std::borrow::Cow;
use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil;

use super::records::{Cut, Start};
use super::{Document, Fields};

/// How text stands in the files of a format.
pub trait Markup: Debug + Sync {
    /// A text as it is written in a file of this format.
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }

    /// Makes edits in the bytes of a file. They must be in order and without overlap, with new text as
    /// [`Markup::escape`] writes it. None if a file of this format cannot be written back.
    fn write(&self, bytes: &[u8], edits: &[Rewrite<'_>]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut from = 0;
        for Rewrite { start, end, encoded, .. } in edits {
            out.extend_from_slice(bytes.get(from..*start as usize)?);
            out.extend_from_slice(encoded);
            from = *end as usize;
        }
        out.extend_from_slice(bytes.get(from..)?);
        Some(out)
    }

    /// Whether its files are not written back: they are packed inside.
    fn is_sealed(&self) -> bool {
        false
    }

    /// Makes edits as [`Markup::write`] does, so that readers of the file see what went and what came and can undo it,
    /// where the format has such changes. They are of `date`, if one is given.
    fn track(&self, bytes: &[u8], edits: &[Rewrite<'_>], _date: Option<&str>) -> Option<Vec<u8>> {
        self.write(bytes, edits)
    }

    /// Adds comments to a file, in their order. They are of `date`, if one is given. None if files of this format have
    /// no comments, or the file cannot be read.
    fn annotate(&self, _bytes: &[u8], _notes: &[Note<'_>], _date: Option<&str>) -> Option<Vec<u8>> {
        None
    }

    /// Whether its files have many articles, one a record.
    fn is_records(&self) -> bool {
        false
    }
}

/// A format of files.
pub trait Format: Markup {
    /// The name of the format, as `--input-format` has it.
    fn name(&self) -> &'static str;

    /// A description of the format in a few words.
    fn about(&self) -> &'static str;

    /// The extensions of its files, in lower case and without a dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether a search of folders looks for files of this format. A file of records seldom holds articles:
    /// it may be a report of findings.
    fn is_searched_for(&self) -> bool {
        !self.is_records()
    }

    /// Reads a file; `path` is its name in reports. Linear in its length.
    ///
    /// # Errors
    /// When the file is not of this format, or is a hostile one.
    fn read(&'static self, path: &str, bytes: Vec<u8>, reading: &Reading) -> Result<Document, Unreadable>;

    /// How files of this format are read piece by piece, if they have records.
    fn records(&'static self) -> Option<&'static dyn Records> {
        None
    }
}

/// A format whose files can be read piece by piece, so that they may be of any size.
pub trait Records: Format {
    /// A cutter that finds the ends of records in a file that begins with these bytes.
    fn cut(&self, first: &[u8]) -> Box<dyn Cut>;

    /// The head of the file: what later pieces need to be understood. `first` ends after some records, whose
    /// ends are `ends`.
    fn head<'b>(&self, _first: &'b [u8], _ends: &[usize]) -> &'b [u8] {
        &[]
    }

    /// Whether a file may have any bytes, so that zeros do not say that it is in UTF-16.
    fn is_binary(&self) -> bool {
        false
    }

    /// The most bytes of a record. The results take about fifteen times the memory of a text.
    fn most(&self) -> usize {
        8 << 20
    }

    /// Whether the bytes between two ends are no record.
    fn is_blank(&self, raw: &[u8]) -> bool {
        raw.trim_ascii().is_empty()
    }

    /// Reads a piece of a file: whole records. Linear.
    ///
    /// # Errors
    /// When the piece is no text of this format. Single records that cannot be read are listed in the document.
    fn piece(
        &'static self,
        path: &str,
        bytes: Vec<u8>,
        start: &Start,
        reading: &Reading,
    ) -> Result<Document, Unreadable>;
}

/// Text that is written unchanged.
#[derive(Debug)]
pub(crate) struct Text;

impl Markup for Text {}

/// An encoding, for writing.
pub trait Charset: Debug + Sync {
    /// A text in the encoding; none if the encoding lacks one of its characters.
    fn encode<'t>(&'static self, text: &'t str) -> Option<Cow<'t, [u8]>>;
}

/// UTF-8.
#[derive(Debug)]
pub(super) struct Utf8;

impl Charset for Utf8 {
    fn encode<'t>(&'static self, text: &'t str) -> Option<Cow<'t, [u8]>> {
        Some(text.as_bytes().into())
    }
}

/// How files are read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The format of all files; if there is none, each file has that of its name.
    pub format: Option<&'static dyn Format>,
    /// The fields of records that are read.
    pub fields: Arc<Fields>,
    /// The day of publication of the articles that do not tell it.
    pub published: Option<civil::Date>,
    /// How changes of the files are written.
    pub changes: Changes,
}

/// The author of what is written into a document beside its text: comments, tracked changes.
pub const AUTHOR: &str = "factlint";

/// How changes of a file are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Changes {
    /// The new text stands in the place of the old.
    #[default]
    Plain,
    /// As tracked changes, which readers can accept or reject, where the format has such.
    Tracked {
        /// When the changes were made, as "2024-03-12T09:30:00Z"; not told if there is none.
        date: Option<String>,
    },
}

/// A comment to be added to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note<'d> {
    /// The part of the file, if it has parts.
    pub part: Option<&'d str>,
    /// The bytes that the comment speaks of.
    pub bytes: Range<usize>,
    /// What it says, paragraph by paragraph.
    pub text: &'d [String],
}

/// A change of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite<'d> {
    /// The part of the file, if it has parts.
    pub part: Option<&'d str>,
    /// The first of the bytes to replace, from 0.
    pub start: u32,
    /// One past the last of these bytes.
    pub end: u32,
    /// The new text, as the format writes it.
    pub text: String,
    /// The new text in the encoding of the file.
    pub encoded: Vec<u8>,
}

/// Why a file cannot be read: what is wrong, where, and how to solve it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);
