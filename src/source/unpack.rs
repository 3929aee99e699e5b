//! Unpacks files packed with gzip and Zstandard, within limits.

use std::io::{self, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::zstandard::Zstandard;
use crate::formats::is_packed;

/// The most unpacked bytes of a packed file that must be held whole. Records are read piece by piece and have
/// no such limit.
const WHOLE: usize = 16 << 20;

/// The most times its packed size that a file may have, if it is larger than `SMALL`. Text packs to a tenth
/// or so, and gzip ends at a thousandth.
const RATIO: usize = 250;
const SMALL: usize = 1 << 20;

/// A reader of a file that unpacks it if its name is that of a packed file.
pub(super) fn reader(path: &Path, file: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    if !is_packed(path) {
        return Box::new(file);
    }
    let is_gzip = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
    if is_gzip { Box::new(MultiGzDecoder::new(BufReader::new(file))) } else { Box::new(Zstandard::new(file)) }
}

/// Unpacks the bytes of a file, if it is packed.
///
/// # Errors
/// When the bytes are damaged, cut off, or too many. The error tells what is wrong and how to solve it.
pub(super) fn whole(path: &Path, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let packed = bytes.len();
    let mut unpacked = Vec::new();
    let reader = reader(path, io::Cursor::new(bytes));
    reader.take(WHOLE as u64 + 1).read_to_end(&mut unpacked).map_err(|error| damaged(&error))?;
    if unpacked.len() > SMALL && unpacked.len() / RATIO > packed {
        return Err(format!(
            "it unpacks to more than {RATIO} times its size, as no article does; it is left unread"
        ));
    }
    if unpacked.len() > WHOLE {
        return Err(format!("it is larger than {} MiB unpacked; unpack it", WHOLE >> 20));
    }
    Ok(unpacked)
}

/// The error for packed bytes that cannot be unpacked.
pub(super) fn damaged(error: &io::Error) -> String {
    format!("it cannot be unpacked: {error}; it is damaged or cut off, so get the file once more")
}
