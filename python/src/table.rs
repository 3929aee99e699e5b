//! Tables of Arrow: texts in, findings out.

use std::borrow::Cow;
use std::sync::LazyLock;

use arrow_array::cast::AsArray as _;
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{
    Date32Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{DataType, FieldRef, SchemaRef, TimeUnit};
use factlint::answer::day;
use factlint::archive::tables::{BatchError, Given, traced};
use factlint::formats::{Columns as Fields, columns};
use factlint::{Checker, Document, Span};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use rayon::ThreadPool;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::model::Places;

/// A table that anything takes that takes Arrow.
#[pyclass(frozen, module = "factlint._factlint")]
pub(crate) struct Table {
    schema: SchemaRef,
    batch: RecordBatch,
}

/// The columns of a table.
#[pyclass(frozen, module = "factlint._factlint")]
pub(crate) struct Columns(pub(crate) SchemaRef);

impl Table {
    pub(crate) fn of(batch: RecordBatch) -> Self {
        Self { schema: batch.schema(), batch }
    }

    pub(crate) fn made(batch: Result<RecordBatch, BatchError>) -> PyResult<Self> {
        batch.map(Self::of).map_err(|error| PyValueError::new_err(error.to_string()))
    }
}

fn capsule<'py>(py: Python<'py>, schema: &SchemaRef) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema.as_ref());
    let schema = schema.map_err(|error| PyValueError::new_err(error.to_string()))?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

#[pymethods]
impl Table {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Whoever asks for other types casts them, as the protocol lets a producer have it.
        drop(requested_schema);
        let batches = std::iter::once(Ok(self.batch.clone()));
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule(py, &self.schema)
    }

    /// The number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batch.num_rows()
    }
}

#[pymethods]
impl Columns {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule(py, &self.0)
    }
}

/// A column of strings, or of days, which are read as strings.
pub(crate) struct Strings(ArrayRef);

impl Strings {
    /// The column of that name, if there is one.
    ///
    /// # Errors
    /// When it is of another type.
    pub(crate) fn of(batch: &RecordBatch, name: &str) -> PyResult<Option<Self>> {
        let Some(column) = batch.column_by_name(name) else { return Ok(None) };
        match column.data_type() {
            DataType::Utf8
            | DataType::LargeUtf8
            | DataType::Utf8View
            | DataType::Null
            | DataType::Date32
            | DataType::Timestamp(..) => Ok(Some(Self(column.clone()))),
            DataType::Dictionary(_, of) if matches!(**of, DataType::Utf8 | DataType::LargeUtf8) => {
                let values = column.as_any_dictionary();
                Ok(Some(Self(plain(values)?)))
            }
            other => Err(PyValueError::new_err(format!(
                "the column {name:?} is of type {other}, and not of strings"
            ))),
        }
    }

    /// The string of a row; none if it is null.
    pub(crate) fn get(&self, row: usize) -> Option<Cow<'_, str>> {
        let array = &self.0;
        if array.is_null(row) {
            return None;
        }
        let day = |day: Option<String>| day.map(Cow::Owned);
        match array.data_type() {
            DataType::Utf8 => Some(array.as_string::<i32>().value(row).into()),
            DataType::LargeUtf8 => Some(array.as_string::<i64>().value(row).into()),
            DataType::Utf8View => Some(array.as_string_view().value(row).into()),
            DataType::Date32 => {
                day(array.as_primitive::<Date32Type>().value_as_date(row).map(|day| day.to_string()))
            }
            DataType::Timestamp(unit, _) => {
                let time = match unit {
                    TimeUnit::Second => array.as_primitive::<TimestampSecondType>().value_as_date(row),
                    TimeUnit::Millisecond => {
                        array.as_primitive::<TimestampMillisecondType>().value_as_date(row)
                    }
                    TimeUnit::Microsecond => {
                        array.as_primitive::<TimestampMicrosecondType>().value_as_date(row)
                    }
                    TimeUnit::Nanosecond => {
                        array.as_primitive::<TimestampNanosecondType>().value_as_date(row)
                    }
                };
                day(time.map(|day| day.to_string()))
            }
            _ => None,
        }
    }
}

