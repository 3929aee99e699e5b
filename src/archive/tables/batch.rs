//! Rows as batches of Arrow, and back.

use std::sync::LazyLock;

use arrow_array::RecordBatch;
use arrow_schema::{FieldRef, Schema, SchemaRef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_arrow::schema::{SchemaLike as _, TracingOptions};

use super::super::table_row::{Article, Claim, Finding, Row, Source};

/// A row of a table.
pub trait Rowed: Serialize + DeserializeOwned + 'static {
    /// The name of the table.
    const TABLE: &'static str;

    /// The columns of the table.
    fn fields() -> &'static [FieldRef];

    /// The columns of the table as a schema.
    #[must_use]
    fn schema() -> SchemaRef {
        Schema::new(Self::fields().to_vec()).into()
    }
}

/// The columns of a record: its fields, with strings and lists of up to 2 GiB a batch.
///
/// # Panics
/// If the record has fields that are no columns.
#[must_use]
pub fn traced<T: DeserializeOwned>() -> Vec<FieldRef> {
    let options = TracingOptions::default()
        .strings_as_large_utf8(false)
        .sequence_as_large_list(false)
        .map_as_struct(true);
    Vec::<FieldRef>::from_type::<T>(options).expect("the fields of a row are columns; a test traces each")
}

macro_rules! tables {
    ($($row:ident $name:literal)+) => {$(
        impl Rowed for $row {
            const TABLE: &'static str = $name;

            fn fields() -> &'static [FieldRef] {
                static FIELDS: LazyLock<Vec<FieldRef>> = LazyLock::new(traced::<$row>);
                &FIELDS
            }
        }
    )+};
}

tables! { Source "sources" Article "articles" Finding "findings" Claim "claims" Row "rows" }

/// What is wrong with a batch.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BatchError(String);

impl BatchError {
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

/// A batch of rows. Linear.
///
/// # Errors
/// When a column of the batch has more than 2 GiB of text.
pub fn to_batch<T: Rowed>(rows: &[T]) -> Result<RecordBatch, BatchError> {
    serde_arrow::to_record_batch(T::fields(), &rows).map_err(|error| BatchError::new(error.to_string()))
}

/// The rows of a batch, whose columns are found by name; more columns than those of the table are passed over.
/// Linear.
///
/// # Errors
/// When a column is missing, is of another type, or has a null where none can be.
pub fn of_batch<T: Rowed>(batch: &RecordBatch) -> Result<Vec<T>, BatchError> {
    let known = batch.schema();
    if let Some(missing) = T::fields().iter().find(|field| known.index_of(field.name()).is_err()) {
        let (table, name) = (T::TABLE, missing.name());
        return Err(BatchError::new(format!("the table {table} has no column {name:?}")));
    }
    let wrong = |error: serde_arrow::Error| BatchError::new(format!("the table {}: {error}", T::TABLE));
    serde_arrow::from_record_batch(batch).map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_the_same_after_a_batch() {
        let claim = Claim {
            path: "a".to_owned(),
            offset: 7,
            number: 1,
            date: None,
            rule: "archive.day".to_owned(),
            severity: "warning".to_owned(),
            key: i64::MIN,
            value: "{}".to_owned(),
            part: None,
            start: 1,
            end: 2,
            line: 3,
            column: 4,
            before: String::new(),
            words: "é🚢".to_owned(),
            after: "…".to_owned(),
        };
        let rows = [Row { claim: Some(claim), ..Row::default() }, Row::default()];
        let batch = to_batch(&rows).expect("a batch");
        assert_eq!(batch.schema(), Row::schema());
        assert_eq!(of_batch::<Row>(&batch).expect("rows"), rows);
        let error = of_batch::<Article>(&batch).expect_err("other columns");
        assert_eq!(error.to_string(), "the table articles has no column \"path\"");
    }
}
