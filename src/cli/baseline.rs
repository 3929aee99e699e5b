//! The flags of `check` for baselines, and the use of a baseline file.

use std::collections::HashSet;
use std::io;
use std::path::PathBuf;

use clap::Args;
use rustc_hash::FxHashSet;

use super::Failure;
use super::place::Places;
use super::streams::tell;
use crate::checked::Checked;
use crate::gate::Baseline;
use crate::source::Input;
use crate::write;

/// Flags that say which findings are known.
#[derive(Debug, Args)]
pub(super) struct Flags {
    /// A file of known findings; only others are reported
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Make what is found now the baseline
    #[arg(long, requires = "baseline")]
    write_baseline: bool,
    /// Drop what matches nothing any more from the baseline
    #[arg(long, requires = "baseline", conflicts_with = "write_baseline")]
    prune_baseline: bool,
}

impl Flags {
    /// The baseline for a run on `inputs`, which the command line names by `paths`; none if none is asked
    /// for.
    pub(super) fn open(&self, inputs: &[Input], paths: &[PathBuf]) -> Result<Option<Open<'_>>, Failure> {
        let Some(file) = &self.baseline else { return Ok(None) };
        let name = file.display().to_string();
        let text = match std::fs::read_to_string(file) {
            Ok(text) => Some(text),
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Failure::Message(format!("{name}: {error}")));
            }
            Err(_) if self.write_baseline => None,
            Err(_) => {
                return Err(Failure::Message(format!(
                    "{name}: there is no such file; write it with --write-baseline --baseline {name}"
                )));
            }
        };
        let baseline = text.as_deref().map(|text| Baseline::read(&name, text)).transpose();
        let mut baseline = baseline.map_err(Failure::Refused)?.unwrap_or_default();
        let mut places = Places::seen_from(file);
        let here: HashSet<String> = inputs.iter().map(|input| places.name(input.name.as_ref())).collect();
        baseline.release(|path| !here.contains(path) && !places.path(path).exists());
        let folders = paths.iter().filter(|path| path.is_dir()).filter_map(|path| path.canonicalize().ok());
        Ok(Some(Open { flags: self, name, file, text, folders: folders.collect(), baseline, places }))
    }
}

/// A baseline in use.
pub(super) struct Open<'f> {
    flags: &'f Flags,
    name: String,
    file: &'f PathBuf,
    /// The text of the file before the run, if it existed.
    text: Option<String>,
    baseline: Baseline,
    places: Places,
    /// The folders that are searched.
    folders: Vec<PathBuf>,
}

impl Open<'_> {
    /// The fingerprints of a file's findings that are known.
    pub(super) fn known(&mut self, checked: &Checked) -> FxHashSet<String> {
        let path = self.places.name(checked.document.path.as_ref());
        self.baseline.known(&path, &checked.findings)
    }

    /// Suppresses the findings that are known.
    pub(super) fn suppress(&mut self, checked: &mut Checked) {
        let path = self.places.name(checked.document.path.as_ref());
        self.baseline.suppress(&path, checked, self.flags.write_baseline);
    }

    /// Reports entries that hide nothing, and writes the baseline if that is asked for.
    pub(super) fn close(self) -> Result<(), Failure> {
        let Self { flags, name, file, text, mut baseline, places, folders } = self;
        let is_within = |path: &str| {
            let path = places.path(path);
            folders.iter().any(|folder| path.starts_with(folder))
        };
        let unused = baseline.unused(is_within);
        let entries = counted(unused.len());
        if flags.write_baseline || flags.prune_baseline {
            let now = baseline.text();
            if text.as_ref() != Some(&now) {
                write::whole(file, now.as_bytes())?;
            }
            if flags.write_baseline {
                tell(format_args!(
                    "{name}: {} added, {} dropped",
                    counted(baseline.added().len()),
                    unused.len()
                ));
            } else {
                tell(format_args!("{name}: {entries} dropped"));
            }
        } else if !unused.is_empty() {
            let (matches, them) = if unused.len() == 1 { ("matches", "it") } else { ("match", "them") };
            tell(format_args!(
                "warning: {name}: {entries} {matches} nothing any more; --prune-baseline drops {them}"
            ));
            for entry in unused {
                let reason = entry.reason.map_or_else(String::new, |reason| format!(" ({reason})"));
                tell(format_args!("  {}: {} \"{}\"{reason}", entry.path, entry.rule, entry.words));
            }
        }
        Ok(())
    }
}

fn counted(entries: usize) -> String {
    format!("{entries} {}", if entries == 1 { "entry" } else { "entries" })
}
