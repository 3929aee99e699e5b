//! What configures a text: the nearest `factlint.toml`, the flags, and what the editor says at the start.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::civil;
use serde::Deserialize;

use super::super::place::Places;
use super::super::setting::Setting;
use super::super::{Failure, place};
use super::open::{Chosen, Open};
use crate::formats;
use crate::gate::{Baseline, Choice, NAME};
use crate::lint::SetupError;
use crate::problem::Refused;
use crate::source::{ConfigError, Configs};

/// What the flags say, and then the editor.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    pub(super) date: Option<civil::Date>,
    pub(super) baseline: Option<PathBuf>,
    pub(super) rule_docs: Option<String>,
    pub(super) inlay_hints: bool,
}

/// The `initializationOptions` of the editor.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
struct Said {
    date: Option<String>,
    baseline: Option<PathBuf>,
    rule_docs: Option<String>,
    inlay_hints: bool,
}

/// Why a text has no configuration.
#[derive(Debug)]
pub(super) enum Wrong {
    Refused(Box<Refused>),
    Message(String),
}

/// The configurations of the texts that are open.
pub(super) struct Settings {
    flags: Setting,
    pub(super) options: Options,
    /// The folders that are open in the editor.
    pub(super) folders: Vec<PathBuf>,
    configs: Option<Configs>,
    /// The files that were read, and when each was changed last.
    stamps: Vec<(PathBuf, Option<SystemTime>)>,
}

impl Settings {
    pub(super) const fn new(flags: Setting, options: Options) -> Self {
        Self { flags, options, folders: Vec::new(), configs: None, stamps: Vec::new() }
    }

    /// Takes over what the editor says; what it does not say stays as the flags have it.
    ///
    /// # Errors
    /// What is wrong with the options.
    pub(super) fn say(&mut self, said: serde_json::Value) -> Result<(), String> {
        if said.is_null() {
            return Ok(());
        }
        let wrong = |why: &dyn Display| {
            format!(
                "initializationOptions: {why}; the keys are date, baseline, ruleDocs and inlayHints, \
                 as {{\"date\": \"2024-03-12\"}}"
            )
        };
        let said: Said = serde_json::from_value(said).map_err(|error| wrong(&error))?;
        let date =
            said.date.map(|day| day.parse().map_err(|error: jiff::Error| wrong(&error))).transpose()?;
        let own = &mut self.options;
        own.date = date.or(own.date);
        own.baseline = said.baseline.or_else(|| own.baseline.take());
        own.rule_docs = said.rule_docs.or_else(|| own.rule_docs.take());
        own.inlay_hints |= said.inlay_hints;
        Ok(())
    }

    /// Forgets what was read if a file of it has changed, or if `anew`. Returns whether it has.
    pub(super) fn refresh(&mut self, anew: bool) -> bool {
        let changed = anew || self.stamps.iter().any(|(file, at)| changed_at(file) != *at);
        if changed {
            self.configs = None;
            self.stamps.clear();
        }
        changed
    }

    /// The configuration of a text; none if the text is none that is checked: one that a configuration leaves out,
    /// or of a kind that has no articles.
    ///
    /// # Errors
    /// When a configuration or a rule file is refused.
    pub(super) fn of(&mut self, open: &Open) -> Result<Option<Chosen>, Wrong> {
        if self.configs.is_none() {
            self.configs = Some(self.flags.configs(&[])?);
        }
        let Some(configs) = &mut self.configs else { return Ok(None) };
        // A text that was never saved is one of the first folder.
        let path = match self.folders.first() {
            Some(folder) if !open.is_file() => folder.join(&open.path),
            _ => open.path.clone(),
        };
        let chosen = configs.at(&path).map(|mut settings| {
            let known =
                open.format.is_some() || formats::of_path(&path).is_some() || path.extension().is_none();
            let wanted = match settings.choice() {
                Choice::Excluded(_) => false,
                Choice::Included(_) => true,
                Choice::Unsaid => known,
            };
            let file = settings.file().map(PathBuf::from);
            wanted.then(|| Chosen { config: settings.config(), file })
        });
        self.stamps = configs.files().map(|file| (file.to_owned(), changed_at(file))).collect();
        Ok(chosen?)
    }

    /// The configuration file that a text has, or would have: that of the folder that is open, or else of its own.
    pub(super) fn file_for(&self, open: &Open) -> Option<PathBuf> {
        if let Some(file) = open.chosen.as_ref().and_then(|chosen| chosen.file.clone()) {
            return Some(file);
        }
        let above = self.folders.iter().find(|folder| !open.is_file() || open.path.starts_with(folder));
        let own = || open.is_file().then(|| place::folder(&open.path).to_owned());
        above.cloned().or_else(own).map(|folder| folder.join(NAME))
    }

    /// The baseline, and the name that a file has in it; none if no baseline is asked for.
    ///
    /// # Errors
    /// When the file of the baseline cannot be read.
    pub(super) fn baseline(&self, path: &Path) -> Result<Option<(Baseline, String)>, Wrong> {
        let Some(file) = &self.options.baseline else { return Ok(None) };
        let name = file.display().to_string();
        let text =
            std::fs::read_to_string(file).map_err(|error| Wrong::Message(format!("{name}: {error}")))?;
        let baseline = Baseline::read(&name, &text).map_err(Wrong::Refused)?;
        Ok(Some((baseline, Places::seen_from(file).name(path))))
    }
}

fn changed_at(file: &Path) -> Option<SystemTime> {
    file.metadata().ok()?.modified().ok()
}

impl From<Failure> for Wrong {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refused) => Self::Refused(refused),
            Failure::Message(message) => Self::Message(message),
            Failure::Closed => Self::Message("nobody reads the output".to_owned()),
        }
    }
}

impl From<ConfigError> for Wrong {
    fn from(error: ConfigError) -> Self {
        match error {
            ConfigError::Setup(SetupError::Refused(refused)) => Self::Refused(refused),
            error => Self::Message(error.to_string()),
        }
    }
}
