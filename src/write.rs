//! Writes files, whole or not at all. They are first written to a file beside them, which then takes their name,
//! so that readers find the old bytes or the new ones, even if the process is killed or the disk is full.

use std::collections::HashSet;
use std::fmt::Display;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

/// How the names of temporary files begin and end. They are hidden, so that a file which a killed process
/// leaves behind is not taken for an article.
const PREFIX: &str = ".factlint-";
const SUFFIX: &str = ".tmp";

/// A temporary file that has not changed for so long is one that a killed process left behind.
const STALE: Duration = Duration::from_secs(3600);

/// A file that could not be written, and why.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub(crate) struct WriteError {
    path: PathBuf,
    pub(crate) reason: String,
}

impl WriteError {
    /// The error of a file.
    pub(crate) fn new(path: &Path, reason: impl Display) -> Self {
        Self { path: path.to_owned(), reason: reason.to_string() }
    }

    /// The error that the system tells of a file.
    pub(crate) fn of(path: &Path, error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                Self::new(path, "the disk is full; make room, and run factlint again")
            }
            _ => Self::new(path, error),
        }
    }
}

/// Writes a file that does not exist yet. If it exists, the error adds `way`: what happens to the file, or
/// how to solve it.
///
/// # Errors
/// When the file exists or cannot be written.
pub(crate) fn new(path: &Path, text: &str, way: &str) -> Result<(), WriteError> {
    let there = || WriteError::new(path, format_args!("there is such a file already; {way}"));
    if path.symlink_metadata().is_ok() {
        return Err(there());
    }
    let written = || {
        let mut file = beside(folder(path))?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path)?;
        sync(folder(path));
        Ok(())
    };
    written().map_err(|error: io::Error| match error.kind() {
        ErrorKind::AlreadyExists => there(),
        _ => WriteError::of(path, &error),
    })
}

/// Writes a file, and replaces the one that has its name.
///
/// # Errors
/// When the file cannot be written, or is no regular file.
pub(crate) fn whole(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    replace(path, bytes, None).map_err(|error| WriteError::of(path, &error))
}

/// Replaces the bytes of a file. Permissions are kept and, where the user may do so, the owner; a link stays a
/// link. With `was` the file must still hold these bytes, or hold the new ones already.
///
/// # Errors
/// When the file cannot be written, is no regular file, or has changed.
pub(crate) fn replace(path: &Path, bytes: &[u8], was: Option<&[u8]>) -> io::Result<()> {
    let place = Place::of(path)?;
    let mut file = place.beside()?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if let Some(was) = was {
        let now = fs::read(&place.path)?;
        if now == bytes {
            return Ok(());
        }
        if now != was {
            return Err(io::Error::other("the file changed after it was read; run factlint again"));
        }
    }
    place.take(file)
}

/// A file that is written little by little and gets its name when it is complete. Until then, or if it never
/// is, the file that has the name stays. What is no regular file, as `/dev/stdout`, is written to itself.
pub(crate) struct Draft {
    out: BufWriter<Out>,
}

enum Out {
    Beside(Box<(NamedTempFile, Place)>),
    Itself(File),
}

impl Draft {
    /// A file that will have this path.
    ///
    /// # Errors
    /// When no file can be made there.
    pub(crate) fn new(path: &Path) -> io::Result<Self> {
        let is_system = path.starts_with("/dev") || path.starts_with("/proc");
        let is_special = fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir());
        let out = if is_system || is_special {
            Out::Itself(File::create(path)?)
        } else {
            let place = Place::of(path)?;
            Out::Beside(Box::new((place.beside()?, place)))
        };
        Ok(Self { out: BufWriter::with_capacity(1 << 18, out) })
    }

    /// Completes the file.
    ///
    /// # Errors
    /// When the rest of it cannot be written.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.out.into_inner().map_err(io::IntoInnerError::into_error)? {
            Out::Beside(beside) => {
                let (file, place) = *beside;
                file.as_file().sync_all()?;
                place.take(file)
            }
            Out::Itself(mut file) => file.flush(),
        }
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside(beside) => beside.0.write(bytes),
            Self::Itself(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(beside) => beside.0.flush(),
            Self::Itself(file) => file.flush(),
        }
    }
}

/// The place of a file that is to be written.
struct Place {
    /// The file, whatever links lead to it.
    path: PathBuf,
    folder: PathBuf,
    /// What is known of the file that is there.
    known: Option<Metadata>,
}

impl Place {
    fn of(path: &Path) -> io::Result<Self> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let known = fs::metadata(&path).ok();
        if known.as_ref().is_some_and(|known| !known.is_file()) {
            return Err(io::Error::other("this is no regular file"));
        }
        if known.as_ref().is_some_and(|known| known.permissions().readonly()) {
            return Err(io::Error::other("the file is read-only"));
        }
        if known.is_some() {
            // Whoever may write to the folder may put another file in the place of this one, but may not be
            // allowed to change the file itself.
            File::options().write(true).open(&path)?;
        }
        let folder = folder(&path).to_owned();
        Ok(Self { path, folder, known })
    }

    /// A file beside it, with its permissions and owner.
    fn beside(&self) -> io::Result<NamedTempFile> {
        let not_made = |error: io::Error| {
            io::Error::new(error.kind(), format!("no file can be made beside it: {}", error.kind()))
        };
        let file = beside(&self.folder).map_err(not_made)?;
        if let Some(known) = &self.known {
            keep_owner(file.as_file(), known);
            file.as_file().set_permissions(known.permissions())?;
        }
        Ok(file)
    }

    /// Gives its name to the file beside it.
    fn take(&self, file: NamedTempFile) -> io::Result<()> {
        file.persist(&self.path)?;
        sync(&self.folder);
        Ok(())
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file in a folder. The first in a folder removes what killed processes left there.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    static SWEPT: Mutex<Option<HashSet<PathBuf>>> = Mutex::new(None);
    let mut swept = SWEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if swept.get_or_insert_default().insert(folder.to_owned()) {
        sweep(folder, STALE);
    }
    drop(swept);
    temporary(folder)
}

