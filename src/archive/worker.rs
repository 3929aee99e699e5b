//! The threads that lint: they look up the units of their work in the store, and lint those it does not have.

use std::sync::atomic::{AtomicU64, Ordering};

use xxhash_rust::xxh3::Xxh3;

use super::error::AuditError;
use super::examine::read_as;
use super::read::{Archive, Work};
use super::rows::{Fate, Linted, Unit};
use super::store::{Known, Lookup};
use crate::gate::Config;
use crate::source::{Input, Piece, SourceError};

/// A thread that lints.
pub(super) struct Worker<'r> {
    pub(super) archive: &'r Archive,
    pub(super) known: Known,
    /// The build of factlint.
    pub(super) build: i64,
    /// The counter for bytes of files that are read whole.
    pub(super) bytes: &'r AtomicU64,
}

type Units = Vec<(Unit, Fate)>;

impl Worker<'_> {
    /// Processes the units of a piece of work.
    pub(super) fn run(&self, work: Work) -> Result<Units, AuditError> {
        match work {
            Work::Files(files) => files.iter().map(|(input, config)| self.file(input, config)).collect(),
            Work::Records(input, config, piece) => self.records(&input, &config, &piece),
            Work::Unread(error, offset) => Ok(vec![self.unread(&error, offset, self.build)?]),
        }
    }

    fn file(&self, input: &Input, config: &Config) -> Result<(Unit, Fate), AuditError> {
        let stamp = self.stamp(config);
        let bytes = match input.bytes() {
            Ok(bytes) => bytes,
            Err(error) => return self.unread(&error, 0, stamp),
        };
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        let unit = Unit::file(&input.name, &bytes, stamp);
        let rows = self.known.rows(&unit.path, 0, 0)?;
        let lint = || read_as(input.document(bytes, &self.archive.reading(config)), config, &unit);
        let fate = fate(&self.known.of(&rows, &unit, true)?, lint);
        Ok((unit, fate))
    }

    fn records(&self, input: &Input, config: &Config, piece: &Piece) -> Result<Units, AuditError> {
        let stamp = self.stamp(config);
        let last = piece.start.byte + piece.bytes.len() as u64;
        let rows = self.known.rows(&input.name, piece.start.byte, last)?;
        let reading = self.archive.reading(config);
        let one = |single: Piece| {
            let unit = Unit::record(&input.name, &single, stamp);
            let lint = || read_as(input.piece(single, &reading), config, &unit);
            let fate = fate(&self.known.of(&rows, &unit, false)?, lint);
            Ok((unit, fate))
        };
        piece.singles().map(one).collect()
    }

    /// A unit that cannot be read.
    fn unread(&self, error: &SourceError, offset: u64, stamp: i64) -> Result<(Unit, Fate), AuditError> {
        let unit = Unit::unread(error, offset, stamp);
        let rows = self.known.rows(&unit.path, offset, offset)?;
        let lint = || Linted::unread(error.clone());
        let fate = fate(&self.known.of(&rows, &unit, offset == 0)?, lint);
        Ok((unit, fate))
    }

    /// A hash of everything that can change the findings in a file.
    fn stamp(&self, config: &Config) -> i64 {
        let mut hash = Xxh3::new();
        hash.update(&self.build.to_le_bytes());
        hash.update(&config.stamp().to_le_bytes());
        hash.update(self.archive.reading(config).format.map_or("", |format| format.name()).as_bytes());
        hash.digest().cast_signed()
    }
}

fn fate(found: &Lookup, lint: impl FnOnce() -> Linted) -> Fate {
    match *found {
        Lookup::Same => Fate::Kept,
        Lookup::Elsewhere(id) => Fate::Moved(id),
        Lookup::Nothing(old) => Fate::Linted(old, Box::new(lint())),
    }
}