/// The strings that a dictionary stands for.
fn plain(of: &dyn arrow_array::AnyDictionaryArray) -> PyResult<ArrayRef> {
    let keys = of.normalized_keys();
    let values = of.values();
    let strings = keys.iter().enumerate().map(|(row, &key)| {
        if of.is_null(row) || values.is_empty() {
            return None;
        }
        match values.data_type() {
            DataType::Utf8 => Some(values.as_string::<i32>().value(key)),
            _ => Some(values.as_string::<i64>().value(key)),
        }
    });
    Ok(std::sync::Arc::new(arrow_array::LargeStringArray::from_iter(strings)))
}

/// A column with the bytes of files.
pub(crate) struct Content(ArrayRef);

impl Content {
    /// The column `content`, if there is one.
    ///
    /// # Errors
    /// When it is of another type.
    pub(crate) fn of(batch: &RecordBatch) -> PyResult<Option<Self>> {
        let Some(column) = batch.column_by_name("content") else { return Ok(None) };
        match column.data_type() {
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView => Ok(Some(Self(column.clone()))),
            other => {
                let why = format!("the column \"content\" is of type {other}, and not of bytes");
                Err(PyValueError::new_err(why))
            }
        }
    }

    /// The bytes of a row; none if they are null.
    pub(crate) fn get(&self, row: usize) -> Option<&[u8]> {
        let array = &self.0;
        match array.data_type() {
            _ if array.is_null(row) => None,
            DataType::Binary => Some(array.as_binary::<i32>().value(row)),
            DataType::LargeBinary => Some(array.as_binary::<i64>().value(row)),
            _ => Some(array.as_binary_view().value(row)),
        }
    }
}

/// The columns of texts.
pub(crate) struct Texts {
    text: Option<Strings>,
    title: Option<Strings>,
    date: Option<Strings>,
}

impl Texts {
    pub(crate) fn of(batch: &RecordBatch) -> PyResult<Self> {
        Ok(Self {
            text: Strings::of(batch, "text")?,
            title: Strings::of(batch, "title")?,
            date: Strings::of(batch, "date")?,
        })
    }

