//! Reads files, folders and standard input as documents. Errors name the file.

mod bounds;
mod configs;
mod file;
mod passed;
mod stream;
mod unpack;
mod zstandard;

use std::fmt::Write as _;
use std::fs::File;
#[cfg(feature = "parquet")]
use std::io::Cursor;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ignore::{DirEntry, WalkBuilder};

use crate::Document;
#[cfg(feature = "parquet")]
use crate::document::Records;
use crate::document::{Format, Reading, Unreadable};
use crate::formats;
pub(crate) use configs::read as read_text;
pub use configs::{ConfigError, Configs, carried};
pub use passed::{Because, PassedOver};
pub use stream::{Piece, Pieces};

/// An input: a file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The name shown in reports.
    pub name: String,
    /// The path; none for standard input.
    pub path: Option<PathBuf>,
}

/// An input that cannot be read. Other inputs are still read.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{name}: {reason}")]
pub struct SourceError {
    /// The file or folder as given.
    pub name: String,
    /// What is wrong and, if possible, how to solve it.
    pub reason: String,
}

impl SourceError {
    pub(crate) fn new(name: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { name: name.into(), reason: reason.into() }
    }

    fn io(name: impl Into<String>, error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "permission to read it is denied".to_owned(),
            _ => error.to_string(),
        };
        Self::new(name, reason)
    }
}

/// What a run has to read.
#[derive(Debug, Default)]
pub struct Found {
    /// The inputs, sorted by name, each once.
    pub inputs: Vec<Input>,
    /// Folders that cannot be searched.
    pub errors: Vec<SourceError>,
    /// What the search of folders passed over.
    pub passed: PassedOver,
}

/// Finds the inputs of the given paths: a file is itself, a folder is those of its files that are `wanted`
/// (as `ignore` walks: no hidden files, nothing that .gitignore leaves out), and `-` is standard input.
///
/// `wanted` tells of a file that is not read why it is not.
///
/// # Errors
/// The first error of `wanted`.
pub fn discover<E>(
    paths: &[PathBuf],
    stdin_name: &str,
    mut wanted: impl FnMut(&Path) -> Result<Option<Because>, E>,
) -> Result<Found, E> {
    let Found { mut inputs, mut errors, mut passed } = Found::default();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input { name: stdin_name.to_owned(), path: None });
        } else if path.is_dir() {
            for found in WalkBuilder::new(path).build() {
                match found {
                    Ok(found) if is_file(&found) => match wanted(found.path())? {
                        Some(because) => passed.add(found.path(), because),
                        None => {
                            inputs.push(Input { name: shown(found.path()), path: Some(found.into_path()) });
                        }
                    },
                    Ok(_) => {}
                    Err(error) => errors.push(SourceError::new(shown(path), error.to_string())),
                }
            }
        } else {
            // A path that does not exist is reported when it is read.
            inputs.push(Input { name: shown(path), path: Some(path.clone()) });
        }
    }
    inputs.sort();
    inputs.dedup_by(|a, b| a.name == b.name && a.is_same(b));
    Ok(Found { inputs, errors, passed })
}

fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file())
}

/// Whether a search of a folder skips a file in it that is hidden, a link, or left out by .gitignore. Reads
/// the folders between the two.
#[must_use]
pub fn passes_over(folder: &Path, file: &Path) -> bool {
    let end = file.to_owned();
    let mut walk = WalkBuilder::new(folder);
    walk.filter_entry(move |entry| end.starts_with(entry.path()));
    !walk.build().flatten().any(|entry| entry.path() == file && is_file(&entry))
}

/// The folders that are searched below a folder, with that folder itself.
#[must_use]
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let is_folder = |entry: &DirEntry| entry.file_type().is_some_and(|kind| kind.is_dir());
    let entries = WalkBuilder::new(folder).filter_entry(is_folder).build();
    entries.filter_map(Result::ok).map(DirEntry::into_path).collect()
}

/// The name that a path has in reports. Bytes that are no UTF-8 are written as `\\xff`, so that two files have two names.
pub(crate) fn shown(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(shown, "\\x{byte:02x}");
        }
    }
    shown.strip_prefix("./").unwrap_or(&shown).to_owned()
}

/// A file that counts the bytes read from it.
struct Counted(File, Arc<AtomicU64>);

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// A part of an input that is read at once.
#[derive(Clone, Debug)]
pub enum Part {
    /// The whole input, which is still to be read.
    Whole,
    /// A piece with some of its records.
    Piece(Piece),
}

