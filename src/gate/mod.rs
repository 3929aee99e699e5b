//! The configuration: which linter a file is read with, and what of its findings is kept. The
//! baseline: which of them are known. Ignores: which of them an article asks to pass over. A
//! revision: which of them are about what has changed. Fixes: what the file should hold instead.

mod baseline;
mod config;
mod file;
mod fix;
mod ignore;
mod replaced;
mod since;
mod text;

pub use baseline::{Baseline, Entry};
pub use config::{Config, Level};
pub use file::schema;
pub use fix::{FixError, Fixed, Fixes, fix};
pub use ignore::{ignore, unused};
pub use since::{Changed, Hunk};
pub use text::{TextFile, add};

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::lint::{Linter, Setup, SetupError};
use file::ConfigFile;

/// The name of the configuration file.
const NAME: &str = "factlint.toml";

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
/// do those of a configuration.
#[derive(Debug)]
pub struct Configs {
    /// Rule files besides those of the configurations.
    given: Vec<TextFile>,
    /// Whether to look for configurations.
    search: bool,
    /// What there is without a configuration.
    none: Option<Arc<Config>>,
    /// By folder.
    known: BTreeMap<PathBuf, Arc<Config>>,
    /// The files of configurations, with those that they name.
    files: Vec<PathBuf>,
}

impl Configs {
    /// With these rule files besides those of the configurations. Without `search` there are no
    /// configurations.
    #[must_use]
    pub const fn new(given: Vec<TextFile>, search: bool) -> Self {
        Self { given, search, none: None, known: BTreeMap::new(), files: Vec::new() }
    }

    /// The configuration for a file: the nearest `factlint.toml`, from its folder upwards. The
    /// file need not exist.
    ///
    /// # Errors
    /// When there is one and it cannot be used, or a rule file is refused.
    pub fn of(&mut self, file: &Path) -> Result<Arc<Config>, ConfigError> {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        match file.parent() {
            Some(folder) if self.search => {
                // What stands before `..` is no folder above.
                let goes_up = folder.components().any(|part| part == Component::ParentDir);
                let real = goes_up.then(|| folder.canonicalize().ok()).flatten();
                self.of_folder(real.as_deref().unwrap_or(folder))
            }
            _ => self.none(),
        }
    }

    /// The configuration for the current directory.
    ///
    /// # Errors
    /// As [`Configs::of`].
    pub fn here(&mut self) -> Result<Arc<Config>, ConfigError> {
        self.of(Path::new(NAME))
    }

    /// The files that have been read so far: configurations, rule files and word lists.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.given.iter().map(TextFile::place).chain(self.files.iter().map(PathBuf::as_path))
    }

    fn of_folder(&mut self, folder: &Path) -> Result<Arc<Config>, ConfigError> {
        if let Some(config) = self.known.get(folder) {
            return Ok(config.clone());
        }
        let file = folder.join(NAME);
        let config = match folder.parent() {
            _ if file.is_file() => Arc::new(self.read(&file, folder)?),
            Some(above) => self.of_folder(above)?,
            None => self.none()?,
        };
        self.known.insert(folder.to_owned(), config.clone());
        Ok(config)
    }

    fn none(&mut self) -> Result<Arc<Config>, ConfigError> {
        if let Some(none) = &self.none {
            return Ok(none.clone());
        }
        let linter = Linter::new(&Setup { rules: &text::pairs(&self.given), ..Setup::default() })?;
        let none = Arc::new(Config::new(linter, BTreeMap::new()));
        self.none = Some(none.clone());
        Ok(none)
    }

    fn read(&mut self, file: &Path, folder: &Path) -> Result<Config, ConfigError> {
        self.files.push(file.to_owned());
        let text =
            std::fs::read_to_string(file).map_err(|error| ConfigError::Read(file.to_owned(), error))?;
        let name = file.to_string_lossy();
        let config = ConfigFile::parse(&name, folder, &text).map_err(SetupError::Refused)?;
        self.files.extend(config.places().map(Path::to_owned));
        let linter =
            if config.is_plain() { self.none()?.linter().clone() } else { config.linter(&self.given)? };
        Ok(config.config(linter).map_err(SetupError::Refused)?)
    }
}
