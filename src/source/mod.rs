//! Where bytes come from: files, folders and standard input, as documents or as errors that
//! name the file.

use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use crate::Document;
use crate::document::{self, Reading, Unreadable};

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The name shown in reports.
    pub name: String,
    /// Where it is; none for standard input.
    pub path: Option<PathBuf>,
}

/// An input that cannot be read. The others still are.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {reason}")]
pub struct SourceError {
    /// The file or folder as given.
    pub name: String,
    /// What is wrong and, where there is one, the way out.
    pub reason: String,
}

impl SourceError {
    fn new(name: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { name: name.into(), reason: reason.into() }
    }
}

/// Finds what the given paths name: a file is itself, a folder its articles (as `ignore` walks:
/// no hidden files, nothing that .gitignore leaves out), `-` standard input. Sorted by name,
/// each once.
#[must_use]
pub fn discover(paths: &[PathBuf], stdin_name: &str) -> (Vec<Input>, Vec<SourceError>) {
    let (mut inputs, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input { name: stdin_name.to_owned(), path: None });
        } else if path.is_dir() {
            walk(path, &mut inputs, &mut errors);
        } else {
            // One that does not exist is told when it is read.
            inputs.push(Input { name: shown(path), path: Some(path.clone()) });
        }
    }
    inputs.sort();
    inputs.dedup_by(|a, b| a.name == b.name);
    (inputs, errors)
}

/// The folders that are searched below one, itself included.
#[must_use]
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let is_folder = |entry: &DirEntry| entry.file_type().is_some_and(|kind| kind.is_dir());
    let entries = WalkBuilder::new(folder).filter_entry(is_folder).build();
    entries.filter_map(Result::ok).map(DirEntry::into_path).collect()
}

fn walk(folder: &Path, inputs: &mut Vec<Input>, errors: &mut Vec<SourceError>) {
    for entry in WalkBuilder::new(folder).build() {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|t| t.is_file());
                // A file named by its path is read whatever it is called.
                if is_file && document::of_path(entry.path()).is_some() {
                    inputs.push(Input { name: shown(entry.path()), path: Some(entry.into_path()) });
                }
            }
            Err(error) => errors.push(SourceError::new(shown(folder), error.to_string())),
        }
    }
}

fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy();
    shown.strip_prefix("./").unwrap_or(&shown).to_owned()
}

impl Input {
    /// Reads the input as a document.
    ///
    /// # Errors
    /// When it cannot be opened, is no text in UTF-8, or is larger than 4 GiB.
    pub fn read(&self, reading: &Reading) -> Result<Document, SourceError> {
        self.document(self.bytes()?, reading)
    }

    /// Reads the bytes of the input.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn bytes(&self) -> Result<Vec<u8>, SourceError> {
        let bytes = match &self.path {
            Some(path) => std::fs::read(path),
            None => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
        };
        bytes.map_err(|error| {
            let reason = match error.kind() {
                std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
                std::io::ErrorKind::PermissionDenied => "permission to read it is denied".to_owned(),
                _ => error.to_string(),
            };
            SourceError::new(&self.name, reason)
        })
    }

    /// The document that bytes of the input are.
    ///
    /// # Errors
    /// When its format cannot be read.
    pub fn document(&self, bytes: Vec<u8>, reading: &Reading) -> Result<Document, SourceError> {
        let path = self.path.as_deref().unwrap_or(Path::new(&self.name));
        let format = reading.format.or_else(|| document::of_path(path)).unwrap_or(document::FORMATS[0]);
        format
            .read(&self.name, bytes, reading)
            .map_err(|Unreadable(reason)| SourceError::new(&self.name, reason))
    }
}
