//! What has happened to files since they were looked at.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use notify::event::{EventKind, ModifyKind};

use crate::cli::place;

/// The files that were written, made, renamed or removed.
#[derive(Default)]
pub(super) struct Saved {
    /// Whether it may have been any file: the system could not tell of all.
    everything: bool,
    /// Where the files really are.
    files: HashSet<PathBuf>,
    /// Files and folders that went away, or came in a place where others may have been.
    moved: HashSet<PathBuf>,
}

impl Saved {
    pub(super) fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    pub(super) const fn is_everything(&self) -> bool {
        self.everything
    }

    pub(super) fn add(&mut self, event: notify::Result<notify::Event>) {
        let Ok(event) = event else {
            self.everything = true;
            return;
        };
        self.everything |= event.need_rescan();
        // That a file is opened to be read, as here, changes nothing.
        if event.kind.is_access() {
            return;
        }
        let is_moved = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        for path in event.paths {
            self.files.insert(place::real_file(&path));
            if is_moved {
                self.moved.insert(path);
            }
        }
    }

    pub(super) fn is_some(&self) -> bool {
        self.everything || !self.files.is_empty()
    }

    /// Whether a file is among them, or in a folder that is.
    pub(super) fn has(&self, path: &Path) -> bool {
        let path = place::real_file(path);
        self.files.contains(&path) || self.is_moved(&path)
    }

    /// Whether the configuration may have changed: it, its rules and its word lists are TOML.
    pub(super) fn has_toml(&self) -> bool {
        self.files.iter().any(|file| file.extension().is_some_and(|extension| extension == "toml"))
    }

    /// Whether a path, or a folder above it, is not what it was.
    pub(super) fn is_moved(&self, path: &Path) -> bool {
        path.ancestors().any(|above| self.moved.contains(above))
    }
}
