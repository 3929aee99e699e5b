//! Finds configurations: the nearest `factlint.toml`, with the files that it names.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::bounds::{Bounds, is_of_git, is_root};
use super::{SourceError, file};
use crate::gate::{self, Config, ConfigFile, FileSettings, Files, NAME, Said, Settings, TextFile};
use crate::lint::{Linter, Setup, SetupError};

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] SourceError),
    /// Something in the configuration, or in a file that it names, is refused.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

/// The configurations of a run, each read once. Files without a configuration share one linter, and so do
/// files of one configuration; files with the same overrides share their levels too.
#[derive(Debug)]
pub struct Configs {
    /// Rule files besides those of the configurations.
    given: Vec<TextFile>,
    /// Whether to look for configurations.
    search: bool,
    /// The current directory.
    here: PathBuf,
    all: Vec<Settings>,
    /// The index in `all` of the settings without a configuration.
    none: Option<usize>,
    /// The index in `all` of the settings for each folder.
    known: FxHashMap<PathBuf, usize>,
    /// The configuration files, with the files that they name.
    files: Vec<PathBuf>,
}

impl Configs {
    /// Configurations with these rule files added. Without `search` no configuration is looked for.
    #[must_use]
    pub fn new(given: Vec<TextFile>, search: bool) -> Self {
        let (all, files, known) = (Vec::new(), Vec::new(), FxHashMap::default());
        let here = std::env::current_dir().unwrap_or_default();
        Self { given, search, here, all, none: None, known, files }
    }

    /// The settings of a file, from the nearest `factlint.toml`, searched from its folder upwards, as far as the
    /// root of a repository. The file need not exist.
    ///
    /// # Errors
    /// When there is a configuration that cannot be used, or a rule file is refused.
    pub fn at(&mut self, file: &Path) -> Result<FileSettings<'_>, ConfigError> {
        let file = self.here.join(file);
        let file = std::path::absolute(&file).unwrap_or(file);
        let file = match (file.parent(), file.file_name()) {
            // The path before `..` names no folder above.
            (Some(folder), Some(name)) if folder.components().any(|part| part == Component::ParentDir) => {
                folder.canonicalize().map_or(file.clone(), |folder| folder.join(name))
            }
            _ => file,
        };
        let place = match file.parent() {
            Some(folder) if self.search => self.of_folder(folder)?,
            _ => self.none()?,
        };
        Ok(FileSettings::new(&mut self.all[place], &file))
    }

    /// The linter and the levels of a file, with the overrides that apply to it. Costs a look-up and a few
    /// globs once the configuration is read.
    ///
    /// # Errors
    /// As [`Configs::at`].
    pub fn of(&mut self, file: &Path) -> Result<Arc<Config>, ConfigError> {
        Ok(self.at(file)?.config())
    }

    /// The linter and the levels for the current directory, without overrides.
    ///
    /// # Errors
    /// As [`Configs::at`].
    pub fn here(&mut self) -> Result<Arc<Config>, ConfigError> {
        Ok(self.at(Path::new(NAME))?.plain())
    }

    /// The files that have been read so far: configurations, rule files and word lists.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.given.iter().map(TextFile::place).chain(self.files.iter().map(PathBuf::as_path))
    }

    fn of_folder(&mut self, folder: &Path) -> Result<usize, ConfigError> {
        if let Some(&place) = self.known.get(folder) {
            return Ok(place);
        }
        let file = folder.join(NAME);
        let place = match folder.parent() {
            _ if file.symlink_metadata().is_ok_and(|known| !known.is_dir()) => {
                let settings = self.read(&file, folder)?;
                self.add(settings)
            }
            // What lies above a repository is somebody else's.
            _ if is_root(folder) => self.none()?,
            Some(above) => self.of_folder(above)?,
            None => self.none()?,
        };
        self.known.insert(folder.to_owned(), place);
        Ok(place)
    }

    fn none(&mut self) -> Result<usize, ConfigError> {
        if let Some(none) = self.none {
            return Ok(none);
        }
        let linter = Linter::new(&Setup { rules: &gate::pairs(&self.given), ..Setup::default() })?;
        let none = self.add(Settings::new(Said::default(), linter, Arc::default()));
        self.none = Some(none);
        Ok(none)
    }

    fn add(&mut self, settings: Settings) -> usize {
        self.all.push(settings);
        self.all.len() - 1
    }

    fn read(&mut self, file: &Path, folder: &Path) -> Result<Settings, ConfigError> {
        self.files.push(file.to_owned());
        let disk = OnDisk(Bounds::of(folder));
        let text = disk.config(file)?;
        let name = file.to_string_lossy();
        let config = ConfigFile::parse(&name, folder, &text, &disk).map_err(SetupError::Refused)?;
        self.files.extend(config.places().map(Path::to_owned));
        let linter = if config.is_plain() {
            let none = self.none()?;
            self.all[none].linter().clone()
        } else {
            config.linter(&self.given)?
        };
        Ok(config.settings(linter).map_err(SetupError::Refused)?)
    }
}

/// The text of a configuration file, and the texts of the rule files and word lists that it names, by their paths
/// relative to it: what [`Checkers`](crate::Checkers) are made of where there are no files.
///
/// # Errors
/// When a file cannot be read, or the configuration is refused.
pub fn carried(file: &Path) -> Result<(String, BTreeMap<String, String>), ConfigError> {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let folder = file.parent().unwrap_or(Path::new(""));
    let disk = OnDisk(Bounds::of(folder));
    let text = disk.config(&file)?;
    let name = file.to_string_lossy();
    let files = ConfigFile::parse(&name, folder, &text, &disk).map_err(SetupError::Refused)?.carried();
    Ok((text, files))
}

/// The files of the file system within some bounds.
struct OnDisk(Bounds);

impl OnDisk {
    /// The text of a configuration file.
    fn config(&self, file: &Path) -> Result<String, ConfigError> {
        let text = self.0.admit(file).map_err(std::io::Error::other).and_then(|()| file::setting(file));
        Ok(text.map_err(|error| SourceError::io(file.to_string_lossy(), &error))?)
    }
}

impl Files for OnDisk {
    fn below(&self, folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<TextFile>, String> {
        let mut paths: Vec<PathBuf> = ignore::WalkBuilder::new(folder)
            .standard_filters(false)
            .filter_entry(|entry| !is_of_git(Path::new(entry.file_name())))
            .build()
            .filter_map(Result::ok)
            .map(ignore::DirEntry::into_path)
            .filter(|path| path.is_file() && path.strip_prefix(folder).is_ok_and(wanted))
            .collect();
        paths.sort();
        let read = |path: &PathBuf| {
            let text = self.0.admit(path).map_err(std::io::Error::other).and_then(|()| read(path));
            text.map_err(|error| format!("{}: {error}", path.display()))
        };
        paths.iter().map(read).collect()
    }
}

/// Reads a rule file or word list; its name is its path as given.
///
/// # Errors
/// When it cannot be read, is no file, is larger than 4 MiB, or is not UTF-8.
pub(crate) fn read(path: &Path) -> std::io::Result<TextFile> {
    let text = file::setting(path)?;
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    Ok(TextFile::new(path.display().to_string(), text, place))
}
