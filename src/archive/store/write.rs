//! Writes to the store: one thread, in the order of the archive, in transactions of at most a second of work.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::super::error::AuditError;
use super::super::rows::{ArticleRow, ClaimRow, Fate, FindingRow, Linted, PlaceRow, Unit};
use super::known::Seen;
use super::{BUILD, COMPLETE, LAST, LOADED, MOVED, Store, WRITTEN};

/// The time after which a transaction is committed.
const WORK: Duration = Duration::from_millis(500);

/// What a run has done, counted in files and records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Units that were linted.
    pub linted: u64,
    /// Units that are as they were, and so not linted.
    pub kept: u64,
    /// Units that are as they were but at another place of their file.
    pub moved: u64,
    /// Units that are gone.
    pub dropped: u64,
}

/// "3 linted, 12690 as before, 1 moved, 0 gone".
impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { linted, kept, moved, dropped } = self;
        write!(f, "{linted} linted, {kept} as before, {moved} moved, {dropped} gone")
    }
}

/// Writes to the store.
#[derive(Debug)]
pub(in crate::archive) struct Writer {
    pub(super) store: Store,
    seen: Arc<Seen>,
    /// When the open transaction began.
    since: Option<Instant>,
    /// Whether the store has changed since reports were last written from it.
    changed: bool,
    /// Whether groups that change are marked. Before everything is loaded, all groups are related.
    loaded: bool,
    /// Whether sources had moved when the run before was stopped. It is then unknown which groups have
    /// another order.
    had_moved: bool,
    /// The file whose unit was written last, and the furthest place that its units had.
    furthest: (String, u64),
    pub(in crate::archive) done: Done,
}

impl Writer {
    /// Starts writing to the store of a folder. If another build wrote to it, everything will be linted
    /// again, so the indexes that are made at the end are dropped.
    pub(in crate::archive) fn new(folder: &Path, seen: Arc<Seen>, build: i64) -> Result<Self, AuditError> {
        let store = Store::open(folder)?;
        let loaded = store.is_loaded()?;
        let furthest = (String::new(), 0);
        let had_moved = store.meta(MOVED)? == Some(true);
        let (since, changed, done) = (None, false, Done::default());
        let mut writer = Self { store, seen, since, changed, loaded, had_moved, furthest, done };
        writer.begin()?;
        if writer.store.meta::<i64>(BUILD)? != Some(build) {
            writer.change()?;
            writer.store.set_meta(BUILD, build)?;
            if loaded {
                writer.store.execute("DROP INDEX claims_by_key", [])?;
                writer.store.execute("DROP INDEX sources_by_hash", [])?;
                writer.store.set_meta(LOADED, false)?;
                writer.loaded = false;
            }
        }
        writer.store.set_meta(COMPLETE, false)?;
        writer.commit()?;
        Ok(writer)
    }

    pub(in crate::archive) const fn store(&self) -> &Store {
        &self.store
    }

    /// Opens a transaction, if none is open.
    pub(super) fn begin(&mut self) -> Result<(), AuditError> {
        if self.since.is_none() {
            self.store.execute("BEGIN IMMEDIATE", [])?;
            self.since = Some(Instant::now());
        }
        Ok(())
    }

    /// Commits the open transaction, if there is one.
    pub(in crate::archive) fn commit(&mut self) -> Result<(), AuditError> {
        if self.since.take().is_some() {
            self.store.execute("COMMIT", [])?;
        }
        Ok(())
    }

    /// Commits the open transaction if it is old enough.
    pub(in crate::archive) fn commit_in_time(&mut self) -> Result<(), AuditError> {
        if self.since.is_some_and(|since| since.elapsed() >= WORK) { self.commit() } else { Ok(()) }
    }

    /// Notes that the reports written from the store are no longer up to date.
    pub(super) fn change(&mut self) -> Result<(), AuditError> {
        if !self.changed {
            self.store.execute("DELETE FROM meta WHERE key = ?", [WRITTEN])?;
            self.changed = true;
        }
        Ok(())
    }

