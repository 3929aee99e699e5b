//! Compares two audits: what appeared, what was resolved.

use std::path::Path;

use serde::Serialize;

use super::entry::Entry;
use super::error::AuditError;
use super::store::{Picked, Store, each_entry};

/// How a finding has changed from one audit to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The finding is in the new audit only.
    Appeared,
    /// The finding was in the old audit only.
    Resolved,
}

/// How many findings have changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Findings that are in the new audit only.
    pub appeared: u64,
    /// Findings that were in the old audit only.
    pub resolved: u64,
    /// Findings that are in both audits.
    pub unchanged: u64,
}

/// Compares the audits of two folders by the fingerprints of their findings. Of findings with one
/// fingerprint, as many are the same as there are in both audits, wherever they are; those in the same file
/// are matched first. Changes are passed to `each`: first what appeared, then what was resolved, both in the
/// order of findings.jsonl. Memory is fixed, but for findings of one fingerprint.
///
/// # Errors
/// Those of `each`, or when a folder has no audit that is complete.
pub fn compare<E: From<AuditError>>(
    (old, new): (&Path, &Path),
    mut each: impl FnMut(Change, Entry) -> Result<(), E>,
) -> Result<Compared, E> {
    let (old, new) = (open(old)?, open(new)?);
    let compared = pick(&old, &new).map_err(|error| new.error(&error))?;
    each_entry(&new, Picked::Some, |entry| each(Change::Appeared, entry))?;
    each_entry(&old, Picked::Some, |entry| each(Change::Resolved, entry))?;
    Ok(compared)
}

fn open(folder: &Path) -> Result<Store, AuditError> {
    let store = Store::read(folder)?;
    if !store.is_complete()? {
        let why = "this audit is not finished; run `factlint audit` with the same paths to go on";
        return Err(AuditError::new(folder, why));
    }
    let made = store.db.execute_batch("CREATE TEMP TABLE picked (id INTEGER PRIMARY KEY)");
    made.map_err(|error| store.error(&error))?;
    Ok(store)
}

/// A finding, as far as it is compared.
struct Print {
    fingerprint: String,
    path: String,
    id: i64,
}

const PRINTS: &str = "SELECT f.fingerprint, s.path, f.id FROM findings f JOIN articles a ON a.id = f.article \
    JOIN sources s ON s.id = a.source ORDER BY f.fingerprint, s.path, s.offset, a.number, f.start, f.id";

/// Selects the findings that have changed.
fn pick(old: &Store, new: &Store) -> rusqlite::Result<Compared> {
    let mut compared = Compared::default();
    let (mut query_old, mut query_new) = (old.db.prepare(PRINTS)?, new.db.prepare(PRINTS)?);
    let print =
        |row: &rusqlite::Row<'_>| Ok(Print { fingerprint: row.get(0)?, path: row.get(1)?, id: row.get(2)? });
    let mut of_old = query_old.query_map([], print)?;
    let mut of_new = query_new.query_map([], print)?;
    let (mut next_old, mut next_new) = (of_old.next().transpose()?, of_new.next().transpose()?);
    let pick = |store: &Store, prints: &[Print]| {
        let mut insert = store.db.prepare_cached("INSERT INTO picked VALUES (?)")?;
        prints.iter().try_for_each(|print| insert.execute([print.id]).map(drop))?;
        Ok::<_, rusqlite::Error>(prints.len() as u64)
    };
    loop {
        let least = match (&next_old, &next_new) {
            (Some(a), Some(b)) => a.fingerprint.as_str().min(&b.fingerprint).to_owned(),
            (Some(one), None) | (None, Some(one)) => one.fingerprint.clone(),
            (None, None) => return Ok(compared),
        };
        let mut olds = alike(&least, &mut next_old, &mut of_old)?;
        let mut news = alike(&least, &mut next_new, &mut of_new)?;
        compared.unchanged += same_paths(&mut olds, &mut news);
        // The remaining findings have moved to another file, as many as there are on both sides.
        let moved = olds.len().min(news.len());
        compared.unchanged += moved as u64;
        compared.resolved += pick(old, &olds[moved..])?;
        compared.appeared += pick(new, &news[moved..])?;
    }
}

/// The findings of one fingerprint.
fn alike(
    fingerprint: &str,
    next: &mut Option<Print>,
    rest: &mut impl Iterator<Item = rusqlite::Result<Print>>,
) -> rusqlite::Result<Vec<Print>> {
    let mut alike = Vec::new();
    while let Some(print) = next.take_if(|print| print.fingerprint == fingerprint) {
        alike.push(print);
        *next = rest.next().transpose()?;
    }
    Ok(alike)
}

/// Removes the findings that both sides have in the same file. Both sides are in the order of their paths.
fn same_paths(olds: &mut Vec<Print>, news: &mut Vec<Print>) -> u64 {
    let mut same = 0;
    let mut others = std::mem::take(news).into_iter().peekable();
    olds.retain(|old| {
        while let Some(new) = others.next_if(|new| new.path < old.path) {
            news.push(new);
        }
        let is_same = others.next_if(|new| new.path == old.path).is_some();
        same += u64::from(is_same);
        !is_same
    });
    news.extend(others);
    same
}