impl Part {
    /// The number of bytes that the part holds in memory.
    #[must_use]
    pub fn held(&self) -> usize {
        match self {
            Self::Whole => 0,
            Self::Piece(piece) => piece.bytes.len(),
        }
    }
}

impl Input {
    /// Whether two inputs of one name are one file.
    fn is_same(&self, other: &Self) -> bool {
        fn plain(input: &Input) -> Option<&Path> {
            input.path.as_deref().map(|path| path.strip_prefix(".").unwrap_or(path))
        }
        plain(self) == plain(other)
    }

    /// The path of the input, or the one that standard input has by its name, which tells its format.
    #[must_use]
    pub fn place(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(&self.name))
    }

    /// The format as which the input is read.
    #[must_use]
    pub fn format(&self, reading: &Reading) -> &'static dyn Format {
        reading.format.or_else(|| formats::of_path(self.place())).unwrap_or(formats::FORMATS[0])
    }

    /// The parts of the input, in order: a file of records comes in pieces of about a MiB, any other input
    /// whole. Little of the file is in memory at once.
    pub fn parts(&self, reading: &Reading) -> Box<dyn Iterator<Item = Result<Part, SourceError>> + Send> {
        self.parts_counted(reading, Arc::default())
    }

    /// The parts of the input. For a file of records, `count` is increased as it is read, in bytes of the
    /// file as it is on disk.
    pub(crate) fn parts_counted(
        &self,
        reading: &Reading,
        count: Arc<AtomicU64>,
    ) -> Box<dyn Iterator<Item = Result<Part, SourceError>> + Send> {
        let Some(records) = self.format(reading).records() else {
            return Box::new(std::iter::once(Ok(Part::Whole)));
        };
        let reader = match &self.path {
            Some(path) => file::open(path).map(|file| unpack::reader(path, Counted(file, count))),
            None => Ok(unpack::reader(self.place(), std::io::stdin())),
        };
        match reader {
            Ok(reader) => {
                Box::new(Pieces::new(self.name.clone(), reader, records).map(|piece| piece.map(Part::Piece)))
            }
            Err(error) => Box::new(std::iter::once(Err(SourceError::io(&self.name, &error)))),
        }
    }

    /// The pieces of a file of records whose bytes these are, packed as its name says.
    #[cfg(feature = "parquet")]
    pub(crate) fn pieces(&self, bytes: Vec<u8>, records: &'static dyn Records) -> Pieces {
        Pieces::new(self.name.clone(), unpack::reader(self.place(), Cursor::new(bytes)), records)
    }

    /// Reads a part.
    ///
    /// # Errors
    /// When the input cannot be opened, or its format cannot be read.
    pub fn part(&self, part: Part, reading: &Reading) -> Result<Document, SourceError> {
        match part {
            Part::Whole => self.document(self.bytes()?, reading),
            Part::Piece(piece) => self.piece(piece, reading),
        }
    }

    /// Reads a piece of the input.
    ///
    /// # Errors
    /// When the piece is no text.
    pub fn piece(&self, piece: Piece, reading: &Reading) -> Result<Document, SourceError> {
        let Piece { bytes, start, format, .. } = piece;
        let mut read = format.piece(&self.name, bytes, &start, reading).map_err(|e| self.error(e))?;
        read.origin.packed |= formats::is_packed(self.place());
        read.published = reading.published;
        Ok(read)
    }

    /// Reads the bytes of the input, of which there may be 256 MiB.
    ///
    /// # Errors
    /// When the input cannot be opened, is no file or is too large.
    pub fn bytes(&self) -> Result<Vec<u8>, SourceError> {
        let bytes = match &self.path {
            Some(path) => file::bytes(path),
            None => file::stdin(),
        };
        bytes.map_err(|error| SourceError::io(&self.name, &error))
    }

    /// The document of all bytes of the input.
    ///
    /// # Errors
    /// When the bytes cannot be unpacked, or their format cannot be read.
    pub fn document(&self, bytes: Vec<u8>, reading: &Reading) -> Result<Document, SourceError> {
        let packed = formats::is_packed(self.place());
        let bytes = if packed {
            unpack::whole(self.place(), bytes).map_err(|why| SourceError::new(&self.name, why))?
        } else {
            bytes
        };
        let format = formats::of(self.place(), &bytes, reading.format).map_err(|e| self.error(e))?;
        let mut read = format.read(&self.name, bytes, reading).map_err(|e| self.error(e))?;
        read.origin.packed |= packed;
        read.origin.changes = reading.changes.clone();
        read.published = reading.published;
        Ok(read)
    }

    fn error(&self, Unreadable(reason): Unreadable) -> SourceError {
        SourceError::new(&self.name, reason)
    }
}