    /// Stores the result of a unit. Units of a file come in order.
    pub(in crate::archive) fn add(&mut self, unit: &Unit, fate: Fate) -> Result<(), AuditError> {
        self.begin()?;
        if self.furthest.0 != unit.path {
            self.furthest = (unit.path.clone(), 0);
        }
        match fate {
            Fate::Kept => {
                self.done.kept += 1;
                self.furthest.1 = self.furthest.1.max(unit.offset);
            }
            Fate::Moved(id) => {
                self.done.moved += 1;
                self.change()?;
                self.move_to(id, unit)?;
            }
            Fate::Linted(old, linted) => {
                self.done.linted += 1;
                self.change()?;
                if let Some(old) = old {
                    self.delete(old)?;
                }
                self.insert(unit, &linted)?;
            }
        }
        self.commit_in_time()
    }

    /// Moves a source. Claims are related in the order of their places, so where two change their order,
    /// their groups are marked.
    fn move_to(&mut self, id: i64, unit: &Unit) -> Result<(), AuditError> {
        let old: i64 = self.store.one("SELECT offset FROM sources WHERE id = ?", [id])?;
        if self.loaded {
            if old.cast_unsigned() < self.furthest.1 {
                self.mark(id)?;
            }
            self.store.set_meta(MOVED, true)?;
        }
        self.furthest.1 = self.furthest.1.max(old.cast_unsigned());
        let places = (unit.offset.cast_signed(), unit.line.cast_signed(), unit.record.cast_signed(), id);
        self.store
            .execute("UPDATE sources SET offset = ?, line = ?, record = ? WHERE id = ?", places)
            .map(drop)
    }

    /// Marks the groups of a source's claims to be related again.
    fn mark(&self, source: i64) -> Result<(), AuditError> {
        let sql = "INSERT OR IGNORE INTO dirty SELECT rule, key FROM claims \
                   WHERE article IN (SELECT id FROM articles WHERE source = ?)";
        self.store.execute(sql, [source]).map(drop)
    }

    fn delete(&self, source: i64) -> Result<(), AuditError> {
        if self.loaded {
            self.mark(source)?;
        }
        for table in ["findings", "claims"] {
            let sql =
                format!("DELETE FROM {table} WHERE article IN (SELECT id FROM articles WHERE source = ?)");
            self.store.execute(&sql, [source])?;
        }
        self.store.execute("DELETE FROM articles WHERE source = ?", [source])?;
        self.store.execute("DELETE FROM sources WHERE id = ?", [source]).map(drop)
    }

