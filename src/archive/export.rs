//! Writes the reports from the store at the end: findings.jsonl, findings.csv, summary.json and report.html.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::entry::{Counterpart, Entry, Passage};
use super::error::AuditError;
use super::page::Page;
use super::store::{Picked, Store, WRITTEN, each_entry, totals};
use super::totals::Totals;
use crate::checked::RuleInfo;

const JSONL: &str = "findings.jsonl";
const CSV: &str = "findings.csv";
const SUMMARY: &str = "summary.json";
const PAGE: &str = "report.html";

/// The names of the reports in the folder.
pub(super) const FILES: [&str; 4] = [JSONL, CSV, SUMMARY, PAGE];

/// How the names of incomplete files begin and end. A killed process leaves such files.
const PREFIX: &str = ".factlint-";
const SUFFIX: &str = ".tmp";

/// The names and lengths of files.
type Lengths = BTreeMap<String, u64>;

/// Writes the reports of a folder if the store or one of them has changed since. Returns the totals, or
/// nothing if the run was stopped.
pub(super) fn write(
    folder: &Path,
    store: &Store,
    rules: &[RuleInfo],
    go_on: impl Fn() -> bool,
) -> Result<Option<Totals>, AuditError> {
    let totals = totals(store)?;
    let written: Option<String> = store.meta(WRITTEN)?;
    if written.is_some_and(|written| serde_json::from_str(&written).ok() == Some(lengths(folder))) {
        return Ok(Some(totals));
    }
    clean(folder);
    let mut jsonl = Out::new(folder, JSONL)?;
    let mut csv = Csv::new(Out::new(folder, CSV)?)?;
    let Out { path: page_path, file } = Out::new(folder, PAGE)?;
    let failed = |error: io::Error| AuditError::write(&page_path, &error);
    let mut page = Page::new(file, &totals, rules).map_err(failed)?;
    let mut is_all = true;
    let ended = each_entry(store, Picked::All, |entry| {
        is_all = go_on();
        if !is_all {
            return Err(Stop::Wanted);
        }
        jsonl.json(&entry)?;
        csv.entry(&entry)?;
        page.entry(&entry).map_err(failed)?;
        Ok(())
    });
    match ended {
        Ok(()) => {}
        Err(Stop::Wanted) => return Ok(None),
        Err(Stop::Failed(error)) => return Err(error),
    }
    let mut summary = Out::new(folder, SUMMARY)?;
    summary.json(&totals)?;
    let page = Out { file: page.finish().map_err(failed)?, path: page_path.clone() };
    [jsonl, csv.finish()?, summary, page].into_iter().try_for_each(Out::finish)?;
    store.set_meta(WRITTEN, serde_json::to_string(&lengths(folder)).unwrap_or_default())?;
    Ok(Some(totals))
}

/// Why reading of the entries stops early.
enum Stop {
    Wanted,
    Failed(AuditError),
}

impl From<AuditError> for Stop {
    fn from(error: AuditError) -> Self {
        Self::Failed(error)
    }
}

fn lengths(folder: &Path) -> Lengths {
    let length = |name: &str| Some((name.to_owned(), folder.join(name).metadata().ok()?.len()));
    FILES.into_iter().filter_map(length).collect()
}

/// Removes incomplete files of killed runs.
fn clean(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A file that gets its name when it is complete.
struct Out {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl Out {
    fn new(folder: &Path, name: &str) -> Result<Self, AuditError> {
        let path = folder.join(name);
        let file = beside(folder).map_err(|error| AuditError::write(&path, &error))?;
        Ok(Self { path, file: BufWriter::with_capacity(1 << 18, file) })
    }

    fn json(&mut self, value: &impl serde::Serialize) -> Result<(), AuditError> {
        let written = serde_json::to_writer(&mut self.file, value).map_err(io::Error::from);
        let written = written.and_then(|()| self.file.write_all(b"\n"));
        written.map_err(|error| AuditError::write(&self.path, &error))
    }

    fn finish(self) -> Result<(), AuditError> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error);
        let done = file.and_then(|file| {
            file.as_file().sync_all()?;
            file.persist(&self.path).map_err(|error| error.error)
        });
        done.map(drop).map_err(|error| AuditError::write(&self.path, &error))
    }
}

/// A file with the permissions of the user's mask; a temporary file is private by default.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
    }
    #[cfg(not(unix))]
    builder.tempfile_in(folder)
}

/// The findings as a table.
struct Csv {
    path: PathBuf,
    writer: csv::Writer<BufWriter<NamedTempFile>>,
}

const COLUMNS: [&str; 25] = [
    "rule",
    "severity",
    "path",
    "line",
    "column",
    "start",
    "end",
    "part",
    "article",
    "id",
    "title",
    "date",
    "source",
    "message",
    "help",
    "before",
    "words",
    "after",
    "counterpart_path",
    "counterpart_id",
    "counterpart_title",
    "counterpart_date",
    "counterpart_words",
    "counterpart_passage",
    "fingerprint",
];

impl Csv {
    fn new(Out { path, file }: Out) -> Result<Self, AuditError> {
        let mut csv = Self { path, writer: csv::Writer::from_writer(file) };
        csv.row(&COLUMNS)?;
        Ok(csv)
    }

    fn row(&mut self, row: &[&str]) -> Result<(), AuditError> {
        self.writer.write_record(row).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => AuditError::write(&self.path, &error),
            error => AuditError::new(&self.path, format!("{error:?}")),
        })
    }

    fn entry(&mut self, entry: &Entry) -> Result<(), AuditError> {
        let [line, column] = [entry.line, entry.column].map(|n| n.to_string());
        let [start, end, index] = [entry.start, entry.end, entry.article.index].map(|n| n.to_string());
        let none = Counterpart::default();
        let other = entry.counterpart.as_ref().unwrap_or(&none);
        let beside = [&*other.passage.before, &other.passage.words, &other.passage.after].concat();
        let text = |text: &'_ Option<String>| text.as_deref().unwrap_or_default().to_owned();
        let (about, its) = (&entry.article, &other.article);
        let [id, title, date, source] = [&about.id, &about.title, &about.date, &about.source].map(text);
        let [its_id, its_title, its_date] = [&its.id, &its.title, &its.date].map(text);
        let [part, help] = [&entry.part, &entry.help].map(text);
        let Passage { before, words, after } = &entry.passage;
        self.row(&[
            &entry.rule,
            entry.severity.name(),
            &entry.path,
            &line,
            &column,
            &start,
            &end,
            &part,
            &index,
            &id,
            &title,
            &date,
            &source,
            &entry.message,
            &help,
            before,
            words,
            after,
            &other.path,
            &its_id,
            &its_title,
            &its_date,
            &other.passage.words,
            &beside,
            &entry.fingerprint,
        ])
    }

    fn finish(self) -> Result<Out, AuditError> {
        let file = self.writer.into_inner().map_err(|error| AuditError::write(&self.path, error.error()))?;
        Ok(Out { path: self.path, file })
    }
}
