//! `factlint init`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{CLEAN, Failure};
use crate::Linter;
use crate::formats::FORMATS;
use crate::gate::{Level, NAME};
use crate::write;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder to write it to; the current directory by default
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// The template of a configuration.
const TEMPLATE: &str = include_str!("new-config.toml");

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let file = self.folder.as_deref().unwrap_or(Path::new("")).join(NAME);
        write::new(&file, &text()?, "it stays as it is")?;
        writeln!(out, "{} is written; all its settings are comments so far", file.display())?;
        Ok(CLEAN)
    }
}

/// The template, with the extensions of articles and the rules that are off by default.
fn text() -> Result<String, Failure> {
    let searched = FORMATS.iter().filter(|format| format.is_searched_for());
    let extensions = searched.flat_map(|format| format.extensions());
    let extensions: Vec<String> = extensions.map(|extension| format!("*.{extension}")).collect();
    let linter = Linter::builtin()?;
    let mut off: Vec<_> =
        linter.rules().all().iter().filter(|r| Level::unasked(r.severity) == Level::Off).collect();
    off.sort_by(|a, b| a.id.cmp(&b.id));
    let off: Vec<String> = off.iter().map(|r| format!("#\"{}\" = \"off\" # {}", r.id, r.summary)).collect();
    Ok(TEMPLATE.replace("{extensions}", &extensions.join(", ")).replace("{rules}", &off.join("\n")))
}