    fn insert(&self, unit: &Unit, linted: &Linted) -> Result<(), AuditError> {
        self.store.execute(
            "INSERT INTO sources (path, offset, length, line, record, hash, stamp, suppressed, error, note) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                unit.path,
                unit.offset.cast_signed(),
                unit.length.cast_signed(),
                unit.line.cast_signed(),
                unit.record.cast_signed(),
                &unit.hash[..],
                unit.stamp,
                linted.suppressed as i64,
                linted.error,
                linted.note
            ],
        )?;
        let source = self.store.db.last_insert_rowid();
        // Done before other threads can see the source.
        self.seen.claim(source);
        for article in &linted.articles {
            self.insert_article(source, article)?;
        }
        Ok(())
    }

    pub(super) fn insert_article(&self, source: i64, article: &ArticleRow) -> Result<(), AuditError> {
        let ArticleRow { number, name, title, date, publisher, findings, claims } = article;
        self.store.execute(
            "INSERT INTO articles (source, number, name, title, date, publisher) VALUES (?, ?, ?, ?, ?, ?)",
            params![source, number.cast_signed(), name, title, date, publisher],
        )?;
        let article = self.store.db.last_insert_rowid();
        findings.iter().try_for_each(|finding| self.insert_finding(article, finding))?;
        claims.iter().try_for_each(|claim| self.insert_claim(article, claim))
    }

    pub(super) fn insert_finding(&self, article: i64, finding: &FindingRow) -> Result<(), AuditError> {
        let FindingRow { rule, severity, message, help, place, labels, fingerprint } = finding;
        let PlaceRow { part, start, end, line, column, passage } = place;
        let labels = (!labels.is_empty()).then(|| serde_json::to_string(labels).unwrap_or_default());
        let sql = "INSERT INTO findings (article, rule, severity, message, help, part, start, end, line, column, \
                   before, words, after, labels, fingerprint) \
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let values = params![
            article,
            rule.as_str(),
            severity.name(),
            message,
            help,
            part,
            start.cast_signed(),
            end.cast_signed(),
            line.cast_signed(),
            column.cast_signed(),
            passage.before,
            passage.words,
            passage.after,
            labels,
            fingerprint
        ];
        self.store.execute(sql, values).map(drop)
    }

    pub(super) fn insert_claim(&self, article: i64, claim: &ClaimRow) -> Result<(), AuditError> {
        let ClaimRow { rule, severity, key, value, words, place } = claim;
        let PlaceRow { part, start, end, line, column, passage } = place;
        if self.loaded {
            self.store.execute("INSERT OR IGNORE INTO dirty VALUES (?, ?)", (rule.as_str(), key))?;
        }
        let sql = "INSERT INTO claims (article, rule, severity, key, value, part, start, end, line, column, before, \
                   words, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let values = params![
            article,
            rule.as_str(),
            severity.name(),
            key,
            value,
            part,
            start.cast_signed(),
            end.cast_signed(),
            line.cast_signed(),
            column.cast_signed(),
            passage.before,
            words,
            passage.after
        ];
        self.store.execute(sql, values).map(drop)
    }

    /// Drops the sources that the run has not seen. The run must have read everything.
    pub(in crate::archive) fn drop_unseen(&mut self) -> Result<(), AuditError> {
        let mut last = 0;
        loop {
            let ids = self.ids_after(last).map_err(|error| self.store.error(&error))?;
            let Some(&end) = ids.last() else { return self.commit() };
            last = end;
            for id in ids {
                if self.seen.has(id) {
                    continue;
                }
                self.begin()?;
                self.change()?;
                self.delete(id)?;
                self.done.dropped += 1;
                self.commit_in_time()?;
            }
        }
    }

    /// The next sources, some thousands.
    fn ids_after(&self, last: i64) -> rusqlite::Result<Vec<i64>> {
        let sql = "SELECT id FROM sources WHERE id > ? ORDER BY id LIMIT 4096";
        let mut query = self.store.db.prepare_cached(sql)?;
        let ids = query.query_map([last], |row| row.get(0))?;
        ids.collect()
    }

    /// Makes the indexes that are made once, after the bulk load.
    pub(super) fn index(&mut self) -> Result<(), AuditError> {
        self.begin()?;
        self.store.execute("CREATE INDEX claims_by_key ON claims (rule, key)", [])?;
        self.store.execute("CREATE INDEX sources_by_hash ON sources (hash)", [])?;
        self.store.set_meta(LOADED, true)
    }

    /// Makes these indexes if they are not there, and marks the groups to be related.
    pub(in crate::archive) fn load(&mut self) -> Result<(), AuditError> {
        self.store.sort_in_less()?;
        if self.loaded && !self.had_moved {
            return Ok(());
        }
        self.begin()?;
        if !self.loaded {
            self.index()?;
            self.store.execute("DELETE FROM findings WHERE key IS NOT NULL", [])?;
            self.store.execute("DELETE FROM dirty", [])?;
        }
        let sql =
            "INSERT OR IGNORE INTO dirty SELECT rule, key FROM claims GROUP BY rule, key HAVING count(*) > 1";
        self.store.execute(sql, [])?;
        self.loaded = true;
        self.commit()
    }

    /// Ends a run that has read and related everything.
    pub(in crate::archive) fn complete(&mut self) -> Result<(), AuditError> {
        self.begin()?;
        self.store.execute("DELETE FROM meta WHERE key = ?", [MOVED])?;
        self.store.set_meta(COMPLETE, true)?;
        self.store.set_meta(LAST, serde_json::to_string(&self.done).unwrap_or_default())?;
        self.commit()
    }

    /// Closes the store as one file, which can be read where nothing can be written. If another process is
    /// reading, this is left to the next run.
    pub(in crate::archive) fn close(self) {
        let _ = self.store.db.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()));
    }
}
