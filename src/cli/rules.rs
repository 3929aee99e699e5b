//! `factlint rules`.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use super::{CLEAN, FOUND, Failure};
use crate::Severity;
use crate::rules::SelfTest;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the rules
    List {
        /// How to list them
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Run the examples of the rules that ship, or of the given files
    Test {
        /// Rule files
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

#[derive(Serialize)]
struct Listed<'r> {
    id: &'r str,
    severity: Severity,
    summary: &'r str,
    why: &'r str,
    file: &'r str,
}

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write, _colour: bool) -> Result<u8, Failure> {
        match &self.command {
            Command::List { format } => list(out, *format),
            Command::Test { files } => test(out, files),
        }
    }
}

fn list(out: &mut dyn Write, format: Format) -> Result<u8, Failure> {
    let linter = super::linter(&[])?;
    let mut rules: Vec<_> = linter.rules().all().iter().collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    match format {
        Format::Text => {
            for rule in rules {
                writeln!(out, "{:<22} {:<8} {}", rule.id, rule.severity.name(), rule.summary)?;
            }
        }
        Format::Json => {
            let listed = rules.iter().map(|r| Listed {
                id: &r.id,
                severity: r.severity,
                summary: &r.summary,
                why: &r.why,
                file: &r.file,
            });
            serde_json::to_writer_pretty(&mut *out, &listed.collect::<Vec<_>>())
                .map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(CLEAN)
}

fn test(out: &mut dyn Write, files: &[PathBuf]) -> Result<u8, Failure> {
    let linter = super::linter(files)?;
    let names: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    let test =
        SelfTest::run(&linter, |rule| files.is_empty() || names.iter().any(|n| n == rule.file.as_str()));
    for failure in &test.failures {
        writeln!(out, "{}: {}, {}: {}", failure.file, failure.rule, failure.example, failure.what)?;
    }
    let (failed, held) = (test.failures.len(), test.examples - test.failures.len());
    writeln!(out, "{held} examples hold, {failed} do not")?;
    Ok(if failed == 0 { CLEAN } else { FOUND })
}
