//! Where bytes come from: files, folders and standard input, as documents or as errors that
//! name the file.

use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::Document;

/// The extensions that a folder is searched for. A file named by its path is read whatever it
/// is called.
const EXTENSIONS: [&str; 2] = ["txt", "text"];

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

fn walk(folder: &Path, inputs: &mut Vec<Input>, errors: &mut Vec<SourceError>) {
    for entry in WalkBuilder::new(folder).build() {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|t| t.is_file());
                let extension = entry.path().extension().and_then(|e| e.to_str());
                let article = extension.is_some_and(|e| EXTENSIONS.iter().any(|x| e.eq_ignore_ascii_case(x)));
                if is_file && article {
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
    pub fn read(&self) -> Result<Document, SourceError> {
        self.document(self.bytes()?)
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
    /// When they are no text in UTF-8, or more than 4 GiB.
    pub fn document(&self, bytes: Vec<u8>) -> Result<Document, SourceError> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(SourceError::new(&self.name, "the file is larger than 4 GiB; split it"));
        }
        if let Some(at) = memchr::memchr(0, &bytes) {
            let reason = format!(
                "byte {at} is a NUL: this is a binary file or text in UTF-16; factlint reads text in UTF-8"
            );
            return Err(SourceError::new(&self.name, reason));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            SourceError::new(&self.name, format!("byte {at} is not UTF-8; save the file as UTF-8"))
        })?;
        Ok(Document::plain(&self.name, text))
    }
}
