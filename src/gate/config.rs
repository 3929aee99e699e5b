//! `factlint.toml`: found from a file's folder upwards.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use compact_str::CompactString;
use serde::Deserialize;
use toml::Spanned;

use crate::finding::Severity;
use crate::problem::{Problem, Refused, nearest};
use crate::rules::Ruleset;

/// The name of the configuration file.
const NAME: &str = "factlint.toml";

/// What the configuration makes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    /// It is not reported.
    Off,
    /// It is reported as info.
    Info,
    /// It is reported as a warning.
    Warning,
    /// It is reported as an error.
    Error,
}

impl Level {
    /// The severity; none if it is off.
    pub(super) const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConfig {
    /// Levels by rule or group.
    #[serde(default)]
    rules: BTreeMap<Spanned<CompactString>, Level>,
}

/// A configuration.
#[derive(Clone, Debug, Default)]
pub struct Config {
    levels: BTreeMap<CompactString, Level>,
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Read(PathBuf, std::io::Error),
    /// Something in it is not understood.
    #[error(transparent)]
    Refused(#[from] Box<Refused>),
}

impl Config {
    /// Reads a configuration for these rules.
    ///
    /// # Errors
    /// When it has an unknown key, or names a rule or group that does not exist.
    pub fn parse(file: &str, text: &str, rules: &Ruleset) -> Result<Self, Box<Refused>> {
        let mut problems = Vec::new();
        let mut levels = BTreeMap::new();
        match toml::from_str::<RawConfig>(text) {
            Ok(raw) => {
                for (name, level) in raw.rules {
                    let known = || rules.all().iter().flat_map(|r| [r.id.as_str(), r.group()]);
                    if !known().any(|k| k == name.get_ref()) {
                        let message = format!("there is no rule or group `{}`", name.get_ref());
                        problems.push(
                            Problem::at(name.span(), message).help_near(nearest(name.get_ref(), known())),
                        );
                    }
                    levels.insert(name.into_inner(), level);
                }
            }
            Err(error) => problems.push(Problem::toml(&error)),
        }
        if problems.is_empty() {
            Ok(Self { levels })
        } else {
            Err(Box::new(Refused::new(file, text, problems)))
        }
    }

    /// What it says of a rule: by its id, or else by its group.
    pub(super) fn level(&self, rule: &str) -> Option<Level> {
        let group = rule.split('.').next().unwrap_or_default();
        self.levels.get(rule).or_else(|| self.levels.get(group)).copied()
    }
}

/// The configurations of a run, each read once.
#[derive(Debug, Default)]
pub struct Configs(BTreeMap<PathBuf, Arc<Config>>);

impl Configs {
    /// The configuration for files in a folder: the nearest `factlint.toml` in it or above.
    ///
    /// # Errors
    /// When there is one and it cannot be used.
    pub fn of(&mut self, folder: &Path, rules: &Ruleset) -> Result<Arc<Config>, ConfigError> {
        if let Some(config) = self.0.get(folder) {
            return Ok(config.clone());
        }
        let file = folder.ancestors().map(|f| f.join(NAME)).find(|f| f.is_file());
        let config = match file {
            Some(file) => {
                let text =
                    std::fs::read_to_string(&file).map_err(|error| ConfigError::Read(file.clone(), error))?;
                Arc::new(Config::parse(&file.to_string_lossy(), &text, rules)?)
            }
            None => Arc::default(),
        };
        self.0.insert(folder.to_owned(), config.clone());
        Ok(config)
    }
}
