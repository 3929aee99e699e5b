//! What the store keeps of a unit: made by the threads that lint, so that writing is all that is
//! left to the one that writes.

use compact_str::CompactString;

use super::entry::{Mark, Passage};
use crate::Severity;

/// What is read and hashed at once: a file, or a record of a file of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// The name of its file.
    pub(super) path: String,
    /// Its first byte in the file as unpacked, from 0.
    pub(super) offset: u64,
    /// Its bytes.
    pub(super) length: u64,
    /// How many lines of the file end before it.
    pub(super) line: u64,
    /// How many records of the file come before it.
    pub(super) record: u64,
    /// The hash of its bytes, and of what else of its file says how they are read.
    pub(super) hash: Hash,
    /// What it is linted by: a hash of rules, version and configuration.
    pub(super) stamp: i64,
}

/// The hash of a unit.
pub(super) type Hash = [u8; 16];

/// What becomes of a unit.
#[derive(Debug)]
pub(super) enum Fate {
    /// It is in the store as it is.
    Kept,
    /// It is in the store, as this source, from another place of its file.
    Moved(i64),
    /// It was linted. What the store had of this source, if there was one, goes.
    Linted(Option<i64>, Box<Linted>),
}

/// What was found in a unit.
#[derive(Debug, Default)]
pub(super) struct Linted {
    /// Why some or all of it cannot be read, a reason a line.
    pub(super) error: Option<String>,
    /// What was not read as it should be, a note a line.
    pub(super) note: Option<String>,
    /// How many findings its own comments suppress.
    pub(super) suppressed: usize,
    pub(super) articles: Vec<ArticleRow>,
}

/// An article.
#[derive(Debug)]
pub(super) struct ArticleRow {
    /// Its place in the unit, from 1.
    pub(super) number: u64,
    pub(super) name: Option<String>,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) findings: Vec<FindingRow>,
    pub(super) claims: Vec<ClaimRow>,
}

/// A place in a unit. Bytes and lines count from where the unit begins.
#[derive(Debug)]
pub(super) struct PlaceRow {
    pub(super) part: Option<String>,
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) line: u64,
    pub(super) column: u64,
    pub(super) passage: Passage,
}

#[derive(Debug)]
pub(super) struct FindingRow {
    pub(super) rule: CompactString,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) place: PlaceRow,
    /// Their bytes count from where the unit begins.
    pub(super) labels: Vec<Mark>,
    pub(super) fingerprint: String,
}

#[derive(Debug)]
pub(super) struct ClaimRow {
    pub(super) rule: CompactString,
    /// What findings told of it have.
    pub(super) severity: Severity,
    pub(super) key: i64,
    pub(super) value: String,
    /// The words of the place as they are, if they are few.
    pub(super) words: String,
    pub(super) place: PlaceRow,
}
