//! The files of a table: one, or a folder of them as engines write it.

use std::fs::File;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::super::error::AuditError;
use super::batch::{Rowed, of_batch};
use super::delta;
use super::partition::with_partitions;

/// How many rows are read at once.
const ROWS: usize = 8192;

/// The files of a table in a folder, by path: `NAME.parquet`, or those below `NAME`, of which a table of Delta says
/// which count. None if there are neither.
///
/// # Errors
/// When the folder cannot be searched, or is a table of Delta whose log is not understood.
pub(in crate::archive) fn files(folder: &Path, table: &str) -> Result<Option<Vec<PathBuf>>, AuditError> {
    let file = folder.join(format!("{table}.parquet"));
    if file.is_file() {
        return Ok(Some(vec![file]));
    }
    let below = folder.join(table);
    if !below.is_dir() {
        return Ok(None);
    }
    if below.join(delta::LOG).is_dir() {
        return delta::files(&below).map(Some);
    }
    let mut found = Vec::new();
    // Names that begin with a dot or an underscore are of files that are not finished, or not data.
    let is_data = |name: &str| !name.starts_with(['.', '_']);
    let walk = WalkBuilder::new(&below)
        .standard_filters(false)
        .filter_entry(move |entry| entry.depth() == 0 || is_data(&entry.file_name().to_string_lossy()))
        .build();
    for entry in walk {
        let entry = entry.map_err(|error| AuditError::new(&below, error.to_string()))?;
        if entry.path().extension().is_some_and(|extension| extension == "parquet") {
            found.push(entry.into_path());
        }
    }
    found.sort();
    Ok(Some(found))
}

/// Calls a function with each row of a file. Memory is bounded by the largest group of rows of the file.
///
/// # Errors
/// When the file is no Parquet, or has not the columns of the table; or those of the function.
pub(in crate::archive) fn read<T: Rowed>(
    (folder, path): (&Path, &Path),
    mut each: impl FnMut(T) -> Result<(), AuditError>,
) -> Result<(), AuditError> {
    let wrong = |why: String| AuditError::new(path, why);
    let file = File::open(path).map_err(|error| wrong(error.to_string()))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file);
    let builder = builder.map_err(|error| wrong(format!("it cannot be read as Parquet: {error}")))?;
    let batches = builder.with_batch_size(ROWS).build().map_err(|error| wrong(error.to_string()))?;
    for batch in batches {
        let batch = batch.map_err(|error| wrong(error.to_string()))?;
        let batch = with_partitions(batch, path.strip_prefix(folder).unwrap_or(path)).map_err(wrong)?;
        for row in of_batch(&batch).map_err(|error| wrong(error.to_string()))? {
            each(row)?;
        }
    }
    Ok(())
}
