//! `factlint check`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::setting::Setting;
use super::{CLEAN, FAILED, FOUND, Failure};
use crate::report::{Compact, Json, JsonLines, Pretty, Report, Summary};
use crate::source::{self, Input, SourceError};
use crate::{Document, Finding, Severity};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Pretty)]
    format: Format,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// The name that standard input has in reports, and whose folder configures it
    #[arg(long, value_name = "PATH", default_value = "<stdin>")]
    stdin_path: String,
    #[command(flatten)]
    setting: Setting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Annotated source, for people
    Pretty,
    /// path:line:col: severity rule message
    Compact,
    /// One object
    Json,
    /// One object a line
    Jsonl,
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
        let mut report: Box<dyn Report> = match self.format {
            Format::Pretty => Box::new(Pretty::new(super::width(), colour)),
            Format::Compact => Box::new(Compact),
            Format::Json => Box::<Json>::default(),
            Format::Jsonl => Box::new(JsonLines),
        };
        let mut summary = Summary::default();
        let mut worst = None;
        // Every configuration is read before anything is written: a bad one stops the run whole.
        let stdin = Path::new(&self.stdin_path);
        let of = |input: &Input| configs.of(input.path.as_deref().unwrap_or(stdin));
        let configs = inputs.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        for (batch, configs) in inputs.chunks(BATCH).zip(configs.chunks(BATCH)) {
            let checked: Vec<Result<(Document, Vec<Finding>), SourceError>> = batch
                .par_iter()
                .zip(configs)
                .map(|(input, config)| {
                    let document = input.read()?;
                    let findings = config.findings(&document);
                    Ok((document, findings))
                })
                .collect();
            for checked in checked {
                match checked {
                    Ok((document, findings)) => {
                        summary.add(&document, &findings);
                        worst = worst.max(findings.iter().map(|f| f.severity).max());
                        report.file(out, &document, &findings)?;
                    }
                    Err(error) => errors.push(error),
                }
            }
        }
        summary.unreadable = errors.len();
        report.finish(out, &summary)?;
        out.flush()?;
        for error in &errors {
            eprintln!("error: {error}");
        }
        Ok(if errors.is_empty() { self.verdict(worst) } else { FAILED })
    }

    fn verdict(&self, worst: Option<Severity>) -> u8 {
        let limit = match self.fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Info => Severity::Info,
            FailOn::Never => return CLEAN,
        };
        if worst >= Some(limit) { FOUND } else { CLEAN }
    }
}
