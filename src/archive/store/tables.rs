//! The rows of the store as rows of tables.

use rusqlite::Row;

use super::super::entry::Mark;
use super::super::error::AuditError;
use super::super::table_row::{Article, Claim, Counterpart, Finding, Label, Source, hex};
use super::Store;

/// Calls a function with each row of a query.
fn each<T>(
    store: &Store,
    sql: &str,
    row: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    mut give: impl FnMut(T) -> Result<(), AuditError>,
) -> Result<(), AuditError> {
    let error = |error: rusqlite::Error| store.error(&error);
    let mut query = store.db.prepare(sql).map_err(error)?;
    let mut rows = query.query([]).map_err(error)?;
    while let Some(next) = rows.next().map_err(error)? {
        give(row(next).map_err(error)?)?;
    }
    Ok(())
}

const PLACES: &str = "sources s INDEXED BY sources_by_place";
const ARTICLES: &str = "CROSS JOIN articles a ON a.source = s.id";

impl Store {
    /// Calls a function with each source, by path and offset.
    pub(in crate::archive) fn each_source(
        &self,
        give: impl FnMut(Source) -> Result<(), AuditError>,
    ) -> Result<(), AuditError> {
        let sql = format!(
            "SELECT path, offset, length, line, record, hash, stamp, suppressed, error, note FROM {PLACES} \
             ORDER BY path, offset, error"
        );
        let row = |row: &Row<'_>| {
            Ok(Source {
                path: row.get(0)?,
                offset: row.get(1)?,
                length: row.get(2)?,
                line: row.get(3)?,
                record: row.get(4)?,
                hash: hex(&row.get::<_, Vec<u8>>(5)?),
                stamp: row.get(6)?,
                suppressed: row.get(7)?,
                error: row.get(8)?,
                note: row.get(9)?,
            })
        };
        each(self, &sql, row, give)
    }

    /// Calls a function with each article, by path, offset and number.
    pub(in crate::archive) fn each_article(
        &self,
        give: impl FnMut(Article) -> Result<(), AuditError>,
    ) -> Result<(), AuditError> {
        let sql = format!(
            "SELECT s.path, s.offset, a.number, a.name, a.title, a.date, a.publisher FROM {PLACES} {ARTICLES} \
             ORDER BY s.path, s.offset, a.number"
        );
        let row = |row: &Row<'_>| {
            Ok(Article {
                path: row.get(0)?,
                offset: row.get(1)?,
                number: row.get(2)?,
                id: row.get(3)?,
                title: row.get(4)?,
                date: row.get(5)?,
                publisher: row.get(6)?,
            })
        };
        each(self, &sql, row, give)
    }

    /// Calls a function with each finding, in the order of findings.jsonl.
    pub(in crate::archive) fn each_finding(
        &self,
        give: impl FnMut(Finding) -> Result<(), AuditError>,
    ) -> Result<(), AuditError> {
        let sql = format!(
            "SELECT s.path, s.offset, a.number, f.rule, f.severity, f.message, f.help, f.part, s.offset + f.start, \
             s.offset + f.end, s.line + f.line, f.column, f.before, f.words, f.after, f.labels, f.fingerprint, f.key, \
             ks.path, ks.offset, ka.number, k.part, ks.offset + k.start, ks.offset + k.end, ks.line + k.line, \
             k.column, k.before, k.words, k.after, k.value, k.severity \
             FROM {PLACES} {ARTICLES} CROSS JOIN findings f ON f.article = a.id \
             LEFT JOIN claims k ON k.id = f.counterpart LEFT JOIN articles ka ON ka.id = k.article \
             LEFT JOIN sources ks ON ks.id = ka.source \
             ORDER BY s.path, s.offset, a.number, f.start, f.rule, f.fingerprint, f.message"
        );
        each(self, &sql, finding, give)
    }

    /// Calls a function with each claim, by path, offset, number, rule and place.
    pub(in crate::archive) fn each_claim(
        &self,
        give: impl FnMut(Claim) -> Result<(), AuditError>,
    ) -> Result<(), AuditError> {
        let sql = format!(
            "SELECT s.path, s.offset, a.number, a.date, c.rule, c.severity, c.key, c.value, c.part, \
             s.offset + c.start, s.offset + c.end, s.line + c.line, c.column, c.before, c.words, c.after \
             FROM {PLACES} {ARTICLES} CROSS JOIN claims c ON c.article = a.id \
             ORDER BY s.path, s.offset, a.number, c.rule, c.start, c.end, c.value"
        );
        let row = |row: &Row<'_>| {
            Ok(Claim {
                path: row.get(0)?,
                offset: row.get(1)?,
                number: row.get(2)?,
                date: row.get(3)?,
                rule: row.get(4)?,
                severity: row.get(5)?,
                key: row.get(6)?,
                value: row.get(7)?,
                part: row.get(8)?,
                start: row.get(9)?,
                end: row.get(10)?,
                line: row.get(11)?,
                column: row.get(12)?,
                before: row.get(13)?,
                words: row.get(14)?,
                after: row.get(15)?,
            })
        };
        each(self, &sql, row, give)
    }
}

fn finding(row: &Row<'_>) -> rusqlite::Result<Finding> {
    let offset: i64 = row.get(1)?;
    let labels: Option<String> = row.get(15)?;
    let labels: Vec<Mark> = labels.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    let label = |Mark { part, start, end, text }| Label {
        part,
        start: offset + start.cast_signed(),
        end: offset + end.cast_signed(),
        text,
    };
    let counterpart = match row.get::<_, Option<String>>(18)? {
        Some(path) => Some(Counterpart {
            path,
            offset: row.get(19)?,
            number: row.get(20)?,
            part: row.get(21)?,
            start: row.get(22)?,
            end: row.get(23)?,
            line: row.get(24)?,
            column: row.get(25)?,
            before: row.get(26)?,
            words: row.get(27)?,
            after: row.get(28)?,
            value: row.get(29)?,
            severity: row.get(30)?,
        }),
        None => None,
    };
    Ok(Finding {
        path: row.get(0)?,
        offset,
        number: row.get(2)?,
        rule: row.get(3)?,
        severity: row.get(4)?,
        message: row.get(5)?,
        help: row.get(6)?,
        part: row.get(7)?,
        start: row.get(8)?,
        end: row.get(9)?,
        line: row.get(10)?,
        column: row.get(11)?,
        before: row.get(12)?,
        words: row.get(13)?,
        after: row.get(14)?,
        labels: labels.into_iter().map(label).collect(),
        fingerprint: row.get(16)?,
        key: row.get(17)?,
        counterpart,
    })
}
