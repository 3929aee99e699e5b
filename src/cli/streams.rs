//! Standard output and standard error.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

use crate::visible;

/// Prints a line on standard error, with what is hidden in it made visible. Where standard error is closed,
/// the line is lost and the work goes on.
pub(super) fn tell(line: impl Display) {
    draw(&format!("{}\n", visible::line(&line.to_string())));
}

/// Prints on standard error what is drawn for it, in colour or not.
pub(super) fn draw(drawing: &str) {
    let _ = io::stderr().write_all(drawing.as_bytes());
}

/// A stream that takes all that is written to it, also once its reader has closed it, as `head` does, or its
/// disk is full: so that a run finishes its files and fixes, and its exit code is that of the whole run.
pub(super) struct Lasting<W> {
    out: W,
    name: &'static str,
    /// The first error, after which nothing is written any more.
    error: Option<io::Error>,
}

impl<W: Write> Lasting<W> {
    /// A stream with the name that it has in errors.
    pub(super) const fn new(out: W, name: &'static str) -> Self {
        Self { out, name, error: None }
    }

    /// Whether nothing that is written arrives any more.
    pub(super) const fn is_lost(&self) -> bool {
        self.error.is_some()
    }

    /// Writes what is still to be written.
    ///
    /// # Errors
    /// When something could not be written, but for what a reader did not want to read.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        match self.error {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(io::Error::new(error.kind(), format!("{}: {error}", self.name)))
            }
            _ => Ok(()),
        }
    }

    fn lasting(&mut self, what: impl FnOnce(&mut W) -> io::Result<()>) {
        if self.error.is_none() {
            self.error = what(&mut self.out).err();
        }
    }
}

impl<W: Write> Write for Lasting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.lasting(|out| out.write_all(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.lasting(Write::flush);
        Ok(())
    }
}

/// A stream that ends the run once nobody reads it, for commands that do nothing but print.
pub(super) struct Read<'o, W>(pub(super) &'o mut Lasting<W>);

impl<W: Write> Write for Read<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.0.write(bytes)?;
        if self.0.is_lost() { Err(ErrorKind::BrokenPipe.into()) } else { Ok(written) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()?;
        if self.0.is_lost() { Err(ErrorKind::BrokenPipe.into()) } else { Ok(()) }
    }
}
