//! The configuration: which linter a file is read with, and what of its findings is kept. The
//! baseline: which of them are known. Ignores: which of them an article asks to pass over. A
//! revision: which of them are about what has changed. Fixes: what the file should hold instead.

mod baseline;
mod config;
mod file;
mod fix;
mod globs;
mod ignore;
mod levels;
mod raw;
mod replaced;
mod settings;
mod since;
mod text;

pub use baseline::{Baseline, Entry};
pub(crate) use config::Audited;
pub use config::{Config, Level};
pub use fix::{FixError, Fixed, Fixes, fix};
pub use globs::Written;
pub use ignore::{ignore, unused};
pub use levels::SetBy;
pub use raw::schema;
pub use settings::{Choice, FileSettings};
pub use since::{Changed, Hunk};
pub use text::{TextFile, add};

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::lint::{Linter, Setup, SetupError};
use file::ConfigFile;
use settings::{Said, Settings};

/// The name of the configuration file.
pub const NAME: &str = "factlint.toml";

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Read(PathBuf, std::io::Error),
    /// Something in it, or in a file that it names, is refused.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

/// The configurations of a run, each read once. Files that have none share one linter, and so
/// do those of a configuration; files with the same overrides share their levels as well.
#[derive(Debug)]
pub struct Configs {
    /// Rule files besides those of the configurations.
    given: Vec<TextFile>,
    /// Whether to look for configurations.
    search: bool,
    all: Vec<Settings>,
    /// The place in `all` of what there is without a configuration.
    none: Option<usize>,
    /// The same of a folder.
    known: FxHashMap<PathBuf, usize>,
    /// The files of configurations, with those that they name.
    files: Vec<PathBuf>,
}

impl Configs {
    /// With these rule files besides those of the configurations. Without `search` there are no
    /// configurations.
    #[must_use]
    pub fn new(given: Vec<TextFile>, search: bool) -> Self {
        let (all, files, known) = (Vec::new(), Vec::new(), FxHashMap::default());
        Self { given, search, all, none: None, known, files }
    }

    /// What the configuration says of a file: the nearest `factlint.toml`, from its folder upwards.
    /// The file need not exist.
    ///
    /// # Errors
    /// When there is one and it cannot be used, or a rule file is refused.
    pub fn at(&mut self, file: &Path) -> Result<FileSettings<'_>, ConfigError> {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let file = match (file.parent(), file.file_name()) {
            // What stands before `..` is no folder above.
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

    /// The linter and the levels of a file, after the overrides that are for it. A look-up and a few
    /// globs once the configuration is read.
    ///
    /// # Errors
    /// As [`Configs::at`].
    pub fn of(&mut self, file: &Path) -> Result<Arc<Config>, ConfigError> {
        Ok(self.at(file)?.config())
    }

    /// The same for the current directory, without overrides.
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
            _ if file.is_file() => {
                let settings = self.read(&file, folder)?;
                self.add(settings)
            }
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
        let linter = Linter::new(&Setup { rules: &text::pairs(&self.given), ..Setup::default() })?;
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
        let text =
            std::fs::read_to_string(file).map_err(|error| ConfigError::Read(file.to_owned(), error))?;
        let name = file.to_string_lossy();
        let config = ConfigFile::parse(&name, folder, &text).map_err(SetupError::Refused)?;
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
