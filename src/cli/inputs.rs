//! What a run reads, and how each of it is configured.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::gate::{Choice, Config, ConfigError, Configs};
use crate::source::{self, Input, SourceError};

/// What a run reads.
pub(super) struct Inputs {
    /// In order of name.
    pub(super) inputs: Vec<Input>,
    /// Their configurations.
    pub(super) configs: Vec<Arc<Config>>,
    /// What cannot be searched.
    pub(super) errors: Vec<SourceError>,
}

/// Finds what the paths name. What the configuration excludes is left out if it is found in a folder,
/// and with `force_exclude` if it is named outright, too. Every configuration is read before anything
/// else is: a bad one stops the run whole.
pub(super) fn find(
    configs: &mut Configs,
    paths: &[PathBuf],
    stdin: &str,
    force_exclude: bool,
) -> Result<Inputs, ConfigError> {
    let wanted = |path: &Path| -> Result<bool, ConfigError> {
        Ok(match configs.at(path)?.choice() {
            Choice::Excluded(_) => false,
            Choice::Included(_) => true,
            Choice::Unsaid => source::is_article(path),
        })
    };
    let (found, errors) = source::discover(paths, stdin, wanted)?;
    let mut all = Inputs { inputs: Vec::new(), configs: Vec::new(), errors };
    for input in found {
        let mut settings = configs.at(input.path.as_deref().unwrap_or(Path::new(stdin)))?;
        if !(force_exclude && matches!(settings.choice(), Choice::Excluded(_))) {
            all.configs.push(settings.config());
            all.inputs.push(input);
        }
    }
    Ok(all)
}
