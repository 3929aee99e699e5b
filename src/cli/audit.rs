//! `factlint audit`.

mod look;
mod progress;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Args, ValueEnum};

use super::check::FailOn;
use super::reading::InputFlags;
use super::setting::Setting;
use super::streams::tell;
use super::{FAILED, Failure, STOPPED};
use crate::Severity;
use crate::archive::{self, Audit, Outcome, Progress, RunError, Totals};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folders and files, those of records too
    #[arg(required_unless_present_any = ["status", "compare", "import"], value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The folder for what is found; run again, only what has changed is linted
    #[arg(long, value_name = "DIR", required_unless_present_any = ["status", "compare"])]
    out: Option<PathBuf>,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// Say what the audit in a folder holds
    #[arg(long, value_name = "DIR", conflicts_with_all = ["paths", "out", "compare"])]
    status: Option<PathBuf>,
    /// Say what appeared and what was resolved from one audit to another
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], conflicts_with_all = ["paths", "out"])]
    compare: Option<Vec<PathBuf>>,
    /// Write the tables of what is found, too
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with_all = ["status", "compare", "import"])]
    export: Option<Export>,
    /// Make the audit of tables that another engine wrote, in a folder of Parquet
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["paths", "status", "compare"])]
    import: Option<PathBuf>,
    /// How to write what --status and --compare say
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Leave the cells of findings.csv as they are, also where a spreadsheet would take one for a formula
    #[arg(long, conflicts_with_all = ["status", "compare"])]
    raw_cells: bool,
    #[command(flatten)]
    reading: InputFlags,
    #[command(flatten)]
    setting: Setting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines, for people
    Text,
    /// One object
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Export {
    /// Files of Parquet in a folder of that name
    Parquet,
}

/// The most unreadable sources that are named at the end.
const NAMED: usize = 20;

/// Set by Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        if let Some(folder) = &self.status {
            return look::status(folder, self.format, out);
        }
        if let Some([old, new]) = self.compare.as_deref() {
            return look::compare((old, new), self.format, out);
        }
        let Some(folder) = &self.out else {
            return Err(Failure::Message("name the folder for what is found with --out".to_owned()));
        };
        let failed = |error: ctrlc::Error| Failure::Message(format!("Ctrl-C cannot be heeded: {error}"));
        ctrlc::set_handler(|| {
            if STOP.swap(true, Ordering::Relaxed) {
                // The store is sound whenever the process ends.
                std::process::exit(STOPPED.into());
            }
        })
        .map_err(failed)?;
        let progress = Progress::default();
        let audit = Audit {
            paths: &self.paths,
            out: folder,
            format: self.reading.format(),
            raw_cells: self.raw_cells,
            program: super::PROGRAM.get().map_or(Path::new(""), PathBuf::as_path),
            tables: self.export == Some(Export::Parquet),
            threads: rayon::current_num_threads(),
            stop: &STOP,
            progress: &progress,
        };
        let (configs, measuring) = (self.setting.configs(&[])?, self.setting.configs(&[])?);
        let outcome = progress::shown(&progress, || match &self.import {
            Some(from) => archive::import(&audit, from, configs),
            None => archive::run(&audit, configs, measuring),
        })?;
        let Outcome { totals, done } = &outcome;
        tell(done);
        let Some(totals) = totals else {
            tell("stopped; run the same command again to go on from here");
            return Ok(STOPPED);
        };
        look::summary(totals, progress.passed_over.load(Ordering::Relaxed), out)?;
        writeln!(out, "in {}", folder.display())?;
        for unread in totals.unread.iter().take(NAMED) {
            tell(format_args!("error: {}", look::unread(unread)));
        }
        let more = totals.unreadable.saturating_sub(totals.unread.len().min(NAMED) as u64);
        if more > 0 {
            tell(format_args!(
                "error: {more} more cannot be read; {} has them",
                folder.join("summary.json").display()
            ));
        }
        Ok(if totals.unreadable > 0 { FAILED } else { self.fail_on.verdict(worst(totals)) })
    }
}

fn worst(totals: &Totals) -> Option<Severity> {
    let all = [
        (totals.errors, Severity::Error),
        (totals.warnings, Severity::Warning),
        (totals.infos, Severity::Info),
    ];
    all.into_iter().find(|(n, _)| *n > 0).map(|(_, severity)| severity)
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Audit(error) => error.into(),
            RunError::Config(error) => error.into(),
        }
    }
}

impl From<archive::AuditError> for Failure {
    fn from(error: archive::AuditError) -> Self {
        Self::Message(error.to_string())
    }
}
