//! Flags that say how files are read.

use clap::Args;

use crate::document::{self, FORMATS, Format, Reading};

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
    /// How inputs are read.
    pub(super) const fn reading(&self) -> Reading {
        Reading { format: self.input_format }
    }
}
