//! Formats: how bytes become a document. One file a format; this is the list of them.

use std::borrow::Cow;
use std::fmt::Debug;
use std::path::Path;
use std::sync::Arc;

use super::Document;
use super::docx::Docx;
use super::html::Html;
use super::markdown::Markdown;
use super::odt::Odt;
use super::plain::Plain;
use super::records::{CSV, Fields, JSON, JSON_LINES, Records, TSV};

/// How a file is read.
pub trait Format: Debug + Sync {
    /// Its name, as `--input-format` has it.
    fn name(&self) -> &'static str;

    /// What it is, in a few words.
    fn about(&self) -> &'static str;

    /// The extensions of its files, in lower case and without a dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether a search of folders looks for them. A file of records is seldom one of articles: it may
    /// be a report of findings.
    fn is_searched_for(&self) -> bool {
        true
    }

    /// Reads a file; `path` is its name in reports. Linear in its length.
    ///
    /// # Errors
    /// When it is no file of this format, or a hostile one.
    fn read(&'static self, path: &str, bytes: Vec<u8>, reading: &Reading) -> Result<Document, Unreadable>;

    /// A text as it is written in a file of this format.
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }

    /// How its files are read piece by piece, if they have records.
    fn records(&'static self) -> Option<&'static dyn Records> {
        None
    }

    /// The file with edits made: places in its bytes, in order and apart, and what comes there, as
    /// [`Format::escape`] writes it. None if a file of this format cannot be written back.
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

/// Plain text.
pub(super) static PLAIN: &dyn Format = &Plain;

/// Every format.
pub static FORMATS: [&dyn Format; 9] =
    [&Plain, &Markdown, &Html, &Docx, &Odt, &JSON_LINES, &JSON, &CSV, &TSV];

/// The format of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.into_iter().find(|format| format.name() == name)
}

/// The format of files with this extension, or with this one before that of a packed file.
#[must_use]
pub fn of_path(path: &Path) -> Option<&'static dyn Format> {
    let path = if is_packed(path) { Path::new(path.file_stem()?) } else { path };
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    FORMATS.into_iter().find(|format| format.extensions().contains(&extension.as_str()))
}

/// The extensions of packed files: gzip, and Zstandard.
pub const PACKED: [&str; 2] = ["gz", "zst"];

/// Whether a file is packed, by its name.
#[must_use]
pub fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| PACKED.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Whether a search of folders looks for a file.
#[must_use]
pub fn is_searched_for(path: &Path) -> bool {
    of_path(path).is_some_and(Format::is_searched_for)
}
