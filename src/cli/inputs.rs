//! Finds the inputs of a run, by its configurations.

use std::path::{Path, PathBuf};

use crate::formats;
use crate::gate::Choice;
use crate::source::{self, Input, SourceError};
use crate::source::{ConfigError, Configs};

/// Finds the inputs that the paths name, and the folders that cannot be searched. Files that the
/// configuration excludes are left out if they are found in a folder, and with `force_exclude` also if they
/// are named outright.
pub(super) fn find(
    configs: &mut Configs,
    paths: &[PathBuf],
    stdin: &str,
    force_exclude: bool,
) -> Result<(Vec<Input>, Vec<SourceError>), ConfigError> {
    let wanted = |path: &Path| -> Result<bool, ConfigError> {
        Ok(match configs.at(path)?.choice() {
            Choice::Excluded(_) => false,
            Choice::Included(_) => true,
            Choice::Unsaid => formats::is_searched_for(path),
        })
    };
    let (found, errors) = source::discover(paths, stdin, wanted)?;
    if !force_exclude {
        return Ok((found, errors));
    }
    let mut inputs = Vec::new();
    for input in found {
        let settings = configs.at(input.place())?;
        if !matches!(settings.choice(), Choice::Excluded(_)) {
            inputs.push(input);
        }
    }
    Ok((inputs, errors))
}
