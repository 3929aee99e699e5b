//! `factlint schema`.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::{CLEAN, Failure};
use crate::{gate, rules};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file that the schema describes
    #[arg(value_enum, default_value_t = Of::Rules)]
    of: Of,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Of {
    /// A file of rules
    Rules,
    /// factlint.toml
    Config,
}

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let schema = match self.of {
            Of::Rules => rules::schema(),
            Of::Config => gate::schema(),
        };
        writeln!(out, "{schema:#}")?;
        Ok(CLEAN)
    }
}
