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
    /// Word lists.
    #[serde(default)]
    lexicon: RawLexicon,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLexicon {
    /// Globs of list files to add, relative to the configuration file.
    #[serde(default)]
    extend: Vec<Spanned<String>>,
    /// Files of lists that ship to leave out, by name.
    #[serde(default)]
    replace: Vec<Spanned<String>>,
}

/// A configuration.
#[derive(Clone, Debug, Default)]
pub struct Config {
    levels: BTreeMap<CompactString, Level>,
    /// Word lists to add: file names and texts.
    pub lists: Vec<(String, String)>,
    /// Names of the list files that ship to leave out.
    pub without: Vec<String>,
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
    /// Reads a configuration for these rules. `folder` is where its globs start.
    ///
    /// # Errors
    /// When it has an unknown key, or names a rule, a group, a list file or a glob that does not
    /// exist.
    pub fn parse(file: &str, folder: &Path, text: &str, rules: &Ruleset) -> Result<Self, Box<Refused>> {
        let mut problems = Vec::new();
        let mut config = Self::default();
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
                    config.levels.insert(name.into_inner(), level);
                }
                for name in raw.lexicon.replace {
                    let known = || crate::lexicon::BUILTIN.iter().map(|(file, _)| *file);
                    if !known().any(|k| k == name.get_ref()) {
                        let message = format!("no list file that ships is called `{}`", name.get_ref());
                        problems.push(
                            Problem::at(name.span(), message).help_near(nearest(name.get_ref(), known())),
                        );
                    }
                    config.without.push(name.into_inner());
                }
                for glob in raw.lexicon.extend {
                    match files(folder, glob.get_ref()) {
                        Ok(lists) => config.lists.extend(lists),
                        Err(message) => problems.push(Problem::at(glob.span(), message)),
                    }
                }
            }
            Err(error) => problems.push(Problem::toml(&error)),
        }
        if problems.is_empty() { Ok(config) } else { Err(Box::new(Refused::new(file, text, problems))) }
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
                Arc::new(Config::parse(
                    &file.to_string_lossy(),
                    file.parent().unwrap_or(folder),
                    &text,
                    rules,
                )?)
            }
            None => Arc::default(),
        };
        self.0.insert(folder.to_owned(), config.clone());
        Ok(config)
    }
}

/// The files below a folder that a glob names, in order, with their texts.
fn files(folder: &Path, glob: &str) -> Result<Vec<(String, String)>, String> {
    let matcher = globset::GlobBuilder::new(glob).literal_separator(true).build();
    let matcher = matcher.map_err(|error| format!("not a glob: {error}"))?.compile_matcher();
    let mut paths: Vec<PathBuf> = ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .build()
        .filter_map(Result::ok)
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.is_file() && path.strip_prefix(folder).is_ok_and(|p| matcher.is_match(p)))
        .collect();
    paths.sort();
    if paths.is_empty() {
        return Err(format!("no file matches `{glob}`"));
    }
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok((path.display().to_string(), text))
    };
    paths.iter().map(read).collect()
}
