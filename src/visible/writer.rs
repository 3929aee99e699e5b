//! A writer that makes the lines that go through it visible.

use std::io::{self, Write};

use super::lines;

/// Writes text line by line, each as [`lines`] shows it. The end of a line that is still to come waits for it,
/// until [`Write::flush`].
pub(crate) struct Visible<W: Write> {
    out: W,
    /// The bytes after the last line end.
    rest: Vec<u8>,
}

impl<W: Write> Visible<W> {
    pub(crate) const fn new(out: W) -> Self {
        Self { out, rest: Vec::new() }
    }

    fn pass(&mut self, length: usize) -> io::Result<()> {
        let rest = self.rest.split_off(length);
        let whole = std::mem::replace(&mut self.rest, rest);
        self.out.write_all(lines(&String::from_utf8_lossy(&whole)).as_bytes())
    }
}

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend_from_slice(bytes);
        if let Some(end) = memchr::memrchr(b'\n', &self.rest) {
            self.pass(end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass(self.rest.len())?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_seen_whole_however_it_is_written() {
        let text = "Ħal\u{202e} ##[error]x\n::add-mask::a\u{9b}\nlast\u{200b}".as_bytes();
        for step in 1..text.len() {
            let mut out = Visible::new(Vec::new());
            text.chunks(step).for_each(|part| out.write_all(part).expect("written"));
            out.flush().expect("written");
            let shown = String::from_utf8(out.out).expect("UTF-8");
            assert_eq!(shown, "Ħal<U+202E> <U+0023>#[error]x\n<U+003A>:add-mask::a<U+009B>\nlast<U+200B>");
        }
    }
}
