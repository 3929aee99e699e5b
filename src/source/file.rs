//! Opens files, and refuses what is none and what is too large, before anything is read of it.

use std::fs::{self, FileType, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// The most bytes of a file that is read whole. A check takes two to three times as much memory.
pub(super) const WHOLE: u64 = 256 << 20;

/// The most bytes of a configuration, a rule file or a word list.
const SETTING: u64 = 4 << 20;

/// What solves that a text is larger than [`WHOLE`].
const DIVIDE: &str = "divide it, or make its articles records (.jsonl), of which a file may have any number";

/// Opens a file. A pipe is opened only as one that the process was given: one that has a path of its own can
/// wait for a writer for ever, and a device can go on for ever.
///
/// # Errors
/// When there is no such file, it may not be read, or it is no file.
pub(super) fn open(path: &Path) -> io::Result<fs::File> {
    Ok(opened(path)?.0)
}

/// Opens a file, and tells the length that it had before.
fn opened(path: &Path) -> io::Result<(fs::File, u64)> {
    let known = fs::metadata(path)?;
    let is_read = known.is_file() || is_pipe(known.file_type()) && is_given(path);
    if !is_read {
        return Err(io::Error::other(format!("this is {}", kind(&known))));
    }
    Ok((fs::File::open(path)?, known.len()))
}

/// The bytes of a file.
///
/// # Errors
/// As [`open`], and when the file is larger than [`WHOLE`].
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let (file, length) = opened(path)?;
    limited(file, length, WHOLE, DIVIDE)
}

/// The bytes of standard input.
///
/// # Errors
/// When it cannot be read, or is larger than [`WHOLE`].
pub(super) fn stdin() -> io::Result<Vec<u8>> {
    limited(io::stdin().lock(), 0, WHOLE, DIVIDE)
}

/// The text of a configuration, rule file or word list.
///
/// # Errors
/// As [`open`], and when it is larger than 4 MiB or not UTF-8.
pub(super) fn setting(path: &Path) -> io::Result<String> {
    let (file, length) = opened(path)?;
    let bytes = limited(file, length, SETTING, "divide it, or name another file")?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        io::Error::other(format!("byte {at} is not UTF-8; save it as UTF-8"))
    })
}

/// Reads all of a file that has at most so many bytes.
fn limited(file: impl Read, length: u64, most: u64, way: &str) -> io::Result<Vec<u8>> {
    let too_large = || io::Error::other(format!("it is larger than {} MiB; {way}", most >> 20));
    if length > most {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    // A file can grow while it is read, and a pipe tells no length.
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_large()) } else { Ok(bytes) }
}

/// Whether a path is that of a stream which the process was given, as shells name them in `<(…)`.
fn is_given(path: &Path) -> bool {
    path == Path::new("/dev/stdin") || path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd")
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    kind.is_fifo()
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
}

/// What a path is that is no file, and the way out.
fn kind(known: &Metadata) -> &'static str {
    if known.is_dir() {
        "a folder"
    } else if is_pipe(known.file_type()) {
        "a pipe; give what comes through it on standard input, as `-`"
    } else {
        "no file, but a device or a socket; copy what it holds to a file"
    }
}
