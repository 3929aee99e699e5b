//! Writes files: new ones, and existing ones whole or not at all.

use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::Failure;

/// Writes a file that does not exist yet. If it exists, the error adds `way`: what happens to the file, or
/// how to solve it.
pub(super) fn new(path: &Path, text: &str, way: &str) -> Result<(), Failure> {
    let written = File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::AlreadyExists => format!("there is such a file already; {way}"),
            _ => error.to_string(),
        };
        Failure::Message(format!("{}: {reason}", path.display()))
    })
}

/// How the names of temporary files begin and end. They are hidden, so that a file which a killed process
/// leaves behind is not taken for an article.
const PREFIX: &str = ".factlint-";
const SUFFIX: &str = ".tmp";

/// Replaces the bytes of a file. They are first written to a file beside it, which then takes its name, so
/// that readers find the old bytes or the new ones, even if the process is killed. Permissions are kept and,
/// where the user may do so, the owner; a link stays a link. With `was` the file must still hold these bytes,
/// or hold the new ones already.
pub(super) fn replace(path: &Path, bytes: &[u8], was: Option<&[u8]>) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
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
    let not_made =
        |error: io::Error| io::Error::other(format!("no file can be made beside it: {}", error.kind()));
    let mut file = beside(folder).map_err(not_made)?;
    file.write_all(bytes)?;
    if let Some(known) = &known {
        keep_owner(file.as_file(), known);
        file.as_file().set_permissions(known.permissions())?;
    }
    file.as_file().sync_all()?;
    if let Some(was) = was {
        let now = fs::read(&path)?;
        if now == bytes {
            return Ok(());
        }
        if now != was {
            return Err(io::Error::other("the file changed after it was read; run factlint again"));
        }
    }
    file.persist(&path)?;
    sync(folder);
    Ok(())
}

/// A file with the permissions of the user's mask; a temporary file is private by default.
#[cfg(unix)]
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    Builder::new()
        .prefix(PREFIX)
        .suffix(SUFFIX)
        .permissions(fs::Permissions::from_mode(0o666))
        .tempfile_in(folder)
}

#[cfg(not(unix))]
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
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
            child.args(["--exact", "cli::write::tests::writes_until_it_is_killed", "--ignored"]);
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
