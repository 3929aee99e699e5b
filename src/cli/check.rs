//! `factlint check`.

use std::io::{Write, stdout};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::baseline::{Flags, Open};
use super::colour::Colour;
use super::fix::{Fixer, Fixing};
use super::git::Changes;
use super::inputs;
use super::output::{Look, Output};
use super::reading::InputFlags;
use super::setting::Setting;
use super::{CLEAN, FAILED, FOUND, Failure, watch};
use crate::Severity;
use crate::document::Reading;
use crate::gate::{Config, Configs, ignore};
use crate::report::{Checked, Summary};
use crate::source::{Input, SourceError};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// The most warnings a run may have and still end with 0
    #[arg(long, value_name = "N")]
    max_warnings: Option<usize>,
    /// Report errors only; warnings still count for the exit code
    #[arg(long, short)]
    quiet: bool,
    /// Only files changed since a git revision, and what touches their changed lines
    #[arg(long, value_name = "REV", conflicts_with_all = ["write_baseline", "prune_baseline"])]
    since: Option<String>,
    /// The name that standard input has in reports, and whose folder configures it
    #[arg(long, value_name = "PATH", default_value = "<stdin>")]
    stdin_path: String,
    /// Leave out what the configuration excludes even where it is named outright
    #[arg(long)]
    force_exclude: bool,
    /// Check again what is saved, until Ctrl-C
    #[arg(long, conflicts_with_all = ["output", "write_baseline", "prune_baseline", "fix", "diff"])]
    watch: bool,
    #[command(flatten)]
    reading: InputFlags,
    #[command(flatten)]
    pub(super) setting: Setting,
    #[command(flatten)]
    baseline: Flags,
    #[command(flatten)]
    fixes: Fixing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

/// What is found in the bytes of an input.
fn check(input: &Input, config: &Config, bytes: Vec<u8>, reading: &Reading) -> Result<Checked, SourceError> {
    let document = input.document(bytes, reading)?;
    let findings = config.every(&document);
    let mut checked = Checked { document, findings, suppressed: Vec::new() };
    ignore(&mut checked, config);
    Ok(checked)
}

/// How many files are held at once: enough to keep all cores at work, few enough that memory
/// does not grow with the number of files.
const BATCH: usize = 256;

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write, colour: Colour) -> Result<u8, Failure> {
        if self.watch {
            return watch::run(self, out, colour);
        }
        // The process ends soon: to give back all its memory piece by piece takes time for nothing.
        let mut configs = ManuallyDrop::new(self.setting.configs(&[])?);
        let found = self.find(&mut configs)?;
        self.report(found, &mut configs, out, colour)
    }

    /// What there is to check, and what cannot be looked through.
    pub(super) fn find(&self, configs: &mut Configs) -> Result<(Vec<Input>, Vec<SourceError>), Failure> {
        Ok(inputs::find(configs, &self.paths, &self.stdin_path, self.force_exclude)?)
    }

    /// Checks what was found and reports on it.
    pub(super) fn report(
        &self,
        (mut inputs, mut errors): (Vec<Input>, Vec<SourceError>),
        configs: &mut Configs,
        out: &mut dyn Write,
        colour: Colour,
    ) -> Result<u8, Failure> {
        let changes = self.since.as_deref().map(|rev| Changes::since(rev, &mut inputs)).transpose()?;
        let reading = self.reading.reading();
        let mut summary = Summary::default();
        let mut worst = None;
        // Every configuration is read before anything is written: a bad one stops the run whole.
        let stdin = Path::new(&self.stdin_path);
        let of = |input: &Input| configs.of(input.path.as_deref().unwrap_or(stdin));
        let configs = inputs.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        // Whose entries match nothing because the file is gone shows only where all is checked.
        let searched = if changes.is_some() || self.watch { &[] } else { self.paths.as_slice() };
        let mut baseline = self.baseline.open(&inputs, searched)?;
        let mut stderr = std::io::stderr();
        let (report, fixed) = self.fixes.streams(&self.paths, out, &mut stderr);
        let mut fixer = self.fixes.fixer(fixed, colour.on(&stdout()));
        let is_filter = self.fixes.is_filter(&self.paths);
        if let Some(fixer) = &mut fixer
            && is_filter
            && inputs.iter().all(|input| input.path.is_some())
        {
            fixer.pass_excluded()?;
        }
        let coloured = if is_filter { colour.on(&std::io::stderr()) } else { colour.on(&stdout()) };
        let look = Look { colour: coloured, configs: &configs };
        let mut reports = self.output.reports(report, look)?;
        for (batch, configs) in inputs.chunks(BATCH).zip(configs.chunks(BATCH)) {
            let one = |(input, config): (&Input, &Arc<Config>)| {
                let bytes = input.bytes()?;
                let kept = if self.fixes.on() { bytes.clone() } else { Vec::new() };
                Ok((check(input, config, bytes, &reading)?, kept))
            };
            let checked: Vec<Result<(Checked, Vec<u8>), SourceError>> = match batch {
                // No threads are started for it.
                [_] => batch.iter().zip(configs).map(one).collect(),
                _ => batch.par_iter().zip(configs).map(one).collect(),
            };
            for (checked, (input, config)) in checked.into_iter().zip(batch.iter().zip(configs)) {
                match checked {
                    Ok((mut checked, bytes)) => {
                        for note in &checked.document.notes {
                            eprintln!("warning: {}: {note}", checked.document.path);
                        }
                        if let Some(fixer) = &mut fixer {
                            let known =
                                baseline.as_mut().map(|open| open.known(&checked)).unwrap_or_default();
                            let again = |bytes| check(input, config, bytes, &reading).ok();
                            checked = fixer.file(input, (&bytes, checked), &known, again)?;
                        }
                        if let Some(baseline) = &mut baseline {
                            baseline.suppress(&mut checked);
                        }
                        if let Some(changes) = &changes {
                            changes.keep(&mut checked);
                        }
                        checked.tell_once();
                        summary.add(&checked);
                        worst = worst.max(checked.findings.iter().map(|f| f.severity).max());
                        if self.quiet {
                            checked.findings.retain(|finding| finding.severity == Severity::Error);
                        }
                        reports.file(&checked)?;
                    }
                    Err(error) => errors.push(error),
                }
            }
        }
        summary.unreadable = errors.len();
        summary.fixed = fixer.as_ref().map_or(0, Fixer::made);
        baseline.map_or(Ok(()), Open::close)?;
        reports.finish(&summary)?;
        for error in &errors {
            eprintln!("error: {error}");
        }
        let fixes = fixer.as_mut().map_or(Ok(None), Fixer::finish)?;
        Ok(if errors.is_empty() { fixes.unwrap_or_else(|| self.verdict(worst, &summary)) } else { FAILED })
    }

    fn verdict(&self, worst: Option<Severity>, summary: &Summary) -> u8 {
        if self.max_warnings.is_some_and(|most| summary.warnings > most) {
            return FOUND;
        }
        let limit = match self.fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Info => Severity::Info,
            FailOn::Never => return CLEAN,
        };
        if worst >= Some(limit) { FOUND } else { CLEAN }
    }
}
