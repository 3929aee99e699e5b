//! A bound on the attributes of a tag. The tokenizer calls itself for each attribute of a tag, so that a tag with
//! thousands of them would overflow the stack.

use std::cell::Cell;

use html5gum::{Readable, Reader};

/// The most attributes of a tag that are read. Pages have a few dozen at most.
const ATTRIBUTES: usize = 100;

/// A reader of a page that ends with an error where a tag has too many attributes.
pub(super) struct Bounded<'p, 'c> {
    inner: <&'p str as Readable<'p>>::Reader,
    /// The number of attributes of the open tag, kept by the taker of the tokenizer's events.
    open: &'c Cell<usize>,
}

/// The error for a tag with too many attributes.
#[derive(Debug, thiserror::Error)]
#[error("a tag has more than {ATTRIBUTES} attributes")]
pub(super) struct TooMany;

impl<'p, 'c> Bounded<'p, 'c> {
    pub(super) fn new(page: &'p str, open: &'c Cell<usize>) -> Self {
        Self { inner: page.to_reader(), open }
    }

    fn bound(&self) -> Result<(), TooMany> {
        if self.open.get() > ATTRIBUTES { Err(TooMany) } else { Ok(()) }
    }
}

impl Reader for Bounded<'_, '_> {
    type Error = TooMany;

    fn read_byte(&mut self) -> Result<Option<u8>, TooMany> {
        self.bound()?;
        let Ok(byte) = self.inner.read_byte();
        Ok(byte)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, TooMany> {
        self.bound()?;
        let Ok(read) = self.inner.read_until(needle, buffer);
        Ok(read)
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, TooMany> {
        let Ok(found) = self.inner.try_read_string(text, case_sensitive);
        Ok(found)
    }
}

/// The end of the tag in which byte `at` of a page lies, past its `>`; `at` must be in the name of an attribute. None
/// if the page ends in the tag. Linear.
pub(super) fn end_of_tag(page: &str, at: usize) -> Option<usize> {
    let bytes = page.as_bytes();
    let (mut at, mut is_value) = (at, false);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => return Some(at),
            b'"' | b'\'' if is_value => {
                at += memchr::memchr(byte, &bytes[at..])? + 1;
                is_value = false;
            }
            b'=' => is_value = true,
            byte => is_value &= byte.is_ascii_whitespace(),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_past_its_quotation_marks() {
        for page in ["<p a=\"x>\" b>", "<p a='>\"' b = \">\">", "<p a=x\">", "<p a>"] {
            assert_eq!(end_of_tag(&format!("{page}>!"), 3), Some(page.len()), "{page}");
        }
        for page in ["<p a=\">", "<p a", "<p a="] {
            assert_eq!(end_of_tag(page, 3), None, "{page}");
        }
    }
}
