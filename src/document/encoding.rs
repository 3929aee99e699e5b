//! Encodings: from the bytes of a file to text.

use super::SourceMap;
use super::format::Unreadable;

/// The text that bytes are, and the way back. A byte order mark is no part of it.
///
/// # Errors
/// When they are no text in UTF-8.
pub(super) fn decode(bytes: Vec<u8>) -> Result<(String, SourceMap), Unreadable> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Unreadable("the file is larger than 4 GiB; split it".to_owned()));
    }
    if let Some(what) = super::package::other(&bytes) {
        return Err(what);
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        let reason = "this is a binary file or text in UTF-16; factlint reads text in UTF-8";
        return Err(Unreadable(format!("byte {at} is a NUL: {reason}")));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Unreadable(format!("byte {at} is not UTF-8; save the file as UTF-8"))
    })?;
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    text.drain(..mark);
    Ok((text, SourceMap::shifted(mark as u32)))
}
