//! Writes the reports from the store at the end: findings.jsonl, findings.csv, summary.json and report.html.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::entry::{Counterpart, Entry, Passage};
use super::error::AuditError;
use super::page::Page;
use super::store::{Picked, Store, WRITTEN, each_entry, totals};
use super::totals::Totals;
use crate::checked::RuleInfo;
use crate::visible;
use crate::write::{Draft, sweep};

const JSONL: &str = "findings.jsonl";
const CSV: &str = "findings.csv";
const SUMMARY: &str = "summary.json";
const PAGE: &str = "report.html";

/// The names of the reports in the folder.
pub(super) const FILES: [&str; 4] = [JSONL, CSV, SUMMARY, PAGE];

/// The names and lengths of files, and whether the cells of the table are as they are.
type Lengths = BTreeMap<String, u64>;

/// Writes the reports of a folder if the store or one of them has changed since. With `is_raw` the cells of the
/// table are as they are. Returns the totals, or nothing if the run was stopped.
pub(super) fn write(
    folder: &Path,
    store: &Store,
    (rules, is_raw): (&[RuleInfo], bool),
    go_on: impl Fn() -> bool,
) -> Result<Option<Totals>, AuditError> {
    let totals = totals(store)?;
    let written: Option<String> = store.meta(WRITTEN)?;
    if written.is_some_and(|written| serde_json::from_str(&written).ok() == Some(lengths(folder, is_raw))) {
        return Ok(Some(totals));
    }
    // The folder is locked: whoever left incomplete files in it was killed.
    sweep(folder, Duration::ZERO);
    let mut jsonl = Out::new(folder, JSONL)?;
    let mut csv = Csv::new(Out::new(folder, CSV)?, is_raw)?;
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
    store.set_meta(WRITTEN, serde_json::to_string(&lengths(folder, is_raw)).unwrap_or_default())?;
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

fn lengths(folder: &Path, is_raw: bool) -> Lengths {
    let length = |name: &str| Some((name.to_owned(), folder.join(name).metadata().ok()?.len()));
    let raw = is_raw.then(|| ("raw cells".to_owned(), 1));
    FILES.into_iter().filter_map(length).chain(raw).collect()
}

/// A file that gets its name when it is complete.
struct Out {
    path: PathBuf,
    file: Draft,
}

impl Out {
    fn new(folder: &Path, name: &str) -> Result<Self, AuditError> {
        let path = folder.join(name);
        let file = Draft::new(&path).map_err(|error| AuditError::write(&path, &error))?;
        Ok(Self { path, file })
    }

    fn json(&mut self, value: &impl serde::Serialize) -> Result<(), AuditError> {
        let written = visible::json(&mut self.file, value);
        let written = written.and_then(|()| self.file.write_all(b"\n"));
        written.map_err(|error| AuditError::write(&self.path, &error))
    }

    fn finish(self) -> Result<(), AuditError> {
        self.file.finish().map_err(|error| AuditError::write(&self.path, &error))
    }
}

/// The findings as a table.
struct Csv {
    path: PathBuf,
    writer: csv::Writer<Draft>,
    /// Whether cells are written as they are.
    is_raw: bool,
}

/// A cell that a spreadsheet takes for text, with what is hidden in it made visible. One that begins with these
/// would be a formula, which can run a program or send what is in the table elsewhere; an apostrophe before it,
/// which is not shown, makes it text.
fn inert(cell: &str) -> Cow<'_, str> {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let shown = visible::lines(cell);
    if is_formula { format!("'{shown}").into() } else { shown }
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
    fn new(Out { path, file }: Out, is_raw: bool) -> Result<Self, AuditError> {
        let mut csv = Self { path, writer: csv::Writer::from_writer(file), is_raw };
        csv.row(&COLUMNS)?;
        Ok(csv)
    }

    fn row(&mut self, row: &[&str]) -> Result<(), AuditError> {
        let cells = row.iter().map(|cell| if self.is_raw { Cow::Borrowed(*cell) } else { inert(cell) });
        let cells: Vec<Cow<'_, str>> = cells.collect();
        self.writer.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(|error| {
            match error.into_kind() {
                csv::ErrorKind::Io(error) => AuditError::write(&self.path, &error),
                error => AuditError::new(&self.path, format!("{error:?}")),
            }
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
