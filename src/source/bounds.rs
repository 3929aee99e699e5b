//! How far a configuration reaches. Whoever writes a configuration may be a stranger, and what is wrong with a
//! file that it names is shown with the lines of the file. So it can name only TOML files of its own folder or
//! repository, wherever links lead.

use std::path::{Path, PathBuf};

/// What git keeps for itself in the root of a repository.
const GIT: &str = ".git";

/// Whether a folder is the root of a repository.
pub(super) fn is_root(folder: &Path) -> bool {
    folder.join(GIT).symlink_metadata().is_ok()
}

/// Whether a path is of what git keeps for itself.
pub(super) fn is_of_git(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == GIT)
}

/// The folder that a configuration does not reach out of.
pub(super) struct Bounds {
    root: PathBuf,
    name: &'static str,
}

impl Bounds {
    /// The bounds of a configuration in a folder: the repository that the folder is in, or else the folder.
    pub(super) fn of(folder: &Path) -> Self {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        match folder.ancestors().find(|above| is_root(above)) {
            Some(root) => Self { root: root.to_owned(), name: "its repository" },
            None => Self { root: folder, name: "the folder of the configuration" },
        }
    }

    /// Whether a file may be read: the real one, to which links lead, must be a TOML file within the bounds.
    ///
    /// # Errors
    /// Why it may not, and how to solve it.
    pub(super) fn admit(&self, file: &Path) -> Result<(), String> {
        let Ok(real) = file.canonicalize() else { return Ok(()) };
        if !real.starts_with(&self.root) {
            return Err(format!("it is a link that leads out of {}; put a copy in its place", self.name));
        }
        if real.strip_prefix(&self.root).is_ok_and(is_of_git) {
            return Err("it is a link to what git keeps for itself; put a copy in its place".to_owned());
        }
        if real.extension().is_none_or(|extension| extension != "toml") {
            return Err("its name does not end in .toml, so it is left unread; rename it".to_owned());
        }
        Ok(())
    }
}
