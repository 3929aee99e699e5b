//! `factlint rules`.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use super::setting::Setting;
use super::{CLEAN, FOUND, Failure};
use crate::checked::RuleInfo;
use crate::docs::MARK;
use crate::gate::{self, Config, Level};
use crate::rules::Rule;
use crate::selftest::{self, SelfTest, Unexercised};
use crate::write::{self, WriteError};
use crate::{Linter, Setup, SetupError, Severity, visible};

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
        /// Say which clauses of a rule no example needs
        #[arg(long)]
        coverage: bool,
        #[command(flatten)]
        setting: Setting,
    },
    /// Print a small rule that works, to begin a rule of your own with
    New {
        /// The rule's id: group.name
        id: String,
        /// The file to write it to, in place of standard output
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Write pages on the rules in Markdown: one for each group, and an index
    Docs {
        /// The folder to write them to; it is made if it is not there
        #[arg(value_name = "DIR")]
        folder: PathBuf,
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
    /// The file; none for the rule on ignores, which is in no file.
    file: Option<&'r str>,
}

impl<'r> Listed<'r> {
    fn new(rule: &'r Rule, config: &Config) -> Self {
        Self {
            id: &rule.id,
            severity: rule.severity,
            level: config.level(rule),
            summary: &rule.summary,
            why: &rule.why,
            file: Some(&rule.file),
        }
    }
}

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        match &self.command {
            Command::List { format, setting } => list(out, *format, setting),
            Command::Test { files, coverage, setting } => test(out, files, *coverage, setting),
            Command::New { id, out: file } => new(out, id, file.as_deref()),
            Command::Docs { folder, setting } => docs(out, folder, setting),
        }
    }
}

fn list(out: &mut dyn Write, format: Format, setting: &Setting) -> Result<u8, Failure> {
    let config = setting.configs(&[])?.here()?;
    let listed = |rule| Listed::new(rule, &config);
    let mut rules: Vec<_> = config.linter().rules().all().iter().map(listed).collect();
    let unused = gate::unused();
    let RuleInfo { id, severity, summary, why } = &unused;
    rules.push(Listed { id, severity: *severity, level: config.unused(), summary, why, file: None });
    rules.sort_by_key(|rule| rule.id);
    match format {
        Format::Text => {
            let width = rules.iter().map(|r| r.id.len()).max().unwrap_or_default().max(22);
            for Listed { id, level, summary, .. } in rules {
                writeln!(out, "{id:<width$} {:<8} {}", level.name(), visible::line(summary))?;
            }
        }
        Format::Json => {
            visible::json_pretty(&mut *out, &rules)?;
            writeln!(out)?;
        }
    }
    Ok(CLEAN)
}

fn test(out: &mut dyn Write, files: &[PathBuf], coverage: bool, setting: &Setting) -> Result<u8, Failure> {
    let config = setting.configs(files)?.here()?;
    let linter = config.linter();
    let names: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    // A file may have the name of a shipped one.
    let added = linter.added().iter().filter(|rule| names.iter().any(|n| n == rule.file.as_str()));
    let given: Vec<&str> = added.map(|rule| rule.id.as_str()).collect();
    let picked = |rule: &Rule| files.is_empty() || given.contains(&rule.id.as_str());
    let test = SelfTest::run(linter, picked);
    for failure in &test.failures {
        writeln!(out, "{}: {}, {}: {}", failure.file, failure.rule, failure.example, failure.what)?;
    }
    let (failed, held) = (test.failures.len(), test.examples - test.failures.len());
    writeln!(out, "{held} examples hold, {failed} do not")?;
    let mut missing = 0;
    if coverage {
        for Unexercised { rule, file, clause } in selftest::coverage(linter, picked) {
            let line = format!("{file}: {rule}: no example needs `{clause}`");
            writeln!(out, "{}", visible::line(&line))?;
            missing += 1;
        }
        writeln!(out, "{missing} clauses are needed by no example")?;
    }
    Ok(if failed + missing == 0 { CLEAN } else { FOUND })
}

/// The template of a rule. Its id is `ID`.
const TEMPLATE: &str = include_str!("new-rule.toml");

fn new(out: &mut dyn Write, id: &str, file: Option<&Path>) -> Result<u8, Failure> {
    // A JSON string is valid TOML.
    let text = TEMPLATE.replace("\"ID\"", &serde_json::Value::from(id).to_string());
    let rules = [("new-rule.toml".to_owned(), text)];
    Linter::new(&Setup { rules: &rules, ..Setup::default() }).map_err(|error| match &error {
        // Only the id can be wrong.
        SetupError::Refused(refused) => {
            Failure::Message(refused.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
        }
        SetupError::Lexicon(_) => error.into(),
    })?;
    let [(_, text)] = rules;
    match file {
        None => out.write_all(text.as_bytes())?,
        Some(file) => write::new(file, &text, "name another")?,
    }
    Ok(CLEAN)
}

fn docs(out: &mut dyn Write, folder: &Path, setting: &Setting) -> Result<u8, Failure> {
    let config = setting.configs(&[])?.here()?;
    let pages = crate::docs::pages(&config);
    std::fs::create_dir_all(folder).map_err(|error| WriteError::of(folder, &error))?;
    // All files are examined before one is written, so that no other file is lost.
    for path in pages.keys().map(|name| folder.join(name)) {
        match std::fs::read(&path) {
            Ok(there) if there.starts_with(MARK.as_bytes()) => {}
            Ok(_) => {
                let why = "this is another file; move it, or name another folder";
                return Err(WriteError::new(&path, why).into());
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(WriteError::of(&path, &error).into()),
        }
    }
    for (name, text) in &pages {
        write::whole(&folder.join(name), text.as_bytes())?;
    }
    let rules = config.linter().rules().all().len();
    writeln!(out, "{rules} rules on {} pages in {}", pages.len(), folder.display())?;
    Ok(CLEAN)
}
