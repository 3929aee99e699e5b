//! `factlint check`.

use std::io::{IsTerminal as _, Write, stdin, stdout};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::baseline::{Flags, Open};
use super::colour::Colour;
use super::fix::{Fixer, Fixing};
use super::git::Changes;
use super::inputs;
use super::output::{Look, Output};
use super::reading::{DateFlag, InputFlags, unread};
use super::setting::Setting;
use super::streams::{Lasting, tell};
use super::{CLEAN, FAILED, FOUND, Failure};
use crate::checked::{Checked, Summary};

use crate::Severity;
use crate::document::Reading;
use crate::source::{Configs, Found, Input, Part, SourceError};

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
    pub(super) watch: bool,
    #[command(flatten)]
    published: DateFlag,
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
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

/// How many files and pieces of files are held at once, and how many bytes of pieces: enough to keep all
/// cores at work, and few enough that memory does not grow with the files.
const BATCH: usize = 256;
const BYTES: usize = 8 << 20;

/// An input or a piece of one, and the index of the input.
type Work = (usize, Result<Part, SourceError>);

/// The index of an input, the check of it or of a piece of it, and its bytes if they are to be fixed.
type Outcome = Result<(usize, Checked, Vec<u8>), SourceError>;

/// The next pieces of work, as many as are held at once.
fn batch(work: &mut impl Iterator<Item = Work>) -> Vec<Work> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH && bytes < BYTES {
        let Some(next) = work.next() else { break };
        bytes += next.1.as_ref().map_or(0, Part::held);
        batch.push(next);
    }
    batch
}

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write, colour: Colour) -> Result<u8, Failure> {
        // The process ends soon, and freeing all its memory piece by piece would only take time.
        let mut configs = ManuallyDrop::new(self.setting.configs(&[])?);
        let found = self.find(&mut configs)?;
        if found.inputs.iter().any(|input| input.path.is_none()) && stdin().is_terminal() {
            tell(
                "reading from the keyboard; Ctrl-D at the start of a line ends the text (Ctrl-Z and Enter on Windows)",
            );
        }
        let is_nothing = inputs::is_nothing(&found, &self.paths);
        // Reports are whole all the same.
        let code = self.report(found, &mut configs, out, colour)?;
        Ok(if is_nothing { FAILED } else { code })
    }

    /// Finds the inputs to check, and the folders that cannot be searched.
    pub(super) fn find(&self, configs: &mut Configs) -> Result<Found, Failure> {
        Ok(inputs::find(configs, &self.paths, &self.stdin_path, self.force_exclude)?)
    }

    /// Checks the inputs and reports the findings.
    pub(super) fn report(
        &self,
        Found { mut inputs, mut errors, passed }: Found,
        configs: &mut Configs,
        out: &mut dyn Write,
        colour: Colour,
    ) -> Result<u8, Failure> {
        let changes = self.since.as_deref().map(|rev| Changes::since(rev, &mut inputs)).transpose()?;
        let mut summary = Summary { passed_over: passed.count(), ..Summary::default() };
        let mut worst = None;
        // Every configuration is read before anything is written: a bad one stops the run whole.
        let of = |input: &Input| configs.of(input.place());
        let configs = inputs.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        // Entries of files that are gone can be told to be unused only where everything is checked.
        let searched = if changes.is_some() || self.watch { &[] } else { self.paths.as_slice() };
        let mut baseline = self.baseline.open(&inputs, searched)?;
        let mut stderr = Lasting::new(std::io::stderr(), "standard error");
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
        let mut comments = self.output.comments(&inputs)?;
        let changes_are = self.fixes.changes()?;
        let one = |(n, part): Work| {
            let (input, config) = (&inputs[n], &configs[n]);
            let reading =
                Reading { changes: changes_are.clone(), ..self.reading.reading(config, self.published.date) };
            let mut kept = Vec::new();
            let document = if self.fixes.on() {
                kept = input.bytes()?;
                input.document(kept.clone(), &reading)?
            } else {
                input.part(part?, &reading)?
            };
            Ok((n, config.check(document), kept))
        };
        let mut work = inputs.iter().enumerate().flat_map(|(n, input)| {
            // A file that is to be fixed is read whole.
            let whole = || Box::new(std::iter::once(Ok(Part::Whole))) as Box<dyn Iterator<Item = _> + Send>;
            let parts = || input.parts(&self.reading.reading(&configs[n], self.published.date));
            if self.fixes.on() { whole() } else { parts() }.map(move |part| (n, part))
        });
        loop {
            let batch = batch(&mut work);
            let checked: Vec<Outcome> = match batch.len() {
                0 => break,
                // A single piece of work starts no threads.
                1 => batch.into_iter().map(one).collect(),
                _ => batch.into_par_iter().map(one).collect(),
            };
            for checked in checked {
                match checked {
                    Ok((n, mut checked, bytes)) => {
                        let (input, config) = (&inputs[n], &configs[n]);
                        errors.extend(unread(&mut checked.document));
                        for note in &checked.document.notes {
                            tell(format_args!("warning: {}: {note}", checked.document.path));
                        }
                        if let Some(fixer) = &mut fixer {
                            let known =
                                baseline.as_mut().map(|open| open.known(&checked)).unwrap_or_default();
                            let again = |bytes| {
                                let reading = self.reading.reading(config, self.published.date);
                                let reading = Reading { changes: changes_are.clone(), ..reading };
                                Some(config.check(input.document(bytes, &reading).ok()?))
                            };
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
                        if let Some(comments) = &mut comments {
                            comments.file(
                                input,
                                &checked,
                                &self.reading.reading(config, self.published.date),
                            );
                        }
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
            tell(format_args!("error: {error}"));
        }
        let commented = comments.is_none_or(|comments| comments.finish());
        let fixes = fixer.as_mut().map_or(Ok(None), Fixer::finish)?;
        Ok(if errors.is_empty() && commented {
            fixes.unwrap_or_else(|| self.verdict(worst, &summary))
        } else {
            FAILED
        })
    }

    fn verdict(&self, worst: Option<Severity>, summary: &Summary) -> u8 {
        if self.max_warnings.is_some_and(|most| summary.warnings > most) {
            return FOUND;
        }
        self.fail_on.verdict(worst)
    }
}

impl FailOn {
    /// The exit code if this is the greatest severity of the findings.
    pub(super) fn verdict(self, worst: Option<Severity>) -> u8 {
        let limit = match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
            Self::Never => return CLEAN,
        };
        if worst >= Some(limit) { FOUND } else { CLEAN }
    }
}
