//! Reads tables of Parquet into a store.

use std::path::Path;
#[cfg(feature = "parquet")]
use std::path::PathBuf;
#[cfg(feature = "parquet")]
use std::sync::atomic::Ordering;

#[cfg(feature = "parquet")]
use super::error::AuditError;
use super::run::{Audit, Outcome, RunError};
#[cfg(feature = "parquet")]
use super::{
    export,
    run::{build, rules},
    store::{self, Filling, Folder, NAME, Wrong},
    table_row::{Article, Claim, Finding, Source},
    tables::{Rowed, files},
};
use crate::source::Configs;

/// Makes the store and the reports of an audit from tables: those that another audit exported, or those of an engine.
/// In `from` are `sources`, `articles` and `findings`, and `claims`, if they are to be in the store; each a file of
/// Parquet or a folder of them. Without claims a rerun of an audit lints everything anew. `configs` have the rules that
/// the report describes.
///
/// Rows may come in any order. Time is that of as many look-ups in the store; memory does not grow with the tables.
///
/// # Errors
/// When a table is missing or is not as docs/audit.md says, when articles have not names of their own, when there is an
/// audit in the folder already, or when this program is built without Parquet.
#[cfg(feature = "parquet")]
pub fn import(audit: &Audit<'_>, from: &Path, mut configs: Configs) -> Result<Outcome, RunError> {
    let rules = rules(&[configs.here()?]);
    let of = |table: &'static str| {
        let found = files::files(from, table)?;
        found.ok_or_else(|| {
            let why = format!(
                "there is no table of {table}: neither {table}.parquet nor a folder {table}; \
                 `factlint audit --export parquet` writes these tables"
            );
            AuditError::new(from, why)
        })
    };
    let (sources, articles, findings) = (of(Source::TABLE)?, of(Article::TABLE)?, of(Finding::TABLE)?);
    let claims = files::files(from, Claim::TABLE)?;
    let folder = Folder::lock(audit.out)?;
    begin(&folder.path)?;
    let mut filling = Filling::new(&folder.path, build(audit.program))?;
    let is_known = claims.is_some();
    each::<Source>(audit, from, &sources, |source| {
        // What is linted by this stamp is not linted again, so its claims must be known.
        let stamp = if is_known { source.stamp } else { 0 };
        Ok(filling.source(Source { stamp, ..source })?)
    })?;
    each::<Article>(audit, from, &articles, |article| filling.article(article))?;
    each::<Claim>(audit, from, &claims.unwrap_or_default(), |claim| filling.claim(claim))?;
    each::<Finding>(audit, from, &findings, |finding| filling.finding(finding))?;
    let writer = filling.finish()?;
    let go_on = || !audit.stop.load(Ordering::Relaxed);
    let totals = export::write(&folder.path, writer.store(), (&rules, audit.raw_cells), go_on)?;
    let done = writer.done;
    writer.close();
    Ok(Outcome { totals, done })
}

/// Says that this program is built without Parquet.
///
/// # Errors
/// Always.
#[cfg(not(feature = "parquet"))]
pub fn import(_: &Audit<'_>, from: &Path, _: Configs) -> Result<Outcome, RunError> {
    Err(super::error::AuditError::new(from, super::run::WITHOUT_PARQUET).into())
}

/// Makes room for the store. One that an import has left unfinished goes.
#[cfg(feature = "parquet")]
fn begin(folder: &Path) -> Result<(), AuditError> {
    let path = folder.join(NAME);
    if !path.exists() {
        return Ok(());
    }
    let known = store::Store::read(folder)?;
    if !store::is_being_filled(&known)? {
        let why = "there is an audit in this folder; name another folder with --out, or move it away";
        return Err(AuditError::new(folder, why));
    }
    drop(known);
    for name in [NAME, "audit.db-wal", "audit.db-shm"] {
        let path = folder.join(name);
        if path.exists() {
            std::fs::remove_file(&path).map_err(|error| AuditError::write(&path, &error))?;
        }
    }
    Ok(())
}

/// Calls a function with each row of the files of a table.
#[cfg(feature = "parquet")]
fn each<T: Rowed>(
    audit: &Audit<'_>,
    from: &Path,
    files: &[PathBuf],
    mut give: impl FnMut(T) -> Result<(), Wrong>,
) -> Result<(), AuditError> {
    for path in files {
        files::read::<T>((from, path), |row| {
            if audit.stop.load(Ordering::Relaxed) {
                return Err(AuditError::new(path, "stopped; the same command begins anew"));
            }
            audit.progress.articles.fetch_add(u64::from(T::TABLE == Article::TABLE), Ordering::Relaxed);
            give(row).map_err(|wrong| match wrong {
                Wrong::Row(why) => AuditError::new(path, why),
                Wrong::Store(error) => error,
            })
        })?;
    }
    Ok(())
}
