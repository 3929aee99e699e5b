//! `factlint rules`.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use super::setting::Setting;
use super::{CLEAN, FOUND, Failure};
use crate::Severity;
use crate::gate::Level;
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
        #[command(flatten)]
        setting: Setting,
    },
    /// Run the examples of all rules, or of those in the given files
    Test {
        /// Rule files
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        setting: Setting,
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
    level: Level,
    summary: &'r str,
    why: &'r str,
    file: &'r str,
}

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        match &self.command {
            Command::List { format, setting } => list(out, *format, setting),
            Command::Test { files, setting } => test(out, files, setting),
        }
    }
}

fn list(out: &mut dyn Write, format: Format, setting: &Setting) -> Result<u8, Failure> {
    let config = setting.configs(&[])?.here()?;
    let mut rules: Vec<_> = config.linter().rules().all().iter().collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    match format {
        Format::Text => {
            let width = rules.iter().map(|r| r.id.len()).max().unwrap_or_default().max(22);
            for rule in rules {
                writeln!(out, "{:<width$} {:<8} {}", rule.id, config.level(rule).name(), rule.summary)?;
            }
        }
        Format::Json => {
            let listed = rules.iter().map(|r| Listed {
                id: &r.id,
                severity: r.severity,
                level: config.level(r),
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

fn test(out: &mut dyn Write, files: &[PathBuf], setting: &Setting) -> Result<u8, Failure> {
    let config = setting.configs(files)?.here()?;
    let linter = config.linter();
    let names: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    // A file may be called as one that ships is.
    let added = linter.added().iter().filter(|rule| names.iter().any(|n| n == rule.file.as_str()));
    let given: Vec<&str> = added.map(|rule| rule.id.as_str()).collect();
    let test = SelfTest::run(linter, |rule| files.is_empty() || given.contains(&rule.id.as_str()));
    for failure in &test.failures {
        writeln!(out, "{}: {}, {}: {}", failure.file, failure.rule, failure.example, failure.what)?;
    }
    let (failed, held) = (test.failures.len(), test.examples - test.failures.len());
    writeln!(out, "{held} examples hold, {failed} do not")?;
    Ok(if failed == 0 { CLEAN } else { FOUND })
}