    /// Calls a function with what is given in a row: a text alone is a text, with a headline or a date it is an
    /// article in columns.
    pub(crate) fn with<T>(&self, row: usize, run: impl FnOnce(Given<'_>) -> T) -> T {
        let get =
            |strings: &'_ Option<Strings>| strings.as_ref().and_then(|s| s.get(row).map(Cow::into_owned));
        if self.title.is_none() && self.date.is_none() {
            let text = self.text.as_ref().and_then(|text| text.get(row));
            return match &text {
                Some(text) => run(Given::Text(text)),
                None => run(Given::Columns(Fields::default())),
            };
        }
        let (title, date) = (get(&self.title), get(&self.date));
        let text = self.text.as_ref().and_then(|text| text.get(row));
        run(Given::Columns(Fields {
            title: title.as_deref(),
            date: date.as_deref(),
            text: text.as_deref(),
            inner: None,
        }))
    }
}

/// A row of the table of a check.
#[derive(Serialize, Deserialize)]
pub(crate) struct Found {
    row: i64,
    rule: String,
    severity: String,
    message: String,
    help: Option<String>,
    words: String,
    part: Option<String>,
    start: i64,
    end: i64,
    start_byte: i64,
    end_byte: i64,
    line: i64,
    column: i64,
    labels: Vec<FoundLabel>,
    fingerprint: String,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct FoundLabel {
    start: i64,
    end: i64,
    text: String,
}

pub(crate) fn found_fields() -> &'static [FieldRef] {
    static FIELDS: LazyLock<Vec<FieldRef>> = LazyLock::new(traced::<Found>);
    &FIELDS
}

pub(crate) fn found_batch(found: &[Found]) -> PyResult<RecordBatch> {
    let batch = serde_arrow::to_record_batch(found_fields(), &found);
    batch.map_err(|error| PyValueError::new_err(error.to_string()))
}

/// How many texts are checked before Ctrl-C is heeded.
const SLICE: usize = 4096;

/// The findings in the texts of batches, in order, on all threads of a pool.
pub(crate) fn found(
    py: Python<'_>,
    pool: &ThreadPool,
    checker: &Checker,
    batches: &[RecordBatch],
) -> PyResult<Vec<Found>> {
    let texts: Vec<Texts> = batches.iter().map(Texts::of).collect::<PyResult<_>>()?;
    if texts.iter().any(|texts| texts.text.is_none() && texts.title.is_none()) {
        return Err(PyValueError::new_err("there is no column \"text\""));
    }
    let rows =
        batches.iter().enumerate().flat_map(|(at, batch)| (0..batch.num_rows()).map(move |row| (at, row)));
    let rows: Vec<(i64, (usize, usize))> = (0..).zip(rows).collect();
    let mut all = Vec::new();
    for slice in rows.chunks(SLICE) {
        py.check_signals()?;
        let of = |&(number, (at, row)): &(i64, (usize, usize))| {
            texts[at].with(row, |given| of_text(checker, number, given))
        };
        let found: Vec<Vec<Found>> = py.detach(|| pool.install(|| slice.par_iter().map(of).collect()));
        all.extend(found.into_iter().flatten());
    }
    Ok(all)
}

fn of_text(checker: &Checker, row: i64, given: Given<'_>) -> Vec<Found> {
    let document = document(given);
    let checked = checker.check_document(document);
    let document = &checked.document;
    if checked.findings.is_empty() {
        return Vec::new();
    }
    // The columns that there are places in, by their names.
    let columns = match given {
        Given::Text(text) => [(None, Some(text)), (None, None), (None, None)],
        Given::Columns(of) => [(Some("text"), of.text), (Some("title"), of.title), (Some("date"), of.date)],
        Given::File(_) => [(None, None); 3],
    };
    let columns: Vec<(Option<&str>, Places<'_>)> =
        columns.into_iter().filter_map(|(name, text)| Some((name, Places::new(text?)))).collect();
    let within = |span: Span| {
        let part = document.origin.part(span);
        let column = columns.iter().find(|(name, _)| part.is_none() || *name == part)?;
        let bytes = document.origin.bytes(span);
        Some((column.0, &column.1, bytes.start as usize..bytes.end as usize))
    };
    let made = checked.findings.iter().filter_map(|finding| {
        let (part, places, range) = within(finding.span)?;
        let (start, end, start_byte, end_byte) = places.of(&range);
        let (line, column) = places.line(range.start);
        let labels = finding.labels.iter().filter_map(|label| {
            let (_, places, range) = within(label.span)?;
            let (start, end, ..) = places.of(&range);
            Some(FoundLabel { start: start as i64, end: end as i64, text: label.text.clone() })
        });
        Some(Found {
            row,
            rule: finding.rule.to_string(),
            severity: finding.severity.name().to_owned(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            words: finding.span.of(&document.text).to_owned(),
            part: part.map(str::to_owned),
            start: start as i64,
            end: end as i64,
            start_byte: start_byte as i64,
            end_byte: end_byte as i64,
            line: line as i64,
            column: column as i64,
            labels: labels.collect(),
            fingerprint: finding.fingerprint.clone(),
        })
    });
    made.collect()
}

/// The document of a text. One without a headline of its own column has it in its text, where it has one.
fn document(given: Given<'_>) -> Document {
    match given {
        Given::Columns(Fields { title: None | Some(""), date, text: Some(text), .. }) => {
            let day = date.and_then(|date| day(date.get(..10)).ok().flatten());
            let mut document = Document::plain("", text);
            document.published = day;
            document
        }
        Given::Columns(of) => columns("", &of),
        Given::Text(text) => Document::plain("", text),
        Given::File(_) => Document::plain("", ""),
    }
}
