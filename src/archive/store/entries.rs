//! Reads findings from the store, as reports show them.

use rusqlite::Row;

use super::super::entry::{About, Counterpart, Entry, Mark, Passage};
use super::super::error::AuditError;
use super::super::passage::words;
use super::Store;
use crate::Severity;

/// Which findings are read.
#[derive(Clone, Copy, Debug)]
pub(in crate::archive) enum Picked {
    /// All findings.
    All,
    /// The findings of the table `picked`.
    Some,
}

const COLUMNS: &str = "f.rule, f.severity, s.path, s.record + a.number, a.name, a.title, a.date, a.publisher, \
    f.message, f.help, f.part, f.start, f.end, s.line + f.line, f.column, f.before, f.words, f.after, f.labels, \
    f.fingerprint, s.offset, ks.path, ks.record + ka.number, ka.name, ka.title, ka.date, ka.publisher, k.part, \
    k.start, k.end, k.before, k.words, k.after, ks.offset";

const COUNTERPART: &str = "LEFT JOIN claims k ON k.id = f.counterpart LEFT JOIN articles ka ON ka.id = k.article \
    LEFT JOIN sources ks ON ks.id = ka.source";

const ORDER: &str = "ORDER BY s.path, s.offset, a.number, f.start, f.rule, f.fingerprint, f.message";

/// Reads findings in the order of path, article, start, rule and fingerprint. Memory is bounded by the
/// findings of one file or record; time is linear in the sources and findings.
pub(in crate::archive) fn each_entry<E: From<AuditError>>(
    store: &Store,
    picked: Picked,
    mut each: impl FnMut(Entry) -> Result<(), E>,
) -> Result<(), E> {
    // A cross join keeps the order of the tables, so that only the findings of one source are sorted.
    let from = match picked {
        Picked::All => {
            "sources s INDEXED BY sources_by_place CROSS JOIN articles a ON a.source = s.id \
             CROSS JOIN findings f ON f.article = a.id"
        }
        Picked::Some => {
            "picked p CROSS JOIN findings f ON f.id = p.id CROSS JOIN articles a ON a.id = f.article \
             CROSS JOIN sources s ON s.id = a.source"
        }
    };
    let sql = format!("SELECT {COLUMNS} FROM {from} {COUNTERPART} {ORDER}");
    let error = |error: rusqlite::Error| E::from(store.error(&error));
    let mut query = store.db.prepare(&sql).map_err(error)?;
    let mut rows = query.query([]).map_err(error)?;
    while let Some(row) = rows.next().map_err(error)? {
        each(entry(row).map_err(error)?)?;
    }
    Ok(())
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let severity: String = row.get(1)?;
    let offset = number(row, 20)?;
    let labels: Option<String> = row.get(18)?;
    let mut labels: Vec<Mark> = labels.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    for label in &mut labels {
        label.start += offset;
        label.end += offset;
    }
    let counterpart = match row.get::<_, Option<String>>(21)? {
        Some(path) => {
            let offset = number(row, 33)?;
            Some(Counterpart {
                path,
                article: about(row, 22)?,
                part: row.get(27)?,
                start: offset + number(row, 28)?,
                end: offset + number(row, 29)?,
                passage: shown(passage(row, 30)?),
            })
        }
        None => None,
    };
    Ok(Entry {
        rule: row.get::<_, String>(0)?.into(),
        severity: severity_of(1, &severity)?,
        path: row.get(2)?,
        article: about(row, 3)?,
        message: row.get(8)?,
        help: row.get(9)?,
        part: row.get(10)?,
        start: offset + number(row, 11)?,
        end: offset + number(row, 12)?,
        line: number(row, 13)?,
        column: number(row, 14)?,
        passage: passage(row, 15)?,
        labels,
        counterpart,
        fingerprint: row.get(19)?,
    })
}

/// The severity of a name that stands in a column.
pub(super) fn severity_of(column: usize, name: &str) -> rusqlite::Result<Severity> {
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    all.into_iter().find(|severity| severity.name() == name).ok_or_else(|| {
        let why = format!("there is no severity `{name}`").into();
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, why)
    })
}

fn number(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(at).map(i64::cast_unsigned)
}

fn about(row: &Row<'_>, at: usize) -> rusqlite::Result<About> {
    Ok(About {
        index: number(row, at)?,
        id: row.get(at + 1)?,
        title: row.get(at + 2)?,
        date: row.get(at + 3)?,
        source: row.get(at + 4)?,
    })
}

/// A passage as it is shown. The words of claims are stored unchanged.
fn shown(passage: Passage) -> Passage {
    Passage { words: words(&passage.words), ..passage }
}

fn passage(row: &Row<'_>, at: usize) -> rusqlite::Result<Passage> {
    Ok(Passage { before: row.get(at)?, words: row.get(at + 1)?, after: row.get(at + 2)? })
}
