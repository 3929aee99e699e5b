//! Columns that stand in the names of folders.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};

/// A batch with the columns that the names of folders give, as in `rule=date.weekday`.
pub(super) fn with_partitions(batch: RecordBatch, path: &Path) -> Result<RecordBatch, String> {
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
pub(super) fn unescaped(value: &str) -> Cow<'_, str> {
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