/// Removes the temporary files of a folder that have not changed for so long.
pub(crate) fn sweep(folder: &Path, stale: Duration) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if !name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX)) {
            continue;
        }
        let known = entry.metadata().ok().filter(Metadata::is_file);
        let age = known.and_then(|known| known.modified().ok()?.elapsed().ok());
        if age.is_some_and(|age| age >= stale) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A file with the permissions of the user's mask; a temporary file is private by default.
#[cfg(unix)]
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    Builder::new()
        .prefix(PREFIX)
        .suffix(SUFFIX)
        .permissions(fs::Permissions::from_mode(0o666))
        .tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)
}

/// Gives a file the owner and group of another. Only some users may do so; for others the file is theirs.
#[cfg(unix)]
fn keep_owner(file: &File, known: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let _ = fchown(file, None, Some(known.gid()));
    let _ = fchown(file, Some(known.uid()), None);
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// Forces the new name to disk before the next file is written. A folder that cannot do so has it there a
/// little later.
#[cfg(unix)]
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(not(unix))]
fn sync(_: &Path) {}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use super::*;

    const LENGTH: usize = 2_000_000;
    const RUNS: u64 = 60;
    const TO: &str = "FACTLINT_TEST_WRITES_TO";

    #[test]
    fn a_file_that_has_changed_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        let holds = |bytes: &[u8]| fs::read(&path).expect("read") == bytes;
        fs::write(&path, "old").expect("written");
        replace(&path, b"new", Some(b"old")).expect("it is as it was");
        assert!(holds(b"new"));
        let error = replace(&path, b"newer", Some(b"old")).expect_err("it is not");
        assert_eq!(error.to_string(), "the file changed after it was read; run factlint again");
        assert!(holds(b"new"));
        replace(&path, b"new", Some(b"old")).expect("it is as it should be");
        fs::remove_file(&path).expect("removed");
        replace(&path, b"new", Some(b"old")).expect_err("it is gone");
        replace(&path, b"new", None).expect("it may be new");
        assert!(holds(b"new"));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn what_a_killed_process_left_goes_once_it_is_old() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in [".factlint-a1b2c3.tmp", ".factlint-baseline.tmp.txt", "factlint.tmp"] {
            fs::write(folder.path().join(name), "some").expect("written");
        }
        let left = || fs::read_dir(folder.path()).expect("a folder").count();
        sweep(folder.path(), STALE);
        assert_eq!(left(), 3);
        sweep(folder.path(), Duration::ZERO);
        assert_eq!(left(), 2);
        assert!(!folder.path().join(".factlint-a1b2c3.tmp").exists());
    }

    #[test]
    fn a_draft_that_is_not_finished_changes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        fs::write(&path, "old").expect("written");
        let mut draft = Draft::new(&path).expect("made");
        draft.write_all(b"half").expect("written");
        draft.flush().expect("written");
        drop(draft);
        assert_eq!(fs::read(&path).expect("read"), b"old");
        let mut draft = Draft::new(&path).expect("made");
        draft.write_all(b"new").expect("written");
        draft.finish().expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"new");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    #[ignore = "the next test runs it in a process of its own, and kills it"]
    fn writes_until_it_is_killed() {
        let Some(path) = std::env::var_os(TO) else { return };
        for byte in [b'b', b'a'].into_iter().cycle() {
            replace(path.as_ref(), &vec![byte; LENGTH], None).expect("written");
        }
    }

    #[test]
    fn a_process_that_is_killed_leaves_the_old_bytes_or_the_new_ones() {
        for run in 0..RUNS {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("a.txt");
            fs::write(&path, vec![b'a'; LENGTH]).expect("written");
            let mut child = Command::new(std::env::current_exe().expect("known"));
            child.args(["--exact", "write::tests::writes_until_it_is_killed", "--ignored"]);
            child.env(TO, &path).stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = child.spawn().expect("it runs");
            let started = Instant::now();
            while fs::read_dir(folder.path()).expect("a folder").count() == 1 {
                assert!(started.elapsed() < Duration::from_secs(60), "nothing is written");
            }
            // From 0 to 40 ms, in no particular order.
            std::thread::sleep(Duration::from_micros(run * 7_919 % 40_000));
            child.kill().expect("it runs still");
            child.wait().expect("it ends");
            let bytes = fs::read(&path).expect("it is there");
            let whole = bytes.len() == LENGTH && bytes.iter().all(|byte| *byte == bytes[0]);
            assert!(whole, "{} bytes are left", bytes.len());
        }
    }
}
