//! Formats: how bytes become a document. One file a format; this module lists them.

mod docx;
mod encoding;
mod flow;
mod html;
mod light;
mod mail;
mod markdown;
mod news;
mod odt;
mod package;
mod records;
mod remarks;
mod rtf;
mod seems;
mod text;
mod transfer;
mod warc;
mod xml;

use std::path::Path;

use crate::document::{Format, Unreadable};
use docx::Docx;
use html::Html;
use mail::{BOX, MESSAGE};
use markdown::Markdown;
use news::NewsXml;
use odt::Odt;
use records::{CSV, JSON, JSON_LINES, TSV};
pub use records::{Columns, columns};
use rtf::Rtf;
use seems::{agrees, told_by};
use text::Plain;
use warc::Warc;

/// Plain text, the format of files whose names tell no other.
pub static PLAIN: &dyn Format = &Plain;

/// Every format.
pub static FORMATS: [&dyn Format; 16] = [
    &Plain,
    &Markdown,
    &Html,
    &Docx,
    &Odt,
    &light::ASCIIDOC,
    &light::RST,
    &Rtf,
    &MESSAGE,
    &BOX,
    &NewsXml,
    &JSON_LINES,
    &JSON,
    &CSV,
    &TSV,
    &Warc,
];

/// The format of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.into_iter().find(|format| format.name() == name)
}

/// The format of files with the extension of `path`, or with the extension before that of a packed file.
#[must_use]
pub fn of_path(path: &Path) -> Option<&'static dyn Format> {
    let path = if is_packed(path) { Path::new(path.file_stem()?) } else { path };
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    FORMATS.into_iter().find(|format| format.extensions().contains(&extension.as_str()))
}

/// The format of a file: the one that is asked for, the one of its name, or the one that its bytes tell.
///
/// # Errors
/// When the bytes are of another kind than the name says: what the file seems to be, and the way out.
pub fn of(
    path: &Path,
    bytes: &[u8],
    asked: Option<&'static dyn Format>,
) -> Result<&'static dyn Format, Unreadable> {
    match (asked, of_path(path)) {
        (Some(asked), _) => Ok(asked),
        (None, Some(named)) => agrees(path, named, bytes).map(|()| named),
        (None, None) => Ok(told_by(bytes)?.unwrap_or(PLAIN)),
    }
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
