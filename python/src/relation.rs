//! Claims that come sorted, related group by group.

use std::sync::{Mutex, PoisonError};

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::PyArrowType;
use factlint::Checker;
use factlint::archive::tables::{self, Longest, to_batch};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::MutexExt as _;

use crate::engine::batches;
use crate::table::Table;

/// Relates claims that come sorted; memory is bounded for a group of any length.
#[pyclass(frozen, module = "factlint._factlint")]
pub(crate) struct Relation {
    checker: Checker,
    relation: Mutex<tables::Relation>,
}

impl Relation {
    pub(crate) fn new(checker: Checker) -> Self {
        Self { checker, relation: Mutex::default() }
    }
}

#[pymethods]
impl Relation {
    /// Adds claims. Gives the findings of the groups that have ended.
    fn add(&self, py: Python<'_>, batch: PyArrowType<RecordBatchStreamReader>) -> PyResult<Table> {
        let batches = batches(batch)?;
        let mut relation = self.relation.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        let mut found = Vec::new();
        for batch in &batches {
            let more = relation.add(self.checker.config(), batch);
            found.extend(more.map_err(|error| PyValueError::new_err(error.to_string()))?);
        }
        Table::made(to_batch(&found))
    }

    /// Gives the findings of the last group.
    fn end(&self, py: Python<'_>) -> PyResult<Table> {
        let mut relation = self.relation.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        Table::made(to_batch(&relation.end(self.checker.config())))
    }

    /// The rule and key of the longest group so far, and how many claims it has.
    #[getter]
    fn largest(&self, py: Python<'_>) -> (String, i64, u64) {
        let relation = self.relation.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        let Longest { rule, key, claims } = relation.longest().clone();
        (rule, key, claims)
    }
}
