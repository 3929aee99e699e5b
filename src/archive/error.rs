//! Why an audit cannot go on.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// A file that an audit cannot read or write, what is wrong with it, and how to solve it.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct AuditError {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong and, if possible, how to solve it.
    pub reason: String,
}

const FULL: &str = "the disk is full; make room and run the same command again, which goes on from here";
const READ_ONLY: &str = "it cannot be written to; name with --out a folder that you may write to";

/// Whether an error says that a table or column is missing, or holds what it should not.
fn is_shape(error: &rusqlite::Error) -> bool {
    use rusqlite::Error as E;
    match error {
        E::FromSqlConversionFailure(..) | E::InvalidColumnType(..) | E::IntegralValueOutOfRange(..) => true,
        E::SqliteFailure(_, message) => {
            message.as_deref().is_some_and(|message| message.starts_with("no such "))
        }
        E::SqlInputError { msg, .. } => msg.starts_with("no such "),
        _ => false,
    }
}

impl AuditError {
    pub(super) fn new(path: impl Into<PathBuf>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into() }
    }

    /// The error of a file that cannot be written.
    pub(super) fn write(path: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FULL.to_owned(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => READ_ONLY.to_owned(),
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                "this is no folder; name with --out a folder that is there or can be made".to_owned()
            }
            _ => error.to_string(),
        };
        Self::new(path, reason)
    }

    /// The error of the store: what is wrong with it, and what to do.
    pub(super) fn sql(path: &Path, error: &rusqlite::Error) -> Self {
        let reason = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => FULL.to_owned(),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                READ_ONLY.to_owned()
            }
            Some(ErrorCode::NotADatabase) => {
                "this is no store of factlint; move it away, or name another folder with --out".to_owned()
            }
            Some(ErrorCode::DatabaseCorrupt) => {
                "the store is damaged; delete it, and the audit begins anew".to_owned()
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                "another program holds the store; close it and run the same command again".to_owned()
            }
            _ if is_shape(error) => format!(
                "the store is not as this factlint writes it ({error}); delete it, and the audit begins anew, \
                 or name another folder with --out"
            ),
            Some(ErrorCode::SystemIoFailure) => {
                format!("{error}; if the disk is full or gone, mend that and run the same command again")
            }
            _ => error.to_string(),
        };
        Self::new(path, reason)
    }
}
