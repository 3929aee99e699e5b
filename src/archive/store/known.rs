//! Looks up units in the store, so that a run need not lint what has not changed.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::super::error::AuditError;
use super::super::rows::{Hash, Unit};
use super::Store;

/// The sources that a run has seen, one bit each.
#[derive(Debug, Default)]
pub(in crate::archive) struct Seen(Mutex<Vec<u64>>);

impl Seen {
    /// Claims a source for a unit. Returns whether no other unit had claimed it.
    pub(super) fn claim(&self, id: i64) -> bool {
        let mut bits = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (word, bit) = ((id.max(0) >> 6) as usize, 1 << (id & 63));
        if bits.len() <= word {
            bits.resize(word + 1, 0);
        }
        let free = bits[word] & bit == 0;
        bits[word] |= bit;
        free
    }

    pub(super) fn has(&self, id: i64) -> bool {
        let bits = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        bits.get((id.max(0) >> 6) as usize).is_some_and(|word| word & (1 << (id & 63)) != 0)
    }
}

/// A source of the store, as far as a look-up needs it.
#[derive(Debug)]
pub(in crate::archive) struct Row {
    id: i64,
    offset: u64,
    line: u64,
    record: u64,
    hash: Hash,
    stamp: i64,
    /// Whether the whole source was read. The error of a source that was not names its place.
    is_read: bool,
}

/// The result of looking up a unit.
#[derive(Debug)]
pub(in crate::archive) enum Lookup {
    /// The store has the unit at the same place.
    Same,
    /// The store has the unit at another place, as this source.
    Elsewhere(i64),
    /// The store does not have the unit. It replaces this source, if there is one.
    Nothing(Option<i64>),
}

/// Looks up units in the store, for one thread.
#[derive(Debug)]
pub(in crate::archive) struct Known {
    /// The store; none if it is empty.
    store: Option<Store>,
    has_hashes: bool,
    seen: Arc<Seen>,
}

impl Known {
    /// Opens the store of a folder for look-ups. Rows that are written meanwhile are found too.
    pub(in crate::archive) fn new(folder: &Path, seen: Arc<Seen>) -> Result<Self, AuditError> {
        let store = Store::read(folder)?;
        let has_hashes = store.is_loaded()?;
        let is_empty = store.one::<i64>("SELECT count(*) FROM (SELECT 1 FROM sources LIMIT 1)", [])? == 0;
        Ok(Self { store: (!is_empty).then_some(store), has_hashes, seen })
    }

    /// The sources of a file that begin at bytes `first` to `last`. Logarithmic in the store, and linear in
    /// the sources.
    pub(in crate::archive) fn rows(&self, path: &str, first: u64, last: u64) -> Result<Vec<Row>, AuditError> {
        let Some(store) = &self.store else { return Ok(Vec::new()) };
        let read = || -> rusqlite::Result<Vec<Row>> {
            let mut query = store.db.prepare_cached(
                "SELECT id, offset, line, record, hash, stamp, error IS NULL FROM sources \
                 WHERE path = ? AND offset BETWEEN ? AND ? ORDER BY offset, id",
            )?;
            let rows = query.query_map((path, first.cast_signed(), last.cast_signed()), |row| {
                Ok(Row {
                    id: row.get(0)?,
                    offset: row.get::<_, i64>(1)?.cast_unsigned(),
                    line: row.get::<_, i64>(2)?.cast_unsigned(),
                    record: row.get::<_, i64>(3)?.cast_unsigned(),
                    hash: row.get(4)?,
                    stamp: row.get(5)?,
                    is_read: row.get(6)?,
                })
            })?;
            rows.collect()
        };
        read().map_err(|error| store.error(&error))
    }

    /// Looks up a unit; `rows` are the sources around its place. The source that is found is claimed, so that
    /// no other unit finds it.
    pub(in crate::archive) fn of(
        &self,
        rows: &[Row],
        unit: &Unit,
        is_whole: bool,
    ) -> Result<Lookup, AuditError> {
        let here = &rows[rows.partition_point(|row| row.offset < unit.offset)..];
        let here = || here.iter().take_while(|row| row.offset == unit.offset);
        let is_same = |row: &&Row| row.hash == unit.hash && row.stamp == unit.stamp;
        if let Some(row) = here().filter(is_same).find(|row| self.seen.claim(row.id)) {
            let in_place = row.line == unit.line && row.record == unit.record;
            return Ok(match in_place {
                true => Lookup::Same,
                false if row.is_read => Lookup::Elsewhere(row.id),
                false => Lookup::Nothing(Some(row.id)),
            });
        }
        if !is_whole && let Some(id) = self.elsewhere(unit)? {
            return Ok(Lookup::Elsewhere(id));
        }
        // Other sources at its place may still be found elsewhere, unless a file has no other place.
        let mut gone = here().filter(|row| is_whole || row.hash == unit.hash);
        Ok(Lookup::Nothing(gone.find(|row| self.seen.claim(row.id)).map(|row| row.id)))
    }

    fn elsewhere(&self, unit: &Unit) -> Result<Option<i64>, AuditError> {
        let Some(store) = self.store.as_ref().filter(|_| self.has_hashes) else { return Ok(None) };
        let read = || {
            let mut query = store.db.prepare_cached(
                "SELECT id FROM sources INDEXED BY sources_by_hash \
                 WHERE hash = ? AND path = ? AND stamp = ? AND error IS NULL ORDER BY offset, id",
            )?;
            let ids = query.query_map((&unit.hash[..], &unit.path, unit.stamp), |row| row.get(0))?;
            for id in ids {
                let id = id?;
                if self.seen.claim(id) {
                    return Ok(Some(id));
                }
            }
            Ok(None)
        };
        read().map_err(|error: rusqlite::Error| store.error(&error))
    }
}
