//! The rows that the store keeps of a unit. The threads that lint make them, so that the thread that writes
//! only has to write.

use compact_str::CompactString;

use xxhash_rust::xxh3::Xxh3;

use super::entry::{Mark, Passage};
use crate::Severity;
use crate::source::{Piece, SourceError};

/// A unit: what is read and hashed at once, a file or a record of a file of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// The name of the unit's file.
    pub(super) path: String,
    /// The first byte of the unit in the unpacked file, from 0.
    pub(super) offset: u64,
    /// The length of the unit in bytes.
    pub(super) length: u64,
    /// The number of lines of the file before the unit.
    pub(super) line: u64,
    /// The number of records of the file before the unit.
    pub(super) record: u64,
    /// The hash of the unit's bytes, and of other bytes of its file that decide how they are read.
    pub(super) hash: Hash,
    /// The hash of the rules, version and configuration by which the unit is linted.
    pub(super) stamp: i64,
}

impl Unit {
    /// The unit of a file with these bytes.
    pub(super) fn file(path: &str, bytes: &[u8], stamp: i64) -> Self {
        Self::whole(path, &[bytes], stamp)
    }

    /// The unit of an article that is made of these parts.
    pub(super) fn whole(path: &str, parts: &[&[u8]], stamp: i64) -> Self {
        let length = parts.iter().map(|part| part.len() as u64).sum();
        Self { path: path.to_owned(), offset: 0, length, line: 0, record: 0, hash: hash(parts), stamp }
    }

    /// The unit of a record of a file.
    pub(super) fn record(path: &str, single: &Piece, stamp: i64) -> Self {
        Self {
            path: path.to_owned(),
            offset: single.start.byte,
            length: single.bytes.len() as u64,
            line: single.start.line as u64,
            record: single.start.record as u64,
            hash: hash(&[&single.start.head, &single.bytes]),
            stamp,
        }
    }

    /// The unit of a file that cannot be read from a byte on. Its hash is that of the reason.
    pub(super) fn unread(error: &SourceError, offset: u64, stamp: i64) -> Self {
        let hash = hash(&[b"unread", error.reason.as_bytes()]);
        Self { path: error.name.clone(), offset, length: 0, line: 0, record: 0, hash, stamp }
    }
}

fn hash(parts: &[&[u8]]) -> Hash {
    let mut hash = Xxh3::new();
    for part in parts {
        hash.update(&part.len().to_le_bytes());
        hash.update(part);
    }
    hash.digest128().to_le_bytes()
}

/// The hash of a unit.
pub(super) type Hash = [u8; 16];

/// What the run does with a unit.
#[derive(Debug)]
pub(super) enum Fate {
    /// The store has the unit as it is.
    Kept,
    /// The store has the unit as this source, but at another place of its file.
    Moved(i64),
    /// The unit was linted. It replaces this source of the store, if there is one.
    Linted(Option<i64>, Box<Linted>),
}

/// The results of linting a unit.
#[derive(Debug, Default)]
pub(super) struct Linted {
    /// Why some or all of the unit cannot be read; one reason a line.
    pub(super) error: Option<String>,
    /// Notes on what was not read as it should be; one note a line.
    pub(super) note: Option<String>,
    /// How many findings are suppressed by comments in the unit.
    pub(super) suppressed: usize,
    pub(super) articles: Vec<ArticleRow>,
}

impl Linted {
    /// The results for a unit that cannot be read.
    pub(super) fn unread(error: SourceError) -> Self {
        Self { error: Some(error.reason), ..Self::default() }
    }
}

/// A row of an article.
#[derive(Debug)]
pub(super) struct ArticleRow {
    /// The place of the article in the unit, from 1.
    pub(super) number: u64,
    pub(super) name: Option<String>,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) findings: Vec<FindingRow>,
    pub(super) claims: Vec<ClaimRow>,
}

/// A row of a place in a unit. Bytes and lines count from where the unit begins.
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
    /// The labels. Their bytes count from where the unit begins.
    pub(super) labels: Vec<Mark>,
    pub(super) fingerprint: String,
}

#[derive(Debug)]
pub(super) struct ClaimRow {
    pub(super) rule: CompactString,
    /// The severity of findings about the claim.
    pub(super) severity: Severity,
    pub(super) key: i64,
    pub(super) value: String,
    /// The words of the place, unchanged if they are few.
    pub(super) words: String,
    pub(super) place: PlaceRow,
}
