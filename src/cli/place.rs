//! Names of files relative to the folder of another file, so that a name means the same wherever the command
//! is run.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// Names of files relative to one folder. The file system is asked once for each folder.
pub(super) struct Places {
    /// The folder to which names are relative.
    from: PathBuf,
    /// The real paths of folders.
    known: HashMap<PathBuf, PathBuf>,
}

impl Places {
    /// Names relative to the folder of a file.
    pub(super) fn seen_from(file: &Path) -> Self {
        Self { from: real(folder(file)), known: HashMap::new() }
    }

    /// The name of a file, with `/` between its parts. It need not exist.
    pub(super) fn name(&mut self, file: &Path) -> String {
        let folder = folder(file);
        let folder = match self.known.get(folder) {
            Some(folder) => folder,
            None => self.known.entry(folder.to_owned()).or_insert_with_key(|folder| real(folder)),
        };
        let mut to = folder.components().peekable();
        let mut from = self.from.components().peekable();
        while to.peek().is_some() && to.peek() == from.peek() {
            to.next();
            from.next();
        }
        let up = from.map(|_| "..".into());
        let down = to.map(Component::as_os_str).chain(file.file_name()).map(std::ffi::OsStr::to_string_lossy);
        up.chain(down).collect::<Vec<_>>().join("/")
    }

    /// The path of the file with a name.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        let mut path = self.from.clone();
        for part in Path::new(name).components() {
            match part {
                Component::ParentDir => drop(path.pop()),
                part => path.push(part),
            }
        }
        path
    }
}

/// The real path of a file, whatever links lead to it. The file need not exist.
pub(super) fn real_file(file: &Path) -> PathBuf {
    let beside = || file.file_name().map_or_else(|| real(file), |name| real(folder(file)).join(name));
    file.canonicalize().unwrap_or_else(|_| beside())
}

/// The folder that a file is in.
pub(super) fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

pub(super) fn real(folder: &Path) -> PathBuf {
    folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_there_and_back() {
        let mut places = Places { from: PathBuf::from("/a/b"), known: HashMap::new() };
        for (file, name) in [
            ("/a/b/c.txt", "c.txt"),
            ("/a/b/d/c.txt", "d/c.txt"),
            ("/a/c.txt", "../c.txt"),
            ("/e/f/c.txt", "../../e/f/c.txt"),
        ] {
            assert_eq!(places.name(Path::new(file)), name);
            assert_eq!(places.path(name), Path::new(file));
        }
    }
}
