//! The output about audits: of `--status`, of `--compare`, and at the end of a run.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::Format;
use crate::archive::{self, Change, Compared, Done, Entry, Status, Totals, Unread};
use crate::checked::Summary;
use crate::cli::{CLEAN, Failure};
use crate::visible;

/// Prints the status of an audit's folder.
pub(super) fn status(folder: &Path, format: Format, out: &mut dyn Write) -> Result<u8, Failure> {
    let Status { is_complete, last, totals } = archive::status(folder)?;
    if format == Format::Json {
        #[derive(Serialize)]
        struct Object<'s> {
            complete: bool,
            last: Option<Done>,
            #[serde(flatten)]
            totals: &'s Totals,
        }
        visible::json(&mut *out, &Object { complete: is_complete, last, totals: &totals })?;
        writeln!(out)?;
        return Ok(CLEAN);
    }
    match is_complete {
        true => writeln!(out, "complete")?,
        false => writeln!(out, "not complete: an audit is running, or was stopped; run it again to go on")?,
    }
    if let Some(last) = last {
        writeln!(out, "last run: {last}")?;
    }
    summary(&totals, 0, out)?;
    for rule in &totals.by_rule {
        writeln!(out, "{:>9}  {:<7}  {}", rule.findings, rule.severity, visible::line(&rule.rule))?;
    }
    for source in &totals.unread {
        writeln!(out, "not readable: {}", unread(source))?;
    }
    Ok(CLEAN)
}

/// Prints the totals on a line, as a check does, with the files that this run passed over.
pub(super) fn summary(totals: &Totals, passed_over: u64, out: &mut dyn Write) -> io::Result<()> {
    let of = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let summary = Summary {
        files: of(totals.files),
        unreadable: of(totals.unreadable),
        passed_over: of(passed_over),
        articles: of(totals.articles),
        errors: of(totals.errors),
        warnings: of(totals.warnings),
        infos: of(totals.infos),
        suppressed: of(totals.suppressed),
        fixed: 0,
    };
    writeln!(out, "{summary}")
}

/// The message about a source that could not be read.
pub(super) fn unread(unread: &Unread) -> String {
    let told = format!("{}: {}", unread.path, unread.reason.replace('\n', "; "));
    visible::line(&told).into_owned()
}

/// Prints the changes between two audits.
pub(super) fn compare(
    (old, new): (&Path, &Path),
    format: Format,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let mut lists = Lists { out, format, last: None };
    let compared =
        archive::compare((old, new), |change, entry| lists.entry(change, &entry).map_err(Failure::from))?;
    lists.finish(&compared)?;
    Ok(CLEAN)
}

struct Lists<'o> {
    out: &'o mut dyn Write,
    format: Format,
    last: Option<Change>,
}

impl Lists<'_> {
    fn entry(&mut self, change: Change, entry: &Entry) -> io::Result<()> {
        let is_first = self.last != Some(change);
        if self.format == Format::Text {
            if is_first {
                let word = if change == Change::Appeared { "appeared" } else { "resolved" };
                writeln!(self.out, "{word}:")?;
            }
            self.last = Some(change);
            let Entry { path, line, column, rule, message, .. } = entry;
            let severity = entry.severity.name();
            let line = format!("{path}:{line}:{column}: {severity} {rule} {message}");
            return writeln!(self.out, "  {}", visible::line(&line));
        }
        self.open(change)?;
        self.out.write_all(if is_first { b"" } else { b"," })?;
        visible::json(&mut *self.out, entry)
    }

    /// Opens the list of a change, and the lists before it.
    fn open(&mut self, change: Change) -> io::Result<()> {
        if self.last.is_none() {
            self.out.write_all(b"{\"version\":1,\"appeared\":[")?;
            self.last = Some(Change::Appeared);
        }
        if self.last < Some(change) {
            self.out.write_all(b"],\"resolved\":[")?;
            self.last = Some(change);
        }
        Ok(())
    }

    fn finish(&mut self, compared: &Compared) -> io::Result<()> {
        if self.format == Format::Json {
            self.open(Change::Resolved)?;
            self.out.write_all(b"],\"summary\":")?;
            visible::json(&mut *self.out, compared)?;
            return self.out.write_all(b"}\n");
        }
        let Compared { appeared, resolved, unchanged } = compared;
        writeln!(self.out, "{appeared} appeared, {resolved} resolved, {unchanged} unchanged")
    }
}
