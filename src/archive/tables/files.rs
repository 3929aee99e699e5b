//! The files of a table: one, or a folder of them as engines write it.

use std::borrow::Cow;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use ignore::WalkBuilder;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::super::error::AuditError;
use super::batch::{Rowed, of_batch};

/// How many rows are read at once.
const ROWS: usize = 8192;

/// The files of a table in a folder, by path: `NAME.parquet`, or those below `NAME`. None if there are neither.
///
/// # Errors
/// When the folder cannot be searched, or is kept by a program that says elsewhere which of its files count.
pub(in crate::archive) fn files(folder: &Path, table: &str) -> Result<Option<Vec<PathBuf>>, AuditError> {
    let file = folder.join(format!("{table}.parquet"));
    if file.is_file() {
        return Ok(Some(vec![file]));
    }
    let below = folder.join(table);
    if !below.is_dir() {
        return Ok(None);
    }
    if below.join("_delta_log").exists() {
        let why = "this is a table of Delta, whose log says which of its files count; read it with the engine that wrote \
                   it, write it as Parquet, and import that";
        return Err(AuditError::new(below, why));
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

/// A batch with the columns that the names of folders give, as in `rule=date.weekday`.
fn with_partitions(batch: RecordBatch, path: &Path) -> Result<RecordBatch, String> {
    let schema = batch.schema();
    let mut fields: Vec<_> = schema.fields().iter().cloned().collect();
    let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
    for folder in path.parent().into_iter().flat_map(Path::components) {
        let folder = folder.as_os_str().to_string_lossy();
        let Some((name, value)) = folder.split_once('=') else { continue };
        if schema.index_of(name).is_ok() {
            continue;
        }
        let value = (value != "__HIVE_DEFAULT_PARTITION__").then(|| unescaped(value));
        fields.push(Arc::new(Field::new(name, DataType::Utf8, true)));
        columns.push(Arc::new(StringArray::from(vec![value.as_deref(); batch.num_rows()])));
    }
    if fields.len() == schema.fields().len() {
        return Ok(batch);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(|error| error.to_string())
}

/// A value as engines write it into the name of a folder: with some characters as `%3A`.
fn unescaped(value: &str) -> Cow<'_, str> {
    form_urlencoded::parse(format!("v={}", value.replace('+', "%2B").replace('&', "%26")).as_bytes())
        .next()
        .map_or(Cow::Borrowed(value), |(_, value)| Cow::Owned(value.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_folders_are_columns() {
        let column: ArrayRef = Arc::new(StringArray::from(vec!["a", "b"]));
        let batch = RecordBatch::try_from_iter([("path", column)]).expect("a batch");
        let path =
            Path::new("findings/rule=date.weekday/part=a%3Ab+c&d/date=__HIVE_DEFAULT_PARTITION__/p.parquet");
        let batch = with_partitions(batch, path).expect("columns");
        let of = |name: &str| {
            let column = batch.column_by_name(name).expect("a column");
            column
                .as_any()
                .downcast_ref::<StringArray>()
                .expect("strings")
                .iter()
                .next()
                .flatten()
                .map(str::to_owned)
        };
        assert_eq!(of("rule").as_deref(), Some("date.weekday"));
        assert_eq!(of("part").as_deref(), Some("a:b+c&d"));
        assert_eq!(of("date"), None);
        assert_eq!(of("path").as_deref(), Some("a"));
    }
}
