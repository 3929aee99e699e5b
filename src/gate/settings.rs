//! The settings that a configuration file gives to its files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::config::Config;
use super::globs::{Globs, Written};
use super::levels::{Levels, Table};
use crate::document::Fields;
use crate::lint::Linter;

/// The contents of a configuration file, without its levels.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// The name of the file.
    pub(super) file: Option<String>,
    /// The folder of the file, where globs start.
    pub(super) folder: PathBuf,
    /// Rule files to add.
    pub(super) rules: Vec<Written>,
    /// Word lists to add.
    pub(super) lists: Vec<Written>,
    /// Files of lists that ship to leave out.
    pub(super) without: Vec<Written>,
    /// The globs of `include`, of `exclude` and of each override.
    pub(super) globs: Globs,
    /// The levels of each override.
    pub(super) overrides: Vec<Arc<Table>>,
    /// The fields of records that are read.
    pub(super) fields: Arc<Fields>,
}

/// The settings of a configuration file, or those of no file, ready for use.
#[derive(Debug)]
pub(crate) struct Settings {
    said: Said,
    levels: Arc<Table>,
    /// The configuration of files to which no override applies.
    plain: Arc<Config>,
    /// The configurations of other files, by the overrides that apply to them.
    made: BTreeMap<Vec<usize>, Arc<Config>>,
}

/// The indices of the keys of globs. Those of overrides come after them.
const INCLUDE: usize = 0;
const EXCLUDE: usize = 1;
const OVERRIDES: usize = 2;

impl Settings {
    /// Settings from the contents of a file, and a linter with the levels of its rules.
    pub(crate) fn new(said: Said, linter: Linter, levels: Arc<Table>) -> Self {
        let plain = Arc::new(Config::new(linter, Levels::new(vec![levels.clone()]), said.fields.clone()));
        Self { said, levels, plain, made: BTreeMap::new() }
    }

    /// The settings of one file, by its path from the folder of the configuration.
    pub(crate) fn of(&mut self, file: &Path) -> FileSettings<'_> {
        FileSettings::new(self, file)
    }

    /// The linter, to which no overrides apply.
    pub(crate) fn linter(&self) -> &Linter {
        self.plain.linter()
    }
}

/// Whether a search of folders finds a file, as far as the configuration says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice<'c> {
    /// `exclude` leaves the file out, by this glob.
    Excluded(&'c Written),
    /// `include` takes the file in, by this glob.
    Included(&'c Written),
    /// The file is found if its extension is that of articles.
    Unsaid,
}

/// The settings of one file.
#[derive(Debug)]
pub struct FileSettings<'c> {
    settings: &'c mut Settings,
    /// For each key, the glob that matches the file.
    by: Vec<Option<usize>>,
}

impl<'c> FileSettings<'c> {
    /// The settings of a file, by its absolute path.
    pub(crate) fn new(settings: &'c mut Settings, file: &Path) -> Self {
        let said = &settings.said;
        let by = said.globs.of(file.strip_prefix(&said.folder).unwrap_or(file));
        Self { settings, by }
    }

    /// The linter and the levels of the file. Files with the same overrides share them.
    pub fn config(&mut self) -> Arc<Config> {
        let Settings { said: Said { overrides, fields, .. }, levels, plain, made } = &mut *self.settings;
        let here: Vec<usize> = (0..overrides.len()).filter(|i| self.by[OVERRIDES + i].is_some()).collect();
        if here.is_empty() {
            return plain.clone();
        }
        let make = |here: &Vec<usize>| {
            let tables = std::iter::once(&*levels).chain(here.iter().map(|&i| &overrides[i]));
            let levels = Levels::new(tables.cloned().collect());
            Arc::new(Config::new(plain.linter().clone(), levels, fields.clone()))
        };
        made.entry(here).or_insert_with_key(make).clone()
    }

    /// The glob of a key that matches the file.
    fn glob(&self, key: usize) -> Option<&Written> {
        Some(self.settings.said.globs.written((*self.by.get(key)?)?))
    }

    /// The linter and the levels of files to which no override applies.
    #[must_use]
    pub fn plain(&self) -> Arc<Config> {
        self.settings.plain.clone()
    }

    /// Whether a search of folders finds the file. `exclude` comes before `include`.
    #[must_use]
    pub fn choice(&self) -> Choice<'_> {
        match self.glob(EXCLUDE) {
            Some(glob) => Choice::Excluded(glob),
            None => self.glob(INCLUDE).map_or(Choice::Unsaid, Choice::Included),
        }
    }

    /// The configuration file.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.settings.said.file.as_deref()
    }

    /// The globs by which overrides apply to the file, one for each override.
    pub fn overrides(&self) -> impl Iterator<Item = &Written> {
        (OVERRIDES..self.by.len()).filter_map(|key| self.glob(key))
    }

    /// The rule files that the configuration adds.
    #[must_use]
    pub fn rules(&self) -> &[Written] {
        &self.settings.said.rules
    }

    /// The word lists that the configuration adds.
    #[must_use]
    pub fn lists(&self) -> &[Written] {
        &self.settings.said.lists
    }

    /// The files of shipped lists that the configuration leaves out.
    #[must_use]
    pub fn without(&self) -> &[Written] {
        &self.settings.said.without
    }
}
