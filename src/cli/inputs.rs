//! Finds the inputs of a run, by its configurations.

use std::path::{Path, PathBuf};

use super::streams::tell;
use crate::formats;
use crate::gate::Choice;
use crate::source::{self, Because, Found};
use crate::source::{ConfigError, Configs};

/// Finds the inputs that the paths name. Files that the configuration excludes are left out if they are found in a
/// folder, and with `force_exclude` also if they are named outright.
pub(super) fn find(
    configs: &mut Configs,
    paths: &[PathBuf],
    stdin: &str,
    force_exclude: bool,
) -> Result<Found, ConfigError> {
    let wanted = |path: &Path| -> Result<Option<Because>, ConfigError> {
        Ok(match configs.at(path)?.choice() {
            Choice::Excluded(_) => Some(Because::Excluded),
            Choice::Included(_) => None,
            Choice::Unsaid => (!formats::is_searched_for(path)).then_some(Because::Kind),
        })
    };
    let mut found = source::discover(paths, stdin, wanted)?;
    if force_exclude {
        for input in std::mem::take(&mut found.inputs) {
            let settings = configs.at(input.place())?;
            if matches!(settings.choice(), Choice::Excluded(_)) {
                found.passed.add(input.place(), Because::Excluded);
            } else {
                found.inputs.push(input);
            }
        }
    }
    Ok(found)
}

/// Whether a run has nothing to read, which is an error that is told here, with what was passed over. Files that are
/// named and excluded are left out on purpose.
pub(super) fn is_nothing(found: &Found, paths: &[PathBuf]) -> bool {
    let is_searched = paths.iter().any(|path| path.is_dir());
    if !found.inputs.is_empty() || !found.errors.is_empty() || !is_searched {
        return false;
    }
    let passed = if found.passed.count() > 0 {
        format!("what was found there is passed over:\n{}", found.passed)
    } else {
        "no file is found there".to_owned()
    };
    format!("error: nothing was read: {passed}").lines().for_each(tell);
    true
}
