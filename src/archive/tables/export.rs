//! Writes the tables of a store as files of Parquet.

use std::fs;
use std::path::{Path, PathBuf};

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::super::error::AuditError;
use super::super::store::Store;
use super::super::table_row::{Article, Claim, Finding, Source};
use super::batch::{Rowed, to_batch};
use crate::write::Draft;

/// How many rows are written at once.
const ROWS: usize = 8192;

/// The most rows of a group of rows, which readers hold in memory.
const GROUP: usize = 1 << 17;

/// The folder of the tables.
pub(in crate::archive) const FOLDER: &str = "parquet";

/// Writes the tables of a store into the folder `parquet` of its folder: `sources.parquet`, `articles.parquet`,
/// `findings.parquet` and `claims.parquet`. They are the same bytes for the same store, and each is written whole or
/// not at all. Memory does not grow with the store.
///
/// # Errors
/// When a file cannot be written, or the store cannot be read.
pub(in crate::archive) fn export(folder: &Path, store: &Store) -> Result<(), AuditError> {
    let folder = folder.join(FOLDER);
    fs::create_dir_all(&folder).map_err(|error| AuditError::write(&folder, &error))?;
    table::<Source>(&folder, |give| store.each_source(give))?;
    table::<Article>(&folder, |give| store.each_article(give))?;
    table::<Finding>(&folder, |give| store.each_finding(give))?;
    table::<Claim>(&folder, |give| store.each_claim(give))
}

/// What takes the rows of a table.
type Give<'g, T> = &'g mut dyn FnMut(T) -> Result<(), AuditError>;

fn table<T: Rowed>(
    folder: &Path,
    each: impl FnOnce(Give<'_, T>) -> Result<(), AuditError>,
) -> Result<(), AuditError> {
    let path = folder.join(format!("{}.parquet", T::TABLE));
    let mut out = Out::<T>::new(path)?;
    each(&mut |row| out.add(row))?;
    out.finish()
}

/// A file of a table.
struct Out<T> {
    path: PathBuf,
    writer: ArrowWriter<Draft>,
    rows: Vec<T>,
}

impl<T: Rowed> Out<T> {
    fn new(path: PathBuf) -> Result<Self, AuditError> {
        let file = Draft::new(&path).map_err(|error| AuditError::write(&path, &error))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP))
            .set_created_by(concat!("factlint ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = ArrowWriter::try_new(file, T::schema(), Some(properties));
        let writer = writer.map_err(|error| wrong(&path, error))?;
        Ok(Self { path, writer, rows: Vec::with_capacity(ROWS) })
    }

    fn add(&mut self, row: T) -> Result<(), AuditError> {
        self.rows.push(row);
        if self.rows.len() < ROWS { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), AuditError> {
        let batch = to_batch(&self.rows).map_err(|error| AuditError::new(&self.path, error.to_string()))?;
        self.rows.clear();
        self.writer.write(&batch).map_err(|error| wrong(&self.path, error))
    }

    fn finish(mut self) -> Result<(), AuditError> {
        self.flush()?;
        let file = self.writer.into_inner().map_err(|error| wrong(&self.path, error))?;
        file.finish().map_err(|error| AuditError::write(&self.path, &error))
    }
}

fn wrong(path: &Path, error: ParquetError) -> AuditError {
    match error {
        ParquetError::External(error) => match error.downcast::<std::io::Error>() {
            Ok(error) => AuditError::write(path, &error),
            Err(error) => AuditError::new(path, error.to_string()),
        },
        error => AuditError::new(path, error.to_string()),
    }
}
