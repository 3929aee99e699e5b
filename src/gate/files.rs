//! Rule files and word lists as texts, each taken once, and where they come from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::GlobSet;

use super::globs::{Written, glob_of};

/// A file's text.
#[derive(Clone, Debug)]
pub struct TextFile {
    name: String,
    text: String,
    /// The real place of the file. It tells two names of one file from two files.
    place: PathBuf,
    /// The line of the configuration file that names it, if one does.
    line: Option<usize>,
}

impl TextFile {
    /// A file with the name that it has in messages, and its text. `place` is its real place.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>, place: impl Into<PathBuf>) -> Self {
        Self { name: name.into(), text: text.into(), place: place.into(), line: None }
    }

    /// The real place of the file.
    #[must_use]
    pub fn place(&self) -> &Path {
        &self.place
    }
}

/// The source of the rule files and word lists that a configuration names.
pub trait Files {
    /// The files below a folder that are wanted, in order of their paths. `wanted` takes a path
    /// relative to the folder.
    ///
    /// # Errors
    /// The name of a file that cannot be read, and why.
    fn below(&self, folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<TextFile>, String>;
}

/// Texts by name, as a file system that is handed over. A name is a path relative to the configuration.
impl Files for BTreeMap<String, String> {
    fn below(&self, _: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<TextFile>, String> {
        let named = self.iter().filter(|(name, _)| wanted(Path::new(name)));
        Ok(named.map(|(name, text)| TextFile::new(name, text, name)).collect())
    }
}

/// Adds files to others. A file that is there already stays in its place and gets the later name.
pub fn add(files: &mut Vec<TextFile>, more: Vec<TextFile>) {
    for file in more {
        match files.iter_mut().find(|known| known.place == file.place) {
            Some(known) => known.name = file.name,
            None => files.push(file),
        }
    }
}

/// The names and texts of files.
pub(crate) fn pairs(files: &[TextFile]) -> Vec<(String, String)> {
    files.iter().map(|file| (file.name.clone(), file.text.clone())).collect()
}

/// The names of files, and the lines of the configuration file that name them.
pub(super) fn written(files: &[TextFile]) -> Vec<Written> {
    let written = |file: &TextFile| Some(Written { text: file.name.clone(), line: file.line? });
    files.iter().filter_map(written).collect()
}

/// The files below a folder that a glob of its configuration file names, in order.
///
/// # Errors
/// What is wrong with the glob, or with a file that it names.
pub(super) fn matching(files: &dyn Files, folder: &Path, glob: &Written) -> Result<Vec<TextFile>, String> {
    let set = GlobSet::builder().add(glob_of(&glob.text)?).build().map_err(|error| error.to_string())?;
    let found = files.below(folder, &|path| set.is_match(path))?;
    if found.is_empty() {
        return Err(format!("no file matches `{}`", glob.text));
    }
    Ok(found.into_iter().map(|file| TextFile { line: Some(glob.line), ..file }).collect())
}
