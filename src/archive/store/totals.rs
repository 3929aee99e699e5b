//! Computes the totals of the store.

use rusqlite::Row;

use super::super::error::AuditError;
use super::super::totals::{OfRule, OfSource, OfYear, Totals, Unread};
use super::Store;
use super::entries::severity_of;

/// The most unreadable sources that the totals list. The store has all of them.
const LISTED: i64 = 1000;

/// The totals of the store. Linear.
pub(in crate::archive) fn totals(store: &Store) -> Result<Totals, AuditError> {
    let count = |sql: &str| store.one::<i64>(sql, []).map(i64::cast_unsigned);
    let of = |severity: &str| {
        let found = store.one::<i64>("SELECT count(*) FROM findings WHERE severity = ?", [severity]);
        found.map(i64::cast_unsigned)
    };
    // Findings are counted by article before they are joined.
    let by = |key: &str| {
        format!(
            "SELECT {key}, count(*), sum((SELECT count(*) FROM findings f WHERE f.article = a.id)) \
             FROM articles a GROUP BY 1"
        )
    };
    Ok(Totals {
        version: 1,
        factlint: env!("CARGO_PKG_VERSION").to_owned(),
        files: count("SELECT count(*) FROM (SELECT 1 FROM sources GROUP BY path)")?,
        bytes: count("SELECT coalesce(sum(length), 0) FROM sources")?,
        articles: count("SELECT count(*) FROM articles")?,
        unreadable: count("SELECT count(*) FROM sources WHERE error IS NOT NULL")?,
        suppressed: count("SELECT coalesce(sum(suppressed), 0) FROM sources")?,
        errors: of("error")?,
        warnings: of("warning")?,
        infos: of("info")?,
        by_rule: rows(
            store,
            "SELECT rule, severity, count(*) AS n FROM findings GROUP BY rule, severity ORDER BY n DESC, rule, severity",
            |row| {
                let severity: String = row.get(1)?;
                severity_of(1, &severity)?;
                Ok(OfRule { rule: row.get::<_, String>(0)?.into(), severity, findings: number(row, 2)? })
            },
        )?,
        by_year: rows(store, &format!("{} ORDER BY 1", by("substr(a.date, 1, 4)")), |row| {
            Ok(OfYear { year: row.get(0)?, articles: number(row, 1)?, findings: number(row, 2)? })
        })?,
        by_source: rows(store, &format!("{} ORDER BY 3 DESC, 2 DESC, 1", by("a.publisher")), |row| {
            Ok(OfSource { source: row.get(0)?, articles: number(row, 1)?, findings: number(row, 2)? })
        })?,
        unread: rows(
            store,
            &format!(
                "SELECT path, offset, error FROM sources WHERE error IS NOT NULL ORDER BY path, offset, error LIMIT {LISTED}"
            ),
            |row| Ok(Unread { path: row.get(0)?, offset: number(row, 1)?, reason: row.get(2)? }),
        )?,
    })
}

fn number(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(at).map(i64::cast_unsigned)
}

fn rows<T>(
    store: &Store,
    sql: &str,
    mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, AuditError> {
    let mut read = || -> rusqlite::Result<Vec<T>> {
        let mut query = store.db.prepare(sql)?;
        let rows = query.query_map([], &mut each)?;
        rows.collect()
    };
    read().map_err(|error| store.error(&error))
}
