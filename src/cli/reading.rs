//! Flags that say how files are read.

use clap::Args;

use super::{CLEAN, FAILED, Failure};
use crate::Document;
use crate::document::{self, FORMATS, Format, Reading};
use crate::source::{Input, SourceError};

/// The name of standard input. It is read as a file of the current directory.
pub(super) const STDIN: &str = "<stdin>";

/// Flags that say how files are read.
#[derive(Debug, Args)]
pub(super) struct InputFlags {
    /// The format of all files; without it, that of each file's name
    #[arg(long, value_parser = format, value_name = "FORMAT")]
    input_format: Option<&'static dyn Format>,
}

fn format(name: &str) -> Result<&'static dyn Format, String> {
    document::named(name).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
        format!("there is no such format; there are {}", names.join(", "))
    })
}

impl InputFlags {
    /// Reads inputs in turn, and names those that cannot be read after the others. Returns the exit
    /// code. `show` gets the place of each in `inputs`.
    pub(super) fn read_each(
        &self,
        inputs: &[Input],
        mut errors: Vec<SourceError>,
        mut show: impl FnMut(usize, &Document) -> Result<(), Failure>,
    ) -> Result<u8, Failure> {
        let reading = self.reading();
        for (n, input) in inputs.iter().enumerate() {
            match input.read(&reading) {
                Ok(document) => show(n, &document)?,
                Err(error) => errors.push(error),
            }
        }
        for error in &errors {
            eprintln!("error: {error}");
        }
        Ok(if errors.is_empty() { CLEAN } else { FAILED })
    }

    /// How inputs are read.
    pub(super) const fn reading(&self) -> Reading {
        Reading { format: self.input_format }
    }
}
