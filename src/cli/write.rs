//! Files that are written: new ones, and old ones whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::Failure;

/// Writes a file that is not there yet. If it is, `way` says what becomes of that, or the way out.
pub(super) fn new(path: &Path, text: &str, way: &str) -> Result<(), Failure> {
    let written = fs::File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::AlreadyExists => format!("there is such a file already; {way}"),
            _ => error.to_string(),
        };
        Failure::Message(format!("{}: {reason}", path.display()))
    })
}

/// Puts a text into a file: into one beside it first, which then takes its name, so that whoever
/// reads it finds the old text or the new one. Permissions are kept, and a link stays a link.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = beside(folder)?;
    file.write_all(text.as_bytes())?;
    if let Ok(known) = fs::metadata(&path) {
        file.as_file().set_permissions(known.permissions())?;
    }
    file.persist(&path)?;
    Ok(())
}

/// A file for everyone whom the user's mask lets read it; a temporary one is private by itself.
#[cfg(unix)]
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(folder)
}
