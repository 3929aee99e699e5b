//! The changes of files since the last look.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use notify::event::{EventKind, ModifyKind};

use crate::cli::place;

/// The files that were written, made, renamed or removed.
#[derive(Default)]
pub(super) struct Saved {
    /// Whether any file may have changed, since the system lost events.
    everything: bool,
    /// The real paths of the files.
    files: HashSet<PathBuf>,
    /// Files and folders that were removed, or were put in a place where others may have been.
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
        // Opening a file to read it, as here, changes nothing.
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

    /// Whether a file, or a folder that it is in, is among the changed ones.
    pub(super) fn has(&self, path: &Path) -> bool {
        let path = place::real_file(path);
        self.files.contains(&path) || self.is_moved(&path)
    }

    /// Whether the configuration may have changed: it, its rules and its word lists are TOML files.
    pub(super) fn has_toml(&self) -> bool {
        self.files.iter().any(|file| file.extension().is_some_and(|extension| extension == "toml"))
    }

    /// Whether a path, or a folder above it, was removed or replaced.
    pub(super) fn is_moved(&self, path: &Path) -> bool {
        path.ancestors().any(|above| self.moved.contains(above))
    }
}
