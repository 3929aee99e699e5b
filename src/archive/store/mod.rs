//! The store: an `SQLite` database of the findings in an archive, and of what is needed to lint only what has
//! changed.

mod entries;
#[cfg(feature = "parquet")]
mod fill;
mod known;
mod relate;
#[cfg(feature = "parquet")]
mod tables;
#[cfg(test)]
mod tests;
mod totals;
mod write;

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, ToSql, types::FromSql};

use super::error::AuditError;
pub(super) use entries::{Picked, each_entry};
#[cfg(feature = "parquet")]
pub(super) use fill::{Filling, Wrong, is_being_filled};
pub(super) use known::{Known, Lookup, Seen};
pub(super) use relate::relate;
pub(super) use totals::totals;
pub use write::Done;
pub(super) use write::Writer;

/// The name of the store in its folder.
pub(super) const NAME: &str = "audit.db";
/// The name of the file that only one audit at a time can lock.
pub(super) const LOCK: &str = "audit.lock";

/// The version of the tables.
const VERSION: i32 = 1;
/// The application id of the `SQLite` file: `fact` in ASCII.
const APPLICATION: i32 = 0x6661_6374;
/// The memory for cached pages, in KiB.
const CACHE: i32 = 8 << 10;

/// The folder of an audit, locked so that no other audit writes to it.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Creates the folder if it does not exist, and locks it.
    pub(super) fn lock(path: &Path) -> Result<Self, AuditError> {
        fs::create_dir_all(path).map_err(|error| AuditError::write(path, &error))?;
        let name = path.join(LOCK);
        let file = File::options().create(true).truncate(false).write(true).open(&name);
        let file = file.map_err(|error| AuditError::write(&name, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: file }),
            Err(TryLockError::WouldBlock) => {
                Err(AuditError::new(path, "another audit is writing to this folder; wait until it has ended"))
            }
            Err(TryLockError::Error(error)) => Err(AuditError::write(&name, &error)),
        }
    }
}

/// The store.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) path: PathBuf,
    pub(super) db: Connection,
}

impl Store {
    /// Opens the store of a folder for writing, and creates it if it does not exist.
    pub(super) fn open(folder: &Path) -> Result<Self, AuditError> {
        let path = folder.join(NAME);
        let open = || {
            let db = Connection::open(&path)?;
            db.busy_timeout(std::time::Duration::from_secs(5))?;
            db.set_prepared_statement_cache_capacity(64);
            db.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
            db.pragma_update(None, "synchronous", "normal")?;
            db.pragma_update(None, "cache_size", -CACHE)?;
            Ok(db)
        };
        let store =
            open().map(|db| Self { path: path.clone(), db }).map_err(|e| AuditError::sql(&path, &e))?;
        let tables: i64 = store.one("SELECT count(*) FROM sqlite_schema", [])?;
        if tables == 0 {
            let made = store.db.execute_batch(&format!(
                "BEGIN IMMEDIATE; {} PRAGMA user_version = {VERSION}; PRAGMA application_id = {APPLICATION}; COMMIT",
                include_str!("schema.sql")
            ));
            made.map_err(|error| store.error(&error))?;
        }
        store.check()
    }

    /// Opens the store of a folder for reading.
    pub(super) fn read(folder: &Path) -> Result<Self, AuditError> {
        let path = folder.join(NAME);
        if !path.is_file() {
            return Err(AuditError::new(
                folder,
                "there is no audit here; `factlint audit PATH… --out DIR` makes one",
            ));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(&path, flags).and_then(|db| {
            db.busy_timeout(std::time::Duration::from_secs(5))?;
            db.pragma_update(None, "cache_size", -CACHE / 8)?;
            Ok(db)
        });
        Self { db: db.map_err(|error| AuditError::sql(&path, &error))?, path }.check()
    }

    /// Refuses a store whose tables are not of this version.
    fn check(self) -> Result<Self, AuditError> {
        let version: i32 = self.one("PRAGMA user_version", [])?;
        let application: i32 = self.one("PRAGMA application_id", [])?;
        if application != APPLICATION {
            return Err(AuditError::new(
                &self.path,
                "this is no store of factlint; move it away, or name another folder with --out",
            ));
        }
        if version != VERSION {
            return Err(AuditError::new(
                &self.path,
                format!(
                    "this store is of version {version}, and this factlint has version {VERSION}; use the factlint \
                     that made it, or delete it, and the audit begins anew"
                ),
            ));
        }
        Ok(self)
    }

    /// Reduces the memory for cached pages, since sorting for an index or a query takes as much again.
    fn sort_in_less(&self) -> Result<(), AuditError> {
        let set = self.db.pragma_update(None, "cache_size", -CACHE / 4);
        set.map_err(|error| self.error(&error))
    }

    pub(super) fn error(&self, error: &rusqlite::Error) -> AuditError {
        AuditError::sql(&self.path, error)
    }

    /// The single value that a query gives.
    pub(super) fn one<T: FromSql>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
    ) -> Result<T, AuditError> {
        let found =
            self.db.prepare_cached(sql).and_then(|mut query| query.query_row(parameters, |row| row.get(0)));
        found.map_err(|error| self.error(&error))
    }

    /// Runs a statement. Returns the number of rows that it changed.
    pub(super) fn execute(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<usize, AuditError> {
        let done = self.db.prepare_cached(sql).and_then(|mut statement| statement.execute(parameters));
        done.map_err(|error| self.error(&error))
    }

    /// The value of a key in the store's table about itself.
    pub(super) fn meta<T: FromSql>(&self, key: &str) -> Result<Option<T>, AuditError> {
        let found = self.db.prepare_cached("SELECT value FROM meta WHERE key = ?");
        let found = found.and_then(|mut query| query.query_row([key], |row| row.get(0)).optional());
        found.map_err(|error| self.error(&error))
    }

    pub(super) fn set_meta(&self, key: &str, value: impl ToSql) -> Result<(), AuditError> {
        self.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value)).map(drop)
    }

    /// Whether the last audit was finished.
    pub(super) fn is_complete(&self) -> Result<bool, AuditError> {
        Ok(self.meta(COMPLETE)? == Some(true))
    }

    /// Whether everything was loaded once, so that there are indexes of claims and of hashes.
    pub(super) fn is_loaded(&self) -> Result<bool, AuditError> {
        Ok(self.meta(LOADED)? == Some(true))
    }
}

/// The key, in the store's table about itself, that tells whether the last audit was finished.
pub(super) const COMPLETE: &str = "complete";
/// Whether there are indexes of claims and of hashes.
pub(super) const LOADED: &str = "loaded";
/// The build of factlint that wrote to the store last.
pub(super) const BUILD: &str = "build";
/// Whether sources have moved since groups were last related.
pub(super) const MOVED: &str = "moved";
/// The reports that were written from the store, with their lengths; removed once the store changes.
pub(super) const WRITTEN: &str = "written";
/// What the last run did.
pub(super) const LAST: &str = "last";
