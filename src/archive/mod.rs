//! Audits: everything that was ever published, linted article by article, and its articles compared with each
//! other.
//!
//! One thread reads, all cores lint, one thread writes to a store ([`run()`]). From the store a rerun knows
//! what has not changed, whether the run before was finished or not. Reports are written from the store in a
//! fixed order, so that they are the same however it was filled.

mod compare;
mod entry;
mod error;
mod examine;
mod export;
mod import;
mod page;
mod passage;
mod read;
mod rows;
mod run;
mod status;
mod store;
#[cfg(feature = "parquet")]
mod table_row;
#[cfg(feature = "parquet")]
pub mod tables;
mod totals;
mod worker;

pub use compare::{Change, Compared, compare};
pub use entry::{About, Counterpart, Entry, Mark, Passage};
pub use error::AuditError;
pub use import::import;
pub use run::{Audit, Outcome, Progress, RunError, Stage, run};
pub use status::{Status, status};
pub use store::Done;
pub use totals::{OfRule, OfSource, OfYear, Totals, Unread};
