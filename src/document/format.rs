//! What a format is: how the bytes of a file become a document, and how its text is written back.
//! The formats there are stand in [`formats`](crate::formats).

use std::borrow::Cow;
use std::fmt::Debug;
use std::sync::Arc;

use super::records::{Cut, Parse};
use super::{Document, Fields};

/// How text stands in the files of a format.
pub trait Markup: Debug + Sync {
    /// A text as it is written in a file of this format.
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }

    /// The file with edits made: places in its bytes, in order and apart, and what comes there, as
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

    /// Whether its files have many articles, one a record.
    fn is_records(&self) -> bool {
        false
    }
}

/// How a file is read.
pub trait Format: Markup {
    /// Its name, as `--input-format` has it.
    fn name(&self) -> &'static str;

    /// What it is, in a few words.
    fn about(&self) -> &'static str;

    /// The extensions of its files, in lower case and without a dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether a search of folders looks for them. A file of records is seldom one of articles: it may
    /// be a report of findings.
    fn is_searched_for(&self) -> bool {
        !self.is_records()
    }

    /// Reads a file; `path` is its name in reports. Linear in its length.
    ///
    /// # Errors
    /// When it is no file of this format, or a hostile one.
    fn read(&'static self, path: &str, bytes: Vec<u8>, reading: &Reading) -> Result<Document, Unreadable>;

    /// How its files are read piece by piece, if they have records.
    fn records(&'static self) -> Option<&'static dyn Records> {
        None
    }
}

/// A format whose files can be read piece by piece, so that they may be of any size.
pub trait Records: Format {
    /// What finds the ends of records in a file that begins with these bytes.
    fn cut(&self, first: &[u8]) -> Box<dyn Cut>;

    /// What of the first records, which end there, later pieces need to be understood.
    fn head<'b>(&self, _first: &'b [u8], _ends: &[usize]) -> &'b [u8] {
        &[]
    }

    /// Whether what lies between two ends is no record.
    fn is_blank(&self, raw: &[u8]) -> bool {
        raw.trim_ascii().is_empty()
    }

    /// What reads the records of a piece with this text, given the head of the file.
    #[doc(hidden)]
    fn parser(&self, text: &str, head: Option<&str>, fields: &Fields) -> Box<dyn Parse>;
}

/// A text that is written as it is.
#[derive(Debug)]
pub(crate) struct Text;

impl Markup for Text {}

/// An encoding, as far as text is written in it.
pub trait Charset: Debug + Sync {
    /// A text in the encoding; none if it has no bytes for some of it.
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
    /// The format of all; if there is none, that of its name for each.
    pub format: Option<&'static dyn Format>,
    /// The fields of records that are read.
    pub fields: Arc<Fields>,
}

/// A change of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite<'d> {
    /// The part of the file, if it has parts.
    pub part: Option<&'d str>,
    /// The bytes that go, from 0.
    pub start: u32,
    /// One past the last of them.
    pub end: u32,
    /// What comes there, as it is written in the format.
    pub text: String,
    /// The same in the encoding of the file.
    pub encoded: Vec<u8>,
}

/// Why a file cannot be read: what is wrong, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);
