//! Relates claims group by group. The claims of a group are streamed in their order.

use rusqlite::{Connection, params};

use super::super::error::AuditError;
use super::super::passage;
use super::write::Writer;
use crate::claims::{Between, Group, Stated};

/// How many groups are listed at a time.
const LISTED: usize = 1000;

/// Relates the groups that are marked, and stores the findings between their articles. `between` gets the
/// rule and the claims of a group. `go_on` is called before each group with the number of groups that are
/// left. Returns whether all groups are done.
pub(in crate::archive) fn relate(
    writer: &mut Writer,
    mut between: impl FnMut(&str, &Group) -> Vec<Between>,
    mut go_on: impl FnMut(u64) -> bool,
) -> Result<bool, AuditError> {
    let mut left: i64 = writer.store.one("SELECT count(*) FROM dirty", [])?;
    loop {
        let groups = groups(&writer.store.db).map_err(|error| writer.store.error(&error))?;
        if groups.is_empty() {
            return Ok(true);
        }
        for (rule, key) in groups {
            if !go_on(left.cast_unsigned()) {
                writer.commit()?;
                return Ok(false);
            }
            left -= 1;
            writer.begin()?;
            let told =
                writer.store.execute("DELETE FROM findings WHERE rule = ? AND key = ?", (&rule, key))?;
            let found = group(&writer.store.db, &mut between, &rule, key);
            let found = found.map_err(|error| writer.store.error(&error))?;
            if told > 0 || !found.is_empty() {
                writer.change()?;
            }
            found.iter().try_for_each(|between| insert(writer, between))?;
            writer.store.execute("DELETE FROM dirty WHERE rule = ? AND key = ?", (&rule, key))?;
            writer.commit_in_time()?;
        }
        writer.commit()?;
    }
}

/// The next groups that are marked.
fn groups(db: &Connection) -> rusqlite::Result<Vec<(String, i64)>> {
    let mut query = db.prepare_cached("SELECT rule, key FROM dirty ORDER BY rule, key LIMIT ?")?;
    let rows = query.query_map([LISTED as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// The findings in a group.
fn group(
    db: &Connection,
    between: &mut impl FnMut(&str, &Group) -> Vec<Between>,
    rule: &str,
    key: i64,
) -> rusqlite::Result<Vec<Between>> {
    let mut query = db.prepare_cached(
        "SELECT c.id, c.article, a.date, c.value, c.words FROM claims c INDEXED BY claims_by_key \
         CROSS JOIN articles a ON a.id = c.article CROSS JOIN sources s ON s.id = a.source \
         WHERE c.rule = ? AND c.key = ? \
         ORDER BY a.date, s.path, s.offset, a.number, c.line, c.column, c.end, c.value",
    )?;
    let (mut rows, mut group) = (query.query((rule, key))?, Group::default());
    while let Some(row) = rows.next()?
        && !group.is_silent()
    {
        group.add(Stated {
            id: row.get(0)?,
            article: row.get(1)?,
            date: row.get(2)?,
            value: row.get(3)?,
            words: row.get(4)?,
        });
    }
    Ok(between(rule, &group))
}

/// Stores a finding at the place of its claim, with the severity that the configuration of the claim's file
/// gives to the rule.
fn insert(writer: &Writer, between: &Between) -> Result<(), AuditError> {
    let Between { at, counterpart, message, help, fingerprint, .. } = between;
    let sql = "INSERT INTO findings (article, rule, severity, message, help, part, start, end, line, column, before, \
               words, after, fingerprint, key, claim, counterpart) \
               SELECT article, rule, severity, ?, ?, part, start, end, line, column, before, ?, after, ?, key, id, ? \
               FROM claims WHERE id = ?";
    let words: String = writer.store.one("SELECT words FROM claims WHERE id = ?", [at])?;
    let words = passage::words(&words);
    writer.store.execute(sql, params![message, help, words, fingerprint, counterpart, at]).map(drop)
}
