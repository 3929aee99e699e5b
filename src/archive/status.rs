//! The contents of an audit's store.

use std::path::Path;

use super::error::AuditError;
use super::store::{Done, LAST, Store, totals};
use super::totals::Totals;

/// The contents of an audit's store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Whether the last run was finished.
    pub is_complete: bool,
    /// What the last run did; none if it was not finished.
    pub last: Option<Done>,
    /// The totals of the store.
    pub totals: Totals,
}

/// Reads the store of a folder, also while an audit writes to it. Linear in its size.
///
/// # Errors
/// When there is no store, or it is of another version.
pub fn status(folder: &Path) -> Result<Status, AuditError> {
    let store = Store::read(folder)?;
    let last: Option<String> = store.meta(LAST)?;
    let last = last.and_then(|last| serde_json::from_str(&last).ok());
    Ok(Status { is_complete: store.is_complete()?, last, totals: totals(&store)? })
}
