//! `factlint check`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::baseline::{Flags, Open};
use super::output::{Look, Output};
use super::setting::Setting;
use super::{CLEAN, FAILED, FOUND, Failure};
use crate::Severity;
use crate::report::{Checked, Summary};
use crate::source::{self, Input, SourceError};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
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
    /// The name that standard input has in reports, and whose folder configures it
    #[arg(long, value_name = "PATH", default_value = "<stdin>")]
    stdin_path: String,
    #[command(flatten)]
    setting: Setting,
    #[command(flatten)]
    baseline: Flags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

/// How many files are held at once: enough to keep all cores at work, few enough that memory
/// does not grow with the number of files.
const BATCH: usize = 256;

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write, colour: bool) -> Result<u8, Failure> {
        let mut configs = self.setting.configs(&[])?;
        let (inputs, mut errors) = source::discover(&self.paths, &self.stdin_path);
        let mut summary = Summary::default();
        let mut worst = None;
        // Every configuration is read before anything is written: a bad one stops the run whole.
        let stdin = Path::new(&self.stdin_path);
        let of = |input: &Input| configs.of(input.path.as_deref().unwrap_or(stdin));
        let configs = inputs.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        let mut baseline = self.baseline.open(&inputs, &self.paths)?;
        let mut reports = self.output.reports(out, Look { colour, configs: &configs })?;
        for (batch, configs) in inputs.chunks(BATCH).zip(configs.chunks(BATCH)) {
            let checked: Vec<Result<Checked, SourceError>> = batch
                .par_iter()
                .zip(configs)
                .map(|(input, config)| {
                    let document = input.read()?;
                    let findings = config.every(&document);
                    Ok(Checked { document, findings, suppressed: Vec::new() })
                })
                .collect();
            for checked in checked {
                match checked {
                    Ok(mut checked) => {
                        if let Some(baseline) = &mut baseline {
                            baseline.suppress(&mut checked);
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
        baseline.map_or(Ok(()), Open::close)?;
        reports.finish(&summary)?;
        for error in &errors {
            eprintln!("error: {error}");
        }
        Ok(if errors.is_empty() { self.verdict(worst, &summary) } else { FAILED })
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
