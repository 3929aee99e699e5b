//! Files that are written whole or not at all.

use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// How the names of temporary files begin and end. They are hidden, so that one which a killed
/// process leaves behind is taken for no article.
const PREFIX: &str = ".factlint-";
const SUFFIX: &str = ".tmp";

/// Puts bytes into a file: into one beside it first, which then takes its name, so that whoever
/// reads it finds the old bytes or the new ones, even if the process is killed. Permissions are
/// kept and, where the user may do so, the owner; a link stays a link. With `was` the file must
/// still hold these bytes, or the new ones already.
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
        // To put another file in its place is allowed to whoever may write to the folder, which is
        // no leave to change the file.
        File::options().write(true).open(&path)?;
    }
    let beside =
        |error: io::Error| io::Error::other(format!("no file can be made beside it: {}", error.kind()));
    let mut file = new(folder).map_err(beside)?;
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

/// A file for everyone whom the user's mask lets read it; a temporary one is private by itself.
#[cfg(unix)]
fn new(folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    Builder::new()
        .prefix(PREFIX)
        .suffix(SUFFIX)
        .permissions(fs::Permissions::from_mode(0o666))
        .tempfile_in(folder)
}

#[cfg(not(unix))]
fn new(folder: &Path) -> io::Result<NamedTempFile> {
    Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)
}

/// Gives a file the owner and group of another. Only some users may: for the others it is theirs.
#[cfg(unix)]
fn keep_owner(file: &File, known: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let _ = fchown(file, None, Some(known.gid()));
    let _ = fchown(file, Some(known.uid()), None);
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// Has the new name on the disk before the next file is written. A folder that cannot do so has
/// it there a little later.
#[cfg(unix)]
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(not(unix))]
fn sync(_: &Path) {}
