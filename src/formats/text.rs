//! Plain text.

use super::encoding::{Decoded, decode};
use crate::document::{Document, Format, Markup, Origin, Reading, Unreadable, plain};

/// Plain text.
#[derive(Debug)]
pub(super) struct Plain;

impl Markup for Plain {}

impl Format for Plain {
    fn name(&self) -> &'static str {
        "text"
    }

    fn about(&self) -> &'static str {
        "plain text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, _: &Reading) -> Result<Document, Unreadable> {
        let Decoded { text, map, note, encoding } = decode(bytes, None)?;
        let origin = Origin { encoding: map, charset: encoding, ..Origin::plain(0) };
        let mut document = plain::document(path.to_owned(), text, origin);
        document.notes.extend(note);
        Ok(document)
    }
}
