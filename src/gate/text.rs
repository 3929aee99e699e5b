//! Rule files and word lists as texts, each taken once.

use std::path::{Path, PathBuf};

use globset::GlobSet;

use super::globs::{Written, glob_of};

/// A file's text.
#[derive(Clone, Debug)]
pub struct TextFile {
    name: String,
    text: String,
    /// Where it really is: what tells two names of one file from two files.
    place: PathBuf,
    /// The line of the configuration file that names it, if one does.
    line: Option<usize>,
}

impl TextFile {
    /// Reads a file; its name is its path as given.
    ///
    /// # Errors
    /// When it cannot be read, or is not UTF-8.
    pub fn read(path: &Path) -> std::io::Result<Self> {
        let text = std::fs::read_to_string(path)?;
        let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Ok(Self { name: path.display().to_string(), text, place, line: None })
    }

    pub(super) fn place(&self) -> &Path {
        &self.place
    }
}

/// Adds files to others. One that is there already stays in its place and gets the later name.
pub fn add(files: &mut Vec<TextFile>, more: Vec<TextFile>) {
    for file in more {
        match files.iter_mut().find(|known| known.place == file.place) {
            Some(known) => known.name = file.name,
            None => files.push(file),
        }
    }
}

/// Names and texts.
pub(super) fn pairs(files: &[TextFile]) -> Vec<(String, String)> {
    files.iter().map(|file| (file.name.clone(), file.text.clone())).collect()
}

/// Names, and the lines of the configuration file that name them.
pub(super) fn written(files: &[TextFile]) -> Vec<Written> {
    let written = |file: &TextFile| Some(Written { text: file.name.clone(), line: file.line? });
    files.iter().filter_map(written).collect()
}

/// The files below a folder that a glob of its configuration file names, in order.
///
/// # Errors
/// What is wrong with the glob, or with a file that it names.
pub(super) fn matching(folder: &Path, glob: &Written) -> Result<Vec<TextFile>, String> {
    let set = GlobSet::builder().add(glob_of(&glob.text)?).build().map_err(|error| error.to_string())?;
    let mut paths: Vec<PathBuf> = ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .build()
        .filter_map(Result::ok)
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.is_file() && path.strip_prefix(folder).is_ok_and(|p| set.is_match(p)))
        .collect();
    paths.sort();
    if paths.is_empty() {
        return Err(format!("no file matches `{}`", glob.text));
    }
    let read = |path: &PathBuf| match TextFile::read(path) {
        Ok(file) => Ok(TextFile { line: Some(glob.line), ..file }),
        Err(error) => Err(format!("{}: {error}", path.display())),
    };
    paths.iter().map(read).collect()
}
