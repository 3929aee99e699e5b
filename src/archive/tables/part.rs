//! Lints articles that are handed over, without a store: what an engine does that shares an archive out among many
//! machines.

use std::hash::Hasher as _;

use xxhash_rust::xxh3::Xxh3;

use super::super::examine::read_as;
use super::super::rows::{Linted, Unit};
use super::super::table_row::{Row, rows};
use crate::document::{Format, Inner, Reading};
use crate::formats::{Columns, PLAIN, columns};
use crate::gate::Config;
use crate::source::{Input, SourceError};

/// What is handed over of an article or a file.
#[derive(Clone, Copy, Debug)]
pub enum Given<'a> {
    /// The fields of an article.
    Columns(Columns<'a>),
    /// The text of an article.
    Text(&'a str),
    /// The bytes of a file, whose name tells its format, and whether it is packed. It may have many articles.
    File(&'a [u8]),
}

/// Lints articles by a configuration.
#[derive(Debug)]
pub struct Part<'c> {
    config: &'c Config,
    /// The format of texts and files, if it is told; else texts are plain.
    format: Option<&'static dyn Format>,
    /// A hash of what the articles are linted by, but for the program.
    stamp: i64,
}

impl<'c> Part<'c> {
    /// Begins.
    #[must_use]
    pub fn new(config: &'c Config, format: Option<&'static dyn Format>) -> Self {
        let mut hash = Xxh3::new();
        hash.write(env!("CARGO_PKG_VERSION").as_bytes());
        hash.write(&config.stamp().to_le_bytes());
        hash.write(format.map_or("", |format| format.name()).as_bytes());
        Self { config, format, stamp: hash.digest().cast_signed() }
    }

    /// Lints what is handed over under a name, and adds the rows of it. What cannot be read is told in the row of its
    /// source. Linear.
    pub fn lint(&self, path: &str, given: Given<'_>, out: &mut Vec<Row>) {
        match given {
            Given::Columns(of) => {
                let of = Columns { inner: self.inner(), ..of };
                let parts = [of.title, of.date, of.text].map(|part| part.unwrap_or_default().as_bytes());
                let unit = Unit::whole(path, &parts, self.stamp);
                let linted = read_as(Ok(columns(path, &of)), self.config, &unit);
                rows(&unit, linted, out);
            }
            Given::Text(text) => {
                let format = self.format.unwrap_or(PLAIN);
                self.file(path, text.as_bytes(), &self.reading(Some(format)), out);
            }
            Given::File(bytes) => self.file(path, bytes, &self.reading(self.format), out),
        }
    }

    fn file(&self, path: &str, bytes: &[u8], reading: &Reading, out: &mut Vec<Row>) {
        let input = Input { name: path.to_owned(), path: None };
        let Some(records) = input.format(reading).records() else {
            let unit = Unit::file(path, bytes, self.stamp);
            let linted = read_as(input.document(bytes.to_vec(), reading), self.config, &unit);
            rows(&unit, linted, out);
            return;
        };
        let mut end = 0;
        for piece in input.pieces(bytes.to_vec(), records) {
            match piece {
                Ok(piece) => {
                    end = piece.start.byte + piece.bytes.len() as u64;
                    for single in piece.singles() {
                        let unit = Unit::record(path, &single, self.stamp);
                        let linted = read_as(input.piece(single, reading), self.config, &unit);
                        rows(&unit, linted, out);
                    }
                }
                Err(error) => unread(error, end, self.stamp, out),
            }
        }
    }

    fn reading(&self, format: Option<&'static dyn Format>) -> Reading {
        Reading { format, fields: self.config.fields().clone(), ..Reading::default() }
    }

    /// The format of the text in columns.
    fn inner(&self) -> Option<Inner> {
        match self.format?.name() {
            "text" => Some(Inner::Text),
            "html" => Some(Inner::Html),
            "markdown" => Some(Inner::Markdown),
            _ => None,
        }
    }
}

/// Adds the row of a file that cannot be read from a byte on.
fn unread(error: SourceError, offset: u64, stamp: i64, out: &mut Vec<Row>) {
    let unit = Unit::unread(&error, offset, stamp);
    rows(&unit, Linted::unread(error), out);
}
