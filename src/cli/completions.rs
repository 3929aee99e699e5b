//! `factlint completions`.

use std::io::Write;

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{CLEAN, Failure};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The shell that is to complete commands and flags
    #[arg(value_enum)]
    shell: Shell,
}

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let mut command = super::Arguments::command();
        // The generator panics where it cannot write, as into a closed pipe.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "factlint", &mut script);
        out.write_all(&script)?;
        Ok(CLEAN)
    }
}
