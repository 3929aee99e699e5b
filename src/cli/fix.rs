//! The flags of `check` for fixes, and the fixing of files.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use rustc_hash::FxHashSet;

use super::streams::tell;
use super::{CLEAN, FAILED, FOUND, Failure, comments};
use crate::checked::Checked;
use crate::document::Changes;
use crate::gate::{self, Fixes};
use crate::source::Input;
use crate::write::WriteError;
use crate::{checked, report, write};

/// Flags that say what becomes of fixes.
#[derive(Debug, Args)]
pub(super) struct Fixing {
    /// Make the fixes that cannot change what the text means, and report what remains
    #[arg(long, group = "fixing")]
    fix: bool,
    /// Show what --fix would change, as a unified diff, and change nothing
    #[arg(long, group = "fixing", conflicts_with_all = ["format", "write_baseline", "prune_baseline"])]
    diff: bool,
    /// With --fix or --diff: the other fixes too
    #[arg(long, requires = "fixing")]
    unsafe_fixes: bool,
    /// With --fix: change the text of Word documents without tracking the changes
    #[arg(long, requires = "fix")]
    no_track_changes: bool,
}

impl Fixing {
    /// Whether fixes are asked for.
    pub(super) const fn on(&self) -> bool {
        self.fix || self.diff
    }

    /// How changes of files are written.
    ///
    /// # Errors
    /// When the time that the environment gives is none.
    pub(super) fn changes(&self) -> Result<Changes, Failure> {
        if self.fix && !self.no_track_changes {
            Ok(Changes::Tracked { date: comments::date()? })
        } else {
            Ok(Changes::Plain)
        }
    }

    /// Whether standard output is for the fixed text of standard input, as of a filter. Reports then go to
    /// standard error.
    pub(super) fn is_filter(&self, paths: &[PathBuf]) -> bool {
        self.fix && paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// The stream for reports, if there are to be any, and the fixer.
    pub(super) fn streams<'o>(
        &self,
        paths: &[PathBuf],
        out: &'o mut dyn Write,
        stderr: &'o mut dyn Write,
    ) -> (Option<&'o mut dyn Write>, Option<&'o mut dyn Write>) {
        if self.diff {
            (None, Some(out))
        } else if self.is_filter(paths) {
            (Some(stderr), Some(out))
        } else {
            (Some(out), None)
        }
    }

    /// The fixer, if fixes are asked for. `colour` is for differences.
    pub(super) fn fixer<'o>(&self, out: Option<&'o mut dyn Write>, colour: bool) -> Option<Fixer<'o>> {
        let fixes = if self.unsafe_fixes { Fixes::All } else { Fixes::Safe };
        let (made, files, unsafe_left, told) = (0, 0, 0, Vec::new());
        self.on().then_some(Fixer { fixes, diff: self.diff, colour, out, made, files, unsafe_left, told })
    }
}

/// Makes or shows fixes, file by file.
pub(super) struct Fixer<'o> {
    fixes: Fixes,
    diff: bool,
    colour: bool,
    /// The output for differences, or for the fixed text of standard input.
    out: Option<&'o mut dyn Write>,
    /// How many fixes were made or shown, and in how many files.
    made: usize,
    files: usize,
    unsafe_left: usize,
    /// The messages about files that could not be fixed, each with whether it is an error.
    told: Vec<(bool, String)>,
}

impl Fixer<'_> {
    /// Fixes a file, and returns the check of the fixed file; or the check before, if it cannot be fixed.
    /// Findings whose fingerprints are `known` are left as they are; `check` checks other bytes in the same
    /// way.
    ///
    /// # Errors
    /// When the output cannot be written. Problems of the file are reported at the end.
    pub(super) fn file(
        &mut self,
        input: &Input,
        (bytes, checked): (&[u8], Checked),
        known: &FxHashSet<String>,
        check: impl Fn(Vec<u8>) -> Option<Checked>,
    ) -> io::Result<Checked> {
        let fixed = match gate::fix(bytes, &checked, self.fixes, |print| known.contains(print), check) {
            Ok(fixed) => fixed,
            Err(error) => {
                self.told.push((true, format!("{}: {error}", input.name)));
                self.pass(input, bytes)?;
                return Ok(checked);
            }
        };
        self.unsafe_left += fixed.unsafe_left;
        if fixed.unwritable > 0 {
            let findings = checked::some(fixed.unwritable, "finding");
            let why = "a change there cannot be written back into this format";
            self.told.push((false, format!("{}: {findings} not fixed: {why}", input.name)));
        }
        let Some((now, after)) = fixed.file else {
            self.pass(input, bytes)?;
            return Ok(checked);
        };
        let after = match (&mut self.out, &input.path) {
            (Some(out), _) if self.diff => {
                let texts = (checked.document.text.as_bytes(), after.document.text.as_bytes());
                // For an archive the text is shown, with a paragraph on each line.
                let states = if checked.document.origin.has_parts() { texts } else { (bytes, &now[..]) };
                report::diff(out, &input.name, states, self.colour)?;
                checked
            }
            (_, Some(path)) => match write::replace(path, &now, Some(bytes)) {
                Ok(()) => after,
                Err(error) => {
                    let error = WriteError::of(path, &error).reason;
                    self.told.push((true, format!("{}: not fixed: {error}", input.name)));
                    return Ok(checked);
                }
            },
            (_, None) => {
                self.pass(input, &now)?;
                after
            }
        };
        self.made += fixed.made;
        self.files += 1;
        Ok(after)
    }

    /// Passes the text of standard input on.
    fn pass(&mut self, input: &Input, bytes: &[u8]) -> io::Result<()> {
        match &mut self.out {
            Some(out) if !self.diff && input.path.is_none() => out.write_all(bytes),
            _ => Ok(()),
        }
    }

    /// Passes standard input on where it is excluded and so not among the files.
    ///
    /// # Errors
    /// When it cannot be read, or the output cannot be written.
    pub(super) fn pass_excluded(&mut self) -> io::Result<()> {
        match &mut self.out {
            Some(out) => io::copy(&mut io::stdin().lock(), out).map(drop),
            None => Ok(()),
        }
    }

    /// How many fixes were made.
    pub(super) const fn made(&self) -> usize {
        if self.diff { 0 } else { self.made }
    }

    /// Prints the messages on standard error, and returns the exit code that follows from a file that could
    /// not be fixed or from a difference, if there is one.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub(super) fn finish(&mut self) -> io::Result<Option<u8>> {
        self.out.as_mut().map_or(Ok(()), Write::flush)?;
        for (is_error, what) in &self.told {
            tell(format_args!("{}: {what}", if *is_error { "error" } else { "warning" }));
        }
        let more = self.unsafe_left;
        if self.diff {
            let places = if self.files > 0 {
                format!(" in {}", checked::some(self.files, "file"))
            } else {
                String::new()
            };
            let more = if more > 0 { format!("; {more} more with --unsafe-fixes") } else { String::new() };
            tell(format_args!("{} would be fixed{places}{more}", checked::some(self.made, "finding")));
        } else if more > 0 {
            tell(format_args!("{more} more would be fixed with --unsafe-fixes"));
        }
        let failed = self.told.iter().any(|(is_error, _)| *is_error);
        let shown = self.diff.then_some(if self.made > 0 { FOUND } else { CLEAN });
        Ok(if failed { Some(FAILED) } else { shown })
    }
}
