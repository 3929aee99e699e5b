//! `factlint check`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::{CLEAN, FAILED, FOUND, Failure};
use crate::gate::{Config, ConfigError, Configs};
use crate::report::{Compact, Json, JsonLines, Pretty, Report, Summary};
use crate::source::{self, Input, SourceError};
use crate::{Document, Finding, Linter, Setup, Severity};

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
    /// Do not look for factlint.toml
    #[arg(long)]
    no_config: bool,
    /// The name that standard input has in reports, and whose folder configures it
    #[arg(long, value_name = "PATH", default_value = "<stdin>")]
    stdin_path: String,
    /// A file of further rules; may be given several times
    #[arg(long, value_name = "FILE")]
    rules: Vec<PathBuf>,
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
        let rules = super::texts(&self.rules)?;
        let linter = Linter::new(&Setup { rules: &rules, ..Setup::default() })?;
        let (inputs, mut errors) = source::discover(&self.paths, &self.stdin_path);
        let mut report: Box<dyn Report> = match self.format {
            Format::Pretty => Box::new(Pretty::new(super::width(), colour)),
            Format::Compact => Box::new(Compact),
            Format::Json => Box::<Json>::default(),
            Format::Jsonl => Box::new(JsonLines),
        };
        let mut configs = Configs::default();
        let mut summary = Summary::default();
        let mut worst = None;
        // Every configuration is read before anything is written: a bad one stops the run whole.
        let settings =
            inputs.iter().map(|i| self.config(i, &mut configs, &linter)).collect::<Result<Vec<_>, _>>()?;
        let settings = with_linters(settings, &linter, &rules)?;
        for (batch, settings) in inputs.chunks(BATCH).zip(settings.chunks(BATCH)) {
            let checked: Vec<Result<(Document, Vec<Finding>), SourceError>> = batch
                .par_iter()
                .zip(settings)
                .map(|(input, (config, linter))| {
                    let document = input.read()?;
                    let mut findings = linter.document(&document);
                    config.gate(&mut findings);
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

    fn config(&self, input: &Input, configs: &mut Configs, linter: &Linter) -> Result<Arc<Config>, Failure> {
        if self.no_config {
            return Ok(Arc::default());
        }
        let path = input.path.as_deref().unwrap_or(Path::new(&self.stdin_path));
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = absolute.parent().unwrap_or(Path::new("/"));
        configs.of(folder, linter.rules()).map_err(|error| match error {
            ConfigError::Refused(refused) => Failure::Refused(refused),
            error @ ConfigError::Read(..) => Failure::Message(error.to_string()),
        })
    }
}

/// Each configuration with the linter it asks for: its own where it has word lists.
fn with_linters(
    settings: Vec<Arc<Config>>,
    shipped: &Linter,
    rules: &[(String, String)],
) -> Result<Vec<(Arc<Config>, Linter)>, Failure> {
    let mut made: Vec<(Arc<Config>, Linter)> = Vec::new();
    let mut with = Vec::with_capacity(settings.len());
    for config in settings {
        let own = !config.lists.is_empty() || !config.without.is_empty();
        let known = made.iter().find(|(c, _)| Arc::ptr_eq(c, &config)).map(|(_, linter)| linter.clone());
        let linter = match known {
            _ if !own => shipped.clone(),
            Some(linter) => linter,
            None => {
                let setup = Setup { without: &config.without, lists: &config.lists, rules };
                let linter = Linter::new(&setup)?;
                made.push((config.clone(), linter.clone()));
                linter
            }
        };
        with.push((config, linter));
    }
    Ok(with)
}
