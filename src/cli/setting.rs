//! The rules and configurations that a command uses.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::gate;
use crate::source::{Configs, read_text};

/// Flags that commands share.
#[derive(Clone, Debug, Args)]
pub(super) struct Setting {
    /// A file of further rules; may be given several times
    #[arg(long, value_name = "FILE")]
    rules: Vec<PathBuf>,
    /// Do not look for factlint.toml
    #[arg(long)]
    no_config: bool,
}

impl Setting {
    /// The configurations to use, with the rule files of the flags and those of `more`.
    pub(super) fn configs(&self, more: &[PathBuf]) -> Result<Configs, Failure> {
        let mut files = Vec::new();
        for path in self.rules.iter().chain(more) {
            let file = read_text(path);
            let file = file.map_err(|error| Failure::Message(format!("{}: {error}", path.display())))?;
            gate::add(&mut files, vec![file]);
        }
        Ok(Configs::new(files, !self.no_config))
    }
}
